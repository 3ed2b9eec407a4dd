/* What a list's rows must fulfil, put so that the fewest rows are touched. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "registry/input.h"
#include "registry/list_draft.h"
#include "registry/tables.h"

size_t
draft_argument(struct draft *draft, struct value value)
{
	if (draft->count < ARGUMENTS_MAX + MUSTERED_MAX)
		draft->args[draft->count] = value;
	return ++draft->count;
}

/* --- scope --------------------------------------------------------------------- */

char *
path_end(struct arena *arena, const char *prefix)
{
	char *end = arena_strdup(arena, prefix);

	if (end && *end)
		end[strlen(end) - 1] = '/' + 1;
	return end;
}

/* Where a row hangs; a matter wherever one of those does that it concerns. */
static const char *const subjects[] = {
	[ANCHOR_SELF] = "r.id", [ANCHOR_BODY] = "r.body", [ANCHOR_UNIT] = "r.unit",
	[ANCHOR_UNIT_OR_BODY] = "coalesce(r.unit, r.body)", [ANCHOR_MATTER] = "r.addressee, r.body, r.unit",
};

/*
 * What is asked of the place of a row's subject: that it lies within the
 * scope, and how it stands there (facets).
 */
struct placed {
	const char *from, *to;       /* paths of the scope */
	size_t from_place, to_place; /* the arguments they are */
	const char *standing[FILTERS_MAX];
	size_t count;
};

/*
 * How the places are found: looked up for each row as it comes in the list's
 * order, or as the search names it; or those of the scope first; or those
 * that stand as asked first.
 */
enum way { EACH_ROW, EACH_FOUND, SCOPE_FIRST, STANDING_FIRST };

/* A standing as a condition; the sign keeps an engine from taking its index where another is meant. */
static void
add_standing(struct draft *draft, const char *condition, bool drives)
{
	const char *at;

	buf_puts(&draft->sql, " and ");
	while (!drives && (at = strstr(condition, "p."))) {
		buf_printf(&draft->sql, "%.*s+p.", (int)(at - condition), condition);
		condition = at + 2;
	}
	buf_puts(&draft->sql, condition);
}

static void
add_places(struct draft *draft, const struct placed *placed, enum way way, const char *until)
{
	const char *path = way == STANDING_FIRST ? "p.path || ''" : "p.path";

	buf_printf(&draft->sql, "select p.subject from placement p where p.ended is null and p.since <= $1 and %s"
	           " and %s >= $%zu and %s < $%zu", until, path, placed->from_place, path, placed->to_place);
	for (size_t i = 0; i < placed->count; i++)
		add_standing(draft, placed->standing[i], way == STANDING_FIRST && i == 0);
}

STATEMENT(scope_size,
	"select count(*) from (select 1 from placement p where p.ended is null and p.since <= $1 and p.until > $1"
	" and p.path >= $2 and p.path < $3 limit 1000) as few");

#define SCOPE_FEW 1000 /* subjects up to which a scope is read first where nothing else is known */

/* Tenths of a microsecond, as measured on either engine. */
#define LOOK_UP 8      /* the place of one row */
#define READ_PLACE 2   /* one place of the scope */
#define READ_ALIKE 4   /* one place with a standing, wherever it lies */

#define FETCH 10       /* a row by its identity, and its part in sorting */
#define FETCH_FOUND 25 /* one that a search names, and lies anywhere */
#define READ_NAME 8    /* a name in its order, searched */

/* How much further apart than evenly the rows may lie in the list's order. */
#define UNEVEN 8       /* in that of names: these begin with places */
#define LOPSIDED 64    /* where it is asked how they stand, in that of anything else: who is due has more members */

/* Whether what a search names is looked at sooner than everything in the list's order until a page is full. */
static bool
names_few(const struct draft *draft)
{
	int64_t page = (int64_t)(draft->query->limit ? draft->query->limit : LIST_PAGE) + 1;

	if (!draft->by_pair || draft->all || !draft->sort || !draft->query->kind->title ||
	    strcmp(draft->sort->name, draft->query->kind->title) != 0)
		return draft->by_pair;
	return FETCH_FOUND * draft->found < draft->query->outlook->subjects / (draft->found + 1) * 2 * page * READ_NAME;
}

/* The way that touches least, by what is known beforehand. */
static enum way
shortest(const struct draft *draft, const struct placed *placed)
{
	const struct list_outlook *outlook = draft->query->outlook;
	int64_t page = (int64_t)(draft->query->limit ? draft->query->limit : LIST_PAGE) + 1;
	int64_t total = outlook->total >= 0 ? outlook->total : draft->found >= 0 ? draft->found + 1 : outlook->scope / 10;
	int64_t each = LOOK_UP * outlook->subjects, scope = READ_PLACE * outlook->scope + FETCH * total;
	bool by_title = !draft->sort || (draft->query->kind->title && strcmp(draft->sort->name, draft->query->kind->title) == 0);
	int64_t uneven = placed->count > 0 && !by_title ? LOPSIDED : UNEVEN;
	int64_t found = draft->by_pair ? (LOOK_UP + FETCH) * draft->found : INT64_MAX;

	if (!draft->all && total > page)
		each = each / total * page < each / uneven ? each / total * page * uneven : each;
	if (found < each && found < scope)
		return EACH_FOUND;
	if (placed->count && outlook->alike >= 0 && READ_ALIKE * outlook->alike + FETCH * total < (each < scope ? each : scope))
		return STANDING_FIRST;
	return each < scope ? EACH_ROW : SCOPE_FIRST;
}

static int
choose_way(const struct draft *draft, const struct placed *placed, enum way *ret_way)
{
	int64_t size = 0;
	int status;

	if (draft->mustered) {
		*ret_way = EACH_FOUND;
		return 0;
	}
	if (draft->query->outlook) {
		*ret_way = shortest(draft, placed);
		return 0;
	}
	status = db_number(draft->db, scope_size, ARGS(INT(draft->query->as_of), TEXT(placed->from), TEXT(placed->to)),
	                   &size);
	if (draft->by_pair && (size == SCOPE_FEW || draft->found < size))
		*ret_way = EACH_FOUND;
	else
		*ret_way = size < SCOPE_FEW ? SCOPE_FIRST : EACH_ROW;
	return status;
}

/* Each of the three by its own index. */
static void
add_matters(struct draft *draft, const struct placed *placed)
{
	static const char *const parties[] = {" and (r.addressee in (", " or r.body in (", " or r.unit in ("};

	for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
		buf_puts(&draft->sql, parties[i]);
		add_places(draft, placed, SCOPE_FIRST, "p.until > $1");
		buf_puts(&draft->sql, ")");
	}
	buf_puts(&draft->sql, ")");
}

static int
add_placed(struct draft *draft, struct placed *placed)
{
	enum anchor anchor = draft->query->kind->anchor;
	char open[40], later[60];
	enum way way;
	int status = choose_way(draft, placed, &way);

	if (status < 0)
		return status;
	draft->by_pair = way == EACH_FOUND && !draft->mustered;
	draft->in_turn = way == EACH_ROW;
	placed->from_place = draft_argument(draft, TEXT(placed->from));
	placed->to_place = draft_argument(draft, TEXT(placed->to));
	if (anchor == ANCHOR_PERSON) {
		buf_puts(&draft->sql, " and r.id in (select m.person from membership m where m.ended is null"
		                      " and m.since <= $1 and m.until > $1 and m.body in (");
		add_places(draft, placed, SCOPE_FIRST, "p.until > $1");
		buf_puts(&draft->sql, "))");
	} else if (way == EACH_ROW || way == EACH_FOUND) {
		buf_puts(&draft->sql, " and exists (");
		add_places(draft, placed, way, "p.until > $1");
		buf_printf(&draft->sql, anchor == ANCHOR_MATTER ? " and p.subject in (%s))" : " and p.subject = %s)", subjects[anchor]);
	} else if (anchor == ANCHOR_MATTER) {
		add_matters(draft, placed);
	} else {
		/* What ended since is few; most stand without an end, and the index finds these at once. */
		snprintf(open, sizeof open, "p.until = %d", DAY_OPEN);
		snprintf(later, sizeof later, "p.until > $1 and p.until < %d", DAY_OPEN);
		buf_printf(&draft->sql, " and %s in (", subjects[anchor]);
		add_places(draft, placed, way, way == STANDING_FIRST ? open : "p.until > $1");
		if (way == STANDING_FIRST) {
			buf_puts(&draft->sql, " union all ");
			add_places(draft, placed, way, later);
		}
		buf_puts(&draft->sql, ")");
	}
	return 0;
}

#define ON_THAT_DAY(alias) alias ".ended is null and " alias ".since <= $%zu and " alias ".until > $%zu"

/*
 * What hangs at or under a body or unit, and what belongs to it: a body's
 * unit and those it covers, a unit's own bodies and those that cover it.
 */
static int
add_beside(struct draft *draft)
{
	size_t node = draft_argument(draft, INT(draft->query->beside));
	size_t on = draft_argument(draft, INT(draft->query->beside_on));
	char *end = path_end(draft->arena, draft->query->scope);
	size_t from = draft_argument(draft, TEXT(draft->query->scope)), to = draft_argument(draft, TEXT(end));
	bool matter = draft->query->kind->anchor == ANCHOR_MATTER;

	if (!end)
		return FAIL_MEMORY;
	buf_printf(&draft->sql,
	           " and %s (select p.subject from placement p where p.ended is null and p.since <= $1 and p.until > $1"
	           " and p.path >= $%zu and p.path < $%zu"
	           " union select b.unit from body b where b.id = $%zu and " ON_THAT_DAY("b")
	           " union select b.id from body b where b.unit = $%zu and " ON_THAT_DAY("b")
	           " union select c.unit from coverage c where c.body = $%zu and " ON_THAT_DAY("c")
	           " union select c.body from coverage c where c.unit = $%zu and " ON_THAT_DAY("c") "%s)",
	           matter ? "exists (select 1 from" : arena_printf(draft->arena, "%s in", subjects[draft->query->kind->anchor]),
	           from, to, node, on, on, node, on, on, node, on, on, node, on, on,
	           matter ? ") as near where near.subject in (r.addressee, r.body, r.unit)" : "");
	return 0;
}

/* A scope that holds all there is need not be asked for; where rows stand as asked, their places tell. */
static int
add_scope(struct draft *draft, struct placed *placed)
{
	const struct list_query *query = draft->query;
	char *end;

	draft->in_turn = !query->scope;
	if (!query->scope)
		return 0;
	if (placed->count == 0 && query->outlook && query->outlook->whole) {
		draft->in_turn = true;
		draft->by_pair = names_few(draft);
		return 0;
	}
	/* In byte order nothing but the path itself stands from it to before the path with one byte more. */
	end = query->own ? arena_printf(draft->arena, "%s\x01", query->scope) : path_end(draft->arena, query->scope);
	if (!end)
		return FAIL_MEMORY;
	placed->from = query->scope;
	placed->to = end;
	return add_placed(draft, placed);
}

/* So many at a time that few statements differ. */
static void
add_mustered(struct draft *draft)
{
	const struct mustered *mustered = draft->mustered;
	size_t room = 64;

	while (room < mustered->count)
		room *= 2;
	for (size_t i = 0; i < room; i++)
		buf_printf(&draft->sql, "%s$%zu", i ? ", " : " and r.id in (",
		           draft_argument(draft, INT(i < mustered->count ? mustered->ids[i] : -1)));
	buf_puts(&draft->sql, ")");
}

/* A record is about a person if it is the person's own or names them. */
static void
add_person(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;

	if (draft->query->person)
		buf_printf(&draft->sql, " and r.%s = $%zu", kind->anchor == ANCHOR_PERSON ? "id" : "person",
		           draft_argument(draft, INT(draft->query->person)));
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
day_no
last_day_within(day_no on, int months)
{
	day_no last = day_add_months(on, months) + 3; /* months differ by at most three days */

	while (day_add_months(last, -months) > on)
		last--;
	return last;
}

/* A facet's condition with its argument in place; null without memory. */
static const char *
condition_text(struct draft *draft, const char *condition, int months)
{
	struct buf text;
	const char *at;
	size_t place;

	if (!months || !strstr(condition, "$+"))
		return condition;
	place = draft_argument(draft, INT(last_day_within(draft->query->as_of, months)));
	buf_init(&text, SQL_MAX);
	for (; (at = strstr(condition, "$+")); condition = at + 2)
		buf_printf(&text, "%.*s$%zu", (int)(at - condition), condition, place);
	buf_puts(&text, condition);
	condition = buf_status(&text) == 0 ? arena_strdup(draft->arena, buf_text(&text)) : NULL;
	buf_free(&text);
	return condition;
}

/* Within a scope the place of the row is asked for anyway, and says how it stands. */
static int
add_word(struct draft *draft, const struct facet_word *word, struct placed *placed)
{
	const struct list_query *query = draft->query;
	bool stands = word->standing && query->scope && !query->beside && query->kind->anchor == ANCHOR_SELF;
	const char *condition = condition_text(draft, stands ? word->standing : word->condition, word->months);

	if (!condition)
		return FAIL_MEMORY;
	if (stands && word->field && draft->sort && strcmp(word->field, draft->sort->name) == 0) {
		buf_puts(&draft->sql, " and ");
		sort_sql(draft->sort, "r", &draft->sql);
		buf_printf(&draft->sql, " >= %" PRId64, word->least);
	}
	if (stands)
		placed->standing[placed->count++] = condition;
	else
		buf_printf(&draft->sql, " and %s", condition);
	return 0;
}

static int
add_facet(struct draft *draft, const struct facet *facet, const char *word, struct placed *placed)
{
	struct buf words;
	int status;

	for (const struct facet_word *at = facet->words; at->word; at++)
		if (strcmp(at->word, word) == 0)
			return add_word(draft, at, placed);
	buf_init(&words, FAIL_TEXT_MAX);
	for (const struct facet_word *at = facet->words; at->word; at++)
		buf_printf(&words, "%s%s", words.len ? ", " : "", at->word);
	status = fail(FAIL_INPUT, NULL, facet->name, "%s 只能是：%s。", "%s is one of: %s.", facet->name,
	              buf_text(&words));
	buf_free(&words);
	return status;
}

/*
 * Whether a page of the many rows with one value is found sooner by going
 * through the list's order than by reading them all.  Not of regions: names
 * begin with them, so that theirs stand together.
 */
static bool
in_order(const struct draft *draft, const struct field *field)
{
	const struct list_outlook *outlook = draft->query->outlook;
	int64_t page = (int64_t)(draft->query->limit ? draft->query->limit : LIST_PAGE) + 1;

	if (draft->mustered)
		return true;
	if (draft->all || draft->pattern || !outlook || outlook->total <= 0 || !draft->sort || draft->sort == field ||
	    field->type == FIELD_REGION || !field_is_indexed(field))
		return false;
	return outlook->subjects / outlook->total * page * 2 * FETCH < FETCH * outlook->total;
}

/* Rows whose region begins so. */
static int
add_range(struct draft *draft, const struct filter *filter)
{
	size_t from = draft_argument(draft, TEXT(filter->text));
	char *end = arena_strdup(draft->arena, filter->text);

	if (!end)
		return FAIL_MEMORY;
	end[strlen(end) - 1]++;
	buf_printf(&draft->sql, draft->mustered ? " and r.%s || '' >= $%zu and r.%s || '' < $%zu" : " and r.%s >= $%zu and r.%s < $%zu",
	           filter->name, from, filter->name, draft_argument(draft, TEXT(end)));
	return 0;
}

/* The same, in the order of names from an index of their own. */
static int
add_within(struct draft *draft)
{
	const struct filter *filter = draft->within;
	const struct kind *kind = draft->query->kind;
	bool by_title = kind->title && draft->sort && strcmp(draft->sort->name, kind->title) == 0 && !draft->mustered;
	size_t digits = strlen(filter->text);

	if (by_title && kind->by_province && (digits == 2 || digits == 4) && draft->in_turn && !draft->pattern && !draft->all) {
		buf_printf(&draft->sql, " and substr(r.%s, 1, %zu) = $%zu", filter->name, digits,
		           draft_argument(draft, TEXT(filter->text)));
		return 0;
	}
	return add_range(draft, filter);
}

static int
add_filter(struct draft *draft, const struct filter *filter, struct placed *placed)
{
	const struct kind *kind = draft->query->kind;
	int index = field_index(kind, filter->name);
	struct value value;
	int status;

	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		if (strcmp(facet->name, filter->name) == 0)
			return add_facet(draft, facet, filter->text, placed);
	if (index < 0 || (kind->fields[index].flags & (SHOW_FILTER | PERSONAL)) != SHOW_FILTER)
		return unknown_filter(kind, filter->name);
	/* A region is asked for by its code or the beginning of one: 11 is all of a province. */
	if (kind->fields[index].type == FIELD_REGION && strlen(filter->text) < 6 &&
	    strspn(filter->text, "0123456789") == strlen(filter->text) && *filter->text) {
		if (draft->within)
			return add_range(draft, filter);
		draft->within = filter;
		return 0;
	}
	status = field_read(draft->arena, &kind->fields[index], filter->text, &value);
	if (status < 0)
		return status;
	buf_puts(&draft->sql, " and ");
	sort_sql(&kind->fields[index], "r", &draft->sql);
	if (in_order(draft, &kind->fields[index])) /* keeps its own index from being taken */
		buf_puts(&draft->sql, field_is_text(&kind->fields[index]) ? " || ''" : " + 0");
	if (value.type == VALUE_NULL)
		value = field_is_text(&kind->fields[index]) ? TEXT("") : INT(-1);
	buf_printf(&draft->sql, " = $%zu", draft_argument(draft, value));
	return 0;
}

/* --- all of it --------------------------------------------------------------------- */

/* Puts the pairs before the rows they name. */
static int
start_from_pairs(struct draft *draft, size_t from)
{
	const char *rest;

	draft->starting = draft_driver(draft) != NULL;
	if (!draft->starting || buf_status(&draft->sql) < 0)
		return buf_status(&draft->sql);
	rest = arena_strdup(draft->arena, buf_text(&draft->sql) + from + strlen(" from"));
	if (!rest)
		return FAIL_MEMORY;
	draft->sql.len = from;
	buf_printf(&draft->sql, " from %s_gram g cross join%s", draft->query->kind->name, rest);
	return 0;
}

int
draft_conditions(struct draft *draft)
{
	const struct list_query *query = draft->query;
	struct placed placed = {.count = 0};
	int status = draft_search(draft);
	size_t from;

	draft_argument(draft, INT(query->as_of));
	from = draft->sql.len;
	buf_printf(&draft->sql, " from %s r where r.ended is null and r.since <= $1 and r.until > $1",
	           query->kind->name);
	add_person(draft);
	if (draft->mustered)
		add_mustered(draft);
	if (status == 0 && query->filter_count > FILTERS_MAX)
		status = fail(FAIL_INPUT, NULL, NULL, "筛选条件最多 %d 个。", "At most %d filters.", FILTERS_MAX);
	for (size_t i = 0; i < query->filter_count && status == 0; i++)
		status = add_filter(draft, &query->filters[i], &placed);
	if (status == 0)
		status = query->beside ? add_beside(draft) : add_scope(draft, &placed);
	if (status == 0 && draft->within)
		status = add_within(draft);
	if (status == 0 && draft_may_start(draft) && (draft->in_turn || draft->by_pair))
		status = start_from_pairs(draft, from);
	draft_add_search(draft);
	return status;
}
