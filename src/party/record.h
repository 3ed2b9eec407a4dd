/* What record_actions.c asks of its neighbours about single kinds. */
#ifndef DANGJIAN_PARTY_RECORD_H
#define DANGJIAN_PARTY_RECORD_H

#include "party/action.h"

/*
 * What the dictionary cannot say about one kind: checks across records.
 * FAIL_REFUSED or FAIL_INPUT with its clause.  `record` is as it would be
 * written; its id is 0 for a new one.
 */
int record_rules(const struct running *running, const struct record *record);

/* The clauses of those checks for a kind, separated by blanks, or "". */
const char *record_rules_clauses(const struct kind *kind);

/*
 * Adding some kinds takes more than their own fields: a unit is put under a
 * superior, a person gets a relation, a post may name a person not yet known.
 */
struct adding {
	const struct kind *kind;
	const struct field *fields;        /* beside the kind's own */
	size_t field_count;
	const struct kind *also;           /* its fields, too, but for the one that names the record added */
	const char *clauses;               /* it answers to beside the kind's, or null */
	const char *optional;              /* a field of the kind that need not be given then, or null */
	int (*before)(struct running *running, struct record *record); /* checks the scope, completes */
	int (*after)(struct running *running, const struct record *record);
};

/* The entry of a kind, or null. */
const struct adding *adding_of(const struct kind *kind);

#endif
