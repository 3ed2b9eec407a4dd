/* /api/v1/elections/{id}: what the page of an election shows, for programs. */
#include "web/election_page.h"

#include "base/json.h"
#include "web/listing.h"

/* A number that is not known yet is null. */
static void
number(struct json *json, const char *key, int64_t value, bool known)
{
	json_key(json, key);
	known ? json_int(json, value) : json_none(json);
}

static int
write_steps(const struct shown_election *shown, struct json *json)
{
	struct timeline timeline;
	int status = election_timeline(shown->request->arena, shown->election, shown->request->today, &timeline);

	if (status < 0)
		return status;
	json_key(json, "steps");
	json_open(json, '[');
	for (size_t i = 0; i < timeline.count; i++) {
		const struct timeline_step *step = &timeline.steps[i];

		if (step->progress == PROGRESS_NEEDLESS)
			continue;
		json_open(json, '{');
		election_step_members(step, json);
		json_key(json, "day");
		json_day(json, step->done);
		json_key(json, "document");
		json_text(json, step->record ? step->record->document : NULL);
		json_key(json, "missing");
		step->missing.zh ? json_bilingual(json, step->missing) : json_none(json);
		json_close(json, '}');
	}
	json_close(json, ']');
	return 0;
}

/* Members, full members, entitled stand apart (ELEC-19.1); before the roll is frozen they are not known. */
static void
write_assemblies(const struct election *election, struct json *json)
{
	json_key(json, "assemblies");
	json_open(json, '[');
	for (size_t i = 0; i < election->assembly_count; i++) {
		const struct assembly *assembly = &election->assemblies[i];

		json_open(json, '{');
		json_key(json, "id");
		json_int(json, assembly->id);
		json_key(json, "label");
		json_bilingual(json, assembly_label(assembly->kind));
		json_key(json, "body");
		json_int(json, assembly->body);
		json_key(json, "day");
		json_day(json, assembly->day);
		json_key(json, "opened");
		json_bool(json, assembly->opened != 0);
		number(json, "members", assembly->members, assembly->opened != 0);
		number(json, "full_members", assembly->full, assembly->opened != 0);
		number(json, "entitled", assembly->entitled, assembly->opened != 0);
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* Votes of the names on the ballot; who cast them is nowhere (DP-3). */
static void
write_tallies(const struct election *election, const struct ballot_round *round, struct json *json)
{
	json_key(json, "tallies");
	json_open(json, '[');
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->round != round)
			continue;
		json_open(json, '{');
		json_key(json, "name");
		json_text(json, tally->name);
		json_key(json, "yes");
		json_int(json, tally->yes);
		number(json, "no", tally->no, tally->no >= 0);
		number(json, "abstain", tally->abstain, tally->abstain >= 0);
		json_key(json, "written_in");
		json_bool(json, tally->written_in);
		json_key(json, "tied");
		json_bool(json, tally->tied);
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* The ballots with the numbers they are judged by; votes of the last one, as on the page. */
static void
write_rounds(const struct election *election, const struct seats *seats, const struct ballot_round *last, struct json *json)
{
	json_key(json, "rounds");
	json_open(json, '[');
	for (size_t i = 0; i < election->round_count; i++) {
		const struct ballot_round *round = &election->rounds[i];
		bool majority = round->kind != CONTEST_RUNOFF;

		if (round->seats != seats)
			continue;
		json_open(json, '{');
		json_key(json, "number");
		json_int(json, round->number);
		json_key(json, "label");
		json_bilingual(json, ballot_round_label(round));
		json_key(json, "state");
		json_bilingual(json, ballot_state_label(round->state));
		json_key(json, "seats");
		json_int(json, round->count);
		json_key(json, "entitled");
		json_int(json, round->entitled);
		json_key(json, "present");
		json_int(json, round->present);
		number(json, "issued", round->issued, round->issued >= 0);
		number(json, "returned", round->returned, round->returned >= 0);
		number(json, "valid", round->valid, round->valid >= 0);
		number(json, "invalid", round->invalid, round->invalid >= 0);
		number(json, "majority", majority ? majority_min(majority_base(round->entitled, round->present, election->rule_set)) : 0, majority);
		if (round == last)
			write_tallies(election, round, json);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static int
write_contest(const struct shown_election *shown, const struct seats *seats, struct json *json)
{
	const struct candidate **standing;
	struct contest_outcome outcome;
	size_t count;
	int status = contest_outcome(shown->request->arena, shown->election, seats, &outcome);

	if (status == 0)
		status = outcome.last ? ballot_order(shown->request->arena, shown->election, outcome.last, &standing, &count)
		                      : contest_standing(shown->request->arena, shown->election, seats, &outcome, &standing, &count);
	if (status < 0)
		return status;
	json_open(json, '{');
	json_key(json, "id");
	json_int(json, seats->id);
	json_key(json, "assembly");
	json_int(json, seats->assembly->id);
	json_key(json, "office");
	json_bilingual(json, office_label(seats->office, seats->organ));
	json_key(json, "seats");
	json_int(json, seats->count);
	json_key(json, "candidates");
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, standing[i]->name);
	json_close(json, ']');
	write_rounds(shown->election, seats, outcome.last, json);
	json_key(json, "decided");
	json_bool(json, outcome.decided);
	json_key(json, "seats_left");
	json_int(json, outcome.seats_left);
	json_key(json, "elected");
	json_open(json, '[');
	for (size_t i = 0; i < outcome.elected_count; i++)
		json_text(json, outcome.elected[i]->name);
	json_close(json, ']');
	json_close(json, '}');
	return 0;
}

static void
write_head(const struct election *election, struct json *json)
{
	const struct {
		const char *field;
		int64_t number;
	} choices[] = {{"form", election->form}, {"cause", election->cause}, {"state", election->state}};

	json_key(json, "id");
	json_int(json, election->id);
	json_key(json, "body");
	json_int(json, election->body);
	json_key(json, "body_name");
	json_text(json, election->body_name);
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		const struct field *field = &election_kind.fields[field_index(&election_kind, choices[i].field)];

		json_key(json, choices[i].field);
		json_text(json, choice_by_number(field, choices[i].number)->word);
	}
	json_key(json, "since");
	json_day(json, election->begun);
	json_key(json, "meeting");
	json_day(json, election->meeting);
	json_key(json, "years");
	json_int(json, election->years);
}

int
show_election_json(struct request *request, struct response *response)
{
	struct json json = json_to(&response->body);
	struct shown_election shown;
	int status = election_open(request, &shown);

	if (status < 0)
		return status;
	response->type = TYPE_JSON;
	json_open(&json, '{');
	write_head(shown.election, &json);
	status = write_steps(&shown, &json);
	write_assemblies(shown.election, &json);
	json_key(&json, "contests");
	json_open(&json, '[');
	for (size_t i = 0; i < shown.election->contest_count && status == 0; i++)
		status = write_contest(&shown, &shown.election->contests[i], &json);
	json_close(&json, ']');
	number(&json, "seen", shown.election->seen, true);
	json_key(&json, "as_of");
	json_day(&json, request->today);
	json_close(&json, '}');
	return status;
}
