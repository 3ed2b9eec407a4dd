#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/num.h"
#include "cli/confine.h"
#include "cli/interrupt.h"
#include "cli/service.h"
#include "party/due_ahead.h"
#include "party/upload.h"
#include "store/claim.h"
#include "web/listen.h"
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
	const char *sandbox;
	const char *replica;
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
		{"--sandbox", &choices->sandbox, NULL},   {"--replica", &choices->replica, NULL},
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
	if (!choices->replica) /* an address with a password belongs into the environment */
		choices->replica = getenv("DANGJIAN_REPLICA");
	if (choices->replica && !*choices->replica)
		choices->replica = NULL;
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
 * Signals wait for sigtimedwait(), in every thread started from here; so this
 * comes before the first, or one of them would be ended in its place.  SIGHUP opens
 * the log's file anew; where there is none, and no service manager, it ends
 * the server as it would any program whose terminal is gone.
 */
static void
hold_signals(bool hangup, sigset_t *ret_held)
{
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(ret_held);
	sigaddset(ret_held, SIGINT);
	sigaddset(ret_held, SIGTERM);
	if (hangup)
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
serve(const struct invocation *call, const sigset_t *held, const struct service *service,
      const struct server_options *options, struct installation *installation)
{
	struct due_ahead *ahead;
	struct server *server;
	int status;

	raise_file_limit();
	status = server_start(options, &server);
	if (options->tls_key) /* the TLS library has its own by now */
		sodium_memzero((char *)(uintptr_t)options->tls_key, strlen(options->tls_key));
	if (status)
		return command_failed(call);
	status = due_ahead_start(installation, options->today, &ahead);
	if (status) {
		server_stop(server);
		return command_failed(call);
	}
	puts(server_url(server));
	fflush(stdout);
	log_event(options->log, clock_now(), LOG_INFO, "started");
	service_tell(service, "READY=1");
	wait_for_end(service, server, options->log, held);
	service_tell(service, "STOPPING=1");
	/* Who asks a second time does not want to wait. */
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	pthread_sigmask(SIG_UNBLOCK, held, NULL);
	log_event(options->log, clock_now(), LOG_INFO, "stopping");
	due_ahead_stop(ahead);
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
	return status;
}

static int
read_mode(const char *text, enum sandbox_mode *ret_mode)
{
	static const char *const modes[] = {[SANDBOX_OFF] = "off", [SANDBOX_TRY] = "try", [SANDBOX_REQUIRE] = "require"};

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (strcmp(text, modes[i]) == 0) {
			*ret_mode = (enum sandbox_mode)i;
			return 0;
		}
	return fail(FAIL_INPUT, NULL, NULL, "--sandbox 只能是 require、try 或 off。", "--sandbox is require, try or off.");
}

/* Opens what will be out of reach, then confines this process and opens its log. */
static int
withdraw(const struct invocation *call, const struct choices *choices, struct arena *arena,
         struct server_options *options)
{
	struct confinement confinement = {.mode = SANDBOX_TRY, .db = call->db, .replica = choices->replica,
	                                 .key = call->key, .log = choices->log};
	int gaps = choices->sandbox ? read_mode(choices->sandbox, &confinement.mode) : 0, status = 0;

	options->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	if (gaps == 0)
		gaps = confine(arena, &confinement);
	if (gaps < 0)
		return gaps;
	if (choices->log)
		status = log_open(choices->log, &options->log);
	else if (!choices->quiet)
		status = log_new(STDERR_FILENO, &options->log);
	if (gaps > 0)
		log_event(options->log, clock_now(), LOG_WARNING, failure_text(LANG_EN));
	return status;
}

/* Where pages are read from, as far as the log is kept. */
static void
tell_replica(void *log, enum replica_state state)
{
	static const char *const sentences[] = {
		[REPLICA_BEHIND] = "The replica lags; pages are read from the primary.",
		[REPLICA_CURRENT] = "Pages are read from the replica.",
	};
	char away[FAIL_TEXT_MAX + 64];

	snprintf(away, sizeof away, "The replica is away; pages are read from the primary. %s", failure_text(LANG_EN));
	log_event(log, clock_now(), state == REPLICA_CURRENT ? LOG_INFO : LOG_WARNING,
	          state == REPLICA_AWAY ? away : sentences[state]);
}

static int
open_installation(const struct invocation *call, const char *replica, struct log *log,
                  struct installation **ret_installation)
{
	struct interrupt interrupt;
	int status;

	/* An older database is brought up to date here, which may take long; the server's own end is waited for later. */
	interrupt_begin(&interrupt, call->lang, false);
	status = installation_open(call->db, call->key, ret_installation);
	interrupt_end(&interrupt);
	if (status == 0 && replica)
		status = installation_read_from(*ret_installation, replica, tell_replica, log);
	return status;
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
	sigset_t held;
	int exit = read_choices(call, &choices);

	if (exit)
		return exit;
	if (service_open(&service) < 0)
		return command_failed(call);
	hold_signals(choices.log || service.notify >= 0, &held);
	if (service.socket >= 0 && choices.listen)
		return command_misused(call, "监听套接字已经交来，不能再写 --listen。",
		                       "A listening socket was handed over; --listen cannot be given, too.");
	arena = arena_new(ARENA_REQUEST_MAX);
	options.socket = service.socket;
	options.proxied = choices.proxied;
	if (!arena ||
	    read_files(&choices, arena, &options) ||
	    (service.socket < 0 && listen_at(choices.listen ? choices.listen : LISTEN_DEFAULT, &options.socket)) ||
	    withdraw(call, &choices, arena, &options) ||
	    claim_new(call->db, &claim) ||
	    open_installation(call, choices.replica, options.log, &installation) ||
	    upload_expire(installation, clock_now() / 1000) < 0 || /* what previews left behind */
	    !(options.tables = pages_all(arena, installation->actions, installation->action_count))) {
		exit = command_failed(call);
	} else {
		options.hooks = visit_hooks(installation);
		exit = serve(call, &held, &service, &options, installation);
	}
	installation_close(installation);
	claim_free(claim);
	service_close(&service);
	log_free(options.log);
	if (arena)
		arena_wipe(arena);
	arena_free(arena);
	return exit;
}
