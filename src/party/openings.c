#include "party/openings.h"

#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "party/action.h"

/* --- notes ------------------------------------------------------------------------- */

STATEMENT(note_last,
	"select at, reason, by_case from person_access where person = $1 and actor = $2 order by at desc limit 1");
STATEMENT(note_add,
	"insert into person_access (person, at, actor, reason, node, by_case) values ($1, $2, $3, $4, $5, $6)");
STATEMENT(notes_of,
	"select a.at, a.actor, a.node, a.reason, c.purpose, c.matter from person_access a"
	" left join person_case c on c.id = a.by_case where (a.person = $1 or a.person in"
	" (select m.goes from merged m where m.kind = 'person' and m.stays = $1)) order by a.at desc, a.actor limit $2");

int64_t
office_of(const struct actor *actor, unsigned roles)
{
	for (size_t i = 0; i < actor->count; i++)
		if ((actor->grants[i].role & roles) && actor->grants[i].path)
			return actor->grants[i].node;
	return 0;
}

/* When to note it: not before the reader's last note, which is in *ret_same where this one says the same. */
static int
after_last(struct db *db, const struct opening *opening, int64_t *ret_at, bool *ret_same)
{
	struct rows *rows;
	int status = db_query(db, note_last, ARGS(INT(opening->person), TEXT(opening->actor->tag)), &rows);

	if (status < 0)
		return status;
	*ret_at = opening->at;
	*ret_same = false;
	status = rows_next(rows);
	if (status > 0) {
		int64_t last = rows_int(rows, 0);

		*ret_same = last + NOTE_GAP > opening->at && last <= opening->at &&
		            strcmp(rows_text(rows, 1), opening->reason) == 0 && rows_int(rows, 2) == opening->by_case;
		if (last >= opening->at)
			*ret_at = last + 1;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
opening_note(struct db *db, const struct opening *opening)
{
	int64_t node = office_of(opening->actor, opening->roles), at;
	bool same;
	int status = after_last(db, opening, &at, &same);

	if (status < 0 || same)
		return status;
	return db_exec(db, note_add,
	               ARGS(INT(opening->person), INT(at), TEXT(opening->actor->tag), TEXT(opening->reason),
	                    node ? INT(node) : SQL_NULL, opening->by_case ? INT(opening->by_case) : SQL_NULL), NULL);
}

static int
read_line(struct arena *arena, const struct rows *rows, struct opening_line *ret_line)
{
	struct opening_line line = {
		.at = rows_int(rows, 0), .tag = rows_dup(rows, 1, arena), .node = rows_int(rows, 2),
		.reason = rows_dup(rows, 3, arena), .purpose = rows_int(rows, 4),
	};

	if (!line.tag || !line.reason)
		return FAIL_MEMORY;
	if (!rows_null(rows, 5) && !(line.matter = rows_dup(rows, 5, arena)))
		return FAIL_MEMORY;
	*ret_line = line;
	return 0;
}

int
openings_of(struct db *db, struct arena *arena, int64_t person, size_t max, struct opening_line **ret_lines,
            size_t *ret_count)
{
	struct opening_line *lines = ARENA_ARRAY(arena, max, struct opening_line);
	size_t count = 0;
	struct rows *rows;
	int status;

	if (!lines)
		return FAIL_MEMORY;
	status = db_query(db, notes_of, ARGS(INT(person), INT((int64_t)max)), &rows);
	if (status < 0)
		return status;
	while (count < max && (status = rows_next(rows)) > 0) {
		status = read_line(arena, rows, &lines[count]);
		if (status < 0)
			break;
		count++;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_lines = lines;
	*ret_count = count;
	return 0;
}

/* --- cases ------------------------------------------------------------------------- */

const struct choice purposes[] = {
	{PURPOSE_MATTER, "matter", {"办理请示、报告事项", "a matter submitted for reply or for the record"}},
	{PURPOSE_ELECTION, "election", {"审查选举人或候选人资格", "the qualification of an elector or candidate"}},
	{PURPOSE_RELATION, "relation", {"核对组织关系", "an organizational relation to be checked"}},
	{PURPOSE_RIGHTS, "rights", {"办理本人的查阅、更正或申诉", "the person's own request, correction or appeal"}},
	{PURPOSE_DATA, "data", {"核对重复或差错的记录", "a duplicate or faulty record"}},
	{PURPOSE_DISCIPLINE, "discipline", {"纪律检查个案", "a case of discipline inspection"}},
	{0},
};

STATEMENT(case_of,
	"select id, reason from person_case where account = $1 and person = $2 and since <= $3 and until > $3"
	" order by id desc limit 1");
STATEMENT(case_add,
	"insert into person_case (id, account, person, since, until, purpose, matter, reason, made)"
	" values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

int
case_find(struct db *db, struct arena *arena, const struct actor *actor, int64_t person, day_no today,
          struct person_case *ret_case)
{
	struct person_case found = {0};
	struct rows *rows;
	int status;

	*ret_case = found;
	if (!(actor_roles(actor) & ROLE_CLERKS) || actor->account == 0)
		return 0;
	status = db_query(db, case_of, ARGS(INT(actor->account), INT(person), INT(today)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		found = (struct person_case){rows_int(rows, 0), rows_dup(rows, 1, arena)};
		status = found.reason ? 0 : FAIL_MEMORY;
	}
	rows_close(rows);
	if (status == 0 && found.id)
		status = person_within(db, actor, ROLE_CLERKS, false, person, today);
	if (status < 0)
		return status;
	if (status > 0)
		*ret_case = found;
	return 0;
}

static const struct field case_fields[] = {
	{"person", {"人员编号", "Number of the person"}, FIELD_INT, REQUIRED, "DP-12"},
	{"purpose", {"事由", "Purpose"}, FIELD_CHOICE, REQUIRED, "DP-12", .choices = purposes},
	{"matter", {"事项编号或文号", "Number of the matter"}, FIELD_TEXT, 0, "DP-12", .max = 60,
	 .hint = {"办理请示、报告事项的必须填写", "needed for a matter submitted"}},
	{"reason", {"具体理由", "Reason"}, FIELD_TEXT, REQUIRED | PROSE, "DP-12", .max = 200,
	 .hint = {"本人可以看到；至少四个字", "the person can read it; four characters at least"}},
};

/* A matter named by its number is one, and the reader's own to see. */
static int
check_matter(const struct running *running)
{
	const struct call *call = running->call;
	const char *text = running_text(running, "matter");
	struct record *matter;
	int64_t id;
	int status;

	if (!text || text[strspn(text, "0123456789")])
		return 0; /* the number of a document */
	status = num_parse(text, &id) < 0 ? FAIL_NOT_FOUND
	       : record_get(running->db, call->arena, &matter_kind, id, call->today, &matter);
	if (status == 0)
		status = access_read(running->db, call->arena, call->actor, matter, call->today);
	if (status != FAIL_NOT_FOUND && status != FAIL_FORBIDDEN)
		return status;
	return fail(FAIL_INPUT, "DP-12", "matter", "没有编号为 %s 的事项，或者它不在您的职责范围内。",
	            "There is no matter numbered %s, or it is outside what your roles reach.", text);
}

static int
check_case(const struct running *running)
{
	if (utf8_length(running_text(running, "reason")) < CASE_REASON_MIN)
		return fail(FAIL_INPUT, "DP-12", "reason", "理由至少写 %d 个字，让本人看得明白。",
		            "The reason has %d characters at least, for the person to understand it.", CASE_REASON_MIN);
	if (running_int(running, "purpose") == PURPOSE_MATTER && !running_text(running, "matter"))
		return fail(FAIL_INPUT, "DP-12", "matter", "办理请示、报告事项的，要填写事项编号或文号。",
		            "For a matter submitted its number is needed.");
	return running_int(running, "purpose") == PURPOSE_MATTER ? check_matter(running) : 0;
}

/* Whoever hangs outside one's reach, and whoever is not there at all, get the same answer. */
static int
run_open(struct running *running)
{
	const struct call *call = running->call;
	int64_t person = running_int(running, "person"), id;
	int status = check_case(running);

	if (status == 0)
		status = person_within(running->db, call->actor, running->action->who, false, person, call->today);
	if (status <= 0)
		return status < 0 ? status : running_forbidden();
	running_allow(running);
	id = act_new_id(&running->act);
	status = db_exec(running->db, case_add,
	                 ARGS(INT(id), INT(call->actor->account), INT(person), INT(call->today),
	                      INT(call->today + CASE_DAYS), INT(running_int(running, "purpose")),
	                      TEXT(running_text(running, "matter")), TEXT(running_text(running, "reason")),
	                      INT(running->act.number)), NULL);
	if (status == 0)
		status = opening_note(running->db, &(struct opening){
			.person = person, .actor = call->actor, .roles = running->action->who, .at = call->at,
			.reason = running_text(running, "reason"), .by_case = id});
	running->entry.kind = "person";
	running->entry.subject = person;
	running->entry.node = office_of(call->actor, running->action->who);
	json_key(running->facts, "purpose");
	json_text(running->facts, choice_by_number(&case_fields[1], running_int(running, "purpose"))->word);
	json_key(running->facts, "case");
	json_int(running->facts, id);
	return status < 0 ? status : running_id(running, person);
}

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

const struct action opening_actions[] = {
	{"open-person", {"按事由查看个人记录", "Open a person's record by case"}, FIELDS(case_fields), .who = ROLE_CLERKS,
	 .within = WITHIN_RECORD, .clauses = "DP-12 DP-13", .run = run_open},
	{0},
};
