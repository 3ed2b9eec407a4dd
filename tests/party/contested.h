/* Elections held by actions: what the tests of elections share. */
#ifndef DANGJIAN_TESTS_PARTY_CONTESTED_H
#define DANGJIAN_TESTS_PARTY_CONTESTED_H

#include "party/election.h"
#include "matters.h"

#define MEMBERS 31

/* An election, its body and members: of the worked case of the rulebook (1.2), or of a congress. */
struct contested {
	struct town town;
	int64_t body;
	int64_t person[MEMBERS];     /* 0 to 26 full, 27 to 30 probationary */
	int64_t accounts[2];
	int64_t id;                  /* of the election */
	struct election *now;
};

static const char *const names[MEMBERS] = {
	"丁一", "王二", "文三", "林四", "欧阳五", "洪六", "张七", "李八", "陈九", "赵十", "钱十一", "孙十二", "周十三", "吴十四",
	"郑十五", "冯十六", "褚十七", "卫十八", "蒋十九", "沈二十", "韩廿一", "杨廿二", "朱廿三", "秦廿四", "尤廿五", "许廿六",
	"何廿七", "吕廿八", "施廿九", "孔三十", "曹卅一",
};

static inline void
reload(struct contested *contested)
{
	if (election_load(contested->town.ground.db, contested->town.ground.arena, contested->id, &contested->now) < 0)
		test_failed("election_load");
}

static inline const struct assembly *
assembly_at(struct contested *contested, enum assembly_kind kind)
{
	reload(contested);
	for (size_t i = 0; i < contested->now->assembly_count; i++)
		if (contested->now->assemblies[i].kind == kind)
			return &contested->now->assemblies[i];
	test_failed("assembly");
	return NULL;
}

static inline const struct seats *
seats_of(struct contested *contested, enum office office)
{
	reload(contested);
	for (size_t i = 0; i < contested->now->contest_count; i++)
		if (contested->now->contests[i].office == office)
			return &contested->now->contests[i];
	test_failed("contest");
	return NULL;
}

static inline void
open_contested(struct contested *contested, const struct test_db *test)
{
	struct ground *ground = &contested->town.ground;

	*contested = (struct contested){0};
	town_open(&contested->town, test);
	contested->body = town_body(ground, "某社会组织党支部", "branch", contested->town.joint);
	for (int i = 0; i < MEMBERS; i++)
		contested->person[i] = made(ground, "add-person", "name", names[i], "since", "2021-01-01", "body",
		                            text_of(ground, contested->body), "category", i < 27 ? "full" : "probationary",
		                            "joined", "2010-07-01", NULL);
	made(ground, "add-term", "body", text_of(ground, contested->body), "years", "3", "since", "2023-11-30", NULL);
	made(ground, "add-post", "body", text_of(ground, contested->body), "person", text_of(ground, contested->person[0]),
	     "position", "secretary", "origin", "elected", "since", "2023-11-30", NULL);
	made(ground, "add-restriction", "person", text_of(ground, contested->person[25]), "body",
	     text_of(ground, contested->body), "measure", "probation_within", "organ", "第一联合党委", "document", "某党〔2026〕1号",
	     "since", "2026-01-10", "last", "2027-01-09", NULL);
}

static inline void
on(struct contested *contested, int year, int month, int day)
{
	contested->town.ground.today = day_of(year, month, day);
}

/* Runs an action with the inputs in `inputs` and those that follow as name, text, …, NULL. */
static inline int
act_from(struct contested *contested, struct outcome *ret_outcome, const char *name, struct input inputs[32], size_t count,
         va_list args)
{
	struct ground *ground = &contested->town.ground;
	const struct call call = {ground->installation, ground->db, &ground->operator, ground->arena, ground->today, ground->at};
	const char *word;

	while ((word = va_arg(args, const char *))) {
		inputs[count].name = word;
		inputs[count++].text = va_arg(args, const char *);
	}
	return action_run(&call, name, inputs, count, 0, ret_outcome);
}

static inline int __attribute__((sentinel))
act_on(struct contested *contested, const char *name, ...)
{
	struct input inputs[32] = {{"election", text_of(&contested->town.ground, contested->id)}};
	struct outcome outcome;
	va_list args;
	int status;

	va_start(args, name);
	status = act_from(contested, &outcome, name, inputs, 1, args);
	va_end(args);
	return status;
}

#define DO(contested, ...)                                                      \
	do {                                                                    \
		if (act_on(contested, __VA_ARGS__, NULL) < 0)                   \
			test_failed("line " STATEMENT_LINE(__LINE__));           \
	} while (0)

#define REFUSED(contested, cited, ...)                                          \
	do {                                                                    \
		assert_int_equal(act_on(contested, __VA_ARGS__, NULL), FAIL_REFUSED); \
		assert_string_equal(last_failure()->clause, cited);             \
	} while (0)

/* Begins the body's election on 1 October. */
static inline int __attribute__((sentinel))
begins(struct contested *contested, const char *cause, const char *meeting, ...)
{
	struct input inputs[32] = {{"body", text_of(&contested->town.ground, contested->body)}, {"cause", cause}, {"meeting", meeting}};
	struct outcome outcome;
	va_list args;
	int status;

	on(contested, 2026, 10, 1);
	va_start(args, meeting);
	status = act_from(contested, &outcome, "begin-election", inputs, 3, args);
	va_end(args);
	if (status < 0)
		return status;
	contested->id = outcome.ids[0];
	reload(contested);
	return 0;
}

static inline void
begin(struct contested *contested, const char *meeting, const char *seats)
{
	if (begins(contested, "term_end", meeting, "seats", seats, "secretaries", "1", "deputies", "1", NULL) < 0)
		test_failed("begin-election");
}

static inline int64_t
main_meeting(struct contested *contested)
{
	return assembly_at(contested, ASSEMBLY_MEMBERS)->id;
}

/* The main meeting and an office's contest as actions name them. */
static inline const char *
main_text(struct contested *contested)
{
	return text_of(&contested->town.ground, main_meeting(contested));
}

static inline const char *
contest_text(struct contested *contested, enum office office)
{
	return text_of(&contested->town.ground, seats_of(contested, office)->id);
}

static inline void
step(struct contested *contested, const char *word, int64_t assembly, const char *day, const char *submitted,
     const char *document, const char *yes, const char *of)
{
	struct ground *ground = &contested->town.ground;

	DO(contested, "record-election-step", "step", word, "assembly", assembly ? text_of(ground, assembly) : "", "day", day,
	   "submitted", submitted, "document", document, "yes", yes, "of", of);
}

/* ELEC-21.1a: all four parts of a candidate's introduction. */
#define INTRODUCED "cv", "简历", "work", "实绩", "strengths", "优点", "weaknesses", "不足"

static inline void
nominate(struct contested *contested, enum office office, int from, int count)
{
	struct ground *ground = &contested->town.ground;
	int64_t contest = seats_of(contested, office)->id;

	for (int i = 0; i < count; i++)
		DO(contested, "nominate-candidate", "contest", text_of(ground, contest), "person",
		   text_of(ground, contested->person[from + i]), INTRODUCED, "order", text_of(ground, i + 1), "support", "20");
}

static inline void
withdraw(struct contested *contested, enum office office, int person)
{
	reload(contested);
	for (size_t i = 0; i < contested->now->candidate_count; i++) {
		const struct candidate *candidate = &contested->now->candidates[i];

		if (candidate->seats->office != office || candidate->person != contested->person[person])
			continue;
		DO(contested, "withdraw-candidate", "candidate", text_of(&contested->town.ground, candidate->id), "why", "本人请辞");
		return;
	}
	test_failed("no such candidate");
}

/* What goes up a month before, and its replies (ELEC-32.2, 33.1). */
static inline void
requests_answered(struct contested *contested)
{
	on(contested, 2026, 11, 20);
	step(contested, "request_meeting", 0, "2026-11-02", "2026-10-28", "某党〔2026〕8号", "", "");
	step(contested, "request_candidates", 0, "2026-11-02", "2026-10-28", "某党〔2026〕9号", "", "");
}

/* One of those who should attend is excluded, with the superior's consent; the roll is published. */
static inline void
roll_published(struct contested *contested)
{
	DO(contested, "exclude-elector", "person", text_of(&contested->town.ground, contested->person[26]), "circumstance", "unable");
	step(contested, "exclusions_agreed", 0, "2026-11-02", "", "某党〔2026〕10号", "", "");
	step(contested, "roll_published", 0, "2026-11-20", "", "", "", "");
}

/* Everything from the beginning to the morning of the meeting. */
static inline void
prepare_begun(struct contested *contested)
{
	step(contested, "opinions", 0, "2026-10-01", "", "", "20", "27");
	nominate(contested, OFFICE_COMMITTEE, 0, 6);
	nominate(contested, OFFICE_SECRETARY, 0, 1);
	nominate(contested, OFFICE_DEPUTY, 1, 1);
	requests_answered(contested);
	roll_published(contested);
}

static inline void
prepare(struct contested *contested)
{
	begin(contested, "2026-11-28", "5");
	prepare_begun(contested);
}

static inline void
officials(struct contested *contested, enum assembly_kind kind, int supervisor, int teller, int other)
{
	struct ground *ground = &contested->town.ground;
	int64_t assembly = assembly_at(contested, kind)->id;

	DO(contested, "appoint-official", "assembly", text_of(ground, assembly), "person",
	   text_of(ground, contested->person[supervisor]), "role", "supervisor");
	DO(contested, "appoint-official", "assembly", text_of(ground, assembly), "person",
	   text_of(ground, contested->person[teller]), "role", "teller");
	DO(contested, "appoint-official", "assembly", text_of(ground, assembly), "person",
	   text_of(ground, contested->person[other]), "role", "teller");
}

/* What the main meeting passes before it is opened. */
static inline void
passed_before_opening(struct contested *contested, const char *day)
{
	int64_t meeting = main_meeting(contested);

	step(contested, "candidates_fixed", meeting, day, "", "", "", "");
	step(contested, "exclusions_passed", meeting, day, "", "", "20", "26");
	step(contested, "method_adopted", meeting, day, "", "", "23", "25");
	step(contested, "supervisors_passed", meeting, day, "", "", "23", "25");
}

static inline int
opens(struct contested *contested, enum assembly_kind kind, const char *present, int chair)
{
	struct ground *ground = &contested->town.ground;

	return act_on(contested, "open-assembly", "assembly", text_of(ground, assembly_at(contested, kind)->id), "present", present,
	              "chair", text_of(ground, contested->person[chair]), NULL);
}

static inline void
open_meeting(struct contested *contested, const char *present)
{
	on(contested, 2026, 11, 28);
	officials(contested, ASSEMBLY_MEMBERS, 10, 11, 12);
	passed_before_opening(contested, "2026-11-28");
	if (opens(contested, ASSEMBLY_MEMBERS, present, 0) < 0)
		test_failed("open-assembly");
}

/* A teller or supervisor, in person. */
static inline int
as_official(struct contested *contested, enum role role, int person, const char *name, const struct input *more, size_t count)
{
	struct ground *ground = &contested->town.ground;
	struct actor actor = actor_at(&contested->town, role, contested->body);
	const struct call call = {ground->installation, ground->db, &actor, ground->arena, ground->today, ground->at};
	struct input inputs[8] = {{"election", text_of(ground, contested->id)}};
	struct outcome outcome;

	actor.person = contested->person[person];
	for (size_t i = 0; i < count; i++)
		inputs[i + 1] = more[i];
	return action_run(&call, name, inputs, count + 1, 0, &outcome);
}

static inline int
enter(struct contested *contested, int teller, int64_t round, const char *ballots)
{
	struct ground *ground = &contested->town.ground;
	const struct input inputs[] = {{"round", text_of(ground, round)}, {"bundle", "1"}, {"ballots", ballots}};

	return as_official(contested, ROLE_TELLER, teller, "enter-ballots", inputs, 3);
}

static inline int
sign(struct contested *contested, int supervisor, int64_t round)
{
	struct ground *ground = &contested->town.ground;
	const struct input inputs[] = {{"round", text_of(ground, round)}};

	return as_official(contested, ROLE_SUPERVISOR, supervisor, "sign-ballot", inputs, 1);
}

/* The last round of an office. */
static inline struct ballot_round
last_round(struct contested *contested, enum office office)
{
	const struct seats *seats = seats_of(contested, office);
	const struct ballot_round *last = NULL;

	for (size_t i = 0; i < contested->now->round_count; i++)
		if (contested->now->rounds[i].seats == seats)
			last = &contested->now->rounds[i];
	assert_non_null(last);
	return *last;
}

static inline int64_t
vote(struct contested *contested, enum office office, const char *present, const char *voters, const char *returned)
{
	struct ground *ground = &contested->town.ground;
	int64_t round;

	DO(contested, "begin-ballot", "contest", contest_text(contested, office), "present", present);
	round = last_round(contested, office).id;
	DO(contested, "reconcile-ballot", "round", text_of(ground, round), "voters", voters, "issued", voters, "returned",
	   returned);
	return round;
}

static inline void
entered_and_signed(struct contested *contested, int64_t round, const char *text, int teller, int other, int supervisor)
{
	struct ground *ground = &contested->town.ground;

	if (enter(contested, teller, round, text) < 0)
		test_failed("enter");
	if (other >= 0)
		assert_int_equal(enter(contested, other, round, text), 0);
	DO(contested, "count-ballot", "round", text_of(ground, round));
	if (sign(contested, supervisor, round) < 0)
		test_failed("sign");
}

static inline int64_t
rows_in(struct contested *contested, const char *sql)
{
	int64_t count = -1;

	if (db_number(contested->town.ground.db, sql, NO_ARGS, &count) < 0)
		test_failed(sql);
	return count;
}

/* Papers in the order of the ballot, each name marked as `mark` says of the person's number and the paper's. */
static inline const char *
papers_by(struct contested *contested, char (*mark)(int64_t who, int paper), int papers)
{
	struct ground *ground = &contested->town.ground;
	const struct candidate **standing;
	struct ballot_round round = last_round(contested, OFFICE_COMMITTEE);
	const char *text = "";
	size_t count;

	if (ballot_order(ground->arena, contested->now, election_round(contested->now, round.id), &standing, &count) < 0)
		test_failed("ballot_order");
	for (int paper = 0; paper < papers; paper++) {
		for (size_t i = 0; i < count; i++) {
			int64_t who = 0;

			while (contested->person[who] != standing[i]->person)
				who++;
			text = arena_printf(ground->arena, "%s%c", text, mark(who, paper));
		}
		text = arena_printf(ground->arena, "%s\n", text);
	}
	return text;
}

/* Who of the first six is chosen on a paper: 22, 21, 19, 16, 13 and 11 yes, never more than five on one. */
static inline bool
chosen(int64_t who, int paper)
{
	switch (who) {
	case 0: return paper < 22;
	case 1: return paper < 21;
	case 2: return paper < 19;
	case 3: return paper < 11 || (paper >= 13 && paper < 18);
	case 4: return paper < 13;
	default: return paper >= 11 && paper < 22;
	}
}

/* The 23rd paper chooses all six. */
static inline char
mark_of_six(int64_t who, int paper)
{
	return paper == 22 || chosen(who, paper) ? '1' : paper % 2 ? '0' : '-';
}

static inline const char *
committee_papers(struct contested *contested)
{
	return papers_by(contested, mark_of_six, 23);
}

/* Five of six, announced. */
static inline void
elect_committee(struct contested *contested)
{
	int64_t round = vote(contested, OFFICE_COMMITTEE, "23", "23", "23");

	entered_and_signed(contested, round, committee_papers(contested), 11, 12, 10);
	DO(contested, "announce-result", "contest", contest_text(contested, OFFICE_COMMITTEE));
}

#endif
