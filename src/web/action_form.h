/* Forms of actions that take a few plain fields, e.g. those of an account. */
#ifndef DANGJIAN_WEB_ACTION_FORM_H
#define DANGJIAN_WEB_ACTION_FORM_H

#include "web/page.h"

/* A declared field as an input with a text in it (may be null); a secret is never filled in. */
int field_input(const struct request *request, const struct field *field, const char *value,
                struct field_view *ret_view);

struct labels;

/* Makes of an input one of declared choices, that of its value chosen.  0 or FAIL_MEMORY. */
int field_choices(const struct request *request, const struct choice *choices, struct field_view *view);

struct action_form {
	const char *action;        /* whose fields and words it has */
	const char *path;          /* where it is posted */
	const char *cancel;
	const char *lead;          /* may be null */
	struct link_view crumbs[3];
	size_t crumb_count;
	struct hidden_view hidden[6]; /* fields that are known already */
	size_t hidden_count;
	struct fragment drawing;   /* above the fields, with what it says in words; or none */
	const char *drawing_words;
	const char *const *notes;  /* sentences that stand out above the form */
	size_t note_count;
	const char *const *without; /* names of declared fields that are not asked here, ended by null; or null */
	/* Makes the form's field of a declared one where the plain way will not do; may be null. */
	int (*adapt)(struct request *request, struct field_view *field);
	struct labels *labels;     /* references are chosen by a search (web/picker.h); null: typed as numbers */
	/* What stands in a field before anybody typed, where the address does not say it; may be null. */
	const char *(*value)(const void *arg, const struct field *field);
	/* The part of the tree a reference is searched in; null, or where it says null: the reader's reach. */
	const char *(*part)(const void *arg, const struct field *field);
	const void *value_arg;     /* of both */
};

/*
 * The form, filled with what was posted or stands in the address.  `failed`:
 * the action was refused; its sentence (last_failure()) stands beside the
 * field it names or above all, and the answer has its status.
 */
int action_form_show(struct request *request, struct response *response, const struct action_form *form,
                     bool failed);

/* Runs the posted action: done, back to `done` with a message; refused, the form again. */
int action_form_take(struct request *request, struct response *response, const struct action_form *form,
                     const char *done);

/* The same of what ends with the posted `last` day: which one it is the address says, {id}; back to `cancel`. */
int action_form_end(struct request *request, struct response *response, const struct action_form *form);

/* A page with a secret that is shown this once. */
int secret_show(struct request *request, struct response *response, const char *title, const char *sentence,
                const char *label, const char *secret, const char *next);

#endif
