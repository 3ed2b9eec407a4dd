#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/buf.h"
#include "base/text.h"
#include "names/strokes.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void
check_key(const char *character, int count, const char *sequence)
{
	struct stroke_key key;

	if (!stroke_key(name_first(character), &key))
		fail_msg("%s is outside the table", character);
	if (key.count != count || (sequence && strcmp(key.sequence, sequence) != 0))
		fail_msg("%s: %d %s, expected %d %s", character, key.count, key.sequence, count, sequence);
	assert_int_equal(strlen(key.sequence), count);
	assert_true(key.listed);
}

/* Sorts and compares with the names in the order expected, given as one text. */
static void
check_sorted(const char *const *names, size_t count, const char *expected)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct strokes_order order;
	struct buf got;

	buf_init(&got, BUF_PAGE_MAX);
	assert_int_equal(strokes_sort(arena, names, count, &order), 0);
	for (size_t i = 0; i < count; i++)
		buf_printf(&got, "%s%s", i ? " " : "", names[order.order[i]]);
	assert_string_equal(buf_text(&got), expected);
	buf_free(&got);
	arena_free(arena);
}

#define SORTED(expected, ...) \
	check_sorted((const char *const[]){__VA_ARGS__}, \
	             COUNT(((const char *const[]){__VA_ARGS__})), expected)

static void
A_20_worked_example_is_in_order(void **state)
{
	(void)state;
	SORTED("丁 王 文 林 欧阳 洪", "洪", "欧阳", "林", "文", "王", "丁");
	check_key("丁", 2, "12");
	check_key("王", 4, "1121");
	check_key("文", 4, "4134");
	check_key("林", 8, "12341234");
	check_key("欧阳", 8, "13453534");
	check_key("洪", 9, "441122134");
}

static void
ELEC_24_1b_names_are_printed_by_strokes(void **state)
{
	(void)state;
	SORTED("李 张", "张", "李");
	check_key("李", 7, "1234521");
	check_key("张", 7, "5153154");
	SORTED("丁一 王二 文三 林四 欧阳五", "欧阳五", "文三", "林四", "丁一", "王二");
}

static void
ELEC_31_2_elected_are_listed_by_strokes_not_by_votes(void **state)
{
	(void)state;
	SORTED("王大 李中 张小 陈平 黄正", "黄正", "陈平", "张小", "李中", "王大");
}

/* Counts of the 通用规范汉字表, by hand. */
static void
A_20_hundred_commonest_surnames_have_mainland_counts(void **state)
{
	static const struct {
		int count;
		const char *surnames;
	} rows[] = {
		{2, "丁"}, {3, "于万马"}, {4, "王邓方孔文毛尹"}, {5, "叶田石白卢冯龙史"},
		{6, "刘朱吕许孙任江汤乔"}, {7, "李杨张陈吴何宋沈苏余杜汪陆邹邱邵"},
		{8, "周林罗郑范金孟易武"}, {9, "赵胡姜姚钟段侯贺郝"}, {10, "徐高郭唐袁夏贾秦顾钱"},
		{11, "黄梁萧曹阎崔康常龚"}, {12, "谢韩董程傅曾彭蒋"}, {13, "雷赖"}, {14, "蔡谭廖熊"},
		{15, "潘黎"}, {16, "薛"}, {17, "魏戴"},
	};
	int total = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (const char *at = rows[i].surnames; *at; total++) {
			const char *character = at;

			utf8_next(&at);
			check_key(character, rows[i].count, NULL);
		}
	assert_int_equal(total, 100);
}

/* Stroke by stroke as the national standard writes them, by hand. */
static void
A_20_shapes_are_in_writing_order(void **state)
{
	static const struct {
		const char *character;
		const char *sequence;
	} rows[] = {
		{"马", "551"}, {"万", "153"}, {"方", "4153"}, {"邓", "5452"}, {"车", "1512"},
		{"长", "3154"}, {"龙", "13534"}, {"东", "15234"}, {"史", "25134"}, {"冯", "41551"},
		{"刘", "413422"}, {"孙", "521234"}, {"许", "453112"}, {"吕", "251251"}, {"毕", "153512"},
		{"陈", "5215234"}, {"杨", "1234533"}, {"吴", "2511134"}, {"宋", "4451234"},
		{"沈", "4414535"}, {"严", "1224313"}, {"郑", "43113452"}, {"武", "11212154"},
		{"周", "35121251"}, {"罗", "25221354"}, {"赵", "121213434"}, {"胡", "122513511"},
		{"姜", "431121531"}, {"段", "321113554"}, {"郭", "4125152152"}, {"高", "4125125251"},
		{"徐", "3323411234"}, {"黄", "12212512134"}, {"梁", "44153441234"},
		{"萧", "12251123234"}, {"曾", "432524312511"}, {"谢", "453251113124"},
		{"彭", "121251431333"}, {"蔡", "12235445411234"}, {"熊", "54251135354444"},
		{"薛", "1223251514143112"}, {"戴", "12125121122134534"}, {"魏", "31234531325113554"},
		/* where one of the sources is wrong and the order of the list tells */
		{"字", "445521"}, {"酆", "21112111252125143152"}, {"䢺", "5225252"}, {"䴗", "25111134435451"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_key(rows[i].character, (int)strlen(rows[i].sequence), rows[i].sequence);
}

static void
A_20_count_comes_before_shape(void **state)
{
	(void)state;
	assert_true(strokes_compare("马", "王") < 0);  /* 3 and 折, 4 and 横 */
	assert_true(strokes_compare("孔", "石") < 0);
	assert_true(strokes_compare("石", "孔") > 0);
	SORTED("王 牛 文 孔", "孔", "文", "牛", "王"); /* 横 撇 点 折 */
	SORTED("石 卢 白 冯 司", "司", "冯", "白", "卢", "石");
}

static void
A_20_structure_settles_equal_sequences(void **state)
{
	static const char *const pairs[][2] = {
		{"叶", "申"}, {"叶", "甲"}, {"孔", "巴"}, {"相", "查"}, {"亓", "井"},
	};
	static const char *const equal[][2] = {
		{"田", "由"}, {"干", "于"}, {"余", "佘"}, {"仇", "仉"}, {"甲", "申"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct stroke_key first, second;

		assert_true(stroke_key(name_first(pairs[i][0]), &first));
		assert_true(stroke_key(name_first(pairs[i][1]), &second));
		assert_string_equal(first.sequence, second.sequence);
		assert_true(strokes_compare(pairs[i][0], pairs[i][1]) < 0);
		assert_true(strokes_compare(pairs[i][1], pairs[i][0]) > 0);
	}
	for (size_t i = 0; i < COUNT(equal); i++) {
		assert_int_equal(strokes_compare(equal[i][0], equal[i][1]), 0);
		assert_int_equal(strokes_compare(equal[i][1], equal[i][0]), 0);
	}
}

static void
A_20_same_character_goes_on_to_the_next(void **state)
{
	(void)state;
	SORTED("王一 王大 王小 王大力 王大木", "王小", "王大木", "王大力", "王大", "王一");
	SORTED("欧阳一 欧阳二 欧阳一一", "欧阳一一", "欧阳二", "欧阳一");
}

static void
A_20_missing_middle_counts_nothing(void **state)
{
	(void)state;
	assert_true(strokes_compare("田富", "田大利") < 0);
	assert_true(strokes_compare("田大利", "田富") > 0);
	assert_true(strokes_compare("田", "田富") < 0);
	/* the given name is what follows a compound surname */
	assert_true(strokes_compare("欧阳富", "欧阳大利") < 0);
	assert_true(strokes_compare("司马懿", "司马一一") < 0);
	assert_true(strokes_compare("诸葛亮", "诸葛一一") < 0);
	assert_true(strokes_compare("欧富", "欧阳大") < 0); /* 欧 富 with its middle missing */
	assert_true(strokes_compare("欧阳", "欧阳一") < 0);
	/* three characters after a plain surname: nothing is missing */
	assert_true(strokes_compare("田一富", "田大利") < 0);
	assert_true(strokes_compare("田一富一", "田一富") > 0);
}

static void
A_20_spaces_and_middle_dots_are_skipped(void **state)
{
	(void)state;
	assert_int_equal(strokes_compare("田 富", "田富"), 0);
	assert_int_equal(strokes_compare(" 田\xE3\x80\x80富 ", "田富"), 0);
	assert_int_equal(strokes_compare("阿里·木江", "阿里木江"), 0);
	assert_int_equal(strokes_compare("阿里•木江", "阿里・木江"), 0);
	assert_int_equal(strokes_compare("\xEF\xBB\xBF田\t富\xC2\xA0", "田富"), 0);
	assert_true(strokes_compare("田　富", "田大利") < 0);
	assert_true(name_first(" \xE3\x80\x80田") == U'田');
	assert_int_equal(name_first(" ·\xE3\x80\x80\t"), 0);
	assert_int_equal(name_first(""), 0);
}

static void
A_20_equal_keys_keep_the_order_given_and_are_told(void **state)
{
	static const char *const names[] = {"由二", "田一", "王三", "由一", "王三", "田一"};
	static const size_t expected[] = {2, 4, 3, 0, 1, 5};
	static const bool tied[] = {false, true, false, false, true, true};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct strokes_order order;

	(void)state;
	assert_int_equal(strokes_sort(arena, names, COUNT(names), &order), 0);
	for (size_t i = 0; i < COUNT(names); i++) {
		assert_int_equal(order.order[i], expected[i]);
		assert_int_equal(order.tied[i], tied[i]);
	}
	assert_int_equal(order.unknown[0], 0);
	assert_int_equal(order.unlisted[0], 0);
	SORTED("由 田", "由", "田");
	SORTED("田 由", "田", "由");
	arena_free(arena);
}

static void
A_20_characters_outside_the_table_come_last_and_are_told(void **state)
{
	static const char *const names[] = {"Zoe", "龖一", "王Z", "Adam", "陳一", "王龘", "张三", "Z"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct strokes_order order;
	struct stroke_key key = {.count = 77};

	(void)state;
	assert_false(stroke_key('Z', &key));
	assert_false(stroke_key(0, &key));
	assert_false(stroke_key(RUNE_BAD, &key));
	assert_int_equal(key.count, 77);
	assert_true(stroke_key(U'陳', &key));
	assert_false(key.listed);
	assert_int_equal(strokes_sort(arena, names, COUNT(names), &order), 0);
	assert_string_equal(names[order.order[0]], "王龘");
	assert_string_equal(names[order.order[1]], "王Z");
	assert_string_equal(names[order.order[2]], "张三");
	/* Z came first, and a name that is shorter precedes */
	assert_string_equal(names[order.order[5]], "Z");
	assert_string_equal(names[order.order[6]], "Zoe");
	assert_string_equal(names[order.order[7]], "Adam");
	assert_true(order.tied[7]);
	assert_int_equal(order.unknown[0], 'Z');
	assert_int_equal(order.unknown[1], 'o');
	assert_int_equal(order.unknown[2], 'e');
	assert_int_equal(order.unknown[3], 'A');
	assert_int_equal(order.unlisted[0], U'龖');
	assert_int_equal(order.unlisted[1], U'陳');
	assert_int_equal(order.unlisted[2], U'龘');
	assert_int_equal(order.unlisted[3], 0);
	arena_free(arena);
}

static void
A_20_only_the_beginning_of_a_long_name_counts(void **state)
{
	struct buf a, b;

	(void)state;
	buf_init(&a, BUF_PAGE_MAX);
	buf_init(&b, BUF_PAGE_MAX);
	for (int i = 0; i < STROKES_NAME_MAX - 1; i++) {
		buf_puts(&a, "一");
		buf_puts(&b, "一");
	}
	buf_puts(&a, "一");
	buf_puts(&b, "二");
	assert_true(strokes_compare(buf_text(&a), buf_text(&b)) < 0);
	a.data[a.len - strlen("一")] = '\0'; /* one character less: the last that counts is missing */
	assert_true(strokes_compare(buf_text(&a), buf_text(&b)) < 0);
	buf_puts(&b, "三");
	buf_clear(&a);
	buf_add(&a, b.data, b.len);
	buf_puts(&a, "四");
	assert_int_equal(strokes_compare(buf_text(&a), buf_text(&b)), 0);
	buf_free(&a);
	buf_free(&b);
	SORTED("", "");
	check_sorted(NULL, 0, "");
}

/* A sort of names made by chance keeps what comparing says, and loses nobody. */
static void
A_20_sorting_agrees_with_comparing(void **state)
{
	static const char *const characters[] = {"田", "由", "王", "孔", "巴", "欧", "阳", "一", "大",
	                                         "Z", "·", " ", "余", "佘"};
	const char *names[600];
	bool seen[COUNT(names)] = {false};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct strokes_order order;
	unsigned chance = 20261121;

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		names[i] = "";
		for (size_t n = i % 5; n > 0; n--) {
			chance = chance * 1103515245 + 12345;
			names[i] = arena_printf(arena, "%s%s", names[i],
			                        characters[(chance >> 16) % COUNT(characters)]);
		}
	}
	assert_int_equal(strokes_sort(arena, names, COUNT(names), &order), 0);
	for (size_t i = 0; i < COUNT(names); i++) {
		assert_false(seen[order.order[i]]);
		seen[order.order[i]] = true;
		if (i == 0)
			continue;
		assert_int_equal(order.tied[i],
		                 strokes_compare(names[order.order[i - 1]], names[order.order[i]]) == 0);
		for (size_t j = 0; j < i; j++)
			assert_true(strokes_compare(names[order.order[j]], names[order.order[i]]) <= 0);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_20_worked_example_is_in_order),
		cmocka_unit_test(ELEC_24_1b_names_are_printed_by_strokes),
		cmocka_unit_test(ELEC_31_2_elected_are_listed_by_strokes_not_by_votes),
		cmocka_unit_test(A_20_hundred_commonest_surnames_have_mainland_counts),
		cmocka_unit_test(A_20_shapes_are_in_writing_order),
		cmocka_unit_test(A_20_count_comes_before_shape),
		cmocka_unit_test(A_20_structure_settles_equal_sequences),
		cmocka_unit_test(A_20_same_character_goes_on_to_the_next),
		cmocka_unit_test(A_20_missing_middle_counts_nothing),
		cmocka_unit_test(A_20_spaces_and_middle_dots_are_skipped),
		cmocka_unit_test(A_20_equal_keys_keep_the_order_given_and_are_told),
		cmocka_unit_test(A_20_characters_outside_the_table_come_last_and_are_told),
		cmocka_unit_test(A_20_only_the_beginning_of_a_long_name_counts),
		cmocka_unit_test(A_20_sorting_agrees_with_comparing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
