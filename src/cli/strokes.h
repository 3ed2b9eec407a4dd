/* dangjian strokes: names sorted by surname strokes. */
#ifndef DANGJIAN_CLI_STROKES_H
#define DANGJIAN_CLI_STROKES_H

#include "cli/command.h"

int strokes_command(const struct invocation *call);

#endif
