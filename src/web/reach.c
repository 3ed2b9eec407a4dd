#include "web/reach.h"

#include "base/fail.h"
#include "base/num.h"
#include "registry/input.h"
#include "web/standpoint.h"
#include "web/visit.h"

static int
out_of_reach(void)
{
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这一部分不在您的职责范围内。",
	            "This part is outside what your roles reach.");
}

/* A body's name, or a unit's. */
static int
find_name(const struct request *request, struct reach *reach)
{
	const struct visit *visit = visit_of(request);
	int status = ref_title(visit->db, request->arena, &body_kind, reach->node, visit->as_of, &reach->name);

	if (status == 0 && !*reach->name) {
		reach->unit = true;
		status = ref_title(visit->db, request->arena, &unit_kind, reach->node, visit->as_of, &reach->name);
	}
	return status;
}

static int
read_node(const struct request *request, const char *text, unsigned roles, struct reach *reach)
{
	const struct visit *visit = visit_of(request);

	if (num_parse(text, &reach->node) < 0 || reach->node <= 0)
		return fail(FAIL_INPUT, NULL, "node", "node 应是党组织或社会组织的编号。",
		            "node is the number of a Party organization or a social organization.");
	reach->chosen = true;
	return access_node(visit->db, request->arena, &visit->actor, roles, reach->node, request->today, visit->as_of,
	                   &reach->today);
}

int
reach_of(const struct request *request, unsigned roles, struct reach *ret_reach)
{
	const struct visit *visit = visit_of(request);
	const struct grant *grant = standpoint(request, roles);
	const char *text = request_query(request, "node");
	struct reach reach = {0};
	int status = 0;

	if (!grant)
		return out_of_reach();
	if (text && *text) {
		status = read_node(request, text, roles, &reach);
	} else {
		reach.node = grant->node;
		reach.today = grant->node ? grant->path : NULL;
	}
	reach.path = reach.today;
	if (status == 0 && reach.node && visit->as_of != request->today)
		status = placement_path(visit->db, request->arena, reach.node, visit->as_of, &reach.path);
	if (status == 0 && reach.node)
		status = find_name(request, &reach);
	if (status == 0)
		*ret_reach = reach;
	return status;
}
