/*
 * Prints in a process of its own that lives as long as one job: pango and
 * cairo with their type take some sixty megabytes that a server should not
 * keep, and what goes wrong in them ends that process alone.  It is this
 * program started anew with PRINT_COMMAND, a socket as standard input and
 * output, no other open file, and limits on time and memory.
 */
#ifndef DANGJIAN_PRINT_PRINTER_H
#define DANGJIAN_PRINT_PRINTER_H

#include "print/job.h"

#define PRINT_COMMAND "print-job" /* the hidden command of the child */

struct printer {
	const char *program;   /* null: this program */
	int seconds;           /* 0: 60 */
	struct print_fonts fonts;
};

struct settings;

/* The families the settings name; their texts must outlive the use. */
struct print_fonts printer_fonts(const struct settings *settings);

/*
 * Prints a job, whose fonts are the printer's.  0; FAIL_SYSTEM where the
 * process could not be started, died or took too long; or its own failure.
 * The answer is the arena's.
 */
int printer_print(const struct printer *printer, struct arena *arena, const struct job *job,
                  struct printed *ret_printed);

/* One document as one file. */
int printer_print_one(const struct printer *printer, struct arena *arena, struct document *document, day_no made,
                      struct pdf *ret_pdf);

/*
 * Folders with type, and what is known about it, ended by null: all that the
 * printing process opens, and takes every other file from itself.
 */
extern const char *const print_folders[];

/* The child's whole life: reads a job at standard input, answers at standard output, ends the process. */
_Noreturn void printer_child(void);

#endif
