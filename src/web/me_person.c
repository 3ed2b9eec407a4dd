#include "web/me_person.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/election.h"
#include "party/openings.h"
#include "party/rights.h"
#include "registry/input.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/moment.h"
#include "web/table.h"
#include "web/visit.h"

#define NOTES_MAX 200         /* openings shown */
#define RESTRICTIONS_MAX 20   /* read to find the one that decides */
#define GIVEN_MAX 5

/* ---- rights ---- */

/* The decision that took the rights, by its document. */
static int
find_restriction(const struct request *request, const struct member_rights *member,
                 const struct record **ret_restriction)
{
	struct list list = {0};
	int status = member->document
		? list_referring(visit_of(request)->db, request->arena, &restriction_kind, "person", member->person,
		                 RESTRICTIONS_MAX, &list) : 0;

	*ret_restriction = NULL;
	for (size_t i = 0; i < list.count && status == 0 && !*ret_restriction; i++)
		if (list.rows[i]->since <= request->today && record_value(list.rows[i], "measure")->number <= SUSPENDED &&
		    strcmp(record_value(list.rows[i], "document")->text, member->document) == 0)
			*ret_restriction = list.rows[i];
	return status;
}

static const char *
day_of_record(const struct request *request, day_no day)
{
	char text[DAY_TEXT];

	return arena_strdup(request->arena, day_text(day, text));
}

/* The clause's own sentence, from the facts on record. */
static int
why_of(const struct request *request, const struct member_rights *member, const char **ret_why)
{
	const struct record *decision;
	const struct finding *finding;
	struct given given[GIVEN_MAX];
	size_t count = 0;
	int status = find_restriction(request, member, &decision);

	if (status < 0)
		return status;
	given[count++] = (struct given){
		"status", strcmp(member->rights.because, "ELEC-5.3") == 0 ? "probationary" : "full"};
	given[count++] = (struct given){"on", day_of_record(request, request->today)};
	if (decision) {
		bool sanction = record_value(decision, "measure")->number == PROBATION_WITHIN;
		const struct value *restored = record_value(decision, "restored");

		given[count++] = (struct given){sanction ? "sanction_from" : "suspended_from",
		                                day_of_record(request, decision->since)};
		if (decision->until != DAY_OPEN)
			given[count++] = (struct given){sanction ? "sanction_to" : "suspended_to",
			                                day_of_record(request, decision->until - 1)};
		if (sanction && restored->type == VALUE_INT)
			given[count++] = (struct given){"restored", day_of_record(request, (day_no)restored->number)};
	}
	status = rule_judge(request->arena, "ELEC-5.1", given, count, &finding);
	if (status < 0)
		return status;
	*ret_why = in_lang(finding_why(finding), request->lang);
	if (decision)
		*ret_why = arena_printf(request->arena, tr(request->lang, "%s By: %s (%s)."), *ret_why,
		                        record_value(decision, "organ")->text, member->document);
	return *ret_why ? 0 : FAIL_MEMORY;
}

/* The three that decisions take away, then those that nothing takes away. */
static size_t
fill_rights(enum lang lang, const struct member_rights *member, const char *why, struct right_view *views)
{
	const char *const three[] = {tr(lang, "Right to vote on motions"), tr(lang, "Right to elect"),
	                             tr(lang, "Right to be elected")};
	const struct right_view always[] = {
		{tr(lang, "Attending meetings and speaking"), true, tr(lang, "Probationary members and those whose rights are restricted, too."), "ELEC-5.3"},
		{tr(lang, "Taking part"), true, tr(lang, "Proposals for the agenda, questions to candidates, motions, and views with or without a name, handed to the branch on this page."), "DP-20"},
		{tr(lang, "Views, proposals and complaints"), true, tr(lang, "To the branch or to any higher organization and its discipline inspection."), "DP-22"},
		{tr(lang, "Being heard and appealing"), true, tr(lang, "Whoever is dealt with hears the grounds, speaks for themselves, and may appeal."), "DP-23"},
		{tr(lang, "Seeing, copying and correcting one's record"), true, tr(lang, "On this page; what Party rules require to be kept is not deleted."), "DP-24"},
	};
	size_t count = 0;

	for (size_t i = 0; i < 3; i++)
		views[count++] = (struct right_view){three[i], member->rights.has, why, member->rights.because};
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		views[count++] = always[i];
	return count;
}

int
me_rights(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	struct right_view *views = ARENA_ARRAY(request->arena, 8, struct right_view);
	struct member_rights member;
	const char *why;
	int status = views ? rights_of_person(visit->db, request->arena, visit->actor.person, request->today,
	                                      rule_set_on(request->today), &member) : FAIL_MEMORY;

	if (status == 0)
		status = why_of(request, &member, &why);
	if (status < 0)
		return status == FAIL_NOT_FOUND ? 0 : status;
	view->right_count = fill_rights(request->lang, &member, why, views);
	view->rights = views;
	view->rights_on = request->today;
	view->rights_note = tr(request->lang, "From the category and the decisions on record. Whoever finds this wrong asks the branch for a review, before a vote on the same day.");
	return 0;
}

/* ---- rolls published ---- */

int
me_rolls(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Party organization")}, {.label = tr(lang, "Published on")},
		{.label = tr(lang, "Day of the meeting")},
	};
	struct open_roll *rolls;
	struct table_maker table;
	size_t count;
	int status = rolls_open_to(visit->db, request->arena, visit->actor.person, request->today, &rolls, &count);

	if (status < 0 || count == 0)
		return status;
	status = table_begin(request->arena, tr(lang, "Rolls published for correction"), columns, 3, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(rolls[i].body_name, arena_printf(request->arena, "/elections/%" PRId64 "/roll?assembly=%" PRId64,
		                                                      rolls[i].election, rolls[i].assembly));
		cells[1] = cell_day(rolls[i].published);
		cells[2] = cell_day(rolls[i].day);
	}
	if (status == 0)
		view->rolls = table.view;
	return status;
}

/* ---- who opened the record ---- */

/* An action by what it is called, a case by its purpose, what somebody wrote as it was written. */
static const char *
reason_text(const struct request *request, const struct opening_line *line)
{
	const struct action *action = action_find(visit_of(request)->installation, line->reason);
	enum lang lang = request->lang;

	if (strcmp(line->reason, REASON_BRANCH) == 0)
		return tr(lang, "daily work of the branch");
	if (action)
		return in_lang(action->label, lang);
	for (const struct choice *purpose = purposes; purpose->word; purpose++)
		if (purpose->number == line->purpose)
			return line->matter
				? arena_printf(request->arena, tr(lang, "%s (%s): %s"), in_lang(purpose->label, lang), line->matter,
				               line->reason)
				: arena_printf(request->arena, tr(lang, "%s: %s"), in_lang(purpose->label, lang), line->reason);
	return line->reason;
}

static int
office_text(const struct request *request, int64_t node, const char **ret_text)
{
	const struct visit *visit = visit_of(request);
	int status = ref_title(visit->db, request->arena, &body_kind, node, request->today, ret_text);

	if (status == 0 && !**ret_text)
		status = ref_title(visit->db, request->arena, &unit_kind, node, request->today, ret_text);
	return status;
}

static int
fill_line(const struct request *request, const struct opening_line *line, struct cell_view *cells)
{
	const char *who, *office = NULL, *reason = reason_text(request, line);
	int status = actor_name(visit_of(request)->db, request->arena, line->tag, &who);

	if (status == 0 && line->node)
		status = office_text(request, line->node, &office);
	if (status < 0 || !reason)
		return status < 0 ? status : FAIL_MEMORY;
	cells[0] = cell_text(moment_text(request->arena, line->at));
	cells[1] = cell_text(who_text(request, who));
	cells[2] = cell_text(office);
	cells[3] = cell_text(reason);
	return 0;
}

int
me_opened(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Time")}, {.label = tr(lang, "Who")}, {.label = tr(lang, "Office")},
		{.label = tr(lang, "Reason")},
	};
	struct opening_line *lines;
	struct table_maker table;
	size_t count;
	int status = openings_of(visit->db, request->arena, visit->actor.person, NOTES_MAX, &lines, &count);

	if (status == 0)
		status = table_begin(request->arena, tr(lang, "Who opened my record"), columns, 4, count, &table);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = fill_line(request, &lines[i], table_row(&table));
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "Nobody has opened it.");
	view->opened = table.view;
	return 0;
}
