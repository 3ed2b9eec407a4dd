/*
 * A small city behind a live server: an account of each role, and requests as
 * a browser or a program makes them.
 */
#ifndef DANGJIAN_TESTS_WEB_HOUSE_H
#define DANGJIAN_TESTS_WEB_HOUSE_H

#include "../db.h"
#include "live.h"
#include "party/accounts.h"
#include "party/demo.h"

struct house {
	struct test_db database;
	char key[128];
	struct arena *arena;
	struct installation *installation;
	const struct route *const *tables;
	struct server *server;
	struct demo_account *accounts;
	size_t account_count;
};

/* Makes the city and starts the server, or fails the test. */
void house_open(struct house *house);
void house_open_on(struct house *house, int engine); /* as test_db_new */
void house_close(struct house *house);

/* What the server's clock shows, seconds since 1970. */
extern int64_t house_now;

/* Somebody at a browser; all zero: signed out. */
struct guest {
	char cookie[256];  /* "session=…" */
	char csrf[64];
	char token[64];    /* of the API, instead of a cookie */
};

/* The password of an account of the city. */
const char *house_password(const struct house *house, const char *account);

/* Another account, without a role, that signs in as those of the city do. */
void house_add_account(struct house *house, const char *name);

/* Signs in through the form. */
struct guest house_sign_in(const struct house *house, const char *account);

/* The same account by a token of the API. */
struct guest house_token(const struct house *house, const char *account);

/* One request; `guest` may be null.  The answer is freed by live_free. */
void house_get(const struct house *house, const struct guest *guest, const char *path,
               struct answer *ret_answer);

/* A posted form; csrf is added where `guest` has one and the fields do not name it. */
void house_post(const struct house *house, const struct guest *guest, const char *path, const char *fields,
                struct answer *ret_answer);

/* A JSON object posted to the API, as it is. */
void house_call(const struct house *house, const struct guest *guest, const char *path, const char *object,
                struct answer *ret_answer);

/* The same for the status alone. */
int house_get_status(const struct house *house, const struct guest *guest, const char *path);
int house_post_status(const struct house *house, const struct guest *guest, const char *path,
                      const char *fields);

/* Does something as the operator on LIVE_DAY: an action, then name, text, …, to a null; gives the first identity. */
int64_t house_made(const struct house *house, struct db *db, struct arena *arena, const char *const *words);

#endif
