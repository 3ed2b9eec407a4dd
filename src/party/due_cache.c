#include "party/due_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/due_parts.h"
#include "store/journal.h"

/* A list put together anew after more entries than this is derived in one pass: most of its parts would be, too. */
#define PARTS_ENTRIES 32

enum progress { DERIVING, READY, FAILED };

/* One list; due first, so that a loan leads back to it. */
struct loan {
	struct due due;
	struct loan *next;            /* the one asked for last stands first */
	const char *scope;            /* "" for everything */
	day_no on;
	int64_t from, to;             /* journal numbers between which it holds, both included */
	enum progress progress;
	bool outdated;                /* a later state was asked for, and it does not hold there */
	struct failure_record failure;
	unsigned users;
	size_t bytes;                 /* known once it is ready */
	struct loan **parts;          /* lists it was put together from, on loan to it */
	size_t part_count;
	struct arena *arena;          /* holds all of this but the loan itself */
};

struct due_cache {
	pthread_mutex_t lock;
	pthread_cond_t derived;
	struct cache_figures figures;
	struct loan *first;
};

/* What one thread asks for. */
struct asking {
	struct due_cache *cache;
	struct db *db;
	const char *scope;
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
	for (size_t i = 0; i < loan->part_count; i++)
		loan->parts[i]->users--;
	arena_free(loan->arena);
	free(loan);
}

void
due_cache_free(struct due_cache *cache)
{
	if (!cache)
		return;
	while (cache->first) {
		struct loan *loan = cache->first;

		cache->first = loan->next;
		loan->part_count = 0; /* all go */
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
	struct arena *arena = loan ? arena_new(ARENA_IMPORT_MAX) : NULL;

	if (arena)
		*loan = (struct loan){.arena = arena, .scope = arena_strdup(arena, asking->scope), .on = asking->on,
		                      .from = asking->journal, .to = asking->journal, .users = 1};
	if (arena && loan->scope)
		return loan;
	arena_free(arena);
	free(loan);
	fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return NULL;
}

/* ---- the list of lists, under the lock ---- */

/* Drops what nobody has on loan and nobody will ask for. */
static void
tidy(struct due_cache *cache)
{
	size_t kept = 0, bytes = 0;

	for (struct loan **at = &cache->first; *at;) {
		struct loan *loan = *at;

		if (loan->users == 0 && (loan->progress == FAILED || loan->outdated || kept >= DUE_KEPT || bytes + loan->bytes > DUE_BYTES)) {
			*at = loan->next;
			loan_free(loan);
			continue;
		}
		kept++;
		bytes += loan->bytes;
		at = &loan->next;
	}
}

static void
put_first(struct due_cache *cache, struct loan *loan)
{
	struct loan **at = &cache->first;

	while (*at && *at != loan)
		at = &(*at)->next;
	if (*at)
		*at = loan->next;
	loan->next = cache->first;
	cache->first = loan;
}

/*
 * A list that holds for what the asker sees; else, in *ret_older, the latest
 * one made before, which may hold still.
 */
static struct loan *
find(const struct asking *asking, struct loan **ret_older)
{
	*ret_older = NULL;
	for (struct loan *loan = asking->cache->first; loan; loan = loan->next) {
		if (loan->on != asking->on || loan->progress == FAILED || strcmp(loan->scope, asking->scope) != 0)
			continue;
		if (loan->from <= asking->journal && asking->journal <= loan->to)
			return loan;
		if (loan->progress == READY && loan->to < asking->journal && (!*ret_older || (*ret_older)->to < loan->to))
			*ret_older = loan;
	}
	return NULL;
}

/* ---- deriving, outside the lock ---- */

/* Adds the duties of the parts to those of the rest; texts stay where they are, on loan. */
static int
join(struct loan *loan, struct duties rest)
{
	size_t count = rest.count;
	struct duty *items;

	for (size_t i = 0; i < loan->part_count; i++)
		count += loan->parts[i]->due.duties.count;
	items = ARENA_ARRAY(loan->arena, count, struct duty);
	if (!items)
		return FAIL_MEMORY;
	if (rest.count)
		memcpy(items, rest.items, rest.count * sizeof *items);
	count = rest.count;
	for (size_t i = 0; i < loan->part_count; i++) {
		const struct duties *part = &loan->parts[i]->due.duties;

		if (part->count)
			memcpy(items + count, part->items, part->count * sizeof *items);
		count += part->count;
	}
	loan->due.duties = (struct duties){items, count};
	duties_sort(&loan->due.duties);
	return 0;
}

static int
derive_parts(const struct asking *asking, struct loan *loan, const struct due_parts *parts)
{
	struct duties rest;
	int status;

	loan->parts = ARENA_ARRAY(loan->arena, parts->hub_count, struct loan *);
	status = loan->parts ? duties_derive_parts(asking->db, loan->arena, parts->rest, parts->rest_count, asking->on, &rest)
	                     : FAIL_MEMORY;
	for (size_t i = 0; i < parts->hub_count && status == 0; i++) {
		const struct due *due;

		status = due_borrow(asking->cache, asking->db, parts->hubs[i], asking->on, asking->today, &due);
		if (status == 0)
			loan->parts[loan->part_count++] = (struct loan *)(uintptr_t)due;
	}
	return status == 0 ? join(loan, rest) : status;
}

static int
derive(const struct asking *asking, struct loan *loan)
{
	bool apart = *asking->scope && asking->before >= 0 && asking->journal - asking->before <= PARTS_ENTRIES;
	struct due_parts parts = {0};
	int status = apart ? due_parts_of(asking->db, loan->arena, asking->scope, asking->on, &parts) : 0;

	if (status < 0)
		return status;
	if (parts.hub_count > 0)
		return derive_parts(asking, loan, &parts);
	return duties_derive(asking->db, loan->arena, *asking->scope ? asking->scope : NULL, asking->on,
	                     &loan->due.duties);
}

static void
derive_and_tell(const struct asking *asking, struct loan *loan)
{
	struct due_cache *cache = asking->cache;
	int status = derive(asking, loan);

	pthread_mutex_lock(&cache->lock);
	if (status < 0)
		loan->failure = *last_failure();
	loan->progress = status < 0 ? FAILED : READY;
	loan->bytes = arena_used(loan->arena);
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
		put_first(cache, loan);
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

		older->users--;
		older->outdated = true;
		loan = find(asking, &other); /* somebody else may have made it meanwhile */
		if (loan) {
			loan->users++;
		} else if ((loan = loan_new(asking))) {
			*ret_fresh = true;
			put_first(cache, loan);
		}
		tidy(cache);
		while (loan && !*ret_fresh && loan->progress == DERIVING)
			pthread_cond_wait(&cache->derived, &cache->lock);
	}
	pthread_mutex_unlock(&cache->lock);
	return loan;
}

int
due_borrow(struct due_cache *cache, struct db *db, const char *scope, day_no on, day_no today,
           const struct due **ret_due)
{
	struct asking asking = {.cache = cache, .db = db, .scope = scope ? scope : "", .on = on, .today = today, .before = -1};
	struct loan *loan, *older;
	bool fresh;
	int status = journal_last(db, &asking.journal);

	if (status < 0)
		return status;
	pthread_mutex_lock(&cache->lock);
	loan = take(&asking, &fresh, &older);
	pthread_mutex_unlock(&cache->lock);
	if (!loan && older) {
		asking.before = older->to;
		loan = renew(&asking, older, &fresh);
	}
	if (!loan)
		return FAIL_MEMORY;
	pthread_mutex_lock(&cache->lock);
	cache->figures.hits += !fresh;
	cache->figures.misses += fresh;
	pthread_mutex_unlock(&cache->lock);
	if (fresh)
		derive_and_tell(&asking, loan);
	if (loan->progress == FAILED) {
		struct failure_record failure = loan->failure;

		due_return(cache, &loan->due);
		return fail_again(&failure);
	}
	*ret_due = &loan->due;
	return 0;
}

void
due_return(struct due_cache *cache, const struct due *due)
{
	struct loan *loan = (struct loan *)(uintptr_t)due;

	if (!due)
		return;
	pthread_mutex_lock(&cache->lock);
	loan->users--;
	if (loan->users == 0 && (loan->progress == FAILED || loan->outdated))
		tidy(cache);
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
	for (const struct loan *loan = cache->first; loan; loan = loan->next)
		bytes += loan->bytes;
	pthread_mutex_unlock(&cache->lock);
	return bytes;
}
