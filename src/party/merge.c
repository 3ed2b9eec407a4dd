#include "party/merge.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/matter.h"
#include "base/buf.h"

#define SQL_MAX ((size_t)4 << 10)
#define FIELDS_MAX 8

/* --- what may differ ------------------------------------------------------------------ */

/* Fields in which two records of one thing cannot differ on one day; in all others what stays decides. */
static const struct {
	const struct kind *kind;
	const char *fields[FIELDS_MAX];
} certain[] = {
	{&unit_kind, {"code", "category", "registration_level", "region", "founded"}},
	{&person_kind, {"resident_id", "birth"}},
};

/* Records that hang on them are the same where these fields are; kinds not named here, where all are. */
static const struct {
	const struct kind *kind;
	const char *fields[FIELDS_MAX];
} sameness[] = {
	{&affiliation_kind, {"superior", "unit", "body", "relation"}}, {&coverage_kind, {"unit", "mode", "body", "mass_org"}},
	{&dispatch_kind, {"unit", "person", "role"}}, {&membership_kind, {"person", "body"}},
	{&post_kind, {"person", "body", "position"}}, {&mass_org_kind, {"unit", "name", "type"}},
	{&charter_kind, {"unit", "has_article"}}, {&pledge_kind, {"unit", "document"}},
	{&restriction_kind, {"person", "body", "measure", "document"}},
};

static bool
listed(const char *const *fields, const char *name)
{
	for (size_t i = 0; i < FIELDS_MAX && fields[i]; i++)
		if (strcmp(fields[i], name) == 0)
			return true;
	return false;
}

/* Whether a field of a record that is merged decides; of those that hang on it all do. */
static bool
is_certain(const struct kind *kind, const struct field *field)
{
	if (field->flags & COMPUTED)
		return false;
	for (size_t i = 0; i < sizeof certain / sizeof *certain; i++)
		if (certain[i].kind == kind)
			return listed(certain[i].fields, field->name);
	return true;
}

static bool
tells_apart(const struct kind *kind, const struct field *field)
{
	if (field->flags & COMPUTED)
		return false;
	for (size_t i = 0; i < sizeof sameness / sizeof *sameness; i++)
		if (sameness[i].kind == kind)
			return listed(sameness[i].fields, field->name);
	return true;
}

/* --- values ------------------------------------------------------------------------------- */

static bool
same_values(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < a->kind->field_count; i++)
		if (!value_equals(&a->values[i], &b->values[i]))
			return false;
	return true;
}

/* Neither value is told: of persons it is nobody else's to read. */
static int
contradicts(const struct kind *kind, const struct field *field, day_no on)
{
	char day[DAY_TEXT];

	day_text(on, day);
	return fail(FAIL_REFUSED, field->clause, NULL,
	            "两条记录在 %s 的“%s·%s”不一致；请先核实并更正其中一条，再合并。%.0s%.0s",
	            "On %s the two records differ%.0s%.0s in \"%s: %s\"; check and correct one of them first, then merge.",
	            day, kind->label.zh, field->label.zh, kind->label.en, field->label.en);
}

/* What both say of a day they share: what stays, with what it lacks from the other. */
static int
unite(const struct record *stays, const struct record *goes, day_no on, struct value *values)
{
	const struct kind *kind = stays->kind;

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct value *mine = &stays->values[i], *other = &goes->values[i];

		values[i] = mine->type == VALUE_NULL ? *other : *mine;
		if (mine->type != VALUE_NULL && other->type != VALUE_NULL && !value_equals(mine, other) &&
		    is_certain(kind, &kind->fields[i]))
			return contradicts(kind, &kind->fields[i], on);
	}
	return 0;
}

/* --- one record into another ---------------------------------------------------------------- */

struct merging {
	struct edit *edit;
	struct arena *arena;
	int64_t moved;
};

struct versions {
	struct record **at;
	size_t count;
};

static int
read_versions(struct merging *merging, const struct kind *kind, int64_t id, struct versions *ret_versions)
{
	return record_versions(merging->edit->act->db, merging->arena, kind, id, false, &ret_versions->at,
	                       &ret_versions->count);
}

static const struct record *
version_on(const struct versions *versions, day_no day)
{
	for (size_t i = 0; i < versions->count; i++)
		if (versions->at[i]->since <= day && day < versions->at[i]->until)
			return versions->at[i];
	return NULL;
}

static int
by_day(const void *a, const void *b)
{
	day_no x = *(const day_no *)a, y = *(const day_no *)b;

	return (x > y) - (x < y);
}

/* The days on which either begins or ends a version, in order, each once. */
static int
bounds_of(struct merging *merging, const struct versions *a, const struct versions *b, day_no **ret_days, size_t *ret_count)
{
	day_no *days = ARENA_ARRAY(merging->arena, 2 * (a->count + b->count), day_no);
	size_t count = 0, kept = 0;

	if (!days)
		return FAIL_MEMORY;
	for (size_t i = 0; i < a->count + b->count; i++) {
		const struct record *version = i < a->count ? a->at[i] : b->at[i - a->count];

		days[count++] = version->since;
		days[count++] = version->until;
	}
	qsort(days, count, sizeof *days, by_day);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || days[kept - 1] != days[i])
			days[kept++] = days[i];
	*ret_days = days;
	*ret_count = kept;
	return 0;
}

/* Both put together, day by day: pieces that say the same without a break are one. */
static int
union_of(struct merging *merging, const struct versions *stays, const struct versions *goes, struct versions *ret_union)
{
	size_t count, kept = 0;
	struct record **pieces;
	day_no *days;
	int status = bounds_of(merging, stays, goes, &days, &count);

	if (status < 0)
		return status;
	pieces = ARENA_ARRAY(merging->arena, count, struct record *);
	for (size_t i = 0; pieces && i + 1 < count; i++) {
		const struct record *mine = version_on(stays, days[i]), *other = version_on(goes, days[i]);
		struct record *piece = mine || other ? record_new(merging->arena, (mine ? mine : other)->kind) : NULL;

		if (!mine && !other)
			continue;
		if (!piece)
			return FAIL_MEMORY;
		piece->id = stays->at[0]->id;
		piece->since = days[i];
		piece->until = days[i + 1];
		status = unite(mine ? mine : other, other ? other : mine, days[i], piece->values);
		if (status < 0)
			return status;
		if (kept && pieces[kept - 1]->until == piece->since && same_values(pieces[kept - 1], piece))
			pieces[kept - 1]->until = piece->until;
		else
			pieces[kept++] = piece;
	}
	*ret_union = (struct versions){pieces, kept};
	return pieces ? 0 : FAIL_MEMORY;
}

/* Ends a version and leaves nothing of it. */
static int
end_version(struct merging *merging, const struct record *version)
{
	struct record nothing = *version;

	nothing.until = nothing.since;
	return record_correct(merging->edit, version->id, version->since, &nothing);
}

static bool
among(const struct versions *versions, const struct record *record)
{
	for (size_t i = 0; i < versions->count; i++)
		if (versions->at[i]->since == record->since && versions->at[i]->until == record->until &&
		    same_values(versions->at[i], record))
			return true;
	return false;
}

/* Versions that stay as they are are not written anew. */
static int
write_union(struct merging *merging, const struct versions *stays, const struct versions *goes, const struct versions *whole)
{
	int status = 0;

	for (size_t i = 0; i < goes->count && status == 0; i++)
		status = end_version(merging, goes->at[i]);
	for (size_t i = 0; i < stays->count && status == 0; i++)
		if (!among(whole, stays->at[i]))
			status = end_version(merging, stays->at[i]);
	for (size_t i = 0; i < whole->count && status == 0; i++)
		if (!among(stays, whole->at[i]))
			status = record_add(merging->edit, whole->at[i]);
	return status;
}

static int merge_record(struct merging *merging, const struct kind *kind, int64_t stays, int64_t goes);

/* --- what names it ------------------------------------------------------------------------------ */

struct ids {
	int64_t *at;
	size_t count;
};

/* Standing records of a kind that name another in a field. */
static int
naming(struct merging *merging, const struct kind *kind, const struct field *field, int64_t id, struct ids *ret_ids)
{
	struct db *db = merging->edit->act->db;
	struct ids ids = {0};
	struct rows *rows = NULL;
	size_t room = 0;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select distinct id from %s where %s = $1 and ended is null order by id", kind->name, field->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(id)), &rows);
	buf_free(&sql);
	while (status >= 0 && (status = rows_next(rows)) > 0) {
		status = ARENA_GROW(merging->arena, ids.at, ids.count, room);
		if (status < 0)
			break;
		ids.at[ids.count++] = rows_int(rows, 0);
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_ids = ids;
	return 0;
}

static int
rename_in(struct merging *merging, const struct kind *kind, size_t field, int64_t id, int64_t from, int64_t to)
{
	struct versions versions;
	int status = read_versions(merging, kind, id, &versions);

	for (size_t v = 0; v < versions.count && status == 0; v++) {
		struct record *version = versions.at[v];

		if (version->values[field].type != VALUE_INT || version->values[field].number != from)
			continue;
		version->values[field] = INT(to);
		merging->moved++;
		status = record_correct(merging->edit, id, version->since, version);
	}
	return status;
}

/* Whether two records say the same of days they share. */
static bool
are_one(const struct versions *a, const struct versions *b)
{
	const struct record *one = a->count ? a->at[a->count - 1] : NULL, *other = b->count ? b->at[b->count - 1] : NULL;
	bool share = false;

	if (!one || !other)
		return false;
	for (size_t i = 0; i < one->kind->field_count; i++)
		if (tells_apart(one->kind, &one->kind->fields[i]) && !value_equals(&one->values[i], &other->values[i]))
			return false;
	for (size_t i = 0; i < a->count && !share; i++)
		for (size_t j = 0; j < b->count && !share; j++)
			share = a->at[i]->since < b->at[j]->until && b->at[j]->since < a->at[i]->until;
	return share;
}

/* Puts what was made to name the record that stays together with what named it before. */
static int
join_twins(struct merging *merging, const struct kind *kind, int64_t fresh, const struct ids *before)
{
	struct versions mine, other;
	int status;

	if (kind->procedure) /* two requests, or two elections, stay two */
		return 0;
	status = read_versions(merging, kind, fresh, &mine);
	for (size_t i = 0; i < before->count && status == 0; i++) {
		status = read_versions(merging, kind, before->at[i], &other);
		if (status == 0 && are_one(&other, &mine))
			return merge_record(merging, kind, before->at[i], fresh);
	}
	return status;
}

/* One field of one kind: what named the one that goes names the one that stays. */
static int
move_references(struct merging *merging, const struct kind *kind, size_t field, int64_t stays, int64_t goes)
{
	struct ids before, moved;
	int status = naming(merging, kind, &kind->fields[field], stays, &before);

	if (status == 0)
		status = naming(merging, kind, &kind->fields[field], goes, &moved);
	for (size_t i = 0; i < moved.count && status == 0; i++) {
		status = rename_in(merging, kind, field, moved.at[i], goes, stays);
		if (status == 0)
			status = join_twins(merging, kind, moved.at[i], &before);
	}
	return status;
}

static int
not_there(void)
{
	return fail(FAIL_NOT_FOUND, NULL, NULL, "要合并的记录不存在，或者已经并入别的记录。",
	            "A record to be merged is not there, or has been merged into another.");
}

static int
merge_record(struct merging *merging, const struct kind *kind, int64_t stays, int64_t goes)
{
	struct versions mine, other, whole;
	int status = read_versions(merging, kind, stays, &mine);

	if (status == 0)
		status = read_versions(merging, kind, goes, &other);
	if (status < 0)
		return status;
	if (mine.count == 0 || other.count == 0)
		return not_there();
	status = union_of(merging, &mine, &other, &whole);
	if (status == 0)
		status = write_union(merging, &mine, &other, &whole);
	for (size_t k = 0; kinds[k] && status == 0; k++)
		for (size_t f = 0; f < kinds[k]->field_count && status == 0; f++)
			if (kinds[k]->fields[f].type == FIELD_REF && strcmp(kinds[k]->fields[f].refers, kind->name) == 0)
				status = move_references(merging, kinds[k], f, stays, goes);
	return status < 0 ? status : matter_facts_move(merging->edit, kind, stays, goes);
}

/* --- what names it outside the dictionary ---------------------------------------------------------- */

/* Where a person stands in evidence that never changes (ELEC-36.2): such a record stays, or nothing is merged. */
STATEMENT(in_elections,
	"select count(*) from (select person from election_exclusion where person = $1 union all"
	" select person from election_elector where person = $1 union all"
	" select person from election_candidate where person = $1 union all"
	" select person from election_official where person = $1 union all"
	" select person from election_presidium where person = $1 union all"
	" select person from ballot_tally where person = $1 union all"
	" select person from ballot_signature where person = $1 union all"
	" select chair from election_assembly where chair = $1) as evidence");

static int
check_evidence(struct db *db, const struct merger *merger)
{
	int64_t count = 0;
	int status = merger->kind == &person_kind ? db_number(db, in_elections, ARGS(INT(merger->goes)), &count) : 0;

	if (status < 0 || count == 0)
		return status;
	return fail(FAIL_REFUSED, "ELEC-36.2", "goes", "要并入的记录已列入选举资料，选举资料不能更改；请保留这一条，并入另一条。",
	            "The record that would go stands in the papers of an election, which never change: keep that one, and merge"
	            " the other into it.");
}

STATEMENT(grants_copy,
	"insert into role_grant (id, since, until, made, account, role, node)"
	" select id, since, until, $3, account, role, $2 from role_grant where node = $1 and ended is null and made <> $3");
STATEMENT(grants_end, "update role_grant set ended = $2 where node = $1 and ended is null");
STATEMENT(settings_both,
	"select count(*) from setting a join setting b on b.name = a.name and b.node = $2 and b.ended is null"
	" and b.since < a.until and a.since < b.until where a.node = $1 and a.ended is null");
STATEMENT(settings_copy,
	"insert into setting (id, since, until, made, name, node, value, source)"
	" select id, since, until, $3, name, $2, value, source from setting where node = $1 and ended is null and made <> $3");
STATEMENT(settings_end, "update setting set ended = $2 where node = $1 and ended is null");
STATEMENT(accounts_note, "insert into merged_account (number, account) select $2, id from account where person = $1");
STATEMENT(accounts_move, "update account set person = $2 where person = $1");
STATEMENT(merged_add, "insert into merged (number, kind, stays, goes, followed, reason) values ($1, $2, $3, $4, 0, $5)");
/* What was merged into the one that goes is now in the one that stays. */
STATEMENT(merged_follow,
	"insert into merged (number, kind, stays, goes, followed, reason)"
	" select $1, kind, $3, goes, 1, '' from merged where kind = $2 and stays = $4");

static int
move_nodes(struct db *db, const struct merger *merger, int64_t number)
{
	int64_t both = 0;
	int status = db_number(db, settings_both, ARGS(INT(merger->goes), INT(merger->stays)), &both);

	if (status == 0 && both)
		return fail(FAIL_REFUSED, "OPIN-23.6", NULL, "两个组织有同一项设置，请先取消其中一个。",
		            "Both have a value of one setting: end one of them first.");
	if (status == 0)
		status = db_exec(db, grants_copy, ARGS(INT(merger->goes), INT(merger->stays), INT(number)), NULL);
	if (status == 0)
		status = db_exec(db, grants_end, ARGS(INT(merger->goes), INT(number)), NULL);
	if (status == 0)
		status = db_exec(db, settings_copy, ARGS(INT(merger->goes), INT(merger->stays), INT(number)), NULL);
	return status < 0 ? status : db_exec(db, settings_end, ARGS(INT(merger->goes), INT(number)), NULL);
}

static int
move_outside(struct db *db, const struct merger *merger, int64_t number)
{
	const struct value kind = TEXT(merger->kind->name);
	int status = move_nodes(db, merger, number);

	if (status == 0 && merger->kind == &person_kind)
		status = db_exec(db, accounts_note, ARGS(INT(merger->goes), INT(number)), NULL);
	if (status == 0 && merger->kind == &person_kind)
		status = db_exec(db, accounts_move, ARGS(INT(merger->goes), INT(merger->stays)), NULL);
	if (status == 0)
		status = db_exec(db, merged_follow, ARGS(INT(number), kind, INT(merger->stays), INT(merger->goes)), NULL);
	return status < 0 ? status
	       : db_exec(db, merged_add, ARGS(INT(number), kind, INT(merger->stays), INT(merger->goes),
	                                         TEXT(merger->reason)), NULL);
}

int
merge(struct edit *edit, const struct merger *merger, int64_t *ret_moved)
{
	struct merging merging = {.edit = edit, .arena = edit->act->arena};
	int status = merger->stays == merger->goes ? not_there() : check_evidence(edit->act->db, merger);

	if (status == 0)
		status = merge_record(&merging, merger->kind, merger->stays, merger->goes);
	if (status == 0)
		status = move_outside(edit->act->db, merger, edit->act->number);
	if (status == 0)
		*ret_moved = merging.moved;
	return status;
}

/* --- taking it back ------------------------------------------------------------------------------------ */

STATEMENT(merger_read, "select kind, stays, goes from merged where number = $1 and followed = 0");
STATEMENT(settings_unmake, "delete from setting where made = $1");
STATEMENT(settings_revive, "update setting set ended = null where ended = $1");
STATEMENT(accounts_back, "update account set person = $2 where id in (select account from merged_account where number = $1)");
STATEMENT(merged_account_drop, "delete from merged_account where number = $1");
STATEMENT(merged_drop, "delete from merged where number = $1");

int
merger_of(struct db *db, int64_t batch, struct merger *ret_merger)
{
	struct merger merger = {0};
	struct rows *rows;
	int status = db_query(db, merger_read, ARGS(INT(batch)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		merger = (struct merger){kind_find(rows_text(rows, 0)), rows_int(rows, 1), rows_int(rows, 2)};
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_merger = merger;
	return 0;
}

int
merge_undo(struct db *db, int64_t batch)
{
	static const char *const steps[] = {
		settings_unmake, settings_revive, merged_account_drop, merged_drop,
	};
	struct merger merger;
	int status = merger_of(db, batch, &merger);

	if (status < 0 || !merger.stays)
		return status;
	status = db_exec(db, accounts_back, ARGS(INT(batch), INT(merger.goes)), NULL);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && status == 0; i++)
		status = db_exec(db, steps[i], ARGS(INT(batch)), NULL);
	return status;
}

/* --- who may ------------------------------------------------------------------------------------------- */

STATEMENT(place_before, "select path from placement where subject = $1 and ended = $2 order by since desc limit 1");

/* Where a unit hangs, or hung before an entry took it away; only roles over everything reach what hung nowhere. */
static int
path_of(struct running *running, int64_t unit, int64_t batch, const char **ret_path)
{
	const struct record place = {.kind = &unit_kind, .id = unit, .since = running->call->today, .until = DAY_OPEN};
	struct arena *arena = running->call->arena;
	const char *path = NULL;
	struct rows *rows;
	int status;

	if (!batch)
		status = access_path(running->db, arena, &place, running->call->today, &path);
	else if ((status = db_query(running->db, place_before, ARGS(INT(unit), INT(batch)), &rows)) == 0) {
		status = rows_next(rows);
		if (status > 0 && !(path = rows_dup(rows, 0, arena)))
			status = FAIL_MEMORY;
		rows_close(rows);
	}
	if (status < 0)
		return status;
	*ret_path = path ? path : "/";
	return 0;
}

static int
units_allowed(struct running *running, const struct merger *merger, unsigned roles, int64_t batch)
{
	const struct actor *actor = running->call->actor;
	const char *stays, *goes;
	int status = path_of(running, merger->stays, 0, &stays);

	if (status == 0)
		status = path_of(running, merger->goes, batch, &goes);
	if (status < 0)
		return status;
	return actor_may(actor, roles, stays) && actor_may(actor, roles, goes) ? 1 : 0;
}

static int
persons_allowed(struct running *running, const struct merger *merger, unsigned roles, int64_t batch)
{
	const struct call *call = running->call;
	int status = person_within(running->db, call->actor, roles, true, merger->stays, call->today);

	if (status <= 0 || batch)
		return status;
	return person_within(running->db, call->actor, roles, true, merger->goes, call->today);
}

STATEMENT(merged_pair, "select stays from merged where kind = $1 and ((stays = $2 and goes = $3) or (stays = $3 and goes = $2))");

/* Whoever had both before them is told that somebody was quicker, if the one that stands is theirs. */
static int
refused(struct running *running, const struct merger *merger, unsigned roles)
{
	struct merger standing = {.kind = merger->kind};
	int status = db_number(running->db, merged_pair, ARGS(TEXT(merger->kind->name), INT(merger->stays), INT(merger->goes)),
	                       &standing.stays);

	if (status < 0 || !standing.stays)
		return status < 0 ? status : running_forbidden();
	standing.goes = standing.stays;
	status = merger->kind == &unit_kind ? units_allowed(running, &standing, roles, 0) : persons_allowed(running, &standing, roles, 0);
	if (status <= 0)
		return status < 0 ? status : running_forbidden();
	running_allow(running);
	return fail(FAIL_CONFLICT, NULL, "seen", "这两条记录已经合并为第 %lld 号。", "The two have been merged already, as number %lld.",
	            (long long)standing.stays);
}

int
merge_allowed(struct running *running, const struct merger *merger, unsigned roles, int64_t batch)
{
	int status = merger->kind == &unit_kind ? units_allowed(running, merger, roles & merger->kind->write, batch)
	                                        : persons_allowed(running, merger, roles & merger->kind->write, batch);

	if (status < 0)
		return status;
	if (status == 0)
		return batch ? running_forbidden() : refused(running, merger, roles & merger->kind->write);
	running_allow(running);
	return 0;
}
