#include "web/table_answer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "web/visit.h"

static int
unwritable(void)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "无法写临时文件：%s。", "The temporary file cannot be written: %s.",
	            strerror(errno));
}

static int
write_table(const struct request *request, const char *path,
            int (*fill)(struct table_writer *table, void *arg), void *arg)
{
	struct table_writer *table;
	int status = table_to_file(request->format == FORMAT_CSV ? TABLE_CSV : TABLE_XLSX, request->today, path,
	                           &table);

	if (status < 0)
		return status;
	status = fill(table, arg);
	if (status < 0) {
		table_drop(table);
		return status;
	}
	return table_close(table);
}

static int
send_file(const struct request *request, struct response *response, const char *path, const char *name)
{
	bool csv = request->format == FORMAT_CSV;
	char day[DAY_TEXT];
	const char *full = arena_printf(request->arena, "%s-%s.%s", name, day_text(visit_of(request)->as_of, day),
	                                csv ? "csv" : "xlsx");
	int file = full ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct stat info;

	if (!full)
		return FAIL_MEMORY;
	if (file < 0)
		return unwritable();
	if (fstat(file, &info) < 0) {
		close(file);
		return unwritable();
	}
	response_file(response, file, (uint64_t)info.st_size);
	return response_download(response, csv ? TYPE_CSV : TYPE_XLSX, full);
}

int
table_answer(const struct request *request, struct response *response, const char *name,
             int (*fill)(struct table_writer *table, void *arg), void *arg)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(request->arena, "%s/dangjian-XXXXXX", folder && *folder ? folder : "/tmp");
	int file = path ? mkstemp(path) : -1;
	int status;

	if (file < 0)
		return path ? unwritable() : FAIL_MEMORY;
	status = write_table(request, path, fill, arg);
	if (status == 0)
		status = send_file(request, response, path, name);
	close(file);
	unlink(path);
	return status;
}
