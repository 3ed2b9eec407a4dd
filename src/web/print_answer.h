/* Papers as the answer to a request. */
#ifndef DANGJIAN_WEB_PRINT_ANSWER_H
#define DANGJIAN_WEB_PRINT_ANSWER_H

#include "print/job.h"
#include "web/visit.h"

/*
 * Prints a job in the typefaces of the settings and answers with NAME.pdf, or,
 * where the job is no bundle, with NAME.zip of a file each.
 */
int print_answer(struct request *request, struct response *response, const struct job *job, const char *name);

#endif
