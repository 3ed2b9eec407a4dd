/* Notices that are sent from the page of whoever they are about: a proposed joint branch, a reminder. */
#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/link.h"
#include "web/matter_page.h"
#include "web/proposal_page.h"

/* Which action an address is the form of, and of what kind its {id} is. */
struct notice_form {
	const char *action, *field;
	const struct kind *kind;
};

static int
read_id(const struct request *request, int64_t *ret_id)
{
	if (num_parse(request_param(request, "id"), ret_id) < 0 || *ret_id <= 0)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这个组织。", "There is no such organization.");
	return 0;
}

static int
fill(struct request *request, const struct notice_form *notice, struct action_form *form)
{
	struct labels *labels = labels_new(request, request->arena, true);
	struct label label;
	int64_t id;
	int status = read_id(request, &id);

	if (status == 0)
		status = labels ? label_of(labels, notice->kind, id, &label) : FAIL_MEMORY;
	if (status < 0)
		return status;
	*form = (struct action_form){.action = notice->action, .path = request->path};
	form->hidden[form->hidden_count++] = (struct hidden_view){notice->field, arena_printf(request->arena, "%" PRId64, id)};
	form->cancel = notice->kind == &unit_kind ? proposal_address(request->arena, id)
	                                          : record_address(request->arena, notice->kind, id);
	form->crumbs[form->crumb_count++] = (struct link_view){
		.label = in_lang(notice->kind->plural, request->lang), .href = {kind_address(request->arena, notice->kind)}};
	form->crumbs[form->crumb_count++] = (struct link_view){.label = label.text, .href = {form->cancel}};
	return form->hidden[0].value && form->cancel && form->crumbs[0].href.path ? 0 : FAIL_MEMORY;
}

static int
show(struct request *request, struct response *response, const struct notice_form *notice)
{
	struct action_form form;
	int status = fill(request, notice, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

/* Done, it goes back to the page it was sent from. */
static int
take(struct request *request, struct response *response, const struct notice_form *notice)
{
	struct action_form form;
	int status = fill(request, notice, &form);

	return status < 0 ? status : action_form_take(request, response, &form, form.cancel);
}

static const struct notice_form proposal = {"send-joint-proposal", "unit", &unit_kind};
static const struct notice_form reminder = {"remind-reelection", "body", &body_kind};

int
show_send_proposal(struct request *request, struct response *response)
{
	return show(request, response, &proposal);
}

int
take_send_proposal(struct request *request, struct response *response)
{
	return take(request, response, &proposal);
}

int
show_reminder(struct request *request, struct response *response)
{
	return show(request, response, &reminder);
}

int
take_reminder(struct request *request, struct response *response)
{
	return take(request, response, &reminder);
}
