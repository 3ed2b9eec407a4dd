/*
 * The papers of a matter (papers/matter.paper): the request or report, the
 * reply, and of notices the letter.  The facts stand here in the reader's
 * words; what is null or DAY_NONE is left as a line to write on.
 */
#ifndef DANGJIAN_PRINT_MATTER_PAPER_H
#define DANGJIAN_PRINT_MATTER_PAPER_H

#include "party/matter.h"
#include "print/document.h"

/* One fact of the matter. */
struct paper_item {
	struct bilingual label;
	const char *text;
	day_no day;
	bool is_day;
	bool ended;              /* the text has its own full stop */
};

struct paper_items { const struct paper_item *items; size_t count; };

struct paper_unit { const char *name; int64_t full; };
struct paper_units { const struct paper_unit *items; size_t count; };

struct matter_paper {
	const char *sender, *addressee, *title;
	const char *subject;              /* of the title: 甲协会设立党组织 */
	struct bilingual label;           /* of the kind of matter */
	struct bilingual basis;           /* the instrument it answers to */
	day_no day;                       /* submitted or sent */
	const char *number;               /* of the reply, as all that follows */
	day_no replied, effective;
	const char *remark;
	bool approved;
	const char *grounds;
	struct paper_items items;
	const char *person, *post;        /* of a prior check */
	const char *provision;            /* an objection cites, of the charter or of law */
	bool by_charter;
	struct paper_units units;         /* of a proposal */
	const char *first;                /* of them */
	int64_t full_members;
	struct bilingual nearness;
	const char *note;
	day_no due;                       /* of a reminder */
	bool overdue;
	day_no unknown;                   /* DAY_NONE: a date nobody knows yet */
};

enum matter_side_printed { PRINT_REQUEST, PRINT_REPLY };

/* Whether a matter has that paper by now: what was sent, what was answered. */
bool matter_is_printed(const struct matter *matter, enum matter_side_printed which);

/* The paper's name, and the document in a language; FAIL_NOT_FOUND where there is none. */
struct bilingual matter_paper_name(const struct matter *matter, enum matter_side_printed which);
int matter_document(struct db *db, struct arena *arena, enum lang lang, const struct matter *matter,
                    enum matter_side_printed which, struct document **ret_document);

#endif
