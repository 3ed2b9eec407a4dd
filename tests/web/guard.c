#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "web/guard.h"

/* The CR or LF that ends a line; a NUL does not. */
static char *
line_end(char *at)
{
	while (*at != '\r' && *at != '\n')
		at++;
	return at;
}

/*
 * Cuts a head in place as libmicrohttpd does: leniently, at any CR or LF, so
 * that the guard must find out by itself.
 */
static enum refusal
judge(const char *raw, size_t len, struct head *head)
{
	static char bytes[64 << 10];
	char target[TARGET_MAX + 100] = "";
	char *at = bytes, *target_at, *version;
	enum refusal refusal;

	memset(bytes, 0, sizeof bytes);
	memcpy(bytes, raw, len);
	*head = (struct head){0};
	version = line_end(at);
	at = version + (version[0] == '\r' && version[1] == '\n' ? 2 : 1);
	at[-1] = *version = '\0';
	target_at = strchr(bytes, ' ');
	version = strrchr(bytes, ' ');
	*target_at++ = '\0';
	target_at += strspn(target_at, " ");
	*version++ = '\0';
	if (version > target_at)
		memcpy(target, target_at, strlen(target_at) + 1);
	refusal = guard_request_line(head, bytes, target, target_at, version);
	while (!refusal && *at && *at != '\r' && *at != '\n') {
		char *name = at, *end = line_end(at), *colon;

		at = end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
		at[-1] = *end = '\0';
		colon = strchr(name, ':');
		*colon++ = '\0';
		colon += strspn(colon, " \t");
		refusal = guard_header(head, name, strlen(name), colon, strlen(colon));
	}
	return refusal ? refusal : guard_head(head, len);
}

static enum refusal
judge_text(const char *raw)
{
	struct head head;

	return judge(raw, strlen(raw), &head);
}

#define HOST "Host: a.example\r\n"

static void
ordinary_heads_pass(void **state)
{
	static const char *const good[] = {
		"GET / HTTP/1.1\r\n" HOST "\r\n",
		"GET / HTTP/1.0\r\n\r\n",
		"HEAD /units/%E4%B8%8A?q=%E4%B8%8A+x%2F&as_of=2026-01-01 HTTP/1.1\r\nhost:[::1]:8080\r\nA:\r\nB:\t x y \r\n\r\n",
		"GET /上海?q=海 HTTP/1.1\r\n" HOST "\r\n",
		"POST /login HTTP/1.1\r\n" HOST "Content-Length: 0\r\nExpect: 100-Continue\r\n\r\n",
		"POST /login HTTP/1.1\r\n" HOST "Transfer-Encoding: Chunked\r\n\r\n",
		"GET / HTTP/1.1\r\n" HOST "Accept: a\r\nAccept: b\r\nX: 1\r\nX: 2\r\n\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(judge_text(good[i]), REFUSE_NOTHING);
}

static void
what_was_read_is_kept(void **state)
{
	static const char raw[] = "POST /x HTTP/1.1\r\n" HOST "cookie: a=1\r\nContent-length: 999999999999999999\r\n"
	                          "Accept: first\r\nAccept: second\r\n"
	                          "X-Forwarded-For: far\r\nX-Forwarded-For: near\r\n\r\n";
	struct head head;

	(void)state;
	assert_int_equal(judge(raw, sizeof raw - 1, &head), REFUSE_NOTHING);
	assert_string_equal(head.method, "POST");
	assert_string_equal(head.header[HEADER_COOKIE], "a=1");
	assert_string_equal(head.header[HEADER_ACCEPT], "first");
	assert_string_equal(head.header[HEADER_FORWARDED_FOR], "near");
	assert_null(head.header[HEADER_ORIGIN]);
	assert_true(head.body_len == 999999999999999999);
	assert_false(head.chunked);
}

static void
ambiguous_heads_are_refused(void **state)
{
	static const struct { const char *raw; enum refusal refusal; } bad[] = {
		{"GET  / HTTP/1.1\r\n" HOST "\r\n", REFUSE_LAYOUT},
		{"GET /a b HTTP/1.1\r\n" HOST "\r\n", REFUSE_TARGET},
		{"GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n", REFUSE_HEADER_NAME},
		{"GET / HTTP/1.1\r\n" HOST "A\t: b\r\n\r\n", REFUSE_HEADER_NAME},
		{"GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", REFUSE_HEADER_NAME},
		{"GET / HTTP/1.1\r\n" HOST "A: b\n\r\n", REFUSE_LAYOUT},
		{"GET / HTTP/1.1\r\n" HOST "A: b\nC: d\r\n\r\n", REFUSE_LAYOUT},
		{"GET / HTTP/1.1\r\n" HOST "A: b\rTransfer-Encoding: chunked\r\n\r\n", REFUSE_LAYOUT},
		{"GET / HTTP/1.1\n" HOST "\r\n", REFUSE_LAYOUT},
		{"GET / HTTP/1.1\r\n" HOST "A: \x01\r\n\r\n", REFUSE_HEADER_VALUE},
		{"GET / HTTP/1.1\r\n" HOST "A: \x7f\r\n\r\n", REFUSE_HEADER_VALUE},
		{"GET / HTTP/1.1\r\n\r\n", REFUSE_HOST},
		{"GET / HTTP/1.1\r\nHost:\r\n\r\n", REFUSE_HOST},
		{"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", REFUSE_HOST},
		{"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", REFUSE_HOST},
		{"GET / HTTP/1.1\r\n" HOST HOST "\r\n", REFUSE_TWICE},
		{"GET / HTTP/1.1\r\n" HOST "hOST: b\r\n\r\n", REFUSE_TWICE},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", REFUSE_TWICE},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", REFUSE_LENGTH_AND_CODING},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n", REFUSE_TWICE},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n", REFUSE_CODING},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: identity\r\n\r\n", REFUSE_CODING},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked \r\n\r\n", REFUSE_CODING},
		{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", REFUSE_CODING},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: +5\r\n\r\n", REFUSE_LENGTH},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5, 5\r\n\r\n", REFUSE_LENGTH},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: \r\n\r\n", REFUSE_LENGTH},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 1000000000000000000\r\n\r\n", REFUSE_LENGTH},
		{"GET / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", REFUSE_BODY},
		{"GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", REFUSE_BODY},
		{"POST / HTTP/1.1\r\n" HOST "Expect: a pony\r\n\r\n", REFUSE_EXPECTATION},
		{"GET / HTTP/2.0\r\n" HOST "\r\n", REFUSE_OTHER_VERSION},
		{"GET / HTTP/1.11\r\n" HOST "\r\n", REFUSE_OTHER_VERSION},
		{"GET / http/1.1\r\n" HOST "\r\n", REFUSE_VERSION},
		{"GET / \r\n" HOST "\r\n", REFUSE_VERSION},
		{"get / HTTP/1.1\r\n" HOST "\r\n", REFUSE_METHOD},
		{"BREW / HTTP/1.1\r\n" HOST "\r\n", REFUSE_METHOD},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (judge_text(bad[i].raw) != bad[i].refusal)
			print_error("case %zu: %d\n", i, judge_text(bad[i].raw));
		assert_int_equal(judge_text(bad[i].raw), bad[i].refusal);
	}
}

static void
hidden_bytes_are_found(void **state)
{
	static const char in_value[] = "GET / HTTP/1.1\r\n" HOST "A: b\0c\r\nD: e\r\n\r\n";
	char bytes[] = "GET\0/\0HTTP/1.1\0\0A\0 b\0\0 c\0\0D\0 e";
	struct head head = {0};

	(void)state;
	assert_int_equal(guard_request_line(&head, bytes, "/", bytes + 4, bytes + 6), REFUSE_NOTHING);
	/* A folded line leaves the value where it stood, and the next name too far behind it. */
	assert_int_equal(guard_header(&head, bytes + 16, 1, bytes + 19, 1), REFUSE_NOTHING);
	assert_int_equal(guard_header(&head, bytes + 26, 1, bytes + 29, 1), REFUSE_LAYOUT);
	/* Or it is copied elsewhere together with the name. */
	head.next = bytes + 16;
	assert_int_equal(guard_header(&head, "Ac", 2, bytes + 19, 1), REFUSE_LAYOUT);
	head.next = bytes + 16;
	assert_int_equal(guard_header(&head, bytes + 16, 1, "b c", 3), REFUSE_LAYOUT);
	assert_int_equal(judge(in_value, sizeof in_value - 1, &head), REFUSE_LAYOUT);
	/* A NUL in the target ends its text before the version begins. */
	head = (struct head){0};
	assert_int_equal(guard_request_line(&head, bytes, "/", bytes + 4, bytes + 8), REFUSE_LAYOUT);
}

static void
targets_are_checked_by_the_byte(void **state)
{
	static const char *const bad[] = {
		"", "*", "units", "http://a.example/", "/%", "/%4", "/%4g", "/%zz", "/%00", "/a%00b", "/%0a", "/%7f",
		"/%1F", "/%ff", "/%c0%af", "/%ed%a0%80", "/%e4%b8", "/\x01", "/\xff", "/#x", "/?a#b", "/?%4", "/a%2?b",
		"/?a=\x02", "/\x7f",
	};
	static const char *const good[] = {"/", "/?", "/a?%00=%ff", "/%2f%2e%2E", "/~a!$&'()*+,;=:@\\\"<>|^`{}", "//"};
	static char longest[TARGET_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(guard_target(bad[i]), REFUSE_TARGET);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(guard_target(good[i]), REFUSE_NOTHING);
	memset(longest, '/', TARGET_MAX);
	assert_int_equal(guard_target(longest), REFUSE_NOTHING);
	longest[TARGET_MAX] = '/';
	assert_int_equal(guard_target(longest), REFUSE_LONG_TARGET);
}

static void
a_head_keeps_its_limits(void **state)
{
	static char raw[2 * HEAD_MAX];
	size_t len;

	(void)state;
	len = (size_t)snprintf(raw, sizeof raw, "GET / HTTP/1.1\r\n" HOST);
	for (int i = 1; i < HEADER_LINES_MAX; i++)
		len += (size_t)snprintf(raw + len, sizeof raw - len, "A: b\r\n");
	snprintf(raw + len, sizeof raw - len, "\r\n");
	assert_int_equal(judge_text(raw), REFUSE_NOTHING);
	snprintf(raw + len, sizeof raw - len, "A: b\r\n\r\n");
	assert_int_equal(judge_text(raw), REFUSE_LARGE_HEAD);

	len = (size_t)snprintf(raw, sizeof raw, "GET / HTTP/1.1\r\n" HOST "A: ");
	memset(raw + len, 'b', sizeof raw - len - 1);
	/* bytes counted: Host 4 + 9 + 4, A 1 + n + 4 */
	memcpy(raw + len + HEAD_MAX - 22, "\r\n\r\n", 5);
	assert_int_equal(judge_text(raw), REFUSE_NOTHING);
	memcpy(raw + len + HEAD_MAX - 22, "b\r\n\r\n", 6);
	assert_int_equal(judge_text(raw), REFUSE_LARGE_HEAD);
}

static void
every_refusal_has_its_sentence(void **state)
{
	(void)state;
	for (int i = 1; i < REFUSALS; i++) {
		const struct refusal_reason *reason = refusal_reason((enum refusal)i);

		assert_in_range(reason->status, 400, 505);
		assert_true(*reason->zh && *reason->en);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_heads_pass),
		cmocka_unit_test(what_was_read_is_kept),
		cmocka_unit_test(ambiguous_heads_are_refused),
		cmocka_unit_test(hidden_bytes_are_found),
		cmocka_unit_test(targets_are_checked_by_the_byte),
		cmocka_unit_test(a_head_keeps_its_limits),
		cmocka_unit_test(every_refusal_has_its_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
