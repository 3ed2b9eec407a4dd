#include "store/reach.h"

#include <libpq-fe.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

/* The folder of the file itself, not of a link to it. */
static int
sqlite_reach(struct arena *arena, const char *path, struct db_reach *reach)
{
	char *real = realpath(path, NULL);
	const char *file = real ? real : path, *slash = strrchr(file, '/');

	reach->folder = !slash ? "." : slash == file ? "/" : arena_strndup(arena, file, (size_t)(slash - file));
	free(real);
	return reach->folder ? 0 : FAIL_MEMORY;
}

static bool
names_file(const char *keyword)
{
	static const char *const keywords[] = {"passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslcrldir"};

	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (strcmp(keyword, keywords[i]) == 0)
			return true;
	return false;
}

/* Where libpq looks unless it is told otherwise. */
static int
default_files(struct arena *arena, struct db_reach *reach, size_t *count)
{
	const char *home = getenv("HOME"), *passwords = getenv("PGPASSFILE");

	if (passwords)
		reach->files[(*count)++] = passwords;
	if (!home)
		return 0;
	reach->files[(*count)++] = arena_printf(arena, "%s/.postgresql", home);
	reach->files[(*count)++] = arena_printf(arena, "%s/.pgpass", home);
	return reach->files[*count - 1] && reach->files[*count - 2] ? 0 : FAIL_MEMORY;
}

static int
postgresql_reach(struct arena *arena, const char *url, struct db_reach *reach)
{
	PQconninfoOption *options = PQconninfoParse(url, NULL);
	size_t count = 0;
	int status;

	if (!options)
		return fail(FAIL_INPUT, NULL, "db", "数据库地址写得不对。", "The database address is malformed.");
	reach->network = true;
	status = default_files(arena, reach, &count);
	for (PQconninfoOption *at = options; at->keyword && status == 0; at++)
		if (at->val && names_file(at->keyword) && count < REACH_FILES) {
			reach->files[count++] = arena_strdup(arena, at->val);
			status = reach->files[count - 1] ? 0 : FAIL_MEMORY;
		}
	PQconninfoFree(options);
	return status;
}

int
db_reach(struct arena *arena, const char *url, struct db_reach *ret_reach)
{
	struct db_reach reach = {0};
	int status = text_starts(url, "sqlite:") ? sqlite_reach(arena, url + strlen("sqlite:"), &reach)
	                                         : postgresql_reach(arena, url, &reach);

	if (status == 0)
		*ret_reach = reach;
	return status;
}
