/* What the parts of the template compiler share; for tools/template*.c alone. */
#ifndef DANGJIAN_TOOLS_TEMPLATE_COMPILER_H
#define DANGJIAN_TOOLS_TEMPLATE_COMPILER_H

#include "template.h"
#include "template_html.h"
#include "template_token.h"

#define BLOCKS_MAX 32

enum block_kind { BLOCK_VIEW, BLOCK_IF, BLOCK_FOR, BLOCK_WRAP };

struct block {
	enum block_kind kind;
	size_t at;                  /* the opening directive */
	struct html_place before;   /* where its branches begin */
	struct html_place after;    /* where the first of them ended */
	bool branched;              /* an else was seen: `after` is set */
	bool has_else;              /* a final else was seen */
	struct span arguments;      /* BLOCK_WRAP: "layout(p)" */
};

struct compiler {
	const struct source *source;
	struct output *output;
	struct buf *errors;
	struct html_place html;
	struct block blocks[BLOCKS_MAX];
	size_t depth;
	struct span name, params;   /* of the view being compiled */
	bool has_body;
	struct buf code;            /* of the function being compiled */
	struct buf literal;         /* HTML not yet written to `code` */
	int line;                   /* the line the C compiler believes in */
	unsigned loops;
};

/* Records an error at a byte of the source; false. */
bool template_error(struct compiler *c, size_t at, const char *why);

/* Writes the pending HTML as calls, each literal short enough for ISO C. */
void template_flush(struct compiler *c);

/* Before a statement from the byte `at`: messages of the C compiler name the template's line. */
void template_statement(struct compiler *c, size_t at);

/* Ends a statement and its line. */
void template_end(struct compiler *c, const char *end);

/* Appends a span on one line, so that the line count stays right. */
void template_put(struct buf *out, struct span span);

/* Whether a span can be a C expression; false with a message that begins with `what`. */
bool template_expression(struct compiler *c, struct span span, const char *what);

/* Whether a span is one C string literal; false with a message. */
bool template_literal(struct compiler *c, struct span span);

/* Compiles what stands between {{ and }}. */
bool template_value(struct compiler *c, struct span span);

#endif
