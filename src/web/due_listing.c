#define _GNU_SOURCE /* qsort_r */
#include "web/due_listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/tally.h"
#include "registry/list.h"
#include "web/catalogue.h"
#include "web/visit.h"

static const char *within_any(enum lang lang) { return tr(lang, "any time"); }
static const char *within_month(enum lang lang) { return tr(lang, "within a month"); }
static const char *within_half_year(enum lang lang) { return tr(lang, "within half a year"); }

const struct due_word due_within_words[3] = {
	[WITHIN_ANY] = {"", within_any}, [WITHIN_MONTH] = {"month", within_month},
	[WITHIN_HALF_YEAR] = {"half_year", within_half_year},
};

/* ---- the address ---- */

static int
unknown(const char *name)
{
	return fail(FAIL_INPUT, NULL, name, "不能按 %s 筛选；可以按：clause, state, within, node，用 q 搜索，用 sort 排序。",
	            "%s is no filter here; allowed are: clause, state, within, node, and q and sort.", name);
}

static int
check_names(const struct request *request)
{
	static const char *const names[] = {"clause", "state", "within", "node", "q", "sort", "page", "as_of"};

	for (size_t i = 0; i < request->query.count; i++) {
		const char *name = request->query.pairs[i].name;
		bool known = request->api && strcmp(name, "limit") == 0;

		for (size_t k = 0; k < sizeof names / sizeof *names && !known; k++)
			known = strcmp(name, names[k]) == 0;
		if (!known)
			return unknown(name);
	}
	return 0;
}

/* An argument that is there and not empty, or null. */
static const char *
asked(const struct request *request, const char *name)
{
	const char *text = request_query(request, name);

	return text && *text ? text : NULL;
}

static int
read_state(const char *text, int *ret_state)
{
	*ret_state = -1;
	for (int state = DUTY_UPCOMING; text && state <= DUTY_OPEN; state++)
		if (strcmp(text, duty_state_name((enum duty_state)state)) == 0)
			*ret_state = state;
	if (!text || *ret_state >= 0)
		return 0;
	return fail(FAIL_INPUT, NULL, "state", "state 只能是：upcoming, due_soon, due, overdue, open。",
	            "state is one of: upcoming, due_soon, due, overdue, open.");
}

static int
read_within(const char *text, enum due_within *ret_within)
{
	for (int within = WITHIN_ANY; within <= WITHIN_HALF_YEAR; within++)
		if (strcmp(text ? text : "", due_within_words[within].word) == 0) {
			*ret_within = (enum due_within)within;
			return 0;
		}
	return fail(FAIL_INPUT, NULL, "within", "within 只能是：month, half_year。",
	            "within is one of: month, half_year.");
}

static int
read_clause(const char *text, const char **ret_clause)
{
	*ret_clause = NULL;
	for (const char *const *clause = duty_clauses; text && *clause; clause++)
		if (strcmp(text, *clause) == 0)
			*ret_clause = *clause;
	return !text || *ret_clause ? 0
	       : fail(FAIL_INPUT, NULL, "clause", "没有依据 %s 的待办事项。", "Nothing becomes due under %s.", text);
}

static int
read_sort(const char *text, struct due_asked *ret_asked)
{
	ret_asked->descending = text && *text == '-';
	if (text && ret_asked->descending)
		text++;
	ret_asked->by_since = text && strcmp(text, "since") == 0;
	return !text || ret_asked->by_since || strcmp(text, "by") == 0 ? 0
	       : fail(FAIL_INPUT, NULL, "sort", "不能按 %s 排序；可以按：by, since。", "%s is no order here; allowed are: by, since.",
	              text);
}

static int
read_limit(const struct request *request, size_t *ret_limit)
{
	const char *text = request->api ? asked(request, "limit") : NULL;
	int64_t limit = LIST_PAGE;

	if (text && (num_parse(text, &limit) < 0 || limit < 1 || limit > LIST_PAGE_MAX))
		return fail(FAIL_INPUT, NULL, "limit", "limit 应在 1 到 %d 之间。", "limit lies between 1 and %d.",
		            LIST_PAGE_MAX);
	*ret_limit = (size_t)limit;
	return 0;
}

static int
read_asked(struct due_listing *listing)
{
	const struct request *request = listing->request;
	struct due_asked *to = &listing->asked;
	int status = check_names(request);

	if (status == 0)
		status = read_state(asked(request, "state"), &to->state);
	if (status == 0)
		status = read_within(asked(request, "within"), &to->within);
	if (status == 0)
		status = read_clause(asked(request, "clause"), &to->clause);
	if (status == 0)
		status = read_sort(asked(request, "sort"), to);
	to->words = asked(request, "q");
	return status == 0 ? read_limit(request, &listing->limit) : status;
}

/* ---- order and pages ---- */

/* Duties without a last day stand behind those that have one. */
static int
compare(const struct due_asked *asked, const struct duty *a, const struct duty *b)
{
	day_no x = asked->by_since ? a->since : a->by == DAY_NONE ? DAY_OPEN : a->by;
	day_no y = asked->by_since ? b->since : b->by == DAY_NONE ? DAY_OPEN : b->by;
	int order = x != y ? x < y ? -1 : 1 : a->since != b->since ? a->since < b->since ? -1 : 1 : 0;

	if (asked->descending)
		order = -order;
	if (order == 0 && a->id != b->id)
		order = a->id < b->id ? -1 : 1;
	return order ? order : strcmp(a->clause, b->clause);
}

static int
by_order(const void *a, const void *b, void *asked)
{
	return compare(asked, *(const struct duty *const *)a, *(const struct duty *const *)b);
}

const char *
due_next(const struct due_listing *listing)
{
	const struct duty *last;

	if (listing->first + listing->limit >= listing->count)
		return NULL;
	last = listing->items[listing->first + listing->limit - 1];
	return arena_printf(listing->request->arena, "%d.%d.%" PRId64 ".%s", last->by == DAY_NONE ? DAY_OPEN : last->by,
	                    last->since, last->id, last->clause);
}

/* Goes on behind the duty that the cursor describes, also where that one is done by now. */
static int
find_page(struct due_listing *listing)
{
	const char *text = asked(listing->request, "page");
	struct duty last = {0};
	int at = 0;

	if (!text)
		return 0;
	if (sscanf(text, "%d.%d.%" SCNd64 ".%n", &last.by, &last.since, &last.id, &at) != 3 || at == 0)
		return fail(FAIL_INPUT, NULL, "page", "page 只能取上一页给出的 next。",
		            "page takes what the previous page gave as next.");
	last.clause = text + at;
	while (listing->first < listing->count && compare(&listing->asked, listing->items[listing->first], &last) <= 0)
		listing->first++;
	return 0;
}

static bool
fits(const struct due_listing *listing, const struct duty *duty)
{
	const struct due_asked *asked = &listing->asked;

	return duty_is_for(duty, &visit_of(listing->request)->actor) &&
	       (asked->state < 0 || (int)duty->state == asked->state) &&
	       (!asked->clause || strcmp(duty->clause, asked->clause) == 0) &&
	       due_is_within(duty, asked->within, visit_of(listing->request)->as_of) &&
	       (!asked->words || strstr(duty->name, asked->words) != NULL);
}

static int
choose(struct due_listing *listing)
{
	const struct duties *all = &listing->due->duties;

	listing->items = ARENA_ARRAY(listing->request->arena, all->count, const struct duty *);
	if (!listing->items)
		return FAIL_MEMORY;
	for (size_t i = 0; i < all->count; i++)
		if (fits(listing, &all->items[i]))
			listing->items[listing->count++] = &all->items[i];
	if (listing->count && (listing->asked.by_since || listing->asked.descending))
		qsort_r(listing->items, listing->count, sizeof *listing->items, by_order, &listing->asked);
	return find_page(listing);
}

/* ---- reading ---- */

int
due_listing_read(struct request *request, struct due_listing *listing)
{
	const struct visit *visit = visit_of(request);
	struct figures figures = {0};
	int status;

	*listing = (struct due_listing){.request = request};
	status = read_asked(listing);
	if (status == 0)
		status = reach_of(request, ROLE_BUSINESS, &listing->reach);
	if (status == 0 && !listing->reach.unit)
		status = figures_of(visit->db, request->arena, listing->reach.node, visit->as_of, &figures);
	if (status < 0 || figures.units > DUE_UNITS_MAX)
		return status;
	status = due_borrow(visit->installation->due, visit->db, listing->reach.path, visit->as_of, request->today,
	                    &listing->due);
	return status == 0 ? choose(listing) : status;
}

void
due_listing_end(struct due_listing *listing)
{
	due_return(visit_of(listing->request)->installation->due, listing->due);
}
