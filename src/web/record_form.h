/* Forms of every kind: add, change from a day, correct a version, close. */
#ifndef DANGJIAN_WEB_RECORD_FORM_H
#define DANGJIAN_WEB_RECORD_FORM_H

struct request;
struct response;

/* GET and POST of /units/new, /units/{id}/change, /units/{id}/correct, /units/{id}/close. */
int add_form(struct request *request, struct response *response);
int change_form(struct request *request, struct response *response);
int correct_form(struct request *request, struct response *response);
int close_form(struct request *request, struct response *response);

#endif
