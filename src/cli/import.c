#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/num.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/interrupt.h"
#include "party/workbook.h"
#include "sheet/read.h"

struct asked {
	const char *file;
	const char *undo;    /* a batch number, or null */
	day_no effective;
	bool dry_run;
};

static int
usage(const struct invocation *call)
{
	return command_misused(call, "用法：dangjian import [--dry-run] [--effective 日期] 文件.xlsx，或 dangjian import --undo 批次号",
	                       "Usage: dangjian import [--dry-run] [--effective DATE] FILE.xlsx, or dangjian import --undo BATCH");
}

static int
read_arguments(const struct invocation *call, struct asked *asked)
{
	for (int i = 0; i < call->argc; i++) {
		const char *word = call->argv[i];
		bool last = i + 1 == call->argc;

		if (strcmp(word, "--dry-run") == 0)
			asked->dry_run = true;
		else if (strcmp(word, "--effective") == 0 && !last) {
			if (day_parse(call->argv[++i], &asked->effective) < 0)
				return command_failed(call);
		} else if (strcmp(word, "--undo") == 0 && !last)
			asked->undo = call->argv[++i];
		else if (asked->file || word[0] == '-')
			return usage(call);
		else
			asked->file = word;
	}
	if (!asked->file == !asked->undo || (asked->undo && asked->dry_run))
		return usage(call);
	return 0;
}

/* --- progress: on a terminal only, so that what a script reads are faults and warnings ----- */

struct progress {
	enum lang lang;
	bool shown;
};

static void
show_progress(void *arg, enum import_phase phase, size_t done, size_t total)
{
	struct progress *progress = arg;

	progress->shown = true;
	fprintf(stderr, "\r\033[K%s %zu", in_lang(import_phase_label(phase), progress->lang), done);
	if (total)
		fprintf(stderr, "/%zu", total);
	fflush(stderr);
}

static void
show_counts(const struct invocation *call, const struct workbook_report *report)
{
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		const struct sheet_report *counts = &report->sheets[sheet];

		if (counts->rows)
			fprintf(stderr, call->lang == LANG_EN ? "%s: %zu rows, %zu new, %zu changed, %zu unchanged\n"
			                                      : "%s：%zu 行，新增 %zu，更改 %zu，不变 %zu\n",
			        in_lang(workbook_sheets[sheet].name, call->lang), counts->rows, counts->added, counts->changed,
			        counts->unchanged);
	}
}

/* --- what came of it --------------------------------------------------------------------------- */

static void
print_findings(const struct invocation *call, struct arena *arena, const struct findings *findings, const char *before)
{
	for (size_t i = 0; i < findings->count; i++)
		fprintf(stderr, "%s%s\n", before, finding_line(arena, &findings->items[i], call->lang));
	if (findings->more)
		fprintf(stderr, call->lang == LANG_EN ? "%s%zu more are not listed.\n" : "%s另有 %zu 处未列出。\n", before,
		        findings->more);
}

static int
run(const struct invocation *call, const struct asked *asked, struct desk *desk)
{
	struct progress progress = {.lang = call->lang};
	struct import_request request = {.effective = asked->effective};
	struct workbook_report report;
	int status = book_load(desk->arena, asked->file, &request.bytes, &request.len);

	if (isatty(STDERR_FILENO)) {
		request.progress = show_progress;
		request.progress_arg = &progress;
	}
	if (status == 0)
		status = (asked->dry_run ? workbook_check : workbook_import)(&desk->call, &request, &report);
	interrupt_finish(call->interrupt); /* the batch number is told */
	if (progress.shown)
		fprintf(stderr, "\r\033[K");
	if (status < 0)
		return command_failed(call);
	print_findings(call, desk->arena, &report.warnings, call->lang == LANG_EN ? "warning: " : "警告：");
	print_findings(call, desk->arena, &report.faults, "");
	if (request.progress && report.faults.count == 0)
		show_counts(call, &report);
	if (report.faults.count)
		return EXIT_BREACH;
	if (report.batch)
		printf("%" PRId64 "\n", report.batch);
	else if (!asked->dry_run) /* no number stands for nothing: whoever reads one could ask to undo it */
		fputs(call->lang == LANG_EN ? "warning: the workbook says nothing new; nothing was written, and there is no batch.\n"
		                            : "警告：工作簿与已有登记一致，没有写入，也没有批次号。\n", stderr);
	return EXIT_HOLDS;
}

/* A batch is what an import wrote; other entries of the journal are none. */
static int
undo(const struct invocation *call, const struct asked *asked, struct desk *desk)
{
	const struct input input = {"batch", asked->undo};
	struct outcome outcome;
	bool known = false;
	int64_t batch;

	if (num_parse(asked->undo, &batch) < 0)
		return command_misused(call, "--undo 后面应是导入时给出的批次号，%s 不是。",
		                       "--undo takes the batch number that an import printed; %s is none.", asked->undo);
	if (workbook_batch_known(desk->db, batch, &known) < 0)
		return command_failed(call);
	if (!known)
		return command_misused(call, "没有批次号为 %" PRId64 " 的导入。", "There is no import with the batch number %" PRId64 ".",
		                       batch);
	return action_run(&desk->call, "undo", &input, 1, 0, &outcome) < 0 ? command_failed(call) : EXIT_HOLDS;
}

int
import_command(const struct invocation *call)
{
	struct asked asked = {.effective = call->today};
	int status = read_arguments(call, &asked);
	struct desk desk;

	if (status != 0)
		return status;
	if (desk_open(call, &desk) < 0)
		return command_failed(call);
	status = asked.undo ? undo(call, &asked, &desk) : run(call, &asked, &desk);
	desk_close(&desk);
	return status;
}
