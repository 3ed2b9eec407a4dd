/* Files of the store: claimed by one process, and on disk once they have their name. */
#ifndef DANGJIAN_STORE_FILE_H
#define DANGJIAN_STORE_FILE_H

#include <stdbool.h>

#define FILE_PARTIAL ".partial" /* ends the name of a draft */
#define FILE_CLAIM ".lock"      /* ends the name of a server's claim */

/* A name that was given or taken away survives a loss of power once its folder, too, is on disk. */
bool file_sync_folder(const char *path);

/*
 * Opens a file, making it where there is none, for this process alone: until
 * the descriptor is closed, if only by the process's end, nobody else claims
 * it.  FAIL_UNAVAILABLE where another has it, FAIL_SYSTEM.
 */
int file_claim(const char *path, int *ret_file);

/*
 * Gives a whole file the name it was made for, durably and never in place of
 * another file.  FAIL_INPUT where the name is taken, FAIL_SYSTEM; then the
 * file keeps its first name.
 */
int file_publish(int file, const char *partial, const char *path);

/* Removes the drafts and claims that this process holds, which is about to end. */
void file_abandon(void);

#endif
