/* The server as a browser sees it: answers, bodies, failures, hooks, limits. */
#include "../check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "live.h"
#include "web/asset.h"
#include "web/metrics.h"
#include "web/pages.h"

#define HOST "Host: a.example\r\n"
#define GET(target) "GET " target " HTTP/1.1\r\n" HOST "\r\n"

static struct server *server;

/* ---- pages of the test ------------------------------------------------------ */

static int
hello(struct request *request, struct response *response)
{
	(void)request;
	buf_puts(&response->body, "<p>hello");
	return 0;
}

static int
describe(struct request *request, struct response *response)
{
	const char *q = request_query(request, "q"), *cookie = request_cookie(request, "a");
	char day[DAY_TEXT];

	response->type = TYPE_TEXT;
	buf_printf(&response->body, "%s|%s|%s|%s|%s|%s|%lld|%d|%s", request->method,
	           request_param(request, "name"), q ? q : "-", cookie ? cookie : "-",
	           request->lang == LANG_EN ? "en" : "zh", day_text(request->today, day),
	           (long long)request->now, (int)request->format, request->remote);
	return 0;
}

static int
take_form(struct request *request, struct response *response)
{
	const char *a = request_field(request, "a");

	response->type = TYPE_TEXT;
	buf_printf(&response->body, "%d|%zu|%s|%s|%zu", (int)request->media, request->body_len, a ? a : "-",
	           request->upload.field ? request->upload.name : "-", request->upload.len);
	return 0;
}

static int
fail_so(struct request *request, struct response *response)
{
	int64_t code = -strtol(request_param(request, "code"), NULL, 10);

	buf_puts(&response->body, "what a failing handler wrote is not sent");
	response_cookie(response, "session", "x", 0);
	return fail((int)code, "ELEC-19.1", "present", "到会人数不足。", "Too few are present.");
}

static int
dress(struct request *request, struct response *response)
{
	(void)request;
	if (response_cookie(response, "session", "abc", 600) || response_cookie(response, "old", "", -1))
		return last_failure()->code;
	return response_redirect(response, "/hello?from=dress");
}

static int
send_file(struct request *request, struct response *response)
{
	FILE *file = tmpfile();
	int fd = file ? dup(fileno(file)) : -1;

	(void)request;
	if (fd < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有临时文件。", "No temporary file.");
	fputs("一,二\r\n", file);
	fclose(file);
	response_file(response, fd, 9);
	return response_download(response, TYPE_CSV, "名单 1.csv");
}

static int
send_large(struct request *request, struct response *response)
{
	(void)request;
	for (int i = 0; i < 100000; i++)
		buf_puts(&response->body, "0123456789");
	return 0;
}

static int
send_too_much(struct request *request, struct response *response)
{
	(void)request;
	for (size_t i = 0; i <= BUF_PAGE_MAX / 1024; i++)
		buf_printf(&response->body, "%1024d", 1);
	return 0;
}

static int
name_worker(struct request *request, struct response *response)
{
	buf_puts(&response->body, request->worker);
	return 0;
}

#define PAGE(verb, address, ...) {.method = verb, .pattern = address, .who = WHO_PUBLIC, __VA_ARGS__}

static const struct route routes[] = {
	PAGE("GET", "/hello", .handle = hello),
	PAGE("GET", "/inline", .handle = hello, .lane = LANE_INLINE),
	PAGE("GET", "/describe/{name}", .handle = describe, .files = true),
	PAGE("POST", "/form", .handle = take_form),
	PAGE("POST", "/upload", .handle = take_form, .lane = LANE_SLOW, .body_max = 1 << 20),
	PAGE("POST", "/exempt", .handle = take_form, .csrf_exempt = true),
	PAGE("GET", "/fail/{code}", .handle = fail_so),
	PAGE("GET", "/api/v1/fail/{code}", .handle = fail_so),
	PAGE("GET", "/dress", .handle = dress, .lane = LANE_PASSWORD),
	PAGE("GET", "/file", .handle = send_file),
	PAGE("GET", "/large", .handle = send_large),
	PAGE("GET", "/too-much", .handle = send_too_much),
	PAGE("GET", "/worker", .handle = name_worker),
	{.method = "GET", .pattern = "/secret", .who = WHO_SIGNED_IN, .handle = hello},
	{0},
};

static const struct route *const tables[] = {routes, basic_routes, NULL};

static int
start(void **state)
{
	struct server_options options = live_options(tables);

	(void)state;
	server = live_start(&options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop(server);
	return 0;
}

static void
assert_body(const char *request, int status, const char *body)
{
	struct answer answer;

	live_ask(server, request, &answer);
	if (answer.status != status || strcmp(answer.body, body) != 0)
		print_error("%s\n%d %s\n", request, answer.status, answer.body);
	assert_int_equal(answer.status, status);
	assert_string_equal(answer.body, body);
	live_free(&answer);
}

/* A POST with its length; the answer must have this status and body. */
static void
assert_post(const char *target, const char *headers, const char *sent, int status, const char *body)
{
	static char request[200000];

	snprintf(request, sizeof request, "POST %s HTTP/1.1\r\n" HOST "%sContent-Length: %zu\r\n\r\n%s",
	         target, headers, strlen(sent), sent);
	assert_body(request, status, body);
}

/* ---- answers ---------------------------------------------------------------- */

static void
every_answer_carries_the_security_headers(void **state)
{
	static const char *const requests[] = {
		GET("/hello"), GET("/inline"), GET("/missing"), GET("/fail/1"), GET("/dress"), GET("/file"),
		GET("/secret"), GET("/%00"), GET("/healthz"), "OPTIONS /hello HTTP/1.1\r\n" HOST "\r\n",
	};
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
		live_ask(server, requests[i], &answer);
		for (const struct response_header *h = response_fixed_headers; h->name; h++) {
			assert_non_null(live_header(&answer, h->name));
			assert_string_equal(live_header(&answer, h->name), h->value);
		}
		assert_string_equal(live_header(&answer, "Cache-Control"), "no-store");
		assert_null(live_header(&answer, "Server"));
		assert_null(live_header(&answer, "Strict-Transport-Security")); /* which plain HTTP cannot promise */
		live_free(&answer);
	}
}

static void
pages_answer_with_type_and_length(void **state)
{
	struct answer answer;

	(void)state;
	live_ask(server, GET("/hello"), &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "<p>hello");
	assert_string_equal(live_header(&answer, "Content-Type"), TYPE_HTML);
	live_free(&answer);

	live_ask(server, "HEAD /hello HTTP/1.1\r\n" HOST "\r\n", &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(live_header(&answer, "Content-Length"), "8");
	live_free(&answer);

	live_ask(server, GET("/large"), &answer);
	assert_int_equal(answer.len, 1000000);
	assert_memory_equal(answer.body + 999990, "0123456789", 10);
	live_free(&answer);
	assert_int_equal(live_status(server, GET("/too-much")), 413);
}

static void
redirects_cookies_and_downloads_are_dressed(void **state)
{
	struct answer answer;

	(void)state;
	live_ask(server, GET("/dress"), &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/hello?from=dress");
	assert_string_equal(live_header(&answer, "Set-Cookie"),
	                    "session=abc; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
	assert_non_null(strstr(answer.head, "\r\nSet-Cookie: old=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\r\n"));
	live_free(&answer);

	live_ask(server, GET("/file"), &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "一,二\r\n");
	assert_string_equal(live_header(&answer, "Content-Disposition"),
	                    "attachment; filename=\"download.csv\"; filename*=UTF-8''%E5%90%8D%E5%8D%95%201.csv");
	live_free(&answer);
}

static void
requests_are_read_for_the_handler(void **state)
{
	(void)state;
	assert_body(GET("/describe/a%20%E4%B8%8A%2F?q=%E6%B5%B7+x&q=2"), 200,
	            "GET|a 上/|海 x|-|zh|2026-11-21|1795219200|0|127.0.0.1");
	assert_body(GET("/describe/x.csv"), 200, "GET|x|-|-|zh|2026-11-21|1795219200|1|127.0.0.1");
	assert_body(GET("/describe/x.xlsx?"), 200, "GET|x|-|-|zh|2026-11-21|1795219200|2|127.0.0.1");
	assert_body("GET /describe/x HTTP/1.1\r\n" HOST "Cookie: a=1; lang=en\r\nAccept-Language: zh\r\n\r\n",
	            200, "GET|x|-|1|en|2026-11-21|1795219200|0|127.0.0.1");
	assert_body("GET /describe/x HTTP/1.0\r\nAccept-Language: fr, en-GB;q=0.8, zh;q=0.5\r\n\r\n",
	            200, "GET|x|-|-|en|2026-11-21|1795219200|0|127.0.0.1");
	assert_body(GET("/describe/x?q=%ff"), 400, "提交的内容含有控制字符，或者不是 UTF-8 文字。\n");
	assert_body(GET("/describe/x?q=%00"), 400, "提交的内容含有控制字符，或者不是 UTF-8 文字。\n");
	/* Who is not behind a proxy is not believed when naming another address. */
	assert_body("GET /describe/x HTTP/1.1\r\n" HOST "X-Forwarded-For: 10.0.0.9\r\n\r\n", 200,
	            "GET|x|-|-|zh|2026-11-21|1795219200|0|127.0.0.1");
}

static void
behind_a_proxy_it_names_the_client(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;
	struct answer answer;

	(void)state;
	options.proxied = true;
	server = live_start(&options);
	assert_body("GET /describe/x HTTP/1.1\r\n" HOST "X-Forwarded-For: 1.2.3.4, 10.0.0.9\r\n\r\n", 200,
	            "GET|x|-|-|zh|2026-11-21|1795219200|0|10.0.0.9");
	assert_body("GET /describe/x HTTP/1.1\r\n" HOST "X-Forwarded-For: <b>\r\n\r\n", 200,
	            "GET|x|-|-|zh|2026-11-21|1795219200|0|127.0.0.1");
	live_ask(server, GET("/dress"), &answer);
	assert_string_equal(live_header(&answer, "Set-Cookie"),
	                    "session=abc; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
	live_free(&answer);
	server_stop(server);
	server = alone;
}

/* ---- bodies ----------------------------------------------------------------- */

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

static void
forms_uploads_and_json_are_read(void **state)
{
	static const char upload[] = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.xlsx\"\r\n\r\nPK..\r\n--XX--\r\n";

	(void)state;
	assert_post("/form", FORM, "a=%E4%B8%80+b", 200, "1|13|一 b|-|0");
	assert_post("/form", "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n", "a=1", 200,
	            "1|3|1|-|0");
	assert_post("/form", "Content-Type: multipart/form-data; boundary=XX\r\n", upload, 200,
	            "2|139|1|b.xlsx|4");
	assert_post("/form", "Content-Type: application/json\r\n", "{\"a\":1}", 200, "3|7|-|-|0");
	assert_post("/form", "", "", 200, "0|0|-|-|0");
	assert_post("/form", "", "a=1", 400, "提交的内容既不是表单也不是 JSON（Content-Type）。\n");
	assert_post("/form", "Content-Type: application/jsonx\r\n", "1", 400,
	            "提交的内容既不是表单也不是 JSON（Content-Type）。\n");
	assert_post("/form", FORM, "a=%", 400, "地址或表单里的 % 编码不完整。\n");
	assert_body("POST /form HTTP/1.1\r\n" HOST FORM "Transfer-Encoding: chunked\r\n\r\n"
	            "2\r\na=\r\n5;x=y\r\nhello\r\n0\r\nTrailer: x\r\n\r\n", 200, "1|7|hello|-|0");
}

static void
a_client_may_wait_for_leave_to_send(void **state)
{
	struct answer answer;
	int fd = live_connect(server);

	(void)state;
	live_puts(fd, "POST /form HTTP/1.1\r\n" HOST FORM "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
	live_read(fd, true, &answer);
	assert_int_equal(answer.status, 100);
	live_free(&answer);
	live_puts(fd, "a=1");
	live_read(fd, false, &answer);
	assert_string_equal(answer.body, "1|3|1|-|0");
	live_free(&answer);
	close(fd);
}

/* Sends a form of `len` bytes in two ways; the connection goes on afterwards. */
static void
assert_form_of(const char *target, size_t len, int status)
{
	char *body = malloc(len + 100), head[300];
	struct answer answer;
	int fd = live_connect(server);

	assert_non_null(body);
	memset(body, '&', len);
	memcpy(body, "a=1", 3);
	snprintf(head, sizeof head, "POST %s HTTP/1.1\r\n" HOST "Content-Type: multipart/form-data; boundary=&\r\n"
	         "Content-Length: %zu\r\n\r\n", target, len);
	live_puts(fd, head);
	live_send(fd, body, len);
	live_read(fd, false, &answer);
	assert_int_equal(answer.status, status);
	live_free(&answer);
	snprintf(head, sizeof head, "POST %s HTTP/1.1\r\n" HOST "Content-Type: multipart/form-data; boundary=&\r\n"
	         "Transfer-Encoding: chunked\r\n\r\n%zx\r\n", target, len);
	live_puts(fd, head);
	live_send(fd, body, len);
	live_puts(fd, "\r\n0\r\n\r\n" GET("/hello"));
	live_read(fd, false, &answer);
	assert_int_equal(answer.status, status);
	live_free(&answer);
	live_read(fd, false, &answer);
	assert_string_equal(answer.body, "<p>hello");
	live_free(&answer);
	close(fd);
	free(body);
}

static void
bodies_keep_the_limit_of_their_route(void **state)
{
	(void)state;
	/* 400: read whole, and no form; 413: not read */
	assert_form_of("/form", BODY_MAX, 400);
	assert_form_of("/form", BODY_MAX + 1, 413);
	assert_form_of("/upload", (size_t)1 << 20, 400);
	assert_form_of("/upload", ((size_t)1 << 20) + 1, 413);
	assert_form_of("/missing", BODY_MAX, 400);
	assert_form_of("/missing", 1000000, 413);
}

static void
bodies_of_all_together_have_a_limit(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;

	(void)state;
	options.limits.bodies = 16 << 10;
	server = live_start(&options);
	assert_form_of("/form", 16 << 10, 400);
	assert_form_of("/form", (16 << 10) + 1, 503);
	assert_form_of("/form", 16 << 10, 400); /* what was held is given back */
	server_stop(server);
	server = alone;
}

/* ---- failures and hooks ----------------------------------------------------- */

static void
failures_have_their_status(void **state)
{
	static const int statuses[] = {0, 422, 400, 401, 403, 404, 409, 413, 503, 500, 429};
	char request[100];

	(void)state;
	for (int code = 1; code <= 10; code++) {
		snprintf(request, sizeof request, GET("/fail/%d"), code);
		assert_body(request, statuses[code], "到会人数不足。\n");
		snprintf(request, sizeof request, GET("/api/v1/fail/%d"), code);
		assert_body(request, statuses[code],
		            "{\"why\":{\"zh\":\"到会人数不足。\",\"en\":\"Too few are present.\"},"
		            "\"clause\":\"ELEC-19.1\",\"field\":\"present\"}");
	}
}

static void
a_failing_handler_leaves_nothing_behind(void **state)
{
	struct answer answer;

	(void)state;
	live_ask(server, GET("/fail/1"), &answer);
	assert_null(live_header(&answer, "Set-Cookie"));
	live_free(&answer);
	live_ask(server, GET("/api/v1/fail/3"), &answer);
	assert_string_equal(live_header(&answer, "WWW-Authenticate"), "Bearer");
	live_free(&answer);
}

static void
unknown_addresses_and_methods_are_told_apart(void **state)
{
	struct answer answer;

	(void)state;
	assert_body(GET("/missing"), 404, "没有这个页面。\n");
	assert_body("GET /missing HTTP/1.1\r\n" HOST "Accept-Language: en\r\n\r\n", 404,
	            "There is no such page.\n");
	assert_body(GET("/api/v1/missing"), 404, "{\"why\":{\"zh\":\"没有这个页面。\","
	            "\"en\":\"There is no such page.\"},\"clause\":null,\"field\":null}");
	live_ask(server, "OPTIONS /form HTTP/1.1\r\n" HOST "\r\n", &answer);
	assert_int_equal(answer.status, 405);
	assert_string_equal(live_header(&answer, "Allow"), "POST");
	live_free(&answer);
	live_ask(server, "POST /hello HTTP/1.1\r\n" HOST "\r\n", &answer);
	assert_int_equal(answer.status, 405);
	assert_string_equal(live_header(&answer, "Allow"), "GET, HEAD");
	live_free(&answer);
}

static void
other_sites_cannot_post(void **state)
{
	(void)state;
	assert_post("/form", FORM "Sec-Fetch-Site: same-origin\r\n", "a=1", 200, "1|3|1|-|0");
	assert_post("/form", FORM "Sec-Fetch-Site: none\r\n", "a=1", 200, "1|3|1|-|0");
	assert_post("/form", FORM "Origin: http://A.example\r\n", "a=1", 200, "1|3|1|-|0");
	assert_post("/form", FORM "Sec-Fetch-Site: cross-site\r\nOrigin: http://a.example\r\n", "a=1", 403,
	            "这个请求来自别的网站，没有执行。\n");
	assert_post("/form", FORM "Sec-Fetch-Site: same-site\r\n", "a=1", 403,
	            "这个请求来自别的网站，没有执行。\n");
	assert_post("/form", FORM "Origin: http://b.example\r\n", "a=1", 403, "这个请求来自别的网站，没有执行。\n");
	assert_post("/form", FORM "Origin: null\r\n", "a=1", 403, "这个请求来自别的网站，没有执行。\n");
	assert_post("/exempt", FORM "Origin: http://b.example\r\n", "a=1", 200, "1|3|1|-|0");
}

static int
open_named(void *owner, void **ret_worker)
{
	*ret_worker = strdup(owner);
	return *ret_worker ? 0 : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
}

static void
close_named(void *owner, void *worker)
{
	(void)owner;
	free(worker);
}

static int
open_never(void *owner, void **ret_worker)
{
	(void)owner;
	(void)ret_worker;
	return fail(FAIL_SYSTEM, NULL, NULL, "数据库打不开。", "The database does not open.");
}

/* Whoever has the cookie a=1 is signed in. */
static int
let_in(struct request *request)
{
	const char *cookie = request_cookie(request, "a");

	if (cookie && strcmp(cookie, "1") == 0)
		request->session = "somebody";
	if (request->session || (request->route->who & WHO_PUBLIC))
		return 0;
	return fail(FAIL_SIGNED_OUT, NULL, NULL, "请先登录。", "Please sign in first.");
}

static int
write_failure(struct request *request, struct response *response)
{
	if (response->status == 401)
		return response_redirect(response, "/login");
	if (response->status == 503)
		return fail(FAIL_SYSTEM, NULL, NULL, "这一页也写不出来。", "This page fails too.");
	buf_printf(&response->body, "<h1>%d %s for %s", response->status, last_failure()->en,
	           request->session ? (const char *)request->session : "nobody");
	return 0;
}

static void
without_a_hook_only_public_pages_open(void **state)
{
	(void)state;
	assert_body(GET("/secret"), 401, "请先登录。\n");
}

static void
hooks_know_who_asks_and_write_failures(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;
	char name[] = "a connection";
	struct answer answer;

	(void)state;
	options.hooks = (struct server_hooks){
		.owner = name, .worker_open = open_named, .worker_close = close_named,
		.before = let_in, .failure_page = write_failure,
	};
	server = live_start(&options);
	assert_body(GET("/worker"), 200, "a connection");
	assert_body("GET /secret HTTP/1.1\r\n" HOST "Cookie: a=1\r\n\r\n", 200, "<p>hello");
	live_ask(server, GET("/secret"), &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/login");
	live_free(&answer);
	assert_body("GET /missing HTTP/1.1\r\n" HOST "Cookie: a=1\r\n\r\n", 404,
	            "<h1>404 There is no such page. for somebody");
	assert_body(GET("/fail/9"), 500, "<h1>500 Too few are present. for nobody");
	assert_body(GET("/fail/8"), 503, "到会人数不足。\n");
	assert_int_equal(live_status(server, GET("/api/v1/fail/3")), 401);
	server_stop(server);
	server = alone;
}

static void
a_server_that_cannot_start_says_why(void **state)
{
	static const struct route undeclared[] = {{.method = "GET", .pattern = "/x", .handle = hello}, {0}};
	static const struct route *const bad_tables[] = {undeclared, NULL};
	static const char *const addresses[] = {
		"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:-1", "127.0.0.1:8x",
		"a.example:80", "::1:80", "[::1:80", "300.0.0.1:80",
	};
	struct server_options options = live_options(tables);
	struct server *none = NULL;
	char taken[64];

	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		options.listen = addresses[i];
		assert_int_equal(server_start(&options, &none), FAIL_INPUT);
	}
	snprintf(taken, sizeof taken, "%s", server_url(server) + strlen("http://"));
	taken[strcspn(taken, "/")] = '\0';
	options.listen = taken;
	assert_int_equal(server_start(&options, &none), FAIL_SYSTEM);
	assert_non_null(strstr(failure_text(LANG_EN), "in use"));
	options = live_options(bad_tables);
	assert_int_equal(server_start(&options, &none), FAIL_INPUT);
	options = live_options(tables);
	options.hooks.worker_open = open_never;
	assert_int_equal(server_start(&options, &none), FAIL_SYSTEM);
	assert_string_equal(failure_text(LANG_EN), "The database does not open.");
	options = live_options(tables);
	options.tls_cert = options.tls_key = "not a certificate";
	assert_int_equal(server_start(&options, &none), FAIL_INPUT);
	assert_null(none);
	server_stop(NULL);
}

/* ---- what it tells of itself -------------------------------------------------- */

/* Asks for the counters as from elsewhere: a proxy nobody told the server of names its client. */
#define AFAR(path, more) "GET " path " HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.7\r\n" more "\r\n"

static int
always_ill(void *owner)
{
	(void)owner;
	return fail(FAIL_SYSTEM, NULL, "db", "磁盘已满。", "The disk of /srv is full.");
}

static void
add_figure(void *owner, struct buf *out)
{
	figure_alone(out, "dangjian_test_total", COUNTER, owner, 3);
}

static void
health_tells_why_only_to_this_machine(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;

	(void)state;
	assert_body(GET("/healthz"), 200, "ok");
	options.hooks.health = always_ill;
	server = live_start(&options);
	assert_body(GET("/healthz"), 503, "磁盘已满。\nThe disk of /srv is full.\n");
	assert_body(AFAR("/healthz", ""), 503, "数据库不能写入。\nThe database cannot be written.\n");
	server_stop(server);
	server = alone;
}

static void
counters_are_for_this_machine_or_the_token(void **state)
{
	static char help[] = "What a hook adds.";
	struct server_options options = live_options(tables);
	struct server *alone = server;

	(void)state;
	assert_int_equal(live_status(server, GET("/metrics")), 200);
	assert_int_equal(live_status(server, AFAR("/metrics", "")), 403);
	assert_int_equal(live_status(server, AFAR("/metrics", "Authorization: Bearer \r\n")), 403);
	options.monitor_token = "0123456789abcdef";
	options.hooks.figures = add_figure;
	options.hooks.owner = help;
	server = live_start(&options);
	assert_int_equal(live_status(server, AFAR("/metrics", "")), 403);
	assert_int_equal(live_status(server, AFAR("/metrics", "Authorization: Bearer 0123456789abcdeF\r\n")), 403);
	assert_int_equal(live_status(server, AFAR("/metrics", "Authorization: Bearer 0123456789abcdef\r\n")), 200);
	server_stop(server);
	options.proxied = true;
	server = live_start(&options);
	assert_int_equal(live_status(server, AFAR("/metrics", "")), 403);
	assert_int_equal(live_status(server, GET("/metrics")), 200);
	server_stop(server);
	server = alone;
}

/* The lines of a family: HELP, TYPE, then its samples and nothing else. */
static const char *
skip_family(const char *at)
{
	char name[100], type[20];
	int len;

	assert_int_equal(sscanf(at, "# HELP %99[a-z_] %*[^\n]\n# TYPE %*[a-z_] %19[a-z]\n%n", name, type, &len), 2);
	at += len;
	assert_true(strcmp(type, "counter") != 0 || strcmp(name + strlen(name) - 6, "_total") == 0);
	for (; *at && *at != '#'; at = strchr(at, '\n') + 1) {
		const char *space = strchr(at, ' ');

		assert_int_equal(strncmp(at, name, strlen(name)), 0);
		assert_non_null(space);
		assert_true(space[1] >= '0' && space[1] <= '9');
		assert_int_equal(space[1 + strspn(space + 1, "0123456789.")], '\n');
	}
	return at;
}

static void
counters_are_told_in_prometheus_text(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;
	struct answer answer;

	(void)state;
	server = live_start(&options);
	assert_int_equal(live_status(server, GET("/describe/17?q=x")), 200);
	assert_int_equal(live_status(server, GET("/describe/18")), 200);
	assert_int_equal(live_status(server, "HEAD /describe/18 HTTP/1.1\r\n" HOST "\r\n"), 200);
	assert_int_equal(live_status(server, GET("/nowhere")), 404);
	assert_int_equal(live_status(server, "GET /x HTTP/1.1\r\n\r\n"), 400);
	live_ask(server, GET("/metrics"), &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(live_header(&answer, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
	for (const char *at = answer.body; *at;)
		at = skip_family(at);
	assert_non_null(strstr(answer.body, "\ndangjian_http_requests_total{route=\"/describe/{name}\",method=\"GET\",status=\"200\"} 2\n"));
	assert_non_null(strstr(answer.body, "{route=\"/describe/{name}\",method=\"HEAD\",status=\"200\"} 1\n"));
	assert_non_null(strstr(answer.body, "{route=\"none\",method=\"GET\",status=\"404\"} 1\n"));
	assert_non_null(strstr(answer.body, "{route=\"refused\",method=\"other\",status=\"400\"} 1\n"));
	assert_non_null(strstr(answer.body, "dangjian_http_request_duration_seconds_bucket{lane=\"page\",le=\"+Inf\"} 4\n"));
	assert_non_null(strstr(answer.body, "dangjian_http_request_duration_seconds_count{lane=\"inline\"} 1\n"));
	assert_non_null(strstr(answer.body, "dangjian_http_active 1\n"));
	assert_non_null(strstr(answer.body, "dangjian_lane_workers{lane=\"password\"} 2\n"));
	assert_null(strstr(answer.body, "process_resident_memory_bytes 0\n"));
	live_free(&answer);
	server_stop(server);
	server = alone;
}

static void
assets_are_kept_for_ever(void **state)
{
	static const char cached[] = "public, max-age=31536000, immutable";
	const struct asset *asset = asset_find(asset_url("app.css"));
	struct answer answer;
	char request[300];

	(void)state;
	assert_non_null(asset);
	snprintf(request, sizeof request, "GET %s HTTP/1.1\r\n" HOST "\r\n", asset->path);
	live_ask(server, request, &answer);
	assert_int_equal(answer.len, asset->len);
	assert_memory_equal(answer.body, asset->bytes, asset->len);
	assert_string_equal(live_header(&answer, "Content-Type"), asset->type);
	assert_string_equal(live_header(&answer, "Cache-Control"), cached);
	live_free(&answer);
	snprintf(request, sizeof request, "GET %s HTTP/1.1\r\n" HOST "Accept-Encoding: br, gzip\r\n\r\n",
	         asset->path);
	live_ask(server, request, &answer);
	assert_int_equal(answer.len, asset->gzip_len);
	assert_memory_equal(answer.body, asset->gzip, asset->gzip_len);
	assert_string_equal(live_header(&answer, "Content-Encoding"), "gzip");
	assert_string_equal(live_header(&answer, "Vary"), "Accept-Encoding");
	live_free(&answer);
	live_ask(server, GET("/assets/none.css"), &answer);
	assert_int_equal(answer.status, 404);
	assert_string_equal(live_header(&answer, "Cache-Control"), "no-store");
	live_free(&answer);
	assert_int_equal(live_status(server, GET("/assets/../server.c")), 404);
}

/* DP-6: addresses name no person, and what stands behind the '?' is not kept. */
static void
DP_6_the_access_log_has_paths_without_query(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;
	char text[4096] = "";
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	assert_int_equal(log_new(fileno(file), &options.log), 0);
	server = live_start(&options);
	assert_int_equal(live_status(server, GET("/describe/x?q=secret")), 200);
	assert_int_equal(live_status(server, GET("/%00?q=secret")), 400);
	assert_int_equal(live_status(server, GET("/fail/9?q=secret")), 500);
	server_stop(server);
	log_free(options.log);
	server = alone;
	rewind(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_null(strstr(text, "secret"));
	assert_true(text_starts(text, "{\"time\":\"2026-11-21T00:00:00.123Z\",\"level\":\"info\",\"id\":\""));
	assert_non_null(strstr(text, "-1\",\"method\":\"GET\",\"path\":\"/describe/x\",\"status\":200,\"bytes\":51,\"ms\":"));
	assert_non_null(strstr(text, "\"method\":\"-\",\"path\":\"-\",\"status\":400,"));
	assert_non_null(strstr(text, "\"level\":\"error\",\"id\":\""));
	assert_non_null(strstr(text, "-3\",\"path\":\"/fail/9\",\"message\":\"Too few are present.\"}\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_answer_carries_the_security_headers),
		cmocka_unit_test(pages_answer_with_type_and_length),
		cmocka_unit_test(redirects_cookies_and_downloads_are_dressed),
		cmocka_unit_test(requests_are_read_for_the_handler),
		cmocka_unit_test(behind_a_proxy_it_names_the_client),
		cmocka_unit_test(forms_uploads_and_json_are_read),
		cmocka_unit_test(a_client_may_wait_for_leave_to_send),
		cmocka_unit_test(bodies_keep_the_limit_of_their_route),
		cmocka_unit_test(bodies_of_all_together_have_a_limit),
		cmocka_unit_test(failures_have_their_status),
		cmocka_unit_test(a_failing_handler_leaves_nothing_behind),
		cmocka_unit_test(unknown_addresses_and_methods_are_told_apart),
		cmocka_unit_test(other_sites_cannot_post),
		cmocka_unit_test(without_a_hook_only_public_pages_open),
		cmocka_unit_test(hooks_know_who_asks_and_write_failures),
		cmocka_unit_test(a_server_that_cannot_start_says_why),
		cmocka_unit_test(health_tells_why_only_to_this_machine),
		cmocka_unit_test(counters_are_for_this_machine_or_the_token),
		cmocka_unit_test(counters_are_told_in_prometheus_text),
		cmocka_unit_test(assets_are_kept_for_ever),
		cmocka_unit_test(DP_6_the_access_log_has_paths_without_query),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
