/* The beginning of an installation: an empty database with its schema and its key. */
#ifndef DANGJIAN_PARTY_FOUNDING_H
#define DANGJIAN_PARTY_FOUNDING_H

/*
 * Makes the schema in a new or empty database and a key file, by default
 * beside it (`key` null).  FAIL_REFUSED where the database holds anything
 * already; a key file that exists is taken where it belongs to the database.
 */
int founding_make(const char *url, const char *key);

struct db;
struct secret;

/*
 * The same of a database that is filled at once: `fill` writes everything
 * within one transaction.  A new SQLite file has its name when it is whole
 * (store_draft).
 */
int founding_fill(const char *url, const char *key,
                  int (*fill)(struct db *db, const struct secret *secret, void *arg), void *arg);

#endif
