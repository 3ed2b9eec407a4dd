/* What /me shows of one's own account: where it is signed in, its tokens, what others did to it. */
#ifndef DANGJIAN_WEB_ME_ACCOUNT_H
#define DANGJIAN_WEB_ME_ACCOUNT_H

#include "web/views_model.h"

struct request;

#define RESET_SHOWN (30 * 24 * 60 * 60) /* seconds a reset by an officer is pointed out */

/* Sentences on who reset the password or the second factor, when and why. */
int me_resets(const struct request *request, const char *const **ret_notes, size_t *ret_count);

int me_sessions(const struct request *request, struct me_view *view);

/* `failed`: the form for a new token was refused and comes back with its reason. */
int me_tokens(const struct request *request, bool failed, struct me_view *view);

/* What one can do about one's account. */
int me_buttons(const struct request *request, struct me_view *view);

#endif
