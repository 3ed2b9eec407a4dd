/* What answers without worker or database: health, counters, assets. */
#include <string.h>

#include "base/fail.h"
#include "web/asset.h"
#include "web/pages.h"
#include "web/server.h"

/* Why it is not well is for the log and for this machine; others learn that it is not. */
static int
show_health(struct request *request, struct response *response)
{
	static const char well[] = "ok", unwell[] = "数据库不能写入。\nThe database cannot be written.\n";
	bool healthy = server_health(request->server) == 0;

	response->type = TYPE_TEXT;
	if (!healthy && request->local) {
		response->status = 503;
		buf_printf(&response->body, "%s\n%s\n", failure_text(LANG_ZH), failure_text(LANG_EN));
		return 0;
	}
	response->status = healthy ? 200 : 503;
	response->fixed = healthy ? well : unwell;
	response->fixed_len = strlen(response->fixed);
	return 0;
}

static int
show_metrics(struct request *request, struct response *response)
{
	response->type = "text/plain; version=0.0.4; charset=utf-8";
	server_metrics(request->server, &response->body);
	return 0;
}

static int
send_asset(struct request *request, struct response *response)
{
	const struct asset *asset = asset_find(request->path);
	bool gzip = asset && asset->gzip && gzip_accepted(request->header[HEADER_ACCEPT_ENCODING]);
	int status = 0;

	if (!asset)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这个文件。", "There is no such file.");
	response->type = asset->type;
	response->fixed = gzip ? asset->gzip : asset->bytes;
	response->fixed_len = gzip ? asset->gzip_len : asset->len;
	response->immutable = true;
	if (asset->gzip)
		status = response_header(response, "Vary", "Accept-Encoding");
	if (!status && gzip)
		status = response_header(response, "Content-Encoding", "gzip");
	return status;
}

const struct route basic_routes[] = {
	{.method = "GET", .pattern = "/healthz", .lane = LANE_INLINE, .who = WHO_PUBLIC, .handle = show_health},
	{.method = "GET", .pattern = "/metrics", .lane = LANE_INLINE, .who = WHO_MONITOR, .handle = show_metrics},
	{.method = "GET", .pattern = "/assets/{name}", .lane = LANE_INLINE, .who = WHO_PUBLIC,
	 .handle = send_asset},
	{0},
};
