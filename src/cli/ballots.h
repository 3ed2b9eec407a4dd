/*
 * The inputs of `dangjian count`: a round with its ballots as JSON, or a
 * round without ballots and these as CSV.  Ballots are judged as they are
 * read; none is kept.
 */
#ifndef DANGJIAN_CLI_BALLOTS_H
#define DANGJIAN_CLI_BALLOTS_H

#include "cli/source.h"
#include "law/count.h"

#define WRITTEN_MAX ((size_t)1000)   /* names written in on one ballot */

/* A round being read, and then counted; all of it lives in the arena. */
struct reading {
	struct arena *arena;
	struct arena *scratch;      /* of one ballot */
	struct contest contest;
	struct count *count;        /* from the ballots on */
	uint8_t *marks;             /* the ballot being read, one enum mark a candidate */
	const char **written;       /* WRITTEN_MAX */
	size_t written_count;
};

/* Begins a reading; 0 or FAIL_MEMORY. */
int reading_begin(struct arena *arena, struct arena *scratch, struct reading *ret_reading);

/* The round's keys are complete: makes the count.  0, FAIL_INPUT or FAIL_MEMORY. */
int reading_count(struct reading *reading);

/* One more name written in on the ballot being read; blanks around it are dropped. */
int reading_write_in(struct reading *reading, const char *name);

/* Counts the ballot being read, `n` times, and clears it. */
int reading_ballot(struct reading *reading, int64_t n);

/*
 * Reads a round from JSON: with its ballots, counting them, or without, when
 * these come from elsewhere.  0, or FAIL_INPUT with a sentence that names line,
 * key or ballot.
 */
int read_round(struct reading *reading, struct source *source, bool with_ballots);

/* Reads and counts the ballots of a round from CSV. */
int read_csv_ballots(struct reading *reading, struct source *source);

#endif
