#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "cli/ballots.h"
#include "target.h"

/* Sums agree with each other, whoever is elected has votes that are enough. */
static void
check(const struct count_result *result)
{
	MUST(result->valid + result->invalid == result->returned);
	MUST(result->tied.count == 0 || (int64_t)result->tied.count > result->runoff_seats);
	for (size_t i = 0; i < result->tally_count; i++) {
		const struct count_tally *tally = &result->tallies[i];

		MUST(tally->written_in || tally->yes + tally->no + tally->abstain == result->valid);
		MUST(tally->yes <= result->valid && tally->yes >= 0);
	}
	MUST((result->meeting_valid && result->contest_valid) || result->elected.count == 0);
}

/* A round with its ballots, as `dangjian count` reads it. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX), *scratch = arena_new(ARENA_REQUEST_MAX);
	struct source source = {.fd = -1, .name = "-", .end = len, .ended = true};
	const struct count_result *result;
	struct reading reading;

	source.data = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	if (source.data && scratch && reading_begin(arena, scratch, &reading) == 0) {
		if (read_round(&reading, &source, true) == 0 && count_result(reading.count, &result) == 0)
			check(result);
		else
			MUST(utf8_valid(failure_text(LANG_ZH), strlen(failure_text(LANG_ZH))) &&
			     failure_text(LANG_EN)[0]);
	}
	arena_free(scratch);
	arena_free(arena);
	return 0;
}
