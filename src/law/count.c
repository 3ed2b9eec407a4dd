#include "law/count.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "law/counting.h"
#include "law/elections.h"

#define N "%" PRId64

const char *const contest_round_words[] = {
	[CONTEST_FORMAL] = "formal",
	[CONTEST_PRELIMINARY] = "preliminary",
	[CONTEST_RUNOFF] = "runoff",
	NULL,
};

const char *const office_words[] = {
	[OFFICE_COMMITTEE] = "committee",
	[OFFICE_DELEGATE] = "delegate",
	[OFFICE_DISCIPLINE] = "discipline",
	[OFFICE_STANDING] = "standing",
	[OFFICE_SECRETARY] = "secretary",
	[OFFICE_DEPUTY] = "deputy",
	NULL,
};

/* --- names ------------------------------------------------------------------ */

#define PLAIN_MAX 256 /* bytes of a name without its blanks, with the NUL */

static bool
is_blank(uint32_t rune)
{
	return rune == ' ' || rune == '\t' || rune == 0x3000 || rune == 0xA0;
}

/* The name without blanks, but for one between two ASCII characters; false where it is too long. */
static bool
plain_name(const char *name, char out[PLAIN_MAX])
{
	size_t len = 0;
	bool blank = false;

	while (*name) {
		char bytes[5];
		uint32_t rune = utf8_next(&name);
		size_t size = utf8_put(rune, bytes);

		if (is_blank(rune)) {
			blank = true;
			continue;
		}
		if (len + size + 2 > PLAIN_MAX)
			return false;
		if (blank && len > 0 && rune < 0x80 && (unsigned char)out[len - 1] < 0x80)
			out[len++] = ' ';
		memcpy(out + len, bytes, size);
		len += size;
		blank = false;
	}
	out[len] = '\0';
	return true;
}

static size_t
hash(const char *text)
{
	uint64_t h = 0xcbf29ce484222325; /* FNV-1a */

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3;
	return (size_t)(h ^ h >> 32);
}

/* The slot where the name is, or would be put. */
static uint32_t *
slot_of(const struct roll *roll, const char *plain)
{
	size_t at = hash(plain) & (roll->slot_count - 1);

	while (roll->slots[at] && strcmp(roll->persons[roll->slots[at] - 1].plain, plain) != 0)
		at = (at + 1) & (roll->slot_count - 1);
	return &roll->slots[at];
}

/* Doubles the room; the old memory stays with the arena. */
static int
roll_grow(struct roll *roll, struct arena *arena)
{
	struct roll more = {.count = roll->count, .room = roll->room ? 2 * roll->room : 64};

	more.slot_count = 2 * more.room;
	more.persons = ARENA_ARRAY(arena, more.room, struct person);
	more.slots = ARENA_ARRAY(arena, more.slot_count, uint32_t);
	if (!more.persons || !more.slots)
		return FAIL_MEMORY;
	if (roll->count)
		memcpy(more.persons, roll->persons, roll->count * sizeof *more.persons);
	for (size_t i = 0; i < more.count; i++)
		*slot_of(&more, more.persons[i].plain) = (uint32_t)i + 1;
	*roll = more;
	return 0;
}

static struct person *
roll_find(const struct roll *roll, const char *plain)
{
	uint32_t place = *slot_of(roll, plain);

	return place ? &roll->persons[place - 1] : NULL;
}

/* Puts a name on the roll that is not there; null without memory. */
static struct person *
roll_add(struct roll *roll, struct arena *arena, const char *name, const char *plain)
{
	char *copy = arena_strdup(arena, plain);
	struct person *person;

	if (!copy || (roll->count == roll->room && roll_grow(roll, arena) < 0))
		return NULL;
	*slot_of(roll, plain) = (uint32_t)roll->count + 1;
	person = &roll->persons[roll->count++];
	*person = (struct person){.name = name ? name : copy, .plain = copy};
	return person;
}

/* --- beginning a count -------------------------------------------------------- */

static int
at_most(const char *part, int64_t a, const char *whole, int64_t b)
{
	if (a <= b)
		return 0;
	return fail(FAIL_INPUT, NULL, part, "%s 为 " N "，多于 %s 的 " N "，不可能。",
	            "%s is " N ", more than %s, " N ": that cannot be.", part, a, whole, b);
}

static int
check_numbers(const struct contest *contest)
{
	const struct {
		const char *name;
		int64_t value, least;
	} numbers[] = {
		{"entitled", contest->entitled, 0}, {"present", contest->present, 0},
		{"voters", contest->voters, 0}, {"issued", contest->issued, 0},
		{"returned", contest->returned, 0}, {"seats", contest->seats, 1},
		{"places", contest->places, 0},
	};
	int r;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i].value < numbers[i].least || numbers[i].value > FACT_INT_MAX)
			return fail(FAIL_INPUT, NULL, numbers[i].name, "%s 应在 " N " 至 " N " 之间。",
			            "%s lies between " N " and " N ".", numbers[i].name, numbers[i].least,
			            FACT_INT_MAX);
	if ((r = at_most("present", contest->present, "entitled", contest->entitled)) < 0 ||
	    (r = at_most("voters", contest->voters, "present", contest->present)) < 0 ||
	    (r = at_most("voters", contest->voters, "issued", contest->issued)) < 0)
		return r;
	if (contest->places > 0 && contest->round != CONTEST_PRELIMINARY)
		return fail(FAIL_INPUT, "ELEC-28.3", "places", "places 只用于预选（preliminary）。",
		            "places belongs to a preliminary round only.");
	return 0;
}

/* Adds the names of a list to the roll; one that is there already is a fault, or not. */
static int
enrol(struct count *count, struct names names, const char *field, bool printed)
{
	char plain[PLAIN_MAX];

	for (size_t i = 0; i < names.count; i++) {
		struct person *person;

		if (!plain_name(names.name[i], plain) || !*plain)
			return fail(FAIL_INPUT, NULL, field, "%s 第 %zu 个姓名为空或者过长。",
			            "%s: name %zu is empty or too long.", field, i + 1);
		person = count->roll.count ? roll_find(&count->roll, plain) : NULL;
		if (person && printed)
			return fail(FAIL_INPUT, NULL, field, "%s 中 %s 出现两次。", "%s names %s twice.", field,
			            plain);
		if (!person)
			person = roll_add(&count->roll, count->arena, names.name[i], plain);
		if (!person)
			return FAIL_MEMORY;
		person->printed |= printed;
	}
	return 0;
}

/* A runoff is among the tied only, and only where they are more than the seats left (ELEC-29.2b). */
static int
check_runoff(struct count *count)
{
	const struct contest *contest = count->contest;
	char plain[PLAIN_MAX];

	if (contest->tied.count != contest->candidates.count)
		return fail(FAIL_INPUT, "ELEC-29.2b", "runoff_of", "runoff_of.tied 与 candidates 不是同一些人。",
		            "runoff_of.tied and candidates are not the same persons.");
	count->ballots++;
	for (size_t i = 0; i < contest->tied.count; i++) {
		struct person *person;

		person = plain_name(contest->tied.name[i], plain) ? roll_find(&count->roll, plain) : NULL;
		if (!person || person->seen == count->ballots)
			return fail(FAIL_INPUT, "ELEC-29.2b", "runoff_of",
			            "runoff_of.tied 与 candidates 不是同一些人。",
			            "runoff_of.tied and candidates are not the same persons.");
		person->seen = count->ballots;
	}
	if (contest->runoff_seats < 1 || (size_t)contest->runoff_seats >= contest->tied.count ||
	    contest->runoff_seats > contest->seats)
		return fail(FAIL_INPUT, "ELEC-29.2b", "runoff_of",
		            "runoff_of.seats 应至少为 1，少于并列人数，不多于 seats。",
		            "runoff_of.seats is at least 1, fewer than the tied and not more than seats.");
	return 0;
}

static int
check_lists(struct count *count)
{
	const struct contest *contest = count->contest;
	bool runoff = contest->round == CONTEST_RUNOFF;
	int r;

	if (contest->candidates.count == 0 || contest->candidates.count > COUNT_CANDIDATES_MAX ||
	    contest->eligible.count > COUNT_ELIGIBLE_MAX)
		return fail(FAIL_INPUT, NULL, "candidates",
		            "candidates 应有 1 至 %zu 个姓名，eligible 不超过 %zu 个。",
		            "candidates has 1 to %zu names, eligible at most %zu.", COUNT_CANDIDATES_MAX,
		            COUNT_ELIGIBLE_MAX);
	if (runoff != (contest->tied.name != NULL))
		return fail(FAIL_INPUT, "ELEC-29.2b", "runoff_of",
		            "再次投票（runoff）要有 runoff_of，其他轮次不能有。",
		            "A runoff needs runoff_of; another round takes none.");
	r = enrol(count, contest->candidates, "candidates", true);
	if (r == 0 && runoff)
		r = check_runoff(count);
	if (r == 0)
		r = enrol(count, contest->eligible, "eligible", false);
	return r;
}

int
count_new(struct arena *arena, const struct contest *contest, struct count **ret_count)
{
	struct count *count = ARENA_NEW(arena, struct count);
	int r;

	if (!count)
		return FAIL_MEMORY;
	*count = (struct count){.arena = arena, .contest = contest, .most = contest->seats,
	                        .open = contest->eligible.name == NULL};
	if (contest->round == CONTEST_PRELIMINARY && contest->places > 0)
		count->most = contest->places;
	if (contest->round == CONTEST_RUNOFF)
		count->most = contest->runoff_seats;
	r = check_numbers(contest);
	if (r == 0)
		r = check_lists(count);
	if (r < 0)
		return r;
	count->sums = ARENA_ARRAY(arena, contest->candidates.count, struct sums);
	if (!count->sums)
		return FAIL_MEMORY;
	*ret_count = count;
	return 0;
}

/* --- one ballot ----------------------------------------------------------------- */

/* ELEC-25.2: who of those written in may be counted; null where the name is not. */
static int
find_written(struct count *count, const char *name, struct person **ret_person)
{
	char plain[PLAIN_MAX];
	struct person *person;

	if (!plain_name(name, plain) || !*plain)
		return fail(FAIL_INPUT, "ELEC-25.2", "write_in", "write_in 中的姓名为空或者过长。",
		            "A name written in is empty or too long.");
	person = roll_find(&count->roll, plain);
	if (!person && count->open && count->contest->round != CONTEST_RUNOFF) {
		if (count->roll.count - count->contest->candidates.count >= COUNT_WRITTEN_MAX)
			return fail(FAIL_TOO_LARGE, "ELEC-25.2", "write_in", "另选的不同姓名超过 %zu 个。",
			            "More than %zu different names are written in.", COUNT_WRITTEN_MAX);
		person = roll_add(&count->roll, count->arena, NULL, plain);
		if (!person)
			return FAIL_MEMORY;
	}
	*ret_person = person;
	return 0;
}

/*
 * ELEC-25.2: with more names written in than marks against, none counts; else
 * those of persons who are not printed, once each, and eligible.  A runoff
 * takes none (ELEC-29.2b).
 */
static int
add_written(struct count *count, const struct ballot *ballot, size_t against)
{
	if (write_ins_counted((int64_t)against, (int64_t)ballot->written.count) == 0) {
		count->written_over += ballot->n;
		return 0;
	}
	for (size_t i = 0; i < ballot->written.count; i++) {
		struct person *person;
		int r = find_written(count, ballot->written.name[i], &person);

		if (r < 0)
			return r;
		if (!person || person->printed || person->seen == count->ballots ||
		    count->contest->round == CONTEST_RUNOFF) {
			count->written_not += ballot->n;
			continue;
		}
		person->seen = count->ballots;
		person->written += ballot->n;
		count->written_counted += ballot->n;
	}
	return 0;
}

int
count_ballot(struct count *count, const struct ballot *ballot)
{
	size_t candidates = count->contest->candidates.count, chosen = 0, against = 0;

	if (ballot->n < 0 || ballot->n > count->contest->returned - count->given)
		return fail(FAIL_INPUT, "ELEC-26.1a", "ballots", "选票多于 returned（收回）的 " N " 张。",
		            "There are more ballots than returned, " N ".", count->contest->returned);
	count->given += ballot->n;
	count->ballots++;
	for (size_t i = 0; i < candidates; i++) {
		chosen += ballot->marks[i] == MARK_YES;
		against += ballot->marks[i] == MARK_NO;
	}
	/* ELEC-27.2 asks what was chosen on the paper, before ELEC-25.2 asks what counts. */
	if (!ballot_valid((int64_t)(chosen + ballot->written.count), count->most)) {
		count->invalid += ballot->n;
		return 0;
	}
	count->valid += ballot->n;
	for (size_t i = 0; i < candidates; i++)
		count->sums[i].of[ballot->marks[i]] += ballot->n;
	return ballot->written.count ? add_written(count, ballot, against) : 0;
}

/* --- a tally sheet ----------------------------------------------------------------- */

static int
check_ballots(const struct count *count, const struct totals *totals)
{
	int64_t left = count->contest->returned - count->given;

	if (totals->valid < 0 || totals->invalid < 0 || totals->valid > left || totals->invalid > left - totals->valid)
		return fail(FAIL_INPUT, "ELEC-26.1a", "valid", "有效票 " N " 张、无效票 " N " 张，合计多于收回的 " N " 张。",
		            N " valid and " N " invalid ballots are more than the " N " returned.", totals->valid,
		            totals->invalid, count->contest->returned);
	return 0;
}

/* ELEC-30.2: whoever is printed has yes, no and abstentions on every valid ballot, and no more. */
static int
check_marks(const struct count *count, const struct totals *totals, int64_t *ret_yes, int64_t *ret_no)
{
	*ret_yes = *ret_no = 0;
	for (size_t i = 0; i < count->contest->candidates.count; i++) {
		if (totals->yes[i] < 0 || totals->no[i] < 0 || totals->yes[i] > totals->valid ||
		    totals->no[i] > totals->valid - totals->yes[i])
			return fail(FAIL_INPUT, "ELEC-30.2", "yes", "%s：赞成 " N "、不赞成 " N "，合计多于有效票 " N " 张。",
			            "%s: " N " yes and " N " no are more than the " N " valid ballots.",
			            count->contest->candidates.name[i], totals->yes[i], totals->no[i], totals->valid);
		*ret_yes += totals->yes[i];
		*ret_no += totals->no[i];
	}
	return 0;
}

/* ELEC-27.2: each valid ballot chooses no more than there are seats; ELEC-25.2: whoever writes in votes no. */
static int
check_chosen(const struct count *count, const struct totals *totals, int64_t yes, int64_t no)
{
	int64_t written = 0, most;

	for (size_t i = 0; i < totals->written.count; i++) {
		if (totals->written_votes[i] < 1 || totals->written_votes[i] > totals->valid)
			return fail(FAIL_INPUT, "ELEC-25.2", "written", "另选 %s：票数应在 1 至有效票 " N " 之间。",
			            "Written in, %s: the votes lie between 1 and the " N " valid ballots.",
			            totals->written.name[i], totals->valid);
		written += totals->written_votes[i];
	}
	if (!__builtin_mul_overflow(totals->valid, count->most, &most) && yes + written > most)
		return fail(FAIL_INPUT, "ELEC-27.2", "yes",
		            "赞成票和另选合计 " N "，多于 " N " 张有效票每张至多选 " N " 人的 " N "，不可能。",
		            N " names chosen are more than " N " valid ballots of at most " N " each, " N ": that cannot be.",
		            yes + written, totals->valid, count->most, most);
	if (written > no)
		return fail(FAIL_INPUT, "ELEC-25.2", "written", "另选 " N " 票，多于不赞成的 " N " 票；投不赞成票的才可以另选他人。",
		            N " votes written in with " N " against: only who votes no may write in somebody else.", written, no);
	return 0;
}

static int
add_written_totals(struct count *count, const struct totals *totals)
{
	count->ballots++;
	for (size_t i = 0; i < totals->written.count; i++) {
		struct person *person;
		int r = find_written(count, totals->written.name[i], &person);

		if (r < 0)
			return r;
		if (person && person->seen == count->ballots)
			return fail(FAIL_INPUT, "ELEC-25.2", "written", "另选的 %s 出现两次。", "%s is written in twice.",
			            totals->written.name[i]);
		if (!person || person->printed || count->contest->round == CONTEST_RUNOFF) {
			count->written_not += totals->written_votes[i];
			continue;
		}
		person->seen = count->ballots;
		person->written += totals->written_votes[i];
		count->written_counted += totals->written_votes[i];
	}
	return 0;
}

int
count_totals(struct count *count, const struct totals *totals)
{
	int64_t yes, no;
	int r = check_ballots(count, totals);

	if (r == 0)
		r = check_marks(count, totals, &yes, &no);
	if (r == 0)
		r = check_chosen(count, totals, yes, no);
	if (r < 0)
		return r;
	count->given += totals->valid + totals->invalid;
	count->valid += totals->valid;
	count->invalid += totals->invalid;
	for (size_t i = 0; i < count->contest->candidates.count; i++) {
		count->sums[i].of[MARK_YES] += totals->yes[i];
		count->sums[i].of[MARK_NO] += totals->no[i];
		count->sums[i].of[MARK_ABSTAIN] += totals->valid - totals->yes[i] - totals->no[i];
	}
	return add_written_totals(count, totals);
}
