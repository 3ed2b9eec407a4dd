#include "registry/list.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/count_cache.h"
#include "registry/input.h"
#include "registry/tables.h"
#include "store/journal.h"

#define SQL_MAX ((size_t)32 << 10)
#define ARGUMENTS_MAX 40
#define CURSOR_MAX 1024

/* A query as it is put together: text and arguments grow side by side. */
struct draft {
	struct db *db;
	struct arena *arena;
	const struct list_query *query;
	struct buf sql;
	struct value args[ARGUMENTS_MAX];
	size_t count;
	const struct field *sort; /* null: by identity */
	bool descending;
};

/* Adds an argument and gives its number. */
static size_t
argument(struct draft *draft, struct value value)
{
	if (draft->count < ARGUMENTS_MAX)
		draft->args[draft->count] = value;
	return ++draft->count;
}

/* --- scope --------------------------------------------------------------------- */

#define PLACED "select p.subject from placement p where p.ended is null and p.since <= $1" \
               " and p.until > $1 and p.path >= $%zu and p.path < $%zu"

char *
path_end(struct arena *arena, const char *prefix)
{
	char *end = arena_strdup(arena, prefix);

	if (end && *end)
		end[strlen(end) - 1] = '/' + 1;
	return end;
}

STATEMENT(scope_size,
	"select count(*) from (select 1 from placement p where p.ended is null and p.since <= $1 and p.until > $1"
	" and p.path >= $2 and p.path < $3 limit 1000) as few");

#define SCOPE_FEW 1000 /* subjects up to which a scope is read first and the rows looked up in it */

/* Whether a scope is narrow: then its subjects are gathered, else each row asks for its own place. */
static int
scope_is_narrow(const struct draft *draft, const char *from, const char *to, bool *ret_narrow)
{
	int64_t size = 0;
	int status = db_number(draft->db, scope_size, ARGS(INT(draft->query->as_of), TEXT(from), TEXT(to)), &size);

	*ret_narrow = size < SCOPE_FEW;
	return status;
}

/* Where a row hangs. */
static const char *const subjects[] = {
	[ANCHOR_SELF] = "r.id", [ANCHOR_BODY] = "r.body", [ANCHOR_UNIT] = "r.unit",
	[ANCHOR_UNIT_OR_BODY] = "coalesce(r.unit, r.body)",
};

#define ON_THAT_DAY(alias) alias ".ended is null and " alias ".since <= $%zu and " alias ".until > $%zu"

/*
 * What hangs at or under a body or unit, and what belongs to it: a body's
 * unit and those it covers, a unit's own bodies and those that cover it.
 */
static int
add_beside(struct draft *draft)
{
	size_t node = argument(draft, INT(draft->query->beside)), on = argument(draft, INT(draft->query->beside_on));
	char *end = path_end(draft->arena, draft->query->scope);
	size_t from = argument(draft, TEXT(draft->query->scope)), to = argument(draft, TEXT(end));

	if (!end)
		return FAIL_MEMORY;
	buf_printf(&draft->sql,
	           " and %s in (" PLACED
	           " union select b.unit from body b where b.id = $%zu and " ON_THAT_DAY("b")
	           " union select b.id from body b where b.unit = $%zu and " ON_THAT_DAY("b")
	           " union select c.unit from coverage c where c.body = $%zu and " ON_THAT_DAY("c")
	           " union select c.body from coverage c where c.unit = $%zu and " ON_THAT_DAY("c") ")",
	           subjects[draft->query->kind->anchor], from, to, node, on, on, node, on, on, node, on, on, node, on, on);
	return 0;
}

static int
add_scope(struct draft *draft)
{
	const char *scope = draft->query->scope;
	enum anchor anchor = draft->query->kind->anchor;
	size_t from, to;
	bool narrow;
	char *end;
	int status;

	if (!scope)
		return 0;
	/* In byte order nothing but the path itself stands from it to before the path with one byte more. */
	end = draft->query->own ? arena_printf(draft->arena, "%s\x01", scope) : path_end(draft->arena, scope);
	if (!end)
		return FAIL_MEMORY;
	status = scope_is_narrow(draft, scope, end, &narrow);
	if (status < 0)
		return status;
	from = argument(draft, TEXT(scope));
	to = argument(draft, TEXT(end));
	if (anchor == ANCHOR_PERSON)
		buf_printf(&draft->sql, " and r.id in (select m.person from membership m where m.ended is null"
		                        " and m.since <= $1 and m.until > $1 and m.body in (" PLACED "))", from, to);
	else if (narrow)
		buf_printf(&draft->sql, " and %s in (" PLACED ")", subjects[anchor], from, to);
	else
		buf_printf(&draft->sql, " and exists (" PLACED " and p.subject = %s)", from, to, subjects[anchor]);
	return 0;
}

/* A record is about a person if it is the person's own or names them. */
static void
add_person(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;

	if (draft->query->person)
		buf_printf(&draft->sql, " and r.%s = $%zu", kind->anchor == ANCHOR_PERSON ? "id" : "person",
		           argument(draft, INT(draft->query->person)));
}

/* --- filters ------------------------------------------------------------------- */

static int
unknown_filter(const struct kind *kind, const char *name)
{
	struct buf names;
	int status;

	buf_init(&names, FAIL_TEXT_MAX);
	for (size_t i = 0; i < kind->field_count; i++)
		if ((kind->fields[i].flags & (SHOW_FILTER | PERSONAL)) == SHOW_FILTER)
			buf_printf(&names, "%s%s", names.len ? ", " : "", kind->fields[i].name);
	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		buf_printf(&names, "%s%s", names.len ? ", " : "", facet->name);
	status = fail(FAIL_INPUT, NULL, name, "不能按 %s 筛选；可以按：%s。",
	              "%s is no filter here; allowed are: %s.", name, buf_text(&names));
	buf_free(&names);
	return status;
}

/* The last day that is no more than so many months ahead, counted back from it (ELEC-3.1). */
static day_no
last_day_within(day_no on, int months)
{
	day_no last = day_add_months(on, months) + 3; /* months differ by at most three days */

	while (day_add_months(last, -months) > on)
		last--;
	return last;
}

static void
add_condition(struct draft *draft, const struct facet_word *word)
{
	const char *ahead = word->months ? strstr(word->condition, "$+") : NULL;

	if (!ahead) {
		buf_printf(&draft->sql, " and %s", word->condition);
		return;
	}
	buf_printf(&draft->sql, " and %.*s$%zu%s", (int)(ahead - word->condition), word->condition,
	           argument(draft, INT(last_day_within(draft->query->as_of, word->months))), ahead + 2);
}

static int
add_facet(struct draft *draft, const struct facet *facet, const char *word)
{
	struct buf words;
	int status;

	for (const struct facet_word *at = facet->words; at->word; at++)
		if (strcmp(at->word, word) == 0) {
			add_condition(draft, at);
			return 0;
		}
	buf_init(&words, FAIL_TEXT_MAX);
	for (const struct facet_word *at = facet->words; at->word; at++)
		buf_printf(&words, "%s%s", words.len ? ", " : "", at->word);
	status = fail(FAIL_INPUT, NULL, facet->name, "%s 只能是：%s。", "%s is one of: %s.", facet->name,
	              buf_text(&words));
	buf_free(&words);
	return status;
}

static int
add_filter(struct draft *draft, const struct filter *filter)
{
	const struct kind *kind = draft->query->kind;
	int index = field_index(kind, filter->name);
	struct value value;
	int status;

	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		if (strcmp(facet->name, filter->name) == 0)
			return add_facet(draft, facet, filter->text);
	if (index < 0 || (kind->fields[index].flags & (SHOW_FILTER | PERSONAL)) != SHOW_FILTER)
		return unknown_filter(kind, filter->name);
	/* A region is asked for by its code or the beginning of one: 11 is all of a province. */
	if (kind->fields[index].type == FIELD_REGION && strlen(filter->text) < 6 &&
	    strspn(filter->text, "0123456789") == strlen(filter->text) && *filter->text) {
		char *end = path_end(draft->arena, filter->text);
		size_t from = argument(draft, TEXT(filter->text));

		if (!end)
			return FAIL_MEMORY;
		end[strlen(end) - 1] = (char)(filter->text[strlen(filter->text) - 1] + 1);
		buf_printf(&draft->sql, " and r.%s >= $%zu and r.%s < $%zu", filter->name, from, filter->name,
		           argument(draft, TEXT(end)));
		return 0;
	}
	status = field_read(draft->arena, &kind->fields[index], filter->text, &value);
	if (status < 0)
		return status;
	buf_puts(&draft->sql, " and ");
	sort_sql(&kind->fields[index], "r", &draft->sql);
	if (value.type == VALUE_NULL)
		value = field_is_text(&kind->fields[index]) ? TEXT("") : INT(-1);
	buf_printf(&draft->sql, " = $%zu", argument(draft, value));
	return 0;
}

/* --- search -------------------------------------------------------------------- */

static char *
like_pattern(struct arena *arena, const char *text)
{
	char *pattern = arena_alloc(arena, 2 * strlen(text) + 3);
	size_t len = 0;

	if (!pattern)
		return NULL;
	pattern[len++] = '%';
	for (; *text; text++) {
		if (*text == '%' || *text == '_' || *text == '\\')
			pattern[len++] = '\\';
		pattern[len++] = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
	}
	pattern[len] = '%';
	return pattern;
}

static int
add_search(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;
	char *text = draft->query->search ? text_tidy(draft->arena, draft->query->search) : NULL;
	const char *join = " and (";
	size_t place;
	char *pattern;

	if (!draft->query->search || (text && !*text))
		return 0;
	if (kind->persons)
		return fail(FAIL_INPUT, "DP-26", "q", "人员不能按网址搜索，请用查找表单。",
		            "Persons are not searched by address; use the search form.");
	pattern = text ? like_pattern(draft->arena, text) : NULL;
	if (!pattern)
		return FAIL_MEMORY;
	place = argument(draft, TEXT(pattern));
	for (size_t i = 0; i < kind->field_count; i++)
		if ((kind->fields[i].flags & (SHOW_SEARCH | PERSONAL)) == SHOW_SEARCH) {
			buf_printf(&draft->sql, "%slower(r.%s) like $%zu escape '\\'", join, kind->fields[i].name, place);
			join = " or ";
		}
	if (strcmp(join, " or ") != 0)
		return fail(FAIL_INPUT, NULL, "q", "这个名册不能搜索。", "This register cannot be searched.");
	buf_puts(&draft->sql, ")");
	return 0;
}

/* --- order and paging -------------------------------------------------------------- */

static int
unknown_sort(const struct kind *kind, const char *name)
{
	struct buf names;
	int status;

	buf_init(&names, FAIL_TEXT_MAX);
	for (size_t i = 0; i < kind->field_count; i++)
		if ((kind->fields[i].flags & (SHOW_SORT | PERSONAL)) == SHOW_SORT)
			buf_printf(&names, "%s%s", names.len ? ", " : "", kind->fields[i].name);
	status = fail(FAIL_INPUT, NULL, "sort", "不能按 %s 排序；可以按：%s。",
	              "%s is no order here; allowed are: %s.", name, buf_text(&names));
	buf_free(&names);
	return status;
}

static int
choose_sort(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;
	const char *name = draft->query->sort;
	int index;

	if (!name || !*name) {
		index = kind->title ? field_index(kind, kind->title) : -1;
		if (index >= 0 && (kind->fields[index].flags & (SHOW_SORT | PERSONAL)) == SHOW_SORT)
			draft->sort = &kind->fields[index];
		return 0;
	}
	if (*name == '-') {
		draft->descending = true;
		name++;
	}
	index = field_index(kind, name);
	if (index < 0 || (kind->fields[index].flags & (SHOW_SORT | PERSONAL)) != SHOW_SORT)
		return unknown_sort(kind, name);
	draft->sort = &kind->fields[index];
	return 0;
}

/* A cursor is "id" or "id:value" in base64, so that nobody builds on its inside. */
static char *
make_cursor(struct arena *arena, const struct draft *draft, const struct record *last)
{
	char plain[CURSOR_MAX], *cursor;
	const struct value *value;
	size_t len, room;

	if (draft->sort) {
		value = record_value(last, draft->sort->name);
		len = field_is_text(draft->sort)
		        ? (size_t)snprintf(plain, sizeof plain, "%" PRId64 ":%s", last->id,
		                           value->type == VALUE_NULL ? "" : value->text)
		        : (size_t)snprintf(plain, sizeof plain, "%" PRId64 ":%" PRId64, last->id,
		                           value->type == VALUE_NULL ? -1 : value->number);
	} else {
		len = (size_t)snprintf(plain, sizeof plain, "%" PRId64, last->id);
	}
	if (len >= sizeof plain)
		return NULL;
	room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	cursor = arena_alloc(arena, room);
	if (cursor)
		sodium_bin2base64(cursor, room, (const unsigned char *)plain, len,
		                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return cursor;
}

static int
bad_cursor(void)
{
	return fail(FAIL_INPUT, NULL, "page", "page 只能取上一页给出的 next。",
	            "page takes what the previous page gave as next.");
}

static int
add_cursor(struct draft *draft)
{
	const char *page = draft->query->page;
	const char *beyond = draft->descending ? "<" : ">";
	char *plain, *colon;
	struct value value;
	int64_t id, number;
	size_t len, id_place;

	if (!page || !*page)
		return 0;
	plain = arena_alloc(draft->arena, strlen(page) + 1);
	if (!plain)
		return FAIL_MEMORY;
	if (sodium_base642bin((unsigned char *)plain, strlen(page), page, strlen(page), NULL, &len, NULL,
	                      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || !utf8_valid(plain, len))
		return bad_cursor();
	colon = strchr(plain, ':');
	if ((colon != NULL) != (draft->sort != NULL))
		return bad_cursor();
	if (colon)
		*colon++ = '\0';
	if (num_parse(plain, &id) < 0)
		return bad_cursor();
	id_place = argument(draft, INT(id));
	if (!draft->sort) {
		buf_printf(&draft->sql, " and r.id %s $%zu", beyond, id_place);
		return 0;
	}
	if (field_is_text(draft->sort))
		value = TEXT(colon);
	else if (num_parse(colon, &number) == 0)
		value = INT(number);
	else
		return bad_cursor();
	buf_puts(&draft->sql, " and (");
	sort_sql(draft->sort, "r", &draft->sql);
	buf_printf(&draft->sql, ", r.id) %s ($%zu, $%zu)", beyond, argument(draft, value), id_place);
	return 0;
}

static void
add_order(struct draft *draft, size_t limit)
{
	const char *direction = draft->descending ? " desc" : "";

	buf_puts(&draft->sql, " order by ");
	if (draft->sort) {
		sort_sql(draft->sort, "r", &draft->sql);
		buf_printf(&draft->sql, "%s, ", direction);
	}
	buf_printf(&draft->sql, "r.id%s", direction);
	if (limit)
		buf_printf(&draft->sql, " limit %zu", limit);
}

/* --- running ------------------------------------------------------------------- */

static int
draft_conditions(struct draft *draft)
{
	const struct list_query *query = draft->query;
	int status;

	argument(draft, INT(query->as_of));
	buf_printf(&draft->sql, " from %s r where r.ended is null and r.since <= $1 and r.until > $1",
	           query->kind->name);
	status = query->beside ? add_beside(draft) : add_scope(draft);
	add_person(draft);
	if (status == 0 && query->filter_count > FILTERS_MAX)
		status = fail(FAIL_INPUT, NULL, NULL, "筛选条件最多 %d 个。", "At most %d filters.", FILTERS_MAX);
	for (size_t i = 0; i < query->filter_count && status == 0; i++)
		status = add_filter(draft, &query->filters[i]);
	return status == 0 ? add_search(draft) : status;
}

static int
draft_rows(struct draft *draft, size_t limit)
{
	int status;

	buf_puts(&draft->sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(draft->query->kind, "r", &draft->sql);
	status = choose_sort(draft);
	if (status == 0)
		status = draft_conditions(draft);
	if (status == 0)
		status = add_cursor(draft);
	if (status < 0)
		return status;
	add_order(draft, limit);
	return buf_status(&draft->sql);
}

int
list_run(struct db *db, struct arena *arena, const struct list_query *query, struct list *ret_list)
{
	size_t limit = query->limit ? query->limit : LIST_PAGE;
	struct draft draft = {.db = db, .arena = arena, .query = query};
	struct list list = {.rows = ARENA_ARRAY(arena, limit + 1, struct record *)};
	struct rows *rows = NULL;
	int status;

	if (!list.rows)
		return FAIL_MEMORY;
	buf_init(&draft.sql, SQL_MAX);
	status = draft_rows(&draft, limit + 1); /* one more tells whether there is a next page */
	if (status == 0)
		status = db_query(db, buf_text(&draft.sql), draft.args, draft.count, &rows);
	while (status >= 0 && (status = rows_next(rows)) > 0) {
		status = record_from_row(arena, query->kind, rows, 0, &list.rows[list.count]);
		if (status == 0)
			list.count++;
	}
	rows_close(rows);
	buf_free(&draft.sql);
	if (status < 0)
		return status;
	if (list.count > limit) {
		list.count = limit;
		list.next = make_cursor(arena, &draft, list.rows[limit - 1]);
	}
	*ret_list = list;
	return 0;
}

/* What a count is kept under: its statement, its arguments and the state of the records. */
static int
count_key(const struct draft *draft, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	struct buf buf;
	int status;

	buf_init(&buf, SQL_MAX);
	buf_printf(&buf, "%" PRId64 " %s", journal, buf_text(&draft->sql));
	for (size_t i = 0; i < draft->count; i++)
		if (draft->args[i].type == VALUE_TEXT)
			buf_printf(&buf, "\x1ft%s", draft->args[i].text);
		else
			buf_printf(&buf, "\x1fn%" PRId64, draft->args[i].number);
	status = buf_status(&buf);
	if (status == 0)
		crypto_generichash(ret_key, COUNT_KEY, (const unsigned char *)buf_text(&buf), buf.len, NULL, 0);
	buf_free(&buf);
	return status;
}

static int
count_rows(struct draft *draft, struct count_cache *cache, int64_t *ret_count)
{
	unsigned char key[COUNT_KEY];
	int64_t journal;
	int status = cache ? journal_last(draft->db, &journal) : 0;

	if (status == 0 && cache)
		status = count_key(draft, journal, key);
	if (status < 0 || (cache && count_cache_find(cache, key, ret_count)))
		return status;
	status = db_number(draft->db, buf_text(&draft->sql), draft->args, draft->count, ret_count);
	if (status == 0 && cache)
		count_cache_keep(cache, key, *ret_count);
	return status;
}

int
list_count_cached(struct count_cache *cache, struct db *db, struct arena *arena, const struct list_query *query,
                  int64_t *ret_count)
{
	struct draft draft = {.db = db, .arena = arena, .query = query};
	int status;

	buf_init(&draft.sql, SQL_MAX);
	buf_puts(&draft.sql, "select count(*)");
	status = draft_conditions(&draft);
	if (status == 0)
		status = buf_status(&draft.sql);
	if (status == 0)
		status = count_rows(&draft, cache, ret_count);
	buf_free(&draft.sql);
	return status;
}

int
list_count(struct db *db, struct arena *arena, const struct list_query *query, int64_t *ret_count)
{
	return list_count_cached(NULL, db, arena, query, ret_count);
}

int
list_each(struct db *db, const struct list_query *query,
          int (*row)(void *arg, const struct record *record), void *arg)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX), *row_arena = arena_new(ARENA_REQUEST_MAX);
	struct draft draft = {.db = db, .arena = arena, .query = query};
	struct rows *rows = NULL;
	struct record *record;
	int status = arena && row_arena ? 0 : FAIL_MEMORY;

	buf_init(&draft.sql, SQL_MAX);
	if (status == 0)
		status = draft_rows(&draft, 0);
	if (status == 0)
		status = db_query(db, buf_text(&draft.sql), draft.args, draft.count, &rows);
	while (status >= 0 && rows && (status = rows_next(rows)) > 0) {
		arena_reset(row_arena);
		status = record_from_row(row_arena, query->kind, rows, 0, &record);
		if (status == 0)
			status = row(arg, record);
	}
	rows_close(rows);
	buf_free(&draft.sql);
	arena_free(row_arena);
	arena_free(arena);
	return status;
}

int
list_referring(struct db *db, struct arena *arena, const struct kind *kind, const char *field, int64_t id,
               size_t max, struct list *ret_list)
{
	struct list list = {.rows = ARENA_ARRAY(arena, max, struct record *)};
	struct rows *rows = NULL;
	struct buf sql;
	int status = list.rows ? 0 : FAIL_MEMORY;

	buf_init(&sql, SQL_MAX);
	buf_puts(&sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(kind, "r", &sql);
	buf_printf(&sql, " from %s r where r.%s = $1 and r.ended is null order by r.since desc, r.id desc limit %zu",
	           kind->name, field, max);
	if (status == 0)
		status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(id)), &rows);
	while (status >= 0 && rows && list.count < max && (status = rows_next(rows)) > 0) {
		status = record_from_row(arena, kind, rows, 0, &list.rows[list.count]);
		if (status == 0)
			list.count++;
	}
	rows_close(rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	*ret_list = list;
	return 0;
}

/* --- placement ----------------------------------------------------------------- */

STATEMENT(path_on, "select path from placement where subject = $1 and ended is null and since <= $2"
                   " and until > $2");
STATEMENT(body_of_person, "select body from membership where person = $1 and ended is null and since <= $2"
                          " and until > $2 limit 1");

int
placement_path(struct db *db, struct arena *arena, int64_t subject, day_no on, const char **ret_path)
{
	struct rows *rows;
	int status = db_query(db, path_on, ARGS(INT(subject), INT(on)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		*ret_path = rows_dup(rows, 0, arena);
		status = *ret_path ? 0 : FAIL_MEMORY;
	} else if (status == 0) {
		status = fail(FAIL_NOT_FOUND, "OPIN-6.7", NULL, "这一天它不在组织架构中。",
		              "It has no place in the tree on that day.");
	}
	rows_close(rows);
	return status;
}

int
record_path(struct db *db, struct arena *arena, const struct record *record, day_no on,
            const char **ret_path)
{
	int64_t subject = 0;
	int status = 0;

	switch (record->kind->anchor) {
	case ANCHOR_SELF:
		subject = record->id;
		break;
	case ANCHOR_BODY:
		subject = record_value(record, "body")->number;
		break;
	case ANCHOR_UNIT:
		subject = record_value(record, "unit")->number;
		break;
	case ANCHOR_UNIT_OR_BODY:
		subject = record_value(record, "unit")->number;
		if (subject == 0)
			subject = record_value(record, "body")->number;
		break;
	case ANCHOR_PERSON:
		status = db_number(db, body_of_person, ARGS(INT(record->id), INT(on)), &subject);
		break;
	}
	return status < 0 ? status : placement_path(db, arena, subject, on, ret_path);
}
