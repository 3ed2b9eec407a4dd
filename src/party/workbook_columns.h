/*
 * What the workbook holds: six sheets and their columns, in the order in
 * which they are written.  Reading, writing, the template and the notes on
 * its headers all follow these tables.
 */
#ifndef DANGJIAN_PARTY_WORKBOOK_COLUMNS_H
#define DANGJIAN_PARTY_WORKBOOK_COLUMNS_H

#include "registry/kind.h"

enum sheet { SHEET_UNIT, SHEET_BODY, SHEET_COVERAGE, SHEET_MEMBER, SHEET_POST, SHEET_TERM, SHEETS };

/* Columns by name, in the order of the tables. */
enum { UNIT_NAME, UNIT_CODE, UNIT_CATEGORY, UNIT_LEVEL, UNIT_REGION, UNIT_INDUSTRY, UNIT_SUPERVISORY,
       UNIT_FOUNDED, UNIT_STAFF, UNIT_FULL, UNIT_PROBATIONARY, UNIT_HEAD, UNIT_ADDRESS, UNIT_COMMITTEE,
       UNIT_PLEDGE, UNIT_CHARTER, UNIT_LED_SINCE, UNIT_LED_DOCUMENT, UNIT_CLOSED };
enum { BODY_NAME, BODY_TYPE, BODY_SUPERIOR, BODY_FOUNDED, BODY_DOCUMENT, BODY_UNIT, BODY_NUMBER,
       BODY_ABOLISHED };
enum { COVERAGE_UNIT, COVERAGE_MODE, COVERAGE_BY, COVERAGE_RESIDENT_ID, COVERAGE_SINCE, COVERAGE_LAST };
enum { MEMBER_NAME, MEMBER_RESIDENT_ID, MEMBER_BIRTH, MEMBER_CATEGORY, MEMBER_JOINED, MEMBER_CONVERTED,
       MEMBER_BODY, MEMBER_SINCE, MEMBER_LAST };
enum { POST_BODY, POST_NAME, POST_RESIDENT_ID, POST_POSITION, POST_SINCE, POST_LAST, POST_ORIGIN,
       POST_BIRTH };
enum { TERM_BODY, TERM_SINCE, TERM_YEARS, TERM_EXTENDED_TO, TERM_EXTENSION_DOCUMENT, TERM_LAST };

#define COLUMNS_MAX 19

/* A word that clerks write for a choice, beside those of the dictionary. */
struct choice_word {
	const char *text;
	int number;
};

struct book_column {
	struct bilingual header;
	const char *also;            /* other headers, in either language, separated by | */
	const struct kind *kind;     /* whose field it fills; null: a column of its own meaning */
	const char *field;
	struct field own;            /* what may stand in it, where it is no kind's field */
	bool required;
	const struct choice_word *words; /* ends with a null text; may be null */
	struct bilingual note;       /* how to fill it in; may be empty */
	const char *example;
};

struct book_sheet {
	struct bilingual name;
	const struct book_column *columns;
	size_t count;
};

extern const struct book_sheet workbook_sheets[SHEETS];

/* What may stand in a column. */
const struct field *column_field(const struct book_column *column);

/* The modes of sheet 覆盖: those of coverage, then those of dispatch. */
enum { MODE_INSTRUCTOR = 101, MODE_LIAISON = 102 };

/* The sheet of a name in either language, or SHEETS; `name` is tidied. */
enum sheet sheet_find(const char *name);

/* The column a header names, or -1.  Case, blanks, marks and what stands in brackets do not count. */
int column_find(const struct book_sheet *sheet, const char *header);

/* Whether a header asks for what this register does not keep about persons (DP-11). */
bool header_is_personal(const char *header);

/* A sheet of ours that holds no records: the template's notes and the choices behind drop-downs. */
bool sheet_is_ours(const char *name);

#define NOTES_SHEET_ZH "填写说明"
#define NOTES_SHEET_EN "How to fill in"

#endif
