#include "web/guard.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "web/form.h"

static const char *const header_names[HEADERS_KNOWN] = {
	[HEADER_ACCEPT] = "Accept",
	[HEADER_ACCEPT_ENCODING] = "Accept-Encoding",
	[HEADER_ACCEPT_LANGUAGE] = "Accept-Language",
	[HEADER_AUTHORIZATION] = "Authorization",
	[HEADER_CONTENT_LENGTH] = "Content-Length",
	[HEADER_CONTENT_TYPE] = "Content-Type",
	[HEADER_COOKIE] = "Cookie",
	[HEADER_EXPECT] = "Expect",
	[HEADER_FORWARDED_FOR] = "X-Forwarded-For",
	[HEADER_HOST] = "Host",
	[HEADER_IF_MATCH] = "If-Match",
	[HEADER_ORIGIN] = "Origin",
	[HEADER_SEC_FETCH_SITE] = "Sec-Fetch-Site",
	[HEADER_TRANSFER_ENCODING] = "Transfer-Encoding",
};

/* Known to HTTP; the routes answer 405 for those they do not take. */
static const char *const methods[] = {
	"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
};

static const struct refusal_reason reasons[REFUSALS] = {
	[REFUSE_NOTHING] = {0, "", ""},
	[REFUSE_LAYOUT] = {400, "请求头的行格式不对（折行、多余空格或控制字符）。",
	                   "The request head is malformed (folded line, stray space or control character)."},
	[REFUSE_HEADER_NAME] = {400, "请求头的名称不对。", "A header's name is malformed."},
	[REFUSE_HEADER_VALUE] = {400, "请求头的内容含有控制字符。", "A header's value contains control characters."},
	[REFUSE_TWICE] = {400, "同一请求头出现了两次。", "A header that may stand once was sent twice."},
	[REFUSE_LARGE_HEAD] = {431, "请求头过多或过长。", "The request has too many or too long headers."},
	[REFUSE_VERSION] = {400, "请求行没有 HTTP 版本。", "The request line lacks the HTTP version."},
	[REFUSE_OTHER_VERSION] = {505, "不支持这个 HTTP 版本。", "This HTTP version is not supported."},
	[REFUSE_METHOD] = {501, "没有这种请求方法。", "There is no such method."},
	[REFUSE_TARGET] = {400, "地址格式不对。", "The address is malformed."},
	[REFUSE_LONG_TARGET] = {414, "地址过长。", "The address is too long."},
	[REFUSE_HOST] = {400, "缺少 Host，或者 Host 格式不对。", "The Host header is missing or malformed."},
	[REFUSE_LENGTH] = {400, "Content-Length 不是数字。", "Content-Length is not a number."},
	[REFUSE_LENGTH_AND_CODING] = {400, "Content-Length 不能与 Transfer-Encoding 同时出现。",
	                              "Content-Length and Transfer-Encoding exclude each other."},
	[REFUSE_CODING] = {501, "不支持这种传输编码。", "This transfer coding is not supported."},
	[REFUSE_BODY] = {400, "这种请求不能带正文。", "A request of this method takes no body."},
	[REFUSE_EXPECTATION] = {417, "不支持这种 Expect。", "This expectation is not supported."},
	[REFUSE_LARGE_BODY] = {413, "提交的内容过大。", "What was sent is too large."},
};

const struct refusal_reason *
refusal_reason(enum refusal refusal)
{
	return &reasons[refusal];
}

static bool
is_control(unsigned char c)
{
	return c < ' ' || c == 0x7F;
}

enum refusal
guard_target(const char *target)
{
	size_t len = strlen(target), n = 0;
	const char *query_end = target + len, *path_end = target + strcspn(target, "?");
	char path[TARGET_MAX];

	if (len > TARGET_MAX)
		return REFUSE_LONG_TARGET;
	if (*target != '/')
		return REFUSE_TARGET;
	for (const char *at = target; *at; at++)
		if (is_control((unsigned char)*at) || *at == ' ' || *at == '#')
			return REFUSE_TARGET;
	for (const char *at = target; at < path_end;) {
		int byte = form_byte(&at, path_end);

		if (byte < 0 || is_control((unsigned char)byte))
			return REFUSE_TARGET;
		path[n++] = (char)byte;
	}
	if (!utf8_valid(path, n))
		return REFUSE_TARGET;
	for (const char *at = path_end; *at;)
		if (form_byte(&at, query_end) < 0)
			return REFUSE_TARGET;
	return REFUSE_NOTHING;
}

static bool
known_method(const char *method)
{
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (strcmp(methods[i], method) == 0)
			return true;
	return false;
}

enum refusal
guard_request_line(struct head *head, const char *method, const char *target,
                   const char *target_at, const char *version)
{
	if (strlen(target) > TARGET_MAX)
		return REFUSE_LONG_TARGET;
	if (*target == '\0' || *version == '\0')
		return REFUSE_VERSION;
	if (target_at != method + strlen(method) + 1 || version != target_at + strlen(target) + 1)
		return REFUSE_LAYOUT;
	if (strncmp(version, "HTTP/", 5) != 0)
		return REFUSE_VERSION;
	if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
		return REFUSE_OTHER_VERSION;
	if (!known_method(method))
		return REFUSE_METHOD;
	head->method = method;
	head->version = version;
	head->next = version + strlen(version) + 2;
	return guard_target(target);
}

/* A token of RFC 9110: what a header's name is made of; a blank before the colon is none. */
static bool
is_token(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
		      (c && strchr("!#$%&'*+-.^_`|~", c))))
			return false;
	}
	return len > 0;
}

static bool
has_control(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_control((unsigned char)text[i]) && text[i] != '\t')
			return true;
	return false;
}

/* Lists that senders may split over several lines; the first line will do. */
static bool
may_repeat(enum header header)
{
	return header == HEADER_ACCEPT || header == HEADER_ACCEPT_ENCODING ||
	       header == HEADER_ACCEPT_LANGUAGE || header == HEADER_FORWARDED_FOR;
}

static enum refusal
keep_known(struct head *head, const char *name, const char *value)
{
	for (size_t i = 0; i < HEADERS_KNOWN; i++) {
		if (strcasecmp(header_names[i], name) != 0)
			continue;
		if (head->header[i] && !may_repeat((enum header)i))
			return REFUSE_TWICE;
		/* Behind a proxy the last line is the one the proxy wrote. */
		if (!head->header[i] || i == HEADER_FORWARDED_FOR)
			head->header[i] = value;
	}
	return REFUSE_NOTHING;
}

enum refusal
guard_header(struct head *head, const char *name, size_t name_len, const char *value,
             size_t value_len)
{
	const char *after = name + name_len + 1; /* behind the colon, now a NUL */

	head->bytes += name_len + value_len + 4;
	if (++head->lines > HEADER_LINES_MAX || head->bytes > HEAD_MAX)
		return REFUSE_LARGE_HEAD;
	if (name != head->next)
		return REFUSE_LAYOUT;
	if (!is_token(name, name_len))
		return REFUSE_HEADER_NAME;
	after += strspn(after, " \t");
	if (value != after)
		return REFUSE_LAYOUT;
	if (has_control(value, value_len))
		return REFUSE_HEADER_VALUE;
	head->next = value + value_len + 2;
	return keep_known(head, name, value);
}

static bool
is_host(const char *host)
{
	static const char allowed[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:[]";

	return *host && host[strspn(host, allowed)] == '\0';
}

/* MHD closes without a word where the number does not fit 64 bits. */
static enum refusal
read_length(struct head *head, const char *text)
{
	uint64_t length = 0;

	if (*text == '\0' || strlen(text) > 18)
		return REFUSE_LENGTH;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return REFUSE_LENGTH;
		length = length * 10 + (uint64_t)(*text - '0');
	}
	head->body_len = length;
	return REFUSE_NOTHING;
}

static enum refusal
guard_body(struct head *head)
{
	const char *coding = head->header[HEADER_TRANSFER_ENCODING];
	const char *length = head->header[HEADER_CONTENT_LENGTH];
	enum refusal refusal = REFUSE_NOTHING;

	if (coding && length)
		return REFUSE_LENGTH_AND_CODING;
	if (coding && (strcasecmp(coding, "chunked") != 0 || strcmp(head->version, "HTTP/1.0") == 0))
		return REFUSE_CODING;
	head->chunked = coding;
	if (length)
		refusal = read_length(head, length);
	if (!refusal && strcmp(head->method, "POST") != 0 && strcmp(head->method, "PUT") != 0 &&
	    strcmp(head->method, "PATCH") != 0 && (coding || head->body_len > 0))
		return REFUSE_BODY;
	return refusal;
}

enum refusal
guard_head(struct head *head, size_t size)
{
	const char *host = head->header[HEADER_HOST];
	const char *expect = head->header[HEADER_EXPECT];

	/* The empty line ends it; a last line that hid something would not end there. */
	if (head->next + 2 != head->method + size)
		return REFUSE_LAYOUT;
	if (host ? !is_host(host) : strcmp(head->version, "HTTP/1.1") == 0)
		return REFUSE_HOST;
	if (expect && strcasecmp(expect, "100-continue") != 0)
		return REFUSE_EXPECTATION;
	return guard_body(head);
}
