#include "web/listing.h"

#include <string.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/num.h"
#include "party/outlook.h"
#include "registry/input.h"
#include "web/election_list.h"
#include "web/link.h"
#include "web/matter_list.h"
#include "web/members.h"
#include "web/visit.h"

/* Arguments every list takes beside its filters; `limit` as a call, not as a page. */
static bool
is_common(const struct request *request, const char *name)
{
	static const char *const names[] = {"q", "as_of", "sort", "page", "node"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return request->api && strcmp(name, "limit") == 0;
}

/* Filters of one kind that ask more than its fields hold. */
static bool
is_own(const struct kind *kind, const char *name)
{
	return (kind == &matter_kind && strcmp(name, "direction") == 0) || (kind == &election_kind && strcmp(name, ELECTION_LATE) == 0);
}

bool
is_filter(const struct kind *kind, const char *name)
{
	int at = field_index(kind, name);

	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		if (strcmp(facet->name, name) == 0)
			return true;
	return at >= 0 && (kind->fields[at].flags & (SHOW_FILTER | PERSONAL)) == SHOW_FILTER;
}

bool
field_is_listed(const struct kind *kind, const struct field *field)
{
	return kind->persons ? !(field->flags & SENSITIVE) : !(field->flags & PERSONAL);
}

bool
kind_shows_days(const struct kind *kind)
{
	return !kind->title;
}

/* A filter left empty by its form asks nothing; a misspelt one is refused by the list. */
static int
read_filters(struct listing *listing)
{
	const struct form *query = &listing->request->query;

	for (size_t i = 0; i < query->count; i++) {
		const char *name = query->pairs[i].name, *value = query->pairs[i].value;

		if (is_common(listing->request, name) || is_own(listing->kind, name) || (is_filter(listing->kind, name) && !*value))
			continue;
		if (listing->query.filter_count == FILTERS_MAX)
			return fail(FAIL_INPUT, NULL, name, "筛选条件最多 %d 个。", "At most %d filters.", FILTERS_MAX);
		listing->filters[listing->query.filter_count++] = (struct filter){name, value};
	}
	listing->query.filters = listing->filters;
	return 0;
}

static int
read_limit(struct listing *listing)
{
	const char *text = request_query(listing->request, "limit");
	int64_t limit;

	if (!listing->request->api || !text || !*text)
		return 0;
	if (num_parse(text, &limit) < 0 || limit < 1 || limit > LIST_PAGE_MAX)
		return fail(FAIL_INPUT, NULL, "limit", "limit 应在 1 到 %d 之间。", "limit lies between 1 and %d.",
		            LIST_PAGE_MAX);
	listing->query.limit = (size_t)limit;
	return 0;
}

/* What the reader's roles reach of the kind; a member without another role sees what is about oneself. */
static int
narrow(struct listing *listing)
{
	const struct request *request = listing->request;
	const struct visit *visit = visit_of(request);
	const struct kind *kind = listing->kind;
	const char *node = request_query(request, "node");
	unsigned roles = kind->persons ? kind->read & ~(unsigned)ROLE_MEMBER : kind->read;
	bool placed = (visit->roles & roles) != 0 || (node && *node);
	int status = placed ? reach_of(request, roles, &listing->reach) : 0;

	if (status == 0)
		status = access_list(request->arena, &visit->actor, listing->reach.today, &listing->query);
	if (status == 0 && listing->reach.node)
		listing->query.scope = listing->reach.path;
	return status;
}

/* What the tallies know of it. */
static int
look_out(struct listing *listing)
{
	const struct visit *visit = visit_of(listing->request);
	int known = list_outlook(visit->installation->counts, visit->db, listing->request->arena, &listing->query,
	                         &listing->outlook);

	if (known > 0)
		listing->query.outlook = &listing->outlook;
	listing->query.musters = visit->installation->musters;
	return known < 0 ? known : 0;
}

int
listing_read(struct request *request, const struct kind *kind, struct listing *listing)
{
	int status;

	*listing = (struct listing){.request = request, .kind = kind};
	listing->query = (struct list_query){
		.kind = kind, .as_of = visit_of(request)->as_of, .search = request_query(request, "q"),
		.sort = request_query(request, "sort"), .page = request_query(request, "page"),
	};
	status = read_filters(listing);
	if (status == 0)
		status = read_limit(listing);
	if (status == 0)
		status = narrow(listing);
	if (status == 0 && kind == &matter_kind)
		status = matter_direction(listing);
	if (status == 0 && kind == &election_kind)
		status = election_late(listing);
	return status == 0 ? look_out(listing) : status;
}

int
show_list(struct request *request, struct response *response)
{
	const struct kind *kind = route_kind(request->route->pattern);
	struct listing *listing = ARENA_NEW(request->arena, struct listing);
	int status;

	if (!listing)
		return FAIL_MEMORY;
	if (kind_is_own(kind) && !(visit_of(request)->roles & kind->read) && !request->api)
		return show_member_numbers(request, response);
	status = listing_read(request, kind, listing);
	if (status < 0)
		return status;
	if (request->api)
		return list_json(listing, response);
	return (request->format == FORMAT_HTML ? list_page : list_file)(listing, response);
}

/* ---- JSON ---- */

void
record_members(const struct record *record, bool personal, struct json *json)
{
	const struct kind *kind = record->kind;

	json_key(json, "id");
	json_int(json, record->id);
	json_key(json, "since");
	json_day(json, record->since);
	json_key(json, "last");
	json_day(json, record->until == DAY_OPEN ? DAY_OPEN : record->until - 1);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (!personal && !field_is_listed(kind, &kind->fields[i]))
			continue;
		json_key(json, kind->fields[i].name);
		field_json(json, &kind->fields[i], &record->values[i]);
	}
}

int
list_json(const struct listing *listing, struct response *response)
{
	const struct request *request = listing->request;
	const struct visit *visit = visit_of(request);
	struct json json = json_to(&response->body);
	bool elections = listing->kind == &election_kind;
	struct election_standing *standings = NULL;
	struct list list;
	int status = elections ? election_list_run(listing, request->arena, listing->query.page, &list, &standings)
	                       : list_run(visit->db, request->arena, &listing->query, &list);

	if (status < 0)
		return status;
	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "rows");
	json_open(&json, '[');
	for (size_t i = 0; i < list.count; i++) {
		json_open(&json, '{');
		record_members(list.rows[i], false, &json);
		if (listing->kind == &matter_kind)
			matter_waiting_member(list.rows[i], visit->as_of, &json);
		if (elections)
			election_members(standings ? &standings[i] : NULL, &json);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_key(&json, "next");
	json_text(&json, list.next);
	json_key(&json, "as_of");
	json_day(&json, visit->as_of);
	json_close(&json, '}');
	return 0;
}
