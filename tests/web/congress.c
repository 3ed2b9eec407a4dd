/* The pages of an election by a congress of delegates, against a live server. */
#include "../check.h"

#include <string.h>

#include "../party/congress.h"
#include "house.h"

static struct house house;
static struct congress congress;
static int64_t delegate[6];
static struct arena *arena;

/* The city's joint committee leads a committee whose six delegates are elected and have passed the check. */
static int
start(void **state)
{
	struct ground *ground = &congress.at.town.ground;
	struct actor clerk;

	(void)state;
	house_open(&house);
	arena = arena_new(ARENA_IMPORT_MAX);
	*ground = (struct ground){.arena = arena, .installation = house.installation, .today = LIVE_DAY,
	                          .at = house_now};
	if (db_open(house.database.url, DB_READ, &ground->db) < 0 || actor_operator(ground->arena, "test", &ground->operator) < 0 ||
	    actor_by_name(ground->db, ground->arena, "joint_clerk", LIVE_DAY, &clerk) < 0)
		return -1;
	congress.at.town.joint = clerk.grants[0].node;
	convene(&congress);
	approve_number(&congress, "6");
	share_out(&congress);
	elect_delegates(&congress);
	confirm_delegates(&congress, delegate);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	db_close(congress.at.town.ground.db);
	arena_free(arena);
	house_close(&house);
	return 0;
}

static const char *
text(int64_t number)
{
	return text_of(&congress.at.town.ground, number);
}

static const char *
chair_path(void)
{
	return arena_printf(arena, "/elections/%s/do/name-chair", text(congress.at.id));
}

/* How many of the delegates the form offers as the chair, and whether `person` is one of them. */
static int
offered(const struct guest *guest, int64_t person, bool *ret_offered)
{
	const char *path = arena_printf(arena, "%s?assembly=%s", chair_path(),
	                                text(assembly_at(&congress.at, ASSEMBLY_CONGRESS)->id));
	struct answer answer;
	int count = 0;

	house_get(&house, guest, path, &answer);
	assert_int_equal(answer.status, 200);
	*ret_offered = false;
	for (int i = 0; i < 6; i++) {
		const char *option = arena_printf(arena, "<option value=\"%s\"", text(delegate[i]));
		bool found = strstr(answer.body, option) != NULL;

		count += found;
		*ret_offered = *ret_offered || (found && delegate[i] == person);
	}
	live_free(&answer);
	return count;
}

static void
ELEC_20_2a_the_chair_of_a_congress_is_offered_from_its_presidium_alone(void **state)
{
	const struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t meeting = assembly_at(&congress.at, ASSEMBLY_CONGRESS)->id;
	const char *chosen = arena_printf(arena, "election=%s&assembly=%s&chair=", text(congress.at.id), text(meeting));
	struct answer answer;
	bool there;

	(void)state;
	assert_int_equal(offered(&guest, delegate[0], &there), 0); /* there is no presidium yet */
	propose(&congress, meeting, delegate[0], "committee");
	assert_int_equal(offered(&guest, delegate[0], &there), 1);
	assert_true(there);
	propose(&congress, meeting, delegate[4], "delegation");
	assert_int_equal(offered(&guest, delegate[4], &there), 2);
	assert_true(there);
	/* what is not offered is refused, too */
	house_post(&house, &guest, chair_path(), arena_printf(arena, "%s%s", chosen, text(delegate[1])), &answer);
	assert_int_equal(answer.status, 422);
	assert_non_null(strstr(answer.body, "主持人应当是主席团成员"));
	live_free(&answer);
	assert_int_equal(house_post_status(&house, &guest, chair_path(), arena_printf(arena, "%s%s", chosen, text(delegate[4]))), 303);
	assert_int_equal(assembly_at(&congress.at, ASSEMBLY_CONGRESS)->chair, delegate[4]);
}

static void
ELEC_20_2b_the_page_of_a_congress_shows_whom_its_presidium_was_proposed_from_and_by(void **state)
{
	const struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	house_get(&house, &guest, arena_printf(arena, "/elections/%s", text(congress.at.id)), &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "主席团"));
	assert_non_null(strstr(answer.body, "上届委员会"));
	assert_non_null(strstr(answer.body, "代表团"));
	live_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_20_2a_the_chair_of_a_congress_is_offered_from_its_presidium_alone),
		cmocka_unit_test(ELEC_20_2b_the_page_of_a_congress_shows_whom_its_presidium_was_proposed_from_and_by),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
