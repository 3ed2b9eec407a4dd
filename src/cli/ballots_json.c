#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "cli/ballots.h"
#include "cli/pull.h"

/* --- what both inputs share ------------------------------------------------------ */

int
reading_begin(struct arena *arena, struct arena *scratch, struct reading *ret_reading)
{
	struct reading reading = {.arena = arena, .scratch = scratch};

	reading.written = ARENA_ARRAY(arena, WRITTEN_MAX, const char *);
	if (!reading.written)
		return FAIL_MEMORY;
	*ret_reading = reading;
	return 0;
}

int
reading_count(struct reading *reading)
{
	int r = count_new(reading->arena, &reading->contest, &reading->count);

	if (r < 0)
		return r;
	reading->marks = ARENA_ARRAY(reading->arena, reading->contest.candidates.count, uint8_t);
	return reading->marks ? 0 : FAIL_MEMORY;
}

int
reading_write_in(struct reading *reading, const char *name)
{
	char *tidy = text_tidy(reading->scratch, name);

	if (!tidy)
		return FAIL_MEMORY;
	if (!*tidy)
		return fail(FAIL_INPUT, "ELEC-25.2", "write_in", "write_in 中有空的姓名。",
		            "write_in holds an empty name.");
	if (reading->written_count == WRITTEN_MAX)
		return fail(FAIL_INPUT, "ELEC-25.2", "write_in", "一张选票上另选的姓名超过 %zu 个。",
		            "More than %zu names are written in on one ballot.", WRITTEN_MAX);
	reading->written[reading->written_count++] = tidy;
	return 0;
}

int
reading_ballot(struct reading *reading, int64_t n)
{
	struct ballot ballot = {
		.n = n,
		.marks = reading->marks,
		.written = {reading->written, reading->written_count},
	};
	int r = count_ballot(reading->count, &ballot);

	if (reading->written_count > 0)
		arena_reset(reading->scratch);
	reading->written_count = 0;
	return r;
}

/* --- the keys of a round ------------------------------------------------------------ */

/* A round read from JSON. */
struct json_round {
	struct reading *reading;
	struct pull pull;
	int64_t ballots;      /* elements of `ballots` begun */
	int64_t rule_set;     /* places in the words below */
	int64_t round;
	int64_t office;
	int64_t preliminary_held;
	uint32_t given;       /* keys read: bits by their place in the table */
};

enum key_type { KEY_INT, KEY_BOOL, KEY_WORD, KEY_NAMES, KEY_RUNOFF, KEY_BALLOTS };

struct key {
	const char *name;
	enum key_type type;
	bool required;
	size_t at;                  /* in struct contest or, for words and bools, in struct json_round */
	const char *const *words;   /* KEY_WORD: a place among them is stored */
	int64_t least;              /* KEY_INT */
};

static const char *const rule_set_words[] = {"1990", "2020", NULL};
static const enum rule_set rule_sets[] = {RULES_1990, RULES_2020};

static const struct key keys[] = {
	{"rule_set", KEY_WORD, true, offsetof(struct json_round, rule_set), rule_set_words},
	{"round", KEY_WORD, true, offsetof(struct json_round, round), contest_round_words},
	{"office", KEY_WORD, true, offsetof(struct json_round, office), office_words},
	{"preliminary_held", KEY_BOOL, false, offsetof(struct json_round, preliminary_held), NULL},
	{"places", KEY_INT, false, offsetof(struct contest, places), NULL, 1},
	{"entitled", KEY_INT, true, offsetof(struct contest, entitled), NULL},
	{"present", KEY_INT, true, offsetof(struct contest, present), NULL},
	{"voters", KEY_INT, true, offsetof(struct contest, voters), NULL},
	{"issued", KEY_INT, true, offsetof(struct contest, issued), NULL},
	{"returned", KEY_INT, true, offsetof(struct contest, returned), NULL},
	{"seats", KEY_INT, true, offsetof(struct contest, seats), NULL, 1},
	{"candidates", KEY_NAMES, true, offsetof(struct contest, candidates), NULL},
	{"eligible", KEY_NAMES, false, offsetof(struct contest, eligible), NULL},
	{"runoff_of", KEY_RUNOFF, false, 0, NULL},
	{"ballots", KEY_BALLOTS, false, 0, NULL},
};

enum { KEYS = sizeof keys / sizeof *keys };

/* A fault of one key: the sentence begins with its name. */
static int
key_fault(const struct json_round *round, const char *key, const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, key, "第 %" PRId64 " 行，%s：%s%.0s", "Line %" PRId64 ", %s: %.0s%s",
	            round->pull.line, key, zh, en);
}

/* The next token, which must be of this type. */
static int
expect(struct json_round *round, const char *key, enum token wanted, const char *zh, const char *en)
{
	enum token token;
	int r = pull_next(&round->pull, &token);

	if (r < 0)
		return r;
	return token == wanted ? 0 : key_fault(round, key, zh, en);
}

static int
read_int(struct json_round *round, const char *key, int64_t least, int64_t *ret_number)
{
	int r = expect(round, key, TOKEN_INT, "应为整数。", "a whole number is expected.");

	if (r < 0)
		return r;
	if (round->pull.number < least)
		return key_fault(round, key, least ? "至少为 1。" : "不能是负数。",
		                 least ? "it is at least 1." : "it cannot be negative.");
	*ret_number = round->pull.number;
	return 0;
}

static int
read_bool(struct json_round *round, const char *key, int64_t *ret_value)
{
	enum token token;
	int r = pull_next(&round->pull, &token);

	if (r < 0)
		return r;
	if (token != TOKEN_TRUE && token != TOKEN_FALSE)
		return key_fault(round, key, "只能是 true 或 false。", "it is true or false.");
	*ret_value = token == TOKEN_TRUE;
	return 0;
}

static int
read_word(struct json_round *round, const struct key *key, int64_t *ret_place)
{
	char allowed[128] = "";
	int r = expect(round, key->name, TOKEN_TEXT, "应为文字。", "a text is expected.");

	if (r < 0)
		return r;
	for (int64_t i = 0; key->words[i]; i++) {
		if (strcmp(key->words[i], round->pull.text) == 0) {
			*ret_place = i;
			return 0;
		}
		strncat(allowed, i ? ", " : "", sizeof allowed - strlen(allowed) - 1);
		strncat(allowed, key->words[i], sizeof allowed - strlen(allowed) - 1);
	}
	return fail(FAIL_INPUT, NULL, key->name, "第 %" PRId64 " 行，%s：只能是 %s。",
	            "Line %" PRId64 ", %s: it is one of %s.", round->pull.line, key->name, allowed);
}

static int
append_name(struct json_round *round, const char ***names, size_t *count, size_t *room)
{
	struct arena *arena = round->reading->arena;

	if (ARENA_GROW(arena, *names, *count, *room) < 0)
		return FAIL_MEMORY;
	(*names)[*count] = arena_strdup(arena, round->pull.text);
	return (*names)[(*count)++] ? 0 : FAIL_MEMORY;
}

static int
read_names(struct json_round *round, const char *key, struct names *ret_names)
{
	size_t room = 64, count = 0;
	const char **names = ARENA_ARRAY(round->reading->arena, room, const char *);
	enum token token;
	int r = names ? 0 : FAIL_MEMORY;

	if (r == 0)
		r = expect(round, key, TOKEN_ARRAY, "应为姓名的列表。", "a list of names is expected.");
	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token != TOKEN_ARRAY_END) {
		if (token != TOKEN_TEXT)
			return key_fault(round, key, "应为姓名的列表。", "a list of names is expected.");
		if (count == COUNT_ELIGIBLE_MAX)
			return key_fault(round, key, "姓名过多。", "there are too many names.");
		r = append_name(round, &names, &count, &room);
	}
	if (r < 0)
		return r;
	*ret_names = (struct names){names, count};
	return 0;
}

/* {"tied":["…"],"seats":1} */
static int
read_runoff(struct json_round *round)
{
	struct contest *contest = &round->reading->contest;
	enum token token;
	int64_t seats = -1;
	int r = expect(round, "runoff_of", TOKEN_OBJECT, "应为对象。", "an object is expected.");

	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token == TOKEN_KEY) {
		if (strcmp(round->pull.text, "tied") == 0 && !contest->tied.name)
			r = read_names(round, "runoff_of", &contest->tied);
		else if (strcmp(round->pull.text, "seats") == 0 && seats < 0)
			r = read_int(round, "runoff_of", 1, &seats);
		else
			r = key_fault(round, "runoff_of", "只有 tied 和 seats，各一次。",
			              "it holds tied and seats, once each.");
	}
	if (r < 0)
		return r;
	if (!contest->tied.name || seats < 0)
		return key_fault(round, "runoff_of", "缺少 tied 或 seats。", "tied or seats is missing.");
	contest->runoff_seats = seats;
	return 0;
}

/* --- ballots -------------------------------------------------------------------------- */

/* A fault of one ballot, told by its number. */
static int
ballot_fault(const struct json_round *round, const char *field, const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, field, "第 %" PRId64 " 行，ballots 第 %" PRId64 " 项的 %s：%s%.0s",
	            "Line %" PRId64 ", element %" PRId64 " of ballots, %s: %.0s%s", round->pull.line,
	            round->ballots, field, zh, en);
}

static int
read_marks(struct json_round *round, const char *field, enum mark mark)
{
	size_t candidates = round->reading->contest.candidates.count;
	uint8_t *marks = round->reading->marks;
	enum token token;
	int r = pull_next(&round->pull, &token);

	if (r == 0 && token != TOKEN_ARRAY)
		return ballot_fault(round, field, "应为候选人序号的列表。", "a list of indices is expected.");
	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token != TOKEN_ARRAY_END) {
		int64_t index = round->pull.number;

		if (token != TOKEN_INT)
			return ballot_fault(round, field, "应为候选人序号的列表。", "a list of indices is expected.");
		if (index < 0 || (uint64_t)index >= candidates)
			return ballot_fault(round, field, "序号不在候选人之内（从 0 数起）。",
			                    "an index lies outside candidates (counted from 0).");
		if (marks[index] != MARK_ABSTAIN)
			return ballot_fault(round, field, "同一候选人出现两次。", "a candidate is named twice.");
		marks[index] = (uint8_t)mark;
	}
	return r;
}

static int
read_written(struct json_round *round)
{
	enum token token;
	int r = pull_next(&round->pull, &token);

	if (r == 0 && token != TOKEN_ARRAY)
		return ballot_fault(round, "write_in", "应为姓名的列表。", "a list of names is expected.");
	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token != TOKEN_ARRAY_END) {
		if (token != TOKEN_TEXT)
			return ballot_fault(round, "write_in", "应为姓名的列表。", "a list of names is expected.");
		r = reading_write_in(round->reading, round->pull.text);
	}
	return r;
}

enum ballot_key { BALLOT_N, BALLOT_YES, BALLOT_NO, BALLOT_WRITE_IN, BALLOT_KEYS };
static const char *const ballot_keys[BALLOT_KEYS] = {"n", "yes", "no", "write_in"};

static int
read_ballot_key(struct json_round *round, size_t key, int64_t *n)
{
	enum token token;
	int r;

	switch (key) {
	case BALLOT_YES:
		return read_marks(round, ballot_keys[key], MARK_YES);
	case BALLOT_NO:
		return read_marks(round, ballot_keys[key], MARK_NO);
	case BALLOT_WRITE_IN:
		return read_written(round);
	default:
		r = pull_next(&round->pull, &token);
		if (r == 0 && (token != TOKEN_INT || round->pull.number < 0))
			return ballot_fault(round, ballot_keys[key], "应为 0 或正整数。",
			                    "it is a whole number, 0 or more.");
		*n = round->pull.number;
		return r;
	}
}

/* One element of `ballots`, behind its bracket. */
static int
read_ballot(struct json_round *round)
{
	bool given[BALLOT_KEYS] = {false};
	enum token token;
	int64_t n = 1;
	int r = 0;

	memset(round->reading->marks, MARK_ABSTAIN, round->reading->contest.candidates.count);
	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token == TOKEN_KEY) {
		size_t key = 0;

		while (key < BALLOT_KEYS && strcmp(ballot_keys[key], round->pull.text) != 0)
			key++;
		if (key == BALLOT_KEYS || given[key])
			return ballot_fault(round, key < BALLOT_KEYS ? ballot_keys[key] : "ballots",
			                    "选票只有 n、yes、no、write_in，各一次。",
			                    "a ballot holds n, yes, no and write_in, once each.");
		given[key] = true;
		r = read_ballot_key(round, key, &n);
	}
	return r < 0 ? r : reading_ballot(round->reading, n);
}

static int
read_ballots(struct json_round *round)
{
	enum token token;
	int r = expect(round, "ballots", TOKEN_ARRAY, "应为选票的列表。", "a list of ballots is expected.");

	while (r == 0 && (r = pull_next(&round->pull, &token)) == 0 && token != TOKEN_ARRAY_END) {
		round->ballots++;
		if (token != TOKEN_OBJECT)
			return ballot_fault(round, "ballots", "应为对象。", "an object is expected.");
		r = read_ballot(round);
	}
	return r;
}

/* --- the whole round ---------------------------------------------------------------------- */

static int
read_key(struct json_round *round, const struct key *key)
{
	struct contest *contest = &round->reading->contest;

	switch (key->type) {
	case KEY_INT:
		return read_int(round, key->name, key->least,
		                (int64_t *)(void *)((char *)contest + key->at));
	case KEY_BOOL:
		return read_bool(round, key->name, (int64_t *)(void *)((char *)round + key->at));
	case KEY_WORD:
		return read_word(round, key, (int64_t *)(void *)((char *)round + key->at));
	case KEY_NAMES:
		return read_names(round, key->name, (struct names *)(void *)((char *)contest + key->at));
	case KEY_RUNOFF:
		return read_runoff(round);
	default:
		return read_ballots(round);
	}
}

/* All keys but `ballots` are read: they must be complete before the first ballot is judged. */
static int
round_complete(struct json_round *round)
{
	struct contest *contest = &round->reading->contest;

	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].required && !(round->given & 1u << i))
			return fail(FAIL_INPUT, NULL, keys[i].name, "缺少 %s；ballots 以外的各项要写在 ballots 之前。",
			            "%s is missing; all keys stand before ballots.", keys[i].name);
	contest->rule_set = rule_sets[round->rule_set];
	contest->round = (enum contest_round)round->round;
	contest->office = (enum office)round->office;
	contest->preliminary_held = round->preliminary_held != 0;
	return reading_count(round->reading);
}

static int
find_key(struct json_round *round, bool with_ballots, const struct key **ret_key)
{
	size_t i = 0;

	while (i < KEYS && strcmp(keys[i].name, round->pull.text) != 0)
		i++;
	if (i == KEYS)
		return key_fault(round, round->pull.text, "没有这一项。", "there is no such key.");
	if (round->given & 1u << i)
		return key_fault(round, keys[i].name, "出现两次。", "it is given twice.");
	if (round->reading->count)
		return key_fault(round, keys[i].name, "应写在 ballots 之前，ballots 是最后一项。",
		                 "it stands before ballots, which is the last key.");
	if (keys[i].type == KEY_BALLOTS && !with_ballots)
		return key_fault(round, keys[i].name, "选票在 CSV 文件中，这里不能有。",
		                 "the ballots are in the CSV file; here there are none.");
	round->given |= 1u << i;
	*ret_key = &keys[i];
	return 0;
}

int
read_round(struct reading *reading, struct source *source, bool with_ballots)
{
	struct json_round round = {.reading = reading};
	const struct key *key;
	enum token token;
	int r = source_skip_mark(source);

	pull_init(&round.pull, source);
	if (r == 0)
		r = pull_next(&round.pull, &token);
	if (r == 0 && token != TOKEN_OBJECT)
		r = pull_fault(&round.pull, NULL, "应以 { 开头。", "It begins with {.");
	while (r == 0 && (r = pull_next(&round.pull, &token)) == 0 && token == TOKEN_KEY) {
		r = find_key(&round, with_ballots, &key);
		if (r == 0 && key->type == KEY_BALLOTS)
			r = round_complete(&round);
		if (r == 0)
			r = read_key(&round, key);
	}
	if (r == 0)
		r = pull_next(&round.pull, &token); /* TOKEN_END */
	if (r < 0)
		return r;
	if (with_ballots && !reading->count)
		return fail(FAIL_INPUT, NULL, "ballots", "缺少 ballots。", "ballots is missing.");
	return with_ballots ? 0 : round_complete(&round);
}
