#define _GNU_SOURCE /* memmem */

#include "sheet/written.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "sheet/package.h"
#include "sheet/read.h"
#include "sheet/table.h"

/* How often the end of a row stands in a part.  Texts cannot hold it: their < is escaped. */
static int
count_rows(struct package *package, const char *name, size_t *ret_rows)
{
	static const char mark[] = "</row>";
	const size_t overlap = sizeof mark - 2;
	char bytes[64 * 1024];
	size_t kept = 0, got = 1, rows = 0;
	struct part part;
	int error = part_open(package, name, &part);

	if (error)
		return error;
	while (!error && got > 0) {
		const char *at = bytes, *end;

		error = part_read(&part, bytes + kept, sizeof bytes - kept, &got);
		if (error)
			break;
		end = bytes + kept + got;
		while ((at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1))) {
			at += sizeof mark - 1;
			rows++;
		}
		kept = kept + got < overlap ? kept + got : overlap;
		memmove(bytes, end - kept, kept);
	}
	part_close(&part);
	if (!error)
		*ret_rows = rows;
	return error;
}

static int
check_sheets(struct arena *arena, const void *bytes, size_t len, const size_t *rows, size_t sheets)
{
	struct package *package = NULL;
	int error = package_open(arena, bytes, len, &package);

	for (size_t i = 0; i < sheets && !error; i++) {
		char name[64];
		size_t found = 0;

		snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
		error = count_rows(package, name, &found);
		if (!error && found != rows[i])
			error = table_unwritable();
	}
	package_close(package);
	return error == FAIL_INPUT ? table_unwritable() : error; /* damaged: it was not written whole */
}

int
check_written(int fd, const size_t *rows, size_t sheets)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	void *bytes = MAP_FAILED;
	struct stat status;
	int error = FAIL_SYSTEM;

	if (arena && fstat(fd, &status) == 0 && status.st_size > 0)
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes != MAP_FAILED) {
		error = check_sheets(arena, bytes, (size_t)status.st_size, rows, sheets);
		munmap(bytes, (size_t)status.st_size);
	} else {
		error = table_unwritable();
	}
	arena_free(arena);
	return error;
}
