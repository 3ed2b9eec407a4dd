#include "ask.h"

#include <stdio.h>

#include "law/opinions.h"
#include "names/codes.h"

static void
OPIN_1_1_the_code_names_the_category(void **state)
{
	(void)state;
	answers("OPIN-1.1", "code=51110105000000019W", "holds", "{'category':1}");
	answers("OPIN-1.1", "code=52110105000000019R", "holds", "{'category':2}");
	answers("OPIN-1.1", "code=53110105000000019N", "holds", "{'category':3}");
	answers("OPIN-1.1", "code=31110105000000019Y", "holds", "{'category':4}");
	answers("OPIN-1.1", "code=52110105MA0000007M", "holds", "{'category':2}");
}

static void
OPIN_1_1_the_clerk_decides_what_the_code_leaves_open(void **state)
{
	(void)state;
	answers("OPIN-1.1", "code=91350100M000100Y43", "flag", "{'category':null}");
	answers("OPIN-1.1", "code=91350100M000100Y43 filed_with_community=true", "flag",
	        "{'category':null}");
	answers("OPIN-1.1", "", "flag", "{'category':null}");
	answers("OPIN-1.1", "filed_with_community=false", "flag", "{'category':null}");
}

static void
OPIN_1_1_a_team_filed_with_its_community_has_no_code(void **state)
{
	(void)state;
	answers("OPIN-1.1", "filed_with_community=true", "holds", "{'category':5}");
	answers("OPIN-1.1", "code=51110105000000019W filed_with_community=true", "holds",
	        "{'category':1}");
}

/* Codes of organs, residents' committees and trade unions, with their check digits. */
static void
OPIN_1_1_no_other_code_is_filed_here(void **state)
{
	static const char *const prefixes[] = {"11", "12", "19", "54", "81", "89"};

	(void)state;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		char facts[32];
		char code[CREDIT_CODE];

		snprintf(code, sizeof code, "%s110105000000019", prefixes[i]);
		snprintf(facts, sizeof facts, "code=%s%c", code, credit_check_digit(code));
		answers("OPIN-1.1", facts, "breach", "{'category':null}");
	}
	refuses("OPIN-1.1", "code=51110105000000019X", "code");
	refuses("OPIN-1.1", "code=5111010500000001", "code");
}

static void
OPIN_5_1_counties_and_above_have_an_agency(void **state)
{
	(void)state;
	answers("OPIN-5.1", "level=county has_agency=false", "breach", "{}");
	answers("OPIN-5.1", "level=county has_agency=true", "holds", "{}");
	answers("OPIN-5.1", "level=province has_agency=false", "breach", "{}");
	answers("OPIN-5.1", "level=township has_agency=false", "not_applicable", "{}");
	answers("OPIN-5.1", "level=township has_agency=true", "not_applicable", "{}");
	refuses("OPIN-5.1", "level=village has_agency=true", "level");
	refuses("OPIN-5.1", "level=county", "has_agency");
}

#define LEVEL " registration_level="
#define ON " on=2026-11-21"

static void
OPIN_6_7_a_decoupled_city_association_is_led_by_the_city_agency(void **state)
{
	(void)state;
	answers("OPIN-6.7", "category=1 supervisory_unit=false national=false" LEVEL "city" ON, "holds",
	        "{'leads':'agency_city','guides':[]}");
	answers("OPIN-6.7", "category=4 supervisory_unit=false national=false" LEVEL "county" ON, "holds",
	        "{'leads':'agency_county','guides':[]}");
	answers("OPIN-6.7", "category=3 supervisory_unit=false national=false" LEVEL "province" ON,
	        "holds", "{'leads':'agency_province','guides':[]}");
	answers("OPIN-6.7", "category=3 supervisory_unit=false national=true" LEVEL "province" ON,
	        "holds", "{'leads':'central_leader','guides':[]}");
}

static void
OPIN_6_7_a_supervisory_unit_leads_and_the_agency_guides(void **state)
{
	(void)state;
	answers("OPIN-6.7", "category=2 supervisory_unit=true national=false" LEVEL "county" ON, "holds",
	        "{'leads':'supervisory_unit','guides':['agency_county']}");
	answers("OPIN-6.7", "category=2 supervisory_unit=true national=false" LEVEL "province" ON, "holds",
	        "{'leads':'supervisory_unit','guides':['agency_province']}");
	answers("OPIN-6.7", "category=1 supervisory_unit=true national=true" LEVEL "province" ON, "holds",
	        "{'leads':'supervisory_unit','guides':['central_leader']}");
}

static void
OPIN_6_7_a_community_organization_stays_with_its_street(void **state)
{
	(void)state;
	answers("OPIN-6.7", "category=5 supervisory_unit=true national=false" LEVEL "county" ON, "holds",
	        "{'leads':'street_township','guides':[]}");
	refuses("OPIN-6.7", "category=6 supervisory_unit=false national=false" LEVEL "city" ON, "category");
	refuses("OPIN-6.7", "category=0 supervisory_unit=false national=false" LEVEL "city" ON, "category");
	refuses("OPIN-6.7", "category=1 supervisory_unit=false national=false" LEVEL "street" ON,
	        "registration_level");
	refuses("OPIN-6.7", "category=1 supervisory_unit=false national=false" LEVEL "city", "on");
}

static void
OPIN_8_1_three_full_members_owe_a_body(void **state)
{
	(void)state;
	answers("OPIN-8.1", "full_members=3 has_body=false pending=false", "breach", "{'due':true}");
	answers("OPIN-8.1", "full_members=2 has_body=false pending=false", "holds", "{'due':false}");
	answers("OPIN-8.1", "full_members=3 has_body=true pending=false", "holds", "{'due':true}");
	answers("OPIN-8.1", "full_members=3 has_body=false pending=true", "holds", "{'due':true}");
	answers("OPIN-8.1", "full_members=2 has_body=true pending=false", "holds", "{'due':false}");
	refuses("OPIN-8.1", "full_members=-1 has_body=true pending=false", "full_members");
	refuses("OPIN-8.1", "full_members=3 has_body=yes pending=false", "has_body");
	refuses("OPIN-8.1", "full_members=3 has_body=true", "pending");
}

static void
OPIN_8_2_the_form_follows_the_size(void **state)
{
	(void)state;
	answers("OPIN-8.2", "full_members=2 members=62", "holds", "{'form':'none'}");
	answers("OPIN-8.2", "full_members=3 members=3", "holds", "{'form':'branch'}");
	answers("OPIN-8.2", "full_members=40 members=49", "holds", "{'form':'branch'}");
	answers("OPIN-8.2", "full_members=40 members=51", "holds", "{'form':'general_branch'}");
	answers("OPIN-8.2", "full_members=60 members=62", "holds", "{'form':'general_branch'}");
	answers("OPIN-8.2", "full_members=90 members=99", "holds", "{'form':'general_branch'}");
	answers("OPIN-8.2", "full_members=90 members=101", "holds", "{'form':'committee'}");
}

static void
OPIN_8_2_fifty_and_a_hundred_members_flag(void **state)
{
	bool boundary = true;

	(void)state;
	answers("OPIN-8.2", "full_members=40 members=50", "flag", "{'form':'general_branch'}");
	answers("OPIN-8.2", "full_members=90 members=100", "flag", "{'form':'committee'}");
	answers("OPIN-8.2", "full_members=2 members=50", "holds", "{'form':'none'}");
	assert_int_equal(form_by_size(3, 50, NULL), FORM_GENERAL_BRANCH);
	assert_int_equal(form_by_size(3, 49, &boundary), FORM_BRANCH);
	assert_false(boundary);
}

static void
OPIN_8_3_a_committee_of_few_members_needs_a_county(void **state)
{
	(void)state;
	answers("OPIN-8.3", "full_members=38 member_units=420 approval_level=county", "holds", "{}");
	answers("OPIN-8.3", "full_members=38 member_units=420 approval_level=central", "holds", "{}");
	answers("OPIN-8.3", "full_members=38 member_units=420 approval_level=street_township", "breach",
	        "{}");
	refuses("OPIN-8.3", "full_members=38 member_units=420 approval_level=branch", "approval_level");
}

static void
OPIN_8_5b_one_unmoved_relation_keeps_a_unit_open(void **state)
{
	(void)state;
	answers("OPIN-8.5b", "relations=7 moved=6", "breach", "{'unmoved':1}");
	answers("OPIN-8.5b", "relations=7 moved=7", "holds", "{'unmoved':0}");
	answers("OPIN-8.5b", "relations=0 moved=0", "holds", "{'unmoved':0}");
	refuses("OPIN-8.5b", "relations=7 moved=8", "moved");
}

static void
OPIN_10_2_a_joint_body_needs_three_together(void **state)
{
	(void)state;
	answers("OPIN-10.2", "full_members=1,1,2", "holds", "{'total':4}");
	answers("OPIN-10.2", "full_members=1,2", "holds", "{'total':3}");
	answers("OPIN-10.2", "full_members=1,1", "breach", "{'total':2}");
	answers("OPIN-10.2", "full_members=0,0,0,0,0,0", "breach", "{'total':0}");
	answers("OPIN-10.2", "full_members=3,1", "flag", "{'total':4}");
	answers("OPIN-10.2", "full_members=1,1,1,1,1", "holds", "{'total':5}");
	answers("OPIN-10.2", "full_members=1,1,1,1,1,1", "flag", "{'total':6}");
	refuses("OPIN-10.2", "full_members=1,-1", "full_members");
	refuses("OPIN-10.2", "full_members=", "full_members");
}

static void
OPIN_11_3_days_run_from_the_third_member(void **state)
{
	(void)state;
	answers("OPIN-11.3", "reached_on=2026-09-01 today=2026-11-21", "holds", "{'days_open':81}");
	answers("OPIN-11.3", "reached_on=2026-09-01 today=2026-09-01", "holds", "{'days_open':0}");
	answers("OPIN-11.3", "reached_on=2026-09-01 established_on=2026-10-01 today=2026-11-21", "holds",
	        "{'days_open':30}");
	refuses("OPIN-11.3", "reached_on=2026-09-01 today=2026-08-31", "today");
	refuses("OPIN-11.3", "reached_on=2026-09-01 established_on=2026-08-31 today=2026-11-21",
	        "established_on");
	refuses("OPIN-11.3", "reached_on=2026-09-31 today=2026-11-21", "reached_on");
}

#define UNITS(units, own, joint, only, due, done) \
	"units=" units " own_bodies=" own " joint_covered=" joint " instructor_or_mass_only=" only \
	" due=" due " due_established=" done

static void
OPIN_11_6_three_rates_of_two_hundred_units(void **state)
{
	(void)state;
	answers("OPIN-11.6", UNITS("200", "55", "30", "90", "60", "55"), "holds",
	        "{'organization_coverage':42.5,'work_coverage':87.5,'due_establishment':91.7}");
	answers("OPIN-11.6", UNITS("3", "1", "1", "1", "1", "1"), "holds",
	        "{'organization_coverage':66.7,'work_coverage':100.0,'due_establishment':100.0}");
}

static void
OPIN_11_6_nothing_to_divide_by_is_null(void **state)
{
	(void)state;
	answers("OPIN-11.6", UNITS("0", "0", "0", "0", "0", "0"), "holds",
	        "{'organization_coverage':null,'work_coverage':null,'due_establishment':null}");
	answers("OPIN-11.6", UNITS("8", "1", "0", "0", "0", "0"), "holds",
	        "{'organization_coverage':12.5,'work_coverage':12.5,'due_establishment':null}");
}

static void
OPIN_11_6_no_unit_is_counted_twice(void **state)
{
	(void)state;
	refuses("OPIN-11.6", UNITS("100", "50", "30", "21", "0", "0"), "units");
	answers("OPIN-11.6", UNITS("100", "50", "30", "20", "0", "0"), "holds",
	        "{'organization_coverage':80.0,'work_coverage':100.0,'due_establishment':null}");
	refuses("OPIN-11.6", UNITS("100", "50", "0", "0", "101", "0"), "due");
	refuses("OPIN-11.6", UNITS("100", "50", "0", "0", "40", "41"), "due_established");
	refuses("OPIN-11.6", UNITS("100", "50", "0", "0", "60", "51"), "due_established");
	refuses("OPIN-11.6", UNITS("100", "50", "0", "0", "60", "99999999999999999999"), "due_established");
}

/* Half up in tenths, found by trying: the largest t with t - 1/2 <= 1000 part / whole. */
static int64_t
tried_rate(int64_t part, int64_t whole)
{
	int64_t t = 0;

	while ((2 * (t + 1) - 1) * whole <= 2000 * part)
		t++;
	return t;
}

static void
OPIN_11_6_rates_agree_with_trying_every_tenth(void **state)
{
	(void)state;
	for (int64_t units = 1; units <= 24; units++)
		for (int64_t own = 0; own <= units; own++)
			for (int64_t joint = 0; own + joint <= units; joint++) {
				struct coverage coverage = {.units = units, .own_bodies = own, .joint_covered = joint,
				                            .instructor_or_mass_only = (units - own - joint) / 2,
				                            .due = units, .due_established = own};
				struct coverage_rates rates = coverage_rates(&coverage);

				assert_int_equal(rates.organization, tried_rate(own + joint, units));
				assert_int_equal(rates.work,
				                 tried_rate(own + joint + coverage.instructor_or_mass_only, units));
				assert_int_equal(rates.due_establishment, tried_rate(own, units));
			}
}

static void
OPIN_20_2_both_reports_belong_to_the_year(void **state)
{
	(void)state;
	answers("OPIN-20.2", "year=2026 reported_up=2026-12-05 today=2026-12-31", "holds",
	        "{'state':'open'}");
	answers("OPIN-20.2", "year=2026 reported_up=2026-12-05 today=2027-01-01", "breach",
	        "{'state':'incomplete'}");
	answers("OPIN-20.2",
	        "year=2026 reported_up=2026-12-05 reported_members=2026-12-31 today=2026-12-31", "holds",
	        "{'state':'complete'}");
	answers("OPIN-20.2",
	        "year=2026 reported_up=2026-12-05 reported_members=2027-01-01 today=2027-01-01", "breach",
	        "{'state':'incomplete'}");
	answers("OPIN-20.2", "year=2026 today=2026-01-01", "holds", "{'state':'open'}");
}

static void
OPIN_20_2_a_report_of_another_year_or_day_to_come_does_not_count(void **state)
{
	(void)state;
	answers("OPIN-20.2",
	        "year=2026 reported_up=2025-12-31 reported_members=2026-03-01 today=2026-06-01", "holds",
	        "{'state':'open'}");
	answers("OPIN-20.2",
	        "year=2026 reported_up=2026-12-20 reported_members=2026-03-01 today=2026-06-01", "holds",
	        "{'state':'open'}");
	refuses("OPIN-20.2", "year=26 today=2026-06-01", "year");
	refuses("OPIN-20.2", "year=9999 today=2026-06-01", "year");
}

static void
OPIN_20_5_the_opinion_comes_before_the_nomination(void **state)
{
	(void)state;
	answers("OPIN-20.5", "opinion=2026-11-03 nomination=2026-11-10", "holds", "{}");
	answers("OPIN-20.5", "opinion=2026-11-10 nomination=2026-11-10", "holds", "{}");
	answers("OPIN-20.5", "opinion=2026-11-11 nomination=2026-11-10", "breach", "{}");
	answers("OPIN-20.5", "nomination=2026-11-10", "breach", "{}");
	refuses("OPIN-20.5", "opinion=2026-11-03", "nomination");
}

static void
OPIN_21_3_the_new_leader_begins_the_day_after(void **state)
{
	(void)state;
	answers("OPIN-21.3", "old_end=2026-06-30 new_start=2026-07-01", "holds", "{'gap_days':0}");
	answers("OPIN-21.3", "old_end=2026-06-30 new_start=2026-07-15", "breach", "{'gap_days':14}");
	answers("OPIN-21.3", "old_end=2026-06-30 new_start=2026-06-30", "breach", "{'gap_days':-1}");
	refuses("OPIN-21.3", "old_end=2026-06-30", "new_start");
}

static void
OPIN_22_2_use_of_the_budget_line(void **state)
{
	(void)state;
	answers("OPIN-22.2", "planned=20000 used=17350", "holds", "{'rate':'86.8'}");
	answers("OPIN-22.2", "planned=20000.00 used=0", "holds", "{'rate':'0.0'}");
	answers("OPIN-22.2", "planned=100 used=120", "holds", "{'rate':'120.0'}");
	answers("OPIN-22.2", "planned=0 used=120", "breach", "{'rate':null}");
	refuses("OPIN-22.2", "planned=-1 used=0", "planned");
	refuses("OPIN-22.2", "planned=1 used=0.001", "used");
}

static void
OPIN_22_3_dues_are_returned_in_full(void **state)
{
	(void)state;
	answers("OPIN-22.3", "collected=12480.00 returned=12480.00", "holds",
	        "{'shortfall':'0.00','ratio':'100.0'}");
	answers("OPIN-22.3", "collected=12480.00 returned=11232.00", "breach",
	        "{'shortfall':'1248.00','ratio':'90.0'}");
	answers("OPIN-22.3", "collected=12480.00 returned=12479.99", "breach",
	        "{'shortfall':'0.01','ratio':'100.0'}");
	answers("OPIN-22.3", "collected=12480.00 returned=12480.01", "flag",
	        "{'shortfall':'0.00','ratio':'100.0'}");
	answers("OPIN-22.3", "collected=0 returned=0", "not_applicable",
	        "{'shortfall':'0.00','ratio':null}");
	refuses("OPIN-22.3", "collected=12480.00 returned=x", "returned");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_1_1_the_code_names_the_category),
		cmocka_unit_test(OPIN_1_1_the_clerk_decides_what_the_code_leaves_open),
		cmocka_unit_test(OPIN_1_1_a_team_filed_with_its_community_has_no_code),
		cmocka_unit_test(OPIN_1_1_no_other_code_is_filed_here),
		cmocka_unit_test(OPIN_5_1_counties_and_above_have_an_agency),
		cmocka_unit_test(OPIN_6_7_a_decoupled_city_association_is_led_by_the_city_agency),
		cmocka_unit_test(OPIN_6_7_a_supervisory_unit_leads_and_the_agency_guides),
		cmocka_unit_test(OPIN_6_7_a_community_organization_stays_with_its_street),
		cmocka_unit_test(OPIN_8_1_three_full_members_owe_a_body),
		cmocka_unit_test(OPIN_8_2_the_form_follows_the_size),
		cmocka_unit_test(OPIN_8_2_fifty_and_a_hundred_members_flag),
		cmocka_unit_test(OPIN_8_3_a_committee_of_few_members_needs_a_county),
		cmocka_unit_test(OPIN_8_5b_one_unmoved_relation_keeps_a_unit_open),
		cmocka_unit_test(OPIN_10_2_a_joint_body_needs_three_together),
		cmocka_unit_test(OPIN_11_3_days_run_from_the_third_member),
		cmocka_unit_test(OPIN_11_6_three_rates_of_two_hundred_units),
		cmocka_unit_test(OPIN_11_6_nothing_to_divide_by_is_null),
		cmocka_unit_test(OPIN_11_6_no_unit_is_counted_twice),
		cmocka_unit_test(OPIN_11_6_rates_agree_with_trying_every_tenth),
		cmocka_unit_test(OPIN_20_2_both_reports_belong_to_the_year),
		cmocka_unit_test(OPIN_20_2_a_report_of_another_year_or_day_to_come_does_not_count),
		cmocka_unit_test(OPIN_20_5_the_opinion_comes_before_the_nomination),
		cmocka_unit_test(OPIN_21_3_the_new_leader_begins_the_day_after),
		cmocka_unit_test(OPIN_22_2_use_of_the_budget_line),
		cmocka_unit_test(OPIN_22_3_dues_are_returned_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
