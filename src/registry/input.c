#include "registry/input.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "names/codes.h"
#include "registry/tables.h"

#define SQL_MAX ((size_t)4 << 10)

/* --- reading ------------------------------------------------------------------ */

/* Puts the field's name before the reason that was recorded last. */
static int
in_field(const struct field *field)
{
	const struct failure_record *reason = last_failure();

	return fail_named(FAIL_INPUT, reason->clause[0] ? reason->clause : field->clause, field->name,
	                  field->label, (struct bilingual){reason->zh, reason->en});
}

/* What is not seen, but breaks lines or turns the order of what stands beside it. */
static bool
is_control(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7F && rune <= 0x9F) || (rune >= 0x2028 && rune <= 0x202E) ||
	       (rune >= 0x2066 && rune <= 0x2069);
}

/* Sentences are typed into a large input, where Enter is near at hand: its lines become one. */
static void
join_lines(char *text)
{
	char *to = text;

	for (const char *at = text; *at;) {
		size_t blanks = strspn(at, " \t\r\n"), length = blanks ? blanks : 1;

		if (blanks && strcspn(at, "\t\r\n") < blanks) {
			*to++ = ' ';
		} else {
			memmove(to, at, length);
			to += length;
		}
		at += length;
	}
	*to = '\0';
}

static int
read_text(const struct field *field, const char *text, struct value *ret_value)
{
	size_t max = field->max ? (size_t)field->max : TEXT_FIELD_MAX;

	if (utf8_length(text) > max) {
		fail(FAIL_INPUT, NULL, NULL, "最多 %zu 个字。", "at most %zu characters.", max);
		return in_field(field);
	}
	for (const char *at = text; *at;) {
		uint32_t rune = utf8_next(&at);

		if (is_control(rune) && !((field->flags & LINES) && (rune == '\n' || rune == '\r'))) {
			fail(FAIL_INPUT, NULL, NULL, "不能有换行或控制字符。", "no line breaks or control characters.");
			return in_field(field);
		}
	}
	*ret_value = TEXT(text);
	return 0;
}

static int
read_int(const struct field *field, const char *text, struct value *ret_value)
{
	int64_t most = field->max ? field->max : INT32_MAX;
	int64_t number;

	if (num_parse(text, &number) < 0)
		return in_field(field);
	if (number < 0 || number > most) {
		fail(FAIL_INPUT, NULL, NULL, "应在 0 到 %lld 之间。", "must be between 0 and %lld.", (long long)most);
		return in_field(field);
	}
	*ret_value = INT(number);
	return 0;
}

static int
read_choice(const struct field *field, const char *text, struct value *ret_value)
{
	struct buf zh, en;
	int64_t number;
	int status;

	for (const struct choice *choice = field->choices; choice->word; choice++)
		if (text_same_ascii(choice->word, text) || strcmp(choice->label.zh, text) == 0 ||
		    text_same_ascii(choice->label.en, text)) {
			*ret_value = INT(choice->number);
			return 0;
		}
	if (num_parse(text, &number) == 0 && choice_by_number(field, number)) {
		*ret_value = INT(number);
		return 0;
	}
	buf_init(&zh, FAIL_TEXT_MAX);
	buf_init(&en, FAIL_TEXT_MAX);
	for (const struct choice *choice = field->choices; choice->word; choice++) {
		buf_printf(&zh, "%s%s", choice == field->choices ? "应为" : "、", choice->label.zh);
		buf_printf(&en, "%s%s", choice == field->choices ? "must be one of " : ", ", choice->label.en);
	}
	buf_puts(&zh, "之一。");
	buf_puts(&en, ".");
	fail_bilingual(FAIL_INPUT, NULL, NULL, (struct bilingual){buf_text(&zh), buf_text(&en)});
	status = in_field(field);
	buf_free(&zh);
	buf_free(&en);
	return status;
}

static int
read_bool(const struct field *field, const char *text, struct value *ret_value)
{
	static const char *const yes[] = {"1", "true", "yes", "on", "是"}, *const no[] = {"0", "false", "no", "否"};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (text_same_ascii(text, yes[i])) {
			*ret_value = INT(1);
			return 0;
		}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (text_same_ascii(text, no[i])) {
			*ret_value = INT(0);
			return 0;
		}
	fail(FAIL_INPUT, NULL, NULL, "应为是或否。", "must be yes or no.");
	return in_field(field);
}

static int
read_code(struct arena *arena, const struct field *field, const char *text, struct value *ret_value)
{
	char *code = arena_strdup(arena, text);
	int status = 0;

	if (!code)
		return FAIL_MEMORY;
	for (char *at = code; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	if (field->type == FIELD_CREDIT)
		status = credit_code_check(code, NULL);
	else if (field->type == FIELD_RESIDENT)
		status = resident_id_check(code, NULL, NULL);
	else if (strlen(code) != 6 || strspn(code, "0123456789") != 6)
		status = fail(FAIL_INPUT, "A-22", NULL, "应为 6 位数字。", "must be six digits.");
	if (status < 0)
		return in_field(field);
	*ret_value = TEXT(code);
	return 0;
}

int
field_read(struct arena *arena, const struct field *field, const char *text, struct value *ret_value)
{
	char *tidy = (field->flags & PROSE ? text_trim : text_tidy)(arena, text);
	int64_t id;
	day_no day;

	if (!tidy)
		return FAIL_MEMORY;
	if (!*tidy) {
		*ret_value = SQL_NULL;
		return 0;
	}
	switch (field->type) {
	case FIELD_TEXT:
		if ((field->flags & (PROSE | LINES)) == PROSE)
			join_lines(tidy);
		return read_text(field, tidy, ret_value);
	case FIELD_INT:
		return read_int(field, tidy, ret_value);
	case FIELD_CHOICE:
		return read_choice(field, tidy, ret_value);
	case FIELD_BOOL:
		return read_bool(field, tidy, ret_value);
	case FIELD_DAY:
		if (day_parse(tidy, &day) < 0)
			return in_field(field);
		*ret_value = INT(day);
		return 0;
	case FIELD_REF:
		if (num_parse(tidy, &id) < 0)
			return in_field(field);
		if (id <= 0) {
			fail(FAIL_INPUT, NULL, NULL, "没有这个编号。", "no such number.");
			return in_field(field);
		}
		*ret_value = INT(id);
		return 0;
	case FIELD_CREDIT:
	case FIELD_REGION:
	case FIELD_RESIDENT:
		return read_code(arena, field, tidy, ret_value);
	}
	return fail(FAIL_SYSTEM, NULL, field->name, "未知的字段类型。", "Unknown field type.");
}

/* --- checking -------------------------------------------------------------------- */

static int
check_reference(struct db *db, const struct record *record, const struct field *field, int64_t id)
{
	int64_t found = 0;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*) from %s where id = $1 and ended is null and until > $2", field->refers);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(db, buf_text(&sql), ARGS(INT(id), INT(record->since)), &found);
	buf_free(&sql);
	if (status < 0 || found > 0)
		return status;
	return fail_named(FAIL_INPUT, field->clause, field->name, field->label,
	                  (struct bilingual){"没有这条记录，或者它已经结束。",
	                                     "there is no such record, or it has ended."});
}

int
record_check(struct db *db, const struct record *record)
{
	const struct kind *kind = record->kind;
	int status = 0;

	if (record->since == DAY_NONE || record->since >= record->until)
		return fail_named(FAIL_INPUT, kind->clause, "since", kind->since_label,
		                  (struct bilingual){"必须填写，并且不晚于结束的一天。",
		                                     "required, and not after the last day."});
	for (size_t i = 0; i < kind->field_count && status == 0; i++) {
		const struct field *field = &kind->fields[i];

		if (record->values[i].type == VALUE_NULL && (field->flags & REQUIRED))
			return fail_named(FAIL_INPUT, field->clause, field->name, field->label,
			                  (struct bilingual){"必须填写。", "required."});
		if (record->values[i].type != VALUE_NULL && field->type == FIELD_REF)
			status = check_reference(db, record, field, record->values[i].number);
	}
	return status;
}

/* --- showing --------------------------------------------------------------------- */

static const char *
masked_id(struct arena *arena, const struct value *value, enum lang lang, const struct secret *secret)
{
	char *text;

	if (!secret || secret_open(secret, arena, value->text, &text) < 0 || strlen(text) != 18)
		return lang == LANG_EN ? "on record" : "已登记";
	memset(text + 6, '*', 8);
	return text;
}

const char *
field_text(struct arena *arena, const struct field *field, const struct value *value, enum lang lang,
           const struct secret *secret)
{
	const struct choice *choice;
	char day[DAY_TEXT];

	if (value->type == VALUE_NULL)
		return "";
	switch (field->type) {
	case FIELD_DAY:
		return arena_strdup(arena, day_text((day_no)value->number, day));
	case FIELD_BOOL:
		return lang == LANG_EN ? value->number ? "yes" : "no" : value->number ? "是" : "否";
	case FIELD_CHOICE:
		choice = choice_by_number(field, value->number);
		return choice ? in_lang(choice->label, lang) : "";
	case FIELD_INT:
	case FIELD_REF:
		return arena_printf(arena, "%" PRId64, value->number);
	case FIELD_RESIDENT:
		return masked_id(arena, value, lang, secret);
	case FIELD_REGION:
		return region_name(value->text)
		               ? arena_printf(arena, "%s %s", value->text, region_name(value->text)) : value->text;
	default:
		return value->text;
	}
}

const char *
field_typed(struct arena *arena, const struct field *field, const struct value *value)
{
	const struct choice *choice;
	char day[DAY_TEXT];

	if (value->type == VALUE_NULL || field->type == FIELD_RESIDENT)
		return "";
	switch (field->type) {
	case FIELD_CHOICE:
		choice = choice_by_number(field, value->number);
		return choice ? choice->word : "";
	case FIELD_BOOL:
		return value->number ? "true" : "false";
	case FIELD_DAY:
		return arena_strdup(arena, day_text((day_no)value->number, day));
	case FIELD_INT:
	case FIELD_REF:
		return arena_printf(arena, "%" PRId64, value->number);
	default:
		return value->text;
	}
}

void
field_json(struct json *json, const struct field *field, const struct value *value)
{
	const struct choice *choice;

	if (value->type == VALUE_NULL || field->type == FIELD_RESIDENT) {
		json_none(json);
		return;
	}
	switch (field->type) {
	case FIELD_DAY:
		json_day(json, (day_no)value->number);
		return;
	case FIELD_BOOL:
		json_bool(json, value->number != 0);
		return;
	case FIELD_CHOICE:
		choice = choice_by_number(field, value->number);
		json_text(json, choice ? choice->word : NULL);
		return;
	case FIELD_INT:
	case FIELD_REF:
		json_int(json, value->number);
		return;
	default:
		json_text(json, value->text);
		return;
	}
}

int
ref_title(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on,
          const char **ret_title)
{
	const char *title = "";
	struct rows *rows;
	struct buf sql;
	int status;

	if (!kind->title) {
		title = arena_printf(arena, "#%" PRId64, id);
		if (title)
			*ret_title = title;
		return title ? 0 : FAIL_MEMORY;
	}
	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select %s from %s where id = $1 and ended is null"
	                 " order by case when since <= $2 and until > $2 then 0 else 1 end, since desc limit 1",
	           kind->title, kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(id), INT(on)), &rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		title = rows_dup(rows, 0, arena);
		status = title ? 0 : FAIL_MEMORY;
	}
	rows_close(rows);
	if (status == 0)
		*ret_title = title;
	return status;
}

int
ref_words(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on, enum lang lang,
          const char **ret_words)
{
	const char *sql = arena_printf(arena, "select coalesce(max(body), 0) from %s where id = $1 and ended is null", kind->name);
	const char *body = "", *words, *what = in_lang(kind->label, lang);
	int64_t of = 0;
	int status = 0;

	if (kind->title)
		return ref_title(db, arena, kind, id, on, ret_words);
	if (kind->anchor == ANCHOR_BODY)
		status = sql ? db_number(db, sql, ARGS(INT(id)), &of) : FAIL_MEMORY;
	if (status == 0 && of)
		status = ref_title(db, arena, &body_kind, of, on, &body);
	if (status < 0)
		return status;
	words = *body ? arena_printf(arena, lang == LANG_ZH ? "%s（%s）" : "%s (%s)", what, body)
	              : arena_printf(arena, "%s #%" PRId64, what, id);
	if (words)
		*ret_words = words;
	return words ? 0 : FAIL_MEMORY;
}
