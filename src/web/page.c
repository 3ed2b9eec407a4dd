#include "web/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/input.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/standpoint.h"

/* ---- navigation ---- */

/* Pages that have a name: those of the navigation first, then those of the menu, then others. */
enum place {
	OVERVIEW, DUE, UNITS, BODIES, MEMBERS, ELECTIONS, MATTERS, REGISTERS, IMPORT, RULES, SIGN_IN,
	OWN, VOICES, DATA_REQUESTS, RETENTION, ADMINISTRATION,
	PERSONAL_DATA, TREE, COVERAGE, EXPORT,
	PLACES
};

static const char *const place_paths[PLACES] = {
	[OVERVIEW] = "/", [DUE] = "/duties", [UNITS] = "/units", [BODIES] = "/bodies", [MEMBERS] = "/members",
	[ELECTIONS] = "/elections", [MATTERS] = "/matters", [REGISTERS] = "/registers", [IMPORT] = "/import",
	[RULES] = "/law", [OWN] = "/me", [ADMINISTRATION] = "/admin", [DATA_REQUESTS] = "/data-requests", [VOICES] = "/voices", [RETENTION] = "/retention",
	[PERSONAL_DATA] = "/privacy",
	[TREE] = "/tree", [COVERAGE] = "/coverage", [EXPORT] = "/export",
	[SIGN_IN] = LOGIN_PATH,
};

static const char *
label_of(enum lang lang, size_t place)
{
	const char *const labels[PLACES] = {
		[OVERVIEW] = tr(lang, "Overview"), [DUE] = tr(lang, "What is due"), [UNITS] = tr(lang, "Social organizations"),
		[BODIES] = tr(lang, "Party organizations"), [MEMBERS] = tr(lang, "Members"),
		[ELECTIONS] = tr(lang, "Elections"), [MATTERS] = tr(lang, "Requests and replies"),
		[REGISTERS] = tr(lang, "Registers"), [IMPORT] = tr(lang, "Import"), [RULES] = tr(lang, "Rules"),
		[VOICES] = tr(lang, "Members' proposals and views"),
		[DATA_REQUESTS] = tr(lang, "Requests about personal data"), [RETENTION] = tr(lang, "Erasure when the time is over"),
		[OWN] = tr(lang, "My record"), [ADMINISTRATION] = tr(lang, "Administration"),
		[PERSONAL_DATA] = tr(lang, "Personal data"), [SIGN_IN] = tr(lang, "Sign in"),
		[TREE] = tr(lang, "Organizations"), [COVERAGE] = tr(lang, "Coverage"),
		[EXPORT] = tr(lang, "Export what is on record as a workbook"),
	};

	return labels[place];
}

/* "/units/7" belongs to "/units"; "/" only to itself. */
static bool
belongs(const char *path, const char *place)
{
	size_t len = strlen(place);

	if (len == 1)
		return strcmp(path, place) == 0;
	return strncmp(path, place, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* To the keepers of the machine the overview is only a way to their own rooms: these stand first. */
static size_t
place_shown(const struct request *request, size_t place)
{
	const struct visit *visit = visit_of(request);

	return place == OVERVIEW && visit_signed_in(visit) && !(visit->roles & ROLE_BUSINESS) ? ADMINISTRATION : place;
}

/* Only what exists and the reader may open. */
static int
fill_places(const struct request *request, size_t from, size_t to, const struct link_view **ret_links,
            size_t *ret_count)
{
	struct link_view *links = ARENA_ARRAY(request->arena, to - from, struct link_view);
	size_t shown = 0;

	if (!links)
		return FAIL_MEMORY;
	for (size_t i = from; i < to; i++) {
		size_t place = place_shown(request, i);

		if (visit_may_open(request, place_paths[place]))
			links[shown++] = (struct link_view){
				.label = label_of(request->lang, place), .href = {place_paths[place]},
				.current = belongs(request->path, place_paths[place]),
			};
	}
	*ret_links = links;
	*ret_count = shown;
	return 0;
}

const char *
place_label(enum lang lang, const char *path)
{
	for (size_t i = 0; i < PLACES; i++)
		if (belongs(path, place_paths[i]))
			return label_of(lang, i);
	return NULL;
}

/* ---- who and where ---- */

/* Where the reader stands, and from where else they may look. */
static int
fill_place(const struct request *request, struct page_view *view)
{
	const struct visit *visit = visit_of(request);
	const struct grant *grant = standpoint(request, ROLE_BUSINESS);
	int status = 0;

	if (!grant && visit->actor.count > 0)
		grant = visit->actor.grants;
	if (grant)
		status = standpoint_name(request, grant, &view->place);
	return status == 0 ? standpoint_choices(request, &view->from, &view->from_count) : status;
}

/* ---- messages ---- */

/* NAME.JOURNAL of the cookie; what is not of that kind is dropped. */
static const char *
flash_text(const struct request *request, const char *flash)
{
	const struct visit *visit = visit_of(request);
	const char *dot = strrchr(flash, '.');
	char *name = dot ? arena_strndup(request->arena, flash, (size_t)(dot - flash)) : NULL;
	const struct action *action = name && visit ? action_find(visit->installation, name) : NULL;
	int64_t journal;

	if (!action || num_parse(dot + 1, &journal) < 0)
		return NULL;
	if (action->unlogged)
		return arena_printf(request->arena, tr(request->lang, "%s: received; the journal has no entry of it."),
		                    in_lang(action->label, request->lang));
	if (journal == 0)
		return arena_printf(request->arena, tr(request->lang, "%s: nothing had to be changed."),
		                    in_lang(action->label, request->lang));
	return arena_printf(request->arena, tr(request->lang, "%s: done. Journal number %s."),
	                    in_lang(action->label, request->lang), dot + 1);
}

static int
take_flash(const struct request *request, struct response *response, struct page_view *view)
{
	const char *flash = request_cookie(request, FLASH_COOKIE);

	if (!flash)
		return 0;
	view->flash = flash_text(request, flash);
	view->flash_tone = TONE_GOOD;
	return response_cookie(response, FLASH_COOKIE, "", -1);
}

/* ---- the page ---- */

/* Switches that come back to this page. */
static int
fill_switches(const struct request *request, struct page_view *view)
{
	const char *large = request_cookie(request, LARGE_COOKIE);
	const char *here = strcmp(request->method, "POST") == 0 ? request->path : address_with(request, NULL, NULL);
	const struct form_pair language[] = {{"lang", request->lang == LANG_EN ? "zh" : "en"}, {"back", here}};
	struct form_pair print[] = {{"large", "1"}, {"back", here}};

	view->large = large && strcmp(large, "1") == 0;
	if (view->large)
		print[0].value = "0";
	view->language.path = address(request->arena, "/language", language, 2);
	view->large_print.path = address(request->arena, "/large-print", print, 2);
	return here && view->language.path && view->large_print.path ? 0 : FAIL_MEMORY;
}

static int
fill_reader(const struct request *request, struct page_view *view)
{
	const struct visit *visit = visit_of(request);
	bool entry = !visit_signed_in(visit) && strcmp(request->path, LOGIN_PATH) != 0;
	int status = fill_places(request, OVERVIEW, entry ? OWN : SIGN_IN, &view->nav, &view->nav_count);

	if (status == 0 && visit_signed_in(visit)) {
		view->account = visit->actor.name;
		view->csrf = visit->session.csrf;
		status = fill_place(request, view);
		if (status == 0)
			status = fill_places(request, OWN, PERSONAL_DATA, &view->menu, &view->menu_count);
	}
	return status;
}

struct page *
page_new(struct request *request, struct response *response, const char *title)
{
	struct page *page = title ? ARENA_NEW(request->arena, struct page) : NULL;

	if (!page)
		return NULL;
	page->request = request;
	page->view.title = title;
	page->view.crumbs = page->crumb;
	if (fill_switches(request, &page->view) < 0 || fill_reader(request, &page->view) < 0 ||
	    take_flash(request, response, &page->view) < 0)
		return NULL;
	return page;
}

void
page_crumb(struct page *page, const char *label, const char *path)
{
	if (page->view.crumb_count < CRUMBS_MAX)
		page->crumb[page->view.crumb_count++] = (struct link_view){.label = label, .href = {path}};
}

int
page_takes_day(struct page *page)
{
	const struct request *request = page->request;
	const struct form *query = &request->query;
	struct hidden_view *keep = ARENA_ARRAY(request->arena, query->count, struct hidden_view);
	size_t count = 0;

	if (!keep)
		return FAIL_MEMORY;
	for (size_t i = 0; i < query->count; i++)
		if (strcmp(query->pairs[i].name, "as_of") != 0 && strcmp(query->pairs[i].name, "page") != 0)
			keep[count++] = (struct hidden_view){query->pairs[i].name, query->pairs[i].value};
	page->as_of = (struct as_of_view){
		.day = visit_of(request)->as_of, .today = visit_of(request)->as_of == request->today,
		.action = {request->path}, .back = {address_with(request, "as_of", NULL)},
		.keep = keep, .keep_count = count,
	};
	page->view.as_of = &page->as_of;
	return page->as_of.back.path ? 0 : FAIL_MEMORY;
}

struct html
page_html(const struct request *request, struct response *response)
{
	return (struct html){.out = &response->body, .lang = request->lang};
}

/* ---- failures ---- */

static const char *
failure_title(enum lang lang, int status)
{
	switch (status) {
	case 400: return tr(lang, "It cannot be read");
	case 403: return tr(lang, "Not allowed");
	case 404: return tr(lang, "Not found");
	case 409: return tr(lang, "Changed in the meantime");
	case 413: return tr(lang, "Too large");
	case 422: return tr(lang, "Not possible by the rules");
	case 429: return tr(lang, "Too many attempts");
	case 503: return tr(lang, "Not possible at present");
	default: return tr(lang, "It did not work");
	}
}

static int
to_login(const struct request *request, struct response *response)
{
	bool get = strcmp(request->method, "POST") != 0;
	const struct form_pair back = {"back", get ? address_with(request, NULL, NULL) : NULL};
	const char *path = address(request->arena, LOGIN_PATH, &back, strcmp(request->path, "/") != 0);

	return path ? response_redirect(response, path) : FAIL_MEMORY;
}

int
page_failure(struct request *request, struct response *response)
{
	const struct failure_record failure = *last_failure();
	const struct visit *visit = visit_of(request);
	struct error_view view = {.status = response->status, .clause = failure.clause, .back = {"/"}};
	struct html html = page_html(request, response);
	struct page *page;

	if (failure.code == FAIL_SIGNED_OUT)
		return to_login(request, response);
	if (visit && visit->must_go)
		return response_redirect(response, visit->must_go);
	page = page_new(request, response, failure_title(request->lang, view.status));
	if (!page)
		return FAIL_MEMORY;
	view.page = &page->view;
	view.sentence = request->lang == LANG_EN ? failure.en : failure.zh;
	view_error(&html, &view);
	return buf_status(&response->body);
}
