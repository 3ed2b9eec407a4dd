/* Import and export as actions, for pages and API; each brings its own transaction and entry. */
#include "party/workbook.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/upload.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

/* --- import ------------------------------------------------------------------------- */

static const struct field import_fields[] = {
	{"upload", {"已上传的文件", "Uploaded file"}, FIELD_TEXT, REQUIRED, "DP-16",
	 .hint = {"预览时得到的编号", "the token that the preview gave"}},
	{"effective", {"生效日期", "Effective date"}, FIELD_DAY, 0, "OPIN-2.3",
	 .hint = {"更改的内容和人数自这一天起；不填即今天", "from which changed values and figures hold; today if left empty"}},
};

/* The first fault stands for all of them; the preview lists them. */
static int
has_faults(const struct running *running, const struct workbook_report *report)
{
	struct arena *arena = running->call->arena;
	size_t count = report->faults.count + report->faults.more;
	const char *zh = finding_line(arena, &report->faults.items[0], LANG_ZH);
	const char *en = finding_line(arena, &report->faults.items[0], LANG_EN);

	zh = zh ? arena_printf(arena, "有 %zu 处错误，没有写入任何内容。%s", count, zh) : NULL;
	en = en ? arena_printf(arena, "%zu faults; nothing was written. %s", count, en) : NULL;
	if (!zh || !en)
		return FAIL_MEMORY;
	return fail_bilingual(report->forbidden ? FAIL_FORBIDDEN : FAIL_REFUSED, report->forbidden ? "DP-12" : NULL,
	                      "upload", (struct bilingual){zh, en});
}

static void
tell_progress(void *arg, enum import_phase phase, size_t done, size_t total)
{
	const struct call *call = arg;

	if (call->progress)
		call->progress(call->progress_arg, (int)phase, done, total);
}

static int
run_import(struct running *running)
{
	const struct call *call = running->call;
	const char *token = running_text(running, "upload");
	struct import_request request = {
		.effective = running_given(running, "effective") ? (day_no)running_int(running, "effective") : call->today,
		.progress = tell_progress, .progress_arg = (void *)(uintptr_t)call,
	};
	struct workbook_report report;
	struct kept_upload upload;
	int status = upload_get(call, token, &upload);

	if (status < 0)
		return status;
	request.bytes = upload.bytes;
	request.len = upload.len;
	status = workbook_import(call, &request, &report);
	if (status < 0)
		return status;
	if (report.faults.count)
		return has_faults(running, &report);
	running->outcome.journal = report.batch;
	upload_drop(call, token); /* where it stays, it expires: the import is done all the same */
	return 0;
}

/* --- export ----------------------------------------------------------------------------- */

static const struct field export_fields[] = {
	{"reason", {"理由", "Reason"}, FIELD_TEXT, PROSE, "DP-16",
	 .hint = {"导出内容含有人员信息时必须填写，记入日志", "required where personal data goes out; it is journalled"}},
	{"as_of", {"截至日期", "As of"}, FIELD_DAY, 0, "DP-13"},
};

/* The file is unnamed as soon as it is whole: nothing stays behind when its reader is done. */
static int
run_export(struct running *running)
{
	const char *folder = getenv("TMPDIR");
	struct export_request request = {
		.reason = running_text(running, "reason"),
		.as_of = running_given(running, "as_of") ? (day_no)running_int(running, "as_of") : DAY_NONE,
	};
	char *path = arena_printf(running->call->arena, "%s/dangjian-export-XXXXXX", folder && *folder ? folder : "/tmp");
	struct stat stat;
	int file, status;

	if (!path)
		return FAIL_MEMORY;
	file = mkstemp(path);
	if (file < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "不能建立临时文件。", "No temporary file can be made.");
	close(file);
	status = workbook_export_file(running->call, &request, path);
	file = status == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	unlink(path);
	if (status < 0)
		return status;
	if (file < 0 || fstat(file, &stat) != 0) {
		if (file >= 0)
			close(file);
		return fail(FAIL_SYSTEM, NULL, NULL, "打不开临时文件。", "The temporary file cannot be opened.");
	}
	running->outcome.made_file = true;
	running->outcome.file = file;
	running->outcome.file_len = (uint64_t)stat.st_size;
	return 0;
}

const struct action workbook_actions[] = {
	{"import", {"导入工作簿", "Import a workbook"}, FIELDS(import_fields), .who = ROLE_CLERKS | ROLE_BRANCH,
	 .within = WITHIN_RECORD, .clauses = "DP-11 DP-13 OPIN-2.3", .pace = PACE_SLOW, .alone = true, .run = run_import},
	{"export", {"导出工作簿", "Export the workbook"}, FIELDS(export_fields), .who = ROLE_CLERKS | ROLE_BRANCH,
	 .within = WITHIN_RECORD, .clauses = "DP-6 DP-12 DP-13 DP-16", .pace = PACE_SLOW, .alone = true,
	 .run = run_export},
	{0},
};
