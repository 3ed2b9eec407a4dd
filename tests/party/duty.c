#include "../check.h"

#include "../ground.h"
#include "both_ways.h"
#include "party/duty.h"
#include "party/settle.h"
#include "registry/list.h"

/* One duty about a subject under a clause, or null. */
static const struct duty *
find(const struct duties *duties, int64_t id, const char *clause)
{
	for (size_t i = 0; i < duties->count; i++)
		if (duties->items[i].id == id && strcmp(duties->items[i].clause, clause) == 0)
			return &duties->items[i];
	return NULL;
}

static struct duties
derive(struct ground *ground, day_no on)
{
	return derive_both_ways(ground->db, ground->arena, on);
}

#define ON day_of(2026, 11, 21)

/* A unit that owes nothing: two members, an instructor, leader, pledge, charter, industry. */
static int64_t
quiet_unit(struct ground *ground, const char *name, int64_t members, int64_t leader)
{
	int64_t unit = ground_add(ground, &unit_kind, day_of(2020, 1, 1),
	                          (struct pair[]){{"name", name}, {"category", "1"}, {"registration_level", "city"},
	                                          {"region", "110105"}, {"industry", "家具"}, {0}});
	int64_t person = ground_add(ground, &person_kind, day_of(2020, 1, 1), (struct pair[]){{"name", "甲某"}, {0}});

	ground_set(ground, &unit_kind, unit, "full_members", INT(members), day_of(2026, 9, 1));
	ground_link(ground, &affiliation_kind, day_of(2020, 1, 1), "superior", leader, "unit", unit, "relation", LEADS);
	ground_link(ground, &dispatch_kind, day_of(2020, 1, 1), "unit", unit, "person", person, "role", INSTRUCTOR);
	ground_link(ground, &pledge_kind, day_of(2020, 1, 1), "unit", unit, NULL, 0, NULL, 0);
	ground_link(ground, &charter_kind, day_of(2020, 1, 1), "unit", unit, "has_article", 1, NULL, 0);
	return unit;
}

static int64_t
body_of_type(struct ground *ground, const char *name, const char *type, int64_t unit)
{
	char number[24] = "";

	if (unit)
		snprintf(number, sizeof number, "%lld", (long long)unit);
	return ground_add(ground, &body_kind, day_of(2020, 1, 1),
	                  (struct pair[]){{"name", name}, {"type", type}, {"unit", number}, {0}});
}

static void
members(struct ground *ground, int64_t body, int count, int category)
{
	for (int i = 0; i < count; i++) {
		int64_t person = ground_add(ground, &person_kind, day_of(2020, 1, 1),
		                            (struct pair[]){{"name", "某甲"}, {0}});
		struct record *membership = record_new(ground->arena, &membership_kind);

		membership->since = day_of(2020, 1, 1);
		*record_value(membership, "person") = INT(person);
		*record_value(membership, "body") = INT(body);
		*record_value(membership, "category") = INT(category);
		*record_value(membership, "joined") = INT(day_of(2010, 7, 1));
		assert_int_equal(record_add(&ground->edit, membership), 0);
	}
}

static void
OPIN_8_1_three_full_members_make_a_branch_due(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, two, three, own;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "第一联合党委", "joint_committee", 0);
		two = quiet_unit(&ground, "甲会", 2, top);
		three = quiet_unit(&ground, "乙会", 3, top);
		own = quiet_unit(&ground, "丙会", 3, top);
		ground_link(&ground, &coverage_kind, day_of(2026, 10, 1), "unit", own, "mode", COVER_OWN, "body",
		            body_of_type(&ground, "丙会支部", "branch", 0));
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_null(find(&duties, two, "OPIN-8.1"));
		assert_null(find(&duties, own, "OPIN-8.1"));
		assert_non_null(find(&duties, three, "OPIN-8.1"));
		/* OPIN-11.3: reached on 2026-09-01, 81 days by 2026-11-21 */
		assert_int_equal(find(&duties, three, "OPIN-8.1")->since, day_of(2026, 9, 1));
		assert_non_null(strstr(find(&duties, three, "OPIN-8.1")->why.zh, "81 天"));
		assert_int_equal(find(&duties, three, "OPIN-8.1")->state, DUTY_OPEN);
		duties = derive(&ground, day_of(2026, 8, 31));
		assert_null(find(&duties, three, "OPIN-8.1"));
		ground_close(&ground);
	}
}

/* Nothing is due under a clause before it came into force, nor since an earlier day. */
static void
ELEC_41_1_a_duty_is_no_older_than_its_clause(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct duties duties;
		int64_t unit;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		unit = ground_add(&ground, &unit_kind, day_of(2003, 5, 6),
		                  (struct pair[]){{"name", "甲会"}, {"category", "1"}, {"registration_level", "city"},
		                                  {"region", "110105"}, {"full_members", "3"}, {0}});
		ground_commit(&ground);
		duties = derive(&ground, day_of(2015, 9, 27));
		assert_int_equal(duties.count, 0);
		duties = derive(&ground, day_of(2015, 9, 28));
		assert_non_null(find(&duties, unit, "OPIN-8.1"));
		assert_null(find(&duties, unit, "BJ-9"));
		duties = derive(&ground, ON);
		assert_int_equal(find(&duties, unit, "OPIN-8.1")->since, day_of(2015, 9, 28));
		assert_int_equal(find(&duties, unit, "OPIN-6.7")->since, day_of(2015, 9, 28));
		assert_int_equal(find(&duties, unit, "BJ-9")->since, day_of(2016, 12, 1));
		ground_close(&ground);
	}
}

static void
OPIN_11_2_one_route_is_enough(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, covered, bare, unknown;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "第一联合党委", "joint_committee", 0);
		covered = quiet_unit(&ground, "甲会", 2, top);
		bare = ground_add(&ground, &unit_kind, day_of(2020, 1, 1),
		                  (struct pair[]){{"name", "乙会"}, {"category", "2"}, {"registration_level", "city"},
		                                  {"region", "110105"}, {"full_members", "2"}, {0}});
		unknown = ground_add(&ground, &unit_kind, day_of(2020, 1, 1),
		                     (struct pair[]){{"name", "丙会"}, {"category", "2"}, {"registration_level", "city"},
		                                     {"region", "310115"}, {0}});
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_null(find(&duties, covered, "OPIN-11.2"));
		assert_non_null(find(&duties, bare, "OPIN-11.2"));
		assert_non_null(find(&duties, unknown, "OPIN-11.2"));
		/* what else the bare unit lacks */
		assert_non_null(find(&duties, bare, "OPIN-6.7"));
		assert_non_null(strstr(find(&duties, bare, "OPIN-6.7")->why.en, "city"));
		assert_non_null(find(&duties, bare, "BJ-7"));
		assert_non_null(find(&duties, bare, "BJ-9"));
		assert_null(find(&duties, unknown, "BJ-9")); /* not in Beijing */
		assert_non_null(find(&duties, bare, "OPIN-22.9"));
		assert_null(find(&duties, covered, "OPIN-6.7"));
		assert_null(find(&duties, covered, "BJ-7"));
		assert_null(find(&duties, covered, "BJ-9"));
		assert_null(find(&duties, covered, "OPIN-22.9"));
		ground_close(&ground);
	}
}

static void
ELEC_3_1_reminders_at_six_three_and_one_month(void **state)
{
	static const struct {
		int year, month, day;
		int state; /* -1: none */
		int months;
	} days[] = {
		{2026, 5, 29, -1, 0},            {2026, 5, 30, DUTY_DUE_SOON, 6},
		{2026, 8, 29, DUTY_DUE_SOON, 6}, {2026, 8, 30, DUTY_DUE_SOON, 3},
		{2026, 10, 30, DUTY_DUE_SOON, 1}, {2026, 11, 29, DUTY_DUE_SOON, 1},
		{2026, 11, 30, DUTY_DUE, 1},     {2026, 12, 1, DUTY_OVERDUE, 0},
		{2027, 11, 30, DUTY_OVERDUE, 0},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t body;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		body = body_of_type(&ground, "某会党支部", "branch", 0);
		ground_link(&ground, &term_kind, day_of(2023, 11, 30), "body", body, "years", 3, NULL, 0);
		ground_commit(&ground);
		for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
			day_no on = day_of(days[i].year, days[i].month, days[i].day);
			struct duties duties = derive(&ground, on);
			const struct duty *duty = find(&duties, body, "ELEC-3.1");
			char words[32];

			if (days[i].state < 0) {
				assert_null(duty);
				continue;
			}
			assert_non_null(duty);
			assert_int_equal((int)duty->state, days[i].state);
			assert_int_equal(duty->by, day_of(2026, 11, 30));
			/* since its state began, whichever reminder it is */
			assert_int_equal(duty->since, days[i].state == DUTY_DUE_SOON ? day_of(2026, 5, 30)
			                              : days[i].state == DUTY_DUE ? duty->by : duty->by + 1);
			snprintf(words, sizeof words, "%d 个月提醒", days[i].months);
			if (days[i].months)
				assert_non_null(strstr(duty->why.zh, words));
		}
		ground_close(&ground);
	}
}

static void
ELEC_3_2a_an_approved_postponement_moves_the_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t body, term;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		body = body_of_type(&ground, "某会党支部", "branch", 0);
		term = ground_link(&ground, &term_kind, day_of(2023, 6, 18), "body", body, "years", 3,
		                   "extended_to", day_of(2027, 6, 18));
		ground_commit(&ground);
		(void)term;
		duties = derive(&ground, ON);
		assert_null(find(&duties, body, "ELEC-3.1"));
		duties = derive(&ground, day_of(2027, 6, 19));
		assert_int_equal(find(&duties, body, "ELEC-3.1")->state, DUTY_OVERDUE);
		ground_close(&ground);
	}
}

static void
A_1_and_OPIN_8_2_the_form_follows_the_size(void **state)
{
	static const struct {
		const char *type;
		int members;
		const char *clause; /* null: nothing due */
	} cases[] = {
		{"branch", 49, NULL},          {"branch", 50, NULL},        {"branch", 51, "A-1"},
		{"general_branch", 49, "OPIN-8.2"}, {"general_branch", 50, NULL}, {"general_branch", 99, NULL},
		{"general_branch", 100, NULL}, {"general_branch", 101, "OPIN-8.2"},
		{"committee", 100, NULL},      {"committee", 99, "OPIN-8.3"},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t bodies[16];
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			bodies[i] = body_of_type(&ground, "某", cases[i].type, 0);
			members(&ground, bodies[i], cases[i].members - 1, FULL_MEMBER);
			members(&ground, bodies[i], 1, PROBATIONARY_MEMBER); /* M counts both */
		}
		ground_commit(&ground);
		duties = derive(&ground, ON);
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			static const char *const all[] = {"A-1", "OPIN-8.2", "OPIN-8.3"};

			for (size_t c = 0; c < 3; c++) {
				bool expected = cases[i].clause && strcmp(cases[i].clause, all[c]) == 0;

				assert_int_equal(find(&duties, bodies[i], all[c]) != NULL, expected);
			}
		}
		ground_close(&ground);
	}
}

static void
A_3_and_A_4_seven_full_members_make_a_committee(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t six, seven, person;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		six = body_of_type(&ground, "六人支部", "branch", 0);
		seven = body_of_type(&ground, "七人支部", "branch", 0);
		members(&ground, six, 6, FULL_MEMBER);
		members(&ground, seven, 7, FULL_MEMBER);
		person = ground_add(&ground, &person_kind, day_of(2020, 1, 1), (struct pair[]){{"name", "甲某"}, {0}});
		ground_post(&ground, six, person, SECRETARY);
		ground_post(&ground, six, person, ORGANIZATION_MEMBER);
		ground_post(&ground, seven, person, SECRETARY);
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_non_null(find(&duties, six, "A-4"));
		assert_null(find(&duties, six, "A-3"));
		assert_non_null(find(&duties, seven, "A-3"));
		assert_null(find(&duties, seven, "A-4"));
		assert_null(find(&duties, seven, "OPIN-17.2"));
		ground_close(&ground);
	}
}

static void
OPIN_17_2_and_GRP_6_a_secretary_is_missed_from_the_day_after(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t branch, group, agency, person, post;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		branch = body_of_type(&ground, "支部", "branch", 0);
		group = body_of_type(&ground, "党组", "leading_group", 0);
		agency = body_of_type(&ground, "工作机构", "agency", 0);
		person = ground_add(&ground, &person_kind, day_of(2020, 1, 1), (struct pair[]){{"name", "甲某"}, {0}});
		post = ground_post(&ground, branch, person, SECRETARY);
		assert_int_equal(record_close(&ground.edit, &post_kind, post, day_of(2026, 10, 31)), 0);
		ground_commit(&ground);
		duties = derive(&ground, day_of(2026, 10, 31));
		assert_null(find(&duties, branch, "OPIN-17.2"));
		duties = derive(&ground, ON);
		assert_int_equal(find(&duties, branch, "OPIN-17.2")->since, day_of(2026, 11, 1));
		assert_non_null(find(&duties, group, "GRP-6"));
		assert_null(find(&duties, agency, "OPIN-17.2"));
		ground_close(&ground);
	}
}

static void
OPIN_10_2_three_small_units_of_one_building_are_proposed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, first = 0;
		struct duties duties;
		const struct duty *duty;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "第一联合党委", "joint_committee", 0);
		for (int i = 0; i < 3; i++) {
			static const char *const names[] = {"甲会", "乙会", "丙会"}, *const rooms[] = {
				"建国路8号1层", "建国路8号302室", "建国路8号"};
			int64_t unit = quiet_unit(&ground, names[i], i == 2 ? 2 : 1, top);

			ground_set(&ground, &unit_kind, unit, "address", TEXT(rooms[i]), day_of(2026, 9, 1));
			if (!first)
				first = unit;
		}
		quiet_unit(&ground, "丁会", 1, top); /* nobody left to join it with */
		ground_commit(&ground);
		duties = derive(&ground, ON);
		duty = find(&duties, first, "OPIN-10.2");
		assert_non_null(duty);
		assert_non_null(strstr(duty->why.zh, "同一地址"));
		assert_non_null(strstr(duty->why.zh, "甲会"));
		assert_non_null(strstr(duty->why.zh, "丙会"));
		assert_null(strstr(duty->why.zh, "丁会"));
		assert_non_null(strstr(duty->why.zh, "共 4 名"));
		ground_close(&ground);
	}
}

/* A joint branch may cover units of two joint committees: within one of them its sum stays whole. */
static void
OPIN_10_2_a_joint_branch_counts_its_units_wherever_they_hang(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t committees[2], units[2], top, branch, small, alone;
		struct duties duties, within;
		const char *path;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "综合党委", "comprehensive_committee", 0);
		for (size_t i = 0; i < 2; i++) {
			committees[i] = body_of_type(&ground, "联合党委", "joint_committee", 0);
			ground_link(&ground, &affiliation_kind, day_of(2020, 1, 1), "superior", top, "body", committees[i],
			            "relation", LEADS);
			units[i] = quiet_unit(&ground, "某会", i ? 1 : 2, committees[i]);
		}
		alone = quiet_unit(&ground, "某会", 2, committees[0]);
		branch = body_of_type(&ground, "联合党支部", "joint_branch", 0);
		small = body_of_type(&ground, "两人联合党支部", "joint_branch", 0);
		for (size_t i = 0; i < 2; i++)
			ground_link(&ground, &affiliation_kind, day_of(2020, 1, 1), "superior", committees[0], "body",
			            i ? small : branch, "relation", LEADS);
		for (size_t i = 0; i < 2; i++)
			ground_link(&ground, &coverage_kind, day_of(2026, 10, 1), "unit", units[i], "mode", COVER_JOINT, "body",
			            branch);
		ground_link(&ground, &coverage_kind, day_of(2026, 10, 1), "unit", alone, "mode", COVER_JOINT, "body", small);
		if (settle(&ground.edit) < 0)
			test_failed("settle");
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_null(find(&duties, branch, "OPIN-10.2"));
		assert_non_null(find(&duties, small, "OPIN-10.2"));
		assert_int_equal(placement_path(ground.db, ground.arena, committees[0], ON, &path), 0);
		assert_int_equal(duties_derive(ground.db, ground.arena, path, ON, &within), 0);
		assert_non_null(find(&within, small, "OPIN-10.2"));
		assert_null(find(&within, branch, "OPIN-10.2"));
		ground_close(&ground);
	}
}

static void
BJ_6_about_fifty_units_under_a_joint_committee(void **state)
{
	static const int counts[] = {34, 35, 65, 66};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t committees[4], top;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "综合党委", "comprehensive_committee", 0);
		for (size_t c = 0; c < 4; c++) {
			committees[c] = body_of_type(&ground, "联合党委", "joint_committee", 0);
			for (int i = 0; i < counts[c]; i++)
				quiet_unit(&ground, "某会", 2, committees[c]);
		}
		ground_commit(&ground);
		duties = derive(&ground, ON);
		for (size_t c = 0; c < 4; c++)
			assert_int_equal(find(&duties, committees[c], "BJ-6") != NULL, c == 0 || c == 3);
		assert_null(find(&duties, top, "BJ-6"));
		ground_close(&ground);
	}
}

static void
BJ_4_and_OPIN_21_3_nobody_is_left_without_or_directly_under_the_top(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, direct, left, edge;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = body_of_type(&ground, "综合党委", "comprehensive_committee", 0);
		assert_int_equal(settle(&ground.edit), 0);
		ground_commit(&ground);
		ground_begin(&ground);
		direct = quiet_unit(&ground, "甲会", 2, top); /* as no act would have let it stand today */
		left = ground_add(&ground, &unit_kind, day_of(2020, 1, 1),
		                  (struct pair[]){{"name", "乙会"}, {"category", "1"}, {"registration_level", "city"},
		                                  {"region", "110105"}, {0}});
		edge = ground_link(&ground, &affiliation_kind, day_of(2020, 1, 1), "superior", top, "unit", left,
		                   "relation", LEADS);
		assert_int_equal(record_close(&ground.edit, &affiliation_kind, edge, day_of(2026, 6, 30)), 0);
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_non_null(find(&duties, direct, "BJ-4"));
		assert_int_equal(find(&duties, left, "OPIN-21.3")->since, day_of(2026, 7, 1));
		assert_null(find(&duties, left, "OPIN-6.7"));
		/* OPIN-5.1: the units' region has no agency, until one is on record */
		assert_non_null(find(&duties, 110105, "OPIN-5.1"));
		ground_begin(&ground);
		ground_add(&ground, &body_kind, day_of(2020, 1, 1),
		           (struct pair[]){{"name", "工作机构"}, {"type", "agency"}, {"region", "110105"}, {0}});
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_null(find(&duties, 110105, "OPIN-5.1"));
		ground_close(&ground);
	}
}

static void
duties_stand_in_order_of_urgency(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct duties duties;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		for (int i = 0; i < 12; i++) {
			int64_t body = body_of_type(&ground, "支部", "branch", 0);

			if (i % 3)
				ground_link(&ground, &term_kind, day_of(2023, 1 + (i * 5) % 12, 3), "body", body, "years", 3,
				            NULL, 0);
		}
		ground_commit(&ground);
		duties = derive(&ground, ON);
		assert_true(duties.count > 12);
		for (size_t i = 1; i < duties.count; i++) {
			const struct duty *a = &duties.items[i - 1], *b = &duties.items[i];

			if (a->by != b->by)
				assert_true(b->by == DAY_NONE || (a->by != DAY_NONE && a->by < b->by));
			else
				assert_true(a->since < b->since || (a->since == b->since && a->id <= b->id));
		}
		ground_close(&ground);
	}
}

/* ---- of a part ---- */

#define COMMITTEES 4

/* Committees whose units and branches were entered in turn with those of others: many, few, three and none. */
struct interleaved {
	int64_t committees[COMMITTEES], ids[400];
	int of[400]; /* the committee each belongs to */
	size_t count;
};

static void
belongs(struct interleaved *all, int64_t id, int committee)
{
	assert_true(all->count < 400);
	all->ids[all->count] = id;
	all->of[all->count++] = committee;
}

static void
make_interleaved(struct ground *ground, struct interleaved *all)
{
	static const char *const names[COMMITTEES] = {"第一联合党委", "第二联合党委", "第三联合党委", "第四联合党委"};
	int64_t top = body_of_type(ground, "综合党委", "comprehensive_committee", 0);

	for (int c = 0; c < COMMITTEES; c++) {
		all->committees[c] = body_of_type(ground, names[c], "joint_committee", 0);
		ground_link(ground, &affiliation_kind, day_of(2020, 1, 1), "superior", top, "body", all->committees[c],
		            "relation", LEADS);
		belongs(all, all->committees[c], c);
	}
	for (int i = 0; i < 120; i++) {
		int c = i % 20 == 7 ? 1 : i % 50 == 9 ? 2 : 0;
		int64_t unit = quiet_unit(ground, i % 2 ? "某会" : "某某会", i % 5 + 1, all->committees[c]);

		belongs(all, unit, c);
		if (i % 3 == 0 || c != 0) {
			int64_t branch = body_of_type(ground, "某支部", "branch", unit);

			members(ground, branch, i % 9, 1);
			ground_link(ground, &affiliation_kind, day_of(2020, 1, 1), "superior", all->committees[c], "body", branch,
			            "relation", LEADS);
			if (i % 2)
				ground_link(ground, &term_kind, day_of(2022, 1 + i % 12, 3), "body", branch, "years", 3, NULL, 0);
			belongs(all, branch, c);
		}
	}
}

static bool
is_of(const struct interleaved *all, const struct duty *duty, int committee)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->ids[i] == duty->id)
			return all->of[i] == committee;
	return false;
}

/* Whichever way a part is read, it owes what it owes among everything. */
static void
duties_of_a_part_are_those_that_everything_has_there(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct interleaved all = {.count = 0};
		struct duties whole, part;
		struct ground ground;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		make_interleaved(&ground, &all);
		assert_int_equal(settle(&ground.edit), 0);
		ground_commit(&ground);
		whole = derive(&ground, ON);
		for (int c = 0; c < COMMITTEES; c++) {
			size_t at = 0, expected = 0;
			const char *path;

			assert_int_equal(placement_path(ground.db, ground.arena, all.committees[c], ON, &path), 0);
			assert_int_equal(duties_derive(ground.db, ground.arena, path, ON, &part), 0);
			for (size_t i = 0; i < whole.count; i++) {
				const struct duty *duty = &whole.items[i];

				if (strcmp(duty->kind, "region") == 0 || !is_of(&all, duty, c))
					continue;
				expected++;
				assert_true(at < part.count);
				assert_int_equal(part.items[at].id, duty->id);
				assert_string_equal(part.items[at].clause, duty->clause);
				assert_string_equal(part.items[at].why.zh, duty->why.zh);
				assert_int_equal(part.items[at].since, duty->since);
				assert_int_equal(part.items[at].by, duty->by);
				assert_int_equal(part.items[at++].state, duty->state);
			}
			assert_int_equal(part.count, expected);
			assert_true(expected > (c == 0 ? 100 : c == 1 ? 10 : c == 2 ? 3 : 0));
		}
		ground_close(&ground);
	}
}

/* Two threads derive the same as one; a connection that sees an earlier state does not take part. */
static void
two_connections_derive_the_same_as_one(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct interleaved all = {.count = 0};
		struct ground ground;
		struct duties before, after;
		struct db *beside;
		int64_t seen = 0;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		make_interleaved(&ground, &all);
		assert_int_equal(settle(&ground.edit), 0);
		ground_commit(&ground);
		assert_int_equal(db_open(test.url, DB_READ, &beside), 0);
		assert_int_equal(db_begin_read(beside), 0);
		before = derive_beside(ground.db, beside, ground.arena, ON);
		assert_int_equal(db_number(beside, "select max(number) from journal", NO_ARGS, &seen), 0);
		ground_begin(&ground);
		for (int i = 0; i < 3; i++)
			ground_link(&ground, &affiliation_kind, day_of(2020, 1, 1), "superior", all.committees[0], "body",
			            body_of_type(&ground, "新支部", "branch", 0), "relation", LEADS);
		assert_int_equal(settle(&ground.edit), 0);
		assert_true(ground_commit(&ground) > seen);
		after = derive_beside(ground.db, beside, ground.arena, ON);
		assert_true(after.count > before.count);
		db_close(beside);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_8_1_three_full_members_make_a_branch_due),
		cmocka_unit_test(ELEC_41_1_a_duty_is_no_older_than_its_clause),
		cmocka_unit_test(OPIN_11_2_one_route_is_enough),
		cmocka_unit_test(ELEC_3_1_reminders_at_six_three_and_one_month),
		cmocka_unit_test(ELEC_3_2a_an_approved_postponement_moves_the_day),
		cmocka_unit_test(A_1_and_OPIN_8_2_the_form_follows_the_size),
		cmocka_unit_test(A_3_and_A_4_seven_full_members_make_a_committee),
		cmocka_unit_test(OPIN_17_2_and_GRP_6_a_secretary_is_missed_from_the_day_after),
		cmocka_unit_test(OPIN_10_2_three_small_units_of_one_building_are_proposed),
		cmocka_unit_test(OPIN_10_2_a_joint_branch_counts_its_units_wherever_they_hang),
		cmocka_unit_test(BJ_6_about_fifty_units_under_a_joint_committee),
		cmocka_unit_test(BJ_4_and_OPIN_21_3_nobody_is_left_without_or_directly_under_the_top),
		cmocka_unit_test(duties_stand_in_order_of_urgency),
		cmocka_unit_test(duties_of_a_part_are_those_that_everything_has_there),
		cmocka_unit_test(two_connections_derive_the_same_as_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
