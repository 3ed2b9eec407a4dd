#include "print/job.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/setting.h"

#define JOB_MARK "dangjian print 1\n"
#define PRINTED_MARK "dangjian printed 1\n"
#define FAILED_MARK "dangjian failed 1\n"

/* ---- writing ---- */

static void
put_number(struct buf *out, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
	buf_add(out, bytes, sizeof bytes);
}

static void
put_bytes(struct buf *out, const void *bytes, size_t len)
{
	put_number(out, (int64_t)len);
	buf_add(out, bytes, len);
}

static void
put_text(struct buf *out, const char *text)
{
	put_bytes(out, text, strlen(text));
}

static void
put_document(struct buf *out, const struct document *document)
{
	put_number(out, document->lang);
	put_text(out, document->name);
	put_number(out, document->numbers);
	put_number(out, (int64_t)document->count);
	for (size_t i = 0; i < document->count; i++) {
		const struct piece *piece = &document->pieces[i];

		put_number(out, piece->kind);
		put_number(out, piece->level);
		put_number(out, piece->number);
		put_number(out, (int64_t)piece->count);
		for (size_t t = 0; t < piece->count; t++)
			put_text(out, piece->texts[t]);
	}
}

void
job_write(const struct job *job, struct buf *out)
{
	buf_puts(out, JOB_MARK);
	for (int face = 0; face < FACES; face++)
		put_text(out, job->fonts.face[face] ? job->fonts.face[face] : setting_table[SETTING_PRINT_BODY + face].initial_text);
	put_number(out, job->made);
	put_number(out, job->bundle);
	put_number(out, (int64_t)job->count);
	for (size_t i = 0; i < job->count; i++)
		put_document(out, job->documents[i]);
}

void
printed_write(const struct printed *printed, struct buf *out)
{
	buf_puts(out, PRINTED_MARK);
	put_number(out, printed->substituted);
	for (size_t i = 0; i < MISSING_RUNES_MAX; i++)
		put_number(out, printed->missing[i]);
	put_number(out, (int64_t)printed->count);
	for (size_t i = 0; i < printed->count; i++) {
		put_number(out, printed->files[i].pages);
		put_bytes(out, printed->files[i].bytes, printed->files[i].len);
	}
}

void
printed_write_failure(struct buf *out)
{
	const struct failure_record *failure = last_failure();

	buf_puts(out, FAILED_MARK);
	put_number(out, failure->code);
	put_text(out, failure->zh);
	put_text(out, failure->en);
}

/* ---- reading ---- */

struct reader {
	struct arena *arena;
	const unsigned char *at;
	size_t left;
	bool bad;       /* nothing more is read */
	bool memory;    /* for want of memory */
};

static bool
take_mark(struct reader *reader, const char *mark)
{
	size_t len = strlen(mark);

	if (reader->left < len || memcmp(reader->at, mark, len) != 0)
		return false;
	reader->at += len;
	reader->left -= len;
	return true;
}

/* A number within bounds; `least` where there is none. */
static int64_t
take_number(struct reader *reader, int64_t least, int64_t most)
{
	uint64_t number = 0;

	if (reader->left < 8)
		reader->bad = true;
	if (reader->bad)
		return least;
	for (int i = 0; i < 8; i++)
		number |= (uint64_t)reader->at[i] << (8 * i);
	reader->at += 8;
	reader->left -= 8;
	if ((int64_t)number < least || (int64_t)number > most)
		reader->bad = true;
	return reader->bad ? least : (int64_t)number;
}

/* The bytes where they lie; the length where there are none is 0. */
static const unsigned char *
take_bytes(struct reader *reader, size_t *ret_len)
{
	const unsigned char *bytes;

	*ret_len = (size_t)take_number(reader, 0, (int64_t)reader->left);
	if (*ret_len > reader->left)
		reader->bad = true;
	if (reader->bad)
		*ret_len = 0;
	bytes = reader->at;
	reader->at += *ret_len;
	reader->left -= *ret_len;
	return bytes;
}

static void
out_of_memory(struct reader *reader)
{
	reader->bad = reader->memory = true;
}

/* Well-formed text; "" where there is none. */
static const char *
take_text(struct reader *reader)
{
	size_t len;
	const char *bytes = (const char *)take_bytes(reader, &len), *text;

	if (!utf8_valid(bytes, len))
		reader->bad = true;
	if (reader->bad)
		return "";
	text = arena_strndup(reader->arena, bytes, len);
	if (!text)
		out_of_memory(reader);
	return text ? text : "";
}

static void
take_piece(struct reader *reader, struct piece *piece)
{
	const char **texts;

	piece->kind = (enum piece_kind)take_number(reader, 0, PIECES - 1);
	piece->level = (int)take_number(reader, 0, 255);
	piece->number = (int)take_number(reader, 0, 1000);
	piece->count = (size_t)take_number(reader, 0, DOCUMENT_TEXTS_MAX);
	texts = ARENA_ARRAY(reader->arena, piece->count, const char *);
	if (!texts) {
		out_of_memory(reader);
		piece->count = 0;
		return;
	}
	for (size_t i = 0; i < piece->count; i++)
		texts[i] = take_text(reader);
	piece->texts = texts;
}

static struct document *
take_document(struct reader *reader)
{
	enum lang lang = (enum lang)take_number(reader, LANG_ZH, LANG_EN);
	struct document *document = document_new(reader->arena, lang, take_text(reader));
	size_t count;

	if (!document) {
		out_of_memory(reader);
		return NULL;
	}
	document->numbers = (enum page_numbers)take_number(reader, PAGES_DASHED, PAGES_SPARE);
	count = (size_t)take_number(reader, 0, DOCUMENT_PIECES_MAX);
	if (count > reader->left / 32) /* what a piece takes at least */
		reader->bad = true;
	document->pieces = reader->bad ? NULL : ARENA_ARRAY(reader->arena, count, struct piece);
	if (!document->pieces && !reader->bad)
		out_of_memory(reader);
	for (; document->count < count && !reader->bad; document->count++)
		take_piece(reader, &document->pieces[document->count]);
	return document;
}

int
job_read(struct arena *arena, const void *bytes, size_t len, struct job *ret_job)
{
	struct reader reader = {.arena = arena, .at = bytes, .left = len};
	struct job job = {0};
	size_t count;

	if (!take_mark(&reader, JOB_MARK))
		reader.bad = true;
	for (int face = 0; face < FACES; face++)
		job.fonts.face[face] = take_text(&reader);
	job.made = (day_no)take_number(&reader, DAY_MIN, DAY_MAX);
	job.bundle = take_number(&reader, 0, 1) == 1;
	count = (size_t)take_number(&reader, 1, JOB_DOCUMENTS_MAX);
	job.documents = ARENA_ARRAY(arena, count, struct document *);
	if (!job.documents)
		return FAIL_MEMORY;
	for (; job.count < count && !reader.bad; job.count++)
		job.documents[job.count] = take_document(&reader);
	if (reader.memory)
		return FAIL_MEMORY;
	if (reader.bad || reader.left > 0)
		return fail(FAIL_INPUT, NULL, NULL, "打印任务的格式不对。", "These bytes are no print job.");
	*ret_job = job;
	return 0;
}

static int
broken_answer(void)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "打印进程没有交回完整的文书。",
	            "The printing process did not hand back whole papers.");
}

static int
read_failure(struct reader *reader)
{
	int code = (int)take_number(reader, FAIL_SLOW_DOWN, FAIL_REFUSED);
	const char *zh = take_text(reader);
	const char *en = take_text(reader);

	return reader->bad ? broken_answer() : fail_bilingual(code, NULL, NULL, (struct bilingual){zh, en});
}

int
printed_read(struct arena *arena, const void *bytes, size_t len, struct printed *ret_printed)
{
	struct reader reader = {.arena = arena, .at = bytes, .left = len};
	struct printed printed = {0};
	size_t count;

	if (take_mark(&reader, FAILED_MARK))
		return read_failure(&reader);
	if (!take_mark(&reader, PRINTED_MARK))
		return broken_answer();
	printed.substituted = (unsigned)take_number(&reader, 0, (1 << FACES) - 1);
	for (size_t i = 0; i < MISSING_RUNES_MAX; i++)
		printed.missing[i] = (uint32_t)take_number(&reader, 0, 0x10FFFF);
	count = (size_t)take_number(&reader, 0, JOB_DOCUMENTS_MAX);
	printed.files = ARENA_ARRAY(arena, count, struct pdf);
	if (!printed.files)
		return FAIL_MEMORY;
	for (; printed.count < count && !reader.bad; printed.count++) {
		struct pdf *file = &printed.files[printed.count];

		file->pages = (int)take_number(&reader, 0, INT32_MAX);
		file->bytes = take_bytes(&reader, &file->len);
	}
	if (reader.bad || reader.left > 0)
		return broken_answer();
	*ret_printed = printed;
	return 0;
}
