#include "party/demo_names.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

uint64_t
dice_next(struct dice *dice)
{
	uint64_t z = dice->state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

int64_t
dice_below(struct dice *dice, int64_t sides)
{
	return (int64_t)(dice_next(dice) % (uint64_t)sides);
}

int64_t
dice_between(struct dice *dice, int64_t low, int64_t high)
{
	return low + dice_below(dice, high - low + 1);
}

bool
dice_chance(struct dice *dice, int per_mille)
{
	return dice_below(dice, 1000) < per_mille;
}

const char *const demo_industries[] = {
	"家具", "物流", "软件", "餐饮", "纺织", "印刷", "汽车维修", "养老服务", "学前教育", "职业培训",
	"环境保护", "文化创意", "体育健身", "建筑装饰", "园林绿化", "食品加工", "医疗器械", "电子商务",
	"节能技术", "会展服务", "翻译", "法律服务", "社区服务", "志愿服务", "救助帮扶", "科学普及",
};
const size_t demo_industry_count = COUNT(demo_industries);

/* Words of good omen that no registered organization needs to have. */
static const char *const brands[] = {
	"启明", "同舟", "和风", "青禾", "朝露", "远帆", "晨曦", "瑞丰", "德邻", "睦邻", "春晖", "长青",
	"致远", "博雅", "明德", "恒心", "安居", "乐群", "惠民", "知行", "笃行", "求是", "勤朴", "嘉禾",
	"东篱", "南枝", "西畴", "北辰", "云帆", "松涛", "竹影", "兰亭", "清源", "澄江", "碧川", "涌泉",
	"百川", "千帆", "万象", "众诚", "聚贤", "汇智", "立信", "崇文", "尚德", "修远", "怀远", "思齐",
	"若水", "乐山", "望岳", "听泉", "扬帆", "破浪", "耕读", "采薇", "木铎", "杏林", "桑梓", "芳草",
};

static const char *const suffixes[5][4] = {
	{"行业协会", "促进会", "商会", "联合会"},
	{"促进中心", "培训学校", "研究院", "事务所"},
	{"公益基金会", "发展基金会", "慈善基金会", "教育基金会"},
	{"咨询所", "评估所", "代理所", "鉴证所"},
	{"互助社", "兴趣队", "志愿队", "邻里会"},
};

int64_t
demo_place(int64_t number, int64_t places)
{
	return number / (int64_t)COUNT(brands) % (places + 1);
}

const char *
demo_unit_name(struct arena *arena, int64_t number, int64_t places, const char *place, enum category category,
               const char *industry)
{
	int64_t round = number / (int64_t)COUNT(brands) / (places + 1);
	const char *brand = brands[(size_t)number % COUNT(brands)];
	const char *suffix = suffixes[category - 1][round % 4];

	if (round < 4)
		return arena_printf(arena, "%s%s%s%s", place, brand, industry, suffix);
	return arena_printf(arena, "%s%s%s%s（%lld）", place, brand, industry, suffix, (long long)round / 4 + 1);
}

const char *
demo_person_name(struct arena *arena, struct dice *dice)
{
	static const char *const surnames[] = {
		"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
		"何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹", "彭", "曾",
		"欧阳", "司马", "丁", "文", "洪", "叶", "沈", "余",
	};
	static const char *const givens[] = {
		"一鸣", "之远", "子衿", "可安", "若谷", "如松", "思远", "望舒", "景行", "若溪", "云舒", "清和",
		"知夏", "念秋", "向晨", "立春", "雨生", "晓岚", "明澈", "怀瑾", "书恒", "听雪", "安澜", "亦行",
		"岚", "珂", "澄", "昱", "朗", "筠", "谦", "恕", "砚", "漪", "桐", "榆",
	};

	return arena_printf(arena, "%s%s", surnames[dice_below(dice, (int64_t)COUNT(surnames))],
	                    givens[dice_below(dice, (int64_t)COUNT(givens))]);
}

const char *
demo_address(struct arena *arena, struct dice *dice, const char *region)
{
	static const char *const streets[] = {
		"和平路", "建设路", "文化路", "学院路", "新华街", "青年路", "公园路", "育才街", "工业路", "滨河路",
	};

	return arena_printf(arena, "%s%s%lld号%lld室", region, streets[dice_below(dice, (int64_t)COUNT(streets))],
	                    (long long)dice_between(dice, 1, 40), (long long)dice_between(dice, 101, 1812));
}

void
demo_credit_code(int64_t number, enum category category, const char *region, char ret_code[CREDIT_CODE])
{
	static const char *const prefixes[] = {"51", "52", "53", "31"};

	ret_code[0] = '\0';
	if (category == COMMUNITY_ORGANIZATION)
		return;
	/* Organization codes from 9A000000 on: far from any that were given out. */
	snprintf(ret_code, CREDIT_CODE, "%s%.6s9A%06llu", prefixes[category - 1], region,
	         (unsigned long long)(number % 1000000));
	ret_code[16] = organization_check_digit(ret_code + 8);
	ret_code[17] = credit_check_digit(ret_code);
	ret_code[18] = '\0';
}

void
demo_resident_id(const char *region, day_no birth, int64_t number, char ret_id[RESIDENT_ID])
{
	struct ymd date = ymd_of(birth);

	snprintf(ret_id, RESIDENT_ID, "%.6s%04u%02u%02u%03u", region, (unsigned)date.year % 10000,
	         (unsigned)date.month % 100, (unsigned)date.day % 100, (unsigned)(number % 1000));
	ret_id[17] = resident_check_digit(ret_id);
	ret_id[18] = '\0';
}
