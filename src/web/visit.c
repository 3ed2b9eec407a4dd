#include "web/visit.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "web/address.h"
#include "web/figures.h"
#include "web/json_form.h"
#include "web/page.h"

/* What a worker keeps for itself. */
struct desk {
	struct installation *installation;
	struct db *own;                /* to the database that is written to */
	struct replica_reader replica; /* to its replica, where there is one */
	struct db *db;                 /* the one of both that is being read, or null */
	bool primary;                  /* the next is read from the database itself */
};

/* ---- the worker's connection ---- */

static int
desk_open(void *owner, void **ret_worker)
{
	struct desk *desk = calloc(1, sizeof *desk);
	int status;

	if (!desk)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	desk->installation = owner;
	status = db_open(desk->installation->url, DB_READ, &desk->own);
	if (status < 0) {
		free(desk);
		return status;
	}
	*ret_worker = desk;
	return 0;
}

static void
desk_close(void *owner, void *worker)
{
	struct desk *desk = worker;

	(void)owner;
	db_close(desk->own);
	replica_reader_close(&desk->replica);
	free(desk);
}

static void
desk_end(struct desk *desk)
{
	if (desk->db)
		db_rollback(desk->db);
	desk->db = NULL;
}

/* A database server that was started anew has dropped the connection: then it is made again. */
static int
desk_begin(struct desk *desk)
{
	struct db *fresh;
	int status = db_begin_read(desk->own);

	if (status < 0 && db_lost(desk->own)) {
		struct failure_record lost = *last_failure();

		if (db_open(desk->installation->url, DB_READ, &fresh) < 0)
			return fail_again(&lost);
		db_close(desk->own);
		desk->own = fresh;
		status = db_begin_read(desk->own);
	}
	desk->db = status == 0 ? desk->own : NULL;
	return status;
}

/* What is only read may come from a replica; what is decided rests on the database itself. */
static int
desk_begin_page(struct desk *desk, const struct request *request)
{
	struct replica *replica = desk->primary ? NULL : desk->installation->replica;

	desk->primary = false;
	if (!replica || strcmp(request->method, "POST") == 0 || !replica_begin(replica, &desk->replica))
		return desk_begin(desk);
	desk->db = desk->replica.db;
	return 0;
}

/* ---- who is asking ---- */

struct visit *
visit_of(const struct request *request)
{
	return request->session;
}

bool
visit_signed_in(const struct visit *visit)
{
	return visit && visit->actor.account != 0;
}

/* Noting when a token or session was last used is not worth a page: on a full disk reading goes on. */
static int
take_token(struct request *request, struct visit *visit)
{
	bool stale = false;
	int status = actor_from_token(visit->db, request->arena, request->bearer, request->now, request->today,
	                              &stale, &visit->actor);

	visit->by_token = status == 0;
	if (status == 0 && stale)
		token_touch(visit->installation, request->bearer, request->now);
	return status;
}

/* A cookie whose session has ended counts as none. */
static int
take_session(struct request *request, struct visit *visit)
{
	const char *token = request_cookie(request, SESSION_COOKIE);
	int status = 0;

	if (token)
		status = actor_from_session(visit->db, request->arena, token, request->now, request->today,
		                            &visit->session, &visit->actor);
	if (status == FAIL_SIGNED_OUT)
		status = 0;
	if (status == 0 && visit->session.stale)
		session_touch(visit->installation, token, request->now);
	return status;
}

static bool
may_use(const struct visit *visit, const struct route *route)
{
	return (route->who & WHO_PUBLIC) ||
	       (visit_signed_in(visit) && (route->who & (WHO_SIGNED_IN | visit->roles)));
}

/*
 * Whoever has a one-time password sets a password of their own before
 * anything else, then, where it is demanded, a second factor.
 */
static int
check_first_steps(struct visit *visit, const struct route *route)
{
	bool password = strcmp(route->pattern, PASSWORD_PATH) == 0 ||
	                strcmp(route->pattern, "/api/v1/actions/change-own-password") == 0;
	bool factor = strcmp(route->pattern, FACTOR_PATH) == 0 ||
	              strcmp(route->pattern, "/api/v1/actions/set-second-factor") == 0;

	if ((route->who & WHO_PUBLIC) || password || strcmp(route->pattern, "/logout") == 0)
		return 0;
	if (visit->actor.must_change) {
		visit->must_go = PASSWORD_PATH;
		return fail(FAIL_FORBIDDEN, "DP-16", "password", "请先把一次性密码改成自己的密码。",
		            "First replace the one-time password by one of your own.");
	}
	if (visit->actor.must_enrol && !factor) {
		visit->must_go = FACTOR_PATH;
		return fail(FAIL_FORBIDDEN, "DP-16", NULL, "请先启用两步验证。", "First set up a second factor.");
	}
	return 0;
}

static int
check_who(const struct request *request, struct visit *visit)
{
	if (may_use(visit, request->route))
		return check_first_steps(visit, request->route);
	if (!visit_signed_in(visit))
		return fail(FAIL_SIGNED_OUT, NULL, NULL, "请先登录。", "Please sign in first.");
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "您的角色不能使用这个页面。", "Your roles do not open this page.");
}

/* ---- what was sent ---- */

static int
check_csrf(const struct request *request, const struct visit *visit)
{
	if (strcmp(request->method, "POST") != 0 || request->route->csrf_exempt || visit->by_token)
		return 0;
	if (session_csrf_right(&visit->session, request_field(request, "csrf")))
		return 0;
	return fail(FAIL_FORBIDDEN, NULL, NULL, "表单已过期或不是从本站打开的，没有执行。请返回后重试。",
	            "The form has expired or was not opened on this site; nothing was done. Go back and try again.");
}

static int
take_as_of(const struct request *request, struct visit *visit)
{
	const char *text = request_query(request, "as_of");

	visit->as_of = request->today;
	if (!text || !*text || day_parse(text, &visit->as_of) == 0)
		return 0;
	return fail(FAIL_INPUT, NULL, "as_of", "日期应写成 2026-11-21 的样子。", "A day is written like 2026-11-21.");
}

/* A JSON object's members are fields like a form's. */
static int
take_json(struct request *request)
{
	if (request->media != MEDIA_JSON || request->route->csrf_exempt)
		return 0;
	return json_form(request->arena, request->body, request->body_len, &request->fields);
}

/* ---- hooks ---- */

static int
before(struct request *request)
{
	struct desk *desk = request->worker;
	struct visit *visit = ARENA_NEW(request->arena, struct visit);
	int status = visit ? desk_begin_page(desk, request) : FAIL_MEMORY;

	if (status < 0)
		return status;
	*visit = (struct visit){.installation = desk->installation, .db = desk->db, .desk = desk,
	                        .as_of = request->today};
	request->session = visit;
	status = request->api && request->bearer ? take_token(request, visit) : take_session(request, visit);
	visit->roles = actor_roles(&visit->actor);
	request->actor = visit_signed_in(visit) ? visit->actor.tag : NULL;
	if (status == 0)
		status = check_who(request, visit);
	if (status == 0)
		status = take_json(request);
	if (status == 0)
		status = check_csrf(request, visit);
	return status == 0 ? take_as_of(request, visit) : status;
}

/* What a replica does not give, because it died or took its rows away under the reader, the database itself may. */
static bool
again(struct request *request, int failure)
{
	struct desk *desk = request->worker;

	if (!desk->db || desk->db != desk->replica.db || (failure != FAIL_UNAVAILABLE && failure != FAIL_SYSTEM))
		return false;
	desk_end(desk);
	replica_reader_close(&desk->replica);
	request->session = NULL;
	request->actor = NULL;
	desk->primary = true;
	return true;
}

static void
after(struct request *request)
{
	desk_end(request->worker);
}

static int
health(void *owner)
{
	const struct installation *installation = owner;

	return writer_health(installation->writer);
}

struct server_hooks
visit_hooks(struct installation *installation)
{
	return (struct server_hooks){
		.owner = installation, .worker_open = desk_open, .worker_close = desk_close, .before = before, .again = again,
		.after = after, .failure_page = page_failure, .figures = installation_figures, .health = health,
	};
}

/* ---- what may be opened ---- */

bool
visit_may_open(const struct request *request, const char *path)
{
	struct route_match match = routes_find(server_routes(request->server), "GET", path);
	const struct visit *visit = visit_of(request);

	return match.route && (visit ? may_use(visit, match.route) : (match.route->who & WHO_PUBLIC) != 0);
}

const char *
visit_back(const struct request *request, const char *otherwise)
{
	const char *back = request_field(request, "back");

	if (!back)
		back = request_query(request, "back");
	return back && path_is_own(back) ? back : otherwise;
}

/* ---- actions ---- */

static int
take_seen(const struct request *request, int64_t *ret_seen)
{
	const char *text = request_field(request, "seen"), *header = request->header[HEADER_IF_MATCH];

	if (!text || !*text)
		text = header;
	*ret_seen = 0;
	return text && *text ? seen_read(request->arena, text, ret_seen) : 0;
}

int
visit_act(struct request *request, const char *action, const struct input *inputs, size_t count,
          struct outcome *ret_outcome)
{
	struct visit *visit = visit_of(request);
	const struct call call = {.installation = visit->installation, .db = visit->db, .actor = &visit->actor,
	                          .arena = request->arena, .today = request->today, .at = request->now};
	struct failure_record failure;
	int64_t seen;
	int status = take_seen(request, &seen);

	if (status < 0)
		return status;
	status = action_run(&call, action, inputs, count, seen, ret_outcome);
	failure = *last_failure();
	desk_end(visit->desk);
	/* What was written is acknowledged also where nothing can be read any more. */
	desk_begin(visit->desk);
	visit->db = visit->desk->db;
	return status < 0 ? fail_again(&failure) : status;
}

/* Fields of the form itself, which no action declares. */
static bool
of_form(const char *name)
{
	static const char *const names[] = {"csrf", "seen", "back", "find"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return strchr(name, '.') != NULL;
}

int
visit_act_posted(struct request *request, const char *action, struct outcome *ret_outcome)
{
	const struct form *form = &request->fields;
	struct input *inputs = ARENA_ARRAY(request->arena, form->count, struct input);
	size_t count = 0;

	if (!inputs)
		return FAIL_MEMORY;
	for (size_t i = 0; i < form->count; i++)
		if (!of_form(form->pairs[i].name))
			inputs[count++] = (struct input){form->pairs[i].name, form->pairs[i].value};
	return visit_act(request, action, inputs, count, ret_outcome);
}

int
visit_done(struct request *request, struct response *response, const char *path, const char *action,
           const struct outcome *outcome)
{
	const char *flash = arena_printf(request->arena, "%s.%lld", action, (long long)outcome->journal);
	int status = flash ? response_cookie(response, FLASH_COOKIE, flash, 60) : FAIL_MEMORY;

	return status < 0 ? status : response_redirect(response, path);
}

bool
failure_of_form(int code)
{
	/* A wrong password is forbidden, too, and names its field. */
	if (code == FAIL_FORBIDDEN)
		return *last_failure()->field != '\0';
	return code == FAIL_REFUSED || code == FAIL_INPUT || code == FAIL_CONFLICT || code == FAIL_NOT_FOUND ||
	       code == FAIL_SLOW_DOWN || code == FAIL_UNAVAILABLE;
}

const char *
problem_of(const struct request *request, const char *field)
{
	const struct failure_record *failure = last_failure();

	if (strcmp(failure->field, field) != 0)
		return NULL;
	return arena_strdup(request->arena, failure_text(request->lang));
}
