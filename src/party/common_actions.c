/* Actions that belong to no single kind: undoing an entry, and finding a person. */
#include "party/action.h"

#include <string.h>

#include "base/fail.h"
#include "party/matter.h"
#include "party/openings.h"
#include "party/merge.h"
#include "party/settle.h"
#include "registry/input.h"
#include "store/like.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

/* --- undo --------------------------------------------------------------------------- */

static const struct field undo_fields[] = {
	{"batch", {"日志号", "Journal number"}, FIELD_INT, REQUIRED, "DP-13"},
};

/* Every version the entry made or ended must be the actor's to write. */
static int
allow_touched(struct running *running, const struct touched *touched, int64_t batch)
{
	const struct call *call = running->call;
	struct record **versions;
	size_t count;
	int status;

	if (touched->kind == &matter_kind)
		return matter_undo_check(running->db, touched->id, batch);
	status = record_versions(running->db, call->arena, touched->kind, touched->id, true, &versions, &count);

	for (size_t i = 0; i < count && status == 0; i++)
		if (versions[i]->made == batch || versions[i]->ended == batch) {
			if (!(actor_roles(call->actor) & touched->kind->write))
				return running_forbidden();
			status = access_write(running->db, call->arena, call->actor, versions[i], call->today);
		}
	return status;
}

STATEMENT(entry_exists, "select count(*) from journal where number = $1");
/* What the entry moved or shortened itself is taken back with it, unless it was ended since. */
#define HELD_AT_NODES(table) \
	"select min(n) from (select min(g.made) as n from " table " g where g.made >= $1 and not (g.made = $1 and exists" \
	" (select 1 from " table " o where o.id = g.id and o.ended = $1)) and (g.node in (select id from body where made = $1" \
	" or ended = $1) or g.node in (select id from unit where made = $1 or ended = $1))" \
	" union all select min(ended) from " table " where made = $1 and ended > $1) later"
STATEMENT(grants_resting, HELD_AT_NODES("role_grant"));
STATEMENT(settings_resting, HELD_AT_NODES("setting"));
/* What was merged into what was merged again later. */
STATEMENT(mergers_resting,
	"select min(number) from merged where number > $1 and followed = 1 and goes in (select goes from merged where number = $1)");
STATEMENT(accounts_resting,
	"select min(made) from account where made >= $1 and person in"
	" (select id from person where made = $1 or ended = $1)");

/* An election's acts are steps of a procedure, corrected by later ones and never taken back (ELEC-36.2). */
STATEMENT(is_election, "select count(*) from journal where number = $1 and kind = 'election'");

#define OF_PERSONS(table) \
	"select min(made) as m from " table " where made >= $1 and person in (select id from person where made = $1 or ended = $1)"
STATEMENT(elections_resting,
	"select min(m) from (" OF_PERSONS("election_candidate") " union all " OF_PERSONS("election_official")
	" union all " OF_PERSONS("election_presidium")
	" union all " OF_PERSONS("election_exclusion") " union all " OF_PERSONS("election_elector")
	" union all " OF_PERSONS("ballot_signature") " union all " OF_PERSONS("data_request")
	" union all " OF_PERSONS("voice")
	" union all select min(made) from election where made >= $1 and (body in (select id from body where made = $1"
	" or ended = $1) or term in (select id from term where made = $1 or ended = $1))) r");

static int
check_no_election(struct db *db, int64_t batch)
{
	int64_t election = 0;
	int status = db_number(db, is_election, ARGS(INT(batch)), &election);

	if (status < 0 || !election)
		return status;
	return fail(FAIL_REFUSED, "ELEC-36.2", "batch", "选举的步骤不能撤回；有误的在选举中更正。",
	            "A step of an election is not undone; what is wrong is corrected in the election.");
}

/* Roles, settings and accounts given since rest on the entry's records as much as other records do. */
int
undo_check(struct db *db, int64_t batch)
{
	const char *const kinds_of_rest[] = {grants_resting, settings_resting, accounts_resting, mergers_resting, elections_resting};
	int64_t oldest = 0, facts = 0;
	int status = check_no_election(db, batch);

	if (status == 0)
		status = batch_resting(db, batch, &oldest);
	if (status == 0)
		status = matters_resting(db, batch, &facts);
	if (facts && (oldest == 0 || facts < oldest))
		oldest = facts;
	for (size_t i = 0; i < sizeof kinds_of_rest / sizeof *kinds_of_rest && status == 0; i++) {
		int64_t number = 0;

		status = db_number(db, kinds_of_rest[i], ARGS(INT(batch)), &number);
		if (number && (oldest == 0 || number < oldest))
			oldest = number;
	}
	if (status < 0 || oldest == 0)
		return status;
	return fail(FAIL_REFUSED, NULL, "batch",
	            "不能撤回：日志第 %lld 条及以后的记录、账号、角色或设置建立在这一批之上。",
	            "It cannot be undone: records, accounts, roles or settings of journal entry %lld and later rest on this batch.",
	            (long long)oldest);
}

static int
check_batch(struct running *running, int64_t batch)
{
	struct edit seen = {.act = &running->act};
	struct merger merger = {0};
	int64_t known = 0;
	int status = db_number(running->db, entry_exists, ARGS(INT(batch)), &known);

	if (status == 0 && !known)
		status = fail(FAIL_INPUT, NULL, "batch", "没有这个日志号。", "There is no such journal number.");
	if (status == 0)
		status = batch_touched(&seen, batch);
	if (status == 0 && seen.count == 0)
		status = fail(FAIL_REFUSED, NULL, "batch", "这一条没有留下可以撤回的记录，或者已经撤回。",
		              "This entry left no records to take back, or it was undone already.");
	if (status == 0)
		status = merger_of(running->db, batch, &merger);
	if (status == 0 && merger.stays)
		status = merge_allowed(running, &merger, running->action->who, batch);
	for (size_t i = 0; i < seen.count && status == 0 && !merger.stays; i++)
		status = allow_touched(running, &seen.touched[i], batch);
	return status == 0 ? undo_check(running->db, batch) : status;
}

/* An import that is taken back stays on the list of imports, as undone. */
STATEMENT(batch_undone, "update batch set undone = $2 where number = $1");

static int
run_undo(struct running *running)
{
	int64_t batch = running_int(running, "batch");
	int status = check_batch(running, batch);

	if (status < 0)
		return status;
	running_allow(running);
	running->settled = true;
	status = settle_undo(&running->edit, batch);
	if (status == 0)
		status = merge_undo(running->db, batch);
	if (status == 0)
		status = db_exec(running->db, batch_undone, ARGS(INT(batch), INT(running->act.number)), NULL);
	json_key(running->facts, "batch");
	json_int(running->facts, batch);
	for (size_t i = 0; i < running->edit.count && status == 0; i++)
		status = running_id(running, running->edit.touched[i].id);
	return status;
}

/* --- find-person ---------------------------------------------------------------------- */

static const struct field find_fields[] = {
	{"name", {"姓名", "Name"}, FIELD_TEXT, PERSONAL, "DP-26", .max = 60},
	{"resident_id", {"公民身份号码", "Resident ID"}, FIELD_RESIDENT, PERSONAL | SENSITIVE, "DP-26"},
};

#define STANDS(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"
#define PERSON_IN_SCOPE                                                                         \
	" and " STANDS("r") " and exists (select 1 from placement p where " STANDS("p")          \
	" and p.path >= $3 and p.path < $4 and p.subject in (select m.body from membership m"   \
	" where m.person = r.id and " STANDS("m") " union select t.body from post t"            \
	" where t.person = r.id and " STANDS("t") " union select d.unit from dispatch d"        \
	" where d.person = r.id and " STANDS("d") ")) order by r.id limit 51"

STATEMENT(find_by_name, "select r.id, r.name from person r where r.name = $2" PERSON_IN_SCOPE);
STATEMENT(find_by_key, "select r.id, r.name from person r where r.resident_id_key = $2" PERSON_IN_SCOPE);
STATEMENT(find_partly,
	"select r.id, r.name from membership m join person r on r.id = m.person where m.body = $2"
	" and " STANDS("m") " and " STANDS("r") " and r.name like $3 escape '\\' order by r.id limit 51");

_Static_assert(FOUND_MAX == 50, "the statements ask for one more");

struct search {
	struct running *running;
	const char *name, *key;     /* either may be null, not both */
	struct found found[FOUND_MAX];
	size_t count;
	bool more;
};

static bool
found_already(const struct search *search, int64_t id)
{
	for (size_t i = 0; i < search->count; i++)
		if (search->found[i].id == id)
			return true;
	return false;
}

static int
collect(struct search *search, const char *sql, const struct value *args, size_t count)
{
	struct rows *rows;
	int status = db_query(search->running->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct found *found = &search->found[search->count];

		/* Whoever gives both wants a person who fits both. */
		if ((search->key && search->name && strcmp(rows_text(rows, 1), search->name) != 0) ||
		    found_already(search, rows_int(rows, 0)))
			continue;
		if (search->count == FOUND_MAX) {
			search->more = true;
			break;
		}
		*found = (struct found){.id = rows_int(rows, 0),
		                        .name = rows_dup(rows, 1, search->running->call->arena)};
		if (!found->name) {
			status = FAIL_MEMORY;
			break;
		}
		search->count++;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
find_exactly(struct search *search, const char *from, const char *to)
{
	const struct value args[] = {INT(search->running->call->today),
	                             TEXT(search->key ? search->key : search->name), TEXT(from), TEXT(to)};

	if (!to)
		return FAIL_MEMORY;
	return collect(search, search->key ? find_by_key : find_by_name, args, 4);
}

/* One's own branch: a part of the name will do. */
static int
find_in_branch(struct search *search, const struct grant *branch)
{
	const struct call *call = search->running->call;
	const char *pattern;

	if (search->key)
		return find_exactly(search, branch->path, arena_printf(call->arena, "%s\x01", branch->path));
	pattern = like_part(call->arena, search->name);
	if (!pattern)
		return FAIL_MEMORY;
	return collect(search, find_partly, ARGS(INT(call->today), INT(branch->node), TEXT(pattern)));
}

/* Above the branch only the exact name or number, and each hit is noted for the person to see. */
static int
find_above(struct search *search)
{
	const struct call *call = search->running->call;
	size_t count;
	const char *const *scope = actor_scope(call->arena, call->actor, ROLE_CLERKS, &count);
	int status = scope ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++)
		status = find_exactly(search, scope[i], path_end(call->arena, scope[i]));
	return status;
}

struct notes {
	const struct search *search;
	size_t from;                /* those before were found in the actor's own branch */
};

static int
write_notes(struct db *db, void *arg)
{
	const struct notes *notes = arg;
	const struct running *running = notes->search->running;
	int status = 0;

	for (size_t i = notes->from; i < notes->search->count && status == 0; i++)
		status = opening_note(db, &(struct opening){
			.person = notes->search->found[i].id, .actor = running->call->actor, .roles = ROLE_CLERKS,
			.at = running->call->at, .reason = running->action->name});
	return status;
}

STATEMENT(body_of_member, "select m.body from membership m where m.person = $2 and " STANDS("m") " limit 1");

static int
name_bodies(struct search *search)
{
	const struct call *call = search->running->call;
	int status = 0;

	for (size_t i = 0; i < search->count && status == 0; i++) {
		struct found *found = &search->found[i];

		status = db_number(search->running->db, body_of_member, ARGS(INT(call->today), INT(found->id)),
		                   &found->body);
		if (status == 0 && found->body)
			status = ref_title(search->running->db, call->arena, &body_kind, found->body, call->today,
			                   &found->body_name);
	}
	return status;
}

static int
search_all(struct search *search)
{
	const struct actor *actor = search->running->call->actor;
	struct notes notes = {.search = search};
	int status = 0;

	for (size_t i = 0; i < actor->count && status == 0; i++)
		if ((actor->grants[i].role & ROLE_BRANCH) && actor->grants[i].path)
			status = find_in_branch(search, &actor->grants[i]);
	notes.from = search->count;
	if (status == 0)
		status = find_above(search);
	if (status == 0)
		status = name_bodies(search);
	if (status == 0 && search->count > notes.from)
		status = writer_do(search->running->call->installation->writer, write_notes, &notes);
	return status;
}

static int
run_find(struct running *running)
{
	struct search *search = ARENA_NEW(running->call->arena, struct search);
	char key[LOOKUP_TEXT];
	int status;

	if (!search)
		return FAIL_MEMORY;
	search->running = running;
	search->name = running_text(running, "name");
	if (running_text(running, "resident_id")) {
		secret_lookup(&running->call->installation->secret, running_text(running, "resident_id"), key);
		search->key = key;
	}
	if (!search->name && !search->key)
		return fail(FAIL_INPUT, "DP-26", "name", "请填写姓名或公民身份号码。", "Give a name or a resident ID.");
	running_allow(running); /* each query is bound to a part of the actor's scope */
	status = search_all(search);
	running->outcome.found = search->found;
	running->outcome.found_count = search->count;
	running->outcome.more = search->more;
	return status;
}

const struct action common_actions[] = {
	{"undo", {"撤回", "Undo"}, FIELDS(undo_fields), .who = ROLE_CLERKS | ROLE_BRANCH | ROLE_UNIT_OFFICE,
	 .within = WITHIN_RECORD, .clauses = "DP-13", .pace = PACE_SLOW, .run = run_undo},
	{"find-person", {"查找人员", "Find a person"}, FIELDS(find_fields), .who = ROLE_CLERKS | ROLE_BRANCH,
	 .within = WITHIN_RECORD, .clauses = "DP-6 DP-13 DP-26", .reads = true, .run = run_find},
	{0},
};
