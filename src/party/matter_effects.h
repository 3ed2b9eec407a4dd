/*
 * What matters about bodies and units have in common: facts read and judged,
 * and what an approval carries out in the records.  For the files matter_*.c,
 * and end_body for a body closed without a matter.  Days: `first` is the first day of the new state, the old one's last
 * is the day before.
 */
#ifndef DANGJIAN_PARTY_MATTER_EFFECTS_H
#define DANGJIAN_PARTY_MATTER_EFFECTS_H

#include "party/matter_types.h"

/* --- facts ---------------------------------------------------------------------------- */

/* The value of a fact while it is completed; null where the type declares no such field. */
struct value *fact_named(const struct matter_type *type, struct value *facts, const char *name);

/* Sets a computed fact the type declares; nothing where it does not. */
void fact_set(const struct matter_type *type, struct value *facts, const char *name, struct value value);

/* A fact as a number or text; 0, null where it is empty or not declared. */
int64_t fact_number(const struct matter *matter, const char *name);
const char *fact_text(const struct matter *matter, const char *name);

#define MATTER_UNITS_MAX 6

/* The organizations a matter names: the sender's (with `own`) and those in unit_1 … unit_6.  FAIL_INPUT where one stands twice. */
int matter_units(const struct matter *matter, const struct value *facts, bool own, int64_t ret_units[MATTER_UNITS_MAX],
                 size_t *ret_count);

#define UNIT_FIELD(number, zh, en) \
	{"unit_" number, {zh, en}, FIELD_REF, 0, "OPIN-10.2", .refers = "unit"}

/* What was set up by the approval, for those who look it up later. */
#define RESULT_FIELD {"result", {"批准设立的党组织", "Set up by the approval"}, FIELD_REF, COMPUTED, "OPIN-8.1", .refers = "body"}

#define PLACES_OF_SIZE                                                                                             \
	{"full_members", {"正式党员数", "Full members"}, FIELD_INT, COMPUTED, "OPIN-8.1"},                         \
	{"members", {"党员总数", "Members in all"}, FIELD_INT, COMPUTED, "OPIN-8.2"}

extern const struct choice matter_forms[];  /* branch, general branch, committee: numbers of enum body_type */

/* --- counts on a day --------------------------------------------------------------------- */

struct headcount {
	int64_t full, members;
};

/* Members whose relation is in a body. */
int count_relations(struct db *db, int64_t body, day_no on, struct headcount *ret_count);

/* Full and all members at work in a unit, by its record; 0 where not known. */
int count_at_work(struct db *db, struct arena *arena, int64_t unit, day_no on, struct headcount *ret_count);

/* Relations, counted once, in all bodies of a unit, and those bodies in number. */
int count_in_unit(struct db *db, int64_t unit, day_no on, int64_t *ret_relations, int64_t *ret_bodies);

/* The unit's own body: committee, general branch or branch; the highest form, or 0. */
int own_body_of(struct db *db, int64_t unit, day_no on, int64_t *ret_body);

/* Relations that are in a body now or later. */
int relations_left(struct db *db, int64_t body, day_no on, int64_t *ret_count);

/* --- judging ------------------------------------------------------------------------------- */

/* OPIN-8.2, A-1: the form asked for against the size. */
int judge_size(struct matter_check *check, enum body_type form, struct headcount size);

/* OPIN-6.7: what the approval would change hangs under whoever decides. */
int judge_reach(struct matter_check *check, const struct kind *kind, int64_t id);

/* OPIN-8.5b: relations are moved by the approval to a receiver, or there are none. */
int judge_relations(struct matter_check *check, int64_t relations, int64_t receiver);

/* OPIN-21.3, ELEC-36.2: a body that is to end leads nobody and holds no election. */
int judge_ending(struct matter_check *check, int64_t body);

/* OPIN-8.5a: days since what is reported; no number of days is set. */
int judge_prompt(struct matter_check *check, const char *clause, day_no happened);

/* --- carrying out --------------------------------------------------------------------------- */

struct new_body_of {
	const char *name, *document;
	enum body_type type;
	int64_t unit, superior;     /* unit 0: of none */
	day_no first;
};

/* A body with whoever leads it, noted as the matter's result. */
int set_up(struct running *running, const struct matter *matter, const struct new_body_of *new, int64_t *ret_body);

/* An edge from a superior to a unit. */
int guide_unit(struct running *running, int64_t superior, int64_t unit, day_no first, const char *document);

/* A unit covered by a body; one that joins a joint branch before its own ends there with `ends_joint`. */
int cover_unit(struct running *running, int64_t unit, enum coverage_mode mode, int64_t body, day_no first,
               const char *document, bool ends_joint);

/* The relations in a body, with restrictions of the members' rights, from a day on in another. */
int move_relations(struct running *running, int64_t from, int64_t to, day_no first);

/* The units a body covers, from a day on covered by another. */
int move_coverage(struct running *running, int64_t from, int64_t to, day_no first, const char *document);

/* Ends a body with coverage and affiliations (settle() ends posts and terms); its members' relations must have gone. */
int end_body(struct running *running, int64_t body, day_no first);

/* Ends a unit with its bodies, whose members go to `receiver` (0: there are none), and all that covered or led it. */
int end_unit(struct running *running, int64_t unit, int64_t receiver, day_no first);

/* Who leads a body or unit on a day; 0: nobody. */
int leader_on(struct db *db, const struct kind *kind, int64_t id, day_no on, int64_t *ret_leader);

#endif
