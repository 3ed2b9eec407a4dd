/*
 * Everything that is kept about a person (DP-24): the records of each kind
 * that name them, and what stands in other tables.  The page and the copy to
 * take away are made from the same list, so that neither says less.
 */
#ifndef DANGJIAN_PARTY_OWN_DATA_H
#define DANGJIAN_PARTY_OWN_DATA_H

#include "base/json.h"
#include "party/action.h"
#include "registry/list.h"

enum own_type { OWN_TEXT = 1, OWN_DAY, OWN_MOMENT, OWN_NUMBER, OWN_CHOICE, OWN_ACTOR };

struct own_column {
	const char *name;            /* in JSON */
	struct bilingual label;
	enum own_type type;          /* 0 ends the list */
	const struct choice *choices;
};

#define OWN_COLUMNS 8

/* What is said of it to whom it concerns (DP-10). */
struct own_notice {
	struct bilingual purpose, basis, keeper, retention, recipients;
	bool sensitive;
};

/* What stands outside the dictionary, by one statement: $1 the person, or the account. */
struct own_table {
	const char *name;
	struct bilingual label;
	const char *clause;
	const char *sql;
	bool by_account;
	const struct own_notice *notice;
	struct own_column columns[OWN_COLUMNS + 1];
};

extern const struct own_table own_tables[]; /* ends with a null name */

/* The field by which a kind's records name a person, or null; the kind of persons itself has none. */
const struct field *kind_person_field(const struct kind *kind);

#define OWN_RECORDS_MAX 500 /* versions of one kind about one person */

/* The versions of a kind about a person. */
int own_records(struct db *db, struct arena *arena, const struct kind *kind, int64_t person, struct list *ret_list);

/*
 * The whole copy as one JSON object.  With the secret the resident ID stands
 * in it as it is, because it goes to the person alone.
 */
int own_data_json(struct db *db, struct arena *arena, const struct secret *secret, int64_t person, int64_t account,
                  day_no today, struct json *json);

extern const struct action own_data_actions[];

#endif
