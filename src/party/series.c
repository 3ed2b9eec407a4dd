#include "party/series.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/fail.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define STEPS_TEXT ((size_t)16 << 10) /* bytes of one row's steps */

static const struct column tally_columns[] = {
	{"node", COLUMN_INT, .required = true},      /* body, or 0 for everything */
	{"dimension", COLUMN_INT, .required = true}, /* enum dimension */
	{"value", COLUMN_TEXT, .required = true},
	{"metric", COLUMN_INT, .required = true},    /* enum metric */
	{"changes", COLUMN_INT, .required = true},   /* in the whole series */
	{"steps", COLUMN_TEXT, .required = true},    /* "20590+3 20591-1"; empty where it is cut into parts */
};

static const struct column tally_part_columns[] = {
	{"node", COLUMN_INT, .required = true},
	{"dimension", COLUMN_INT, .required = true},
	{"value", COLUMN_TEXT, .required = true},
	{"metric", COLUMN_INT, .required = true},
	{"part", COLUMN_INT, .required = true},      /* day / SERIES_PART_DAYS */
	{"before", COLUMN_INT, .required = true},    /* the value before its first day */
	{"steps", COLUMN_TEXT, .required = true},
};

const struct table tally_tables[] = {
	{"tally", tally_columns, COUNT(tally_columns), "node, dimension, value, metric", .undone = true},
	{"tally_part", tally_part_columns, COUNT(tally_part_columns), "node, dimension, value, metric, part",
	 .undone = true},
};
const size_t tally_table_count = COUNT(tally_tables);

#define KEY "node = $1 and dimension = $2 and value = $3 and metric = $4"

STATEMENT(tally_get, "select changes, steps from tally where " KEY);
STATEMENT(tally_new, "insert into tally (node, dimension, value, metric, changes, steps)"
                     " values ($1, $2, $3, $4, $5, $6)");
STATEMENT(tally_set, "update tally set changes = $5, steps = $6 where " KEY);
STATEMENT(tally_drop, "delete from tally where " KEY);
STATEMENT(part_last, "select before, steps, part from tally_part where " KEY " and part <= $5"
                     " order by part desc limit 1");
STATEMENT(part_all, "select before, steps from tally_part where " KEY " order by part");
STATEMENT(part_new, "insert into tally_part (node, dimension, value, metric, part, before, steps)"
                    " values ($1, $2, $3, $4, $5, $6, $7)");
STATEMENT(part_set, "update tally_part set before = $6, steps = $7 where " KEY " and part = $5");
STATEMENT(part_shift, "update tally_part set before = before + $7 where " KEY " and part > $5 and part < $6");
STATEMENT(part_drop, "delete from tally_part where " KEY " and part = $5");
STATEMENT(part_drop_all, "delete from tally_part where " KEY);
/* Of a series in parts, the part that holds the day: "before;steps". */
#define TALLIES(nodes)                                                                                     \
	"select t.node, t.value, t.metric, t.steps, case when t.changes > 128 then" /* SERIES_ROW_MAX */   \
	" (select cast(p.before as text) || ';' || p.steps from tally_part p where p.node = t.node"        \
	" and p.dimension = t.dimension and p.value = t.value and p.metric = t.metric and p.part <= $3"    \
	" order by p.part desc limit 1) end"                                                               \
	" from tally t where t.dimension = $1 and t.metric < $2 and t.node " nodes

/* Places not needed are -1, which no node has. */
#define NODES "in ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24," \
              " $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)"

STATEMENT(tally_all, TALLIES("= $4") " order by t.value, t.metric");
STATEMENT(tally_of_value, TALLIES("= $4") " and t.value = $5 order by t.metric");
STATEMENT(tally_of_nodes, TALLIES(NODES) " and t.value = '' order by t.node, t.metric");

#define KEY_ARGS(series) INT((series)->node), INT((series)->dimension), TEXT((series)->value), INT((series)->metric)

static int64_t
part_of(day_no day)
{
	return (day >= 0 ? day : day - SERIES_PART_DAYS + 1) / SERIES_PART_DAYS;
}

/* --- steps as text ------------------------------------------------------------- */

struct steps {
	struct step *at;
	size_t count, room;
};

static int
push(struct steps *steps, struct step step)
{
	if (steps->count == steps->room) {
		size_t room = steps->room ? 2 * steps->room : 64;
		struct step *at = realloc(steps->at, room * sizeof *at);

		if (!at)
			return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		steps->at = at;
		steps->room = room;
	}
	steps->at[steps->count++] = step;
	return 0;
}

/* A whole number with or without a sign, moving *text behind it. */
static int64_t
read_number(const char **text)
{
	const char *at = *text;
	bool negative = *at == '-';
	int64_t number = 0;

	at += *at == '-' || *at == '+';
	for (; *at >= '0' && *at <= '9'; at++)
		number = 10 * number + (*at - '0');
	*text = at;
	return negative ? -number : number;
}

/* Moves behind one step of a text; false at its end, and where no number stands. */
static bool
next_step(const char **text, struct step *ret_step)
{
	const char *from = *text;

	ret_step->day = (day_no)read_number(text);
	ret_step->change = read_number(text);
	*text += **text == ' ';
	return *text > from;
}

static int
read_steps(const char *text, struct steps *steps)
{
	struct step step;
	int status = 0;

	while (status == 0 && next_step(&text, &step))
		status = push(steps, step);
	return status;
}

static int64_t
sum_to(const char *text, day_no day)
{
	struct step step;
	int64_t sum = 0;

	while (next_step(&text, &step) && step.day <= day)
		sum += step.change;
	return sum;
}

/* Printf took a quarter of the time of an act. */
static void
write_number(int64_t number, bool plus, struct buf *out)
{
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char text[24];
	size_t at = sizeof text;

	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0 || plus)
		text[--at] = number < 0 ? '-' : '+';
	buf_add(out, text + at, sizeof text - at);
}

static void
write_steps(const struct step *steps, size_t count, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_putc(out, ' ');
		write_number(steps[i].day, false, out);
		write_number(steps[i].change, true, out);
	}
}

/* Both lists in one, by day, without what comes to nothing. */
static int
merge(const struct steps *old, const struct step *more, size_t count, struct steps *ret_merged)
{
	size_t o = 0, m = 0;
	int status = 0;

	ret_merged->count = 0;
	while (status == 0 && (o < old->count || m < count)) {
		struct step step;

		if (m == count || (o < old->count && old->at[o].day < more[m].day)) {
			step = old->at[o++];
		} else if (o == old->count || more[m].day < old->at[o].day) {
			step = more[m++];
		} else {
			step = (struct step){more[m].day, old->at[o].change + more[m].change};
			o++;
			m++;
		}
		if (step.change != 0)
			status = push(ret_merged, step);
	}
	return status;
}

/* --- writing -------------------------------------------------------------------- */

/* A series while it is changed. */
struct work {
	struct db *db;
	const struct series *series;
	struct steps old, merged;
	struct buf text;
	int64_t changes;      /* in the whole series */
	bool exists;
};

static int
set_head(struct work *work, int64_t changes)
{
	const struct series *series = work->series;
	int status = buf_status(&work->text);

	if (status < 0)
		return status;
	if (changes == 0)
		return work->exists ? db_exec(work->db, tally_drop, ARGS(KEY_ARGS(series)), NULL) : 0;
	return db_exec(work->db, work->exists ? tally_set : tally_new,
	               ARGS(KEY_ARGS(series), INT(changes), TEXT(buf_text(&work->text))), NULL);
}

static int
put_part(struct work *work, bool exists, int64_t part, int64_t before, const struct step *steps, size_t count)
{
	const struct series *series = work->series;
	int status;

	if (count == 0)
		return exists ? db_exec(work->db, part_drop, ARGS(KEY_ARGS(series), INT(part)), NULL) : 0;
	write_steps(steps, count, &work->text);
	status = buf_status(&work->text);
	if (status < 0)
		return status;
	return db_exec(work->db, exists ? part_set : part_new,
	               ARGS(KEY_ARGS(series), INT(part), INT(before), TEXT(buf_text(&work->text))), NULL);
}

/* Where a run of steps in the same part ends. */
static size_t
end_of_part(const struct step *steps, size_t count, size_t at)
{
	int64_t part = part_of(steps[at].day);

	while (at < count && part_of(steps[at].day) == part)
		at++;
	return at;
}

/* The series has grown past one row: its parts are written in one go. */
static int
cut(struct work *work)
{
	const struct step *steps = work->merged.at;
	int64_t before = 0;
	int status = 0;

	for (size_t at = 0, end; at < work->merged.count && status == 0; at = end) {
		end = end_of_part(steps, work->merged.count, at);
		status = put_part(work, false, part_of(steps[at].day), before, steps + at, end - at);
		for (size_t i = at; i < end; i++)
			before += steps[i].change;
	}
	buf_clear(&work->text);
	return status < 0 ? status : set_head(work, (int64_t)work->merged.count);
}

static int
add_to_row(struct work *work, const struct step *steps, size_t count)
{
	int status = merge(&work->old, steps, count, &work->merged);

	if (status < 0)
		return status;
	if (work->merged.count > SERIES_ROW_MAX)
		return cut(work);
	write_steps(work->merged.at, work->merged.count, &work->text);
	return set_head(work, (int64_t)work->merged.count);
}

/* Reads one part into work->old; without a row its value follows from the part before. */
static int
read_part(struct work *work, int64_t part, bool *ret_exists, int64_t *ret_before)
{
	const struct series *series = work->series;
	struct rows *rows;
	int status = db_query(work->db, part_last, ARGS(KEY_ARGS(series), INT(part)), &rows);

	if (status < 0)
		return status;
	work->old.count = 0;
	*ret_exists = false;
	*ret_before = 0;
	status = rows_next(rows);
	if (status > 0) {
		*ret_exists = rows_int(rows, 2) == part;
		*ret_before = rows_int(rows, 0);
		if (*ret_exists)
			status = read_steps(rows_text(rows, 1), &work->old);
		else
			*ret_before += sum_to(rows_text(rows, 1), DAY_OPEN);
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
shift(struct work *work, int64_t after, int64_t until, int64_t by)
{
	const struct series *series = work->series;

	if (by == 0)
		return 0;
	return db_exec(work->db, part_shift, ARGS(KEY_ARGS(series), INT(after), INT(until), INT(by)), NULL);
}

/* The series has shrunk to one row again. */
static int
join(struct work *work)
{
	const struct series *series = work->series;
	struct rows *rows;
	int status = db_query(work->db, part_all, ARGS(KEY_ARGS(series)), &rows);

	if (status < 0)
		return status;
	work->merged.count = 0;
	while ((status = rows_next(rows)) > 0)
		if ((status = read_steps(rows_text(rows, 1), &work->merged)) < 0)
			break;
	rows_close(rows);
	if (status == 0)
		status = db_exec(work->db, part_drop_all, ARGS(KEY_ARGS(series)), NULL);
	write_steps(work->merged.at, work->merged.count, &work->text);
	return status < 0 ? status : set_head(work, work->changes);
}

static int
add_to_parts(struct work *work, const struct step *steps, size_t count)
{
	int64_t moved = 0, last = 0; /* what the changes so far come to, and the part they end with */
	int status = 0;

	for (size_t at = 0, end; at < count && status == 0; at = end) {
		int64_t part = part_of(steps[at].day), before;
		bool exists;

		end = end_of_part(steps, count, at);
		status = shift(work, last, part + 1, moved);
		if (status == 0)
			status = read_part(work, part, &exists, &before);
		if (status == 0)
			status = merge(&work->old, steps + at, end - at, &work->merged);
		if (status == 0)
			status = put_part(work, exists, part, before, work->merged.at, work->merged.count);
		work->changes += (int64_t)work->merged.count - (int64_t)work->old.count;
		for (size_t i = at; i < end; i++)
			moved += steps[i].change;
		last = part;
	}
	if (status == 0)
		status = shift(work, last, part_of(DAY_OPEN) + 1, moved);
	if (status == 0 && work->changes <= SERIES_ROW_MAX)
		return join(work);
	buf_clear(&work->text);
	return status < 0 ? status : set_head(work, work->changes);
}

static int
read_head(struct work *work)
{
	const struct series *series = work->series;
	struct rows *rows;
	int status = db_query(work->db, tally_get, ARGS(KEY_ARGS(series)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		work->exists = true;
		work->changes = rows_int(rows, 0);
		status = read_steps(rows_text(rows, 1), &work->old);
	}
	rows_close(rows);
	return status;
}

int
series_add(struct db *db, const struct series *series, const struct step *steps, size_t count)
{
	struct work work = {.db = db, .series = series};
	int status;

	if (count == 0)
		return 0;
	buf_init(&work.text, STEPS_TEXT);
	status = read_head(&work);
	if (status == 0)
		status = work.changes > SERIES_ROW_MAX ? add_to_parts(&work, steps, count)
		                                       : add_to_row(&work, steps, count);
	buf_free(&work.text);
	free(work.old.at);
	free(work.merged.at);
	return status;
}

/* --- reading -------------------------------------------------------------------- */

static int64_t
value_in_part(const char *part, day_no on)
{
	int64_t before = read_number(&part);

	return before + (*part == ';' ? sum_to(part + 1, on) : 0);
}

static int
read_each(struct db *db, const char *sql, const struct value *args, size_t count, day_no on,
          int (*each)(void *arg, const struct series *series, int64_t value), void *arg)
{
	struct rows *rows;
	int status = db_query(db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		const struct series series = {rows_int(rows, 0), args[0].number, rows_text(rows, 1), rows_int(rows, 2)};
		int64_t value = rows_null(rows, 4) ? sum_to(rows_text(rows, 3), on)
		                                   : value_in_part(rows_text(rows, 4), on);

		if ((status = each(arg, &series, value)) < 0)
			break;
	}
	rows_close(rows);
	return status;
}

int
series_read(struct db *db, int64_t node, int64_t dimension, int64_t below, day_no on,
            int (*each)(void *arg, const struct series *series, int64_t value), void *arg)
{
	return read_each(db, tally_all, ARGS(INT(dimension), INT(below), INT(part_of(on)), INT(node)), on, each, arg);
}

int
series_read_value(struct db *db, int64_t node, int64_t dimension, const char *value, int64_t below, day_no on,
                  int (*each)(void *arg, const struct series *series, int64_t value), void *arg)
{
	return read_each(db, tally_of_value,
	                 ARGS(INT(dimension), INT(below), INT(part_of(on)), INT(node), TEXT(value)), on, each, arg);
}

int
series_read_nodes(struct db *db, const int64_t *nodes, size_t count, int64_t dimension, int64_t below, day_no on,
                  int (*each)(void *arg, const struct series *series, int64_t value), void *arg)
{
	struct value args[3 + SERIES_NODES_MAX] = {INT(dimension), INT(below), INT(part_of(on))};

	if (count > SERIES_NODES_MAX)
		return fail(FAIL_SYSTEM, NULL, NULL, "一次最多 %d 个组织。", "At most %d bodies at once.", SERIES_NODES_MAX);
	for (size_t i = 0; i < SERIES_NODES_MAX; i++)
		args[3 + i] = INT(i < count ? nodes[i] : -1);
	return read_each(db, tally_of_nodes, args, 3 + SERIES_NODES_MAX, on, each, arg);
}

/* --- several days at once ------------------------------------------------------- */

/* Each series with its parts from the one that holds the first day to that of the last; null where it is one row. */
STATEMENT(tally_days,
	"select t.metric, t.steps, p.part, p.before, p.steps from tally t"
	" left join tally_part p on t.changes > 128" /* SERIES_ROW_MAX */
	" and p.node = t.node and p.dimension = t.dimension and p.value = t.value and p.metric = t.metric and p.part <= $5"
	" and p.part >= coalesce((select max(q.part) from tally_part q where q.node = t.node and q.dimension = t.dimension"
	" and q.value = t.value and q.metric = t.metric and q.part <= $4), $4)"
	" where t.node = $1 and t.dimension = $2 and t.value = $6 and t.metric < $3 order by t.metric, p.part");

/* The values on the days from `at` on, where steps begin after a value. */
static void
values_from(const char *steps, int64_t before, const day_no *days, size_t count, size_t at, int64_t *values)
{
	struct step step;
	bool more = next_step(&steps, &step);

	for (; at < count; at++) {
		for (; more && step.day <= days[at]; more = next_step(&steps, &step))
			before += step.change;
		values[at] = before;
	}
}

/* The first day that a part holds, or behind the last. */
static size_t
first_in_part(int64_t part, const day_no *days, size_t count)
{
	size_t at = 0;

	while (at < count && part_of(days[at]) < part)
		at++;
	return at;
}

/* A series under way: its rows follow on one another, a part each. */
struct course {
	struct series series;
	int64_t values[SERIES_DAYS_MAX];
	bool begun;
};

int
series_read_days(struct db *db, int64_t node, int64_t dimension, const char *value, int64_t below, const day_no *days,
                 size_t count, int (*each)(void *arg, const struct series *series, const int64_t *values), void *arg)
{
	struct course course = {.begun = false};
	struct rows *rows;
	int status;

	if (count == 0 || count > SERIES_DAYS_MAX)
		return count ? fail(FAIL_SYSTEM, NULL, NULL, "一次最多 %d 天。", "At most %d days at once.", SERIES_DAYS_MAX) : 0;
	status = db_query(db, tally_days, ARGS(INT(node), INT(dimension), INT(below), INT(part_of(days[0])),
	                                       INT(part_of(days[count - 1])), TEXT(value)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if (!course.begun || course.series.metric != rows_int(rows, 0)) {
			if (course.begun && (status = each(arg, &course.series, course.values)) < 0)
				break;
			course = (struct course){.begun = true, .series = {node, dimension, value, rows_int(rows, 0)}};
		}
		if (rows_null(rows, 2))
			values_from(rows_text(rows, 1), 0, days, count, 0, course.values);
		else
			values_from(rows_text(rows, 4), rows_int(rows, 3), days, count,
			            first_in_part(rows_int(rows, 2), days, count), course.values);
	}
	if (status == 0 && course.begun)
		status = each(arg, &course.series, course.values);
	rows_close(rows);
	return status < 0 ? status : 0;
}

STATEMENT(tally_values, "select count(*) from (select distinct t.value from tally t where t.node = $1 and t.dimension = $2"
                        " order by t.value limit $3) as few");

int
series_values(struct db *db, int64_t node, int64_t dimension, int64_t max, int64_t *ret_count)
{
	return db_number(db, tally_values, ARGS(INT(node), INT(dimension), INT(max)), ret_count);
}
