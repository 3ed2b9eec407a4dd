#include "web/standpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/input.h"
#include "web/address.h"
#include "web/visit.h"

/* A place in the tree, as the keepers of the machine and of its log have none. */
static bool
is_standpoint(const struct grant *grant)
{
	return (grant->role & ROLE_BUSINESS) && grant->path;
}

static const struct grant *
find_grant(const struct actor *actor, const char *text)
{
	int64_t id;

	if (!text || num_parse(text, &id) < 0)
		return NULL;
	for (size_t i = 0; i < actor->count; i++)
		if (actor->grants[i].id == id && is_standpoint(&actor->grants[i]))
			return &actor->grants[i];
	return NULL;
}

const struct grant *
standpoint_chosen(const struct request *request)
{
	return find_grant(&visit_of(request)->actor, request_cookie(request, FROM_COOKIE));
}

const struct grant *
standpoint(const struct request *request, unsigned roles)
{
	const struct grant *chosen = standpoint_chosen(request);

	return chosen && (chosen->role & roles) ? chosen : actor_widest(&visit_of(request)->actor, roles);
}

int
standpoint_name(const struct request *request, const struct grant *grant, const char **ret_name)
{
	const struct kind *kind = grant->role == ROLE_UNIT_OFFICE ? &unit_kind : &body_kind;

	if (grant->node)
		return ref_title(visit_of(request)->db, request->arena, kind, grant->node, request->today, ret_name);
	for (size_t i = 0; i < ROLES; i++)
		if (role_table[i].role == grant->role)
			*ret_name = in_lang(role_table[i].label, request->lang);
	return 0;
}

/* ---- choosing ---- */

static const char *
role_label(const struct request *request, enum role role)
{
	for (size_t i = 0; i < ROLES; i++)
		if (role_table[i].role == role)
			return in_lang(role_table[i].label, request->lang);
	return "";
}

/* The same page from there: what the address chose of the tree is left out. */
static const char *
back_to(const struct request *request)
{
	return strcmp(request->method, "POST") == 0 || request_query(request, "node") ? request->path
	                                                                               : address_with(request, "page", NULL);
}

static int
fill_choice(const struct request *request, const struct grant *grant, struct link_view *link)
{
	const char *id = arena_printf(request->arena, "%" PRId64, grant->id), *name = NULL;
	const struct form_pair args[] = {{"grant", id}, {"back", back_to(request)}};
	int status = id && args[1].value ? standpoint_name(request, grant, &name) : FAIL_MEMORY;

	if (status < 0)
		return status;
	link->label = grant->node ? arena_printf(request->arena, "%s · %s", name, role_label(request, grant->role)) : name;
	link->href.path = address(request->arena, LOOK_FROM_PATH, args, 2);
	return link->label && link->href.path ? 0 : FAIL_MEMORY;
}

int
standpoint_choices(const struct request *request, const struct link_view **ret_links, size_t *ret_count)
{
	const struct actor *actor = &visit_of(request)->actor;
	const struct grant *now = standpoint(request, ROLE_BUSINESS);
	struct link_view *links;
	size_t count = 0;
	int status = 0;

	for (size_t i = 0; i < actor->count; i++)
		count += is_standpoint(&actor->grants[i]);
	if (count < 2)
		return 0;
	links = ARENA_ARRAY(request->arena, count, struct link_view);
	if (!links)
		return FAIL_MEMORY;
	count = 0;
	for (size_t i = 0; i < actor->count && status == 0; i++)
		if (is_standpoint(&actor->grants[i])) {
			links[count].current = &actor->grants[i] == now;
			status = fill_choice(request, &actor->grants[i], &links[count++]);
		}
	*ret_links = links;
	*ret_count = count;
	return status;
}

int
choose_standpoint(struct request *request, struct response *response)
{
	const char *text = request_query(request, "grant");
	int status;

	if (!find_grant(&visit_of(request)->actor, text))
		return fail(FAIL_INPUT, NULL, "grant", "您没有这项职责。", "You do not hold that role.");
	status = response_cookie(response, FROM_COOKIE, text, 0);
	return status < 0 ? status : response_redirect(response, visit_back(request, "/"));
}
