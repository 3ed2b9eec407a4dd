#include "../check.h"

#include "read.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"

static struct printer printer;
static char path[4096];

static void
drop_file(void)
{
	unlink(path);
}

void
read_begin(const char *program)
{
	const char *folder = getenv("TMPDIR");
	int file;

	printer.program = program;
	snprintf(path, sizeof path, "%s/dangjian-print-XXXXXX", folder ? folder : "/tmp");
	file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	atexit(drop_file);
}

struct printer *
read_printer(void)
{
	return &printer;
}

struct printed
read_print(struct arena *arena, struct document **documents, size_t count)
{
	const struct job job = {.made = READ_DAY, .bundle = true, .documents = documents, .count = count};
	struct printed printed;
	FILE *file;
	int status = printer_print(&printer, arena, &job, &printed);

	if (status < 0)
		print_message("%s\n", failure_text(LANG_EN));
	assert_int_equal(status, 0);
	assert_int_equal(printed.count, 1);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(printed.files[0].bytes, 1, printed.files[0].len, file), printed.files[0].len);
	fclose(file);
	return printed;
}

struct printed
read_print_one(struct arena *arena, struct document *document)
{
	assert_int_equal(document_status(document), 0);
	return read_print(arena, &document, 1);
}

/* Runs a tool of poppler over the file, its output in another. */
static int
run_tool(const char *tool, const char *const *options, FILE *out)
{
	static char to_standard_output[] = "-";
	char *argv[16] = {(char *)(uintptr_t)tool};
	char *environment[] = {(char[]){"PATH=/usr/local/bin:/usr/bin:/bin"}, (char[]){"LANG=C.UTF-8"}, NULL};
	posix_spawn_file_actions_t actions;
	size_t count = 1;
	pid_t pid;
	int status, error;

	for (; *options; options++)
		argv[count++] = (char *)(uintptr_t)*options;
	argv[count++] = path;
	if (strcmp(tool, "pdftotext") == 0)
		argv[count++] = to_standard_output;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
	error = posix_spawnp(&pid, tool, &actions, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		return error;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	return 0;
}

const char *
read_tool(struct arena *arena, const char *tool, const char *const *options)
{
	FILE *out = tmpfile();
	char *text;
	long len;

	assert_non_null(out);
	if (run_tool(tool, options, out) == ENOENT)
		skip();
	fseek(out, 0, SEEK_END);
	len = ftell(out);
	rewind(out);
	text = arena_alloc(arena, (size_t)len + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)len, out), len);
	fclose(out);
	return text;
}

/* In place: what a reader types into a search has no breaks. */
static char *
squeeze(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++)
		if (strncmp(at, "　", 3) == 0)
			at += 2;
		else if (*at != ' ' && *at != '\n' && *at != '\f')
			*to++ = *at;
	*to = '\0';
	return text;
}

const char *
read_text(struct arena *arena, int from, int to)
{
	char first[16], last[16];
	const char *text;

	snprintf(first, sizeof first, "%d", from);
	snprintf(last, sizeof last, "%d", to);
	text = read_tool(arena, "pdftotext", (const char *const[]){"-raw", "-f", first, "-l", last, NULL});
	return squeeze(arena_strdup(arena, text));
}

/* Adds a word to the line it stands on, or begins one: words of one line share their top. */
static size_t
add_word(struct arena *arena, struct read_line *lines, size_t count, size_t room, const struct read_line *word)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].top - word->top < 3 && word->top - lines[i].top < 3) {
			lines[i].left = word->left < lines[i].left ? word->left : lines[i].left;
			lines[i].right = word->right > lines[i].right ? word->right : lines[i].right;
			lines[i].text = arena_printf(arena, "%s%s", lines[i].text, word->text);
			return count;
		}
	assert_true(count < room);
	lines[count] = *word;
	return count + 1;
}

static int
by_top(const void *a, const void *b)
{
	const struct read_line *x = a, *y = b;

	return x->top < y->top ? -1 : x->top > y->top;
}

size_t
read_lines(struct arena *arena, int page, struct read_line *lines, size_t room)
{
	char number[16];
	const char *text;
	size_t count = 0;

	snprintf(number, sizeof number, "%d", page);
	text = read_tool(arena, "pdftotext", (const char *const[]){"-bbox", "-f", number, "-l", number, NULL});
	while ((text = strstr(text, "<word xMin=\""))) {
		struct read_line word;
		const char *begin = strchr(text, '>') + 1, *end = strstr(begin, "</word>");

		assert_int_equal(sscanf(text, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &word.left, &word.top,
		                        &word.right, &word.bottom), 4);
		word.text = squeeze(arena_strndup(arena, begin, (size_t)(end - begin)));
		count = add_word(arena, lines, count, room, &word);
		text = end;
	}
	qsort(lines, count, sizeof *lines, by_top);
	return count;
}

int
read_pages(struct arena *arena)
{
	const char *text = read_tool(arena, "pdfinfo", (const char *const[]){NULL});
	const char *pages = strstr(text, "Pages:");

	assert_non_null(pages);
	return (int)strtol(pages + strlen("Pages:"), NULL, 10);
}
