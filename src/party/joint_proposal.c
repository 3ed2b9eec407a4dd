#include "party/joint_proposal.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "registry/list.h"

struct bilingual
nearness_label(enum nearness nearness)
{
	static const struct bilingual labels[] = {
		[NEAR_BUILDING] = {"同一地址", "at one address"},
		[NEAR_INDUSTRY] = {"同区同行业", "in one district and trade"},
		[NEAR_DISTRICT] = {"同区", "in one district"},
	};

	return labels[nearness];
}

bool
may_join_in(int64_t full_members)
{
	return full_members > 0 && !establishment_due(full_members);
}

struct candidate {
	const struct unit_facts *unit;
	size_t address_len; /* bytes of the address up to the house number: the building */
	bool taken;
};

/* "朝阳区建国路 12 号 3 层 305 室" names its building up to the first 号, else whole. */
static size_t
building_length(const char *address)
{
	const char *number = strstr(address, "号");

	return number ? (size_t)(number - address) + strlen("号") : strlen(address);
}

/* Orders by leading organization and the ground two units share at one step. */
static int
compare_ground(const struct candidate *a, const struct candidate *b, enum nearness nearness)
{
	int order;

	if (a->unit->superior != b->unit->superior)
		return a->unit->superior < b->unit->superior ? -1 : 1;
	order = strcmp(a->unit->region, b->unit->region);
	if (order != 0 || nearness == NEAR_DISTRICT)
		return order;
	if (nearness == NEAR_INDUSTRY)
		return strcmp(a->unit->industry, b->unit->industry);
	if (a->address_len != b->address_len)
		return a->address_len < b->address_len ? -1 : 1;
	return memcmp(a->unit->address, b->unit->address, a->address_len);
}

#define COMPARISON(name, nearness)                                               \
	static int name(const void *a, const void *b)                            \
	{                                                                        \
		const struct candidate *x = a, *y = b;                           \
		int order = compare_ground(x, y, nearness);                      \
		return order ? order : x->unit->id < y->unit->id ? -1 : x->unit->id > y->unit->id; \
	}

COMPARISON(by_building, NEAR_BUILDING)
COMPARISON(by_industry, NEAR_INDUSTRY)
COMPARISON(by_district, NEAR_DISTRICT)

/* A ground that is not on record is shared by nobody. */
static bool
has_ground(const struct candidate *candidate, enum nearness nearness)
{
	switch (nearness) {
	case NEAR_BUILDING:
		return candidate->address_len > 0;
	case NEAR_INDUSTRY:
		return *candidate->unit->industry != '\0';
	default:
		return true;
	}
}

static void
add_to(struct joint_proposal *proposal, struct candidate *candidate)
{
	proposal->units[proposal->count++] = candidate->unit;
	proposal->full_members += candidate->unit->full_members;
	if (candidate->unit->first > proposal->since)
		proposal->since = candidate->unit->first;
}

static size_t
units_at_most(const struct candidate *candidate)
{
	size_t most = (size_t)set_whole(candidate->unit->settings, SETTING_JOINT_BRANCH_UNITS);

	return most < PROPOSAL_UNITS_MAX ? most : PROPOSAL_UNITS_MAX;
}

/* Too few for a group of their own, they join their neighbours' while there is room. */
static void
take_left(struct candidate *left, size_t length, struct joint_proposal *proposals, size_t count)
{
	for (size_t i = 0; i < length; i++)
		for (size_t p = count; p > 0 && !left[i].taken; p--)
			if (proposals[p - 1].count < units_at_most(&left[i])) {
				add_to(&proposals[p - 1], &left[i]);
				left[i].taken = true;
			}
}

/* Takes units from one run of neighbours as long as each group reaches three full members. */
static void
group_run(struct candidate *run, size_t length, enum nearness nearness, struct joint_proposal *proposals,
          size_t *count)
{
	size_t from = 0, before = *count;

	while (from < length) {
		struct joint_proposal proposal = {.nearness = nearness, .since = DAY_MIN};
		size_t most = units_at_most(&run[from]), at = from;

		while (at < length && proposal.count < most && proposal.full_members < FULL_MEMBERS_FOR_BODY)
			add_to(&proposal, &run[at++]);
		if (proposal.full_members < FULL_MEMBERS_FOR_BODY)
			break;
		for (size_t i = from; i < at; i++)
			run[i].taken = true;
		proposals[(*count)++] = proposal;
		from = at;
	}
	if (nearness == NEAR_BUILDING)
		take_left(run + from, length - from, proposals + before, *count - before);
}

static void
group_all(struct candidate *candidates, size_t total, enum nearness nearness,
          struct joint_proposal *proposals, size_t *count)
{
	static int (*const orders[])(const void *, const void *) = {
		[NEAR_BUILDING] = by_building, [NEAR_INDUSTRY] = by_industry, [NEAR_DISTRICT] = by_district,
	};
	size_t left = 0;

	for (size_t i = 0; i < total; i++) /* those still free move to the front */
		if (!candidates[i].taken && has_ground(&candidates[i], nearness)) {
			struct candidate swap = candidates[left];

			candidates[left++] = candidates[i];
			candidates[i] = swap;
		}
	qsort(candidates, left, sizeof *candidates, orders[nearness]);
	for (size_t from = 0, to; from < left; from = to) {
		for (to = from + 1; to < left; to++)
			if (compare_ground(&candidates[from], &candidates[to], nearness) != 0)
				break;
		group_run(candidates + from, to - from, nearness, proposals, count);
	}
}

bool
joint_candidate(const struct unit_facts *unit)
{
	return may_join_in(unit->full_members) && unit->superior &&
	       (unit->modes & ~(1u << COVER_MASS | 1u << COVER_INDUSTRY)) == 0;
}

int
joint_proposals(struct arena *arena, const struct facts_of_day *facts,
                struct joint_proposal **ret_proposals, size_t *ret_count)
{
	struct candidate *candidates = ARENA_ARRAY(arena, facts->unit_count + 1, struct candidate);
	struct joint_proposal *proposals;
	size_t total = 0, count = 0;

	if (!candidates)
		return FAIL_MEMORY;
	for (size_t i = 0; i < facts->unit_count; i++) {
		const struct unit_facts *unit = &facts->units[i];

		if (joint_candidate(unit))
			candidates[total++] = (struct candidate){unit, building_length(unit->address), false};
	}
	proposals = ARENA_ARRAY(arena, total / 2 + 1, struct joint_proposal);
	if (!proposals)
		return FAIL_MEMORY;
	for (enum nearness nearness = NEAR_BUILDING; nearness <= NEAR_DISTRICT; nearness++)
		group_all(candidates, total, nearness, proposals, &count);
	*ret_proposals = proposals;
	*ret_count = count;
	return 0;
}

/* --- of one unit ------------------------------------------------------------------- */

/* Everything under the unit's leading organization: the paths up to its own last step. */
static int
read_neighbours(struct db *db, struct arena *arena, int64_t unit, day_no on, struct facts_of_day *ret_facts)
{
	struct path_range range;
	const char *path;
	size_t len;
	int status = placement_path(db, arena, unit, on, &path);

	if (status < 0)
		return status;
	for (len = strlen(path) - 1; len > 0 && path[len - 1] != '/'; len--)
		;
	range.from = arena_strndup(arena, path, len);
	range.to = range.from ? path_end(arena, range.from) : NULL;
	return range.to ? day_facts_read(db, arena, &range, 1, on, ret_facts) : FAIL_MEMORY;
}

int
joint_proposal_for(struct db *db, struct arena *arena, int64_t unit, day_no on, struct joint_proposal *ret_proposal)
{
	struct facts_of_day facts;
	struct joint_proposal *proposals;
	size_t count = 0;
	int status = read_neighbours(db, arena, unit, on, &facts);

	if (status == 0)
		status = joint_proposals(arena, &facts, &proposals, &count);
	for (size_t i = 0; i < count; i++)
		for (size_t u = 0; u < proposals[i].count; u++)
			if (proposals[i].units[u]->id == unit) {
				*ret_proposal = proposals[i];
				return 0;
			}
	if (status < 0)
		return status;
	return fail(FAIL_NOT_FOUND, "OPIN-10.2", NULL, "目前没有建议这个社会组织参加的联合党支部。",
	            "No joint branch is proposed with this organization at present.");
}
