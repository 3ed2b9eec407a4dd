/* A template cut into literal HTML, values, directives and comments. */
#ifndef DANGJIAN_TOOLS_TEMPLATE_TOKEN_H
#define DANGJIAN_TOOLS_TEMPLATE_TOKEN_H

#include "source.h"

enum token_kind { TOKEN_END, TOKEN_HTML, TOKEN_VALUE, TOKEN_DIRECTIVE };

/* A piece of the source; white space around it is not part of it. */
struct span {
	const char *text;
	size_t len;
	size_t at;         /* its first byte in the source */
};

struct token {
	enum token_kind kind;
	struct span span;  /* HTML: all of it; else what stands between the braces */
};

/* The token at *at, moving behind it; comments are skipped.  False with a message in `errors`. */
bool token_next(const struct source *source, size_t *at, struct token *ret_token, struct buf *errors);

struct span span_trim(struct span span);
struct span span_from(struct span span, size_t skip);       /* the rest, trimmed */
struct span span_upto(struct span span, size_t len);        /* the beginning, trimmed */
bool span_is(struct span span, const char *word);

/* If the span begins with `word` and something behind it, the rest in *ret_rest. */
bool span_keyword(struct span span, const char *word, struct span *ret_rest);

/*
 * The first byte of `stop` outside literals and brackets, or span.len.
 * An empty `stop` finds nothing and so checks literals and brackets alone:
 * SIZE_MAX where one does not end or a byte that C expressions here may not have.
 */
size_t span_find(struct span span, const char *stop);

/* The first " in " outside literals and brackets, or span.len. */
size_t span_find_in(struct span span);

#endif
