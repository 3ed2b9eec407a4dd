/* /matters/…: one request, report or notice, and the forms of its steps; the list is that of every kind. */
#include <inttypes.h>
#include <string.h>

#include "print/matter_paper.h"
#include "web/api.h"
#include "web/matter_page.h"
#include "web/pages.h"
#include "web/print_answer.h"

#define READERS (ROLE_MEMBER | ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS | ROLE_INSPECTOR)
#define SENDERS (ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS)
#define STEP(name, roles, clause)                                                                         \
	{"GET", "/matters/{id}/" name, .who = (roles), .clauses = (clause), .handle = show_step},       \
	{"POST", "/matters/{id}/" name, .who = (roles), .clauses = (clause), .handle = take_step}

/* GET /matters/{id}/paper: ?which=request what was sent, reply what was answered; else to the latest of them; ?in=en. */
static int
print_matter(struct request *request, struct response *response)
{
	const char *in = request_query(request, "in"), *which = request_query(request, "which");
	enum lang lang = in && strcmp(in, "en") == 0 ? LANG_EN : LANG_ZH;
	struct job job = {.made = request->today, .bundle = true, .count = 1, .documents = ARENA_NEW(request->arena, struct document *)};
	struct matter matter;
	int status = job.documents ? matter_asked(request, &matter) : FAIL_MEMORY;

	if (status == 0 && !which)
		return response_redirect(response, arena_printf(request->arena, "/matters/%" PRId64 "/paper?which=%s", matter.id,
		                                                matter_is_printed(&matter, PRINT_REPLY) ? "reply" : "request"));
	if (status == 0)
		status = matter_document(visit_of(request)->db, request->arena, lang, &matter,
		                         strcmp(which, "reply") == 0 ? PRINT_REPLY : PRINT_REQUEST, job.documents);
	return status < 0 ? status : print_answer(request, response, &job, job.documents[0]->name);
}

const struct route matter_routes[] = {
	{"GET", "/matters/{id}", .who = READERS, .clauses = "OPIN-6.3f OPIN-6.7", .handle = show_matter},
	{"GET", API "/matters/{id}", .who = READERS, .clauses = "OPIN-6.3f OPIN-6.7", .handle = show_matter},
	{"GET", "/matters/{id}/paper", LANE_SLOW, .who = READERS, .clauses = "A-23 OPIN-8.6", .handle = print_matter},
	{"GET", "/matters/new", .who = SENDERS, .clauses = "OPIN-6.7", .handle = show_begin},
	{"POST", "/matters/new", .who = SENDERS, .clauses = "OPIN-6.7", .handle = take_begin},
	{"GET", "/matters/{id}/amend", .who = SENDERS, .clauses = "OPIN-6.7", .handle = show_amend},
	{"POST", "/matters/{id}/amend", .who = SENDERS, .clauses = "OPIN-6.7", .handle = take_amend},
	STEP("submit", SENDERS, "OPIN-6.7"),
	STEP("withdraw", SENDERS, "OPIN-6.7"),
	STEP("return", ROLE_CLERKS, "OPIN-6.3f"),
	STEP("approve", ROLE_CLERKS, "OPIN-6.3f OPIN-8.6"),
	STEP("refuse", ROLE_CLERKS, "OPIN-6.3f"),
	STEP("examine", ROLE_CLERKS, "OPIN-6.3d"),
	STEP("hear", ROLE_UNIT_OFFICE | ROLE_CLERKS, "OPIN-6.3d DP-23"),
	STEP("file", ROLE_CLERKS, "ELEC-34.1a OPIN-20.6"),
	STEP("read", SENDERS, "OPIN-7.2 OPIN-10.2"),
	{"GET", "/units/{id}/proposal/send", .who = ROLE_CLERKS, .clauses = "OPIN-10.2", .handle = show_send_proposal},
	{"POST", "/units/{id}/proposal/send", .who = ROLE_CLERKS, .clauses = "OPIN-10.2", .handle = take_send_proposal},
	{"GET", "/bodies/{id}/remind", .who = ROLE_CLERKS, .clauses = "ELEC-3.1 OPIN-6.3e", .handle = show_reminder},
	{"POST", "/bodies/{id}/remind", .who = ROLE_CLERKS, .clauses = "ELEC-3.1 OPIN-6.3e", .handle = take_reminder},
	{0},
};
