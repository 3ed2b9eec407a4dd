/*
 * A request's head as it comes over the wire.  It is cut as leniently as any
 * reader might cut it; what the guard then lets through must read in one way
 * only: lines end by CRLF, names are tokens, nothing is hidden.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "target.h"
#include "web/guard.h"

/* The CR or LF that ends a line, or the end. */
static char *
line_end(char *at)
{
	while (*at && *at != '\r' && *at != '\n')
		at++;
	return at;
}

static char *
behind(char *end)
{
	return end[0] == '\r' && end[1] == '\n' ? end + 2 : end + (*end != '\0');
}

/* Ends the line at its end's first byte, and at its last, as libmicrohttpd leaves it. */
static char *
cut_line(char *at)
{
	char *end = line_end(at), *next = behind(end);

	if (next > end)
		next[-1] = '\0';
	*end = '\0';
	return next;
}

static enum refusal
judge(char *bytes, size_t len, struct head *head)
{
	char *next = cut_line(bytes), *target_at = strchr(bytes, ' '), *version = strrchr(bytes, ' ');
	char target[TARGET_MAX + 100] = "";
	enum refusal refusal;

	if (!target_at || next == bytes)
		return REFUSE_LAYOUT;
	*target_at++ = '\0';
	target_at += strspn(target_at, " ");
	*version++ = '\0';
	if (version > target_at && strlen(target_at) < sizeof target)
		memcpy(target, target_at, strlen(target_at) + 1);
	refusal = guard_request_line(head, bytes, target, target_at, version);
	while (!refusal && *next && *next != '\r' && *next != '\n') {
		char *name = next, *colon;

		next = cut_line(name);
		colon = strchr(name, ':');
		if (!colon)
			return REFUSE_LAYOUT;
		*colon++ = '\0';
		colon += strspn(colon, " \t");
		refusal = guard_header(head, name, strlen(name), colon, strlen(colon));
	}
	if (refusal)
		return refusal;
	next = behind(next);
	return guard_head(head, (size_t)(next - bytes) < len ? (size_t)(next - bytes) : len);
}

/* Reads the head again from its bytes as sent, with no mercy. */
static void
must_be_strict(const char *raw, const struct head *head)
{
	const char *end = strstr(raw, "\r\n\r\n");
	size_t hosts = 0, lengths = 0, codings = 0;

	MUST(end != NULL);
	for (const char *at = raw; at < end + 4; at++) {
		MUST(*at != '\n' || at[-1] == '\r');
		MUST(*at != '\r' || at[1] == '\n');
		MUST((unsigned char)*at >= ' ' || strchr("\r\n\t", *at));
	}
	for (const char *line = strstr(raw, "\r\n") + 2; line < end + 2; line = strstr(line, "\r\n") + 2) {
		size_t name = strcspn(line, ":\r");

		MUST(line[name] == ':' && name > 0 && strcspn(line, " \t") > name);
		hosts += name == 4 && strncasecmp(line, "Host", 4) == 0;
		lengths += name == 14 && strncasecmp(line, "Content-Length", 14) == 0;
		codings += name == 17 && strncasecmp(line, "Transfer-Encoding", 17) == 0;
	}
	MUST(hosts <= 1 && lengths + codings <= 1);
	MUST(hosts == 1 || strcmp(head->version, "HTTP/1.0") == 0);
	MUST(!head->chunked || codings == 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *raw = malloc(len + 1), *cut = malloc(len + 1);
	struct head head = {0};

	if (raw && cut) {
		memcpy(raw, bytes, len);
		memcpy(cut, bytes, len);
		raw[len] = cut[len] = '\0';
		if (judge(cut, len, &head) == REFUSE_NOTHING)
			must_be_strict(raw, &head);
	}
	free(raw);
	free(cut);
	return 0;
}
