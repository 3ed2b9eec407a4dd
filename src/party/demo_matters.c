/*
 * Requests, reports and notices of the invented city: submitted, returned,
 * approved, filed, read and not, some waiting long.  Each step is an act of
 * its own on its own day, as it would be in life.
 */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/demo_city.h"
#include "party/matter_effects.h"
#include "party/matter_step.h"
#include "party/matter_store.h"
#include "party/settle.h"
#include "registry/input.h"

#define SCRATCH_MAX ((size_t)16 << 20)
#define JOINTS_MAX 60     /* committees of a city that have one request each; a country has those of one */

/* One to be written, as people would have typed it. */
struct story {
	enum matter_number number;
	int64_t body, unit, addressee;   /* addressee of a notice */
	const char *facts[10];           /* name, text, … */
	int sent, answered;              /* days ago; answered -1: not yet; sent -1: a draft */
	enum matter_state state;
	const char *document, *remark;
};

/* One step of it, in its act. */
struct telling {
	const struct story *story;
	struct matter matter;
	struct record *record;
	const char *action;
	enum matter_state state;
};

static int
run_step(struct city *city, struct telling *telling, day_no on, int (*make)(struct city *city, struct telling *telling))
{
	const struct story *story = telling->story;
	const struct matter *matter = &telling->matter;
	int status = act_begin(&city->act, city->db, city->scratch, "cli:demo", on, city->order->at);

	city->edit = (struct edit){.act = &city->act, .secret = city->secret};
	if (status == 0)
		status = make(city, telling);
	if (status == 0)
		status = settle_gathering(&city->edit, city->changes);
	return status < 0 ? status
	       : act_end(&city->act, &(struct entry){telling->action, matter_kind.name, telling->record->id,
	                                             matter->body ? matter->body : story->unit, "{}"});
}

static int
read_facts(struct city *city, const struct story *story, struct matter *matter, day_no on)
{
	const struct matter_type *type = matter->type;
	struct value *facts = ARENA_ARRAY(city->scratch, type->field_count, struct value);
	int status = facts ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i + 1 < sizeof story->facts / sizeof *story->facts && story->facts[i] && status == 0; i += 2)
		for (size_t f = 0; f < type->field_count && status == 0; f++)
			if (strcmp(type->fields[f].name, story->facts[i]) == 0)
				status = field_read(city->scratch, &type->fields[f], story->facts[i + 1], &facts[f]);
	matter->facts = facts;
	return status == 0 && type->complete ? type->complete(city->db, city->scratch, on, matter, facts) : status;
}

static int
tell_beginning(struct city *city, struct telling *telling)
{
	const struct story *story = telling->story;
	struct matter *matter = &telling->matter;
	bool body = matter->body != 0 && matter->type->nature != NOTICE;
	int64_t about = matter->type->nature == NOTICE && story->addressee ? story->addressee : body ? matter->body : matter->unit;
	const char *name;
	int status = read_facts(city, story, matter, city->act.today);

	if (status == 0)
		status = ref_title(city->db, city->scratch, body || story->addressee ? &body_kind : &unit_kind, about, city->act.today,
		                   &name);
	if (status < 0)
		return status;
	matter->title = matter->type->number == REELECTION_REMINDER
	        ? arena_printf(city->scratch, "关于%s按期换届的提醒", name) : matter_title(city->scratch, matter->type, name);
	telling->record = matter->title ? matter_new_record(city->scratch, matter) : NULL;
	if (!telling->record)
		return FAIL_MEMORY;
	if (story->addressee)
		*record_value(telling->record, "addressee") = INT(story->addressee);
	if (telling->state == MATTER_SUBMITTED) {
		*record_value(telling->record, "submitted") = INT(city->act.today);
		*record_value(telling->record, "submitter") = TEXT("cli:demo");
	}
	status = matter_store(&city->edit, telling->record);
	return status < 0 ? status : matter_store_facts(&city->edit, telling->record->id, matter->type, matter->facts);
}

/* An approved postponement moves the term, as the action would. */
static int
move_term(struct city *city, const struct telling *telling)
{
	const struct story *story = telling->story;
	struct value values[8] = {{0}};
	bool given[8] = {false};
	int date = field_index(&term_kind, "extended_to"), document = field_index(&term_kind, "extension_document");

	values[date] = *matter_fact(&telling->matter, "new_date");
	values[document] = TEXT(story->document);
	given[date] = given[document] = true;
	return record_change(&city->edit, &term_kind, matter_fact(&telling->matter, "term")->number, city->act.today, values, given);
}

static int
tell_answer(struct city *city, struct telling *telling)
{
	const struct story *story = telling->story;
	struct record *old, *next;
	int status = record_get(city->db, city->scratch, &matter_kind, telling->record->id, city->act.today, &old);

	next = status == 0 ? record_new(city->scratch, &matter_kind) : NULL;
	if (!next)
		return status < 0 ? status : FAIL_MEMORY;
	memcpy(next->values, old->values, matter_kind.field_count * sizeof *next->values);
	next->id = old->id;
	*record_value(next, "state") = INT(story->state);
	*record_value(next, "step") = INT(record_value(next, "step")->number + 1);
	*record_value(next, "document") = TEXT(story->document);
	*record_value(next, "remark") = TEXT(story->remark);
	if (story->state != MATTER_RETURNED)
		*record_value(next, "document_on") = INT(city->act.today);
	if (story->state == MATTER_APPROVED)
		*record_value(next, "effective") = INT(city->act.today);
	status = matter_store(&city->edit, next);
	if (status == 0 && story->state == MATTER_APPROVED && story->number == POSTPONE_TERM)
		status = move_term(city, telling);
	return status;
}

/* The whole of one matter; what the city does not hold is left out. */
static int
tell(struct city *city, const struct story *story)
{
	const struct matter_type *type = matter_type(story->number);
	struct telling telling = {
		.story = story, .action = "submit-matter", .state = story->sent < 0 ? MATTER_DRAFT : MATTER_SUBMITTED,
		.matter = {.type = type, .body = story->body, .unit = story->unit, .latest = DAY_NONE, .submitted = DAY_NONE},
	};
	static const char *const answers[] = {
		[MATTER_RETURNED] = "return-matter", [MATTER_APPROVED] = "approve-matter", [MATTER_REFUSED] = "refuse-matter",
		[MATTER_FILED] = "file-matter", [MATTER_CLEARED] = "examine-matter",
	};
	day_no today = city->order->today;
	int status;

	if (!story->body && !story->unit)
		return 0;
	if (telling.state == MATTER_DRAFT)
		telling.action = arena_printf(city->arena, "draft-%s", matter_word(type));
	else if (type->nature == NOTICE)
		telling.action = "remind-reelection";
	telling.matter.state = telling.state;
	city->scratch = arena_new(SCRATCH_MAX);
	status = city->scratch && telling.action
	        ? run_step(city, &telling, today - (story->sent < 0 ? 1 : story->sent), tell_beginning) : FAIL_MEMORY;
	if (status == 0 && story->answered >= 0) {
		telling.action = type->nature == NOTICE ? "read-matter" : answers[story->state];
		status = run_step(city, &telling, today - story->answered, tell_answer);
	}
	arena_free(city->scratch);
	return status;
}

/* --- whom they are about ------------------------------------------------------------------------------ */

#define LIVE(alias) alias ".ended is null and " alias ".since <= $2 and " alias ".until > $2"

STATEMENT(owing_units,
	"select u.id, u.since from unit u join affiliation a on a.unit = u.id and a.relation = 1 and a.superior = $1 and " LIVE("a")
	" where " LIVE("u") " and u.full_members >= 3 and u.since < $2 - 100 and not exists (select 1 from body b where b.unit = u.id and " LIVE("b") ")"
	" order by u.id limit 4");
STATEMENT(ending_terms,
	"select t.body, t.due from term t join affiliation a on a.body = t.body and a.relation = 1 and a.superior = $1 and "
	LIVE("a") " where " LIVE("t") " and t.due > $2 + 20 and t.due < $2 + 600 and t.extended_to is null and t.since < $2 - 100"
	" order by t.due, t.body limit 4");
STATEMENT(urgent_terms,
	"select t.id, t.due from term t join affiliation a on a.body = t.body and a.relation = 1 and " LIVE("a")
	" join body b on b.id = a.superior and b.type = 2 and " LIVE("b") " where " LIVE("t") " and t.due < $2 + 150 and t.extended_to is null"
	" order by case when a.superior = $1 then 0 else 1 end, t.due, t.body limit 4");
STATEMENT(leader_of, "select min(superior) from affiliation where body = $1 and relation = 1 and ended is null");
STATEMENT(body_of_term, "select min(body) from term where id = $1 and ended is null");
STATEMENT(posts_of_branch, "select o.id, o.since from post o where o.body = $1 and " LIVE("o") " order by o.id limit 4");
STATEMENT(joint_committees, "select b.id, b.since from body b where b.type = 2 and b.id <> $1 and " LIVE("b") " order by b.id limit 60");

_Static_assert(JOINTS_MAX == 60 && JOINT_COMMITTEE == 2, "the statement's numbers are these");

struct found_rows {
	int64_t id[JOINTS_MAX], other[JOINTS_MAX];
	size_t count;
};

static int
find(struct city *city, const char *sql, int64_t of, struct found_rows *ret_found)
{
	struct found_rows found = {0};
	struct rows *rows;
	int status = db_query(city->db, sql, ARGS(INT(of), INT(city->order->today)), &rows);

	if (status < 0)
		return status;
	while (found.count < JOINTS_MAX && (status = rows_next(rows)) > 0) {
		found.id[found.count] = rows_int(rows, 0);
		found.other[found.count++] = rows_int(rows, 1);
	}
	rows_close(rows);
	*ret_found = found;
	return status < 0 ? status : 0;
}

/* --- the stories --------------------------------------------------------------------------------------- */

/* Requests to set up a branch: waiting long, returned, refused. */
static int
tell_setting_up(struct city *city)
{
	struct found_rows units;
	int status = find(city, owing_units, city->joint, &units);
	const struct story stories[] = {
		{.number = SET_UP_BODY, .unit = units.id[0], .facts = {"form", "branch", "reason", "正式党员已达三名"}, .sent = 45,
		 .answered = -1},
		{.number = SET_UP_BODY, .unit = units.id[1], .facts = {"form", "branch"}, .sent = 20, .answered = 5,
		 .state = MATTER_RETURNED, .remark = "请补充党员名册和支部书记人选的说明。"},
		{.number = SET_UP_INDUSTRY_BODY, .unit = units.id[2], .facts = {"name", "行业党委", "industry", "会展业"}, .sent = 90,
		 .answered = 75, .state = MATTER_REFUSED, .document = "综党〔2026〕3号", .remark = "会员单位较少，条件尚不成熟。"},
	};

	for (size_t i = 0; i < sizeof stories / sizeof *stories && i < units.count && status == 0; i++)
		status = tell(city, &stories[i]);
	return status;
}

/* A postponement approved, one that waits, and one that is drafted. */
static int
tell_terms(struct city *city)
{
	struct found_rows terms;
	int status = find(city, ending_terms, city->joint, &terms);

	for (size_t i = 0; i < terms.count && i < 3 && status == 0; i++) {
		day_no due = (day_no)terms.other[i];
		const struct story stories[] = {
			{.number = POSTPONE_TERM, .body = terms.id[i], .sent = 40, .answered = 33, .state = MATTER_APPROVED,
			 .document = "综党〔2026〕17号",
			 .facts = {"new_date", demo_day(city->arena, day_add_months(due, 3)), "reason", "办公场所搬迁，党员大会推迟召开"}},
			{.number = POSTPONE_TERM, .body = terms.id[i], .sent = 6, .answered = -1,
			 .facts = {"new_date", demo_day(city->arena, day_add_months(due, 2)), "reason", "书记人选正在酝酿"}},
			{.number = POSTPONE_TERM, .body = terms.id[i], .sent = -1, .answered = -1,
			 .facts = {"new_date", demo_day(city->arena, day_add_months(due, 1)), "reason", "主要负责人出国考察"}},
		};

		status = tell(city, &stories[i]);
	}
	return status;
}

/* Reminders of re-elections: one read, one not. */
static int
tell_reminders(struct city *city)
{
	struct found_rows terms;
	int status = find(city, urgent_terms, city->joint, &terms);

	for (size_t i = 0; i < terms.count && i < 2 && status == 0; i++) {
		const char *term = arena_printf(city->arena, "%" PRId64, terms.id[i]);
		day_no due = (day_no)terms.other[i];
		struct story story = {
			.number = REELECTION_REMINDER, .sent = 30 - 20 * (int)i,
			.answered = i == 0 ? 28 : -1, .state = MATTER_FILED,
			.facts = {"term", term, "due", demo_day(city->arena, due), "standing", due < city->order->today ? "overdue" : "due_soon",
			          "note", "请尽快研究换届事宜"},
		};

		status = term ? db_number(city->db, body_of_term, ARGS(INT(terms.id[i])), &story.addressee) : FAIL_MEMORY;
		if (status == 0)
			status = db_number(city->db, leader_of, ARGS(INT(story.addressee)), &story.body);
		if (status == 0)
			status = tell(city, &story);
	}
	return status;
}

/* Changes of posts in the accounts' branch: filed, and waiting. */
static int
tell_posts(struct city *city)
{
	struct found_rows posts;
	int status = find(city, posts_of_branch, city->branch, &posts);

	for (size_t i = 0; i < posts.count && i < 2 && status == 0; i++) {
		const char *post = arena_printf(city->arena, "%" PRId64, posts.id[i]);
		struct story story = {
			.number = POSTS_CHANGED, .body = city->branch, .unit = city->unit, .sent = i == 0 ? 60 : 2,
			.answered = i == 0 ? 57 : -1, .state = MATTER_FILED,
			.facts = {"post", post, "change", "start", "changed_on", demo_day(city->arena, (day_no)posts.other[i])},
		};

		/* A change is reported once it has happened. */
		if (posts.other[i] <= city->order->today - story.sent)
			status = post ? tell(city, &story) : FAIL_MEMORY;
	}
	return status;
}

/* Heads proposed by the accounts' organization and by another: one waits, one met no objection. */
static int
tell_heads(struct city *city)
{
	day_no today = city->order->today;
	struct dice dice = {.state = (uint64_t)city->unit};
	struct found_rows units;
	int status = find(city, owing_units, city->joint, &units);
	const struct story stories[] = {
		{.number = HEAD_CHECK, .unit = city->unit, .sent = 8, .answered = -1,
		 .facts = {"candidate", demo_person_name(city->arena, &dice), "office", "会长", "takes_up", demo_day(city->arena, today + 20)}},
		{.number = HEAD_CHECK, .unit = status == 0 && units.count ? units.id[0] : 0, .sent = 50, .answered = 41,
		 .state = MATTER_CLEARED, .document = "综党审〔2026〕5号",
		 .facts = {"candidate", demo_person_name(city->arena, &dice), "office", "秘书长", "takes_up", demo_day(city->arena, today - 30)}},
	};

	for (size_t i = 0; i < sizeof stories / sizeof *stories && status == 0; i++)
		status = tell(city, &stories[i]);
	return status;
}

/* Upwards from the joint committee; and of the other committees one request each, waiting for different times. */
static int
tell_of_committees(struct city *city)
{
	const struct story regional = {
		.number = SET_UP_REGIONAL_BODY, .body = city->joint, .sent = 12, .answered = -1,
		.facts = {"name", "创业园区党委", "area", "创业园区", "reason", "园区内社会组织集中"},
	};
	struct found_rows joints, units;
	int status = city->joint ? tell(city, &regional) : 0;

	if (status == 0)
		status = find(city, joint_committees, city->joint, &joints);
	for (size_t i = 0; status == 0 && i < joints.count; i += 3) {
		struct story story = {.number = SET_UP_BODY, .facts = {"form", "branch"}, .sent = 3 + (int)(i * 5 % 70), .answered = -1};

		status = find(city, owing_units, joints.id[i], &units);
		story.unit = units.count ? units.id[0] : 0;
		if (status == 0)
			status = tell(city, &story);
	}
	return status;
}

int
city_matters(struct city *city)
{
	static int (*const parts[])(struct city *city) = {
		tell_setting_up, tell_terms, tell_reminders, tell_posts, tell_heads, tell_of_committees,
	};
	int status = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts && city->joint && status == 0; i++)
		status = parts[i](city);
	return status;
}
