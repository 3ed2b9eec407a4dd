/*
 * gallery PROGRAM FOLDER: prints every paper there is, in both languages, and
 * odd ballots, one file each, for the eye: pdftoppm makes pictures of them.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "case.h"
#include "print/printer.h"

static int
write_file(const char *folder, const char *language, const char *name, const struct pdf *pdf)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s-%s.pdf", folder, language, name);
	file = fopen(path, "wb");
	if (!file)
		return -1;
	fwrite(pdf->bytes, 1, pdf->len, file);
	return fclose(file);
}

static int
print_to(const struct printer *printer, struct arena *arena, const char *folder, const char *name,
         struct document *document)
{
	struct pdf pdf;
	int status = printer_print_one(printer, arena, document, day_of(2026, 11, 21), &pdf);

	if (status == 0)
		status = write_file(folder, document->lang == LANG_EN ? "en" : "zh", name, &pdf);
	if (status < 0)
		fprintf(stderr, "%s: %s\n", name, failure_text(LANG_EN));
	return status;
}

static int
print_election(const struct printer *printer, struct arena *arena, const char *folder, enum lang lang,
               const struct election_paper *paper)
{
	int status = 0;

	for (const struct election_print *print = election_prints; print->word && status == 0; print++)
		for (size_t i = 0; i < election_print_count(print, paper) && status == 0; i++) {
			struct document *document;
			char name[96];

			snprintf(name, sizeof name, print->write ? "%s" : "%s-%zu", print->word, i + 1);
			status = election_document(arena, lang, print, paper, i, &document);
			if (status == 0)
				status = print_to(printer, arena, folder, name, document);
		}
	return status;
}

static int
print_ballots(const struct printer *printer, struct arena *arena, const char *folder, enum lang lang)
{
	static const char *const long_names[] = {
		"阿卜杜热西提·阿卜杜热合曼", "王立新", "巴图孟和·那仁朝克图", "田富", "诸葛孔明远", "李若水", "洪景行",
	};
	static const size_t counts[] = {1, 2, 7, 10, 30, 37, 100};
	struct election_paper paper = case_before();
	int status = 0;

	for (size_t i = 0; i < sizeof counts / sizeof *counts && status == 0; i++) {
		int64_t seats = counts[i] < 3 ? 1 : (int64_t)(counts[i] * 5 / 6);
		struct paper_contest contest = case_contest(arena, counts[i], seats, NULL);
		struct document *document;
		char name[64];

		snprintf(name, sizeof name, "ballot-of-%zu", counts[i]);
		paper.contests = (struct paper_contests){&contest, 1};
		status = election_document(arena, lang, election_print_find("ballot"), &paper, 0, &document);
		if (status == 0)
			status = print_to(printer, arena, folder, name, document);
	}
	if (status == 0) {
		struct paper_contest contest = case_contest(arena, 7, 5, long_names);
		struct document *document;

		contest.tied = (struct paper_names){(const struct paper_name[]){{"欧阳澄"}, {"洪景行"}}, 2};
		contest.runoff_seats = 1;
		paper.contests = (struct paper_contests){&contest, 1};
		status = election_document(arena, lang, election_print_find("ballot"), &paper, 0, &document);
		if (status == 0)
			status = print_to(printer, arena, folder, "ballot-long-names", document);
		if (status == 0)
			status = election_document(arena, lang, election_print_find("runoff-ballot"), &paper, 0, &document);
		if (status == 0)
			status = print_to(printer, arena, folder, "ballot-runoff", document);
	}
	return status;
}

int
main(int argc, char **argv)
{
	const struct printer printer = {.program = argc == 3 ? argv[1] : NULL};
	const struct election_paper after = case_after();
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	int status;

	if (argc != 3 || !arena)
		return 2;
	mkdir(argv[2], 0755);
	status = print_election(&printer, arena, argv[2], LANG_ZH, &after);
	if (status == 0)
		status = print_election(&printer, arena, argv[2], LANG_EN, &after);
	if (status == 0)
		status = print_ballots(&printer, arena, argv[2], LANG_ZH);
	if (status == 0)
		status = print_ballots(&printer, arena, argv[2], LANG_EN);
	arena_free(arena);
	return status < 0;
}
