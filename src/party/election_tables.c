#include "party/election.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Rows that say how something stands carry the journal numbers that made and ended them. */
#define MADE {"made", COLUMN_INT, .required = true}, {"ended", COLUMN_INT}
#define ID {"id", COLUMN_INT, .required = true}
#define OF(what) {what, COLUMN_INT, .required = true}

static const struct column assembly_columns[] = {
	ID, MADE, OF("election"), {"kind", COLUMN_INT, .required = true}, {"body", COLUMN_INT, .required = true},
	{"day", COLUMN_INT, .required = true}, {"chair", COLUMN_INT},
	{"opened", COLUMN_INT},                      /* journal number */
	{"members", COLUMN_INT}, {"full_members", COLUMN_INT}, {"entitled", COLUMN_INT},
};
static const struct index assembly_indexes[] = {{"election_assembly_election", "election", "ended is null"}};

static const struct column contest_columns[] = {
	ID, MADE, OF("election"), OF("assembly"), {"office", COLUMN_INT, .required = true},
	{"organ", COLUMN_INT, .required = true}, {"seats", COLUMN_INT, .required = true},
	{"places", COLUMN_INT, .required = true},
};
static const struct index contest_indexes[] = {{"election_contest_election", "election", "ended is null"}};

static const struct column step_columns[] = {
	ID, MADE, OF("election"), {"assembly", COLUMN_INT, .required = true}, {"contest", COLUMN_INT, .required = true},
	{"word", COLUMN_TEXT, .required = true}, {"day", COLUMN_INT, .required = true},
	{"submitted", COLUMN_INT}, {"document", COLUMN_TEXT}, {"yes", COLUMN_INT}, {"total", COLUMN_INT}, {"note", COLUMN_TEXT}, {"reason", COLUMN_TEXT},
	{"reason_document", COLUMN_TEXT}, {"matter", COLUMN_INT},
};
static const struct index step_indexes[] = {{"election_step_election", "election", "ended is null"}};

static const struct column exclusion_columns[] = {
	ID, MADE, OF("election"), OF("person"), {"circumstance", COLUMN_INT, .required = true}, {"document", COLUMN_TEXT},
};
static const struct index exclusion_indexes[] = {{"election_exclusion_election", "election", "ended is null"}};

/* The roll as it was frozen, and as a review on the same day changed it (DP-21). */
static const struct column elector_columns[] = {
	{"assembly", COLUMN_INT, .required = true}, {"person", COLUMN_INT, .required = true}, MADE,
	{"entitled", COLUMN_INT, .required = true}, {"because", COLUMN_TEXT, .required = true}, {"document", COLUMN_TEXT},
};

static const struct column candidate_columns[] = {
	ID, MADE, OF("election"), OF("contest"), OF("person"), {"name", COLUMN_TEXT, .required = true},
	{"place", COLUMN_INT, .required = true}, {"support", COLUMN_INT},
	{"cv", COLUMN_TEXT}, {"work", COLUMN_TEXT}, {"strengths", COLUMN_TEXT}, {"weaknesses", COLUMN_TEXT},
};
static const struct index candidate_indexes[] = {{"election_candidate_election", "election", "ended is null"}};

static const struct column credential_columns[] = {
	ID, MADE, OF("election"), OF("person"), {"procedure_ok", COLUMN_INT, .required = true},
	{"qualified", COLUMN_INT, .required = true},
};
static const struct index credential_indexes[] = {{"election_credential_election", "election", "ended is null"}};

static const struct column official_columns[] = {
	ID, MADE, OF("election"), OF("assembly"), OF("person"), {"role", COLUMN_INT, .required = true},
	{"reader", COLUMN_INT, .required = true},
};
static const struct index official_indexes[] = {
	{"election_official_election", "election", "ended is null"},
	{"election_official_person", "person", "ended is null"},
};

static const struct column method_columns[] = {
	ID, MADE, OF("election"), OF("assembly"), {"counting", COLUMN_INT, .required = true},
	{"supervisors", COLUMN_INT, .required = true}, {"tellers", COLUMN_INT, .required = true},
	{"keep_months", COLUMN_INT, .required = true},
};
static const struct index method_indexes[] = {{"election_method_election", "election", "ended is null"}};

static const struct column presidium_columns[] = {
	ID, MADE, OF("election"), OF("assembly"), OF("person"), {"proposer", COLUMN_INT, .required = true},
};
static const struct index presidium_indexes[] = {
	{"election_presidium_election", "election", "ended is null"},
	{"election_presidium_person", "person", "ended is null"},
};

static const struct column round_columns[] = {
	ID, MADE, OF("election"), OF("contest"), {"number", COLUMN_INT, .required = true},
	{"kind", COLUMN_INT, .required = true}, {"separate", COLUMN_INT, .required = true},
	{"seats", COLUMN_INT, .required = true}, {"places", COLUMN_INT, .required = true},
	{"entitled", COLUMN_INT, .required = true}, {"present", COLUMN_INT, .required = true},
	{"voters", COLUMN_INT}, {"issued", COLUMN_INT}, {"returned", COLUMN_INT}, {"unused", COLUMN_INT},
	{"helped", COLUMN_INT}, {"state", COLUMN_INT, .required = true}, {"valid", COLUMN_INT}, {"invalid", COLUMN_INT},
	{"differences", COLUMN_INT}, {"totals", COLUMN_INT},
};
static const struct index round_indexes[] = {{"ballot_round_election", "election", "ended is null"}};

/* Deleted when the round is signed: no time, no device, nothing of who cast what (DP-3). */
static const struct column sheet_columns[] = {
	{"round", COLUMN_INT, .required = true}, {"reader", COLUMN_INT, .required = true},
	{"bundle", COLUMN_INT, .required = true}, {"ballots", COLUMN_INT, .required = true},
	{"sheet", COLUMN_TEXT, .required = true},
};

static const struct column decision_columns[] = {
	{"round", COLUMN_INT, .required = true}, {"bundle", COLUMN_INT, .required = true},
	{"ballot", COLUMN_INT, .required = true}, {"reading", COLUMN_TEXT, .required = true},
};

static const struct column tally_columns[] = {
	{"round", COLUMN_INT, .required = true}, {"line", COLUMN_INT, .required = true}, {"person", COLUMN_INT},
	{"name", COLUMN_TEXT, .required = true}, {"yes", COLUMN_INT, .required = true}, {"no", COLUMN_INT},
	{"abstain", COLUMN_INT}, {"written_in", COLUMN_INT, .required = true}, {"place", COLUMN_INT, .required = true},
	{"tied", COLUMN_INT, .required = true},
};

static const struct column signature_columns[] = {
	{"round", COLUMN_INT, .required = true}, {"person", COLUMN_INT, .required = true},
	{"made", COLUMN_INT, .required = true},
};

static const struct column question_columns[] = {
	ID, MADE, OF("election"), {"kind", COLUMN_INT, .required = true}, {"asked", COLUMN_INT, .required = true},
	{"text", COLUMN_TEXT, .required = true}, {"answer", COLUMN_TEXT}, {"answered", COLUMN_INT},
};
static const struct index question_indexes[] = {{"election_question_election", "election", "ended is null"}};

static const struct column incident_columns[] = {
	ID, MADE, OF("election"), {"kind", COLUMN_INT, .required = true}, {"reported", COLUMN_INT, .required = true},
	{"text", COLUMN_TEXT, .required = true}, {"decision", COLUMN_TEXT}, {"decided", COLUMN_INT}, {"organ", COLUMN_TEXT},
	{"document", COLUMN_TEXT},
};
static const struct index incident_indexes[] = {{"election_incident_election", "election", "ended is null"}};

#define TABLE(table, columns, key, ...) {table, columns, COUNT(columns), key, __VA_ARGS__}
#define INDEXED(indexes) indexes, COUNT(indexes)

const struct table election_tables[] = {
	TABLE("election_assembly", assembly_columns, "id, made", INDEXED(assembly_indexes)),
	TABLE("election_contest", contest_columns, "id, made", INDEXED(contest_indexes)),
	TABLE("election_step", step_columns, "id, made", INDEXED(step_indexes)),
	TABLE("election_exclusion", exclusion_columns, "id, made", INDEXED(exclusion_indexes)),
	TABLE("election_elector", elector_columns, "assembly, person, made", NULL, 0),
	TABLE("election_candidate", candidate_columns, "id, made", INDEXED(candidate_indexes)),
	TABLE("election_credential", credential_columns, "id, made", INDEXED(credential_indexes)),
	TABLE("election_official", official_columns, "id, made", INDEXED(official_indexes)),
	TABLE("election_method", method_columns, "id, made", INDEXED(method_indexes)),
	TABLE("election_presidium", presidium_columns, "id, made", INDEXED(presidium_indexes)),
	TABLE("election_question", question_columns, "id, made", INDEXED(question_indexes)),
	TABLE("election_incident", incident_columns, "id, made", INDEXED(incident_indexes)),
	TABLE("ballot_round", round_columns, "id, made", INDEXED(round_indexes)),
	TABLE("ballot_sheet", sheet_columns, "round, reader, bundle", NULL, 0),
	TABLE("ballot_decision", decision_columns, "round, bundle, ballot", NULL, 0),
	TABLE("ballot_tally", tally_columns, "round, line", NULL, 0),
	TABLE("ballot_signature", signature_columns, "round, person", NULL, 0, .append_only = true),
};
const size_t election_table_count = COUNT(election_tables);
