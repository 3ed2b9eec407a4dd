/*
 * Who is connected, and for how long they have been at what.  A client that
 * sends its request byte by byte, or never reads the answer, is cut off after
 * a while, however lively each byte makes it look.
 */
#ifndef DANGJIAN_WEB_VISITORS_H
#define DANGJIAN_WEB_VISITORS_H

#include <stddef.h>

struct visitors;
struct visitor;

enum phase {
	PHASE_IDLE, /* between two requests */
	PHASE_HEAD, /* a request's head; a new connection begins with it */
	PHASE_BODY,
	PHASE_WORK, /* ours to end: no limit */
	PHASE_SEND,
	PHASES
};

/* Seconds each phase may take; 0: no limit. */
struct patience {
	unsigned seconds[PHASES];
};

/* Starts watching; 0, FAIL_MEMORY or FAIL_SYSTEM. */
int visitors_new(const struct patience *patience, struct visitors **ret_visitors);
void visitors_free(struct visitors *visitors); /* takes null; all must have left */

/* A connection begins in PHASE_HEAD; null without memory. */
struct visitor *visitor_enter(struct visitors *visitors, int socket);

/* To be called before the socket is closed: its number may be another's at once. */
void visitor_leave(struct visitors *visitors, struct visitor *visitor); /* takes null */

void visitor_begins(struct visitor *visitor, enum phase phase); /* takes null */

size_t visitors_count(struct visitors *visitors);

/* Those of whom a body, work or an answer is under way. */
size_t visitors_busy(struct visitors *visitors);

#endif
