/* What the records that rows refer to are called, and where they can be opened; each is looked up once. */
#ifndef DANGJIAN_WEB_LABELS_H
#define DANGJIAN_WEB_LABELS_H

#include "registry/version.h"

struct request;

struct label {
	const char *text;
	const char *href;    /* null: the reader may not open it */
};

struct labels;

/* For one request.  `arena` holds what is looked up, in an export one of its own; `links` adds the addresses. */
struct labels *labels_new(const struct request *request, struct arena *arena, bool links);

const struct request *labels_request(const struct labels *labels);

int label_of(struct labels *labels, const struct kind *kind, int64_t id, struct label *ret_label);

/* A value as its reader sees it: a reference by its name. */
int value_label(struct labels *labels, const struct field *field, const struct value *value,
                struct label *ret_label);

/* Who did something, as readers see it, by what party/access.h's actor_name gives; null without memory. */
const char *who_text(const struct request *request, const char *name);

/* Forgets what was looked up and resets the arena, in a long export. */
void labels_forget(struct labels *labels);

#endif
