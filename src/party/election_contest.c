/* Where a contest stands: who is elected, who tied, what comes next (ELEC-28 to 31). */
#include "party/election.h"

#include <string.h>

#include "base/fail.h"
#include "names/strokes.h"

const struct credential *
election_credential(const struct election *election, int64_t person)
{
	for (size_t i = 0; i < election->credential_count; i++)
		if (election->credentials[i].person == person)
			return &election->credentials[i];
	return NULL;
}

bool
delegate_confirmed(const struct election *election, int64_t person)
{
	const struct credential *check = election_credential(election, person);

	return check && check->procedure_ok && check->qualified;
}

bool
delegate_sent_back(const struct election *election, int64_t person)
{
	return election_credential(election, person) && !delegate_confirmed(election, person);
}

/* What elects: a signed round that is not preliminary; a delegate sent back holds no seat. */
static bool
holds(const struct election *election, const struct round_tally *tally, const struct seats *seats)
{
	return tally->place > 0 && tally->round && tally->round->seats == seats && tally->round->state == BALLOT_SIGNED &&
	       tally->round->kind != CONTEST_PRELIMINARY &&
	       !(seats->office == OFFICE_DELEGATE && delegate_sent_back(election, tally->person));
}

static bool
by_approved_order(enum office office)
{
	return office == OFFICE_SECRETARY || office == OFFICE_DEPUTY;
}

static const struct round_tally *
won_by(const struct election *election, const struct seats *seats, int64_t person)
{
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->person == person && holds(election, tally, seats))
			return tally;
	}
	return NULL;
}

/* --- the order of names ------------------------------------------------------------------- */

static int
sort_candidates(struct arena *arena, enum office office, const struct candidate **list, size_t count)
{
	const char **names = ARENA_ARRAY(arena, count + 1, const char *);
	const struct candidate **sorted = ARENA_ARRAY(arena, count + 1, const struct candidate *);
	struct strokes_order order;
	int status;

	if (!names || !sorted)
		return FAIL_MEMORY;
	/* Candidates are read by their approved order already. */
	if (by_approved_order(office) || count == 0)
		return 0;
	for (size_t i = 0; i < count; i++)
		names[i] = list[i]->name;
	status = strokes_sort(arena, names, count, &order);
	if (status < 0)
		return status;
	for (size_t i = 0; i < count; i++)
		sorted[i] = list[order.order[i]];
	memcpy(list, sorted, count * sizeof *list);
	return 0;
}

static int64_t
approved_place(const struct election *election, const struct round_tally *tally)
{
	for (size_t i = 0; i < election->candidate_count; i++)
		if (election->candidates[i].seats == tally->round->seats &&
		    election->candidates[i].person == tally->person && election->candidates[i].order > 0)
			return election->candidates[i].order;
	return INT64_MAX;
}

/* ELEC-31.2: by strokes; 31.3: standing committee, secretary and deputies in the approved order, write-ins last. */
static int
sort_elected(struct arena *arena, const struct election *election, const struct seats *seats,
             const struct round_tally **list, size_t count)
{
	const char **names = ARENA_ARRAY(arena, count + 1, const char *);
	const struct round_tally **sorted = ARENA_ARRAY(arena, count + 1, const struct round_tally *);
	struct strokes_order order;
	int status;

	if (!names || !sorted)
		return FAIL_MEMORY;
	if (count == 0)
		return 0;
	for (size_t i = 0; i < count; i++)
		names[i] = list[i]->name;
	status = strokes_sort(arena, names, count, &order);
	if (status < 0)
		return status;
	for (size_t i = 0; i < count; i++)
		sorted[i] = list[order.order[i]];
	for (size_t i = 1; i < count && seats->office >= OFFICE_STANDING; i++)
		for (size_t k = i; k > 0 && approved_place(election, sorted[k]) < approved_place(election, sorted[k - 1]); k--) {
			const struct round_tally *other = sorted[k];

			sorted[k] = sorted[k - 1];
			sorted[k - 1] = other;
		}
	memcpy(list, sorted, count * sizeof *list);
	return 0;
}

/* --- the outcome so far ------------------------------------------------------------------------ */

/* Whoever was sent back and elected again stands in two rounds and holds one seat. */
static bool
among(const struct contest_outcome *outcome, int64_t person)
{
	for (size_t i = 0; i < outcome->elected_count && person; i++)
		if (outcome->elected[i]->person == person)
			return true;
	return false;
}

static void
gather(const struct election *election, const struct seats *seats, struct contest_outcome *outcome)
{
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (holds(election, tally, seats) && !among(outcome, tally->person))
			outcome->elected[outcome->elected_count++] = tally;
		if (tally->tied && tally->round == outcome->last && outcome->last->state == BALLOT_SIGNED &&
		    outcome->last->kind != CONTEST_PRELIMINARY)
			outcome->tied[outcome->tied_count++] = tally;
	}
	outcome->seats_left = seats->count - (int64_t)outcome->elected_count;
}

static void
choose_next(const struct seats *seats, struct contest_outcome *outcome)
{
	const struct ballot_round *last = outcome->last;

	if (!last) {
		outcome->kind = seats->places ? CONTEST_PRELIMINARY : CONTEST_FORMAL;
		outcome->next = true;
		return;
	}
	if (last->state != BALLOT_SIGNED)
		return;
	outcome->next = true;
	if (last->kind == CONTEST_PRELIMINARY) {
		outcome->kind = CONTEST_FORMAL;
	} else if (outcome->tied_count) {
		outcome->kind = CONTEST_RUNOFF;
	} else if (outcome->seats_left > 0) {
		outcome->kind = CONTEST_FORMAL;
		outcome->separate = true;
	} else {
		outcome->next = false;
		outcome->decided = true;
	}
}

int
contest_outcome(struct arena *arena, const struct election *election, const struct seats *seats,
                struct contest_outcome *ret_outcome)
{
	struct contest_outcome outcome = {
		.last = contest_last_round(election, seats),
		.elected = ARENA_ARRAY(arena, election->tally_count + 1, const struct round_tally *),
		.tied = ARENA_ARRAY(arena, election->tally_count + 1, const struct round_tally *),
	};
	int status;

	if (!outcome.elected || !outcome.tied)
		return FAIL_MEMORY;
	gather(election, seats, &outcome);
	choose_next(seats, &outcome);
	status = sort_elected(arena, election, seats, outcome.elected, outcome.elected_count);
	if (status < 0)
		return status;
	*ret_outcome = outcome;
	return 0;
}

/* --- the ballot ------------------------------------------------------------------------------------ */

/* Whether a candidate was put through by the preliminary vote, or tied in the round before. */
static bool
marked(const struct election *election, const struct ballot_round *before, const struct candidate *candidate, bool tied)
{
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->round == before && tally->person == candidate->person && (tied ? tally->tied : tally->place > 0))
			return true;
	}
	return false;
}

static const struct ballot_round *
round_before(const struct election *election, const struct ballot_round *round, enum contest_round kind)
{
	const struct ballot_round *found = NULL;

	for (size_t i = 0; i < election->round_count; i++) {
		const struct ballot_round *other = &election->rounds[i];

		if (other->seats == round->seats && other->number < round->number && other->state == BALLOT_SIGNED &&
		    (kind == CONTEST_PRELIMINARY) == (other->kind == CONTEST_PRELIMINARY))
			found = other;
	}
	return found;
}

/* Whether the person was elected by a round of the contest before this one. */
static bool
in_already(const struct election *election, const struct ballot_round *round, int64_t person)
{
	const struct round_tally *won = won_by(election, round->seats, person);

	return won && won->round->number < round->number;
}

int
ballot_order(struct arena *arena, const struct election *election, const struct ballot_round *round,
             const struct candidate ***ret_candidates, size_t *ret_count)
{
	const struct candidate **list = ARENA_ARRAY(arena, election->candidate_count + 1, const struct candidate *);
	bool runoff = round->kind == CONTEST_RUNOFF;
	const struct ballot_round *preliminary = round_before(election, round, CONTEST_PRELIMINARY);
	const struct ballot_round *before = runoff ? round_before(election, round, CONTEST_FORMAL) : preliminary;
	size_t count = 0;
	int status;

	if (!list)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->candidate_count; i++) {
		const struct candidate *candidate = &election->candidates[i];

		const struct credential *check = election_credential(election, candidate->person);

		if (candidate->seats != round->seats || in_already(election, round, candidate->person))
			continue;
		if (round->seats->office == OFFICE_DELEGATE && round->separate && check && !check->qualified)
			continue;
		if (round->kind != CONTEST_PRELIMINARY && before && !round->separate &&
		    !marked(election, before, candidate, runoff))
			continue;
		list[count++] = candidate;
	}
	status = sort_candidates(arena, round->seats->office, list, count);
	if (status < 0)
		return status;
	*ret_candidates = list;
	*ret_count = count;
	return 0;
}

int
contest_standing(struct arena *arena, const struct election *election, const struct seats *seats,
                 const struct contest_outcome *outcome, const struct candidate ***ret_candidates, size_t *ret_count)
{
	const struct ballot_round coming = {
		.seats = seats, .number = INT64_MAX, .kind = outcome->kind, .separate = outcome->separate,
	};

	return ballot_order(arena, election, outcome->next || !outcome->last ? &coming : outcome->last, ret_candidates,
	                    ret_count);
}

/* --- ELEC-36.2 --------------------------------------------------------------------------------------- */

static bool
all_signed(const struct election *election)
{
	for (size_t i = 0; i < election->contest_count; i++) {
		const struct ballot_round *last = contest_last_round(election, &election->contests[i]);

		if (!last || last->state != BALLOT_SIGNED || last->kind == CONTEST_PRELIMINARY)
			return false;
	}
	return election->contest_count > 0;
}

static bool
all_announced(const struct election *election)
{
	for (size_t i = 0; i < election->contest_count; i++)
		if (!election_step(election, "announced", election->contests[i].assembly->id, election->contests[i].id))
			return false;
	return election->contest_count > 0;
}

static bool
all_opened(const struct election *election)
{
	for (size_t i = 0; i < election->assembly_count; i++)
		if (!election->assemblies[i].opened)
			return false;
	return true;
}

static void
by_step(const struct election *election, const char *word, struct evidence *item)
{
	const struct step_record *step = election_step(election, word, 0, 0);

	item->complete = step != NULL;
	item->document = step ? step->document : NULL;
	item->day = step ? step->day : DAY_NONE;
	if (!step)
		item->missing = (struct bilingual){"没有批复。", "There is no reply."};
}

static void
reports(const struct timeline *timeline, struct evidence *item)
{
	bool officers = false;

	item->complete = true;
	for (size_t i = 0; i < timeline->count; i++) {
		const struct timeline_step *step = &timeline->steps[i];
		bool report = strncmp(step->rule->word, "report_", 7) == 0;

		if (!report || step->progress == PROGRESS_NEEDLESS)
			continue;
		officers = officers || strcmp(step->rule->word, "report_officers") == 0;
		item->complete = item->complete && step->progress == PROGRESS_DONE;
		if (step->record) {
			item->document = step->record->document;
			item->day = step->record->day;
		}
	}
	if (!item->complete)
		item->missing = officers ? (struct bilingual){"备案或者审批还没有完成。", "Filing or approval is outstanding."}
		                         : (struct bilingual){"还没有报上级备案。", "Not reported for the record yet."};
}

int
election_evidence(struct arena *arena, const struct election *election, day_no today,
                  struct evidence ret_items[EVIDENCE_ARTICLES])
{
	static const struct bilingual labels[EVIDENCE_ARTICLES] = {
		{"召开大会的请示与批复", "request for the meeting and reply"},
		{"候选人预备人选的请示与批复", "request for the candidates and reply"},
		{"到会人数与名册", "attendance and roll"}, {"选票与投票", "ballots and voting"},
		{"票数核对与监票人签字", "reconciliation and supervisors' signatures"},
		{"计票结果报告", "report of the count"}, {"备案与审批", "filing and approval"},
	};
	const struct {
		bool complete;
		struct bilingual missing;
	} deeds[EVIDENCE_ARTICLES] = {
		[2] = {all_opened(election), {"还有会议没有清点人数。", "An assembly has not been opened."}},
		[3] = {all_signed(election), {"还有投票没有完成。", "A ballot is not finished."}},
		[4] = {all_signed(election), {"还有记录没有签字。", "A record is not signed."}},
		[5] = {all_announced(election), {"还有结果没有宣布。", "A result is not announced."}},
	};
	struct timeline timeline;
	int status = election_timeline(arena, election, today, &timeline);

	if (status < 0)
		return status;
	for (size_t i = 0; i < EVIDENCE_ARTICLES; i++) {
		struct evidence *item = &ret_items[i];

		*item = (struct evidence){.article = evidence_articles[i], .label = labels[i], .day = DAY_NONE,
		                          .complete = deeds[i].complete};
		if (i < 2)
			by_step(election, i == 0 ? "request_meeting" : "request_candidates", item);
		else if (i == EVIDENCE_ARTICLES - 1)
			reports(&timeline, item);
		else if (item->complete)
			item->day = election->meeting;
		else
			item->missing = deeds[i].missing;
	}
	return 0;
}
