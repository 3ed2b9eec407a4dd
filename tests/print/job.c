#include "../check.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/setting.h"
#include "print/job.h"

static struct document *
sample(struct arena *arena)
{
	struct document *document = document_new(arena, LANG_ZH, "样");

	document_line(document, PIECE_TITLE, "关于某事的请示");
	document_add(document, PIECE_TABLE, TABLE_LARGE | TABLE_EQUAL, 11, (const char *const[]){"30c", "60x5", NULL});
	document_add(document, PIECE_ROW, 0, 40, (const char *const[]){"甲", "", NULL});
	assert_int_equal(document_status(document), 0);
	return document;
}

static void
a_job_comes_back_as_it_was(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *documents[] = {sample(arena)};
	const struct job job = {.made = day_of(2026, 11, 21), .documents = documents, .count = 1,
	                        .fonts = {.face = {[FACE_BODY] = "仿宋"}}};
	struct job read;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, JOB_BYTES_MAX);
	job_write(&job, &bytes);
	assert_int_equal(job_read(arena, bytes.data, bytes.len, &read), 0);
	assert_int_equal(read.made, job.made);
	assert_false(read.bundle);
	assert_string_equal(read.fonts.face[FACE_BODY], "仿宋");
	assert_string_equal(read.fonts.face[FACE_KAI], setting_table[SETTING_PRINT_KAI].initial_text);
	assert_int_equal(read.count, 1);
	assert_int_equal(read.documents[0]->count, 3);
	assert_int_equal(read.documents[0]->pieces[1].level, TABLE_LARGE | TABLE_EQUAL);
	assert_int_equal(read.documents[0]->pieces[1].number, 11);
	assert_string_equal(read.documents[0]->pieces[1].texts[1], "60x5");
	assert_string_equal(read.documents[0]->pieces[2].texts[0], "甲");
	buf_free(&bytes);
	arena_free(arena);
}

static void
bytes_cut_short_or_changed_are_no_job(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct document *documents[] = {sample(arena)};
	const struct job job = {.made = day_of(2026, 11, 21), .documents = documents, .count = 1};
	struct job read;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, JOB_BYTES_MAX);
	job_write(&job, &bytes);
	for (size_t len = 0; len < bytes.len; len++) {
		char *exact = malloc(len ? len : 1);

		memcpy(exact, bytes.data, len);
		assert_int_equal(job_read(arena, exact, len, &read), FAIL_INPUT);
		free(exact);
	}
	buf_putc(&bytes, 'x');
	assert_int_equal(job_read(arena, bytes.data, bytes.len, &read), FAIL_INPUT);
	/* Any byte changed: refused or read, never beyond what is there. */
	for (size_t at = 0; at + 1 < bytes.len; at++) {
		char kept = bytes.data[at];

		bytes.data[at] = (char)0xFF;
		(void)job_read(arena, bytes.data, bytes.len - 1, &read);
		bytes.data[at] = kept;
	}
	buf_free(&bytes);
	arena_free(arena);
}

static void
papers_and_failures_come_back_as_they_were(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct pdf files[] = {{(const unsigned char *)"%PDF", 4, 3}};
	const struct printed printed = {.files = files, .count = 1, .substituted = 1 << FACE_KAI, .missing = {0x30EDE}};
	struct printed read;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, JOB_BYTES_MAX);
	printed_write(&printed, &bytes);
	assert_int_equal(printed_read(arena, bytes.data, bytes.len, &read), 0);
	assert_int_equal(read.count, 1);
	assert_int_equal(read.files[0].pages, 3);
	assert_memory_equal(read.files[0].bytes, "%PDF", 4);
	assert_int_equal(read.substituted, 1 << FACE_KAI);
	assert_int_equal(read.missing[0], 0x30EDE);
	assert_int_equal(printed_read(arena, bytes.data, bytes.len - 1, &read), FAIL_SYSTEM);
	assert_int_equal(printed_read(arena, "", 0, &read), FAIL_SYSTEM);

	buf_clear(&bytes);
	fail(FAIL_TOO_LARGE, NULL, NULL, "页数太多。", "Too many pages.");
	printed_write_failure(&bytes);
	fail(FAIL_MEMORY, NULL, NULL, "别的。", "Another.");
	assert_int_equal(printed_read(arena, bytes.data, bytes.len, &read), FAIL_TOO_LARGE);
	assert_string_equal(failure_text(LANG_EN), "Too many pages.");
	buf_free(&bytes);
	arena_free(arena);
}

static void
a_document_has_named_limits(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct document *document = document_new(arena, LANG_ZH, "长");

	(void)state;
	for (int i = 0; i < DOCUMENT_PIECES_MAX; i++)
		document_line(document, PIECE_TEXT, "一");
	assert_int_equal(document_status(document), 0);
	document_line(document, PIECE_TEXT, "一");
	assert_int_equal(document_status(document), FAIL_TOO_LARGE);

	document = document_new(arena, LANG_ZH, "宽");
	document_begin(document, PIECE_ROW, 0, 0);
	for (int i = 1; i < DOCUMENT_TEXTS_MAX; i++)
		document_next(document);
	document_end(document);
	assert_int_equal(document_status(document), 0);
	document_begin(document, PIECE_ROW, 0, 0);
	for (int i = 0; i < DOCUMENT_TEXTS_MAX; i++)
		document_next(document);
	document_end(document);
	assert_int_equal(document_status(document), FAIL_TOO_LARGE);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job_comes_back_as_it_was),
		cmocka_unit_test(bytes_cut_short_or_changed_are_no_job),
		cmocka_unit_test(papers_and_failures_come_back_as_they_were),
		cmocka_unit_test(a_document_has_named_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
