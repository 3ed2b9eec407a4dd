/*
 * Who may do what, written out by hand, apart from what the
 * program declares: the tests compare the two.  A page, call or action that
 * has no line here fails them, so that nobody adds one without saying here,
 * too, whom it is for.
 *
 * Roles are letters, in the order of the design:
 *   M member (self)           S branch secretary       O branch organization member
 *   U organization's office   J joint-committee clerk  C comprehensive-committee clerk
 *   R region clerk            V vote supervisor        T teller
 *   I inspector               A auditor                X administrator
 * "+" is whoever is signed in, "*" whoever comes.
 */
#ifndef DANGJIAN_TESTS_DOORS_H
#define DANGJIAN_TESTS_DOORS_H

#include <stdbool.h>
#include <string.h>

#include "registry/role.h"

#define BY_BUSINESS "MSOUJCRVTI" /* whoever sees organizations: not the keepers of the log and of the machine */
#define BY_CLERKS "JCR"
#define BY_BRANCH "SO"
#define BY_WRITERS BY_BRANCH BY_CLERKS
#define BY_SENDERS_OF_UNITS "U" BY_CLERKS /* whoever sends them for a social organization */
#define BY_SENDERS BY_BRANCH "U" BY_CLERKS /* whoever sends requests and reports */

static inline bool
letters_have(const char *letters, enum role role)
{
	static const char order[] = "MSOUJCRVTIAX";
	size_t at = 0;

	if (strchr(letters, '+') || strchr(letters, '*'))
		return true;
	while ((1u << at) != (unsigned)role)
		at++;
	return strchr(letters, order[at]) != NULL;
}

/* --- registers ------------------------------------------------------------------------ */

/*
 * Each kind of record.  `read`: who finds list and record open; `opens`: for
 * whom a record that hangs where their role is held does open, which is fewer
 * where it hangs beside their node.  Records of members open in their own
 * branch and to themselves; above it the list says numbers and a record asks
 * for a case (`numbers`, `asks`), both with 403 (DP-12).  A procedure's
 * records have no forms to change, correct or close them.
 */
struct register_door {
	const char *path;
	const char *read, *opens, *write;
	const char *numbers, *asks;
	bool persons;    /* no files of the list (DP-6) */
	bool procedure;
};

static const struct register_door register_doors[] = {
	{"/units", BY_BUSINESS, "SOUJCRI", BY_CLERKS, "", "", false, false},
	{"/bodies", BY_BUSINESS, BY_BUSINESS, BY_CLERKS, "", "", false, false},
	{"/members", "MSO" BY_CLERKS, "MSO", BY_BRANCH, BY_CLERKS "I", BY_CLERKS, true, false},
	{"/matters", "M" BY_SENDERS "I", "M" BY_SENDERS "I", "", "", "", false, true},
	{"/elections", BY_WRITERS "VTI", BY_WRITERS "VTI", BY_WRITERS, "", "", false, true},
	{"/registers/affiliation", BY_BUSINESS, "SOUJCRI", BY_CLERKS, "", "", false, false},
	{"/registers/charter", BY_BUSINESS, "SOUJCRI", "U" BY_CLERKS, "", "", false, false},
	{"/registers/coverage", BY_BUSINESS, "SOUJCRI", BY_CLERKS, "", "", false, false},
	{"/registers/dispatch", "MSOU" BY_CLERKS "I", "UJCRI", BY_CLERKS, "", "", true, false},
	{"/registers/mass_org", BY_BUSINESS, "SOUJCRI", "U" BY_CLERKS, "", "", false, false},
	{"/registers/membership", "MSO" BY_CLERKS, "MSO", BY_BRANCH, BY_CLERKS "I", BY_CLERKS, true, false},
	{"/registers/pledge", BY_BUSINESS, "SOUJCRI", "U" BY_CLERKS, "", "", false, false},
	{"/registers/post", "MSO" BY_CLERKS "I", "MSO" BY_CLERKS "I", BY_WRITERS, "", "", true, false},
	{"/registers/restriction", "MSO" BY_CLERKS, "MSO", BY_BRANCH, BY_CLERKS "I", BY_CLERKS, true, false},
	{"/registers/term", BY_BUSINESS, BY_BUSINESS, BY_CLERKS, "", "", false, false},
};

/* --- pages and calls beside the registers --------------------------------------------------- */

enum reach {
	REACH_NONE,      /* says nothing of any part of the tree, or only of what is the reader's */
	REACH_NODE,      /* ?node= */
	REACH_PERSON,    /* {id} is a person */
	REACH_ACCOUNT,   /* {id} is an account */
	REACH_GRANT,     /* {id} is a role somebody holds */
	REACH_UNIT,      /* {id} is a social organization */
	REACH_ELECTION,  /* {id} is an election */
	REACH_MATTER,    /* {id} is a request of the branch */
	REACH_DECISION,  /* {id} is a decision on a member: open to that person and in the own branch alone, without a case */
	REACH_VOICE,     /* {id} is what a member of the branch handed in, for those alone who work in it */
	REACH_REQUEST,   /* {id} is what a member of the branch asks about personal data, late, so that those above may answer, too */
};

struct door {
	const char *method, *pattern, *who;
	enum reach reach;
};

static const struct door doors[] = {
	{"GET", "/", "+", REACH_NONE},
	{"GET", "/admin", BY_CLERKS "AX", REACH_NONE},
	{"GET", "/admin/accounts", "X", REACH_NONE},
	{"GET", "/admin/accounts/new", "X", REACH_NONE},
	{"POST", "/admin/accounts/new", "X", REACH_NONE},
	{"GET", "/admin/accounts/{id}", "X", REACH_ACCOUNT},
	{"POST", "/admin/accounts/{id}/disable", "X", REACH_ACCOUNT},
	{"POST", "/admin/accounts/{id}/enable", "X", REACH_ACCOUNT},
	{"GET", "/admin/accounts/{id}/password", "X", REACH_ACCOUNT},
	{"POST", "/admin/accounts/{id}/password", "X", REACH_ACCOUNT},
	{"GET", "/admin/accounts/{id}/second-factor", "X", REACH_ACCOUNT},
	{"POST", "/admin/accounts/{id}/second-factor", "X", REACH_ACCOUNT},
	{"GET", "/admin/journal", "A", REACH_NONE},
	{"GET", "/admin/rights", "AX", REACH_NONE},
	{"GET", "/admin/roles", "X", REACH_NONE},
	{"GET", "/admin/roles/new", "X", REACH_NONE},
	{"POST", "/admin/roles/new", "X", REACH_NONE},
	{"GET", "/admin/roles/{id}/end", "X", REACH_GRANT},
	{"POST", "/admin/roles/{id}/end", "X", REACH_GRANT},
	/* What a clause leaves to a level is set by its clerks, the machine's own by the administrator. */
	{"GET", "/admin/settings", BY_CLERKS "X", REACH_NODE},
	{"GET", "/admin/settings/{name}", BY_CLERKS "X", REACH_NONE},
	{"GET", "/admin/settings/{name}/set", BY_CLERKS "X", REACH_NONE},
	{"POST", "/admin/settings/{name}/set", BY_CLERKS "X", REACH_NONE},
	{"GET", "/admin/settings/{name}/{id}/end", BY_CLERKS "X", REACH_NONE},
	{"POST", "/admin/settings/{name}/{id}/end", BY_CLERKS "X", REACH_NONE},
	{"GET", "/api/v1/admin/journal", "A", REACH_NONE},
	{"GET", "/api/v1/coverage", BY_CLERKS "I", REACH_NODE},
	{"GET", "/api/v1/duties", BY_BUSINESS, REACH_NODE},
	{"GET", "/api/v1/law", "*", REACH_NONE},
	{"GET", "/api/v1/law/{clause}", "*", REACH_NONE},
	{"POST", "/api/v1/law/{clause}", "*", REACH_NONE},
	{"GET", "/api/v1/openapi.json", "*", REACH_NONE},
	{"GET", "/assets/{name}", "*", REACH_NONE},
	{"GET", "/coverage", BY_CLERKS "I", REACH_NODE},
	{"GET", "/duties", BY_BUSINESS, REACH_NODE},
	{"GET", "/elections/{id}/roll", "M" BY_WRITERS "VTI", REACH_ELECTION}, /* members while it is published (DP-19) */
	{"GET", "/elections/{id}/ballots/{round}", BY_WRITERS "VT", REACH_ELECTION},
	{"GET", "/elections/{id}/rehearsal", BY_WRITERS, REACH_ELECTION},
	{"GET", "/elections/{id}/do/{action}", BY_WRITERS "VT", REACH_ELECTION},
	{"POST", "/elections/{id}/do/{action}", BY_WRITERS, REACH_ELECTION},
	{"GET", "/export", BY_WRITERS, REACH_NONE},
	{"POST", "/export", BY_WRITERS, REACH_NONE},
	{"GET", "/healthz", "*", REACH_NONE},
	{"GET", "/import", BY_WRITERS, REACH_NONE},
	{"POST", "/import", BY_WRITERS, REACH_NONE},
	{"GET", "/import/progress", BY_WRITERS, REACH_NONE},
	{"GET", "/import/template.xlsx", BY_WRITERS, REACH_NONE},
	{"GET", "/import/undo", BY_WRITERS, REACH_NONE},
	{"POST", "/import/undo", BY_WRITERS, REACH_NONE},
	{"GET", "/language", "*", REACH_NONE},
	{"GET", "/large-print", "*", REACH_NONE},
	{"GET", "/law", "*", REACH_NONE},
	{"GET", "/law/{clause}", "*", REACH_NONE},
	{"POST", "/law/{clause}", "*", REACH_NONE},
	{"GET", "/login", "*", REACH_NONE},
	{"POST", "/login", "*", REACH_NONE},
	{"POST", "/logout", "+", REACH_NONE},
	{"GET", "/look-from", "+", REACH_NONE},
	{"GET", "/matters/new", BY_SENDERS, REACH_NONE},
	{"POST", "/matters/new", BY_SENDERS, REACH_NONE},
	{"GET", "/matters/{id}", "M" BY_SENDERS "I", REACH_MATTER},
	{"GET", "/api/v1/matters/{id}", "M" BY_SENDERS "I", REACH_MATTER},
	{"GET", "/matters/{id}/paper", "M" BY_SENDERS "I", REACH_MATTER},
	{"GET", "/matters/{id}/amend", BY_BRANCH, REACH_MATTER}, /* the sender's own: an office amends its own */
	{"POST", "/matters/{id}/amend", BY_BRANCH, REACH_MATTER},
	{"GET", "/matters/{id}/submit", BY_BRANCH, REACH_MATTER},
	{"POST", "/matters/{id}/submit", BY_BRANCH, REACH_MATTER},
	{"GET", "/matters/{id}/withdraw", BY_BRANCH, REACH_MATTER},
	{"POST", "/matters/{id}/withdraw", BY_BRANCH, REACH_MATTER},
	{"GET", "/matters/{id}/return", "J", REACH_MATTER}, /* whom it is addressed to */
	{"POST", "/matters/{id}/return", "J", REACH_MATTER},
	{"GET", "/matters/{id}/approve", "J", REACH_MATTER},
	{"POST", "/matters/{id}/approve", "J", REACH_MATTER},
	{"GET", "/matters/{id}/refuse", "J", REACH_MATTER},
	{"POST", "/matters/{id}/refuse", "J", REACH_MATTER},
	{"GET", "/matters/{id}/examine", "J", REACH_MATTER},
	{"POST", "/matters/{id}/examine", "J", REACH_MATTER},
	{"GET", "/matters/{id}/hear", "J", REACH_MATTER}, /* and the sender, of a social organization */
	{"POST", "/matters/{id}/hear", "J", REACH_MATTER},
	{"GET", "/matters/{id}/file", "J", REACH_MATTER},
	{"POST", "/matters/{id}/file", "J", REACH_MATTER},
	{"GET", "/matters/{id}/read", "J", REACH_MATTER},
	{"POST", "/matters/{id}/read", "J", REACH_MATTER},
	{"GET", "/me", "+", REACH_NONE},
	{"GET", "/data-requests", BY_WRITERS "U", REACH_NODE},
	{"GET", "/data-requests/{id}/answer", BY_WRITERS, REACH_REQUEST},
	{"POST", "/data-requests/{id}/answer", BY_WRITERS, REACH_REQUEST},
	{"GET", "/me/data", "+", REACH_NONE},
	{"POST", "/me/data/copy", "+", REACH_NONE},
	{"GET", "/me/voices", "+", REACH_NONE},
	{"GET", "/me/voices/new", "+", REACH_NONE},
	{"POST", "/me/voices/new", "+", REACH_NONE},
	{"GET", "/me/voices/unnamed", "+", REACH_NONE},
	{"POST", "/me/voices/unnamed", "+", REACH_NONE},
	{"GET", "/voices", BY_BRANCH, REACH_NODE},
	{"GET", "/voices/{id}/answer", BY_BRANCH, REACH_VOICE},
	{"POST", "/voices/{id}/answer", BY_BRANCH, REACH_VOICE},
	{"GET", "/me/requests/new", "+", REACH_NONE},
	{"POST", "/me/requests/new", "+", REACH_NONE},
	{"GET", "/me/password", "+", REACH_NONE},
	{"POST", "/me/password", "+", REACH_NONE},
	{"GET", "/elections/{id}/papers", BY_WRITERS "VTI", REACH_ELECTION},
	{"GET", "/elections/{id}/papers/{paper}", BY_WRITERS "VTI", REACH_ELECTION},
	{"GET", "/me/second-factor", "+", REACH_NONE},
	{"POST", "/me/second-factor", "+", REACH_NONE},
	{"GET", "/me/second-factor/codes", "+", REACH_NONE},
	{"POST", "/me/second-factor/codes", "+", REACH_NONE},
	{"GET", "/me/second-factor/end", "+", REACH_NONE},
	{"POST", "/me/second-factor/end", "+", REACH_NONE},
	{"POST", "/me/sessions/end", "+", REACH_NONE},
	{"POST", "/me/tokens", "+", REACH_NONE},
	{"POST", "/me/tokens/end", "+", REACH_NONE},
	{"GET", "/members/find", BY_WRITERS, REACH_NONE},
	{"POST", "/members/find", BY_WRITERS, REACH_NONE},
	{"GET", "/members/duplicates", BY_BRANCH, REACH_NONE},
	{"GET", "/members/duplicates/{one}/{other}", BY_BRANCH, REACH_NONE},
	{"POST", "/members/duplicates/{one}/{other}", BY_BRANCH, REACH_NONE},
	{"GET", "/members/duplicates/undo/{number}", BY_BRANCH, REACH_NONE},
	{"POST", "/members/duplicates/undo/{number}", BY_BRANCH, REACH_NONE},
	{"GET", "/members/duplicates/again/{id}", BY_BRANCH, REACH_NONE},
	{"POST", "/members/duplicates/again/{id}", BY_BRANCH, REACH_NONE},
	{"GET", "/members/{id}/open", BY_CLERKS, REACH_PERSON},
	{"POST", "/members/{id}/open", BY_CLERKS, REACH_PERSON},
	{"GET", "/metrics", "*", REACH_NONE}, /* this machine alone, or a token of its own */
	{"GET", "/privacy", "*", REACH_NONE},
	{"GET", "/privacy/{kind}", "*", REACH_NONE},
	{"GET", "/registers", BY_BUSINESS, REACH_NONE},
	{"GET", "/registers/restriction/{id}/notice", "MSO", REACH_DECISION},
	{"GET", "/retention", BY_WRITERS, REACH_NODE},
	{"GET", "/retention/erase", "S" BY_CLERKS, REACH_NODE},
	{"POST", "/retention/erase", "S" BY_CLERKS, REACH_NODE},
	{"GET", "/tree", BY_BUSINESS, REACH_NODE},
	{"GET", "/units/duplicates", BY_CLERKS, REACH_NODE},
	{"GET", "/units/duplicates/{one}/{other}", BY_CLERKS, REACH_NONE},
	{"POST", "/units/duplicates/{one}/{other}", BY_CLERKS, REACH_NONE},
	{"GET", "/units/duplicates/undo/{number}", BY_CLERKS, REACH_NONE},
	{"POST", "/units/duplicates/undo/{number}", BY_CLERKS, REACH_NONE},
	{"GET", "/units/duplicates/again/{id}", BY_CLERKS, REACH_NONE},
	{"POST", "/units/duplicates/again/{id}", BY_CLERKS, REACH_NONE},
	{"GET", "/units/{id}/object", "U", REACH_UNIT},
	{"POST", "/units/{id}/object", "U", REACH_UNIT},
	{"GET", "/units/{id}/proposal", BY_CLERKS "I", REACH_UNIT},
	{"GET", "/units/{id}/proposal/send", BY_CLERKS, REACH_NONE},
	{"POST", "/units/{id}/proposal/send", BY_CLERKS, REACH_NONE},
	{"GET", "/bodies/{id}/remind", BY_CLERKS, REACH_NONE},
	{"POST", "/bodies/{id}/remind", BY_CLERKS, REACH_NONE},
};

/* --- actions -------------------------------------------------------------------------------- */

/* By name; "*-unit" stands for add-, change-, correct- and close-unit. */
struct action_door {
	const char *action, *who;
};

static const struct action_door action_doors[] = {
	{"*-unit", BY_CLERKS}, {"*-body", BY_CLERKS}, {"*-affiliation", BY_CLERKS}, {"*-coverage", BY_CLERKS}, {"*-term", BY_CLERKS},
	{"*-dispatch", BY_CLERKS}, {"*-post", BY_WRITERS}, {"*-person", BY_BRANCH}, {"*-membership", BY_BRANCH},
	{"*-restriction", BY_BRANCH}, {"*-charter", "U" BY_CLERKS}, {"*-pledge", "U" BY_CLERKS}, {"*-mass_org", "U" BY_CLERKS},
	{"reaffiliate", BY_CLERKS}, {"undo", "U" BY_WRITERS}, {"import", BY_WRITERS}, {"export", BY_WRITERS},
	{"find-person", BY_WRITERS}, {"open-person", BY_CLERKS},
	{"add-account", "X"}, {"disable-account", "X"}, {"enable-account", "X"}, {"set-password", "X"},
	{"reset-second-factor", "X"}, {"grant-role", "X"}, {"end-role", "X"},
	{"set-setting", BY_CLERKS "X"}, {"end-setting", BY_CLERKS "X"},
	{"merge-unit", BY_CLERKS}, {"keep-units-apart", BY_CLERKS}, {"compare-units-again", BY_CLERKS},
	{"merge-person", BY_BRANCH}, {"keep-persons-apart", BY_BRANCH}, {"compare-persons-again", BY_BRANCH},
	{"change-own-password", "+"}, {"set-second-factor", "+"}, {"end-second-factor", "+"},
	{"renew-recovery-codes", "+"}, {"end-session", "+"}, {"make-token", "+"}, {"end-token", "+"},
	{"submit-matter", BY_SENDERS}, {"withdraw-matter", BY_SENDERS}, {"return-matter", BY_CLERKS},
	{"approve-matter", BY_CLERKS}, {"refuse-matter", BY_CLERKS}, {"file-matter", BY_CLERKS},
	{"read-matter", BY_SENDERS}, {"send-joint-proposal", BY_CLERKS}, {"remind-reelection", BY_CLERKS},
	{"draft-set-up-body", BY_SENDERS_OF_UNITS}, {"amend-set-up-body", BY_SENDERS_OF_UNITS},
	{"draft-set-up-large-committee", BY_SENDERS_OF_UNITS}, {"amend-set-up-large-committee", BY_SENDERS_OF_UNITS},
	{"draft-set-up-joint-branch", BY_SENDERS_OF_UNITS}, {"amend-set-up-joint-branch", BY_SENDERS_OF_UNITS},
	{"draft-set-up-industry-body", BY_SENDERS_OF_UNITS}, {"amend-set-up-industry-body", BY_SENDERS_OF_UNITS},
	{"draft-set-up-temporary-branch", BY_SENDERS_OF_UNITS}, {"amend-set-up-temporary-branch", BY_SENDERS_OF_UNITS},
	{"draft-set-up-sub-branch", BY_WRITERS}, {"amend-set-up-sub-branch", BY_WRITERS},
	{"draft-change-body-form", BY_WRITERS}, {"amend-change-body-form", BY_WRITERS},
	{"draft-merge-bodies", BY_WRITERS}, {"amend-merge-bodies", BY_WRITERS},
	{"draft-split-body", BY_WRITERS}, {"amend-split-body", BY_WRITERS},
	{"draft-abolish-body", BY_WRITERS}, {"amend-abolish-body", BY_WRITERS},
	{"draft-head-check", BY_SENDERS_OF_UNITS}, {"amend-head-check", BY_SENDERS_OF_UNITS},
	{"examine-matter", BY_CLERKS}, {"hear-matter", BY_SENDERS_OF_UNITS},
	{"draft-posts-changed", BY_WRITERS}, {"amend-posts-changed", BY_WRITERS},
	{"draft-set-up-regional-body", BY_CLERKS}, {"amend-set-up-regional-body", BY_CLERKS},
	{"draft-unit-changed", BY_SENDERS}, {"amend-unit-changed", BY_SENDERS},
	{"draft-units-merged", BY_SENDERS}, {"amend-units-merged", BY_SENDERS},
	{"draft-unit-split", BY_SENDERS}, {"amend-unit-split", BY_SENDERS},
	{"draft-unit-closed", BY_SENDERS}, {"amend-unit-closed", BY_SENDERS},
	{"draft-election-congress", BY_WRITERS}, {"amend-election-congress", BY_WRITERS},
	{"draft-election-delegates", BY_WRITERS}, {"amend-election-delegates", BY_WRITERS},
	{"draft-election-meeting", BY_WRITERS}, {"amend-election-meeting", BY_WRITERS},
	{"draft-election-candidates", BY_WRITERS}, {"amend-election-candidates", BY_WRITERS},
	{"draft-election-exclusions", BY_WRITERS}, {"amend-election-exclusions", BY_WRITERS},
	{"draft-elected-members", BY_WRITERS}, {"amend-elected-members", BY_WRITERS},
	{"draft-elected-officers", BY_WRITERS}, {"amend-elected-officers", BY_WRITERS},
	{"draft-postpone-term", BY_WRITERS}, {"amend-postpone-term", BY_WRITERS},
	{"draft-advance-term", BY_WRITERS}, {"amend-advance-term", BY_WRITERS},
	{"begin-election", BY_WRITERS}, {"move-election", BY_WRITERS}, {"record-election-step", BY_WRITERS},
	{"cancel-election", BY_WRITERS}, {"close-election", BY_WRITERS}, {"exclude-elector", BY_WRITERS},
	{"include-elector", BY_WRITERS}, {"review-roll", BY_WRITERS}, {"open-assembly", BY_WRITERS},
	{"nominate-candidate", BY_WRITERS}, {"change-candidate", BY_WRITERS}, {"withdraw-candidate", BY_WRITERS},
	{"appoint-official", BY_WRITERS}, {"dismiss-official", BY_WRITERS}, {"begin-ballot", BY_WRITERS},
	{"set-election-method", BY_WRITERS}, {"propose-presidium", BY_WRITERS}, {"withdraw-presidium", BY_WRITERS}, {"name-chair", BY_WRITERS},
	{"reduce-seats", BY_WRITERS}, {"announce-result", BY_WRITERS},
	{"add-electing-unit", BY_WRITERS}, {"drop-electing-unit", BY_WRITERS}, {"check-delegate", BY_WRITERS},
	{"reconcile-ballot", BY_WRITERS "V"}, {"count-ballot", BY_WRITERS "V"}, {"reopen-ballot", BY_WRITERS "V"},
	{"erase-due", "S" BY_CLERKS}, {"ask-about-own-data", "+"}, {"copy-own-data", "+"}, {"object-to-record", "U"},
	{"answer-data-request", BY_WRITERS},
	{"hand-in-voice", "+"}, {"hand-in-unnamed-view", "+"}, {"answer-voice", BY_BRANCH},
	{"record-question", BY_WRITERS}, {"answer-question", BY_WRITERS},
	{"record-incident", BY_WRITERS "V"}, {"decide-incident", BY_CLERKS}, /* decided above the unit (ELEC-37.1) */
	{"enter-ballots", "T"}, {"enter-totals", "T"}, {"decide-ballot", "V"}, {"sign-ballot", "V"},
};

/* Who may use an action by the table above; null where it has no line. */
static inline const char *
action_who(const char *action)
{
	static const char *const verbs[] = {"add-", "change-", "correct-", "close-"};

	for (size_t i = 0; i < sizeof action_doors / sizeof *action_doors; i++)
		if (strcmp(action_doors[i].action, action) == 0)
			return action_doors[i].who;
	for (size_t i = 0; i < sizeof action_doors / sizeof *action_doors; i++)
		for (size_t v = 0; v < sizeof verbs / sizeof *verbs && action_doors[i].action[0] == '*'; v++)
			if (strncmp(action, verbs[v], strlen(verbs[v])) == 0 &&
			    strcmp(action + strlen(verbs[v]), action_doors[i].action + 2) == 0)
				return action_doors[i].who;
	return NULL;
}

#endif
