/* floors ROOT: checks every C file of the house; see floors.h. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "floors.h"

struct walk {
	size_t root;         /* bytes of ROOT and its slash: what follows is the path inside */
	struct buf errors;
};

static bool
check_file(const char *file, void *context)
{
	struct walk *walk = context;
	struct buf text;
	struct source source;

	if (!source_read(file, &text, &source, &walk->errors))
		return false;
	house_check(file + walk->root, &source, &walk->errors);
	buf_free(&text);
	return true;
}

int
main(int argc, char **argv)
{
	static const char *const folders[] = {"src", "tools", "tests", "bench", "fuzz"};
	static const char *const endings[] = {".c", ".h", NULL};
	struct walk walk = {.root = argc == 2 ? strlen(argv[1]) + 1 : 0};
	bool sound = argc == 2;

	buf_init(&walk.errors, SOURCE_MAX);
	for (size_t i = 0; sound && i < sizeof folders / sizeof *folders; i++) {
		char path[4096];

		snprintf(path, sizeof path, "%s/%s", argv[1], folders[i]);
		if (access(path, F_OK) == 0)
			sound = source_walk(path, endings, check_file, &walk, &walk.errors);
	}
	fputs(buf_text(&walk.errors), stderr);
	sound = sound && walk.errors.len == 0;
	buf_free(&walk.errors);
	return sound ? 0 : 1;
}
