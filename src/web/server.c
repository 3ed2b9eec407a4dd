#include "web/server.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "web/answer.h"
#include "web/listen.h"
#include "web/metrics.h"
#include "web/pool.h"
#include "web/process.h"

#define CONNECTION_MEMORY (64 << 10)      /* of libmicrohttpd, a connection: head, its records, answer's head */
#define DRAIN_MAX ((uint64_t)2 * UPLOAD_MAX) /* bytes read only to be able to answer 413 */
#define BODY_STEP ((size_t)4 << 10)
#define IDLE_SECONDS 90                   /* without a single byte either way */
#define PARTING_MS 2000                   /* for connections that ask nothing any more, at the end */
#define LOOK_MS 10                        /* between two looks at who is still there */
#define LANE_WAITING_MAX 64               /* of the lanes that are slow by nature */

struct server {
	struct server_options options;
	struct MHD_Daemon *daemon;
	struct MHD_Response *exhausted; /* what is answered without memory for anything else */
	struct routes *routes;
	struct visitors *visitors;
	struct pool *lane[LANES];
	struct worker network;          /* the network thread's own arena, for inline routes */
	struct metrics *metrics;
	struct process *process;
	_Atomic uint64_t entered;       /* connections so far */
	_Atomic uint64_t requests;      /* begun so far: their numbers */
	uint32_t run;                   /* tells the requests of this run from those of others */
	bool tls;
	bool own_socket;                /* not yet libmicrohttpd's */
	int socket;
	char url[LISTEN_URL_MAX];
	_Atomic size_t bodies;          /* bytes held for bodies */
	_Atomic bool draining;          /* connections end after their answer */
	_Atomic bool hurried;           /* what still waits is turned away */
	pthread_mutex_t mutex;
	pthread_cond_t idle;
	size_t active;                  /* whole requests that have no whole answer yet */
};

/* One request, from its first line to the last byte of its answer. */
struct job {
	struct pool_job link; /* first: a lane queues it */
	struct server *server;
	struct MHD_Connection *connection;
	struct visitor *visitor;
	struct head head;
	struct route_match match;
	const char *target_at; /* where the target stands in the receive buffer */
	const char *query;     /* behind the '?' of target, or "" */
	bool begun;            /* the head is read */
	bool unsound;          /* the guard refused the head: nothing of it is believed or logged */
	bool active;           /* counted in server->active */
	char *body;
	size_t body_len, body_room, body_max;
	uint64_t skipped;      /* bytes of a body that will not be used */
	int failure;           /* why it will not, or 0 */
	struct MHD_Response *response;
	int status;
	uint64_t bytes;
	char id[24];           /* for the log */
	char actor[24];        /* who asked, or "" */
	int64_t time;          /* of the clock, milliseconds */
	uint64_t started;      /* microseconds of the monotonic clock */
	char target[];         /* the path once the '?' is cut; as sent, not decoded */
};

static const struct server_limits default_limits = {
	.connections = 1000,
	.per_address = 256,
	.bodies = (size_t)256 << 20,
	.patience.seconds = {[PHASE_IDLE] = 75, [PHASE_HEAD] = 30, [PHASE_BODY] = 600, [PHASE_SEND] = 600},
	.stop_seconds = 20,
};

static uint64_t
micros_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* ---- answers -------------------------------------------------------------- */

static bool
add_headers(struct MHD_Response *sealed, const struct response_header *header, size_t count)
{
	for (size_t i = 0; i < count && header[i].name; i++)
		if (!MHD_add_response_header(sealed, header[i].name, header[i].value))
			return false;
	return true;
}

/* Hands body or file over to libmicrohttpd. */
static struct MHD_Response *
seal_body(struct response *response)
{
	struct MHD_Response *sealed;

	if (response->file >= 0) {
		sealed = MHD_create_response_from_fd64(response->file_len, response->file);
		if (sealed)
			response->file = -1;
	} else if (response->fixed || response->body.len == 0) {
		const void *bytes = response->fixed ? response->fixed : "";

		/* The library's parameter lacks a const; it only reads. */
		sealed = MHD_create_response_from_buffer(response->fixed ? response->fixed_len : 0,
		                                         (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
	} else {
		sealed = MHD_create_response_from_buffer(response->body.len, response->body.data,
		                                         MHD_RESPMEM_MUST_FREE);
		if (sealed)
			buf_init(&response->body, response->body.max);
	}
	response_free(response);
	return sealed;
}

static struct MHD_Response *
seal(struct response *response)
{
	struct MHD_Response *sealed;
	bool has_body = response->file >= 0 || response->fixed || response->body.len > 0;

	sealed = seal_body(response);
	if (!sealed)
		return NULL;
	if (add_headers(sealed, response_fixed_headers, SIZE_MAX) &&
	    add_headers(sealed, response->header, response->headers) &&
	    MHD_add_response_header(sealed, "Cache-Control", response->immutable ?
	                            "public, max-age=31536000, immutable" : "no-store") &&
	    (!has_body || MHD_add_response_header(sealed, "Content-Type", response->type)))
		return sealed;
	MHD_destroy_response(sealed);
	return NULL;
}

/* A short text in both languages, for what never reaches a worker. */
static struct MHD_Response *
plain_answer(const char *zh, const char *en, bool close_after)
{
	struct response response;
	struct MHD_Response *sealed;

	response_init(&response, NULL, false);
	response.type = TYPE_TEXT;
	buf_printf(&response.body, "%s\n%s\n", zh, en);
	sealed = seal(&response);
	if (sealed && close_after)
		MHD_add_response_header(sealed, "Connection", "close");
	return sealed;
}

static enum MHD_Result
send_answer(struct job *job)
{
	struct MHD_Response *response = job->response;

	visitor_begins(job->visitor, PHASE_SEND);
	if (!response) {
		job->status = 503;
		response = job->server->exhausted;
	} else if (atomic_load_explicit(&job->server->draining, memory_order_relaxed)) {
		MHD_add_response_header(response, "Connection", "close");
	}
	return MHD_queue_response(job->connection, (unsigned)job->status, response);
}

/* Answers at once, on the network thread, without handler or body. */
static enum MHD_Result
refuse(struct job *job, enum refusal refusal)
{
	const struct refusal_reason *reason = refusal_reason(refusal);

	job->status = reason->status;
	job->response = plain_answer(reason->zh, reason->en, true);
	return send_answer(job);
}

/* ---- on the worker ---------------------------------------------------------- */

static const char *
client_address(const struct job *job, struct arena *arena)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(job->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const char *named = job->head.header[HEADER_FORWARDED_FOR];
	char text[INET6_ADDRSTRLEN] = "";

	if (job->server->options.proxied && named) {
		const char *last = strrchr(named, ',');

		named = last ? last + 1 + strspn(last + 1, " ") : named;
		if (named[strspn(named, "0123456789abcdefABCDEF.:")] == '\0')
			return arena_strdup(arena, named);
	}
	if (info && info->client_addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((struct sockaddr_in6 *)info->client_addr)->sin6_addr, text, sizeof text);
	else if (info && info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET, &((struct sockaddr_in *)info->client_addr)->sin_addr, text, sizeof text);
	return arena_strdup(arena, text);
}

/* A proxy nobody told us of names its client, too; then the client is not this machine. */
static bool
is_local(const struct job *job, const char *remote)
{
	return address_is_local(remote) &&
	       (job->server->options.proxied || !job->head.header[HEADER_FORWARDED_FOR]);
}

static struct access
access_of(const struct job *job)
{
	return (struct access){
		.time = job->time, .id = job->id, .status = job->status, .bytes = job->bytes,
		.micros = micros_now() - job->started,
		.method = job->unsound ? "-" : job->head.method,
		.path = job->unsound ? "-" : job->target,
		.actor = *job->actor ? job->actor : NULL,
	};
}

/* Leaves the answer in the job; null where memory is out. */
static void
work_on(struct job *job, const struct worker *worker)
{
	struct server *server = job->server;
	const struct asking asking = {
		.options = &server->options, .body_max = job->body_max, .body_failed = job->failure,
		.closing = atomic_load(&server->hurried),
		.raw = {
			.head = &job->head, .path = job->target, .query = job->query, .match = &job->match,
			.body = job->body, .body_len = job->body_len, .lang = server->options.lang,
		},
	};
	struct request request = {
		.server = server, .arena = worker->arena, .worker = worker->context,
		.secure = server->tls || server->options.proxied,
		.today = server->options.today(), .now = job->time / 1000, .id = job->id,
		.remote = client_address(job, worker->arena),
	};
	struct response response;
	struct access access;
	int failure;

	if (!request.remote)
		return;
	request.local = is_local(job, request.remote);
	response_init(&response, worker->arena, request.secure);
	access = access_of(job);
	failure = answer(&asking, &request, &response);
	if (failure == FAIL_SYSTEM || failure == FAIL_UNAVAILABLE)
		log_trouble(server->options.log, &access, failure_text(LANG_EN));
	if (request.actor)
		snprintf(job->actor, sizeof job->actor, "%s", request.actor);
	job->status = response.status;
	if (strcmp(request.method, "HEAD") != 0)
		job->bytes = response.file >= 0 ? response.file_len :
		             response.fixed ? response.fixed_len : response.body.len;
	job->response = seal(&response);
	if (job->response)
		MHD_add_response_header(job->response, "X-Request-Id", job->id);
	/* Whoever came by TLS once comes by nothing else. */
	if (job->response && request.secure)
		MHD_add_response_header(job->response, "Strict-Transport-Security", "max-age=31536000");
}

static void
run_job(void *owner, const struct worker *worker, struct pool_job *link)
{
	struct job *job = (struct job *)link;

	(void)owner;
	work_on(job, worker);
	/* From here on the network thread may end and free the job. */
	MHD_resume_connection(job->connection);
}

/* ---- on the network thread -------------------------------------------------- */

static struct visitor *
visitor_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

static void
on_connection(void *owner, struct MHD_Connection *connection, void **context,
              enum MHD_ConnectionNotificationCode what)
{
	struct server *server = owner;
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = info ? visitor_enter(server->visitors, info->connect_fd) : NULL;
		atomic_fetch_add(&server->entered, 1);
	} else {
		visitor_leave(server->visitors, *context);
	}
}

/*
 * The first the program sees of a request, before anything of it is decoded.
 * The library's receive buffer loses its query here: it would make a record of
 * each argument, and where some hundred of them fill its memory it neither
 * answers nor ends the connection (0.9.75).
 */
static void *
on_target(void *owner, const char *target, struct MHD_Connection *connection)
{
	const char *text = target ? target : "", *mark = strchr(text, '?');
	size_t len = strlen(text);
	struct job *job = calloc(1, sizeof *job + len + 1);

	if (!job)
		return NULL;
	job->server = owner;
	job->connection = connection;
	job->visitor = visitor_of(connection);
	visitor_begins(job->visitor, PHASE_HEAD);
	job->target_at = target;
	job->query = "";
	memcpy(job->target, text, len + 1);
	if (mark)
		((char *)(uintptr_t)mark)[1] = '\0';
	return job;
}

/* Addresses are decoded by our own parsers, which see what was sent. */
static size_t
keep_escaped(void *owner, struct MHD_Connection *connection, char *text)
{
	(void)owner;
	(void)connection;
	return strlen(text);
}

struct guarding {
	struct head *head;
	enum refusal refusal;
};

static enum MHD_Result
on_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_len,
          const char *value, size_t value_len)
{
	struct guarding *guarding = context;

	(void)kind;
	guarding->refusal = guard_header(guarding->head, name, name_len, value ? value : "", value_len);
	return guarding->refusal ? MHD_NO : MHD_YES;
}

static enum refusal
guard(struct job *job, const char *method, const char *version)
{
	struct guarding guarding = {.head = &job->head};
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(job->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	guarding.refusal = guard_request_line(&job->head, method, job->target, job->target_at,
	                                      version ? version : "");
	if (!guarding.refusal)
		MHD_get_connection_values_n(job->connection, MHD_HEADER_KIND, on_header, &guarding);
	return guarding.refusal ? guarding.refusal : guard_head(&job->head, info ? info->header_size : 0);
}

static void
choose_route(struct job *job)
{
	char *mark = strchr(job->target, '?');
	const struct route *route;

	if (mark) {
		*mark = '\0';
		job->query = mark + 1;
	}
	job->match = routes_find(job->server->routes, job->head.method, job->target);
	if (!job->match.route)
		job->match.route = &no_route;
	route = job->match.route;
	job->body_max = route->body_max ? route->body_max : BODY_MAX;
}

/* The first call of a request: its head is complete, its body is not. */
static enum MHD_Result
begin(struct job *job, const char *method, const char *version)
{
	enum refusal refusal;

	job->begun = true;
	snprintf(job->id, sizeof job->id, "%08" PRIx32 "-%" PRIx64, job->server->run,
	         atomic_fetch_add_explicit(&job->server->requests, 1, memory_order_relaxed) + 1);
	job->time = job->server->options.now();
	job->started = micros_now();
	refusal = guard(job, method, version);
	job->unsound = refusal != REFUSE_NOTHING;
	if (refusal)
		return refuse(job, refusal);
	choose_route(job);
	if (job->head.body_len > job->body_max) {
		/* Who waits for leave to send, or would send without end, is told at once. */
		if (job->head.header[HEADER_EXPECT] || job->head.body_len > DRAIN_MAX)
			return refuse(job, REFUSE_LARGE_BODY);
		job->failure = FAIL_TOO_LARGE;
	}
	visitor_begins(job->visitor, PHASE_BODY);
	return MHD_YES;
}

static void
drop_body(struct job *job)
{
	atomic_fetch_sub(&job->server->bodies, job->body_room);
	if (job->body && job->match.route->lane == LANE_PASSWORD)
		sodium_memzero(job->body, job->body_len);
	free(job->body);
	job->body = NULL;
	job->body_len = job->body_room = 0;
}

/* Room for `more` bytes; bodies of all requests together have a limit too. */
static int
grow_body(struct job *job, size_t more)
{
	size_t room = job->body_room ? job->body_room : BODY_STEP, added;
	char *body;

	if (more > job->body_max - job->body_len)
		return FAIL_TOO_LARGE;
	while (room - job->body_len < more)
		room *= 2;
	added = room - job->body_room;
	if (added == 0)
		return 0;
	if (atomic_fetch_add(&job->server->bodies, added) + added > job->server->options.limits.bodies ||
	    !(body = realloc(job->body, room))) {
		atomic_fetch_sub(&job->server->bodies, added);
		return FAIL_MEMORY;
	}
	job->body = body;
	job->body_room = room;
	return 0;
}

static enum MHD_Result
take_body(struct job *job, const char *bytes, size_t len)
{
	if (!job->failure)
		job->failure = grow_body(job, len);
	if (!job->failure) {
		memcpy(job->body + job->body_len, bytes, len);
		job->body_len += len;
		return MHD_YES;
	}
	if (job->body)
		drop_body(job);
	job->skipped += len;
	return job->skipped > DRAIN_MAX ? MHD_NO : MHD_YES;
}

/* The request is complete: to its lane, or answered here and now. */
static enum MHD_Result
dispatch(struct job *job)
{
	struct server *server = job->server;
	enum lane lane = job->match.route->lane;

	job->active = true;
	job->started = micros_now();
	pthread_mutex_lock(&server->mutex);
	server->active++;
	pthread_mutex_unlock(&server->mutex);
	if (lane == LANE_INLINE) {
		arena_reset(server->network.arena);
		work_on(job, &server->network);
		return send_answer(job);
	}
	visitor_begins(job->visitor, PHASE_WORK);
	MHD_suspend_connection(job->connection);
	if (!pool_push(server->lane[lane], &job->link)) {
		job->status = 503;
		job->response = plain_answer("服务器繁忙，请稍后再试。",
		                             "The server is busy; please try again later.", false);
		MHD_resume_connection(job->connection);
	}
	return MHD_YES;
}

/*
 * libmicrohttpd calls this when the head is read, for every piece of the body,
 * when all is read, and again when the connection was resumed.
 */
static enum MHD_Result
on_request(void *owner, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *upload, size_t *upload_len, void **context)
{
	struct job *job = *context;
	size_t len = *upload_len;

	(void)owner;
	(void)connection;
	(void)url;
	if (!job)
		return MHD_NO;
	if (!job->begun)
		return begin(job, method, version);
	*upload_len = 0;
	if (len > 0)
		return take_body(job, upload, len);
	return job->active ? send_answer(job) : dispatch(job);
}

static void
record(struct job *job, enum MHD_RequestTerminationCode how)
{
	struct server *server = job->server;
	struct access access;
	struct answered answered;

	/* Without a status of ours: cut off by the client, or refused by the library itself. */
	if (!job->status)
		job->status = how == MHD_REQUEST_TERMINATED_COMPLETED_OK ? 400 : 499;
	access = access_of(job);
	answered = (struct answered){
		.match = job->unsound ? NULL : &job->match, .method = access.method, .status = access.status,
		.micros = access.micros,
	};
	if (job->match.route && job->match.route->unlogged)
		return;
	metrics_count(server->metrics, &answered);
	log_access(server->options.log, &access);
}

/* The answer is sent, or the client is gone. */
static void
on_completed(void *owner, struct MHD_Connection *connection, void **context,
             enum MHD_RequestTerminationCode how)
{
	struct server *server = owner;
	struct job *job = *context;

	(void)connection;
	if (!job)
		return;
	*context = NULL;
	visitor_begins(job->visitor, PHASE_IDLE);
	if (job->begun)
		record(job, how);
	if (job->response)
		MHD_destroy_response(job->response);
	drop_body(job);
	if (job->active) {
		pthread_mutex_lock(&server->mutex);
		if (--server->active == 0)
			pthread_cond_signal(&server->idle);
		pthread_mutex_unlock(&server->mutex);
	}
	free(job);
}

/* ---- start and stop --------------------------------------------------------- */

static void
apply_defaults(struct server *server)
{
	struct server_limits *limits = &server->options.limits;
	unsigned *workers = server->options.workers;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (!limits->connections)
		limits->connections = default_limits.connections;
	if (!limits->per_address && !server->options.proxied && !listen_is_local(server->socket))
		limits->per_address = default_limits.per_address;
	if (!limits->bodies)
		limits->bodies = default_limits.bodies;
	if (!limits->stop_seconds)
		limits->stop_seconds = default_limits.stop_seconds;
	for (int phase = 0; phase < PHASES; phase++)
		if (!limits->patience.seconds[phase])
			limits->patience.seconds[phase] = default_limits.patience.seconds[phase];
	/* More than cores, for a worker waits while its change reaches the disk. */
	if (!workers[LANE_PAGE])
		workers[LANE_PAGE] = cores > 4 ? (unsigned)cores : 4;
	if (!workers[LANE_PASSWORD])
		workers[LANE_PASSWORD] = 2;
	if (!workers[LANE_SLOW])
		workers[LANE_SLOW] = 1;
}

static int
start_lanes(struct server *server)
{
	for (int i = 0; i < LANES; i++) {
		struct pool_plan plan = {
			.workers = server->options.workers[i],
			/* Each connection waits with one request at most. */
			.waiting_max = i == LANE_PAGE ? server->options.limits.connections : LANE_WAITING_MAX,
			.wipes = i == LANE_PASSWORD,
			.owner = server->options.hooks.owner,
			.open = server->options.hooks.worker_open,
			.close = server->options.hooks.worker_close,
			.run = run_job,
		};
		int status = pool_start(&plan, &server->lane[i]);

		if (status)
			return status;
	}
	return 0;
}

static int
start_daemon(struct server *server)
{
	const struct server_options *options = &server->options;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO |
	                 (server->tls ? MHD_USE_TLS : 0);
	struct MHD_OptionItem tls[] = {
		{MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)options->tls_cert},
		{MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)options->tls_key},
		{MHD_OPTION_END, 0, NULL},
	};

	server->own_socket = false; /* it is closed there even where the start fails */
	server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, on_request, server,
		MHD_OPTION_LISTEN_SOCKET, server->socket,
		MHD_OPTION_STRICT_FOR_CLIENT, 0, /* the guard is stricter, and answers */
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_LIMIT, options->limits.connections,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->limits.per_address,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
		MHD_OPTION_ARRAY, server->tls ? tls : tls + 2,
		MHD_OPTION_END);
	if (server->daemon)
		return 0;
	if (server->tls)
		return fail(FAIL_INPUT, NULL, "tls", "TLS 证书或私钥无法使用。",
		            "The TLS certificate or key cannot be used.");
	return fail(FAIL_SYSTEM, NULL, NULL, "HTTP 服务无法启动。", "The HTTP service cannot be started.");
}

static int
start_parts(struct server *server)
{
	int status = routes_new(server->options.tables, &server->routes);

	if (!status && server->options.listen)
		status = listen_at(server->options.listen, &server->socket);
	if (status)
		return status;
	if (!server->options.listen)
		server->socket = server->options.socket;
	server->own_socket = true;
	apply_defaults(server);
	status = listen_url(server->socket, server->tls, server->url);
	server->run = randombytes_random();
	if (!status)
		status = metrics_new(server->routes, &server->metrics);
	if (!status)
		status = process_new(server->options.now() / 1000, server->options.statm, &server->process);
	if (!status)
		status = visitors_new(&server->options.limits.patience, &server->visitors);
	server->network.arena = arena_new(ARENA_REQUEST_MAX);
	server->exhausted = plain_answer("服务器内存不足。", "The server is out of memory.", true);
	if (!status && (!server->network.arena || !server->exhausted))
		status = fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	if (!status)
		status = start_lanes(server);
	return status ? status : start_daemon(server);
}

int
server_start(const struct server_options *options, struct server **ret_server)
{
	struct server *server = calloc(1, sizeof *server);
	struct failure_record failure;
	pthread_condattr_t monotonic;

	if (!server)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	server->options = *options;
	server->tls = options->tls_cert && options->tls_key;
	pthread_mutex_init(&server->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&server->idle, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (start_parts(server) == 0) {
		*ret_server = server;
		return 0;
	}
	failure = *last_failure();
	server_stop(server);
	return fail_again(&failure);
}

const char *
server_url(const struct server *server)
{
	return server->url;
}

const struct routes *
server_routes(const struct server *server)
{
	return server->routes;
}

static void
pause_ms(unsigned ms)
{
	const struct timespec time = {.tv_nsec = (long)ms * 1000000};

	nanosleep(&time, NULL);
}

bool
server_alive(struct server *server, unsigned seconds)
{
	const struct sockaddr nowhere = {.sa_family = AF_UNIX};
	uint64_t before = atomic_load(&server->entered);
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return false;
	/* It closes its end in any case, and takes none where there are too many: then it lives. */
	if (MHD_add_connection(server->daemon, pair[0], &nowhere, sizeof nowhere) != MHD_YES)
		before--;
	close(pair[1]);
	for (unsigned ms = 0; ms < seconds * 1000 && atomic_load(&server->entered) == before; ms += LOOK_MS)
		pause_ms(LOOK_MS);
	return atomic_load(&server->entered) != before;
}

/* Waits until every request has its answer, but no longer than some seconds. */
static bool
wait_until_idle(struct server *server, unsigned seconds)
{
	struct timespec end;
	bool idle;
	int status = 0;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	pthread_mutex_lock(&server->mutex);
	while (server->active > 0 && status == 0)
		status = pthread_cond_timedwait(&server->idle, &server->mutex, &end);
	idle = server->active == 0;
	pthread_mutex_unlock(&server->mutex);
	return idle;
}

/*
 * Waits while requests are under way, and a moment longer for connections that
 * ask nothing: whoever sends on one that is just being closed loses a request.
 */
static void
see_off(struct server *server)
{
	unsigned limit = server->options.limits.stop_seconds * 1000;

	for (unsigned ms = 0; ms < limit && visitors_count(server->visitors) > 0; ms += LOOK_MS) {
		if (ms >= PARTING_MS && visitors_busy(server->visitors) == 0)
			return;
		pause_ms(LOOK_MS);
	}
}

/* Finishes what was asked; afterwards no connection is suspended, which MHD_stop_daemon needs. */
static void
drain(struct server *server)
{
	MHD_socket listening = MHD_quiesce_daemon(server->daemon);

	if (listening != MHD_INVALID_SOCKET)
		close(listening);
	atomic_store(&server->draining, true);
	see_off(server);
	if (!wait_until_idle(server, 0))
		atomic_store(&server->hurried, true);
	for (int i = 0; i < LANES; i++)
		pool_close(server->lane[i]);
	wait_until_idle(server, 1);
	MHD_stop_daemon(server->daemon);
}

void
server_stop(struct server *server)
{
	if (!server)
		return;
	if (server->daemon)
		drain(server);
	for (int i = 0; i < LANES; i++)
		pool_free(server->lane[i]);
	if (server->own_socket)
		close(server->socket);
	if (server->exhausted)
		MHD_destroy_response(server->exhausted);
	visitors_free(server->visitors);
	process_free(server->process);
	metrics_free(server->metrics);
	routes_free(server->routes);
	arena_free(server->network.arena);
	pthread_cond_destroy(&server->idle);
	pthread_mutex_destroy(&server->mutex);
	free(server);
}

static void
write_lanes(const struct server *server, struct buf *out)
{
	static const char *const names[LANES] = {
		[LANE_PAGE] = "page", [LANE_PASSWORD] = "password", [LANE_SLOW] = "slow",
	};

	figure_begin(out, "dangjian_lane_waiting", GAUGE, "Requests that wait for a worker.");
	for (int i = 0; i < LANES; i++)
		figure_sample(out, "dangjian_lane_waiting", "lane", names[i], pool_waiting(server->lane[i]));
	figure_begin(out, "dangjian_lane_busy", GAUGE, "Workers that answer a request.");
	for (int i = 0; i < LANES; i++)
		figure_sample(out, "dangjian_lane_busy", "lane", names[i], pool_busy(server->lane[i]));
	figure_begin(out, "dangjian_lane_workers", GAUGE, "Workers there are.");
	for (int i = 0; i < LANES; i++)
		figure_sample(out, "dangjian_lane_workers", "lane", names[i], pool_workers(server->lane[i]));
}

void
server_metrics(struct server *server, struct buf *out)
{
	const struct server_hooks *hooks = &server->options.hooks;
	size_t active;

	metrics_write(server->metrics, out);
	pthread_mutex_lock(&server->mutex);
	active = server->active;
	pthread_mutex_unlock(&server->mutex);
	figure_alone(out, "dangjian_http_connections", GAUGE, "Open connections.", visitors_count(server->visitors));
	figure_alone(out, "dangjian_http_active", GAUGE, "Whole requests without a whole answer yet.", active);
	figure_alone(out, "dangjian_http_body_bytes", GAUGE, "Bytes held for bodies of requests.",
	             atomic_load(&server->bodies));
	figure_alone(out, "dangjian_log_lost_lines_total", COUNTER, "Lines of the log that could not be written.",
	             log_lost(server->options.log));
	write_lanes(server, out);
	process_figures(server->process, out);
	if (hooks->figures)
		hooks->figures(hooks->owner, out);
}

int
server_health(const struct server *server)
{
	const struct server_hooks *hooks = &server->options.hooks;

	return hooks->health ? hooks->health(hooks->owner) : 0;
}
