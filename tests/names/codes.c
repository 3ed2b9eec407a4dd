#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "names/codes.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void
A_21_worked_examples_pass_and_tell_category_and_region(void **state)
{
	static const struct {
		const char *code;
		enum credit_standing standing;
		int category;
		const char *region;
	} examples[] = {
		{"91350100M000100Y43", CREDIT_CLERK_DECIDES, 0, "350100"},
		{"51110105000000019W", CREDIT_CATEGORY, 1, "110105"},
		{"52110105000000019R", CREDIT_CATEGORY, 2, "110105"},
		{"53110105000000019N", CREDIT_CATEGORY, 3, "110105"},
		{"31110105000000019Y", CREDIT_CATEGORY, 4, "110105"},
		{"52110105MA0000007M", CREDIT_CATEGORY, 2, "110105"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(examples); i++) {
		struct credit_code code;

		assert_int_equal(credit_code_check(examples[i].code, &code), 0);
		assert_int_equal(code.standing, examples[i].standing);
		assert_int_equal(code.category, examples[i].category);
		assert_string_equal(code.region, examples[i].region);
		assert_int_equal(code.region_state, REGION_KNOWN);
		assert_int_equal(credit_check_digit(examples[i].code), examples[i].code[17]);
		assert_int_equal(organization_check_digit(examples[i].code + 8), examples[i].code[16]);
	}
	assert_int_equal(credit_code_check("51110105000000019W", NULL), 0);
}

/* A code of this beginning with both check digits right. */
static const char *
completed(const char sixteen[17], char out[CREDIT_CODE])
{
	snprintf(out, CREDIT_CODE, "%.16s", sixteen);
	out[16] = organization_check_digit(out + 8);
	out[17] = credit_check_digit(out);
	out[18] = '\0';
	return out;
}

static void
A_21_prefix_tells_the_standing(void **state)
{
	static const struct {
		const char *sixteen;
		enum credit_standing standing;
		int category;
	} cases[] = {
		{"3311010500000001", CREDIT_CATEGORY, 4},
		{"3411010500000001", CREDIT_CATEGORY, 4},
		{"3211010500000001", CREDIT_CLERK_DECIDES, 0},
		{"3911010500000001", CREDIT_CLERK_DECIDES, 0},
		{"9111010500000001", CREDIT_CLERK_DECIDES, 0},
		{"5911010500000001", CREDIT_CLERK_DECIDES, 0},
		{"5411010500000001", CREDIT_NOT_SOCIAL, 0},
		{"1111010500000001", CREDIT_NOT_SOCIAL, 0},
		{"1211010500000001", CREDIT_NOT_SOCIAL, 0},
		{"8111010500000001", CREDIT_NOT_SOCIAL, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[CREDIT_CODE];
		struct credit_code code;

		assert_int_equal(credit_code_check(completed(cases[i].sixteen, text), &code), 0);
		assert_int_equal(code.standing, cases[i].standing);
		assert_int_equal(code.category, cases[i].category);
	}
}

static void
A_21_region_is_reported_not_refused(void **state)
{
	char text[CREDIT_CODE];
	struct credit_code code;

	(void)state;
	assert_int_equal(credit_code_check(completed("5110000000000001", text), &code), 0);
	assert_int_equal(code.region_state, REGION_KNOWN); /* registered nationally */
	assert_int_equal(credit_code_check(completed("5111010300000001", text), &code), 0);
	assert_int_equal(code.region_state, REGION_ABOLISHED);
	assert_int_equal(credit_code_check(completed("5199999900000001", text), &code), 0);
	assert_int_equal(code.region_state, REGION_UNKNOWN);
}

static void
A_21_sentence_names_the_place_at_fault(void **state)
{
	static const struct {
		const char *code, *zh;
	} cases[] = {
		{"51110105000000019X", "统一社会信用代码第 18 位校验码应为 W，现为 X；请核对全部 18 位。"},
		{"51110105000000018W", "统一社会信用代码第 17 位（组织机构代码校验码）应为 9，现为 8；请核对第 9 至 17 位。"},
		{"52110105MA000000XM", "统一社会信用代码第 17 位（组织机构代码校验码）应为 7，现为 X；请核对第 9 至 17 位。"},
		{"51O10105000000019W", "统一社会信用代码第 3 位是字母 O，应为数字 0。"},
		{"51110105O00000019W", "统一社会信用代码第 9 位是字母 O，应为数字 0。"},
		{"5111I105000000019W", "统一社会信用代码第 5 位是字母 I，应为数字 1。"},
		{"S1110105000000019W", "统一社会信用代码第 1 位是字母 S，应为数字 5。"},
		{"5Z110105000000019R", "统一社会信用代码第 2 位是字母 Z，应为数字 2。"},
		{"O1110105000000019W", "统一社会信用代码第 1 位应为 1 至 9、A、N 或 Y，现为 O。"},
		{"01110105000000019W", "统一社会信用代码第 1 位应为 1 至 9、A、N 或 Y，现为 0。"},
		{"B1110105000000019W", "统一社会信用代码第 1 位应为 1 至 9、A、N 或 Y，现为 B。"},
		{"511A0105000000019W", "统一社会信用代码第 4 位应为数字（第 3 至 8 位是行政区划代码），现为 A。"},
		{"91350100m000100Y43", "统一社会信用代码第 9 位的字母 m 应为大写。"},
		{"91350100V000100Y43", "统一社会信用代码第 9 位应为数字或大写字母（不用 I、O、S、V、Z），现为 V。"},
		{"5111010500000001９W", "统一社会信用代码第 17 位应为数字或大写字母（不用 I、O、S、V、Z），现为 ９。"},
		{"51110105000000-19W", "统一社会信用代码第 15 位应为数字或大写字母（不用 I、O、S、V、Z），现为 -。"},
		{"51110105 00000019W", "统一社会信用代码第 9 位应为数字或大写字母（不用 I、O、S、V、Z），现为  。"},
		{"51110105\xFF" "00000019W", "统一社会信用代码第 9 位应为数字或大写字母（不用 I、O、S、V、Z），现为 ?。"},
		{"51110105000000019", "统一社会信用代码应为 18 位，现为 17 位。"},
		{"51110105000000019W0", "统一社会信用代码应为 18 位，现为 19 位。"},
		{"", "统一社会信用代码应为 18 位，现为 0 位。"},
	};
	struct credit_code code = {.category = 77};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(credit_code_check(cases[i].code, &code), FAIL_INPUT);
		assert_string_equal(failure_text(LANG_ZH), cases[i].zh);
		assert_string_equal(last_failure()->clause, "A-21");
		assert_true(failure_text(LANG_EN)[0]);
	}
	assert_int_equal(code.category, 77);
}

/* Weights are units modulo a prime, so no single slip can pass. */
static void
A_21_every_single_slip_is_found(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const char right[] = "52110105MA0000007M";

	(void)state;
	for (size_t place = 0; place < 18; place++)
		for (const char *sign = alphabet; *sign; sign++) {
			char code[CREDIT_CODE];

			memcpy(code, right, sizeof right);
			code[place] = *sign;
			assert_int_equal(credit_code_check(code, NULL),
			                 *sign == right[place] ? 0 : FAIL_INPUT);
		}
}

static void
A_21_check_digits_need_their_alphabet(void **state)
{
	(void)state;
	assert_int_equal(credit_check_digit("5111010500000001O"), '\0');
	assert_int_equal(organization_check_digit("0000000a"), '\0');
	assert_int_equal(organization_check_digit("00000001"), '9');
	assert_int_equal(organization_check_digit("MA000000"), '7');
	assert_int_equal(organization_check_digit("M000100Y"), '4');
	assert_int_equal(organization_check_digit("00000000"), '0'); /* 11 is written 0 */
	assert_int_equal(organization_check_digit("00000060"), '9');
	assert_int_equal(organization_check_digit("00000006"), 'X'); /* 10 is written X */
}

static void
A_22_specimen_of_the_standard_passes(void **state)
{
	char region[REGION_CODE];
	day_no birth;

	(void)state;
	assert_int_equal(resident_id_check("11010519491231002X", &birth, region), 0);
	assert_int_equal(birth, day_of(1949, 12, 31));
	assert_string_equal(region, "110105");
	assert_string_equal(region_name(region), "朝阳区");
	assert_int_equal(resident_check_digit("11010519491231002"), 'X');
	assert_int_equal(resident_id_check("11010519491231002X", NULL, NULL), 0);
}

/* An ID number with this beginning and the right check digit; all are invented. */
static const char *
with_check(const char seventeen[18], char out[RESIDENT_ID])
{
	snprintf(out, RESIDENT_ID, "%.17s", seventeen);
	out[17] = resident_check_digit(seventeen);
	out[18] = '\0';
	return out;
}

static void
A_22_birth_date_must_be_real(void **state)
{
	static const char *const real[] = {"11010520000229000", "11010519000101000", "11010519991231000",
	                                   "11010399990101000"};
	static const char *const unreal[] = {"11010520010229000", "11010519000229000",
	                                     "11010519991301000", "11010519990001000",
	                                     "11010519990100000", "11010519990431000",
	                                     "11010518991231000", "11010500000101000"};
	char id[RESIDENT_ID];

	(void)state;
	for (size_t i = 0; i < COUNT(real); i++)
		assert_int_equal(resident_id_check(with_check(real[i], id), NULL, NULL), 0);
	for (size_t i = 0; i < COUNT(unreal); i++) {
		assert_int_equal(resident_id_check(with_check(unreal[i], id), NULL, NULL), FAIL_INPUT);
		assert_string_equal(failure_text(LANG_ZH), "公民身份号码第 7 至 14 位不是真实的出生日期。");
	}
}

static void
A_22_sentence_names_the_place_and_repeats_nothing(void **state)
{
	static const struct {
		const char *id, *zh;
	} cases[] = {
		{"110105194912310020", "公民身份号码第 18 位校验码不符，请核对全部 18 位。"},
		{"110105194912310021", "公民身份号码第 18 位校验码不符，请核对全部 18 位。"},
		{"11010519491231012X", "公民身份号码第 18 位校验码不符，请核对全部 18 位。"},
		{"11010519491231002x", "公民身份号码第 18 位的字母应为大写。"},
		{"11010519491231002Y", "公民身份号码第 18 位应为数字或大写字母 X。"},
		{"11O10519491231002X", "公民身份号码第 3 位应为数字。"},
		{"1101051949123100XX", "公民身份号码第 17 位应为数字。"},
		{"1101051949１231002X", "公民身份号码第 11 位应为数字。"},
		{"110105 9491231002X", "公民身份号码第 7 位应为数字。"},
		{"110105491231002", "公民身份号码应为 18 位，现为 15 位。"},
		{"11010519491231002XX", "公民身份号码应为 18 位，现为 19 位。"},
		{"", "公民身份号码应为 18 位，现为 0 位。"},
	};
	char region[REGION_CODE] = "kept";
	day_no birth = 7;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(resident_id_check(cases[i].id, &birth, region), FAIL_INPUT);
		assert_string_equal(failure_text(LANG_ZH), cases[i].zh);
		assert_string_equal(last_failure()->clause, "A-22");
	}
	assert_int_equal(birth, 7);
	assert_string_equal(region, "kept");
}

static void
A_22_every_single_slip_is_found(void **state)
{
	static const char right[] = "11010519491231002X";

	(void)state;
	for (size_t place = 0; place < 17; place++)
		for (char sign = '0'; sign <= '9'; sign++) {
			char id[RESIDENT_ID];

			memcpy(id, right, sizeof right);
			id[place] = sign;
			assert_int_equal(resident_id_check(id, NULL, NULL),
			                 sign == right[place] ? 0 : FAIL_INPUT);
		}
	assert_int_equal(resident_check_digit("1101051949123100A"), '\0');
}

static void
A_22_regions_are_known_abolished_or_unknown(void **state)
{
	static const struct {
		const char *code;
		enum region_state state;
		const char *name;
	} cases[] = {
		{"110105", REGION_KNOWN, "朝阳区"},
		{"110000", REGION_KNOWN, "北京市"},
		{"110100", REGION_KNOWN, "市辖区"},
		{"100000", REGION_KNOWN, "全国"},
		{"110118", REGION_KNOWN, "密云区"},      /* a county until 2015 */
		{"110228", REGION_ABOLISHED, "密云县"},
		{"110103", REGION_ABOLISHED, "崇文区"},  /* merged in 2010 */
		{"330113", REGION_KNOWN, "临平区"},      /* new in 2021 */
		{"330103", REGION_ABOLISHED, "下城区"},  /* merged in 2021 */
		{"371200", REGION_ABOLISHED, "莱芜市"},  /* merged in 2019 */
		{"371201", REGION_ABOLISHED, "市辖区"},
		{"370116", REGION_KNOWN, "莱芜区"},
		{"130502", REGION_KNOWN, "襄都区"},      /* renamed, same code */
		{"130101", REGION_KNOWN, "市辖区"},      /* the survey leaves these out */
		{"620201", REGION_KNOWN, "市辖区"},
		{"441900", REGION_KNOWN, "东莞市"},
		{"469001", REGION_KNOWN, "五指山市"},
		{"500200", REGION_KNOWN, "县"},
		{"130682", REGION_KNOWN, "定州市"},
		{"710000", REGION_KNOWN, "台湾省"},
		{"810000", REGION_KNOWN, "香港特别行政区"},
		{"820000", REGION_KNOWN, "澳门特别行政区"},
		{"130171", REGION_STATISTICAL, "石家庄高新技术产业开发区"},
		{"999999", REGION_UNKNOWN, NULL},
		{"110199", REGION_UNKNOWN, NULL},
		{"000000", REGION_UNKNOWN, NULL},
		{"11010", REGION_UNKNOWN, NULL},
		{"1101050", REGION_UNKNOWN, NULL},
		{"", REGION_UNKNOWN, NULL},
		{"11O105", REGION_UNKNOWN, NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(region_state(cases[i].code), cases[i].state);
		if (cases[i].name)
			assert_string_equal(region_name(cases[i].code), cases[i].name);
		else
			assert_null(region_name(cases[i].code));
	}
}

static void
A_22_regions_are_in_order_and_hang_together(void **state)
{
	size_t count, provinces = 0, counties = 0;
	const struct region *all = regions(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		enum region_level level = region_level(all[i].code);
		char above[REGION_CODE] = "000000";

		assert_int_equal(strlen(all[i].code), 6);
		assert_true(i == 0 || strcmp(all[i - 1].code, all[i].code) < 0);
		assert_true(all[i].state != REGION_UNKNOWN && all[i].name[0]);
		provinces += level == REGION_PROVINCE;
		counties += level == REGION_COUNTY && all[i].state == REGION_KNOWN;
		if (level == REGION_COUNTRY)
			continue;
		memcpy(above, all[i].code, 2);
		assert_int_equal(region_state(above), REGION_KNOWN);
		memcpy(above, all[i].code, 4);
		if (all[i].state != REGION_ABOLISHED)
			assert_int_equal(region_state(above), REGION_KNOWN);
	}
	assert_int_equal(provinces, 34);
	assert_in_range(counties, 2800, 3400);
}

static void
A_22_full_names_leave_out_what_says_nothing(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	assert_string_equal(region_full_name(arena, "110105"), "北京市朝阳区");
	assert_string_equal(region_full_name(arena, "330113"), "浙江省杭州市临平区");
	assert_string_equal(region_full_name(arena, "500229"), "重庆市城口县");
	assert_string_equal(region_full_name(arena, "469001"), "海南省五指山市");
	assert_string_equal(region_full_name(arena, "659001"), "新疆维吾尔自治区石河子市");
	assert_string_equal(region_full_name(arena, "330100"), "浙江省杭州市");
	assert_string_equal(region_full_name(arena, "330000"), "浙江省");
	assert_string_equal(region_full_name(arena, "100000"), "全国");
	assert_null(region_full_name(arena, "999999"));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_21_worked_examples_pass_and_tell_category_and_region),
		cmocka_unit_test(A_21_prefix_tells_the_standing),
		cmocka_unit_test(A_21_region_is_reported_not_refused),
		cmocka_unit_test(A_21_sentence_names_the_place_at_fault),
		cmocka_unit_test(A_21_every_single_slip_is_found),
		cmocka_unit_test(A_21_check_digits_need_their_alphabet),
		cmocka_unit_test(A_22_specimen_of_the_standard_passes),
		cmocka_unit_test(A_22_birth_date_must_be_real),
		cmocka_unit_test(A_22_sentence_names_the_place_and_repeats_nothing),
		cmocka_unit_test(A_22_every_single_slip_is_found),
		cmocka_unit_test(A_22_regions_are_known_abolished_or_unknown),
		cmocka_unit_test(A_22_regions_are_in_order_and_hang_together),
		cmocka_unit_test(A_22_full_names_leave_out_what_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
