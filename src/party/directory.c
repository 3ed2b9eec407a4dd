#include "party/directory.h"

#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "registry/input.h"
#include "store/like.h"

#define EVERYTHING "/"

/* Rows of any of the structs, read one by one. */
struct lines {
	struct arena *arena;
	char *at;
	size_t size, count, room;
};

static void *
next_line(struct lines *lines)
{
	if (arena_grow(lines->arena, &lines->at, lines->count, &lines->room, lines->size) < 0)
		return NULL;
	return lines->at + lines->size * lines->count++;
}

static int
collect(struct db *db, struct lines *lines, const char *sql, const struct value *args, size_t count,
        int (*read)(struct arena *arena, const struct rows *rows, void *line))
{
	struct rows *rows;
	int status = db_query(db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		void *line = next_line(lines);

		status = line ? read(lines->arena, rows, line) : FAIL_MEMORY;
		if (status < 0)
			break;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
directory_reach(struct arena *arena, const struct actor *actor, unsigned roles, const char **ret_reach)
{
	size_t count;
	const char *const *paths = actor_scope(arena, actor, roles, &count);

	if (!paths)
		return FAIL_MEMORY;
	*ret_reach = count ? paths[0] : NULL;
	return 0;
}

/* A null reach reaches nothing: no path lies between these. */
static const char *
reach_from(const char *reach)
{
	return reach ? reach : "";
}

static const char *
reach_to(struct arena *arena, const char *reach)
{
	return reach ? path_end(arena, reach) : "";
}

/* ---- accounts ---- */

STATEMENT(accounts_of,
	"select a.id, a.name, a.person, a.disabled, a.must_change, (select count(*) from role_grant h"
	" where h.account = a.id and h.ended is null and h.since <= $1 and h.until > $1)"
	" from account a where a.name > $2 and a.name like $3 escape '\\' and ($4 = 0 or a.id = $4)"
	" and ($5 = '/' or not exists (select 1 from role_grant g left join placement p"
	" on p.subject = g.node and p.ended is null and p.since <= $1 and p.until > $1"
	" where g.account = a.id and g.ended is null and g.until > $1"
	" and (p.path is null or p.path < $5 or p.path >= $6)))"
	" and ($5 = '/' or a.person is null or exists (select 1 from placement q where q.ended is null"
	" and q.since <= $1 and q.until > $1 and q.path >= $5 and q.path < $6 and q.subject in"
	" (select m.body from membership m where m.person = a.person and m.ended is null and m.until > $1"
	" union select t.body from post t where t.person = a.person and t.ended is null and t.until > $1"
	" union select d.unit from dispatch d where d.person = a.person and d.ended is null and d.until > $1)))"
	" order by a.name limit $7");

static int
read_account(struct arena *arena, const struct rows *rows, void *line)
{
	struct account_line *account = line;

	*account = (struct account_line){
		.id = rows_int(rows, 0), .name = rows_dup(rows, 1, arena), .personal = !rows_null(rows, 2),
		.disabled = !rows_null(rows, 3), .must_change = rows_int(rows, 4) != 0, .roles = rows_int(rows, 5),
	};
	return account->name ? 0 : FAIL_MEMORY;
}

int
directory_accounts(struct db *db, struct arena *arena, const struct account_query *query,
                   struct account_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct account_line)};
	const char *pattern = like_part(arena, query->part ? query->part : "");
	const char *to = reach_to(arena, query->reach);
	int status = pattern && to ? 0 : FAIL_MEMORY;

	if (status == 0)
		status = collect(db, &lines, accounts_of,
		                 ARGS(INT(query->day), TEXT(query->after ? query->after : ""), TEXT(pattern),
		                      INT(query->id), TEXT(reach_from(query->reach)), TEXT(to),
		                      INT((int64_t)query->limit)), read_account);
	if (status < 0)
		return status;
	*ret_lines = (struct account_line *)lines.at;
	*ret_count = lines.count;
	return 0;
}

/* ---- roles ---- */

#define PLACED(alias) alias ".subject = g.node and " alias ".ended is null and " alias ".since <= $1" \
	" and " alias ".until > $1"

STATEMENT(grants_where,
	"select g.id, g.account, a.name, g.role, g.node, g.since, g.until, j.actor, j.number, a.disabled"
	" from role_grant g join account a on a.id = g.account"
	" left join journal j on j.number = (select min(h.made) from role_grant h where h.id = g.id)"
	" where g.ended is null and g.until > $1"
	" and (g.since <= $1 or $2 = 1) and ($3 = 0 or (g.role & $3) <> 0) and ($4 = 0 or g.account = $4)"
	" and ($5 = '/' or exists (select 1 from placement p where " PLACED("p")
	" and p.path >= $5 and p.path < $6))"
	" and ($7 = '' or g.node = 0 or exists (select 1 from placement q where " PLACED("q")
	" and substr($7, 1, length(q.path)) = q.path and ((g.role & $10) = 0 or q.path = $7)))"
	" and g.id > $8 order by g.id limit $9");

static int
read_grant(struct arena *arena, const struct rows *rows, void *line)
{
	struct grant_line *grant = line;

	*grant = (struct grant_line){
		.id = rows_int(rows, 0), .account = rows_int(rows, 1), .account_name = rows_dup(rows, 2, arena),
		.role = (enum role)rows_int(rows, 3), .node = rows_int(rows, 4), .since = rows_day(rows, 5),
		.until = rows_day(rows, 6), .by = rows_null(rows, 7) ? "" : rows_dup(rows, 7, arena),
		.journal = rows_int(rows, 8), .disabled = !rows_null(rows, 9),
	};
	return grant->account_name && grant->by ? 0 : FAIL_MEMORY;
}

int
directory_grants(struct db *db, struct arena *arena, const struct grant_query *query,
                 struct grant_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct grant_line)};
	const char *to = reach_to(arena, query->reach);
	struct grant_line *grants;
	int status = to ? 0 : FAIL_MEMORY;

	if (status == 0)
		status = collect(db, &lines, grants_where,
		                 ARGS(INT(query->day), INT(query->later), INT(query->roles), INT(query->account),
		                      TEXT(reach_from(query->reach)), TEXT(to),
		                      TEXT(query->above ? query->above : ""), INT(query->after),
		                      INT((int64_t)query->limit), INT(query->own)), read_grant);
	grants = (struct grant_line *)lines.at;
	for (size_t i = 0; i < lines.count && status == 0; i++)
		if (grants[i].node)
			status = ref_title(db, arena, grants[i].role == ROLE_UNIT_OFFICE ? &unit_kind : &body_kind,
			                   grants[i].node, query->day, &grants[i].node_name);
	if (status < 0)
		return status;
	*ret_lines = grants;
	*ret_count = lines.count;
	return 0;
}

/* ---- one account's tokens and sessions ---- */

STATEMENT(tokens_of,
	"select id, label, created, used, until from api_token where account = $1 and ended is null and until > $2"
	" order by id");

static int
read_token(struct arena *arena, const struct rows *rows, void *line)
{
	struct token_line *token = line;

	*token = (struct token_line){rows_int(rows, 0), rows_dup(rows, 1, arena), rows_int(rows, 2),
	                             rows_int(rows, 3), rows_day(rows, 4)};
	return token->label ? 0 : FAIL_MEMORY;
}

int
directory_tokens(struct db *db, struct arena *arena, int64_t account, day_no today,
                 struct token_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct token_line)};
	int status = collect(db, &lines, tokens_of, ARGS(INT(account), INT(today)), read_token);

	if (status < 0)
		return status;
	*ret_lines = (struct token_line *)lines.at;
	*ret_count = lines.count;
	return 0;
}

STATEMENT(sessions_of,
	"select created, seen, case when token = $3 then 1 else 0 end, substr(token, 1, 16), expires from session"
	" where account = $1 and expires > $2 and seen + idle > $2 order by seen desc, token");

static int
read_session(struct arena *arena, const struct rows *rows, void *line)
{
	struct session_line *session = line;

	*session = (struct session_line){.begun = rows_int(rows, 0), .seen = rows_int(rows, 1),
	                                 .this_one = rows_int(rows, 2) != 0, .mark = rows_dup(rows, 3, arena),
	                                 .expires = rows_int(rows, 4)};
	return session->mark ? 0 : FAIL_MEMORY;
}

int
directory_sessions(struct db *db, struct arena *arena, int64_t account, const char *token, int64_t at,
                   struct session_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct session_line)};
	char hash[LOOKUP_TEXT];
	int status;

	token_hash(token, hash);
	status = collect(db, &lines, sessions_of,
	                 ARGS(INT(account), INT(at), TEXT(hash)), read_session);
	if (status < 0)
		return status;
	*ret_lines = (struct session_line *)lines.at;
	*ret_count = lines.count;
	return 0;
}

/* ---- resets ---- */

STATEMENT(resets_of, "select at, actor, what, reason from account_reset where account = $1 and at > $2 order by number desc");

static int
read_reset(struct arena *arena, const struct rows *rows, void *line)
{
	struct reset_line *reset = line;

	*reset = (struct reset_line){rows_int(rows, 0), rows_dup(rows, 1, arena), rows_dup(rows, 2, arena),
	                             rows_dup(rows, 3, arena)};
	return reset->tag && reset->what && reset->reason ? 0 : FAIL_MEMORY;
}

int
directory_resets(struct db *db, struct arena *arena, int64_t account, int64_t after,
                 struct reset_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct reset_line)};
	int status = collect(db, &lines, resets_of, ARGS(INT(account), INT(after)), read_reset);

	if (status < 0)
		return status;
	*ret_lines = (struct reset_line *)lines.at;
	*ret_count = lines.count;
	return 0;
}

/* ---- the journal ---- */

STATEMENT(entries_where,
	"select number, at, actor, action, kind, subject, node from journal where number < $1 and today <= $2"
	" and ($3 = '' or action = $3) and ($4 = '' or actor = $4) and ($5 = 0 or subject = $5)"
	" and ($6 = '/' or node in (select p.subject from placement p where p.ended is null and p.path >= $6"
	" and p.path < $7)) order by number desc limit $8");

static int
read_entry(struct arena *arena, const struct rows *rows, void *line)
{
	struct entry_line *entry = line;

	*entry = (struct entry_line){
		.number = rows_int(rows, 0), .at = rows_int(rows, 1), .tag = rows_dup(rows, 2, arena),
		.action = rows_dup(rows, 3, arena), .kind = rows_dup(rows, 4, arena),
		.subject = rows_int(rows, 5), .node = rows_int(rows, 6),
	};
	return entry->tag && entry->action && entry->kind ? 0 : FAIL_MEMORY;
}

int
directory_entries(struct db *db, struct arena *arena, const struct entry_query *query,
                  struct entry_line **ret_lines, size_t *ret_count)
{
	struct lines lines = {.arena = arena, .size = sizeof(struct entry_line)};
	const char *to = reach_to(arena, query->reach);
	int status = to ? 0 : FAIL_MEMORY;

	if (status == 0)
		status = collect(db, &lines, entries_where,
		                 ARGS(INT(query->before ? query->before : INT64_MAX), INT(query->day),
		                      TEXT(query->action ? query->action : ""), TEXT(query->tag ? query->tag : ""),
		                      INT(query->subject), TEXT(reach_from(query->reach)), TEXT(to),
		                      INT((int64_t)query->limit)), read_entry);
	if (status < 0)
		return status;
	*ret_lines = (struct entry_line *)lines.at;
	*ret_count = lines.count;
	return 0;
}
