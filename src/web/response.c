#include "web/response.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "web/request.h"

const struct response_header response_fixed_headers[] = {
	{"Content-Security-Policy",
	 "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
	 "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
	{0},
};

static const struct { int code, status; } statuses[] = {
	{FAIL_REFUSED, 422}, {FAIL_INPUT, 400}, {FAIL_SIGNED_OUT, 401}, {FAIL_FORBIDDEN, 403},
	{FAIL_NOT_FOUND, 404}, {FAIL_CONFLICT, 409}, {FAIL_TOO_LARGE, 413}, {FAIL_MEMORY, 503},
	{FAIL_SYSTEM, 500}, {FAIL_SLOW_DOWN, 429},
	{FAIL_UNAVAILABLE, 503},
};

int
failure_status(int code)
{
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (statuses[i].code == code)
			return statuses[i].status;
	return 500;
}

void
response_init(struct response *response, struct arena *arena, bool secure)
{
	*response = (struct response){
		.arena = arena, .secure = secure, .status = 200, .type = TYPE_HTML, .file = -1,
	};
	buf_init(&response->body, BUF_PAGE_MAX);
}

void
response_free(struct response *response)
{
	buf_free(&response->body);
	if (response->file >= 0)
		close(response->file);
	response->file = -1;
}

void
response_reset(struct response *response)
{
	response_free(response);
	response_init(response, response->arena, response->secure);
}

int
response_header(struct response *response, const char *name, const char *value)
{
	struct response_header *header = &response->header[response->headers];

	for (const char *at = value; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7F)
			return fail(FAIL_INPUT, NULL, NULL, "响应头 %s 含有控制字符。",
			            "The response header %s contains control characters.", name);
	if (response->headers == RESPONSE_HEADERS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "响应头超过 %d 个。",
		            "There are more than %d response headers.", RESPONSE_HEADERS_MAX);
	*header = (struct response_header){name, arena_strdup(response->arena, value)};
	if (!header->value)
		return FAIL_MEMORY;
	response->headers++;
	return 0;
}

int
response_cookie(struct response *response, const char *name, const char *value, int max_age)
{
	const char *secure = response->secure ? "; Secure" : "";
	char age[32] = "";
	const char *text;

	if (max_age)
		snprintf(age, sizeof age, "; Max-Age=%d", max_age < 0 ? 0 : max_age);
	if (strpbrk(value, "; ,\"\\"))
		return fail(FAIL_INPUT, NULL, NULL, "Cookie %s 的值不合规。",
		            "The value of cookie %s is malformed.", name);
	text = arena_printf(response->arena, "%s=%s; Path=/%s; HttpOnly; SameSite=Lax%s", name, value,
	                    age, secure);
	return text ? response_header(response, "Set-Cookie", text) : FAIL_MEMORY;
}

bool
path_is_own(const char *path)
{
	if (path[0] != '/' || path[1] == '/')
		return false;
	for (const char *at = path; *at; at++)
		if (*at <= ' ' || *at >= 0x7F || *at == '\\')
			return false;
	return true;
}

int
response_redirect(struct response *response, const char *path)
{
	if (!path_is_own(path))
		return fail(FAIL_INPUT, NULL, NULL, "不能转到本站以外的地址。",
		            "An address outside this site is not followed.");
	response->status = 303;
	return response_header(response, "Location", path);
}

int
response_download(struct response *response, const char *type, const char *name)
{
	const char *suffix = strrchr(name, '.');
	struct buf value;
	int status;

	buf_init(&value, 4096);
	buf_puts(&value, "attachment; filename=\"download");
	if (suffix && suffix[1 + strspn(suffix + 1, "abcdefghijklmnopqrstuvwxyz")] == '\0')
		buf_puts(&value, suffix);
	buf_puts(&value, "\"; filename*=UTF-8''");
	buf_encode(&value, name); /* RFC 8187 */
	status = buf_status(&value);
	if (!status)
		status = response_header(response, "Content-Disposition", buf_text(&value));
	buf_free(&value);
	response->type = type;
	return status;
}

void
response_file(struct response *response, int file, uint64_t len)
{
	response_free(response);
	response->file = file;
	response->file_len = len;
}

static void
write_failure_json(struct response *response, const struct failure_record *failure)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "why");
	json_bilingual(&json, (struct bilingual){failure->zh, failure->en});
	json_key(&json, "clause");
	json_text(&json, *failure->clause ? failure->clause : NULL);
	json_key(&json, "field");
	json_text(&json, *failure->field ? failure->field : NULL);
	json_close(&json, '}');
}

void
respond_failure(const struct request *request, struct response *response, int status)
{
	const struct failure_record *failure = last_failure();

	response_reset(response);
	response->status = status;
	if (request->api) {
		if (status == 401)
			response_header(response, "WWW-Authenticate", "Bearer");
		write_failure_json(response, failure);
		return;
	}
	response->type = TYPE_TEXT;
	buf_puts(&response->body, request->lang == LANG_EN ? failure->en : failure->zh);
	buf_putc(&response->body, '\n');
}
