#include "names/strokes.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/fail.h"
#include "base/text.h"
#include "names/tables.h"

#define RANK_UNKNOWN UINT32_MAX
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- the table ------------------------------------------------------------ */

static const struct stroke_rune *
find_rune(uint32_t rune)
{
	size_t low = 0, high = stroke_rune_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (stroke_runes[middle].rune == rune)
			return &stroke_runes[middle];
		if (stroke_runes[middle].rune < rune)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool
stroke_key(uint32_t rune, struct stroke_key *ret_key)
{
	const struct stroke_rune *found = find_rune(rune);
	const struct stroke_block *block = stroke_blocks;
	size_t size;

	if (!found)
		return false;
	while (block[1].first_rank <= found->rank)
		block++;
	size = (size_t)block->count + 1;
	ret_key->count = block->count;
	memcpy(ret_key->sequence, block->rows + (found->rank - block->first_rank) * size, size);
	ret_key->listed = found->listed;
	return true;
}

/* --- a name, character by character ------------------------------------------ */

/* The usual compound surnames (复姓): those of the 百家姓, then others met today. */
static const char32_t compound_surnames[][3] = {
	U"万俟", U"司马", U"上官", U"欧阳", U"夏侯", U"诸葛", U"闻人", U"东方",
	U"赫连", U"皇甫", U"尉迟", U"公羊", U"澹台", U"公冶", U"宗政", U"濮阳",
	U"淳于", U"单于", U"太叔", U"申屠", U"公孙", U"仲孙", U"轩辕", U"令狐",
	U"钟离", U"宇文", U"长孙", U"慕容", U"鲜于", U"闾丘", U"司徒", U"司空",
	U"亓官", U"司寇", U"子车", U"颛孙", U"端木", U"巫马", U"公西", U"漆雕",
	U"乐正", U"壤驷", U"公良", U"拓跋", U"夹谷", U"宰父", U"谷梁", U"段干",
	U"百里", U"东郭", U"南门", U"呼延", U"羊舌", U"微生", U"梁丘", U"左丘",
	U"东门", U"西门", U"伯赏", U"南宫", U"第五", U"独孤", U"太史", U"完颜",
	U"纳兰", U"那拉", U"耶律", U"尔朱", U"哥舒", U"仆固", U"即墨", U"公输",
	U"公乘", U"达奚", U"褚师", U"毌丘", U"南荣",
};

/* White space, and the middle dot of transcribed names in the forms that keyboards give. */
static bool
does_not_count(uint32_t rune)
{
	static const uint32_t others[] = {0xA0, 0xB7, 0x2022, 0x2027, 0x202F, 0x2060, 0x3000, 0x30FB,
	                                  0xFEFF, 0xFF65};

	if (rune <= ' ' || (rune >= 0x2000 && rune <= 0x200D))
		return true;
	if (rune < 0xA0 || (rune >= 0x3400 && rune < 0xF000))
		return false;
	for (size_t i = 0; i < COUNT(others); i++)
		if (rune == others[i])
			return true;
	return false;
}

/* The next character that counts, or 0. */
static uint32_t
next_rune(const char **at)
{
	uint32_t rune;

	do
		rune = utf8_next(at);
	while (rune != 0 && does_not_count(rune));
	return rune;
}

static bool
is_compound(uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < COUNT(compound_surnames); i++)
		if (compound_surnames[i][0] == first && compound_surnames[i][1] == second)
			return true;
	return false;
}

/* One place of a name.  RANK_END and RANK_MISSING have no character. */
struct sign {
	uint32_t rank;
	uint32_t rune;
	bool listed;
};

struct reader {
	const char *at;
	int read;        /* places so far */
	int missing;     /* the place that is missing, or -1 */
};

static struct reader
read_name(const char *name)
{
	struct reader reader = {.at = name, .missing = -1};
	const char *at = name;
	uint32_t runes[4] = {0};
	int surname, count = 0;

	while (count < 4 && (runes[count] = next_rune(&at)) != 0)
		count++;
	surname = is_compound(runes[0], runes[1]) ? 2 : 1;
	if (count == surname + 1)
		reader.missing = surname;
	return reader;
}

static struct sign
read_sign(struct reader *reader)
{
	struct sign sign = {.rank = RANK_END, .listed = true};
	const struct stroke_rune *found;

	if (reader->read == STROKES_NAME_MAX)
		return sign;
	if (reader->read++ == reader->missing) {
		sign.rank = RANK_MISSING;
		return sign;
	}
	sign.rune = next_rune(&reader->at);
	if (sign.rune == 0)
		return sign;
	found = find_rune(sign.rune);
	sign.rank = found ? found->rank : RANK_UNKNOWN;
	sign.listed = found && found->listed;
	return sign;
}

uint32_t
name_first(const char *name)
{
	return next_rune(&name);
}

int
strokes_compare(const char *a, const char *b)
{
	struct reader of_a = read_name(a), of_b = read_name(b);

	for (;;) {
		struct sign in_a = read_sign(&of_a), in_b = read_sign(&of_b);

		if (in_a.rank != in_b.rank)
			return in_a.rank < in_b.rank ? -1 : 1;
		if (in_a.rune != in_b.rune || in_a.rank == RANK_END)
			return 0;
	}
}

/* --- sorting ------------------------------------------------------------------ */

struct item {
	const struct sign *signs;  /* up to and with RANK_END */
	struct sign sign;          /* the one that is compared now */
	size_t group;              /* first name, as given, with this character here */
	size_t name;
};

static int
order_of(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_character(const void *left, const void *right)
{
	const struct item *a = left, *b = right;

	if (a->sign.rank != b->sign.rank)
		return order_of(a->sign.rank, b->sign.rank);
	if (a->sign.rune != b->sign.rune)
		return order_of(a->sign.rune, b->sign.rune);
	return order_of(a->name, b->name);
}

static int
by_group(const void *left, const void *right)
{
	const struct item *a = left, *b = right;

	if (a->sign.rank != b->sign.rank)
		return order_of(a->sign.rank, b->sign.rank);
	if (a->group != b->group)
		return order_of(a->group, b->group);
	return order_of(a->name, b->name);
}

static bool
same_sign(const struct item *a, const struct item *b)
{
	return a->sign.rank == b->sign.rank && a->sign.rune == b->sign.rune;
}

/*
 * Orders names that are the same before place `place`.  Comparing is no total
 * order (see strokes_compare), so equal characters are ordered by the first
 * name that has them, which keeps a family together.  tied[0] is the caller's.
 */
static void
order_from(struct item *items, bool *tied, size_t count, size_t place)
{
	uint32_t last = RANK_UNKNOWN;

	for (size_t i = 0; i < count; i++)
		items[i].sign = items[i].signs[place];
	qsort(items, count, sizeof *items, by_character);
	for (size_t i = 0; i < count; i++)
		items[i].group = i > 0 && same_sign(&items[i - 1], &items[i]) ? items[i - 1].group
		                                                              : items[i].name;
	qsort(items, count, sizeof *items, by_group);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && same_sign(&items[start], &items[end]); end++)
			tied[end] = items[end].sign.rank == RANK_END;
		if (start > 0)
			tied[start] = last == items[start].sign.rank;
		last = items[start].sign.rank;
		if (end - start > 1 && last != RANK_END)
			order_from(items + start, tied + start, end - start, place + 1);
	}
}

/* The places of all names behind each other; `items` point into them. */
static struct sign *
read_signs(struct arena *arena, const char *const *names, size_t count, struct item *items,
           size_t *ret_total)
{
	size_t room = 0, total = 0;
	struct sign *signs;

	for (size_t i = 0; i < count; i++) {
		size_t length = utf8_length(names[i]);

		/* one for a missing middle, one for the end */
		room += (length < STROKES_NAME_MAX ? length : STROKES_NAME_MAX) + 2;
	}
	signs = ARENA_ARRAY(arena, room, struct sign);
	if (!signs)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct reader reader = read_name(names[i]);

		items[i] = (struct item){.signs = signs + total, .name = i};
		do
			signs[total] = read_sign(&reader);
		while (signs[total++].rank != RANK_END);
	}
	*ret_total = total;
	return signs;
}

/* The characters for the clerk, each once: those outside the table, or those in it. */
static uint32_t *
collect(struct arena *arena, const struct sign *signs, size_t total, bool unknown)
{
	size_t most = 0, count = 0;
	uint32_t *list;
	uint8_t *seen;

	for (size_t i = 0; i < total; i++)
		most += !signs[i].listed;
	list = ARENA_ARRAY(arena, most + 1, uint32_t);
	seen = most > 0 ? arena_alloc(arena, 0x110000 / 8) : NULL;
	if (!list || (most > 0 && !seen))
		return NULL;
	for (size_t i = 0; i < total && most > 0; i++) {
		uint32_t rune = signs[i].rune == RUNE_BAD ? 0xFFFD : signs[i].rune;

		if (signs[i].listed || (signs[i].rank == RANK_UNKNOWN) != unknown ||
		    seen[rune / 8] & 1u << rune % 8)
			continue;
		seen[rune / 8] |= (uint8_t)(1u << rune % 8);
		list[count++] = rune;
	}
	return list;
}

int
strokes_sort(struct arena *arena, const char *const *names, size_t count,
             struct strokes_order *ret_order)
{
	struct item *items = ARENA_ARRAY(arena, count, struct item);
	struct strokes_order result = {
		.order = ARENA_ARRAY(arena, count, size_t),
		.tied = ARENA_ARRAY(arena, count, bool),
	};
	size_t total;
	struct sign *signs;

	if (!items || !result.order || !result.tied)
		return FAIL_MEMORY;
	signs = read_signs(arena, names, count, items, &total);
	if (!signs)
		return FAIL_MEMORY;
	result.unknown = collect(arena, signs, total, true);
	result.unlisted = collect(arena, signs, total, false);
	if (!result.unknown || !result.unlisted)
		return FAIL_MEMORY;
	order_from(items, result.tied, count, 0);
	for (size_t i = 0; i < count; i++)
		result.order[i] = items[i].name;
	*ret_order = result;
	return 0;
}
