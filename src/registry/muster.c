#include "registry/muster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/list_draft.h"
#include "registry/muster_table.h"
#include "registry/tables.h"
#include "store/journal.h"

#define KINDS_MAX 4
#define TESTS_MAX (FILTERS_MAX + 2)
#define SOUGHT 256 /* rows that are read to find one whose place is known */

struct musters {
	pthread_rwlock_t lock;
	int64_t from;
	_Atomic uint64_t told, untold; /* questions */
	struct {
		const struct kind *kind;
		struct muster *muster;
	} of[KINDS_MAX];
	size_t count;
};

int
musters_new(int64_t from, struct musters **ret_musters)
{
	struct musters *musters = calloc(1, sizeof *musters);
	pthread_rwlockattr_t followed;

	if (!musters)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_rwlockattr_init(&followed); /* who brings one up to date is not kept waiting by those who ask */
	pthread_rwlockattr_setkind_np(&followed, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&musters->lock, &followed);
	pthread_rwlockattr_destroy(&followed);
	musters->from = from;
	for (size_t i = 0; kinds[i] && musters->count < KINDS_MAX; i++)
		if (kinds[i]->anchor == ANCHOR_SELF && kinds[i]->title)
			musters->of[musters->count++].kind = kinds[i];
	*ret_musters = musters;
	return 0;
}

void
musters_free(struct musters *musters)
{
	if (!musters)
		return;
	for (size_t i = 0; i < musters->count; i++)
		muster_free(musters->of[i].muster);
	pthread_rwlock_destroy(&musters->lock);
	free(musters);
}

/* ---- keeping ---- */

static int
is_large(struct musters *musters, struct db *db, const struct kind *kind, day_no today, bool *ret_large)
{
	char sql[200];
	int64_t count = 0;
	int status;

	snprintf(sql, sizeof sql, "select count(*) from (select 1 from %s r where r.ended is null and r.since <= $1 and r.until > $1"
	         " limit $2) as few", kind->name);
	status = db_number(db, sql, ARGS(INT(today), INT(musters->from)), &count);
	*ret_large = count >= musters->from;
	return status;
}

/* The one before goes when the new one has come. */
static int
renew(struct musters *musters, struct db *db, size_t at, day_no today)
{
	struct muster *muster = NULL, *before;
	bool large;
	int status = is_large(musters, db, musters->of[at].kind, today, &large);

	if (status == 0 && large)
		status = muster_read(db, musters->of[at].kind, today, &muster);
	if (status == 0 && muster && musters->of[at].muster) /* which this thread alone replaces */
		status = muster_pairs_again(muster, db, musters->of[at].muster);
	if (status < 0) {
		muster_free(muster);
		return status;
	}
	pthread_rwlock_wrlock(&musters->lock);
	before = musters->of[at].muster;
	musters->of[at].muster = muster;
	pthread_rwlock_unlock(&musters->lock);
	muster_free(before);
	return 0;
}

/* Brings it up to date, whoever asked last; whether it may stay. */
static int
look_after(struct musters *musters, struct db *db, size_t at, day_no today, bool *ret_stays)
{
	struct muster *muster;
	int64_t journal;
	int status = journal_last(db, &journal);

	if (status < 0)
		return status;
	pthread_rwlock_wrlock(&musters->lock);
	muster = musters->of[at].muster;
	if (muster && muster->on == today && !muster->stale && muster->journal < journal)
		status = muster_follow(muster, db, journal);
	*ret_stays = muster && muster->on == today && !muster->stale && muster->loose_count < LOOSE_MAX / 2;
	pthread_rwlock_unlock(&musters->lock);
	return status;
}

int
musters_round(struct musters *musters, struct db *db, day_no today)
{
	int status = db_begin_read(db);

	if (status < 0)
		return status;
	for (size_t i = 0; i < musters->count && status == 0; i++) {
		bool stays = false;

		status = look_after(musters, db, i, today, &stays);
		if (status == 0 && !stays)
			status = renew(musters, db, i, today);
	}
	db_rollback(db);
	return status;
}

/* ---- rows and columns ---- */

size_t
muster_row(const struct muster *muster, int64_t id)
{
	size_t low = 0, high = muster->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (muster->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
muster_holds(const struct muster *muster, int64_t id, size_t *ret_row)
{
	*ret_row = muster_row(muster, id);
	return *ret_row < muster->count && muster->ids[*ret_row] == id;
}

const struct muster_column *
muster_column_of(const struct muster *muster, const struct field *field)
{
	for (size_t i = 0; i < muster->column_count; i++)
		if (muster->columns[i].field == field)
			return &muster->columns[i];
	return NULL;
}

/* ---- a question in terms of columns ---- */

struct test {
	const struct muster_column *column;
	int32_t from, to;
};

struct search {
	struct muster *muster;
	const struct muster_question *question;
	struct db *db;
	struct muster_bits pairs[MUSTER_SPANS];
	size_t pair_count;
	struct test tests[TESTS_MAX];
	size_t count;
	uint32_t bits;               /* that a row must have */
	const struct muster_column *order;
	uint64_t begin;              /* the key from which the page begins */
	bool unknown, empty;
};

/* Rows in order: by the value, then by the row; the other way round from its complement. */
static uint64_t
key_of(const struct search *search, size_t row)
{
	uint64_t key = (uint64_t)((uint32_t)search->order->values[row] ^ 0x80000000u) << 32 | row;

	return search->question->descending ? ~key : key;
}

/* The first of the statement's rows whose place is known: 1, or 0 where there is none, or it stands too far. */
static int
seek(struct search *search, const char *sql, const struct value *args, size_t count, size_t *ret_row)
{
	struct rows *rows;
	size_t read = 0;
	bool found = false;
	int status = db_query(search->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while (!found && (status = rows_next(rows)) > 0) {
		read++;
		found = muster_holds(search->muster, rows_int(rows, 0), ret_row) &&
		        (search->muster->bits[*ret_row] & (ALIVE | LOOSE)) == ALIVE;
	}
	rows_close(rows);
	search->unknown = search->unknown || (!found && read >= SOUGHT);
	return status < 0 ? status : found;
}

STATEMENT(first_from, "select p.subject from placement p where p.ended is null and p.since <= $1 and p.until > $1"
                      " and p.path >= $2 order by p.path limit 256" PLANNED_ANEW);

static int
place_from(struct search *search, const int32_t *values, const char *path, int32_t *ret_place)
{
	size_t row;
	int found = seek(search, first_from, ARGS(INT(search->question->on), TEXT(path)), &row);

	*ret_place = found > 0 ? values[row] : INT32_MAX;
	return found < 0 ? found : 0;
}

/* The place that a text has in its order, where a record has it. */
static int
place_of(struct search *search, const struct muster_test *asked, struct test *test)
{
	struct buf sql;
	size_t row;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select r.id from %s r where r.ended is null and r.since <= $1 and r.until > $1 and ",
	           search->muster->kind->name);
	sort_sql(asked->field, "r", &sql);
	buf_printf(&sql, " = $2 limit %d" PLANNED_ANEW, SOUGHT);
	status = buf_status(&sql);
	if (status == 0)
		status = seek(search, buf_text(&sql), ARGS(INT(search->question->on), TEXT(asked->text)), &row);
	buf_free(&sql);
	test->from = test->to = status > 0 ? test->column->values[row] : INT32_MAX;
	return status < 0 ? status : 0;
}

static int
add_test(struct search *search, const struct muster_test *asked)
{
	const struct muster_column *column = muster_column_of(search->muster, asked->field);
	struct test *test = &search->tests[search->count];
	int status = 0;

	if (!column || search->count == TESTS_MAX) {
		search->unknown = true;
		return 0;
	}
	*test = (struct test){.column = column};
	if (!asked->field) {
		status = place_from(search, column->values, asked->text, &test->from);
		if (status == 0)
			status = place_from(search, column->values, asked->text_end, &test->to);
		test->to--;
		search->empty = search->empty || test->from > test->to;
	} else if (column->ranked) {
		status = place_of(search, asked, test);
	} else if (asked->from < INT32_MIN || asked->to > INT32_MAX) {
		search->unknown = true;
	} else {
		test->from = (int32_t)asked->from;
		test->to = (int32_t)asked->to;
	}
	search->count++;
	return status;
}

static void
add_word(struct search *search, const struct facet_word *word)
{
	for (size_t i = 0; i < search->muster->word_count; i++)
		if (search->muster->words[i] == word) {
			search->bits |= 1u << i;
			return;
		}
	search->unknown = true;
}

/* ---- where the page begins ---- */

/* The first record with the same text behind the identity, or with one beyond it. */
static int
seek_behind(struct search *search, bool same, size_t *ret_row)
{
	const struct muster_question *question = search->question;
	const char *beyond = question->descending ? "<" : ">", *order = question->descending ? " desc" : "";
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select r.id from %s r where r.ended is null and r.since <= $1 and r.until > $1 and ",
	           search->muster->kind->name);
	sort_sql(question->sort, "r", &sql);
	buf_printf(&sql, same ? " = $2 and r.id %s $3 order by " : " %s $2 order by ", beyond);
	if (!same) {
		sort_sql(question->sort, "r", &sql);
		buf_printf(&sql, "%s, ", order);
	}
	buf_printf(&sql, "r.id%s limit %d" PLANNED_ANEW, order, SOUGHT);
	status = buf_status(&sql);
	if (status == 0)
		status = seek(search, buf_text(&sql), (const struct value[]){INT(question->on), TEXT(question->text), INT(question->id)},
		              same ? 3 : 2, ret_row);
	buf_free(&sql);
	return status;
}

static int
begin_behind_text(struct search *search)
{
	size_t row;
	int found = seek_behind(search, true, &row);

	if (found == 0)
		found = seek_behind(search, false, &row);
	search->begin = found > 0 ? key_of(search, row) : UINT64_MAX;
	return found < 0 ? found : 0;
}

static int
begin(struct search *search, const struct muster_column *order)
{
	const struct muster_question *question = search->question;
	size_t row;
	uint64_t key;

	if (!question->begun)
		return 0;
	if (order->ranked)
		return begin_behind_text(search);
	if (question->number < INT32_MIN || question->number > INT32_MAX) {
		search->unknown = true;
		return 0;
	}
	row = muster_row(search->muster, question->descending ? question->id : question->id + 1);
	key = (uint64_t)((uint32_t)(int32_t)question->number ^ 0x80000000u) << 32 | row;
	search->begin = question->descending ? ~key + 1 : key;
	return 0;
}

/* ---- going through ---- */

/* The keys that come first, the last of them on top. */
struct heap {
	uint64_t *keys;
	size_t count, limit;
};

static void
sift(struct heap *heap, size_t at)
{
	for (;;) {
		size_t child = 2 * at + 1;
		uint64_t key = heap->keys[at];

		if (child >= heap->count)
			return;
		child += child + 1 < heap->count && heap->keys[child + 1] > heap->keys[child];
		if (heap->keys[child] <= key)
			return;
		heap->keys[at] = heap->keys[child];
		heap->keys[child] = key;
		at = child;
	}
}

static void
offer(struct heap *heap, uint64_t key)
{
	if (heap->count < heap->limit) {
		heap->keys[heap->count++] = key;
		for (size_t i = heap->count == heap->limit ? heap->limit / 2 : 0; i-- > 0;)
			sift(heap, i);
	} else if (key < heap->keys[0]) {
		heap->keys[0] = key;
		sift(heap, 0);
	}
}

/* What need not be looked at: the rows of a piece all fit, or none of them. */
static bool
all_fit(const struct test *test, size_t piece)
{
	const struct muster_zone *zone = &test->column->zones[piece];

	return zone->least >= test->from && zone->most <= test->to;
}

static bool
none_fits(const struct search *search, const struct test *order, size_t piece)
{
	for (size_t t = 0; t <= search->count; t++) {
		const struct test *test = t < search->count ? &search->tests[t] : order;
		const struct muster_zone *zone = &test->column->zones[piece];

		if (zone->least > test->to || zone->most < test->from)
			return true;
	}
	return false;
}

/* Which rows of a piece fit, if any; written so that many are looked at in one instruction. */
static bool
look(const struct search *search, const struct test *order, size_t from, uint32_t fit[PIECE])
{
	const uint32_t *bits = search->muster->bits + from, asked = search->bits | ALIVE, seen = asked | LOOSE;
	uint32_t any = 0;

	for (size_t i = 0; i < PIECE; i++)
		fit[i] = (bits[i] & seen) == asked;
	for (size_t t = 0; t <= search->count; t++) {
		const struct test *test = t < search->count ? &search->tests[t] : order;
		const int32_t *values = test->column->values + from;
		int32_t least = test->from, most = test->to;

		if (all_fit(test, from / PIECE))
			continue;
		for (size_t i = 0; i < PIECE; i++)
			fit[i] &= (uint32_t)(values[i] >= least) & (uint32_t)(values[i] <= most);
	}
	for (size_t i = 0; i < PIECE; i++)
		any |= fit[i];
	return any != 0;
}

static bool
row_fits(const struct search *search, const struct test *order, size_t row)
{
	uint32_t asked = search->bits | ALIVE;
	bool fit = (search->muster->bits[row] & (asked | LOOSE)) == asked;

	for (size_t t = 0; t <= search->count && fit; t++) {
		const struct test *test = t < search->count ? &search->tests[t] : order;

		fit = test->column->values[row] >= test->from && test->column->values[row] <= test->to;
	}
	return fit;
}

/* The same of those that hold all the pairs: mostly few, so that they are looked at one by one. */
static bool
look_at_pairs(const struct search *search, const struct test *order, size_t from, uint32_t fit[PIECE])
{
	bool any = false;

	memset(fit, 0, PIECE * sizeof *fit);
	for (size_t word = 0; word < PIECE / 64; word++) {
		uint64_t holding = UINT64_MAX;

		for (size_t p = 0; p < search->pair_count; p++)
			holding &= search->pairs[p].bits[from / 64 + word];
		for (; holding; holding &= holding - 1) {
			size_t i = 64 * word + (size_t)__builtin_ctzll(holding);

			fit[i] = row_fits(search, order, from + i);
			any |= fit[i];
		}
	}
	return any;
}

static int32_t
value_of(const struct search *search, uint64_t key)
{
	return (int32_t)((uint32_t)((search->question->descending ? ~key : key) >> 32) ^ 0x80000000u);
}

/* The values between which a row still counts; of equal ones those come first that are looked at first. */
static struct test
still_asked(const struct search *search, const struct heap *heap)
{
	struct test order = {.column = search->order, .from = INT32_MIN, .to = INT32_MAX};
	bool full = heap->count == heap->limit;

	if (search->question->descending) {
		order.to = search->begin ? value_of(search, search->begin) : INT32_MAX;
		order.from = full ? value_of(search, heap->keys[0]) + 1 : INT32_MIN;
	} else {
		order.from = search->begin ? value_of(search, search->begin) : INT32_MIN;
		order.to = full ? value_of(search, heap->keys[0]) - 1 : INT32_MAX;
	}
	return order;
}

static void
look_through(const struct search *search, struct heap *heap)
{
	size_t pieces = (search->muster->count + PIECE - 1) / PIECE;
	bool descending = search->question->descending;
	uint32_t fit[PIECE];

	for (size_t p = 0; p < pieces; p++) {
		size_t from = (descending ? pieces - 1 - p : p) * PIECE;
		const struct test order = still_asked(search, heap);

		if (none_fits(search, &order, from / PIECE))
			continue;
		if (!(search->pair_count ? look_at_pairs : look)(search, &order, from, fit))
			continue;
		for (size_t i = 0; i < PIECE; i++) {
			size_t row = from + (descending ? PIECE - 1 - i : i);
			uint64_t key;

			if (!fit[row - from])
				continue;
			key = key_of(search, row);
			if (key >= search->begin)
				offer(heap, key);
		}
	}
}

/* Of what has changed since, the numbers are known, and the statement looks at the texts. */
static bool
may_fit(const struct search *search, size_t row)
{
	uint32_t asked = search->bits | ALIVE;
	bool fit = (search->muster->bits[row] & asked) == asked;

	for (size_t t = 0; t < search->count && fit; t++) {
		const struct test *test = &search->tests[t];

		fit = test->column->ranked || (test->column->values[row] >= test->from && test->column->values[row] <= test->to);
	}
	return fit;
}

static int
find(struct search *search, struct arena *arena, struct mustered *ret_mustered)
{
	const struct muster *muster = search->muster;
	struct heap heap = {.keys = ARENA_ARRAY(arena, search->question->limit, uint64_t), .limit = search->question->limit};
	struct mustered found = {.ids = ARENA_ARRAY(arena, search->question->limit + muster->loose_count + 1, int64_t)};

	if (!heap.keys || !found.ids)
		return FAIL_MEMORY;
	if (!search->empty && search->begin < UINT64_MAX)
		look_through(search, &heap);
	for (size_t i = 0; i < heap.count; i++) {
		uint64_t key = search->question->descending ? ~heap.keys[i] : heap.keys[i];

		found.ids[found.count++] = muster->ids[key & UINT32_MAX];
	}
	found.sure = search->question->pair_count ? 0 : found.count;
	found.more = heap.count == heap.limit;
	for (size_t i = 0; i < muster->loose_count; i++)
		if (may_fit(search, muster->loose[i]))
			found.ids[found.count++] = muster->ids[muster->loose[i]];
	*ret_mustered = found;
	return found.count <= MUSTERED_MAX;
}

static int
ask(struct muster *muster, struct db *db, struct arena *arena, const struct muster_question *question,
    struct mustered *ret_mustered)
{
	struct search search = {.muster = muster, .question = question, .db = db};
	const struct muster_column *order = muster_column_of(muster, question->sort);
	int status = 0;

	if (!question->sort || !order || question->limit == 0)
		return 0;
	search.order = order;
	for (size_t i = 0; i < question->word_count; i++)
		add_word(&search, question->words[i]);
	for (size_t i = 0; i < question->test_count && status == 0; i++)
		status = add_test(&search, &question->tests[i]);
	if (status == 0)
		status = begin(&search, order);
	if (status == 0 && question->pair_count > 0 && !search.unknown)
		status = muster_pairs(muster, db, arena, question, search.pairs, &search.pair_count);
	if (status < 0 || search.unknown)
		return status;
	return find(&search, arena, ret_mustered);
}

/* Under the lock, for whoever asks the first after an entry alone: whether it holds for what the asker sees. */
static int
keep_up(struct musters *musters, size_t at, struct db *db, const struct muster_question *question, int64_t journal,
        bool alone, bool *ret_holds)
{
	struct muster *muster = musters->of[at].muster;
	int status = 0;

	if (alone && muster && muster->on == question->on && !muster->stale && muster->journal < journal)
		status = muster_follow(muster, db, journal);
	*ret_holds = muster && muster->on == question->on && !muster->stale && muster->journal == journal;
	return status;
}

int
muster_find(struct musters *musters, struct db *db, struct arena *arena, const struct muster_question *question,
            struct mustered *ret_mustered)
{
	int64_t journal;
	size_t at = 0;
	bool holds;
	int status = journal_last(db, &journal);

	while (at < musters->count && musters->of[at].kind != question->kind)
		at++;
	if (status < 0 || at == musters->count)
		return status;
	pthread_rwlock_rdlock(&musters->lock);
	status = keep_up(musters, at, db, question, journal, false, &holds);
	if (!holds) {
		pthread_rwlock_unlock(&musters->lock);
		pthread_rwlock_wrlock(&musters->lock);
		status = keep_up(musters, at, db, question, journal, true, &holds);
	}
	if (status == 0 && holds)
		status = ask(musters->of[at].muster, db, arena, question, ret_mustered);
	pthread_rwlock_unlock(&musters->lock);
	*(status > 0 ? &musters->told : &musters->untold) += 1;
	return status;
}

struct cache_figures
musters_figures(struct musters *musters)
{
	return (struct cache_figures){.hits = musters->told, .misses = musters->untold};
}
