/*
 * Prints the whole bundle of an election (rulebook §1.2) through the program
 * and says how long it took beside its bar, as one file and as a file each.
 *
 *   bench-print PROGRAM
 */
#include <stdio.h>
#include <time.h>

#include "../tests/print/case.h"
#include "base/fail.h"
#include "print/printer.h"

#define RUNS 7
#define BAR 500.0 /* milliseconds */

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* The quickest of several runs. */
static int
measure(const struct printer *printer, const struct job *job, const char *what)
{
	double best = 1e9;
	int pages = 0;

	for (int run = 0; run < RUNS; run++) {
		struct arena *arena = arena_new(ARENA_IMPORT_MAX);
		struct printed printed;
		double begun = milliseconds(), took;
		int status = arena ? printer_print(printer, arena, job, &printed) : FAIL_MEMORY;

		took = milliseconds() - begun;
		pages = 0;
		for (size_t i = 0; status == 0 && i < printed.count; i++)
			pages += printed.files[i].pages;
		arena_free(arena);
		if (status < 0) {
			fprintf(stderr, "%s\n", failure_text(LANG_EN));
			return 1;
		}
		best = took < best ? took : best;
	}
	printf("%-44s %3zu documents %3d pages %8.0f ms   %.2f of the bar of %.0f ms\n", what, job->count, pages, best,
	       best / BAR, BAR);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct printer printer = {.program = argc == 2 ? argv[1] : NULL};
	const struct election_paper paper = case_after();
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct job job = {.made = paper.today, .bundle = true};
	int status;

	if (argc != 2 || !arena)
		return 2;
	status = election_documents(arena, LANG_ZH, &paper, &job.documents, &job.count) < 0;
	if (status == 0)
		status = measure(&printer, &job, "all papers of an election, one file");
	job.bundle = false;
	if (status == 0)
		status = measure(&printer, &job, "the same, a file each");
	job.count = 1;
	if (status == 0)
		status = measure(&printer, &job, "one paper, process and type included");
	arena_free(arena);
	return status;
}
