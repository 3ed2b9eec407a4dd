/* Which social organization a row or a reference is about. */
#include "party/workbook_job.h"

#include <string.h>

#include "base/fail.h"
#include "names/codes.h"

/* --- lists under one key -------------------------------------------------------------- */

/* Units that share a code, a name, or a name within a region. */
struct unit_list {
	struct unit_entry **items;
	size_t count;
};

static int
put_unit(struct job *job, struct map *map, const char *key, struct unit_entry *unit)
{
	void **slot = map_at(map, key);
	struct unit_list *list;

	if (!slot)
		return FAIL_MEMORY;
	list = *slot;
	if (!list && !(list = *slot = ARENA_NEW(job->arena, struct unit_list)))
		return FAIL_MEMORY;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == unit)
			return 0;
	if ((list->count & (list->count - 1)) == 0) {
		struct unit_entry **items = ARENA_ARRAY(job->arena, list->count ? 2 * list->count : 1,
		                                        struct unit_entry *);

		if (!items)
			return FAIL_MEMORY;
		if (list->count)
			memcpy(items, list->items, list->count * sizeof *items);
		list->items = items;
	}
	list->items[list->count++] = unit;
	return 0;
}

static const char *
place_key(struct job *job, const char *region, const char *name)
{
	return arena_printf(job->arena, "%s/%s", region, name);
}

/* Under which keys a unit is found: code, name, and region with name; any may be null. */
static int
register_unit(struct job *job, struct unit_entry *unit, const char *code, const char *name, const char *region)
{
	const char *place;
	int status = 0;

	if (code)
		status = put_unit(job, &job->units_by_code, code, unit);
	if (status == 0 && name)
		status = put_unit(job, &job->units_by_name, name, unit);
	if (status < 0 || !name || !region)
		return status;
	place = place_key(job, region, name);
	return place ? put_unit(job, &job->units_by_place, place, unit) : FAIL_MEMORY;
}

enum picked { PICKED_NONE, PICKED_ONE, PICKED_SEVERAL };

/* The only one, or the only one in force on the day. */
static enum picked
pick(const struct unit_list *list, day_no on, struct unit_entry **ret_unit)
{
	enum picked picked = PICKED_NONE;

	if (!list)
		return PICKED_NONE;
	if (list->count == 1) {
		*ret_unit = list->items[0];
		return PICKED_ONE;
	}
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->since <= on && on < list->items[i]->until) {
			if (picked != PICKED_NONE)
				return PICKED_SEVERAL;
			*ret_unit = list->items[i];
			picked = PICKED_ONE;
		}
	return picked == PICKED_NONE ? PICKED_SEVERAL : picked;
}

/* --- what is on record ------------------------------------------------------------------ */

/* "110105/某某队": a unit without a code is told apart by its region. */
static const char *
behind_region(const char *text)
{
	return strspn(text, "0123456789") == REGION_CODE - 1 && text[REGION_CODE - 1] == '/' ? text + REGION_CODE
	                                                                                     : NULL;
}

/* A credit code has 18 digits and capitals; clerks write small letters too. */
static const char *
as_code(struct job *job, const char *text)
{
	char *code;

	if (strlen(text) != CREDIT_CODE - 1)
		return NULL;
	code = arena_strdup(job->arena, text);
	for (char *at = code; at && *at; at++) {
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
		if (!((*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z')))
			return NULL;
	}
	return code;
}

/* A reference may be a code, a name, or region and name. */
static int
gather_references(struct job *job, enum sheet sheet, int column, struct values *codes, struct values *names)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[sheet].count && status == 0; i++) {
		const char *text = text_in(job->rows[sheet].rows[i], column);
		const char *code = text ? as_code(job, text) : NULL;

		if (!text)
			continue;
		if (code)
			status = values_add(job->arena, codes, TEXT(code));
		if (status == 0)
			status = values_add(job->arena, names, TEXT(text));
		if (status == 0 && behind_region(text))
			status = values_add(job->arena, names, TEXT(behind_region(text)));
	}
	return status;
}

static int
gather_rows(struct job *job, struct values *codes, struct values *names)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_UNIT].count && status == 0; i++) {
		const struct book_row *row = job->rows[SHEET_UNIT].rows[i];

		if (has(row, UNIT_CODE))
			status = values_add(job->arena, codes, TEXT(text_in(row, UNIT_CODE)));
		if (status == 0 && has(row, UNIT_NAME))
			status = values_add(job->arena, names, TEXT(text_in(row, UNIT_NAME)));
	}
	return status;
}

static int
load_units(struct job *job)
{
	struct values codes = {0}, names = {0};
	int status = gather_rows(job, &codes, &names);

	if (status == 0)
		status = gather_references(job, SHEET_BODY, BODY_UNIT, &codes, &names);
	if (status == 0)
		status = gather_references(job, SHEET_COVERAGE, COVERAGE_UNIT, &codes, &names);
	if (status == 0)
		status = lives_read(job->db, &job->units, "code", codes.items, codes.count);
	if (status == 0)
		status = lives_read(job->db, &job->units, "name", names.items, names.count);
	for (size_t i = 0; i < job->units.count && status == 0; i++) {
		const struct life *life = job->units.items[i];
		const struct record *now = life_at(life, job->effective);
		struct unit_entry *unit = ARENA_NEW(job->arena, struct unit_entry);

		if (!unit)
			return FAIL_MEMORY;
		*unit = (struct unit_entry){.id = life->id, .life = life, .since = life_since(life),
		                            .until = life_until(life)};
		status = register_unit(job, unit, record_value(now, "code")->text, record_value(now, "name")->text,
		                       record_value(now, "region")->text);
	}
	return status;
}

/* --- rows ----------------------------------------------------------------------------------- */

/* What the code says of the category may differ from what the row says: a person looks at it. */
static int
compare_category(struct job *job, const struct book_row *row)
{
	struct credit_code code;

	if (!has(row, UNIT_CODE) || !has(row, UNIT_CATEGORY) || credit_code_check(text_in(row, UNIT_CODE), &code) < 0)
		return 0;
	if (code.standing == CREDIT_NOT_SOCIAL)
		return warn_at(job, row, UNIT_CODE, "这个统一社会信用代码不是社会组织的代码，请核对（A-21）。",
		               "This is no social organization's credit code: please check (A-21).");
	if (code.standing == CREDIT_CATEGORY && code.category != (int)cell(row, UNIT_CATEGORY)->number)
		return warn_at(job, row, UNIT_CATEGORY, "类别与统一社会信用代码所示的不同，请核对（A-21）。",
		               "The category is not the one the credit code shows: please check (A-21).");
	return 0;
}

static int
check_row(struct job *job, struct book_row *row)
{
	int status = 0;

	if (!has(row, UNIT_CODE) && !(row->unreadable & 1u << UNIT_CODE) && has(row, UNIT_CATEGORY) &&
	    cell(row, UNIT_CATEGORY)->number != COMMUNITY_ORGANIZATION)
		status = fault_at(job, row, UNIT_CODE,
		                  "统一社会信用代码：必须填写；只有在街道、社区备案的第五类组织可以没有。",
		                  "Unified social credit code: required; only category 5, filed with a community, may have none.");
	if (status == 0 && has(row, UNIT_REGION) && region_state(text_in(row, UNIT_REGION)) == REGION_UNKNOWN)
		status = warn_at(job, row, UNIT_REGION, "行政区划代码不在 GB/T 2260 中，请核对（A-22）。",
		                 "The region code is not in GB/T 2260: please check (A-22).");
	return status < 0 ? status : compare_category(job, row);
}

static int
several(struct job *job, struct book_row *row, int column)
{
	return fault_at(job, row, column, "符合这一行的社会组织不止一个，无法确定是哪一个。",
	                "More than one organization fits this row; which one is meant cannot be told.");
}

/* Name and region find a unit; where the row brings its code, only one that has none yet. */
static enum picked
pick_by_place(struct job *job, const struct book_row *row, struct unit_entry **ret_unit)
{
	const struct unit_list *all;
	struct unit_list codeless = {0};
	const char *place;

	if (!has(row, UNIT_NAME) || !has(row, UNIT_REGION))
		return PICKED_NONE;
	place = place_key(job, text_in(row, UNIT_REGION), text_in(row, UNIT_NAME));
	all = place ? map_get(&job->units_by_place, place) : NULL;
	if (!all || !has(row, UNIT_CODE))
		return pick(all, job->effective, ret_unit);
	codeless.items = ARENA_ARRAY(job->arena, all->count, struct unit_entry *);
	for (size_t i = 0; codeless.items && i < all->count; i++) {
		const struct unit_entry *unit = all->items[i];

		if (unit->life ? record_value(life_at(unit->life, job->effective), "code")->type == VALUE_NULL
		               : !has(unit->row, UNIT_CODE))
			codeless.items[codeless.count++] = all->items[i];
	}
	return codeless.count ? pick(&codeless, job->effective, ret_unit) : PICKED_NONE;
}

static enum picked
pick_for_row(struct job *job, const struct book_row *row, struct unit_entry **ret_unit)
{
	enum picked picked = PICKED_NONE;
	bool fifth = has(row, UNIT_CATEGORY) && cell(row, UNIT_CATEGORY)->number == COMMUNITY_ORGANIZATION;

	if (has(row, UNIT_CODE))
		picked = pick(map_get(&job->units_by_code, text_in(row, UNIT_CODE)), job->effective, ret_unit);
	if (picked == PICKED_NONE && fifth)
		picked = pick_by_place(job, row, ret_unit);
	return picked;
}

/* From its row: the first day is the foundation, or the effective day where that is not known. */
static int
new_unit(struct job *job, struct book_row *row, struct unit_entry **ret_unit)
{
	struct unit_entry *unit = ARENA_NEW(job->arena, struct unit_entry);
	day_no last = day_in(row, UNIT_CLOSED);

	if (!unit)
		return FAIL_MEMORY;
	unit->id = act_new_id(job->act);
	unit->since = day_in(row, UNIT_FOUNDED);
	if (unit->since == DAY_NONE)
		unit->since = last != DAY_NONE && last < job->effective ? last : job->effective;
	unit->until = end_in(row, UNIT_CLOSED);
	*ret_unit = unit;
	return 0;
}

static int
match_row(struct job *job, struct book_row *row)
{
	struct unit_entry *unit = NULL;
	enum picked picked = pick_for_row(job, row, &unit);
	int status = 0;

	if (picked == PICKED_SEVERAL)
		return several(job, row, has(row, UNIT_CODE) ? UNIT_CODE : UNIT_NAME);
	if (picked == PICKED_NONE)
		status = new_unit(job, row, &unit);
	if (status < 0)
		return status;
	if (unit->row)
		return fault_at(job, row, has(row, UNIT_CODE) ? UNIT_CODE : UNIT_NAME,
		                "与 %s 是同一个社会组织，只能填一行。", "The same organization as in %s; it has one row.",
		                cell_of(job, unit->row, has(unit->row, UNIT_CODE) ? UNIT_CODE : UNIT_NAME));
	unit->row = row;
	row->unit = unit;
	if (unit->life && has(row, UNIT_CLOSED))
		unit->until = end_in(row, UNIT_CLOSED);
	return register_unit(job, unit, text_in(row, UNIT_CODE), text_in(row, UNIT_NAME), text_in(row, UNIT_REGION));
}

int
units_match(struct job *job)
{
	int status = load_units(job);

	for (size_t i = 0; i < job->rows[SHEET_UNIT].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_UNIT].rows[i];

		status = check_row(job, row);
		if (status == 0)
			status = match_row(job, row);
	}
	return status;
}

int
unit_resolve(struct job *job, struct book_row *row, int column, day_no on, struct unit_entry **ret_unit)
{
	const char *text = text_in(row, column);
	const char *code = as_code(job, text);
	struct unit_entry *unit = NULL;
	enum picked picked = code ? pick(map_get(&job->units_by_code, code), on, &unit) : PICKED_NONE;

	if (picked == PICKED_NONE)
		picked = pick(map_get(&job->units_by_name, text), on, &unit);
	if (picked == PICKED_NONE && behind_region(text))
		picked = pick(map_get(&job->units_by_place, text), on, &unit);
	*ret_unit = picked == PICKED_ONE ? unit : NULL;
	if (picked == PICKED_ONE)
		return 0;
	if (picked == PICKED_NONE)
		return fault_at(job, row, column,
		                "没有这个社会组织；请先在“社会组织”表中填写，或核对名称、统一社会信用代码。",
		                "There is no such organization; enter it in the sheet of organizations, or check its name or credit code.");
	return fault_at(job, row, column,
	                "这个名称的社会组织不止一个；请改写统一社会信用代码，没有代码的写作“行政区划代码/名称”。",
	                "More than one organization has this name; write its credit code, or region code/name where it has none.");
}
