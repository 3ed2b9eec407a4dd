/*
 * The log: one JSON object a line, each with its time and level.  A thread of
 * its own writes it, so that a slow reader of the log never holds up the
 * network; lines that find no room are counted and dropped.
 */
#ifndef DANGJIAN_WEB_LOG_H
#define DANGJIAN_WEB_LOG_H

#include <stdint.h>

struct log;

enum log_level { LOG_INFO, LOG_WARNING, LOG_ERROR };

struct access {
	int64_t time;       /* milliseconds since 1970 */
	const char *id;     /* of the request */
	const char *method;
	const char *path;   /* without query: that may name persons (DP-6) */
	const char *actor;  /* "account:12", or null */
	int status;
	uint64_t bytes;     /* of the body sent */
	uint64_t micros;
};

/* Logs to an open file, which stays the caller's; 0, FAIL_MEMORY or FAIL_SYSTEM. */
int log_new(int file, struct log **ret_log);

/* Appends to the file of a name, made where there is none; FAIL_INPUT where it cannot be had. */
int log_open(const char *path, struct log **ret_log);

/* Goes on in a file newly opened under the same name, once what waits is written; nothing for log_new. */
void log_reopen(struct log *log);

/* Each takes a null log and does nothing. */
void log_access(struct log *log, const struct access *access);

/* A failure of the machine (database, file, memory) behind a request, which an operator must see. */
void log_trouble(struct log *log, const struct access *access, const char *sentence);

/* What befell the program itself. */
void log_event(struct log *log, int64_t time, enum log_level level, const char *sentence);

/* Lines that found no room or could not be written so far. */
uint64_t log_lost(struct log *log);

/* Writes what is left and frees.  Takes null. */
void log_free(struct log *log);

#endif
