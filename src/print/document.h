/*
 * A document as it is meant, before it is laid out: a list of pieces in
 * reading order.  Templates (papers/) and C write it through the builder
 * below; what a piece looks like on paper is the renderer's matter alone.
 */
#ifndef DANGJIAN_PRINT_DOCUMENT_H
#define DANGJIAN_PRINT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/lang.h"

enum piece_kind {
	PIECE_RED,        /* red head of an issued document: organ, document number, signer of a paper going up (may be absent) */
	PIECE_LETTER,     /* head of a letter (函): organ, document number */
	PIECE_ANNEX,      /* begins a page with the words 附件 and its number, e.g. "1" (may be absent) */
	PIECE_TITLE,      /* centred, headline type; lines are balanced */
	PIECE_SUBTITLE,   /* centred below the title: a date, 草案 */
	PIECE_TO,         /* addressee, flush left */
	PIECE_TEXT,       /* a paragraph, indented two characters */
	PIECE_CUE,        /* a paragraph of directions, in Kai */
	PIECE_PLAIN,      /* a paragraph without indent, hanging behind its first colon; level 1: in smaller type */
	PIECE_HEADING,    /* level 1 to 4, numbered by itself; a second text runs on in body type */
	PIECE_ARTICLE,    /* 第一条 and its text */
	PIECE_TABLE,      /* opens a table: number is the least height of its rows in mm, texts are columns (below) */
	PIECE_HEAD,       /* a row of heads, repeated on each page the table runs to */
	PIECE_ROW,        /* a row; the last cell takes the columns left over; number is its own least height, if above 0 */
	PIECE_ATTACHMENT, /* one line of 附件说明 */
	PIECE_SIGNATURE,  /* organs, then the date as the last text; room for the seal */
	PIECE_SIGNERS,    /* each text and a line to sign on, two side by side */
	PIECE_NOTE,       /* below all, in brackets: a contact */
	PIECE_COPY,       /* 抄送, at the foot of the last page */
	PIECE_ISSUED,     /* organ and date of printing, at the foot of the last page */
	PIECE_BREAK,      /* a new page */
	PIECE_SPACE,      /* number blank lines */
	PIECES,
};

enum table_style { /* bits of a table's level */
	TABLE_LARGE = 1, /* in body size */
	TABLE_SMALL = 2,
	TABLE_PLAIN = 4, /* without rules */
	TABLE_EQUAL = 8, /* rows of one place are equally high in all such tables of the document (ELEC-6.1) */
};

/*
 * A column is "WIDTH ALIGN": its share of the table's width and l, c or r;
 * g is a gap without rules, and x5 a strip of five boxes to count in.
 */

#define CELL_NONE "\f" /* a cell that is left out, rules and all */

struct piece {
	enum piece_kind kind;
	int level;
	int number;
	const char *const *texts;
	size_t count;
};

enum page_numbers {
	PAGES_DASHED, /* — 1 —, odd right, even left */
	PAGES_SPARE,  /* only where there are several: 第 1 页，共 2 页 */
};

#define DOCUMENT_PIECES_MAX 50000 /* of one document */
#define DOCUMENT_TEXTS_MAX 64     /* of one piece */

struct document {
	struct arena *arena;
	enum lang lang;
	const char *name;  /* in outlines and file names */
	enum page_numbers numbers;
	struct piece *pieces;
	size_t count;

	/* of the builder */
	size_t room;
	bool open;         /* a piece is being written */
	const char *texts[DOCUMENT_TEXTS_MAX];
	size_t text_count;
	char *text;        /* being written */
	size_t text_len, text_room;
	bool failed;       /* remembered: document_status() tells */
};

/* An empty document; null without memory. */
struct document *document_new(struct arena *arena, enum lang lang, const char *name);

/*
 * Writes a piece: begin, then its texts, each put together from parts and
 * ended by document_next() but the last, then end; a begin ends the piece
 * before it.  The first failure is remembered and later calls do nothing.
 */
void document_begin(struct document *document, enum piece_kind kind, int level, int number);
void document_next(struct document *document);
void document_end(struct document *document);

/*
 * Parts of a text.  What is not known yet (null, DAY_NONE, a number below 0)
 * is left as a line to write on; in a table as an empty cell.
 */
void document_put(struct document *document, const char *text);
void document_put_len(struct document *document, const char *text, size_t len);
void document_put_both(struct document *document, struct bilingual text);
void document_put_int(struct document *document, int64_t number);
void document_put_size(struct document *document, size_t number);
void document_put_day(struct document *document, day_no day);      /* 2026年11月28日, 28 November 2026 */
void document_put_hanzi(struct document *document, int64_t number); /* 二十一; 21 in English */
void document_put_blank(struct document *document, int ems);        /* a line to write on */
void document_put_comma(struct document *document);                 /* between the names of a list: 、 or ", " */

/* The writer of a field, chosen by its type; for compiled templates.  A day is no number: it takes {date …}. */
#define document_put_any(document, value) _Generic((value), \
	const char *: document_put, char *: document_put, struct bilingual: document_put_both, \
	int64_t: document_put_int, size_t: document_put_size)(document, value)

/* A whole piece at once: texts end with a null. */
void document_add(struct document *document, enum piece_kind kind, int level, int number, const char *const *texts);
void document_line(struct document *document, enum piece_kind kind, const char *text);

/* 0, or FAIL_MEMORY or FAIL_TOO_LARGE if any call failed. */
int document_status(const struct document *document);

#endif
