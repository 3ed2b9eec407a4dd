#include "print/document.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "print/wording.h"

#define BLANK_EMS 4 /* of a line for a fact that is not known yet */

struct document *
document_new(struct arena *arena, enum lang lang, const char *name)
{
	struct document *document = ARENA_NEW(arena, struct document);

	if (!document)
		return NULL;
	document->arena = arena;
	document->lang = lang;
	document->name = name;
	return document;
}

void
document_begin(struct document *document, enum piece_kind kind, int level, int number)
{
	document_end(document);
	if (document->count == DOCUMENT_PIECES_MAX ||
	    ARENA_GROW(document->arena, document->pieces, document->count, document->room) < 0)
		document->failed = true;
	if (document->failed)
		return;
	document->pieces[document->count] = (struct piece){.kind = kind, .level = level, .number = number};
	document->open = true;
	document->text_count = 0;
	document->text = NULL;
	document->text_len = document->text_room = 0;
}

void
document_next(struct document *document)
{
	if (document->text_count == DOCUMENT_TEXTS_MAX)
		document->failed = true;
	if (document->failed)
		return;
	document->texts[document->text_count++] = document->text ? document->text : "";
	document->text = NULL;
	document->text_len = document->text_room = 0;
}

void
document_end(struct document *document)
{
	const char **texts;

	if (!document->open)
		return;
	document->open = false;
	document_next(document);
	if (document->failed)
		return;
	texts = ARENA_ARRAY(document->arena, document->text_count, const char *);
	if (!texts) {
		document->failed = true;
		return;
	}
	memcpy(texts, document->texts, document->text_count * sizeof *texts);
	document->pieces[document->count].texts = texts;
	document->pieces[document->count++].count = document->text_count;
}

void
document_put_len(struct document *document, const char *text, size_t len)
{
	if (document->failed)
		return;
	if (document->text_len + len + 1 > document->text_room) {
		size_t room = 2 * (document->text_len + len) + 64;
		char *grown = arena_alloc(document->arena, room);

		if (!grown) {
			document->failed = true;
			return;
		}
		if (document->text_len > 0)
			memcpy(grown, document->text, document->text_len);
		document->text = grown;
		document->text_room = room;
	}
	memcpy(document->text + document->text_len, text, len);
	document->text_len += len;
	document->text[document->text_len] = '\0';
}

void
document_put(struct document *document, const char *text)
{
	if (text)
		document_put_len(document, text, strlen(text));
	else
		document_put_blank(document, BLANK_EMS);
}

void
document_put_both(struct document *document, struct bilingual text)
{
	document_put(document, in_lang(text, document->lang));
}

void
document_put_int(struct document *document, int64_t number)
{
	char text[32];

	if (number < 0) {
		document_put_blank(document, BLANK_EMS - 1);
		return;
	}
	snprintf(text, sizeof text, "%lld", (long long)number);
	document_put(document, text);
}

void
document_put_size(struct document *document, size_t number)
{
	document_put_int(document, (int64_t)number);
}

void
document_put_day(struct document *document, day_no day)
{
	char text[WORDING_DAY];

	if ((day == DAY_NONE || day == DAY_OPEN) && !document->failed &&
	    document->pieces[document->count].kind == PIECE_ROW)
		return;
	document_put(document, wording_day(document->lang, day, text));
}

void
document_put_hanzi(struct document *document, int64_t number)
{
	char text[WORDING_NUMBER];

	document_put(document, wording_number(document->lang, number, text));
}

void
document_put_blank(struct document *document, int ems)
{
	if (document->failed || document->pieces[document->count].kind == PIECE_ROW)
		return;
	for (int i = 0; i < ems; i++)
		document_put_len(document, "__", 2); /* unlike ＿ it is not broken across lines */
}

void
document_put_comma(struct document *document)
{
	document_put(document, document->lang == LANG_EN ? ", " : "、");
}

void
document_add(struct document *document, enum piece_kind kind, int level, int number, const char *const *texts)
{
	document_begin(document, kind, level, number);
	for (size_t i = 0; texts[i]; i++) {
		if (i > 0)
			document_next(document);
		document_put(document, texts[i]);
	}
	document_end(document);
}

void
document_line(struct document *document, enum piece_kind kind, const char *text)
{
	document_add(document, kind, 0, 0, (const char *const[]){text, NULL});
}

int
document_status(const struct document *document)
{
	if (!document->failed)
		return 0;
	return fail(FAIL_TOO_LARGE, NULL, NULL, "文书超出了一份的上限，或内存不足。",
	            "The document is larger than one may be, or memory is short.");
}
