/* Values of settings: as they are typed, stored and shown. */
#include "party/setting_spans.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "names/codes.h"

#define VALUE_MAX 4000      /* bytes of a stored value */
#define REGIONS_MAX 50
#define FAMILIES_MAX 400    /* bytes */
#define SPANS_MAX 60
#define SPAN_DAYS_MAX 15    /* no holiday is longer */
#define SATURDAY 6

static int
refuse(const char *zh, const char *en)
{
	return fail_bilingual(FAIL_INPUT, NULL, "value", (struct bilingual){zh, en});
}

/* --- whole numbers -------------------------------------------------------------------- */

static int
read_whole(struct arena *arena, const struct setting_info *info, const char *text, const char **ret_value)
{
	int64_t number;

	if (num_parse(text, &number) < 0 || number < info->least || number > info->most)
		return fail(FAIL_INPUT, NULL, "value", "应是 %lld 到 %lld 之间的整数。", "A whole number between %lld and %lld.",
		            (long long)info->least, (long long)info->most);
	*ret_value = arena_printf(arena, "%" PRId64, number);
	return *ret_value ? 0 : FAIL_MEMORY;
}

/* --- beginnings of region codes -------------------------------------------------------- */

/* The region a beginning of two, four or six digits stands for, or null. */
static const char *
name_of_beginning(const char *digits, size_t len)
{
	char code[REGION_CODE] = "000000";

	if (len != 2 && len != 4 && len != 6)
		return NULL;
	memcpy(code, digits, len);
	return region_name(code);
}

static bool
is_separator(const char *at)
{
	static const char *const separators[] = {" ", ",", ";", "，", "、", "；"};

	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (strncmp(at, separators[i], strlen(separators[i])) == 0)
			return true;
	return false;
}

static const char *
skip_separators(const char *at)
{
	while (*at && is_separator(at))
		utf8_next(&at);
	return at;
}

static int
read_regions(struct arena *arena, const char *text, const char **ret_value)
{
	struct buf out;
	size_t count = 0;
	int status = 0;

	if (strcmp(text, "无") == 0 || text_same_ascii(text, "none")) {
		*ret_value = "";
		return 0;
	}
	buf_init(&out, VALUE_MAX);
	for (const char *at = skip_separators(text); *at && status == 0; at = skip_separators(at)) {
		size_t len = strspn(at, "0123456789");

		if (count++ == REGIONS_MAX || !name_of_beginning(at, len) || (at[len] && !is_separator(at + len)))
			status = refuse("应是行政区划代码的前 2、4 或 6 位，用空格隔开；都不适用填“无”。",
			                "The first 2, 4 or 6 digits of region codes, separated by spaces; or \"none\".");
		buf_printf(&out, "%s%.*s", count > 1 ? " " : "", (int)len, at);
		at += len;
	}
	if (status == 0)
		status = buf_status(&out);
	if (status == 0 && !(*ret_value = arena_strdup(arena, buf_text(&out))))
		status = FAIL_MEMORY;
	buf_free(&out);
	return status;
}

bool
regions_have(const char *regions, const char *code)
{
	while (*regions) {
		size_t len = strcspn(regions, " ");

		if (strncmp(code, regions, len) == 0)
			return true;
		regions += len + (regions[len] == ' ');
	}
	return false;
}

static const char *
regions_text(struct arena *arena, const char *value, enum lang lang)
{
	const char *text = "";

	if (!*value)
		return lang == LANG_EN ? "none" : "无";
	while (*value && text) {
		size_t len = strcspn(value, " ");
		const char *name = name_of_beginning(value, len);

		text = arena_printf(arena, "%s%s%s（%.*s）", text, *text ? "、" : "", name ? name : "", (int)len, value);
		value += len + (value[len] == ' ');
	}
	return text;
}

/* --- a year's calendar ------------------------------------------------------------------ */

static const char *
read_date(const char *at, day_no *ret_day)
{
	char text[DAY_TEXT];

	snprintf(text, sizeof text, "%s", at);
	return day_parse(text, ret_day) < 0 ? NULL : at + DAY_TEXT - 1;
}

/* Behind one of the signs for "to" with spaces around it, or null. */
static const char *
skip_to(const char *at)
{
	static const char *const signs[] = {"..", "~", "至", "—", "～"};

	at += strspn(at, " ");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(at, signs[i], strlen(signs[i])) == 0) {
			at += strlen(signs[i]);
			return at + strspn(at, " ");
		}
	return NULL;
}

/* Reads one span and moves *at behind it; false where it is malformed. */
static bool
read_span(const char **at, struct day_span *span)
{
	static const char work[] = "班";
	const char *next, *to;

	span->works = **at == '+' || strncmp(*at, work, strlen(work)) == 0;
	if (span->works)
		*at += **at == '+' ? 1 : strlen(work);
	next = read_date(*at, &span->first);
	if (!next)
		return false;
	span->last = span->first;
	to = skip_to(next);
	if (to)
		next = read_date(to, &span->last);
	if (!next || (*next && !is_separator(next)))
		return false;
	*at = next;
	return true;
}

int
spans_read(struct arena *arena, const char *text, struct day_span **ret_spans, size_t *ret_count)
{
	struct day_span *spans = ARENA_ARRAY(arena, SPANS_MAX, struct day_span);
	size_t count = 0;

	if (!spans)
		return FAIL_MEMORY;
	for (const char *at = skip_separators(text); *at; at = skip_separators(at))
		if (count == SPANS_MAX || !read_span(&at, &spans[count++]))
			return refuse("应列出放假日期和调休上班日期，例如：2026-01-01..2026-01-03 +2026-01-04（加号表示上班）。",
			              "List the days off and, with a plus sign, the days worked instead: "
			              "2026-01-01..2026-01-03 +2026-01-04.");
	*ret_spans = spans;
	*ret_count = count;
	return 0;
}

static int
by_first(const void *a, const void *b)
{
	const struct day_span *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static bool
all_weekend(const struct day_span *span)
{
	for (day_no day = span->first; day <= span->last; day++)
		if (day_weekday(day) < SATURDAY)
			return false;
	return true;
}

static int
check_spans(const struct day_span *spans, size_t count, int year)
{
	for (size_t i = 0; i < count; i++) {
		if (ymd_of(spans[i].first).year != year || ymd_of(spans[i].last).year != year)
			return refuse("日期要在同一年内；跨年的假期分两年填写。", "The days lie in one year; a holiday over New Year is split.");
		if (spans[i].last < spans[i].first || spans[i].last - spans[i].first >= SPAN_DAYS_MAX)
			return refuse("每段日期从先到后，最多 15 天。", "A span goes forward and has at most 15 days.");
		if (i > 0 && spans[i].first <= spans[i - 1].last)
			return refuse("日期有重叠。", "Some days are listed twice.");
		if (spans[i].works && !all_weekend(&spans[i]))
			return refuse("调休上班日应是星期六或星期日。", "A make-up working day is a Saturday or Sunday.");
	}
	return 0;
}

static const char *
spans_text(struct arena *arena, const struct day_span *spans, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count && text; i++) {
		char first[DAY_TEXT], last[DAY_TEXT];
		const struct day_span *span = &spans[i];

		text = arena_printf(arena, "%s%s%s%s%s%s", text, i ? " " : "", span->works ? "+" : "",
		                    day_text(span->first, first), span->last > span->first ? ".." : "",
		                    span->last > span->first ? day_text(span->last, last) : "");
	}
	return text;
}

static int
read_year(struct arena *arena, const char *text, const char **ret_value, int *ret_year)
{
	struct day_span *spans;
	size_t count;
	int year, status = spans_read(arena, text, &spans, &count);

	if (status < 0)
		return status;
	if (count == 0)
		return refuse("至少列出一天。", "List one day at least.");
	qsort(spans, count, sizeof *spans, by_first);
	year = ymd_of(spans[0].first).year;
	status = check_spans(spans, count, year);
	if (status < 0)
		return status;
	*ret_value = spans_text(arena, spans, count);
	*ret_year = year;
	return *ret_value ? 0 : FAIL_MEMORY;
}

/* What a year's calendar comes to: days off, days made up, days worked. */
static const char *
year_text(struct arena *arena, const char *value, enum lang lang)
{
	struct work_calendar calendar = {0};
	struct day_span *spans;
	int off = 0, made_up = 0, year;

	if (!*value)
		return lang == LANG_EN ? "not entered" : "未录入";
	if (spans_read(arena, value, &spans, &calendar.count) < 0)
		return NULL;
	calendar.spans = spans;
	for (size_t i = 0; i < calendar.count; i++)
		*(spans[i].works ? &made_up : &off) += spans[i].last - spans[i].first + 1;
	year = ymd_of(spans[0].first).year;
	return arena_printf(arena, lang == LANG_EN ? "%d: %d days of holidays, %d made up, %d working days"
	                                           : "%d 年：放假 %d 天，调休上班 %d 天，全年工作日 %d 天", year, off, made_up,
	                    work_days(&calendar, day_of(year, 1, 1), day_of(year, 12, 31)));
}

/* --- families of type ------------------------------------------------------------------- */

/* "a; b": names without control characters, one space behind each semicolon. */
static int
read_families(struct arena *arena, const char *text, const char **ret_value)
{
	const char *value = "";

	for (const char *at = text; value; at++) {
		size_t len = strcspn(at, ";\n\r\t");
		const char *name = arena_strndup(arena, at, len);

		name = name ? text_tidy(arena, name) : NULL;
		if (name && *name)
			value = arena_printf(arena, "%s%s%s", value, *value ? "; " : "", name);
		else if (!name)
			value = NULL;
		at += len;
		if (*at == '\0')
			break;
	}
	if (!value)
		return FAIL_MEMORY;
	if (!*value || strlen(value) > FAMILIES_MAX)
		return refuse("应是一个或几个字体名称，用分号隔开。", "One or more names of families, separated by semicolons.");
	*ret_value = value;
	return 0;
}

/* --- one of a few words ------------------------------------------------------------------ */

static const struct choice *
choice_of(const struct setting_info *info, const char *text)
{
	for (const struct choice *choice = info->choices; choice->word; choice++)
		if (strcmp(choice->word, text) == 0 || strcmp(choice->label.zh, text) == 0 ||
		    strcmp(choice->label.en, text) == 0)
			return choice;
	return NULL;
}

static int
read_choice(const struct setting_info *info, const char *text, const char **ret_value)
{
	const struct choice *choice = choice_of(info, text);

	if (!choice)
		return refuse("请从所列的几项中选一项。", "One of those that are listed.");
	*ret_value = choice->word;
	return 0;
}

/* --- a line of words ------------------------------------------------------------------------ */

static int
read_words(struct arena *arena, const struct setting_info *info, const char *text, const char **ret_value)
{
	const char *tidy = strcmp(text, "无") == 0 || text_same_ascii(text, "none") ? "" : text_trim(arena, text);

	if (!tidy)
		return FAIL_MEMORY;
	if (utf8_length(tidy) > (size_t)info->most)
		return fail(FAIL_INPUT, NULL, "value", "最多 %lld 个字。", "%lld characters at most.", (long long)info->most);
	*ret_value = tidy;
	return 0;
}

/* --- all of them --------------------------------------------------------------------------- */

int
setting_value_read(struct arena *arena, enum setting setting, const char *text, const char **ret_value,
                   int *ret_year)
{
	const struct setting_info *info = &setting_table[setting];

	*ret_year = 0;
	switch (info->type) {
	case SETTING_REGIONS:
		return read_regions(arena, text, ret_value);
	case SETTING_FAMILIES:
		return read_families(arena, text, ret_value);
	case SETTING_YEAR:
		return read_year(arena, text, ret_value, ret_year);
	case SETTING_CHOICE:
		return read_choice(info, text, ret_value);
	case SETTING_WORDS:
		return read_words(arena, info, text, ret_value);
	default:
		return read_whole(arena, info, text, ret_value);
	}
}

const char *
setting_value_text(struct arena *arena, enum setting setting, const char *value, enum lang lang)
{
	const struct setting_info *info = &setting_table[setting];

	switch (info->type) {
	case SETTING_REGIONS:
		return regions_text(arena, value, lang);
	case SETTING_FAMILIES:
		return value;
	case SETTING_YEAR:
		return year_text(arena, value, lang);
	case SETTING_CHOICE:
		return choice_of(info, value) ? in_lang(choice_of(info, value)->label, lang) : value;
	case SETTING_WORDS:
		return *value ? value : lang == LANG_EN ? "none named" : "没有指定";
	default:
		if (info->zero.zh && strcmp(value, "0") == 0)
			return in_lang(info->zero, lang);
		return arena_printf(arena, "%s %s", value, in_lang(info->unit, lang));
	}
}

const char *
setting_default(struct arena *arena, enum setting setting)
{
	const struct setting_info *info = &setting_table[setting];

	return info->initial_text ? info->initial_text : arena_printf(arena, "%" PRId64, info->initial);
}
