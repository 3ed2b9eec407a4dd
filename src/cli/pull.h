/*
 * A JSON reader that hands out one token after the other, so that a long
 * array is read without keeping it.  Strict RFC 8259, and of numbers only
 * whole ones that fit 64 bits.
 */
#ifndef DANGJIAN_CLI_PULL_H
#define DANGJIAN_CLI_PULL_H

#include <stdint.h>

#include "cli/source.h"

#define PULL_DEPTH_MAX 8      /* arrays and objects inside each other */
#define PULL_TEXT_MAX 1024    /* bytes of a text or key, with the NUL */

enum token {
	TOKEN_OBJECT,      /* { */
	TOKEN_OBJECT_END,
	TOKEN_ARRAY,       /* [ */
	TOKEN_ARRAY_END,
	TOKEN_KEY,
	TOKEN_TEXT,
	TOKEN_INT,
	TOKEN_TRUE,
	TOKEN_FALSE,
	TOKEN_NULL,
	TOKEN_END,         /* of the whole text; nothing but white space followed */
};

/* What may stand next. */
enum pull_expect {
	EXPECT_VALUE,
	EXPECT_ITEM,       /* a value or the end of an array just begun */
	EXPECT_KEY,
	EXPECT_FIELD,      /* a key or the end of an object just begun */
	EXPECT_COMMA,      /* a comma or the end of what is open */
	EXPECT_NOTHING,    /* the whole value was read */
};

struct pull {
	struct source *source;
	int64_t line;               /* counted from 1 */
	char open[PULL_DEPTH_MAX];  /* brackets not yet closed */
	int depth;
	enum pull_expect expect;
	char text[PULL_TEXT_MAX];   /* of TOKEN_KEY and TOKEN_TEXT: well-formed UTF-8 without NUL */
	int64_t number;             /* of TOKEN_INT */
};

void pull_init(struct pull *pull, struct source *source);

/* The next token; 0, FAIL_INPUT with a sentence that names the line, or FAIL_SYSTEM. */
int pull_next(struct pull *pull, enum token *ret_token);

/* FAIL_INPUT at this line; the sentences are ready, `field` may be null. */
int pull_fault(const struct pull *pull, const char *field, const char *zh, const char *en);

#endif
