#include "web/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/fail.h"
#include "base/json.h"

#define LOG_WAITING_MAX ((size_t)1 << 20) /* bytes that wait for the writer */
#define LOG_GATHER_MS 20                  /* lines of this time are written together */
#define LOG_LINE_ROOM ((size_t)64 << 10)  /* more than any line needs */

struct log {
	int file;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t work; /* a first line waits, or the log ends */
	struct buf waiting;
	uint64_t dropped;
	bool stopping;
};

static void
write_all(int file, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(file, bytes, len);

		if (n < 0 && errno != EINTR)
			return; /* nobody is left to tell */
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

/* Waits for lines; the mutex is held. */
static void
gather(struct log *log)
{
	struct timespec end;

	while (log->waiting.len == 0 && !log->stopping)
		pthread_cond_wait(&log->work, &log->mutex);
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_nsec += LOG_GATHER_MS * 1000000;
	end.tv_sec += end.tv_nsec / 1000000000;
	end.tv_nsec %= 1000000000;
	while (!log->stopping && pthread_cond_timedwait(&log->work, &log->mutex, &end) == 0)
		;
}

static void *
write_log(void *argument)
{
	struct log *log = argument;
	struct buf out;
	bool stopping = false;

	buf_init(&out, log->waiting.max);
	while (!stopping) {
		struct buf swap = out;

		pthread_mutex_lock(&log->mutex);
		gather(log);
		out = log->waiting;
		log->waiting = swap;
		stopping = log->stopping;
		pthread_mutex_unlock(&log->mutex);
		write_all(log->file, buf_text(&out), out.len);
		buf_clear(&out);
	}
	buf_free(&out);
	return NULL;
}

int
log_new(int file, struct log **ret_log)
{
	struct log *log = calloc(1, sizeof *log);
	pthread_condattr_t monotonic;

	if (!log)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	log->file = file;
	buf_init(&log->waiting, LOG_WAITING_MAX);
	pthread_mutex_init(&log->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&log->work, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&log->thread, NULL, write_log, log)) {
		pthread_cond_destroy(&log->work);
		pthread_mutex_destroy(&log->mutex);
		free(log);
		return fail(FAIL_SYSTEM, NULL, NULL, "无法启动日志线程。", "The log's thread cannot be started.");
	}
	*ret_log = log;
	return 0;
}

/* Opens a line with its time, or returns false where there is no room. */
static bool
begin_line(struct log *log, struct json *json, int64_t time)
{
	char day[DAY_TEXT], text[48];
	int64_t second = time / 1000;

	pthread_mutex_lock(&log->mutex);
	if (log->waiting.max - log->waiting.len < LOG_LINE_ROOM) {
		log->dropped++;
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

	if (!begin_line(log, &json, access->time))
		return;
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
	end_line(log, &json);
}

void
log_trouble(struct log *log, int64_t time, const char *path, const char *sentence)
{
	struct json json;

	if (!begin_line(log, &json, time))
		return;
	json_key(&json, "trouble");
	json_text(&json, sentence);
	json_key(&json, "path");
	json_text(&json, path);
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
	free(log);
}
