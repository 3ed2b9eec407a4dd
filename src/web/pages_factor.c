/* /me/second-factor: set up with an authenticator, recovery codes renewed, ended; all by password and code. */
#include <string.h>

#include "base/fail.h"
#include "party/factor.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/pages.h"
#include "web/qr.h"

/* A code is typed in the open: it is good once, and for half a minute. */
static int
adapt(struct request *request, struct field_view *field)
{
	(void)request;
	if (strcmp(field->name, "code") == 0)
		field->kind = INPUT_CODE;
	return 0;
}

static struct action_form
factor_form(const struct request *request, const char *action, const char *path)
{
	return (struct action_form){
		.action = action, .path = path, .cancel = "/me", .adapt = adapt,
		.crumbs = {{tr(request->lang, "My record"), {"/me"}, false, 0}}, .crumb_count = 1,
	};
}

/* ---- setting up ---- */

/* The secret stays the same while the form comes back, so that the authenticator need not be filled twice. */
static int
setup_form(const struct request *request, struct action_form *ret_form)
{
	const char *sent = request_field(request, "secret"), *uri;
	char *secret = arena_alloc(request->arena, FACTOR_SECRET_TEXT);
	int status = secret ? 0 : FAIL_MEMORY;

	if (status == 0 && sent && factor_check(sent) == 0)
		memcpy(secret, sent, FACTOR_SECRET_TEXT);
	else if (status == 0)
		status = factor_new(secret);
	if (status < 0)
		return status;
	uri = factor_uri(request->arena, secret, visit_of(request)->actor.name);
	*ret_form = factor_form(request, "set-second-factor", FACTOR_PATH);
	ret_form->lead = tr(request->lang, "Read the code with an authenticator on your phone, or type the secret into it; then enter your password and the six digits it shows.");
	ret_form->hidden[0] = (struct hidden_view){"secret", secret};
	ret_form->hidden_count = 1;
	ret_form->drawing_words = secret;
	if (uri)
		ret_form->drawing = qr_draw(request->arena, tr(request->lang, "QR code for the authenticator"), uri);
	return ret_form->drawing.html ? 0 : FAIL_MEMORY;
}

static int
show_setup(struct request *request, struct response *response)
{
	struct action_form form;
	int status = setup_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
show_recovery(struct request *request, struct response *response, const struct outcome *outcome)
{
	enum lang lang = request->lang;

	return secret_show(request, response, tr(lang, "Recovery codes"),
	                   tr(lang, "Each signs you in once instead of the digits, when the phone is lost. Keep them on paper, apart from the password."),
	                   tr(lang, "Recovery codes"), outcome->secret, "/me");
}

static int
take_setup(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	struct failure_record failure;
	struct action_form form;
	int status = visit_act_posted(request, "set-second-factor", &outcome);

	if (!failure_of_form(status))
		return status < 0 ? status : show_recovery(request, response, &outcome);
	failure = *last_failure();
	status = setup_form(request, &form);
	if (status < 0)
		return status;
	fail_again(&failure);
	return action_form_show(request, response, &form, true);
}

/* ---- ending it, and new codes ---- */

static struct action_form
end_form(const struct request *request)
{
	struct action_form form = factor_form(request, "end-second-factor", FACTOR_PATH "/end");

	form.lead = tr(request->lang, "From then on the password alone signs you in. The recovery codes end, too.");
	return form;
}

static int
show_end(struct request *request, struct response *response)
{
	const struct action_form form = end_form(request);

	return action_form_show(request, response, &form, false);
}

static int
take_end(struct request *request, struct response *response)
{
	const struct action_form form = end_form(request);

	return action_form_take(request, response, &form, "/me");
}

static struct action_form
codes_form(const struct request *request)
{
	struct action_form form = factor_form(request, "renew-recovery-codes", FACTOR_PATH "/codes");

	form.lead = tr(request->lang, "The earlier codes are good for nothing from then on.");
	return form;
}

static int
show_codes(struct request *request, struct response *response)
{
	const struct action_form form = codes_form(request);

	return action_form_show(request, response, &form, false);
}

static int
take_codes(struct request *request, struct response *response)
{
	const struct action_form form = codes_form(request);
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form.action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	return status < 0 ? status : show_recovery(request, response, &outcome);
}

const struct route factor_routes[] = {
	{"GET", FACTOR_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-16", .handle = show_setup},
	{"POST", FACTOR_PATH, LANE_PASSWORD, .who = WHO_SIGNED_IN, .handle = take_setup},
	{"GET", FACTOR_PATH "/end", .who = WHO_SIGNED_IN, .clauses = "DP-16", .handle = show_end},
	{"POST", FACTOR_PATH "/end", LANE_PASSWORD, .who = WHO_SIGNED_IN, .handle = take_end},
	{"GET", FACTOR_PATH "/codes", .who = WHO_SIGNED_IN, .clauses = "DP-16", .handle = show_codes},
	{"POST", FACTOR_PATH "/codes", LANE_PASSWORD, .who = WHO_SIGNED_IN, .handle = take_codes},
	{0},
};
