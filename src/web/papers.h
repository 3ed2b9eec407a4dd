/* The papers of one election as its address asks for them. */
#ifndef DANGJIAN_WEB_PAPERS_H
#define DANGJIAN_WEB_PAPERS_H

#include "print/election_paper.h"
#include "web/visit.h"

struct papers_asked {
	int64_t election;
	int64_t unit;      /* ?unit=: the assembly of an electing unit; 0: the main meeting */
	struct election_paper paper;
};

/* {id} of the address, as far as the reader's roles reach; FAIL_NOT_FOUND, FAIL_FORBIDDEN. */
int papers_open(const struct request *request, struct papers_asked *ret_asked);

#endif
