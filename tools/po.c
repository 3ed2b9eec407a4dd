#include "po.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/conversion.h"

#define VALUES_MAX 9

struct reader {
	const struct source *source;
	struct buf *errors;
	size_t at;
	struct po po;
	size_t capacity;
};

static bool
error_at(struct reader *r, size_t at, const char *why)
{
	source_error(r->source, at, r->errors, "%s", why);
	return false;
}

/* The rest of the line at r->at, moving to the next; spaces and '\r' at its end are dropped. */
static struct source
next_line(struct reader *r)
{
	size_t begin = r->at, end = begin;

	while (end < r->source->len && r->source->text[end] != '\n')
		end++;
	r->at = end < r->source->len ? end + 1 : end;
	while (end > begin && (r->source->text[end - 1] == ' ' || r->source->text[end - 1] == '\r'))
		end--;
	return (struct source){r->source->name, r->source->text + begin, end - begin};
}

static bool
begins(struct source line, const char *word)
{
	size_t len = strlen(word);

	return line.len >= len && memcmp(line.text, word, len) == 0;
}

static size_t
place_of(const struct reader *r, struct source line)
{
	return (size_t)(line.text - r->source->text);
}

/* One "…" that is the whole rest of its line. */
static bool
read_string(struct reader *r, struct source line, size_t skip, struct buf *out)
{
	while (skip < line.len && line.text[skip] == ' ')
		skip++;
	if (skip == line.len || line.text[skip] != '"' ||
	    c_literal(line.text + skip, line.len - skip) != line.len - skip)
		return error_at(r, place_of(r, line) + skip, "one text in double quotes is wanted here");
	if (!c_unquote(line.text + skip, line.len - skip, out))
		return error_at(r, place_of(r, line) + skip, "of escapes only \\\" \\\\ \\n and \\t");
	return true;
}

/* `word` and its strings: the first on its line, more on the lines below. */
static bool
read_text(struct reader *r, const char *word, char **ret_text)
{
	struct source line = next_line(r);
	struct buf text;
	bool sound;

	if (!begins(line, word)) {
		source_error(r->source, place_of(r, line), r->errors, "%s is wanted here", word);
		return false;
	}
	buf_init(&text, SOURCE_MAX);
	sound = read_string(r, line, strlen(word), &text);
	while (sound && r->at < r->source->len && r->source->text[r->at] == '"')
		sound = read_string(r, next_line(r), 0, &text);
	if (sound)
		*ret_text = strdup(buf_text(&text));
	buf_free(&text);
	return sound;
}

/* The type of each value a format takes, by position: 'd', 's' …; false if it has no plain order. */
static bool
values_of(const char *text, char types[VALUES_MAX + 1])
{
	size_t next = 0, most = 0;

	memset(types, 0, VALUES_MAX + 1);
	for (const char *at = strchr(text, '%'); at; at = strchr(at, '%')) {
		struct conversion conversion;
		size_t which;

		at += conversion_read(at, &conversion);
		if (conversion.type == '%')
			continue;
		if (conversion.type == 0)
			return false;
		which = conversion.position ? conversion.position - 1 : next++;
		if (which >= VALUES_MAX)
			return false;
		types[which] = (char)(conversion.type + (*conversion.size ? conversion.size[0] : 0));
		most = which + 1 > most ? which + 1 : most;
	}
	return strlen(types) == most;
}

static bool
check_entry(struct reader *r, const struct po_entry *entry, size_t at)
{
	char asked[VALUES_MAX + 1], given[VALUES_MAX + 1];

	if (!*entry->msgstr)
		return error_at(r, at, "this text has no translation");
	if (!values_of(entry->msgid, asked) || !values_of(entry->msgstr, given))
		return error_at(r, at, "a per cent sign that begins no conversion (write %%), or a value left out");
	if (strcmp(asked, given) != 0)
		return error_at(r, at, "msgid and msgstr do not take the same values");
	return true;
}

static bool
add_entry(struct reader *r, struct po_entry entry)
{
	if (r->po.count == r->capacity) {
		size_t capacity = r->capacity ? 2 * r->capacity : 256;
		struct po_entry *entries = realloc(r->po.entries, capacity * sizeof *entries);

		if (!entries)
			return false;
		r->po.entries = entries;
		r->capacity = capacity;
	}
	r->po.entries[r->po.count++] = entry;
	return true;
}

static bool
read_entry(struct reader *r)
{
	struct po_entry entry = {.line = source_line(r->source, r->at)};
	size_t at = r->at;
	bool sound = read_text(r, "msgid", &entry.msgid) && read_text(r, "msgstr", &entry.msgstr);

	if (sound && !*entry.msgid && r->po.count == 0) { /* the header */
		free(entry.msgid);
		free(entry.msgstr);
		return true;
	}
	if (sound && !*entry.msgid)
		sound = error_at(r, at, "an empty msgid stands first only");
	sound = sound && check_entry(r, &entry, at) && add_entry(r, entry);
	if (!sound) {
		free(entry.msgid);
		free(entry.msgstr);
	}
	return sound;
}

static int
by_msgid(const void *a, const void *b)
{
	return strcmp(((const struct po_entry *)a)->msgid, ((const struct po_entry *)b)->msgid);
}

static bool
check_twins(struct reader *r)
{
	for (size_t i = 1; i < r->po.count; i++)
		if (by_msgid(&r->po.entries[i - 1], &r->po.entries[i]) == 0) {
			buf_printf(r->errors, "%s:%d: error: this msgid stands in line %d too\n", r->source->name,
			           r->po.entries[i].line, r->po.entries[i - 1].line);
			return false;
		}
	return true;
}

bool
po_read(const struct source *source, struct po *ret_po, struct buf *errors)
{
	struct reader r = {.source = source, .errors = errors};
	bool sound = true;

	while (sound && r.at < source->len) {
		size_t begin = r.at;
		struct source line = next_line(&r);

		if (begins(line, "#,") || begins(line, "#~"))
			sound = error_at(&r, begin, "no flags and no obsolete entries: take the line out");
		if (line.len == 0 || line.text[0] == '#')
			continue;
		r.at = begin;
		sound = read_entry(&r);
	}
	if (sound && r.po.count > 0)
		qsort(r.po.entries, r.po.count, sizeof *r.po.entries, by_msgid);
	sound = sound && check_twins(&r);
	if (sound)
		*ret_po = r.po;
	else
		po_free(&r.po);
	return sound;
}

void
po_free(struct po *po)
{
	for (size_t i = 0; i < po->count; i++) {
		free(po->entries[i].msgid);
		free(po->entries[i].msgstr);
	}
	free(po->entries);
	*po = (struct po){0};
}

const struct po_entry *
po_find(const struct po *po, const char *msgid)
{
	const struct po_entry key = {.msgid = (char *)(uintptr_t)msgid};

	return po->count ? bsearch(&key, po->entries, po->count, sizeof *po->entries, by_msgid) : NULL;
}
