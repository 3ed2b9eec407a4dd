/* The form in place of a person's record that opens to whoever asks only by a case (DP-12). */
#ifndef DANGJIAN_WEB_CASE_FORM_H
#define DANGJIAN_WEB_CASE_FORM_H

#include <stdbool.h>

struct request;
struct response;

/* Whether the record {id} of the route is that of a person within the reader's reach, but above the branch. */
bool case_form_offered(const struct request *request);

int case_form_show(struct request *request, struct response *response);

#endif
