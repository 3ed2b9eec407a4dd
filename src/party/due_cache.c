#include "party/due_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "store/journal.h"

enum progress { DERIVING, READY, FAILED };

/* One list; due first, so that a loan leads back to it. */
struct loan {
	struct due due;
	struct loan *next;           /* the one asked for last stands first */
	const char *scope;            /* "" for everything */
	day_no on;
	int64_t journal;
	enum progress progress;
	struct failure_record failure;
	unsigned users;
	struct arena *arena;          /* holds all of this but the loan itself */
};

struct due_cache {
	pthread_mutex_t lock;
	pthread_cond_t derived;
	struct loan *first;
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
		loan_free(loan);
	}
	pthread_cond_destroy(&cache->derived);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static struct loan *
loan_new(const char *scope, day_no on, int64_t journal)
{
	struct loan *loan = calloc(1, sizeof *loan);
	struct arena *arena = loan ? arena_new(ARENA_IMPORT_MAX) : NULL;

	if (arena)
		*loan = (struct loan){.arena = arena, .scope = arena_strdup(arena, scope), .on = on,
		                        .journal = journal, .users = 1};
	if (arena && loan->scope)
		return loan;
	arena_free(arena);
	free(loan);
	fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return NULL;
}

/* Drops what nobody has on loan and nobody will ask for: lists of an earlier state, and those past the limit. */
static void
tidy(struct due_cache *cache)
{
	size_t kept = 0;

	for (struct loan **at = &cache->first; *at;) {
		struct loan *loan = *at;
		bool earlier = loan->journal < cache->first->journal;

		if (loan->users == 0 && (earlier || loan->progress == FAILED || kept >= DUE_KEPT)) {
			*at = loan->next;
			loan_free(loan);
			continue;
		}
		kept++;
		at = &loan->next;
	}
}

/* The list as it is kept, moved to the front; null where there is none. */
static struct loan *
find(struct due_cache *cache, const char *scope, day_no on, int64_t journal)
{
	for (struct loan **at = &cache->first; *at; at = &(*at)->next) {
		struct loan *loan = *at;

		if (loan->journal != journal || loan->on != on || loan->progress == FAILED ||
		    strcmp(loan->scope, scope) != 0)
			continue;
		*at = loan->next;
		loan->next = cache->first;
		cache->first = loan;
		return loan;
	}
	return NULL;
}

static void
derive(struct due_cache *cache, struct db *db, struct loan *loan)
{
	int status = duties_derive(db, loan->arena, *loan->scope ? loan->scope : NULL, loan->on,
	                           &loan->due.duties);

	pthread_mutex_lock(&cache->lock);
	if (status < 0)
		loan->failure = *last_failure();
	loan->progress = status < 0 ? FAILED : READY;
	pthread_cond_broadcast(&cache->derived);
	pthread_mutex_unlock(&cache->lock);
}

int
due_borrow(struct due_cache *cache, struct db *db, const char *scope, day_no on, const struct due **ret_due)
{
	struct loan *loan;
	bool fresh = false;
	int64_t journal;
	int status = journal_last(db, &journal);

	if (status < 0)
		return status;
	if (!scope)
		scope = "";
	pthread_mutex_lock(&cache->lock);
	loan = find(cache, scope, on, journal);
	if (loan) {
		loan->users++;
	} else if ((loan = loan_new(scope, on, journal))) {
		fresh = true;
		loan->next = cache->first;
		cache->first = loan;
		tidy(cache);
	}
	while (loan && !fresh && loan->progress == DERIVING)
		pthread_cond_wait(&cache->derived, &cache->lock);
	pthread_mutex_unlock(&cache->lock);
	if (!loan)
		return FAIL_MEMORY;
	if (fresh)
		derive(cache, db, loan);
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
	tidy(cache);
	pthread_mutex_unlock(&cache->lock);
}
