/* What the actions of an election share. */
#ifndef DANGJIAN_PARTY_ELECTION_ACT_H
#define DANGJIAN_PARTY_ELECTION_ACT_H

#include "party/election.h"

#define ELECTION_FIELD \
	{"election", {"选举", "Election"}, FIELD_REF, REQUIRED, "ELEC-36.2", .refers = "election"}, \
	{"seen", {"所见日志号", "Seen"}, FIELD_INT, 0, "DP-13"}
/* Soft flags are passed by a named officer with a reason and the higher organization's document. */
#define REASON_FIELDS \
	{"reason", {"说明理由", "Reason for going on"}, FIELD_TEXT, PROSE, "ELEC-36.2", .max = 500}, \
	{"reason_document", {"上级文号", "Document of the higher organization"}, FIELD_TEXT, 0, "ELEC-36.2", .max = 60}

/*
 * Loads the election of the field `election`, checks that the actor has
 * charge of its body, that nobody changed it since it was read (409), and
 * that it is not closed; names it as the entry's subject.
 */
int election_of(struct running *running, struct election **ret_election);

/* The same with the assembly of the field `assembly`. */
int election_assembly_of(struct running *running, struct election **ret_election, const struct assembly **ret_assembly);

/* What an assembly passed by a step is no longer what is proposed: it votes on it anew. */
int election_vote_anew(struct running *running, const struct election *election, const struct assembly *assembly,
                       const char *word);

/*
 * The same with a copy of the round of the field `round`, named in the entry
 * (election_ballots.c); the failure where it is in no state for what is asked.
 */
int election_round_of(struct running *running, struct election **ret_election, struct ballot_round *ret_round);
int election_wrong_state(const struct ballot_round *round);

/* Deletes what was entered of a round and decided between its tellers (election_entry.c). */
int election_forget_sheets(struct running *running, const struct ballot_round *round);

/* As election_of for tellers and supervisors: the actor's own person must hold the office at the assembly. */
int election_official(struct running *running, enum official_role role, const struct election *election,
                      const struct assembly *assembly, const struct official **ret_official);

/*
 * Asks the law: HOLDS passes; FLAG passes where `reason` and `reason_document`
 * are given; BREACH is refused where `hard`, else like FLAG.
 */
int election_demand(struct running *running, bool hard, const char *clause, const struct given *given, size_t count);

/* The same for what is found without a rule's facts. */
int election_flag(struct running *running, const char *clause, struct bilingual why);

/* ELEC-21.1b, 21.2: a question open when voting starts; ELEC-37.1: a report undecided at the closing.  Soft flags. */
int election_questions_open(struct running *running, const struct election *election);
int election_incidents_open(struct running *running, const struct election *election);

/* ELEC-20.2b: somebody is proposed, and all of them are delegates who passed the check. */
int election_presidium_stands(struct running *running, const struct election *election, const struct assembly *assembly);

/* ELEC-20.1a, 20.1b, 20.2a, 20.3: whether the person of the field `chair` may preside. */
int election_check_chair(struct running *running, const struct election *election, const struct assembly *assembly,
                         const struct roll *roll);

/* A number as a fact's text, from the arena. */
const char *fact_of(struct running *running, int64_t number);

/* Ends the standing row of an identity in one of the election's tables. */
int election_end(struct running *running, const char *sql, int64_t id);

struct step_entry {
	int64_t election, assembly, contest;
	const char *word;
	day_no day, submitted;
	const char *document;
	int64_t yes, of;             /* -1: none */
	const char *note, *reason, *reason_document;
	int64_t matter;
};

/* Writes the record of a step in place of an earlier one. */
int step_write(struct act *act, const struct election *election, const struct step_entry *entry);

/* Changes the register's record: state, meeting day. */
int election_set(struct running *running, const struct election *election, const char *field, int64_t value);

/* Adds an assembly or contest; gives the identity. */
int assembly_add(struct running *running, const struct election *election, enum assembly_kind kind, int64_t body,
                 day_no day, int64_t *ret_id);
int contest_add(struct running *running, int64_t election, int64_t assembly, enum office office, enum organ organ,
                int64_t seats, int64_t places, int64_t *ret_id);

#endif
