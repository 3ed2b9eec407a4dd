/* What a process opens once: the database's writer, its key and its schema. */
#ifndef DANGJIAN_PARTY_INSTALLATION_H
#define DANGJIAN_PARTY_INSTALLATION_H

#include "store/replica.h"
#include "store/schema.h"
#include "store/secret.h"
#include "store/writer.h"

/* What hashing a password costs (argon2id). */
struct password_cost {
	unsigned long long passes;
	size_t memory; /* bytes */
};

#define PASSWORD_COST ((struct password_cost){2, (size_t)19 << 20})

struct action;

struct installation {
	const char *url;
	struct writer *writer;
	struct replica *replica;        /* read in place of the database where it can be; null: there is none */
	struct secret secret;
	char key_mark[LOOKUP_TEXT];     /* by which the database knows the key */
	struct schema schema;
	const struct action *actions;   /* all there are, by name (party/action.h) */
	size_t action_count;
	struct password_cost cost;
	struct import_runs *imports;    /* those under way (party/import_runs.h) */
	struct due_cache *due;          /* what is due, for pages (party/due_cache.h) */
	struct count_cache *counts;     /* rows of lists, for pages (registry/count_cache.h) */
	struct musters *musters;        /* records of large kinds in columns, for pages (registry/muster.h) */
	struct piece_cache *tree;       /* levels of the tree, for pages (party/tree_cache.h) */
	struct piece_cache *values;     /* what filters offer, for pages (party/value_cache.h) */
	struct arena *arena;            /* holds all this */
};

/*
 * Opens a database that is set up, adding what a newer program declares.
 * `key` null: the default beside the database.  FAIL_SYSTEM where the key is
 * not the database's.
 */
int installation_open(const char *url, const char *key, struct installation **ret_installation);

/*
 * One for acts inside a writing transaction of the caller's own, who commits
 * it, in a database that is set up; for reading and writing on that connection
 * alone, without what pages keep.
 */
int installation_within(struct db *db, const struct secret *secret, struct installation **ret_installation);

/* Reads from a streaming replica from now on (store/replica.h); closed with the installation. */
int installation_read_from(struct installation *installation, const char *url, replica_tell *tell, void *arg);

void installation_close(struct installation *installation); /* takes null */

/* The path of the key file; null without memory. */
const char *installation_key_path(struct arena *arena, const char *url, const char *key);

/* Notes in the database which key it belongs to; inside a writing transaction. */
int installation_mark_key(struct db *db, const struct secret *secret);

/* 0, or FAIL_SYSTEM where the database's key has been renewed since this process read it. */
int installation_check_key(struct db *db, const struct installation *installation);

#endif
