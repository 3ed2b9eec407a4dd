#define _GNU_SOURCE /* strcasestr */
#include "../check.h"

#include "house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "party/founding.h"
#include "web/pages.h"
#include "web/visit.h"

#define UNITS 60
#define MEMBERS 240

int64_t house_now = (int64_t)LIVE_DAY * 86400;

static int64_t
now_of_house(void)
{
	return house_now * 1000;
}

static void
need(bool right, const char *what)
{
	if (!right)
		test_failed(what);
}

static int
build(struct db *db, void *arg)
{
	const struct demo_order order = {.units = UNITS, .members = MEMBERS, .seed = 7, .today = LIVE_DAY, .at = house_now - 86400};
	struct house *house = arg;

	return demo_make(db, &house->installation->secret, house->installation->cost, house->arena, &order,
	                 &house->accounts, &house->account_count);
}

void
house_open(struct house *house)
{
	house_open_on(house, 0);
}

void
house_open_on(struct house *house, int engine)
{
	struct server_options options;

	*house = (struct house){.arena = arena_new(ARENA_IMPORT_MAX)};
	test_db_new(&house->database, engine);
	snprintf(house->key, sizeof house->key, "%s%s.key", engine == 0 ? "" : "/tmp/dangjian-", house->database.name);
	unlink(house->key);
	need(founding_make(house->database.url, house->key) == 0, "founding");
	need(installation_open(house->database.url, house->key, &house->installation) == 0, "installation");
	house->installation->cost = (struct password_cost){1, 8192}; /* hundreds of sign-ins */
	need(writer_do(house->installation->writer, build, house) == 0, "city");
	house->tables = pages_all(house->arena, house->installation->actions, house->installation->action_count);
	need(house->tables != NULL, "pages");
	options = live_options(house->tables);
	options.now = now_of_house;
	options.hooks = visit_hooks(house->installation);
	house->server = live_start(&options);
}

void
house_close(struct house *house)
{
	server_stop(house->server);
	installation_close(house->installation);
	arena_free(house->arena);
	unlink(house->key);
	test_db_drop(&house->database);
}

const char *
house_password(const struct house *house, const char *account)
{
	for (size_t i = 0; i < house->account_count; i++)
		if (strcmp(house->accounts[i].name, account) == 0)
			return house->accounts[i].password;
	print_error("no account %s\n", account);
	assert_true(false);
	return NULL;
}

static int
put_account(struct db *db, void *arg)
{
	const struct demo_account *account = arg;
	char hash[PASSWORD_TEXT];

	if (password_hash(&(struct password_cost){1, 8192}, account->password, hash) < 0)
		return last_failure()->code;
	return db_exec(db, "insert into account (id, name, password, made, must_change)"
	               " select coalesce(max(id), 0) + 1000000, $1, $2, 1, 0 from account",
	               ARGS(TEXT(account->name), TEXT(hash)), NULL);
}

void
house_add_account(struct house *house, const char *name)
{
	struct demo_account *accounts = ARENA_ARRAY(house->arena, house->account_count + 1, struct demo_account);

	memcpy(accounts, house->accounts, house->account_count * sizeof *accounts);
	accounts[house->account_count] = (struct demo_account){.name = name, .password = "a password of the tests"};
	need(writer_do(house->installation->writer, put_account, &accounts[house->account_count]) == 0, "account");
	house->accounts = accounts;
	house->account_count++;
}

/* ---- requests ---- */

static void
ask(const struct house *house, const struct guest *guest, const char *method, const char *path,
    const char *type, const char *body, struct answer *ret_answer)
{
	struct buf text;

	buf_init(&text, (size_t)1 << 20);
	buf_printf(&text, "%s %s HTTP/1.1\r\nHost: a.example\r\n", method, path);
	if (guest && *guest->cookie)
		buf_printf(&text, "Cookie: %s\r\n", guest->cookie);
	if (guest && *guest->token)
		buf_printf(&text, "Authorization: Bearer %s\r\n", guest->token);
	if (body)
		buf_printf(&text, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", type, strlen(body), body);
	else
		buf_puts(&text, "\r\n");
	live_ask(house->server, buf_text(&text), ret_answer);
	buf_free(&text);
}

void
house_get(const struct house *house, const struct guest *guest, const char *path, struct answer *ret_answer)
{
	ask(house, guest, "GET", path, NULL, NULL, ret_answer);
}

void
house_post(const struct house *house, const struct guest *guest, const char *path, const char *fields,
           struct answer *ret_answer)
{
	bool add = guest && *guest->csrf && !strstr(fields, "csrf=");
	struct buf body;

	buf_init(&body, (size_t)1 << 20);
	buf_puts(&body, fields);
	if (add)
		buf_printf(&body, "%scsrf=%s", *fields ? "&" : "", guest->csrf);
	ask(house, guest, "POST", path, "application/x-www-form-urlencoded", buf_text(&body), ret_answer);
	buf_free(&body);
}

void
house_call(const struct house *house, const struct guest *guest, const char *path, const char *object,
           struct answer *ret_answer)
{
	ask(house, guest, "POST", path, "application/json", object, ret_answer);
}

int
house_get_status(const struct house *house, const struct guest *guest, const char *path)
{
	struct answer answer;

	house_get(house, guest, path, &answer);
	live_free(&answer);
	return answer.status;
}

int
house_post_status(const struct house *house, const struct guest *guest, const char *path, const char *fields)
{
	struct answer answer;

	house_post(house, guest, path, fields, &answer);
	live_free(&answer);
	return answer.status;
}

/* ---- signing in ---- */

/* The value of the first hidden field csrf of a page. */
static void
read_csrf(const struct answer *page, char out[64])
{
	static const char mark[] = "name=\"csrf\" value=\"";
	const char *at = strstr(page->body, mark);

	assert_non_null(at);
	at += sizeof mark - 1;
	snprintf(out, 64, "%.*s", (int)strcspn(at, "\""), at);
}

struct guest
house_sign_in(const struct house *house, const char *account)
{
	struct guest guest = {0};
	struct answer answer;
	char fields[256];
	const char *cookie;

	snprintf(fields, sizeof fields, "account=%s&password=%s", account, house_password(house, account));
	house_post(house, NULL, "/login", fields, &answer);
	assert_int_equal(answer.status, 303);
	cookie = live_header(&answer, "Set-Cookie");
	assert_non_null(cookie);
	snprintf(guest.cookie, sizeof guest.cookie, "%.*s", (int)strcspn(cookie, ";"), cookie);
	live_free(&answer);
	house_get(house, &guest, "/nothing", &answer);
	read_csrf(&answer, guest.csrf);
	live_free(&answer);
	return guest;
}

struct guest
house_token(const struct house *house, const char *account)
{
	static const char mark[] = "\"secret\":\"";
	struct guest browser = house_sign_in(house, account), program = {0};
	struct answer answer;
	const char *at;

	house_post(house, &browser, "/api/v1/actions/make-token", "label=test", &answer);
	assert_int_equal(answer.status, 200);
	at = strstr(answer.body, mark);
	assert_non_null(at);
	snprintf(program.token, sizeof program.token, "%.*s", TOKEN_TEXT - 1, at + sizeof mark - 1);
	live_free(&answer);
	return program;
}

int64_t
house_made(const struct house *house, struct db *db, struct arena *arena, const char *const *words)
{
	struct actor operator;
	struct outcome outcome = {0};
	struct input inputs[16];
	size_t count = 0;

	if (actor_operator(arena, "test", &operator) < 0)
		test_failed("operator");
	for (const char *const *word = words + 1; word[0]; word += 2)
		inputs[count++] = (struct input){word[0], word[1]};
	if (action_run(&(struct call){.installation = house->installation, .db = db, .actor = &operator, .arena = arena,
	                              .today = LIVE_DAY, .at = house_now}, words[0], inputs, count, 0, &outcome) < 0)
		test_failed(failure_text(LANG_EN));
	return outcome.ids[0];
}
