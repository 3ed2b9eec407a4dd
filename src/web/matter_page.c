/* One matter as a page: who must act and since when, what it says, what the law says of it, how it went. */
#include "web/matter_page.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/history.h"
#include "print/matter_paper.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/listing.h"
#include "web/matter_list.h"
#include "web/moment.h"

struct matter_draft {
	struct request *request;
	struct arena *arena;
	enum lang lang;
	struct matter matter;
	struct matter_check check;
	struct matter_rights rights;
	bool today;                    /* the page shows today: steps are offered */
	int64_t seen;
	struct labels *labels;
	struct page *page;
	struct matter_view view;
};

/* --- opening --------------------------------------------------------------------------- */

int
matter_asked(struct request *request, struct matter *ret_matter)
{
	const struct visit *visit = visit_of(request);
	struct matter matter;
	int64_t id;
	int status;

	if (num_parse(request_param(request, "id"), &id) < 0 || id <= 0)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这件事项。", "There is no such matter.");
	status = matter_read(visit->db, request->arena, id, visit->as_of, &matter);
	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_NOT_FOUND, NULL, "id", "这一天没有这件事项。", "There is no such matter on that day.");
	if (status == 0)
		status = access_read(visit->db, request->arena, &visit->actor, matter.record, request->today);
	if (status == 0)
		*ret_matter = matter;
	return status;
}

const char *
matter_address(struct arena *arena, int64_t id, const char *step)
{
	return arena_printf(arena, "/matters/%" PRId64 "%s%s", id, step ? "/" : "", step ? step : "");
}

static int
open_matter(struct request *request, struct matter_draft *draft)
{
	const struct visit *visit = visit_of(request);
	int status;

	*draft = (struct matter_draft){.request = request, .arena = request->arena, .lang = request->lang,
	                               .today = visit->as_of == request->today};
	status = matter_asked(request, &draft->matter);
	if (status == 0)
		status = record_seen(visit->db, &matter_kind, draft->matter.id, &draft->seen);
	if (status == 0 && draft->today)
		status = matter_rights(visit->db, request->arena, &visit->actor, &draft->matter, request->today, &draft->rights);
	/* What was decided was judged then. */
	if (status == 0 && draft->today && (matter_is_pending(draft->matter.state) || draft->matter.type->lasting))
		status = matter_judge(visit->db, request->arena, &draft->matter, NULL, request->today, &draft->check);
	return status;
}

/* --- who must act ------------------------------------------------------------------------ */

static const char *
name_of(struct matter_draft *draft, const struct kind *kind, int64_t id)
{
	struct label label = {0};

	if (id == 0 || label_of(draft->labels, kind, id, &label) < 0)
		return "—";
	return *label.text ? label.text : "—";
}

static const char *
sender_name(struct matter_draft *draft)
{
	return name_of(draft, draft->matter.body ? &body_kind : &unit_kind,
	               draft->matter.body ? draft->matter.body : draft->matter.unit);
}

static const char *
waiting_sentence(struct matter_draft *draft)
{
	const struct matter *matter = &draft->matter;
	const char *to = name_of(draft, &body_kind, matter->addressee);
	long long days = (long long)matter_days(matter, visit_of(draft->request)->as_of);

	if (matter->type->nature == NOTICE)
		return arena_printf(draft->arena, tr(draft->lang, "Sent %lld days ago by %s."), days, sender_name(draft));
	if (!matter->addressee)
		return tr(draft->lang, "Nobody leads the sender at present, so that nobody can receive it: settle the affiliation first.");
	return matter->type->nature == FOR_APPROVAL
	        ? arena_printf(draft->arena, tr(draft->lang, "To be replied to by %s; waiting for %lld days."), to, days)
	        : arena_printf(draft->arena, tr(draft->lang, "To be filed by %s; waiting for %lld days."), to, days);
}

static const char *
answer_sentence(struct matter_draft *draft)
{
	const struct matter *matter = &draft->matter;
	char on[DAY_TEXT], effective[DAY_TEXT];

	day_text(matter->document_on, on);
	if (matter->state == MATTER_APPROVED)
		return arena_printf(draft->arena, tr(draft->lang, "Approved by %s of %s, effective from %s."), matter->document,
		                    on, day_text(matter->effective, effective));
	if (matter->state == MATTER_CLEARED)
		return arena_printf(draft->arena, tr(draft->lang, "No objection, by %s of %s."), matter->document, on);
	if (matter->state == MATTER_OBJECTED)
		return arena_printf(draft->arena, tr(draft->lang, "Objection by %s of %s: %s"), matter->document, on,
		                    matter->remark ? matter->remark : "");
	if (matter->state == MATTER_REFUSED)
		return arena_printf(draft->arena, tr(draft->lang, "Refused by %s of %s: %s"), matter->document, on,
		                    matter->remark ? matter->remark : "");
	if (matter->type->nature == NOTICE)
		return arena_printf(draft->arena, tr(draft->lang, "Read on %s."), on);
	return arena_printf(draft->arena, tr(draft->lang, "Filed on %s%s%s."), on, matter->document ? " · " : "",
	                    matter->document ? matter->document : "");
}

static int
fill_notice(struct matter_draft *draft)
{
	static const enum tone tones[] = {
		[MATTER_DRAFT] = TONE_INFO, [MATTER_SUBMITTED] = TONE_SOON, [MATTER_RETURNED] = TONE_SOON,
		[MATTER_APPROVED] = TONE_GOOD, [MATTER_REFUSED] = TONE_LATE, [MATTER_FILED] = TONE_GOOD,
		[MATTER_WITHDRAWN] = TONE_INFO, [MATTER_CLEARED] = TONE_GOOD, [MATTER_OBJECTED] = TONE_LATE,
	};
	const struct matter *matter = &draft->matter;
	struct record_view *view = &draft->view.record;

	view->notice_tone = tones[matter->state];
	switch (matter->state) {
	case MATTER_DRAFT:
		view->notice = arena_printf(draft->arena, tr(draft->lang, "A draft of %s; not submitted yet."), sender_name(draft));
		break;
	case MATTER_SUBMITTED:
		view->notice = waiting_sentence(draft);
		break;
	case MATTER_RETURNED:
		view->notice = arena_printf(draft->arena, tr(draft->lang, "Returned to %s to amend: %s"), sender_name(draft),
		                            matter->remark ? matter->remark : "");
		break;
	case MATTER_WITHDRAWN:
		view->notice = matter->remark
		        ? arena_printf(draft->arena, tr(draft->lang, "Withdrawn by the sender: %s"), matter->remark)
		        : tr(draft->lang, "Withdrawn by the sender.");
		break;
	default:
		view->notice = answer_sentence(draft);
	}
	return view->notice ? 0 : FAIL_MEMORY;
}

/* --- what it says ---------------------------------------------------------------------------- */

/* Fields of the register that a page shows elsewhere, or not at all. */
static bool
is_head(const struct field *field)
{
	static const char *const names[] = {"title", "state", "submitter", "step"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], field->name) == 0)
			return false;
	return true;
}

static int
add_fact(struct matter_draft *draft, const struct field *field, struct bilingual label, const struct value *value,
         struct section_view *section, struct fact_view *facts)
{
	struct fact_view *fact = &facts[section->fact_count];

	if (value->type == VALUE_NULL)
		return 0;
	*fact = (struct fact_view){.label = in_lang(label, draft->lang), .clause = field->clause};
	section->fact_count++;
	return value_cell(draft->labels, field, value, &fact->value);
}

static int
fill_content(struct matter_draft *draft, struct section_view *section)
{
	const struct matter_type *type = draft->matter.type;
	struct fact_view *facts = ARENA_ARRAY(draft->arena, type->field_count + 1, struct fact_view);
	int status = facts ? 0 : FAIL_MEMORY;

	*section = (struct section_view){.title = in_lang(matter_label(type), draft->lang), .facts = facts};
	for (size_t i = 0; i < type->field_count && status == 0; i++)
		status = add_fact(draft, &type->fields[i], type->fields[i].label, &draft->matter.facts[i], section, facts);
	return status;
}

static int
fill_register(struct matter_draft *draft, struct section_view *section)
{
	const struct record *record = draft->matter.record;
	struct fact_view *facts = ARENA_ARRAY(draft->arena, matter_kind.field_count + 1, struct fact_view);
	int status = facts ? 0 : FAIL_MEMORY;

	*section = (struct section_view){.title = tr(draft->lang, "How it is dealt with"), .facts = facts};
	for (size_t i = 0; i < matter_kind.field_count && status == 0; i++)
		if (is_head(&matter_kind.fields[i]))
			status = add_fact(draft, &matter_kind.fields[i],
			                  matter_field_label(draft->matter.type->nature, draft->matter.state, &matter_kind.fields[i]),
			                  &record->values[i],
			                  section, facts);
	return status;
}

static int
fill_sections(struct matter_draft *draft)
{
	struct section_view *sections = ARENA_ARRAY(draft->arena, 2, struct section_view);
	int status = sections ? fill_content(draft, &sections[0]) : FAIL_MEMORY;

	if (status == 0)
		status = fill_register(draft, &sections[1]);
	draft->view.record.sections = sections;
	draft->view.record.section_count = 2;
	return status;
}

/* --- what the law says ---------------------------------------------------------------------------- */

static const char *
bearing_words(const struct matter_draft *draft, const struct matter_finding *found)
{
	bool given = draft->matter.grounds != NULL;

	switch (found->bearing) {
	case NEEDS_GROUNDS:
		return given ? tr(draft->lang, "Grounds given") : tr(draft->lang, "Grounds needed");
	case BARS_APPROVAL:
		return tr(draft->lang, "Bars approval");
	case BARS:
		return tr(draft->lang, "Not possible");
	default:
		return in_lang(verdict_label(found->verdict), draft->lang);
	}
}

static int
fill_findings(struct matter_draft *draft)
{
	static const enum tone tones[] = {
		[BEARS_NOT] = TONE_GOOD, [NEEDS_GROUNDS] = TONE_SOON, [BARS_APPROVAL] = TONE_LATE, [BARS] = TONE_LATE,
	};
	struct due_view *lines = ARENA_ARRAY(draft->arena, draft->check.count, struct due_view);

	if (!lines)
		return FAIL_MEMORY;
	for (size_t i = 0; i < draft->check.count; i++) {
		const struct matter_finding *found = &draft->check.found[i];
		const struct clause *clause = clause_find(found->clause);

		lines[i] = (struct due_view){
			.tone = found->bearing == BEARS_NOT && found->verdict != HOLDS ? TONE_SOON : tones[found->bearing],
			.when = bearing_words(draft, found), .clause = found->clause,
			.title = clause ? in_lang(clause->title, draft->lang) : found->clause,
			.sentence = in_lang(found->why, draft->lang),
		};
	}
	draft->view.findings_title = tr(draft->lang, "What the rules say");
	draft->view.findings = lines;
	draft->view.finding_count = draft->check.count;
	return 0;
}

/* --- steps -------------------------------------------------------------------------------------------- */

static const char *
day_of_step(struct matter_draft *draft, day_no day)
{
	char text[DAY_TEXT];

	return day == DAY_NONE ? NULL : arena_strdup(draft->arena, day_text(day, text));
}

/* When it was submitted, and how that stands to the latest day. */
static const char *
submission_text(struct matter_draft *draft)
{
	const struct matter *matter = &draft->matter;
	const char *day = day_of_step(draft, matter->submitted);
	int early = matter->latest - matter->submitted;

	if (!day || matter->latest == DAY_NONE)
		return day;
	if (early == 0)
		return arena_printf(draft->arena, tr(draft->lang, "%s, the latest day"), day);
	return early > 0 ? arena_printf(draft->arena, tr(draft->lang, "%s, %d days before the latest day"), day, early)
	                 : arena_printf(draft->arena, tr(draft->lang, "%s, %d days after the latest day"), day, -early);
}

/* Drafted, submitted, answered: what is done, and where it lies now. */
static int
fill_steps(struct matter_draft *draft)
{
	const struct matter *matter = &draft->matter;
	bool sent = matter->state != MATTER_DRAFT && matter->submitted != DAY_NONE;
	bool answered = matter->state >= MATTER_APPROVED && matter->state != MATTER_WITHDRAWN;
	struct step_view *steps = ARENA_ARRAY(draft->arena, 4, struct step_view);
	size_t count = 0;

	if (!steps)
		return FAIL_MEMORY;
	steps[count++] = (struct step_view){.state = STEP_DONE, .title = tr(draft->lang, "Drafted"), .detail = sender_name(draft)};
	steps[count++] = (struct step_view){
		.state = sent ? STEP_DONE : matter->state == MATTER_WITHDRAWN ? STEP_AHEAD : STEP_NOW,
		.title = matter->type->nature == NOTICE ? tr(draft->lang, "Sent") : tr(draft->lang, "Submitted"), .clause = "OPIN-6.7",
		.detail = sent ? submission_text(draft) : NULL,
	};
	if (!sent && matter->latest != DAY_NONE)
		steps[count - 1].detail = arena_printf(draft->arena, tr(draft->lang, "by %s at the latest"),
		                                       day_of_step(draft, matter->latest));
	if (matter->state == MATTER_RETURNED || matter->state == MATTER_WITHDRAWN)
		steps[count++] = (struct step_view){
			.state = matter->state == MATTER_RETURNED ? STEP_NOW : STEP_DONE,
			.title = in_lang(matter_state_label(matter->type->nature, matter->state), draft->lang),
			.detail = day_of_step(draft, matter->record->since),
		};
	if (matter->state != MATTER_WITHDRAWN)
		steps[count++] = (struct step_view){
			.state = answered ? STEP_DONE : matter->state == MATTER_SUBMITTED ? STEP_NOW : STEP_AHEAD,
			.title = answered ? in_lang(matter_state_label(matter->type->nature, matter->state), draft->lang)
			         : matter->type->number == HEAD_CHECK ? tr(draft->lang, "Opinion given")
			         : matter->type->nature == FOR_APPROVAL ? tr(draft->lang, "Replied to")
			         : matter->type->nature == FOR_THE_RECORD ? tr(draft->lang, "Filed") : tr(draft->lang, "Read"),
			.clause = matter->type->number == HEAD_CHECK ? "OPIN-6.3d"
			          : matter->type->nature == FOR_APPROVAL ? "OPIN-6.3f" : NULL,
			.detail = answered ? day_of_step(draft, matter->document_on)
			          : matter->type->nature == NOTICE ? NULL : name_of(draft, &body_kind, matter->addressee),
		};
	draft->view.steps = steps;
	draft->view.step_count = count;
	return 0;
}

/* --- buttons ---------------------------------------------------------------------------------------------- */

static int
add_button(struct matter_draft *draft, struct button_view *buttons, const char *label, const char *step, bool primary)
{
	struct button_view *button = &buttons[draft->view.record.button_count++];

	*button = (struct button_view){.label = label, .primary = primary,
	                               .href = {matter_address(draft->arena, draft->matter.id, step)}};
	return button->href.path ? 0 : FAIL_MEMORY;
}

/* One click takes the step; its form is for whoever has something to add. */
static int
take_at_once(struct matter_draft *draft, struct button_view *button)
{
	struct hidden_view *hidden = ARENA_ARRAY(draft->arena, 2, struct hidden_view);

	if (!hidden)
		return FAIL_MEMORY;
	hidden[0] = (struct hidden_view){"id", arena_printf(draft->arena, "%" PRId64, draft->matter.id)};
	hidden[1] = (struct hidden_view){"seen", arena_printf(draft->arena, "%" PRId64, draft->seen)};
	button->post = button->href;
	button->hidden = hidden;
	button->hidden_count = 2;
	return hidden[0].value && hidden[1].value ? 0 : FAIL_MEMORY;
}

/* Submitting is one click, unless grounds are wanted or the law stands in the way. */
static int
add_submit(struct matter_draft *draft, struct button_view *buttons)
{
	struct button_view *button = &buttons[draft->view.record.button_count];
	bool wants_grounds = false;
	int status = add_button(draft, buttons, tr(draft->lang, "Submit"), "submit", true);

	for (size_t i = 0; i < draft->check.count; i++) {
		wants_grounds |= draft->check.found[i].bearing == NEEDS_GROUNDS && !draft->matter.grounds;
		if (draft->check.found[i].bearing == BARS)
			button->why_not = in_lang(draft->check.found[i].why, draft->lang);
	}
	return status < 0 || wants_grounds ? status : take_at_once(draft, button);
}

static int
sender_buttons(struct matter_draft *draft, struct button_view *buttons)
{
	enum matter_state state = draft->matter.state;
	int status = 0;

	if (draft->matter.type->nature == NOTICE)
		return state == MATTER_SUBMITTED && draft->rights.withdraws
		        ? add_button(draft, buttons, tr(draft->lang, "Withdraw"), "withdraw", false) : 0;
	if (state == MATTER_DRAFT || state == MATTER_RETURNED) {
		status = add_submit(draft, buttons);
		if (status == 0)
			status = add_button(draft, buttons, tr(draft->lang, "Amend"), "amend", false);
	}
	if (status == 0 && matter_is_pending(state) && draft->rights.withdraws)
		status = add_button(draft, buttons, tr(draft->lang, "Withdraw"), "withdraw", false);
	return status;
}

/* What was decided is corrected by another matter that names it. */
static int
add_correction(struct matter_draft *draft, struct button_view *buttons)
{
	const struct matter *matter = &draft->matter;
	const struct form_pair pairs[] = {
		{"kind", matter_word(matter->type)},
		{matter->body ? "body" : "unit", arena_printf(draft->arena, "%" PRId64, matter->body ? matter->body : matter->unit)},
		{"previous", arena_printf(draft->arena, "%" PRId64, matter->id)},
	};
	struct button_view *button = &buttons[draft->view.record.button_count++];

	*button = (struct button_view){.label = tr(draft->lang, "Correct by a new matter"),
	                               .href = {address(draft->arena, MATTER_BEGIN, pairs, 3)}};
	return button->href.path ? 0 : FAIL_MEMORY;
}

static int
addressee_buttons(struct matter_draft *draft, struct button_view *buttons)
{
	enum matter_nature nature = draft->matter.type->nature;
	int status;

	if (draft->matter.state != MATTER_SUBMITTED)
		return 0;
	if (nature == NOTICE && draft->matter.type->number == JOINT_PROPOSAL)
		return add_button(draft, buttons, tr(draft->lang, "Answer"), "read", true);
	if (nature == NOTICE) {
		status = add_button(draft, buttons, tr(draft->lang, "Mark as read"), "read", true);
		return status < 0 ? status : take_at_once(draft, &buttons[draft->view.record.button_count - 1]);
	}
	if (nature == FOR_THE_RECORD) {
		status = add_button(draft, buttons, tr(draft->lang, "File"), "file", true);
		return status < 0 ? status : add_button(draft, buttons, tr(draft->lang, "Return to amend"), "return", false);
	}
	status = draft->matter.type->number == HEAD_CHECK
	        ? add_button(draft, buttons, tr(draft->lang, "Give the opinion"), "examine", true)
	        : add_button(draft, buttons, tr(draft->lang, "Approve"), "approve", true);
	if (status == 0 && draft->rights.own)
		buttons[draft->view.record.button_count - 1].why_not = tr(draft->lang, "Who submitted it does not answer it.");
	if (status == 0)
		status = add_button(draft, buttons, tr(draft->lang, "Return to amend"), "return", false);
	return status < 0 || draft->matter.type->number == HEAD_CHECK ? status
	       : add_button(draft, buttons, tr(draft->lang, "Refuse"), "refuse", false);
}

/* The request a proposal leads to, filled in with all it names, the reader's own organization as the sender. */
static int
add_request(struct matter_draft *draft, struct button_view *buttons)
{
	const struct matter *matter = &draft->matter;
	struct button_view *button = &buttons[draft->view.record.button_count++];
	struct form_pair pairs[8] = {{"kind", "set-up-joint-branch"},
	                             {"unit", arena_printf(draft->arena, "%" PRId64, matter->unit)}};
	static const char *const names[] = {"unit_2", "unit_3", "unit_4", "unit_5", "unit_6"};
	size_t count = 2;

	for (size_t i = 0; i < matter->type->field_count && count - 2 < sizeof names / sizeof *names; i++)
		if (strncmp(matter->type->fields[i].name, "unit_", 5) == 0 && matter->facts[i].type != VALUE_NULL &&
		    matter->facts[i].number != matter->unit) {
			pairs[count].name = names[count - 2];
			pairs[count++].value = arena_printf(draft->arena, "%" PRId64, matter->facts[i].number);
		}
	*button = (struct button_view){.label = tr(draft->lang, "Draft the request"),
	                               .href = {address(draft->arena, MATTER_BEGIN, pairs, count)}};
	return button->href.path ? 0 : FAIL_MEMORY;
}

static bool
fact_is_none(const struct matter *matter, const char *name)
{
	return matter_fact(matter, name)->type == VALUE_NULL;
}

static int
fill_buttons(struct matter_draft *draft)
{
	struct button_view *buttons = ARENA_ARRAY(draft->arena, 8, struct button_view);
	bool decided = draft->matter.state == MATTER_APPROVED || draft->matter.state == MATTER_REFUSED ||
	               draft->matter.state == MATTER_FILED || draft->matter.state == MATTER_CLEARED ||
	               draft->matter.state == MATTER_OBJECTED;
	int status = buttons ? 0 : FAIL_MEMORY;

	draft->view.record.buttons = buttons;
	if (status == 0 && draft->rights.answers)
		status = addressee_buttons(draft, buttons);
	if (status == 0 && draft->matter.state == MATTER_OBJECTED && (draft->rights.answers || draft->rights.sends))
		status = add_button(draft, buttons, tr(draft->lang, "Record what the person was told and answers"), "hear",
		                    fact_is_none(&draft->matter, "told"));
	if (status == 0 && draft->rights.sends)
		status = sender_buttons(draft, buttons);
	if (status == 0 && draft->matter.type->number == JOINT_PROPOSAL && draft->matter.state != MATTER_WITHDRAWN &&
	    (draft->rights.answers || draft->rights.sends))
		status = add_request(draft, buttons);
	if (status == 0 && draft->rights.sends && decided && draft->matter.type->nature != NOTICE)
		status = add_correction(draft, buttons);
	return status;
}

/* --- how it went ---------------------------------------------------------------------------------------------- */

/* What the register counts for itself is nothing to read. */
static bool
is_told(const struct history_change *change)
{
	static const char *const kept[] = {"step", "submitter", "title", "kind", "nature"};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (matter_kind.fields[field_index(&matter_kind, kept[i])].label.zh == change->label.zh)
			return false;
	return change->label.zh != matter_kind.since_label.zh && change->label.zh != matter_kind.until_label.zh;
}

/* As the register calls it above, for what the step came to. */
static const char *
change_label(const struct matter_draft *draft, const struct history_change *change, enum matter_state state)
{
	for (size_t i = 0; i < matter_kind.field_count; i++)
		if (matter_kind.fields[i].label.zh == change->label.zh)
			return in_lang(matter_field_label(draft->matter.type->nature, state, &matter_kind.fields[i]), draft->lang);
	return in_lang(change->label, draft->lang);
}

static enum matter_state
state_after(const char *action)
{
	static const struct {
		const char *action;
		enum matter_state state;
	} steps[] = {
		{"return-matter", MATTER_RETURNED}, {"withdraw-matter", MATTER_WITHDRAWN}, {"approve-matter", MATTER_APPROVED},
		{"refuse-matter", MATTER_REFUSED}, {"examine-matter", MATTER_OBJECTED}, {"file-matter", MATTER_FILED}, {"read-matter", MATTER_FILED},
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(steps[i].action, action) == 0)
			return steps[i].state;
	return MATTER_SUBMITTED;
}

/* Only the reasons of a return are ever taken away: what comes in their place is something else. */
static size_t
add_difference(const struct matter_draft *draft, const struct history_entry *entry, const struct history_change *change,
               struct difference_view *differences)
{
	const struct field *remark = &matter_kind.fields[field_index(&matter_kind, "remark")];
	const char *old = *change->old ? change->old : NULL, *new = *change->new ? change->new : NULL;
	enum matter_state state = state_after(entry->action);
	size_t count = 0;

	if (old && change->label.zh == remark->label.zh) {
		differences[count++] = (struct difference_view){
			.label = change_label(draft, change, MATTER_RETURNED), .old_text = old,
		};
		old = NULL;
	}
	if (old || new || count == 0)
		differences[count++] = (struct difference_view){
			.label = change_label(draft, change, state), .old_text = old, .new_text = new,
		};
	return count;
}

static int
take_change(struct matter_draft *draft, const struct history_entry *entry, struct change_view *view)
{
	struct difference_view *differences;
	struct history_change *facts;
	size_t fact_count, count = 0;
	int status = matter_fact_changes(visit_of(draft->request)->db, draft->arena, &draft->matter, entry->journal,
	                                 draft->lang, &facts, &fact_count);

	if (status < 0)
		return status;
	differences = ARENA_ARRAY(draft->arena, entry->count + fact_count + 1, struct difference_view);
	if (!differences)
		return FAIL_MEMORY;
	for (size_t i = 0; i < entry->count + fact_count; i++) {
		const struct history_change *change = i < entry->count ? &entry->changes[i] : &facts[i - entry->count];

		if (i >= entry->count || is_told(change))
			count += add_difference(draft, entry, change, &differences[count]);
	}
	*view = (struct change_view){
		.when = moment_text(draft->arena, entry->at), .who = who_text(draft->request, entry->actor), .journal = entry->journal,
		.what = in_lang(entry_label(visit_of(draft->request)->installation, entry->action), draft->lang),
		.differences = differences, .difference_count = count,
	};
	return view->when ? 0 : FAIL_MEMORY;
}

static int
fill_changes(struct matter_draft *draft)
{
	const struct visit *visit = visit_of(draft->request);
	struct history history;
	struct change_view *changes;
	size_t count = 0;
	int status = history_read(visit->db, draft->arena, &matter_kind, draft->matter.id, draft->lang, NULL, &history);

	if (status < 0)
		return status;
	changes = ARENA_ARRAY(draft->arena, history.count, struct change_view);
	if (!changes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < history.count && status == 0; i++)
		if (history.entries[i].today <= visit->as_of) /* what came later was not known on the day */
			status = take_change(draft, &history.entries[i], &changes[count++]);
	draft->view.record.changes = changes;
	draft->view.record.change_count = count;
	return status;
}

/* --- papers --------------------------------------------------------------------------------------------------- */

/* What was sent and what was answered, in both languages. */
static int
fill_papers(struct matter_draft *draft)
{
	const struct matter *matter = &draft->matter;
	struct paper_view *papers = ARENA_ARRAY(draft->arena, 4, struct paper_view);
	size_t count = 0;

	if (!papers)
		return FAIL_MEMORY;
	for (enum matter_side_printed which = PRINT_REQUEST; which <= PRINT_REPLY; which++)
		for (int en = 0; en < 2 && matter_is_printed(matter, which); en++) {
			const struct form_pair pairs[] = {{"which", which == PRINT_REPLY ? "reply" : "request"}, {"in", en ? "en" : NULL}};
			const char *path = matter_address(draft->arena, matter->id, "paper");
			const char *name = in_lang(matter_paper_name(matter, which), draft->lang);

			papers[count++] = (struct paper_view){
				.label = arena_printf(draft->arena, "%s · %s", name, en ? tr(draft->lang, "PDF in English") : tr(draft->lang, "PDF")),
				.day = which == PRINT_REPLY ? matter->document_on
				       : matter->submitted != DAY_NONE ? matter->submitted : matter->record->since,
				.href = {path ? address(draft->arena, path, pairs, 2) : NULL},
			};
			if (!papers[count - 1].label || !papers[count - 1].href.path)
				return FAIL_MEMORY;
		}
	draft->view.record.papers_title = tr(draft->lang, "Papers to print");
	draft->view.record.papers = papers;
	draft->view.record.paper_count = count;
	return 0;
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static int
matter_html(struct matter_draft *draft, struct response *response)
{
	static int (*const parts[])(struct matter_draft *draft) = {
		fill_notice, fill_buttons, fill_sections, fill_findings, fill_steps, fill_changes,
		fill_papers,
	};
	struct request *request = draft->request;
	struct html html = page_html(request, response);
	int status;

	draft->labels = labels_new(request, request->arena, true);
	draft->page = page_new(request, response, draft->matter.title);
	status = draft->labels && draft->page && page_takes_day(draft->page) == 0 ? 0 : FAIL_MEMORY;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](draft);
	if (status < 0)
		return status;
	page_crumb(draft->page, tr(draft->lang, "Requests and replies"), "/matters");
	draft->page->view.subtitle = in_lang(matter_state_label(draft->matter.type->nature, draft->matter.state), draft->lang);
	draft->view.record.page = &draft->page->view;
	view_matter(&html, &draft->view);
	return 0;
}

static void
facts_json(const struct matter *matter, struct json *json)
{
	json_key(json, "facts");
	json_open(json, '{');
	for (size_t i = 0; i < matter->type->field_count; i++) {
		json_key(json, matter->type->fields[i].name);
		field_json(json, &matter->type->fields[i], &matter->facts[i]);
	}
	json_close(json, '}');
}

static const char *
bearing_word(enum bearing bearing)
{
	static const char *const words[] = {
		[BEARS_NOT] = "none", [NEEDS_GROUNDS] = "needs_grounds", [BARS_APPROVAL] = "bars_approval", [BARS] = "bars",
	};

	return words[bearing];
}

static void
findings_json(const struct matter_check *check, struct json *json)
{
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < check->count; i++) {
		json_open(json, '{');
		verdict_json(check->found[i].clause, check->found[i].verdict, json);
		json_key(json, "bearing");
		json_text(json, bearing_word(check->found[i].bearing));
		json_key(json, "why");
		json_bilingual(json, check->found[i].why);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static int
matter_json(struct matter_draft *draft, struct response *response)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	record_members(draft->matter.record, true, &json);
	matter_waiting_member(draft->matter.record, visit_of(draft->request)->as_of, &json);
	facts_json(&draft->matter, &json);
	findings_json(&draft->check, &json);
	json_key(&json, "seen");
	json_int(&json, draft->seen);
	json_key(&json, "as_of");
	json_day(&json, visit_of(draft->request)->as_of);
	json_close(&json, '}');
	return 0;
}

int
show_matter(struct request *request, struct response *response)
{
	struct matter_draft *draft = ARENA_NEW(request->arena, struct matter_draft);
	int status = draft ? open_matter(request, draft) : FAIL_MEMORY;

	if (status < 0)
		return status;
	return request->api ? matter_json(draft, response) : matter_html(draft, response);
}
