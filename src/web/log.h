/*
 * The access log: one JSON object a line.  A thread of its own writes it, so
 * that a slow reader of the log never holds up the network; lines that find no
 * room are counted and dropped.
 */
#ifndef DANGJIAN_WEB_LOG_H
#define DANGJIAN_WEB_LOG_H

#include <stdint.h>

struct log;

struct access {
	int64_t time;       /* milliseconds since 1970 */
	const char *method;
	const char *path;   /* without query: that may name persons (DP-6) */
	int status;
	uint64_t bytes;     /* of the body sent */
	uint64_t micros;
};

/* Logs to an open file, which stays the caller's; 0, FAIL_MEMORY or FAIL_SYSTEM. */
int log_new(int file, struct log **ret_log);

void log_access(struct log *log, const struct access *access);

/* A failure of the machine (database, file, memory), which an operator must see. */
void log_trouble(struct log *log, int64_t time, const char *path, const char *sentence);

/* Writes what is left and frees.  Takes null. */
void log_free(struct log *log);

#endif
