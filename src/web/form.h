/*
 * What clients send as names and values: query strings, posted forms, uploads
 * and cookies.  Every parser takes foreign bytes; what it lets through is
 * well-formed UTF-8 without control characters but tab, CR and LF.
 */
#ifndef DANGJIAN_WEB_FORM_H
#define DANGJIAN_WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define FORM_PAIRS_MAX 4096      /* fields of one form: a roll of some hundred members fits */
#define FORM_NAME_MAX 128        /* bytes of a field's name */
#define FORM_VALUE_MAX (64 << 10)/* bytes of a field's value */
#define FORM_FILE_NAME_MAX 255   /* bytes of an uploaded file's name */
#define FORM_COOKIES_MAX 50

struct form_pair {
	const char *name;
	const char *value;
};

/* Pairs in the order they were sent; a name may stand more than once. */
struct form {
	const struct form_pair *pairs;
	size_t count;
};

/* A file sent with a form.  The bytes lie in the body it was parsed from. */
struct upload {
	const char *field; /* null: no file was sent */
	const char *name;  /* as the client calls it, without folders */
	const char *bytes; /* not NUL-terminated */
	size_t len;
};

/* The n-th value (from 0) under a name, or null. */
const char *form_nth(const struct form *form, const char *name, size_t n);

/* The first value under a name, or null. */
const char *form_get(const struct form *form, const char *name);

/*
 * The byte at *at, decoded where it is written as %xx, and moves *at behind it;
 * -1 for an ill-formed escape.
 */
int form_byte(const char **at, const char *end);

/*
 * Decodes %xx (and, where `plus` is given, that character to a space) to a new
 * text; 0 or FAIL_INPUT for ill-formed escapes and what this header refuses.
 */
int form_decode(struct arena *arena, const char *text, size_t len, char plus,
                const char **ret_text);

/* application/x-www-form-urlencoded and query strings; 0, FAIL_INPUT or FAIL_TOO_LARGE. */
int form_parse_urlencoded(struct arena *arena, const char *text, size_t len,
                          struct form *ret_form);

/*
 * multipart/form-data.  `content_type` is the whole header, whose boundary is
 * used.  At most one file; a file control left empty counts as none.
 */
int form_parse_multipart(struct arena *arena, const char *content_type,
                         const char *body, size_t len,
                         struct form *ret_form, struct upload *ret_upload);

/*
 * A Cookie header.  Other programs of the same host set cookies too, so what
 * is not well-formed is skipped, not refused; fails only without memory.
 */
int cookie_parse(struct arena *arena, const char *header, struct form *ret_cookies);

/* Whether all of the bytes may stand in a field (see the top of this file). */
bool form_text_sound(const char *text, size_t len);

#endif
