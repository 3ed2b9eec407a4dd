/*
 * Versions: the five ways in which records change.  All of them
 * end some rows and insert some; `ended` is the only column ever updated.
 * They run inside an act (store/journal.h) and note what they touched, so
 * that what follows from it (placement, tallies) is settled once at the end.
 */
#ifndef DANGJIAN_REGISTRY_VERSION_H
#define DANGJIAN_REGISTRY_VERSION_H

#include "registry/kind.h"
#include "store/journal.h"
#include "store/secret.h"

struct record {
	const struct kind *kind;
	int64_t id;
	day_no since, until;      /* end exclusive; DAY_OPEN where there is none */
	int64_t made, ended;      /* journal numbers; ended 0 while it stands */
	struct value *values;     /* kind->field_count of them; texts from the arena */
};

/* An edit is an act with the records it has touched. */
struct edit {
	struct act *act;
	const struct secret *secret;   /* for FIELD_RESIDENT; may be null where none is written */
	struct touched {
		const struct kind *kind;
		int64_t id;
	} *touched;
	size_t count, room;
	int64_t roles_ended;           /* with the bodies and units the act ended (party/settle.h) */
	bool settled;                  /* what follows was settled; nothing more is written (party/settle.h) */
};

/* Notes that the act has touched a record; 0 or FAIL_MEMORY. */
int edit_touch(struct edit *edit, const struct kind *kind, int64_t id);

/* A record with all fields NULL; null without memory. */
struct record *record_new(struct arena *arena, const struct kind *kind);

/* The value of a field by name; the field must exist. */
struct value *record_value(const struct record *record, const char *field);

/* Sets the fields that follow from others (a term's due date), as writing the record does. */
int record_derive(struct db *db, const struct record *record);

/*
 * Add: inserts `record` as its first version, with a fresh identity where
 * id is 0 (set in the record), valid from since to until.
 */
int record_add(struct edit *edit, struct record *record);

/* The same of many records in order: those of one kind that follow on one another go in together. */
int record_add_all(struct edit *edit, struct record *const *records, size_t count);

/*
 * Change from a day: the version valid on `from` ends there and goes on with
 * the given values (those with given[i]) until its own end.  Later versions
 * stay.  FAIL_NOT_FOUND if none is valid on that day.  A change that changes
 * nothing writes nothing and returns 0.
 */
int record_change(struct edit *edit, const struct kind *kind, int64_t id, day_no from,
                  const struct value *values, const bool *given);

/* Correct: the version that begins on `since` is replaced by `right`, which may have other bounds. */
int record_correct(struct edit *edit, int64_t id, day_no since, const struct record *right);

/*
 * Close: `last` is the last day in force.  Versions reaching past it are cut,
 * later ones ended.  Reopening is a correction.
 */
int record_close(struct edit *edit, const struct kind *kind, int64_t id, day_no last);

/* Reads: the version valid on a day as known now; FAIL_NOT_FOUND. */
int record_get(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on,
               struct record **ret_record);

/*
 * All standing versions of a record by since; with `all`, the ended ones too,
 * by made.  *ret_count is 0 for an unknown identity.
 */
int record_versions(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, bool all,
                    struct record ***ret_records, size_t *ret_count);

/* The journal number that last touched a record: what `seen` is compared with (409). */
int record_seen(struct db *db, const struct kind *kind, int64_t id, int64_t *ret_number);

/* The identity found by the keyed hash of a resident ID, or 0. */
int person_by_resident_id(struct db *db, const struct secret *secret, const char *resident_id,
                          int64_t *ret_id);

/*
 * Undo: deletes the rows an act made and revives those it ended, in every
 * kind and the placement.  FAIL_REFUSED, naming the oldest journal number,
 * where a later version or a reference rests on a row of the batch.
 */
int batch_undo_check(struct db *db, int64_t batch);

/* The oldest journal number of a later version or reference that rests on the batch's rows, or 0. */
int batch_resting(struct db *db, int64_t batch, int64_t *ret_number);
int batch_undo(struct edit *edit, int64_t batch);

/* Notes in `edit` what an act touched, from its rows. */
int batch_touched(struct edit *edit, int64_t batch);

/* Fills a record from a row of "select id, since, until, made, ended, fields…" starting at a column. */
int record_from_row(struct arena *arena, const struct kind *kind, const struct rows *rows, int column,
                    struct record **ret_record);

#endif
