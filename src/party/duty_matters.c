/* What waits in requests, reports and notices: for the reply, for the sender, for an answer. */
#include "party/duty_rules.h"

#include <string.h>

#include "base/fail.h"
#include "party/matter.h"

/* The subject's name, or null where it is not among the facts. */
static const char *
subject_name(const struct derivation *to, const struct matter_of_day *matter)
{
	const struct unit_facts *unit;
	const struct body_facts *body;

	if (strcmp(matter->kind, "unit") == 0) {
		unit = facts_unit(to->facts, matter->subject);
		return unit ? unit->name : NULL;
	}
	body = facts_body(to->facts, matter->subject);
	return body ? body->name : NULL;
}

static struct duty *
add(struct derivation *to, const struct matter_of_day *matter, const char *clause, day_no since, struct bilingual who,
    struct bilingual why)
{
	const char *name = subject_name(to, matter);
	struct duty *duty = name ? duty_add_text(to, matter->kind, matter->subject, name, clause, since, who, why) : NULL;

	if (duty)
		duty->matter = matter->id;
	return duty;
}

/* OPIN-6.3f, 8.6 and the clause of each: the higher organization answers; the sources set no number of days. */
static void
wait_for_reply(struct derivation *to, const struct matter_of_day *matter, const struct matter_type *type, const char *clause)
{
	struct bilingual label = matter_label(type);
	char day[DAY_TEXT];
	int days = to->facts->on - matter->submitted;

	day_text(matter->submitted, day);
	add(to, matter, clause, matter->submitted, BY_HIGHER,
	    matter->nature == FOR_APPROVAL
	    ? BOTH(to, ("%s的请示 %s 报送，%d 天未批复；应当及时作出决定。", label.zh, day, days),
	           ("The request about %s was submitted on %s and not replied to for %d days: it is decided promptly.", label.en, day,
	            days))
	    : BOTH(to, ("%s的报告 %s 报送，%d 天未存档。", label.zh, day, days),
	           ("The report about %s was submitted on %s and not filed for %d days.", label.en, day, days)));
}

/* A draft with a last day, and what was returned, wait for the sender. */
static void
wait_for_sender(struct derivation *to, const struct matter_of_day *matter, const struct matter_type *type, const char *clause)
{
	struct bilingual label = matter_label(type);
	bool late = matter->latest != DAY_NONE && to->facts->on > matter->latest;
	char day[DAY_TEXT];
	struct duty *duty;

	if (matter->state == MATTER_RETURNED)
		duty = add(to, matter, clause, matter->since, strcmp(matter->kind, "unit") == 0 ? BY_UNIT : BY_BODY,
		           BOTH(to, ("%s的材料 %s 退回补正，已 %d 天。", label.zh, day_text(matter->since, day), to->facts->on - matter->since),
		                ("The papers about %s were returned to amend on %s, %d days ago.", label.en, day_text(matter->since, day),
		                 to->facts->on - matter->since)));
	else if (matter->latest != DAY_NONE)
		duty = add(to, matter, clause, matter->since, strcmp(matter->kind, "unit") == 0 ? BY_UNIT : BY_BODY,
		           BOTH(to, ("%s已经起草，还没有报送，最晚应于 %s 报送。", label.zh, day_text(matter->latest, day)),
		                ("The papers about %s are drafted and not submitted; the latest day is %s.", label.en,
		                 day_text(matter->latest, day))));
	else
		return;
	if (duty && matter->latest != DAY_NONE) {
		duty->by = matter->latest;
		duty->state = late ? DUTY_OVERDUE : to->facts->on == matter->latest ? DUTY_DUE : DUTY_DUE_SOON;
	}
}

/* OPIN-10.2: the organization says whether it agrees. */
static void
wait_for_answer(struct derivation *to, const struct matter_of_day *matter)
{
	char day[DAY_TEXT];

	day_text(matter->submitted, day);
	add(to, matter, "OPIN-10.2", matter->submitted, BY_UNIT,
	    BOTH(to, ("%s 收到联合组建党支部的建议，%d 天未答复。", day, to->facts->on - matter->submitted),
	         ("It was proposed on %s that it join a joint branch; not answered for %d days.", day,
	          to->facts->on - matter->submitted)));
}

/* OPIN-8.5b: before an organization or body ends, its members' relations have a place to go. */
static void
move_relations_first(struct derivation *to, const struct matter_of_day *matter)
{
	int64_t relations = matter->relations;
	struct duty *duty;

	if ((matter->number != UNIT_CLOSED && matter->number != UNITS_MERGED && matter->number != ABOLISH_BODY) ||
	    matter->receiver)
		return;
	if (relations == 0)
		return;
	duty = add(to, matter, "OPIN-8.5b", matter->submitted != DAY_NONE ? matter->submitted : matter->since, BY_BODY,
	           BOTH(to, ("申请终止，还有 %lld 名党员的组织关系没有转出，也没有写明接收的党组织。", (long long)relations),
	                ("It asks to end; the relations of %lld members are unmoved and no organization is named to receive them.",
	                 (long long)relations)));
	if (duty && matter->last != DAY_NONE) {
		duty->by = matter->last;
		duty->state = to->facts->on > matter->last ? DUTY_OVERDUE : to->facts->on == matter->last ? DUTY_DUE : DUTY_DUE_SOON;
	}
}

void
matters_wait(struct derivation *to)
{
	for (size_t i = 0; i < to->facts->matter_count && to->status == 0; i++) {
		const struct matter_of_day *matter = &to->facts->matters[i];
		const struct matter_type *type = matter_type(matter->number);
		const char *clause = type ? matter_clause(to->arena, type) : NULL;

		if (!type)
			continue;
		if (!clause) {
			to->status = FAIL_MEMORY;
			return;
		}
		if (matter->nature == NOTICE)
			wait_for_answer(to, matter);
		else if (matter->state == MATTER_SUBMITTED)
			wait_for_reply(to, matter, type, clause);
		else
			wait_for_sender(to, matter, type, clause);
		if (matter->nature != NOTICE)
			move_relations_first(to, matter);
	}
}
