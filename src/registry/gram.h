/*
 * Search by pairs of characters: for each kind that is searched
 * a table KIND_gram says which records' searched fields ever held two
 * characters side by side.  Every character begins exactly one pair, the last
 * one of a text a pair of itself alone; so one character finds the pairs that
 * begin with it, and longer words the rarest of their pairs.  What the table
 * names is looked at, never believed: a pair may come from a version that has
 * ended.
 *
 * Each pair stands with the beginning of the version's title, so that what
 * holds a pair is read in nearly the order of titles, as far as a page goes.
 */
#ifndef DANGJIAN_REGISTRY_GRAM_H
#define DANGJIAN_REGISTRY_GRAM_H

#include "registry/kind.h"

#define GRAM_TEXT 9     /* two characters of four bytes, and the NUL */
#define GRAMS_MAX 512   /* pairs of one record */
#define START_RUNES 4   /* characters of the title that stand with a pair */
#define START_TEXT (4 * START_RUNES + 1)

struct grams {
	char start[START_TEXT];        /* of the title; "" of a text */
	char at[GRAMS_MAX][GRAM_TEXT]; /* in order, each once */
	size_t count;
};

/* Whether ?q= looks in a field, and whether it looks in any of a kind. */
bool field_is_searched(const struct kind *kind, const struct field *field);
bool kind_is_searched(const struct kind *kind);

/* The pairs of a text, and of a record's values.  ASCII letters count as small ones. */
void grams_of_text(const char *text, struct grams *ret_grams);
void grams_of_values(const struct kind *kind, const struct value *values, struct grams *ret_grams);

/* Whether the pairs of two versions of a record are sure to be the same. */
bool grams_are_same(const struct kind *kind, const struct value *a, const struct value *b);

/* The beginning of a title; null: "". */
void start_of_title(const char *title, char ret_start[START_TEXT]);

/* Writes the pairs of a version that are not there yet; nothing for a kind that is not searched. */
int grams_write(struct db *db, const struct kind *kind, int64_t id, const struct value *values);

/*
 * Calls `missing` with its record for each pair of a whole kind that is not
 * there; for verify.  In memory that does not grow (base/sorter.h); stops at a
 * failure of `missing`.
 */
int grams_compare(struct db *db, const struct kind *kind, int (*missing)(void *arg, int64_t id), void *arg);

/* Takes out the pairs of the rows an act made, before these are taken back. */
int grams_forget(struct db *db, const struct kind *kind, int64_t made);

/* Writes the pairs of all rows of one record. */
int grams_renew(struct db *db, const struct kind *kind, int64_t id);

/* Writes the pairs of a whole kind into its empty table. */
int grams_fill(struct db *db, const struct kind *kind);

#endif
