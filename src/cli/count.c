#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "cli/ballots.h"
#include "cli/commands.h"

#define COUNT_ARENA_MAX ((size_t)256 << 20)  /* bytes: the round and its sums, not the ballots */
#define BALLOT_ARENA_MAX ((size_t)16 << 20)  /* bytes of the names written in on one ballot */

/* The files to read: one with round and ballots, or two. */
struct files {
	const char *round;
	const char *ballots;  /* null where they stand with the round */
};

static int
choose_files(const struct invocation *call, struct files *ret_files)
{
	struct files files = {0};

	for (int i = 0; i < call->argc; i++) {
		const char **place = &files.ballots;

		if (strcmp(call->argv[i], "--round") == 0) {
			place = &files.round;
			i++;
		}
		if (i == call->argc || *place)
			return command_misused(call, "用法：dangjian count 文件，或者 --round 轮次.json 选票.csv。",
			                       "Usage: dangjian count FILE, or --round FILE.json BALLOTS.csv.");
		*place = call->argv[i];
	}
	if (!files.ballots)
		return command_misused(call, "缺少选票文件（- 为标准输入）。",
		                       "The file of ballots is missing (- for standard input).");
	if (!files.round)
		files = (struct files){.round = files.ballots};
	*ret_files = files;
	return EXIT_HOLDS;
}

/* Reads one file by one of its readers. */
static int
read_file(struct reading *reading, const char *name, bool csv, bool with_ballots)
{
	struct source source = {.fd = -1};
	int r = source_open(reading->arena, name, &source);

	if (r == 0)
		r = csv ? read_csv_ballots(reading, &source) : read_round(reading, &source, with_ballots);
	source_close(&source);
	return r;
}

static int
count_files(struct reading *reading, const struct files *files, const struct count_result **ret_result)
{
	int r = read_file(reading, files->round, false, !files->ballots);

	if (r == 0 && files->ballots)
		r = read_file(reading, files->ballots, true, true);
	return r < 0 ? r : count_result(reading->count, ret_result);
}

static int
print_result(const struct invocation *call, const struct count_result *result)
{
	struct buf out;
	struct json json;
	int status = result->meeting_valid && result->contest_valid ? EXIT_HOLDS : EXIT_BREACH;

	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	count_json(result, &json);
	if (buf_status(&out) < 0)
		status = command_failed(call);
	else
		puts(buf_text(&out));
	buf_free(&out);
	return status;
}

int
count_command(const struct invocation *call)
{
	const struct count_result *result;
	struct files files;
	struct reading reading;
	struct arena *arena, *scratch;
	int status = choose_files(call, &files);

	if (status != EXIT_HOLDS)
		return status;
	arena = arena_new(COUNT_ARENA_MAX);
	scratch = arena_new(BALLOT_ARENA_MAX);
	if (!arena || !scratch || reading_begin(arena, scratch, &reading) < 0 ||
	    count_files(&reading, &files, &result) < 0)
		status = command_failed(call);
	else
		status = print_result(call, result);
	arena_free(scratch);
	arena_free(arena);
	return status;
}
