#include "base/fail.h"

#include <errno.h>
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

struct bilingual
system_reason(int error)
{
	static const struct {
		int error;
		struct bilingual text;
	} reasons[] = {
		{ENOENT, {"没有这个文件或文件夹", "no such file or folder"}},
		{EACCES, {"没有权限", "permission denied"}},
		{EPERM, {"没有权限", "permission denied"}},
		{EISDIR, {"这是一个文件夹", "it is a folder"}},
		{ENOTDIR, {"路径中有一段不是文件夹", "a part of the path is no folder"}},
		{EEXIST, {"已经存在", "it exists already"}},
		{EROFS, {"磁盘是只读的", "the disk is read-only"}},
		{ENOSPC, {"磁盘已满", "the disk is full"}},
		{EDQUOT, {"超过了磁盘配额", "the disk quota is used up"}},
		{ENAMETOOLONG, {"文件名过长", "the name is too long"}},
		{ELOOP, {"符号链接绕成了圈", "the links go round in a circle"}},
		{EMFILE, {"打开的文件过多", "too many files are open"}},
		{ENFILE, {"打开的文件过多", "too many files are open"}},
		{EIO, {"磁盘读写出错", "the disk could not be read or written"}},
		{EADDRINUSE, {"端口已被占用", "the port is in use"}},
		{EADDRNOTAVAIL, {"本机没有这个地址", "this machine has no such address"}},
	};
	const char *own = strerror(error);

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].error == error)
			return reasons[i].text;
	return (struct bilingual){own, own};
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
