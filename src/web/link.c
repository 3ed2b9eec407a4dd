#include "web/link.h"

#include <inttypes.h>
#include <string.h>

#include "web/api.h"
#include "web/visit.h"

#define REGISTERS "/registers/"

const char *
kind_address(struct arena *arena, const struct kind *kind)
{
	return kind->path ? arena_printf(arena, "/%s", kind->path) : arena_printf(arena, REGISTERS "%s", kind->name);
}

const char *
record_address(struct arena *arena, const struct kind *kind, int64_t id)
{
	return kind->path ? arena_printf(arena, "/%s/%" PRId64, kind->path, id)
	                  : arena_printf(arena, REGISTERS "%s/%" PRId64, kind->name, id);
}

/* Whether `text` up to the next slash is `word`. */
static bool
segment_is(const char *text, const char *word)
{
	size_t len = strlen(word);

	return strncmp(text, word, len) == 0 && (text[len] == '\0' || text[len] == '/');
}

const struct kind *
route_kind(const char *pattern)
{
	if (strncmp(pattern, API, strlen(API)) == 0)
		pattern += strlen(API);
	for (const struct kind *const *kind = kinds; *kind; kind++)
		if ((*kind)->path ? segment_is(pattern + 1, (*kind)->path)
		                  : strncmp(pattern, REGISTERS, strlen(REGISTERS)) == 0 &&
		                    segment_is(pattern + strlen(REGISTERS), (*kind)->name))
			return *kind;
	return NULL;
}

static bool
named(const struct form_pair *pairs, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return true;
	return false;
}

const char *
link_to(const struct request *request, const char *path, const struct form_pair *args, size_t count)
{
	struct form_pair all[LINK_ARGUMENTS_MAX];
	day_no as_of = visit_of(request)->as_of;
	char day[DAY_TEXT];
	size_t total = 0;

	for (size_t i = 0; i < count && total < LINK_ARGUMENTS_MAX - 1; i++)
		all[total++] = args[i];
	if (as_of != request->today)
		all[total++] = (struct form_pair){"as_of", day_text(as_of, day)};
	return address(request->arena, path, all, total);
}

const char *
link_changed(const struct request *request, const char *path, const struct form_pair *changes, size_t count)
{
	struct form_pair all[LINK_ARGUMENTS_MAX];
	size_t total = 0;

	for (size_t i = 0; i < request->query.count && total < LINK_ARGUMENTS_MAX; i++)
		if (!named(changes, count, request->query.pairs[i].name))
			all[total++] = request->query.pairs[i];
	for (size_t i = 0; i < count && total < LINK_ARGUMENTS_MAX; i++)
		all[total++] = changes[i];
	return address(request->arena, path, all, total);
}
