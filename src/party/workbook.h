/*
 * The workbook in and out: social organizations, Party organizations,
 * coverage, members, posts and terms, one sheet each (contracts, "The
 * workbook").
 *
 * An import is one act: it is checked whole, every fault is named by sheet
 * and cell, and all of it is written or nothing.  What a row does not say
 * stays: an empty cell leaves the value, a record that no row names is not
 * touched, and the same file twice changes nothing.
 *
 * How rows of dated sheets meet what is on record:
 *   - A row is the record that begins on the same day and is about the same
 *     (body, person and position; organization, mode and body; body's term).
 *   - Where a row without a last day is followed by a later one about the
 *     same, it ends the day before that begins: whoever moves to another
 *     branch loses the old relation the same day, a new term ends the old
 *     one.  A new term more than a year before the old one is due is a fault
 *     (ELEC-3.2b), as is every overlap with a last day that was given.
 *   - 联合党委 of an organization and 所在党组织 of a member are changed
 *     values: they hold from the start that the row gives, else from the
 *     effective date.
 */
#ifndef DANGJIAN_PARTY_WORKBOOK_H
#define DANGJIAN_PARTY_WORKBOOK_H

#include "base/buf.h"
#include "party/action.h"
#include "party/workbook_columns.h"

struct findings {
	struct finding {
		const char *sheet;       /* as the file names it */
		const char *cell;        /* "C7" */
		struct bilingual text;
	} *items;
	size_t count, room;
	size_t more;                     /* found beyond FINDINGS_MAX, not kept */
};

#define FINDINGS_MAX 10000

struct sheet_report {
	size_t rows;
	size_t added, changed, unchanged;
};

struct workbook_report {
	struct sheet_report sheets[SHEETS];
	struct findings faults, warnings;
	int64_t batch;                   /* the journal number; 0 where nothing was written */
	bool forbidden;                  /* a fault is that the actor may not write the record */
};

enum import_phase { IMPORT_READING, IMPORT_MATCHING, IMPORT_WRITING, IMPORT_SETTLING };

struct bilingual import_phase_label(enum import_phase phase);

struct import_request {
	const void *bytes;               /* an .xlsx; must outlive the call */
	size_t len;
	day_no effective;                /* from which changed values and figures hold */
	/* Told now and then, from the thread that works; may be null. */
	void (*progress)(void *arg, enum import_phase phase, size_t done, size_t total);
	void *progress_arg;
};

/*
 * Checks the whole workbook as an import would and writes nothing.  0 with
 * the report, faults or not; a failure where the file is no workbook
 * (FAIL_INPUT, FAIL_TOO_LARGE) or the check itself failed.
 */
int workbook_check(const struct call *call, const struct import_request *request,
                   struct workbook_report *ret_report);

/*
 * The same and, where there is no fault, imports it: report.batch is the
 * journal number, or 0 where the workbook says nothing new.  With faults
 * nothing is written, and the answer is 0 too.
 */
int workbook_import(const struct call *call, const struct import_request *request,
                    struct workbook_report *ret_report);

/* One fault or warning as a line: "社会组织!B7: sentence". */
const char *finding_line(struct arena *arena, const struct finding *finding, enum lang lang);

/* Whether the journal has an import under this number; for `import --undo`. */
int workbook_batch_known(struct db *db, int64_t batch, bool *ret_known);

struct export_request {
	day_no as_of;                    /* DAY_NONE: today, and whatever begins later */
	const char *reason;              /* or null */
};

/*
 * Writes the workbook of what the actor may see and journals it.  FAIL_INPUT
 * where person records would go out without a reason; then nothing is
 * written.  Into a buffer, or into a file that is whole or not there.
 */
int workbook_export_buf(const struct call *call, const struct export_request *request, struct buf *out);
int workbook_export_file(const struct call *call, const struct export_request *request, const char *path);

#define EXPORT_MAX ((size_t)512 << 20) /* bytes of a workbook that goes out by the web */

/* An empty workbook to fill in: headers with notes, drop-downs, and a sheet that explains. */
int workbook_template(enum lang lang, day_no today, struct buf *out);

#endif
