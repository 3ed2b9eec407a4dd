#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local struct failure_record record;

/* A cut inside a multi-byte character would be invalid UTF-8 on the page. */
static void
end_on_character(char *text, size_t max)
{
	size_t len = strlen(text);

	if (len + 1 < max)
		return;
	while (len > 0 && ((unsigned char)text[len - 1] & 0xC0) == 0x80)
		len--;
	if (len > 0)
		text[len - 1] = '\0';
}

int
fail(int code, const char *clause, const char *field,
     const char *zh, const char *en, ...)
{
	va_list args;

	record.code = code;
	snprintf(record.clause, sizeof record.clause, "%s", clause ? clause : "");
	snprintf(record.field, sizeof record.field, "%s", field ? field : "");
	va_start(args, en);
	vsnprintf(record.zh, sizeof record.zh, zh, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(record.en, sizeof record.en, en, args);
	va_end(args);
	end_on_character(record.zh, sizeof record.zh);
	end_on_character(record.en, sizeof record.en);
	return code;
}

const struct failure_record *
last_failure(void)
{
	return &record;
}

const char *
failure_text(enum lang lang)
{
	return lang == LANG_EN ? record.en : record.zh;
}

int
fail_again(const struct failure_record *kept)
{
	record = *kept;
	return record.code;
}
