/* A request's target: what the guard lets through, the routes must bear, and it must decode. */
#include <string.h>

#include "target.h"
#include "web/form.h"
#include "web/guard.h"
#include "web/route.h"

static int
nothing(struct request *request, struct response *response)
{
	(void)request;
	(void)response;
	return 0;
}

static const struct route table[] = {
	{.method = "GET", .pattern = "/", .who = WHO_PUBLIC, .handle = nothing},
	{.method = "GET", .pattern = "/units", .who = WHO_PUBLIC, .files = true, .handle = nothing},
	{.method = "POST", .pattern = "/units/{id}", .who = WHO_PUBLIC, .handle = nothing},
	{.method = "GET", .pattern = "/{kind}/{id}/{more}", .who = WHO_PUBLIC, .handle = nothing},
	{0},
};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct route *const tables[] = {table, NULL};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *target = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	struct routes *routes = NULL;
	struct route_match match;
	const char *text;

	if (!target || guard_target(target) != REFUSE_NOTHING || routes_new(tables, &routes))
		goto out;
	target[strcspn(target, "?")] = '\0';
	match = routes_find(routes, "GET", target);
	for (size_t i = 0; i < match.params; i++)
		MUST(form_decode(arena, match.param[i].text, match.param[i].len, 0, &text) == 0);
out:
	routes_free(routes);
	arena_free(arena);
	return 0;
}
