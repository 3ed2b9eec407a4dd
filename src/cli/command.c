#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/sandbox.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "print/printer.h"
#include "store/schema.h"

static const struct command commands[] = {
	{"backup", {"文件  备份数据库，服务运行时也可以", "FILE  copies the database, also while the server runs"},
	 backup_command, .writes = true},
	{"clock", {"accept  确认本机时钟是对的，日志最后一条的时间错了",
	           "accept  says that this machine's clock is right and the journal's last entry was not"},
	 clock_command, .writes = true},
	{"copy", {"--from 原库 --to 空库  把整个数据库搬到另一个库，SQLite 与 PostgreSQL 之间也可以",
	          "--from DATABASE --to EMPTY  moves everything to another database, also between SQLite and PostgreSQL"},
	 copy_command, .writes = true},
	{"count", {"文件 | --round 轮次.json 选票.csv  计票",
	           "FILE | --round FILE.json BALLOTS.csv  counts a ballot round"},
	 count_command},
	{"demo", {"[--units N] [--members M] [--seed S]  建立一座演示城市",
	          "[--units N] [--members M] [--seed S]  makes a demonstration city"},
	 demo_command, .writes = true},
	{"duties", {"[--as-of 日期] [--under 党组织] [--json]  应办事项",
	            "[--as-of DATE] [--under BODY] [--json]  what is due"},
	 duties_command},
	{"export", {"文件.xlsx --reason 理由 [--as-of 日期]  导出工作簿",
	            "FILE.xlsx --reason TEXT [--as-of DATE]  writes the workbook"},
	 export_command, .writes = true},
	{"import", {"[--dry-run] [--effective 日期] 文件.xlsx | --undo 批次号  导入工作簿，或撤回一次导入",
	            "[--dry-run] [--effective DATE] FILE.xlsx | --undo BATCH  imports a workbook, or takes an import back"},
	 import_command, .writes = true},
	{"init", {"--admin 账号 [--body 综合党委名称] [--key 文件]  建立数据库、密钥和第一个管理员",
	          "--admin NAME [--body NAME] [--key FILE]  makes the database, its key and the first administrator"},
	 init_command, .writes = true},
	{"key", {"rotate [--key 文件]  更换加密证件号码的密钥；服务要先停止",
	         "rotate [--key FILE]  renews the key that encrypts ID numbers; stop the server first"},
	 key_command, .writes = true},
	{"rule", {"[条款 [事实=值 … | --json '{…}']]  条款一览，或按事实判断一条",
	          "[CLAUSE [fact=value … | --json '{…}']]  lists the clauses, or judges one"},
	 rule_command},
	{"serve", {"[--listen 127.0.0.1:8080] [--workers N] [--behind-proxy | --tls-cert 文件 --tls-key 文件]"
	           " [--log 文件 | --no-access-log] [--monitor-token 文件] [--sandbox require|try|off] [--replica 只读副本]  网页服务",
	           "[--listen 127.0.0.1:8080] [--workers N] [--behind-proxy | --tls-cert FILE --tls-key FILE]"
	           " [--log FILE | --no-access-log] [--monitor-token FILE] [--sandbox require|try|off] [--replica URL]  the web server"},
	 serve_command},
	{"strokes", {"[--key] [文件]  按姓氏笔画排列姓名，一行一个",
	             "[--key] [FILE]  sorts names by surname strokes, one a line"},
	 strokes_command, .own_option = "--key"},
	{"token", {"账号 [--last 最后一天]  生成接口令牌，只显示这一次", "ACCOUNT [--last DATE]  makes an API token, shown this once"},
	 token_command, .writes = true},
	{"verify", {"[--rebuild-tallies]  核对日志、记录、组织架构和统计；可先重算统计",
	            "[--rebuild-tallies]  checks journal, records, tree and tallies; may count the tallies anew first"}, verify_command,
	 .writes = true},
	{0},
};

static const struct command *
find_command(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

static enum lang
default_lang(void)
{
	const char *set = getenv("LANG");

	return set && strncmp(set, "en", 2) == 0 ? LANG_EN : LANG_ZH;
}

/* One line a sentence, whatever stands in an argument or in a database's own words. */
static void
print_sentence(const char *text)
{
	bool blank = false;

	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte < 0x20 || byte == 0x7F) {
			blank = true;
			continue;
		}
		if (blank)
			fputc(' ', stderr);
		fputc(byte, stderr);
		blank = false;
	}
	fputc('\n', stderr);
}

int
command_failed(const struct invocation *call)
{
	print_sentence(failure_text(call->lang));
	switch (last_failure()->code) {
	case FAIL_REFUSED:
	case FAIL_FORBIDDEN:
	case FAIL_CONFLICT:
		return EXIT_BREACH;
	default:
		return EXIT_BAD_INPUT;
	}
}

int
command_misused(const struct invocation *call, const char *zh, const char *en, ...)
{
	char text[FAIL_TEXT_MAX];
	va_list args;

	va_start(args, en);
	vsnprintf(text, sizeof text, call->lang == LANG_EN ? en : zh, args);
	va_end(args);
	print_sentence(text);
	return EXIT_BAD_INPUT;
}

static void
print_usage(const struct invocation *call, const struct command *command, FILE *out)
{
	fprintf(out, "  %-9s %s\n", command->name, in_lang(command->usage, call->lang));
}

static int
usage(const struct invocation *call, FILE *out)
{
	fprintf(out, "%s\n", call->lang == LANG_EN ? "Usage: dangjian COMMAND …" : "用法：dangjian 命令 …");
	for (const struct command *command = commands; command->name; command++)
		print_usage(call, command, out);
	return out == stdout ? EXIT_HOLDS : EXIT_BAD_INPUT;
}

/* The options every command takes; each may stand anywhere and is taken out of argv. */
static int
take_options(struct invocation *call)
{
	const char *lang = NULL;
	const struct { const char *name; const char **value; } options[] = {
		{"--lang", &lang}, {"--db", &call->db}, {"--as", &call->as}, {"--key", &call->key},
	};
	const size_t count = sizeof options / sizeof *options;
	const struct command *command = NULL;
	int kept = 0;

	for (int i = 0; i < call->argc; i++) {
		bool own = command && command->own_option && strcmp(call->argv[i], command->own_option) == 0;
		size_t o = 0;

		while (o < count && strcmp(call->argv[i], options[o].name) != 0)
			o++;
		if (o == count || own) {
			if (kept == 0)
				command = find_command(call->argv[i]);
			call->argv[kept++] = call->argv[i];
			continue;
		}
		if (++i == call->argc)
			return command_misused(call, "%s 后面要有一个值。", "%s needs a value.", options[o].name);
		*options[o].value = call->argv[i];
	}
	call->argc = kept;
	if (lang && strcmp(lang, "zh") != 0 && strcmp(lang, "en") != 0)
		return command_misused(call, "--lang 只能是 zh 或 en。", "--lang is zh or en.");
	if (lang)
		call->lang = strcmp(lang, "en") == 0 ? LANG_EN : LANG_ZH;
	return 0;
}

static int
run_writing(struct invocation *call, const struct command *command)
{
	struct interrupt interrupt;
	int status;

	interrupt_begin(&interrupt, call->lang, true);
	call->interrupt = &interrupt;
	status = command->run(call);
	interrupt_end(&interrupt);
	return status;
}

static int
run(struct invocation *call)
{
	const struct command *command;

	if (call->argc == 0)
		return usage(call, stderr);
	if (strcmp(call->argv[0], "--help") == 0)
		return usage(call, stdout);
	if (strcmp(call->argv[0], PRINT_COMMAND) == 0) /* nobody types it: the server starts itself so to print */
		printer_child();
	if (strcmp(call->argv[0], "--version") == 0) {
		printf("dangjian %s schema %d\n", DANGJIAN_VERSION, SCHEMA_VERSION);
		return EXIT_HOLDS;
	}
	command = find_command(call->argv[0]);
	if (!command)
		return command_misused(call, "没有 %s 这个命令。", "There is no command %s.", call->argv[0]);
	call->argc--;
	call->argv++;
	if (call->argc > 0 && strcmp(call->argv[0], "--help") == 0) {
		print_usage(call, command, stdout);
		return EXIT_HOLDS;
	}
	if (day_today_valid() < 0)
		return command_failed(call);
	return command->writes ? run_writing(call, command) : command->run(call);
}

int
command_run(int argc, char **argv)
{
	const char *db = getenv("DANGJIAN_DB");
	struct invocation call = {
		.lang = default_lang(),
		.today = day_today(),
		.db = db ? db : "sqlite:dangjian.db",
		.argc = argc - 1,
		.argv = argv + 1,
	};
	int status;

	sandbox_keep_memory(); /* keys, passwords and records of persons pass through it */
	status = take_options(&call);
	if (status == 0)
		status = run(&call);
	/* What a full disk swallowed, a one-time password perhaps, must not pass for printed. */
	if (fflush(stdout) != 0 || ferror(stdout))
		return command_misused(&call, "结果没有写出，标准输出写不进去。",
		                       "The result could not be written to standard output.");
	return status;
}
