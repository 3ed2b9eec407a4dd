#include "registry/version.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/gram.h"
#include "registry/tables.h"

#define SQL_MAX ((size_t)16 << 10)
#define VALUES_MAX 64 /* columns of one kind, sealed keys included */

struct record *
record_new(struct arena *arena, const struct kind *kind)
{
	struct record *record = ARENA_NEW(arena, struct record);
	struct value *values = ARENA_ARRAY(arena, kind->field_count, struct value);

	if (!record || !values)
		return NULL;
	*record = (struct record){.kind = kind, .since = DAY_NONE, .until = DAY_OPEN, .values = values};
	return record;
}

struct value *
record_value(const struct record *record, const char *field)
{
	return &record->values[field_index(record->kind, field)];
}

int
record_from_row(struct arena *arena, const struct kind *kind, const struct rows *rows, int column,
                struct record **ret_record)
{
	struct record *record = record_new(arena, kind);

	if (!record)
		return FAIL_MEMORY;
	record->id = rows_int(rows, column + COL_ID);
	record->since = rows_day(rows, column + COL_SINCE);
	record->until = rows_day(rows, column + COL_UNTIL);
	record->made = rows_int(rows, column + COL_MADE);
	record->ended = rows_int(rows, column + COL_ENDED);
	for (size_t i = 0; i < kind->field_count; i++) {
		int at = column + COL_FIELDS + (int)i;

		if (rows_null(rows, at))
			continue;
		if (!field_is_text(&kind->fields[i])) {
			record->values[i] = INT(rows_int(rows, at));
			continue;
		}
		record->values[i] = TEXT(rows_dup(rows, at, arena));
		if (record->values[i].type == VALUE_NULL)
			return FAIL_MEMORY;
	}
	*ret_record = record;
	return 0;
}

/* --- touching ------------------------------------------------------------ */

int
edit_touch(struct edit *edit, const struct kind *kind, int64_t id)
{
	int status;

	for (size_t i = edit->count; i > 0 && i + 4 > edit->count; i--) /* the usual repetitions */
		if (edit->touched[i - 1].id == id && edit->touched[i - 1].kind == kind)
			return 0;
	status = ARENA_GROW(edit->act->arena, edit->touched, edit->count, edit->room);
	if (status < 0)
		return status;
	edit->touched[edit->count++] = (struct touched){kind, id};
	return 0;
}

/* --- writing rows ----------------------------------------------------------- */

/* As many rows at a time as `rows` says. */
static void
insert_sql(const struct kind *kind, size_t rows, struct buf *sql)
{
	size_t count = COL_ENDED; /* a new row has not ended */

	buf_printf(sql, "insert into %s (id, since, until, made", kind->name);
	for (size_t i = 0; i < kind->field_count; i++, count++)
		buf_printf(sql, ", %s", kind->fields[i].name);
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].type == FIELD_RESIDENT) {
			buf_printf(sql, ", %s_key", kind->fields[i].name);
			count++;
		}
	buf_puts(sql, ") values ");
	for (size_t r = 0; r < rows; r++) {
		buf_puts(sql, r ? ", (" : "(");
		for (size_t i = 0; i < count; i++)
			buf_printf(sql, "%s$%zu", i ? ", " : "", r * count + i + 1);
		buf_puts(sql, ")");
	}
}

/* An ID typed in is 18 characters; what is stored sealed is longer and stays as it is. */
static int
seal(struct edit *edit, const struct value *plain, struct value *ret_sealed, struct value *ret_key)
{
	char *key, *sealed;
	int status;

	if (plain->type == VALUE_NULL) {
		*ret_sealed = *ret_key = SQL_NULL;
		return 0;
	}
	if (!edit->secret)
		return fail(FAIL_SYSTEM, NULL, "key", "没有密钥文件，不能保存证件号码。",
		            "Without the key file no ID number can be stored.");
	key = arena_alloc(edit->act->arena, LOOKUP_TEXT);
	if (!key)
		return FAIL_MEMORY;
	if (strlen(plain->text) > 18) {
		char *text;

		status = secret_open(edit->secret, edit->act->arena, plain->text, &text);
		if (status < 0)
			return status;
		secret_lookup(edit->secret, text, key);
		*ret_sealed = *plain;
	} else {
		status = secret_seal(edit->secret, edit->act->arena, plain->text, &sealed);
		if (status < 0)
			return status;
		secret_lookup(edit->secret, plain->text, key);
		*ret_sealed = TEXT(sealed);
	}
	*ret_key = TEXT(key);
	return 0;
}

/* What follows from a record's first day follows from that of its first version, in later ones too. */
int
record_derive(struct db *db, const struct record *record)
{
	const struct kind *kind = record->kind;
	int64_t first = record->since;
	struct buf sql;
	int status;

	if (!kind->derive)
		return 0;
	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select min(since) from %s where id = $1 and ended is null", kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(db, buf_text(&sql), ARGS(INT(record->id)), &first);
	buf_free(&sql);
	if (status == 0)
		kind->derive(record->values, first < record->since ? (day_no)first : record->since);
	return status;
}

/* The values of a row as insert_sql wants them. */
static int
row_values(struct edit *edit, const struct record *record, struct value *values, size_t *ret_count)
{
	const struct kind *kind = record->kind;
	struct value keys[VALUES_MAX];
	size_t count = 0, key_count = 0;
	int status = 0;

	values[count++] = INT(record->id);
	values[count++] = INT(record->since);
	values[count++] = INT(record->until);
	values[count++] = INT(edit->act->number);
	for (size_t i = 0; i < kind->field_count && status == 0; i++) {
		values[count] = record->values[i];
		if (kind->fields[i].type == FIELD_RESIDENT)
			status = seal(edit, &record->values[i], &values[count], &keys[key_count++]);
		count++;
	}
	for (size_t i = 0; i < key_count; i++)
		values[count++] = keys[i];
	*ret_count = count;
	return status;
}

/* `known`: values of the record whose pairs stand in its table, or null. */
static int
insert_row(struct edit *edit, const struct record *record, const struct value *known)
{
	struct value values[VALUES_MAX];
	struct buf sql;
	size_t count;
	int status;

	if (record->since >= record->until) /* nothing is left of it */
		return 0;
	status = record_derive(edit->act->db, record);
	if (status == 0)
		status = row_values(edit, record, values, &count);
	if (status < 0)
		return status;
	buf_init(&sql, SQL_MAX);
	insert_sql(record->kind, 1, &sql);
	status = buf_status(&sql);
	if (status == 0)
		status = db_exec(edit->act->db, buf_text(&sql), values, count, NULL);
	buf_free(&sql);
	if (status == 0 && !(known && grams_are_same(record->kind, record->values, known)))
		status = grams_write(edit->act->db, record->kind, record->id, record->values);
	return status;
}

/* A row of the same act is not history yet: it is replaced, not ended. */
static int
end_row(struct edit *edit, const struct record *record)
{
	const struct value args[] = {INT(record->id), INT(record->since), INT(record->made),
	                             INT(edit->act->number)};
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	if (record->made == edit->act->number)
		buf_printf(&sql, "delete from %s where id = $1 and since = $2 and made = $3", record->kind->name);
	else
		buf_printf(&sql, "update %s set ended = $4 where id = $1 and since = $2 and made = $3"
		                 " and ended is null", record->kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_exec(edit->act->db, buf_text(&sql), args,
		                 record->made == edit->act->number ? 3 : 4, NULL);
	buf_free(&sql);
	return status;
}

/* --- reading ------------------------------------------------------------------ */

static int
read_records(struct db *db, struct arena *arena, const struct kind *kind, const char *where,
             const struct value *args, size_t arg_count, struct record ***ret_records, size_t *ret_count)
{
	struct record **records = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_puts(&sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(kind, "r", &sql);
	buf_printf(&sql, " from %s r where %s", kind->name, where);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), args, arg_count, &rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = ARENA_GROW(arena, records, count, room);
		if (status == 0)
			status = record_from_row(arena, kind, rows, 0, &records[count]);
		if (status < 0)
			break;
		count++;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_records = records;
	*ret_count = count;
	return 0;
}

int
record_versions(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, bool all,
                struct record ***ret_records, size_t *ret_count)
{
	return read_records(db, arena, kind,
	                    all ? "r.id = $1 order by r.made, r.since"
	                        : "r.id = $1 and r.ended is null order by r.since",
	                    ARGS(INT(id)), ret_records, ret_count);
}

static int
not_found(void)
{
	return fail(FAIL_NOT_FOUND, NULL, NULL, "这一天没有这条记录。", "There is no such record on that day.");
}

int
record_get(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on,
           struct record **ret_record)
{
	struct record **records;
	size_t count;
	int status = read_records(db, arena, kind,
	                          "r.id = $1 and r.ended is null and r.since <= $2 and r.until > $2",
	                          ARGS(INT(id), INT(on)), &records, &count);

	if (status < 0)
		return status;
	if (count == 0)
		return not_found();
	*ret_record = records[0];
	return 0;
}

int
record_seen(struct db *db, const struct kind *kind, int64_t id, int64_t *ret_number)
{
	struct buf sql;
	int64_t number = 0;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select max(n) from (select max(made) as n from %s where id = $1"
	                 " union all select max(ended) from %s where id = $1) as seen",
	           kind->name, kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(db, buf_text(&sql), ARGS(INT(id)), &number);
	buf_free(&sql);
	if (status == 0)
		*ret_number = number;
	return status;
}

STATEMENT(person_by_key, "select min(id) from person where resident_id_key = $1 and ended is null");

int
person_by_resident_id(struct db *db, const struct secret *secret, const char *resident_id,
                      int64_t *ret_id)
{
	char key[LOOKUP_TEXT];

	secret_lookup(secret, resident_id, key);
	*ret_id = 0;
	return db_number(db, person_by_key, ARGS(TEXT(key)), ret_id);
}

/* --- the operations -------------------------------------------------------------- */

int
record_add(struct edit *edit, struct record *record)
{
	int status;

	if (record->id == 0)
		record->id = act_new_id(edit->act);
	record->made = edit->act->number;
	status = insert_row(edit, record, NULL);
	return status < 0 ? status : edit_touch(edit, record->kind, record->id);
}

#define TOGETHER 16 /* rows of one statement */

/* All of one kind that derives nothing, each with an identity. */
static int
insert_together(struct edit *edit, struct record *const *records)
{
	struct value values[TOGETHER * VALUES_MAX];
	size_t count = 0, more;
	struct buf sql;
	int status = 0;

	for (size_t i = 0; i < TOGETHER && status == 0; i++, count += more)
		status = row_values(edit, records[i], values + count, &more);
	if (status < 0)
		return status;
	buf_init(&sql, SQL_MAX);
	insert_sql(records[0]->kind, TOGETHER, &sql);
	status = buf_status(&sql);
	if (status == 0)
		status = db_exec(edit->act->db, buf_text(&sql), values, count, NULL);
	buf_free(&sql);
	for (size_t i = 0; i < TOGETHER && status == 0; i++) {
		status = grams_write(edit->act->db, records[i]->kind, records[i]->id, records[i]->values);
		if (status == 0)
			status = edit_touch(edit, records[i]->kind, records[i]->id);
	}
	return status;
}

/* Whether the next rows can be written by one statement. */
static bool
go_together(struct record *const *records, size_t count)
{
	if (count < TOGETHER || records[0]->kind->derive)
		return false;
	for (size_t i = 0; i < TOGETHER; i++)
		if (records[i]->kind != records[0]->kind || records[i]->since >= records[i]->until)
			return false;
	return true;
}

int
record_add_all(struct edit *edit, struct record *const *records, size_t count)
{
	int status = 0;

	for (size_t i = 0; i < count; i++) {
		if (records[i]->id == 0)
			records[i]->id = act_new_id(edit->act);
		records[i]->made = edit->act->number;
	}
	for (size_t at = 0, step; at < count && status == 0; at += step) {
		bool together = go_together(records + at, count - at);

		step = together ? TOGETHER : 1;
		status = together ? insert_together(edit, records + at) : record_add(edit, records[at]);
	}
	return status;
}

/* Whether an ID typed anew is the one stored sealed. */
static bool
same_field(struct edit *edit, const struct field *field, const struct value *old, const struct value *new)
{
	char *text;

	if (field->type == FIELD_RESIDENT && old->type == VALUE_TEXT && new->type == VALUE_TEXT &&
	    edit->secret && secret_open(edit->secret, edit->act->arena, old->text, &text) == 0)
		return strcmp(text, new->text) == 0;
	return value_equals(old, new);
}

int
record_change(struct edit *edit, const struct kind *kind, int64_t id, day_no from,
              const struct value *values, const bool *given)
{
	struct record *old, new;
	bool differs = false;
	int status = record_get(edit->act->db, edit->act->arena, kind, id, from, &old);

	if (status < 0)
		return status;
	new = *old;
	new.values = ARENA_ARRAY(edit->act->arena, kind->field_count, struct value);
	if (!new.values)
		return FAIL_MEMORY;
	memcpy(new.values, old->values, kind->field_count * sizeof *new.values);
	for (size_t i = 0; i < kind->field_count; i++)
		if (given[i] && !same_field(edit, &kind->fields[i], &old->values[i], &values[i])) {
			new.values[i] = values[i];
			differs = true;
		}
	if (!differs)
		return 0;
	new.since = from;
	status = end_row(edit, old);
	if (status == 0) {
		old->until = from;
		status = insert_row(edit, old, old->values);
	}
	if (status == 0)
		status = insert_row(edit, &new, old->values);
	return status < 0 ? status : edit_touch(edit, kind, id);
}

int
record_correct(struct edit *edit, int64_t id, day_no since, const struct record *right)
{
	struct record **records;
	size_t count;
	int status = read_records(edit->act->db, edit->act->arena, right->kind,
	                          "r.id = $1 and r.ended is null and r.since = $2",
	                          ARGS(INT(id), INT(since)), &records, &count);
	struct record new = *right;

	if (status < 0)
		return status;
	if (count == 0)
		return not_found();
	new.id = id;
	status = end_row(edit, records[0]);
	if (status == 0)
		status = insert_row(edit, &new, records[0]->values);
	return status < 0 ? status : edit_touch(edit, right->kind, id);
}

int
record_close(struct edit *edit, const struct kind *kind, int64_t id, day_no last)
{
	struct record **records;
	size_t count;
	int status = record_versions(edit->act->db, edit->act->arena, kind, id, false, &records, &count);

	if (status < 0)
		return status;
	if (count == 0)
		return not_found();
	for (size_t i = 0; i < count && status == 0; i++) {
		if (records[i]->until <= last + 1)
			continue;
		status = end_row(edit, records[i]);
		if (status == 0 && records[i]->since <= last) {
			records[i]->until = last + 1;
			status = insert_row(edit, records[i], records[i]->values);
		}
	}
	return status < 0 ? status : edit_touch(edit, kind, id);
}
