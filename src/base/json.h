/*
 * A JSON writer over a buffer.  It puts the commas; keys and texts are
 * escaped.  Nesting is the caller's: every open has its close.
 */
#ifndef DANGJIAN_BASE_JSON_H
#define DANGJIAN_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/lang.h"

struct json {
	struct buf *out;
	bool comma; /* a value stands before the next one */
};

struct json json_to(struct buf *out);

void json_open(struct json *json, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);

void json_text(struct json *json, const char *text);  /* null becomes null */
void json_int(struct json *json, int64_t number);
void json_bool(struct json *json, bool value);
void json_none(struct json *json);  /* null; jansson, which links beside it, has json_null */
void json_day(struct json *json, day_no day);          /* DAY_NONE and DAY_OPEN become null */
void json_tenths(struct json *json, int64_t tenths);   /* 425 becomes 42.5; negative becomes null */
void json_bilingual(struct json *json, struct bilingual text); /* {"zh":…,"en":…} */

#endif
