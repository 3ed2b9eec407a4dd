#include "../check.h"

#include "party/history.h"
#include "party/rekey.h"
#include "town.h"

static void
an_action_reads_only_declared_fields(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "某市社会组织综合党委", "type",
		                        "comprehensive_committee", "since", "2020-01-01", "colour", "red", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "colour");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "甲", "name", "乙", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "name");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "某市社会组织综合党委",
		                        "since", "2020-01-01", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "type");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "paint-body", NULL), FAIL_NOT_FOUND);
		assert_true(made(&ground, "add-body", "name", "某市社会组织综合党委", "type", "comprehensive_committee",
		                 "since", "2020-01-01", NULL) > 0);
		ground_close(&ground);
	}
}

static void
every_action_says_who_and_why(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	size_t count;
	const struct action *actions = actions_all(arena, &count);

	(void)state;
	assert_non_null(actions);
	for (size_t i = 0; i < count; i++) {
		assert_true(actions[i].who != 0);
		assert_non_null(actions[i].clauses);
		assert_true(actions[i].clauses[0] != '\0');
		assert_non_null(actions[i].label.zh);
		assert_non_null(actions[i].label.en);
		assert_non_null(actions[i].run);
		if (i > 0)
			assert_true(strcmp(actions[i - 1].name, actions[i].name) < 0);
		for (size_t a = 0; a < actions[i].field_count; a++) {
			assert_non_null(actions[i].fields[a].clause);
			for (size_t b = 0; b < a; b++)
				assert_string_not_equal(actions[i].fields[a].name, actions[i].fields[b].name);
		}
	}
	arena_free(arena);
}

static int64_t
count_of(struct ground *ground, const char *sql)
{
	int64_t count = -1;

	if (db_number(ground->db, sql, NO_ARGS, &count) < 0)
		test_failed(sql);
	return count;
}

static int64_t
last_entry(struct ground *ground)
{
	int64_t number;

	if (journal_last(ground->db, &number) < 0)
		test_failed("journal_last");
	return number;
}

static void
what_changed_since_it_was_read_is_not_overwritten(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *unit, *seen, *ended;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		seen = text_of(ground, last_entry(ground));
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-unit", "id", unit, "seen", seen, "staff", "5",
		                        NULL), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-unit", "id", unit, "seen", seen, "staff", "6",
		                        NULL), FAIL_CONFLICT);
		assert_string_equal(last_failure()->field, "seen");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-unit", "id", unit, "seen", seen, "since",
		                        "2020-01-01", "staff", "6", NULL), FAIL_CONFLICT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "close-unit", "id", unit, "seen", seen, "last",
		                        "2026-12-31", NULL), FAIL_CONFLICT);
		/* another record's change is no conflict */
		made(ground, "change-unit", "id", text_of(ground, town.other_unit), "staff", "9", NULL);
		ended = text_of(ground, last_entry(ground));
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-unit", "id", unit, "seen", ended, "staff", "6",
		                        NULL), 0);
		town_close(&town);
	}
}

static void
a_change_that_changes_nothing_leaves_no_entry(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome = {.journal = 7};
		int64_t before;

		town_open(&town, &test);
		before = last_entry(ground);
		assert_int_equal(act_as(ground, &ground->operator, &outcome, "change-unit", "id", text_of(ground, town.unit),
		                        "name", "甲社区协会", NULL), 0);
		assert_int_equal(outcome.journal, 0);
		assert_int_equal(outcome.ids[0], town.unit);
		assert_int_equal(last_entry(ground), before);
		town_close(&town);
	}
}

static void
an_action_that_fails_half_way_leaves_nothing(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t persons, entries, next, edge;

		town_open(&town, &test);
		persons = count_of(ground, "select count(*) from person");
		entries = last_entry(ground);
		/* the person is written before the relation is refused */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-person", "name", "钱测试", "since", "2026-01-01",
		                        "body", text_of(ground, town.branch), "category", "full", "joined", "2015-07-01",
		                        "converted", "2014-07-01", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "A-11");
		assert_string_equal(last_failure()->field, "converted");
		/* a bare person is written before the post is refused */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-post", "body", "999", "person_name", "钱测试",
		                        "position", "secretary", "origin", "elected", "since", "2026-01-01", NULL),
		                 FAIL_INPUT);
		/* and what settling refuses, last of all: a committee under its own branch */
		edge = town_number(ground, "select id from affiliation where body = $1", town.joint);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-affiliation", "id", text_of(ground, edge),
		                        "superior", text_of(ground, town.branch), NULL), FAIL_REFUSED);
		assert_int_equal(town_number(ground, "select superior from affiliation where id = $1", edge), town.top);
		assert_int_equal(count_of(ground, "select count(*) from person"), persons);
		assert_int_equal(last_entry(ground), entries);
		next = made(ground, "add-account", "name", "next", NULL);
		assert_int_equal(next, count_of(ground, "select max(last_id) from journal where number < "
		                                        "(select max(number) from journal)") + 1);
		town_close(&town);
	}
}

/* --- what the journal says ------------------------------------------------------------ */

static char *
all_entries(struct ground *ground)
{
	struct buf all;
	struct rows *rows;
	char *text;

	buf_init(&all, BUF_PAGE_MAX);
	if (db_query(ground->db, "select actor, action, facts from journal order by number", NO_ARGS, &rows) < 0)
		test_failed("journal");
	while (rows_next(rows) > 0)
		buf_printf(&all, "%s %s %s\n", rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
	rows_close(rows);
	text = arena_strdup(ground->arena, buf_text(&all));
	buf_free(&all);
	return text;
}

static void
DP_6_the_journal_names_no_person(void **state)
{
	static const char *const personal[] = {"钱测试", "吴测试", "郑负责", "11010519491231002X", "1949-12-31", "2015-07-01",
	                                       "2016-07-01", "郑改名", "secretname"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *person, *unit, *entries;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		person = text_of(ground, made(ground, "add-person", "name", "钱测试", "resident_id", "11010519491231002X", "birth",
		                              "1949-12-31", "since", "2026-01-01", "body", text_of(ground, town.branch),
		                              "category", "full", "joined", "2015-07-01", "converted", "2016-07-01", NULL));
		made(ground, "change-person", "id", person, "name", "吴测试", NULL);
		made(ground, "change-unit", "id", unit, "head", "郑负责", "staff", "12", NULL);
		made(ground, "correct-unit", "id", unit, "since", "2020-01-01", "head", "郑改名", NULL);
		made(ground, "add-account", "name", "secretname", "person", person, NULL);
		made(ground, "add-post", "body", text_of(ground, town.branch), "person", person, "position", "secretary",
		     "origin", "elected", "since", "2026-01-01", NULL);
		entries = all_entries(ground);
		for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
			if (strstr(entries, personal[i]))
				test_failed(personal[i]);
		/* but what changed is there, persons by reference */
		assert_non_null(strstr(entries, "\"staff\":{\"old\":null,\"new\":12}"));
		assert_non_null(strstr(entries, "\"personal\":[\"head\"]"));
		assert_non_null(strstr(entries, arena_printf(ground->arena, "\"person\":{\"new\":%s}", person)));
		town_close(&town);
	}
}

static void
an_entry_says_where_in_the_tree_it_belongs(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		made(ground, "change-unit", "id", text_of(ground, town.unit), "staff", "12", NULL);
		assert_int_equal(count_of(ground, "select node from journal order by number desc limit 1"), town.joint);
		assert_int_equal(count_of(ground, "select subject from journal order by number desc limit 1"), town.unit);
		made(ground, "change-membership", "id", text_of(ground, town.membership), "category", "probationary", NULL);
		assert_int_equal(count_of(ground, "select node from journal order by number desc limit 1"), town.branch);
		made(ground, "change-body", "id", text_of(ground, town.sister), "number", "9", NULL);
		assert_int_equal(count_of(ground, "select node from journal order by number desc limit 1"), town.sister);
		town_unit(ground, "新协会", town.other_joint);
		assert_int_equal(count_of(ground, "select node from journal order by number desc limit 1"), town.other_joint);
		town_close(&town);
	}
}

static void
a_record_tells_its_history(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct history history;
		const char *unit;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		made(ground, "change-unit", "id", unit, "from", "2025-06-01", "staff", "12", "category", "1", "code",
		     "51110105000000019W", NULL);
		made(ground, "close-unit", "id", unit, "last", "2026-12-31", NULL);
		assert_int_equal(history_read(ground->db, ground->arena, &unit_kind, town.unit, LANG_ZH, NULL, &history), 0);
		assert_int_equal(history.count, 3);
		assert_string_equal(history.entries[0].action, "close-unit");
		assert_string_equal(history.entries[0].actor, "cli:test");
		assert_int_equal(history.entries[0].count, 1);
		assert_string_equal(history.entries[0].changes[0].label.zh, "注销日期");
		assert_string_equal(history.entries[0].changes[0].old, "");
		assert_string_equal(history.entries[0].changes[0].new, "2026-12-31");
		assert_string_equal(history.entries[1].action, "change-unit");
		assert_int_equal(history.entries[1].from, day_of(2025, 6, 1));
		assert_int_equal(history.entries[1].today, TODAY);
		assert_int_equal(history.entries[1].at, NOW);
		assert_int_equal(history.entries[1].count, 3);
		assert_string_equal(history.entries[1].changes[1].label.zh, "类别");
		assert_string_equal(history.entries[1].changes[1].old, "城乡社区社会组织");
		assert_string_equal(history.entries[1].changes[1].new, "社会团体");
		assert_string_equal(history.entries[2].action, "add-unit");
		assert_int_equal(history.entries[2].from, day_of(2020, 1, 1));
		assert_true(history.entries[2].journal < history.entries[1].journal);
		town_close(&town);
	}
}

/* --- undo ----------------------------------------------------------------------------- */

static void
undo_takes_back_one_entry_once(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome = {0};
		const char *batch;

		town_open(&town, &test);
		assert_int_equal(act_as(ground, &ground->operator, &outcome, "change-unit", "id", text_of(ground, town.unit),
		                        "staff", "12", NULL), 0);
		batch = text_of(ground, outcome.journal);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", "9999", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, &outcome, "undo", "batch", batch, NULL), 0);
		assert_int_equal(outcome.ids[0], town.unit);
		assert_int_equal(count_of(ground, "select count(*) from unit where staff is not null"), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", batch, NULL), FAIL_REFUSED);
		town_close(&town);
	}
}

static void
undo_is_refused_where_a_role_rests_on_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t body, batch;
		char entry[32];

		town_open(&town, &test);
		body = town_body(ground, "戊党支部", "branch", town.joint);
		batch = last_entry(ground);
		made(ground, "add-account", "name", "clerk", NULL);
		made(ground, "grant-role", "account", "clerk", "role", "teller", "node", text_of(ground, body), NULL);
		snprintf(entry, sizeof entry, "entry %lld ", (long long)last_entry(ground));
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, batch), NULL),
		                 FAIL_REFUSED);
		assert_non_null(strstr(failure_text(LANG_EN), entry));
		town_close(&town);
	}
}

static void
undo_reaches_no_further_than_its_actor(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, clerk;
		const char *batch;

		town_open(&town, &test);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		made(ground, "change-person", "id", text_of(ground, town.person), "birth", "1980-01-01", NULL);
		batch = text_of(ground, last_entry(ground));
		assert_int_equal(act_as(ground, &clerk, NULL, "undo", "batch", batch, NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &secretary, NULL, "undo", "batch", batch, NULL), 0);
		made(ground, "change-unit", "id", text_of(ground, town.unit), "staff", "12", NULL);
		batch = text_of(ground, last_entry(ground));
		assert_int_equal(act_as(ground, &secretary, NULL, "undo", "batch", batch, NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "undo", "batch", batch, NULL), 0);
		town_close(&town);
	}
}

/* --- rules of single kinds --------------------------------------------------------------- */

static void
A_21_a_credit_code_stands_for_one_organization(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *joint;

		town_open(&town, &test);
		joint = text_of(ground, town.joint);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-unit", "name", "某协会", "category", "1",
		                        "registration_level", "county", "region", "110105", "since", "2020-01-01", "superior",
		                        joint, NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "code");
		made(ground, "add-unit", "name", "某协会", "category", "1", "registration_level", "county", "region", "110105",
		     "code", "51110105000000019W", "since", "2020-01-01", "last", "2024-12-31", "superior", joint, "pledged",
		     "2020-01-01", NULL);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-unit", "name", "另一协会", "category", "1",
		                        "registration_level", "county", "region", "110105", "code", "51110105000000019W",
		                        "since", "2024-12-31", "superior", joint, "pledged", "2020-01-01", NULL),
		                 FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "A-21");
		made(ground, "add-unit", "name", "另一协会", "category", "1", "registration_level", "county", "region", "110105",
		     "code", "51110105000000019W", "since", "2025-01-01", "superior", joint, "pledged", "2024-12-20", NULL);
		town_close(&town);
	}
}

static void
OPIN_6_7_a_unit_is_put_under_a_superior_within_reach(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk;
		const char *affiliation;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(act_as(ground, &clerk, NULL, "add-unit", "name", "某协会", "category", "5",
		                        "registration_level", "street", "region", "110105", "since", "2020-01-01", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "superior");
		affiliation = text_of(ground, town.affiliation);
		/* nor is one taken from, or given to, a committee that is not one's own */
		assert_int_equal(act_as(ground, &clerk, NULL, "change-affiliation", "id", affiliation, "superior",
		                        text_of(ground, town.other_joint), NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->field, "superior");
		assert_int_equal(act_as(ground, &clerk, NULL, "add-affiliation", "superior", text_of(ground, town.joint), "unit",
		                        text_of(ground, town.other_unit), "relation", "leads", "since", "2026-11-21", NULL),
		                 FAIL_FORBIDDEN);
		town_close(&town);
	}
}

/* One that registers; the pledge may be signed up to that day. */
static int
register_unit(struct ground *ground, int64_t superior, const char *region, const char *code, const char *founded,
              const char *pledged)
{
	return act_as(ground, &ground->operator, NULL, "add-unit", "name", code, "category", "1", "registration_level",
	              "county", "region", region, "code", code, "since", "2026-01-01", "founded", founded, "superior",
	              text_of(ground, superior), "pledged", pledged, NULL);
}

static void
BJ_9_nobody_registers_without_a_pledge(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		assert_int_equal(register_unit(ground, town.joint, "110105", "51110105000000019W", "", ""), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "BJ-9");
		assert_string_equal(last_failure()->field, "pledged");
		assert_int_equal(register_unit(ground, town.joint, "110105", "51110105000000019W", "2025-06-01", "2025-06-02"),
		                 FAIL_REFUSED);
		assert_int_equal(count_of(ground, "select count(*) from pledge"), 0);
		assert_int_equal(register_unit(ground, town.joint, "110105", "51110105000000019W", "2025-06-01", "2025-06-01"), 0);
		assert_int_equal(count_of(ground, "select count(*) from pledge"), 1);
		/* who registered before Beijing asked for it is only put on record */
		assert_int_equal(register_unit(ground, town.joint, "110105", "51110105000000027P", "2016-12-01", ""),
		                 FAIL_REFUSED);
		assert_int_equal(register_unit(ground, town.joint, "110105", "51110105000000027P", "2016-11-30", ""), 0);
		/* outside Beijing the rule pack does not apply */
		assert_int_equal(register_unit(ground, town.joint, "310101", "513101010000000356", "2025-06-01", ""), 0);
		town_close(&town);
	}
}

static void
OPIN_21_3_a_unit_passes_from_one_superior_to_another_in_a_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor top, giver, taker;
		const char *unit, *to, *path;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		to = text_of(ground, town.other_joint);
		top = actor_at(&town, ROLE_COMPREHENSIVE_CLERK, town.top);
		giver = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		taker = actor_at(&town, ROLE_JOINT_CLERK, town.other_joint);
#define MOVE(actor, document) act_as(ground, actor, NULL, "reaffiliate", "unit", unit, "superior", to, "from", \
	"2026-11-21", "document", document, "former_document", "转一号", NULL)
		assert_int_equal(MOVE(&giver, "收一号"), FAIL_FORBIDDEN);
		assert_int_equal(MOVE(&taker, "收一号"), FAIL_FORBIDDEN);
		assert_int_equal(MOVE(&top, ""), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "document");
		assert_int_equal(MOVE(&top, "收一号"), 0);
#undef MOVE
		assert_int_equal(placement_path(ground->db, ground->arena, town.unit, TODAY - 1, &path), 0);
		assert_non_null(strstr(path, arena_printf(ground->arena, "/%s/", text_of(ground, town.joint))));
		assert_int_equal(placement_path(ground->db, ground->arena, town.unit, TODAY, &path), 0);
		assert_non_null(strstr(path, arena_printf(ground->arena, "/%s/", to)));
		assert_int_equal(act_as(ground, &top, NULL, "reaffiliate", "superior", to, "from", "2026-11-21", "document", "一",
		                        "former_document", "二", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &top, NULL, "reaffiliate", "unit", "9999", "superior", to, "from", "2026-11-21",
		                        "document", "一", "former_document", "二", NULL), FAIL_INPUT);
		town_close(&town);
	}
}

static void
OPIN_6_5_who_guides_keeps_that_relation_and_takes_no_lead(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk;
		struct outcome outcome = {0};
		const char *id;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(act_as(ground, &clerk, &outcome, "add-affiliation", "superior", text_of(ground, town.joint),
		                        "unit", text_of(ground, town.other_unit), "relation", "guides", "since", "2026-01-01",
		                        NULL), 0);
		id = text_of(ground, outcome.ids[0]);
		assert_int_equal(act_as(ground, &clerk, NULL, "change-affiliation", "id", id, "document", "文九号", NULL), 0);
		assert_int_equal(act_as(ground, &clerk, NULL, "change-affiliation", "id", id, "relation", "leads", NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "close-affiliation", "id", id, "last", "2026-12-31", NULL), 0);
		assert_int_equal(act_as(ground, &clerk, NULL, "undo", "batch", text_of(ground, last_entry(ground)), NULL), 0);
		town_close(&town);
	}
}

static void
a_correction_keeps_versions_apart(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *unit;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		made(ground, "change-unit", "id", unit, "from", "2025-01-01", "staff", "12", NULL);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-unit", "id", unit, "since", "2025-01-01",
		                        "new_since", "2024-12-31", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-unit", "id", unit, "since", "2024-01-01",
		                        "staff", "3", NULL), FAIL_NOT_FOUND);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-unit", "id", unit, "since", "2025-01-01",
		                        "name", "", NULL), FAIL_INPUT);
		made(ground, "correct-unit", "id", unit, "since", "2025-01-01", "new_since", "2025-02-01", "staff", "13", NULL);
		assert_int_equal(count_of(ground, "select count(*) from unit where ended is null and staff = 13"), 1);
		/* closing ends no later than what is closed, and not before it began */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "close-unit", "id", unit, "last", "2019-12-31", NULL),
		                 FAIL_INPUT);
		town_close(&town);
	}
}

/* --- the key -------------------------------------------------------------------------------- */

static void
DP_16_the_key_is_renewed_without_a_gap(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct call call = {0};
		int64_t id = 0, person;
		struct installation *again;

		town_open(&town, &test);
		person = made(ground, "add-person", "name", "钱测试", "resident_id", "11010519491231002X", "since", "2026-01-01",
		              "body", text_of(ground, town.branch), "category", "full", "joined", "2015-07-01", NULL);
		made(ground, "change-person", "id", text_of(ground, person), "from", "2026-02-01", "name", "吴测试", NULL);
		call = (struct call){ground->installation, ground->db, &ground->operator, ground->arena, ground->today,
		                     ground->at};
		assert_int_equal(rekey(&call, ground->key), 0);
		/* a process that still holds the old key writes nothing any more */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-unit", "id", text_of(ground, town.unit), "staff",
		                        "3", NULL), FAIL_SYSTEM);
		if (installation_open(test.url, ground->key, &again) < 0)
			test_failed("installation_open");
		assert_int_equal(person_by_resident_id(ground->db, &again->secret, "11010519491231002X", &id), 0);
		assert_int_equal(id, person);
		assert_int_equal(person_by_resident_id(ground->db, &ground->installation->secret, "11010519491231002X", &id), 0);
		assert_int_equal(id, 0);
		installation_close(again);
		town_close(&town);
	}
}

static void
DP_16_a_renewal_cut_off_is_made_good(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct call call = {0};
		struct installation *again;
		char kept[640], renewed[640];

		town_open(&town, &test);
		call = (struct call){ground->installation, ground->db, &ground->operator, ground->arena, ground->today,
		                     ground->at};
		snprintf(kept, sizeof kept, "%s.kept", ground->key);
		snprintf(renewed, sizeof renewed, "%s.new", ground->key);
		assert_int_equal(link(ground->key, kept), 0);
		assert_int_equal(rekey(&call, ground->key), 0);
		/* as if the machine had stopped between the commit and the change of names */
		assert_int_equal(rename(ground->key, renewed), 0);
		assert_int_equal(rename(kept, ground->key), 0);
		if (installation_open(test.url, ground->key, &again) < 0)
			test_failed("installation_open");
		installation_close(again);
		assert_int_equal(access(renewed, F_OK), -1);
		if (installation_open(test.url, ground->key, &again) < 0)
			test_failed("installation_open again");
		installation_close(again);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action_reads_only_declared_fields),
		cmocka_unit_test(every_action_says_who_and_why),
		cmocka_unit_test(what_changed_since_it_was_read_is_not_overwritten),
		cmocka_unit_test(a_change_that_changes_nothing_leaves_no_entry),
		cmocka_unit_test(an_action_that_fails_half_way_leaves_nothing),
		cmocka_unit_test(DP_6_the_journal_names_no_person),
		cmocka_unit_test(an_entry_says_where_in_the_tree_it_belongs),
		cmocka_unit_test(a_record_tells_its_history),
		cmocka_unit_test(undo_takes_back_one_entry_once),
		cmocka_unit_test(undo_is_refused_where_a_role_rests_on_it),
		cmocka_unit_test(undo_reaches_no_further_than_its_actor),
		cmocka_unit_test(A_21_a_credit_code_stands_for_one_organization),
		cmocka_unit_test(OPIN_6_7_a_unit_is_put_under_a_superior_within_reach),
		cmocka_unit_test(BJ_9_nobody_registers_without_a_pledge),
		cmocka_unit_test(OPIN_21_3_a_unit_passes_from_one_superior_to_another_in_a_day),
		cmocka_unit_test(OPIN_6_5_who_guides_keeps_that_relation_and_takes_no_lead),
		cmocka_unit_test(a_correction_keeps_versions_apart),
		cmocka_unit_test(DP_16_the_key_is_renewed_without_a_gap),
		cmocka_unit_test(DP_16_a_renewal_cut_off_is_made_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
