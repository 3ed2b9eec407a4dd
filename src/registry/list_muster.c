/* When a page's rows are asked of a muster, and what. */
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/gram.h"
#include "registry/input.h"
#include "registry/list_draft.h"
#include "registry/tables.h"

#define SCOPE_SHORT 1000 /* units and bodies of a scope that are read as soon */
#define WALK_SHORT 5000  /* rows of an index that are gone through as soon */
#define ASKED_BESIDE 40  /* of a search, more than a page holds */
#define UNEVEN 8         /* how much further apart than evenly the rows may lie in the order of names */

/* Whether what the index of the order holds comes sooner: a page in the middle begins among many of one value, but of names. */
static bool
is_short(const struct draft *draft, bool behind)
{
	const struct list_query *query = draft->query;
	const struct list_outlook *outlook = query->outlook;
	int64_t page = (int64_t)(query->limit ? query->limit : LIST_PAGE) + 1;
	bool by_title = strcmp(draft->sort->name, query->kind->title) == 0;

	if (outlook->scope <= SCOPE_SHORT)
		return true;
	if (query->search && *query->search)
		return outlook->whole && by_title && query->filter_count == 0;
	if (!outlook->whole || !(by_title || (field_is_indexed(draft->sort) && !behind)))
		return false;
	return query->filter_count == 0 ||
	       (by_title && outlook->total > 0 && outlook->subjects / outlook->total * page * UNEVEN <= WALK_SHORT);
}

static bool
may_ask(const struct draft *draft, bool behind)
{
	const struct list_query *query = draft->query;

	return query->musters && query->outlook && query->scope && !query->own && !query->beside && !query->person &&
	       !draft->all && draft->asks != ASK_RECORDS && !draft->alike && draft->sort && query->kind->title &&
	       !query->kind->persons && query->filter_count <= FILTERS_MAX && !is_short(draft, behind);
}

/* All regions that begin so are from one number to another. */
static bool
ask_region(const char *text, struct muster_test *test)
{
	size_t digits = strlen(text);

	if (digits == 0 || digits > 6 || strspn(text, "0123456789") != digits || num_parse(text, &test->from) < 0)
		return false;
	test->to = test->from + 1;
	for (; digits < 6; digits++) {
		test->from *= 10;
		test->to *= 10;
	}
	test->to--;
	return true;
}

/* What a filter asks; false where that is nothing a muster knows. */
static bool
ask_field(const struct draft *draft, const struct filter *filter, struct muster_test *ret_test)
{
	const struct kind *kind = draft->query->kind;
	int index = field_index(kind, filter->name);
	const struct field *field = index < 0 ? NULL : &kind->fields[index];
	struct muster_test test = {.field = field};
	struct value value;

	if (!field || (field->flags & (SHOW_FILTER | PERSONAL)) != SHOW_FILTER || field->type == FIELD_REF ||
	    field->type == FIELD_CREDIT)
		return false;
	if (field->type == FIELD_REGION) {
		if (!ask_region(filter->text, &test))
			return false;
	} else if (field_read(draft->arena, field, filter->text, &value) < 0 || value.type == VALUE_NULL) {
		return false;
	} else {
		test.text = value.text;
		test.from = test.to = value.number;
	}
	*ret_test = test;
	return true;
}

static const struct facet_word *
ask_facet(const struct kind *kind, const struct filter *filter)
{
	for (const struct facet *facet = kind->facets; facet && facet->name; facet++)
		for (const struct facet_word *word = facet->words; word->word && strcmp(facet->name, filter->name) == 0; word++)
			if (strcmp(word->word, filter->text) == 0)
				return word;
	return NULL;
}

/* The last row's value in the order, as the muster has it. */
static bool
ask_behind(const struct draft *draft, const struct cursor *last, struct muster_question *question)
{
	question->begun = true;
	question->id = last->id;
	question->number = last->number;
	question->text = last->text;
	if (draft->sort->type != FIELD_REGION)
		return true;
	question->number = -1;
	return !*last->text || (strlen(last->text) == 6 && num_parse(last->text, &question->number) == 0);
}

/* What a text is searched by, as in list_search.c; true where it is searched by nothing. */
static bool
ask_pairs(const struct draft *draft, struct muster_span *spans, struct muster_question *question)
{
	const char *text = draft->query->search ? text_tidy(draft->arena, draft->query->search) : NULL;
	struct grams grams;

	question->pairs = spans;
	if (!draft->query->search || !*draft->query->search)
		return true;
	if (!text || !*text)
		return false;
	grams_of_text(text, &grams);
	for (size_t i = 0; i < grams.count && question->pair_count < MUSTER_SPANS; i++) {
		struct muster_span span = {.from = arena_strdup(draft->arena, grams.at[i])};

		if (utf8_length(text) > 1 && utf8_length(grams.at[i]) != 2)
			continue;
		span.to = utf8_length(text) > 1 ? span.from : arena_printf(draft->arena, "%s" RUNE_LAST, grams.at[i]);
		if (!span.from || !span.to)
			return false;
		spans[question->pair_count++] = span;
	}
	return question->pair_count > 0;
}

int
draft_muster(struct draft *draft, const struct cursor *last, size_t limit, struct mustered *ret_mustered)
{
	const struct list_query *query = draft->query;
	struct muster_test tests[FILTERS_MAX + 1];
	const struct facet_word *words[FILTERS_MAX];
	struct muster_span spans[MUSTER_SPANS];
	struct muster_question question = {
		.kind = query->kind, .on = query->as_of, .tests = tests, .words = words, .sort = draft->sort,
		.descending = draft->descending, .limit = limit,
	};
	char *end;

	if (!may_ask(draft, last != NULL) || (last && !ask_behind(draft, last, &question)))
		return 0;
	if (!ask_pairs(draft, spans, &question))
		return 0;
	/* Pairs are not yet the text: some of what holds them goes again. */
	if (question.pair_count)
		question.limit = draft->asks == ASK_FOR_MORE ? MUSTERED_MAX / 2 : limit + ASKED_BESIDE;
	if (!query->outlook->whole) {
		end = path_end(draft->arena, query->scope);
		if (!end)
			return FAIL_MEMORY;
		tests[question.test_count++] = (struct muster_test){.text = query->scope, .text_end = end};
	}
	for (size_t i = 0; i < query->filter_count; i++) {
		const struct facet_word *word = ask_facet(query->kind, &query->filters[i]);

		if (word)
			words[question.word_count++] = word;
		else if (ask_field(draft, &query->filters[i], &tests[question.test_count]))
			question.test_count++;
		else
			return 0;
	}
	return muster_find(query->musters, draft->db, draft->arena, &question, ret_mustered);
}
