#include "party/upgrade.h"

#include "base/fail.h"
#include "party/standing.h"
#include "registry/gram.h"

STATEMENT(placed_bodies, "select distinct b.id from body b where exists"
                         " (select 1 from placement p where p.subject = b.id and p.ended is null)");
STATEMENT(placed_units, "select distinct u.id from unit u where exists"
                        " (select 1 from placement p where p.subject = u.id and p.ended is null)");
STATEMENT(place_stands, "update placement set until = $4, standing = $5, due = $6"
                        " where subject = $1 and since = $2 and made = $3");
STATEMENT(place_goes_on, "insert into placement (subject, since, until, path, standing, due, made)"
                         " values ($1, $2, $3, $4, $5, $6, $7)");

/* A row keeps its first day and the act that made it; what comes behind in it becomes rows of the same act. */
static int
restate(struct db *db, int64_t subject, const struct span *row, const struct places *places)
{
	int status = 0;

	for (size_t i = 0; i < places->count && status == 0; i++) {
		const struct place *place = &places->at[i];

		if (place->since < row->since || place->since >= row->until)
			continue;
		if (place->since == row->since)
			status = db_exec(db, place_stands, ARGS(INT(subject), INT(row->since), INT(row->a), INT(place->until),
			                                        INT(place->standing), DAY(place->due)), NULL);
		else
			status = db_exec(db, place_goes_on,
			                 ARGS(INT(subject), INT(place->since), INT(place->until), TEXT(place->path),
			                      INT(place->standing), DAY(place->due), INT(row->a)), NULL);
	}
	return status;
}

static int
restate_subject(struct loader *loader, const struct subject *subject)
{
	struct places places = places_standing(loader, subject);
	int status = places.at ? places_refine(&(struct seen){loader, subject, AFTER}, &places, &places) : FAIL_MEMORY;

	for (size_t r = 0; r < subject->of[PLACEMENTS].count && status == 0; r++)
		status = restate(loader->db, subject->id, &subject->of[PLACEMENTS].at[r], &places);
	return status;
}

static int
restate_kind(struct loader *loader, enum subject_kind kind, const char *sql)
{
	struct subject subjects[SUBJECTS_MAX];
	struct ids ids = {0};
	int status = ids_read(loader->db, sql, &ids);

	for (size_t at = 0; at < ids.count && status == 0; at += SUBJECTS_MAX) {
		size_t count = ids.count - at < SUBJECTS_MAX ? ids.count - at : SUBJECTS_MAX;

		status = subjects_load(loader, kind, ids.at + at, count, subjects);
		for (size_t i = 0; i < count && status == 0; i++)
			status = restate_subject(loader, &subjects[i]);
	}
	ids_free(&ids);
	return status;
}

/* Bodies and units stand with their place. */
static int
restate_all(struct db *db)
{
	struct loader loader;
	int status = loader_open(&loader, db, NO_ACT, NULL);

	if (status < 0)
		return status;
	status = restate_kind(&loader, SUBJECT_BODY, placed_bodies);
	if (status == 0)
		status = restate_kind(&loader, SUBJECT_UNIT, placed_units);
	loader_close(&loader);
	return status;
}

int
upgrade_from(struct db *db, int64_t version)
{
	int status = version < 2 ? restate_all(db) : 0;

	for (size_t k = 0; version < 5 && kinds[k] && status == 0; k++)
		status = grams_fill(db, kinds[k]);
	return status;
}
