/*
 * A signal to stop (SIGINT, SIGTERM, SIGHUP; none that is being ignored) ends
 * a command at once wherever it stands, with a sentence and EXIT_BAD_INPUT:
 * what was not committed the database undoes by itself, as after any end, and
 * drafts of files are removed.  Without it a command would end without a word
 * and leave its drafts.
 */
#ifndef DANGJIAN_CLI_INTERRUPT_H
#define DANGJIAN_CLI_INTERRUPT_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

#include "base/lang.h"

struct interrupt {
	enum lang lang;
	sigset_t signals;      /* all that are waited for */
	sigset_t heeded;       /* those of them that stop it */
	pthread_t thread;
	pthread_mutex_t mutex; /* held while it is decided whether to stop */
	bool begun, finishing;
};

/* Before the first thread is started.  SIGHUP is left alone without `hangup`. */
void interrupt_begin(struct interrupt *interrupt, enum lang lang, bool hangup);

/* What has begun ends by itself from here on: stopped now, it could be neither undone nor begun anew.  Takes null. */
void interrupt_finish(struct interrupt *interrupt);

/* A signal that comes from here on waits, blocked, for whoever else asks for it. */
void interrupt_end(struct interrupt *interrupt);

#endif
