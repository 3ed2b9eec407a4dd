/*
 * The zip that an .xlsx is: its parts by name, with the limits of sheet/read.h
 * kept while unpacking.  Only for src/sheet.
 */
#ifndef DANGJIAN_SHEET_PACKAGE_H
#define DANGJIAN_SHEET_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct package;

/* One part being unpacked. */
struct part {
	void *file;           /* libzip's handle */
	uint64_t left;        /* bytes still due by the zip's directory */
	const char *name;
};

/*
 * Opens the zip and checks its directory: number of entries, sizes, ratios,
 * no encryption, no name twice.  `bytes` must outlive the package.
 */
int package_open(struct arena *arena, const void *bytes, size_t len, struct package **ret_package);
void package_close(struct package *package); /* takes null */

/* Names are compared as Office does: without case, either slash. */
bool package_has(const struct package *package, const char *name);

/* Starts on a part; FAIL_INPUT if it is missing or packed in an unknown way. */
int part_open(struct package *package, const char *name, struct part *ret_part);

/* Up to `max` bytes; 0 bytes at the end, when the checksum was right too. */
int part_read(struct part *part, void *into, size_t max, size_t *ret_got);
void part_close(struct part *part); /* takes one already closed */

/* FAIL_INPUT: the part is damaged. */
int part_damaged(const char *name);

#endif
