/*
 * Power is lost at any moment of an installation's life, and the disk keeps of
 * what was not synced whatever it likes.  Afterwards the database opens, is
 * sound, holds every act acknowledged before, and takes new ones.
 *
 *   DANGJIAN_CUTS   losses to try (100)
 *   DANGJIAN_SEED   of the moments and of what is left (the clock's)
 */
#include "../check.h"

#include <dirent.h>
#include <inttypes.h>
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

#include "../store/disk.h"
#include "book.h"
#include "party/founding.h"
#include "party/verify.h"
#include "party/workbook.h"

#define CLERKS 4
#define ACTS 24        /* of each clerk */
#define ACKNOWLEDGED_MAX 1024

static char life[80], rest[80]; /* where it was lived, and where what is left is looked at */

/* --- what was acknowledged, and when ------------------------------------------------------ */

static struct {
	int64_t number;
	size_t moment;
} acknowledged[ACKNOWLEDGED_MAX];
static size_t acknowledged_count;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void
acknowledge(int64_t number)
{
	size_t moment = disk_moment();

	pthread_mutex_lock(&mutex);
	assert_true(acknowledged_count < ACKNOWLEDGED_MAX);
	acknowledged[acknowledged_count].number = number;
	acknowledged[acknowledged_count++].moment = moment;
	pthread_mutex_unlock(&mutex);
}

/* --- a life ----------------------------------------------------------------------------------- */

struct clerk {
	struct ground ground; /* arena and connection of its own, the installation of all */
	int number;
	int64_t superior;
};

static void
act(struct clerk *clerk, struct outcome *outcome, const char *name, const struct input *inputs, size_t count)
{
	const struct ground *ground = &clerk->ground;
	const struct call call = {ground->installation, ground->db, &ground->operator, ground->arena, TODAY, NOW};

	if (action_run(&call, name, inputs, count, 0, outcome) < 0)
		test_failed(name);
	acknowledge(outcome->journal);
}

static void *
work(void *arg)
{
	struct clerk *clerk = arg;
	const char *superior = text_of(&clerk->ground, clerk->superior);

	for (int i = 0; i < ACTS; i++) {
		char name[40];
		struct outcome outcome = {0};
		const struct input inputs[] = {
			{"name", name}, {"category", "5"}, {"registration_level", "street"}, {"region", "110105"},
			{"since", "2025-01-01"}, {"superior", superior},
		};

		snprintf(name, sizeof name, "试验%d之%d", clerk->number, i);
		act(clerk, &outcome, "add-unit", inputs, 6);
		if (i % 3 == 2) {
			const struct input undo[] = {{"batch", text_of(&clerk->ground, outcome.journal)}};

			act(clerk, &outcome, "undo", undo, 1);
		}
	}
	return NULL;
}

static void
open_ground(struct ground *ground, const char *url)
{
	*ground = (struct ground){.arena = arena_new(ARENA_REQUEST_MAX), .today = TODAY, .at = NOW};
	if (installation_open(url, NULL, &ground->installation) < 0 || db_open(url, DB_READ, &ground->db) < 0 ||
	    actor_operator(ground->arena, "test", &ground->operator) < 0)
		test_failed("open");
}

static void
close_ground(struct ground *ground)
{
	db_close(ground->db);
	installation_close(ground->installation);
	arena_free(ground->arena);
}

static void
work_together(struct ground *ground, const char *url, int first, int64_t superior)
{
	struct clerk clerks[CLERKS];
	pthread_t threads[CLERKS];

	for (int i = 0; i < CLERKS; i++) {
		clerks[i] = (struct clerk){*ground, first + i, superior};
		clerks[i].ground.arena = arena_new(ARENA_REQUEST_MAX);
		if (db_open(url, DB_READ, &clerks[i].ground.db) < 0 ||
		    pthread_create(&threads[i], NULL, work, &clerks[i]) != 0)
			test_failed("clerk");
	}
	for (int i = 0; i < CLERKS; i++) {
		pthread_join(threads[i], NULL);
		db_close(clerks[i].ground.db);
		arena_free(clerks[i].ground.arena);
	}
}

static void
import_book(struct ground *ground)
{
	const struct call call = {ground->installation, ground->db, &ground->operator, ground->arena, TODAY, NOW};
	struct workbook_report report;
	struct book book = book_of(ground,
		"# 社会组织\n名称|类别|登记级别|行政区划代码|联合党委|领导关系开始日期\n"
		"甲批一会|5|街道|110105|试验联合党委|2025-01-01\n甲批二会|5|街道|110105|试验联合党委|2025-01-01\n"
		"甲批三会|5|街道|110105|试验联合党委|2025-01-01\n");
	struct import_request request = {.bytes = book.bytes, .len = book.len, .effective = TODAY};

	if (workbook_import(&call, &request, &report) < 0 || report.faults.count)
		test_failed("import");
	acknowledge(report.batch);
}

/* The log is folded into the file, as the writer's own thread does after many commits. */
static void
fold(const char *url, const char *how)
{
	struct db *db;

	if (db_open(url, DB_WRITE, &db) < 0 || db_exec(db, how, NO_ARGS, NULL) < 0)
		test_failed(how);
	db_close(db);
}

/* Founded, worked in, folded, closed and opened again. */
static void
live(const char *url)
{
	struct ground ground;
	int64_t top, superior;

	if (founding_make(url, NULL) < 0)
		test_failed("founding");
	open_ground(&ground, url);
	top = made(&ground, "add-body", "name", "试验综合党委", "type", "comprehensive_committee", "since", "2020-01-01", NULL);
	superior = made(&ground, "add-body", "name", "试验联合党委", "type", "joint_committee", "since", "2020-01-01", "superior",
	                text_of(&ground, top), NULL);
	work_together(&ground, url, 0, superior);
	fold(url, "pragma wal_checkpoint(passive)");
	work_together(&ground, url, CLERKS, superior);
	import_book(&ground);
	fold(url, "pragma wal_checkpoint(restart)");
	close_ground(&ground);
	open_ground(&ground, url);
	work_together(&ground, url, 2 * CLERKS, superior);
	fold(url, "pragma wal_checkpoint(truncate)");
	work_together(&ground, url, 3 * CLERKS, superior);
	close_ground(&ground);
}

/* --- afterwards -------------------------------------------------------------------------------- */

static void
clear_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[400];

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	closedir(dir);
}

static void
copy_key(void)
{
	char from[120], to[120], bytes[32];
	FILE *file;

	snprintf(from, sizeof from, "%s/power.db.key", life);
	snprintf(to, sizeof to, "%s/power.db.key", rest);
	file = fopen(from, "r");
	assert_int_equal(fread(bytes, 1, sizeof bytes, file), sizeof bytes);
	fclose(file);
	file = fopen(to, "w");
	assert_int_equal(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(to, 0600), 0);
}

static void
fail_with(const struct loss *loss, const char *why)
{
	static const char *const fates[] = {"lost", "kept", "in order", "any", "garbled"};

	fprintf(stderr, "power lost at %zu, %s, sectors of %zu, seed %" PRIu64 ": %s (%s)\n", loss->moment,
	        fates[loss->fate], loss->sector, loss->seed, why, failure_text(LANG_EN));
	assert_string_equal(why, "");
}

/* How many of the acts acknowledged before the loss are not there. */
static size_t
count_lost(struct db *db, const struct loss *loss)
{
	size_t lost = 0;

	for (size_t i = 0; i < acknowledged_count; i++) {
		int64_t there = 0;

		if (acknowledged[i].moment > loss->moment)
			continue;
		if (db_number(db, "select count(*) from journal where number = $1", ARGS(INT(acknowledged[i].number)),
		              &there) < 0)
			fail_with(loss, "journal");
		lost += there == 0;
	}
	return lost;
}

static void
check_sound(const struct loss *loss, struct db *db)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct schema schema;

	if (party_schema(arena, &schema) < 0 || db_begin_read(db) < 0 || verify(db, &schema, print_finding, NULL) != 0)
		fail_with(loss, "not sound");
	db_rollback(db);
	arena_free(arena);
}

/* Whether the founding had come so far that there is something to open. */
static bool
is_founded(const char *url)
{
	struct db *db;
	bool founded = db_open(url, DB_READ, &db) == 0;

	if (founded) {
		founded = schema_ready(db) == 0;
		db_close(db);
	}
	return founded;
}

/* How many acknowledged acts are missing after the loss. */
static size_t
look_after(const struct loss *loss)
{
	char url[120];
	struct ground ground;
	size_t lost;

	snprintf(url, sizeof url, "sqlite:%s/power.db", rest);
	clear_folder(rest);
	copy_key();
	disk_leave(loss, life, rest);
	if (!is_founded(url) && founding_make(url, NULL) < 0) /* the founding is done again */
		fail_with(loss, "founding");
	open_ground(&ground, url);
	lost = count_lost(ground.db, loss);
	if (!loss->sync_is_a_lie) {
		check_sound(loss, ground.db);
		made(&ground, "add-body", "name", "以后的党委", "type", "comprehensive_committee", "since", "2020-01-01", NULL);
		check_sound(loss, ground.db);
	}
	close_ground(&ground);
	return lost;
}

static uint64_t
setting(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 10) : otherwise;
}

static uint64_t seed;
static size_t lived; /* moments */

/* Numbers that look like chance and are the same for the same seed. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 31) * 0x7fb5d329728ea185u;
	x = (x ^ x >> 27) * 0x81dadef4bc2dd44du;
	return x ^ x >> 33;
}

static void
what_was_acknowledged_outlasts_a_loss_of_power(void **state)
{
	static const size_t sectors[] = {512, 4096};
	uint64_t cuts = setting("DANGJIAN_CUTS", 100);

	(void)state;
	print_message("%zu moments, %zu acknowledged, %" PRIu64 " losses, seed %" PRIu64 "\n", lived, acknowledged_count,
	              cuts, seed);
	for (uint64_t i = 0; i < cuts; i++) {
		uint64_t chance = mix(seed + i * 0x9e3779b97f4a7c15u);
		const struct loss loss = {
			.moment = chance % (lived + 1), .fate = (enum fate)(i % FATES), .sector = sectors[chance >> 40 & 1],
			.seed = chance,
		};

		if (look_after(&loss) != 0)
			fail_with(&loss, "an acknowledged act is lost");
	}
}

/* Otherwise the test above would not notice a commit that was never synced. */
static void
a_disk_that_lies_is_found_out(void **state)
{
	size_t lost = 0;

	(void)state;
	for (uint64_t i = 0; i < 20; i++) {
		uint64_t chance = mix(seed + i);
		const struct loss loss = {.moment = lived / 3 + chance % (lived / 2), .fate = FATE_LOST, .sector = 512,
		                          .seed = chance, .sync_is_a_lie = true};

		lost += look_after(&loss);
	}
	assert_true(lost > 0);
}

static int
live_once(void **state)
{
	char url[120];

	(void)state;
	seed = setting("DANGJIAN_SEED", (uint64_t)time(NULL));
	snprintf(life, sizeof life, "/tmp/dangjian-power-%d", (int)getpid());
	snprintf(rest, sizeof rest, "/tmp/dangjian-rest-%d", (int)getpid());
	snprintf(url, sizeof url, "sqlite:%s/power.db", life);
	if (mkdir(life, 0700) < 0 || mkdir(rest, 0700) < 0)
		return -1;
	live(url);
	lived = disk_moment();
	disk_stop();
	return 0;
}

static int
clean_up(void **state)
{
	(void)state;
	clear_folder(life);
	clear_folder(rest);
	rmdir(life);
	rmdir(rest);
	disk_clear();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_acknowledged_outlasts_a_loss_of_power),
		cmocka_unit_test(a_disk_that_lies_is_found_out),
	};

	disk_install();
	return cmocka_run_group_tests(tests, live_once, clean_up);
}
