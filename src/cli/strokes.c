#include "cli/commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "names/strokes.h"

#define STROKES_FILE_MAX ((size_t)64 << 20)  /* bytes of names */

static int
cannot_read(const char *path, int error)
{
	struct bilingual reason = system_reason(error);

	return fail(FAIL_SYSTEM, NULL, NULL, "不能读取 %s：%s%.0s。", "Cannot read %s: %.0s%s.", path, reason.zh,
	            reason.en);
}

/* The whole of a file; "-" is standard input. */
static int
read_all(const char *path, struct buf *ret_text)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *in = standard ? stdin : fopen(path, "rb");
	char bytes[1 << 16];
	size_t got;
	int broken;

	if (!in)
		return cannot_read(path, errno);
	while ((got = fread(bytes, 1, sizeof bytes, in)) > 0)
		buf_add(ret_text, bytes, got);
	broken = ferror(in) ? errno : 0;
	if (!standard)
		fclose(in);
	if (broken)
		return cannot_read(path, broken);
	if (ret_text->failed)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "名单超过 %zu 字节的上限。",
		            "The names are longer than the limit of %zu bytes.", STROKES_FILE_MAX);
	return 0;
}

static size_t
count_lines(const char *text, size_t length)
{
	size_t count = 1;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '\n';
	return count;
}

/* Cuts the text into its lines; lines without a character that counts are dropped. */
static int
split(struct arena *arena, struct buf *text, const char ***ret_names, size_t *ret_count)
{
	size_t lines = count_lines(buf_text(text), text->len), count = 0, line = 0;
	const char **names = ARENA_ARRAY(arena, lines, const char *);
	char *at = text->data, *end = at + text->len;

	if (!names)
		return FAIL_MEMORY;
	if (text->len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	for (char *next; at < end; at = next) {
		char *stop = memchr(at, '\n', (size_t)(end - at));

		line++;
		stop = stop ? stop : end;
		next = stop + 1;
		if (!utf8_valid(at, (size_t)(stop - at)))
			return fail(FAIL_INPUT, NULL, NULL, "第 %zu 行不是 UTF-8 文本。",
			            "Line %zu is not UTF-8 text.", line);
		if (stop > at && stop[-1] == '\r')
			stop--;
		*stop = '\0';
		if (name_first(at))
			names[count++] = at;
	}
	*ret_names = names;
	*ret_count = count;
	return 0;
}

static void
warn(const struct invocation *call, const uint32_t *runes, const char *zh, const char *en)
{
	for (; *runes; runes++) {
		char shown[5];

		utf8_put(*runes, shown);
		fprintf(stderr, call->lang == LANG_EN ? en : zh, shown);
	}
}

static void
print_name(const char *name, bool with_key)
{
	struct stroke_key key = {0};

	if (with_key && stroke_key(name_first(name), &key))
		printf("%s\t%d\t%s\n", name, key.count, key.sequence);
	else
		printf(with_key ? "%s\t0\t\n" : "%s\n", name);
}

static int
sort_and_print(const struct invocation *call, struct arena *arena, const char *path,
               struct buf *text, bool with_key)
{
	struct strokes_order order;
	const char **names = NULL;
	size_t count = 0;

	if (read_all(path, text))
		return command_failed(call);
	if (text->len > 0 && split(arena, text, &names, &count))
		return command_failed(call);
	if (strokes_sort(arena, names, count, &order))
		return command_failed(call);
	for (size_t i = 0; i < count; i++)
		print_name(names[order.order[i]], with_key);
	warn(call, order.unknown, "警告：“%s”不在笔画表内，排在最后，位次请经办人确定。\n",
	     "warning: “%s” is not in the stroke table and comes last; the clerk decides its place.\n");
	warn(call, order.unlisted, "警告：“%s”不在《通用规范汉字表》内，位次请经办人核对。\n",
	     "warning: “%s” is not in the national list of characters; the clerk confirms its place.\n");
	return EXIT_HOLDS;
}

int
strokes_command(const struct invocation *call)
{
	const char *path = NULL;
	bool with_key = false;
	struct arena *arena;
	struct buf text;
	int status;

	for (int i = 0; i < call->argc; i++) {
		const char *arg = call->argv[i];

		if (strcmp(arg, "--key") == 0)
			with_key = true;
		else if (path || (arg[0] == '-' && arg[1] != '\0'))
			return command_misused(call, "strokes 不认识 %s。", "strokes does not know %s.", arg);
		else
			path = arg;
	}
	arena = arena_new(ARENA_IMPORT_MAX);
	if (!arena)
		return command_failed(call);
	buf_init(&text, STROKES_FILE_MAX);
	status = sort_and_print(call, arena, path ? path : "-", &text, with_key);
	buf_free(&text);
	arena_free(arena);
	return status;
}
