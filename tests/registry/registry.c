#include "../check.h"

#include "../db.h"
#include "base/text.h"
#include "registry/gram.h"
#include "registry/input.h"
#include "registry/list.h"
#include "registry/tables.h"

struct ground {
	struct arena *arena;
	struct db *db;
	struct schema schema;
	struct secret secret;
	struct act act;
	struct edit edit;
};

static void
open_ground(struct ground *ground, const char *url)
{
	*ground = (struct ground){.arena = arena_new(ARENA_REQUEST_MAX), .secret = {{7}}};
	if (registry_schema(ground->arena, NULL, 0, &ground->schema) < 0 ||
	    db_open(url, DB_CREATE, &ground->db) < 0 || db_begin_write(ground->db) < 0 ||
	    schema_upgrade(ground->db, &ground->schema) < 0 || db_commit(ground->db) < 0)
		test_failed("open_ground");
}

static void
close_ground(struct ground *ground)
{
	db_close(ground->db);
	arena_free(ground->arena);
}

static void
begin(struct ground *ground)
{
	if (db_begin_write(ground->db) < 0 ||
	    act_begin(&ground->act, ground->db, ground->arena, "cli:test", day_of(2026, 11, 21), 1000) < 0)
		test_failed("begin");
	ground->edit = (struct edit){.act = &ground->act, .secret = &ground->secret};
}

static int64_t
commit(struct ground *ground)
{
	if (act_end(&ground->act, &(struct entry){"test", "", 0, 0, "{}"}) < 0 || db_commit(ground->db) < 0)
		test_failed("commit");
	return ground->act.number;
}

static int64_t
add_unit(struct ground *ground, const char *name, int64_t full_members, day_no since)
{
	struct record *unit = record_new(ground->arena, &unit_kind);

	unit->since = since;
	*record_value(unit, "name") = TEXT(name);
	*record_value(unit, "category") = INT(SOCIAL_GROUP);
	*record_value(unit, "registration_level") = INT(LEVEL_CITY);
	*record_value(unit, "region") = TEXT("110105");
	*record_value(unit, "full_members") = full_members < 0 ? SQL_NULL : INT(full_members);
	assert_int_equal(record_check(ground->db, unit), 0);
	assert_int_equal(record_add(&ground->edit, unit), 0);
	return unit->id;
}

static void
set_members(struct ground *ground, int64_t id, int64_t members, day_no from, int expected)
{
	struct value values[32] = {0};
	bool given[32] = {0};

	values[field_index(&unit_kind, "full_members")] = INT(members);
	given[field_index(&unit_kind, "full_members")] = true;
	assert_int_equal(record_change(&ground->edit, &unit_kind, id, from, values, given), expected);
}

static int64_t
members_on(struct ground *ground, int64_t id, day_no on)
{
	struct record *record;

	if (record_get(ground->db, ground->arena, &unit_kind, id, on, &record) < 0)
		return -2;
	return record_value(record, "full_members")->type == VALUE_NULL
	               ? -1 : record_value(record, "full_members")->number;
}

static void
a_change_holds_from_its_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t id;

		open_ground(&ground, test.url);
		begin(&ground);
		id = add_unit(&ground, "某市家具行业协会", 2, 100);
		commit(&ground);
		begin(&ground);
		set_members(&ground, id, 3, 200, 0);
		commit(&ground);
		begin(&ground);
		set_members(&ground, id, 9, 99, FAIL_NOT_FOUND);
		assert_int_equal(record_close(&ground.edit, &unit_kind, id, 299), 0);
		commit(&ground);
		assert_int_equal(members_on(&ground, id, 99), -2);
		assert_int_equal(members_on(&ground, id, 100), 2);
		assert_int_equal(members_on(&ground, id, 199), 2);
		assert_int_equal(members_on(&ground, id, 200), 3);
		assert_int_equal(members_on(&ground, id, 299), 3);
		assert_int_equal(members_on(&ground, id, 300), -2);
		close_ground(&ground);
	}
}

static void
ELEC_3_1_the_due_day_follows_from_the_first_day_in_every_version(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct record *term, *now;
		struct value values[8] = {0};
		bool given[8] = {0};
		const int years = field_index(&term_kind, "years");

		open_ground(&ground, test.url);
		begin(&ground);
		term = record_new(ground.arena, &term_kind);
		term->since = day_of(2023, 6, 18);
		*record_value(term, "body") = INT(1);
		*record_value(term, "years") = INT(3);
		assert_int_equal(record_add(&ground.edit, term), 0);
		values[years] = INT(5);
		given[years] = true;
		assert_int_equal(record_change(&ground.edit, &term_kind, term->id, day_of(2025, 1, 1), values, given), 0);
		commit(&ground);
		assert_int_equal(record_get(ground.db, ground.arena, &term_kind, term->id, day_of(2024, 12, 31), &now), 0);
		assert_int_equal(record_value(now, "due")->number, day_of(2026, 6, 18));
		assert_int_equal(record_get(ground.db, ground.arena, &term_kind, term->id, day_of(2025, 1, 1), &now), 0);
		assert_int_equal(record_value(now, "due")->number, day_of(2028, 6, 18));
		close_ground(&ground);
	}
}

/* Many at once: the same rows as one by one, in whatever number and mixture. */
static void
what_is_added_together_is_all_there(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct record *records[90];
		struct ground ground;
		int64_t count = 0, terms = 0;

		open_ground(&ground, test.url);
		begin(&ground);
		for (int i = 0; i < 90; i++) {
			const struct kind *kind = i < 45 || i > 70 ? &unit_kind : i < 60 ? &person_kind : &term_kind;
			struct record *record = record_new(ground.arena, kind);

			record->since = day_of(2020, 1, 1) + i;
			if (i == 20) /* nothing is left of it */
				record->until = record->since;
			if (kind == &unit_kind) {
				*record_value(record, "name") = TEXT(arena_printf(ground.arena, "协会%d", i));
				*record_value(record, "category") = INT(SOCIAL_GROUP);
				*record_value(record, "registration_level") = INT(LEVEL_CITY);
				*record_value(record, "region") = TEXT("110105");
			} else if (kind == &person_kind) {
				*record_value(record, "name") = TEXT("张测试");
				*record_value(record, "resident_id") = i % 2 ? TEXT("11010519491231002X") : SQL_NULL;
			} else {
				*record_value(record, "body") = INT(1);
				*record_value(record, "years") = INT(3);
			}
			records[i] = record;
		}
		assert_int_equal(record_add_all(&ground.edit, records, 90), 0);
		commit(&ground);
		for (int i = 0; i < 90; i++) {
			struct record *found;

			assert_int_equal(record_get(ground.db, ground.arena, records[i]->kind, records[i]->id,
			                            day_of(2020, 1, 1) + i, &found), i == 20 ? FAIL_NOT_FOUND : 0);
			if (i == 20 || records[i]->kind != &unit_kind)
				continue;
			assert_string_equal(record_value(found, "name")->text, record_value(records[i], "name")->text);
			assert_int_equal(found->since, records[i]->since);
		}
		assert_int_equal(db_number(ground.db, "select count(*) from person where resident_id_key is not null", NO_ARGS,
		                           &count), 0);
		assert_int_equal(count, 8);
		assert_int_equal(db_number(ground.db, "select count(*) from term where due > since", NO_ARGS, &terms), 0);
		assert_int_equal(terms, 11);
		close_ground(&ground);
	}
}

static void
an_undone_batch_leaves_no_row(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t id, batch, later, count = -1;

		open_ground(&ground, test.url);
		begin(&ground);
		id = add_unit(&ground, "甲", 2, 100);
		commit(&ground);
		begin(&ground);
		set_members(&ground, id, 5, 150, 0);
		add_unit(&ground, "乙", 3, 100);
		batch = commit(&ground);
		/* something rests on it */
		begin(&ground);
		set_members(&ground, id, 6, 160, 0);
		later = commit(&ground);
		begin(&ground);
		assert_int_equal(batch_undo(&ground.edit, batch), FAIL_REFUSED);
		assert_non_null(strstr(failure_text(LANG_EN), "entry 3 "));
		db_rollback(ground.db);
		begin(&ground);
		assert_int_equal(batch_undo(&ground.edit, later), 0);
		commit(&ground);
		begin(&ground);
		assert_int_equal(batch_undo(&ground.edit, batch), 0);
		assert_int_equal(ground.edit.count, 2);
		commit(&ground);
		assert_int_equal(db_number(ground.db, "select count(*) from unit", NO_ARGS, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(members_on(&ground, id, 170), 2);
		/* an identity given out is never given out again */
		begin(&ground);
		assert_int_equal(add_unit(&ground, "丙", 0, 100), id + 2);
		db_rollback(ground.db);
		close_ground(&ground);
	}
}

static void
DP_16_a_resident_id_is_found_but_not_readable(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct record *person, *again;
		int64_t id = 0;

		open_ground(&ground, test.url);
		begin(&ground);
		person = record_new(ground.arena, &person_kind);
		person->since = 100;
		*record_value(person, "name") = TEXT("甲某");
		assert_int_equal(field_read(ground.arena, &person_kind.fields[1], " 11010519491231002x ",
		                            record_value(person, "resident_id")), 0);
		assert_int_equal(record_add(&ground.edit, person), 0);
		commit(&ground);
		assert_int_equal(person_by_resident_id(ground.db, &ground.secret, "11010519491231002X", &id), 0);
		assert_int_equal(id, person->id);
		assert_int_equal(record_get(ground.db, ground.arena, &person_kind, id, 100, &again), 0);
		assert_null(strstr(record_value(again, "resident_id")->text, "11010519"));
		assert_string_equal(field_text(ground.arena, &person_kind.fields[1], record_value(again, "resident_id"),
		                               LANG_ZH, &ground.secret), "110105********002X");
		/* a further version keeps it findable */
		begin(&ground);
		*record_value(again, "name") = TEXT("乙某");
		assert_int_equal(record_correct(&ground.edit, id, 100, again), 0);
		commit(&ground);
		assert_int_equal(person_by_resident_id(ground.db, &ground.secret, "11010519491231002X", &id), 0);
		assert_int_equal(id, person->id);
		close_ground(&ground);
	}
}

static const char *
read_as(struct arena *arena, unsigned flags, const char *text)
{
	const struct field field = {"words", {"内容", "Words"}, FIELD_TEXT, flags, "DP-13", .max = 60};
	struct value value;

	return field_read(arena, &field, text, &value) == 0 ? value.text : NULL;
}

static void
what_is_typed_is_taken_as_it_can_be_read(void **state)
{
	const struct field unit = {"unit", {"社会组织", "Organization"}, FIELD_REF, 0, "OPIN-8.1", .refers = "unit"};
	static const char *const unseen[] = {"a\u202eb", "a\u2066b", "a\u2028b", "a\x7f", "a\xc2\x85", "a\nb", "a\tb"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct value value;

	(void)state;
	assert_non_null(arena);
	/* A large input ends in one line; its signs stay as they are. */
	assert_string_equal(read_as(arena, PROSE, "一、缺少决议；\r\n\r\n 二、写明日期，\t再报。\n"), "一、缺少决议； 二、写明日期， 再报。");
	assert_string_equal(read_as(arena, PROSE, "a  b"), "a  b");
	assert_string_equal(read_as(arena, PROSE | LINES, "甲\n乙"), "甲\n乙");
	/* Nothing unseen turns the order of what stands beside it. */
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		assert_null(read_as(arena, 0, unseen[i]));
	assert_null(read_as(arena, PROSE, "a\u202eb"));
	assert_string_equal(read_as(arena, 0, "𠮷〔2026〕"), "𠮷〔2026〕");
	/* The reason is the field's own, not that of a failure before. */
	assert_int_equal(fail(FAIL_INPUT, NULL, NULL, "旧的", "old"), FAIL_INPUT);
	assert_int_equal(field_read(arena, &unit, "-1", &value), FAIL_INPUT);
	assert_null(strstr(last_failure()->zh, "旧的"));
	assert_int_equal(field_read(arena, &unit, "0", &value), FAIL_INPUT);
	arena_free(arena);
}

static void
lists_page_by_key_and_lose_nothing(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		char name[32];
		int64_t total = 0;

		open_ground(&ground, test.url);
		begin(&ground);
		for (int i = 0; i < 130; i++) {
			snprintf(name, sizeof name, "第%d协会", i % 60);
			add_unit(&ground, arena_strdup(ground.arena, name), i % 7 == 0 ? -1 : i % 5, 100);
		}
		commit(&ground);
		for (int s = 0; s < 4; s++) {
			static const char *const sorts[] = {NULL, "-full_members", "full_members", "-name"};
			struct list_query query = {.kind = &unit_kind, .as_of = 100, .sort = sorts[s], .limit = 17};
			struct list list;
			bool seen[200] = {0};
			size_t count = 0;

			do {
				if (list_run(ground.db, ground.arena, &query, &list) < 0)
					test_failed("list_run");
				for (size_t i = 0; i < list.count; i++) {
					assert_false(seen[list.rows[i]->id]);
					seen[list.rows[i]->id] = true;
				}
				count += list.count;
				query.page = list.next;
			} while (list.next);
			assert_int_equal(count, 130);
		}
		{
			const struct filter filters[] = {{"due", "open"}, {"region", "11"}};
			struct list_query query = {.kind = &unit_kind, .as_of = 100, .filters = filters,
			                           .filter_count = 2, .search = "会"};
			struct list list;

			assert_int_equal(list_count(ground.db, ground.arena, &query, &total), 0);
			assert_int_equal(total, 45); /* 3 or 4 members: 52, of which 7 have no figure */
			query.search = "１7协";
			assert_int_equal(list_run(ground.db, ground.arena, &query, &list), 0);
			query.filters = &(struct filter){"head", "x"};
			query.filter_count = 1;
			assert_int_equal(list_run(ground.db, ground.arena, &query, &list), FAIL_INPUT);
			assert_non_null(strstr(failure_text(LANG_EN), "category"));
			query.filters = &(struct filter){"covered", "x"};
			assert_int_equal(list_run(ground.db, ground.arena, &query, &list), FAIL_INPUT);
			query.filter_count = 0;
			query.sort = "head";
			assert_int_equal(list_run(ground.db, ground.arena, &query, &list), FAIL_INPUT);
			query.sort = NULL;
			query.page = "!!";
			assert_int_equal(list_run(ground.db, ground.arena, &query, &list), FAIL_INPUT);
		}
		close_ground(&ground);
	}
}

/* Whatever the dictionary declares, both engines take the statement that follows from it. */
/* How many units a pattern finds, looked for in every row. */
static int64_t
pattern_count(struct ground *ground, const char *text, day_no on)
{
	char pattern[64];
	int64_t count = -1;

	snprintf(pattern, sizeof pattern, "%%%s%%", text);
	assert_int_equal(db_number(ground->db, "select count(*) from unit where ended is null and since <= $2 and until > $2"
	                           " and (lower(name) like lower($1) or lower(code) like lower($1))",
	                           ARGS(TEXT(pattern), INT(on)), &count), 0);
	return count;
}

static void
expect_found(struct ground *ground, const char *text, day_no on)
{
	struct list_query query = {.kind = &unit_kind, .as_of = on, .search = text, .limit = 500};
	struct list list;
	int64_t count;

	assert_int_equal(list_run(ground->db, ground->arena, &query, &list), 0);
	assert_int_equal(list_count(ground->db, ground->arena, &query, &count), 0);
	assert_int_equal(count, pattern_count(ground, text, on));
	assert_int_equal(list.count, count);
}

static int
count_missing(void *arg, int64_t id)
{
	(void)id;
	++*(int64_t *)arg;
	return 0;
}

static void
a_search_finds_what_the_pattern_finds(void **state)
{
	static const char *const names[] = {
		"家具行业协会", "家具商会", "某市家电Home协会", "等等等等", "会", "𠮷野家研究会", "协会联合会", "home研究会", "一",
	};
	static const char *const absent[] = {"具会", "缺", "等会", "会会", "ee", "𠮷𠮷", "协会协会", "一一"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct value values[32] = {0};
		bool given[32] = {0};
		int64_t first, before = 0, after = 0, missing, batch;

		open_ground(&ground, test.url);
		begin(&ground);
		first = add_unit(&ground, names[0], 3, 100);
		for (size_t i = 1; i < sizeof names / sizeof *names; i++)
			add_unit(&ground, names[i], 3, 100);
		commit(&ground);
		db_number(ground.db, "select count(*) from unit_gram", NO_ARGS, &before);
		begin(&ground);
		values[field_index(&unit_kind, "name")] = TEXT("改名研究院");
		given[field_index(&unit_kind, "name")] = true;
		assert_int_equal(record_change(&ground.edit, &unit_kind, first, 200, values, given), 0);
		add_unit(&ground, "新设研究院", 3, 150);
		batch = commit(&ground);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			for (const char *from = names[i]; *from; utf8_next(&from)) {
				char part[40];
				const char *to = from;

				for (int length = 1; length <= 4 && *to; length++) {
					utf8_next(&to);
					snprintf(part, sizeof part, "%.*s", (int)(to - from), from);
					expect_found(&ground, part, 150);
					expect_found(&ground, part, 250);
				}
			}
		for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
			expect_found(&ground, absent[i], 250);
		expect_found(&ground, "改名", 199);
		expect_found(&ground, "改名", 200);
		/* the pairs go with what brought them, and those that others share stay */
		begin(&ground);
		assert_int_equal(batch_undo(&ground.edit, batch), 0);
		commit(&ground);
		db_number(ground.db, "select count(*) from unit_gram", NO_ARGS, &after);
		assert_int_equal(after, before);
		expect_found(&ground, "研究", 250);
		expect_found(&ground, "家具", 250);
		/* what is missing is noticed pair by pair, and nothing else */
		after = 0;
		assert_int_equal(grams_compare(ground.db, &unit_kind, count_missing, &after), 0);
		assert_int_equal(after, 0);
		db_number(ground.db, "select count(*) from unit_gram where id = $1", ARGS(INT(first)), &after);
		assert_true(after > 1);
		assert_int_equal(db_exec(ground.db, "delete from unit_gram where id = $1", ARGS(INT(first)), NULL), 0);
		missing = 0;
		assert_int_equal(grams_compare(ground.db, &unit_kind, count_missing, &missing), 0);
		assert_int_equal(missing, after);
		/* an older database gets all of them at once */
		assert_int_equal(db_exec(ground.db, "delete from unit_gram", NO_ARGS, NULL), 0);
		assert_int_equal(grams_fill(ground.db, &unit_kind), 0);
		db_number(ground.db, "select count(*) from unit_gram", NO_ARGS, &after);
		assert_int_equal(after, before);
		expect_found(&ground, "e", 250);
		close_ground(&ground);
	}
}

/* A list gone through page by page beside all rows, each of which is looked at. */
struct judge {
	struct ground *ground;
	struct list_query some;
	struct list page;
	size_t at;
	const char *field, *text;
	bool begins;              /* the field begins with the text; else holds it */
};

static void
next_page(struct judge *judge)
{
	if (list_run(judge->ground->db, judge->ground->arena, &judge->some, &judge->page) < 0)
		test_failed("list_run");
	judge->some.page = judge->page.next;
	judge->at = 0;
}

static int
judge_row(void *arg, const struct record *right)
{
	struct judge *judge = arg;
	const char *value = record_value(right, judge->field)->text, *found = strstr(value, judge->text);

	if (!found || (judge->begins && found != value))
		return 0;
	if (judge->at == judge->page.count) {
		assert_non_null(judge->page.next);
		next_page(judge);
	}
	assert_int_equal(judge->page.rows[judge->at]->id, right->id);
	assert_int_equal(judge->page.rows[judge->at++]->since, right->since);
	return 0;
}

static void
expect_pages(struct judge *judge, const char *sort, day_no on)
{
	const struct list_query all = {.kind = &unit_kind, .as_of = on, .sort = sort};

	judge->some.kind = &unit_kind;
	judge->some.as_of = on;
	judge->some.sort = sort;
	next_page(judge);
	assert_int_equal(list_each(judge->ground->db, &all, judge_row, judge), 0);
	assert_int_equal(judge->at, judge->page.count);
	assert_null(judge->page.next);
}

static void
expect_searched(struct ground *ground, const char *text, size_t limit, const char *sort, day_no on)
{
	struct judge judge = {.ground = ground, .some = {.search = text, .limit = limit}, .field = "name", .text = text};

	expect_pages(&judge, sort, on);
}

static void
a_search_comes_in_the_order_of_the_list(void **state)
{
	static const char *const places[] = {"甲", "市北区", "城北区远", "丙丁", "", "市北"};
	static const char *const words[] = {"北区", "北", "区远", "区启明", "启明协", "明", "城北区远启", "缺区", "明北", "商会"};
	static const char *const sorts[] = {NULL, "-name", "full_members"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct value values[32] = {0};
		bool given[32] = {0};

		open_ground(&ground, test.url);
		begin(&ground);
		given[field_index(&unit_kind, "name")] = true;
		for (int i = 0; i < 150; i++) {
			char name[64];
			int64_t id;

			/* Of the third place many begin alike. */
			snprintf(name, sizeof name, "%s%s%d%s", places[i % 6], i % 6 == 2 || i % 3 ? "启明" : "北区", i * 7 % 40,
			         i % 4 ? "协会" : "商会");
			id = add_unit(&ground, name, i % 4, 100);
			values[field_index(&unit_kind, "name")] = TEXT(i % 2 ? "市北区启明商会" : "无名启明北区");
			if (i % 5 == 0)
				assert_int_equal(record_change(&ground.edit, &unit_kind, id, 200, values, given), 0);
		}
		commit(&ground);
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++) {
				expect_searched(&ground, words[w], 3, sorts[s], 199);
				expect_searched(&ground, words[w], 3, sorts[s], 200);
			}
		close_ground(&ground);
	}
}

/* Each pair stands with more records than are counted, some close together and some far apart. */
static void
a_search_for_what_very_many_names_hold_comes_in_the_order_of_the_list(void **state)
{
	static const char *const words[] = {"城启", "城启明", "启明协会", "区城启明", "协会", "启会", "会城"};
	static const char *const sorts[] = {NULL, "-name"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		open_ground(&ground, test.url);
		begin(&ground);
		for (int i = 0; i < 900; i++) {
			char name[80];

			/* A third begin alike; some hold the pairs of a word but not the word. */
			snprintf(name, sizeof name, "%s%s%d%s", i % 3 ? i % 2 ? "甲区" : "乙市" : "西北区城启明协会",
			         i % 5 ? "城启明" : "明协会城启", i * 37 % 900, i % 7 ? "协会" : "启明");
			add_unit(&ground, name, i % 4, 100);
		}
		commit(&ground);
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++)
				expect_searched(&ground, words[w], 20, sorts[s], 200);
		close_ground(&ground);
	}
}

static void
expect_within(struct ground *ground, const char *digits, const char *sort, day_no on)
{
	const struct filter filter = {"region", digits};
	struct judge judge = {.ground = ground, .some = {.filters = &filter, .filter_count = 1, .limit = 7},
	                      .field = "region", .text = digits, .begins = true};

	expect_pages(&judge, sort, on);
}

static void
A_22_the_beginning_of_a_region_is_a_province_or_a_city(void **state)
{
	static const char *const regions[] = {"110101", "110105", "130102", "130202", "130203", "140105"};
	static const char *const digits[] = {"1", "11", "13", "130", "1302", "1301", "13020", "15"};
	static const char *const sorts[] = {NULL, "-name", "full_members", "-region"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct value values[32] = {0};
		bool given[32] = {0};

		open_ground(&ground, test.url);
		begin(&ground);
		values[field_index(&unit_kind, "region")] = TEXT("130203");
		given[field_index(&unit_kind, "region")] = true;
		for (int i = 0; i < 120; i++) {
			char name[32];
			int64_t id;

			snprintf(name, sizeof name, "第%d协会", i * 7 % 40);
			id = add_unit(&ground, name, i % 4, 100);
			values[field_index(&unit_kind, "region")] = TEXT(regions[i % 6]);
			assert_int_equal(record_change(&ground.edit, &unit_kind, id, 150, values, given), 0);
			values[field_index(&unit_kind, "region")] = TEXT("130203");
			if (i % 5 == 0)
				assert_int_equal(record_change(&ground.edit, &unit_kind, id, 200, values, given), 0);
		}
		commit(&ground);
		for (size_t d = 0; d < sizeof digits / sizeof *digits; d++)
			for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++) {
				expect_within(&ground, digits[d], sorts[s], 149);
				expect_within(&ground, digits[d], sorts[s], 199);
				expect_within(&ground, digits[d], sorts[s], 200);
			}
		close_ground(&ground);
	}
}

static void
every_declared_filter_facet_and_sort_runs(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct list list;

		open_ground(&ground, test.url);
		for (size_t k = 0; kinds[k]; k++) {
			struct list_query query = {.kind = kinds[k], .as_of = 100, .scope = "/1/"};

			for (size_t f = 0; f < kinds[k]->field_count; f++) {
				const struct field *field = &kinds[k]->fields[f];
				struct filter filter = {field->name, field->type == FIELD_CHOICE ? "1"
				                                     : field->type == FIELD_CREDIT ? "51110105000000019W"
				                                     : field->type == FIELD_DAY ? "2026-01-01"
				                                     : field->type == FIELD_REGION ? "110105" : "1"};

				query.filters = &filter;
				query.filter_count = (field->flags & (SHOW_FILTER | PERSONAL)) == SHOW_FILTER;
				query.sort = (field->flags & (SHOW_SORT | PERSONAL)) == SHOW_SORT ? field->name : NULL;
				if (list_run(ground.db, ground.arena, &query, &list) < 0)
					test_failed(field->name);
			}
			for (const struct facet *facet = kinds[k]->facets; facet && facet->name; facet++)
				for (const struct facet_word *word = facet->words; word->word; word++) {
					struct filter filter = {facet->name, word->word};

					query.filters = &filter;
					query.filter_count = 1;
					query.sort = NULL;
					if (list_run(ground.db, ground.arena, &query, &list) < 0)
						test_failed(word->condition);
				}
		}
		close_ground(&ground);
	}
}

static void
DP_11_every_field_names_its_clause(void **state)
{
	(void)state;
	for (size_t k = 0; kinds[k]; k++)
		for (size_t f = 0; f < kinds[k]->field_count; f++) {
			const struct field *field = &kinds[k]->fields[f];

			assert_non_null(field->clause);
			assert_non_null(field->label.zh);
			assert_non_null(field->label.en);
			if (field->type == FIELD_REF)
				assert_non_null(kind_find(field->refers));
			if (field->flags & SENSITIVE)
				assert_true(field->flags & PERSONAL);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_search_finds_what_the_pattern_finds),
		cmocka_unit_test(a_search_comes_in_the_order_of_the_list),
		cmocka_unit_test(a_search_for_what_very_many_names_hold_comes_in_the_order_of_the_list),
		cmocka_unit_test(a_change_holds_from_its_day),
		cmocka_unit_test(ELEC_3_1_the_due_day_follows_from_the_first_day_in_every_version),
		cmocka_unit_test(what_is_added_together_is_all_there),
		cmocka_unit_test(an_undone_batch_leaves_no_row),
		cmocka_unit_test(DP_16_a_resident_id_is_found_but_not_readable),
		cmocka_unit_test(what_is_typed_is_taken_as_it_can_be_read),
		cmocka_unit_test(lists_page_by_key_and_lose_nothing),
		cmocka_unit_test(A_22_the_beginning_of_a_region_is_a_province_or_a_city),
		cmocka_unit_test(every_declared_filter_facet_and_sort_runs),
		cmocka_unit_test(DP_11_every_field_names_its_clause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
