#include "web/api.h"

#include <string.h>

#include "web/visit.h"

/* ---- answers ---- */

static void
found_json(const struct outcome *outcome, struct json *json)
{
	json_key(json, "found");
	json_open(json, '[');
	for (size_t i = 0; i < outcome->found_count; i++) {
		const struct found *found = &outcome->found[i];

		json_open(json, '{');
		json_key(json, "id");
		json_int(json, found->id);
		json_key(json, "name");
		json_text(json, found->name);
		json_key(json, "body");
		found->body ? json_int(json, found->body) : json_none(json);
		json_key(json, "body_name");
		json_text(json, found->body ? found->body_name : NULL);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_key(json, "more");
	json_bool(json, outcome->more);
}

void
outcome_json(const struct outcome *outcome, struct response *response)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "journal");
	outcome->journal ? json_int(&json, outcome->journal) : json_none(&json);
	json_key(&json, "ids");
	json_open(&json, '[');
	for (size_t i = 0; i < outcome->id_count; i++)
		json_int(&json, outcome->ids[i]);
	json_close(&json, ']');
	if (outcome->secret) {
		json_key(&json, "secret");
		json_text(&json, outcome->secret);
	}
	if (outcome->found)
		found_json(outcome, &json);
	json_close(&json, '}');
}

/* ---- calls ---- */

static int
call_action(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	int status = visit_act_posted(request, strrchr(request->path, '/') + 1, &outcome);

	if (status == 0 && outcome.made_file) {
		response_file(response, outcome.file, outcome.file_len);
		return response_download(response, TYPE_XLSX, "dangjian.xlsx");
	}
	if (status == 0)
		outcome_json(&outcome, response);
	return status;
}

const struct route *
action_routes(struct arena *arena, const struct action *actions, size_t count)
{
	static const enum lane lanes[] = {
		[PACE_QUICK] = LANE_PAGE, [PACE_PASSWORD] = LANE_PASSWORD, [PACE_SLOW] = LANE_SLOW,
	};
	struct route *routes = ARENA_ARRAY(arena, count + 1, struct route);

	_Static_assert(ANY_ACCOUNT == WHO_SIGNED_IN, "an action's who is a route's");
	if (!routes)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		const struct action *action = &actions[i];

		routes[i] = (struct route){
			.method = "POST", .pattern = arena_printf(arena, API "/actions/%s", action->name),
			.lane = lanes[action->pace], .who = action->who, .clauses = action->clauses, .unlogged = action->unlogged,
			.handle = call_action,
		};
		if (!routes[i].pattern)
			return NULL;
	}
	return routes;
}
