/* What lies behind a count, for the two files that make it: ballots in, result out. */
#ifndef DANGJIAN_LAW_COUNTING_H
#define DANGJIAN_LAW_COUNTING_H

#include "law/count.h"

/* Someone named on a ballot: the printed candidates first, then the others as they turn up. */
struct person {
	const char *name;    /* as given; of a written-in name its plain form */
	const char *plain;
	bool printed;
	int64_t written;     /* votes by write-in */
	uint64_t seen;       /* the ballot that named this person last */
};

/* Finds persons by name: open addressing, at most half full, 0 for an empty slot. */
struct roll {
	struct person *persons;
	size_t count, room;
	uint32_t *slots;     /* place in persons + 1 */
	size_t slot_count;   /* a power of two */
};

/* A candidate's votes by enum mark. */
struct sums {
	int64_t of[3];
};

struct count {
	struct arena *arena;
	const struct contest *contest;
	struct sums *sums;         /* of each candidate, valid ballots only */
	int64_t most;              /* names a valid ballot selects at most */
	int64_t given, valid, invalid;
	struct roll roll;
	bool open;                 /* anyone may be written in: nobody said who */
	uint64_t ballots;          /* calls of count_ballot */
	int64_t written_counted;   /* names counted */
	int64_t written_not;       /* names not counted: printed, repeated or not eligible */
	int64_t written_over;      /* ballots with more names written in than marks against */
};

#endif
