#include "web/opened.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/openings.h"
#include "party/rights.h"
#include "registry/input.h"
#include "web/link.h"
#include "web/visit.h"

static int
no_record(void)
{
	return fail(FAIL_NOT_FOUND, NULL, "id", "没有这条记录。", "There is no such record.");
}

/* ---- which version ---- */

static void
choose_version(struct opened *opened, day_no on)
{
	opened->shown = opened->versions[0];
	opened->standing = opened->versions[0]->since > on ? IS_TO_COME : HAS_ENDED;
	for (size_t i = 0; i < opened->count && opened->versions[i]->since <= on; i++) {
		opened->shown = opened->versions[i];
		opened->standing = opened->versions[i]->until > on ? STANDS : HAS_ENDED;
	}
}

/* What was decided, and whom about. */
static int
find_decision(const struct request *request, struct opened *opened)
{
	const char *name;
	int status = ref_title(visit_of(request)->db, request->arena, &person_kind, record_person(opened->shown), request->today, &name);

	if (status < 0)
		return status;
	opened->title = decision_title(request->arena, request->lang, opened->shown, name);
	return opened->title ? 0 : FAIL_MEMORY;
}

static int
find_title(const struct request *request, struct opened *opened)
{
	const struct kind *kind = opened->kind;
	const struct value *name = kind->title ? record_value(opened->shown, kind->title) : NULL;

	if (kind == &restriction_kind)
		return find_decision(request, opened);
	opened->title = name && name->type == VALUE_TEXT && *name->text ? name->text
	        : arena_printf(request->arena, "%s #%" PRId64, in_lang(kind->label, request->lang), opened->id);
	return opened->title ? 0 : FAIL_MEMORY;
}

/* ---- who has opened it ---- */

static int
write_note(struct db *db, void *arg)
{
	return opening_note(db, arg);
}

/* Whoever works in the branch needs no case; whoever stands above it has one, or access_read has refused. */
static int
note_reading(const struct request *request, struct opened *opened)
{
	const struct visit *visit = visit_of(request);
	int64_t person = record_person(opened->shown);
	struct opening note = {.person = person, .actor = &visit->actor, .roles = ROLE_BRANCH, .at = request->now,
	                       .reason = REASON_BRANCH};
	struct person_case by_case = {0};
	int status = 0;

	if (!kind_is_own(opened->kind) || person == visit->actor.person)
		return 0;
	if (!actor_may_own(&visit->actor, ROLE_BRANCH, opened->path))
		status = case_find(visit->db, request->arena, &visit->actor, person, request->today, &by_case);
	if (status == 0 && by_case.id) {
		opened->by_case = true;
		note.roles = ROLE_CLERKS;
		note.reason = by_case.reason;
		note.by_case = by_case.id;
	}
	return status < 0 ? status : writer_do(visit->installation->writer, write_note, &note);
}

/* ---- opening ---- */

int
opened_one(const struct request *request, const struct kind *kind, const char *number, struct opened *ret_opened)
{
	const struct visit *visit = visit_of(request);
	struct opened opened = {.kind = kind};
	int status;

	if (num_parse(number, &opened.id) < 0 || opened.id <= 0)
		return no_record();
	status = record_versions(visit->db, request->arena, opened.kind, opened.id, false, &opened.versions,
	                         &opened.count);
	if (status == 0 && opened.count == 0)
		status = no_record();
	if (status < 0)
		return status;
	choose_version(&opened, visit->as_of);
	status = access_read(visit->db, request->arena, &visit->actor, opened.shown, request->today);
	if (status == 0)
		status = access_path(visit->db, request->arena, opened.shown, request->today, &opened.path);
	opened.beside = status == 0 && !kind_is_own(opened.kind) &&
	                !actor_may(&visit->actor, opened.kind->read, opened.path);
	if (status == 0)
		status = find_title(request, &opened);
	if (status == 0)
		status = note_reading(request, &opened);
	if (status == 0)
		*ret_opened = opened;
	return status;
}

int
opened_read(struct request *request, struct opened *ret_opened)
{
	return opened_one(request, route_kind(request->route->pattern), request_param(request, "id"), ret_opened);
}

bool
may_see_there(const struct request *request, const struct kind *kind, const char *path)
{
	const struct actor *actor = &visit_of(request)->actor;
	unsigned roles = kind->persons ? kind->read & ~(unsigned)ROLE_MEMBER : kind->read;

	return (kind_is_own(kind) ? actor_may_own : actor_may)(actor, roles, path);
}

bool
may_write_there(const struct request *request, const struct kind *kind, const char *path)
{
	const struct visit *visit = visit_of(request);

	return visit->as_of == request->today &&
	       (kind_is_own(kind) ? actor_may_own : actor_may)(&visit->actor, kind->write, path);
}
