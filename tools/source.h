/* Text files the build's tools read, and errors that point into them. */
#ifndef DANGJIAN_TOOLS_SOURCE_H
#define DANGJIAN_TOOLS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define SOURCE_MAX ((size_t)16 << 20) /* bytes of one file */

struct source {
	const char *name;
	const char *text; /* `len` bytes; no NUL is promised behind them */
	size_t len;
};

/* Reads a whole file into `into`; false with a message in `errors`. */
bool source_read(const char *path, struct buf *into, struct source *ret_source, struct buf *errors);

/*
 * Calls `visit` for each file in or below `path` (itself, if it is a file)
 * whose name ends in one of the null-terminated `endings`, in the order of
 * names.  False as soon as one visit is, or with a message in `errors`.
 */
bool source_walk(const char *path, const char *const *endings,
                 bool (*visit)(const char *file, void *context), void *context, struct buf *errors);

/* The line of a byte, counted from 1. */
int source_line(const struct source *source, size_t at);

/*
 * Appends "name:line:column: error: …", the line itself and a mark below the
 * place, as compilers do.  The column counts bytes.
 */
void source_error(const struct source *source, size_t at, struct buf *errors, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Writes `len` bytes to a file; false with a message in `errors`. */
bool source_write(const char *path, const struct buf *content, struct buf *errors);

/*
 * The bytes of a C string literal at text[0] == '"', quotes included; 0 if it
 * does not end on its line.
 */
size_t c_literal(const char *text, size_t len);

/* Appends what a C string literal of `len` bytes stands for; false for an escape other than \" \\ \n \t. */
bool c_unquote(const char *text, size_t len, struct buf *out);

/* Appends `len` bytes as one C string literal on one line. */
void c_quote(const char *text, size_t len, struct buf *out);

#endif
