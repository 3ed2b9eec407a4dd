/*
 * Small drawings as SVG: columns, a line, a bar with its majority.  Colours
 * are classes (assets/parts.css), numbers stand beside what is drawn, and every
 * part with a list behind it leads there.  A drawing that finds no memory is
 * the empty fragment.
 */
#ifndef DANGJIAN_WEB_CHART_H
#define DANGJIAN_WEB_CHART_H

#include "base/arena.h"
#include "web/html.h"
#include "web/views_model.h"

#define CHART_COLUMNS_MAX 60 /* more are not drawn */

struct chart_column {
	const char *label;   /* below: "12月" */
	const char *words;   /* said by screen readers and on pointing: "2026年12月：3 个任期届满" */
	int64_t value;       /* 0 or more */
	enum tone tone;
	struct href href;
};

/* Columns side by side, the highest as high as the drawing. */
struct fragment chart_columns(struct arena *arena, const char *title,
                              const struct chart_column *columns, size_t count);

struct chart_point {
	const char *label;
	int64_t tenths;      /* of a per cent; negative: a gap */
};

/* A share over time, from 0 to 100 per cent. */
struct fragment chart_line(struct arena *arena, const char *title,
                           const struct chart_point *points, size_t count);

/* `yes` of `entitled` as a bar, with a mark at the least number that elects (ELEC-29.1). */
struct fragment chart_majority(struct arena *arena, const char *title,
                               int64_t yes, int64_t majority, int64_t entitled);

#endif
