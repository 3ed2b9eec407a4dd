#include "base/num.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"

static int
not_a_number(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "应为整数。", "A whole number is expected.");
}

int
num_parse(const char *text, int64_t *ret_number)
{
	int negative = *text == '-';
	const char *at = text + negative;
	int64_t value = 0;

	if (!*at)
		return not_a_number();
	for (; *at; at++) {
		if (*at < '0' || *at > '9')
			return not_a_number();
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, *at - '0', &value))
			return fail(FAIL_INPUT, NULL, NULL, "数字过大。", "The number is too large.");
	}
	/* Counted downwards, so that INT64_MIN can be read too. */
	if (!negative && __builtin_sub_overflow(0, value, &value))
		return fail(FAIL_INPUT, NULL, NULL, "数字过大。", "The number is too large.");
	*ret_number = value;
	return 0;
}

int
money_parse(const char *text, int64_t *ret_fen)
{
	const char *at = text;
	int decimals = -1; /* -1 before the point */
	int digits = 0;
	int64_t fen = 0;

	for (; *at; at++) {
		if (*at == '.' && decimals < 0 && digits > 0) {
			decimals = 0;
			continue;
		}
		if (*at < '0' || *at > '9' || decimals == 2)
			break;
		if (__builtin_mul_overflow(fen, 10, &fen) ||
		    __builtin_add_overflow(fen, *at - '0', &fen))
			return fail(FAIL_INPUT, NULL, NULL, "金额过大。", "The amount is too large.");
		digits++;
		if (decimals >= 0)
			decimals++;
	}
	if (*at || digits == 0 || decimals == 0)
		return fail(FAIL_INPUT, NULL, NULL, "金额应为元，最多两位小数，如 129.00。",
		            "An amount is in yuan with at most two decimals, like 129.00.");
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
		if (__builtin_mul_overflow(fen, 10, &fen))
			return fail(FAIL_INPUT, NULL, NULL, "金额过大。", "The amount is too large.");
	*ret_fen = fen;
	return 0;
}

const char *
money_text(int64_t fen, char out[MONEY_TEXT])
{
	uint64_t size = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;

	snprintf(out, MONEY_TEXT, "%s%" PRIu64 ".%02u", fen < 0 ? "-" : "", size / 100,
	         (unsigned)(size % 100));
	return out;
}

__extension__ typedef __int128 wide; /* room for a product of two amounts */

int64_t
per_mille(int64_t part, int64_t whole)
{
	wide scaled = (wide)part * 1000;

	if (whole == 0)
		return -1;
	return (int64_t)((2 * scaled + whole) / (2 * (wide)whole));
}

const char *
per_cent_text(int64_t tenths, char out[PER_CENT_TEXT])
{
	snprintf(out, PER_CENT_TEXT, "%" PRId64 ".%d", tenths / 10, abs((int)(tenths % 10)));
	return out;
}
