#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "party/copying.h"

static int
read_arguments(const struct invocation *call, struct copying *copying)
{
	bool wrong = false;

	for (int i = 0; i < call->argc && !wrong; i++) {
		bool last = i + 1 == call->argc;

		if (strcmp(call->argv[i], "--from") == 0 && !last)
			copying->from = call->argv[++i];
		else if (strcmp(call->argv[i], "--to") == 0 && !last)
			copying->to = call->argv[++i];
		else
			wrong = true;
	}
	if (copying->from && copying->to && !wrong)
		return 0;
	return command_misused(call, "用法：dangjian copy --from 原库 --to 空库，如 --from sqlite:dangjian.db --to postgresql:///dangjian",
	                       "Usage: dangjian copy --from DATABASE --to EMPTY, as in --from sqlite:dangjian.db"
	                       " --to postgresql:///dangjian");
}

/* On a terminal only. */
static void
show_progress(void *arg, const char *table, int64_t done, int64_t total)
{
	(void)arg;
	fprintf(stderr, "\r\033[K%s %" PRId64 "/%" PRId64, table, done, total);
	fflush(stderr);
}

static void
report(void *arg, struct bilingual finding)
{
	const struct invocation *call = arg;

	fprintf(stderr, "%s%s\n", isatty(STDERR_FILENO) ? "\r\033[K" : "", in_lang(finding, call->lang));
}

/* One line a table: name, rows, digest; what else there is to know goes to standard error. */
static void
print(const struct invocation *call, const struct copy_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		printf("%s\t%" PRId64 "\t%s\n", result->tables[i].table, result->tables[i].rows, result->tables[i].digest);
	fprintf(stderr, call->lang == LANG_EN
	        ? "%zu tables with %" PRId64 " rows were copied, compared and verified, up to entry %" PRId64 " of the journal.\n"
	          "What is done in the source from now on is not in the copy. The key file is the same and was not copied.\n"
	        : "已复制、比对并核对 %zu 张表、%" PRId64 " 行，到日志第 %" PRId64 " 条为止。\n"
	          "此后在原库里做的不在副本里。密钥文件不变，没有随库复制。\n",
	        result->count, result->rows, result->journal);
}

int
copy_command(const struct invocation *call)
{
	struct invocation to = *call;
	struct copying copying = {.report = report, .arg = &to};
	struct copy_result result;
	struct arena *arena;
	int status = read_arguments(call, &copying);

	if (status != 0)
		return status;
	umask(077); /* what the database keeps is for nobody else on this machine */
	if (isatty(STDERR_FILENO))
		copying.watch.tell = show_progress;
	arena = arena_new(ARENA_REQUEST_MAX);
	status = arena ? installation_copy(&copying, arena, &result) : FAIL_MEMORY;
	interrupt_finish(call->interrupt);
	if (copying.watch.tell)
		fprintf(stderr, "\r\033[K");
	if (status == 0)
		print(call, &result);
	arena_free(arena);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
