/* What the pages and forms of one election share. */
#ifndef DANGJIAN_WEB_ELECTION_PAGE_H
#define DANGJIAN_WEB_ELECTION_PAGE_H

#include "party/election.h"
#include "web/action_form.h"
#include "web/views_model.h"
#include "web/visit.h"

#define ELECTIONS_PATH "/elections"
#define ELECTION_RUNS (ROLE_BRANCH | ROLE_CLERKS)

struct shown_election {
	struct request *request;
	enum lang lang;
	struct election *election;
	const char *path;          /* where the body hangs */
	bool runs;                 /* may act for the body, today */
	int64_t person;            /* the reader's own */
};

/* The election of the address; FAIL_NOT_FOUND, or FAIL_FORBIDDEN where the reader's roles do not reach. */
int election_open(struct request *request, struct shown_election *ret_shown);

/* Below /elections/{id}; null without memory. */
const char *election_path(const struct shown_election *shown, const char *tail);

/* The form of an action, with what it is about where `what` names it. */
const char *election_do(const struct shown_election *shown, const char *action, const char *what, int64_t id);

const char *election_title(const struct shown_election *shown);

/* What an assembly is called: an electing unit's by the unit. */
const char *election_assembly_title(enum lang lang, const struct assembly *assembly);

/* A step with the office or the assembly it is of; null without memory. */
const char *election_step_title(struct arena *arena, enum lang lang, const struct timeline_step *step);

/* election_list.c: a step as members of an open JSON object. */
struct json;
void election_step_members(const struct timeline_step *step, struct json *json);

/* The assembly that the address names, else the first; null where there is none. */
const struct assembly *election_asked(const struct shown_election *shown);

/* Whether the reader is one of the assembly's supervisors or tellers. */
bool election_holds_office(const struct shown_election *shown, const struct assembly *assembly, enum official_role role);

/* election_contests.c: one contest with its figures, candidates and what may be done next. */
int election_fill_contest(const struct shown_election *shown, const struct seats *seats, struct contest_view *ret_view);

/* election_chairs.c: who presides, and a congress's presidium. */
int election_fill_chairs(const struct shown_election *shown, struct related_view *ret_view);

/* election_method.c: the election method of each meeting. */
int election_fill_method(const struct shown_election *shown, struct related_view *ret_view);

/* election_related.c: all that stands beside the contests, these two among it. */
int election_fill_related(const struct shown_election *shown, struct election_view *view);

/* election_comparison.c */
int show_ballots(struct request *request, struct response *response);

/* election_json.c: the page's JSON twin */
int show_election_json(struct request *request, struct response *response);

/* election_rehearsal.c */
const char *election_rehearsal_path(const struct shown_election *shown, const struct seats *seats);
int show_rehearsal(struct request *request, struct response *response);

/* election_forms.c */
int show_election_form(struct request *request, struct response *response);
int take_election_form(struct request *request, struct response *response);
int show_begin_election(struct request *request, struct response *response);
int take_begin_election(struct request *request, struct response *response);

#endif
