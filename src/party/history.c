#include "party/history.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/access.h"

/* The record as its versions tell: all of them, also those that ended. */
struct past {
	struct db *db;
	struct arena *arena;
	const struct kind *kind;
	enum lang lang;
	const struct secret *secret;
	struct record **versions;
	size_t count;
};

/* --- which entries ------------------------------------------------------------------ */

static int
latest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

/* The journal numbers that made or ended a version, without repetition. */
static size_t
numbers_of(const struct past *past, int64_t *numbers)
{
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < past->count; i++) {
		numbers[count++] = past->versions[i]->made;
		if (past->versions[i]->ended)
			numbers[count++] = past->versions[i]->ended;
	}
	qsort(numbers, count, sizeof *numbers, latest_first);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || numbers[kept - 1] != numbers[i])
			numbers[kept++] = numbers[i];
	return kept;
}

/* --- what changed ------------------------------------------------------------------- */

/* A sealed number looks different each time it is sealed. */
static bool
same_sealed(const struct past *past, const char *a, const char *b)
{
	char *x, *y;

	return past->secret && secret_open(past->secret, past->arena, a, &x) == 0 &&
	       secret_open(past->secret, past->arena, b, &y) == 0 && strcmp(x, y) == 0;
}

static bool
same(const struct past *past, const struct field *field, const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	if (a->type != VALUE_TEXT)
		return a->type == VALUE_NULL || a->number == b->number;
	return strcmp(a->text, b->text) == 0 ||
	       (field->type == FIELD_RESIDENT && same_sealed(past, a->text, b->text));
}

/* A version that the entry ended and that held on the new one's first day. */
static const struct record *
before(const struct past *past, int64_t number, const struct record *new)
{
	for (size_t i = 0; i < past->count; i++)
		if (past->versions[i]->ended == number && past->versions[i]->since <= new->since &&
		    past->versions[i]->until > new->since)
			return past->versions[i];
	return NULL;
}

static int
show(const struct past *past, const struct field *field, const struct value *value, day_no on,
     const char **ret_text)
{
	const char *text = "";
	int status = 0;

	if (value->type != VALUE_NULL && field->type == FIELD_REF)
		status = ref_words(past->db, past->arena, kind_find(field->refers), value->number, on, past->lang, &text);
	else if (!(text = field_text(past->arena, field, value, past->lang, past->secret)))
		status = FAIL_MEMORY;
	if (status == 0)
		*ret_text = text;
	return status;
}

static int
compare_fields(const struct past *past, const struct record *old, const struct record *new,
               struct history_change *changes, size_t *count)
{
	static const struct value none;
	int status = 0;

	for (size_t i = 0; i < past->kind->field_count && status == 0; i++) {
		const struct field *field = &past->kind->fields[i];
		const struct value *was = old ? &old->values[i] : &none;
		struct history_change change = {.label = field->label};

		if (same(past, field, was, &new->values[i]))
			continue;
		status = show(past, field, was, new->since, &change.old);
		if (status == 0)
			status = show(past, field, &new->values[i], new->since, &change.new);
		changes[(*count)++] = change;
	}
	return status;
}

static const char *
day_shown(struct arena *arena, day_no day)
{
	char text[DAY_TEXT];

	return day == DAY_NONE ? "" : arena_strdup(arena, day_text(day, text));
}

static int
compare_bound(const struct past *past, struct bilingual label, day_no was, day_no is,
              struct history_change *changes, size_t *count)
{
	struct history_change change = {label, day_shown(past->arena, was), day_shown(past->arena, is)};

	if (was == is)
		return 0;
	if (!change.old || !change.new)
		return FAIL_MEMORY;
	changes[(*count)++] = change;
	return 0;
}

/* The first and the last day of the whole record just before an entry, or just after it. */
static void
bounds(const struct past *past, int64_t number, bool after, day_no *ret_first, day_no *ret_last)
{
	day_no first = DAY_NONE, until = DAY_NONE;

	for (size_t i = 0; i < past->count; i++) {
		const struct record *version = past->versions[i];

		if (after ? version->made > number || (version->ended && version->ended <= number)
		          : version->made >= number || (version->ended && version->ended < number))
			continue;
		if (first == DAY_NONE || version->since < first)
			first = version->since;
		if (until == DAY_NONE || version->until > until)
			until = version->until;
	}
	*ret_first = first;
	*ret_last = until == DAY_NONE || until == DAY_OPEN ? DAY_NONE : until - 1;
}

static int
compare(const struct past *past, int64_t number, struct history_entry *entry)
{
	size_t made = 0, count = 0;
	struct history_change *changes;
	day_no first[2], last[2];
	int status = 0;

	for (size_t i = 0; i < past->count; i++)
		made += past->versions[i]->made == number;
	changes = ARENA_ARRAY(past->arena, made * past->kind->field_count + 2, struct history_change);
	if (!changes)
		return FAIL_MEMORY;
	entry->from = DAY_NONE;
	for (size_t i = 0; i < past->count && status == 0; i++) {
		const struct record *new = past->versions[i];
		size_t had = count;

		if (new->made != number)
			continue;
		status = compare_fields(past, before(past, number, new), new, changes, &count);
		/* The rest of a version that was cut off says nothing new. */
		if (entry->from == DAY_NONE || (count > had && new->since > entry->from))
			entry->from = new->since;
	}
	bounds(past, number, false, &first[0], &last[0]);
	bounds(past, number, true, &first[1], &last[1]);
	if (status == 0 && first[1] != DAY_NONE)
		status = compare_bound(past, past->kind->since_label, first[0], first[1], changes, &count);
	if (status == 0)
		status = compare_bound(past, past->kind->until_label, last[0], last[1], changes, &count);
	entry->changes = changes;
	entry->count = count;
	return status;
}

/* --- who and when ------------------------------------------------------------------- */

STATEMENT(journal_line, "select at, today, actor, action from journal where number = $1");

static int
sign(const struct past *past, struct history_entry *entry)
{
	const char *tag = NULL;
	struct rows *rows;
	int status = db_query(past->db, journal_line, ARGS(INT(entry->journal)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		entry->at = rows_int(rows, 0);
		entry->today = rows_day(rows, 1);
		tag = rows_dup(rows, 2, past->arena);
		entry->action = rows_dup(rows, 3, past->arena);
		status = tag && entry->action ? 0 : FAIL_MEMORY;
	} else if (status == 0) {
		status = fail(FAIL_SYSTEM, "DP-13", NULL, "日志缺少第 %" PRId64 " 条。",
		              "The journal lacks entry %" PRId64 ".", entry->journal);
	}
	rows_close(rows);
	return status < 0 ? status : actor_name(past->db, past->arena, tag, &entry->actor);
}

int
history_read(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, enum lang lang,
             const struct secret *secret, struct history *ret_history)
{
	struct past past = {.db = db, .arena = arena, .kind = kind, .lang = lang, .secret = secret};
	struct history_entry *entries;
	int64_t *numbers;
	size_t count;
	int status = record_versions(db, arena, kind, id, true, &past.versions, &past.count);

	if (status < 0)
		return status;
	numbers = ARENA_ARRAY(arena, 2 * past.count, int64_t);
	entries = ARENA_ARRAY(arena, 2 * past.count, struct history_entry);
	if (!numbers || !entries)
		return FAIL_MEMORY;
	count = numbers_of(&past, numbers);
	for (size_t i = 0; i < count && status == 0; i++) {
		entries[i].journal = numbers[i];
		status = sign(&past, &entries[i]);
		if (status == 0)
			status = compare(&past, numbers[i], &entries[i]);
	}
	if (status == 0)
		*ret_history = (struct history){entries, count};
	return status;
}
