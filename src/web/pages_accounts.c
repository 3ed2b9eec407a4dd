/* /admin/accounts: who has an account; made, disabled and given a one-time password by an administrator. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/directory.h"
#include "party/factor.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/grants_table.h"
#include "web/pages.h"
#include "web/table.h"

#define ACCOUNTS "/admin/accounts"
#define ACCOUNTS_PAGE 50
#define GRANTS_MAX 200 /* of one account, shown on its page */

static int
own_reach(const struct request *request, const char **ret_reach)
{
	return directory_reach(request->arena, &visit_of(request)->actor, ROLE_ADMINISTRATOR, ret_reach);
}

static struct cell_view
state_cell(enum lang lang, const struct account_line *account)
{
	if (account->disabled)
		return cell_badge(tr(lang, "disabled"), TONE_PLAIN);
	if (account->must_change)
		return cell_badge(tr(lang, "one-time password"), TONE_SOON);
	return cell_badge(tr(lang, "in use"), TONE_GOOD);
}

static const char *
account_address(struct arena *arena, int64_t id, const char *then)
{
	return arena_printf(arena, ACCOUNTS "/%" PRId64 "%s", id, then);
}

/* ---- the list ---- */

static int
fill_accounts(const struct request *request, const struct account_line *accounts, size_t count,
              struct table_view *ret_table)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Account")}, {.label = tr(lang, "State")},
		{.label = tr(lang, "Roles in force"), .kind = CELL_NUMBER}, {.label = tr(lang, "Belongs to a person")},
	};
	struct table_maker table;
	int status = table_begin(request->arena, tr(lang, "Accounts"), columns, 4, count, &table);

	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(accounts[i].name, account_address(request->arena, accounts[i].id, ""));
		cells[1] = state_cell(lang, &accounts[i]);
		cells[2] = cell_number(accounts[i].roles);
		cells[3] = cell_text(accounts[i].personal ? tr(lang, "yes") : tr(lang, "no"));
		status = cells[0].href.path ? 0 : FAIL_MEMORY;
	}
	if (status == 0)
		*ret_table = table.view;
	return status;
}

static int
show_accounts(struct request *request, struct response *response)
{
	struct account_query query = {.day = request->today, .part = request_query(request, "q"),
	                              .after = request_query(request, "page"), .limit = ACCOUNTS_PAGE + 1};
	enum lang lang = request->lang;
	struct button_view add = {.label = tr(lang, "Add an account"), .href = {ACCOUNTS "/new"}, .primary = true};
	struct list_view view = {
		.action = {ACCOUNTS}, .search_label = tr(lang, "Part of the name"), .query = query.part,
		.buttons = &add, .button_count = 1,
	};
	struct html html = page_html(request, response);
	struct account_line *accounts;
	struct page *page = page_new(request, response, tr(lang, "Accounts"));
	size_t count, shown;
	int status = page ? own_reach(request, &query.reach) : FAIL_MEMORY;

	if (status == 0)
		status = directory_accounts(visit_of(request)->db, request->arena, &query, &accounts, &count);
	if (status < 0)
		return status;
	shown = count > ACCOUNTS_PAGE ? ACCOUNTS_PAGE : count;
	if (count > shown)
		view.next.path = address_with(request, "page", accounts[shown - 1].name);
	if (query.after)
		view.first.path = address_with(request, "page", NULL);
	status = fill_accounts(request, accounts, shown, &view.table);
	if (status < 0)
		return status;
	page_crumb(page, tr(lang, "Administration"), "/admin");
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

/* ---- one account ---- */

static int
account_asked(const struct request *request, struct account_line *ret_account)
{
	struct account_query query = {.day = request->today, .limit = 1};
	struct account_line *accounts;
	size_t count = 0;
	int status = own_reach(request, &query.reach);

	if (status == 0 && num_parse(request_param(request, "id"), &query.id) == 0 && query.id > 0)
		status = directory_accounts(visit_of(request)->db, request->arena, &query, &accounts, &count);
	if (status < 0)
		return status;
	if (count == 0)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这个账号，或者它不在您的管理范围内。",
		            "There is no such account, or it is outside what you administer.");
	*ret_account = accounts[0];
	return 0;
}

static int
fill_facts(const struct request *request, const struct account_line *account, struct section_view *section)
{
	struct fact_view *facts = ARENA_ARRAY(request->arena, 3, struct fact_view);
	enum lang lang = request->lang;

	if (!facts)
		return FAIL_MEMORY;
	facts[0] = (struct fact_view){.label = tr(lang, "Account"), .value = cell_text(account->name)};
	facts[1] = (struct fact_view){.label = tr(lang, "State"), .value = state_cell(lang, account)};
	facts[2] = (struct fact_view){.label = tr(lang, "Belongs to a person"),
	                              .value = cell_text(account->personal ? tr(lang, "yes") : tr(lang, "no"))};
	*section = (struct section_view){.title = tr(lang, "Account"), .facts = facts, .fact_count = 3};
	return 0;
}

static int
fill_buttons(const struct request *request, const struct account_line *account, struct record_view *view)
{
	struct button_view *buttons = ARENA_ARRAY(request->arena, 3, struct button_view);
	bool own = account->id == visit_of(request)->actor.account;
	enum lang lang = request->lang;
	int on = buttons ? factor_on(visit_of(request)->db, account->id) : FAIL_MEMORY;

	if (on < 0)
		return on;
	buttons[0] = (struct button_view){
		.label = tr(lang, "Set a one-time password"),
		.href = {account_address(request->arena, account->id, "/password")},
		.why_not = own ? tr(lang, "One's own password is changed on one's own page.") : NULL,
	};
	buttons[1] = account->disabled
		? (struct button_view){.label = tr(lang, "Enable the account"),
		                       .post = {account_address(request->arena, account->id, "/enable")}}
		: (struct button_view){.label = tr(lang, "Disable the account"), .danger = true,
		                       .post = {account_address(request->arena, account->id, "/disable")}};
	if (own)
		buttons[1].why_not = tr(lang, "Nobody disables their own account.");
	buttons[2] = (struct button_view){
		.label = tr(lang, "Reset the second factor"),
		.href = {account_address(request->arena, account->id, "/second-factor")},
	};
	view->buttons = buttons;
	view->button_count = on && !own ? 3 : 2;
	return buttons[0].href.path && buttons[1].post.path && buttons[2].href.path ? 0 : FAIL_MEMORY;
}

static int
fill_roles(const struct request *request, const struct account_line *account, struct related_view *related)
{
	struct grant_query query = {.day = request->today, .later = true, .account = account->id,
	                            .limit = GRANTS_MAX};
	const struct form_pair named = {"account", account->name};
	struct button_view *grant = ARENA_NEW(request->arena, struct button_view);
	struct grant_line *grants;
	size_t count;
	int status = grant ? own_reach(request, &query.reach) : FAIL_MEMORY;

	if (status == 0)
		status = directory_grants(visit_of(request)->db, request->arena, &query, &grants, &count);
	if (status < 0)
		return status;
	*grant = (struct button_view){.label = tr(request->lang, "Grant a role"),
	                              .href = {address(request->arena, "/admin/roles/new", &named, 1)}};
	*related = (struct related_view){.title = tr(request->lang, "Roles"), .buttons = grant, .button_count = 1};
	if (!grant->href.path)
		return FAIL_MEMORY;
	return grants_table(request, grants, count, GRANTS_CAN_END, &related->table);
}

static int
show_account(struct request *request, struct response *response)
{
	struct account_line account;
	struct section_view section;
	struct related_view roles;
	struct record_view view = {.sections = &section, .section_count = 1, .related = &roles, .related_count = 1};
	struct html html = page_html(request, response);
	struct page *page;
	int status = account_asked(request, &account);

	if (status == 0)
		status = fill_facts(request, &account, &section);
	if (status == 0)
		status = fill_buttons(request, &account, &view);
	if (status == 0)
		status = fill_roles(request, &account, &roles);
	if (status < 0)
		return status;
	page = page_new(request, response, account.name);
	if (!page)
		return FAIL_MEMORY;
	page_crumb(page, tr(request->lang, "Administration"), "/admin");
	page_crumb(page, tr(request->lang, "Accounts"), ACCOUNTS);
	view.page = &page->view;
	view_record(&html, &view);
	return 0;
}

/* ---- changes ---- */

static struct action_form
add_form(const struct request *request)
{
	return (struct action_form){
		.action = "add-account", .path = ACCOUNTS "/new", .cancel = ACCOUNTS,
		.lead = tr(request->lang, "The program makes a one-time password; it is changed at the first sign-in."),
		.crumbs = {{tr(request->lang, "Administration"), {"/admin"}, false, 0},
		           {tr(request->lang, "Accounts"), {ACCOUNTS}, false, 0}},
		.crumb_count = 2,
	};
}

static int
show_add(struct request *request, struct response *response)
{
	const struct action_form form = add_form(request);

	return action_form_show(request, response, &form, false);
}

static int
show_password(struct request *request, struct response *response, const struct outcome *outcome)
{
	enum lang lang = request->lang;
	const char *next = outcome->id_count ? account_address(request->arena, outcome->ids[0], "") : ACCOUNTS;

	if (!next)
		return FAIL_MEMORY;
	return secret_show(request, response, tr(lang, "One-time password"),
	                   tr(lang, "Hand it over in person; it is changed at the first sign-in."),
	                   tr(lang, "One-time password"), outcome->secret, next);
}

static int
take_add(struct request *request, struct response *response)
{
	const struct action_form form = add_form(request);
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form.action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	return status < 0 ? status : show_password(request, response, &outcome);
}

static int
act_on_account(struct request *request, const char *action, struct outcome *ret_outcome)
{
	struct account_line account;
	struct input input = {.name = "account"};
	int status = account_asked(request, &account);

	input.text = account.name;
	return status < 0 ? status : visit_act(request, action, &input, 1, ret_outcome);
}

/* ---- resets ---- */

static int
reset_form(const struct request *request, const char *action, const char *tail, struct action_form *ret_form)
{
	struct account_line account;
	int status = account_asked(request, &account);
	const char *page = status < 0 ? NULL : account_address(request->arena, account.id, "");
	const char *path = status < 0 ? NULL : account_address(request->arena, account.id, tail);

	if (status < 0 || !page || !path)
		return status < 0 ? status : FAIL_MEMORY;
	*ret_form = (struct action_form){
		.action = action, .path = path, .cancel = page,
		.lead = tr(request->lang, "The holder sees at the next sign-in who reset it, when and why. All sessions of the account end."),
		.crumbs = {{tr(request->lang, "Administration"), {"/admin"}, false, 0},
		           {tr(request->lang, "Accounts"), {ACCOUNTS}, false, 0}, {account.name, {page}, false, 0}},
		.crumb_count = 3,
		.hidden = {{"account", account.name}}, .hidden_count = 1,
	};
	return 0;
}

static int
show_reset(struct request *request, struct response *response, const char *action, const char *tail)
{
	struct action_form form;
	int status = reset_form(request, action, tail, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

/* Whose it is, is what the address says, whatever the form says. */
static int
run_reset(struct request *request, struct response *response, const char *action, const char *tail,
          struct outcome *ret_outcome, bool *ret_answered)
{
	const char *reason = request_field(request, "reason");
	struct input inputs[] = {{"account", NULL}, {"reason", reason ? reason : ""}};
	struct action_form form;
	int status = reset_form(request, action, tail, &form);

	if (status < 0)
		return status;
	inputs[0].text = form.hidden[0].value;
	status = visit_act(request, action, inputs, 2, ret_outcome);
	*ret_answered = failure_of_form(status);
	return *ret_answered ? action_form_show(request, response, &form, true) : status;
}

static int
ask_password(struct request *request, struct response *response)
{
	return show_reset(request, response, "set-password", "/password");
}

static int
take_password(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	bool answered = false;
	int status = run_reset(request, response, "set-password", "/password", &outcome, &answered);

	return status < 0 || answered ? status : show_password(request, response, &outcome);
}

static int
ask_factor(struct request *request, struct response *response)
{
	return show_reset(request, response, "reset-second-factor", "/second-factor");
}

static int
take_factor(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	bool answered = false;
	int status = run_reset(request, response, "reset-second-factor", "/second-factor", &outcome, &answered);

	if (status < 0 || answered)
		return status;
	return visit_done(request, response, account_address(request->arena, outcome.ids[0], ""), "reset-second-factor",
	                  &outcome);
}

/* ---- in use or not ---- */

static int
take_state(struct request *request, struct response *response, const char *action)
{
	const char *page = arena_printf(request->arena, ACCOUNTS "/%s", request_param(request, "id"));
	struct outcome outcome = {0};
	int status = page ? act_on_account(request, action, &outcome) : FAIL_MEMORY;

	return status < 0 ? status : visit_done(request, response, page, action, &outcome);
}

static int
take_disable(struct request *request, struct response *response)
{
	return take_state(request, response, "disable-account");
}

static int
take_enable(struct request *request, struct response *response)
{
	return take_state(request, response, "enable-account");
}

const struct route account_routes[] = {
	{"GET", ACCOUNTS, .who = ROLE_ADMINISTRATOR, .clauses = "DP-12 DP-16", .handle = show_accounts},
	{"GET", ACCOUNTS "/new", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12 DP-16", .handle = show_add},
	{"POST", ACCOUNTS "/new", LANE_PASSWORD, .who = ROLE_ADMINISTRATOR, .handle = take_add},
	{"GET", ACCOUNTS "/{id}", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12 DP-16", .handle = show_account},
	{"GET", ACCOUNTS "/{id}/password", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12 DP-16", .handle = ask_password},
	{"POST", ACCOUNTS "/{id}/password", LANE_PASSWORD, .who = ROLE_ADMINISTRATOR, .handle = take_password},
	{"GET", ACCOUNTS "/{id}/second-factor", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12 DP-16", .handle = ask_factor},
	{"POST", ACCOUNTS "/{id}/second-factor", .who = ROLE_ADMINISTRATOR, .handle = take_factor},
	{"POST", ACCOUNTS "/{id}/disable", .who = ROLE_ADMINISTRATOR, .handle = take_disable},
	{"POST", ACCOUNTS "/{id}/enable", .who = ROLE_ADMINISTRATOR, .handle = take_enable},
	{0},
};
