/* What members of the accounts' branch have handed in: waiting, answered, and one view without a name. */
#include <inttypes.h>

#include "base/fail.h"
#include "party/demo_city.h"
#include "party/voice.h"

#define SCRATCH_MAX ((size_t)1 << 20)

enum author { ACCOUNTS_MEMBER, ANOTHER_MEMBER, NOBODY };

struct spoken {
	enum author author;
	enum voice_kind kind;
	int handed, answered;      /* days ago; answered -1: not yet */
	enum voice_outcome outcome;
	int meeting;               /* days ago, or 0 */
	const char *text, *answer;
};

static const struct spoken all_spoken[] = {
	{ACCOUNTS_MEMBER, VOICE_AGENDA, 3, -1, .text = "建议下次党员大会讨论与会员单位党组织结对开展活动的安排。"},
	{ANOTHER_MEMBER, VOICE_VIEW, 11, -1, .text = "党员活动室的学习资料较旧，建议补充新近的文件和读本。"},
	{ACCOUNTS_MEMBER, VOICE_MOTION, 48, 41, VOICE_TAKEN_UP, 30, "提议每季度在支部公布一次党费收缴和使用情况。",
	 "支部委员会研究同意，提请党员大会讨论决定。"},
	{ANOTHER_MEMBER, VOICE_VIEW, 75, 66, VOICE_NOT_TAKEN, 0, "建议组织生活都安排在工作日晚上。",
	 "多数党员住得较远，仍安排在工作日白天；确有困难的，可以提前向支部说明。"},
	{NOBODY, VOICE_VIEW, 0, 20, VOICE_EXPLAINED, 0, "会议通知有时发得较晚，不便安排工作。",
	 "今后会议提前三个工作日通知，临时召开的说明原因。"},
};

STATEMENT(demo_voice_add, "insert into voice (id, made, person, handed, body, kind, text) values ($1, $2, $3, $4, $5, $6, $7)");
STATEMENT(demo_voice_answer, "update voice set answered = $2, outcome = $3, meeting = $4, answer = $5, answerer = $6,"
                             " answer_made = $7 where id = $1");
STATEMENT(demo_secretary, "select coalesce(min(id), 0) from account where name = 'branch_secretary'");
STATEMENT(demo_another, "select coalesce(min(person), 0) from membership where body = $1 and person <> $2 and ended is null"
                        " and since <= $3 and until > $3");

struct speaking {
	const struct spoken *spoken;
	int64_t person, secretary, id;
	struct dice dice;          /* for the numbers of those without a name */
};

static int
hand_in(struct city *city, struct speaking *speaking)
{
	const struct spoken *spoken = speaking->spoken;

	speaking->id = act_new_id(&city->act);
	return db_exec(city->db, demo_voice_add,
	               ARGS(INT(speaking->id), INT(city->act.number), INT(speaking->person), INT(city->act.today), INT(city->branch),
	                    INT(spoken->kind), TEXT(spoken->text)), NULL);
}

static int
answer(struct city *city, struct speaking *speaking)
{
	const struct spoken *spoken = speaking->spoken;

	return db_exec(city->db, demo_voice_answer,
	               ARGS(INT(speaking->id), INT(city->act.today), INT(spoken->outcome),
	                    spoken->meeting ? INT(city->order->today - spoken->meeting) : SQL_NULL, TEXT(spoken->answer),
	                    INT(speaking->secretary), INT(city->act.number)), NULL);
}

static const char *
facts_of(struct city *city, const struct speaking *speaking, const char *name, const struct choice *choices, int64_t number)
{
	while (choices->word && choices->number != number)
		choices++;
	return arena_printf(city->scratch, "{\"voice\":%" PRId64 ",\"%s\":\"%s\"}", speaking->id, name, choices->word);
}

/* One of the two, as an act of its day. */
static int
run_voice_act(struct city *city, struct speaking *speaking, bool answering)
{
	const struct spoken *spoken = speaking->spoken;
	day_no on = city->order->today - (answering ? spoken->answered : spoken->handed);
	const char *facts;
	int status = act_begin(&city->act, city->db, city->scratch, "cli:demo", on, city->order->at);

	if (status == 0)
		status = answering ? answer(city, speaking) : hand_in(city, speaking);
	if (status < 0)
		return status;
	facts = answering ? facts_of(city, speaking, "outcome", voice_outcomes, spoken->outcome)
	                  : facts_of(city, speaking, "kind", voice_kinds, spoken->kind);
	return !facts ? FAIL_MEMORY
	       : act_end(&city->act, &(struct entry){answering ? "answer-voice" : "hand-in-voice",
	                                             speaking->person ? "person" : "body",
	                                             speaking->person ? speaking->person : city->branch, city->branch, facts});
}

/* A view without a name is no act, and its number follows no other. */
static int
hand_in_unnamed(struct city *city, struct speaking *speaking)
{
	speaking->id = (INT64_C(1) << 30) + dice_below(&speaking->dice, INT64_C(1) << 30);
	return db_exec(city->db, demo_voice_add,
	               ARGS(INT(speaking->id), SQL_NULL, SQL_NULL, SQL_NULL, INT(city->branch), INT(VOICE_VIEW),
	                    TEXT(speaking->spoken->text)), NULL);
}

int
city_voices(struct city *city)
{
	struct speaking speaking = {.dice = {city->order->seed ^ 0x9E3779B9u}};
	int64_t another = 0;
	int status = city->member ? db_number(city->db, demo_secretary, NO_ARGS, &speaking.secretary) : 0;

	if (status == 0)
		status = db_number(city->db, demo_another, ARGS(INT(city->branch), INT(city->member), INT(city->order->today)), &another);
	for (size_t i = 0; i < sizeof all_spoken / sizeof *all_spoken && speaking.secretary && status == 0; i++) {
		enum author author = all_spoken[i].author;

		speaking.spoken = &all_spoken[i];
		speaking.person = author == ACCOUNTS_MEMBER ? city->member : author == ANOTHER_MEMBER ? another : 0;
		if (author != NOBODY && !speaking.person)
			continue;
		city->scratch = arena_new(SCRATCH_MAX);
		status = !city->scratch ? FAIL_MEMORY
		         : author == NOBODY ? hand_in_unnamed(city, &speaking) : run_voice_act(city, &speaking, false);
		if (status == 0 && all_spoken[i].answered >= 0)
			status = run_voice_act(city, &speaking, true);
		arena_free(city->scratch);
	}
	return status;
}
