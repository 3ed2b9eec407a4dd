/*
 * A reference chosen without JavaScript: a name is typed, the button find=FIELD
 * sends the form, and the form comes back with the records of that name to
 * choose from.
 */
#ifndef DANGJIAN_WEB_PICKER_H
#define DANGJIAN_WEB_PICKER_H

#include "web/labels.h"
#include "web/views_model.h"

#define PICKER_SHOWN 20  /* matches of a search */
#define PICKER_FEW 8     /* where there are no more, all are offered without a search */

/*
 * Fills what can be chosen for a reference field; `value` is the identity
 * chosen so far, or null.  What may be referred to lies within the reader's
 * reach, or, where `part` is not null, in that part of the tree; of that
 * nothing is offered but what a name was typed for.
 */
int picker_fill(struct request *request, struct labels *labels, const struct field *field, const char *value,
                const char *part, struct field_view *view);

/* Whether the form was sent to search for a field, not to be done. */
bool picker_searches(const struct request *request);

#endif
