#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "registry/list.h"

/* The path of the body that elects; "" where it hangs nowhere, which only the operator reaches. */
static int
path_of(struct running *running, const struct election *election, const char **ret_path)
{
	int status = placement_path(running->db, running->call->arena, election->body, running->call->today, ret_path);

	if (status == FAIL_NOT_FOUND) {
		*ret_path = "";
		return 0;
	}
	return status;
}

static int
check_seen(const struct running *running, const struct election *election)
{
	int64_t seen = running_given(running, "seen") ? running_int(running, "seen") : running->seen;

	if (seen == 0 || election->seen <= seen)
		return 0;
	return fail(FAIL_CONFLICT, NULL, "seen", "这次选举在您打开之后又有新的记录（日志第 %lld 条），没有保存；请重新打开再办。",
	            "This election was changed after you opened it (journal entry %lld); nothing was saved. Open it again.",
	            (long long)election->seen);
}

static int
load(struct running *running, struct election **ret_election)
{
	struct election *election;
	const char *path;
	int status = election_load(running->db, running->call->arena, running_int(running, "election"), &election);

	if (status == 0)
		status = path_of(running, election, &path);
	if (status == 0)
		status = running_needs(running, path);
	if (status == 0)
		status = check_seen(running, election);
	if (status < 0)
		return status;
	running->entry.kind = "election";
	running->entry.subject = election->id;
	running->entry.node = election->body;
	if (election->state == ELECTION_CLOSED || election->state == ELECTION_CANCELLED)
		return fail(FAIL_REFUSED, "ELEC-36.2", "election", "选举已经办结，不再改动；有误的另立一次更正选举，并注明所更正的选举。",
		            "The election is closed and never changes; a mistake is corrected by a new, linked one.");
	*ret_election = election;
	return 0;
}

int
election_of(struct running *running, struct election **ret_election)
{
	int status = load(running, ret_election);

	return status < 0 ? status : running_id(running, (*ret_election)->id);
}

int
election_assembly_of(struct running *running, struct election **ret_election, const struct assembly **ret_assembly)
{
	int status = election_of(running, ret_election);

	if (status < 0)
		return status;
	*ret_assembly = election_assembly(*ret_election, running_int(running, "assembly"));
	return *ret_assembly ? 0 : fail(FAIL_NOT_FOUND, NULL, "assembly", "没有这次会议。", "There is no such assembly.");
}

STATEMENT(vote_end, "update election_step set ended = $4 where election = $1 and assembly = $2 and word = $3 and ended is null");

int
election_vote_anew(struct running *running, const struct election *election, const struct assembly *assembly,
                   const char *word)
{
	return db_exec(running->db, vote_end,
	               ARGS(INT(election->id), INT(assembly->id), TEXT(word), INT(running->act.number)), NULL);
}

int
election_official(struct running *running, enum official_role role, const struct election *election,
                  const struct assembly *assembly, const struct official **ret_official)
{
	int64_t person = running->call->actor->person;

	for (size_t i = 0; i < election->official_count && person; i++) {
		const struct official *official = &election->officials[i];

		if (official->person == person && official->role == role && official->assembly == assembly) {
			*ret_official = official;
			return 0;
		}
	}
	return role == OFFICIAL_SUPERVISOR
	       ? fail(FAIL_FORBIDDEN, "ELEC-22.1", NULL, "只有这次会议通过的监票人本人可以办理。",
	              "Only a vote supervisor passed by this assembly may do this, in person.")
	       : fail(FAIL_FORBIDDEN, "ELEC-23.1", NULL, "只有这次会议的计票人本人可以录入。",
	              "Only a teller of this assembly may enter ballots, in person.");
}

int
election_flag(struct running *running, const char *clause, struct bilingual why)
{
	struct bilingual sentence;

	if (running_text(running, "reason") && running_text(running, "reason_document"))
		return 0;
	sentence = (struct bilingual){
		arena_printf(running->call->arena, "%s继续办理须填写理由和上级文号。", why.zh),
		arena_printf(running->call->arena, "%s To go on, give the reason and the document of the higher organization.",
		             why.en),
	};
	if (!sentence.zh || !sentence.en)
		return FAIL_MEMORY;
	return fail_bilingual(FAIL_REFUSED, clause, "reason", sentence);
}

int
election_demand(struct running *running, bool hard, const char *clause, const struct given *given, size_t count)
{
	const struct finding *finding;
	enum verdict verdict;
	int status = rule_judge(running->call->arena, clause, given, count, &finding);

	if (status < 0)
		return status;
	verdict = finding_verdict(finding);
	if (verdict == HOLDS || verdict == NOT_APPLICABLE)
		return 0;
	if (verdict == BREACH && hard)
		return fail_bilingual(FAIL_REFUSED, finding_clause(finding), NULL, finding_why(finding));
	return election_flag(running, finding_clause(finding), finding_why(finding));
}

const char *
fact_of(struct running *running, int64_t number)
{
	return arena_printf(running->call->arena, "%lld", (long long)number);
}

int
election_end(struct running *running, const char *sql, int64_t id)
{
	return db_exec(running->db, sql, ARGS(INT(id), INT(running->act.number)), NULL);
}

/* --- steps ------------------------------------------------------------------------------ */

STATEMENT(step_end, "update election_step set ended = $5 where election = $1 and assembly = $2 and contest = $3"
                    " and word = $4 and ended is null");
STATEMENT(step_add, "insert into election_step (id, made, election, assembly, contest, word, day, submitted, document,"
                    " yes, total, note, reason, reason_document, matter)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");

static struct value
number_or_null(int64_t number)
{
	return number < 0 ? SQL_NULL : INT(number);
}

int
step_write(struct act *act, const struct election *election, const struct step_entry *entry)
{
	int status = db_exec(act->db, step_end, ARGS(INT(election->id), INT(entry->assembly), INT(entry->contest),
	                                            TEXT(entry->word), INT(act->number)), NULL);

	if (status < 0)
		return status;
	return db_exec(act->db, step_add,
	               ARGS(INT(act_new_id(act)), INT(act->number), INT(election->id), INT(entry->assembly),
	                    INT(entry->contest), TEXT(entry->word), DAY(entry->day), DAY(entry->submitted),
	                    TEXT(entry->document), number_or_null(entry->yes), number_or_null(entry->of),
	                    TEXT(entry->note), TEXT(entry->reason), TEXT(entry->reason_document),
	                    entry->matter ? INT(entry->matter) : SQL_NULL), NULL);
}

/* --- the register ---------------------------------------------------------------------------- */

int
election_set(struct running *running, const struct election *election, const char *field, int64_t value)
{
	const size_t count = election_kind.field_count;
	struct value *values = ARENA_ARRAY(running->call->arena, count, struct value);
	bool *given = ARENA_ARRAY(running->call->arena, count, bool);
	int at = field_index(&election_kind, field);

	if (!values || !given)
		return FAIL_MEMORY;
	values[at] = INT(value);
	given[at] = true;
	return record_change(&running->edit, &election_kind, election->id, running->call->today, values, given);
}

STATEMENT(assembly_insert, "insert into election_assembly (id, made, election, kind, body, day)"
                           " values ($1, $2, $3, $4, $5, $6)");
STATEMENT(contest_insert, "insert into election_contest (id, made, election, assembly, office, organ, seats, places)"
                          " values ($1, $2, $3, $4, $5, $6, $7, $8)");

int
assembly_add(struct running *running, const struct election *election, enum assembly_kind kind, int64_t body,
             day_no day, int64_t *ret_id)
{
	int64_t id = act_new_id(&running->act);
	int status = db_exec(running->db, assembly_insert,
	                     ARGS(INT(id), INT(running->act.number), INT(election->id), INT(kind), INT(body), INT(day)), NULL);

	if (status == 0)
		*ret_id = id;
	return status;
}

int
contest_add(struct running *running, int64_t election, int64_t assembly, enum office office, enum organ organ,
            int64_t seats, int64_t places, int64_t *ret_id)
{
	int64_t id = act_new_id(&running->act);
	int status = db_exec(running->db, contest_insert,
	                     ARGS(INT(id), INT(running->act.number), INT(election), INT(assembly), INT(office), INT(organ),
	                          INT(seats), INT(places)), NULL);

	if (status == 0 && ret_id)
		*ret_id = id;
	return status;
}
