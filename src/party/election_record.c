/* Electors' questions and their answers; what was reported of breaches, and what was decided on it (ELEC-21, 35, 37). */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS
#define TEXT_MOST 500

/* --- questions ------------------------------------------------------------------------- */

const struct choice question_kinds[] = {
	{QUESTION, "question", {"选举人的询问", "an elector's question"}},
	{MEETING_ASKED, "meeting", {"要求与候选人见面", "a meeting with candidates asked for"}},
	{0},
};

static const struct field question_fields[] = {
	ELECTION_FIELD,
	{"kind", {"内容", "Kind"}, FIELD_CHOICE, REQUIRED, "ELEC-21.1b", .choices = question_kinds},
	{"day", {"日期", "Day"}, FIELD_DAY, REQUIRED, "ELEC-21.1b"},
	{"text", {"询问（要求）", "Question or request"}, FIELD_TEXT, REQUIRED | LINES | PROSE, "ELEC-21.1b", .max = TEXT_MOST,
	 .hint = {"不写提问人", "not who asked"}},
};

static const struct field answer_fields[] = {
	ELECTION_FIELD,
	{"question", {"询问", "Question"}, FIELD_INT, REQUIRED, "ELEC-21.1b"},
	{"day", {"答复日期", "Day of the answer"}, FIELD_DAY, REQUIRED, "ELEC-21.1b"},
	{"answer", {"答复（见面情况；未安排的写理由）", "Answer (how the meeting went, or why there was none)"}, FIELD_TEXT,
	 REQUIRED | LINES | PROSE, "ELEC-21.2", .max = TEXT_MOST},
};

STATEMENT(question_add, "insert into election_question (id, made, election, kind, asked, text) values ($1, $2, $3, $4, $5, $6)");
STATEMENT(question_end, "update election_question set ended = $2 where id = $1 and ended is null");
STATEMENT(question_answered,
	"insert into election_question (id, made, election, kind, asked, text, answer, answered)"
	" select id, $2, election, kind, asked, text, $3, $4 from election_question where id = $1 and ended = $2");

static int
check_day(struct running *running, const char *clause, day_no least)
{
	int64_t day = running_int(running, "day");

	if (day > running->call->today)
		return fail(FAIL_INPUT, clause, "day", "日期不能晚于今天。", "The day cannot lie in the future.");
	if (least != DAY_NONE && day < least)
		return fail(FAIL_INPUT, clause, "day", "日期不能早于提出的日期。", "The day cannot lie before that of the report or question.");
	return 0;
}

static void
note_kind(struct running *running, const struct choice *choices)
{
	for (const struct choice *choice = choices; choice->word; choice++)
		if (choice->number == running_int(running, "kind")) {
			json_key(running->facts, "kind");
			json_text(running->facts, choice->word);
		}
}

/* What was asked stands in the file, not in the journal. */
static int
run_question(struct running *running)
{
	struct election *election;
	int64_t id;
	int status = election_of(running, &election);

	if (status == 0)
		status = check_day(running, "ELEC-21.1b", DAY_NONE);
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	note_kind(running, question_kinds);
	status = db_exec(running->db, question_add,
	                 ARGS(INT(id), INT(running->act.number), INT(election->id), INT(running_int(running, "kind")),
	                      INT(running_int(running, "day")), TEXT(running_text(running, "text"))), NULL);
	return status < 0 ? status : running_id(running, id);
}

static int
run_answer(struct running *running)
{
	const struct question *question = NULL;
	struct election *election;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->question_count; i++)
		if (election->questions[i].id == running_int(running, "question"))
			question = &election->questions[i];
	if (!question)
		return fail(FAIL_NOT_FOUND, NULL, "question", "没有这条询问。", "There is no such question.");
	if (question->answer)
		return fail(FAIL_REFUSED, "ELEC-21.1b", "question", "这条询问已经答复。", "This question has its answer.");
	status = check_day(running, "ELEC-21.1b", question->asked);
	if (status == 0)
		status = election_end(running, question_end, question->id);
	if (status < 0)
		return status;
	json_key(running->facts, "question");
	json_int(running->facts, question->id);
	return db_exec(running->db, question_answered,
	               ARGS(INT(question->id), INT(running->act.number), TEXT(running_text(running, "answer")),
	                    INT(running_int(running, "day"))), NULL);
}

int
election_questions_open(struct running *running, const struct election *election)
{
	for (size_t i = 0; i < election->question_count; i++)
		if (!election->questions[i].answer && election->questions[i].kind == QUESTION)
			return election_flag(running, "ELEC-21.1b", (struct bilingual){
				"选举人的询问还没有答复。", "A question of the electors is unanswered."});
	for (size_t i = 0; i < election->question_count; i++)
		if (!election->questions[i].answer)
			return election_flag(running, "ELEC-21.2", (struct bilingual){
				"选举人要求与候选人见面，还没有答复。", "Electors asked to meet the candidates and have no answer."});
	return 0;
}

/* --- incidents --------------------------------------------------------------------------- */

const struct choice incident_kinds[] = {
	{1, "forced", {"强迫选举人选举或者不选举某人（ELEC-6.2）", "electors forced to elect or not to elect somebody (ELEC-6.2)"}},
	{2, "helper", {"代写选票不合规定（ELEC-24.2a）", "ballots written by whom the rules bar (ELEC-24.2a)"}},
	{3, "bribery", {"非组织活动、贿选、作弊（ELEC-35.2a）", "cliques, vote-buying, cheating (ELEC-35.2a)"}},
	{4, "interference", {"外部势力干扰选举（ELEC-35.2b）", "interference with the election (ELEC-35.2b)"}},
	{5, "other", {"违反选举规定的其他情形（ELEC-37.1）", "any other breach of the rules (ELEC-37.1)"}},
	{0},
};

int
incident_article(int64_t kind)
{
	static const int articles[] = {37, 6, 24, 35, 35, 37};

	return kind > 0 && kind < (int64_t)(sizeof articles / sizeof *articles) ? articles[kind] : 37;
}

static const struct field incident_fields[] = {
	ELECTION_FIELD,
	{"kind", {"情形", "Kind"}, FIELD_CHOICE, REQUIRED, "ELEC-37.1", .choices = incident_kinds},
	{"day", {"反映日期", "Reported on"}, FIELD_DAY, REQUIRED, "ELEC-37.1"},
	{"text", {"反映的行为", "Conduct reported"}, FIELD_TEXT, REQUIRED | LINES | PROSE, "ELEC-35.2b", .max = TEXT_MOST,
	 .hint = {"只写行为；不写反映人，不写任何人的信仰、宗族、交往，不写选票内容",
	          "conduct only: not who reported it, nobody's faith, clan or contacts, nothing of a ballot"}},
};

static const struct field decide_fields[] = {
	ELECTION_FIELD,
	{"incident", {"反映", "Report"}, FIELD_INT, REQUIRED, "ELEC-37.1"},
	{"day", {"决定日期", "Day of the decision"}, FIELD_DAY, REQUIRED, "ELEC-37.1"},
	{"organ", {"作出决定的组织", "Deciding organ"}, FIELD_TEXT, REQUIRED, "ELEC-37.1", .max = 100},
	{"document", {"决定文号", "Document of the decision"}, FIELD_TEXT, REQUIRED, "ELEC-37.1", .max = 60},
	{"decision", {"处理决定", "Decision"}, FIELD_TEXT, REQUIRED | LINES | PROSE, "ELEC-37.1", .max = TEXT_MOST},
};

STATEMENT(incident_add, "insert into election_incident (id, made, election, kind, reported, text) values ($1, $2, $3, $4, $5, $6)");
STATEMENT(incident_end, "update election_incident set ended = $2 where id = $1 and ended is null");
STATEMENT(incident_decided,
	"insert into election_incident (id, made, election, kind, reported, text, decision, decided, organ, document)"
	" select id, $2, election, kind, reported, text, $3, $4, $5, $6 from election_incident where id = $1 and ended = $2");

static int
run_incident(struct running *running)
{
	struct election *election;
	int64_t id;
	int status = election_of(running, &election);

	if (status == 0)
		status = check_day(running, "ELEC-37.1", DAY_NONE);
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	note_kind(running, incident_kinds);
	status = db_exec(running->db, incident_add,
	                 ARGS(INT(id), INT(running->act.number), INT(election->id), INT(running_int(running, "kind")),
	                      INT(running_int(running, "day")), TEXT(running_text(running, "text"))), NULL);
	return status < 0 ? status : running_id(running, id);
}

/* The organ decides; here stands what, when, and by which document. */
static int
run_decision(struct running *running)
{
	const struct incident *incident = NULL;
	struct election *election;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->incident_count; i++)
		if (election->incidents[i].id == running_int(running, "incident"))
			incident = &election->incidents[i];
	if (!incident)
		return fail(FAIL_NOT_FOUND, NULL, "incident", "没有这条反映。", "There is no such report.");
	if (incident->decision)
		return fail(FAIL_REFUSED, "ELEC-37.1", "incident", "这条反映已有处理决定。", "This report has its decision.");
	status = check_day(running, "ELEC-37.1", incident->reported);
	if (status == 0)
		status = election_end(running, incident_end, incident->id);
	if (status < 0)
		return status;
	json_key(running->facts, "incident");
	json_int(running->facts, incident->id);
	json_key(running->facts, "document");
	json_text(running->facts, running_text(running, "document"));
	return db_exec(running->db, incident_decided,
	               ARGS(INT(incident->id), INT(running->act.number), TEXT(running_text(running, "decision")),
	                    INT(running_int(running, "day")), TEXT(running_text(running, "organ")),
	                    TEXT(running_text(running, "document"))), NULL);
}

int
election_incidents_open(struct running *running, const struct election *election)
{
	for (size_t i = 0; i < election->incident_count; i++)
		if (!election->incidents[i].decision)
			return election_flag(running, "ELEC-37.1", (struct bilingual){
				"反映的问题还没有处理决定。", "A breach that was reported has no decision yet."});
	return 0;
}

const struct action question_actions[] = {
	{"record-question", {"登记选举人的询问", "Record a question of the electors"}, FIELDS(question_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-21.1b ELEC-21.2", .run = run_question},
	{"answer-question", {"登记答复", "Record the answer"}, FIELDS(answer_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-21.1b ELEC-21.2", .run = run_answer},
	{"record-incident", {"登记反映的问题", "Record a breach that was reported"}, FIELDS(incident_fields),
	 .who = RUNS | ROLE_SUPERVISOR, .within = WITHIN_NODE, .clauses = "ELEC-6.2 ELEC-24.2a ELEC-35.2a ELEC-35.2b ELEC-37.1",
	 .run = run_incident},
	{"decide-incident", {"登记处理决定", "Record the decision on a breach"}, FIELDS(decide_fields), .who = ROLE_CLERKS,
	 .within = WITHIN_NODE, .clauses = "ELEC-35.2a ELEC-35.2b ELEC-37.1", .run = run_decision},
	{0},
};
