#include "base/sorter.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"

#define READ_ROOM ((size_t)32 << 10) /* bytes of each piece read at a time; more for a record that is larger */

/* A sorted piece in the file, as it is read back. */
struct piece {
	off_t at, end;
	char *bytes;
	size_t room, from, held; /* of what is held, from `from` on is unread */
};

/* Records lie one behind another, each behind its size. */
struct sorter {
	int (*compare)(const void *, const void *);
	char *bytes;
	size_t room, used;
	const char **records;    /* each at its first byte, behind its size */
	size_t count, record_room;
	int file;                /* -1: none yet */
	off_t written;
	struct piece *pieces;
	size_t piece_count, last;/* of which piece the caller has a record */
	size_t next;             /* of those in memory */
	bool sorted, lent;
};

static int
no_memory(void)
{
	return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
}

static int
file_failed(void)
{
	struct bilingual reason = system_reason(errno);

	return fail(FAIL_UNAVAILABLE, NULL, NULL, "临时文件读写不了（%s%.0s），没有完成；可以用 TMPDIR 指定另一个文件夹。",
	            "The temporary file cannot be written or read (%.0s%s); nothing was done. TMPDIR names another folder for it.",
	            reason.zh, reason.en);
}

struct sorter *
sorter_new(int (*compare)(const void *, const void *), size_t room)
{
	struct sorter *sorter = calloc(1, sizeof *sorter);

	if (!sorter || !(sorter->bytes = malloc(room))) {
		no_memory();
		free(sorter);
		return NULL;
	}
	sorter->compare = compare;
	sorter->room = room;
	sorter->file = -1;
	return sorter;
}

void
sorter_free(struct sorter *sorter)
{
	if (!sorter)
		return;
	for (size_t i = 0; i < sorter->piece_count; i++)
		free(sorter->pieces[i].bytes);
	free(sorter->pieces);
	free(sorter->records);
	free(sorter->bytes);
	if (sorter->file >= 0)
		close(sorter->file);
	free(sorter);
}

static uint32_t
size_of(const char *record)
{
	uint32_t size;

	memcpy(&size, record - sizeof size, sizeof size);
	return size;
}

/* --- in memory ------------------------------------------------------------------------ */

/* Merges two sorted runs of records into `to`; of equals the left one comes first. */
static void
merge_runs(const struct sorter *sorter, const char **left, size_t left_count, const char **right, size_t right_count,
           const char **to)
{
	while (left_count && right_count) {
		if (sorter->compare(*left, *right) <= 0) {
			*to++ = *left++;
			left_count--;
		} else {
			*to++ = *right++;
			right_count--;
		}
	}
	memcpy(to, left, left_count * sizeof *left);
	memcpy(to + left_count, right, right_count * sizeof *right);
}

/* By merging ever longer runs, which keeps equals in their order. */
static int
sort_held(struct sorter *sorter)
{
	const char **from = sorter->records, **to = sorter->count ? malloc(sorter->count * sizeof *to) : NULL, **swap;

	if (sorter->count && !to)
		return no_memory();
	for (size_t width = 1; width < sorter->count; width *= 2) {
		for (size_t at = 0; at < sorter->count; at += 2 * width) {
			size_t left = sorter->count - at < width ? sorter->count - at : width;
			size_t right = sorter->count - at - left < width ? sorter->count - at - left : width;

			merge_runs(sorter, from + at, left, from + at + left, right, to + at);
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != sorter->records)
		sorter->record_room = sorter->count;
	sorter->records = from;
	free(to);
	return 0;
}

/* --- pieces in the file ------------------------------------------------------------------ */

static int
open_file(struct sorter *sorter)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];

	if (sorter->file >= 0)
		return 0;
	if ((size_t)snprintf(path, sizeof path, "%s/dangjian-XXXXXX", folder && *folder ? folder : "/tmp") >= sizeof path)
		return fail(FAIL_INPUT, NULL, NULL, "TMPDIR 过长。", "TMPDIR is too long.");
	sorter->file = mkstemp(path);
	if (sorter->file < 0)
		return file_failed();
	unlink(path);
	return 0;
}

static int
write_all(struct sorter *sorter, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t done = pwrite(sorter->file, bytes, size, sorter->written);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return file_failed();
		bytes += done;
		size -= (size_t)done;
		sorter->written += done;
	}
	return 0;
}

static int
write_records(struct sorter *sorter)
{
	char *out = malloc(READ_ROOM);
	size_t filled = 0;
	int status = out ? 0 : no_memory();

	for (size_t i = 0; i < sorter->count && status == 0; i++) {
		const char *record = sorter->records[i] - sizeof(uint32_t);
		size_t size = sizeof(uint32_t) + size_of(sorter->records[i]);

		if (filled + size > READ_ROOM) {
			status = write_all(sorter, out, filled);
			filled = 0;
		}
		if (status == 0 && size > READ_ROOM) {
			status = write_all(sorter, record, size);
		} else if (status == 0) {
			memcpy(out + filled, record, size);
			filled += size;
		}
	}
	if (status == 0)
		status = write_all(sorter, out, filled);
	free(out);
	return status;
}

/* What is held becomes a piece of the file. */
static int
put_aside(struct sorter *sorter)
{
	struct piece *pieces = realloc(sorter->pieces, (sorter->piece_count + 1) * sizeof *pieces);
	off_t at = sorter->written;
	int status = pieces ? open_file(sorter) : no_memory();

	if (pieces)
		sorter->pieces = pieces;
	if (status == 0)
		status = sort_held(sorter);
	if (status == 0)
		status = write_records(sorter);
	if (status < 0)
		return status;
	sorter->pieces[sorter->piece_count++] = (struct piece){.at = at, .end = sorter->written};
	sorter->used = sorter->count = 0;
	return 0;
}

int
sorter_add(struct sorter *sorter, const void *record, size_t size)
{
	uint32_t length = (uint32_t)size;
	size_t whole = sizeof length + size;
	int status;

	if (size > UINT32_MAX || whole > sorter->room)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "一条记录过大，不能排序。", "A record is too large to be put in order.");
	if (sorter->used + whole > sorter->room && (status = put_aside(sorter)) < 0)
		return status;
	if (sorter->count == sorter->record_room) {
		size_t room = sorter->record_room ? 2 * sorter->record_room : 256;
		const char **records = realloc(sorter->records, room * sizeof *records);

		if (!records)
			return no_memory();
		sorter->records = records;
		sorter->record_room = room;
	}
	memcpy(sorter->bytes + sorter->used, &length, sizeof length);
	memcpy(sorter->bytes + sorter->used + sizeof length, record, size);
	sorter->records[sorter->count++] = sorter->bytes + sorter->used + sizeof length;
	sorter->used += whole;
	return 0;
}

/* --- reading ---------------------------------------------------------------------------- */

/* Holds at least `size` unread bytes of a piece, which has them. */
static int
hold(struct sorter *sorter, struct piece *piece, size_t size)
{
	if (piece->held - piece->from >= size)
		return 0;
	if (size > piece->room) {
		size_t room = size > READ_ROOM ? size : READ_ROOM;
		char *bytes = realloc(piece->bytes, room);

		if (!bytes)
			return no_memory();
		piece->bytes = bytes;
		piece->room = room;
	}
	memmove(piece->bytes, piece->bytes + piece->from, piece->held - piece->from);
	piece->held -= piece->from;
	piece->from = 0;
	while (piece->held < size) {
		size_t wanted = piece->room - piece->held;
		size_t left = (size_t)(piece->end - piece->at);
		ssize_t done = pread(sorter->file, piece->bytes + piece->held, wanted < left ? wanted : left, piece->at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return file_failed();
		piece->held += (size_t)done;
		piece->at += done;
	}
	return 0;
}

/* The first unread record of a piece: 1, 0 at its end, or a failure. */
static int
first_of(struct sorter *sorter, struct piece *piece, const char **ret_record)
{
	int status;

	if (piece->from == piece->held && piece->at == piece->end)
		return 0;
	status = hold(sorter, piece, sizeof(uint32_t));
	if (status == 0)
		status = hold(sorter, piece, sizeof(uint32_t) + size_of(piece->bytes + piece->from + sizeof(uint32_t)));
	if (status < 0)
		return status;
	*ret_record = piece->bytes + piece->from + sizeof(uint32_t);
	return 1;
}

static int
next_of_pieces(struct sorter *sorter, const char **ret_record)
{
	struct piece *lent = &sorter->pieces[sorter->last];
	const char *least = NULL;

	if (sorter->lent)
		lent->from += sizeof(uint32_t) + size_of(lent->bytes + lent->from + sizeof(uint32_t));
	sorter->lent = false;
	for (size_t i = 0; i < sorter->piece_count; i++) {
		const char *record;
		int status = first_of(sorter, &sorter->pieces[i], &record);

		if (status < 0)
			return status;
		if (status > 0 && (!least || sorter->compare(record, least) < 0)) {
			least = record;
			sorter->last = i;
		}
	}
	sorter->lent = least != NULL;
	*ret_record = least;
	return least != NULL;
}

int
sorter_next(struct sorter *sorter, const void **ret_record, size_t *ret_size)
{
	const char *record;
	int status = 0;

	if (!sorter->sorted)
		status = sorter->piece_count ? put_aside(sorter) : sort_held(sorter);
	if (status < 0)
		return status;
	sorter->sorted = true;
	if (sorter->piece_count) {
		free(sorter->bytes); /* all of it is in the file */
		sorter->bytes = NULL;
		status = next_of_pieces(sorter, &record);
	} else {
		status = sorter->next < sorter->count;
		record = status ? sorter->records[sorter->next++] : NULL;
	}
	if (status <= 0)
		return status;
	*ret_record = record;
	*ret_size = size_of(record);
	return 1;
}
