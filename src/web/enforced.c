#include "web/enforced.h"

#include <string.h>

#include "base/fail.h"
#include "party/duty.h"
#include "web/visit.h"

/* Whether a list "ELEC-19.1 ELEC-27.2" has the clause as a whole word. */
static bool
names(const char *clauses, const char *clause)
{
	size_t len = strlen(clause);

	while (clauses && *clauses) {
		size_t word = strcspn(clauses, " ");

		if (word == len && strncmp(clauses, clause, len) == 0)
			return true;
		clauses += word;
		clauses += strspn(clauses, " ");
	}
	return false;
}

/* By what it answers to, or by a field of its kind that the clause needs. */
static bool
action_names(const struct action *action, const char *clause)
{
	if (names(action->clauses, clause))
		return true;
	for (size_t i = 0; action->kind && i < action->field_count; i++)
		if (action->fields[i].clause && strcmp(action->fields[i].clause, clause) == 0 &&
		    field_index(action->kind, action->fields[i].name) >= 0)
			return true;
	return false;
}

static bool
duty_names(const char *clause)
{
	for (const char *const *at = duty_clauses; *at; at++)
		if (strcmp(*at, clause) == 0)
			return true;
	return false;
}

/* A page and the form on it, or its JSON twin, have one name. */
static bool
same_page_before(const struct enforcer *found, size_t count, const struct route *page)
{
	for (size_t i = 0; i < count; i++)
		if (found[i].page && strcmp(found[i].page->pattern, page->pattern) == 0)
			return true;
	return strncmp(page->pattern, "/api/", 5) == 0;
}

const struct enforcer *
enforced_by(struct arena *arena, const struct enforcers *all, const char *clause, size_t *ret_count)
{
	const struct route *page;
	struct enforcer *found;
	size_t count = 0, pages = 0;

	while (routes_at(all->routes, pages))
		pages++;
	found = ARENA_ARRAY(arena, all->action_count + pages + 1, struct enforcer);
	if (!found)
		return NULL;
	for (size_t i = 0; i < all->action_count; i++)
		if (action_names(&all->actions[i], clause))
			found[count++] = (struct enforcer){.name = all->actions[i].name, .action = &all->actions[i]};
	for (size_t i = 0; (page = routes_at(all->routes, i)); i++)
		if (names(page->clauses, clause) && !same_page_before(found, count, page))
			found[count++] = (struct enforcer){.name = page->pattern, .page = page};
	if (duty_names(clause))
		found[count++] = (struct enforcer){.name = "duties", .duties = true};
	*ret_count = count;
	return found;
}

struct enforcers
visit_enforcers(const struct request *request)
{
	const struct installation *installation = visit_of(request)->installation;

	return (struct enforcers){installation->actions, installation->action_count,
	                          server_routes(request->server)};
}

int
enforced_json(struct arena *arena, const struct enforcers *all, const char *clause, struct json *json)
{
	size_t count;
	const struct enforcer *found = enforced_by(arena, all, clause, &count);

	if (!found)
		return FAIL_MEMORY;
	json_key(json, "enforced_by");
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, found[i].name);
	json_close(json, ']');
	return 0;
}
