/* Moments as readers see them: "2026-11-21 10:02", in Asia/Shanghai. */
#ifndef DANGJIAN_WEB_MOMENT_H
#define DANGJIAN_WEB_MOMENT_H

#include "base/arena.h"
#include "base/day.h"

/* `at` in seconds since 1970; null without memory. */
const char *moment_text(struct arena *arena, int64_t at);

/* The civil day of a moment. */
day_no moment_day(int64_t at);

#endif
