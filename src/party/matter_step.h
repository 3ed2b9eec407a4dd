/* A matter in the middle of a step; for the files matter*.c alone. */
#ifndef DANGJIAN_PARTY_MATTER_STEP_H
#define DANGJIAN_PARTY_MATTER_STEP_H

#include "party/matter.h"

struct matter_step {
	struct running *running;
	struct matter matter;      /* as it stands */
	struct record *next;       /* as it will stand */
};

/*
 * Opens the matter for a step that its state, its nature (sets of bits) and the
 * actor allow; FAIL_CONFLICT where somebody else was quicker.
 */
int matter_begin_step(struct running *running, enum matter_side side, unsigned states, unsigned natures,
                      struct matter_step *ret_step);

void matter_set(struct matter_step *step, const char *field, struct value value);

/* A reply is dated between the request and today, and takes effect no earlier than it is dated. */
int matter_check_days(const struct matter *matter, const struct reply *reply, day_no today);

/* Writes the step: its state, one step more. */
int matter_end_step(struct matter_step *step, enum matter_state state);

/* What the entry of the journal is about. */
void matter_note(struct running *running, const struct matter *matter, enum matter_state state);

/* A record as the matter is begun; null without memory. */
struct record *matter_new_record(struct arena *arena, const struct matter *matter);

/* "关于XX党支部延期换届的请示", as the paper is headed; null without memory. */
const char *matter_title(struct arena *arena, const struct matter_type *type, const char *sender);

#endif
