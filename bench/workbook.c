/*
 * Makes a workbook of 100,000 rows, checks it, imports it, imports it again
 * (which changes nothing), checks and imports one with other figures while
 * somebody else changes an organization over and over, exports the database,
 * and prints the seconds of each, on the wall and in the processor, and how
 * long the longest of those changes took.  The database is a new SQLite file
 * in TMPDIR, or the empty one whose address is given.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "names/codes.h"
#include "party/tables.h"
#include "party/workbook.h"
#include "party/workbook_table.h"

#define COMMITTEES 200
#define UNITS 10000
#define BRANCHES 8000
#define MEMBERS 60000

static double
seconds(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What passed on the wall and in the processor since it was begun. */
struct watch {
	double wall, processor;
};

static struct watch
watch_begin(void)
{
	return (struct watch){seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID)};
}

static void
watch_print(const char *what, const struct watch *begun)
{
	printf("%-9s %6.2f s, processor %5.2f s", what, seconds(CLOCK_MONOTONIC) - begun->wall,
	       seconds(CLOCK_PROCESS_CPUTIME_ID) - begun->processor);
}

static void
give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, failure_text(LANG_EN));
	exit(1);
}

static void
text(struct table_writer *table, const char *format, int number)
{
	char out[96];

	snprintf(out, sizeof out, format, number);
	table_text(table, out);
}

static void
credit_code(struct table_writer *table, int number)
{
	char code[CREDIT_CODE];

	snprintf(code, sizeof code, "51110000%08d", number);
	code[16] = organization_check_digit(code + 8);
	code[17] = credit_check_digit(code);
	code[18] = '\0';
	table_text(table, code);
}

static void
resident_id(struct table_writer *table, int number)
{
	struct ymd birth = ymd_of(day_of(1950, 1, 1) + number / 500);
	char id[RESIDENT_ID];

	snprintf(id, sizeof id, "110105%04u%02u%02u%03u", (unsigned)birth.year % 10000, (unsigned)birth.month % 100,
	         (unsigned)birth.day % 100, (unsigned)number % 1000);
	id[17] = resident_check_digit(id);
	id[18] = '\0';
	table_text(table, id);
}

static int shift; /* of the figures, in the second workbook */

static void
write_units(struct table_writer *table)
{
	for (int i = 0; i < UNITS; i++) {
		text(table, "第%d号协会", i);
		credit_code(table, i);
		table_text(table, "社会团体");
		table_text(table, "市");
		table_text(table, "110105");
		table_text(table, i % 2 ? "软件" : "餐饮");
		table_empty(table);
		table_day(table, day_of(2010, 1, 1) + i % 3000);
		table_whole(table, (i + shift) % 90);
		table_whole(table, (i + shift) % 9);
		table_whole(table, i % 3);
		table_empty(table);
		text(table, "某路 %d 号", i);
		text(table, "第%d联合党委", i / (UNITS / COMMITTEES));
		table_day(table, day_of(2024, 3, 1));
		table_day(table, day_of(2024, 3, 1));
		table_day(table, day_of(2020, 1, 1) + i % 300);
		table_end_row(table);
	}
}

static void
body(struct table_writer *table, const char *name, int number, const char *type, const char *superior, int above,
     day_no since)
{
	text(table, name, number);
	table_text(table, type);
	text(table, superior, above);
	table_day(table, since);
	table_end_row(table);
}

static void
write_bodies(struct table_writer *table)
{
	body(table, "综合党委", 0, "综合党委", "", 0, day_of(2015, 1, 1));
	for (int i = 0; i < COMMITTEES; i++)
		body(table, "第%d联合党委", i, "联合党委", "综合党委", 0, day_of(2016, 1, 1));
	for (int i = 0; i < BRANCHES; i++)
		body(table, "第%d号协会党支部", i, "党支部", "第%d联合党委", i / (BRANCHES / COMMITTEES), day_of(2019, 1, 1));
}

static void
write_coverage(struct table_writer *table)
{
	for (int i = 0; i < UNITS; i++) {
		text(table, "第%d号协会", i);
		if (i < BRANCHES) {
			table_text(table, "单独");
			text(table, "第%d号协会党支部", i);
			table_empty(table);
		} else {
			table_text(table, "指导员");
			text(table, "指导员%d", i);
			resident_id(table, 100000 + i);
		}
		table_day(table, day_of(2021, 1, 1));
		table_end_row(table);
	}
}

static void
write_members(struct table_writer *table)
{
	for (int i = 0; i < MEMBERS; i++) {
		text(table, "党员%d", i);
		resident_id(table, i);
		table_empty(table);
		table_text(table, i % 20 ? "正式" : "预备");
		table_day(table, day_of(2010, 7, 1));
		table_empty(table);
		text(table, "第%d号协会党支部", i % BRANCHES);
		table_day(table, day_of(2019, 1, 1) + i % 1000);
		table_end_row(table);
	}
}

static void
write_posts(struct table_writer *table)
{
	for (int i = 0; i < BRANCHES; i++) {
		text(table, "第%d号协会党支部", i);
		text(table, "党员%d", i);
		if (i % 2)
			resident_id(table, i);
		else
			table_empty(table);
		table_text(table, "书记");
		table_day(table, day_of(2023, 6, 18));
		table_empty(table);
		table_text(table, "选举");
		table_end_row(table);
	}
}

static void
write_terms(struct table_writer *table)
{
	for (int i = 0; i < BRANCHES / 2; i++) {
		text(table, "第%d号协会党支部", i);
		table_day(table, day_of(2023, 6, 18));
		table_whole(table, 3);
		table_end_row(table);
	}
}

static void
make_workbook(struct arena *arena, struct buf *out)
{
	static void (*const writers[SHEETS])(struct table_writer *) = {
		write_units, write_bodies, write_coverage, write_members, write_posts, write_terms,
	};
	struct table_writer *table;

	if (table_to_buf(TABLE_XLSX, day_of(2026, 11, 21), out, &table) < 0)
		give_up("workbook");
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		table_sheet(table, workbook_sheets[sheet].name.zh, NULL, workbook_table_columns(arena, sheet, LANG_ZH),
		            workbook_sheets[sheet].count);
		writers[sheet](table);
	}
	if (table_close(table) < 0)
		give_up("workbook");
}

static void
make_database(struct arena *arena, const char *url, const char *key)
{
	struct schema schema;
	struct secret secret;
	struct db *db;

	if (party_schema(arena, &schema) < 0 || secret_create(key) < 0 || secret_load(key, &secret) < 0 ||
	    db_open(url, DB_CREATE, &db) < 0 || db_begin_write(db) < 0 || schema_upgrade(db, &schema) < 0 ||
	    installation_mark_key(db, &secret) < 0 || db_commit(db) < 0)
		give_up("database");
	db_close(db);
}

static void
measure(const struct call *call, const struct buf *book, bool keep, const char *what)
{
	const struct import_request request = {.bytes = book->data, .len = book->len, .effective = call->today};
	struct workbook_report report;
	size_t rows = 0;
	struct watch begun = watch_begin();

	if ((keep ? workbook_import : workbook_check)(call, &request, &report) < 0)
		give_up(what);
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++)
		rows += report.sheets[sheet].rows;
	watch_print(what, &begun);
	printf(": %zu rows, %zu faults, batch %lld\n", rows, report.faults.count + report.faults.more,
	       (long long)report.batch);
	if (report.faults.count)
		printf("%s\n", finding_line(call->arena, &report.faults.items[0], LANG_ZH));
}

/* --- somebody else --------------------------------------------------------------------- */

struct clerk {
	const struct call *call;
	pthread_t thread;
	atomic_bool done;
	double longest;
	int acts;
};

/* Changes the staff of one organization every hundredth of a second. */
static void *
change(void *arg)
{
	struct clerk *clerk = arg;
	struct call call = *clerk->call;
	int64_t unit = 0;

	if (db_open(call.installation->url, DB_READ, &call.db) < 0 ||
	    db_number(call.db, "select min(id) from unit", NO_ARGS, &unit) < 0)
		give_up("clerk");
	while (!atomic_load(&clerk->done)) {
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);
		char id[24], staff[24];
		const struct input inputs[] = {{"id", id}, {"from", "2026-11-20"}, {"staff", staff}};
		struct outcome outcome;
		struct timespec nap = {.tv_nsec = 10000000};
		double begun = seconds(CLOCK_MONOTONIC), took;

		call.arena = arena;
		snprintf(id, sizeof id, "%lld", (long long)unit);
		snprintf(staff, sizeof staff, "%d", 100 + clerk->acts % 50);
		if (action_run(&call, "change-unit", inputs, 3, 0, &outcome) < 0)
			give_up("change-unit");
		took = seconds(CLOCK_MONOTONIC) - begun;
		clerk->longest = took > clerk->longest ? took : clerk->longest;
		clerk->acts++;
		arena_free(arena);
		nanosleep(&nap, NULL);
	}
	db_close(call.db);
	return NULL;
}

static void
measure_beside(const struct call *call, const struct buf *book, bool keep, const char *what)
{
	struct clerk clerk = {.call = call};

	if (pthread_create(&clerk.thread, NULL, change, &clerk) != 0)
		give_up("thread");
	measure(call, book, keep, what);
	atomic_store(&clerk.done, true);
	pthread_join(clerk.thread, NULL);
	printf("%-9s %d changes meanwhile, the longest %.0f ms\n", "", clerk.acts, 1000 * clerk.longest);
}

int
main(int argc, char **argv)
{
	const char *folder = getenv("TMPDIR");
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	const char *path = arena_printf(arena, "%s/dangjian-bench-%d.db", folder ? folder : "/tmp", (int)getpid());
	const char *url = argc > 1 ? argv[1] : arena_printf(arena, "sqlite:%s", path), *key = arena_printf(arena, "%s.key", path);
	struct actor operator;
	struct call call = {.actor = &operator, .arena = arena, .today = day_of(2026, 11, 21), .at = 1795000000};
	struct buf book, out;
	struct watch begun = watch_begin();

	buf_init(&book, EXPORT_MAX);
	buf_init(&out, EXPORT_MAX);
	make_workbook(arena, &book);
	watch_print("made", &begun);
	printf(": %zu bytes\n", book.len);
	make_database(arena, url, key);
	if (installation_open(url, key, &call.installation) < 0 || db_open(url, DB_READ, &call.db) < 0 ||
	    actor_operator(arena, "bench", &operator) < 0)
		give_up("installation");
	measure(&call, &book, false, "checked");
	measure(&call, &book, true, "imported");
	measure(&call, &book, true, "again");
	shift = 1;
	buf_clear(&book);
	make_workbook(arena, &book);
	measure_beside(&call, &book, false, "checked");
	measure_beside(&call, &book, true, "imported");
	begun = watch_begin();
	if (workbook_export_buf(&call, &(struct export_request){.as_of = DAY_NONE, .reason = "bench"}, &out) < 0)
		give_up("export");
	watch_print("exported", &begun);
	printf(": %zu bytes\n", out.len);
	db_close(call.db);
	installation_close(call.installation);
	for (int i = 0; i < 4; i++) {
		static const char *const tails[] = {"", "-wal", "-shm", ".key"};

		unlink(arena_printf(arena, "%s%s", path, tails[i]));
	}
	buf_free(&book);
	buf_free(&out);
	arena_free(arena);
	return 0;
}
