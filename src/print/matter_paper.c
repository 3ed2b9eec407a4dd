#include "print/matter_paper.h"

#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "papers.h"
#include "registry/input.h"

/* Which template a type's word names. */
static const struct {
	const char *word;
	void (*write)(struct document *document, const struct matter_paper *paper);
} templates[] = {
	{"request", paper_matter_request}, {"report", paper_matter_report}, {"reply", paper_matter_reply},
	{"opinion", paper_matter_opinion}, {"proposal", paper_matter_proposal}, {"reminder", paper_matter_reminder},
};

/* A report is none that asks: what is for the record has the report's form. */
static const char *
word_of(const struct matter *matter, enum matter_side_printed which)
{
	const struct matter_type *type = matter->type;

	if (which == PRINT_REPLY)
		return type->nature == FOR_APPROVAL ? type->reply_paper : NULL;
	return type->nature == FOR_THE_RECORD && type->request_paper ? "report" : type->request_paper;
}

bool
matter_is_printed(const struct matter *matter, enum matter_side_printed which)
{
	if (!word_of(matter, which))
		return false;
	return which == PRINT_REQUEST || matter->state == MATTER_APPROVED || matter->state == MATTER_REFUSED ||
	       matter->state == MATTER_CLEARED || matter->state == MATTER_OBJECTED;
}

struct bilingual
matter_paper_name(const struct matter *matter, enum matter_side_printed which)
{
	if (which == PRINT_REPLY)
		return matter->type->number == HEAD_CHECK ? (struct bilingual){"审核意见", "Opinion"} : (struct bilingual){"批复", "Reply"};
	switch (matter->type->nature) {
	case FOR_APPROVAL:
		return (struct bilingual){"请示", "Request"};
	case FOR_THE_RECORD:
		return (struct bilingual){"报告", "Report"};
	default:
		return (struct bilingual){"函", "Letter"};
	}
}

struct reading {
	struct db *db;
	struct arena *arena;
	enum lang lang;
	const struct matter *matter;
	day_no on;
	struct matter_paper paper;
};

static int
name_of(struct reading *reading, const struct kind *kind, int64_t id, const char **ret_name)
{
	return id ? ref_title(reading->db, reading->arena, kind, id, reading->on, ret_name) : 0;
}

/* A notice goes to a body, or to the organization it is about. */
static int
read_names(struct reading *reading)
{
	const struct matter *matter = reading->matter;
	bool to_unit = matter->type->nature == NOTICE && !matter->addressee;
	int status = name_of(reading, matter->body ? &body_kind : &unit_kind, matter->body ? matter->body : matter->unit,
	                     &reading->paper.sender);

	return status < 0 ? status
	       : name_of(reading, to_unit ? &unit_kind : &body_kind, to_unit ? matter->unit : matter->addressee,
	                 &reading->paper.addressee);
}

/* "关于甲协会设立党组织的请示" is about 甲协会设立党组织. */
static int
read_subject(struct reading *reading)
{
	static const char about[] = "关于";
	const char *title = reading->matter->title, *end = strstr(title, "的");
	size_t from = strncmp(title, about, sizeof about - 1) == 0 ? sizeof about - 1 : 0;

	for (const char *next = end; next; next = strstr(next + 1, "的"))
		end = next;
	if (!end || end < title + from)
		end = title + strlen(title);
	reading->paper.subject = arena_strndup(reading->arena, title + from, (size_t)(end - title) - from);
	return reading->paper.subject ? 0 : FAIL_MEMORY;
}

static bool
ends_itself(const char *text)
{
	static const char *const stops[] = {"。", "！", "？", "."};
	size_t len = strlen(text);

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		if (len >= strlen(stops[i]) && strcmp(text + len - strlen(stops[i]), stops[i]) == 0)
			return true;
	return false;
}

/* What it gave rise to or came to is no part of what was asked, and a record without a name says nothing on paper. */
static bool
is_said(const struct matter *matter, const struct field *field)
{
	const struct kind *kind = field->type == FIELD_REF ? kind_find(field->refers) : NULL;

	if (matter->type->number == HEAD_CHECK && (field->flags & COMPUTED))
		return false;
	return strcmp(field->name, "result") != 0 && (!kind || kind->title);
}

static int
read_items(struct reading *reading)
{
	const struct matter_type *type = reading->matter->type;
	struct paper_item *items = ARENA_ARRAY(reading->arena, type->field_count, struct paper_item);
	size_t count = 0;
	int status = items ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < type->field_count && status == 0; i++) {
		const struct field *field = &type->fields[i];
		const struct value *value = &reading->matter->facts[i];
		struct paper_item *item = &items[count];

		if (value->type == VALUE_NULL || !is_said(reading->matter, field))
			continue;
		*item = (struct paper_item){.label = field->label, .is_day = field->type == FIELD_DAY, .day = (day_no)value->number};
		if (field->type == FIELD_REF)
			status = name_of(reading, kind_find(field->refers), value->number, &item->text);
		else if (!item->is_day)
			item->text = field_text(reading->arena, field, value, reading->lang, NULL);
		if (status == 0 && !item->is_day && !item->text)
			status = FAIL_MEMORY;
		item->ended = item->text && ends_itself(item->text);
		count++;
	}
	reading->paper.items = (struct paper_items){items, count};
	return status;
}

/* The organizations a proposal names. */
static int
read_units(struct reading *reading)
{
	const struct matter_type *type = reading->matter->type;
	struct paper_unit *units = ARENA_ARRAY(reading->arena, type->field_count, struct paper_unit);
	size_t count = 0;
	int status = units ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < type->field_count && status == 0; i++) {
		const struct value *value = &reading->matter->facts[i];
		struct record *unit;

		if (strncmp(type->fields[i].name, "unit_", 5) != 0 || value->type == VALUE_NULL)
			continue;
		status = record_get(reading->db, reading->arena, &unit_kind, value->number, reading->on, &unit);
		if (status == FAIL_NOT_FOUND) { /* closed since */
			status = name_of(reading, &unit_kind, value->number, &units[count].name);
			units[count++].full = 0;
		} else if (status == 0) {
			units[count++] = (struct paper_unit){record_value(unit, "name")->text, record_value(unit, "full_members")->number};
		}
	}
	reading->paper.units = (struct paper_units){units, count};
	reading->paper.first = count ? units[0].name : NULL;
	return status;
}

static int
read_notice(struct reading *reading)
{
	const struct matter *matter = reading->matter;
	const struct field *field;
	const struct choice *near;

	reading->paper.note = matter_fact(matter, "note")->text;
	if (matter->type->number == REELECTION_REMINDER) {
		reading->paper.due = (day_no)matter_fact(matter, "due")->number;
		reading->paper.overdue = matter_fact(matter, "standing")->number == TERM_OVERDUE;
		return 0;
	}
	field = &matter->type->fields[matter_fact(matter, "nearness") - matter->facts];
	near = choice_by_number(field, matter_fact(matter, "nearness")->number);
	reading->paper.full_members = matter_fact(matter, "full_members")->number;
	reading->paper.nearness = near ? near->label : (struct bilingual){"相近", "near one another"};
	return read_units(reading);
}

static void
read_opinion(struct reading *reading)
{
	const struct matter *matter = reading->matter;

	reading->paper.person = matter_fact(matter, "candidate")->text;
	reading->paper.post = matter_fact(matter, "office")->text;
	reading->paper.provision = matter_fact(matter, "provision")->text;
	reading->paper.by_charter = matter_fact(matter, "basis")->number == HEAD_BY_CHARTER;
	reading->paper.approved = matter->state == MATTER_CLEARED;
}

/* What it answers to; the appendix and the protection of data are ours and no source to cite on paper. */
static struct bilingual
basis_of(struct arena *arena, const struct matter_type *type)
{
	const char *id = matter_clause(arena, type);
	const struct clause *clause = id ? clause_find(id) : NULL;

	return instrument_title(clause && clause->instrument != A && clause->instrument != DP ? clause->instrument : OPIN);
}

int
matter_document(struct db *db, struct arena *arena, enum lang lang, const struct matter *matter,
                enum matter_side_printed which, struct document **ret_document)
{
	struct bilingual name = matter_paper_name(matter, which);
	struct reading reading = {
		.db = db, .arena = arena, .lang = lang, .matter = matter, .on = matter->record->since,
		.paper = {
			.title = matter->title, .label = matter_label(matter->type), .basis = basis_of(arena, matter->type),
			.day = matter->submitted, .number = matter->document, .replied = matter->document_on,
			.effective = matter->effective, .remark = matter->remark, .approved = matter->state == MATTER_APPROVED,
			.grounds = matter->grounds, .due = DAY_NONE, .unknown = DAY_NONE,
		},
	};
	struct document *document = document_new(arena, lang, in_lang(name, lang));
	const char *word = word_of(matter, which);
	int status = document ? read_names(&reading) : FAIL_MEMORY;

	if (status == 0 && !matter_is_printed(matter, which))
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这份文书。", "There is no such paper.");
	if (status == 0)
		status = read_subject(&reading);
	if (status == 0)
		status = matter->type->nature == NOTICE ? read_notice(&reading) : read_items(&reading);
	if (status == 0 && matter->type->number == HEAD_CHECK)
		read_opinion(&reading);
	for (size_t i = 0; i < sizeof templates / sizeof *templates && status == 0; i++)
		if (strcmp(templates[i].word, word) == 0)
			templates[i].write(document, &reading.paper);
	if (status == 0)
		status = document_status(document);
	if (status == 0)
		*ret_document = document;
	return status;
}
