/*
 * A workbook between its preview and its import: it lies in the database,
 * encrypted with the installation's key, and is deleted after a day.
 */
#ifndef DANGJIAN_PARTY_UPLOAD_H
#define DANGJIAN_PARTY_UPLOAD_H

#include "party/accounts.h"
#include "party/action.h"

#define UPLOAD_LIFE (24 * 60 * 60) /* seconds */

/*
 * Keeps a file for the actor's account; the token finds it again.  What has
 * expired goes at the same time.
 */
int upload_put(const struct call *call, const char *name, const void *bytes, size_t len, char ret_token[TOKEN_TEXT]);

struct kept_upload {
	const char *name;
	const void *bytes;
	size_t len;
};

/* From call->arena; FAIL_NOT_FOUND where it has expired, or is another account's. */
int upload_get(const struct call *call, const char *token, struct kept_upload *ret_upload);

/* Deletes it, where it is the actor's account's. */
int upload_drop(const struct call *call, const char *token);

/* Deletes what has expired; the server calls it now and then. */
int upload_expire(struct installation *installation, int64_t at);

#endif
