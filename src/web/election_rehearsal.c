/* GET /elections/{id}/rehearsal: what the law says to supposed figures; a page that only asks. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/election_rehearsal.h"
#include "web/catalogue.h"
#include "web/chart.h"
#include "web/election_page.h"
#include "web/page.h"

#define VOTES_MAX 300 /* candidates whose votes are asked; a congress has 300 delegates at most (ELEC-8.1b) */

struct asking {
	struct shown_election shown;
	const struct seats *seats;
	struct rehearsal rehearsal;
	struct rehearsed done;
	bool asked;                     /* figures were given */
	int status;                     /* of the reckoning */
	bool cannot;                    /* the sentence of the failure belongs above the form */
	struct field_view figures[4], fewer[2], *votes, *revotes;
	struct field_group_view groups[4];
	struct remark_view remarks[5];
	struct contest_view rounds[2];
	struct rehearsal_view view;
};

static const char *
text_of(const struct asking *asking, int64_t number)
{
	return arena_printf(asking->shown.request->arena, "%" PRId64, number);
}

/* ---- what is supposed ---- */

/* A number of the address; `otherwise` where it is left empty. */
static int
read_number(struct asking *asking, const char *name, int64_t otherwise, int64_t *ret_number)
{
	const char *text = request_query(asking->shown.request, name);
	int64_t number;

	if (!text || !*text) {
		*ret_number = otherwise;
		return 0;
	}
	asking->asked = true;
	if (num_parse(text, &number) < 0 || number < 0 || number > 1000000)
		return fail(FAIL_INPUT, NULL, name, "请填写 0 至 1000000 之间的整数。", "Give a whole number from 0 to 1000000.");
	*ret_number = number;
	return 0;
}

static const char *
vote_name(const struct asking *asking, char letter, size_t i)
{
	return arena_printf(asking->shown.request->arena, "%c%zu", letter, i + 1);
}

/* Votes of so many persons, v1, v2, …; none given: null.  What is left empty among others is no vote. */
static int
read_votes(struct asking *asking, char letter, size_t count, const int64_t **ret_votes)
{
	int64_t *votes = ARENA_ARRAY(asking->shown.request->arena, count + 1, int64_t);
	bool any = false;
	int status = votes ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		const char *name = vote_name(asking, letter, i);

		if (!name)
			return FAIL_MEMORY;
		status = read_number(asking, name, -1, &votes[i]);
		any = any || (status == 0 && votes[i] >= 0);
		votes[i] = votes[i] < 0 ? 0 : votes[i];
	}
	if (status == 0)
		*ret_votes = any ? votes : NULL;
	return status;
}

/* Where nobody stands yet: the votes of so many as are given, "24, 22, 20, 15, 13, 13". */
static int
read_list(struct asking *asking)
{
	struct arena *arena = asking->shown.request->arena;
	const char *text = request_query(asking->shown.request, "votes");
	int64_t *votes = ARENA_ARRAY(arena, VOTES_MAX, int64_t);
	const char **names = ARENA_ARRAY(arena, VOTES_MAX, const char *);
	size_t count = 0;

	if (!votes || !names)
		return FAIL_MEMORY;
	while (text && *text) {
		size_t len = strspn(text, "0123456789");
		const char *digits = arena_strndup(arena, text, len);

		if (len > 0 && (count == VOTES_MAX || !digits || num_parse(digits, &votes[count]) < 0 || votes[count] > 1000000))
			return fail(FAIL_INPUT, NULL, "votes", "请填写各人的赞成票，以逗号隔开，至多 300 人。",
			            "Give the yes votes of each, separated by commas, 300 at most.");
		count += len > 0;
		text += len > 0 ? len : 1;
	}
	if (count == 0)
		return 0;
	asking->asked = true;
	for (size_t i = 0; i < count; i++)
		names[i] = arena_printf(arena, tr(asking->shown.lang, "candidate %s"), text_of(asking, (int64_t)i + 1));
	asking->rehearsal.contest.candidates = (struct names){names, count};
	asking->rehearsal.yes = votes;
	return 0;
}

static int
read_figures(struct asking *asking)
{
	struct rehearsal *rehearsal = &asking->rehearsal;
	struct contest *contest = &rehearsal->contest;
	const char *presidium = request_query(asking->shown.request, "presidium");
	int status = read_number(asking, "present", -1, &contest->present);

	if (status == 0)
		status = rehearsal->named ? read_votes(asking, 'v', contest->candidates.count, &rehearsal->yes) : read_list(asking);
	if (status == 0)
		status = read_number(asking, "entitled", contest->entitled, &contest->entitled);
	if (status == 0)
		status = read_number(asking, "returned", -1, &contest->returned);
	if (status == 0)
		status = read_number(asking, "valid", -1, &rehearsal->valid);
	if (status == 0)
		status = read_number(asking, "agree", -1, &rehearsal->agree);
	rehearsal->presidium_decided = asking->seats->assembly->kind == ASSEMBLY_CONGRESS && presidium && strcmp(presidium, "true") == 0;
	if (status == 0 && asking->asked && contest->present < 0)
		return fail(FAIL_INPUT, "ELEC-19.1", "present", "请填写实到人数。", "Give how many are present.");
	return status;
}

/* Reckons once for the tie, and again with the votes of the revote where they are given. */
static int
reckon(struct asking *asking)
{
	struct arena *arena = asking->shown.request->arena;
	int status = read_figures(asking);

	if (status == 0 && asking->asked)
		status = rehearse(arena, &asking->rehearsal, &asking->done);
	if (status == 0 && asking->done.result && asking->done.result->runoff_seats > 0)
		status = read_votes(asking, 'r', asking->done.result->tied.count, &asking->rehearsal.revote);
	return status == 0 && asking->rehearsal.revote ? rehearse(arena, &asking->rehearsal, &asking->done) : status;
}

/* ---- the form ---- */

/* A field whose own name the failure bears says why; what is about several stands above. */
static struct field_view
field(struct asking *asking, const char *name, const char *label, const char *value, const char *clause)
{
	struct request *request = asking->shown.request;
	struct field_view view = {
		.name = name, .label = label, .kind = INPUT_NUMBER, .clause = clause,
		.value = request_query(request, name) ? request_query(request, name) : value,
	};

	if (asking->status == FAIL_INPUT && strcmp(last_failure()->field, name) == 0) {
		view.problem = problem_of(request, name);
		asking->cannot = false;
	}
	return view;
}

static void
add_group(struct asking *asking, const char *title, const struct field_view *fields, size_t count)
{
	asking->groups[asking->view.group_count++] = (struct field_group_view){.title = title, .fields = fields, .field_count = count};
}

static int
fill_votes(struct asking *asking)
{
	const struct names *names = &asking->rehearsal.contest.candidates;
	enum lang lang = asking->shown.lang;
	size_t count = asking->rehearsal.named ? names->count : 1;

	asking->votes = ARENA_ARRAY(asking->shown.request->arena, count + 1, struct field_view);
	if (!asking->votes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && asking->rehearsal.named; i++)
		asking->votes[i] = field(asking, vote_name(asking, 'v', i), names->name[i], NULL, NULL);
	if (!asking->rehearsal.named) {
		asking->votes[0] = field(asking, "votes", tr(lang, "Yes votes of each candidate"), NULL, NULL);
		asking->votes[0].kind = INPUT_TEXT;
		asking->votes[0].hint = tr(lang, "Nobody is on the list yet: give the votes separated by commas, e.g. 24, 22, 20, 15, 13, 13.");
	}
	add_group(asking, tr(lang, "Yes votes"), asking->votes, count);
	return 0;
}

static int
fill_revotes(struct asking *asking)
{
	const struct count_result *result = asking->done.result;

	if (!result || result->runoff_seats == 0)
		return 0;
	asking->revotes = ARENA_ARRAY(asking->shown.request->arena, result->tied.count, struct field_view);
	if (!asking->revotes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < result->tied.count; i++)
		asking->revotes[i] = field(asking, vote_name(asking, 'r', i), result->tied.name[i], NULL, NULL);
	add_group(asking, tr(asking->shown.lang, "Yes votes in the revote"), asking->revotes, result->tied.count);
	return 0;
}

/* Asked where seats stayed open. */
static void
fill_fewer(struct asking *asking)
{
	enum lang lang = asking->shown.lang;
	size_t count = 1;

	if (!asking->done.result || asking->done.result->short_of == 0)
		return;
	asking->fewer[0] = field(asking, "agree", tr(lang, "Electors who consent to fewer seats"), NULL, "ELEC-29.3b");
	if (asking->seats->assembly->kind == ASSEMBLY_CONGRESS) {
		asking->fewer[1] = field(asking, "presidium", tr(lang, "The presidium decides for fewer seats"), NULL, "ELEC-29.3b");
		asking->fewer[1].kind = INPUT_CHECK;
		asking->fewer[1].checked = asking->rehearsal.presidium_decided;
		count++;
	}
	add_group(asking, tr(lang, "Fewer seats"), asking->fewer, count);
}

static int
fill_form(struct asking *asking)
{
	enum lang lang = asking->shown.lang;
	int64_t entitled = asking->rehearsal.contest.entitled;
	int status;

	asking->cannot = asking->status < 0;
	asking->figures[0] = field(asking, "entitled", tr(lang, "Entitled, should attend"),
	                           entitled > 0 ? text_of(asking, entitled) : NULL, "ELEC-19.2");
	asking->figures[1] = field(asking, "present", tr(lang, "Present"), NULL, "ELEC-19.1");
	asking->figures[1].required = true;
	asking->figures[2] = field(asking, "returned", tr(lang, "Ballots returned"), NULL, "ELEC-27.1");
	asking->figures[2].hint = tr(lang, "Left empty: as many as are present.");
	asking->figures[3] = field(asking, "valid", tr(lang, "Valid ballots"), NULL, "ELEC-27.2");
	asking->figures[3].hint = tr(lang, "Left empty: as many as returned.");
	add_group(asking, NULL, asking->figures, 4);
	status = fill_votes(asking);
	if (status == 0)
		status = fill_revotes(asking);
	fill_fewer(asking);
	asking->view.groups = asking->groups;
	if (asking->cannot) {
		asking->view.problem = arena_strdup(asking->shown.request->arena, failure_text(lang));
		asking->view.problem_clause = last_failure()->clause[0] ? arena_strdup(asking->shown.request->arena, last_failure()->clause) : NULL;
	}
	return status;
}

/* ---- the answer ---- */

static const char *
listed(const struct asking *asking, const struct names *names)
{
	const char *text = "";

	for (size_t i = 0; i < names->count && text; i++)
		text = arena_printf(asking->shown.request->arena, "%s%s%s", text,
		                    i == 0 ? "" : asking->shown.lang == LANG_EN ? ", " : "、", names->name[i]);
	return text;
}

static void
remark(struct asking *asking, enum tone tone, const char *clause, const char *sentence)
{
	asking->remarks[asking->view.remark_count++] = (struct remark_view){tone, sentence, clause};
}

/* What it comes to, in one to three sentences. */
static void
fill_remarks(struct asking *asking)
{
	const struct rehearsed *done = &asking->done;
	const struct count_result *result = done->result, *last = done->revote ? done->revote : result;
	struct arena *arena = asking->shown.request->arena;
	enum lang lang = asking->shown.lang;
	bool strokes = asking->seats->office < OFFICE_STANDING;
	bool preliminary = asking->rehearsal.contest.round == CONTEST_PRELIMINARY;

	for (size_t i = 0; i < done->step_count; i++)
		if (done->steps[i].verdict == BREACH && asking->view.remark_count < 1)
			remark(asking, TONE_LATE, done->steps[i].clause, in_lang(done->steps[i].why, lang));
	if (!result || asking->view.remark_count)
		return;
	if (result->elected.count > 0)
		remark(asking, TONE_GOOD, preliminary ? "ELEC-28.2" : strokes ? "ELEC-31.2" : "ELEC-31.3",
		       arena_printf(arena, preliminary ? tr(lang, "Formal candidates: %s.") : tr(lang, "Elected, in the order they are announced: %s."),
		                    listed(asking, &result->elected)));
	if (done->revote && done->revote->elected.count > 0)
		remark(asking, TONE_GOOD, "ELEC-29.2b", arena_printf(arena, tr(lang, "Elected by the revote: %s."), listed(asking, &done->revote->elected)));
	if (last->runoff_seats > 0)
		remark(asking, TONE_SOON, "ELEC-29.2b", arena_printf(arena, tr(lang, "A revote among %s, for so many seats: %s."),
		                                                     listed(asking, &last->tied), text_of(asking, last->runoff_seats)));
	if (done->reduced_to >= 0)
		remark(asking, TONE_GOOD, "ELEC-29.3b", arena_printf(arena, tr(lang, "Seats may be reduced to %s; there is no further vote."),
		                                                     text_of(asking, done->reduced_to)));
	else if (result->short_of > 0 && !preliminary)
		remark(asking, TONE_SOON, "ELEC-29.3a", arena_printf(arena, tr(lang, "Seats that stay open for a separate election: %s."),
		                                                     text_of(asking, result->short_of)));
}

static bool
among(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return true;
	return false;
}

static int
fill_tallies(struct asking *asking, const struct count_result *result, struct contest_view *view)
{
	struct arena *arena = asking->shown.request->arena;
	struct candidate_view *candidates = ARENA_ARRAY(arena, result->tally_count + 1, struct candidate_view);
	enum lang lang = asking->shown.lang;
	bool preliminary = asking->rehearsal.contest.round == CONTEST_PRELIMINARY;

	if (!candidates)
		return FAIL_MEMORY;
	for (size_t i = 0; i < result->tally_count; i++) {
		const struct count_tally *tally = &result->tallies[i];
		bool in = among(&result->elected, tally->name), tied = among(&result->tied, tally->name);

		candidates[i] = (struct candidate_view){
			.name = tally->name, .yes = tally->yes, .no = NO_COUNT, .abstain = NO_COUNT,
			.tone = in ? TONE_GOOD : tied ? TONE_SOON : TONE_PLAIN,
			.result = in && preliminary ? tr(lang, "formal candidate") : in ? tr(lang, "elected")
			          : tied ? tr(lang, "tied, to a revote") : tr(lang, "not elected"),
		};
		if (result->majority > 0)
			candidates[i].bar = chart_majority(arena, arena_printf(arena, tr(lang, "%s yes, majority %s"), text_of(asking, tally->yes),
			                                                       text_of(asking, result->majority)),
			                                   tally->yes, result->majority, asking->rehearsal.contest.entitled);
	}
	view->candidates = candidates;
	view->candidate_count = result->tally_count;
	return 0;
}

/* Below the votes of each ballot stand its steps. */
static int
fill_answer(struct asking *asking)
{
	struct arena *arena = asking->shown.request->arena;
	const struct rehearsed *done = &asking->done;
	const char **sentences = ARENA_ARRAY(arena, done->step_count + 1, const char *);
	const char **clauses = ARENA_ARRAY(arena, done->step_count + 1, const char *);
	struct contest_view *steps = &asking->rounds[0];
	enum lang lang = asking->shown.lang;
	int status = 0;

	if (!sentences || !clauses)
		return FAIL_MEMORY;
	for (size_t i = 0; i < done->step_count; i++) {
		sentences[i] = in_lang(done->steps[i].why, lang);
		clauses[i] = done->steps[i].clause;
	}
	*steps = (struct contest_view){
		.title = tr(lang, "What the rules say"), .sentences = sentences, .clauses = clauses, .sentence_count = done->step_count,
	};
	if (done->revote)
		steps->sentence_count = done->revote_from;
	asking->view.round_count = 1;
	if (done->result)
		status = fill_tallies(asking, done->result, steps);
	if (status == 0 && done->revote) {
		asking->rounds[1] = (struct contest_view){
			.title = tr(lang, "The revote"), .sentences = sentences + done->revote_from,
			.clauses = clauses + done->revote_from, .sentence_count = done->step_count - done->revote_from,
		};
		status = fill_tallies(asking, done->revote, &asking->rounds[asking->view.round_count++]);
	}
	asking->view.rounds = asking->rounds;
	fill_remarks(asking);
	asking->view.remarks = asking->remarks;
	return status;
}

/* ---- the page ---- */

static const char *
contest_title(const struct asking *asking, const struct seats *seats)
{
	const char *office = in_lang(office_label(seats->office, seats->organ), asking->shown.lang);

	return seats->assembly->kind != ASSEMBLY_UNIT ? office
	       : arena_printf(asking->shown.request->arena, "%s · %s", seats->assembly->body_name, office);
}

const char *
election_rehearsal_path(const struct shown_election *shown, const struct seats *seats)
{
	return arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/rehearsal?contest=%" PRId64, shown->election->id, seats->id);
}

static int
fill_others(struct asking *asking)
{
	const struct election *election = asking->shown.election;
	struct button_view *buttons = ARENA_ARRAY(asking->shown.request->arena, election->contest_count + 1, struct button_view);

	if (!buttons)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->contest_count; i++)
		if (&election->contests[i] != asking->seats)
			buttons[asking->view.button_count++] = (struct button_view){
				.label = contest_title(asking, &election->contests[i]),
				.href = {election_rehearsal_path(&asking->shown, &election->contests[i])},
			};
	asking->view.buttons = buttons;
	return 0;
}

static int
find_contest(struct asking *asking)
{
	const struct election *election = asking->shown.election;
	const char *text = request_query(asking->shown.request, "contest");
	int64_t id = 0;

	if (text && num_parse(text, &id) == 0)
		asking->seats = election_contest(election, id);
	else if (!text && election->contest_count)
		asking->seats = &election->contests[0];
	return asking->seats ? 0 : fail(FAIL_NOT_FOUND, NULL, "contest", "没有这个选举项目。", "There is no such contest.");
}

static int
open_rehearsal(struct asking *asking, struct request *request)
{
	int status = election_open(request, &asking->shown);

	if (status == 0 && !actor_may(&visit_of(request)->actor, ELECTION_RUNS, asking->shown.path))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "预演由承办选举的党组织进行。", "Whoever runs the election rehearses it.");
	if (status == 0)
		status = find_contest(asking);
	return status < 0 ? status : rehearsal_begin(visit_of(request)->db, request->arena, asking->shown.election, asking->seats,
	                                             &asking->rehearsal);
}

int
show_rehearsal(struct request *request, struct response *response)
{
	struct asking *asking = ARENA_NEW(request->arena, struct asking);
	struct html html = page_html(request, response);
	struct page *page;
	int status = asking ? open_rehearsal(asking, request) : FAIL_MEMORY;

	if (status < 0)
		return status;
	asking->status = reckon(asking);
	if (asking->status < 0 && asking->status != FAIL_INPUT)
		return asking->status;
	status = fill_form(asking);
	if (status == 0)
		status = fill_others(asking);
	if (status == 0 && asking->asked && asking->status == 0)
		status = fill_answer(asking);
	page = status == 0 ? page_new(request, response, tr(request->lang, "Rehearsal")) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, election_title(&asking->shown), election_path(&asking->shown, ""));
	asking->view.page = &page->view;
	asking->view.action.path = election_path(&asking->shown, "/rehearsal");
	asking->view.back.path = election_path(&asking->shown, "");
	asking->view.hidden = &(struct hidden_view){"contest", text_of(asking, asking->seats->id)};
	asking->view.hidden_count = 1;
	asking->view.lead = arena_printf(request->arena, tr(request->lang, "%s, seats: %s."), contest_title(asking, asking->seats),
	                                 text_of(asking, asking->rehearsal.contest.seats));
	if (asking->status < 0)
		response->status = failure_status(asking->status);
	view_rehearsal(&html, &asking->view);
	return 0;
}
