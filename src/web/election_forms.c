/* The forms of an election: one for each action, with choices in place of what would be typed. */
#include "web/election_page.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/list.h"
#include "web/catalogue.h"

/* The actions that an election's page leads to. */
static bool
is_of_election(const char *name)
{
	const struct action *const tables[] = {election_actions, step_actions, roll_actions, candidate_actions, ballot_actions, entry_actions,
	                                       result_actions, delegate_actions, question_actions, presidium_actions,
	                                       method_actions};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (const struct action *action = tables[t]; action->name; action++)
			if (strcmp(action->name, name) == 0 && strcmp(name, "begin-election") != 0)
				return true;
	return false;
}

static const char *
given(const struct request *request, const char *name)
{
	const char *value = request_field(request, name);

	return value ? value : request_query(request, name);
}

static struct shown_election *
shown_again(struct request *request)
{
	struct shown_election *shown = ARENA_NEW(request->arena, struct shown_election);

	return shown && election_open(request, shown) == 0 ? shown : NULL;
}

/*
 * Whom a field is chosen from: officials from the main meeting's roll, since
 * tellers of a plenary may come from outside it; candidates from those who may
 * be elected, of an office from the members of the committee to be; else from
 * the roll of the assembly named.
 */
static int
people_of(const struct shown_election *shown, const char *field, struct roll *ret_roll)
{
	struct request *request = shown->request;
	const char *action = request_param(request, "action");
	const struct assembly *assembly = election_asked(shown);
	struct db *db = visit_of(request)->db;
	bool candidate = strcmp(action, "nominate-candidate") == 0;
	int64_t id;

	if (strcmp(action, "check-delegate") == 0)
		return election_delegates(request->arena, shown->election, ret_roll);
	if (strcmp(action, "appoint-official") == 0 && strcmp(field, "person") == 0 && assembly->kind != ASSEMBLY_UNIT)
		assembly = &shown->election->assemblies[0];
	if (candidate && given(request, "contest") && num_parse(given(request, "contest"), &id) == 0 &&
	    election_contest(shown->election, id)) {
		assembly = election_contest(shown->election, id)->assembly;
		if (assembly->kind != ASSEMBLY_UNIT && !assembly->opened)
			assembly = &shown->election->assemblies[0];
	}
	return candidate ? election_eligible(db, request->arena, shown->election, assembly, ret_roll)
	                 : election_roll(db, request->arena, shown->election, assembly, ret_roll);
}

/* ELEC-20.2a: a congress is chaired from its presidium. */
static void
leave_presidium(const struct election *election, const struct assembly *assembly, struct roll *roll)
{
	size_t left = 0;

	for (size_t i = 0; i < roll->count; i++)
		for (size_t p = 0; p < election->presidium_count; p++)
			if (election->presidium[p].assembly == assembly && election->presidium[p].person == roll->at[i].person) {
				roll->at[left++] = roll->at[i];
				break;
			}
	roll->count = left;
}

static int
choose_person(const struct shown_election *shown, struct field_view *field)
{
	struct arena *arena = shown->request->arena;
	struct choice_view *choices;
	struct roll roll;
	int status = shown->election->assembly_count ? people_of(shown, field->name, &roll) : FAIL_NOT_FOUND;

	if (status < 0)
		return status == FAIL_NOT_FOUND ? 0 : status;
	if (strcmp(field->name, "chair") == 0 && election_asked(shown)->kind == ASSEMBLY_CONGRESS)
		leave_presidium(shown->election, election_asked(shown), &roll);
	choices = ARENA_ARRAY(arena, roll.count + 1, struct choice_view);
	if (!choices)
		return FAIL_MEMORY;
	if (!field->value && strcmp(field->name, "chair") == 0 && election_asked(shown)->chair)
		field->value = arena_printf(arena, "%" PRId64, election_asked(shown)->chair);
	for (size_t i = 0; i < roll.count; i++) {
		choices[i] = (struct choice_view){.value = arena_printf(arena, "%" PRId64, roll.at[i].person), .label = roll.at[i].name};
		if (!choices[i].value)
			return FAIL_MEMORY;
		choices[i].chosen = field->value && strcmp(field->value, choices[i].value) == 0;
	}
	field->kind = INPUT_CHOICE;
	field->choices = choices;
	field->choice_count = roll.count;
	return 0;
}

STATEMENT(bodies_under,
	"select b.id, b.name from affiliation a join body b on b.id = a.body and b.ended is null and b.since <= $2"
	" and b.until > $2 where a.superior = $1 and a.relation = 1 and a.ended is null and a.since <= $2 and a.until > $2"
	" order by b.name, b.id limit 300");

_Static_assert(LEADS == 1, "the statement's number is this");

/* Electing units are the organizations right under the one that convenes; 300 delegates are the most (ELEC-8.1b). */
static int
choose_unit(const struct shown_election *shown, struct field_view *field)
{
	struct arena *arena = shown->request->arena;
	struct choice_view *choices = ARENA_ARRAY(arena, 301, struct choice_view);
	struct rows *rows;
	size_t count = 0;
	int status = choices ? db_query(visit_of(shown->request)->db, bodies_under,
	                                ARGS(INT(shown->election->body), INT(shown->request->today)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct choice_view *choice = &choices[count++];

		choice->value = arena_printf(arena, "%" PRId64, rows_int(rows, 0));
		choice->label = rows_dup(rows, 1, arena);
		if (!choice->value || !choice->label)
			break;
		choice->chosen = field->value && strcmp(field->value, choice->value) == 0;
	}
	rows_close(rows);
	if (status != 0)
		return status < 0 ? status : FAIL_MEMORY;
	field->kind = INPUT_CHOICE;
	field->choices = choices;
	field->choice_count = count;
	return 0;
}

/* The names stand on the tally sheet already, in the order of the ballot. */
static int
print_names(struct request *request, struct field_view *field)
{
	const struct shown_election *shown = shown_again(request);
	const struct ballot_round *round = NULL;
	const struct candidate **standing;
	const char *text = "";
	size_t count;
	int64_t id;
	int status;

	if (shown && given(request, "round") && num_parse(given(request, "round"), &id) == 0)
		round = election_round(shown->election, id);
	if (!round || field->value)
		return 0;
	status = ballot_order(request->arena, shown->election, round, &standing, &count);
	for (size_t i = 0; i < count && status == 0 && text; i++)
		text = arena_printf(request->arena, "%s%s \n", text, standing[i]->name);
	field->value = text;
	return text ? status : FAIL_MEMORY;
}

/* The form of the election method begins with what holds now. */
static int
fill_in_method(const struct shown_election *shown, struct field_view *field)
{
	struct arena *arena = shown->request->arena;
	const struct election_method method = election_method(shown->election, election_asked(shown));
	const struct { const char *name; int64_t number; } numbers[] = {
		{"supervisors", method.supervisors}, {"tellers", method.tellers}, {"keep_months", method.keep_months},
	};
	struct choice_view *choices = ARENA_ARRAY(arena, field->choice_count + 1, struct choice_view);

	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strcmp(field->name, numbers[i].name) == 0 && numbers[i].number > 0)
			field->value = arena_printf(arena, "%" PRId64, numbers[i].number);
	if (strcmp(field->name, "counting") != 0)
		return 0;
	for (size_t i = 0; i < field->choice_count; i++) {
		choices[i] = field->choices[i];
		choices[i].chosen = strcmp(choices[i].value, counting_ways[method.counting - COUNT_BALLOTS].word) == 0;
	}
	field->choices = choices;
	return 0;
}

/* A person or unit of the election is chosen from those who may come into it, never typed. */
static int
adapt_choice(struct request *request, struct field_view *field)
{
	bool person = strcmp(field->name, "person") == 0 || strcmp(field->name, "chair") == 0;
	bool method = strcmp(request_param(request, "action"), "set-election-method") == 0 && !request_field(request, field->name);
	struct shown_election *shown;

	if (strcmp(field->name, "votes") == 0)
		return print_names(request, field);
	if (!person && !method && strcmp(field->name, "body") != 0)
		return 0;
	shown = shown_again(request);
	if (!shown)
		return last_failure()->code;
	if (method)
		return election_asked(shown) ? fill_in_method(shown, field) : 0;
	return person ? choose_person(shown, field) : choose_unit(shown, field);
}

static const char *const nothing_left_out[] = {"seen", NULL};

/* What a step does not take is not asked. */
static const char *const *
without(struct request *request, const struct step_rule *rule)
{
	const char **names = ARENA_ARRAY(request->arena, 7, const char *);
	size_t count = 0;

	if (!rule || !names)
		return nothing_left_out;
	/* Of whom an assembly's vote is counted follows from its roll. */
	if (!rule->votes.zh || rule->phase == AT_ASSEMBLY || strcmp(rule->word, "delegate_number") == 0)
		names[count++] = "of";
	if (!rule->votes.zh)
		names[count++] = "yes";
	if (!rule->document)
		names[count++] = "document";
	if (strncmp(rule->word, "request_", 8) != 0)
		names[count++] = "submitted";
	if (rule->phase != AT_ASSEMBLY)
		names[count++] = "assembly";
	return names;
}

static int
form_of(struct request *request, const struct shown_election *shown, struct action_form *ret_form)
{
	static const char *const known[] = {"step", "assembly", "contest", "round", "candidate", "official", "bundle", "ballot",
	                                    "person", "question", "incident", "member"};
	const char *action = request_param(request, "action");
	const struct step_rule *rule = given(request, "step") ? step_rule_find(given(request, "step")) : NULL;
	struct action_form form = {
		.action = action, .path = election_path(shown, arena_printf(request->arena, "/do/%s", action)), .cancel = election_path(shown, ""),
		.crumbs = {{in_lang(election_kind.plural, shown->lang), {ELECTIONS_PATH}, false, 0}, {election_title(shown), {election_path(shown, "")}, false, 0}},
		.crumb_count = 2, .adapt = adapt_choice, .without = without(request, rule),
	};

	if (!is_of_election(action))
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这个操作。", "There is no such action.");
	form.hidden[form.hidden_count++] = (struct hidden_view){"election", arena_printf(request->arena, "%" PRId64, shown->election->id)};
	/* Tellers work side by side: what one enters does not outdate the other's page. */
	if (!(action_find(visit_of(request)->installation, action)->who & ROLE_TELLER))
		form.hidden[form.hidden_count++] = (struct hidden_view){"seen", given(request, "seen") ? given(request, "seen")
		                                   : arena_printf(request->arena, "%" PRId64, shown->election->seen)};
	for (size_t i = 0; i < sizeof known / sizeof *known && form.hidden_count < 6; i++)
		if (request_query(request, known[i]) || (request_field(request, known[i]) && strcmp(known[i], "bundle") != 0))
			form.hidden[form.hidden_count++] = (struct hidden_view){known[i], given(request, known[i])};
	if (rule)
		form.lead = in_lang(rule->label, shown->lang);
	*ret_form = form;
	return 0;
}

int
show_election_form(struct request *request, struct response *response)
{
	struct action_form form;
	struct shown_election shown;
	int status = election_open(request, &shown);

	if (status == 0)
		status = form_of(request, &shown, &form);
	return status == 0 ? action_form_show(request, response, &form, false) : status;
}

int
take_election_form(struct request *request, struct response *response)
{
	struct action_form form;
	struct shown_election shown;
	int status = election_open(request, &shown);

	if (status == 0)
		status = form_of(request, &shown, &form);
	return status == 0 ? action_form_take(request, response, &form, election_path(&shown, "")) : status;
}

/* ---- GET and POST /elections/new ---- */

static struct action_form
begin_form(struct request *request)
{
	struct action_form form = {
		.action = "begin-election", .path = ELECTIONS_PATH "/new", .cancel = ELECTIONS_PATH,
		.crumbs = {{in_lang(election_kind.plural, request->lang), {ELECTIONS_PATH}, false, 0}}, .crumb_count = 1,
	};

	if (given(request, "body")) {
		form.hidden[form.hidden_count++] = (struct hidden_view){"body", given(request, "body")};
		form.cancel = arena_printf(request->arena, "/bodies/%s", given(request, "body"));
	}
	return form;
}

int
show_begin_election(struct request *request, struct response *response)
{
	struct action_form form = begin_form(request);

	return action_form_show(request, response, &form, false);
}

int
take_begin_election(struct request *request, struct response *response)
{
	struct action_form form = begin_form(request);
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form.action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	return status < 0 ? status
	       : visit_done(request, response, arena_printf(request->arena, ELECTIONS_PATH "/%" PRId64, outcome.ids[0]), form.action, &outcome);
}
