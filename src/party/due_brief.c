#include "party/due_brief.h"

#include <string.h>

/* What stands open by its clause: bodies that must be set up and led first, soft bounds and proposals last. */
static int
open_rank(const char *clause)
{
	static const struct { const char *clause; int rank; } ranks[] = {
		{"OPIN-8.1", 3}, {"OPIN-8.2", 3}, {"OPIN-6.7", 3}, {"OPIN-21.3", 3}, {"OPIN-17.2", 3}, {"ELEC-3.1", 3},
		{"OPIN-10.2", 6}, {"BJ-4", 6}, {"BJ-6", 6}, {"BJ-7", 6}, {"A-1", 6}, {"A-2", 6}, {"A-3", 6}, {"A-4", 6},
	};

	for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
		if (strcmp(ranks[i].clause, clause) == 0)
			return ranks[i].rank;
	return 5;
}

int
due_rank(const struct duty *duty, day_no on)
{
	switch (duty->state) {
	case DUTY_OVERDUE:
		return 0;
	case DUTY_DUE:
		return 1;
	case DUTY_OPEN:
		return open_rank(duty->clause);
	default:
		return duty->by <= day_add_months(on, 1) ? 2 : 4;
	}
}

bool
due_is_within(const struct duty *duty, enum due_within within, day_no on)
{
	if (within == WITHIN_ANY)
		return true;
	return duty->by != DAY_NONE && duty->by >= on && duty->by <= day_add_months(on, within == WITHIN_MONTH ? 1 : 6);
}

/* Days until it falls due, or since when it stands, as one measure: the smaller the more pressing. */
static int64_t
distance(const struct duty *duty, day_no on)
{
	return duty->by != DAY_NONE ? (int64_t)duty->by - on : (int64_t)duty->since - on;
}

/* A duty and how pressing it is, worked out once. */
struct pressing {
	const struct duty *duty;
	int rank;
	int64_t distance;
};

static bool
presses_more(const struct pressing *a, const struct pressing *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->distance < b->distance;
}

/* In order, by insertion into a short list. */
static void
choose(const struct pressing *one, struct pressing chosen[DUE_FOREMOST], size_t *count)
{
	size_t at = *count;

	while (at > 0 && presses_more(one, &chosen[at - 1])) {
		if (at < DUE_FOREMOST)
			chosen[at] = chosen[at - 1];
		at--;
	}
	if (at < DUE_FOREMOST)
		chosen[at] = *one;
	if (*count < DUE_FOREMOST)
		++*count;
}

void
due_brief_of(const struct duties *all, const struct actor *actor, day_no on, struct due_brief *ret_brief)
{
	static const struct actor anybody;
	struct pressing chosen[DUE_FOREMOST];
	struct due_brief brief = {0};

	for (size_t i = 0; i < all->count; i++) {
		const struct duty *duty = &all->items[i];
		const struct pressing one = {duty, due_rank(duty, on), distance(duty, on)};

		if (!duty_is_for(duty, actor ? actor : &anybody))
			continue;
		choose(&one, chosen, &brief.count);
		brief.overdue += duty->state == DUTY_OVERDUE;
		brief.open += duty->state == DUTY_OPEN;
		brief.month += due_is_within(duty, WITHIN_MONTH, on);
		brief.half_year += due_is_within(duty, WITHIN_HALF_YEAR, on);
	}
	for (size_t i = 0; i < brief.count; i++)
		brief.foremost[i] = *chosen[i].duty;
	*ret_brief = brief;
}
