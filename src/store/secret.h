/*
 * The installation's key (DP-16): 32 random bytes in a file beside the
 * database, readable by its owner alone.  Resident IDs are stored encrypted
 * with it and found by a keyed hash; a backup leaves the key out.
 */
#ifndef DANGJIAN_STORE_SECRET_H
#define DANGJIAN_STORE_SECRET_H

#include <stddef.h>

#include "base/arena.h"

struct secret {
	unsigned char bytes[32];
};

#define LOOKUP_TEXT 65 /* the keyed hash in hexadecimal with its NUL */

/* Writes a new random key; FAIL_INPUT if the file exists. */
int secret_create(const char *path);

/* Reads a key; FAIL_SYSTEM with the reason (missing, wrong size, readable by others). */
int secret_load(const char *path, struct secret *ret_secret);

/* "PATH.key" for sqlite:PATH, "dangjian.key" otherwise; null without memory. */
const char *secret_default_path(struct arena *arena, const char *url);

/* Encrypted text in base64; a fresh nonce each time. */
int secret_seal(const struct secret *secret, struct arena *arena, const char *text, char **ret_sealed);

/* The text again; FAIL_SYSTEM with another key or an altered value. */
int secret_open(const struct secret *secret, struct arena *arena, const char *sealed, char **ret_text);

/* The same for any bytes; they come back with a NUL behind them that does not count. */
int secret_seal_bytes(const struct secret *secret, struct arena *arena, const void *bytes, size_t len,
                      char **ret_sealed);
int secret_open_bytes(const struct secret *secret, struct arena *arena, const char *sealed, void **ret_bytes,
                      size_t *ret_len);

/* The same text always gives the same hash under one key. */
void secret_lookup(const struct secret *secret, const char *text, char ret_hash[LOOKUP_TEXT]);

#endif
