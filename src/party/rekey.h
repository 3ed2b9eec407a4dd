/* Renewing the installation's key (DP-16). */
#ifndef DANGJIAN_PARTY_REKEY_H
#define DANGJIAN_PARTY_REKEY_H

#include "party/action.h"

/*
 * Seals every resident ID anew with a fresh key, in one transaction with its
 * journal entry, and puts the key in the place of the old one at `path`.  A
 * process that was cut off in between is made good by the next
 * installation_open.  The installation is to be closed afterwards.
 */
int rekey(const struct call *call, const char *path);

#endif
