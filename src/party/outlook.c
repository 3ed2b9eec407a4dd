#include "party/outlook.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/contribution.h"
#include "registry/count_cache.h"
#include "registry/input.h"
#include "store/journal.h"

#define QUESTION_MAX ((size_t)64 << 10)
#define UNIT_METRICS (2 * COVERS)
#define ALL_UNITS ((1u << UNIT_METRICS) - 1)

/* What a list asks, in the terms of the tallies. */
struct wanted {
	enum dimension dimension;
	const char *value;         /* of the dimension */
	unsigned units;            /* a bit for each metric of units that fits */
	int64_t metric;            /* of bodies; -1: all of them */
	int64_t alike;             /* the first filter by standing: bits for units, else a metric; -1: none */
	bool uncounted;            /* also something no tally knows */
};

/* --- filters -------------------------------------------------------------------------- */

/* Units by cover, the due ones in the upper four bits: as the facets of units say. */
static const struct { const char *facet, *word; unsigned bits; } unit_words[] = {
	{"due", "due", 0xf0}, {"due", "established", 0x80}, {"due", "open", 0x70},
	{"covered", "organization", 0xcc}, {"covered", "own", 0x88}, {"covered", "joint", 0x44},
	{"covered", "work", 0xee}, {"covered", "work_only", 0x22}, {"covered", "none", 0x11},
};

static const struct { const char *facet, *word; int64_t metric; } body_words[] = {
	{"secretary", "no", METRIC_NO_SECRETARY}, {"term", "overdue", METRIC_OVERDUE},
	{"term", "in_six_months", METRIC_DUE_SIX}, {"term", "in_three_months", METRIC_DUE_THREE},
	{"term", "in_one_month", METRIC_DUE_ONE}, {"term", "none", METRIC_NO_TERM},
};

static const struct { const char *field; enum dimension dimension; } unit_dimensions[] = {
	{"category", BY_CATEGORY}, {"industry", BY_INDUSTRY}, {"region", BY_REGION},
};

static bool
unit_word(const struct filter *filter, struct wanted *wanted)
{
	for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
		if (strcmp(unit_words[i].facet, filter->name) == 0 && strcmp(unit_words[i].word, filter->text) == 0) {
			wanted->units &= unit_words[i].bits;
			if (wanted->alike < 0)
				wanted->alike = unit_words[i].bits;
			return true;
		}
	return false;
}

/* Two digits of a region are a province; four have no tally. */
static int
unit_value(struct arena *arena, const struct filter *filter, enum dimension dimension, struct wanted *wanted)
{
	const struct field *field = &unit_kind.fields[field_index(&unit_kind, filter->name)];
	struct value value;

	if (wanted->value || (dimension == BY_REGION && strlen(filter->text) != 6 && strlen(filter->text) != 2)) {
		wanted->uncounted = true;
		return 0;
	}
	wanted->dimension = dimension == BY_REGION && strlen(filter->text) == 2 ? BY_PROVINCE : dimension;
	if (wanted->dimension == BY_PROVINCE) {
		wanted->value = filter->text;
		return 0;
	}
	if (field_read(arena, field, filter->text, &value) < 0 || value.type == VALUE_NULL) {
		wanted->uncounted = true; /* the list itself says what is wrong */
		return 0;
	}
	wanted->value = value.type == VALUE_TEXT ? value.text : arena_printf(arena, "%" PRId64, value.number);
	return wanted->value ? 0 : FAIL_MEMORY;
}

static int
unit_filter(struct arena *arena, const struct filter *filter, struct wanted *wanted)
{
	for (size_t i = 0; i < sizeof unit_dimensions / sizeof *unit_dimensions; i++)
		if (strcmp(unit_dimensions[i].field, filter->name) == 0)
			return unit_value(arena, filter, unit_dimensions[i].dimension, wanted);
	if (!unit_word(filter, wanted))
		wanted->uncounted = true;
	return 0;
}

/* Bodies are counted by one thing at a time. */
static int
body_filter(struct arena *arena, const struct filter *filter, struct wanted *wanted)
{
	int64_t metric = -1;
	struct value type;

	for (size_t i = 0; i < sizeof body_words / sizeof *body_words && metric < 0; i++)
		if (strcmp(body_words[i].facet, filter->name) == 0 && strcmp(body_words[i].word, filter->text) == 0)
			metric = body_words[i].metric;
	if (metric >= 0 && wanted->alike < 0)
		wanted->alike = metric;
	if (metric < 0 && strcmp(filter->name, "type") == 0 &&
	    field_read(arena, &body_kind.fields[field_index(&body_kind, "type")], filter->text, &type) == 0 &&
	    type.type == VALUE_INT)
		metric = METRIC_BODIES + type.number;
	wanted->uncounted = wanted->uncounted || metric < 0 || wanted->metric >= 0;
	wanted->metric = metric;
	return 0;
}

static int
read_filters(struct arena *arena, const struct list_query *query, struct wanted *ret_wanted)
{
	bool units = query->kind == &unit_kind;
	struct wanted wanted = {.units = ALL_UNITS, .metric = -1, .alike = -1};
	int status = 0;

	wanted.uncounted = query->search && *query->search;
	for (size_t i = 0; i < query->filter_count && status == 0; i++)
		status = (units ? unit_filter : body_filter)(arena, &query->filters[i], &wanted);
	if (status == 0)
		*ret_wanted = wanted;
	return status;
}

/* --- tallies ---------------------------------------------------------------------------- */

/* The figures of a node, by metric. */
struct tallies {
	int64_t of[METRICS];
};

static int
take(void *arg, const struct series *series, int64_t value)
{
	((struct tallies *)arg)->of[series->metric] += value;
	return 0;
}

static int64_t
units_in(const struct tallies *tallies, unsigned bits)
{
	int64_t units = 0;

	for (unsigned m = 0; m < UNIT_METRICS; m++)
		units += bits >> m & 1 ? tallies->of[METRIC_UNITS + m] : 0;
	return units;
}

static int64_t
bodies_in(const struct tallies *tallies)
{
	int64_t bodies = 0;

	for (int m = METRIC_BODIES + 1; m < METRICS; m++)
		bodies += tallies->of[m];
	return bodies;
}

static int64_t
fitting(const struct list_query *query, const struct wanted *wanted, const struct tallies *tallies)
{
	if (query->kind == &unit_kind)
		return units_in(tallies, wanted->units);
	return wanted->metric < 0 ? bodies_in(tallies) : tallies->of[wanted->metric];
}

static int
look_out(struct db *db, const struct list_query *query, int64_t node, const struct wanted *wanted,
         struct list_outlook *ret_outlook)
{
	struct tallies here = {{0}}, everywhere = {{0}}, valued = {{0}};
	bool units = query->kind == &unit_kind;
	int status = series_read(db, node, BY_NOTHING, METRICS, query->as_of, take, &here);

	if (status == 0)
		status = series_read(db, 0, BY_NOTHING, METRICS, query->as_of, take, &everywhere);
	if (status == 0 && wanted->value && !wanted->uncounted)
		status = series_read_value(db, node, wanted->dimension, wanted->value, UNIT_METRICS, query->as_of, take, &valued);
	if (status < 0 || bodies_in(&here) == 0) /* the node itself is one, where any are counted */
		return status;
	*ret_outlook = (struct list_outlook){
		.subjects = units ? units_in(&everywhere, ALL_UNITS) : bodies_in(&everywhere),
		.scope = units_in(&here, ALL_UNITS) + bodies_in(&here),
		.total = wanted->uncounted ? -1 : fitting(query, wanted, wanted->value ? &valued : &here),
		.alike = wanted->alike < 0 ? -1
		         : units ? units_in(&everywhere, (unsigned)wanted->alike) : everywhere.of[wanted->alike],
		.whole = units ? units_in(&everywhere, ALL_UNITS) == units_in(&here, ALL_UNITS)
		               : bodies_in(&everywhere) == bodies_in(&here),
	};
	return 1;
}

/* --- kept while the records stand still ---------------------------------------------------- */

enum { KEPT_SUBJECTS, KEPT_SCOPE, KEPT_TOTAL, KEPT_ALIKE, KEPT_WHOLE, KEPT };

_Static_assert(KEPT <= COUNT_KEPT, "an outlook fits into the cache");

static int
make_key(struct db *db, const struct list_query *query, unsigned char ret_key[COUNT_KEY])
{
	struct buf buf;
	int64_t journal;
	int status = journal_last(db, &journal);

	if (status < 0)
		return status;
	buf_init(&buf, QUESTION_MAX);
	buf_printf(&buf, "outlook %s %d %s %s", query->kind->name, query->as_of, query->scope,
	           query->search && *query->search ? "q" : "");
	for (size_t i = 0; i < query->filter_count; i++)
		buf_printf(&buf, "\x1f%s=%s", query->filters[i].name, query->filters[i].text);
	status = buf_status(&buf);
	if (status == 0)
		count_cache_key(buf_text(&buf), buf.len, journal, ret_key);
	buf_free(&buf);
	return status;
}

static void
keep(struct count_cache *cache, const unsigned char key[COUNT_KEY], const struct list_outlook *outlook)
{
	const int64_t counts[KEPT] = {
		[KEPT_SUBJECTS] = outlook->subjects, [KEPT_SCOPE] = outlook->scope, [KEPT_TOTAL] = outlook->total,
		[KEPT_ALIKE] = outlook->alike, [KEPT_WHOLE] = outlook->whole,
	};

	count_cache_keep(cache, key, counts, KEPT);
}

static bool
find(struct count_cache *cache, const unsigned char key[COUNT_KEY], struct list_outlook *ret_outlook)
{
	int64_t counts[KEPT];

	if (!count_cache_find(cache, key, counts, KEPT))
		return false;
	*ret_outlook = (struct list_outlook){
		.subjects = counts[KEPT_SUBJECTS], .scope = counts[KEPT_SCOPE], .total = counts[KEPT_TOTAL],
		.alike = counts[KEPT_ALIKE], .whole = counts[KEPT_WHOLE] != 0,
	};
	return true;
}

int
list_outlook(struct count_cache *cache, struct db *db, struct arena *arena, const struct list_query *query,
             struct list_outlook *ret_outlook)
{
	unsigned char key[COUNT_KEY];
	int64_t ids[PATH_DEPTH_MAX];
	struct wanted wanted;
	size_t depth;
	int status;

	if ((query->kind != &unit_kind && query->kind != &body_kind) || !query->scope || query->own || query->beside ||
	    query->person)
		return 0;
	depth = path_ids(query->scope, ids);
	status = cache ? make_key(db, query, key) : 0;
	if (status < 0 || depth == 0 || ids[depth - 1] == 0)
		return status;
	if (cache && find(cache, key, ret_outlook))
		return 1;
	status = read_filters(arena, query, &wanted);
	if (status == 0)
		status = look_out(db, query, ids[depth - 1], &wanted, ret_outlook);
	if (status > 0 && cache)
		keep(cache, key, ret_outlook);
	return status;
}
