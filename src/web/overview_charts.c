/* Small drawings on the overview, from the figures of month ends past and to come. */
#include <stdio.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/chart.h"
#include "web/overview.h"
#include "web/page.h"

#define MONTHS 12

/* The last day of the month that lies `months` after that of a day. */
static day_no
month_end(day_no day, int months)
{
	struct ymd date = ymd_of(day);

	return day_add_months(day_of(date.year, date.month, 1), months + 1) - 1;
}

static const char *
month_label(const struct overview_draft *draft, day_no day)
{
	return arena_printf(draft->arena, tr(draft->lang, "%d/"), ymd_of(day).month);
}

/* How many terms end in each month to come, unless re-elected before. */
static int
chart_terms(struct overview_draft *draft, struct chart_view *view)
{
	const struct visit *visit = visit_of(draft->request);
	struct chart_column *columns = ARENA_ARRAY(draft->arena, MONTHS, struct chart_column);
	int64_t over = draft->figures.overdue, all = 0;
	struct figures then[MONTHS];
	day_no days[MONTHS];
	int status;

	/* What ends on the last day of a month is over on the next. */
	for (int i = 0; i < MONTHS; i++)
		days[i] = month_end(visit->as_of, i) + 1;
	status = columns ? figures_course(visit->db, draft->reach.node, METRIC_OVERDUE + 1, days, MONTHS, then) : FAIL_MEMORY;
	for (int i = 0; i < MONTHS && status == 0; i++) {
		day_no end = days[i] - 1;

		columns[i] = (struct chart_column){
			.label = month_label(draft, end), .value = then[i].overdue > over ? then[i].overdue - over : 0,
			.tone = i == 0 ? TONE_LATE : i < 6 ? TONE_SOON : TONE_PLAIN,
		};
		over = then[i].overdue;
		all += columns[i].value;
		columns[i].words = arena_printf(draft->arena, tr(draft->lang, "%d-%02d: %lld terms end"), ymd_of(end).year,
		                                ymd_of(end).month, (long long)columns[i].value);
		if (!columns[i].label || !columns[i].words)
			status = FAIL_MEMORY;
	}
	if (status < 0)
		return status;
	view->title = tr(draft->lang, "Terms that end in the coming twelve months");
	view->drawing = chart_columns(draft->arena, view->title, columns, MONTHS);
	view->sentence = arena_printf(draft->arena, tr(draft->lang, "%lld in all; the nearest month in red."), (long long)all);
	return view->sentence ? 0 : FAIL_MEMORY;
}

static int
chart_coverage(struct overview_draft *draft, struct chart_view *view)
{
	const struct visit *visit = visit_of(draft->request);
	struct chart_point *points = ARENA_ARRAY(draft->arena, MONTHS + 1, struct chart_point);
	struct figures then[MONTHS + 1];
	day_no days[MONTHS + 1];
	int status;

	for (int i = 0; i <= MONTHS; i++)
		days[i] = i == MONTHS ? visit->as_of : month_end(visit->as_of, i - MONTHS);
	status = points ? figures_course(visit->db, draft->reach.node, METRIC_FULL, days, MONTHS, then) : FAIL_MEMORY;
	then[MONTHS] = draft->figures;
	for (int i = 0; i <= MONTHS && status == 0; i++) {
		struct coverage coverage = figures_coverage(&then[i]);

		points[i] = (struct chart_point){month_label(draft, days[i]), coverage_rates(&coverage).organization};
		if (!points[i].label)
			status = FAIL_MEMORY;
	}
	if (status < 0)
		return status;
	view->title = tr(draft->lang, "Organization coverage over the past twelve months");
	view->drawing = chart_line(draft->arena, view->title, points, MONTHS + 1);
	view->sentence = tr(draft->lang, "At the end of each month, and on the day asked for.");
	return 0;
}

int
overview_charts(struct overview_draft *draft)
{
	struct chart_view *charts = ARENA_ARRAY(draft->arena, 2, struct chart_view);
	int status = charts ? 0 : FAIL_MEMORY;

	/* One body alone has no course to draw. */
	if (draft->figures.bodies <= 1 && draft->figures.units <= 1)
		return status;
	if (status == 0)
		status = chart_terms(draft, &charts[0]);
	if (status == 0)
		status = chart_coverage(draft, &charts[1]);
	draft->view.charts = charts;
	draft->view.chart_count = 2;
	return status;
}
