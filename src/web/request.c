#include "web/request.h"

#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"

const char *
request_param(const struct request *request, const char *name)
{
	return form_get(&request->params, name);
}

const char *
request_query(const struct request *request, const char *name)
{
	return form_get(&request->query, name);
}

const char *
request_field(const struct request *request, const char *name)
{
	return form_get(&request->fields, name);
}

const char *
request_cookie(const struct request *request, const char *name)
{
	return form_get(&request->cookies, name);
}

bool
request_same_site(const struct request *request)
{
	const char *site = request->header[HEADER_SEC_FETCH_SITE];
	const char *origin = request->header[HEADER_ORIGIN];
	const char *host = request->header[HEADER_HOST];

	if (site)
		return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
	if (!origin)
		return true;
	origin = strstr(origin, "://");
	return origin && host && strcasecmp(origin + 3, host) == 0;
}

/* "q=0.8" behind an element of a list, in thousandths; 1000 without one. */
static int
quality(const char *element, size_t len)
{
	const char *end = element + len, *at = memchr(element, ';', len);
	int value = 0, digit = 100;

	while (at && at < end && (*at == ';' || *at == ' '))
		at++;
	if (!at || end - at < 3 || strncasecmp(at, "q=", 2) != 0)
		return 1000;
	at += 2;
	if (*at == '1')
		return 1000;
	for (at += 2; at < end && *at >= '0' && *at <= '9' && digit; at++, digit /= 10)
		value += (*at - '0') * digit;
	return value;
}

/* The highest quality of the elements that begin with `name` as a word; -1 where none does. */
static int
list_quality(const char *list, const char *name)
{
	size_t name_len = strlen(name);
	int best = -1;

	while (*list) {
		size_t len = strcspn(list, ",");

		if (len >= name_len && strncasecmp(list, name, name_len) == 0 &&
		    (len == name_len || strchr("-; ,", list[name_len]))) {
			int q = quality(list, len);

			best = q > best ? q : best;
		}
		list += len;
		list += strspn(list, ", \t");
	}
	return best;
}

enum lang
lang_accepted(const char *accept_language, enum lang otherwise)
{
	int zh = accept_language ? list_quality(accept_language, "zh") : -1;
	int en = accept_language ? list_quality(accept_language, "en") : -1;

	if (zh <= 0 && en <= 0)
		return otherwise;
	return en > zh ? LANG_EN : LANG_ZH;
}

int
seen_read(struct arena *arena, const char *text, int64_t *ret_seen)
{
	size_t len = strlen(text);
	int64_t seen;

	if (len >= 2 && text[0] == '"' && text[len - 1] == '"')
		text = arena_strndup(arena, text + 1, len - 2);
	if (!text)
		return FAIL_MEMORY;
	if (num_parse(text, &seen) < 0 || seen < 0)
		return fail(FAIL_INPUT, NULL, "seen", "seen 应是读取时的日志号。", "seen is the journal number that was read.");
	*ret_seen = seen;
	return 0;
}

bool
gzip_accepted(const char *accept_encoding)
{
	return accept_encoding && list_quality(accept_encoding, "gzip") > 0;
}

static enum lang
choose_lang(const struct request *request, enum lang otherwise)
{
	const char *chosen = request_cookie(request, LANG_COOKIE);

	if (chosen && strcmp(chosen, "zh") == 0)
		return LANG_ZH;
	if (chosen && strcmp(chosen, "en") == 0)
		return LANG_EN;
	return lang_accepted(request->header[HEADER_ACCEPT_LANGUAGE], otherwise);
}

static int
read_params(struct request *request, const struct route_match *match)
{
	struct form_pair *pairs = ARENA_ARRAY(request->arena, match->params, struct form_pair);

	if (!pairs)
		return FAIL_MEMORY;
	for (size_t i = 0; i < match->params; i++) {
		const struct route_param *param = &match->param[i];
		int status = form_decode(request->arena, param->text, param->len, 0, &pairs[i].value);

		if (status)
			return status;
		pairs[i].name = arena_strndup(request->arena, param->name, param->name_len);
		if (!pairs[i].name)
			return FAIL_MEMORY;
	}
	request->params = (struct form){.pairs = pairs, .count = match->params};
	return 0;
}

static bool
is_media(const char *content_type, const char *media)
{
	size_t len = strlen(media);

	return strncasecmp(content_type, media, len) == 0 && strchr("; \t", content_type[len]);
}

static int
read_body(struct request *request, const struct raw_request *raw)
{
	const char *type = request->header[HEADER_CONTENT_TYPE];

	if (raw->body_len == 0)
		return 0;
	request->body = raw->body;
	request->body_len = raw->body_len;
	if (type && is_media(type, "application/x-www-form-urlencoded")) {
		request->media = MEDIA_FORM;
		return form_parse_urlencoded(request->arena, raw->body, raw->body_len, &request->fields);
	}
	if (type && is_media(type, "multipart/form-data")) {
		request->media = MEDIA_MULTIPART;
		return form_parse_multipart(request->arena, type, raw->body, raw->body_len,
		                            &request->fields, &request->upload);
	}
	if (type && is_media(type, "application/json")) {
		request->media = MEDIA_JSON;
		return 0;
	}
	return fail(FAIL_INPUT, NULL, NULL, "提交的内容既不是表单也不是 JSON（Content-Type）。",
	            "What was sent is neither a form nor JSON (Content-Type).");
}

int
request_read(struct request *request, const struct raw_request *raw)
{
	const char *authorization = raw->head->header[HEADER_AUTHORIZATION];
	const char *cookie = raw->head->header[HEADER_COOKIE];
	int status;

	request->method = raw->head->method;
	request->path = raw->path;
	request->api = text_starts(raw->path, "/api/");
	request->route = raw->match->route;
	request->format = raw->match->format;
	memcpy(request->header, raw->head->header, sizeof request->header);
	if (authorization && strncasecmp(authorization, "Bearer ", 7) == 0)
		request->bearer = authorization + 7;
	status = cookie_parse(request->arena, cookie ? cookie : "", &request->cookies);
	request->lang = choose_lang(request, raw->lang);
	if (!status)
		status = read_params(request, raw->match);
	if (!status)
		status = form_parse_urlencoded(request->arena, raw->query, strlen(raw->query),
		                               &request->query);
	if (!status)
		status = read_body(request, raw);
	return status;
}
