#include "store/backup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fail.h"
#include "store/copy.h"
#include "store/engine.h"
#include "store/file.h"

/* The source is read as one state. */
static int
copy_rows(struct db *db, struct db *draft, const struct schema *schema)
{
	struct copied *copied = calloc(schema->count, sizeof *copied);
	int status = copied ? db_begin_read(db) : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");

	if (status == 0) {
		status = db_begin_write(draft);
		if (status == 0)
			status = store_copy(db, draft, schema, NULL, copied);
		if (status == 0)
			status = db_commit(draft);
		db_rollback(db);
	}
	free(copied);
	return status;
}

static void
note_damage(void *arg, struct bilingual finding)
{
	(void)finding;
	*(bool *)arg = true;
}

/* What is damaged here was damaged there, and must not take the place of an older, sound backup. */
static int
check(struct db *draft)
{
	bool damaged = false;
	int status = store_sound(draft, note_damage, &damaged);

	if (status < 0 || !damaged)
		return status;
	return fail(FAIL_SYSTEM, NULL, "db", "数据库文件已损坏，没有建立备份；请从以前的备份恢复。",
	            "The database file is damaged, so no backup was made; restore an earlier backup.");
}

struct backup {
	struct db *db;
	const struct schema *schema;
};

static int
fill_backup(struct db *draft, void *arg)
{
	const struct backup *backup = arg;
	int status = db_engine(backup->db) == ENGINE_SQLITE ? db_copy_pages(backup->db, draft)
	                                                    : copy_rows(backup->db, draft, backup->schema);

	return status < 0 ? status : check(draft);
}

static int
fill_draft(const char *partial, int (*fill)(struct db *draft, void *arg), void *arg)
{
	char url[PATH_MAX + 16];
	struct db *draft;
	int status;

	snprintf(url, sizeof url, "sqlite:%s", partial);
	status = db_open(url, DB_DRAFT, &draft);
	if (status < 0)
		return status;
	status = fill(draft, arg);
	db_close(draft);
	return status;
}

/* A journal that an attempt cut off left beside the draft would be played into the next one. */
static void
drop_journals(const char *partial)
{
	static const char *const tails[] = {"-journal", "-wal", "-shm"};
	char name[PATH_MAX + 16];

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(name, sizeof name, "%s%s", partial, tails[i]);
		unlink(name);
	}
}

/* Whoever holds the claim may throw away what an earlier attempt left. */
static int
make(int file, const char *partial, const char *path, int (*fill)(struct db *draft, void *arg), void *arg)
{
	int status = 0;

	drop_journals(partial);
	if (ftruncate(file, 0) != 0)
		status = fail(FAIL_SYSTEM, NULL, "file", "不能写文件 %s。", "The file %s cannot be written.", partial);
	if (status == 0)
		status = fill_draft(partial, fill, arg);
	if (status == 0)
		status = file_publish(file, partial, path);
	if (status < 0) {
		unlink(partial);
		drop_journals(partial);
	}
	return status;
}

int
store_draft(const char *path, int (*fill)(struct db *draft, void *arg), void *arg)
{
	char partial[PATH_MAX];
	int file, status = sqlite_check_path(path); /* nothing is kept where nobody opens it again */

	if (status < 0)
		return status;
	if (access(path, F_OK) == 0)
		return fail(FAIL_INPUT, NULL, "file", "文件 %s 已经存在，不覆盖。",
		            "The file %s exists and is not overwritten.", path);
	if ((size_t)snprintf(partial, sizeof partial, "%s" FILE_PARTIAL, path) >= sizeof partial)
		return fail(FAIL_INPUT, NULL, "file", "文件路径过长。", "The file's path is too long.");
	status = file_claim(partial, &file);
	if (status < 0)
		return status;
	status = make(file, partial, path, fill, arg);
	close(file);
	return status;
}

int
store_backup(struct db *db, const struct schema *schema, const char *path)
{
	return store_draft(path, fill_backup, &(struct backup){db, schema});
}
