/* What a list is searched for: a pattern that decides, and the pair of characters that finds its rows. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "registry/gram.h"
#include "registry/list_draft.h"

#define FOUND_MAX 4000  /* records above which nothing is gained by what a pair names */
#define ASKED_MAX 12    /* pairs of a search that are counted */
#define RUNE_LAST "\xf4\x8f\xbf\xbf"

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

/* Counts the records that hold one of the pairs from one to another, up to the fewest so far. */
static int
try_pair(struct draft *draft, const char *from, const char *to)
{
	int64_t count = 0;
	struct buf sql;
	int status;

	if (!from || !to)
		return FAIL_MEMORY;
	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*) from (select 1 from %s_gram g where g.gram >= $1 and g.gram <= $2 limit $3) as few",
	           draft->query->kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(draft->db, buf_text(&sql), ARGS(TEXT(from), TEXT(to), INT(draft->found)), &count);
	buf_free(&sql);
	if (status == 0 && count < draft->found) {
		draft->found = count;
		draft->pair_from = from;
		draft->pair_to = to;
	}
	return status;
}

/* The rarest pair of the text; of one character alone all that begin with it. */
static int
find_pair(struct draft *draft, const char *text)
{
	struct grams grams;
	int status = 0;

	draft->found = FOUND_MAX;
	grams_of_text(text, &grams);
	if (utf8_length(text) == 1) {
		status = try_pair(draft, arena_strdup(draft->arena, grams.at[0]),
		                  arena_printf(draft->arena, "%s" RUNE_LAST, grams.at[0]));
	} else {
		for (size_t i = 0; i < grams.count && i < ASKED_MAX && draft->found > 0 && status == 0; i++) {
			const char *pair = arena_strdup(draft->arena, grams.at[i]);

			/* The last character stands alone only in what ends with it. */
			if (utf8_length(grams.at[i]) == 2)
				status = try_pair(draft, pair, pair);
		}
	}
	if (!draft->pair_from)
		draft->found = -1;
	draft->by_pair = draft->pair_from != NULL;
	return status;
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
	return draft->pattern ? find_pair(draft, text) : FAIL_MEMORY;
}

void
draft_add_search(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;
	const char *join = " and (";
	size_t place, from;

	if (!draft->pattern)
		return;
	if (draft->by_pair) {
		from = draft_argument(draft, TEXT(draft->pair_from));
		buf_printf(&draft->sql, " and r.id in (select g.id from %s_gram g where g.gram >= $%zu and g.gram <= $%zu)",
		           kind->name, from, draft_argument(draft, TEXT(draft->pair_to)));
	}
	place = draft_argument(draft, TEXT(draft->pattern));
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_searched(kind, &kind->fields[i])) {
			buf_printf(&draft->sql, "%slower(r.%s) like $%zu escape '\\'", join, kind->fields[i].name, place);
			join = " or ";
		}
	buf_puts(&draft->sql, ")");
}
