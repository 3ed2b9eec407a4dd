#include "print/decision_paper.h"

#include "base/fail.h"
#include "papers.h"
#include "registry/input.h"

struct reading {
	struct arena *arena;
	enum lang lang;
	const struct record *decision;
	bool failed;
};

/* A field in words, or null where it is empty. */
static const char *
word_of(struct reading *reading, const char *name)
{
	const struct record *record = reading->decision;
	const struct value *value = record_value(record, name);
	const char *text;

	if (value->type == VALUE_NULL)
		return NULL;
	text = field_text(reading->arena, &record->kind->fields[field_index(record->kind, name)], value, reading->lang, NULL);
	reading->failed |= !text;
	return text;
}

static day_no
day_of_field(const struct reading *reading, const char *name)
{
	const struct value *value = record_value(reading->decision, name);

	return value->type == VALUE_NULL ? DAY_NONE : (day_no)value->number;
}

struct bilingual
decision_paper_name(void)
{
	return (struct bilingual){"处理决定告知书", "Notice of a decision"};
}

int
decision_document(struct db *db, struct arena *arena, enum lang lang, const struct record *decision,
                  const struct record *first, const struct record *last, day_no on, struct document **ret_document)
{
	struct reading reading = {.arena = arena, .lang = lang, .decision = decision};
	struct document *document = document_new(arena, lang, in_lang(decision_paper_name(), lang));
	const struct value *review = record_value(decision, "review");
	struct decision_paper paper = {
		.organ = word_of(&reading, "organ"), .document = word_of(&reading, "document"),
		.measure = word_of(&reading, "measure"),
		.since = first->since, .last = last->until == DAY_OPEN ? DAY_NONE : last->until - 1,
		.notified = day_of_field(&reading, "notified"), .attendance = word_of(&reading, "attendance"),
		.defence = word_of(&reading, "defence"), .appeal_to = word_of(&reading, "appeal_to"),
		.execution = word_of(&reading, "execution"), .review = word_of(&reading, "review"),
		.review_document = word_of(&reading, "review_document"),
		.reviewed = review->type != VALUE_NULL && review->number != REVIEW_PENDING,
		.restored = day_of_field(&reading, "restored"),
		.restoration_document = word_of(&reading, "restoration_document"), .unknown = DAY_NONE,
	};
	int status = document && !reading.failed
		? ref_title(db, arena, &person_kind, record_value(decision, "person")->number, on, &paper.person) : FAIL_MEMORY;

	if (status == 0)
		status = ref_title(db, arena, &body_kind, record_value(decision, "body")->number, on, &paper.body);
	if (status < 0)
		return status;
	paper_decision_notice(document, &paper);
	status = document_status(document);
	if (status == 0)
		*ret_document = document;
	return status;
}
