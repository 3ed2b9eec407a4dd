#include "../check.h"

#include "history.h"
#include "party/outlook.h"
#include "party/tally.h"
#include "party/value_cache.h"
#include "registry/piece_cache.h"

/* --- the plain reading ------------------------------------------------------------ */

struct leaders {
	int count;
	int64_t superior;
};

static struct leaders
leaders_on(struct db *db, int64_t subject, day_no on)
{
	struct leaders leaders = {0};
	struct rows *rows;

	if (db_query(db, "select superior from affiliation where (unit = $1 or body = $1) and relation = 1"
	                 " and ended is null and since <= $2 and until > $2", ARGS(INT(subject), INT(on)), &rows) < 0)
		test_failed("leaders_on");
	while (rows_next(rows) > 0) {
		leaders.count++;
		leaders.superior = rows_int(rows, 0);
	}
	rows_close(rows);
	return leaders;
}

static bool
may_be_top(int64_t type, int64_t unit)
{
	return type == 1 || type == 9 || type == 10 || type == 11 || type == 14 || (unit == 0 && (type == 3 || type == 4));
}

/* Whether it is there on the day; a body's type. */
static bool
there(struct db *db, int64_t subject, day_no on, int64_t *ret_type, int64_t *ret_unit)
{
	struct rows *rows;
	bool found;

	if (db_query(db, "select type, coalesce(unit, 0) from body where id = $1 and ended is null and since <= $2 and until > $2"
	                 " union all select 0, 0 from unit where id = $1 and ended is null and since <= $2 and until > $2",
	             ARGS(INT(subject), INT(on)), &rows) < 0)
		test_failed("there");
	found = rows_next(rows) > 0;
	if (found) {
		*ret_type = rows_int(rows, 0);
		*ret_unit = rows_int(rows, 1);
	}
	rows_close(rows);
	return found;
}

/* Climbs edge by edge on one day; "" where it comes to nothing. */
static void
climb(struct db *db, int64_t subject, day_no on, char path[400])
{
	char tail[400] = "/", longer[400];
	int64_t at = subject, type, unit;

	path[0] = '\0';
	for (int depth = 0; depth < 40; depth++) {
		struct leaders leaders;

		if (!there(db, at, on, &type, &unit))
			return;
		snprintf(longer, sizeof longer, "/%" PRId64 "%s", at, tail);
		snprintf(tail, sizeof tail, "%s", longer);
		leaders = leaders_on(db, at, on);
		assert_in_range(leaders.count, 0, 1);
		if (leaders.count == 0) {
			if (may_be_top(type, unit))
				snprintf(path, 400, "%s", tail);
			return;
		}
		at = leaders.superior;
	}
	assert_true(false);
}

struct subjects {
	int64_t ids[600];
	size_t count;
};

static void
all_of(struct db *db, const char *sql, struct subjects *subjects)
{
	struct rows *rows;

	subjects->count = 0;
	if (db_query(db, sql, NO_ARGS, &rows) < 0)
		test_failed(sql);
	while (rows_next(rows) > 0 && subjects->count < 600)
		subjects->ids[subjects->count++] = rows_int(rows, 0);
	rows_close(rows);
}

/* OPIN-6.7 and the placement, for everything on one day. */
static void
places_are_right(struct history *history, day_no on)
{
	struct subjects subjects;
	char path[400];

	all_of(history->ground.db, "select distinct id from unit where ended is null union select distinct id from body"
	                           " where ended is null", &subjects);
	for (size_t i = 0; i < subjects.count; i++) {
		const char *stored = "";

		climb(history->ground.db, subjects.ids[i], on, path);
		if (placement_path(history->ground.db, history->ground.arena, subjects.ids[i], on, &stored) == FAIL_SYSTEM)
			test_failed("placement_path");
		assert_string_equal(stored, path);
	}
}

/* Whichever way a list is read, it is the same; and what the tallies know of it beforehand is so. */
static void
every_way_is_the_same(struct history *history, const struct list_query *asked, int64_t right)
{
	const struct list_outlook ways[] = {
		{.subjects = 1, .scope = INT32_MAX, .total = right, .alike = -1},            /* row by row */
		{.subjects = INT32_MAX, .scope = 1, .total = right, .alike = -1},            /* the scope first */
		{.subjects = INT32_MAX, .scope = INT32_MAX, .total = right, .alike = 0},     /* who stands so first */
	};
	struct list_query query = *asked;
	struct list_outlook known;
	struct list first, list;
	int64_t count;

	if (list_run(history->ground.db, history->ground.arena, &query, &first) < 0)
		test_failed("list_run");
	for (size_t w = 0; w < sizeof ways / sizeof *ways + 1; w++) {
		if (w < sizeof ways / sizeof *ways)
			query.outlook = &ways[w];
		else if (list_outlook(NULL, history->ground.db, history->ground.arena, asked, &known) > 0)
			query.outlook = &known;
		else
			continue;
		if (query.outlook->total >= 0)
			assert_int_equal(query.outlook->total, right);
		if (list_count(history->ground.db, history->ground.arena, &query, &count) < 0 ||
		    list_run(history->ground.db, history->ground.arena, &query, &list) < 0)
			test_failed("list_run");
		assert_int_equal(count, right);
		assert_int_equal(list.count, first.count);
		for (size_t i = 0; i < list.count; i++)
			assert_int_equal(list.rows[i]->id, first.rows[i]->id);
	}
}

static int64_t
listed(struct history *history, const struct kind *kind, const char *scope, day_no on, const char *name,
       const char *text, const char *name_too, const char *text_too)
{
	const struct filter filters[] = {{name, text}, {name_too, text_too}};
	const struct list_query query = {.kind = kind, .as_of = on, .scope = scope, .filters = filters,
	                                 .filter_count = name_too ? 2 : name ? 1 : 0};
	int64_t count = -1;

	if (list_count(history->ground.db, history->ground.arena, &query, &count) < 0)
		test_failed("list_count");
	if (scope && (kind == &unit_kind || kind == &body_kind) && draw(history, 30) == 0)
		every_way_is_the_same(history, &query, count);
	return count;
}

static void
unit_figures_are_right(struct history *history, const char *scope, day_no on, const struct figures *figures,
                       const char *by, const char *value)
{
	const struct { const char *facet, *word; int64_t figure; } units[] = {
		{"due", "due", figures->due}, {"due", "established", figures->due_established},
		{"due", "open", figures->due - figures->due_established},
		{"covered", "organization", figures->own + figures->joint}, {"covered", "own", figures->own},
		{"covered", "joint", figures->joint},
		{"covered", "work", figures->own + figures->joint + figures->work_only},
		{"covered", "work_only", figures->work_only}, {"covered", "none", figures->uncovered},
	};

	assert_int_equal(listed(history, &unit_kind, scope, on, by, value, NULL, NULL), figures->units);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		assert_int_equal(listed(history, &unit_kind, scope, on, units[i].facet, units[i].word, by, value),
		                 units[i].figure);
}

static void
body_figures_are_right(struct history *history, const char *scope, day_no on, const struct figures *figures)
{
	const struct { const char *facet, *word; int64_t figure; } bodies[] = {
		{"term", "overdue", figures->overdue}, {"term", "in_six_months", figures->due_in_six},
		{"term", "in_three_months", figures->due_in_three}, {"term", "in_one_month", figures->due_in_one},
		{"term", "none", figures->no_term}, {"secretary", "no", figures->no_secretary},
		{NULL, NULL, figures->bodies},
	};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		assert_int_equal(listed(history, &body_kind, scope, on, bodies[i].facet, bodies[i].word, NULL, NULL),
		                 bodies[i].figure);
	for (int type = 1; type <= BODY_TYPES; type++) {
		char word[8];

		snprintf(word, sizeof word, "%d", type);
		assert_int_equal(listed(history, &body_kind, scope, on, "type", word, NULL, NULL), figures->bodies_of[type]);
	}
	assert_int_equal(listed(history, &membership_kind, scope, on, "category", "full", NULL, NULL), figures->full);
	assert_int_equal(listed(history, &membership_kind, scope, on, "category", "probationary", NULL, NULL),
	                 figures->probationary);
}

/* Every figure of a node opens a list of just so many. */
static void
figures_are_right(struct history *history, int64_t node, day_no on)
{
	static const struct { enum dimension dimension; const char *field; } dimensions[] = {
		{BY_CATEGORY, "category"}, {BY_INDUSTRY, "industry"}, {BY_PROVINCE, "region"}, {BY_REGION, "region"},
	};
	struct figures all;
	const char *scope = NULL;

	if (node && placement_path(history->ground.db, history->ground.arena, node, on, &scope) < 0)
		scope = "/0/"; /* nowhere on that day */
	if (figures_of(history->ground.db, history->ground.arena, node, on, &all) < 0)
		test_failed("figures_of");
	unit_figures_are_right(history, scope, on, &all, NULL, NULL);
	body_figures_are_right(history, scope, on, &all);
	for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
		struct figure_row *rows;
		int64_t units = 0;
		size_t count;

		if (figures(history->ground.db, history->ground.arena, node, dimensions[d].dimension, on, &rows, &count) < 0)
			test_failed("figures");
		for (size_t i = 0; i < count; i++) {
			unit_figures_are_right(history, scope, on, &rows[i].figures, dimensions[d].field, rows[i].value);
			units += rows[i].figures.units;
		}
		assert_int_equal(units, all.units);
	}
}

/* The cache answers as the tallies do, before and after each act. */
static void
cache_is_right(struct history *history, struct count_cache *cache, int64_t node, day_no on)
{
	static const struct filter filters[] = {{"due", "open"}, {"covered", "none"}, {"category", "1"}};
	const char *scope;

	if (placement_path(history->ground.db, history->ground.arena, node, on, &scope) < 0)
		return;
	for (size_t f = 0; f <= sizeof filters / sizeof *filters; f++) {
		const struct list_query query = {.kind = &unit_kind, .as_of = on, .scope = scope, .filters = &filters[f],
		                                 .filter_count = f < sizeof filters / sizeof *filters};
		struct list_outlook fresh, kept;
		int known = list_outlook(NULL, history->ground.db, history->ground.arena, &query, &fresh);

		for (int again = 0; again < 2; again++) {
			assert_int_equal(list_outlook(cache, history->ground.db, history->ground.arena, &query, &kept), known);
			if (known <= 0)
				continue;
			assert_int_equal(kept.total, fresh.total);
			assert_int_equal(kept.subjects, fresh.subjects);
			assert_int_equal(kept.scope, fresh.scope);
			assert_int_equal(kept.alike, fresh.alike);
			assert_int_equal(kept.whole, fresh.whole);
		}
	}
}

/* What filters offer is what there are figures of, kept or not. */
static void
values_are_right(struct history *history, struct piece_cache *cache, int64_t node, day_no on)
{
	struct figure_row *rows;
	const char **values;
	size_t row_count, count;

	if (figures(history->ground.db, history->ground.arena, node, BY_REGION, on, &rows, &row_count) < 0)
		test_failed("figures");
	for (int again = 0; again < 3; again++) {
		if (values_known(again ? cache : NULL, history->ground.db, history->ground.arena, node, BY_REGION, on, &values, &count) < 0)
			test_failed("values_known");
		assert_int_equal(count, row_count);
		for (size_t i = 0; i < count; i++)
			assert_string_equal(values[i], rows[i].value);
	}
}

static void
everything_is_right(struct history *history, struct count_cache *cache, struct piece_cache *values, int nodes)
{
	struct subjects bodies;
	day_no on = draw_day(history);

	places_are_right(history, on);
	figures_are_right(history, 0, on);
	values_are_right(history, values, 0, FIRST_DAY + DAYS / 2);
	all_of(history->ground.db, "select distinct id from body where ended is null", &bodies);
	for (int i = 0; i < nodes; i++) {
		int64_t node = bodies.ids[draw(history, (uint32_t)bodies.count)];

		figures_are_right(history, node, on);
		cache_is_right(history, cache, node, FIRST_DAY + DAYS / 2);
		values_are_right(history, values, node, FIRST_DAY + DAYS / 2);
	}
}

/* --- tests ---------------------------------------------------------------------------- */

#define SEEDS 4
#define ACTS 60

static void
OPIN_6_7_and_11_6_hold_after_every_act_of_a_random_history(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct buf before, after;

		buf_init(&before, BUF_PAGE_MAX);
		buf_init(&after, BUF_PAGE_MAX);
		for (uint64_t seed = 1; seed <= SEEDS; seed++) {
			struct piece_cache *values;
			struct count_cache *cache;
			struct history history;
			struct test_db own;

			assert_int_equal(count_cache_new(&cache), 0);
			assert_int_equal(piece_cache_new(VALUES_KEPT, VALUES_BYTES, &values), 0);
			test_db_new(&own, engine_);
			history_open(&history, own.url, seed * 7919);
			for (int i = 0; i < ACTS; i++) {
				int done = history.done;

				dump(&history, &before);
				act(&history);
				if (history.done > done && draw(&history, 4) == 0) {
					assert_true(undo(&history, history.count - 1));
					dump(&history, &after);
					assert_string_equal(buf_text(&after), buf_text(&before));
				} else if (history.count && draw(&history, 6) == 0) {
					undo(&history, draw(&history, (uint32_t)history.count));
				}
				everything_is_right(&history, cache, values, 2);
			}
			assert_true(history.done > ACTS / 3);
			assert_true(history.refused > 5);
			assert_true(history.undone > 5);
			count_cache_free(cache);
			piece_cache_free(values);
			history_close(&history);
			test_db_drop(&own);
		}
		buf_free(&before);
		buf_free(&after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_6_7_and_11_6_hold_after_every_act_of_a_random_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
