#include "party/voice.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "party/place.h"
#include "registry/list.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

const struct choice voice_kinds[] = {
	{VOICE_AGENDA, "agenda", {"议题建议", "proposal for the agenda"}},
	{VOICE_QUESTION, "question", {"向候选人提问", "question to candidates"}},
	{VOICE_MOTION, "motion", {"动议", "motion"}},
	{VOICE_VIEW, "view", {"意见", "view"}},
	{0},
};

const struct choice voice_outcomes[] = {
	{VOICE_TAKEN_UP, "taken_up", {"采纳", "taken up"}},
	{VOICE_EXPLAINED, "explained", {"已作说明", "explained"}},
	{VOICE_NOT_TAKEN, "not_taken", {"未采纳", "not taken up"}},
	{0},
};

/* --- table ------------------------------------------------------------------------------ */

/* Rows are read in the order of their numbers, which is none of those without a name. */
static const struct column voice_columns[] = {
	{"id", COLUMN_INT, .required = true},          /* random where there is no name */
	{"made", COLUMN_INT},                          /* journal number; null without a name, as … */
	{"person", COLUMN_INT},                        /* … who handed it in, and … */
	{"handed", COLUMN_INT},                        /* … the day */
	{"body", COLUMN_INT, .required = true},
	{"kind", COLUMN_INT, .required = true},
	{"text", COLUMN_TEXT, .required = true},
	{"election", COLUMN_INT},
	{"answered", COLUMN_INT},                      /* day */
	{"outcome", COLUMN_INT},
	{"meeting", COLUMN_INT},                       /* day */
	{"answer", COLUMN_TEXT},
	{"answerer", COLUMN_INT},                      /* account */
	{"answer_made", COLUMN_INT},                   /* journal number */
};

static const struct index voice_indexes[] = {
	{"voice_person", "person", "person is not null"}, {"voice_body", "body, answered"},
};

const struct table voice_tables[] = {
	{"voice", voice_columns, COUNT(voice_columns), "id", voice_indexes, COUNT(voice_indexes), .clustered = true},
};
const size_t voice_table_count = COUNT(voice_tables);

/* --- reading ------------------------------------------------------------------------------ */

/* $2 is today. */
#define STANDS "exists (select 1 from body b where b.id = v.body and b.ended is null and b.since <= $2 and b.until > $2)"
#define IN_FORCE(alias) alias ".ended is null and " alias ".since <= $2 and " alias ".until > $2"

/* Where the author's relation is. */
#define FOLLOWS                                                                                                          \
	"coalesce((select min(m.body) from membership m where m.person = coalesce((select g.stays from merged g"         \
	" where g.kind = 'person' and g.goes = v.person), v.person) and " IN_FORCE("m") "), 0)"

/* Where all relations of the last day went from there, or 0. */
#define TAKES_OVER                                                                                                       \
	"(select case when count(*) > 0 and count(*) = count(t.body) and min(t.body) = max(t.body) then min(t.body) else 0 end" \
	" from membership f left join membership t on t.person = f.person and t.ended is null and t.since = f.until"     \
	" where f.body = v.body and f.ended is null and f.until = (select max(b.until) from body b where b.id = v.body"  \
	" and b.ended is null))"

#define ANSWERS "case when " STANDS " then v.body when v.person is null then " TAKES_OVER " else " FOLLOWS " end"

/* What waits for $1: handed to it, or to a body that has ended by one of its members, or from where its members came. */
#define WAITS_FOR                                                                                                        \
	"v.answered is null and (v.body = $1 or v.person in (select m.person from membership m where m.body = $1 and "   \
	IN_FORCE("m") ") or v.person in (select g.goes from merged g join membership m on m.person = g.stays"            \
	" where g.kind = 'person' and m.body = $1 and " IN_FORCE("m") ") or (v.person is null and v.body in"            \
	" (select f.body from membership t join membership f on f.person = t.person and f.ended is null and f.until = t.since" \
	" where t.body = $1 and t.ended is null and f.body <> $1))) and " ANSWERS " = $1"

#define VOICES(which)                                                                                                    \
	"select v.id, v.body, v.person, (select p.name from person p where p.id = v.person and p.ended is null"          \
	" order by p.since desc limit 1), v.kind, v.text, v.election, v.handed, v.answered, v.outcome, v.meeting, v.answer," \
	" (select a.name from account a where a.id = v.answerer), (select b.name from body b where b.id = v.body"        \
	" and b.ended is null order by b.since desc limit 1), " ANSWERS " from voice v where " which                     \
	" order by case when v.answered is null then 0 else 1 end,"                                                      \
	" case when v.answered is null then coalesce(v.handed, 0) else -v.answered end, v.id limit 200"

STATEMENT(voices_of_body, VOICES("(v.body = $1 and v.answered is not null) or (" WAITS_FOR ")"));
STATEMENT(voices_of_person,
	VOICES("v.person = $1 or v.person in (select goes from merged where kind = 'person' and stays = $1)"));
STATEMENT(voices_unnamed, VOICES("v.body = $1 and v.person is null and v.answered is not null"));
STATEMENT(voice_one, VOICES("v.id = $1"));
STATEMENT(waiting_of, "select count(*) from voice v where " WAITS_FOR);

_Static_assert(VOICES_MAX == 200, "as the statements say");

static int
take_voice(struct arena *arena, const struct rows *rows, struct voice *voice)
{
	*voice = (struct voice){
		.id = rows_int(rows, 0), .body = rows_int(rows, 1), .person = rows_int(rows, 2), .name = rows_dup(rows, 3, arena),
		.kind = (enum voice_kind)rows_int(rows, 4), .text = rows_dup(rows, 5, arena), .election = rows_int(rows, 6),
		.handed = rows_day(rows, 7), .answered = rows_day(rows, 8), .outcome = (enum voice_outcome)rows_int(rows, 9),
		.meeting = rows_day(rows, 10), .answer = rows_dup(rows, 11, arena), .answerer = rows_dup(rows, 12, arena),
		.body_name = rows_dup(rows, 13, arena), .answers = rows_int(rows, 14),
	};
	return voice->text ? 0 : FAIL_MEMORY;
}

int
voices_read(struct db *db, struct arena *arena, enum voice_of of, int64_t id, day_no today, struct voice **ret_voices,
            size_t *ret_count)
{
	static const char *const statements[] = {
		[VOICES_OF_BODY] = voices_of_body, [VOICES_OF_PERSON] = voices_of_person, [VOICES_UNNAMED] = voices_unnamed,
		[VOICES_ONE] = voice_one,
	};
	struct voice *voices = ARENA_ARRAY(arena, VOICES_MAX, struct voice);
	size_t count = 0;
	struct rows *rows;
	int status = voices ? db_query(db, statements[of], ARGS(INT(id), INT(today)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while (count < VOICES_MAX && (status = rows_next(rows)) > 0)
		if ((status = take_voice(arena, rows, &voices[count++])) < 0)
			break;
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_voices = voices;
	*ret_count = count;
	return 0;
}

int
voices_waiting(struct db *db, int64_t body, day_no today, int64_t *ret_count)
{
	*ret_count = 0;
	return db_number(db, waiting_of, ARGS(INT(body), INT(today)), ret_count);
}

STATEMENT(relation_on, "select body from membership where person = $1 and ended is null and since <= $2 and until > $2"
                       " order by since desc limit 1");

int
voice_body(struct db *db, int64_t person, day_no today, int64_t *ret_body)
{
	int64_t body = 0;
	int status = person ? db_number(db, relation_on, ARGS(INT(person), INT(today)), &body) : 0;

	if (status == 0 && !body)
		return fail(FAIL_REFUSED, "DP-20", NULL, "您今天在这里没有组织关系，没有可以提交的党组织。",
		            "You have no relation to a Party organization here today to hand it to.");
	*ret_body = body;
	return status;
}

/* A general meeting at the body itself or above it, or the body's own meeting as an electing unit. */
STATEMENT(elections_attended,
	"select e.id, (select b.name from body b where b.id = e.body and b.ended is null order by b.since desc limit 1), e.meeting"
	" from election e where e.body = $1 and e.ended is null and e.until = 2932896 and e.state < 4 and exists (select 1"
	" from election_assembly a where a.election = e.id and a.ended is null and ((a.kind = 1 and a.body = $1) or (a.kind = 5"
	" and a.body = $2))) order by e.meeting, e.id");

_Static_assert(DAY_OPEN == 2932896 && ELECTION_CLOSED == 4, "the statement's numbers are these");

static int
add_elections(struct db *db, struct arena *arena, int64_t at, int64_t body, struct voice_election *elections, size_t *count)
{
	struct rows *rows;
	int status = db_query(db, elections_attended, ARGS(INT(at), INT(body)), &rows);

	if (status < 0)
		return status;
	while (*count < VOICE_ELECTIONS_MAX && (status = rows_next(rows)) > 0)
		elections[(*count)++] = (struct voice_election){rows_int(rows, 0), rows_dup(rows, 1, arena), rows_day(rows, 2)};
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
voice_elections(struct db *db, struct arena *arena, int64_t body, day_no today, struct voice_election **ret_elections,
                size_t *ret_count)
{
	struct voice_election *elections = ARENA_ARRAY(arena, VOICE_ELECTIONS_MAX, struct voice_election);
	int64_t ids[PATH_DEPTH_MAX];
	size_t count = 0, depth;
	const char *path;
	int status = elections ? placement_path(db, arena, body, today, &path) : FAIL_MEMORY;

	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	depth = status == 0 ? path_ids(path, ids) : 0;
	status = 0;
	while (depth-- > 0 && status == 0) /* one's own first */
		status = add_elections(db, arena, ids[depth], body, elections, &count);
	*ret_elections = elections;
	*ret_count = count;
	return status;
}

/* --- handing in ----------------------------------------------------------------------------- */

#define TEXT_FIELD(label_zh, label_en) \
	{"text", {label_zh, label_en}, FIELD_TEXT, REQUIRED | PERSONAL | PROSE, "DP-20", .max = 1000, \
	 .hint = {"一件事写一条；不写他人的隐私", "one thing at a time; nothing private of others"}}

static const struct field hand_fields[] = {
	{"kind", {"类别", "Kind"}, FIELD_CHOICE, REQUIRED, "DP-20", .choices = voice_kinds},
	{"election", {"哪一次选举", "Election"}, FIELD_INT, 0, "ELEC-21.1b",
	 .hint = {"向候选人提问时选择，其他不选", "chosen for a question to candidates, else left empty"}},
	TEXT_FIELD("内容", "In words"),
};

STATEMENT(voice_add, "insert into voice (id, made, person, handed, body, kind, text, election)"
                     " values ($1, $2, $3, $4, $5, $6, $7, $8)");

static int
check_election(const struct running *running, int64_t body)
{
	const struct call *call = running->call;
	int64_t asked = running_int(running, "election");
	bool question = running_int(running, "kind") == VOICE_QUESTION, found = false;
	struct voice_election *elections;
	size_t count;
	int status = asked ? voice_elections(running->db, call->arena, body, call->today, &elections, &count) : 0;

	for (size_t i = 0; asked && status == 0 && i < count; i++)
		found |= elections[i].id == asked;
	if (status < 0 || (question ? found : !asked))
		return status;
	return question ? fail(FAIL_INPUT, "ELEC-21.1b", "election", "向候选人提问，要选择一次您参加的、正在进行的选举。",
	                       "A question to candidates names an election under way that you take part in.")
	                : fail(FAIL_INPUT, "ELEC-21.1b", "election", "只有向候选人提问才选择选举。",
	                       "Only a question to candidates names an election.");
}

static int
run_hand_in(struct running *running)
{
	const struct call *call = running->call;
	int64_t person = call->actor->person, kind = running_int(running, "kind"), id, body;
	int status = voice_body(running->db, person, call->today, &body);

	running_allow(running);
	if (status == 0)
		status = check_election(running, body);
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	running->entry.kind = "person";
	running->entry.subject = person;
	running->entry.node = body;
	json_key(running->facts, "voice");
	json_int(running->facts, id);
	json_key(running->facts, "kind");
	json_text(running->facts, choice_by_number(&hand_fields[0], kind)->word);
	status = db_exec(running->db, voice_add,
	                 ARGS(INT(id), INT(running->act.number), INT(person), INT(call->today), INT(body), INT(kind),
	                      TEXT(running_text(running, "text")),
	                      running_int(running, "election") ? INT(running_int(running, "election")) : SQL_NULL), NULL);
	return status < 0 ? status : running_id(running, id);
}

/* --- a view without a name ---------------------------------------------------------------------- */

static const struct field unnamed_fields[] = {TEXT_FIELD("意见", "View")};

STATEMENT(unnamed_waiting, "select count(*) from voice where body = $1 and person is null and answered is null");

/* All that is known of it. */
struct unnamed {
	int64_t body;
	const char *text;
};

STATEMENT(number_taken, "select count(*) from voice where id = $1");

/* Above the numbers of the journal's sequence, and such as a form's field takes. */
static int
random_number(struct db *db, int64_t *ret_number)
{
	int64_t number, taken;
	int status;

	do {
		number = (INT64_C(1) << 30) + randombytes_uniform(UINT32_C(1) << 30);
		status = db_number(db, number_taken, ARGS(INT(number)), &taken);
	} while (status == 0 && taken);
	*ret_number = number;
	return status;
}

static int
write_unnamed(struct db *db, void *arg)
{
	const struct unnamed *unnamed = arg;
	int64_t waiting = 0, number;
	int status = db_number(db, unnamed_waiting, ARGS(INT(unnamed->body)), &waiting);

	if (status == 0 && waiting >= UNNAMED_WAITING_MAX)
		return fail(FAIL_REFUSED, "DP-20", NULL, "本支部等待答复的不署名意见已有 100 条，答复一部分以后才能再收。",
		            "A hundred views without a name wait for your branch; it takes more when some are answered.");
	if (status == 0)
		status = random_number(db, &number);
	return status < 0 ? status
	       : db_exec(db, voice_add, ARGS(INT(number), SQL_NULL, SQL_NULL, SQL_NULL, INT(unnamed->body), INT(VOICE_VIEW),
	                                     TEXT(unnamed->text), SQL_NULL), NULL);
}

_Static_assert(UNNAMED_WAITING_MAX == 100, "as the sentence says");

/* No act and no entry: either would say who, or when. */
static int
run_unnamed(struct running *running)
{
	const struct call *call = running->call;
	struct unnamed unnamed = {.text = running_text(running, "text")};
	int status = voice_body(running->db, call->actor->person, call->today, &unnamed.body);

	return status < 0 ? status : writer_do(call->installation->writer, write_unnamed, &unnamed);
}

/* --- answering --------------------------------------------------------------------------------- */

static const struct field answer_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-20"},
	{"outcome", {"办理结果", "Outcome"}, FIELD_CHOICE, REQUIRED, "OPIN-16.4", .choices = voice_outcomes},
	{"meeting", {"列入议程的会议日期", "Day of the meeting that takes it up"}, FIELD_DAY, 0, "DP-20",
	 .hint = {"议题建议、动议采纳后列入哪一天的会议", "of a proposal or motion that was taken up"}},
	{"answer", {"答复", "Answer"}, FIELD_TEXT, REQUIRED | PERSONAL | PROSE, "OPIN-16.4", .max = 1000,
	 .hint = {"署名的，本人可见；不署名的，本支部全体党员可见", "for the author to read; to a view without a name, for all members of the branch"}},
};

STATEMENT(voice_answer, "update voice set answered = $2, outcome = $3, meeting = $4, answer = $5, answerer = $6,"
                        " answer_made = $7, body = $8 where id = $1 and answered is null");

/* Only those who work in that very branch, or in the one that took over: members' words open to nobody above (DP-12). */
static int
check_answerer(struct running *running, const struct voice *voice)
{
	const struct call *call = running->call;
	int64_t body = voice->answered == DAY_NONE ? voice->answers : voice->body;
	const char *path;
	int status = placement_path(running->db, call->arena, body, call->today, &path);

	if (status == FAIL_NOT_FOUND || (status == 0 && !actor_may_own(call->actor, running->action->who, path)))
		return running_forbidden();
	running_allow(running);
	return status;
}

static int
check_answer(const struct running *running, const struct voice *voice)
{
	const struct value *meeting = running_value(running, "meeting");
	bool for_agenda = (voice->kind == VOICE_AGENDA || voice->kind == VOICE_MOTION) &&
	                  running_int(running, "outcome") == VOICE_TAKEN_UP;

	if (voice->answered != DAY_NONE)
		return fail(FAIL_REFUSED, "OPIN-16.4", "id", "这一条已经答复。", "This has been answered.");
	if (meeting->type != VALUE_NULL && !for_agenda)
		return fail(FAIL_INPUT, "DP-20", "meeting", "只有采纳的议题建议、动议填写会议日期。",
		            "Only a proposal or motion that was taken up names a meeting.");
	return 0;
}

static int
run_answer(struct running *running)
{
	const struct call *call = running->call;
	struct voice *voice;
	size_t count = 0;
	int status = voices_read(running->db, call->arena, VOICES_ONE, running_int(running, "id"), call->today, &voice, &count);

	if (status == 0 && count == 0)
		return running_forbidden();
	if (status == 0)
		status = check_answerer(running, voice);
	if (status == 0)
		status = check_answer(running, voice);
	if (status < 0)
		return status;
	running->entry.kind = voice->person ? "person" : "body";
	running->entry.subject = voice->person ? voice->person : voice->answers;
	running->entry.node = voice->answers;
	json_key(running->facts, "voice");
	json_int(running->facts, voice->id);
	json_key(running->facts, "outcome");
	json_text(running->facts, choice_by_number(&answer_fields[1], running_int(running, "outcome"))->word);
	status = db_exec(running->db, voice_answer,
	                 ARGS(INT(voice->id), INT(call->today), INT(running_int(running, "outcome")), *running_value(running, "meeting"),
	                      TEXT(running_text(running, "answer")), INT(call->actor->account), INT(running->act.number), INT(voice->answers)), NULL);
	return status < 0 ? status : running_id(running, voice->id);
}

const struct action voice_actions[] = {
	{"hand-in-voice", {"提交意见建议", "Hand in a proposal, question or view"}, FIELDS(hand_fields), .who = ANY_ACCOUNT,
	 .within = WITHIN_ONESELF, .clauses = "DP-20 OPIN-16.4", .run = run_hand_in},
	{"hand-in-unnamed-view", {"不署名提交意见", "Hand in a view without name"}, FIELDS(unnamed_fields), .who = ANY_ACCOUNT,
	 .within = WITHIN_ONESELF, .clauses = "DP-20 OPIN-16.4", .alone = true, .unlogged = true, .run = run_unnamed},
	{"answer-voice", {"答复意见建议", "Answer a proposal or view"}, FIELDS(answer_fields), .who = ROLE_BRANCH, .within = WITHIN_NODE,
	 .clauses = "DP-20 OPIN-16.4", .run = run_answer},
	{0},
};
