#include "../check.h"

#include "contested.h"

/* What a list says of an election is what its own page says, at every stage and beside others. */

struct scene {
	struct contested contested;
	int64_t other;          /* an election of a branch without a committee */
	size_t compared;
};

static void
assert_same_step(const struct timeline_step *one, const struct timeline_step *many)
{
	assert_ptr_equal(one->rule, many->rule);
	assert_int_equal(one->progress, many->progress);
	assert_int_equal(one->latest, many->latest);
	assert_int_equal(one->from, many->from);
	assert_int_equal(one->done, many->done);
	assert_int_equal(one->tight, many->tight);
	assert_string_equal(one->clause, many->clause);
	assert_int_equal(one->assembly ? one->assembly->id : 0, many->assembly ? many->assembly->id : 0);
	assert_int_equal(one->seats ? one->seats->id : 0, many->seats ? many->seats->id : 0);
	assert_string_equal(one->missing.zh ? one->missing.zh : "", many->missing.zh ? many->missing.zh : "");
}

static void
assert_alike(struct scene *scene)
{
	struct ground *ground = &scene->contested.town.ground;
	const int64_t ids[] = {scene->contested.id, 987654, scene->other};
	const struct election *many[3];

	assert_int_equal(elections_load(ground->db, ground->arena, ids, 3, many), 0);
	assert_null(many[1]);
	for (size_t e = 0; e < 3; e += 2) {
		struct election *alone;
		struct timeline one, other;

		assert_int_equal(election_load(ground->db, ground->arena, ids[e], &alone), 0);
		assert_int_equal(many[e]->id, alone->id);
		assert_int_equal(many[e]->roll_latest, alone->roll_latest);
		assert_int_equal(many[e]->on_schedule_months, alone->on_schedule_months);
		assert_int_equal(many[e]->publicity_days, alone->publicity_days);
		assert_int_equal(many[e]->tight_days, alone->tight_days);
		assert_string_equal(many[e]->body_name, alone->body_name);
		assert_int_equal(election_timeline(ground->arena, alone, ground->today, &one), 0);
		assert_int_equal(election_timeline(ground->arena, many[e], ground->today, &other), 0);
		assert_int_equal(one.count, other.count);
		for (size_t i = 0; i < one.count; i++)
			assert_same_step(&one.steps[i], &other.steps[i]);
	}
	scene->compared++;
}

static struct election_standing
standing_of(struct scene *scene, int64_t id)
{
	struct ground *ground = &scene->contested.town.ground;
	struct election_standing standing;

	assert_int_equal(elections_standing(ground->db, ground->arena, &id, 1, ground->today, &standing), 0);
	return standing;
}

static void
open_scene(struct scene *scene, const struct test_db *test)
{
	struct contested *contested = &scene->contested;
	struct ground *ground = &contested->town.ground;

	*scene = (struct scene){0};
	open_contested(contested, test);
	on(contested, 2026, 9, 1);
	/* at the branch alone the roll is published earlier; what is set after the beginning says nothing of it */
	(void)made(ground, "set-setting", "name", "roll_correction_days", "node", text_of(ground, contested->body), "value", "9", "since",
	           "2026-09-01", "source", "某党〔2026〕5号", NULL);
	(void)made(ground, "set-setting", "name", "roll_correction_days", "node", text_of(ground, contested->body), "value", "2", "since",
	           "2026-11-10", "source", "某党〔2026〕6号", NULL);
	on(contested, 2026, 9, 20);
	scene->other = made(ground, "begin-election", "body", text_of(ground, contested->town.branch), "cause", "first", "meeting",
	                    "2026-12-18", "secretaries", "1", NULL);
}

static void
ELEC_32_2_what_a_list_tells_of_an_election_is_what_its_page_tells(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct contested *contested = &scene.contested;
		int64_t round;

		open_scene(&scene, &test);
		begin(contested, "2026-11-28", "5");
		assert_alike(&scene);
		prepare_begun(contested);
		assert_alike(&scene);
		open_meeting(contested, "23");
		assert_alike(&scene);
		round = vote(contested, OFFICE_COMMITTEE, "23", "23", "23");
		assert_alike(&scene);
		entered_and_signed(contested, round, committee_papers(contested), 11, 12, 10);
		assert_alike(&scene);
		DO(contested, "announce-result", "contest", contest_text(contested, OFFICE_COMMITTEE));
		on(contested, 2026, 12, 30);
		assert_alike(&scene);
		assert_int_equal(scene.compared, 6);
		town_close(&contested->town);
	}
}

/* Opinions are heard in time for the report that rests on them. */
static void
ELEC_33_1_a_step_is_due_when_what_follows_it_is(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct contested *contested = &scene.contested;
		struct election_standing standing;

		open_scene(&scene, &test);
		begin(contested, "2026-11-28", "5");
		on(contested, 2026, 10, 28);
		standing = standing_of(&scene, contested->id);
		assert_int_equal(standing.done, 0);
		assert_string_equal(standing.next.rule->word, "opinions");
		assert_int_equal(standing.next.latest, day_of(2026, 10, 28));
		assert_false(standing.late);
		assert_true(standing.next.tight);
		on(contested, 2026, 10, 29);
		standing = standing_of(&scene, contested->id);
		assert_true(standing.late);
		assert_int_equal(standing.next.progress, PROGRESS_LATE);
		step(contested, "opinions", 0, "2026-10-29", "", "", "20", "27");
		standing = standing_of(&scene, contested->id);
		assert_int_equal(standing.done, 1);
		assert_string_equal(standing.next.rule->word, "request_meeting");
		assert_true(standing.late);
		/* the other election has until 18 November */
		assert_false(standing_of(&scene, scene.other).late);
		on(contested, 2026, 11, 19);
		assert_true(standing_of(&scene, scene.other).late);
		town_close(&contested->town);
	}
}

/* Between the last preparation and the meeting nothing is open, and the meeting is what comes next. */
static void
ELEC_19_1_the_meeting_is_next_once_all_is_prepared_and_what_it_passed_over_is_no_longer(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct contested *contested = &scene.contested;
		struct ground *ground = &contested->town.ground;
		struct election_standing standing;
		struct timeline timeline;
		int64_t meeting;

		open_scene(&scene, &test);
		prepare(contested);
		standing = standing_of(&scene, contested->id);
		assert_int_equal(standing.next.progress, PROGRESS_WAITING);
		assert_int_equal(standing.next.latest, day_of(2026, 11, 28));
		assert_false(standing.late);
		on(contested, 2026, 11, 28);
		meeting = assembly_at(contested, ASSEMBLY_MEMBERS)->id;
		officials(contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		step(contested, "method_adopted", meeting, "2026-11-28", "", "", "23", "25");
		step(contested, "supervisors_passed", meeting, "2026-11-28", "", "", "23", "25");
		/* the candidates were not fixed in the meeting: it goes on with a reason, and that step is over */
		assert_refused(opens(contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-14.1");
		DO(contested, "open-assembly", "assembly", text_of(ground, meeting), "present", "23", "chair",
		   text_of(ground, contested->person[0]), "reason", "会前已经酝酿", "reason_document", "某党〔2026〕11号");
		on(contested, 2026, 11, 29);
		standing = standing_of(&scene, contested->id);
		assert_string_equal(standing.next.rule->word, "ballot");
		reload(contested);
		assert_int_equal(election_timeline(ground->arena, contested->now, ground->today, &timeline), 0);
		for (size_t i = 0; i < timeline.count; i++)
			if (strcmp(timeline.steps[i].rule->word, "candidates_fixed") == 0)
				assert_int_equal(timeline.steps[i].progress, PROGRESS_PASSED);
		town_close(&contested->town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_32_2_what_a_list_tells_of_an_election_is_what_its_page_tells),
		cmocka_unit_test(ELEC_33_1_a_step_is_due_when_what_follows_it_is),
		cmocka_unit_test(ELEC_19_1_the_meeting_is_next_once_all_is_prepared_and_what_it_passed_over_is_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
