/* A workbook through the pages: preview, import, undo, template, export. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "home.h"
#include "party/action.h"
#include "party/workbook.h"
#include "sheet/write.h"

#define BOUNDARY "----dangjian"

static int64_t
number(const char *sql)
{
	int64_t found = 0;

	assert_int_equal(db_number(db, sql, NO_ARGS, &found), 0);
	return found;
}

/* A workbook of organizations: name, category, region. */
static void
make_book(const char *const (*rows)[3], size_t count, struct buf *out)
{
	static const struct table_column columns[] = {
		{.header = "名称"}, {.header = "类别"}, {.header = "登记级别"}, {.header = "行政区划代码"}, {.header = "联合党委"},
	};
	struct table_writer *table;

	buf_init(out, (size_t)4 << 20);
	assert_int_equal(table_to_buf(TABLE_XLSX, LIVE_DAY, out, &table), 0);
	table_sheet(table, "社会组织", NULL, columns, 5);
	for (size_t i = 0; i < count; i++) {
		table_text(table, rows[i][0]);
		table_text(table, rows[i][1]);
		table_text(table, "街道");
		table_text(table, rows[i][2]);
		table_text(table, "第一联合党委");
		table_end_row(table);
	}
	assert_int_equal(table_close(table), 0);
}

static void
part(struct buf *body, const char *name, const char *value)
{
	buf_printf(body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name, value);
}

/* Sends a file as the import page's form does. */
static void
send_file(const struct guest *guest, const void *bytes, size_t len, const char *effective, struct answer *ret_answer)
{
	int fd = live_connect(house.server);
	struct buf body, head;

	buf_init(&body, (size_t)8 << 20);
	buf_init(&head, 4096);
	part(&body, "csrf", guest->csrf);
	part(&body, "effective", effective);
	buf_puts(&body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n"
	                "Content-Type: application/octet-stream\r\n\r\n");
	buf_add(&body, bytes, len);
	buf_puts(&body, "\r\n--" BOUNDARY "--\r\n");
	buf_printf(&head, "POST /import HTTP/1.1\r\nHost: a.example\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary="
	                  BOUNDARY "\r\nContent-Length: %zu\r\n\r\n", guest->cookie, body.len);
	live_puts(fd, buf_text(&head));
	live_send(fd, body.data, body.len);
	live_read(fd, false, ret_answer);
	close(fd);
	buf_free(&body);
	buf_free(&head);
}

static const char *
hidden(const struct answer *page, const char *name)
{
	const char *mark = arena_printf(arena, "name=\"%s\" value=\"", name), *found = strstr(page->body, mark);

	assert_non_null(found);
	return arena_strndup(arena, found + strlen(mark), strcspn(found + strlen(mark), "\""));
}

/* Follows an import that was begun to its end. */
static void
follow(const struct guest *guest, struct answer *answer)
{
	while (answer->status == 303 && strstr(live_header(answer, "Location"), "/import/progress")) {
		const char *path = arena_strdup(arena, live_header(answer, "Location"));

		live_free(answer);
		house_get(&house, guest, path, answer);
		if (answer->status == 200) { /* still going on */
			live_free(answer);
			usleep(100000);
			house_get(&house, guest, path, answer);
		}
	}
}

static void
faults_are_shown_by_sheet_and_cell_and_nothing_is_written(void **state)
{
	static const char *const rows[][3] = {
		{"甲社区舞蹈队", "5", "110101"}, {"乙社区合唱队", "九", "110101"}, {"<b>丙</b>", "5", "11010"},
	};
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	int64_t before = number("select max(number) from journal");
	struct answer answer;
	struct buf book;

	(void)state;
	make_book(rows, 3, &book);
	send_file(&guest, book.data, book.len, "2026-11-21", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "共 2 处错误"));
	assert_non_null(strstr(answer.body, "<th scope=\"row\" class=\"cell-name\">B3</th>"));
	assert_non_null(strstr(answer.body, "<th scope=\"row\" class=\"cell-name\">D4</th>"));
	assert_null(strstr(answer.body, "value=\"import\""));
	assert_int_equal(number("select max(number) from journal"), before);
	live_free(&answer);
	buf_free(&book);
}

static void
a_sound_workbook_is_looked_through_imported_and_taken_back(void **state)
{
	static const char *const rows[][3] = {{"甲社区舞蹈队", "5", "110101"}, {"乙社区合唱队", "5", "110102"}};
	struct guest guest = house_sign_in(&house, "comprehensive_clerk"), joint = house_sign_in(&house, "joint_clerk");
	struct answer preview, answer;
	int64_t units = number("select count(*) from unit where ended is null"), batch;
	const char *post;
	struct buf book;

	(void)state;
	make_book(rows, 2, &book);
	send_file(&guest, book.data, book.len, "2026-11-20", &preview);
	assert_int_equal(preview.status, 200);
	assert_non_null(strstr(preview.body, "value=\"import\""));
	assert_non_null(strstr(preview.body, "2026-11-20"));
	post = arena_printf(arena, "do=import&batch=%s", hidden(&preview, "batch"));
	/* It is the account's own: nobody else imports it. */
	house_post(&house, &joint, "/import", post, &answer);
	follow(&joint, &answer);
	assert_int_not_equal(answer.status, 303);
	live_free(&answer);
	house_post(&house, &guest, "/import", post, &answer);
	follow(&guest, &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/import");
	assert_non_null(strstr(live_header(&answer, "Set-Cookie"), "flash=import."));
	live_free(&answer);
	assert_int_equal(number("select count(*) from unit where ended is null"), units + 2);
	batch = number("select max(number) from batch");
	house_get(&house, &guest, "/import", &answer);
	assert_non_null(strstr(answer.body, arena_printf(arena, "/import/undo?batch=%lld", (long long)batch)));
	live_free(&answer);
	house_get(&house, &guest, arena_printf(arena, "/import/undo?batch=%lld", (long long)batch), &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "整批撤回"));
	live_free(&answer);
	house_post(&house, &guest, "/import/undo", arena_printf(arena, "batch=%lld", (long long)batch), &answer);
	assert_int_equal(answer.status, 303);
	live_free(&answer);
	assert_int_equal(number("select count(*) from unit where ended is null"), units);
	assert_int_equal(house_get_status(&house, &guest, arena_printf(arena, "/import/undo?batch=%lld", (long long)batch)),
	                 404);
	live_free(&preview);
	buf_free(&book);
}

static void
an_undo_says_what_stands_in_the_way(void **state)
{
	static const char *const rows[][3] = {{"丁社区书法社", "5", "110101"}};
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	struct answer preview, answer;
	const char *batch;
	struct buf book;

	(void)state;
	make_book(rows, 1, &book);
	send_file(&guest, book.data, book.len, "2026-11-21", &preview);
	house_post(&house, &guest, "/import", arena_printf(arena, "do=import&batch=%s", hidden(&preview, "batch")), &answer);
	follow(&guest, &answer);
	assert_int_equal(answer.status, 303);
	live_free(&answer);
	batch = arena_printf(arena, "batch=%lld", (long long)number("select max(number) from batch"));
	assert_int_equal(house_post_status(&house, &guest, "/api/v1/actions/change-unit",
	                                   arena_printf(arena, "id=%lld&staff=5", (long long)number("select max(id) from unit"))),
	                 200);
	house_get(&house, &guest, arena_printf(arena, "/import/undo?%s", batch), &answer);
	assert_non_null(strstr(answer.body, "不能撤回"));
	assert_null(strstr(answer.body, "btn-weighs"));
	live_free(&answer);
	house_post(&house, &guest, "/import/undo", batch, &answer);
	assert_int_equal(answer.status, 422);
	assert_non_null(strstr(answer.body, "不能撤回"));
	live_free(&answer);
	live_free(&preview);
	buf_free(&book);
}

static void
what_is_no_workbook_is_refused_in_a_sentence(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	send_file(&guest, "no workbook", 11, "2026-11-21", &answer);
	assert_int_equal(answer.status, 400);
	assert_non_null(strstr(answer.body, "role=\"alert\""));
	live_free(&answer);
	send_file(&guest, "", 0, "2026-11-21", &answer);
	assert_int_equal(answer.status, 400);
	live_free(&answer);
	send_file(&guest, "PK", 2, "yesterday", &answer);
	assert_int_equal(answer.status, 400);
	live_free(&answer);
	assert_int_equal(house_post_status(&house, &guest, "/import", "do=import&batch=x"), 400);
	assert_int_equal(house_post_status(&house, &guest, "/import", "do=burn&batch=x.2026-11-21"), 400);
	assert_int_equal(house_post_status(&house, &guest, "/import", "do=cancel&batch=unknown.2026-11-21"), 303);
	assert_int_equal(house_get_status(&house, &guest, "/import/progress?batch=unknown.2026-11-21"), 303);
	assert_int_equal(house_get_status(&house, &guest, "/import/undo?batch=999999"), 404);
}

static void
the_template_and_the_export_are_workbooks(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk"), office = house_sign_in(&house, "unit_office");
	struct answer answer;

	(void)state;
	house_get(&house, &guest, "/import/template.xlsx", &answer);
	assert_int_equal(answer.status, 200);
	assert_memory_equal(answer.body, "PK", 2);
	live_free(&answer);
	house_post(&house, &guest, "/export", "reason=%E5%B9%B4%E5%BA%95%E6%A0%B8%E5%AF%B9", &answer);
	assert_int_equal(answer.status, 200);
	assert_memory_equal(answer.body, "PK", 2);
	assert_string_equal(live_header(&answer, "Content-Type"), TYPE_XLSX);
	live_free(&answer);
	assert_int_equal(house_get_status(&house, &guest, "/export"), 200);
	assert_int_equal(house_get_status(&house, &office, "/export"), 403);
	assert_int_equal(house_get_status(&house, &office, "/import"), 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_are_shown_by_sheet_and_cell_and_nothing_is_written),
		cmocka_unit_test(a_sound_workbook_is_looked_through_imported_and_taken_back),
		cmocka_unit_test(an_undo_says_what_stands_in_the_way),
		cmocka_unit_test(what_is_no_workbook_is_refused_in_a_sentence),
		cmocka_unit_test(the_template_and_the_export_are_workbooks),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
