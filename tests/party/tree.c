#include "../check.h"

#include "../ground.h"
#include "law/opinions.h"
#include "party/settle.h"
#include "party/tally.h"
#include "party/tree.h"
#include "party/tree_cache.h"
#include "registry/piece_cache.h"
#include "store/journal.h"

#define D(y, m, d) day_of(y, m, d)
#define TODAY D(2026, 11, 21)

static int64_t
add_body(struct ground *ground, const char *name, const char *type, const char *region, int64_t superior)
{
	int64_t body = ground_add(ground, &body_kind, D(2017, 1, 1),
	                          (struct pair[]){{"name", name}, {"type", type}, {"region", region}, {0}});

	if (superior)
		ground_link(ground, &affiliation_kind, D(2017, 1, 1), "superior", superior, "body", body, "relation", LEADS);
	return body;
}

static struct record *
describe(struct ground *ground, const char *category, const char *level, const char *region, const char *industry,
         const char *supervisor)
{
	const struct pair pairs[] = {
		{"name", "某协会"}, {"category", category}, {"registration_level", level}, {"region", region},
		{"industry", industry}, {"supervisory_unit", supervisor}, {0},
	};
	struct record *unit = record_new(ground->arena, &unit_kind);

	unit->since = D(2018, 1, 1);
	for (const struct pair *pair = pairs; pair->name; pair++)
		if (field_read(ground->arena, &unit_kind.fields[field_index(&unit_kind, pair->name)], pair->text,
		               record_value(unit, pair->name)) < 0)
			test_failed(pair->name);
	return unit;
}

static int64_t
add_unit(struct ground *ground, int64_t superior, const char *category, const char *industry)
{
	struct record *unit = describe(ground, category, "city", "110105", industry, "");

	if (record_add(&ground->edit, unit) < 0)
		test_failed("unit");
	if (superior)
		ground_link(ground, &affiliation_kind, D(2018, 1, 1), "superior", superior, "unit", unit->id, "relation", LEADS);
	return unit->id;
}

static void
add_branch(struct ground *ground, int64_t unit, int64_t superior)
{
	char number[24];

	snprintf(number, sizeof number, "%lld", (long long)unit);
	ground_link(ground, &affiliation_kind, D(2018, 1, 1), "superior", superior, "body",
	            ground_add(ground, &body_kind, D(2018, 1, 1),
	                       (struct pair[]){{"name", "协会支部"}, {"type", "branch"}, {"unit", number}, {0}}),
	            "relation", LEADS);
}

static void
settled(struct ground *ground)
{
	if (settle(&ground->edit) < 0)
		test_failed("settle");
	ground_commit(ground);
}

/* The municipal agency, the comprehensive committee, three joint committees with 3, 2 and 1 units. */
struct city {
	int64_t agency, top, joint[3], unit, education, street;
};

static struct city
build(struct ground *ground)
{
	static const char *const names[] = {"第一联合党委", "第二联合党委", "第三联合党委"};
	struct city city;

	ground_begin(ground);
	city.agency = add_body(ground, "市社会组织党建工作机构", "agency", "110000", 0);
	city.top = add_body(ground, "综合党委", "comprehensive_committee", "110000", city.agency);
	for (int i = 0; i < 3; i++)
		city.joint[i] = add_body(ground, names[i], "joint_committee", "110000", city.top);
	city.education = add_body(ground, "市教育局机关党委", "committee", "110000", 0);
	city.street = add_body(ground, "某街道党工委", "work_committee", "110105", 0);
	add_body(ground, "朝阳区社会组织党建工作机构", "agency", "110105", city.agency);
	city.unit = add_unit(ground, city.joint[0], "1", "家具");
	add_unit(ground, city.joint[0], "2", "家具");
	add_unit(ground, city.joint[0], "3", "");
	add_unit(ground, city.joint[1], "1", "物流");
	add_unit(ground, city.joint[1], "1", "家具");
	add_unit(ground, city.joint[2], "1", "教育");
	settled(ground);
	return city;
}

static void
the_tree_opens_level_by_level(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree_node *nodes;
		struct city city;
		size_t count;

		ground_open(&ground, test.url);
		city = build(&ground);
		assert_int_equal(tree_children(ground.db, ground.arena, 0, TODAY, &nodes, &count), 0);
		assert_int_equal(count, 3);
		assert_int_equal(nodes[0].id, city.agency);
		assert_int_equal(nodes[0].units, 6);
		assert_true(nodes[0].opens);
		assert_false(nodes[1].opens);
		assert_string_equal(nodes[1].name, "市教育局机关党委");
		assert_int_equal(tree_children(ground.db, ground.arena, city.top, TODAY, &nodes, &count), 0);
		assert_int_equal(count, 3);
		assert_string_equal(nodes[1].name, "第二联合党委");
		assert_int_equal(nodes[0].units, 3);
		assert_int_equal(nodes[1].units, 2);
		assert_int_equal(nodes[2].units, 1);
		assert_int_equal(tree_children(ground.db, ground.arena, city.top, D(2016, 12, 31), &nodes, &count), 0);
		assert_int_equal(count, 0);
		assert_int_equal(tree_children(ground.db, ground.arena, 0, D(2016, 12, 31), &nodes, &count), 0);
		assert_int_equal(count, 0);

		assert_int_equal(tree_path(ground.db, ground.arena, city.unit, TODAY, &nodes, &count), 0);
		assert_int_equal(count, 4);
		assert_int_equal(nodes[1].type, COMPREHENSIVE_COMMITTEE);
		assert_string_equal(nodes[2].name, "第一联合党委");
		assert_string_equal(nodes[3].name, "某协会");
		assert_int_equal(nodes[3].type, 0);
		assert_int_equal(tree_path(ground.db, ground.arena, city.unit, D(2017, 1, 1), &nodes, &count), 0);
		assert_int_equal(count, 0);
		ground_close(&ground);
	}
}

static void
BJ_4_and_BJ_7_a_joint_committee_of_its_trade_is_proposed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct routing route;
		struct city city;

		ground_open(&ground, test.url);
		city = build(&ground);
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "1", "city", "110108", "家具", ""), TODAY,
		                            &route), 0);
		assert_int_equal(route.rule.leads, LEADER_AGENCY_CITY);
		assert_string_equal(route.clause, "BJ-4");
		assert_int_equal(route.count, 3);
		assert_int_equal(route.proposals[0].body, city.joint[0]);
		assert_int_equal(route.proposals[0].units, 3);
		assert_int_equal(route.proposals[0].same_industry, 2);
		assert_int_equal(route.proposals[0].same_category, 1);
		assert_int_equal(route.proposals[1].body, city.joint[1]);
		assert_int_equal(route.proposals[2].same_industry, 0);
		/* without an industry the category decides, then who has fewer */
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "1", "city", "110108", "", ""), TODAY,
		                            &route), 0);
		assert_int_equal(route.proposals[0].body, city.joint[1]);
		assert_int_equal(route.proposals[1].body, city.joint[2]);
		ground_close(&ground);
	}
}

static void
OPIN_6_7_the_rule_finds_the_body_on_record(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct routing route;
		struct city city;

		ground_open(&ground, test.url);
		city = build(&ground);
		/* category 5 before everything else */
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "5", "street", "110105", "", "市教育局"),
		                            TODAY, &route), 0);
		assert_int_equal(route.rule.leads, LEADER_STREET_TOWNSHIP);
		assert_int_equal(route.count, 1);
		assert_int_equal(route.proposals[0].body, city.street);
		/* a supervisory unit leads, the agency guides (OPIN-6.5) */
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "2", "city", "110105", "", "市教育局"),
		                            TODAY, &route), 0);
		assert_int_equal(route.rule.leads, LEADER_SUPERVISORY_UNIT);
		assert_int_equal(route.rule.guides, LEADER_AGENCY_CITY);
		assert_int_equal(route.count, 1);
		assert_int_equal(route.proposals[0].body, city.education);
		assert_string_equal(route.clause, "OPIN-6.7");
		/* the county's agency leads by itself where no comprehensive committee stands */
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "1", "county", "110105", "", ""), TODAY,
		                            &route), 0);
		assert_int_equal(route.rule.leads, LEADER_AGENCY_COUNTY);
		assert_int_equal(route.count, 1);
		assert_string_equal(route.proposals[0].name, "朝阳区社会组织党建工作机构");
		/* nobody on record: the rule alone answers */
		assert_int_equal(route_unit(ground.db, ground.arena, describe(&ground, "1", "nation", "110105", "", ""), TODAY,
		                            &route), 0);
		assert_int_equal(route.rule.leads, LEADER_CENTRAL);
		assert_int_equal(route.count, 0);
		ground_close(&ground);
	}
}

static void
OPIN_21_3_and_DECOUPLE_5_a_unit_passes_from_day_to_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct move move;
		struct figures figures;
		struct city city;

		ground_open(&ground, test.url);
		city = build(&ground);
		move = (struct move){&unit_kind, city.unit, city.joint[2], D(2026, 7, 1), "综党〔2026〕9号", "一联党〔2026〕3号"};
		ground_begin(&ground);
		assert_int_equal(reaffiliate(&ground.edit, &move), 0);
		settled(&ground);
		figures_of(ground.db, ground.arena, city.joint[0], D(2026, 6, 30), &figures);
		assert_int_equal(figures.units, 3);
		figures_of(ground.db, ground.arena, city.joint[0], D(2026, 7, 1), &figures);
		assert_int_equal(figures.units, 2);
		figures_of(ground.db, ground.arena, city.joint[2], D(2026, 7, 1), &figures);
		assert_int_equal(figures.units, 2);
		figures_of(ground.db, ground.arena, city.top, D(2026, 7, 1), &figures);
		assert_int_equal(figures.units, 6);

		ground_begin(&ground);
		assert_int_equal(reaffiliate(&ground.edit, &move), FAIL_REFUSED); /* nobody moves it into a past change */
		move.first = D(2026, 8, 1);
		assert_int_equal(reaffiliate(&ground.edit, &move), FAIL_INPUT); /* the same superior */
		move.superior = city.joint[1];
		move.former_document = "";
		assert_int_equal(reaffiliate(&ground.edit, &move), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "OPIN-6.7");
		assert_string_equal(last_failure()->field, "former_document");
		move.former_document = "甲";
		move.document = NULL;
		assert_int_equal(reaffiliate(&ground.edit, &move), FAIL_INPUT);
		move.document = "乙";
		move.first = D(2018, 1, 1);
		assert_int_equal(reaffiliate(&ground.edit, &move), FAIL_REFUSED); /* nobody leads it the day before */
		assert_string_equal(last_failure()->clause, "OPIN-21.3");
		db_rollback(ground.db);

		/* a whole joint committee moves with what hangs under it */
		ground_begin(&ground);
		move = (struct move){&body_kind, city.joint[1], city.agency, D(2026, 7, 1), "甲", "乙"};
		assert_int_equal(reaffiliate(&ground.edit, &move), 0);
		settled(&ground);
		figures_of(ground.db, ground.arena, city.top, D(2026, 7, 1), &figures);
		assert_int_equal(figures.units, 4);
		figures_of(ground.db, ground.arena, city.agency, D(2026, 7, 1), &figures);
		assert_int_equal(figures.units, 6);
		ground_close(&ground);
	}
}

static void
OPIN_10_2_and_9_1_bodies_cover_many_units_and_units_have_many(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree_link *links;
		struct city city;
		struct figures figures;
		int64_t joint, industry, other;
		size_t count;

		ground_open(&ground, test.url);
		city = build(&ground);
		ground_begin(&ground);
		joint = add_body(&ground, "联合支部", "joint_branch", "", city.joint[0]);
		industry = add_body(&ground, "家具行业党组织", "industry_body", "", city.joint[1]);
		other = add_unit(&ground, city.joint[2], "1", "");
		ground_link(&ground, &coverage_kind, D(2020, 1, 1), "unit", city.unit, "mode", COVER_JOINT, "body", joint);
		ground_link(&ground, &coverage_kind, D(2020, 1, 1), "unit", other, "mode", COVER_JOINT, "body", joint);
		ground_link(&ground, &coverage_kind, D(2020, 1, 1), "unit", city.unit, "mode", COVER_INDUSTRY, "body", industry);
		ground_link(&ground, &coverage_kind, D(2020, 1, 1), "unit", city.unit + 2, "mode", COVER_INDUSTRY, "body",
		            industry);
		settled(&ground);
		assert_int_equal(tree_covered(ground.db, ground.arena, joint, TODAY, &links, &count), 0);
		assert_int_equal(count, 2);
		assert_int_equal(tree_covering(ground.db, ground.arena, city.unit, TODAY, &links, &count), 0);
		assert_int_equal(count, 2);
		assert_int_equal(tree_covering(ground.db, ground.arena, city.unit, D(2019, 12, 31), &links, &count), 0);
		assert_int_equal(count, 0);
		/* OPIN-11.6: what an industry body only guides is not covered */
		figures_of(ground.db, ground.arena, city.agency, TODAY, &figures);
		assert_int_equal(figures.joint, 2);
		assert_int_equal(figures.uncovered, 5);
		/* nor is anybody when the joint body is gone */
		ground_begin(&ground);
		assert_int_equal(record_close(&ground.edit, &body_kind, joint, D(2026, 6, 30)), 0);
		settled(&ground);
		figures_of(ground.db, ground.arena, city.agency, D(2026, 6, 30), &figures);
		assert_int_equal(figures.joint, 2);
		figures_of(ground.db, ground.arena, city.agency, D(2026, 7, 1), &figures);
		assert_int_equal(figures.joint, 0);
		ground_close(&ground);
	}
}

/* The rulebook's example: 200 units; 60 due, 55 established; 30 joint; 90 with instructor; 25 without any. */
static void
OPIN_11_6_the_rates_of_the_rulebooks_example(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct figures figures;
		struct coverage coverage;
		struct coverage_rates rates;
		struct city city;
		int64_t joint, person;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		city.agency = add_body(&ground, "县社会组织党建工作机构", "agency", "130102", 0);
		joint = add_body(&ground, "联合支部", "joint_branch", "", city.agency);
		person = ground_add(&ground, &person_kind, D(2017, 1, 1), (struct pair[]){{"name", "某甲"}, {0}});
		for (int i = 0; i < 200; i++) {
			struct record *unit = describe(&ground, "1", "county", "130102", "", "");

			*record_value(unit, "full_members") = INT(i < 60 ? 3 : 2);
			assert_int_equal(record_add(&ground.edit, unit), 0);
			ground_link(&ground, &affiliation_kind, D(2018, 1, 1), "superior", city.agency, "unit", unit->id,
			            "relation", LEADS);
			if (i < 55)
				add_branch(&ground, unit->id, city.agency);
			else if (i >= 60 && i < 90)
				ground_link(&ground, &coverage_kind, D(2018, 1, 1), "unit", unit->id, "mode", COVER_JOINT, "body", joint);
			else if (i >= 90 && i < 180)
				ground_link(&ground, &dispatch_kind, D(2018, 1, 1), "unit", unit->id, "person", person, "role", INSTRUCTOR);
		}
		settled(&ground);
		figures_of(ground.db, ground.arena, city.agency, TODAY, &figures);
		assert_int_equal(figures.units, 200);
		assert_int_equal(figures.due, 60);
		assert_int_equal(figures.due_established, 55);
		assert_int_equal(figures.own, 55);
		assert_int_equal(figures.joint, 30);
		assert_int_equal(figures.work_only, 90);
		assert_int_equal(figures.uncovered, 25);
		coverage = figures_coverage(&figures);
		rates = coverage_rates(&coverage);
		assert_int_equal(rates.organization, 425);
		assert_int_equal(rates.work, 875);
		assert_int_equal(rates.due_establishment, 917);
		ground_close(&ground);
	}
}

static void
BJ_9_a_pledge_is_on_file_from_its_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct city city;
		bool on_file = true;

		ground_open(&ground, test.url);
		city = build(&ground);
		ground_begin(&ground);
		ground_link(&ground, &pledge_kind, D(2018, 1, 1), "unit", city.unit, NULL, 0, NULL, 0);
		settled(&ground);
		assert_int_equal(pledge_on_file(ground.db, city.unit, D(2017, 12, 31), &on_file), 0);
		assert_false(on_file);
		assert_int_equal(pledge_on_file(ground.db, city.unit, D(2018, 1, 1), &on_file), 0);
		assert_true(on_file);
		ground_close(&ground);
	}
}

/* More committees than figures are read of at once (SERIES_NODES_MAX), and branches among them. */
static void
each_body_of_a_wide_level_has_its_own_count(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		int64_t wide[70], top;
		struct tree_node *nodes;
		struct ground ground;
		size_t count;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = add_body(&ground, "综合党委", "comprehensive_committee", "110000", 0);
		for (int i = 0; i < 70; i++) {
			wide[i] = add_body(&ground, "某党组织", i % 5 ? "joint_committee" : "branch", "110000", top);
			for (int u = 0; i % 5 && u < i % 4; u++)
				add_unit(&ground, wide[i], "1", "");
		}
		settled(&ground);
		assert_int_equal(tree_children(ground.db, ground.arena, top, TODAY, &nodes, &count), 0);
		assert_int_equal(count, 70);
		for (int i = 0; i < 70; i++) {
			assert_int_equal(nodes[i].id, wide[i]);
			assert_int_equal(nodes[i].units, i % 5 ? i % 4 : 0);
		}
		ground_close(&ground);
	}
}

/* ---- what pages keep of it ---- */

struct kept {
	struct piece_cache *levels;
	struct count_cache *counts;
};

/* Through the caches, on whichever connection: as it is read anew, twice over, and the second time from what is kept. */
static void
kept_is_right(struct ground *ground, struct kept *kept, struct db *db, const struct city *city, day_no on)
{
	const int64_t nodes[] = {0, city->agency, city->top, city->joint[0]};
	int64_t journal = 0;

	assert_int_equal(journal_last(db, &journal), 0);
	for (int turn = 0; turn < 2; turn++)
		for (size_t n = 0; n < sizeof nodes / sizeof *nodes; n++) {
			struct cache_figures before = piece_cache_figures(kept->levels);
			struct tree_node *right, *found;
			size_t right_count, count;

			assert_int_equal(tree_children(ground->db, ground->arena, nodes[n], on, &right, &right_count), 0);
			assert_int_equal(tree_level(kept->levels, db, ground->arena, nodes[n], on, journal, &found, &count), 0);
			assert_int_equal(tree_count_cached(kept->counts, db, ground->arena, on, journal, found, count), 0);
			assert_int_equal(count, right_count);
			for (size_t i = 0; i < count; i++) {
				assert_int_equal(found[i].id, right[i].id);
				assert_string_equal(found[i].name, right[i].name);
				assert_int_equal(found[i].units, right[i].units);
				found[i].units = -1; /* one's own copy: nobody else sees what is done to it */
			}
			if (turn == 1)
				assert_int_equal(piece_cache_figures(kept->levels).hits, before.hits + 1);
		}
}

static void
what_is_kept_of_the_tree_is_that_of_the_last_act_on_every_connection(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct kept kept;
		struct city city;
		struct db *other;
		int64_t fourth = 0, edge = 0;

		ground_open(&ground, test.url);
		city = build(&ground);
		assert_int_equal(db_open(test.url, DB_READ, &other), 0);
		assert_int_equal(piece_cache_new(TREE_KEPT, TREE_BYTES, &kept.levels), 0);
		assert_int_equal(count_cache_new(&kept.counts), 0);
		for (int act = 0; act < 6; act++) {
			ground_begin(&ground);
			switch (act) {
			case 0: /* a body */
				fourth = add_body(&ground, "第四联合党委", "joint_committee", "110000", city.top);
				break;
			case 1: /* its name */
				ground_set(&ground, &body_kind, fourth, "name", TEXT("第五联合党委"), D(2026, 11, 1));
				break;
			case 2: /* a unit under it */
				add_unit(&ground, fourth, "1", "家具");
				break;
			case 3: /* a body led for a while */
				fourth = add_body(&ground, "第六联合党委", "joint_committee", "110000", 0);
				edge = ground_link(&ground, &affiliation_kind, D(2017, 1, 1), "superior", city.top, "body", fourth, "relation",
				                   LEADS);
				break;
			case 4: /* and no longer */
				assert_int_equal(record_close(&ground.edit, &affiliation_kind, edge, D(2026, 6, 30)), 0);
				assert_int_equal(record_close(&ground.edit, &body_kind, fourth, D(2026, 6, 30)), 0);
				break;
			default: /* something that has nothing to do with it */
				ground_add(&ground, &person_kind, D(2020, 1, 1), (struct pair[]){{"name", "甲某"}, {0}});
			}
			settled(&ground);
			kept_is_right(&ground, &kept, act % 2 ? other : ground.db, &city, TODAY);
			kept_is_right(&ground, &kept, act % 2 ? ground.db : other, &city, D(2026, 3, 1));
		}
		piece_cache_free(kept.levels);
		count_cache_free(kept.counts);
		db_close(other);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tree_opens_level_by_level),
		cmocka_unit_test(each_body_of_a_wide_level_has_its_own_count),
		cmocka_unit_test(BJ_4_and_BJ_7_a_joint_committee_of_its_trade_is_proposed),
		cmocka_unit_test(OPIN_6_7_the_rule_finds_the_body_on_record),
		cmocka_unit_test(OPIN_21_3_and_DECOUPLE_5_a_unit_passes_from_day_to_day),
		cmocka_unit_test(OPIN_10_2_and_9_1_bodies_cover_many_units_and_units_have_many),
		cmocka_unit_test(OPIN_11_6_the_rates_of_the_rulebooks_example),
		cmocka_unit_test(BJ_9_a_pledge_is_on_file_from_its_day),
		cmocka_unit_test(what_is_kept_of_the_tree_is_that_of_the_last_act_on_every_connection),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
