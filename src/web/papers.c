#include "web/papers.h"

#include "base/fail.h"
#include "base/num.h"
#include "print/election_facts.h"

static int
no_election(void)
{
	return fail(FAIL_NOT_FOUND, NULL, "id", "没有这次选举。", "There is no such election.");
}

int
papers_open(const struct request *request, struct papers_asked *ret_asked)
{
	const struct visit *visit = visit_of(request);
	const char *unit = request_query(request, "unit"), *path;
	struct election_asked facts = {.today = request->today};
	struct papers_asked asked = {0};
	struct election *election;
	int status;

	if (num_parse(request_param(request, "id"), &asked.election) < 0)
		return no_election();
	status = election_load(visit->db, request->arena, asked.election, &election);
	if (status < 0)
		return status == FAIL_NOT_FOUND ? no_election() : status;
	status = placement_path(visit->db, request->arena, election->body, request->today, &path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	if (status < 0 || !actor_may(&visit->actor, election_kind.read, path))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这次选举不在您的职责范围内。",
		            "This election is outside what your roles reach.");
	if (unit && num_parse(unit, &asked.unit) < 0)
		return fail(FAIL_NOT_FOUND, NULL, "unit", "没有这个选举单位。", "There is no such electing unit.");
	facts.election = election;
	facts.unit = asked.unit;
	facts.persons = actor_may_own(&visit->actor, ROLE_BRANCH, path);
	status = election_paper_read(visit->db, request->arena, &facts, &asked.paper);
	if (status == 0)
		*ret_asked = asked;
	return status;
}
