/*
 * /api/v1/openapi.json: the interface described to programs (OpenAPI 3.1),
 * generated from the routes, the actions and the dictionary, so that it cannot
 * say anything else than what is served.
 */
#include <string.h>

#include "base/json.h"
#include "law/rule.h"
#include "registry/list.h"
#include "web/api.h"
#include "web/election_list.h"
#include "web/link.h"
#include "web/listing.h"
#include "web/pages.h"
#include "web/visit.h"

#define ACTIONS API "/actions/"

/* ---- small pieces ---- */

static void
member(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void
open_member(struct json *json, const char *key, char bracket)
{
	json_key(json, key);
	json_open(json, bracket);
}

/* "中文 / English". */
static void
both_member(struct json *json, struct arena *arena, const char *key, struct bilingual text)
{
	member(json, key, arena_printf(arena, "%s / %s", text.zh, text.en));
}

static void
ref_member(struct json *json, const char *key, const char *schema)
{
	open_member(json, key, '{');
	member(json, "$ref", schema);
	json_close(json, '}');
}

/* ---- schemas ---- */

static void
type_member(struct json *json, const char *type, bool may_be_null)
{
	if (!may_be_null) {
		member(json, "type", type);
		return;
	}
	open_member(json, "type", '[');
	json_text(json, type);
	json_text(json, "null");
	json_close(json, ']');
}

/* The words of a choice; with null among them where the type allows it. */
static void
words_member(struct json *json, const struct field *field, bool may_be_null)
{
	open_member(json, "enum", '[');
	for (const struct choice *choice = field->choices; choice->word; choice++)
		json_text(json, choice->word);
	if (may_be_null)
		json_none(json);
	json_close(json, ']');
}

static void
field_schema(struct json *json, struct arena *arena, const struct field *field, bool may_be_null)
{
	static const char *const types[] = {
		[FIELD_TEXT] = "string", [FIELD_INT] = "integer", [FIELD_DAY] = "string", [FIELD_BOOL] = "boolean",
		[FIELD_CHOICE] = "string", [FIELD_REF] = "integer", [FIELD_CREDIT] = "string",
		[FIELD_REGION] = "string", [FIELD_RESIDENT] = "string",
	};

	json_open(json, '{');
	type_member(json, types[field->type], may_be_null);
	if (field->type == FIELD_DAY)
		member(json, "format", "date");
	if (field->type == FIELD_CHOICE)
		words_member(json, field, may_be_null);
	if (field->type == FIELD_TEXT && !(field->flags & SECRET)) {
		json_key(json, "maxLength");
		json_int(json, field->max ? field->max : TEXT_FIELD_MAX);
	}
	if (field->type == FIELD_INT || field->type == FIELD_REF) {
		json_key(json, "minimum");
		json_int(json, field->type == FIELD_REF);
	}
	both_member(json, arena, "description", field->label);
	if (field->clause)
		member(json, "x-clause", field->clause);
	json_close(json, '}');
}

static void
plain_schema(struct json *json, const char *key, const char *type, bool may_be_null, const char *format)
{
	open_member(json, key, '{');
	type_member(json, type, may_be_null);
	if (format)
		member(json, "format", format);
	json_close(json, '}');
}

struct plain {
	const char *key, *type; /* type null: text in both languages */
	bool may_be_null;
	const char *format;
};

/* A list of objects, each with these members; ends with a null key. */
static void
objects_schema(struct json *json, const char *key, const struct plain *members)
{
	open_member(json, key, '{');
	member(json, "type", "array");
	open_member(json, "items", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	for (const struct plain *at = members; at->key; at++)
		if (at->type)
			plain_schema(json, at->key, at->type, at->may_be_null, at->format);
		else
			ref_member(json, at->key, "#/components/schemas/bilingual");
	json_close(json, '}');
	json_close(json, '}');
	json_close(json, '}');
}

/* What lists of elections have beside the fields, and what one of them has (election_list.c, election_json.c). */
static void
election_schema(struct json *json)
{
	static const struct plain steps[] = {
		{"step", "string", false, NULL}, {"label", NULL, false, NULL}, {"state", "string", false, NULL},
		{"assembly", "integer", true, NULL}, {"contest", "integer", true, NULL}, {"latest", "string", true, "date"},
		{"who", NULL, false, NULL}, {"clause", "string", false, NULL}, {"day", "string", true, "date"},
		{"document", "string", true, NULL}, {"missing", "object", true, NULL}, {0},
	};
	static const struct plain assemblies[] = {
		{"id", "integer", false, NULL}, {"label", NULL, false, NULL}, {"body", "integer", false, NULL},
		{"day", "string", false, "date"}, {"opened", "boolean", false, NULL}, {"members", "integer", true, NULL},
		{"full_members", "integer", true, NULL}, {"entitled", "integer", true, NULL}, {0},
	};
	static const struct plain contests[] = {
		{"id", "integer", false, NULL}, {"assembly", "integer", false, NULL}, {"office", NULL, false, NULL},
		{"seats", "integer", false, NULL}, {"candidates", "array", false, NULL}, {"rounds", "array", false, NULL},
		{"decided", "boolean", false, NULL}, {"seats_left", "integer", false, NULL}, {"elected", "array", false, NULL}, {0},
	};

	plain_schema(json, "steps_done", "integer", true, NULL);
	plain_schema(json, "steps_needed", "integer", true, NULL);
	plain_schema(json, "late", "boolean", true, NULL);
	plain_schema(json, "next_step", "object", true, NULL);
	plain_schema(json, "body_name", "string", false, NULL);
	objects_schema(json, "steps", steps);
	objects_schema(json, "assemblies", assemblies);
	objects_schema(json, "contests", contests);
}

/* A row of a kind's list, or with `whole` its record. */
static void
kind_schema(struct json *json, struct arena *arena, const struct kind *kind)
{
	open_member(json, kind->name, '{');
	member(json, "type", "object");
	both_member(json, arena, "description", kind->label);
	open_member(json, "properties", '{');
	plain_schema(json, "id", "integer", false, NULL);
	plain_schema(json, "since", "string", false, "date");
	plain_schema(json, "last", "string", true, "date");
	for (size_t i = 0; i < kind->field_count; i++) {
		json_key(json, kind->fields[i].name);
		field_schema(json, arena, &kind->fields[i], true);
	}
	if (field_index(kind, "kind") < 0)
		plain_schema(json, "kind", "string", false, NULL);
	if (kind == &election_kind)
		election_schema(json);
	if (kind == &matter_kind) {
		plain_schema(json, "days", "integer", true, NULL);
		plain_schema(json, "facts", "object", false, NULL);
		plain_schema(json, "findings", "array", false, NULL);
	}
	plain_schema(json, "seen", "integer", false, NULL);
	plain_schema(json, "as_of", "string", false, "date");
	json_close(json, '}');
	json_close(json, '}');
}

static void
failure_schema(struct json *json)
{
	open_member(json, "failure", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	ref_member(json, "why", "#/components/schemas/bilingual");
	plain_schema(json, "clause", "string", true, NULL);
	plain_schema(json, "field", "string", true, NULL);
	json_close(json, '}');
	open_member(json, "required", '[');
	json_text(json, "why");
	json_close(json, ']');
	json_close(json, '}');
	open_member(json, "bilingual", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	plain_schema(json, "zh", "string", false, NULL);
	plain_schema(json, "en", "string", false, NULL);
	json_close(json, '}');
	json_close(json, '}');
}

static void
outcome_schema(struct json *json)
{
	open_member(json, "outcome", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	plain_schema(json, "journal", "integer", true, NULL);
	open_member(json, "ids", '{');
	member(json, "type", "array");
	plain_schema(json, "items", "integer", false, NULL);
	json_close(json, '}');
	plain_schema(json, "secret", "string", false, NULL);
	plain_schema(json, "more", "boolean", false, NULL);
	open_member(json, "found", '{');
	member(json, "type", "array");
	plain_schema(json, "items", "object", false, NULL);
	json_close(json, '}');
	json_close(json, '}');
	open_member(json, "required", '[');
	json_text(json, "journal");
	json_text(json, "ids");
	json_close(json, ']');
	json_close(json, '}');
}

static void
write_components(struct json *json, struct arena *arena)
{
	open_member(json, "components", '{');
	open_member(json, "securitySchemes", '{');
	open_member(json, "token", '{');
	member(json, "type", "http");
	member(json, "scheme", "bearer");
	json_close(json, '}');
	json_close(json, '}');
	open_member(json, "schemas", '{');
	for (size_t i = 0; kinds[i]; i++)
		kind_schema(json, arena, kinds[i]);
	failure_schema(json);
	outcome_schema(json);
	json_close(json, '}');
	json_close(json, '}');
}

/* ---- parameters ---- */

static void
open_parameter(struct json *json, const char *name, const char *in)
{
	json_open(json, '{');
	member(json, "name", name);
	member(json, "in", in);
	json_key(json, "required");
	json_bool(json, strcmp(in, "path") == 0);
}

static void
plain_parameter(struct json *json, const char *name, const char *in, const char *type, const char *format)
{
	open_parameter(json, name, in);
	plain_schema(json, "schema", type, false, format);
	json_close(json, '}');
}

/* Each {name} of the pattern. */
static void
path_parameters(struct json *json, struct arena *arena, const char *pattern)
{
	for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
		const char *name = arena_strndup(arena, at + 1, strcspn(at + 1, "}"));

		plain_parameter(json, name, "path", name && strcmp(name, "id") == 0 ? "integer" : "string", NULL);
	}
}

static void
sort_parameter(struct json *json, struct arena *arena, const struct kind *kind)
{
	open_parameter(json, "sort", "query");
	open_member(json, "schema", '{');
	member(json, "type", "string");
	open_member(json, "enum", '[');
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].flags & SHOW_SORT) {
			json_text(json, kind->fields[i].name);
			json_text(json, arena_printf(arena, "-%s", kind->fields[i].name));
		}
	json_close(json, ']');
	json_close(json, '}');
	json_close(json, '}');
}

static bool
sorts(const struct kind *kind)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].flags & SHOW_SORT)
			return true;
	return false;
}

static void
filter_parameters(struct json *json, struct arena *arena, const struct kind *kind)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (is_filter(kind, kind->fields[i].name)) {
			open_parameter(json, kind->fields[i].name, "query");
			json_key(json, "schema");
			field_schema(json, arena, &kind->fields[i], false);
			json_close(json, '}');
		}
	for (const struct facet *facet = kind->facets; facet && facet->name; facet++) {
		open_parameter(json, facet->name, "query");
		both_member(json, arena, "description", facet->label);
		open_member(json, "schema", '{');
		member(json, "type", "string");
		open_member(json, "enum", '[');
		for (const struct facet_word *word = facet->words; word->word; word++)
			json_text(json, word->word);
		json_close(json, ']');
		json_close(json, '}');
		json_close(json, '}');
	}
}

static void
list_parameters(struct json *json, struct arena *arena, const struct kind *kind)
{
	if (!kind->persons)
		plain_parameter(json, "q", "query", "string", NULL);
	plain_parameter(json, "page", "query", "string", NULL);
	plain_parameter(json, "limit", "query", "integer", NULL);
	plain_parameter(json, "node", "query", "integer", NULL);
	if (sorts(kind))
		sort_parameter(json, arena, kind);
	filter_parameters(json, arena, kind);
	if (kind == &election_kind)
		plain_parameter(json, ELECTION_LATE, "query", "boolean", NULL);
}

/* The facts of a clause, each an argument of its own; they differ from clause to clause. */
static void
facts_parameter(struct json *json)
{
	open_parameter(json, "facts", "query");
	member(json, "style", "form");
	json_key(json, "explode");
	json_bool(json, true);
	open_member(json, "schema", '{');
	member(json, "type", "object");
	plain_schema(json, "additionalProperties", "string", false, NULL);
	json_close(json, '}');
	json_close(json, '}');
}

/* What a call takes in its address and head. */
static void
write_parameters(struct json *json, struct arena *arena, const struct route *route, const struct kind *kind)
{
	bool list = kind && !strchr(route->pattern, '{');

	open_member(json, "parameters", '[');
	path_parameters(json, arena, route->pattern);
	if (strcmp(route->method, "GET") == 0)
		plain_parameter(json, "as_of", "query", "string", "date");
	if (list)
		list_parameters(json, arena, kind);
	if (strcmp(route->method, "GET") == 0 && strstr(route->pattern, "{clause}"))
		facts_parameter(json);
	if (strncmp(route->pattern, ACTIONS, strlen(ACTIONS)) == 0)
		plain_parameter(json, "If-Match", "header", "string", NULL);
	json_close(json, ']');
}

/* ---- bodies ---- */

static void
open_content(struct json *json)
{
	open_member(json, "content", '{');
	open_member(json, "application/json", '{');
}

static void
close_content(struct json *json)
{
	json_close(json, '}');
	json_close(json, '}');
}

static void
required_fields(struct json *json, const struct action *action)
{
	open_member(json, "required", '[');
	for (size_t i = 0; i < action->field_count; i++)
		if (action->fields[i].flags & REQUIRED)
			json_text(json, action->fields[i].name);
	json_close(json, ']');
}

static void
action_body(struct json *json, struct arena *arena, const struct action *action)
{
	open_member(json, "requestBody", '{');
	json_key(json, "required");
	json_bool(json, true);
	open_content(json);
	open_member(json, "schema", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	for (size_t i = 0; i < action->field_count; i++) {
		json_key(json, action->fields[i].name);
		field_schema(json, arena, &action->fields[i], !(action->fields[i].flags & REQUIRED));
	}
	json_close(json, '}');
	required_fields(json, action);
	json_close(json, '}');
	close_content(json);
	json_close(json, '}');
}

/* Facts differ from clause to clause. */
static void
facts_body(struct json *json)
{
	open_member(json, "requestBody", '{');
	open_content(json);
	plain_schema(json, "schema", "object", false, NULL);
	close_content(json);
	json_close(json, '}');
}

/* ---- answers ---- */

static void
rows_schema(struct json *json, const char *row)
{
	open_member(json, "schema", '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
	open_member(json, "rows", '{');
	member(json, "type", "array");
	ref_member(json, "items", row);
	json_close(json, '}');
	plain_schema(json, "next", "string", true, NULL);
	plain_schema(json, "as_of", "string", false, "date");
	json_close(json, '}');
	json_close(json, '}');
}

static void
write_responses(struct json *json, struct arena *arena, const struct route *route, const struct kind *kind)
{
	bool action = strncmp(route->pattern, ACTIONS, strlen(ACTIONS)) == 0;
	const char *row = kind ? arena_printf(arena, "#/components/schemas/%s", kind->name) : NULL;

	open_member(json, "responses", '{');
	open_member(json, "200", '{');
	member(json, "description", "完成 / done");
	open_content(json);
	if (action)
		ref_member(json, "schema", "#/components/schemas/outcome");
	else if (row && strchr(route->pattern, '{'))
		ref_member(json, "schema", row);
	else if (row)
		rows_schema(json, row);
	else
		plain_schema(json, "schema", "object", false, NULL);
	close_content(json);
	json_close(json, '}');
	open_member(json, "default", '{');
	member(json, "description", "没有办成，说明原因 / not done, and why");
	open_content(json);
	ref_member(json, "schema", "#/components/schemas/failure");
	close_content(json);
	json_close(json, '}');
	json_close(json, '}');
}

/* ---- operations ---- */

/* "get_api_v1_units_id": a name of its own for each. */
static const char *
operation_id(struct arena *arena, const struct route *route)
{
	char *id = arena_printf(arena, "%s%s", strcmp(route->method, "GET") == 0 ? "get" : "post", route->pattern);
	size_t len = 0;

	for (const char *at = id; at && *at; at++) {
		bool letter = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');

		if (letter || (len > 0 && id[len - 1] != '_'))
			id[len++] = letter ? *at : '_';
	}
	while (len > 0 && id[len - 1] == '_')
		len--;
	if (id)
		id[len] = '\0';
	return id;
}

static void
write_who(struct json *json, const struct route *route)
{
	if (route->who & WHO_PUBLIC) {
		open_member(json, "security", '[');
		json_close(json, ']');
		return;
	}
	open_member(json, "x-roles", '[');
	for (size_t i = 0; i < ROLES; i++)
		if (route->who & ((unsigned)role_table[i].role | WHO_SIGNED_IN))
			json_text(json, role_table[i].name);
	json_close(json, ']');
}

static void
write_operation(struct json *json, const struct request *request, const struct route *route)
{
	bool acts = strncmp(route->pattern, ACTIONS, strlen(ACTIONS)) == 0;
	const struct action *action = acts ? action_find(visit_of(request)->installation, route->pattern + strlen(ACTIONS))
	                                   : NULL;
	const struct kind *kind = acts ? NULL : route_kind(route->pattern);
	struct arena *arena = request->arena;

	open_member(json, strcmp(route->method, "GET") == 0 ? "get" : "post", '{');
	member(json, "operationId", operation_id(arena, route));
	if (action)
		both_member(json, arena, "summary", action->label);
	else if (kind)
		both_member(json, arena, "summary", strchr(route->pattern, '{') ? kind->label : kind->plural);
	if (route->clauses)
		member(json, "x-clauses", route->clauses);
	write_who(json, route);
	write_parameters(json, arena, route, kind);
	if (action)
		action_body(json, arena, action);
	else if (strcmp(route->method, "POST") == 0)
		facts_body(json);
	write_responses(json, arena, route, kind);
	json_close(json, '}');
}

/* Methods of one address stand next to each other in the compiled table. */
static void
write_paths(struct json *json, const struct request *request)
{
	const struct routes *routes = server_routes(request->server);
	const char *open = NULL;
	const struct route *route;

	open_member(json, "paths", '{');
	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		if (strncmp(route->pattern, API "/", sizeof API) != 0)
			continue;
		if (!open || strcmp(open, route->pattern) != 0) {
			if (open)
				json_close(json, '}');
			open = route->pattern;
			open_member(json, open, '{');
		}
		write_operation(json, request, route);
	}
	if (open)
		json_close(json, '}');
	json_close(json, '}');
}

static int
show_openapi(struct request *request, struct response *response)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	member(&json, "openapi", "3.1.0");
	open_member(&json, "info", '{');
	member(&json, "title", "党建 dangjian");
	member(&json, "version", DANGJIAN_VERSION);
	member(&json, "description",
	       "社会组织党建工作。日期写作 2026-11-21；as_of 指当天结束时的状况。令牌在“我的记录”中生成。 / "
	       "Party building in social organizations. Days are written 2026-11-21; as_of means the end of that "
	       "day. Tokens are made on one's own record.");
	json_close(&json, '}');
	open_member(&json, "security", '[');
	json_open(&json, '{');
	open_member(&json, "token", '[');
	json_close(&json, ']');
	json_close(&json, '}');
	json_close(&json, ']');
	write_paths(&json, request);
	write_components(&json, request->arena);
	json_close(&json, '}');
	return 0;
}

const struct route openapi_routes[] = {
	{"GET", API "/openapi.json", .who = WHO_PUBLIC, .handle = show_openapi},
	{0},
};
