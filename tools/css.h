/*
 * Of a large style sheet, what our pages use: a selector stays if every class
 * it asks for stands somewhere in the templates.  Animations, dark colours and
 * what scripts of the style sheet's own would switch are left out; our pages
 * have none of them.
 */
#ifndef DANGJIAN_TOOLS_CSS_H
#define DANGJIAN_TOOLS_CSS_H

#include "source.h"

/* The words of templates and C files, among them every class a page can have. */
struct words {
	struct buf text;     /* "word\0word\0…" until words_sort */
	const char **sorted;
	size_t count;
};

void words_add(struct words *words, const struct source *source);
bool words_sort(struct words *words);  /* after the last words_add; false without memory */
void words_free(struct words *words);

/* Appends the rules of `sheet` that `words` may need; false with a message in `errors`. */
bool css_pick(const struct source *sheet, const struct words *words, struct buf *out, struct buf *errors);

#endif
