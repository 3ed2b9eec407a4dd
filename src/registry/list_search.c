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
#define ASKED_MAX 12    /* pairs of a search that are counted */
#define RUNE_LAST "\xf4\x8f\xbf\xbf"

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

	return !draft->all && !draft->plain && !query->beside && draft->sort && query->kind->title &&
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
		status = db_number(draft->db, buf_text(&sql), ARGS(TEXT(draft->pair_from), TEXT(draft->second), INT(FOUND_MAX)),
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
			draft->second = draft->pair_from;
			draft->found = count;
			draft->pair_from = draft->pair_to = pair;
		} else if (status == 0 && (count < second || !draft->second)) {
			second = count;
			draft->second = pair;
		}
	}
	return status;
}

/* The rarest pair of the text, and a second one where it leaves many; of one character alone all that begin with it. */
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
	} else {
		status = find_rarest(draft, &grams);
	}
	if (!draft->pair_from || draft->found <= FEW)
		draft->second = NULL;
	if (status == 0 && draft->second && !draft_may_start(draft))
		status = count_both(draft, &draft->found);
	draft->by_pair = draft->pair_from && draft->found < FOUND_MAX;
	if (!draft->pair_from)
		draft->found = -1;
	return status;
}

const char *
draft_driver(const struct draft *draft, const char **ret_other)
{
	const char *driver = draft->pair_from ? draft->pair_from : draft->common[0];

	if (!draft->pattern || !driver || (draft->pair_from && strcmp(draft->pair_from, draft->pair_to) != 0))
		return NULL;
	*ret_other = draft->pair_from ? draft->second : draft->common[1];
	return driver;
}

static void
add_driver(struct draft *draft)
{
	const char *kind = draft->query->kind->name, *other = NULL, *driver = draft_driver(draft, &other);

	buf_printf(&draft->sql, " and r.id = g.id and g.gram = $%zu and g.start = substr(", draft_argument(draft, TEXT(driver)));
	sort_sql(draft->sort, "r", &draft->sql);
	buf_printf(&draft->sql, ", 1, %d)", START_RUNES);
	if (other)
		buf_printf(&draft->sql, " and exists (select 1 from %s_gram h where h.gram = $%zu and h.start = g.start"
		                        " and h.id = g.id)", kind, draft_argument(draft, TEXT(other)));
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
	return draft->pattern ? find_pair(draft, text) : FAIL_MEMORY;
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
		if (draft->second)
			buf_printf(&draft->sql, " and exists (select 1 from %s_gram h where h.gram = $%zu and h.start = g.start and h.id = g.id)",
			           kind->name, draft_argument(draft, TEXT(draft->second)));
		buf_puts(&draft->sql, ")");
	}
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
