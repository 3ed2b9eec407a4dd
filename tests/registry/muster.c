/* Lists whose pages a muster tells of, beside the same lists read as a whole. */
#include "../check.h"

#include "../db.h"
#include "registry/list.h"
#include "registry/muster.h"
#include "registry/tables.h"

#define TODAY 1000
#define UNITS 240
#define LIMIT 23

struct ground {
	struct arena *arena, *page;
	struct db *db;
	struct schema schema;
	struct secret secret;
	struct act act;
	struct edit edit;
	struct musters *musters;
	int64_t units[UNITS];
};

static void
begin(struct ground *ground)
{
	if (db_begin_write(ground->db) < 0 ||
	    act_begin(&ground->act, ground->db, ground->arena, "cli:test", TODAY, 1000) < 0)
		test_failed("begin");
	ground->edit = (struct edit){.act = &ground->act, .secret = &ground->secret};
}

static int64_t
commit(struct ground *ground, const char *action)
{
	if (act_end(&ground->act, &(struct entry){action, "", 0, 0, "{}"}) < 0 || db_commit(ground->db) < 0)
		test_failed("commit");
	return ground->act.number;
}

static void
hang(struct ground *ground, int64_t subject, const char *above, int64_t standing, struct value due)
{
	const char *path = arena_printf(ground->arena, "%s%lld/", above, (long long)subject);

	assert_int_equal(db_exec(ground->db, "update placement set ended = $1 where subject = $2 and ended is null",
	                         ARGS(INT(ground->act.number), INT(subject)), NULL), 0);
	assert_int_equal(db_exec(ground->db, "insert into placement (subject, since, until, path, standing, due, made)"
	                         " values ($1, 500, $2, $3, $4, $5, $6)",
	                         ARGS(INT(subject), INT(DAY_OPEN), TEXT(path), INT(standing), due, INT(ground->act.number)),
	                         NULL), 0);
}

static const char *const above[] = {"/1/", "/1/2/", "/1/2/7/", "/1/20/", "/1/3/"};
static const char *const regions[] = {"110101", "110105", "130102", "130202", "330482"};
static const char *const industries[] = {"家具", "家政", "印刷", "软件"};

static int64_t
add_unit(struct ground *ground, int i)
{
	struct record *unit = record_new(ground->arena, &unit_kind);
	int64_t members = i % 7;

	unit->since = i % 50 == 49 ? TODAY + 1 : 100;
	/* A third hold the pairs of 协会第 apart from each other. */
	*record_value(unit, "name") = TEXT(arena_printf(ground->arena, i % 3 == 1 ? "会第%d协Home会协会" : "第%d协会", i * 7 % 90));
	*record_value(unit, "category") = INT(1 + i % 5);
	*record_value(unit, "registration_level") = INT(1 + i / 3 % 5);
	*record_value(unit, "region") = TEXT(regions[i * 5 / UNITS % 5]); /* what was entered together lies together */
	*record_value(unit, "industry") = i % 9 ? TEXT(industries[i % 4]) : SQL_NULL;
	*record_value(unit, "code") = i % 4 ? TEXT(arena_printf(ground->arena, "5111010500000%05d", i * 31 % 100)) : SQL_NULL;
	*record_value(unit, "founded") = i % 6 ? INT(i * 11 % 40) : SQL_NULL;
	*record_value(unit, "staff") = i % 5 ? INT(i * 13 % 25) : SQL_NULL;
	*record_value(unit, "full_members") = i % 8 ? INT(members) : SQL_NULL;
	assert_int_equal(record_add(&ground->edit, unit), 0);
	hang(ground, unit->id, above[i % 5], STANDING_OF_UNIT(i % 4, i % 8 && members >= 3), SQL_NULL);
	return unit->id;
}

static void
add_body(struct ground *ground, int i, int64_t unit)
{
	struct record *body = record_new(ground->arena, &body_kind);
	int type = 1 + i % 14;

	body->since = 100;
	*record_value(body, "name") = TEXT(arena_printf(ground->arena, "第%d支部", i * 7 % 50));
	*record_value(body, "type") = INT(type);
	*record_value(body, "unit") = i % 3 ? SQL_NULL : INT(unit);
	*record_value(body, "region") = i % 2 ? TEXT(regions[i % 5]) : SQL_NULL;
	*record_value(body, "number") = i % 5 ? TEXT(arena_printf(ground->arena, "%d号", i * 3 % 20)) : SQL_NULL;
	assert_int_equal(record_add(&ground->edit, body), 0);
	hang(ground, body->id, above[i % 5], STANDING_OF_BODY(type, i % 2, i / 2 % 2), i % 4 ? INT(TODAY - 60 + i * 3) : SQL_NULL);
}

static void
add_relation(struct ground *ground, const struct kind *kind, int64_t unit, const char *field, int64_t value,
             const char *more, int64_t with)
{
	struct record *record = record_new(ground->arena, kind);

	record->since = 100;
	*record_value(record, "unit") = INT(unit);
	*record_value(record, field) = INT(value);
	*record_value(record, more) = INT(with);
	assert_int_equal(record_add(&ground->edit, record), 0);
}

static void
open_ground(struct ground *ground, const char *url)
{
	*ground = (struct ground){.arena = arena_new(ARENA_REQUEST_MAX), .page = arena_new(ARENA_REQUEST_MAX), .secret = {{7}}};
	if (registry_schema(ground->arena, NULL, 0, &ground->schema) < 0 || musters_new(1, &ground->musters) < 0 ||
	    db_open(url, DB_CREATE, &ground->db) < 0 || db_begin_write(ground->db) < 0 ||
	    schema_upgrade(ground->db, &ground->schema) < 0 || db_commit(ground->db) < 0)
		test_failed("open_ground");
	begin(ground);
	for (int i = 0; i < UNITS; i++) {
		ground->units[i] = add_unit(ground, i);
		if (i % 3 == 0)
			add_body(ground, i, ground->units[i]);
		if (i % 7)
			add_relation(ground, &affiliation_kind, ground->units[i], "superior", 1, "relation", i % 5 ? LEADS : GUIDES);
		if (i % 6 == 1)
			add_relation(ground, &dispatch_kind, ground->units[i], "person", 1, "role", LIAISON);
		if (i % 5 == 2)
			add_relation(ground, &charter_kind, ground->units[i], "has_article", 1, "has_article", i % 10 == 2);
	}
	commit(ground, "test");
	assert_int_equal(musters_round(ground->musters, ground->db, TODAY), 0);
}

static void
close_ground(struct ground *ground)
{
	musters_free(ground->musters);
	db_close(ground->db);
	arena_free(ground->page);
	arena_free(ground->arena);
}

/* ---- the judge ---- */

struct judge {
	struct ground *ground;
	struct list_query query;
	struct list page;
	char behind[400];     /* the cursor, which outlives its page */
	size_t at;
	uint64_t pages;
};

static void
next_page(struct judge *judge)
{
	arena_reset(judge->ground->page);
	if (list_run(judge->ground->db, judge->ground->page, &judge->query, &judge->page) < 0)
		test_failed("list_run");
	snprintf(judge->behind, sizeof judge->behind, "%s", judge->page.next ? judge->page.next : "");
	judge->query.page = judge->behind;
	judge->at = 0;
	judge->pages++;
}

static int
judge_row(void *arg, const struct record *right)
{
	struct judge *judge = arg;

	if (judge->at == judge->page.count) {
		assert_non_null(judge->page.next);
		next_page(judge);
	}
	assert_int_equal(judge->page.rows[judge->at]->id, right->id);
	assert_int_equal(judge->page.rows[judge->at++]->made, right->made);
	return 0;
}

/* The rows of all pages, beside those of the list read at once; each page told by the muster, or none. */
static void
expect_pages(struct ground *ground, const struct list_query *query, bool told)
{
	const struct list_outlook outlook = {
		.subjects = 100000, .scope = 100000, .total = -1, .alike = -1, .whole = strcmp(query->scope, "/1/") == 0,
	};
	struct judge judge = {.ground = ground, .query = *query};
	uint64_t before = musters_figures(ground->musters).hits;

	judge.query.outlook = &outlook;
	judge.query.musters = ground->musters;
	judge.query.limit = LIMIT;
	next_page(&judge);
	assert_int_equal(list_each(ground->db, query, judge_row, &judge), 0);
	assert_int_equal(judge.at, judge.page.count);
	assert_null(judge.page.next);
	if (query->filter_count && !query->search)
		assert_int_equal(musters_figures(ground->musters).hits - before, told ? judge.pages : 0);
}

struct asked {
	const struct kind *kind;
	const char *sorts[20];
	struct filter filters[40][3];
};

static const struct asked questions[] = {
	{&unit_kind,
	 {NULL, "-name", "code", "-code", "category", "-category", "region", "-region", "industry", "-industry", "founded",
	  "-founded", "staff", "-staff", "full_members", "-full_members"},
	 {{{"due", "due"}}, {{"due", "established"}}, {{"due", "open"}}, {{"covered", "organization"}}, {{"covered", "work_only"}},
	  {{"covered", "none"}, {"due", "open"}}, {{"led", "yes"}}, {{"led", "no"}}, {{"instructor", "yes"}},
	  {{"instructor", "no"}, {"covered", "own"}}, {{"charter", "no"}}, {{"charter", "yes"}, {"category", "3"}},
	  {{"category", "1"}}, {{"registration_level", "city"}}, {{"region", "11"}}, {{"region", "1302"}}, {{"region", "330482"}},
	  {{"region", "130"}, {"due", "due"}}, {{"region", "99"}}, {{"industry", "家具"}}, {{"industry", "没有"}},
	  {{"industry", "软件"}, {"category", "2"}, {"covered", "joint"}}}},
	{&body_kind,
	 {NULL, "-name", "type", "-type", "number", "-number"},
	 {{{"secretary", "no"}}, {{"secretary", "yes"}}, {{"term", "overdue"}}, {{"term", "in_six_months"}}, {{"term", "none"}},
	  {{"term", "in_one_month"}, {"type", "branch"}}, {{"type", "joint_branch"}}, {{"region", "11"}}, {{"region", "130102"}}}},
};

static const char *const scopes[] = {"/1/", "/1/2/", "/1/2/7/", "/1/20/", "/1/3/", "/1/4/"};

static const char *const texts[] = {"会", "协会", "协会第", "第1", "1协", "家", "改名", "me会协", "ho", "0500000", "支部", "会会会"};

/* Every `step`th combination; searched, with one in five. */
static void
expect_all(struct ground *ground, day_no on, bool told, size_t step)
{
	size_t at = 0, searched = 0;

	for (size_t k = 0; k < sizeof questions / sizeof *questions; k++)
		for (size_t s = 0; s == 0 || questions[k].sorts[s]; s++)
			for (size_t f = 0; f == 0 || questions[k].filters[f - 1]->name; f++)
				for (size_t c = 0; c < sizeof scopes / sizeof *scopes; c++) {
					const struct filter *filters = f ? questions[k].filters[f - 1] : NULL;
					struct list_query query = {.kind = questions[k].kind, .as_of = on, .scope = scopes[c],
					                           .sort = questions[k].sorts[s], .filters = filters};

					while (filters && query.filter_count < 3 && filters[query.filter_count].name)
						query.filter_count++;
					if (at++ % step)
						continue;
					expect_pages(ground, &query, told);
					query.search = texts[searched++ / 5 % (sizeof texts / sizeof *texts)];
					if (searched % 5 == 0)
						expect_pages(ground, &query, told);
				}
}

/* ---- as the records change ---- */

static void
change(struct ground *ground, int64_t id, const char *field, struct value value)
{
	struct value values[32] = {0};
	bool given[32] = {0};

	values[field_index(&unit_kind, field)] = value;
	given[field_index(&unit_kind, field)] = true;
	assert_int_equal(record_change(&ground->edit, &unit_kind, id, 600, values, given), 0);
}

static void
change_some(struct ground *ground)
{
	const int64_t *units = ground->units;

	begin(ground);
	change(ground, units[3], "name", TEXT("改名研究院"));
	change(ground, units[4], "name", TEXT("0"));
	change(ground, units[5], "staff", INT(24));
	change(ground, units[6], "industry", TEXT("没有"));
	change(ground, units[7], "region", TEXT("110101"));
	change(ground, units[8], "code", TEXT("511101050000000000"));
	change(ground, units[9], "founded", SQL_NULL);
	commit(ground, "test");
	begin(ground);
	for (int i = 10; i < 20; i++)
		hang(ground, units[i], above[i * 3 % 5], STANDING_OF_UNIT(i % 3, i % 2), SQL_NULL);
	add_relation(ground, &dispatch_kind, units[20], "person", 1, "role", LIAISON);
	add_relation(ground, &charter_kind, units[21], "has_article", 1, "has_article", 1);
	add_relation(ground, &affiliation_kind, units[28], "superior", 1, "relation", LEADS);
	commit(ground, "test");
	begin(ground);
	for (int i = 0; i < 6; i++)
		add_unit(ground, i * 41);
	assert_int_equal(record_close(&ground->edit, &unit_kind, units[30], TODAY - 1), 0);
	assert_int_equal(record_close(&ground->edit, &unit_kind, units[31], TODAY), 0);
	commit(ground, "test");
}

/* Of many pairs without the text a muster tells twice, then the records. */
static void
a_search_told_by_a_muster_is_that_of_the_list(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		open_ground(&ground, test.url);
		for (int round = 0; round < 2; round++) {
			for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
				for (size_t s = 0; questions[0].sorts[s + 1]; s++) {
					uint64_t before = musters_figures(ground.musters).hits;

					expect_pages(&ground, &(struct list_query){.kind = &unit_kind, .as_of = TODAY, .scope = "/1/",
					             .search = texts[t], .sort = questions[0].sorts[s + 1]}, true);
					if (s > 0)
						assert_true(musters_figures(ground.musters).hits > before);
				}
			/* and what is kept of it when all is mustered anew */
			change_some(&ground);
			expect_all(&ground, TODAY, true, 97);
			begin(&ground);
			commit(&ground, "undo");
			assert_int_equal(musters_round(ground.musters, ground.db, TODAY), 0);
		}
		close_ground(&ground);
	}
}

static void
a_page_told_by_a_muster_is_that_of_the_list(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		open_ground(&ground, test.url);
		expect_all(&ground, TODAY, true, 1);
		/* of another day nothing is mustered */
		expect_all(&ground, TODAY + 1, false, 17);
		assert_int_equal(musters_round(ground.musters, ground.db, TODAY + 1), 0);
		expect_all(&ground, TODAY + 1, true, 17);
		close_ground(&ground);
	}
}

static void
a_muster_follows_the_journal(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct db *other;
		int64_t batch;

		open_ground(&ground, test.url);
		assert_int_equal(db_open(test.url, DB_READ, &other), 0);
		assert_int_equal(db_begin_read(other), 0);
		assert_int_equal(db_number(other, "select count(*) from unit", NO_ARGS, &batch), 0);
		change_some(&ground);
		expect_all(&ground, TODAY, true, 5);
		/* who still sees the state before is told nothing by the muster */
		{
			struct ground before = ground;

			before.db = other;
			expect_all(&before, TODAY, false, 31);
		}
		db_rollback(other);
		db_close(other);
		/* an undone act is seen, and everything mustered anew */
		begin(&ground);
		change(&ground, ground.units[40], "staff", INT(3));
		change(&ground, ground.units[41], "name", TEXT("又改"));
		batch = commit(&ground, "test");
		expect_all(&ground, TODAY, true, 31);
		begin(&ground);
		assert_int_equal(batch_undo(&ground.edit, batch), 0);
		commit(&ground, "undo");
		expect_all(&ground, TODAY, false, 31);
		assert_int_equal(musters_round(ground.musters, ground.db, TODAY), 0);
		expect_all(&ground, TODAY, true, 31);
		close_ground(&ground);
	}
}

static void
what_changes_too_much_is_mustered_anew(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		open_ground(&ground, test.url);
		begin(&ground);
		for (int i = 0; i < 600; i++)
			add_unit(&ground, i * 3);
		commit(&ground, "test");
		expect_all(&ground, TODAY, false, 97);
		assert_int_equal(musters_round(ground.musters, ground.db, TODAY), 0);
		expect_all(&ground, TODAY, true, 97);
		/* little by little */
		for (int i = 0; i < UNITS; i++) {
			if (i % 50 == 49) /* which is to come */
				continue;
			begin(&ground);
			change(&ground, ground.units[i], "staff", INT(i % 30 + 1));
			commit(&ground, "test");
		}
		expect_all(&ground, TODAY, true, 97);
		close_ground(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_told_by_a_muster_is_that_of_the_list),
		cmocka_unit_test(a_search_told_by_a_muster_is_that_of_the_list),
		cmocka_unit_test(a_muster_follows_the_journal),
		cmocka_unit_test(what_changes_too_much_is_mustered_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
