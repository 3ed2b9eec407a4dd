/*
 * The rules by which facts become duties, and what they add them to; for the
 * files duty*.c alone.  A rule looks at one unit or body, or at all of them.
 */
#ifndef DANGJIAN_PARTY_DUTY_RULES_H
#define DANGJIAN_PARTY_DUTY_RULES_H

#include "party/duty_facts.h"

struct derivation {
	struct arena *arena;
	const struct facts_of_day *facts;
	struct duties duties;
	size_t room;
	int status;
};

/* Who acts, as the sentences name them. */
#define BY_UNIT ((struct bilingual){"本单位", "the unit"})
#define BY_BODY ((struct bilingual){"本级党组织", "the body itself"})
#define BY_HIGHER ((struct bilingual){"上级党组织", "the higher organization"})
#define BY_COMMITTEE ((struct bilingual){"综合党委", "the comprehensive committee"})
#define BY_LOCAL ((struct bilingual){"当地党委", "the local Party committee"})

/*
 * Adds a duty that stands since a day, but no longer than its clause does, and
 * has no date to act by; its texts come from the arena.  Null without memory
 * (to->status says so), and on a day before the clause.
 */
struct duty *duty_add_text(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause,
                           day_no since, struct bilingual who, struct bilingual why);

/* The same with both sentences formatted from the same arguments. */
struct duty *duty_add(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause,
                      day_no since, struct bilingual who, const char *zh, const char *en, ...)
	__attribute__((format(printf, 8, 10), format(printf, 9, 10)));

#define ADD_UNIT(to, unit, ...) duty_add((to), "unit", (unit)->id, (unit)->name, __VA_ARGS__)
#define ADD_BODY(to, body, ...) duty_add((to), "body", (body)->id, (body)->name, __VA_ARGS__)

/* A sentence whose arguments differ between the languages. */
#define BOTH(to, zh_call, en_call) \
	(struct bilingual){arena_printf((to)->arena, UNPACK zh_call), arena_printf((to)->arena, UNPACK en_call)}
#define UNPACK(...) __VA_ARGS__

/* Requests, reports and notices under way (duty_matters.c). */
void matters_wait(struct derivation *to);

/* Joint branches that could be set up (OPIN-10.2). */
void propose_joint_branches(struct derivation *to);

/* Regions with organizations and without an agency (OPIN-5.1), marked in as many steps as there are pieces. */
struct region_marks;
struct region_marks *region_marks_new(struct arena *arena);
void mark_regions(struct region_marks *marks, const struct facts_of_day *facts);
void regions_need_agencies(struct derivation *to, const struct region_marks *marks);

/* Null-terminated. */
extern void (*const unit_duties[])(struct derivation *, const struct unit_facts *);
extern void (*const body_duties[])(struct derivation *, const struct body_facts *);

#endif
