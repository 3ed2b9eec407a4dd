#include "../check.h"

#include "names/codes.h"
#include "party/merge.h"
#include "party/openings.h"
#include "party/twins.h"
#include "town.h"

/* --- everything that is stored but the journal and what is noted beside it --------------------- */

static bool
is_log(const char *table)
{
	static const char *const logs[] = {"journal", "person_access", "person_case"};

	for (size_t i = 0; i < sizeof logs / sizeof *logs; i++)
		if (strcmp(table, logs[i]) == 0)
			return true;
	return false;
}

static void
add_table(struct ground *ground, const struct table *table, struct buf *out)
{
	struct buf sql;
	struct rows *rows;

	buf_init(&sql, 4000);
	for (size_t c = 0; c < table->column_count; c++)
		buf_printf(&sql, "%s%s", c ? ", " : "select ", table->columns[c].name);
	buf_printf(&sql, " from %s order by ", table->name);
	for (size_t c = 0; c < table->column_count; c++)
		buf_printf(&sql, "%s%zu", c ? ", " : "", c + 1);
	if (db_query(ground->db, buf_text(&sql), NO_ARGS, &rows) < 0)
		test_failed(table->name);
	buf_printf(out, "# %s\n", table->name);
	while (rows_next(rows) > 0) {
		for (size_t c = 0; c < table->column_count; c++) {
			if (rows_null(rows, (int)c))
				buf_puts(out, "-|");
			else if (table->columns[c].type == COLUMN_TEXT)
				buf_printf(out, "%s|", rows_text(rows, (int)c));
			else
				buf_printf(out, "%lld|", (long long)rows_int(rows, (int)c));
		}
		buf_putc(out, '\n');
	}
	rows_close(rows);
	buf_free(&sql);
}

static const char *
state_of(struct ground *ground)
{
	const struct schema *schema = &ground->installation->schema;
	const char *text;
	struct buf out;

	buf_init(&out, (size_t)16 << 20);
	for (size_t i = 0; i < schema->count; i++)
		if (!is_log(schema->tables[i]->name))
			add_table(ground, schema->tables[i], &out);
	text = arena_strdup(ground->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* --- acts ------------------------------------------------------------------------------------------ */

static int
merge_as(struct ground *ground, const struct actor *actor, const char *action, int64_t stays, int64_t goes,
         struct outcome *ret_outcome)
{
	return act_as(ground, actor, ret_outcome, action, "stays", text_of(ground, stays), "goes", text_of(ground, goes), "reason",
	              "重复登记", NULL);
}

#define MERGE(ground, action, stays, goes, outcome) \
	merge_as((ground), &(ground)->operator, (action), (stays), (goes), (outcome))

static int
undo_as(struct ground *ground, const struct actor *actor, int64_t batch)
{
	return act_as(ground, actor, NULL, "undo", "batch", text_of(ground, batch), NULL);
}

static int64_t
count_of(struct ground *ground, const char *sql, int64_t id)
{
	int64_t number = 0;

	if (db_number(ground->db, sql, ARGS(INT(id)), &number) < 0)
		test_failed(sql);
	return number;
}

/* A unit of category 5, filed with a community, as an import under another name would make it. */
static int64_t
twin_unit(struct town *town, const char *name, int64_t superior, const char *since)
{
	return made(&town->ground, "add-unit", "name", name, "category", "5", "registration_level", "street", "region", "110105",
	            "since", since, "superior", text_of(&town->ground, superior), NULL);
}

static void
A_21_a_unit_registered_twice_becomes_one_and_two_again(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome;
		const char *before;
		int64_t stays, twin, branch, mass, joining, closing;

		town_open(&town, &test);
		stays = twin_unit(&town, "戊社区协会", town.joint, "2021-06-01");
		made(ground, "change-unit", "id", text_of(ground, stays), "full_members", "4", "from", "2022-01-01", NULL);
		twin = twin_unit(&town, "戊社区协会（筹）", town.joint, "2020-03-01");
		branch = made(ground, "add-body", "name", "甲协会支部", "type", "branch", "unit", text_of(ground, twin), "since",
		              "2020-05-01", "superior", text_of(ground, town.joint), NULL);
		made(ground, "add-coverage", "unit", text_of(ground, twin), "mode", "own", "body", text_of(ground, branch), "since",
		     "2020-05-01", NULL);
		made(ground, "change-unit", "id", text_of(ground, twin), "address", "某路 1 号", "from", "2023-01-01", NULL);
		mass = made(ground, "add-mass_org", "name", "工会", "type", "union", "unit", text_of(ground, twin), "since", "2020-04-01", NULL);
		made(ground, "add-mass_org", "name", "工会", "type", "union", "unit", text_of(ground, stays), "since", "2021-06-01", NULL);
		made(ground, "add-coverage", "unit", text_of(ground, twin), "mode", "mass", "mass_org", text_of(ground, mass), "since",
		     "2020-04-01", NULL);
		made(ground, "add-pledge", "unit", text_of(ground, twin), "since", "2020-03-01", NULL);
		made(ground, "add-account", "name", "office", NULL);
		made(ground, "grant-role", "account", "office", "role", "unit_office", "node", text_of(ground, twin), NULL);
		made(ground, "set-setting", "name", "beijing_regions", "node", text_of(ground, twin), "value", "12", "source", "文", NULL);
		joining = made(ground, "draft-set-up-joint-branch", "unit", text_of(ground, town.unit), "unit_2", text_of(ground, twin), NULL);
		closing = made(ground, "draft-unit-closed", "unit", text_of(ground, twin), "cause", "dissolved", "last", "2026-12-31", NULL);
		before = state_of(ground);
		assert_int_equal(MERGE(ground, "merge-unit", stays, twin, &outcome), 0);
		expect_sound(ground);
		/* requests and what they name are of the one that stays */
		assert_int_equal(count_of(ground, "select number from matter_fact where matter = $1 and name = 'unit_2' and ended is null",
		                          joining), stays);
		assert_int_equal(count_of(ground, "select unit from matter where id = $1 and ended is null", closing), stays);
		assert_int_equal(count_of(ground, "select count(*) from unit where id = $1 and ended is null", twin), 0);
		/* it is on record since its twin was, with what that had and it lacked */
		assert_int_equal(count_of(ground, "select min(since) from unit where id = $1 and ended is null", stays),
		                 day_of(2020, 3, 1));
		assert_int_equal(count_of(ground, "select count(*) from unit where id = $1 and ended is null and address is not null"
		                          " and full_members = 4 and since = 19358", stays), 1); /* 2023-01-01 */
		/* one leader through all the time, one union, everything else under the one name */
		assert_int_equal(count_of(ground, "select count(*) from affiliation where unit = $1 and ended is null", stays), 1);
		assert_int_equal(count_of(ground, "select since from affiliation where unit = $1 and ended is null", stays), day_of(2020, 3, 1));
		assert_int_equal(count_of(ground, "select count(distinct id) from mass_org where unit = $1 and ended is null", stays), 1);
		assert_int_equal(count_of(ground, "select count(*) from coverage where unit = $1 and ended is null", stays), 2);
		assert_int_equal(count_of(ground, "select count(*) from body where unit = $1 and ended is null", stays), 1);
		assert_int_equal(count_of(ground, "select count(*) from role_grant where node = $1 and ended is null", stays), 1);
		assert_int_equal(count_of(ground, "select count(*) from setting where node = $1 and ended is null", stays), 1);
		assert_int_equal(MERGE(ground, "merge-unit", stays, twin, NULL), FAIL_NOT_FOUND);
		/* taken back, every table is as it was */
		assert_int_equal(undo_as(ground, &ground->operator, outcome.journal), 0);
		assert_string_equal(state_of(ground), before);
		expect_sound(ground);
		assert_int_equal(undo_as(ground, &ground->operator, outcome.journal), FAIL_REFUSED);
		town_close(&town);
	}
}

static void
A_22_a_person_recorded_twice_becomes_one_and_two_again(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct opening_line *lines;
		struct outcome outcome;
		const char *before;
		struct actor actor;
		int64_t post, twin;
		size_t count;

		town_open(&town, &test);
		post = made(ground, "add-post", "body", text_of(ground, town.branch), "person_name", "张测试", "position", "secretary",
		            "origin", "elected", "since", "2025-01-01", NULL);
		twin = town_number(ground, "select person from post where id = $1", post);
		made(ground, "change-person", "id", text_of(ground, twin), "birth", "1980-02-03", "from", "2025-01-01", NULL);
		made(ground, "add-account", "name", "zhang", NULL);
		made(ground, "add-membership", "person", text_of(ground, twin), "body", text_of(ground, town.branch), "category", "full",
		     "joined", "2010-07-01", "since", "2022-01-01", NULL);
		actor = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		assert_int_equal(act_as(ground, &actor, NULL, "change-person", "id", text_of(ground, twin), "birth", "1980-02-04", "from",
		                        "2025-02-01", NULL), 0);
		before = state_of(ground);
		assert_int_equal(merge_as(ground, &actor, "merge-person", town.person, twin, &outcome), 0);
		expect_sound(ground);
		assert_int_equal(count_of(ground, "select count(*) from membership where person = $1 and ended is null", town.person), 1);
		assert_int_equal(count_of(ground, "select count(*) from post where person = $1 and ended is null", town.person), 1);
		assert_int_equal(count_of(ground, "select count(*) from person where id = $1 and ended is null and birth is not null",
		                          town.person), 2);
		/* who opened the one opened the other */
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 10, &lines, &count), 0);
		assert_int_equal(count_of(ground, "select count(*) from person_access where person = $1", twin) +
		                 count_of(ground, "select count(*) from person_access where person = $1", town.person), count);
		assert_int_equal(undo_as(ground, &actor, outcome.journal), 0);
		assert_string_equal(state_of(ground), before);
		expect_sound(ground);
		town_close(&town);
	}
}

static int
elect(struct db *db, void *arg)
{
	const int64_t *person = arg;

	return db_exec(db, "insert into election_official (id, made, election, assembly, person, role, reader) values (1, 1, 1, 1, $1, 1, 0)",
	               ARGS(INT(*person)), NULL);
}

static void
ELEC_36_2_the_papers_of_an_election_never_change(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t twin;

		town_open(&town, &test);
		twin = town_person(ground, "张测试", town.branch);
		assert_int_equal(writer_do(ground->installation->writer, elect, &twin), 0);
		assert_int_equal(MERGE(ground, "merge-person", town.person, twin, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-36.2");
		assert_int_equal(MERGE(ground, "merge-person", twin, town.person, NULL), 0);
		town_close(&town);
	}
}

static int
give_account(struct db *db, void *arg)
{
	const int64_t *person = arg;

	return db_exec(db, "update account set person = $1 where name = 'own'", ARGS(INT(*person)), NULL);
}

static void
an_account_goes_with_its_person_and_comes_back(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome, second;
		int64_t twin, third;

		town_open(&town, &test);
		twin = town_person(ground, "张测试", town.branch);
		third = town_person(ground, "张测试", town.branch);
		made(ground, "add-account", "name", "own", NULL);
		assert_int_equal(writer_do(ground->installation->writer, give_account, &twin), 0);
		assert_int_equal(MERGE(ground, "merge-person", third, twin, &outcome), 0);
		assert_int_equal(count_of(ground, "select count(*) from account where person = $1", third), 1);
		assert_int_equal(MERGE(ground, "merge-person", town.person, third, &second), 0);
		assert_int_equal(count_of(ground, "select count(*) from account where person = $1", town.person), 1);
		assert_int_equal(count_of(ground, "select count(*) from merged where stays = $1", town.person), 2);
		/* the first rests under the second */
		assert_int_equal(undo_as(ground, &ground->operator, outcome.journal), FAIL_REFUSED);
		assert_int_equal(undo_as(ground, &ground->operator, second.journal), 0);
		assert_int_equal(count_of(ground, "select count(*) from account where person = $1", third), 1);
		assert_int_equal(undo_as(ground, &ground->operator, outcome.journal), 0);
		assert_int_equal(count_of(ground, "select count(*) from account where person = $1", twin), 1);
		assert_int_equal(count_of(ground, "select count(*) from merged where $1 = $1", 1), 0);
		town_close(&town);
	}
}

static void
what_contradicts_is_refused_with_its_clause(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *before;
		int64_t twin, person;

		town_open(&town, &test);
		/* of two leaders on one day neither is dropped */
		twin = twin_unit(&town, "甲社区协会", town.other_joint, "2021-01-01");
		before = state_of(ground);
		assert_int_equal(MERGE(ground, "merge-unit", town.unit, twin, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "OPIN-6.7");
		assert_string_equal(state_of(ground), before);
		/* nor is a region, though a name gives way */
		twin = twin_unit(&town, "甲社区协会会", town.joint, "2021-01-01");
		made(ground, "change-unit", "id", text_of(ground, twin), "region", "110108", "from", "2026-01-01", NULL);
		assert_int_equal(MERGE(ground, "merge-unit", town.unit, twin, NULL), FAIL_REFUSED);
		assert_non_null(strstr(failure_text(LANG_ZH), "行政区划"));
		assert_non_null(strstr(failure_text(LANG_ZH), "2026-01-01"));
		made(ground, "correct-unit", "id", text_of(ground, twin), "since", "2026-01-01", "region", "110105", NULL);
		assert_int_equal(MERGE(ground, "merge-unit", town.unit, twin, NULL), 0);
		/* OPIN-15.8: one relation at a time */
		person = town_person(ground, "张测试", town.sister);
		assert_int_equal(MERGE(ground, "merge-person", town.person, person, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "OPIN-15.8");
		/* one birth; and no sentence tells it */
		person = town_person(ground, "张测试", town.branch);
		made(ground, "change-person", "id", text_of(ground, person), "birth", "1981-01-01", "from", "2024-01-01", NULL);
		made(ground, "change-person", "id", text_of(ground, town.person), "birth", "1982-02-02", "from", "2024-01-01", NULL);
		assert_int_equal(MERGE(ground, "merge-person", town.person, person, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "A-11");
		assert_null(strstr(failure_text(LANG_ZH), "1981"));
		assert_null(strstr(failure_text(LANG_EN), "198"));
		/* what hangs on both must agree, too */
		person = town_person(ground, "张测试", town.branch);
		made(ground, "change-membership", "id",
		     text_of(ground, town_number(ground, "select id from membership where person = $1", person)), "category", "probationary",
		     "from", "2025-01-01", NULL);
		assert_int_equal(MERGE(ground, "merge-person", town.person, person, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-5.3");
		assert_int_equal(MERGE(ground, "merge-unit", town.unit, town.unit, NULL), FAIL_NOT_FOUND);
		assert_int_equal(MERGE(ground, "merge-unit", town.unit, town.joint, NULL), FAIL_NOT_FOUND);
		expect_sound(ground);
		town_close(&town);
	}
}

static void
DP_12_units_within_reach_persons_in_one_s_own_branch(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor joint, top, own, other, above;
		struct outcome outcome;
		int64_t here, there, person, elsewhere;

		town_open(&town, &test);
		joint = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		top = actor_at(&town, ROLE_COMPREHENSIVE_CLERK, town.top);
		own = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		other = actor_at(&town, ROLE_BRANCH_SECRETARY, town.other_branch);
		above = actor_at(&town, ROLE_BRANCH_SECRETARY, town.joint);
		here = twin_unit(&town, "丙协会", town.joint, "2021-01-01");
		there = twin_unit(&town, "丁协会", town.other_joint, "2021-01-01");
		assert_int_equal(merge_as(ground, &joint, "merge-unit", town.unit, town.other_unit, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &joint, "merge-unit", town.other_unit, town.unit, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &own, "merge-unit", town.unit, here, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &joint, "merge-unit", town.unit, here, &outcome), 0);
		assert_int_equal(undo_as(ground, &own, outcome.journal), FAIL_FORBIDDEN);
		assert_int_equal(undo_as(ground, &(struct actor[]){actor_at(&town, ROLE_JOINT_CLERK, town.other_joint)}[0], outcome.journal),
		                 FAIL_FORBIDDEN);
		assert_int_equal(undo_as(ground, &joint, outcome.journal), 0);
		assert_int_equal(merge_as(ground, &top, "merge-unit", town.other_unit, there, &outcome), 0);
		assert_int_equal(undo_as(ground, &joint, outcome.journal), FAIL_FORBIDDEN);
		person = town_person(ground, "张测试", town.branch);
		elsewhere = town_person(ground, "张测试", town.other_branch);
		assert_int_equal(merge_as(ground, &top, "merge-person", town.person, person, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &other, "merge-person", town.person, person, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &above, "merge-person", town.person, person, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &own, "merge-person", town.person, elsewhere, NULL), FAIL_FORBIDDEN);
		assert_int_equal(merge_as(ground, &own, "merge-person", town.person, person, &outcome), 0);
		assert_int_equal(undo_as(ground, &other, outcome.journal), FAIL_FORBIDDEN);
		assert_int_equal(undo_as(ground, &top, outcome.journal), FAIL_FORBIDDEN);
		assert_int_equal(undo_as(ground, &own, outcome.journal), 0);
		town_close(&town);
	}
}

/* --- finding ----------------------------------------------------------------------------------------- */

static void
names_are_compared_without_signs_places_and_kinds_of_company(void **state)
{
	static const char *const same[][2] = {
		{"北京市家具协会", "北京家具协会"}, {"北京市家具协会", "家具协会"}, {"北京市朝阳区家具协会", "朝阳区家具协会"},
		{"家具（行业）协会", "家具行业协会"}, {"ＡＢＣ研究院", "abc 研究院"}, {"某某咨询有限公司", "某某咨询公司"}, {"某某·协会（筹）", "某某协会"},
	};
	static const char *const other[][2] = {{"北京市家具协会", "朝阳区家具协会"}, {"家具协会", "家具商会"}, {"某某一会", "某某二会"}};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(name_key(arena, same[i][0], "110105"), name_key(arena, same[i][1], "110105"));
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		assert_string_not_equal(name_key(arena, other[i][0], "110105"), name_key(arena, other[i][1], "110105"));
	arena_free(arena);
}

static size_t
unit_twins(struct town *town, const char *scope, struct twins **ret_twins)
{
	size_t count;
	bool more;

	if (twins_of_units(town->ground.db, town->ground.arena, scope, TODAY, ret_twins, &count, &more) < 0)
		test_failed("twins_of_units");
	return count;
}

static void
pairs_are_found_within_reach_and_settled_by_a_decision(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct twin_decision *decisions;
		struct twins *twins;
		const char *path;
		struct actor joint;
		int64_t twin, there, id;
		size_t count;

		town_open(&town, &test);
		joint = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(placement_path(ground->db, ground->arena, town.joint, TODAY, &path), 0);
		assert_int_equal(unit_twins(&town, NULL, &twins), 0);
		twin = twin_unit(&town, "甲社区·协会", town.joint, "2021-01-01");
		there = twin_unit(&town, "甲社区协会", town.other_joint, "2021-01-01");
		assert_int_equal(unit_twins(&town, path, &twins), 1);
		assert_int_equal(twins[0].a, town.unit);
		assert_int_equal(twins[0].b, twin);
		assert_int_equal(twins[0].why, TWIN_NEAR_NAME | TWIN_SAME_REGION | TWIN_NO_CODE);
		assert_int_equal(unit_twins(&town, NULL, &twins), 3);
		id = made(ground, "keep-units-apart", "one", text_of(ground, twin), "other", text_of(ground, town.unit), "reason", "两家", NULL);
		assert_int_equal(unit_twins(&town, path, &twins), 0);
		assert_int_equal(unit_twins(&town, NULL, &twins), 2);
		assert_int_equal(twin_decisions(ground->db, ground->arena, &unit_kind, &joint, path, TODAY, false, &decisions, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(decisions[0].id, id);
		assert_string_equal(decisions[0].reason, "两家");
		/* for whom it is in reach, and once */
		assert_int_equal(act_as(ground, &joint, NULL, "keep-units-apart", "one", text_of(ground, there), "other",
		                        text_of(ground, town.unit), "reason", "两家", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &joint, NULL, "compare-units-again", "id", text_of(ground, id), NULL), 0);
		assert_int_equal(act_as(ground, &joint, NULL, "compare-units-again", "id", text_of(ground, id), NULL), FAIL_NOT_FOUND);
		assert_int_equal(unit_twins(&town, path, &twins), 1);
		assert_int_equal(merge_as(ground, &joint, "merge-unit", town.unit, twin, NULL), 0);
		assert_int_equal(unit_twins(&town, path, &twins), 0);
		assert_int_equal(twin_decisions(ground->db, ground->arena, &unit_kind, &joint, path, TODAY, true, &decisions, &count), 0);
		assert_int_equal(count, 1);
		assert_string_equal(decisions[0].reason, "重复登记");
		assert_int_equal(decisions[0].a, town.unit);
		town_close(&town);
	}
}

static void
DP_12_persons_are_compared_within_a_branch(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor own, clerk;
		struct twins *twins;
		size_t count;
		bool more;
		int64_t twin;

		town_open(&town, &test);
		own = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		twin = town_person(ground, "张 测试", town.branch);
		town_person(ground, "张测试", town.sister);
		assert_int_equal(twins_of_persons(ground->db, ground->arena, &own, TODAY, &twins, &count, &more), 0);
		assert_int_equal(count, 1);
		assert_int_equal(twins[0].b, twin);
		assert_int_equal(twins[0].why, TWIN_SAME_NAME | TWIN_NO_ID);
		assert_int_equal(twins_of_persons(ground->db, ground->arena, &clerk, TODAY, &twins, &count, &more), 0);
		assert_int_equal(count, 0);
		/* two births are two persons */
		made(ground, "change-person", "id", text_of(ground, twin), "birth", "1980-01-01", "from", "2026-01-01", NULL);
		assert_int_equal(twins_of_persons(ground->db, ground->arena, &own, TODAY, &twins, &count, &more), 0);
		assert_int_equal(twins[0].why, TWIN_SAME_NAME | TWIN_ONE_BIRTH | TWIN_NO_ID);
		made(ground, "change-person", "id", text_of(ground, town.person), "birth", "1980-01-02", "from", "2026-01-01", NULL);
		assert_int_equal(twins_of_persons(ground->db, ground->arena, &own, TODAY, &twins, &count, &more), 0);
		assert_int_equal(count, 0);
		town_close(&town);
	}
}

/* --- at random ------------------------------------------------------------------------------------------ */

struct dice {
	uint64_t state;
};

static uint32_t
draw(struct dice *dice, uint32_t below)
{
	uint64_t x = dice->state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	dice->state = x;
	return (uint32_t)((x * 2685821657736338717u) >> 33) % below;
}

static const char *
draw_day(struct town *town, struct dice *dice)
{
	char day[DAY_TEXT];

	return arena_strdup(town->ground.arena, day_text(day_of(2020, 1, 1) + (day_no)draw(dice, 2400), day));
}

/* One act about one of two units or persons; what is unlawful leaves nothing. */
static void
scribble(struct town *town, struct dice *dice, const int64_t units[2], const int64_t persons[2])
{
	struct ground *ground = &town->ground;
	const struct actor *by = &ground->operator;
	const char *unit = text_of(ground, units[draw(dice, 2)]), *person = text_of(ground, persons[draw(dice, 2)]);
	const char *since = draw_day(town, dice), *body = text_of(ground, draw(dice, 3) ? town->branch : town->sister);

	switch (draw(dice, 10)) {
	case 0:
		act_as(ground, by, NULL, "change-unit", "id", unit, "from", since, "staff", text_of(ground, draw(dice, 3)), NULL);
		return;
	case 1:
		act_as(ground, by, NULL, "change-unit", "id", unit, "from", since, "full_members", text_of(ground, draw(dice, 6)), NULL);
		return;
	case 2:
		act_as(ground, by, NULL, "add-coverage", "unit", unit, "mode", draw(dice, 2) ? "own" : "joint", "body", body, "since", since, NULL);
		return;
	case 3:
		act_as(ground, by, NULL, "add-dispatch", "unit", unit, "person", person, "role", draw(dice, 2) ? "instructor" : "liaison",
		       "since", since, NULL);
		return;
	case 4:
		act_as(ground, by, NULL, "add-charter", "unit", unit, "has_article", draw(dice, 2) ? "yes" : "no", "since", since, NULL);
		return;
	case 5:
		act_as(ground, by, NULL, "add-pledge", "unit", unit, "since", since, NULL);
		return;
	case 6:
		act_as(ground, by, NULL, "add-post", "body", body, "person", person, "position", draw(dice, 2) ? "secretary" : "committee_member",
		       "origin", "elected", "since", since, NULL);
		return;
	case 7:
		act_as(ground, by, NULL, "change-person", "id", person, "birth", draw(dice, 4) ? "1980-01-01" : "1981-01-01", "from", since, NULL);
		return;
	case 8:
		act_as(ground, by, NULL, "reaffiliate", "unit", unit, "superior", text_of(ground, draw(dice, 2) ? town->other_joint : town->joint),
		       "from", since, "document", "一", "former_document", "二", NULL);
		return;
	default:
		act_as(ground, by, NULL, "add-membership", "person", person, "body", body, "category", draw(dice, 4) ? "full" : "probationary",
		       "joined", "2010-07-01", "since", since, NULL);
		return;
	}
}

/* A merger that is done leaves what verify finds sound; taken back, it leaves no trace. */
static int
try_merging(struct town *town, const char *action, int64_t stays, int64_t goes)
{
	struct ground *ground = &town->ground;
	const char *before = state_of(ground);
	struct outcome outcome;
	int status = MERGE(ground, action, stays, goes, &outcome);

	if (status < 0) {
		assert_true(status == FAIL_REFUSED);
		assert_string_not_equal(last_failure()->clause, "");
		assert_string_equal(state_of(ground), before);
		return 0;
	}
	expect_sound(ground);
	if (undo_as(ground, &ground->operator, outcome.journal) < 0)
		test_failed("undo");
	assert_string_equal(state_of(ground), before);
	return 1;
}

static void
random_mergers_leave_no_trace_when_undone(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct dice dice = {20261121};
		struct town town;
		int done = 0, tried = 0;

		town_open(&town, &test);
		for (int round = 0; round < 8; round++) {
			const int64_t units[] = {twin_unit(&town, "戊协会", town.joint, draw_day(&town, &dice)),
			                         twin_unit(&town, "戊协会", town.joint, draw_day(&town, &dice))};
			const int64_t persons[] = {town_person(&town.ground, "赵测试", town.branch),
			                           town_person(&town.ground, "赵测试", draw(&dice, 4) ? town.branch : town.sister)};

			for (int act = 0; act < 12; act++)
				scribble(&town, &dice, units, persons);
			done += try_merging(&town, "merge-unit", units[0], units[1]);
			done += try_merging(&town, "merge-person", persons[1], persons[0]);
			tried += 2;
		}
		/* both ways were gone */
		assert_true(done > 2);
		assert_true(done < tried);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_21_a_unit_registered_twice_becomes_one_and_two_again),
		cmocka_unit_test(A_22_a_person_recorded_twice_becomes_one_and_two_again),
		cmocka_unit_test(ELEC_36_2_the_papers_of_an_election_never_change),
		cmocka_unit_test(an_account_goes_with_its_person_and_comes_back),
		cmocka_unit_test(what_contradicts_is_refused_with_its_clause),
		cmocka_unit_test(DP_12_units_within_reach_persons_in_one_s_own_branch),
		cmocka_unit_test(names_are_compared_without_signs_places_and_kinds_of_company),
		cmocka_unit_test(pairs_are_found_within_reach_and_settled_by_a_decision),
		cmocka_unit_test(DP_12_persons_are_compared_within_a_branch),
		cmocka_unit_test(random_mergers_leave_no_trace_when_undone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
