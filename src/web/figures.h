/* What an installation counts of itself, for /metrics. */
#ifndef DANGJIAN_WEB_FIGURES_H
#define DANGJIAN_WEB_FIGURES_H

#include "base/buf.h"

/* `owner` is the installation: a hook of the server (web/server.h). */
void installation_figures(void *owner, struct buf *out);

#endif
