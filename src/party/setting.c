/* Settings as they stand in the database: what holds where on a day, and who set it. */
#include "party/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/setting_spans.h"
#include "registry/input.h"

#define VALID(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"

/* --- what holds ------------------------------------------------------------------------ */

STATEMENT(settings_on,
	"select s.name, s.id, s.node, p.path, s.value from setting s left join placement p on p.subject = s.node and "
	VALID("p") " where " VALID("s"));

static int
take_value(struct arena *arena, const struct rows *rows, int setting, struct setting_value *value)
{
	*value = (struct setting_value){
		.setting = (enum setting)setting, .id = rows_int(rows, 1), .node = rows_int(rows, 2),
		.path = rows_int(rows, 2) ? rows_dup(rows, 3, arena) : "/", .text = rows_dup(rows, 4, arena),
	};
	if (!value->text || (!value->path && !rows_null(rows, 3)))
		return FAIL_MEMORY;
	return setting_table[setting].type == SETTING_WHOLE ? num_parse(value->text, &value->number) : 0;
}

int
settings_read(struct db *db, struct arena *arena, day_no on, struct settings *ret_settings)
{
	struct setting_value *values = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(db, settings_on, ARGS(INT(on)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		int setting = setting_find(rows_text(rows, 0));

		if (setting < 0)
			continue; /* of a newer program */
		if ((status = ARENA_GROW(arena, values, count, room)) < 0 ||
		    (status = take_value(arena, rows, setting, &values[count])) < 0)
			break;
		count++;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_settings = (struct settings){values, count};
	return 0;
}

/* Paths end in a slash, so that /1/17/ is no beginning of /1/170/. */
static bool
inside(const char *path, const char *scope)
{
	return strncmp(path, scope, strlen(scope)) == 0;
}

const struct setting_value *
setting_at(const struct settings *settings, enum setting setting, const char *path)
{
	const struct setting_value *found = NULL;

	for (size_t i = 0; i < settings->count; i++) {
		const struct setting_value *value = &settings->values[i];

		if (value->setting == setting && value->path && inside(path ? path : "/", value->path) &&
		    (!found || strlen(value->path) > strlen(found->path)))
			found = value;
	}
	return found;
}

static int64_t
whole_of(const struct setting_value *value, enum setting setting)
{
	return value ? value->number : setting_table[setting].initial;
}

static const char *
text_of(const struct setting_value *value, enum setting setting)
{
	return value ? value->text : setting_table[setting].initial_text;
}

int64_t
setting_whole(const struct settings *settings, enum setting setting, const char *path)
{
	return whole_of(setting_at(settings, setting, path), setting);
}

const char *
setting_text(const struct settings *settings, enum setting setting, const char *path)
{
	return text_of(setting_at(settings, setting, path), setting);
}

int64_t
set_whole(const struct setting_set *set, enum setting setting)
{
	return whole_of(set->of[setting], setting);
}

const char *
set_text(const struct setting_set *set, enum setting setting)
{
	return text_of(set->of[setting], setting);
}

static int
by_length(const void *a, const void *b)
{
	const char *x = ((const struct setting_set *)a)->path, *y = ((const struct setting_set *)b)->path;
	size_t x_len = strlen(x), y_len = strlen(y);

	return x_len != y_len ? (x_len < y_len ? -1 : 1) : strcmp(x, y);
}

int
settings_sets(struct arena *arena, const struct settings *settings, const struct setting_set **ret_sets,
              size_t *ret_count)
{
	struct setting_set *sets = ARENA_ARRAY(arena, settings->count + 1, struct setting_set);
	size_t count = 0;

	if (!sets)
		return FAIL_MEMORY;
	sets[count++].path = "/";
	for (size_t i = 0; i < settings->count; i++) {
		const char *path = settings->values[i].path;
		bool known = !path;

		for (size_t s = 0; s < count && !known; s++)
			known = strcmp(sets[s].path, path) == 0;
		if (!known)
			sets[count++].path = path;
	}
	qsort(sets, count, sizeof *sets, by_length);
	for (size_t s = 0; s < count; s++)
		for (int setting = 0; setting < SETTINGS; setting++)
			sets[s].of[setting] = setting_at(settings, (enum setting)setting, sets[s].path);
	*ret_sets = sets;
	*ret_count = count;
	return 0;
}

/* --- working days ------------------------------------------------------------------------- */

STATEMENT(calendars, "select value from setting where name = $1 and ended is null and since <= $3 and until > $2"
                     " order by since");

/* Adds the days of one year's calendar. */
static int
add_year(struct arena *arena, const char *text, struct work_calendar *calendar)
{
	struct day_span *spans, *all;
	size_t count, years = calendar->year_count;
	int *known;
	int status = spans_read(arena, text, &spans, &count);

	if (status < 0 || count == 0)
		return status;
	all = ARENA_ARRAY(arena, calendar->count + count, struct day_span);
	known = ARENA_ARRAY(arena, years + 1, int);
	if (!all || !known)
		return FAIL_MEMORY;
	if (years) {
		memcpy(all, calendar->spans, calendar->count * sizeof *all);
		memcpy(known, calendar->years, years * sizeof *known);
	}
	memcpy(all + calendar->count, spans, count * sizeof *all);
	known[years] = ymd_of(spans[0].first).year;
	*calendar = (struct work_calendar){all, calendar->count + count, known, years + 1};
	return 0;
}

int
work_calendar_read(struct db *db, struct arena *arena, day_no first, day_no last, struct work_calendar *ret_calendar)
{
	struct work_calendar calendar = {0};
	struct rows *rows;
	int status = db_query(db, calendars, ARGS(TEXT(setting_table[SETTING_CALENDAR].name), INT(first), INT(last)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = add_year(arena, rows_text(rows, 0), &calendar)) < 0)
			break;
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_calendar = calendar;
	return 0;
}

/* --- who set what ------------------------------------------------------------------------ */

/* A value that was cut stands in several rows; the last one says how long it held, the first who set it. */
STATEMENT(lines_of,
	"select s.name, s.id, s.node, s.value, s.source, s.since, s.until, j.number, j.at, j.actor, s.ended"
	" from setting s join journal j on j.number = (select min(m.made) from setting m where m.id = s.id)"
	" left join placement p on p.subject = s.node and " VALID("p")
	" where not exists (select 1 from setting x where x.id = s.id and x.made > s.made) and ($2 = '' or s.name = $2) and ($3 = 1 or s.ended is null) and ($4 = '' or s.node = 0"
	" or (p.path >= $4 and p.path < $5) or substr($4, 1, length(p.path)) = p.path)"
	" order by s.name, s.node, s.since desc, s.made desc limit 500");

_Static_assert(SETTING_LINES_MAX == 500, "the statement says so, too");

static int
take_line(struct arena *arena, const struct rows *rows, struct setting_line *line)
{
	*line = (struct setting_line){
		.setting = (enum setting)setting_find(rows_text(rows, 0)), .id = rows_int(rows, 1), .node = rows_int(rows, 2),
		.text = rows_dup(rows, 3, arena), .source = rows_dup(rows, 4, arena), .since = rows_day(rows, 5),
		.until = rows_day(rows, 6), .made = rows_int(rows, 7), .at = rows_int(rows, 8),
		.actor = rows_dup(rows, 9, arena), .ended = !rows_null(rows, 10), .node_name = "",
	};
	return line->text && line->source && line->actor ? 0 : FAIL_MEMORY;
}

/* A body's name, or a unit's; and the account's behind the entry. */
static int
name_line(struct db *db, struct arena *arena, day_no on, struct setting_line *line)
{
	int status = line->node ? ref_title(db, arena, &body_kind, line->node, on, &line->node_name) : 0;

	if (status == 0 && line->node && !*line->node_name)
		status = ref_title(db, arena, &unit_kind, line->node, on, &line->node_name);
	return status < 0 ? status : actor_name(db, arena, line->actor, &line->actor);
}

int
setting_lines(struct db *db, struct arena *arena, const struct setting_query *query, struct setting_line **ret_lines,
              size_t *ret_count)
{
	const char *name = query->setting < 0 ? "" : setting_table[query->setting].name, *reach = query->reach ? query->reach : "";
	const char *end = *reach ? path_end(arena, reach) : "";
	struct setting_line *lines = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = end ? db_query(db, lines_of, ARGS(INT(query->on), TEXT(name), INT(query->all), TEXT(reach), TEXT(end)), &rows)
	                 : FAIL_MEMORY;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if (setting_find(rows_text(rows, 0)) < 0)
			continue;
		if ((status = ARENA_GROW(arena, lines, count, room)) < 0 ||
		    (status = take_line(arena, rows, &lines[count])) < 0)
			break;
		count++;
	}
	rows_close(rows);
	for (size_t i = 0; i < count && status >= 0; i++)
		status = name_line(db, arena, query->on, &lines[i]);
	if (status < 0)
		return status;
	*ret_lines = lines;
	*ret_count = count;
	return 0;
}
