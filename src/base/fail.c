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

int
fail_named(int code, const char *clause, const char *field, struct bilingual name,
           struct bilingual sentence)
{
	/* The sentence may be the last record's own, so it is copied before that is written over. */
	struct failure_record named = {.code = code};

	snprintf(named.clause, sizeof named.clause, "%s", clause ? clause : "");
	snprintf(named.field, sizeof named.field, "%s", field ? field : "");
	snprintf(named.zh, sizeof named.zh, "%s：%s", name.zh, sentence.zh);
	snprintf(named.en, sizeof named.en, "%s: %s", name.en, sentence.en);
	end_on_character(named.zh, sizeof named.zh);
	end_on_character(named.en, sizeof named.en);
	record = named;
	return code;
}

int
fail_bilingual(int code, const char *clause, const char *field, struct bilingual text)
{
	/* Each format takes both arguments and prints its own. */
	return fail(code, clause, field, "%s%.0s", "%.0s%s", text.zh, text.en);
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
