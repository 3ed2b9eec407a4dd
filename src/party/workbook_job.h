/*
 * An import while it runs; for the workbook_*.c files only.
 *
 * In four steps: workbook_read.c turns cells into values; workbook_units.c,
 * workbook_bodies.c and workbook_persons.c find out which records the rows
 * are about; workbook_plan.c and workbook_spans.c compare them with what is
 * on record and note what has to be written; workbook_apply.c writes it.
 * Each step goes through everything, so that all faults are named at once.
 */
#ifndef DANGJIAN_PARTY_WORKBOOK_JOB_H
#define DANGJIAN_PARTY_WORKBOOK_JOB_H

#include "party/lives.h"
#include "party/workbook.h"

/* Where the columns of one sheet of the file are: 0-based, or -1. */
struct timeline;
struct span_rules;

struct layout {
	enum sheet sheet;
	const char *name;                /* of the sheet, as in the file */
	size_t header_row;
	int at[COLUMNS_MAX];
};

struct book_row {
	const struct layout *layout;
	size_t number;                   /* of the row in the file */
	struct value *cells;             /* one a column; VALUE_NULL where empty */
	bool faulty;
	bool added, changed;
	unsigned unreadable;             /* bits of the columns whose cell could not be read */
	struct unit_entry *unit;         /* what it is about, as far as that is known */
	struct body_entry *body;
	struct person_entry *person;
	struct timeline *timeline;       /* of a row of a dated sheet */
	const struct span_rules *rules;
	enum { ROW_NEW, ROW_OPEN, ROW_DONE } state; /* of a body's row, while it is matched */
};

struct book_rows {
	struct book_row **rows;
	size_t count, room;
};

/* A social organization, on record or new. */
struct unit_entry {
	int64_t id;
	const struct life *life;         /* null: new */
	struct book_row *row;            /* the row of sheet 社会组织, or null */
	day_no since, until;             /* as it will be */
};

/* A Party organization. */
struct body_entry {
	int64_t id;
	const struct life *life;
	struct book_row *row;
	const char *name;
	day_no since, until;
	struct body_entry *superior;     /* as far as it is loaded */
	int64_t superior_id;             /* on record, 0 for none */
	bool completed;                  /* the row gives it its first superior */
};

struct person_entry {
	int64_t id;
	const struct life *life;         /* null: new */
	const char *name;
	const char *key;                 /* keyed hash of the resident ID, or null */
	const char *resident_id;         /* brought by a row, in plain; null where none is to be written */
	day_no birth;                    /* on record, then as a row gives it */
	day_no since;                    /* of a new one: the first day of any row */
	struct book_row *row;            /* the first one that names the person */
	struct book_row *id_row, *birth_row; /* that bring these */
};

/* One period of what rows and records are about, as it will be. */
struct span {
	const struct life *life;         /* null: new */
	size_t first, versions;          /* of the life */
	struct book_row *row;            /* null: no row is about it */
	struct record *record;           /* new: what will be added; on record: the values the row gives */
	bool *given;                     /* on record: which of them differ */
	day_no since, until;
	int64_t what;                    /* membership: the body; affiliation: the superior; else 0 */
	bool fixed;                      /* its end was given, or does not give way */
};

/* All spans about the same. */
struct timeline {
	struct span **spans;
	size_t count;
	bool touched;
};

struct span_rules {
	const struct kind *kind;
	const char *const *about;        /* fields that make a run of versions one span */
	int since_column, last_column;
	bool moves;                      /* spans in different places follow one another; in the same they do not */
	bool terms;                      /* ELEC-3.2b bounds how early the next may follow */
};

struct op {
	enum { OP_ADD, OP_CHANGE, OP_CORRECT } what;
	struct book_row *row;
	int column;                      /* where a refusal is reported */
	struct record *record;           /* ADD, CORRECT: as it will be; CHANGE: the new values */
	const struct record *old;        /* CHANGE, CORRECT: what is on record */
	bool *given;                     /* CHANGE */
	day_no from;                     /* CHANGE */
};

struct job {
	struct arena *arena;
	struct db *db;
	const struct call *call;
	const struct import_request *request;
	struct workbook_report *report;
	struct act *act;                 /* gives identities; nothing is written before apply */
	day_no effective;

	struct book_rows rows[SHEETS];

	struct lives units, bodies, persons, edges_of_units, edges_of_bodies, pledges, charters, coverages, dispatches,
	        mass_orgs, memberships, posts, terms;
	struct map units_by_code, units_by_name, units_by_place;
	struct map bodies_by_name, bodies_by_id;
	struct map persons_by_key, persons_by_id;
	struct map mentions;             /* place and name: who is known there by that name */
	struct map mass_by_name;
	struct map timelines;
	struct map subjects;             /* sheet and record: the row to report it at */

	struct op *ops;
	size_t op_count, op_room;

	const struct table *const *supposed; /* of a check: the tables it only supposes to write to; else null */
	size_t supposed_count;
};

/* --- findings (workbook_findings.c) --------------------------------------------- */

/* Notes a fault or a warning at a cell; a column the file lacks is reported at the header.  0 or FAIL_MEMORY. */
int fault_at(struct job *job, struct book_row *row, int column, const char *zh, const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));
int warn_at(struct job *job, const struct book_row *row, int column, const char *zh, const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* The same for the thread's last failure. */
int fault_again(struct job *job, struct book_row *row, int column);

/* For a place that is no row of ours. */
int finding_at(struct job *job, struct findings *findings, const char *sheet, size_t column, size_t row,
               struct bilingual text);

/* "C7" of a row's column, in the arena. */
const char *cell_of(struct job *job, const struct book_row *row, int column);

/* --- reading (workbook_read.c) ------------------------------------------------------ */

int workbook_read(struct job *job);

/* --- small things ---------------------------------------------------------------------- */

static inline const struct value *
cell(const struct book_row *row, int column)
{
	return &row->cells[column];
}

static inline bool
has(const struct book_row *row, int column)
{
	return row->cells[column].type != VALUE_NULL;
}

static inline const char *
text_in(const struct book_row *row, int column)
{
	return row->cells[column].text;
}

/* A day given, or DAY_NONE. */
static inline day_no
day_in(const struct book_row *row, int column)
{
	return has(row, column) ? (day_no)row->cells[column].number : DAY_NONE;
}

/* The end (exclusive) that a last day gives; DAY_OPEN where the cell is empty. */
static inline day_no
end_in(const struct book_row *row, int column)
{
	return has(row, column) ? (day_no)row->cells[column].number + 1 : DAY_OPEN;
}

/* --- matching ------------------------------------------------------------------------ */

int units_match(struct job *job);
/*
 * What a cell refers to, where several share a name: the one in force on the
 * day.  Null in *ret_ where a fault was noted.
 */
int unit_resolve(struct job *job, struct book_row *row, int column, day_no on, struct unit_entry **ret_unit);

int bodies_match(struct job *job);
struct body_entry *body_by_id(struct job *job, int64_t id);
bool body_under(const struct body_entry *body, const struct body_entry *superior); /* null: at the top */
int body_resolve(struct job *job, struct book_row *row, int column, const char *text, day_no on,
                 struct body_entry **ret_body);

int persons_match(struct job *job);

/* --- timelines (workbook_spans.c) --------------------------------------------------------- */

/* The timeline of a key, made where there is none; null without memory. */
struct timeline *timeline_at(struct job *job, const char *key);

/* Adds a run of a life's versions as a span; `what` names the field of span.what, or is null. */
int timeline_record(struct job *job, struct timeline *timeline, const struct life *life, size_t first,
                    size_t versions, const char *what);

/* Adds a new span for a row; null without memory. */
struct span *timeline_add(struct job *job, struct timeline *timeline, const struct span_rules *rules,
                          struct book_row *row, day_no since, day_no until);

/* The span that begins on a day in a place, or null. */
struct span *timeline_starting(const struct timeline *timeline, day_no since, int64_t what);

/* Makes a row the one about a span on record; a fault where another row is about it already. */
int span_take(struct job *job, struct span *span, struct book_row *row, int column, bool *ret_taken);

/* Notes a value that the row gives for a span on record, where it differs. */
int span_give(struct job *job, struct span *span, const char *field, const struct value *value);

/* Puts the spans in order, lets open ones end where the next begins, and notes what is to be written. */
int timeline_settle(struct job *job, struct timeline *timeline, const struct span_rules *rules);

/* Corrections that give versions of a life new bounds. */
int bounds_correct(struct job *job, struct book_row *row, int column, const struct life *life, size_t first,
                   size_t versions, day_no since, day_no until);

/* --- planning --------------------------------------------------------------------------- */

int plan_units(struct job *job);
int plan_bodies(struct job *job);
int plan_coverage(struct job *job);
int plan_members(struct job *job);
int plan_posts(struct job *job);
int plan_terms(struct job *job);

/* A record of a new identity; null without memory. */
struct record *job_record(struct job *job, const struct kind *kind, day_no since, day_no until);

int op_add(struct job *job, struct book_row *row, int column, struct record *record);
int op_change(struct job *job, struct book_row *row, int column, const struct life *life, day_no from,
              struct record *values, bool *given);
int op_correct(struct job *job, struct book_row *row, int column, const struct record *old, day_no since,
               day_no until);

/* --- writing ------------------------------------------------------------------------------ */

#define ANALYZE_OPS 10000 /* from so many on, what follows is planned anew */

/* Writes what was planned, checks what must hold between records, and whether the actor may; faults are noted. */
int job_apply(struct job *job, struct edit *edit);

/* The same without figures, where all of it is only supposed (store/suppose.h). */
int job_check(struct job *job, struct edit *edit);

/* Notes where records are spoken of, so that a fault found between them is named at a row. */
int subjects_note(struct job *job);

#endif
