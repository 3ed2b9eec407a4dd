#include "party/retention.h"

#include <string.h>

#include "base/fail.h"
#include "party/data_request.h"
#include "registry/matters.h"

_Static_assert(PROBATION_WITHIN == 1 && SUSPENDED == 2 && REMOVED_FROM_POST == 3 && ELECTION_CLOSED == 4 && ELECTION_CANCELLED == 5,
               "the statements' numbers are these");

const struct keeping_info keeping_table[KEEPINGS] = {
	[KEEPS_IDENTIFIERS] = {
		"identifiers", {"身份号码、出生日期", "Resident ID, date of birth"}, SETTING_KEEP_IDENTIFIERS, 12,
		{"最后一项组织关系、任职或选派结束之日", "the end of the last relation, post or dispatch"},
		{"公民身份号码（含查找用的密文）和出生日期", "the resident ID with its keyed hash, and the date of birth"},
		{"姓名、组织关系和任职的起止日期", "name, and the days of relations and posts"}, "DP-14"},
	[KEEPS_NAMES] = {
		"names", {"姓名", "Names"}, SETTING_KEEP_NAMES, 12,
		{"最后一项组织关系或选派结束之日", "the end of the last relation or dispatch"},
		{"没有任过职的人员的姓名，及其已停用账号的名称", "names of persons who never held a post, and of their disabled accounts"},
		{"不带姓名的起止日期，供统计；任过职的，姓名随班子届次长期保存", "days without a name, for figures; of those who held a post the name, with the leading team"},
		"DP-14"},
	[KEEPS_RESTRICTIONS] = {
		"restrictions", {"对党员的处理决定", "Decisions on members"}, SETTING_KEEP_RESTRICTIONS, 12,
		{"期满并且权利恢复之日；免职、除名为决定之日", "the day it was over and the rights were restored; of a removal the day decided"},
		{"整条记录：决定内容、机关、文号、日期", "the whole record: measure, organ, document, days"},
		{"日志中记有编号的条目", "the journal's entries, which have its number"}, "DP-14"},
	[KEEPS_ELECTIONS] = {
		"elections", {"选举资料中的个人信息", "Persons in election files"}, SETTING_KEEP_ELECTIONS, 0,
		{"大会之日，按所选一届的任期年数计", "the day of the meeting, by the years of the term elected"},
		{"选举人名册、不计算在应到会人数内的名单、未当选人的姓名", "the roll, the exclusions, the names of those not elected"},
		{"应到会、实到会、选票各项数字，当选人，文号，签字", "all counts, those elected, documents, signatures"}, "DP-14"},
	[KEEPS_REQUESTS] = {
		"requests", {"个人信息请求", "Requests about data"}, SETTING_KEEP_REQUESTS, 12,
		{"答复之日", "the day of the answer"},
		{"请求和答复的内容", "the texts of request and answer"},
		{"请求的种类、日期、办理结果", "kind, days and outcome"}, "DP-14"},
	[KEEPS_VOICES] = {
		"voices", {"党员意见建议", "Members' proposals and views"}, SETTING_KEEP_VOICES, 12,
		{"答复之日；未答复而党组织已经终止的，终止之日", "the day of the answer; unanswered, that on which the branch ended"},
		{"提出的内容和答复的文字", "the words handed in and those of the answer"},
		{"类别、署名的提出日期、答复日期和办理结果", "kind, day of what has a name, day and outcome of the answer"}, "DP-14"},
	[KEEPS_APPLICATIONS] = {
		"applications", {"未获批准、已撤回的事项", "Matters refused or withdrawn"}, SETTING_KEEP_APPLICATIONS, 12,
		{"不予批准或者撤回之日", "the day it was refused or withdrawn"},
		{"报送事项的文字、特殊情况说明、批复意见和理由", "the words of the matter, its grounds, remarks and reasons"},
		{"标题、事项、编号、文号、日期、结果", "title, kind, number, document, days and outcome"}, "DP-14"},
	[KEEPS_OPINIONS] = {
		"opinions", {"涉及人选的请示报告", "Matters about candidates and posts"}, SETTING_KEEP_OPINIONS, 12,
		{"批复或者存档之日", "the day of the reply or filing"},
		{"报送事项的文字、特殊情况说明、批复意见和理由", "the words of the matter, its grounds, remarks and reasons"},
		{"标题、事项、编号、文号、日期、结果；任职和选举结果", "title, kind, number, document, days and outcome; posts and results"},
		"DP-14"},
};

day_no
retention_cutoff(day_no today, int months)
{
	day_no day = day_add_months(today, -months);

	/* From the last of February on the same date of other years lies a day further. */
	while (day_add_months(day + 1, months) <= today)
		day++;
	return day;
}

/* --- persons ---------------------------------------------------------------------------- */

/*
 * Where somebody hung last: the last placement of the body or unit.  $1 the
 * cutoff, $2 and $3 the part of the tree, $4 the limit, $5 the subject to go on
 * after.
 */
#define LAST_PLACE(node) \
	" and l.subject = " node " and l.ended is null and l.since = (select max(x.since) from placement x where x.subject = l.subject" \
	" and x.ended is null) and l.path >= $2 and l.path < $3"

/*
 * A part of the tree is read from its places, everything from the rows
 * themselves: a cross join is SQLite's word for this order, and to PostgreSQL
 * the same as any other.
 */
#define BY_PLACE(table) " from placement l cross join " table " t"
#define BY_ROWS(table) " from " table " t cross join placement l"
#define NONE_OF(table) " and not exists (select 1 from " table " o where o.person = t.person and o.ended is null)"
#define NONE_AFTER(table) \
	" and not exists (select 1 from " table " o where o.person = t.person and o.ended is null and o.until > $1)"

/*
 * A person whose last tie is of this table.  Whoever still signs in is still
 * here; one identity that was merged into another goes with it.
 */
#define LEFT(from, table, node, others, condition)                                                            \
	"select t.person, t.person, min(t." node "), max(t.until)" from(table)                                \
	" where t.ended is null and t.until <= $1 and t.person > $5" LAST_PLACE("t." node)                    \
	" and t.until = (select max(o.until) from " table " o where o.person = t.person and o.ended is null)"  \
	NONE_AFTER("membership") NONE_AFTER("post") NONE_AFTER("dispatch") others                              \
	" and not exists (select 1 from account a where a.person = t.person and a.disabled is null)"           \
	" and exists (select 1 from person p where (p.id = t.person or p.id in (select goes from merged"       \
	" where kind = 'person' and stays = t.person)) and (" condition "))"                                   \
	" group by t.person order by t.person limit $4"

#define HAS_IDENTIFIERS "p.resident_id is not null or p.birth is not null"
#define HAS_NAME "p.name <> '" ERASED "'"

#define MEMBERS_LEFT(from, condition, others) LEFT(from, "membership", "body", others, condition)
#define OTHERS_LEFT(from, condition) LEFT(from, "dispatch", "unit", NONE_OF("membership") NONE_OF("post"), condition)
#define OFFICERS_LEFT(from, condition) LEFT(from, "post", "body", NONE_OF("membership"), condition)

STATEMENT(left_membership, MEMBERS_LEFT(BY_ROWS, HAS_IDENTIFIERS, ""));
STATEMENT(left_membership_here, MEMBERS_LEFT(BY_PLACE, HAS_IDENTIFIERS, ""));
STATEMENT(left_post, OFFICERS_LEFT(BY_ROWS, HAS_IDENTIFIERS));
STATEMENT(left_post_here, OFFICERS_LEFT(BY_PLACE, HAS_IDENTIFIERS));
STATEMENT(left_dispatch, OTHERS_LEFT(BY_ROWS, HAS_IDENTIFIERS));
STATEMENT(left_dispatch_here, OTHERS_LEFT(BY_PLACE, HAS_IDENTIFIERS));
STATEMENT(names_membership, MEMBERS_LEFT(BY_ROWS, HAS_NAME, NONE_OF("post")));
STATEMENT(names_membership_here, MEMBERS_LEFT(BY_PLACE, HAS_NAME, NONE_OF("post")));
STATEMENT(names_dispatch, OTHERS_LEFT(BY_ROWS, HAS_NAME));
STATEMENT(names_dispatch_here, OTHERS_LEFT(BY_PLACE, HAS_NAME));

/* --- other records -------------------------------------------------------------------------- */

/* A sanction is over when a decision has restored the rights (ELEC-5.2); a suspension with its last day; a removal at once. */
#define DECIDED "(select min(f.since) from restriction f where f.id = t.id and f.ended is null)"
STATEMENT(over,
	"select t.id, t.person, t.body, case when t.measure > 2 then " DECIDED
	" when t.measure = 1 and t.restored > t.until then t.restored else t.until end"
	BY_ROWS("restriction") " where t.ended is null and t.id > $5" LAST_PLACE("t.body")
	" and ((t.measure > 2 and " DECIDED " <= $1) or (t.until <= $1 and (t.measure = 2 or t.restored <= $1))) and not exists (select 1 from restriction o where o.id = t.id"
	" and o.ended is null and o.until > t.until) order by t.id limit $4");

#define OF_ELECTION "r.election = t.id"
#define NOT_ELECTED(person) \
	person " not in (select y.person from ballot_tally y join ballot_round r on r.id = y.round where y.place > 0" \
	" and y.person is not null and " OF_ELECTION ")"

/* Here $1 is a day after which no election is due; the years of its term decide (retention_due). */
STATEMENT(held,
	"select t.id, 0, t.body, t.meeting, coalesce(t.years, 5)" BY_PLACE("election")
	" where t.ended is null and t.state in (4, 5) and t.meeting <= $1 and t.id > $5" LAST_PLACE("t.body")
	" and (exists (select 1 from election_elector x join election_assembly s on s.id = x.assembly where s.election = t.id)"
	" or exists (select 1 from election_exclusion x where x.election = t.id)"
	" or exists (select 1 from election_candidate x where x.election = t.id and x.name <> '" ERASED "' and"
	" " NOT_ELECTED("x.person") ")) order by t.id limit $4");

STATEMENT(answered,
	"select t.id, coalesce(t.person, 0), t.node, t.answered" BY_ROWS("data_request")
	" where t.answered <= $1 and t.id > $5 and t.text <> '" ERASED "'" LAST_PLACE("t.node") " order by t.id limit $4");

/* What a body that has ended left unanswered is kept no longer than an answer. */
#define ENDED "(select max(b.until) from body b where b.id = t.body and b.ended is null)"
STATEMENT(heard,
	"select t.id, coalesce(t.person, 0), t.body, coalesce(t.answered, " ENDED ")" BY_ROWS("voice")
	" where (t.answered <= $1 or (t.answered is null and " ENDED " <= $1)) and t.id > $5 and t.text <> '" ERASED "'" LAST_PLACE("t.body") " order by t.id limit $4");

/* A closed matter's last version begins with its closing; any version, and any fact, may have words. */
#define CLOSED(which)                                                                                                     \
	"select t.id, 0, coalesce(t.addressee, t.body, t.unit), t.since" BY_ROWS("matter")                                \
	" where t.ended is null and t.until = 2932896 and t.since <= $1 and t.id > $5"                                    \
	LAST_PLACE("coalesce(t.addressee, t.body, t.unit)") " and " which                                                 \
	" and (exists (select 1 from matter v where v.id = t.id and (coalesce(v.grounds, '" ERASED "') <> '" ERASED "'"   \
	" or coalesce(v.remark, '" ERASED "') <> '" ERASED "')) or exists (select 1 from matter_fact f"                   \
	" where f.matter = t.id and coalesce(f.text, '" ERASED "') <> '" ERASED "')) order by t.id limit $4"

_Static_assert(MATTER_APPROVED == 4 && MATTER_REFUSED == 5 && MATTER_FILED == 6 && MATTER_WITHDRAWN == 7 &&
               MATTER_CLEARED == 8 && MATTER_OBJECTED == 9 && POSTS_CHANGED == 29 && HEAD_CHECK == 30 && ELECTION_CANDIDATES == 43 && ELECTED_OFFICERS == 46, "the statements' numbers are these");

STATEMENT(without_success, CLOSED("t.state in (5, 7)"));
STATEMENT(about_persons, CLOSED("t.state in (4, 6, 8, 9) and t.kind in (29, 30, 43, 44, 45, 46)"));

#define SOURCES 3

/* For everything, and for a part of the tree. */
static const char *const sources[KEEPINGS][2][SOURCES] = {
	[KEEPS_IDENTIFIERS] = {{left_membership, left_post, left_dispatch},
	                       {left_membership_here, left_post_here, left_dispatch_here}},
	[KEEPS_NAMES] = {{names_membership, names_dispatch}, {names_membership_here, names_dispatch_here}},
	[KEEPS_RESTRICTIONS] = {{over}, {over}},
	[KEEPS_ELECTIONS] = {{held}, {held}},
	[KEEPS_REQUESTS] = {{answered}, {answered}},
	[KEEPS_VOICES] = {{heard}, {heard}},
	[KEEPS_APPLICATIONS] = {{without_success}, {without_success}},
	[KEEPS_OPINIONS] = {{about_persons}, {about_persons}},
};

/* --- what is due ------------------------------------------------------------------------------- */

struct finding_due {
	struct db *db;
	struct arena *arena;
	enum keeping keeping;
	const char *path, *end;
	day_no today;
	int months;                /* of a unit of the period, or of one year of a term */
	int64_t period;
	size_t max;
	struct due_erasure *due;
	size_t count;
	bool more;
};

static void
take_due(struct finding_due *finding, const struct rows *rows)
{
	int months = finding->months ? finding->months : 12 * (int)rows_int(rows, 4);
	day_no ended = rows_day(rows, 3), due = day_add_months(ended, months * (int)finding->period);

	if (due > finding->today)
		return;
	if (finding->count == finding->max) {
		finding->more = true;
		return;
	}
	finding->due[finding->count++] = (struct due_erasure){
		.subject = rows_int(rows, 0), .person = rows_int(rows, 1), .node = rows_int(rows, 2), .ended = ended, .due = due,
	};
}

#define PAGE 1000

/* Page by page, because what the query finds need not be due yet. */
static int
search_source(struct finding_due *finding, const char *sql)
{
	day_no cutoff = retention_cutoff(finding->today, (finding->months ? finding->months : 12) * (int)finding->period);
	int64_t after = 0;
	size_t read = PAGE;
	int status = 0;

	while (status >= 0 && read == PAGE && !finding->more) {
		struct rows *rows;

		read = 0;
		status = db_query(finding->db, sql,
		                  ARGS(INT(cutoff), TEXT(finding->path), TEXT(finding->end), INT(PAGE), INT(after)), &rows);
		if (status < 0)
			return status;
		while ((status = rows_next(rows)) > 0) {
			read++;
			after = rows_int(rows, 0);
			take_due(finding, rows);
		}
		rows_close(rows);
	}
	return status < 0 ? status : 0;
}

int
retention_due(struct db *db, struct arena *arena, enum keeping keeping, const char *path, day_no today, size_t max,
              struct due_erasure **ret_due, size_t *ret_count, bool *ret_more)
{
	struct finding_due finding = {
		.db = db, .arena = arena, .keeping = keeping, .path = path ? path : "/", .today = today,
		.months = keeping_table[keeping].months, .max = max,
	};
	const char *const *from = sources[keeping][strcmp(finding.path, "/") != 0];
	struct settings settings;
	int status = settings_read(db, arena, today, &settings);

	if (status < 0)
		return status;
	finding.period = setting_whole(&settings, keeping_table[keeping].period, NULL);
	finding.due = ARENA_ARRAY(arena, max, struct due_erasure);
	finding.end = path_end(arena, finding.path);
	if (!finding.due || !finding.end)
		return FAIL_MEMORY;
	for (size_t i = 0; i < SOURCES && from[i] && status == 0; i++)
		status = search_source(&finding, from[i]);
	if (status < 0)
		return status;
	*ret_due = finding.due;
	*ret_count = finding.count;
	*ret_more = finding.more;
	return 0;
}
