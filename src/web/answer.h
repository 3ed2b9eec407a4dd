/* From a complete request to its response: what happens on a worker. */
#ifndef DANGJIAN_WEB_ANSWER_H
#define DANGJIAN_WEB_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "web/request.h"
#include "web/response.h"
#include "web/server.h"

/* Stands in where no route fits, so that the hooks see who is asking on that page too. */
extern const struct route no_route;

struct asking {
	const struct server_options *options;
	struct raw_request raw;
	size_t body_max; /* of the route */
	int body_failed; /* why the body was not kept (FAIL_TOO_LARGE, FAIL_MEMORY), or 0 */
	bool closing;    /* the server turns away what still waits */
};

/*
 * Reads the request, asks the hook, runs the handler and, where any of them
 * fails, writes the failure; the response is whole in every case.  0, or the
 * failure that was answered, which last_failure() then tells.
 */
int answer(const struct asking *asking, struct request *request, struct response *response);

#endif
