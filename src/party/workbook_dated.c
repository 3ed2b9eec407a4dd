/* Coverage, members, posts and terms: rows of dated sheets, each on the timeline of what it is about. */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "names/codes.h"

static const char *const coverage_about[] = {"mode", "body", "mass_org", NULL};
static const char *const dispatch_about[] = {"person", "role", NULL};
static const char *const membership_about[] = {"person", "body", NULL};
static const char *const post_about[] = {"body", "person", "position", NULL};
static const char *const term_about[] = {"body", NULL};

static const struct span_rules coverage_rules = {&coverage_kind, coverage_about, COVERAGE_SINCE, COVERAGE_LAST};
static const struct span_rules dispatch_rules = {&dispatch_kind, dispatch_about, COVERAGE_SINCE, COVERAGE_LAST};
static const struct span_rules membership_rules = {&membership_kind, membership_about, MEMBER_SINCE, MEMBER_LAST,
                                                   .moves = true};
static const struct span_rules post_rules = {&post_kind, post_about, POST_SINCE, POST_LAST};
static const struct span_rules term_rules = {&term_kind, term_about, TERM_SINCE, TERM_LAST, .terms = true};

/* --- timelines ---------------------------------------------------------------------------- */

static int64_t
number_of(const struct record *record, const char *field)
{
	return record_value(record, field)->number; /* 0 for NULL */
}

static struct timeline *
timeline_of(struct job *job, int kind, int64_t a, int64_t b, int64_t c)
{
	return timeline_at(job, arena_printf(job->arena, "%c%" PRId64 "/%" PRId64 "/%" PRId64, kind, a, b, c));
}

/* The timeline a record stands on, by what it refers to. */
static struct timeline *
timeline_for(struct job *job, const struct record *record)
{
	if (record->kind == &coverage_kind)
		return timeline_of(job, 'c', number_of(record, "unit"), number_of(record, "mode"),
		                   number_of(record, "body") + number_of(record, "mass_org"));
	if (record->kind == &dispatch_kind)
		return timeline_of(job, 'd', number_of(record, "unit"), number_of(record, "role"),
		                   number_of(record, "person"));
	if (record->kind == &membership_kind)
		return timeline_of(job, 'm', number_of(record, "person"), 0, 0);
	if (record->kind == &post_kind)
		return timeline_of(job, 'p', number_of(record, "body"), number_of(record, "position"),
		                   number_of(record, "person"));
	return timeline_of(job, 't', number_of(record, "body"), 0, 0);
}

static int
record_lives(struct job *job, const struct lives *lives, const struct span_rules *rules, const char *where)
{
	int status = 0;

	for (size_t i = 0; i < lives->count && status == 0; i++) {
		const struct life *life = lives->items[i];

		for (size_t at = 0, run; at < life->count && status == 0; at += run) {
			struct timeline *timeline = timeline_for(job, life->versions[at]);

			run = life_run(life, at, rules->about);
			status = timeline ? timeline_record(job, timeline, life, at, run, where) : FAIL_MEMORY;
		}
	}
	return status;
}

/* Settles the timelines of a sheet's rows, once all of them are placed. */
static int
settle_sheet(struct job *job, enum sheet sheet)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[sheet].count && status == 0; i++) {
		struct book_row *row = job->rows[sheet].rows[i];

		if (row->timeline)
			status = timeline_settle(job, row->timeline, row->rules);
	}
	return status;
}

/* --- rows ----------------------------------------------------------------------------------- */

/* What a row refers to must not have ended before the row begins. */
static int
check_there(struct job *job, struct book_row *row, int column, day_no since, day_no until)
{
	char last[DAY_TEXT];

	if (since < until)
		return 0;
	return fault_at(job, row, column, "它的最后一天是 %s，早于这一行的开始日期。",
	                "Its last day is %s, before this row begins.", day_text(until - 1, last));
}

/* The cells that fill fields of the span's kind. */
static int
give_cells(struct job *job, const struct book_row *row, struct span *span, const struct kind *kind)
{
	const struct book_sheet *sheet = &workbook_sheets[row->layout->sheet];
	int status = 0;

	for (size_t i = 0; i < sheet->count && status == 0; i++) {
		if (sheet->columns[i].kind != kind)
			continue;
		if (span->life)
			status = span_give(job, span, sheet->columns[i].field, &row->cells[i]);
		else
			*record_value(span->record, sheet->columns[i].field) = row->cells[i];
	}
	return status;
}

static int
take_span(struct job *job, const struct span_rules *rules, struct book_row *row, struct span *span)
{
	bool taken;
	int status = span_take(job, span, row, rules->since_column, &taken);

	if (status < 0 || !taken)
		return status;
	if (has(row, rules->since_column))
		span->since = day_in(row, rules->since_column);
	if (has(row, rules->last_column)) {
		span->until = end_in(row, rules->last_column);
		span->fixed = true;
	}
	return give_cells(job, row, span, rules->kind);
}

static int
add_span(struct job *job, const struct span_rules *rules, struct book_row *row, const struct record *references,
         day_no since, day_no until)
{
	struct span *span = timeline_add(job, row->timeline, rules, row, since, until);

	if (!span)
		return FAIL_MEMORY;
	for (size_t i = 0; i < rules->kind->field_count; i++)
		if (references->values[i].type != VALUE_NULL)
			span->record->values[i] = references->values[i];
	if (rules->moves)
		span->what = row->body->id;
	return give_cells(job, row, span, rules->kind);
}

/* Notes on which timeline a row stands; null without memory. */
static struct timeline *
timeline_of_row(struct job *job, struct book_row *row, const struct span_rules *rules,
                const struct record *references)
{
	row->timeline = timeline_for(job, references);
	row->rules = rules;
	if (row->timeline)
		row->timeline->touched = true;
	return row->timeline;
}

/* Where the start is required: the span that begins on that day, or a new one. */
static int
place_row(struct job *job, const struct span_rules *rules, struct book_row *row, const struct record *references)
{
	day_no since = day_in(row, rules->since_column);
	struct timeline *timeline = timeline_of_row(job, row, rules, references);
	struct span *span;

	if (!timeline)
		return FAIL_MEMORY;
	span = timeline_starting(timeline, since, 0);
	return span ? take_span(job, rules, row, span)
	            : add_span(job, rules, row, references, since, end_in(row, rules->last_column));
}

/* --- persons ---------------------------------------------------------------------------------- */

/* The birth a row gives: one for a person, and not against the ID's. */
static int
take_birth(struct job *job, struct book_row *row)
{
	struct person_entry *person = row->person;
	day_no birth = day_in(row, MEMBER_BIRTH), of_id;

	if (birth == DAY_NONE)
		return 0;
	if (person->birth_row && person->birth != birth)
		return fault_at(job, row, MEMBER_BIRTH, "与 %s 填写的出生日期不同。", "It differs from the date of birth in %s.",
		                cell_of(job, person->birth_row, MEMBER_BIRTH));
	person->birth = birth;
	person->birth_row = row;
	if (has(row, MEMBER_JOINED) && day_in(row, MEMBER_JOINED) <= birth)
		return warn_at(job, row, MEMBER_JOINED, "入党日期早于出生日期，请核对。",
		               "The day of joining is before the date of birth: please check.");
	if (has(row, MEMBER_RESIDENT_ID) && resident_id_check(text_in(row, MEMBER_RESIDENT_ID), &of_id, NULL) == 0 &&
	    of_id != birth)
		return warn_at(job, row, MEMBER_BIRTH, "与公民身份号码中的出生日期不同，请核对。",
		               "It differs from the date of birth in the resident ID: please check.");
	return 0;
}

static int
plan_person(struct job *job, struct person_entry *person)
{
	struct record *record = record_new(job->arena, &person_kind);
	bool *given = ARENA_ARRAY(job->arena, person_kind.field_count, bool);
	const int id = field_index(&person_kind, "resident_id"), birth = field_index(&person_kind, "birth");

	if (!record || !given)
		return FAIL_MEMORY;
	record->values[id] = TEXT(person->resident_id);
	record->values[birth] = DAY(person->birth);
	if (!person->life) {
		record->id = person->id;
		record->since = person->since;
		*record_value(record, "name") = TEXT(person->name);
		return op_add(job, person->row, 0, record);
	}
	given[id] = person->id_row != NULL;
	given[birth] = person->birth_row &&
	               !value_same(&record->values[birth],
	                           record_value(life_at(person->life, life_clamp(person->life, job->effective)), "birth"));
	if (!given[id] && !given[birth])
		return 0;
	return op_change(job, given[id] ? person->id_row : person->birth_row, 0, person->life,
	                 life_clamp(person->life, job->effective), record, given);
}

/* Every person a row names is written once. */
static int
plan_persons(struct job *job)
{
	static const enum sheet sheets[] = {SHEET_MEMBER, SHEET_POST, SHEET_COVERAGE};
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_MEMBER].count && status == 0; i++)
		if (job->rows[SHEET_MEMBER].rows[i]->person)
			status = take_birth(job, job->rows[SHEET_MEMBER].rows[i]);
	for (size_t s = 0; s < sizeof sheets / sizeof *sheets; s++)
		for (size_t i = 0; i < job->rows[sheets[s]].count && status == 0; i++) {
			struct book_row *row = job->rows[sheets[s]].rows[i];

			if (row->person && row->person->row == row)
				status = plan_person(job, row->person);
		}
	return status;
}

/* --- members ------------------------------------------------------------------------------------ */

/*
 * The relation on record a row is about: the one that begins on its day, else
 * one in the same body whose time it shares.  A row without a first day means
 * the present one, or the one that ended on its last day.
 */
static struct span *
relation_meant(const struct job *job, const struct book_row *row)
{
	day_no since = day_in(row, MEMBER_SINCE), until = end_in(row, MEMBER_LAST);
	const struct timeline *timeline = row->timeline;
	struct span *exact = since == DAY_NONE ? NULL : timeline_starting(timeline, since, row->body->id);

	if (exact)
		return exact;
	for (size_t i = 0; i < timeline->count; i++) {
		struct span *span = timeline->spans[i];

		if (span->what != row->body->id || !span->life)
			continue;
		if (since != DAY_NONE ? span->since < until && since < span->until
		                      : (span->since <= job->effective && job->effective < span->until) ||
		                                (until != DAY_OPEN && span->until == until))
			return span;
	}
	return NULL;
}

/*
 * A new relation.  Without a first day it holds from the effective day, and
 * where the member was in another body on that day, as long as that would have.
 */
static int
new_relation(struct job *job, struct book_row *row, const struct record *references)
{
	day_no since = day_in(row, MEMBER_SINCE), until = end_in(row, MEMBER_LAST);

	if (since != DAY_NONE)
		return add_span(job, &membership_rules, row, references, since, until);
	since = job->effective < row->body->since ? row->body->since : job->effective;
	if (since >= until)
		return fault_at(job, row, MEMBER_SINCE, "组织关系开始日期：结束日期早于生效日期时必须填写。",
		                "Relation from: required where the last day is before the effective date.");
	for (size_t i = 0; i < row->timeline->count; i++) {
		struct span *span = row->timeline->spans[i];

		if (span->life && !span->row && span->since <= since && since < span->until) {
			span->fixed = false;
			until = until == DAY_OPEN ? span->until : until;
		}
	}
	return add_span(job, &membership_rules, row, references, since, until);
}

static int
plan_member(struct job *job, struct book_row *row)
{
	struct record *references = record_new(job->arena, &membership_kind);
	struct span *span;
	int status = 0;

	if (!references)
		return FAIL_MEMORY;
	*record_value(references, "person") = INT(row->person->id);
	*record_value(references, "body") = INT(row->body->id);
	if (!timeline_of_row(job, row, &membership_rules, references))
		return FAIL_MEMORY;
	if (has(row, MEMBER_CONVERTED) && has(row, MEMBER_JOINED) &&
	    day_in(row, MEMBER_CONVERTED) < day_in(row, MEMBER_JOINED))
		status = fault_at(job, row, MEMBER_CONVERTED, "转正日期早于入党日期（A-11）。",
		                  "The day of becoming a full member is before the day of joining (A-11).");
	if (status == 0 && has(row, MEMBER_SINCE))
		status = check_there(job, row, MEMBER_BODY, day_in(row, MEMBER_SINCE), row->body->until);
	span = relation_meant(job, row);
	if (status < 0 || row->faulty)
		return status;
	return span ? take_span(job, &membership_rules, row, span) : new_relation(job, row, references);
}

/* All relations of the persons the rows name, wherever they are. */
static int
load_relations(struct job *job)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_MEMBER].count && status == 0; i++) {
		const struct person_entry *person = job->rows[SHEET_MEMBER].rows[i]->person;

		if (person && person->life)
			status = values_add(job->arena, &ids, INT(person->id));
	}
	if (status == 0)
		status = lives_read(job->db, &job->memberships, "person", ids.items, ids.count);
	return status < 0 ? status : record_lives(job, &job->memberships, &membership_rules, "body");
}

int
plan_members(struct job *job)
{
	int status = plan_persons(job);

	if (status == 0)
		status = load_relations(job);
	for (size_t i = 0; i < job->rows[SHEET_MEMBER].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_MEMBER].rows[i];

		if (row->person && row->body && !row->faulty)
			status = plan_member(job, row);
	}
	return status < 0 ? status : settle_sheet(job, SHEET_MEMBER);
}

/* --- coverage ------------------------------------------------------------------------------------- */

/* A mass organization's type by its name; the clerk may mend it afterwards. */
static int
mass_type_of(const char *name)
{
	static const struct { const char *part; int type; } parts[] = {
		{"工会", UNION}, {"团委", YOUTH_LEAGUE}, {"共青团", YOUTH_LEAGUE}, {"团支部", YOUTH_LEAGUE},
		{"团总支", YOUTH_LEAGUE}, {"妇联", WOMEN}, {"妇女", WOMEN}, {"妇委会", WOMEN},
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strstr(name, parts[i].part))
			return parts[i].type;
	return OTHER_MASS;
}

static const char *
mass_key(struct job *job, int64_t unit, const char *name)
{
	return arena_printf(job->arena, "g%" PRId64 "/%s", unit, name);
}

/* The unit's mass organization of that name, made where there is none. */
static int
mass_org_of(struct job *job, struct book_row *row, int64_t *ret_id)
{
	const char *name = text_in(row, COVERAGE_BY);
	const char *key = mass_key(job, row->unit->id, name);
	void **slot = key ? map_at(&job->mass_by_name, key) : NULL;
	struct record *record;
	int status;

	if (!slot)
		return FAIL_MEMORY;
	if (*slot) {
		*ret_id = ((const struct record *)*slot)->id;
		return 0;
	}
	record = job_record(job, &mass_org_kind, day_in(row, COVERAGE_SINCE), DAY_OPEN);
	if (!record)
		return FAIL_MEMORY;
	*record_value(record, "name") = TEXT(name);
	*record_value(record, "type") = INT(mass_type_of(name));
	*record_value(record, "unit") = INT(row->unit->id);
	status = op_add(job, row, COVERAGE_BY, record);
	if (status < 0)
		return status;
	*slot = record;
	*ret_id = record->id;
	return 0;
}

static int
load_coverage(struct job *job)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_COVERAGE].count && status == 0; i++) {
		const struct unit_entry *unit = job->rows[SHEET_COVERAGE].rows[i]->unit;

		if (unit && unit->life)
			status = values_add(job->arena, &ids, INT(unit->id));
	}
	if (status == 0)
		status = lives_read(job->db, &job->coverages, "unit", ids.items, ids.count);
	if (status == 0)
		status = lives_read(job->db, &job->mass_orgs, "unit", ids.items, ids.count);
	for (size_t i = 0; i < job->mass_orgs.count && status == 0; i++) {
		struct record *now = life_at(job->mass_orgs.items[i], job->effective);
		const char *key = mass_key(job, number_of(now, "unit"), record_value(now, "name")->text);
		void **slot = key ? map_at(&job->mass_by_name, key) : NULL;

		if (!slot)
			return FAIL_MEMORY;
		*slot = now;
	}
	if (status == 0)
		status = record_lives(job, &job->coverages, &coverage_rules, NULL);
	return status < 0 ? status : record_lives(job, &job->dispatches, &dispatch_rules, NULL);
}

/* By a person: an instructor or liaison. */
static int
plan_dispatch(struct job *job, struct book_row *row)
{
	struct record *references = record_new(job->arena, &dispatch_kind);

	if (!references)
		return FAIL_MEMORY;
	if (!row->person)
		return 0;
	*record_value(references, "unit") = INT(row->unit->id);
	*record_value(references, "person") = INT(row->person->id);
	*record_value(references, "role") = INT(cell(row, COVERAGE_MODE)->number == MODE_INSTRUCTOR ? INSTRUCTOR : LIAISON);
	return place_row(job, &dispatch_rules, row, references);
}

/* By a Party organization or a mass organization. */
static int
plan_cover(struct job *job, struct book_row *row)
{
	int64_t mode = cell(row, COVERAGE_MODE)->number, mass_org = 0;
	struct record *references = record_new(job->arena, &coverage_kind);
	int status = 0;

	if (!references)
		return FAIL_MEMORY;
	if (has(row, COVERAGE_RESIDENT_ID))
		return fault_at(job, row, COVERAGE_RESIDENT_ID, "只有指导员、联络员填写公民身份号码。",
		                "A resident ID is given for instructors and liaisons only.");
	if (mode == COVER_MASS)
		status = mass_org_of(job, row, &mass_org);
	else
		status = body_resolve(job, row, COVERAGE_BY, text_in(row, COVERAGE_BY), day_in(row, COVERAGE_SINCE),
		                      &row->body);
	if (status == 0 && row->body)
		status = check_there(job, row, COVERAGE_BY, day_in(row, COVERAGE_SINCE), row->body->until);
	if (status < 0 || row->faulty)
		return status;
	*record_value(references, "unit") = INT(row->unit->id);
	*record_value(references, "mode") = INT(mode);
	if (mode == COVER_MASS)
		*record_value(references, "mass_org") = INT(mass_org);
	else
		*record_value(references, "body") = INT(row->body->id);
	return place_row(job, &coverage_rules, row, references);
}

int
plan_coverage(struct job *job)
{
	int status = load_coverage(job);

	for (size_t i = 0; i < job->rows[SHEET_COVERAGE].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_COVERAGE].rows[i];

		if (row->faulty || !row->unit)
			continue;
		status = check_there(job, row, COVERAGE_UNIT, day_in(row, COVERAGE_SINCE), row->unit->until);
		if (status == 0 && !row->faulty)
			status = cell(row, COVERAGE_MODE)->number >= MODE_INSTRUCTOR ? plan_dispatch(job, row)
			                                                             : plan_cover(job, row);
	}
	return status < 0 ? status : settle_sheet(job, SHEET_COVERAGE);
}

/* --- posts and terms --------------------------------------------------------------------------------- */

static int
plan_post(struct job *job, struct book_row *row)
{
	struct record *references = record_new(job->arena, &post_kind);
	int status = check_there(job, row, POST_BODY, day_in(row, POST_SINCE), row->body->until);

	if (!references)
		return FAIL_MEMORY;
	if (status < 0 || row->faulty)
		return status;
	*record_value(references, "body") = INT(row->body->id);
	*record_value(references, "person") = INT(row->person->id);
	*record_value(references, "position") = *cell(row, POST_POSITION);
	return place_row(job, &post_rules, row, references);
}

int
plan_posts(struct job *job)
{
	int status = record_lives(job, &job->posts, &post_rules, NULL);

	for (size_t i = 0; i < job->rows[SHEET_POST].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_POST].rows[i];

		if (row->person && row->body && !row->faulty)
			status = plan_post(job, row);
	}
	return status < 0 ? status : settle_sheet(job, SHEET_POST);
}

/* A postponement has both its day and the document that approves it (ELEC-3.2a), on record or in the row. */
static int
check_extension(struct job *job, struct book_row *row)
{
	const struct timeline *timeline = timeline_of(job, 't', row->body->id, 0, 0);
	const struct span *known = timeline ? timeline_starting(timeline, day_in(row, TERM_SINCE), 0) : NULL;
	bool day = has(row, TERM_EXTENDED_TO), document = has(row, TERM_EXTENSION_DOCUMENT);

	if (!timeline)
		return FAIL_MEMORY;
	if (known && known->life) {
		const struct record *now = life_at(known->life, life_clamp(known->life, job->effective));

		day = day || record_value(now, "extended_to")->type != VALUE_NULL;
		document = document || record_value(now, "extension_document")->type != VALUE_NULL;
	}
	if (day != document)
		return fault_at(job, row, day ? TERM_EXTENSION_DOCUMENT : TERM_EXTENDED_TO,
		                "延期要同时填写延期至哪一天和批准文号（ELEC-3.2a）。",
		                "A postponement names both its day and the document that approves it (ELEC-3.2a).");
	if (has(row, TERM_EXTENDED_TO) && day_in(row, TERM_EXTENDED_TO) <= day_in(row, TERM_SINCE))
		return fault_at(job, row, TERM_EXTENDED_TO, "延期至的日期早于开始日期。", "It is postponed to a day before the term begins.");
	return 0;
}

static int
plan_term(struct job *job, struct book_row *row)
{
	struct record *references = record_new(job->arena, &term_kind);
	int status = check_there(job, row, TERM_BODY, day_in(row, TERM_SINCE), row->body->until);

	if (!references)
		return FAIL_MEMORY;
	if (status == 0 && cell(row, TERM_YEARS)->number == 0)
		status = fault_at(job, row, TERM_YEARS, "任期至少一年（A-5）。", "A term has at least one year (A-5).");
	if (status == 0)
		status = check_extension(job, row);
	if (status < 0 || row->faulty)
		return status;
	*record_value(references, "body") = INT(row->body->id);
	return place_row(job, &term_rules, row, references);
}

int
plan_terms(struct job *job)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_TERM].count && status == 0; i++) {
		const struct body_entry *body = job->rows[SHEET_TERM].rows[i]->body;

		if (body && body->life)
			status = values_add(job->arena, &ids, INT(body->id));
	}
	if (status == 0)
		status = lives_read(job->db, &job->terms, "body", ids.items, ids.count);
	if (status == 0)
		status = record_lives(job, &job->terms, &term_rules, NULL);
	for (size_t i = 0; i < job->rows[SHEET_TERM].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_TERM].rows[i];

		if (row->body && !row->faulty)
			status = plan_term(job, row);
	}
	return status < 0 ? status : settle_sheet(job, SHEET_TERM);
}
