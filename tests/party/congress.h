/* A congress of delegates: what its tests on this floor and those of its pages share. */
#ifndef DANGJIAN_TESTS_PARTY_CONGRESS_H
#define DANGJIAN_TESTS_PARTY_CONGRESS_H

#include "contested.h"

#define UNITS 3
#define UNIT_MEMBERS 8

/* A committee whose 24 members, dispersed over three branches, send six delegates. */
struct congress {
	struct contested at;
	int64_t unit[UNITS];
	int64_t meeting[UNITS], contest[UNITS];
};

static inline int64_t
member_of(const struct congress *congress, int unit, int index)
{
	return congress->at.person[unit * UNIT_MEMBERS + index];
}

/* Begins its election; the town's joint committee leads it. */
static inline void
convene(struct congress *congress)
{
	struct ground *ground = &congress->at.town.ground;
	static const char *const branches[UNITS] = {"某社会组织第一党支部", "某社会组织第二党支部", "某社会组织第三党支部"};

	congress->at.body = town_body(ground, "某社会组织党委", "committee", congress->at.town.joint);
	for (int u = 0; u < UNITS; u++) {
		congress->unit[u] = town_body(ground, branches[u], "branch", congress->at.body);
		for (int i = 0; i < UNIT_MEMBERS; i++)
			congress->at.person[u * UNIT_MEMBERS + i] = town_person(ground, names[u * UNIT_MEMBERS + i], congress->unit[u]);
	}
	on(&congress->at, 2026, 9, 1); /* its request went up before (ELEC-32.3) */
	congress->at.id = made(ground, "begin-election", "body", text_of(ground, congress->at.body), "cause", "first", "meeting",
	                       "2026-11-28", "seats", "5", "secretaries", "1", "congress", "true", "dispersed", "true", NULL);
	reload(&congress->at);
}

static inline void
open_congress(struct congress *congress, const struct test_db *test)
{
	*congress = (struct congress){0};
	town_open(&congress->at.town, test);
	convene(congress);
}

static inline void
approve_number(struct congress *congress, const char *number)
{
	struct contested *at = &congress->at;

	step(at, "congress_use", 0, "2026-09-01", "", "某党〔2026〕1号", "", "");
	DO(at, "record-election-step", "step", "delegate_number", "day", "2026-09-01", "document", "某党〔2026〕2号", "yes", number,
	   "reason", "党员总数少", "reason_document", "某党〔2026〕2号");
}

static inline int
share(struct congress *congress, int64_t body, const char *seats, const char *day)
{
	struct ground *ground = &congress->at.town.ground;

	return act_on(&congress->at, "add-electing-unit", "body", text_of(ground, body), "seats", seats, "day", day, NULL);
}

static inline void
share_out(struct congress *congress)
{
	for (int u = 0; u < UNITS; u++)
		assert_int_equal(share(congress, congress->unit[u], "2", "2026-10-20"), 0);
	reload(&congress->at);
	for (int u = 0; u < UNITS; u++)
		for (size_t i = 0; i < congress->at.now->contest_count; i++) {
			const struct seats *seats = &congress->at.now->contests[i];

			if (seats->office == OFFICE_DELEGATE && seats->assembly->body == congress->unit[u]) {
				congress->contest[u] = seats->id;
				congress->meeting[u] = seats->assembly->id;
			}
		}
}

static inline int
stand(struct congress *congress, int64_t contest, int64_t person)
{
	struct ground *ground = &congress->at.town.ground;

	return act_on(&congress->at, "nominate-candidate", "contest", text_of(ground, contest), "person", text_of(ground, person),
	              INTRODUCED, "support", "1", NULL);
}

static inline void
appoint(struct congress *congress, int64_t assembly, int64_t person, const char *role)
{
	struct ground *ground = &congress->at.town.ground;

	DO(&congress->at, "appoint-official", "assembly", text_of(ground, assembly), "person", text_of(ground, person), "role", role);
}

static inline int
check_standing(struct congress *congress, int64_t person, bool procedure_ok, bool qualified)
{
	return act_on(&congress->at, "check-delegate", "person", text_of(&congress->at.town.ground, person), "procedure_ok",
	              procedure_ok ? "true" : "false", "qualified", qualified ? "true" : "false", NULL);
}

/* Issues `papers` ballots, has both tellers enter them, counts and signs. */
static inline void
ballot(struct congress *congress, int64_t contest, const char *number, const char *papers, const int64_t tellers[2],
       int64_t supervisor)
{
	struct contested *at = &congress->at;
	struct ground *ground = &at->town.ground;
	const struct input mine[] = {{"round", NULL}, {"bundle", "1"}, {"ballots", papers}};
	struct input inputs[3] = {mine[0], mine[1], mine[2]};
	const struct ballot_round *round;
	int index[3] = {-1, -1, -1};

	for (int i = 0; i < MEMBERS; i++)
		for (int k = 0; k < 3; k++)
			if (at->person[i] == (k < 2 ? tellers[k] : supervisor))
				index[k] = i;
	DO(at, "begin-ballot", "contest", text_of(ground, contest), "present", number);
	reload(at);
	round = contest_last_round(at->now, election_contest(at->now, contest));
	inputs[0].text = text_of(ground, round->id);
	DO(at, "reconcile-ballot", "round", inputs[0].text, "voters", number, "issued", number, "returned", number);
	assert_int_equal(as_official(at, ROLE_TELLER, index[0], "enter-ballots", inputs, 3), 0);
	assert_int_equal(as_official(at, ROLE_TELLER, index[1], "enter-ballots", inputs, 3), 0);
	DO(at, "count-ballot", "round", inputs[0].text);
	assert_int_equal(as_official(at, ROLE_SUPERVISOR, index[2], "sign-ballot", inputs, 1), 0);
	reload(at);
}

/* The meeting of a unit as far as its first ballot: members 0 to 2 stand, 5 supervises, 6 and 7 tell. */
static inline void
hold_unit(struct congress *congress, int unit)
{
	struct contested *at = &congress->at;
	struct ground *ground = &at->town.ground;
	int64_t meeting = congress->meeting[unit];

	for (int i = 0; i < 3; i++)
		assert_int_equal(stand(congress, congress->contest[unit], member_of(congress, unit, i)), 0);
	step(at, "nomination", meeting, "2026-10-01", "", "", "", "");
	step(at, "contact", meeting, "2026-10-02", "", "", "", "");
	step(at, "examination", meeting, "2026-10-10", "", "某党〔2026〕3号", "", "");
	step(at, "delegates_fixed", meeting, "2026-10-20", "", "", "", "");
	step(at, "method_adopted", meeting, "2026-10-20", "", "", "8", "");
	appoint(congress, meeting, member_of(congress, unit, 5), "supervisor");
	appoint(congress, meeting, member_of(congress, unit, 6), "teller");
	appoint(congress, meeting, member_of(congress, unit, 7), "teller");
	step(at, "supervisors_passed", meeting, "2026-10-20", "", "", "8", "");
	DO(at, "open-assembly", "assembly", text_of(ground, meeting), "present", "8", "chair",
	   text_of(ground, member_of(congress, unit, 3)));
}

static inline void
unit_ballot(struct congress *congress, int unit, const char *papers)
{
	const int64_t tellers[2] = {member_of(congress, unit, 6), member_of(congress, unit, 7)};

	ballot(congress, congress->contest[unit], "8", papers, tellers, member_of(congress, unit, 5));
}

/* Everybody in the unit takes the first two of the ballot, which are those by strokes. */
#define FIRST_TWO "110\n110\n110\n110\n110\n110\n110\n110\n"

static inline void
elect_delegates(struct congress *congress)
{
	on(&congress->at, 2026, 10, 20);
	for (int u = 0; u < UNITS; u++) {
		hold_unit(congress, u);
		unit_ballot(congress, u, FIRST_TWO);
		DO(&congress->at, "announce-result", "contest", text_of(&congress->at.town.ground, congress->contest[u]));
	}
}

static inline void
elected_by(struct congress *congress, int unit, struct contest_outcome *ret_outcome)
{
	struct contested *at = &congress->at;

	reload(at);
	assert_int_equal(contest_outcome(at->town.ground.arena, at->now, election_contest(at->now, congress->contest[unit]),
	                                 ret_outcome), 0);
}

/* All six delegates pass the check (ELEC-11.1). */
static inline void
confirm_delegates(struct congress *congress, int64_t ret_delegate[6])
{
	struct contest_outcome outcome;
	int count = 0;

	step(&congress->at, "credentials_group", 0, "2026-10-20", "", "", "", "");
	for (int u = 0; u < UNITS; u++) {
		elected_by(congress, u, &outcome);
		for (size_t i = 0; i < outcome.elected_count && count < 6; i++) {
			ret_delegate[count] = outcome.elected[i]->person;
			assert_int_equal(check_standing(congress, ret_delegate[count++], true, true), 0);
		}
	}
	assert_int_equal(count, 6);
}

/* ELEC-20.2b: proposed from the delegates who passed the check, and from nobody else. */
static inline void
propose(struct congress *congress, int64_t meeting, int64_t person, const char *proposer)
{
	struct ground *ground = &congress->at.town.ground;

	DO(&congress->at, "propose-presidium", "assembly", text_of(ground, meeting), "person", text_of(ground, person), "proposer",
	   proposer);
}

#endif
