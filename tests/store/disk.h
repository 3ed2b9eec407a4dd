/*
 * A disk that remembers.  It stands between SQLite and the real files and
 * notes every write, cut-off, deletion and sync; from these it makes the files
 * that a loss of power at any moment might leave behind: what was synced is
 * there, and of the rest any sectors or none.
 */
#ifndef DANGJIAN_TESTS_STORE_DISK_H
#define DANGJIAN_TESTS_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Registers the disk as SQLite's own, before any database is opened. */
void disk_install(void);

/* From here on nothing more is noted. */
void disk_stop(void);

/* Forgets all that was noted, and every file. */
void disk_clear(void);

/* The number of things noted so far: the moments at which power can be lost. */
size_t disk_moment(void);

/* What becomes of sectors that were written and not synced. */
enum fate {
	FATE_LOST,     /* none is there */
	FATE_KEPT,     /* all are */
	FATE_IN_ORDER, /* those up to some moment are, the last write in part */
	FATE_ANY,      /* each by itself is there or not, and files have any of their sizes */
	FATE_GARBLED,  /* as before, and one sector being written holds neither the old nor the new */
	FATES
};

struct loss {
	size_t moment;      /* what came after it never happened */
	enum fate fate;
	size_t sector;      /* bytes written whole or not at all */
	uint64_t seed;
	bool sync_is_a_lie; /* the disk said "synced" and did nothing */
};

/*
 * Writes what is left of the files, each with its name in front of which
 * `from` is replaced by `to`.
 */
void disk_leave(const struct loss *loss, const char *from, const char *to);

#endif
