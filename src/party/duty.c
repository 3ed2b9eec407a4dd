#include "party/duty.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "names/codes.h"
#include "party/access.h"
#include "party/duty_rules.h"
#include "party/joint_proposal.h"
#include "registry/list.h"

const char *const duty_clauses[] = {
	"OPIN-5.1", "OPIN-6.3d", "OPIN-6.7", "OPIN-8.1", "OPIN-8.2", "OPIN-8.3", "OPIN-8.4", "OPIN-8.5b", "OPIN-8.6", "OPIN-9.1",
	"OPIN-10.1", "OPIN-10.2", "OPIN-11.2", "OPIN-11.3", "OPIN-17.2", "OPIN-18.2", "OPIN-20.6", "OPIN-21.3", "OPIN-22.9", "ELEC-3.1",
	"ELEC-3.2a", "ELEC-4.2", "ELEC-8.1c", "ELEC-19.2", "ELEC-32.1", "ELEC-33.1", "ELEC-34.1a", "ELEC-34.1b", "BJ-4", "BJ-6",
	"BJ-7", "BJ-9", "DP-23", "GRP-6", "A-1", "A-2", "A-3", "A-4", "A-5", NULL,
};

static const struct bilingual state_labels[] = {
	[DUTY_UPCOMING] = {"将到期", "upcoming"}, [DUTY_DUE_SOON] = {"即将到期", "due soon"},
	[DUTY_DUE] = {"今天到期", "due today"}, [DUTY_OVERDUE] = {"逾期", "overdue"},
	[DUTY_OPEN] = {"待办", "open"},
};

const char *
duty_state_name(enum duty_state state)
{
	static const char *const names[] = {
		[DUTY_UPCOMING] = "upcoming", [DUTY_DUE_SOON] = "due_soon", [DUTY_DUE] = "due",
		[DUTY_OVERDUE] = "overdue", [DUTY_OPEN] = "open",
	};

	return names[state];
}

struct bilingual
duty_state_label(enum duty_state state)
{
	return state_labels[state];
}

/* --- adding ------------------------------------------------------------------------ */

struct duty *
duty_add_text(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause,
              day_no since, struct bilingual who, struct bilingual why)
{
	day_no in_force = clause_since(clause); /* DAY_NONE comes before every day */
	struct duty *duty;

	if (to->facts->on < in_force)
		return NULL;
	if (!why.zh || !why.en || ARENA_GROW(to->arena, to->duties.items, to->duties.count, to->room) < 0) {
		to->status = FAIL_MEMORY;
		return NULL;
	}
	duty = &to->duties.items[to->duties.count++];
	*duty = (struct duty){
		.kind = kind, .id = id, .name = name, .clause = clause, .by = DAY_NONE,
		.since = since > in_force ? since : in_force,
		.state = DUTY_OPEN, .who = who, .why = why,
	};
	return duty;
}

struct duty *
duty_add(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause, day_no since,
         struct bilingual who, const char *zh, const char *en, ...)
{
	char zh_text[1024], en_text[1024];
	va_list args;

	va_start(args, en);
	vsnprintf(zh_text, sizeof zh_text, zh, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(en_text, sizeof en_text, en, args);
	va_end(args);
	return duty_add_text(to, kind, id, name, clause, since, who,
	                (struct bilingual){arena_strdup(to->arena, zh_text), arena_strdup(to->arena, en_text)});
}

/* --- what concerns several ---------------------------------------------------------- */

/* OPIN-10.2: joint branches that people may decide to set up. */
void
propose_joint_branches(struct derivation *to)
{
	struct joint_proposal *proposals;
	size_t count;

	if (joint_proposals(to->arena, to->facts, &proposals, &count) < 0) {
		to->status = FAIL_MEMORY;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct joint_proposal *proposal = &proposals[i];
		struct bilingual near = nearness_label(proposal->nearness);
		struct buf names;

		buf_init(&names, 2000);
		for (size_t u = 0; u < proposal->count; u++)
			buf_printf(&names, "%s%s", u ? "、" : "", proposal->units[u]->name);
		duty_add_text(to, "unit", proposal->units[0]->id, proposal->units[0]->name, "OPIN-10.2", proposal->since,
		         BY_HIGHER,
		         BOTH(to, ("建议联合组建党支部（%s）：%s，正式党员共 %lld 名。", near.zh,
		                   buf_text(&names), (long long)proposal->full_members),
		              ("A joint branch could be set up (%s): %s; %lld full members in all.",
		               near.en, buf_text(&names), (long long)proposal->full_members)));
		buf_free(&names);
	}
}

#define REGION_CODES 1000000 /* six digits */

struct region_marks {
	uint64_t with_units[REGION_CODES / 64], with_agency[REGION_CODES / 64];
};

struct region_marks *
region_marks_new(struct arena *arena)
{
	return ARENA_NEW(arena, struct region_marks);
}

/* One bit a code. */
static void
mark_region(uint64_t *regions, const char *code)
{
	if (strspn(code, "0123456789") == 6 && code[6] == '\0') {
		long number = strtol(code, NULL, 10);

		regions[number / 64] |= (uint64_t)1 << number % 64;
	}
}

void
mark_regions(struct region_marks *marks, const struct facts_of_day *facts)
{
	for (size_t i = 0; i < facts->unit_count; i++)
		mark_region(marks->with_units, facts->units[i].region);
	for (size_t i = 0; i < facts->body_count; i++)
		if (facts->bodies[i].type == AGENCY)
			mark_region(marks->with_agency, facts->bodies[i].region);
}

/* OPIN-5.1: county level and above sets up an agency. */
void
regions_need_agencies(struct derivation *to, const struct region_marks *marks)
{
	for (long number = 0; number < REGION_CODES; number++) {
		char code[REGION_CODE];

		if (!((marks->with_units[number / 64] & ~marks->with_agency[number / 64]) >> number % 64 & 1))
			continue;
		snprintf(code, sizeof code, "%06ld", number);
		if (region_name(code) && region_level(code) != REGION_COUNTRY)
			duty_add(to, "region", number, region_name(code), "OPIN-5.1", to->facts->on, BY_LOCAL,
			    "县级以上地方党委应当设立社会组织党建工作机构；没有登记 %s 的工作机构。",
			    "Party committees at county level and above set up an agency; none is on record for %s.",
			    region_name(code));
	}
}

static void
all_regions_need_agencies(struct derivation *to)
{
	struct region_marks *marks = region_marks_new(to->arena);

	if (!marks) {
		to->status = FAIL_MEMORY;
		return;
	}
	mark_regions(marks, to->facts);
	regions_need_agencies(to, marks);
}

/* --- all of it ----------------------------------------------------------------------- */

static int
by_urgency(const void *a, const void *b)
{
	const struct duty *x = a, *y = b;
	int64_t x_by = x->by == DAY_NONE ? DAY_OPEN : x->by, y_by = y->by == DAY_NONE ? DAY_OPEN : y->by;

	if (x_by != y_by)
		return x_by < y_by ? -1 : 1;
	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return strcmp(x->clause, y->clause);
}

void
duties_sort(struct duties *duties)
{
	if (duties->count)
		qsort(duties->items, duties->count, sizeof *duties->items, by_urgency);
}

int
duties_derive_parts(struct db *db, struct arena *arena, const struct path_range *parts, size_t count,
                    day_no as_of, struct duties *ret_duties)
{
	struct facts_of_day facts;
	struct derivation to = {.arena = arena, .facts = &facts};
	int status = day_facts_read(db, arena, parts, count, as_of, &facts);

	if (status < 0)
		return status;
	for (size_t i = 0; i < facts.unit_count; i++)
		for (size_t r = 0; unit_duties[r]; r++)
			unit_duties[r](&to, &facts.units[i]);
	for (size_t i = 0; i < facts.body_count; i++)
		for (size_t r = 0; body_duties[r]; r++)
			body_duties[r](&to, &facts.bodies[i]);
	propose_joint_branches(&to);
	matters_wait(&to);
	if (count == 0)
		all_regions_need_agencies(&to);
	if (to.status < 0)
		return to.status;
	duties_sort(&to.duties);
	*ret_duties = to.duties;
	return 0;
}

int
duties_derive(struct db *db, struct arena *arena, const char *scope, day_no as_of,
              struct duties *ret_duties)
{
	const struct path_range part = {scope, scope ? path_end(arena, scope) : NULL};

	if (scope && !part.to)
		return FAIL_MEMORY;
	return duties_derive_parts(db, arena, &part, scope != NULL, as_of, ret_duties);
}

/* --- of one organization --------------------------------------------------------------- */

#define OWN_BODIES_MAX 30 /* more would be no organization's */

STATEMENT(own_places, "select p.path from body b join placement p on p.subject = b.id and p.ended is null and p.since <= $2"
                      " and p.until > $2 where b.unit = $1 and b.ended is null and b.since <= $2 and b.until > $2 limit 30");

_Static_assert(OWN_BODIES_MAX == 30, "the statement says so, too");

/* What hangs at a path and under it, or at the path alone. */
static int
add_part(struct arena *arena, const char *path, bool alone, struct path_range *parts, size_t *count)
{
	const char *to = !path ? NULL : alone ? arena_printf(arena, "%s\x01", path) : path_end(arena, path);

	if (!to)
		return FAIL_MEMORY;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(parts[i].from, path) <= 0 && strcmp(path, parts[i].to) < 0)
			return 0; /* it stands there already: none may overlap */
	parts[(*count)++] = (struct path_range){path, to};
	return 0;
}

static int
add_own_bodies(struct db *db, struct arena *arena, int64_t unit, day_no on, struct path_range *parts, size_t *count)
{
	struct rows *rows;
	int status = db_query(db, own_places, ARGS(INT(unit), INT(on)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = add_part(arena, rows_dup(rows, 0, arena), true, parts, count)) < 0)
			break;
	rows_close(rows);
	return status;
}

int
duties_of_unit(struct db *db, struct arena *arena, int64_t unit, day_no as_of, struct duties *ret_duties)
{
	struct path_range parts[2 + OWN_BODIES_MAX];
	const char *path, *leader;
	size_t count = 0, len;
	struct duties all;
	int status = placement_path(db, arena, unit, as_of, &path);

	if (status < 0)
		return status;
	for (len = strlen(path) - 1; len > 0 && path[len - 1] != '/'; len--)
		;
	leader = len > 1 ? arena_strndup(arena, path, len) : path;
	status = add_part(arena, leader, true, parts, &count);
	if (status == 0)
		status = add_part(arena, path, true, parts, &count);
	if (status == 0)
		status = add_own_bodies(db, arena, unit, as_of, parts, &count);
	if (status == 0)
		status = duties_derive_parts(db, arena, parts, count, as_of, &all);
	if (status == 0)
		*ret_duties = duties_of(arena, &all, "unit", unit);
	return status;
}

struct duties
duties_of(struct arena *arena, const struct duties *all, const char *kind, int64_t id)
{
	struct duties own = {0};

	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1) {
			own.items = ARENA_ARRAY(arena, own.count, struct duty);
			if (!own.items)
				return (struct duties){0};
			own.count = 0;
		}
		for (size_t i = 0; i < all->count; i++)
			if (all->items[i].id == id && strcmp(all->items[i].kind, kind) == 0) {
				if (pass == 1)
					own.items[own.count] = all->items[i];
				own.count++;
			}
	}
	return own;
}

/* In a branch of a few even a line without a name would tell of somebody. */
bool
duty_is_for(const struct duty *duty, const struct actor *actor)
{
	if (strcmp(duty->clause, "DP-23") != 0)
		return true;
	for (size_t i = 0; i < actor->count; i++)
		if ((actor->grants[i].role & ROLE_BRANCH) && actor->grants[i].node == duty->id)
			return true;
	return false;
}

void
duty_json(const struct duty *duty, struct json *json)
{
	json_open(json, '{');
	json_key(json, "subject");
	json_open(json, '{');
	json_key(json, "kind");
	json_text(json, duty->kind);
	json_key(json, "id");
	json_int(json, duty->id);
	json_key(json, "name");
	json_text(json, duty->name);
	json_close(json, '}');
	json_key(json, "clause");
	json_text(json, duty->clause);
	json_key(json, "since");
	json_day(json, duty->since);
	json_key(json, "by");
	json_day(json, duty->by);
	json_key(json, "state");
	json_text(json, duty_state_name(duty->state));
	json_key(json, "why");
	json_bilingual(json, duty->why);
	json_key(json, "who");
	json_bilingual(json, duty->who);
	json_close(json, '}');
}

void
duties_json(const struct duties *duties, struct json *json)
{
	json_open(json, '[');
	for (size_t i = 0; i < duties->count; i++)
		duty_json(&duties->items[i], json);
	json_close(json, ']');
}
