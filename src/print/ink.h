/*
 * How letters come on paper; for src/print alone.  Pages are drawn twice: once
 * to see which glyphs are wanted, once onto paper, with type cut down to those
 * glyphs.  Cutting it here keeps whole families of twenty megabytes out of
 * cairo, which besides loses count of hints in the shared routines of such
 * type and stops.
 */
#ifndef DANGJIAN_PRINT_INK_H
#define DANGJIAN_PRINT_INK_H

#include <pango/pangocairo.h>
#include <stdbool.h>

#define FOUNTS_MAX 24 /* files of type in one job */

struct fount;

struct ink {
	struct fount *founts[FOUNTS_MAX];
	size_t count;
	cairo_t *cairo;
	bool failed;  /* more files of type than there is room for, or no memory */
};

/* Draws a line with its baseline at the origin; while the ink has no type cut yet, notes its glyphs. */
void ink_line(struct ink *ink, PangoLayoutLine *line);

/* Cuts the type; 0, FAIL_SYSTEM or FAIL_MEMORY. */
int ink_cut(struct ink *ink);

void ink_free(struct ink *ink);

#endif
