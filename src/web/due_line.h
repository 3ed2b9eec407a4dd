/* One duty as pages show it: how long, what, why, by which clause. */
#ifndef DANGJIAN_WEB_DUE_LINE_H
#define DANGJIAN_WEB_DUE_LINE_H

#include "party/due_cache.h"
#include "web/views_model.h"

struct request;

/* "逾期 156 天", "剩 7 天", "已 81 天"; null without memory. */
const char *due_when(const struct request *request, const struct duty *duty);

enum tone due_tone(const struct duty *duty);

/* Nothing of the duty is kept.  `named`: with the subject's name and address, on pages about many. */
int due_line(const struct request *request, const struct duty *duty, bool named, struct due_view *ret_view);

/* The subject's own page; null for a region, which has none. */
const char *due_subject(const struct request *request, const struct duty *duty);

#endif
