#include "web/log.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/fail.h"
#include "base/json.h"

#define LOG_WAITING_MAX ((size_t)1 << 20) /* bytes that wait for the writer */
#define LOG_GATHER_MS 20                  /* lines of this time are written together */
#define LOG_LINE_ROOM ((size_t)64 << 10)  /* more than any line needs */

static const char *const levels[] = {[LOG_INFO] = "info", [LOG_WARNING] = "warning", [LOG_ERROR] = "error"};

struct log {
	int file;            /* the writing thread's alone, once it runs */
	char *path;          /* null: the file is the caller's */
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t work; /* a first line waits, or the file is to be opened anew, or the log ends */
	struct buf waiting;
	uint64_t dropped;    /* since the last line that says so */
	_Atomic uint64_t lost;
	bool reopening;
	bool stopping;
};

static void
write_all(struct log *log, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(log->file, bytes, len);

		if (n < 0 && errno != EINTR) {
			/* Nobody is left to tell but the counters. */
			for (size_t i = 0; i < len; i++)
				log->lost += bytes[i] == '\n';
			return;
		}
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

static int
open_file(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640);
}

/* A name that cannot be opened leaves the log where it was. */
static void
open_anew(struct log *log)
{
	int file = open_file(log->path);

	if (file >= 0) {
		close(log->file);
		log->file = file;
	}
}

/* Waits for lines; the mutex is held. */
static void
gather(struct log *log)
{
	struct timespec end;

	while (log->waiting.len == 0 && !log->reopening && !log->stopping)
		pthread_cond_wait(&log->work, &log->mutex);
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_nsec += LOG_GATHER_MS * 1000000;
	end.tv_sec += end.tv_nsec / 1000000000;
	end.tv_nsec %= 1000000000;
	while (!log->stopping && !log->reopening && pthread_cond_timedwait(&log->work, &log->mutex, &end) == 0)
		;
}

static void *
write_log(void *argument)
{
	struct log *log = argument;
	struct buf out;
	bool stopping = false, reopening;

	buf_init(&out, log->waiting.max);
	while (!stopping) {
		struct buf swap = out;

		pthread_mutex_lock(&log->mutex);
		gather(log);
		out = log->waiting;
		log->waiting = swap;
		stopping = log->stopping;
		reopening = log->reopening;
		log->reopening = false;
		pthread_mutex_unlock(&log->mutex);
		write_all(log, buf_text(&out), out.len);
		buf_clear(&out);
		if (reopening)
			open_anew(log);
	}
	buf_free(&out);
	return NULL;
}

static int
start(struct log *log)
{
	pthread_condattr_t monotonic;

	buf_init(&log->waiting, LOG_WAITING_MAX);
	pthread_mutex_init(&log->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&log->work, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&log->thread, NULL, write_log, log) == 0)
		return 0;
	pthread_cond_destroy(&log->work);
	pthread_mutex_destroy(&log->mutex);
	return fail(FAIL_SYSTEM, NULL, NULL, "无法启动日志线程。", "The log's thread cannot be started.");
}

int
log_new(int file, struct log **ret_log)
{
	struct log *log = calloc(1, sizeof *log);
	int status = log ? 0 : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");

	if (!status) {
		log->file = file;
		status = start(log);
	}
	if (status) {
		free(log);
		return status;
	}
	*ret_log = log;
	return 0;
}

static int
cannot_open(const char *path, int error)
{
	struct bilingual reason = system_reason(error);

	return fail(FAIL_INPUT, NULL, "log", "打不开日志文件 %s：%s%.0s。", "The log file %s cannot be opened: %.0s%s.",
	            path, reason.zh, reason.en);
}

int
log_open(const char *path, struct log **ret_log)
{
	int file = open_file(path);
	struct log *log;
	int status = file < 0 ? cannot_open(path, errno) : log_new(file, &log);

	if (status) {
		if (file >= 0)
			close(file);
		return status;
	}
	log->path = strdup(path);
	if (!log->path) {
		log_free(log);
		close(file);
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	}
	*ret_log = log;
	return 0;
}

void
log_reopen(struct log *log)
{
	if (!log || !log->path)
		return;
	pthread_mutex_lock(&log->mutex);
	log->reopening = true;
	pthread_cond_signal(&log->work);
	pthread_mutex_unlock(&log->mutex);
}

uint64_t
log_lost(struct log *log)
{
	return log ? atomic_load(&log->lost) : 0;
}

/* Opens a line with its time, or returns false where there is no room. */
static bool
begin_line(struct log *log, struct json *json, int64_t time, enum log_level level)
{
	char day[DAY_TEXT], text[48];
	int64_t second = time / 1000;

	if (!log)
		return false;
	pthread_mutex_lock(&log->mutex);
	if (log->waiting.max - log->waiting.len < LOG_LINE_ROOM) {
		log->dropped++;
		log->lost++;
		pthread_mutex_unlock(&log->mutex);
		return false;
	}
	if (log->waiting.len == 0)
		pthread_cond_signal(&log->work);
	snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%03dZ", day_text((day_no)(second / 86400), day),
	         (int)(second / 3600 % 24), (int)(second / 60 % 60), (int)(second % 60),
	         (int)(time % 1000));
	*json = json_to(&log->waiting);
	json_open(json, '{');
	json_key(json, "time");
	json_text(json, text);
	json_key(json, "level");
	json_text(json, levels[level]);
	if (log->dropped > 0) {
		json_key(json, "dropped");
		json_int(json, (int64_t)log->dropped);
		log->dropped = 0;
	}
	return true;
}

static void
end_line(struct log *log, struct json *json)
{
	json_close(json, '}');
	buf_putc(&log->waiting, '\n');
	pthread_mutex_unlock(&log->mutex);
}

void
log_access(struct log *log, const struct access *access)
{
	struct json json;

	if (!begin_line(log, &json, access->time, access->status >= 500 ? LOG_ERROR : LOG_INFO))
		return;
	json_key(&json, "id");
	json_text(&json, access->id);
	json_key(&json, "method");
	json_text(&json, access->method);
	json_key(&json, "path");
	json_text(&json, access->path);
	json_key(&json, "status");
	json_int(&json, access->status);
	json_key(&json, "bytes");
	json_int(&json, (int64_t)access->bytes);
	json_key(&json, "ms");
	json_tenths(&json, (int64_t)(access->micros / 100));
	if (access->actor) {
		json_key(&json, "actor");
		json_text(&json, access->actor);
	}
	end_line(log, &json);
}

void
log_trouble(struct log *log, const struct access *access, const char *sentence)
{
	struct json json;

	if (!begin_line(log, &json, access->time, LOG_ERROR))
		return;
	json_key(&json, "id");
	json_text(&json, access->id);
	json_key(&json, "path");
	json_text(&json, access->path);
	json_key(&json, "message");
	json_text(&json, sentence);
	end_line(log, &json);
}

void
log_event(struct log *log, int64_t time, enum log_level level, const char *sentence)
{
	struct json json;

	if (!begin_line(log, &json, time, level))
		return;
	json_key(&json, "message");
	json_text(&json, sentence);
	end_line(log, &json);
}

void
log_free(struct log *log)
{
	if (!log)
		return;
	pthread_mutex_lock(&log->mutex);
	log->stopping = true;
	pthread_cond_signal(&log->work);
	pthread_mutex_unlock(&log->mutex);
	pthread_join(log->thread, NULL);
	pthread_cond_destroy(&log->work);
	pthread_mutex_destroy(&log->mutex);
	buf_free(&log->waiting);
	if (log->path)
		close(log->file);
	free(log->path);
	free(log);
}
