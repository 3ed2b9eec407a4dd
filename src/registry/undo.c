/* Taking a whole act back: its rows go, those it ended stand again. */
#include "registry/version.h"

#include "base/fail.h"
#include "registry/gram.h"

#define SQL_MAX ((size_t)4 << 10)

/* Runs one composed query for the least journal number above the batch that rests on it. */
static int
least(struct db *db, struct buf *sql, int64_t batch, int64_t *least_so_far)
{
	int64_t number = 0;
	int status = buf_status(sql);

	if (status == 0)
		status = db_number(db, buf_text(sql), ARGS(INT(batch)), &number);
	if (status == 0 && number > 0 && (*least_so_far == 0 || number < *least_so_far))
		*least_so_far = number;
	buf_clear(sql);
	return status;
}

/* A later version of a record the batch made or changed. */
static void
later_versions_sql(const struct kind *kind, struct buf *sql)
{
	buf_printf(sql, "select min(n) from ("
	                "select min(made) as n from %s where made > $1"
	                " and id in (select id from %s where made = $1 or ended = $1)"
	                " union all select min(ended) from %s where made = $1 and ended > $1) as later",
	           kind->name, kind->name, kind->name);
}

/* A later record that names one the batch made or changed. */
static void
later_references_sql(const struct kind *from, const struct field *field, struct buf *sql)
{
	buf_printf(sql, "select min(made) from %s where made > $1 and %s in"
	                " (select id from %s where made = $1 or ended = $1)",
	           from->name, field->name, field->refers);
}

int
batch_resting(struct db *db, int64_t batch, int64_t *ret_number)
{
	int64_t rests = 0;
	struct buf sql;
	int status = 0;

	buf_init(&sql, SQL_MAX);
	for (size_t k = 0; kinds[k] && status == 0; k++) {
		later_versions_sql(kinds[k], &sql);
		status = least(db, &sql, batch, &rests);
		for (size_t f = 0; f < kinds[k]->field_count && status == 0; f++) {
			if (kinds[k]->fields[f].type != FIELD_REF)
				continue;
			later_references_sql(kinds[k], &kinds[k]->fields[f], &sql);
			status = least(db, &sql, batch, &rests);
		}
	}
	buf_free(&sql);
	if (status == 0)
		*ret_number = rests;
	return status;
}

int
batch_undo_check(struct db *db, int64_t batch)
{
	int64_t rests;
	int status = batch_resting(db, batch, &rests);

	if (status == 0 && rests > 0)
		return fail(FAIL_REFUSED, NULL, "batch",
		            "不能撤回：日志第 %lld 条及以后的记录建立在这一批之上。",
		            "It cannot be undone: journal entry %lld and later ones rest on this batch.",
		            (long long)rests);
	return status;
}

int
batch_touched(struct edit *edit, int64_t batch)
{
	struct buf sql;
	int status = 0;

	buf_init(&sql, SQL_MAX);
	for (size_t k = 0; kinds[k] && status == 0; k++) {
		struct rows *rows;

		buf_printf(&sql, "select distinct id from %s where made = $1 or ended = $1", kinds[k]->name);
		status = buf_status(&sql);
		if (status == 0)
			status = db_query(edit->act->db, buf_text(&sql), ARGS(INT(batch)), &rows);
		buf_clear(&sql);
		if (status < 0)
			break;
		while ((status = rows_next(rows)) > 0 &&
		       (status = edit_touch(edit, kinds[k], rows_int(rows, 0))) == 0)
			continue;
		rows_close(rows);
	}
	buf_free(&sql);
	return status;
}

static int
revert_table(struct db *db, const char *table, int64_t batch, struct buf *sql)
{
	int status;

	buf_clear(sql);
	buf_printf(sql, "delete from %s where made = $1", table);
	status = buf_status(sql);
	if (status == 0)
		status = db_exec(db, buf_text(sql), ARGS(INT(batch)), NULL);
	buf_clear(sql);
	buf_printf(sql, "update %s set ended = null where ended = $1", table);
	if (status == 0)
		status = buf_status(sql);
	return status < 0 ? status : db_exec(db, buf_text(sql), ARGS(INT(batch)), NULL);
}

int
batch_undo(struct edit *edit, int64_t batch)
{
	struct buf sql;
	int status = batch_undo_check(edit->act->db, batch);

	if (status == 0)
		status = batch_touched(edit, batch);
	buf_init(&sql, SQL_MAX);
	for (size_t k = 0; kinds[k] && status == 0; k++) {
		status = grams_forget(edit->act->db, kinds[k], batch);
		if (status == 0)
			status = revert_table(edit->act->db, kinds[k]->name, batch, &sql);
	}
	for (size_t i = 0; i < edit->count && status == 0; i++)
		status = grams_renew(edit->act->db, edit->touched[i].kind, edit->touched[i].id);
	if (status == 0)
		status = revert_table(edit->act->db, "placement", batch, &sql);
	buf_free(&sql);
	return status;
}
