#include "store/backup.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fail.h"
#include "store/engine.h"
#include "store/file.h"

static int
copy_rows(struct db *db, struct db *draft, const struct schema *schema)
{
	int status = db_begin_write(draft);

	if (status == 0)
		status = schema_upgrade(draft, schema);
	if (status == 0)
		status = db_commit(draft);
	return status < 0 ? status : schema_copy(db, draft, schema);
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

static int
fill(struct db *db, const struct schema *schema, const char *partial)
{
	char url[PATH_MAX + 16];
	struct db *draft;
	int status;

	snprintf(url, sizeof url, "sqlite:%s", partial);
	status = db_open(url, DB_DRAFT, &draft);
	if (status < 0)
		return status;
	status = db_engine(db) == ENGINE_SQLITE ? db_copy_pages(db, draft) : copy_rows(db, draft, schema);
	if (status == 0)
		status = check(draft);
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
make(struct db *db, const struct schema *schema, int file, const char *partial, const char *path)
{
	int status = 0;

	drop_journals(partial);
	if (ftruncate(file, 0) != 0)
		status = fail(FAIL_SYSTEM, NULL, "file", "不能写文件 %s。", "The file %s cannot be written.", partial);
	if (status == 0)
		status = fill(db, schema, partial);
	if (status == 0)
		status = file_publish(file, partial, path);
	if (status < 0) {
		unlink(partial);
		drop_journals(partial);
	}
	return status;
}

int
store_backup(struct db *db, const struct schema *schema, const char *path)
{
	char partial[PATH_MAX];
	int file, status = sqlite_check_path(path); /* nothing is kept where nobody opens it again */

	if (status < 0)
		return status;
	if (access(path, F_OK) == 0)
		return fail(FAIL_INPUT, NULL, "file", "文件 %s 已经存在，不覆盖。",
		            "The file %s exists and is not overwritten.", path);
	if ((size_t)snprintf(partial, sizeof partial, "%s.partial", path) >= sizeof partial)
		return fail(FAIL_INPUT, NULL, "file", "文件路径过长。", "The file's path is too long.");
	status = file_claim(partial, &file);
	if (status < 0)
		return status;
	status = make(db, schema, file, partial, path);
	close(file);
	return status;
}
