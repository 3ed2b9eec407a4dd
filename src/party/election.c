#include "party/election.h"

/* --- finding ------------------------------------------------------------------------ */

#define FIND(items, number)                                            \
	for (size_t i = 0; i < election->number; i++)                  \
		if (election->items[i].id == id)                       \
			return &election->items[i];                    \
	return NULL

const struct assembly *
election_assembly(const struct election *election, int64_t id)
{
	FIND(assemblies, assembly_count);
}

const struct seats *
election_contest(const struct election *election, int64_t id)
{
	FIND(contests, contest_count);
}

const struct ballot_round *
election_round(const struct election *election, int64_t id)
{
	FIND(rounds, round_count);
}

const struct candidate *
election_candidate(const struct election *election, int64_t id)
{
	FIND(candidates, candidate_count);
}

bool
round_reveals(const struct election *election, const struct ballot_round *round)
{
	if (round->voters < VOTERS_FEW || round->valid < VOTERS_FEW)
		return true;
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->round == round && !tally->written_in &&
		    (tally->yes == round->valid || tally->no == round->valid || tally->abstain == round->valid))
			return true;
	}
	return false;
}

const struct ballot_round *
contest_last_round(const struct election *election, const struct seats *seats)
{
	const struct ballot_round *last = NULL;

	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats == seats && election->rounds[i].state != BALLOT_VOID)
			last = &election->rounds[i];
	return last;
}

/* --- words ---------------------------------------------------------------------------------- */

struct bilingual
assembly_label(enum assembly_kind kind)
{
	static const struct bilingual labels[] = {
		[ASSEMBLY_MEMBERS] = {"党员大会", "general meeting of members"},
		[ASSEMBLY_CONGRESS] = {"党员代表大会", "congress of delegates"},
		[ASSEMBLY_PLENARY] = {"新一届委员会第一次全体会议", "first plenary of the new committee"},
		[ASSEMBLY_DISCIPLINE_PLENARY] = {"新一届纪律检查委员会第一次全体会议",
		                                 "first plenary of the new discipline inspection commission"},
		[ASSEMBLY_UNIT] = {"选举单位党员大会", "meeting of an electing unit"},
	};

	return labels[kind];
}

struct bilingual
office_label(enum office office, enum organ organ)
{
	static const struct bilingual labels[][3] = {
		[OFFICE_COMMITTEE] = {[ORGAN_COMMITTEE] = {"委员会委员", "committee members"}},
		[OFFICE_DELEGATE] = {[ORGAN_COMMITTEE] = {"代表", "delegates"}},
		[OFFICE_DISCIPLINE] = {[ORGAN_DISCIPLINE] = {"纪律检查委员会委员", "discipline inspection commission members"}},
		[OFFICE_STANDING] = {[ORGAN_COMMITTEE] = {"常务委员会委员", "standing-committee members"},
		                     [ORGAN_DISCIPLINE] = {"纪律检查委员会常务委员会委员",
		                                           "standing-committee members of the commission"}},
		[OFFICE_SECRETARY] = {[ORGAN_COMMITTEE] = {"书记", "secretary"},
		                      [ORGAN_DISCIPLINE] = {"纪律检查委员会书记", "secretary of the commission"}},
		[OFFICE_DEPUTY] = {[ORGAN_COMMITTEE] = {"副书记", "deputy secretaries"},
		                   [ORGAN_DISCIPLINE] = {"纪律检查委员会副书记", "deputy secretaries of the commission"}},
	};

	return labels[office][organ];
}

struct bilingual
ballot_round_label(const struct ballot_round *round)
{
	if (round->kind == CONTEST_PRELIMINARY)
		return (struct bilingual){"差额预选", "preliminary vote"};
	if (round->kind == CONTEST_RUNOFF)
		return (struct bilingual){"再次投票", "revote"};
	return round->separate ? (struct bilingual){"另行选举", "separate election"}
	                       : (struct bilingual){"正式选举", "formal election"};
}

struct bilingual
ballot_state_label(enum ballot_state state)
{
	static const struct bilingual labels[] = {
		[BALLOT_OPEN] = {"正在投票", "voting"},
		[BALLOT_RECONCILED] = {"票数已核对", "reconciled"},
		[BALLOT_COUNTED] = {"已计票，待签字", "counted, to be signed"},
		[BALLOT_SIGNED] = {"已签字", "signed"},
		[BALLOT_VOID] = {"无效，重新投票", "void, to be voted again"},
	};

	return labels[state];
}
