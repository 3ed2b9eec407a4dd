/* Names that may be written in: each of the eligible under one that is nobody else's (ELEC-25.2). */
#include "party/election.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

/* The name without blanks, which lists put into names of two characters. */
static const char *
plain_of(struct arena *arena, const char *name)
{
	char *plain = arena_strdup(arena, name), *to = plain;

	if (!plain)
		return NULL;
	for (const char *from = name; *from;) {
		if (*from == ' ' || *from == '\t') {
			from++;
		} else if (strncmp(from, "　", strlen("　")) == 0) {
			from += strlen("　");
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return plain;
}

static int
by_own_name(const void *a, const void *b)
{
	const struct eligible *x = a, *y = b;
	int order = strcmp(x->own, y->own);

	return order ? order : (x->person > y->person) - (x->person < y->person);
}

/* 王二(甲), 王二(乙), in the half-width signs that what is typed is folded to; past the ten a number. */
static const char *
told_apart(struct arena *arena, const char *own, size_t place)
{
	static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};

	return place < sizeof stems / sizeof *stems ? arena_printf(arena, "%s(%s)", own, stems[place])
	                                            : arena_printf(arena, "%s(%zu)", own, place + 1);
}

/* Those of one name, in the order of their records; whoever is printed keeps the printed name. */
static int
name_group(struct arena *arena, struct eligible *group, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		group[i].namesakes = count - 1;
		if (!group[i].printed)
			group[i].name = count > 1 ? told_apart(arena, group[i].own, i) : group[i].own;
		if (!group[i].name)
			return FAIL_MEMORY;
	}
	return 0;
}

int
eligible_names(struct db *db, struct arena *arena, const struct election *election, const struct ballot_round *round,
               struct eligible **ret_eligible, size_t *ret_count)
{
	const struct candidate **standing;
	struct eligible *eligible;
	size_t printed, count = 0;
	struct roll roll;
	int status = election_eligible(db, arena, election, round->seats->assembly, &roll);

	if (status == 0)
		status = ballot_order(arena, election, round, &standing, &printed);
	if (status < 0)
		return status;
	eligible = ARENA_ARRAY(arena, roll.count + 1, struct eligible);
	if (!eligible)
		return FAIL_MEMORY;
	for (size_t i = 0; i < roll.count; i++) {
		if (!roll.at[i].entitled)
			continue;
		eligible[count] = (struct eligible){.person = roll.at[i].person, .own = plain_of(arena, roll.at[i].name)};
		if (!eligible[count].own)
			return FAIL_MEMORY;
		for (size_t k = 0; k < printed; k++)
			if (standing[k]->person == eligible[count].person) {
				eligible[count].name = standing[k]->name;
				eligible[count].printed = true;
			}
		count++;
	}
	qsort(eligible, count, sizeof *eligible, by_own_name);
	for (size_t i = 0, end; i < count && status == 0; i = end) {
		for (end = i + 1; end < count && strcmp(eligible[end].own, eligible[i].own) == 0;)
			end++;
		status = name_group(arena, eligible + i, end - i);
	}
	*ret_eligible = eligible;
	*ret_count = count;
	return status;
}

bool
name_is_shared(const struct eligible *eligible, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (eligible[i].namesakes && same_name(eligible[i].own, name))
			return true;
	return false;
}
