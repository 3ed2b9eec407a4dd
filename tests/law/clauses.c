#include "../check.h"

#include <string.h>

#include "law/rule.h"

#define KINDS 9

/* Rulebook §15: how many clauses of each kind an instrument has. */
static const struct {
	const char *instrument;
	size_t kinds[KINDS]; /* DEF THR DLN STEP RIGHT PROH REC REP GUID */
	size_t total;
} expected[INSTRUMENTS] = {
	{"ELEC", {5, 12, 4, 45, 9, 8, 3, 6, 7}, 99},
	{"OPIN", {12, 4, 3, 27, 3, 1, 28, 5, 35}, 118},
	{"GRP", {8, 1, 0, 1, 0, 1, 1, 1, 6}, 19},
	{"CONSULT", {1, 0, 0, 1, 1, 0, 0, 0, 2}, 5},
	{"DECOUPLE", {2, 0, 0, 6, 0, 0, 0, 0, 1}, 9},
	{"CPPCC", {2, 0, 0, 0, 0, 0, 1, 0, 2}, 5},
	{"PUBINST", {1, 0, 0, 0, 0, 0, 0, 0, 2}, 3},
	{"RURAL", {1, 0, 0, 1, 0, 0, 1, 0, 3}, 6},
	{"INSP", {2, 0, 0, 1, 0, 0, 1, 0, 0}, 4},
	{"BJ", {4, 2, 0, 6, 0, 0, 0, 0, 2}, 14},
	{"MASS", {5, 0, 0, 1, 2, 0, 9, 0, 23}, 40},
	{"DP", {0, 0, 0, 10, 8, 8, 0, 0, 0}, 26},
	{"A", {24, 0, 0, 0, 0, 0, 0, 0, 0}, 24},
};

/* The contracts: every clause that computes. */
static const char *const computing[] = {
	"ELEC-3.1", "ELEC-3.2b", "ELEC-4.2", "ELEC-5.1", "ELEC-8.1a", "ELEC-8.1b", "ELEC-8.2a",
	"ELEC-9.1", "ELEC-11.3b", "ELEC-13.1", "ELEC-15.1", "ELEC-16.1", "ELEC-17.1", "ELEC-19.1",
	"ELEC-19.2", "ELEC-22.2", "ELEC-22.3", "ELEC-23.1", "ELEC-24.1b", "ELEC-24.2b", "ELEC-25.2",
	"ELEC-26.1a", "ELEC-27.1", "ELEC-27.2", "ELEC-28.1", "ELEC-28.2", "ELEC-28.3", "ELEC-29.1",
	"ELEC-29.2b", "ELEC-29.3a", "ELEC-29.3b", "ELEC-30.2", "ELEC-32.2", "ELEC-32.3", "ELEC-33.1",
	"ELEC-36.2", "ELEC-38.1", "ELEC-41.1", "OPIN-1.1", "OPIN-5.1", "OPIN-6.3e", "OPIN-6.7",
	"OPIN-8.1", "OPIN-8.2", "OPIN-8.3", "OPIN-8.4", "OPIN-8.5b", "OPIN-10.2", "OPIN-11.3",
	"OPIN-11.6", "OPIN-20.2", "OPIN-20.5", "OPIN-21.3", "OPIN-22.2", "OPIN-22.3", "GRP-6",
	"GRP-10", "DECOUPLE-3.1", "DECOUPLE-3.2", "DECOUPLE-3.3", "DECOUPLE-3.4", "DECOUPLE-3.5",
	"BJ-6", "BJ-9", "A-6", "A-7", "A-12", "A-15", "A-21", "A-22",
};

static void
there_are_372_clauses_as_many_of_each_kind_as_the_rulebook_counts(void **state)
{
	size_t count, counted[INSTRUMENTS][KINDS] = {{0}};
	const struct clause *all = clauses(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		counted[all[i].instrument][all[i].kind]++;
	for (size_t n = 0; n < INSTRUMENTS; n++) {
		size_t total = 0;

		assert_string_equal(instrument_name((enum instrument)n), expected[n].instrument);
		for (size_t kind = 0; kind < KINDS; kind++) {
			assert_int_equal(counted[n][kind], expected[n].kinds[kind]);
			total += counted[n][kind];
		}
		assert_int_equal(total, expected[n].total);
	}
	assert_int_equal(count, 372);
}

static void
every_clause_stands_once_under_its_instrument(void **state)
{
	size_t count;
	const struct clause *all = clauses(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const char *name = instrument_name(all[i].instrument);
		size_t len = strlen(name);

		assert_int_equal(strncmp(all[i].id, name, len), 0);
		assert_int_equal(all[i].id[len], '-');
		assert_ptr_equal(clause_find(all[i].id), &all[i]);
		assert_true(i == 0 || all[i - 1].instrument <= all[i].instrument);
	}
	assert_null(clause_find("ELEC-99.9"));
	assert_null(rule_find("ELEC-99.9"));
}

static void
check_pair(struct bilingual text, bool needed)
{
	assert_non_null(text.zh);
	assert_non_null(text.en);
	assert_int_equal(strlen(text.zh) > 0, strlen(text.en) > 0);
	assert_true(!needed || strlen(text.zh) > 0);
}

static void
every_clause_has_its_texts_in_both_languages(void **state)
{
	size_t count;
	const struct clause *all = clauses(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		check_pair(all[i].title, true);
		check_pair(all[i].summary, true);
		check_pair(all[i].breach, false);
		check_pair(all[i].note, false);
	}
}

static bool
computes(const char *clause)
{
	for (size_t i = 0; i < sizeof computing / sizeof *computing; i++)
		if (strcmp(computing[i], clause) == 0)
			return true;
	return false;
}

static void
the_clauses_that_compute_are_those_of_the_contracts(void **state)
{
	size_t count, found = 0;
	const struct clause *all = clauses(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		if ((rule_find(all[i].id) != NULL) != computes(all[i].id))
			assert_string_equal(all[i].id, "");
		found += computes(all[i].id);
	}
	assert_int_equal(found, sizeof computing / sizeof *computing);
}

static void
check_facts(const struct rule *rule)
{
	assert_non_null(rule->facts[0].name);
	for (const struct fact *fact = rule->facts; fact->name; fact++) {
		check_pair(fact->label, true);
		assert_true((fact->unit.zh == NULL) == (fact->unit.en == NULL));
		assert_int_equal(fact->type == FACT_ENUM, fact->words != NULL);
		for (const struct fact *other = rule->facts; other < fact; other++)
			assert_string_not_equal(other->name, fact->name);
		assert_true(!rule->dated || strcmp(fact->name, "rule_set") != 0);
	}
}

static void
facts_and_outputs_are_named_once_and_labelled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof computing / sizeof *computing; i++) {
		const struct rule *rule = rule_find(computing[i]);

		check_facts(rule);
		assert_non_null(rule->judge);
		for (const struct output *output = rule->outputs; output && output->name; output++) {
			check_pair(output->label, true);
			for (const struct output *other = rule->outputs; other < output; other++)
				assert_string_not_equal(other->name, output->name);
		}
	}
}

static void
every_kind_instrument_and_verdict_has_a_label(void **state)
{
	(void)state;
	for (size_t kind = 0; kind < KINDS; kind++) {
		check_pair(clause_kind_label((enum clause_kind)kind), true);
		assert_true(strlen(clause_kind_name((enum clause_kind)kind)) >= 3);
	}
	for (size_t n = 0; n < INSTRUMENTS; n++)
		check_pair(instrument_title((enum instrument)n), true);
	for (enum verdict verdict = HOLDS; verdict <= NOT_APPLICABLE; verdict++) {
		check_pair(verdict_label(verdict), true);
		assert_true(strlen(verdict_name(verdict)) > 0);
	}
}

static void
twins_share_one_rule(void **state)
{
	(void)state;
	assert_ptr_equal(rule_find("ELEC-8.1b"), rule_find("ELEC-8.1a"));
	assert_ptr_equal(rule_find("OPIN-6.3e"), rule_find("ELEC-3.1"));
	assert_ptr_equal(rule_find("OPIN-8.4"), rule_find("ELEC-3.1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_372_clauses_as_many_of_each_kind_as_the_rulebook_counts),
		cmocka_unit_test(every_clause_stands_once_under_its_instrument),
		cmocka_unit_test(every_clause_has_its_texts_in_both_languages),
		cmocka_unit_test(the_clauses_that_compute_are_those_of_the_contracts),
		cmocka_unit_test(facts_and_outputs_are_named_once_and_labelled),
		cmocka_unit_test(every_kind_instrument_and_verdict_has_a_label),
		cmocka_unit_test(twins_share_one_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
