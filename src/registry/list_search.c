/* What a list is searched for: a pattern that decides, and the pair of characters that finds its rows. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "registry/gram.h"
#include "registry/list_draft.h"
#include "registry/tables.h"
#include "store/like.h"

#define FOUND_MAX 4000  /* records above which nothing is gained by what a pair names */
#define PAIRED_MAX 8000 /* the same, where another pair may leave few of them */
#define FEW 100         /* records that are looked at sooner than a second pair */
#define SAMPLE 200      /* of a pair's records, the first that are read to see how close they stand */
#define ASKED_MAX 12    /* pairs of a search that are counted */

/* In small letters, as the names that it is compared with. */
static char *
like_pattern(struct arena *arena, const char *text)
{
	char *pattern = like_part(arena, text);

	for (char *at = pattern; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return pattern;
}

/* Whether a page of it may be read from the beginnings of titles. */
bool
draft_may_start(const struct draft *draft)
{
	const struct list_query *query = draft->query;

	return !draft->all && !draft->alike && !draft->mustered && !query->beside && draft->sort && query->kind->title &&
	       strcmp(draft->sort->name, query->kind->title) == 0;
}

/* How many records hold one of the pairs from one to another, at most `max`. */
static int
count_pair(const struct draft *draft, const char *from, const char *to, int64_t max, int64_t *ret_count)
{
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*) from (select 1 from %s_gram g where g.gram >= $1 and g.gram <= $2 limit $3) as few",
	           draft->query->kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(draft->db, buf_text(&sql), ARGS(TEXT(from), TEXT(to), INT(max)), ret_count);
	buf_free(&sql);
	return status;
}

/* The same of the two pairs together. */
static int
count_both(const struct draft *draft, int64_t *ret_count)
{
	const char *kind = draft->query->kind->name;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*) from (select 1 from %s_gram g where g.gram = $1 and exists"
	                 " (select 1 from %s_gram h where h.gram = $2 and h.start = g.start and h.id = g.id) limit $3) as few",
	           kind, kind);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(draft->db, buf_text(&sql), ARGS(TEXT(draft->pair_from), TEXT(draft->others[0]), INT(FOUND_MAX)),
		                   ret_count);
	buf_free(&sql);
	return status;
}

/* The two rarest pairs of a longer text; the last character stands alone only in what ends with it. */
static int
find_rarest(struct draft *draft, const struct grams *grams)
{
	int64_t count = 0, second = PAIRED_MAX;
	int status = 0;

	for (size_t i = 0; i < grams->count && i < ASKED_MAX && draft->found > 0 && status == 0; i++) {
		const char *pair = arena_strdup(draft->arena, grams->at[i]);

		if (!pair)
			return FAIL_MEMORY;
		if (utf8_length(pair) != 2)
			continue;
		status = count_pair(draft, pair, pair, second, &count);
		if (count >= PAIRED_MAX)
			draft->common[draft->common[0] != NULL] = pair;
		if (status == 0 && count < draft->found) {
			second = draft->found;
			draft->others[0] = draft->pair_from;
			draft->found = count;
			draft->pair_from = draft->pair_to = pair;
		} else if (status == 0 && (count < second || !draft->others[0])) {
			second = count;
			draft->others[0] = pair;
		}
	}
	return status;
}

/* A pair and how rare it is: of few records their number, of more the beginning at which the last of the first ones stands. */
struct rarity {
	const char *pair;
	int64_t count;
	const char *last;
};

static int
see_rarity(const struct draft *draft, const char *pair, struct rarity *ret_rarity)
{
	const char *order = draft->descending ? " desc" : "";
	struct rarity rarity = {.pair = pair};
	struct rows *rows = NULL;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*), %s(few.start) from (select g.start from %s_gram g where g.gram = $1"
	                 " order by g.start%s, g.id%s limit %d) as few", draft->descending ? "min" : "max",
	           draft->query->kind->name, order, order, SAMPLE);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(draft->db, buf_text(&sql), ARGS(TEXT(pair)), &rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		rarity.count = rows_int(rows, 0);
		rarity.last = rarity.count ? rows_dup(rows, 1, draft->arena) : "";
		status = rarity.last ? 0 : FAIL_MEMORY;
	}
	rows_close(rows);
	*ret_rarity = rarity;
	return status;
}

static bool
is_rarer(const struct draft *draft, const struct rarity *a, const struct rarity *b)
{
	int order = strcmp(a->last, b->last);

	if (a->count != b->count)
		return a->count < b->count;
	return a->count == SAMPLE && (draft->descending ? order < 0 : order > 0);
}

/* The rarest pairs first, of which a page in the order of titles begins with what the first one finds. */
static int
find_closest(struct draft *draft, const struct grams *grams)
{
	struct rarity found[1 + OTHERS];
	size_t count = 0;

	for (size_t i = 0; i < grams->count && i < ASKED_MAX; i++) {
		const char *pair = arena_strdup(draft->arena, grams->at[i]);
		struct rarity one;
		size_t at = count;
		int status;

		if (!pair)
			return FAIL_MEMORY;
		if (utf8_length(pair) != 2)
			continue;
		if ((status = see_rarity(draft, pair, &one)) < 0)
			return status;
		for (; at > 0 && is_rarer(draft, &one, &found[at - 1]); at--)
			if (at <= OTHERS)
				found[at] = found[at - 1];
		if (at <= OTHERS)
			found[at] = one;
		count += count <= OTHERS;
	}
	if (count == 0)
		return 0;
	draft->pair_from = draft->pair_to = found[0].pair;
	draft->found = found[0].count < SAMPLE ? found[0].count : -1;
	for (size_t i = 1; i < count && found[0].count > FEW; i++)
		draft->others[i - 1] = found[i].pair;
	return 0;
}

/* Whether all there is, is searched in the order of titles: then no row is looked at but what a pair finds. */
static bool
is_plain(const struct draft *draft)
{
	const struct list_query *query = draft->query;

	return draft_may_start(draft) && query->filter_count == 0 && (!query->scope || (query->outlook && query->outlook->whole));
}

/* The rarest pair of the text, and others where it leaves many; of one character alone all that begin with it. */
static int
find_pair(struct draft *draft, const char *text)
{
	struct grams grams;
	int status;

	draft->found = PAIRED_MAX;
	grams_of_text(text, &grams);
	if (utf8_length(text) == 1) {
		draft->pair_from = arena_strdup(draft->arena, grams.at[0]);
		draft->pair_to = arena_printf(draft->arena, "%s" RUNE_LAST, grams.at[0]);
		status = draft->pair_from && draft->pair_to
		         ? count_pair(draft, draft->pair_from, draft->pair_to, PAIRED_MAX, &draft->found) : FAIL_MEMORY;
	} else if (is_plain(draft)) {
		return find_closest(draft, &grams);
	} else {
		status = find_rarest(draft, &grams);
	}
	if (!draft->pair_from || draft->found <= FEW)
		draft->others[0] = NULL;
	if (status == 0 && draft->others[0] && !draft_may_start(draft))
		status = count_both(draft, &draft->found);
	draft->by_pair = draft->pair_from && draft->found < FOUND_MAX;
	if (!draft->pair_from)
		draft->found = -1;
	return status;
}

const char *
draft_driver(const struct draft *draft)
{
	const char *driver = draft->pair_from ? draft->pair_from : draft->common[0];

	return draft->pattern && driver && (!draft->pair_from || strcmp(draft->pair_from, draft->pair_to) == 0) ? driver : NULL;
}

static void
add_driver(struct draft *draft)
{
	const char *kind = draft->query->kind->name, *driver = draft_driver(draft);
	const char *const *others = draft->pair_from ? draft->others : draft->common + 1;
	size_t most = draft->pair_from ? OTHERS : 1;

	/* Of a plain comparison PostgreSQL expects one row in thousands, and would sort rather than read in order. */
	buf_printf(&draft->sql, " and r.id = g.id and g.gram = $%zu and coalesce(g.start = substr(",
	           draft_argument(draft, TEXT(driver)));
	sort_sql(draft->sort, "r", &draft->sql);
	buf_printf(&draft->sql, ", 1, %d), false)", START_RUNES);
	for (size_t i = 0; i < most && others[i]; i++)
		buf_printf(&draft->sql, " and exists (select 1 from %s_gram h where h.gram = $%zu and h.start = g.start"
		                        " and h.id = g.id)", kind, draft_argument(draft, TEXT(others[i])));
}

/* Those that begin so, of which there are more than a page holds. */
static void
add_alike(struct draft *draft)
{
	const char *title = draft->query->kind->title;

	buf_printf(&draft->sql, " and r.%s >= $%zu", title, draft_argument(draft, TEXT(draft->alike)));
	buf_printf(&draft->sql, " and r.%s <= $%zu", title, draft_argument(draft, TEXT(draft->alike_last)));
}

int
draft_search(struct draft *draft)
{
	const struct list_query *query = draft->query;
	char *text = query->search ? text_tidy(draft->arena, query->search) : NULL;

	draft->found = -1;
	if (!query->search || (text && !*text))
		return 0;
	if (query->kind->persons)
		return fail(FAIL_INPUT, "DP-26", "q", "人员不能按网址搜索，请用查找表单。",
		            "Persons are not searched by address; use the search form.");
	if (!kind_is_searched(query->kind))
		return fail(FAIL_INPUT, NULL, "q", "这个名册不能搜索。", "This register cannot be searched.");
	draft->pattern = text ? like_pattern(draft->arena, text) : NULL;
	for (const char *at = text; at && *at; at++) {
		draft->letters |= (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');
		draft->foreign |= (unsigned char)*at >= 0x80;
	}
	if (!draft->pattern)
		return FAIL_MEMORY;
	return draft->alike || draft->mustered ? 0 : find_pair(draft, text);
}

void
draft_add_search(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;
	size_t place, from;

	if (!draft->pattern)
		return;
	if (draft->starting) {
		add_driver(draft);
	} else if (draft->by_pair) {
		from = draft_argument(draft, TEXT(draft->pair_from));
		buf_printf(&draft->sql, " and r.id in (select g.id from %s_gram g where g.gram >= $%zu and g.gram <= $%zu",
		           kind->name, from, draft_argument(draft, TEXT(draft->pair_to)));
		if (draft->others[0])
			buf_printf(&draft->sql, " and exists (select 1 from %s_gram h where h.gram = $%zu and h.start = g.start and h.id = g.id)",
			           kind->name, draft_argument(draft, TEXT(draft->others[0])));
		buf_puts(&draft->sql, ")");
	}
	if (draft->alike)
		add_alike(draft);
	place = draft_argument(draft, TEXT(draft->pattern));
	buf_puts(&draft->sql, " and (1 = 0");
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];

		if (!field_is_searched(kind, field) || (draft->foreign && field->type == FIELD_CREDIT))
			continue;
		/* Where no letter can differ in size, the name is looked at as its index has it. */
		buf_printf(&draft->sql, draft->letters ? " or lower(r.%s) like $%zu escape '\\'" : " or r.%s like $%zu escape '\\'",
		           field->name, place);
	}
	buf_puts(&draft->sql, ")");
}
