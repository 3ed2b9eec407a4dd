/* How far elections have come: the same timelines as on their pages, in short. */
#include "party/election.h"

#include "base/fail.h"

/* The first overdue, else the first open, else the first that is waited for. */
static void
choose_next(const struct timeline *timeline, struct election_standing *standing)
{
	static const enum progress urgency[] = {PROGRESS_LATE, PROGRESS_OPEN, PROGRESS_WAITING};

	for (size_t u = 0; u < 3; u++)
		for (size_t i = 0; i < timeline->count; i++)
			if (timeline->steps[i].progress == urgency[u]) {
				standing->next = timeline->steps[i];
				return;
			}
}

static int
stand(struct arena *arena, day_no today, struct election_standing *standing)
{
	struct timeline timeline;
	int status = election_timeline(arena, standing->election, today, &timeline);

	if (status < 0)
		return status;
	for (size_t i = 0; i < timeline.count; i++) {
		enum progress progress = timeline.steps[i].progress;

		standing->needed += progress != PROGRESS_NEEDLESS && progress != PROGRESS_PASSED;
		standing->done += progress == PROGRESS_DONE;
		standing->late = standing->late || progress == PROGRESS_LATE;
	}
	choose_next(&timeline, standing);
	return 0;
}

/* What is closed or cancelled has no next step. */
int
elections_standing(struct db *db, struct arena *arena, const int64_t *ids, size_t count, day_no today,
                   struct election_standing *ret_standings)
{
	const struct election **elections = ARENA_ARRAY(arena, count + 1, const struct election *);
	int status = elections ? elections_load(db, arena, ids, count, elections) : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		ret_standings[i] = (struct election_standing){.election = elections[i]};
		if (elections[i])
			status = stand(arena, today, &ret_standings[i]);
		if (elections[i] && elections[i]->state >= ELECTION_CLOSED) {
			ret_standings[i].next = (struct timeline_step){0};
			ret_standings[i].late = false;
		}
	}
	return status;
}
