/*
 * Puts any number of records in order in memory that does not grow with them:
 * what is more than fits is kept, sorted piece by piece, in a temporary file
 * without a name, and merged when it is read.
 */
#ifndef DANGJIAN_BASE_SORTER_H
#define DANGJIAN_BASE_SORTER_H

#include <stddef.h>

struct sorter;

/*
 * `compare` sees two records as qsort does; they begin at any address.  At most
 * `room` bytes of records are held.  Null without memory.
 */
struct sorter *sorter_new(int (*compare)(const void *, const void *), size_t room);
void sorter_free(struct sorter *sorter); /* takes null */

/* Copies a record.  0, FAIL_MEMORY, FAIL_TOO_LARGE for one larger than the room, or FAIL_UNAVAILABLE: the temporary file. */
int sorter_add(struct sorter *sorter, const void *record, size_t size);

/*
 * After the last was added: the next record in order, valid until the next
 * call; records that compare equal come as they were added.  1, 0 after the
 * last one, or a failure.
 */
int sorter_next(struct sorter *sorter, const void **ret_record, size_t *ret_size);

#endif
