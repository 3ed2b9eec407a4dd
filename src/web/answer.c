#include "web/answer.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"

static int
miss(struct request *request, struct response *response)
{
	(void)request;
	(void)response;
	return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这个页面。", "There is no such page.");
}

const struct route no_route = {
	.method = "GET", .pattern = "", .who = WHO_PUBLIC, .csrf_exempt = true, .handle = miss,
};

static int
let_public_through(const struct request *request)
{
	if (request->route->who & WHO_PUBLIC)
		return 0;
	return fail(FAIL_SIGNED_OUT, NULL, NULL, "请先登录。", "Please sign in first.");
}

static int
check_body(const struct asking *asking)
{
	if (asking->body_failed == 0)
		return 0;
	if (asking->body_failed == FAIL_MEMORY)
		return fail(FAIL_MEMORY, NULL, NULL, "服务器正在接收的内容太多，请稍后再试。",
		            "The server is receiving too much at the moment; please try again later.");
	return fail(FAIL_TOO_LARGE, NULL, NULL, "提交的内容超过 %zu KB 的上限。",
	            "What was sent is larger than the limit of %zu KB.", asking->body_max >> 10);
}

static int
check_site(const struct request *request)
{
	if (strcmp(request->route->method, "POST") != 0 || request->route->csrf_exempt ||
	    request_same_site(request))
		return 0;
	return fail(FAIL_FORBIDDEN, NULL, NULL, "这个请求来自别的网站，没有执行。",
	            "This request came from another site and was not carried out.");
}

/* Takes the same time wherever the two begin to differ. */
static bool
same_token(const char *given, const char *token)
{
	size_t len = strlen(token);

	return strlen(given) == len && sodium_memcmp(given, token, len) == 0;
}

static int
check_monitor(const struct asking *asking, const struct request *request)
{
	const char *token = asking->options->monitor_token;

	if ((request->route->who & WHO_PUBLIC) || request->local ||
	    (token && request->bearer && same_token(request->bearer, token)))
		return 0;
	return fail(FAIL_FORBIDDEN, NULL, NULL, "只有本机或者持监控令牌的程序可以读取。",
	            "Only programs on this machine or with the monitoring token may read this.");
}

static int
check_who(const struct asking *asking, struct request *request)
{
	if (request->route->lane == LANE_INLINE)
		return check_monitor(asking, request);
	if (asking->options->hooks.before)
		return asking->options->hooks.before(request);
	return let_public_through(request);
}

static int
try_route(const struct asking *asking, struct request *request, struct response *response)
{
	int status = check_who(asking, request);

	if (!status)
		status = request->route->handle(request, response);
	return status ? status : buf_status(&response->body);
}

/* Once more where what was read from is lost and another can be read. */
static int
handle_route(const struct asking *asking, struct request *request, struct response *response)
{
	const struct server_hooks *hooks = &asking->options->hooks;
	int status = try_route(asking, request, response);

	if (!status || request->route->lane == LANE_INLINE || !hooks->again || !hooks->again(request, status))
		return status;
	response_reset(response);
	return try_route(asking, request, response);
}

static int
handle(const struct asking *asking, struct request *request, struct response *response)
{
	int status = request_read(request, &asking->raw);

	if (!status)
		status = check_body(asking);
	if (!status && asking->closing)
		status = fail(FAIL_MEMORY, NULL, NULL, "服务器正在关闭。", "The server is shutting down.");
	if (!status)
		status = check_site(request);
	return status ? status : handle_route(asking, request, response);
}

static void
write_failure(const struct asking *asking, struct request *request, struct response *response,
              int status)
{
	const struct server_hooks *hooks = &asking->options->hooks;
	const struct failure_record failure = *last_failure();

	response_reset(response);
	response->status = status;
	if (request->api || request->route->lane == LANE_INLINE || !hooks->failure_page ||
	    hooks->failure_page(request, response) || response->body.failed) {
		fail_again(&failure);
		respond_failure(request, response, status);
	}
	fail_again(&failure);
}

static int
answer_or_explain(const struct asking *asking, struct request *request, struct response *response)
{
	const struct route_match *match = asking->raw.match;
	int status = handle(asking, request, response);

	if (!status)
		return 0;
	if (match->route == &no_route && (match->get || match->post)) {
		status = fail(FAIL_INPUT, NULL, NULL, "这个地址不接受这种请求方法。",
		              "This address does not take that method.");
		write_failure(asking, request, response, 405);
		response_header(response, "Allow", !match->post ? "GET, HEAD" :
		                !match->get ? "POST" : "GET, HEAD, POST");
	} else {
		write_failure(asking, request, response, failure_status(status));
	}
	return status;
}

int
answer(const struct asking *asking, struct request *request, struct response *response)
{
	const struct server_hooks *hooks = &asking->options->hooks;
	int status = answer_or_explain(asking, request, response);
	const struct failure_record failure = *last_failure();

	if (hooks->after && request->route->lane != LANE_INLINE)
		hooks->after(request);
	return status ? fail_again(&failure) : 0;
}
