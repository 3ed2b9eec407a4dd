/*
 * One request of a page or API call with who is asking: session or token,
 * roles, the day asked for, and the worker's database connection inside a
 * reading transaction, so that a page shows one state.  The hooks make a visit
 * before the handler runs and end it when the answer is made.
 */
#ifndef DANGJIAN_WEB_VISIT_H
#define DANGJIAN_WEB_VISIT_H

#include "party/accounts.h"
#include "party/action.h"
#include "web/request.h"
#include "web/response.h"
#include "web/server.h"

#define SESSION_COOKIE "session"
#define FLASH_COOKIE "flash"      /* what the action before this page did: NAME.JOURNAL */
#define LARGE_COOKIE "large"      /* "1": large print */

#define LOGIN_PATH "/login"
#define PASSWORD_PATH "/me/password"
#define FACTOR_PATH "/me/second-factor"

struct visit {
	struct installation *installation;
	struct db *db;            /* read only, one state */
	struct actor actor;       /* account 0: nobody is signed in */
	unsigned roles;           /* the actor's, anywhere */
	struct session session;   /* of a cookie; csrf "" where there is none */
	bool by_token;            /* an API call with a token */
	const char *must_go;      /* refused until what this page asks for is done; or null */
	day_no as_of;             /* ?as_of=, default today: its end, as known now */
	struct desk *desk;
};

/* Who is asking; null where a request failed before that was known. */
struct visit *visit_of(const struct request *request);

/* What a server's hooks are for an installation, which stays the caller's. */
struct server_hooks visit_hooks(struct installation *installation);

/* Whether somebody is signed in. */
bool visit_signed_in(const struct visit *visit);

/* Whether the reader may open an address of this site: it exists, and its `who` allows. */
bool visit_may_open(const struct request *request, const char *path);

/* ---- actions from forms and calls ---- */

/*
 * Runs an action with given fields, or with those of the posted form or JSON
 * object (all but csrf, seen, back, find and the searches NAME.search).
 * `seen` is taken from there or from If-Match.  The page's reading transaction begins anew
 * afterwards, so that what follows sees the change.
 */
int visit_act(struct request *request, const char *action, const struct input *inputs, size_t count,
              struct outcome *ret_outcome);
int visit_act_posted(struct request *request, const char *action, struct outcome *ret_outcome);

/* 303 to a page, which says what the action did. */
int visit_done(struct request *request, struct response *response, const char *path, const char *action,
               const struct outcome *outcome);

/* Whether a failure is the form's: to be shown beside it, with what was typed. */
bool failure_of_form(int code);

/* A field's sentence of the last failure in the reader's language, where it names that field; else null. */
const char *problem_of(const struct request *request, const char *field);

/* The address to go back to: `back` of the form or query where it stays on this site, else `otherwise`. */
const char *visit_back(const struct request *request, const char *otherwise);

#endif
