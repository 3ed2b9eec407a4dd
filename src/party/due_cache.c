#include "party/due_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/due_parts.h"
#include "store/journal.h"

/* A list put together anew after more entries than this is derived in one pass: most of its parts would be, too. */
#define PARTS_ENTRIES 32

/* The brief of more duties than these is kept without them, where only the brief was asked for. */
#define BRIEF_FROM 100

enum progress { DERIVING, READY, FAILED };

/* One list; due first, so that a loan leads back to it. */
struct loan {
	struct due due;
	struct loan *next, *previous; /* on its shelf */
	struct loan *alike;           /* in its bucket */
	char *scope;                  /* "" for everything */
	uint64_t hash;                /* of the scope */
	bool brief;                   /* holds no more than the brief, or may when it is ready */
	bool alone;                   /* was made without its list */
	day_no on;
	int64_t from, to;             /* journal numbers between which it holds, both included */
	enum progress progress;
	bool outdated;                /* a later state was asked for, and it does not hold there */
	struct failure_record failure;
	unsigned users;
	size_t bytes;                 /* known once it is ready */
	void *held;                   /* the duties and their texts in one piece of memory, likewise */
};

/* The one asked for last stands first. */
struct shelf {
	struct loan *first, *last;
	size_t count;
};

#define BUCKETS 1024

struct due_cache {
	pthread_mutex_t lock;
	pthread_cond_t derived;
	struct cache_figures figures;
	struct shelf shelves[2];      /* lists; and briefs without theirs */
	size_t bytes;                 /* of the lists that are ready */
	struct loan *buckets[BUCKETS]; /* by scope */
};

/* What one thread asks for. */
struct asking {
	struct due_cache *cache;
	struct db *db;
	const char *scope;
	uint64_t hash;
	bool brief;                   /* it is enough */
	day_no on, today;
	int64_t journal;              /* what its transaction sees */
	int64_t before;               /* up to where an earlier list held, or -1 */
};

int
due_cache_new(struct due_cache **ret_cache)
{
	struct due_cache *cache = calloc(1, sizeof *cache);

	if (!cache)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_mutex_init(&cache->lock, NULL);
	pthread_cond_init(&cache->derived, NULL);
	*ret_cache = cache;
	return 0;
}

static void
loan_free(struct loan *loan)
{
	free(loan->scope);
	free(loan->held);
	free(loan);
}

void
due_cache_free(struct due_cache *cache)
{
	if (!cache)
		return;
	for (int brief = 0; brief < 2; brief++)
		while (cache->shelves[brief].first) {
			struct loan *loan = cache->shelves[brief].first;

			cache->shelves[brief].first = loan->next;
			loan_free(loan);
		}
	pthread_cond_destroy(&cache->derived);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static struct loan *
loan_new(const struct asking *asking)
{
	struct loan *loan = calloc(1, sizeof *loan);

	if (loan)
		*loan = (struct loan){.scope = strdup(asking->scope), .hash = asking->hash, .brief = asking->brief,
		                      .on = asking->on, .from = asking->journal, .to = asking->journal, .users = 1};
	if (loan && loan->scope)
		return loan;
	free(loan);
	fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return NULL;
}

/* ---- the lists, under the lock ---- */

static void
shelf_put(struct due_cache *cache, struct loan *loan)
{
	struct shelf *shelf = &cache->shelves[loan->brief];

	loan->previous = NULL;
	loan->next = shelf->first;
	*(shelf->first ? &shelf->first->previous : &shelf->last) = loan;
	shelf->first = loan;
	shelf->count++;
	cache->bytes += loan->brief ? 0 : loan->bytes;
}

static void
shelf_take(struct due_cache *cache, struct loan *loan)
{
	struct shelf *shelf = &cache->shelves[loan->brief];

	*(loan->previous ? &loan->previous->next : &shelf->first) = loan->next;
	*(loan->next ? &loan->next->previous : &shelf->last) = loan->previous;
	shelf->count--;
	cache->bytes -= loan->brief ? 0 : loan->bytes;
}

static void
put_first(struct due_cache *cache, struct loan *loan)
{
	shelf_take(cache, loan);
	shelf_put(cache, loan);
}

static void
enter(struct due_cache *cache, struct loan *loan)
{
	struct loan **bucket = &cache->buckets[loan->hash % BUCKETS];

	loan->alike = *bucket;
	*bucket = loan;
	shelf_put(cache, loan);
}

static void
drop(struct due_cache *cache, struct loan *loan)
{
	struct loan **at = &cache->buckets[loan->hash % BUCKETS];

	while (*at != loan)
		at = &(*at)->alike;
	*at = loan->alike;
	shelf_take(cache, loan);
	loan_free(loan);
}

/* Drops what was asked for longest ago and nobody has on loan, where there is too much. */
static void
tidy(struct due_cache *cache)
{
	static const size_t limits[] = {[false] = DUE_KEPT, [true] = DUE_BRIEFS_KEPT};

	for (int brief = 0; brief < 2; brief++) {
		struct shelf *shelf = &cache->shelves[brief];
		struct loan *loan = shelf->last, *previous;

		for (; loan && (shelf->count > limits[brief] || (!brief && cache->bytes > DUE_BYTES)); loan = previous) {
			previous = loan->previous;
			if (loan->users == 0)
				drop(cache, loan);
		}
	}
}

/* Given back by one; what failed or holds no more goes with the last. */
static void
give_back(struct due_cache *cache, struct loan *loan)
{
	loan->users--;
	if (loan->users == 0 && (loan->progress == FAILED || loan->outdated))
		drop(cache, loan);
}

/*
 * A list that holds for what the asker sees; else, in *ret_older, the latest
 * one made before, which may hold still.
 */
static struct loan *
find(const struct asking *asking, struct loan **ret_older)
{
	*ret_older = NULL;
	for (struct loan *loan = asking->cache->buckets[asking->hash % BUCKETS]; loan; loan = loan->alike) {
		if (loan->hash != asking->hash || loan->on != asking->on || (loan->brief && !asking->brief) ||
		    loan->progress == FAILED || strcmp(loan->scope, asking->scope) != 0)
			continue;
		if (loan->from <= asking->journal && asking->journal <= loan->to)
			return loan;
		if (loan->progress == READY && loan->to < asking->journal && (!*ret_older || (*ret_older)->to < loan->to))
			*ret_older = loan;
	}
	return NULL;
}

/* ---- deriving, outside the lock ---- */

/* Adds the duties of the parts, on loan meanwhile, to those of the rest. */
static int
join(struct arena *arena, const struct due *const *parts, size_t part_count, struct duties *duties)
{
	size_t count = duties->count;
	struct duty *items;

	for (size_t i = 0; i < part_count; i++)
		count += parts[i]->duties.count;
	items = ARENA_ARRAY(arena, count, struct duty);
	if (!items)
		return FAIL_MEMORY;
	if (duties->count)
		memcpy(items, duties->items, duties->count * sizeof *items);
	count = duties->count;
	for (size_t i = 0; i < part_count; i++) {
		const struct duties *part = &parts[i]->duties;

		if (part->count)
			memcpy(items + count, part->items, part->count * sizeof *items);
		count += part->count;
	}
	*duties = (struct duties){items, count};
	duties_sort(duties);
	return 0;
}

static char *
put_text(char **at, const char *text)
{
	char *put = *at;

	*at = stpcpy(put, text) + 1;
	return put;
}

/* What was derived is kept without what it was derived from. */
static int
hold(struct loan *loan, const struct duties *duties, size_t *ret_bytes)
{
	size_t size = duties->count * sizeof *duties->items;
	struct duty *items;
	char *at;

	for (size_t i = 0; i < duties->count; i++) {
		const struct duty *duty = &duties->items[i];

		size += strlen(duty->name) + strlen(duty->clause) + strlen(duty->why.zh) + strlen(duty->why.en) + 4;
	}
	items = malloc(size ? size : 1);
	if (!items)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	at = (char *)&items[duties->count];
	for (size_t i = 0; i < duties->count; i++) {
		items[i] = duties->items[i]; /* what is not copied are constants (duty.h) */
		items[i].name = put_text(&at, items[i].name);
		items[i].clause = put_text(&at, items[i].clause);
		items[i].why = (struct bilingual){put_text(&at, items[i].why.zh), put_text(&at, items[i].why.en)};
	}
	loan->held = items;
	*ret_bytes = sizeof *loan + strlen(loan->scope) + 1 + size;
	loan->due.duties = (struct duties){items, duties->count};
	return 0;
}

/* The list with its brief, or the brief alone where that is enough and saves much. */
static int
keep(const struct asking *asking, struct loan *loan, const struct duties *duties, size_t *ret_bytes)
{
	struct due_brief brief;
	int status;

	loan->alone = asking->brief && duties->count > BRIEF_FROM;
	due_brief_of(duties, NULL, asking->on, &brief);
	status = hold(loan, loan->alone ? &(struct duties){brief.foremost, brief.count} : duties, ret_bytes);
	if (status < 0)
		return status;
	if (loan->alone) {
		for (size_t i = 0; i < brief.count; i++)
			brief.foremost[i] = loan->due.duties.items[i];
		loan->due.duties = (struct duties){0};
	} else {
		due_brief_of(&loan->due.duties, NULL, asking->on, &brief);
	}
	loan->due.brief = brief;
	return 0;
}

static int
derive_parts(const struct asking *asking, struct arena *arena, const struct due_parts *parts, struct loan *loan,
             size_t *ret_bytes)
{
	const struct due **borrowed = ARENA_ARRAY(arena, parts->hub_count, const struct due *);
	struct duties duties;
	size_t count = 0;
	int status = borrowed ? duties_derive_parts(asking->db, arena, parts->rest, parts->rest_count, asking->on, &duties)
	                      : FAIL_MEMORY;

	while (count < parts->hub_count && status == 0) {
		status = due_borrow(asking->cache, asking->db, parts->hubs[count], asking->on, asking->today, &borrowed[count]);
		count += status == 0;
	}
	if (status == 0)
		status = join(arena, borrowed, count, &duties);
	if (status == 0)
		status = keep(asking, loan, &duties, ret_bytes);
	for (size_t i = 0; i < count; i++)
		due_return(asking->cache, borrowed[i]);
	return status;
}

static int
derive(const struct asking *asking, struct arena *arena, struct loan *loan, size_t *ret_bytes)
{
	bool apart = *asking->scope && asking->before >= 0 && asking->journal - asking->before <= PARTS_ENTRIES;
	struct due_parts parts = {0};
	struct duties duties;
	int status = apart ? due_parts_of(asking->db, arena, asking->scope, asking->on, &parts) : 0;

	if (status < 0)
		return status;
	if (parts.hub_count > 0)
		return derive_parts(asking, arena, &parts, loan, ret_bytes);
	status = duties_derive(asking->db, arena, *asking->scope ? asking->scope : NULL, asking->on, &duties);
	return status == 0 ? keep(asking, loan, &duties, ret_bytes) : status;
}

static void
derive_and_tell(const struct asking *asking, struct loan *loan)
{
	struct due_cache *cache = asking->cache;
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	size_t bytes = 0;
	int status = arena ? derive(asking, arena, loan, &bytes) : FAIL_MEMORY;

	arena_free(arena);
	pthread_mutex_lock(&cache->lock);
	if (status < 0)
		loan->failure = *last_failure();
	loan->progress = status < 0 ? FAILED : READY;
	shelf_take(cache, loan);
	loan->bytes = bytes;
	loan->brief = loan->alone;
	shelf_put(cache, loan);
	tidy(cache);
	pthread_cond_broadcast(&cache->derived);
	pthread_mutex_unlock(&cache->lock);
}

/* Whether an earlier list holds still; what is past or to come is derived anew. */
static bool
holds_still(const struct asking *asking, const struct loan *older)
{
	struct arena *arena;
	bool touched = true;

	if (asking->on != asking->today || !*asking->scope)
		return false;
	arena = arena_new(ARENA_REQUEST_MAX);
	if (arena && due_touched(asking->db, arena, asking->scope, older->to, asking->journal, asking->today, &touched) < 0)
		touched = true;
	arena_free(arena);
	return !touched;
}

/* ---- lending ---- */

/* Under the lock: waits for a list in the making, or gives one to be made (*ret_fresh). */
static struct loan *
take(const struct asking *asking, bool *ret_fresh, struct loan **ret_older)
{
	struct due_cache *cache = asking->cache;
	struct loan *loan = find(asking, ret_older);

	*ret_fresh = false;
	if (!loan && *ret_older) {
		(*ret_older)->users++;
		return NULL;
	}
	if (loan) {
		loan->users++;
		put_first(cache, loan);
	} else if ((loan = loan_new(asking))) {
		*ret_fresh = true;
		enter(cache, loan);
		tidy(cache);
	}
	while (loan && !*ret_fresh && loan->progress == DERIVING)
		pthread_cond_wait(&cache->derived, &cache->lock);
	return loan;
}

/* Lends an earlier list where it holds still, else makes room for a new one. */
static struct loan *
renew(const struct asking *asking, struct loan *older, bool *ret_fresh)
{
	struct due_cache *cache = asking->cache;
	bool holds = holds_still(asking, older);
	struct loan *loan = older;

	pthread_mutex_lock(&cache->lock);
	if (holds) {
		if (older->to < asking->journal)
			older->to = asking->journal;
		put_first(cache, older);
	} else {
		struct loan *other;

		older->outdated = true;
		give_back(cache, older);
		loan = find(asking, &other); /* somebody else may have made it meanwhile */
		if (loan) {
			loan->users++;
		} else if ((loan = loan_new(asking))) {
			*ret_fresh = true;
			enter(cache, loan);
		}
		tidy(cache);
		while (loan && !*ret_fresh && loan->progress == DERIVING)
			pthread_cond_wait(&cache->derived, &cache->lock);
	}
	pthread_mutex_unlock(&cache->lock);
	return loan;
}

static int
lend(struct asking *asking, const struct due **ret_due)
{
	struct due_cache *cache = asking->cache;
	struct loan *loan, *older;
	bool fresh;
	int status = journal_last(asking->db, &asking->journal);

	if (status < 0)
		return status;
	asking->hash = text_hash(asking->scope, strlen(asking->scope));
	pthread_mutex_lock(&cache->lock);
	loan = take(asking, &fresh, &older);
	pthread_mutex_unlock(&cache->lock);
	if (!loan && older) {
		asking->before = older->to;
		loan = renew(asking, older, &fresh);
	}
	if (!loan)
		return FAIL_MEMORY;
	pthread_mutex_lock(&cache->lock);
	cache->figures.hits += !fresh;
	cache->figures.misses += fresh;
	pthread_mutex_unlock(&cache->lock);
	if (fresh)
		derive_and_tell(asking, loan);
	if (loan->progress == FAILED) {
		struct failure_record failure = loan->failure;

		due_return(cache, &loan->due);
		return fail_again(&failure);
	}
	*ret_due = &loan->due;
	return 0;
}

int
due_borrow(struct due_cache *cache, struct db *db, const char *scope, day_no on, day_no today,
           const struct due **ret_due)
{
	return lend(&(struct asking){.cache = cache, .db = db, .scope = scope ? scope : "", .on = on, .today = today,
	                             .before = -1}, ret_due);
}

int
due_borrow_brief(struct due_cache *cache, struct db *db, const char *scope, day_no on, day_no today,
                 const struct due **ret_due)
{
	return lend(&(struct asking){.cache = cache, .db = db, .scope = scope ? scope : "", .brief = true, .on = on,
	                             .today = today, .before = -1}, ret_due);
}

void
due_return(struct due_cache *cache, const struct due *due)
{
	struct loan *loan = (struct loan *)(uintptr_t)due;

	if (!due)
		return;
	pthread_mutex_lock(&cache->lock);
	give_back(cache, loan);
	pthread_mutex_unlock(&cache->lock);
}

struct cache_figures
due_cache_figures(struct due_cache *cache)
{
	struct cache_figures figures;

	pthread_mutex_lock(&cache->lock);
	figures = cache->figures;
	pthread_mutex_unlock(&cache->lock);
	return figures;
}

size_t
due_cache_bytes(struct due_cache *cache)
{
	size_t bytes = 0;

	pthread_mutex_lock(&cache->lock);
	for (int brief = 0; brief < 2; brief++)
		for (const struct loan *loan = cache->shelves[brief].first; loan; loan = loan->next)
			bytes += loan->bytes;
	pthread_mutex_unlock(&cache->lock);
	return bytes;
}
