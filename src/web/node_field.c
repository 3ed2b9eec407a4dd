#include "web/node_field.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/directory.h"
#include "registry/input.h"

#define MATCHES_MAX 8 /* of each kind, shown to choose from */

/* A node by its name, with what it is and what stands above it. */
static int
node_choice(const struct request *request, const struct record *record, bool chosen,
            struct choice_view *ret_choice)
{
	const struct visit *visit = visit_of(request);
	const char *path = NULL, *above = NULL;
	int64_t id = 0, parent = 0;
	int status = placement_path(visit->db, request->arena, record->id, request->today, &path);

	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	for (const char *at = path; at && at[0] == '/' && at[1]; at += 1 + strcspn(at + 1, "/")) {
		parent = id;
		if (num_parse(arena_strndup(request->arena, at + 1, strcspn(at + 1, "/")), &id) < 0)
			return last_failure()->code;
	}
	if (parent)
		status = ref_title(visit->db, request->arena, &body_kind, parent, request->today, &above);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	*ret_choice = (struct choice_view){
		.value = arena_printf(request->arena, "%" PRId64, record->id),
		.label = record_value(record, "name")->text, .chosen = chosen,
		.note = above ? arena_printf(request->arena, "%s · %s", in_lang(record->kind->label, request->lang), above)
		              : in_lang(record->kind->label, request->lang),
	};
	return ret_choice->value && ret_choice->note ? 0 : FAIL_MEMORY;
}

/* Bodies and units whose name has the words, within what the reader's roles reach. */
static int
find_nodes(const struct request *request, unsigned roles, const char *words, struct field_view *field)
{
	static const struct kind *const places[] = {&body_kind, &unit_kind};
	struct choice_view *choices = ARENA_ARRAY(request->arena, 2 * MATCHES_MAX, struct choice_view);
	const char *reach = NULL;
	int status = choices ? directory_reach(request->arena, &visit_of(request)->actor, roles, &reach)
	                     : FAIL_MEMORY;

	for (size_t p = 0; p < 2 && status == 0 && reach; p++) {
		const struct list_query query = {.kind = places[p], .as_of = request->today, .search = words,
		                                 .scope = strcmp(reach, "/") == 0 ? NULL : reach, .limit = MATCHES_MAX};
		struct list list;

		status = list_run(visit_of(request)->db, request->arena, &query, &list);
		for (size_t i = 0; status == 0 && i < list.count; i++)
			status = node_choice(request, list.rows[i], false, &choices[field->choice_count++]);
	}
	field->choices = choices;
	field->searched = true;
	return status;
}

/* The node chosen already, by its number. */
static int
known_node(const struct request *request, const char *number, struct field_view *field)
{
	struct choice_view *choice = ARENA_NEW(request->arena, struct choice_view);
	struct record *record = NULL;
	int64_t id;
	int status = choice ? 0 : FAIL_MEMORY;

	if (status < 0 || num_parse(number, &id) < 0)
		return status;
	status = record_get(visit_of(request)->db, request->arena, &body_kind, id, request->today, &record);
	if (status == FAIL_NOT_FOUND)
		status = record_get(visit_of(request)->db, request->arena, &unit_kind, id, request->today, &record);
	if (status == FAIL_NOT_FOUND)
		return 0;
	if (status == 0)
		status = node_choice(request, record, true, choice);
	field->choices = choice;
	field->choice_count = 1;
	return status;
}

int
node_field(const struct request *request, unsigned roles, struct field_view *field)
{
	const char *words = request_field(request, "node.search"), *chosen = field->value;

	field->kind = INPUT_REFERENCE;
	field->value = words;
	if (request_field(request, "find") && words && *words)
		return find_nodes(request, roles, words, field);
	return chosen && *chosen ? known_node(request, chosen, field) : 0;
}
