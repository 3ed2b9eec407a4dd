/* Signing in and out, and how the reader wants pages: language and large print. */
#include <string.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/standpoint.h"

#define CHOICE_AGE (365 * 24 * 60 * 60) /* seconds a reader's choice is kept */

/* The form, also after an attempt that failed: then with its reason and status. */
static int
login_form(struct request *request, struct response *response, bool failed)
{
	const char *back = visit_back(request, NULL);
	const struct hidden_view hidden = {"back", back};
	const char *problem = failed ? arena_strdup(request->arena, failure_text(request->lang)) : NULL;
	struct page *page = page_new(request, response, tr(request->lang, "Sign in"));
	struct html html = page_html(request, response);
	struct login_view view = {
		.action = {LOGIN_PATH}, .account = failed ? request_field(request, "account") : NULL,
		.problem = problem, .code_wanted = failed, .hidden = &hidden, .hidden_count = back != NULL,
	};

	if (!page || (failed && !problem))
		return FAIL_MEMORY;
	view.page = &page->view;
	view_login(&html, &view);
	return 0;
}

static int
show_login(struct request *request, struct response *response)
{
	if (visit_signed_in(visit_of(request)))
		return response_redirect(response, visit_back(request, "/"));
	return login_form(request, response, false);
}

static int
sign_in(struct request *request, struct session *ret_session)
{
	const char *account = request_field(request, "account"), *password = request_field(request, "password");

	if (!account || !*account || !password || !*password)
		return fail(FAIL_INPUT, NULL, account && *account ? "password" : "account", "请填写账号和密码。",
		            "Give account and password.");
	return session_login(visit_of(request)->installation, request->arena,
	                     &(struct sign_in){.account = account, .password = password,
	                                       .code = request_field(request, "code"), .address = request->remote,
	                                       .today = request->today, .at = request->now}, ret_session);
}

static int
take_login(struct request *request, struct response *response)
{
	const char *earlier = request_cookie(request, SESSION_COOKIE);
	struct session session;
	int status = sign_in(request, &session);

	if (status == FAIL_SIGNED_OUT || status == FAIL_SLOW_DOWN || status == FAIL_INPUT) {
		response->status = failure_status(status);
		return login_form(request, response, true);
	}
	if (status == 0 && earlier)
		status = session_logout(visit_of(request)->installation, earlier);
	if (status == 0)
		status = response_cookie(response, SESSION_COOKIE, session.token, 0);
	if (status < 0)
		return status;
	/* Whose password or second factor was reset reads first by whom and why. */
	return response_redirect(response, session.told ? "/me" : visit_back(request, "/"));
}

static int
sign_out(struct request *request, struct response *response)
{
	const char *token = request_cookie(request, SESSION_COOKIE);
	int status = token ? session_logout(visit_of(request)->installation, token) : 0;

	if (status == 0)
		status = response_cookie(response, SESSION_COOKIE, "", -1);
	return status < 0 ? status : response_redirect(response, LOGIN_PATH);
}

/* Keeps a choice in a cookie where it is one of the words, and goes back. */
static int
keep_choice(const struct request *request, struct response *response, const char *argument,
            const char *cookie, const char *const words[2])
{
	const char *word = request_query(request, argument);
	int status = 0;

	if (!word || (strcmp(word, words[0]) != 0 && strcmp(word, words[1]) != 0))
		return fail(FAIL_INPUT, NULL, argument, "%s 只能是 %s 或 %s。", "%s is %s or %s.", argument, words[0],
		            words[1]);
	status = response_cookie(response, cookie, word, CHOICE_AGE);
	return status < 0 ? status : response_redirect(response, visit_back(request, "/"));
}

static int
choose_language(struct request *request, struct response *response)
{
	static const char *const words[2] = {"zh", "en"};

	return keep_choice(request, response, "lang", LANG_COOKIE, words);
}

static int
choose_print(struct request *request, struct response *response)
{
	static const char *const words[2] = {"1", "0"};

	return keep_choice(request, response, "large", LARGE_COOKIE, words);
}

const struct route sign_routes[] = {
	{"GET", LOGIN_PATH, .who = WHO_PUBLIC, .clauses = "DP-16", .handle = show_login},
	{"POST", LOGIN_PATH, LANE_PASSWORD, .who = WHO_PUBLIC, .csrf_exempt = true, .clauses = "DP-16",
	 .handle = take_login},
	{"POST", "/logout", .who = WHO_SIGNED_IN, .handle = sign_out},
	{"GET", "/language", .who = WHO_PUBLIC, .handle = choose_language},
	{"GET", "/large-print", .who = WHO_PUBLIC, .handle = choose_print},
	{"GET", LOOK_FROM_PATH, .who = WHO_SIGNED_IN, .handle = choose_standpoint},
	{0},
};
