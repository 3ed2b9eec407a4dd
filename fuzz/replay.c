/* Runs a target over every file of a folder, so that a corpus is a test. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "target.h"

#define FILE_MAX ((size_t)1 << 20)

static int
replay(const char *folder, const char *name)
{
	static uint8_t bytes[FILE_MAX];
	char path[4096];
	uint8_t *exact;
	FILE *file;
	size_t len;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file)
		return -1;
	len = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	/* A block of its own length, so that the sanitizer sees a read past the end. */
	exact = malloc(len ? len : 1);
	if (!exact)
		return -1;
	for (size_t i = 0; i < len; i++)
		exact[i] = bytes[i];
	LLVMFuzzerTestOneInput(exact, len);
	free(exact);
	return 0;
}

int
main(int argc, char **argv)
{
	DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
	struct dirent *entry;
	int count = 0;

	if (!folder)
		return EXIT_FAILURE;
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.') {
			if (replay(argv[1], entry->d_name))
				return EXIT_FAILURE;
			count++;
		}
	closedir(folder);
	printf("%d files\n", count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
