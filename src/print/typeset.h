/*
 * What the parts of the renderer share; for src/print alone.  Lengths are
 * points; a page's origin is the upper left corner of its type area.
 */
#ifndef DANGJIAN_PRINT_TYPESET_H
#define DANGJIAN_PRINT_TYPESET_H

#include <pango/pangocairo.h>

#include "print/ink.h"
#include "print/job.h"

/* GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters of size 3. */
#define MM(mm) ((mm) * 72.0 / 25.4)
#define PAPER_WIDTH MM(210)
#define PAPER_HEIGHT MM(297)
#define MARGIN_LEFT MM(28)
#define MARGIN_TOP MM(37)
#define TYPE_WIDTH MM(156)
#define TYPE_HEIGHT MM(225)
#define LINES 22
#define CHARACTERS 28
#define SIZE_1_SMALL 36.0 /* of a red head */
#define SIZE_2 22.0       /* titles */
#define SIZE_3 16.0       /* body */
#define SIZE_4 14.0       /* page numbers, tables */
#define SIZE_4_SMALL 12.0
#define SIZE_5 10.5
#define EM (TYPE_WIDTH / CHARACTERS)                         /* from one character of body to the next */
#define PITCH ((TYPE_HEIGHT - SIZE_3) / (LINES - 1))         /* from one line of body to the next */
#define ENGLISH_SIZE 12.0
#define ENGLISH_PITCH 18.0

#define EM_ASCENT 0.88 /* of a Han character's square, above the baseline */

struct faces {
	PangoFontDescription *face[FACES];
	unsigned substituted;
};

/* Finds the first installed family of each list. */
void faces_find(const struct print_fonts *fonts, struct faces *ret_faces);
void faces_free(struct faces *faces);

struct box;
struct row;

struct table {
	int columns;
	double width[DOCUMENT_TEXTS_MAX];
	double left[DOCUMENT_TEXTS_MAX];
	char align[DOCUMENT_TEXTS_MAX];   /* l, c, r, g, x */
	int boxes[DOCUMENT_TEXTS_MAX];    /* of x */
	int style;
	double least;                     /* height of a row */
	double size, pitch;               /* of its type */
	size_t heads, rows;               /* set so far; heads are boxes[first] … */
	size_t first;                     /* the box of its first head */
};

/* Where a box stands on its page. */
struct spot {
	struct ink *ink;
	double y;
	bool top, bottom; /* first or last on its page */
};

/* What takes a strip of the page over its whole width. */
struct box {
	double height;
	double space;             /* above it, but not at the top of a page */
	bool keep;                /* stays on the page of the next box */
	bool page;                /* begins a page */
	const struct table *table;
	void (*draw)(const struct box *box, const struct spot *spot);
	PangoLayout *layout;      /* which keeps the line and its text */
	PangoLayoutLine *line;
	double x, baseline;       /* of the line; the baseline from the box's top */
	double squeeze;           /* its width is drawn so much narrower; 0: as it is */
	bool red;
	const struct row *row;
	int first_line, lines;    /* of a row, which may be cut across pages */
	double rule;              /* thickness, for what is a rule */
	double width;             /* of the line, where it is placed by it */
	size_t place;             /* of a row in a table of TABLE_EQUAL, from 1 */
};

struct missing {
	uint32_t rune[MISSING_RUNES_MAX]; /* ends with 0 */
};

/* A document being set. */
struct setter {
	struct arena *arena;
	PangoContext *context;
	const struct faces *faces;
	const struct document *document;
	enum lang lang;
	double size, pitch, em;    /* of body type */
	struct box *boxes;
	size_t count, room;
	size_t foot;               /* boxes from here on stand at the foot of the last page; SIZE_MAX: none */
	size_t foot_count;
	int numbers[4];            /* of headings so far */
	int attachments;           /* in the list so far */
	size_t attachments_total;
	struct table *table;       /* being set, or null */
	struct missing *missing;   /* of the whole job */
	struct missing own;        /* of this document */
	bool letter;               /* has the head of a letter */
	bool failed;
};

#define EQUAL_ROWS 64

/* ---- text ---- */

/* How a text is set. */
struct setting {
	enum face face;
	double size;
	double width;       /* to which lines are broken; 0: not broken */
	double indent;      /* of the first line; negative: of the others */
	PangoAlignment align;
	bool justify;
	double spacing;     /* between letters */
};

/* Body type in the document's language, broken to the type area. */
struct setting setting_body(const struct setter *setter);

/* Sets a text; characters no type has become □.  Null without memory. */
PangoLayout *lay_text(struct setter *setter, const struct setting *setting, const char *text);

double layout_width(PangoLayout *layout);

/* A new box behind all others; never null, but of no use once setter->failed. */
struct box *lay_box(struct setter *setter);

/* Each line of a layout as a box of `pitch`; returns the first. */
size_t lay_lines(struct setter *setter, PangoLayout *layout, double x, double pitch, double size);

void lay_blank(struct setter *setter, double height);

/* Draws a box's line; the draw function of most boxes. */
void draw_line(const struct box *box, const struct spot *spot);

/* The last two lines of the body stay with what follows: a signature never stands alone on a page. */
void hold_body(struct setter *setter);

/* ---- pieces ---- */

void lay_head(struct setter *setter, const struct piece *piece);      /* PIECE_RED, PIECE_LETTER */
void lay_title(struct setter *setter, const struct piece *piece);
void lay_signature(struct setter *setter, const struct piece *piece);
void lay_foot(struct setter *setter, const struct piece *piece);      /* PIECE_COPY, PIECE_ISSUED */
void lay_table(struct setter *setter, const struct piece *piece);
void lay_row(struct setter *setter, const struct piece *piece);       /* PIECE_HEAD, PIECE_ROW */
void lay_equal_rows(struct setter *setter);
void free_tables(const struct setter *setter);                              /* their layouts; the rest is the arena's */

/* All pieces of a document. */
void lay_document(struct setter *setter);

/* ---- pages ---- */

struct page {
	size_t from, to;
	const struct table *heads; /* repeated at its top, or null */
};

/* Cuts the boxes into pages; 0 or FAIL_MEMORY. */
int make_pages(struct setter *setter, struct page **ret_pages, size_t *ret_count);

void draw_page(const struct setter *setter, struct ink *ink, const struct page *page, size_t number, size_t total);

#endif
