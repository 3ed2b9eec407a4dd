/* /registers/restriction/{id}/notice: a decision on a member as the paper that is handed to the person (DP-23). */
#include <string.h>

#include "print/decision_paper.h"
#include "web/opened.h"
#include "web/pages.h"
#include "web/print_answer.h"

/* ?in=en.  Whoever may open the record may print it, the person concerned before all; that it was opened is noted (DP-13). */
static int
print_notice(struct request *request, struct response *response)
{
	const char *in = request_query(request, "in");
	enum lang lang = in && strcmp(in, "en") == 0 ? LANG_EN : LANG_ZH;
	struct job job = {.made = request->today, .bundle = true, .count = 1, .documents = ARENA_NEW(request->arena, struct document *)};
	struct opened opened;
	int status = job.documents ? opened_one(request, &restriction_kind, request_param(request, "id"), &opened) : FAIL_MEMORY;

	if (status == 0)
		status = decision_document(visit_of(request)->db, request->arena, lang, opened.shown, opened.versions[0],
		                           opened.versions[opened.count - 1], request->today, job.documents);
	/* No name of a person stands in a file's name (DP-6). */
	return status < 0 ? status : print_answer(request, response, &job, job.documents[0]->name);
}

const struct route decision_routes[] = {
	{"GET", "/registers/restriction/{id}/notice", LANE_SLOW, .who = WHO_SIGNED_IN, .clauses = "DP-13 DP-23", .handle = print_notice},
	{0},
};
