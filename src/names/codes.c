#include "names/codes.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "names/tables.h"

/* GB 32100: no I, O, S, V and Z, which are misread; a sign's value is its index. */
static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- regions ------------------------------------------------------------ */

const struct region *
regions(size_t *ret_count)
{
	*ret_count = region_table_count;
	return region_table;
}

const struct region *
region_find(const char *code)
{
	size_t low = 0, high = region_table_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(code, region_table[middle].code);

		if (order == 0)
			return &region_table[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

enum region_state
region_state(const char *code)
{
	const struct region *region = region_find(code);

	return region ? region->state : REGION_UNKNOWN;
}

const char *
region_name(const char *code)
{
	const struct region *region = region_find(code);

	return region ? region->name : NULL;
}

enum region_level
region_level(const char *code)
{
	if (strcmp(code, "100000") == 0)
		return REGION_COUNTRY;
	if (strcmp(code + 2, "0000") == 0)
		return REGION_PROVINCE;
	return strcmp(code + 4, "00") == 0 ? REGION_PREFECTURE : REGION_COUNTY;
}

/* The name of the region above, or "" where there is none to say: 110100 is only 市辖区. */
static const char *
name_above(const char *code, const char *zeros)
{
	char above[REGION_CODE];
	const char *name;

	memcpy(above, code, REGION_CODE);
	memcpy(above + 6 - strlen(zeros), zeros, strlen(zeros));
	name = region_name(above);
	if (!name || strcmp(above, code) == 0 || strcmp(name, "市辖区") == 0 ||
	    strcmp(name, "县") == 0 || strstr(name, "直辖"))
		return "";
	return name;
}

const char *
region_full_name(struct arena *arena, const char *code)
{
	const char *name = region_name(code);
	const char *prefecture;

	if (!name)
		return NULL;
	prefecture = region_level(code) == REGION_COUNTY ? name_above(code, "00") : "";
	return arena_printf(arena, "%s%s%s", name_above(code, "0000"), prefecture, name);
}

/* --- credit codes --------------------------------------------------------- */

/* Longer prefixes stand first.  What no row names is left to the clerk. */
static const struct standing {
	const char *prefix;
	enum credit_standing standing;
	int category;
} standings[] = {
	{"51", CREDIT_CATEGORY, 1},       /* social group */
	{"52", CREDIT_CATEGORY, 2},       /* private non-enterprise unit */
	{"53", CREDIT_CATEGORY, 3},       /* foundation */
	{"31", CREDIT_CATEGORY, 4},       /* law firm */
	{"33", CREDIT_CATEGORY, 4},
	{"34", CREDIT_CATEGORY, 4},
	{"54", CREDIT_NOT_SOCIAL, 0},     /* villagers' or residents' committee */
	{"1", CREDIT_NOT_SOCIAL, 0},      /* organ or public institution */
	{"8", CREDIT_NOT_SOCIAL, 0},      /* trade union */
	{"", CREDIT_CLERK_DECIDES, 0},
};

static struct credit_code
read_credit_code(const char *code)
{
	const struct standing *row = standings;
	struct credit_code parts = {0};

	while (!text_starts(code, row->prefix))
		row++;
	parts.standing = row->standing;
	parts.category = row->category;
	memcpy(parts.region, code + 2, REGION_CODE - 1);
	parts.region_state = region_state(parts.region);
	return parts;
}

char
organization_check_digit(const char eight[8])
{
	static const int weights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0, check;

	for (int i = 0; i < 8; i++) {
		if (is_digit(eight[i]))
			sum += weights[i] * (eight[i] - '0');
		else if (eight[i] >= 'A' && eight[i] <= 'Z')
			sum += weights[i] * (eight[i] - 'A' + 10);
		else
			return '\0';
	}
	check = 11 - sum % 11;
	return "0123456789X0"[check];
}

char
credit_check_digit(const char seventeen[17])
{
	int sum = 0, weight = 1;

	for (int i = 0; i < 17; i++) {
		const char *sign = seventeen[i] ? strchr(credit_alphabet, seventeen[i]) : NULL;

		if (!sign)
			return '\0';
		sum += weight * (int)(sign - credit_alphabet);
		weight = weight * 3 % 31;
	}
	return credit_alphabet[(31 - sum % 31) % 31];
}

/* What the standard allows at a place (1-18). */
static bool
fits_place(int place, char sign)
{
	if (place == 1)
		return (sign >= '1' && sign <= '9') || sign == 'A' || sign == 'N' || sign == 'Y';
	if (place >= 3 && place <= 8)
		return is_digit(sign);
	return sign && strchr(credit_alphabet, sign);
}

/* The digit that a clerk meant by a letter the standard leaves out, or NUL. */
static char
mistyped_digit(char sign)
{
	static const char letters[] = "OISZ", digits[] = "0152";
	const char *at = sign ? strchr(letters, sign) : NULL;

	return at ? digits[at - letters] : '\0';
}

static int
credit_place_fault(int place, uint32_t rune)
{
	char sign = rune < 0x80 ? (char)rune : '\0';
	char digit = mistyped_digit(sign);
	char shown[5];

	utf8_put(rune == RUNE_BAD ? '?' : rune, shown);
	if (digit && fits_place(place, digit))
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 %d 位是字母 %s，应为数字 %c。",
		            "Place %d of the credit code is the letter %s; it should be the digit %c.",
		            place, shown, digit);
	if (sign >= 'a' && sign <= 'z')
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 %d 位的字母 %s 应为大写。",
		            "Place %d of the credit code: the letter %s should be a capital.", place, shown);
	if (place == 1)
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 %d 位应为 1 至 9、A、N 或 Y，现为 %s。",
		            "Place %d of the credit code should be 1 to 9, A, N or Y, not %s.", place, shown);
	if (place >= 3 && place <= 8)
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 %d 位应为数字（第 3 至 8 位是行政区划代码），现为 %s。",
		            "Place %d of the credit code should be a digit (3 to 8 are the region), not %s.",
		            place, shown);
	return fail(FAIL_INPUT, "A-21", NULL,
	            "统一社会信用代码第 %d 位应为数字或大写字母（不用 I、O、S、V、Z），现为 %s。",
	            "Place %d of the credit code should be a digit or a capital letter other than "
	            "I, O, S, V and Z, not %s.", place, shown);
}

int
credit_code_check(const char *code, struct credit_code *ret_code)
{
	size_t length = utf8_length(code);
	const char *at = code;
	char check;

	if (length != 18)
		return fail(FAIL_INPUT, "A-21", NULL, "统一社会信用代码应为 18 位，现为 %zu 位。",
		            "A credit code has 18 places, not %zu.", length);
	for (int place = 1; place <= 18; place++) {
		uint32_t rune = utf8_next(&at);

		if (rune >= 0x80 || !fits_place(place, (char)rune))
			return credit_place_fault(place, rune);
	}
	/* A slip in places 9 to 16 breaks both check digits; only the first tells where it is. */
	check = organization_check_digit(code + 8);
	if (code[16] != check)
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 17 位（组织机构代码校验码）应为 %c，现为 %c；请核对第 9 至 17 位。",
		            "Place 17 of the credit code (check digit of the organization code) should be "
		            "%c, not %c; compare places 9 to 17.", check, code[16]);
	check = credit_check_digit(code);
	if (code[17] != check)
		return fail(FAIL_INPUT, "A-21", NULL,
		            "统一社会信用代码第 18 位校验码应为 %c，现为 %c；请核对全部 18 位。",
		            "Place 18 of the credit code (check digit) should be %c, not %c; "
		            "compare all 18 places.", check, code[17]);
	if (ret_code)
		*ret_code = read_credit_code(code);
	return 0;
}

/* --- resident IDs ----------------------------------------------------------- */

char
resident_check_digit(const char seventeen[17])
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++) {
		if (!is_digit(seventeen[i]))
			return '\0';
		sum += weights[i] * (seventeen[i] - '0');
	}
	return "10X98765432"[sum % 11];
}

/* A run of digits as a number; the caller has checked that they are. */
static int
number(const char *digits, int count)
{
	int value = 0;

	while (count-- > 0)
		value = value * 10 + (*digits++ - '0');
	return value;
}

static int
resident_place_fault(int place, char sign)
{
	if (place == 18 && sign == 'x')
		return fail(FAIL_INPUT, "A-22", NULL, "公民身份号码第 18 位的字母应为大写。",
		            "Place 18 of the resident ID: the letter should be a capital.");
	if (place == 18)
		return fail(FAIL_INPUT, "A-22", NULL, "公民身份号码第 18 位应为数字或大写字母 X。",
		            "Place 18 of the resident ID should be a digit or a capital X.");
	return fail(FAIL_INPUT, "A-22", NULL, "公民身份号码第 %d 位应为数字。",
	            "Place %d of the resident ID should be a digit.", place);
}

int
resident_id_check(const char *id, day_no *ret_birth, char ret_region[REGION_CODE])
{
	size_t length = utf8_length(id);
	const char *at = id;
	day_no birth;

	if (length != 18)
		return fail(FAIL_INPUT, "A-22", NULL, "公民身份号码应为 18 位，现为 %zu 位。",
		            "A resident ID has 18 places, not %zu.", length);
	for (int place = 1; place <= 18; place++) {
		uint32_t rune = utf8_next(&at);
		char sign = rune < 0x80 ? (char)rune : '\0';

		if (!is_digit(sign) && !(place == 18 && sign == 'X'))
			return resident_place_fault(place, sign);
	}
	birth = day_of(number(id + 6, 4), number(id + 10, 2), number(id + 12, 2));
	if (birth == DAY_NONE || birth < DAY_MIN)
		return fail(FAIL_INPUT, "A-22", NULL,
		            "公民身份号码第 7 至 14 位不是真实的出生日期。",
		            "Places 7 to 14 of the resident ID are not a real date of birth.");
	if (id[17] != resident_check_digit(id))
		return fail(FAIL_INPUT, "A-22", NULL,
		            "公民身份号码第 18 位校验码不符，请核对全部 18 位。",
		            "The check digit at place 18 of the resident ID does not agree; "
		            "compare all 18 places.");
	if (ret_birth)
		*ret_birth = birth;
	if (ret_region) {
		memcpy(ret_region, id, REGION_CODE - 1);
		ret_region[REGION_CODE - 1] = '\0';
	}
	return 0;
}
