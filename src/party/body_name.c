#include "party/body_name.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"

STATEMENT(bodies_named,
	"select b.id from body b where b.name = $1 and b.ended is null and b.since <= $2 and b.until > $2"
	" limit 2");
STATEMENT(bodies_named_under,
	"select b.id from body b join affiliation a on a.body = b.id and a.relation = 1 and a.ended is null"
	" and a.since <= $2 and a.until > $2"
	" where b.name = $1 and a.superior = $3 and b.ended is null and b.since <= $2 and b.until > $2 limit 2");

int
body_by_name(struct db *db, struct arena *arena, const char *name, day_no on, int64_t *ret_id)
{
	char *tidy = text_tidy(arena, name);
	char *slash = tidy ? strrchr(tidy, '/') : NULL;
	int64_t superior = 0, found = 0;
	int count = 0, status = 0;
	struct rows *rows;

	if (!tidy)
		return FAIL_MEMORY;
	if (slash) {
		*slash = '\0';
		status = body_by_name(db, arena, tidy, on, &superior);
	}
	if (status == 0)
		status = slash ? db_query(db, bodies_named_under,
		                          ARGS(TEXT(slash + 1), INT(on), INT(superior)), &rows)
		               : db_query(db, bodies_named, ARGS(TEXT(tidy), INT(on)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		found = rows_int(rows, 0);
		count++;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (count == 0)
		return fail(FAIL_INPUT, NULL, "body", "没有名为“%s”的党组织。", "There is no Party organization named %s.",
		            slash ? slash + 1 : tidy);
	if (count > 1)
		return fail(FAIL_INPUT, NULL, "body", "名为“%s”的党组织不止一个，请写作“上级/本级”。",
		            "More than one Party organization is named %s; write superior/name.",
		            slash ? slash + 1 : tidy);
	*ret_id = found;
	return 0;
}
