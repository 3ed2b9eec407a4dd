/* Merging two records, and deciding that two which look alike are not one. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/merge.h"
#include "party/tables.h"
#include "party/twins.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- tables --------------------------------------------------------------------------------- */

static const struct column merged_columns[] = {
	{"number", COLUMN_INT, .required = true},      /* of the entry */
	{"kind", COLUMN_TEXT, .required = true},
	{"stays", COLUMN_INT, .required = true},
	{"goes", COLUMN_INT, .required = true},
	{"followed", COLUMN_INT, .required = true},    /* 1: it had been merged into the one that went */
	{"reason", COLUMN_TEXT, .required = true},
};
static const struct index merged_indexes[] = {{"merged_stays", "kind, stays"}, {"merged_goes", "kind, goes"}};

static const struct column merged_account_columns[] = {
	{"number", COLUMN_INT, .required = true},
	{"account", COLUMN_INT, .required = true},     /* that was the person's who went */
};

static const struct column apart_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"kind", COLUMN_TEXT, .required = true},
	{"a", COLUMN_INT, .required = true},           /* the smaller identity */
	{"b", COLUMN_INT, .required = true},
	{"reason", COLUMN_TEXT, .required = true},
	{"made", COLUMN_INT, .required = true},
	{"ended", COLUMN_INT},
};
static const struct index apart_indexes[] = {{"apart_pair", "kind, a, b", "ended is null"}};

const struct table merge_tables[] = {
	{"merged", merged_columns, COUNT(merged_columns), "number, goes", merged_indexes, COUNT(merged_indexes), .undone = true},
	{"merged_account", merged_account_columns, COUNT(merged_account_columns), "number, account", NULL, 0, .undone = true},
	{"apart", apart_columns, COUNT(apart_columns), "id", apart_indexes, COUNT(apart_indexes)},
};
const size_t merge_table_count = COUNT(merge_tables);

/* --- merging ---------------------------------------------------------------------------------- */

#define REASON {"reason", {"事由", "Reason"}, FIELD_TEXT, REQUIRED | PROSE, "DP-13", .max = 200, \
                .hint = {"记入日志；不写个人信息", "goes into the journal; no personal data"}}
#define SEEN {"seen", {"读取时的日志号", "Journal number that was read"}, FIELD_INT, 0, "DP-13"}

static const struct field unit_fields[] = {
	{"stays", {"保留的社会组织", "The organization that stays"}, FIELD_REF, REQUIRED, "A-21", .refers = "unit"},
	{"goes", {"并入它的社会组织", "The one merged into it"}, FIELD_REF, REQUIRED, "A-21", .refers = "unit"},
	REASON, SEEN,
};

static const struct field person_fields[] = {
	{"stays", {"保留的人员记录", "The record that stays"}, FIELD_REF, REQUIRED, "A-22", .refers = "person"},
	{"goes", {"并入它的人员记录", "The one merged into it"}, FIELD_REF, REQUIRED, "A-22", .refers = "person"},
	REASON, SEEN,
};

/* Neither may have changed since whoever merges has looked at them. */
static int
check_seen(const struct running *running, const struct merger *merger)
{
	int64_t seen = running_given(running, "seen") ? running_int(running, "seen") : running->seen, stays = 0, goes = 0;
	int status = record_seen(running->db, merger->kind, merger->stays, &stays);

	if (status == 0)
		status = record_seen(running->db, merger->kind, merger->goes, &goes);
	if (status < 0 || seen == 0 || (stays <= seen && goes <= seen))
		return status;
	return fail(FAIL_CONFLICT, NULL, "seen", "其中一条记录在您查看之后已有变动，请重新查看。",
	            "One of the records has changed since you looked at it: look again.");
}

static int
run_merge(struct running *running, const struct kind *kind)
{
	const struct merger merger = {kind, running_int(running, "stays"), running_int(running, "goes"),
	                              running_text(running, "reason")};
	int64_t moved = 0;
	int status = merge_allowed(running, &merger, running->action->who, 0);

	if (status == 0)
		status = check_seen(running, &merger);
	if (status == 0)
		status = merge(&running->edit, &merger, &moved);
	if (status < 0)
		return status;
	running->entry.kind = kind->name;
	running->entry.subject = merger.stays;
	json_key(running->facts, "goes");
	json_int(running->facts, merger.goes);
	json_key(running->facts, "moved");
	json_int(running->facts, moved);
	json_key(running->facts, "reason");
	json_text(running->facts, running_text(running, "reason"));
	status = running_id(running, merger.stays);
	return status < 0 ? status : running_id(running, merger.goes);
}

static int
run_merge_unit(struct running *running)
{
	return run_merge(running, &unit_kind);
}

static int
run_merge_person(struct running *running)
{
	return run_merge(running, &person_kind);
}

/* --- keeping apart --------------------------------------------------------------------------------- */

static const struct field apart_unit_fields[] = {
	{"one", {"社会组织", "Organization"}, FIELD_REF, REQUIRED, "A-21", .refers = "unit"},
	{"other", {"另一社会组织", "The other organization"}, FIELD_REF, REQUIRED, "A-21", .refers = "unit"},
	REASON,
};

static const struct field apart_person_fields[] = {
	{"one", {"人员记录", "Record"}, FIELD_REF, REQUIRED, "A-22", .refers = "person"},
	{"other", {"另一人员记录", "The other record"}, FIELD_REF, REQUIRED, "A-22", .refers = "person"},
	REASON,
};

STATEMENT(apart_known, "select count(*) from apart where kind = $1 and a = $2 and b = $3 and ended is null");
STATEMENT(apart_add, "insert into apart (id, kind, a, b, reason, made) values ($1, $2, $3, $4, $5, $6)");

static int
check_there(struct running *running, const struct merger *pair)
{
	struct record **versions;
	size_t one = 0, other = 0;
	struct arena *arena = running->call->arena;
	int status = record_versions(running->db, arena, pair->kind, pair->stays, false, &versions, &one);

	if (status == 0)
		status = record_versions(running->db, arena, pair->kind, pair->goes, false, &versions, &other);
	if (status < 0 || (one && other && pair->stays != pair->goes))
		return status;
	return fail(FAIL_NOT_FOUND, NULL, "other", "没有这样的两条记录。", "There are no two such records.");
}

static int
run_apart(struct running *running, const struct kind *kind)
{
	int64_t one = running_int(running, "one"), other = running_int(running, "other"), known = 0, id;
	const struct merger pair = {kind, one < other ? one : other, one < other ? other : one};
	int status = check_there(running, &pair);

	if (status == 0)
		status = merge_allowed(running, &pair, running->action->who, 0);
	if (status == 0)
		status = db_number(running->db, apart_known, ARGS(TEXT(kind->name), INT(pair.stays), INT(pair.goes)), &known);
	if (status < 0)
		return status;
	if (known) {
		running->unchanged = true;
		return 0;
	}
	id = act_new_id(&running->act);
	running->entry.kind = kind->name;
	running->entry.subject = pair.stays;
	json_key(running->facts, "other");
	json_int(running->facts, pair.goes);
	json_key(running->facts, "reason");
	json_text(running->facts, running_text(running, "reason"));
	status = db_exec(running->db, apart_add,
	                 ARGS(INT(id), TEXT(kind->name), INT(pair.stays), INT(pair.goes),
	                      TEXT(running_text(running, "reason")), INT(running->act.number)), NULL);
	return status < 0 ? status : running_id(running, id);
}

static int
run_apart_units(struct running *running)
{
	return run_apart(running, &unit_kind);
}

static int
run_apart_persons(struct running *running)
{
	return run_apart(running, &person_kind);
}

static const struct field together_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
};

STATEMENT(apart_read, "select kind, a, b from apart where id = $1 and ended is null");
STATEMENT(apart_end, "update apart set ended = $2 where id = $1 and ended is null");

/* A decision withdrawn: the two are looked at again. */
static int
run_together(struct running *running, const struct kind *kind)
{
	int64_t id = running_int(running, "id");
	struct merger pair = {0};
	struct rows *rows;
	int status = db_query(running->db, apart_read, ARGS(INT(id)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		pair = (struct merger){kind_find(rows_text(rows, 0)), rows_int(rows, 1), rows_int(rows, 2)};
	rows_close(rows);
	if (status < 0)
		return status;
	if (pair.kind != kind)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这项判定，或者它已撤销。", "There is no such decision, or it was withdrawn.");
	status = merge_allowed(running, &pair, running->action->who, 0);
	if (status == 0)
		status = db_exec(running->db, apart_end, ARGS(INT(id), INT(running->act.number)), NULL);
	if (status < 0)
		return status;
	running->entry.kind = kind->name;
	running->entry.subject = pair.stays;
	json_key(running->facts, "other");
	json_int(running->facts, pair.goes);
	return running_id(running, id);
}

static int
run_together_units(struct running *running)
{
	return run_together(running, &unit_kind);
}

static int
run_together_persons(struct running *running)
{
	return run_together(running, &person_kind);
}

#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

const struct action merge_actions[] = {
	{"merge-unit", {"合并社会组织", "Merge organizations"}, FIELDS(unit_fields), .who = ROLE_CLERKS,
	 .within = WITHIN_RECORD, .clauses = "A-21 DP-13", .run = run_merge_unit},
	{"merge-person", {"合并人员记录", "Merge records of a person"}, FIELDS(person_fields), .who = ROLE_BRANCH,
	 .within = WITHIN_RECORD, .clauses = "A-22 DP-12 DP-13", .run = run_merge_person},
	{"keep-units-apart", {"判定不是同一社会组织", "Not the same organization"}, FIELDS(apart_unit_fields),
	 .who = ROLE_CLERKS, .within = WITHIN_RECORD, .clauses = "A-21 DP-13", .run = run_apart_units},
	{"keep-persons-apart", {"判定不是同一人", "Not the same person"}, FIELDS(apart_person_fields),
	 .who = ROLE_BRANCH, .within = WITHIN_RECORD, .clauses = "A-22 DP-12 DP-13", .run = run_apart_persons},
	{"compare-units-again", {"重新比对社会组织", "Compare the organizations again"}, FIELDS(together_fields),
	 .who = ROLE_CLERKS, .within = WITHIN_RECORD, .clauses = "A-21 DP-13", .run = run_together_units},
	{"compare-persons-again", {"重新比对人员记录", "Compare the records again"}, FIELDS(together_fields),
	 .who = ROLE_BRANCH, .within = WITHIN_RECORD, .clauses = "A-22 DP-12 DP-13", .run = run_together_persons},
	{0},
};
