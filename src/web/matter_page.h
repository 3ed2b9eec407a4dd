/* Pages of matters: what pages_matters.c, matter_form.c and matter_page.c share. */
#ifndef DANGJIAN_WEB_MATTER_PAGE_H
#define DANGJIAN_WEB_MATTER_PAGE_H

#include "party/matter.h"
#include "web/page.h"

/* The matter {id} of the address as of the day asked for; FAIL_NOT_FOUND, FAIL_FORBIDDEN. */
int matter_asked(struct request *request, struct matter *ret_matter);

/* "/matters/7", "/matters/7/approve"; null without memory. */
const char *matter_address(struct arena *arena, int64_t id, const char *step);

/* GET of a matter: page or JSON. */
int show_matter(struct request *request, struct response *response);

/* GET and POST of /matters/new, /matters/{id}/amend, /matters/{id}/approve and the other steps. */
int show_begin(struct request *request, struct response *response);
int take_begin(struct request *request, struct response *response);
int show_amend(struct request *request, struct response *response);
int take_amend(struct request *request, struct response *response);
int show_step(struct request *request, struct response *response);
int take_step(struct request *request, struct response *response);

/* GET and POST of /units/{id}/proposal/send and /bodies/{id}/remind (notice_form.c). */
int show_send_proposal(struct request *request, struct response *response);
int take_send_proposal(struct request *request, struct response *response);
int show_reminder(struct request *request, struct response *response);
int take_reminder(struct request *request, struct response *response);

#endif
