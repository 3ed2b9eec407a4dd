#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "cli/ballots.h"
#include "target.h"

/* The ballots of a fixed round of two candidates, whose header is part of the input. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const candidates[] = {"甲", "乙"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX), *scratch = arena_new(ARENA_REQUEST_MAX);
	struct source source = {.fd = -1, .name = "-", .end = len, .ended = true};
	struct reading reading;

	source.data = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	if (source.data && scratch && reading_begin(arena, scratch, &reading) == 0) {
		reading.contest = (struct contest){
			.rule_set = RULES_2020, .entitled = 1000, .present = 1000, .voters = 1000, .issued = 1000,
			.returned = 1000, .seats = 1, .candidates = {candidates, 2},
		};
		if (reading_count(&reading) == 0 && read_csv_ballots(&reading, &source) < 0)
			MUST(utf8_valid(failure_text(LANG_ZH), strlen(failure_text(LANG_ZH))) &&
			     failure_text(LANG_EN)[0]);
	}
	arena_free(scratch);
	arena_free(arena);
	return 0;
}
