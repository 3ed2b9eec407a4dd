/*
 * Random histories: acts of every kind on a small tree, lawful and not, from a
 * fixed seed.  What they leave is compared with a plain reading of the records.
 */
#ifndef DANGJIAN_TESTS_HISTORY_H
#define DANGJIAN_TESTS_HISTORY_H

#include <inttypes.h>
#include <stdarg.h>

#include "../ground.h"
#include "party/settle.h"

#define FIRST_DAY day_of(2020, 1, 20)
#define DAYS 900
#define GROWING 60          /* acts before anything is compared */
#define ACTS_MAX 512

struct history {
	struct ground ground;
	uint64_t state;
	int64_t acts[ACTS_MAX];  /* journal numbers, of those not undone */
	size_t count;
	int done, refused, undone;
};

static inline uint32_t
draw(struct history *history, uint32_t below)
{
	uint64_t x = history->state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	history->state = x;
	return (uint32_t)((x * 2685821657736338717u) >> 33) % below;
}

static inline day_no
draw_day(struct history *history)
{
	return FIRST_DAY + (day_no)draw(history, DAYS);
}

/* Mostly open, sometimes a last day. */
static inline day_no
draw_until(struct history *history, day_no since)
{
	return draw(history, 3) ? DAY_OPEN : since + 1 + (day_no)draw(history, 300);
}

/* A standing row of a kind, at random: its identity and first day; 0 where there is none. */
static inline int64_t
draw_row(struct history *history, const struct kind *kind, const char *where, day_no *ret_since)
{
	int64_t count = 0, id = 0, since = 0;
	char from[400], sql[500];
	uint32_t offset;

	snprintf(from, sizeof from, "from %s r where r.ended is null%s", kind->name, where);
	snprintf(sql, sizeof sql, "select count(*) %s", from);
	if (db_number(history->ground.db, sql, NO_ARGS, &count) < 0)
		test_failed(sql);
	if (count == 0)
		return 0;
	offset = draw(history, (uint32_t)count);
	snprintf(sql, sizeof sql, "select r.id %s order by r.id, r.since limit 1 offset $1", from);
	if (db_number(history->ground.db, sql, ARGS(INT(offset)), &id) < 0)
		test_failed(sql);
	snprintf(sql, sizeof sql, "select r.since %s order by r.id, r.since limit 1 offset $1", from);
	if (db_number(history->ground.db, sql, ARGS(INT(offset)), &since) < 0)
		test_failed(sql);
	if (ret_since)
		*ret_since = (day_no)since;
	return id;
}

#define ANY_BODY(history, where) draw_row((history), &body_kind, (where), NULL)
#define ANY_UNIT(history) draw_row((history), &unit_kind, "", NULL)
#define IS_HUB " and r.type in (1, 2, 9)"

/* Adds a record of whole numbers: name, number, …, NULL; 0 leaves a field empty. */
static inline int64_t
put(struct history *history, const struct kind *kind, day_no since, day_no until, ...)
{
	struct record *record = record_new(history->ground.arena, kind);
	const char *name;
	va_list args;

	record->since = since;
	record->until = until;
	va_start(args, until);
	while ((name = va_arg(args, const char *))) {
		int64_t number = va_arg(args, int64_t);

		if (number)
			*record_value(record, name) = INT(number);
	}
	va_end(args);
	for (size_t i = 0; i < kind->field_count; i++) /* what is required and of no matter here */
		if (kind->fields[i].flags & REQUIRED && record->values[i].type == VALUE_NULL)
			record->values[i] = kind->fields[i].type == FIELD_REGION ? TEXT(draw(history, 2) ? "110105" : "110108")
			                    : field_is_text(&kind->fields[i]) ? TEXT("甲") : INT(0);
	if (record_add(&history->ground.edit, record) < 0)
		test_failed(kind->name);
	return record->id;
}

#define I(number) ((int64_t)(number))

static inline void
add_body(struct history *history)
{
	static const int types[] = {JOINT_COMMITTEE, BRANCH, BRANCH, BRANCH, GENERAL_BRANCH, JOINT_BRANCH, JOINT_BRANCH,
	                            REGIONAL_BODY, INDUSTRY_BODY, AGENCY, LEADING_GROUP};
	int type = types[draw(history, sizeof types / sizeof *types)];
	day_no since = FIRST_DAY - 200 + (day_no)draw(history, 400);
	int64_t superior = ANY_BODY(history, IS_HUB);
	int64_t unit = type == BRANCH || type == GENERAL_BRANCH ? ANY_UNIT(history) : 0;
	int64_t body = put(history, &body_kind, since, draw_until(history, since), "type", I(type), "unit", unit, NULL);

	if (superior && draw(history, 16))
		put(history, &affiliation_kind, since, DAY_OPEN, "superior", superior, "body", body, "relation",
		    I(LEADS), NULL);
}

static inline void
add_unit(struct history *history)
{
	static const char *const industries[] = {"家具", "物流", "教育"};
	day_no since = draw_day(history);
	struct record *unit = record_new(history->ground.arena, &unit_kind);
	int64_t superior = ANY_BODY(history, " and r.type = 2");

	unit->since = since;
	unit->until = draw(history, 5) ? DAY_OPEN : since + 1 + (day_no)draw(history, 400);
	*record_value(unit, "name") = TEXT("乙");
	*record_value(unit, "category") = INT(1 + draw(history, 5));
	*record_value(unit, "registration_level") = INT(LEVEL_CITY);
	*record_value(unit, "region") = TEXT(draw(history, 3) ? "110105" : draw(history, 2) ? "110108" : "130102");
	if (draw(history, 4))
		*record_value(unit, "industry") = TEXT(industries[draw(history, 3)]);
	if (draw(history, 5))
		*record_value(unit, "full_members") = INT(draw(history, 6));
	if (record_add(&history->ground.edit, unit) < 0)
		test_failed("unit");
	if (superior && draw(history, 6))
		put(history, &affiliation_kind, since + (day_no)draw(history, 60), DAY_OPEN, "superior", superior,
		    "unit", unit->id, "relation", I(LEADS), NULL);
}

/* From one superior to another, at times with a gap or an overlap. */
static inline void
move(struct history *history)
{
	bool of_body = draw(history, 3) == 0;
	day_no since, first;
	int64_t edge = draw_row(history, &affiliation_kind,
	                        of_body ? " and r.body is not null" : " and r.unit is not null", &since);
	int64_t superior = ANY_BODY(history, of_body ? IS_HUB : " and r.type = 2");
	struct record **versions;
	size_t count;

	if (!edge || !superior ||
	    record_versions(history->ground.db, history->ground.arena, &affiliation_kind, edge, false, &versions, &count) < 0)
		return;
	first = since + 1 + (day_no)draw(history, 300);
	if (record_close(&history->ground.edit, &affiliation_kind, edge,
	                 first - 1 - (draw(history, 10) ? 0 : 1)) < 0)
		return;
	put(history, &affiliation_kind, first - (draw(history, 10) ? 0 : 1), DAY_OPEN, "superior", superior,
	    of_body ? "body" : "unit", record_value(versions[0], of_body ? "body" : "unit")->number,
	    "relation", I(LEADS), NULL);
}

static inline void
add_coverage(struct history *history)
{
	int mode = 1 + (int)draw(history, 5);
	day_no since = draw_day(history);
	int64_t body = ANY_BODY(history, mode == COVER_OWN ? " and r.type = 5" : " and r.type in (6, 7, 8)");
	int64_t unit = ANY_UNIT(history), mass = 0;

	if (!unit || (!body && mode != COVER_MASS))
		return;
	if (mode == COVER_MASS)
		mass = put(history, &mass_org_kind, since - 5, draw_until(history, since), "unit", unit, "type", I(UNION),
		           NULL);
	put(history, &coverage_kind, since, draw_until(history, since), "unit", unit, "mode", I(mode),
	    mass ? "mass_org" : "body", mass ? mass : draw(history, 20) ? body : 0, NULL);
}

static inline void
add_row(struct history *history)
{
	day_no since = draw_day(history), until = draw_until(history, since);
	int64_t body = ANY_BODY(history, ""), unit = ANY_UNIT(history);
	int64_t person = draw(history, 2) ? draw_row(history, &person_kind, "", NULL) : 0;

	if (!person)
		person = put(history, &person_kind, FIRST_DAY, DAY_OPEN, NULL);
	switch (draw(history, 5)) {
	case 0:
		if (unit)
			put(history, &dispatch_kind, since, until, "unit", unit, "person", person, "role", I(INSTRUCTOR), NULL);
		return;
	case 1:
		put(history, &term_kind, since, until, "body", body, "years", I(1 + draw(history, 2)), NULL);
		return;
	case 2:
		put(history, &post_kind, since, until, "body", body, "person", person, "position",
		    I(1 + draw(history, 2)), "origin", I(ELECTED), NULL);
		return;
	default:
		put(history, &membership_kind, since, until, "body", body, "person", person, "category",
		    I(1 + draw(history, 2)), NULL);
	}
}

/* Changes one field from a day on, or corrects it for the whole version. */
static inline void
change(struct history *history)
{
	static const struct {
		const struct kind *kind;
		const char *field;
		uint32_t least, choices;
	} changes[] = {
		{&unit_kind, "full_members", 0, 6}, {&unit_kind, "full_members", 0, 6}, {&unit_kind, "category", 1, 5},
		{&membership_kind, "category", 1, 2}, {&coverage_kind, "mode", 1, 4}, {&body_kind, "type", 1, 14},
		{&body_kind, "type", 5, 2}, {&post_kind, "position", 1, 2}, {&term_kind, "years", 1, 3},
	};
	size_t at = draw(history, sizeof changes / sizeof *changes);
	const struct kind *kind = changes[at].kind;
	struct value values[32] = {0};
	bool given[32] = {0};
	struct record *record;
	day_no since;
	int64_t id = draw_row(history, kind, "", &since);
	int field = field_index(kind, changes[at].field);

	if (!id || record_get(history->ground.db, history->ground.arena, kind, id, since, &record) < 0)
		return;
	values[field] = INT(changes[at].least + draw(history, changes[at].choices));
	given[field] = true;
	if (draw(history, 2)) {
		record_change(&history->ground.edit, kind, id, since + (day_no)draw(history, 200), values, given);
		return;
	}
	record->values[field] = values[field];
	if (draw(history, 3) == 0 && record->since + 40 < record->until)
		record->since += (day_no)draw(history, 30);
	record_correct(&history->ground.edit, id, since, record);
}

static inline void
close_one(struct history *history)
{
	static const struct kind *const closing[] = {&unit_kind, &body_kind, &coverage_kind, &membership_kind, &post_kind,
	                                             &term_kind, &dispatch_kind, &mass_org_kind, &affiliation_kind};
	const struct kind *kind = closing[draw(history, sizeof closing / sizeof *closing)];
	day_no since;
	int64_t id = draw_row(history, kind, "", &since);

	if (id)
		record_close(&history->ground.edit, kind, id, since + (day_no)draw(history, 400));
}

/* All tables but the journal, row by row. */
static inline void
dump(struct history *history, struct buf *out)
{
	const struct schema *schema = &history->ground.schema;

	buf_clear(out);
	for (size_t t = 0; t < schema->count; t++) {
		const struct table *table = schema->tables[t];
		struct rows *rows;
		char sql[200];
		int status;

		if (table->append_only)
			continue;
		snprintf(sql, sizeof sql, "select * from %s order by %s", table->name, table->primary_key);
		if (db_query(history->ground.db, sql, NO_ARGS, &rows) < 0)
			test_failed(sql);
		buf_printf(out, "%s\n", table->name);
		while ((status = rows_next(rows)) > 0) {
			for (int c = 0; c < rows_columns(rows); c++)
				if (rows_null(rows, c))
					buf_puts(out, "- ");
				else if (table->columns[c].type == COLUMN_TEXT)
					buf_printf(out, "'%s' ", rows_text(rows, c));
				else
					buf_printf(out, "%" PRId64 " ", rows_int(rows, c));
			buf_puts(out, "\n");
		}
		rows_close(rows);
		if (status < 0 || buf_status(out) < 0)
			test_failed("dump");
	}
}

static inline void
forget(struct history *history, size_t at)
{
	memmove(&history->acts[at], &history->acts[at + 1], (--history->count - at) * sizeof *history->acts);
}

/* One act of one to four changes; a refused one leaves nothing. */
static inline void
act(struct history *history)
{
	static void (*const kinds_of_change[])(struct history *) = {
		add_body, add_body, add_unit, move, add_coverage, add_coverage, add_row, add_row, add_row, change, change,
		close_one,
	};
	uint32_t changes = 1 + draw(history, 3);

	ground_begin(&history->ground);
	for (uint32_t i = 0; i < changes; i++)
		kinds_of_change[draw(history, sizeof kinds_of_change / sizeof *kinds_of_change)](history);
	if (settle(&history->ground.edit) == 0) {
		history->acts[history->count++] = ground_commit(&history->ground);
		history->done++;
		return;
	}
	if (last_failure()->code != FAIL_REFUSED || !*last_failure()->clause)
		test_failed("settle");
	db_rollback(history->ground.db);
	history->refused++;
}

/* Takes an act back; whether that went. */
static inline bool
undo(struct history *history, size_t at)
{
	ground_begin(&history->ground);
	if (settle_undo(&history->ground.edit, history->acts[at]) == 0) {
		ground_commit(&history->ground);
		forget(history, at);
		history->undone++;
		return true;
	}
	if (last_failure()->code != FAIL_REFUSED)
		test_failed("settle_undo");
	db_rollback(history->ground.db);
	return false;
}

static inline void
history_open(struct history *history, const char *url, uint64_t seed)
{
	int64_t top;

	*history = (struct history){.state = seed};
	ground_open(&history->ground, url);
	ground_begin(&history->ground);
	top = put(history, &body_kind, FIRST_DAY - 400, DAY_OPEN, "type", I(COMPREHENSIVE_COMMITTEE), NULL);
	for (int i = 0; i < 3; i++) {
		day_no since = FIRST_DAY - 300 + 10 * i;
		int64_t joint = put(history, &body_kind, since, DAY_OPEN, "type", I(JOINT_COMMITTEE), NULL);

		put(history, &affiliation_kind, since, DAY_OPEN, "superior", top, "body", joint, "relation", I(LEADS), NULL);
	}
	for (int i = 0; i < 6; i++)
		add_unit(history);
	if (settle(&history->ground.edit) < 0)
		test_failed("history_open");
	ground_commit(&history->ground);
	for (int i = 0; i < GROWING; i++)
		act(history);
	history->count = 0; /* what has grown stays */
}

static inline void
history_close(struct history *history)
{
	ground_close(&history->ground);
}

#endif
