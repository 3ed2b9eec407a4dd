#define _GNU_SOURCE /* memmem */

#include "sheet/package.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/fail.h"
#include "sheet/read.h"

struct entry {
	const char *name;     /* lower case, forward slashes, no leading slash */
	zip_uint64_t index;
	zip_uint64_t size;
	zip_uint16_t method;
};

struct package {
	zip_t *zip;
	struct arena *arena;
	struct entry *entries; /* by name */
	size_t count;
};

int
part_damaged(const char *name)
{
	return fail(FAIL_INPUT, NULL, NULL,
	            "工作簿已损坏或不完整（%s 无法读取），请用 Excel 或 WPS 打开后另存为 .xlsx。",
	            "The workbook is damaged or incomplete (%s cannot be read): open it in Excel or WPS "
	            "and save it as .xlsx again.", name);
}

static uint64_t
little(const unsigned char *at, int bytes)
{
	uint64_t value = 0;

	while (bytes > 0)
		value = value << 8 | at[--bytes];
	return value;
}

static int
too_many_entries(void)
{
	return fail(FAIL_TOO_LARGE, NULL, NULL, "工作簿内部的文件超过 %d 个的上限。",
	            "The workbook holds more than the limit of %d files inside.",
	            WORKBOOK_ENTRIES_MAX);
}

/*
 * libzip makes room for as many entries as the directory announces before
 * anyone could ask how many there are; so each end record it may choose is
 * looked at first (APPNOTE 4.3.14 to 4.3.16), the 64-bit one too.
 */
static int
check_announced(const unsigned char *bytes, size_t len)
{
	const size_t comment_max = 65535 + 22;
	const unsigned char *at = bytes + (len > comment_max ? len - comment_max : 0);
	const unsigned char *end = bytes + len;

	for (; (at = memmem(at, (size_t)(end - at), "PK\5\6", 4)); at++) {
		uint64_t record;

		if (end - at < 22)
			break;
		if (at - bytes < 20 || memcmp(at - 20, "PK\6\7", 4) != 0) {
			if (little(at + 10, 2) > WORKBOOK_ENTRIES_MAX)
				return too_many_entries();
			continue;
		}
		record = little(at - 12, 8);
		if (record < len && len - record >= 56 && little(bytes + record + 32, 8) > WORKBOOK_ENTRIES_MAX)
			return too_many_entries();
	}
	return 0;
}

static char *
plain_name(struct arena *arena, const char *name)
{
	char *plain = arena_strdup(arena, *name == '/' || *name == '\\' ? name + 1 : name);

	for (char *at = plain; at && *at; at++) {
		if (*at == '\\')
			*at = '/';
		else if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	}
	return plain;
}

static int
check_entry(const zip_stat_t *stat, uint64_t *total)
{
	const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
	                            ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;

	if ((stat->valid & needed) != needed)
		return part_damaged("zip");
	if (stat->encryption_method != ZIP_EM_NONE)
		return fail(FAIL_INPUT, NULL, NULL, "文件设有密码，请取消密码后另存为 .xlsx。",
		            "The file is protected with a password: remove it and save as .xlsx again.");
	if (stat->size > WORKBOOK_PART_MAX || stat->size > WORKBOOK_UNPACKED_MAX - *total)
		return fail(FAIL_TOO_LARGE, NULL, NULL,
		            "工作簿解压后超过上限（单个文件 %" PRIu64 " MB，总计 %" PRIu64 " MB）。",
		            "The workbook unpacks to more than the limit (%" PRIu64 " MB for one file in it, "
		            "%" PRIu64 " MB in all).", WORKBOOK_PART_MAX >> 20, WORKBOOK_UNPACKED_MAX >> 20);
	if (stat->size >= WORKBOOK_RATIO_FROM && stat->size / WORKBOOK_RATIO_MAX >= stat->comp_size)
		return fail(FAIL_TOO_LARGE, NULL, NULL,
		            "工作簿的压缩比超过 %d 倍的上限，疑似压缩炸弹。",
		            "The workbook is compressed more than the limit of %d times: it looks like a zip bomb.",
		            WORKBOOK_RATIO_MAX);
	*total += stat->size;
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static int
index_entries(struct package *package)
{
	uint64_t total = 0;

	for (size_t i = 0; i < package->count; i++) {
		struct entry *entry = &package->entries[i];
		zip_stat_t stat;
		int error;

		if (zip_stat_index(package->zip, i, ZIP_FL_ENC_RAW, &stat))
			return part_damaged("zip");
		error = check_entry(&stat, &total);
		if (error)
			return error;
		*entry = (struct entry){plain_name(package->arena, stat.name), i, stat.size,
		                        stat.comp_method};
		if (!entry->name)
			return FAIL_MEMORY;
	}
	qsort(package->entries, package->count, sizeof *package->entries, by_name);
	for (size_t i = 1; i < package->count; i++)
		if (strcmp(package->entries[i - 1].name, package->entries[i].name) == 0)
			return fail(FAIL_INPUT, NULL, NULL, "工作簿内部有同名的文件，无法判断以哪个为准。",
			            "The workbook holds two files of the same name inside; which one counts "
			            "cannot be told.");
	return 0;
}

static int
open_zip(struct package *package, const void *bytes, size_t len)
{
	zip_error_t error;
	zip_source_t *source;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes, len, 0, &error);
	if (source) {
		package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
		if (!package->zip)
			zip_source_free(source);
	}
	zip_error_fini(&error);
	if (package->zip)
		return 0;
	return fail(FAIL_INPUT, NULL, NULL, "文件不完整（可能没有传完或下载中断），请重新取得后再试。",
	            "The file is incomplete (perhaps the transfer was cut off): fetch it again.");
}

int
package_open(struct arena *arena, const void *bytes, size_t len, struct package **ret_package)
{
	struct package *package = ARENA_NEW(arena, struct package);
	zip_int64_t count;
	int error;

	if (!package)
		return FAIL_MEMORY;
	package->arena = arena;
	error = check_announced(bytes, len);
	if (!error)
		error = open_zip(package, bytes, len);
	if (error)
		return error;
	count = zip_get_num_entries(package->zip, 0);
	if (count > WORKBOOK_ENTRIES_MAX) {
		error = too_many_entries();
		goto out;
	}
	package->count = (size_t)count;
	package->entries = ARENA_ARRAY(arena, package->count, struct entry);
	error = package->entries ? index_entries(package) : FAIL_MEMORY;
out:
	if (error)
		package_close(package);
	else
		*ret_package = package;
	return error;
}

void
package_close(struct package *package)
{
	if (package && package->zip)
		zip_discard(package->zip);
	if (package)
		package->zip = NULL;
}

static const struct entry *
find(const struct package *package, const char *name)
{
	struct entry key = {.name = plain_name(package->arena, name)};

	if (!key.name)
		return NULL;
	return bsearch(&key, package->entries, package->count, sizeof key, by_name);
}

bool
package_has(const struct package *package, const char *name)
{
	return find(package, name);
}

int
part_open(struct package *package, const char *name, struct part *ret_part)
{
	const struct entry *entry = find(package, name);
	zip_file_t *file;

	/* Other methods than these two stand in no workbook, and some take much memory to unpack. */
	if (!entry || (entry->method != ZIP_CM_STORE && entry->method != ZIP_CM_DEFLATE))
		return part_damaged(name);
	file = zip_fopen_index(package->zip, entry->index, 0);
	if (!file)
		return part_damaged(name);
	*ret_part = (struct part){file, entry->size, name};
	return 0;
}

int
part_read(struct part *part, void *into, size_t max, size_t *ret_got)
{
	zip_int64_t got = zip_fread(part->file, into, max);

	/* The limits were checked against the directory's sizes: no part may hold more than it says. */
	if (got < 0 || (zip_uint64_t)got > part->left || (got == 0 && part->left > 0))
		return part_damaged(part->name);
	part->left -= (uint64_t)got;
	*ret_got = (size_t)got;
	return 0;
}

void
part_close(struct part *part)
{
	if (part->file)
		zip_fclose(part->file);
	part->file = NULL;
}
