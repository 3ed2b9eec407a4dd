/* Which papers an election has, and how each is made. */
#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "papers.h"
#include "print/election_lists.h"

static bool
is_officers(const struct paper_contest *contest)
{
	return contest->office > OFFICE_DISCIPLINE;
}

static bool
has_officers(const struct election_paper *paper, const struct paper_contest *contest)
{
	bool found = false;

	(void)contest;
	for (size_t i = 0; i < paper->contests.count; i++)
		found = found || is_officers(&paper->contests.items[i]);
	return found;
}

static bool
has_committee(const struct election_paper *paper, const struct paper_contest *contest)
{
	bool found = false;

	(void)contest;
	for (size_t i = 0; i < paper->contests.count; i++)
		found = found || !is_officers(&paper->contests.items[i]);
	return found;
}

static bool
has_exclusions(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)contest;
	return paper->exclusions.count > 0;
}

static bool
is_congress(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)contest;
	return paper->congress;
}

static bool
has_questions(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)contest;
	return paper->questions.count > 0;
}

static bool
has_incidents(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)contest;
	return paper->incidents.count > 0;
}

static bool
has_plenary(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)contest;
	return paper->with_plenary;
}

static bool
has_tie(const struct election_paper *paper, const struct paper_contest *contest)
{
	(void)paper;
	return contest->tied.count > 0 && contest->round != CONTEST_RUNOFF;
}

const struct election_print election_prints[] = {
	{"request", {"召开会议进行换届选举的请示", "Request to hold the meeting"}, "ELEC-32.1", PAGES_DASHED,
	 .write = paper_election_request},
	{"reply", {"同意召开会议进行换届选举的批复", "Reply to the request"}, "ELEC-32.1", PAGES_DASHED,
	 .write = paper_election_reply},
	{"candidates-request", {"候选人预备人选的请示", "Request on prospective candidates"}, "ELEC-33.1", PAGES_DASHED,
	 .write = paper_election_candidates_request},
	{"candidates-reply", {"候选人预备人选的批复", "Reply on prospective candidates"}, "ELEC-33.1", PAGES_DASHED,
	 .write = paper_election_candidates_reply},
	{"notice", {"会议通知", "Notice of the meeting"}, "ELEC-32.1", PAGES_DASHED, .write = paper_election_notice},
	{"method", {"选举办法（草案）", "Election method (draft)"}, "ELEC-38.1", PAGES_DASHED,
	 .write = paper_election_method},
	{"roll", {"选举人名册", "Roll of electors"}, "ELEC-19.2 DP-19", PAGES_SPARE, .write = paper_election_roll},
	{"sign-in", {"签到册", "Sign-in sheet"}, "ELEC-19.1 DP-5", PAGES_SPARE, .write = paper_election_sign_in},
	{"exclusions", {"不计算在应到会人数之内的党员名单", "Members not counted among those who should attend"},
	 "ELEC-19.2", PAGES_SPARE, .write = paper_election_exclusions, .wanted = has_exclusions},
	{"candidate-sheets", {"候选人简介", "Candidate sheets"}, "ELEC-21.1a ELEC-6.1", PAGES_SPARE,
	 .write_contest = paper_election_candidate_sheets},
	{"questions", {"选举人询问和答复记录", "Questions of the electors and answers"}, "ELEC-21.1b ELEC-21.2", PAGES_SPARE,
	 .write = paper_election_questions, .wanted = has_questions},
	{"presidium", {"大会主席团建议名单", "Proposed presidium"}, "ELEC-20.2b", PAGES_SPARE,
	 .write = paper_election_presidium, .wanted = is_congress},
	{"officials", {"监票人、计票人建议名单", "Proposed supervisors and tellers"}, "ELEC-22.2 ELEC-23.1", PAGES_SPARE,
	 .write = paper_election_officials},
	{"script", {"主持词", "Chair's script"}, "ELEC-20.1a", PAGES_DASHED, .write = paper_election_script},
	{"ballot", {"选举票", "Ballot"}, "ELEC-24.1a ELEC-24.1b ELEC-24.1c", PAGES_SPARE, .write_round = paper_ballot},
	{"sample-ballot", {"样票", "Sample ballot"}, "ELEC-24.1a", PAGES_SPARE, .write_round = paper_sample_ballot},
	{"runoff-ballot", {"再次投票选票", "Runoff ballot"}, "ELEC-29.2b", PAGES_SPARE,
	 .write_round = paper_runoff_ballot, .wanted = has_tie},
	{"attendance", {"到会人数报告", "Report of attendance"}, "ELEC-19.1", PAGES_SPARE,
	 .write = paper_election_attendance},
	{"issued", {"选票发放和收回情况报告", "Report of ballots issued and returned"}, "ELEC-26.1a ELEC-26.1b",
	 PAGES_SPARE, .write_round = paper_election_ballots_issued},
	{"tally", {"计票单", "Tally sheets"}, "ELEC-26.1c", PAGES_SPARE, .write_round = paper_tally_sheets},
	{"count", {"计票结果报告单", "Counting report"}, "ELEC-26.1c ELEC-30.2", PAGES_SPARE,
	 .write_round = paper_election_count_report},
	{"result", {"选举结果报告", "Result of the election"}, "ELEC-31.1 ELEC-31.2 ELEC-31.3", PAGES_SPARE,
	 .write_round = paper_election_result},
	{"minutes", {"会议记录", "Minutes"}, "ELEC-36.2", PAGES_DASHED, .write = paper_election_minutes},
	{"plenary-script", {"第一次全体会议主持词", "Script for the first plenary"}, "ELEC-20.3", PAGES_DASHED,
	 .write = paper_election_plenary_script, .wanted = has_plenary},
	{"plenary-minutes", {"第一次全体会议记录", "Minutes of the first plenary"}, "ELEC-16.1", PAGES_DASHED,
	 .write = paper_election_plenary_minutes, .wanted = has_plenary},
	{"incidents", {"选举中反映的问题和处理情况记录", "Breaches reported and decisions"}, "ELEC-37.1", PAGES_SPARE,
	 .write = paper_election_incidents, .wanted = has_incidents},
	{"destruction", {"选票销毁记录", "Record of the destruction of ballots"}, "ELEC-26.1c", PAGES_SPARE,
	 .write = paper_election_destruction},
	{"filing", {"选举结果的报告（备案）", "Report of the result for the record"}, "ELEC-34.1a", PAGES_DASHED,
	 .write = paper_election_filing, .wanted = has_committee},
	{"approval-request", {"选举结果的请示（审批）", "Request for approval of the officers"}, "ELEC-34.1b ELEC-34.2",
	 PAGES_DASHED, .write = paper_election_approval_request, .wanted = has_officers},
	{"approval-reply", {"选举结果的批复", "Reply on the officers"}, "ELEC-34.1b", PAGES_DASHED,
	 .write = paper_election_approval_reply, .wanted = has_officers},
	{"appointment", {"任职通知", "Notice of appointment"}, "ELEC-34.1b", PAGES_DASHED,
	 .write = paper_election_appointment, .wanted = has_officers},
	{0},
};

const struct election_print *
election_print_find(const char *word)
{
	for (const struct election_print *print = election_prints; print->word; print++)
		if (strcmp(print->word, word) == 0)
			return print;
	return NULL;
}

/* What follows from the figures of a contest. */
static void
derive_contest(const struct election_paper *paper, struct paper_contest *contest)
{
	int64_t base = contest->entitled < 0 || (paper->rule_set == RULES_1990 && contest->present < 0) ? -1
		: majority_base(contest->entitled, contest->present, paper->rule_set);

	contest->difference = contest->seats < 0 ? -1 : (int64_t)contest->candidates.count - contest->seats;
	contest->majority = base < 0 ? -1 : majority_min(base);
	contest->missing = contest->issued < 0 || contest->returned < 0 ? -1 : contest->issued - contest->returned;
	contest->destroyed = contest->unused < 0 || contest->returned < 0 ? -1 : contest->unused + contest->returned;
}

static int
derive_contests(struct arena *arena, const struct election_paper *paper, struct paper_contests *contests)
{
	struct paper_contest *derived = ARENA_ARRAY(arena, contests->count, struct paper_contest);

	if (!derived)
		return FAIL_MEMORY;
	for (size_t i = 0; i < contests->count; i++) {
		derived[i] = contests->items[i];
		derive_contest(paper, &derived[i]);
	}
	contests->items = derived;
	return 0;
}

/* A copy with all that follows from its figures. */
static int
derive(struct arena *arena, const struct election_paper *paper, struct election_paper *ret_paper)
{
	int status;

	*ret_paper = *paper;
	ret_paper->quorum = paper->entitled < 0 ? -1 : quorum_min(paper->entitled, paper->rule_set);
	if (paper->rounds.count == 0)
		ret_paper->rounds = paper->contests;
	status = election_words(arena, ret_paper);
	if (status == 0)
		status = derive_contests(arena, paper, &ret_paper->contests);
	return status < 0 ? status : derive_contests(arena, paper, &ret_paper->rounds);
}

/* ---- documents ---- */

static const struct paper_contests *
contests_of(const struct election_print *print, const struct election_paper *paper)
{
	return print->write_contest || paper->rounds.count == 0 ? &paper->contests : &paper->rounds;
}

/* The contest of the `which`-th document among those wanted; null where there is none. */
static const struct paper_contest *
contest_at(const struct election_print *print, const struct election_paper *paper, size_t which)
{
	const struct paper_contests *contests = contests_of(print, paper);

	for (size_t i = 0; i < contests->count; i++)
		if ((!print->wanted || print->wanted(paper, &contests->items[i])) && which-- == 0)
			return &contests->items[i];
	return NULL;
}

size_t
election_print_count(const struct election_print *print, const struct election_paper *paper)
{
	size_t count = 0;

	if (print->write)
		return !print->wanted || print->wanted(paper, NULL);
	while (contest_at(print, paper, count))
		count++;
	return count;
}

static int
write_contest(struct arena *arena, const struct election_print *print, struct contest_paper *facts,
              const struct paper_contest *contest, struct document *document)
{
	facts->contest = *contest;
	derive_contest(&facts->election, &facts->contest);
	document->name = arena_printf(arena, document->lang == LANG_EN ? "%s: %s" : "%s（%s）",
	                              in_lang(print->name, document->lang), in_lang(contest->office_name, document->lang));
	if (!document->name)
		return FAIL_MEMORY;
	(print->write_contest ? print->write_contest : print->write_round)(document, facts);
	return 0;
}

int
election_document(struct arena *arena, enum lang lang, const struct election_print *print,
                  const struct election_paper *paper, size_t which, struct document **ret_document)
{
	struct contest_paper *facts = ARENA_NEW(arena, struct contest_paper);
	struct document *document = document_new(arena, lang, in_lang(print->name, lang));
	int status = facts && document ? derive(arena, paper, &facts->election) : FAIL_MEMORY;

	if (status < 0)
		return status;
	if (which >= election_print_count(print, paper))
		return fail(FAIL_NOT_FOUND, NULL, NULL, "这次选举没有“%s”%.0s。", "This election has no paper “%.0s%s”.",
		            print->name.zh, print->name.en);
	document->numbers = print->numbers;
	if (print->write)
		print->write(document, &facts->election);
	else
		status = write_contest(arena, print, facts, contest_at(print, paper, which), document);
	if (status == 0)
		status = document_status(document);
	if (status == 0)
		*ret_document = document;
	return status;
}

int
election_documents(struct arena *arena, enum lang lang, const struct election_paper *paper,
                   struct document ***ret_documents, size_t *ret_count)
{
	struct document **documents;
	size_t room = 0, count = 0;
	int status = 0;

	for (const struct election_print *print = election_prints; print->word; print++)
		room += election_print_count(print, paper);
	documents = ARENA_ARRAY(arena, room, struct document *);
	if (!documents)
		return FAIL_MEMORY;
	for (const struct election_print *print = election_prints; print->word && status == 0; print++)
		for (size_t i = 0; i < election_print_count(print, paper) && status == 0; i++)
			status = election_document(arena, lang, print, paper, i, &documents[count++]);
	if (status < 0)
		return status;
	*ret_documents = documents;
	*ret_count = count;
	return 0;
}
