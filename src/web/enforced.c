#include "web/enforced.h"

#include <string.h>

#include "base/fail.h"
#include "party/duty.h"
#include "web/pages.h"

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

static size_t
page_count(void)
{
	size_t count = 0;

	for (size_t t = 0; page_tables[t]; t++)
		for (size_t i = 0; page_tables[t][i].pattern; i++)
			count++;
	return count;
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
enforced_by(struct arena *arena, const struct action *actions, size_t action_count, const char *clause,
            size_t *ret_count)
{
	struct enforcer *found = ARENA_ARRAY(arena, action_count + page_count() + 1, struct enforcer);
	size_t count = 0;

	if (!found)
		return NULL;
	for (size_t i = 0; i < action_count; i++)
		if (action_names(&actions[i], clause))
			found[count++] = (struct enforcer){.name = actions[i].name, .action = &actions[i]};
	for (size_t t = 0; page_tables[t]; t++)
		for (const struct route *page = page_tables[t]; page->pattern; page++)
			if (names(page->clauses, clause) && !same_page_before(found, count, page))
				found[count++] = (struct enforcer){.name = page->pattern, .page = page};
	if (duty_names(clause))
		found[count++] = (struct enforcer){.name = "duties", .duties = true};
	*ret_count = count;
	return found;
}

int
enforced_json(struct arena *arena, const struct action *actions, size_t action_count, const char *clause,
              struct json *json)
{
	size_t count;
	const struct enforcer *found = enforced_by(arena, actions, action_count, clause, &count);

	if (!found)
		return FAIL_MEMORY;
	json_key(json, "enforced_by");
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, found[i].name);
	json_close(json, ']');
	return 0;
}
