/* What members hand to their branch, with and without a name (DP-20, OPIN-16.4). */
#include "../check.h"

#include "party/own_data.h"
#include "party/retention.h"
#include "party/voice.h"
#include "town.h"

static struct actor
member_at(struct town *town, int64_t person, int64_t branch)
{
	struct actor actor = actor_at(town, ROLE_MEMBER, branch);

	actor.account = 7;
	actor.tag = "account:7";
	actor.person = person;
	return actor;
}

static int
hand_in(struct town *town, const struct actor *actor, const char *kind, int64_t election, int64_t *ret_id)
{
	struct outcome outcome = {0};
	int status = act_as(&town->ground, actor, &outcome, "hand-in-voice", "kind", kind, "text", "秘密词语一", "election",
	                    election ? text_of(&town->ground, election) : "", NULL);

	if (status == 0 && ret_id)
		*ret_id = outcome.ids[0];
	return status;
}

static int
say(struct town *town, const struct actor *actor, const char *text)
{
	return act_as(&town->ground, actor, NULL, "hand-in-unnamed-view", "text", text, NULL);
}

static int
answer(struct town *town, const struct actor *actor, int64_t id, const char *outcome, const char *meeting)
{
	return act_as(&town->ground, actor, NULL, "answer-voice", "id", text_of(&town->ground, id), "outcome", outcome, "meeting",
	              meeting, "answer", "已研究", NULL);
}

static size_t
read_of(struct town *town, enum voice_of of, int64_t id, struct voice **ret_voices)
{
	size_t count;

	assert_int_equal(voices_read(town->ground.db, town->ground.arena, of, id, town->ground.today, ret_voices, &count), 0);
	return count;
}

static int64_t
unnamed_of(struct town *town)
{
	return town_number(&town->ground, "select max(id) from voice where body = $1 and person is null", town->branch);
}

/* --- with a name ------------------------------------------------------------------------------- */

static void
DP_20_a_member_hands_proposals_motions_and_views_to_the_own_branch(void **state)
{
	static const char *const kinds_of[] = {"agenda", "motion", "view"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, neighbour, nobody;
		struct voice *voices;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		neighbour = member_at(&town, town.sister_person, town.sister);
		nobody = member_at(&town, 0, town.branch);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(hand_in(&town, &member, kinds_of[i], 0, NULL), 0);
		assert_int_equal(hand_in(&town, &neighbour, "view", 0, NULL), 0);
		assert_int_equal(hand_in(&town, &nobody, "view", 0, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "DP-20");
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.branch, &voices), 3);
		assert_int_equal(voices[0].kind, VOICE_AGENDA);
		assert_int_equal(voices[0].person, town.person);
		assert_string_equal(voices[0].name, "张测试");
		assert_int_equal(voices[0].handed, ground->today);
		assert_int_equal(voices[0].answered, DAY_NONE);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.sister_person, &voices), 1);
		assert_int_equal(voices[0].body, town.sister);
		/* DP-6: the journal has numbers, not words */
		assert_int_equal(town_number(ground, "select count(*) from journal where action = 'hand-in-voice' and subject = $1", town.person), 3);
		assert_int_equal(town_number(ground, "select count(*) from journal where node >= $1 and facts like '%秘密%'", 0), 0);
		/* whoever has left hands nothing in, and keeps what was */
		made(ground, "close-membership", "id", text_of(ground, town.membership), "last", "2026-11-20", NULL);
		assert_int_equal(hand_in(&town, &member, "view", 0, NULL), FAIL_REFUSED);
		assert_int_equal(say(&town, &member, "离开以后"), FAIL_REFUSED);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.person, &voices), 3);
		expect_sound(ground);
		town_close(&town);
	}
}

static void
DP_20_a_question_to_candidates_names_an_election_under_way_that_one_attends(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct voice_election *elections;
		struct actor member;
		int64_t own, sisters;
		size_t count;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		assert_int_equal(hand_in(&town, &member, "question", 0, NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "election");
		own = made(ground, "begin-election", "body", text_of(ground, town.branch), "cause", "first", "meeting", "2026-12-31",
		           "secretaries", "1", NULL);
		sisters = made(ground, "begin-election", "body", text_of(ground, town.sister), "cause", "first", "meeting", "2026-12-31",
		               "secretaries", "1", NULL);
		assert_int_equal(voice_elections(ground->db, ground->arena, town.branch, ground->today, &elections, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(elections[0].id, own);
		assert_string_equal(elections[0].body_name, "甲党支部");
		assert_int_equal(hand_in(&town, &member, "question", sisters, NULL), FAIL_INPUT);
		assert_int_equal(hand_in(&town, &member, "question", own, NULL), 0);
		/* nothing else is of an election */
		assert_int_equal(hand_in(&town, &member, "motion", own, NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "election");
		/* over is over */
		made(ground, "cancel-election", "election", text_of(ground, own), "why", "试用", NULL);
		assert_int_equal(hand_in(&town, &member, "question", own, NULL), FAIL_INPUT);
		expect_sound(ground);
		town_close(&town);
	}
}

/* --- without one ------------------------------------------------------------------------------------ */

/* Everything that is stored, but for one table. */
static const char *
all_but(struct ground *ground, const char *left_out)
{
	const struct schema *schema = &ground->installation->schema;
	const char *text;
	struct buf sql, out;

	buf_init(&sql, 4000);
	buf_init(&out, (size_t)16 << 20);
	for (size_t t = 0; t < schema->count; t++) {
		const struct table *table = schema->tables[t];
		struct rows *rows;

		if (strcmp(table->name, left_out) == 0)
			continue;
		buf_clear(&sql);
		for (size_t c = 0; c < table->column_count; c++)
			buf_printf(&sql, "%s%s", c ? ", " : "select ", table->columns[c].name);
		buf_printf(&sql, " from %s order by %s", table->name, table->primary_key);
		if (db_query(ground->db, buf_text(&sql), NO_ARGS, &rows) < 0)
			test_failed(table->name);
		buf_printf(&out, "# %s\n", table->name);
		while (rows_next(rows) > 0)
			for (size_t c = 0; c < table->column_count; c++)
				if (table->columns[c].type == COLUMN_TEXT)
					buf_printf(&out, "%s|", rows_null(rows, (int)c) ? "-" : rows_text(rows, (int)c));
				else
					buf_printf(&out, "%lld|", (long long)rows_int(rows, (int)c));
		rows_close(rows);
	}
	text = arena_strdup(ground->arena, buf_text(&out));
	buf_free(&sql);
	buf_free(&out);
	return text;
}

/* Neither in the row nor in any other table stands who it was, or when. */
static void
DP_20_a_view_without_a_name_leaves_neither_author_nor_time(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome = {0};
		struct actor member;
		struct voice *voices;
		const char *before;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		before = all_but(ground, "voice");
		assert_int_equal(act_as(ground, &member, &outcome, "hand-in-unnamed-view", "text", "希望改在晚上开会", NULL), 0);
		assert_int_equal(outcome.journal, 0);
		assert_int_equal(outcome.id_count, 0);
		assert_string_equal(all_but(ground, "voice"), before);
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.branch, &voices), 1);
		assert_int_equal(voices[0].person, 0);
		assert_null(voices[0].name);
		assert_int_equal(voices[0].handed, DAY_NONE);
		assert_int_equal(voices[0].kind, VOICE_VIEW);
		assert_int_equal(town_number(ground, "select count(*) from voice where made is null and handed is null and person is null"
		                                     " and answerer is null and body = $1", town.branch), 1);
		/* its number tells no order: random, far from the sequence of all others */
		assert_true(voices[0].id >= 1 << 30 && voices[0].id <= INT32_MAX);
		/* a view and only a view: nothing else can be given, and a name is no field */
		assert_int_equal(act_as(ground, &member, NULL, "hand-in-unnamed-view", "text", "动议", "kind", "motion", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &member, NULL, "hand-in-unnamed-view", "text", "", NULL), FAIL_INPUT);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.person, &voices), 0);
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.sister, &voices), 0);
		expect_sound(ground);
		town_close(&town);
	}
}

/* A hundred may wait, not one more; an answer makes room. */
static void
DP_20_a_hundred_views_without_a_name_wait_at_most(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct actor member, other, secretary;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		other = member_at(&town, town.sister_person, town.sister);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		for (int i = 0; i < UNNAMED_WAITING_MAX; i++)
			assert_int_equal(say(&town, &member, "意见"), 0);
		assert_int_equal(say(&town, &member, "意见"), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "DP-20");
		assert_int_equal(say(&town, &other, "意见"), 0);
		assert_int_equal(hand_in(&town, &member, "view", 0, NULL), 0);
		assert_int_equal(answer(&town, &secretary, unnamed_of(&town), "explained", ""), 0);
		assert_int_equal(say(&town, &member, "意见"), 0);
		assert_int_equal(say(&town, &member, "意见"), FAIL_REFUSED);
		town_close(&town);
	}
}

/* --- answers ------------------------------------------------------------------------------------------- */

static void
OPIN_16_4_the_own_branch_answers_once_and_nobody_above_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, secretary, organizer, neighbour, above, clerk;
		struct voice *voices;
		int64_t agenda, view, waiting;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		organizer = actor_at(&town, ROLE_BRANCH_MEMBER, town.branch);
		neighbour = actor_at(&town, ROLE_BRANCH_SECRETARY, town.sister);
		above = actor_at(&town, ROLE_BRANCH_SECRETARY, town.joint);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(hand_in(&town, &member, "agenda", 0, &agenda), 0);
		assert_int_equal(say(&town, &member, "不署名的意见"), 0);
		view = unnamed_of(&town);
		assert_int_equal(voices_waiting(ground->db, town.branch, ground->today, &waiting), 0);
		assert_int_equal(waiting, 2);
		assert_int_equal(answer(&town, &member, agenda, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &neighbour, agenda, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &above, agenda, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &clerk, agenda, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &secretary, 999999, "explained", ""), FAIL_FORBIDDEN);
		/* a proposal that is taken up names the meeting; nothing else does */
		assert_int_equal(answer(&town, &secretary, agenda, "not_taken", "2026-12-05"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "meeting");
		assert_int_equal(answer(&town, &secretary, view, "taken_up", "2026-12-05"), FAIL_INPUT);
		assert_int_equal(answer(&town, &secretary, agenda, "taken_up", "2026-12-05"), 0);
		assert_int_equal(answer(&town, &secretary, agenda, "explained", ""), FAIL_REFUSED);
		assert_int_equal(answer(&town, &organizer, view, "taken_up", ""), 0);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.person, &voices), 1);
		assert_int_equal(voices[0].outcome, VOICE_TAKEN_UP);
		assert_int_equal(voices[0].meeting, day_of(2026, 12, 5));
		assert_string_equal(voices[0].answer, "已研究");
		/* the answer to a view without a name is all members', and names no person in the journal */
		assert_int_equal(read_of(&town, VOICES_UNNAMED, town.branch, &voices), 1);
		assert_string_equal(voices[0].text, "不署名的意见");
		assert_int_equal(town_number(ground, "select count(*) from journal where action = 'answer-voice' and kind = 'body'"
		                                     " and subject = $1", town.branch), 1);
		/* each answer tells its entry, so that a journal cut off there is found */
		assert_int_equal(town_number(ground, "select count(*) from voice v where v.answered is not null and v.body = $1 and not"
		                                     " exists (select 1 from journal j where j.number = v.answer_made and"
		                                     " j.action = 'answer-voice')", town.branch), 0);
		assert_int_equal(voices_waiting(ground->db, town.branch, ground->today, &waiting), 0);
		assert_int_equal(waiting, 0);
		expect_sound(ground);
		town_close(&town);
	}
}

/* --- what is kept ------------------------------------------------------------------------------------------ */

static size_t
due_of(struct town *town)
{
	struct due_erasure *due;
	size_t count;
	bool more;

	assert_int_equal(retention_due(town->ground.db, town->ground.arena, KEEPS_VOICES, NULL, town->ground.today, 10, &due, &count,
	                               &more), 0);
	return count;
}

static void
DP_14_the_words_go_two_years_after_the_answer_with_and_without_a_name(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, secretary;
		struct voice *voices;
		day_no answered;
		int64_t id;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		assert_int_equal(hand_in(&town, &member, "view", 0, &id), 0);
		assert_int_equal(say(&town, &member, "不署名的意见"), 0);
		assert_int_equal(hand_in(&town, &member, "motion", 0, NULL), 0); /* waits */
		assert_int_equal(answer(&town, &secretary, id, "explained", ""), 0);
		assert_int_equal(answer(&town, &secretary, unnamed_of(&town), "explained", ""), 0);
		answered = ground->today;
		ground->today = day_add_months(answered, 24) - 1;
		assert_int_equal(due_of(&town), 0);
		ground->today++;
		assert_int_equal(due_of(&town), 2);
		assert_int_equal(act_as(ground, &secretary, NULL, "erase-due", "node", text_of(ground, town.branch), "what", "voices",
		                        "document", "某党〔2028〕5号", NULL), 0);
		assert_int_equal(due_of(&town), 0);
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.branch, &voices), 3);
		assert_string_equal(voices[0].text, "秘密词语一");
		for (size_t i = 1; i < 3; i++) {
			assert_string_equal(voices[i].text, ERASED);
			assert_string_equal(voices[i].answer, ERASED);
			assert_int_equal(voices[i].answered, answered);
		}
		expect_sound(ground);
		town_close(&town);
	}
}

/* --- a branch that ends ------------------------------------------------------------------------------- */

static int64_t
waiting_for(struct town *town, int64_t body)
{
	int64_t waiting;

	assert_int_equal(voices_waiting(town->ground.db, body, town->ground.today, &waiting), 0);
	return waiting;
}

/* The relation is there to the day before, and here from then on. */
static void
move(struct town *town, int64_t person, int64_t to, const char *from)
{
	struct ground *ground = &town->ground;
	int64_t relation = town_number(ground, "select id from membership where person = $1 and ended is null and until = 2932896", person);

	made(ground, "change-membership", "id", text_of(ground, relation), "from", from, "body", text_of(ground, to), NULL);
}

static void
DP_20_what_a_branch_that_ends_has_not_answered_its_successor_answers(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, secretary, successor, clerk;
		struct voice *voices;
		int64_t motion, view, batch;

		town_open(&town, &test);
		member = member_at(&town, town.person, town.branch);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		successor = actor_at(&town, ROLE_BRANCH_SECRETARY, town.sister);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(hand_in(&town, &member, "motion", 0, &motion), 0);
		assert_int_equal(say(&town, &member, "不署名的意见"), 0);
		view = unnamed_of(&town);
		move(&town, town.person, town.sister, "2026-12-01");
		made(ground, "close-body", "id", text_of(ground, town.branch), "last", "2026-11-30", NULL);
		batch = town_number(ground, "select max(number) from journal where number > $1", 0);
		/* to the last day it is the branch's own */
		ground->today = day_of(2026, 11, 30);
		assert_int_equal(waiting_for(&town, town.branch), 2);
		assert_int_equal(waiting_for(&town, town.sister), 0);
		assert_int_equal(answer(&town, &successor, motion, "explained", ""), FAIL_FORBIDDEN);
		ground->today++;
		assert_int_equal(waiting_for(&town, town.branch), 0);
		assert_int_equal(waiting_for(&town, town.sister), 2);
		assert_int_equal(waiting_for(&town, town.joint), 0);
		assert_int_equal(answer(&town, &secretary, motion, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &clerk, motion, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.sister, &voices), 2);
		assert_string_equal(voices[0].body_name, "甲党支部");
		assert_int_equal(voices[0].answers, town.sister);
		/* an ending that is undone has passed nothing on */
		made(ground, "undo", "batch", text_of(ground, batch), NULL);
		assert_int_equal(waiting_for(&town, town.branch), 2);
		assert_int_equal(waiting_for(&town, town.sister), 0);
		made(ground, "close-body", "id", text_of(ground, town.branch), "last", "2026-11-30", NULL);
		assert_int_equal(answer(&town, &successor, motion, "taken_up", "2026-12-05"), 0);
		assert_int_equal(answer(&town, &successor, view, "explained", ""), 0);
		assert_int_equal(waiting_for(&town, town.sister), 0);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.person, &voices), 1);
		assert_string_equal(voices[0].answer, "已研究");
		assert_int_equal(read_of(&town, VOICES_UNNAMED, town.sister, &voices), 1); /* for its members, the author among them */
		assert_int_equal(read_of(&town, VOICES_OF_BODY, town.sister, &voices), 2);
		expect_sound(ground);
		town_close(&town);
	}
}

static void
DP_20_where_members_part_the_named_follow_their_authors_and_the_unnamed_are_closed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, other_member, successor;
		struct voice *voices;
		int64_t other, third, motion, left;

		town_open(&town, &test);
		third = town_body(ground, "丙党支部", "branch", town.joint);
		other = town_person(ground, "钱测试", town.branch);
		member = member_at(&town, town.person, town.branch);
		other_member = member_at(&town, other, town.branch);
		successor = actor_at(&town, ROLE_BRANCH_SECRETARY, third);
		assert_int_equal(hand_in(&town, &member, "motion", 0, NULL), 0);
		assert_int_equal(hand_in(&town, &other_member, "motion", 0, &motion), 0);
		assert_int_equal(say(&town, &member, "不署名的意见"), 0);
		left = unnamed_of(&town);
		move(&town, town.person, town.sister, "2026-12-01");
		move(&town, other, third, "2026-12-01");
		made(ground, "close-body", "id", text_of(ground, town.branch), "last", "2026-11-30", NULL);
		ground->today = day_of(2026, 12, 1);
		assert_int_equal(waiting_for(&town, town.sister), 1);
		assert_int_equal(waiting_for(&town, third), 1);
		assert_int_equal(answer(&town, &successor, left, "explained", ""), FAIL_FORBIDDEN);
		assert_int_equal(read_of(&town, VOICES_ONE, left, &voices), 1);
		assert_int_equal(voices[0].answers, 0);
		/* whose relation ends altogether is told that nobody answers */
		move(&town, other, town.sister, "2026-12-02");
		ground->today = day_of(2026, 12, 2);
		assert_int_equal(waiting_for(&town, town.sister), 2);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, other, &voices), 1);
		assert_int_equal(voices[0].answers, town.sister);
		made(ground, "close-membership", "id", text_of(ground, town_number(ground, "select id from membership where person = $1"
		     " and ended is null and until = 2932896", other)), "last", "2026-12-02", NULL);
		ground->today++;
		assert_int_equal(waiting_for(&town, town.sister), 1);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, other, &voices), 1);
		assert_int_equal(voices[0].answers, 0);
		/* DP-14: two years after the first day without the branch the words go */
		ground->today = day_add_months(day_of(2026, 12, 1), 24) - 1;
		assert_int_equal(due_of(&town), 0);
		ground->today++;
		assert_int_equal(due_of(&town), 3);
		expect_sound(ground);
		town_close(&town);
	}
}

static void
DP_24_the_copy_holds_what_has_a_name_and_follows_a_merged_person(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, same;
		struct voice *voices;
		struct buf copy;
		struct json json;
		int64_t twin;

		town_open(&town, &test);
		twin = town_person(ground, "张测试", town.branch);
		member = member_at(&town, town.person, town.branch);
		same = member_at(&town, twin, town.branch);
		assert_int_equal(hand_in(&town, &same, "motion", 0, NULL), 0);
		assert_int_equal(say(&town, &member, "不署名的意见"), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "merge-person", "stays", text_of(ground, town.person), "goes",
		                        text_of(ground, twin), "reason", "重复登记", NULL), 0);
		assert_int_equal(read_of(&town, VOICES_OF_PERSON, town.person, &voices), 1);
		buf_init(&copy, (size_t)1 << 20);
		json = json_to(&copy);
		assert_int_equal(own_data_json(ground->db, ground->arena, &ground->installation->secret, town.person, 7, ground->today, &json), 0);
		assert_non_null(strstr(buf_text(&copy), "秘密词语一"));
		assert_null(strstr(buf_text(&copy), "不署名的意见"));
		buf_free(&copy);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_20_a_member_hands_proposals_motions_and_views_to_the_own_branch),
		cmocka_unit_test(DP_20_a_question_to_candidates_names_an_election_under_way_that_one_attends),
		cmocka_unit_test(DP_20_a_view_without_a_name_leaves_neither_author_nor_time),
		cmocka_unit_test(DP_20_a_hundred_views_without_a_name_wait_at_most),
		cmocka_unit_test(OPIN_16_4_the_own_branch_answers_once_and_nobody_above_it),
		cmocka_unit_test(DP_14_the_words_go_two_years_after_the_answer_with_and_without_a_name),
		cmocka_unit_test(DP_20_what_a_branch_that_ends_has_not_answered_its_successor_answers),
		cmocka_unit_test(DP_20_where_members_part_the_named_follow_their_authors_and_the_unnamed_are_closed),
		cmocka_unit_test(DP_24_the_copy_holds_what_has_a_name_and_follows_a_merged_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
