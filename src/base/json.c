#include "base/json.h"

#include <inttypes.h>

#include "base/num.h"

struct json
json_to(struct buf *out)
{
	return (struct json){.out = out};
}

static void
before_value(struct json *json)
{
	if (json->comma)
		buf_putc(json->out, ',');
	json->comma = true;
}

void
json_open(struct json *json, char bracket)
{
	before_value(json);
	buf_putc(json->out, bracket);
	json->comma = false;
}

void
json_close(struct json *json, char bracket)
{
	buf_putc(json->out, bracket);
	json->comma = true;
}

static void
quoted(struct buf *out, const char *text)
{
	const char *from = text;

	buf_putc(out, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(out, from, (size_t)(text - from));
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c == '\n')
			buf_puts(out, "\\n");
		else
			buf_printf(out, "\\u%04x", c);
		from = text + 1;
	}
	buf_add(out, from, (size_t)(text - from));
	buf_putc(out, '"');
}

void
json_key(struct json *json, const char *key)
{
	before_value(json);
	quoted(json->out, key);
	buf_putc(json->out, ':');
	json->comma = false;
}

void
json_text(struct json *json, const char *text)
{
	if (!text) {
		json_none(json);
		return;
	}
	before_value(json);
	quoted(json->out, text);
}

void
json_int(struct json *json, int64_t number)
{
	before_value(json);
	buf_printf(json->out, "%" PRId64, number);
}

void
json_bool(struct json *json, bool value)
{
	before_value(json);
	buf_puts(json->out, value ? "true" : "false");
}

void
json_none(struct json *json)
{
	before_value(json);
	buf_puts(json->out, "null");
}

void
json_day(struct json *json, day_no day)
{
	char text[DAY_TEXT];

	day_text(day, text);
	json_text(json, text[0] ? text : NULL);
}

void
json_tenths(struct json *json, int64_t tenths)
{
	char text[PER_CENT_TEXT];

	if (tenths < 0) {
		json_none(json);
		return;
	}
	before_value(json);
	buf_puts(json->out, per_cent_text(tenths, text));
}

void
json_bilingual(struct json *json, struct bilingual text)
{
	json_open(json, '{');
	json_key(json, "zh");
	json_text(json, text.zh);
	json_key(json, "en");
	json_text(json, text.en);
	json_close(json, '}');
}
