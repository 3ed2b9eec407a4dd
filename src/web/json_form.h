/* A JSON object of scalars read as the fields of a form, so that calls and forms take the same way. */
#ifndef DANGJIAN_WEB_JSON_FORM_H
#define DANGJIAN_WEB_JSON_FORM_H

#include "web/form.h"

/*
 * Texts as they are, whole numbers in digits, true and false as words, null as
 * an empty text.  FAIL_INPUT for what is no JSON object, for lists, objects
 * and fractions in it (naming the field), and for what a form may not hold.
 */
int json_form(struct arena *arena, const char *body, size_t len, struct form *ret_form);

#endif
