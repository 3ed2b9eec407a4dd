#include "cli/commands.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/num.h"
#include "cli/service.h"
#include "party/upload.h"
#include "store/claim.h"
#include "web/pages.h"
#include "web/visit.h"

#define LISTEN_DEFAULT "127.0.0.1:8080"
#define PEM_MAX ((size_t)256 << 10) /* bytes of a certificate chain or key */
#define MONITOR_TOKEN_MIN 16
#define MONITOR_TOKEN_MAX 200
#define WORKERS_MAX 64

/* The arguments as given; null where they were not. */
struct choices {
	const char *listen;
	const char *tls_cert;
	const char *tls_key;
	const char *workers;
	const char *log;
	const char *monitor_token;
	bool proxied;
	bool quiet;
};

static int64_t
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
read_choices(const struct invocation *call, struct choices *choices)
{
	const struct { const char *name; const char **value; bool *given; } options[] = {
		{"--listen", &choices->listen, NULL},     {"--tls-cert", &choices->tls_cert, NULL},
		{"--tls-key", &choices->tls_key, NULL},   {"--workers", &choices->workers, NULL},
		{"--log", &choices->log, NULL},           {"--monitor-token", &choices->monitor_token, NULL},
		{"--behind-proxy", NULL, &choices->proxied}, {"--no-access-log", NULL, &choices->quiet},
	};
	const size_t count = sizeof options / sizeof *options;

	for (int i = 0; i < call->argc; i++) {
		size_t o = 0;

		while (o < count && strcmp(call->argv[i], options[o].name) != 0)
			o++;
		if (o == count)
			return command_misused(call, "serve 不认识 %s。", "serve does not know %s.", call->argv[i]);
		if (options[o].given) {
			*options[o].given = true;
			continue;
		}
		if (++i == call->argc)
			return command_misused(call, "%s 后面要有一个值。", "%s needs a value.", options[o].name);
		*options[o].value = call->argv[i];
	}
	if (!choices->tls_cert != !choices->tls_key)
		return command_misused(call, "--tls-cert 和 --tls-key 要一起给出。",
		                       "--tls-cert and --tls-key go together.");
	return 0;
}

static int
read_file(struct arena *arena, const char *name, size_t max, char **ret_text)
{
	FILE *file = fopen(name, "rb");
	char *text = file ? arena_alloc(arena, max + 2) : NULL;
	size_t len = text ? fread(text, 1, max + 1, file) : 0;

	if (!file) {
		struct bilingual reason = system_reason(errno);

		return fail(FAIL_INPUT, NULL, NULL, "无法读取 %s：%s%.0s。", "Cannot read %s: %.0s%s.", name, reason.zh,
		            reason.en);
	}
	fclose(file);
	if (!text)
		return FAIL_MEMORY;
	text[len] = '\0';
	*ret_text = text;
	return 0;
}

static int
read_pem(struct arena *arena, const char *name, const char **ret_text)
{
	char *text;
	int status = read_file(arena, name, PEM_MAX, &text);

	if (status)
		return status;
	if (!*text || strlen(text) > PEM_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "%s 不是证书或私钥文件。", "%s is no certificate or key file.",
		            name);
	*ret_text = text;
	return 0;
}

/* One word, which a program sends behind "Bearer". */
static int
read_monitor_token(struct arena *arena, const char *name, const char **ret_token)
{
	char *text;
	int status = read_file(arena, name, MONITOR_TOKEN_MAX, &text);
	size_t len;

	if (status)
		return status;
	len = strcspn(text, "\r\n");
	if (len < MONITOR_TOKEN_MIN || len > MONITOR_TOKEN_MAX || text[len + strspn(text + len, "\r\n")] ||
	    strcspn(text, " \t") < len)
		return fail(FAIL_INPUT, NULL, NULL, "%s 里应只有一个 %d 到 %d 个字符的监控令牌。",
		            "%s must hold one monitoring token of %d to %d characters and nothing else.", name,
		            MONITOR_TOKEN_MIN, MONITOR_TOKEN_MAX);
	text[len] = '\0';
	*ret_token = text;
	return 0;
}

static int
read_workers(const char *text, unsigned *ret_workers)
{
	int64_t workers;

	if (num_parse(text, &workers) || workers < 1 || workers > WORKERS_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "--workers 应是 1 到 %d 的整数。",
		            "--workers is a whole number from 1 to %d.", WORKERS_MAX);
	*ret_workers = (unsigned)workers;
	return 0;
}

/* A connection is an open file, and the usual limit of 1,024 leaves none for the database. */
static void
raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

/*
 * Signals wait for sigwait(), in every thread started from here.  SIGHUP opens
 * the log's file anew; without one it ends the server as it would any program
 * whose terminal is gone.
 */
static void
hold_signals(bool own_log, sigset_t *ret_held)
{
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(ret_held);
	sigaddset(ret_held, SIGINT);
	sigaddset(ret_held, SIGTERM);
	if (own_log)
		sigaddset(ret_held, SIGHUP);
	pthread_sigmask(SIG_BLOCK, ret_held, NULL);
}

/* Waits for the signal that ends the server, and gives the signs of life that were asked for. */
static void
wait_for_end(const struct service *service, struct server *server, struct log *log, const sigset_t *held)
{
	int64_t every = service->watchdog > 0 ? service->watchdog / 2 : 3600000;
	const struct timespec pause = {.tv_sec = every / 1000, .tv_nsec = every % 1000 * 1000000};

	for (;;) {
		int which = sigtimedwait(held, NULL, &pause);

		if (which == SIGHUP)
			log_reopen(log);
		else if (which > 0)
			return;
		else if (service->watchdog > 0 && server_alive(server, (unsigned)(every / 2000) + 1))
			service_tell(service, "WATCHDOG=1");
	}
}

static int
serve(const struct invocation *call, const struct choices *choices, const struct service *service,
      const struct server_options *options)
{
	struct server *server;
	sigset_t held;

	raise_file_limit();
	hold_signals(choices->log, &held);
	if (server_start(options, &server))
		return command_failed(call);
	puts(server_url(server));
	fflush(stdout);
	log_event(options->log, clock_now(), LOG_INFO, "started");
	service_tell(service, "READY=1");
	wait_for_end(service, server, options->log, &held);
	service_tell(service, "STOPPING=1");
	/* Who asks a second time does not want to wait. */
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	pthread_sigmask(SIG_UNBLOCK, &held, NULL);
	log_event(options->log, clock_now(), LOG_INFO, "stopping");
	server_stop(server);
	return EXIT_HOLDS;
}

/* What the arguments name is read before anything starts. */
static int
read_files(const struct choices *choices, struct arena *arena, struct server_options *options)
{
	int status = 0;

	if (choices->workers)
		status = read_workers(choices->workers, &options->workers[LANE_PAGE]);
	if (!status && choices->tls_cert)
		status = read_pem(arena, choices->tls_cert, &options->tls_cert);
	if (!status && choices->tls_key)
		status = read_pem(arena, choices->tls_key, &options->tls_key);
	if (!status && choices->monitor_token)
		status = read_monitor_token(arena, choices->monitor_token, &options->monitor_token);
	if (status)
		return status;
	if (choices->log)
		return log_open(choices->log, &options->log);
	return choices->quiet ? 0 : log_new(STDERR_FILENO, &options->log);
}

int
serve_command(const struct invocation *call)
{
	struct choices choices = {0};
	struct service service;
	struct server_options options = {
		.lang = call->lang, .today = day_today, .now = clock_now,
	};
	struct installation *installation = NULL;
	struct claim *claim = NULL;
	struct arena *arena;
	int exit = read_choices(call, &choices);

	if (exit)
		return exit;
	if (service_open(&service) < 0)
		return command_failed(call);
	if (service.socket >= 0 && choices.listen)
		return command_misused(call, "监听套接字已经交来，不能再写 --listen。",
		                       "A listening socket was handed over; --listen cannot be given, too.");
	arena = arena_new(ARENA_REQUEST_MAX);
	options.socket = service.socket;
	options.listen = service.socket >= 0 ? NULL : choices.listen ? choices.listen : LISTEN_DEFAULT;
	options.proxied = choices.proxied;
	if (!arena ||
	    read_files(&choices, arena, &options) ||
	    claim_new(call->db, &claim) ||
	    installation_open(call->db, call->key, &installation) ||
	    upload_expire(installation, clock_now() / 1000) < 0 || /* what previews left behind */
	    !(options.tables = pages_all(arena, installation->actions, installation->action_count))) {
		exit = command_failed(call);
	} else {
		options.hooks = visit_hooks(installation);
		exit = serve(call, &choices, &service, &options);
	}
	installation_close(installation);
	claim_free(claim);
	service_close(&service);
	log_free(options.log);
	arena_free(arena);
	return exit;
}
