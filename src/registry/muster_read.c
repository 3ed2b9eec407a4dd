/* A muster read from the records, and brought up to date from what the entries since have touched. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/list_draft.h"
#include "registry/muster_table.h"
#include "registry/tables.h"
#include "store/journal.h"

#define TOUCHED_PIECE 64  /* identities that are read again in one statement */
#define TOUCHED_MAX LOOSE_MAX

static int
no_memory(void)
{
	return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
}

void
muster_free(struct muster *muster)
{
	if (!muster)
		return;
	for (size_t i = 0; i < muster->column_count; i++) {
		free(muster->columns[i].values);
		free(muster->columns[i].zones);
	}
	for (size_t i = 0; i < muster->pair_count; i++)
		free(muster->pairs[i].bits);
	pthread_mutex_destroy(&muster->lock);
	free(muster->ids);
	free(muster->bits);
	free(muster);
}

/* ---- what is kept ---- */

static bool
is_kept(const struct field *field)
{
	return !(field->flags & PERSONAL) && field->type != FIELD_REF && (field->flags & (SHOW_SORT | SHOW_FILTER)) != 0;
}

static int
choose_columns(struct muster *muster)
{
	const struct kind *kind = muster->kind;
	size_t count = 0;

	muster->columns[count++] = (struct muster_column){.ranked = true};
	for (size_t i = 0; i < kind->field_count && count < COLUMNS_MAX; i++)
		if (is_kept(&kind->fields[i]))
			muster->columns[count++] = (struct muster_column){
				.field = &kind->fields[i],
				.ranked = field_is_text(&kind->fields[i]) && kind->fields[i].type != FIELD_REGION};
	muster->column_count = count;
	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		for (const struct facet_word *word = facet->words; word->word && muster->word_count < WORDS_MAX; word++)
			muster->words[muster->word_count++] = word;
	for (size_t i = 0; i < count; i++) {
		struct muster_column *column = &muster->columns[i];

		column->values = calloc(muster->room, sizeof *column->values);
		column->zones = calloc(muster->room / PIECE, sizeof *column->zones);
		if (!column->values || !column->zones)
			return no_memory();
	}
	muster->ids = calloc(muster->room, sizeof *muster->ids);
	muster->bits = calloc(muster->room, sizeof *muster->bits);
	return muster->ids && muster->bits ? 0 : no_memory();
}

/* ---- the statement ---- */

/* The word whose condition is the contrary, if it stands before this one; or -1. */
static int
contrary(const struct muster *muster, size_t word)
{
	const char *condition = muster->words[word]->condition;

	for (size_t i = 0; i < word && !muster->words[word]->standing; i++)
		if (strncmp(condition, "not ", 4) == 0 && strcmp(condition + 4, muster->words[i]->condition) == 0)
			return (int)i;
	return -1;
}

static void
add_condition(const struct muster *muster, const struct facet_word *word, struct buf *sql)
{
	const char *condition = word->standing ? word->standing : word->condition, *at;

	for (; word->months && (at = strstr(condition, "$+")); condition = at + 2)
		buf_printf(sql, "%.*s%d", (int)(at - condition), condition, last_day_within(muster->on, word->months));
	buf_puts(sql, condition);
}

/* Identity, how it stands, and what is a number. */
static void
rows_sql(const struct muster *muster, struct buf *sql)
{
	const char *kind = muster->kind->name;

	buf_puts(sql, "select r.id, 0");
	for (size_t i = 0; i < muster->word_count; i++) {
		if (contrary(muster, i) >= 0)
			continue;
		buf_puts(sql, " + case when ");
		add_condition(muster, muster->words[i], sql);
		buf_printf(sql, " then %u else 0 end", 1u << i);
	}
	for (size_t i = 0; i < muster->column_count; i++)
		if (!muster->columns[i].ranked)
			buf_printf(sql, ", r.%s", muster->columns[i].field->name);
	buf_printf(sql, " from %s r join placement p on p.subject = r.id where r.ended is null and r.since <= $1 and r.until > $1"
	                " and p.ended is null and p.since <= $1 and p.until > $1", kind);
}

/* The number of a row's column; a region's digits are one. */
static int
read_number(const struct rows *rows, int at, const struct field *field, int32_t *ret_number)
{
	int64_t number = rows_null(rows, at) ? -1 : 0;

	if (number == 0 && field->type != FIELD_REGION)
		number = rows_int(rows, at);
	else if (number == 0 && (strlen(rows_text(rows, at)) != 6 || num_parse(rows_text(rows, at), &number) < 0))
		number = INT64_MAX;
	if (number < INT32_MIN || number > INT32_MAX)
		return fail(FAIL_SYSTEM, NULL, field->name, "有一个值超出范围。", "A value is out of range.");
	*ret_number = (int32_t)number;
	return 0;
}

static int
take_row(struct muster *muster, const struct rows *rows, size_t row)
{
	uint32_t bits = (uint32_t)rows_int(rows, 1);
	int at = 2, other, status = 0;

	for (size_t i = 0; i < muster->word_count; i++)
		if ((other = contrary(muster, i)) >= 0 && !(bits >> other & 1))
			bits |= 1u << i;
	muster->ids[row] = (uint32_t)rows_int(rows, 0);
	muster->bits[row] = bits | ALIVE;
	for (size_t i = 0; i < muster->column_count && status == 0; i++)
		if (!muster->columns[i].ranked)
			status = read_number(rows, at++, muster->columns[i].field, &muster->columns[i].values[row]);
	return status;
}

/* ---- all of it ---- */

static int
read_rows(struct muster *muster, struct db *db, struct buf *sql)
{
	struct rows *rows = NULL;
	int status;

	rows_sql(muster, sql);
	buf_puts(sql, " order by r.id" WALKED);
	status = buf_status(sql);
	if (status == 0)
		status = db_query(db, buf_text(sql), ARGS(INT(muster->on)), &rows);
	while (status >= 0 && (status = rows_next(rows)) > 0) {
		if (muster->count + SPARE > muster->room || rows_int(rows, 0) > UINT32_MAX)
			status = fail(FAIL_SYSTEM, NULL, NULL, "记录太多。", "There are too many records.");
		else
			status = take_row(muster, rows, muster->count);
		muster->count += status == 0;
	}
	rows_close(rows);
	return status;
}

/* The places of a text in its order. */
static int
rank(struct muster *muster, struct db *db, const struct muster_column *column, struct buf *sql)
{
	char before[SQL_MAX] = "";
	struct rows *rows = NULL;
	int32_t place = 0;
	size_t row;
	int status;

	if (column->field) {
		buf_puts(sql, "select r.id, ");
		sort_sql(column->field, "r", sql);
		buf_printf(sql, " from %s r where r.ended is null and r.since <= $1 and r.until > $1 order by ", muster->kind->name);
		sort_sql(column->field, "r", sql);
		buf_puts(sql, ", r.id" WALKED);
	} else {
		buf_puts(sql, "select p.subject, p.path from placement p where p.ended is null and p.since <= $1 and p.until > $1"
		              " order by p.path" WALKED);
	}
	status = buf_status(sql);
	if (status == 0)
		status = db_query(db, buf_text(sql), ARGS(INT(muster->on)), &rows);
	while (status >= 0 && (status = rows_next(rows)) > 0) {
		const char *text = rows_text(rows, 1);

		if (!muster_holds(muster, rows_int(rows, 0), &row))
			continue;
		if (place == 0 || strcmp(text, before) != 0)
			place++;
		snprintf(before, sizeof before, "%s", text);
		column->values[row] = place;
	}
	rows_close(rows);
	return status;
}

static void
tell_zones(const struct muster *muster, struct muster_column *column)
{
	for (size_t p = 0; p < muster->room / PIECE; p++) {
		struct muster_zone zone = {INT32_MAX, INT32_MIN};

		for (size_t row = p * PIECE; row < (p + 1) * PIECE && row < muster->count; row++) {
			zone.least = column->values[row] < zone.least ? column->values[row] : zone.least;
			zone.most = column->values[row] > zone.most ? column->values[row] : zone.most;
		}
		column->zones[p] = zone;
	}
}

static int
read_all(struct muster *muster, struct db *db)
{
	struct buf sql;
	int status = choose_columns(muster);

	if (status < 0)
		return status;
	buf_init(&sql, SQL_MAX);
	status = read_rows(muster, db, &sql);
	for (size_t i = 0; i < muster->column_count && status == 0; i++) {
		buf_clear(&sql);
		if (muster->columns[i].ranked)
			status = rank(muster, db, &muster->columns[i], &sql);
		tell_zones(muster, &muster->columns[i]);
	}
	buf_free(&sql);
	return status;
}

int
muster_read(struct db *db, const struct kind *kind, day_no on, struct muster **ret_muster)
{
	struct muster *muster = calloc(1, sizeof *muster);
	char sql[200];
	int64_t count = 0;
	int status = muster ? journal_last(db, &muster->journal) : no_memory();

	snprintf(sql, sizeof sql, "select count(*) from %s r where r.ended is null and r.since <= $1 and r.until > $1", kind->name);
	if (status == 0)
		status = db_number(db, sql, ARGS(INT(on)), &count);
	if (muster)
		pthread_mutex_init(&muster->lock, NULL);
	if (status == 0) {
		muster->kind = kind;
		muster->on = on;
		muster->room = ((size_t)count + 2 * SPARE) / PIECE * PIECE;
		status = read_all(muster, db);
	}
	if (status < 0) {
		muster_free(muster);
		return status;
	}
	*ret_muster = muster;
	return 0;
}

/* ---- what has changed since ---- */

struct touched_ids {
	uint32_t ids[TOUCHED_MAX];
	size_t count;
	bool many;
};

static void
touch(struct touched_ids *touched, int64_t id)
{
	for (size_t i = 0; i < touched->count; i++)
		if (touched->ids[i] == id)
			return;
	if (touched->count == TOUCHED_MAX || id > UINT32_MAX)
		touched->many = true;
	else
		touched->ids[touched->count++] = (uint32_t)id;
}

/* The records that rows of a table name which were made or ended after an entry. */
static int
touch_from(struct db *db, const char *table, const char *column, int64_t journal, struct touched_ids *touched)
{
	char sql[300];
	struct rows *rows;
	int status;

	snprintf(sql, sizeof sql, "select t.%s from %s t where t.made > $1 union select t.%s from %s t where t.ended > $1"
	         " limit %d" PLANNED_ANEW, column, table, column, table, TOUCHED_MAX + 1);
	status = db_query(db, sql, ARGS(INT(journal)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if (!rows_null(rows, 0))
			touch(touched, rows_int(rows, 0));
	rows_close(rows);
	return status;
}

/* Every reference to the kind counts, for a facet may ask of it. */
static int
find_touched(const struct muster *muster, struct db *db, struct touched_ids *touched)
{
	int status = touch_from(db, muster->kind->name, "id", muster->journal, touched);

	if (status == 0)
		status = touch_from(db, "placement", "subject", muster->journal, touched);
	for (size_t k = 0; kinds[k]; k++)
		for (size_t f = 0; f < kinds[k]->field_count && status == 0; f++)
			if (kinds[k]->fields[f].type == FIELD_REF && strcmp(kinds[k]->fields[f].refers, muster->kind->name) == 0)
				status = touch_from(db, kinds[k]->name, kinds[k]->fields[f].name, muster->journal, touched);
	return status;
}

/* The row that is written anew; one that was not there comes behind all others. */
static bool
loosen(struct muster *muster, int64_t id, size_t *ret_row)
{
	size_t row;

	if (!muster_holds(muster, id, &row)) {
		if (row < muster->count || muster->count + PIECE > muster->room)
			return false;
		row = muster->count++;
		muster->bits[row] = 0;
	}
	*ret_row = row;
	return true;
}

static int
read_piece(struct muster *muster, struct db *db, const uint32_t *ids, size_t count, struct buf *sql)
{
	struct value args[1 + TOUCHED_PIECE] = {INT(muster->on)};
	struct rows *rows = NULL;
	size_t row;
	int status;

	for (size_t i = 0; i < TOUCHED_PIECE; i++)
		args[1 + i] = INT(i < count ? (int64_t)ids[i] : -1);
	status = db_query(db, buf_text(sql), args, 1 + TOUCHED_PIECE, &rows);
	while (status >= 0 && !muster->stale && (status = rows_next(rows)) > 0) {
		if (!loosen(muster, rows_int(rows, 0), &row)) {
			muster->stale = true;
			break;
		}
		status = take_row(muster, rows, row);
		muster->bits[row] |= LOOSE;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* What was loose stays so: its texts may have changed before. */
static void
gather_loose(struct muster *muster, const struct touched_ids *touched)
{
	size_t row;

	for (size_t i = 0; i < touched->count; i++) {
		bool known = false;

		if (!muster_holds(muster, touched->ids[i], &row))
			continue;
		for (size_t l = 0; l < muster->loose_count && !known; l++)
			known = muster->loose[l] == row;
		if (!known && muster->loose_count == LOOSE_MAX)
			muster->stale = true;
		else if (!known)
			muster->loose[muster->loose_count++] = (uint32_t)row;
	}
}

static int
by_id(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

static int
read_touched(struct muster *muster, struct db *db, struct touched_ids *touched)
{
	struct buf sql;
	size_t row;
	int status;

	qsort(touched->ids, touched->count, sizeof *touched->ids, by_id);
	for (size_t i = 0; i < touched->count; i++)
		if (muster_holds(muster, touched->ids[i], &row))
			muster->bits[row] = 0;
	buf_init(&sql, SQL_MAX);
	rows_sql(muster, &sql);
	for (size_t i = 0; i < TOUCHED_PIECE; i++)
		buf_printf(&sql, "%s$%zu", i ? ", " : " and r.id in (", 2 + i);
	buf_puts(&sql, ") order by r.id" PLANNED_ANEW);
	status = buf_status(&sql);
	for (size_t i = 0; i < touched->count && status == 0; i += TOUCHED_PIECE)
		status = read_piece(muster, db, touched->ids + i,
		                    touched->count - i < TOUCHED_PIECE ? touched->count - i : TOUCHED_PIECE, &sql);
	buf_free(&sql);
	gather_loose(muster, touched);
	return status;
}

/* An undone act leaves no row behind that would tell of it. */
STATEMENT(undone_since, "select count(*) from journal where number > $1 and action = 'undo'");

int
muster_follow(struct muster *muster, struct db *db, int64_t journal)
{
	struct touched_ids touched = {.count = 0};
	int64_t undone = 0;
	int status;

	if (journal - muster->journal > TOUCHED_MAX) {
		muster->stale = true;
		return 0;
	}
	status = db_number(db, undone_since, ARGS(INT(muster->journal)), &undone);
	if (status == 0 && undone == 0)
		status = find_touched(muster, db, &touched);
	if (status == 0 && !undone && !touched.many)
		status = read_touched(muster, db, &touched);
	muster->stale = muster->stale || status < 0 || undone || touched.many;
	muster->journal = journal;
	return status;
}
