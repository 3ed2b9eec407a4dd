/* The beginning of an installation: an empty database with its schema and its key. */
#ifndef DANGJIAN_PARTY_FOUNDING_H
#define DANGJIAN_PARTY_FOUNDING_H

/*
 * Makes the schema in a new or empty database and a key file, by default
 * beside it (`key` null).  FAIL_REFUSED where the database holds anything
 * already; a key file that exists is taken where it belongs to the database.
 */
int founding_make(const char *url, const char *key);

#endif
