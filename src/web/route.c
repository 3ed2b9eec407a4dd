#include "web/route.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

struct segment {
	const char *text;
	size_t len;
	bool literal;
};

struct line {
	const struct route *route;
	size_t segments;
	struct segment segment[ROUTE_SEGMENTS_MAX];
};

struct routes {
	size_t count;
	struct line line[];
};

/* The segment behind the '/' at *at, and moves *at to the next '/' or the end. */
static struct segment
next_segment(const char **at)
{
	struct segment segment = {.text = *at + 1, .len = strcspn(*at + 1, "/"), .literal = true};

	*at += segment.len + 1;
	return segment;
}

/* Both formats take method and pattern. */
static int
bad_route(const struct route *route, const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, "route", zh, en, route->method, route->pattern);
}

static int
compile_pattern(const struct route *route, struct line *line)
{
	const char *at = route->pattern;
	size_t params = 0;

	if (*at != '/')
		return bad_route(route, "路由 %s %s 的地址不以 / 开头。",
		                 "Route %s %s: the pattern does not begin with /.");
	while (*at) {
		struct segment segment = next_segment(&at);

		if (segment.len >= 2 && segment.text[0] == '{' && segment.text[segment.len - 1] == '}') {
			segment = (struct segment){segment.text + 1, segment.len - 2, false};
			params++;
		}
		if ((segment.len == 0 && line->segments > 0) || memchr(segment.text, '{', segment.len) ||
		    line->segments == ROUTE_SEGMENTS_MAX || params > ROUTE_PARAMS_MAX)
			return bad_route(route, "路由 %s %s 的地址写法不对。",
			                 "Route %s %s: the pattern is malformed.");
		line->segment[line->segments++] = segment;
	}
	return 0;
}

/* Inline routes know nobody who is signed in; to all others a monitor is nobody. */
static bool
who_fits_lane(const struct route *route)
{
	bool machine = route->who & WHO_MONITOR;

	return route->lane == LANE_INLINE ? machine || route->who == WHO_PUBLIC : !machine;
}

static int
compile_line(const struct route *route, struct line *line)
{
	bool post = strcmp(route->method, "POST") == 0;

	line->route = route;
	if (!post && strcmp(route->method, "GET") != 0)
		return bad_route(route, "路由 %s %s 的方法只能是 GET 或 POST。",
		                 "Route %s %s: the method is GET or POST.");
	if (route->who == 0)
		return bad_route(route, "路由 %s %s 没有写明谁可以使用。",
		                 "Route %s %s does not declare who may use it.");
	if (!route->handle || (unsigned)route->lane > LANE_INLINE)
		return bad_route(route, "路由 %s %s 没有处理函数，或者队列不对。",
		                 "Route %s %s has no handler or no such lane.");
	if ((route->body_max && !post) || (post && (route->files || route->lane == LANE_INLINE)) ||
	    !who_fits_lane(route))
		return bad_route(route, "路由 %s %s 的声明自相矛盾。",
		                 "Route %s %s: its declarations contradict each other.");
	return compile_pattern(route, line);
}

/* Fewer segments first, then literals before {names} from the left; 0: the same addresses. */
static int
compare_addresses(const struct line *a, const struct line *b)
{
	if (a->segments != b->segments)
		return a->segments < b->segments ? -1 : 1;
	for (size_t i = 0; i < a->segments; i++) {
		const struct segment *s = &a->segment[i], *t = &b->segment[i];
		size_t shorter = s->len < t->len ? s->len : t->len;
		int order;

		if (s->literal != t->literal)
			return s->literal ? -1 : 1;
		order = s->literal ? memcmp(s->text, t->text, shorter) : 0;
		if (order == 0 && s->literal && s->len != t->len)
			order = s->len < t->len ? -1 : 1;
		if (order)
			return order;
	}
	return 0;
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int order = compare_addresses(a, b);

	return order ? order : strcmp(a->route->method, b->route->method);
}

int
routes_new(const struct route *const *tables, struct routes **ret_routes)
{
	struct routes *routes;
	size_t count = 0;

	for (size_t t = 0; tables[t]; t++)
		for (size_t i = 0; tables[t][i].pattern; i++)
			count++;
	routes = calloc(1, sizeof *routes + count * sizeof *routes->line);
	if (!routes)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	for (size_t t = 0; tables[t]; t++)
		for (size_t i = 0; tables[t][i].pattern; i++)
			if (compile_line(&tables[t][i], &routes->line[routes->count++]))
				goto failed;
	qsort(routes->line, count, sizeof *routes->line, compare_lines);
	for (size_t i = 1; i < count; i++)
		if (compare_lines(&routes->line[i - 1], &routes->line[i]) == 0) {
			bad_route(routes->line[i].route, "路由 %s %s 声明了两次。",
			          "Route %s %s is declared twice.");
			goto failed;
		}
	*ret_routes = routes;
	return 0;
failed:
	free(routes);
	return last_failure()->code;
}

void
routes_free(struct routes *routes)
{
	free(routes);
}

const struct route *
routes_at(const struct routes *routes, size_t i)
{
	return i < routes->count ? routes->line[i].route : NULL;
}

static bool
fits(const struct line *line, const struct segment *path, size_t count)
{
	if (line->segments != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct segment *want = &line->segment[i], *have = &path[i];

		if (want->literal ? want->len != have->len || memcmp(want->text, have->text, want->len) != 0
		                  : have->len == 0)
			return false;
	}
	return true;
}

static void
take_route(const struct routes *routes, const struct line *line, const struct segment *path,
           struct route_match *match)
{
	match->route = line->route;
	match->place = (size_t)(line - routes->line) + 1;
	for (size_t i = 0; i < line->segments; i++)
		if (!line->segment[i].literal)
			match->param[match->params++] = (struct route_param){
				line->segment[i].text, line->segment[i].len, path[i].text, path[i].len,
			};
}

/* The first line that fits fixes the address; the same address with other methods stands next to it. */
static void
search(const struct routes *routes, const char *method, const struct segment *path, size_t count,
       struct route_match *match)
{
	const char *want = strcmp(method, "HEAD") == 0 ? "GET" : method;
	const struct line *first = NULL;

	for (size_t i = 0; i < routes->count; i++) {
		const struct line *line = &routes->line[i];

		if ((match->format != FORMAT_HTML && !line->route->files) || !fits(line, path, count))
			continue;
		if (!first)
			first = line;
		else if (compare_addresses(first, line) != 0)
			return;
		match->get |= strcmp(line->route->method, "GET") == 0;
		match->post |= strcmp(line->route->method, "POST") == 0;
		if (strcmp(line->route->method, want) == 0)
			take_route(routes, line, path, match);
	}
}

static size_t
cut_path(const char *path, struct segment *segments)
{
	size_t count = 0;

	while (*path) {
		if (count == ROUTE_SEGMENTS_MAX)
			return ROUTE_SEGMENTS_MAX + 1;
		segments[count++] = next_segment(&path);
	}
	return count;
}

/* Takes ".csv" or ".xlsx" off the last segment. */
static enum format
take_suffix(struct segment *last)
{
	static const struct { const char *suffix; size_t len; enum format format; } suffixes[] = {
		{".csv", 4, FORMAT_CSV}, {".xlsx", 5, FORMAT_XLSX},
	};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (last->len > suffixes[i].len &&
		    memcmp(last->text + last->len - suffixes[i].len, suffixes[i].suffix,
		           suffixes[i].len) == 0) {
			last->len -= suffixes[i].len;
			return suffixes[i].format;
		}
	return FORMAT_HTML;
}

struct route_match
routes_find(const struct routes *routes, const char *method, const char *path)
{
	struct route_match match = {0}, file = {0};
	struct segment segments[ROUTE_SEGMENTS_MAX];
	size_t count = cut_path(path, segments);

	if (count == 0 || count > ROUTE_SEGMENTS_MAX)
		return match;
	/* A list's file comes first: /registers/{kind} would take "meeting.csv" for a kind. */
	file.format = take_suffix(&segments[count - 1]);
	if (file.format != FORMAT_HTML) {
		search(routes, method, segments, count, &file);
		if (file.get)
			return file;
		count = cut_path(path, segments);
	}
	search(routes, method, segments, count, &match);
	return match;
}
