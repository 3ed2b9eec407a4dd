/*
 * Values as people write and read them: one field's text to its value and
 * back, for forms, the API, workbooks and pages alike.
 */
#ifndef DANGJIAN_REGISTRY_INPUT_H
#define DANGJIAN_REGISTRY_INPUT_H

#include "base/json.h"
#include "registry/version.h"

/*
 * Reads a text (tidied first) as a value of the field; "" gives NULL.  A
 * choice is given by word, number or label in either language; a date as
 * YYYY-MM-DD; a reference by identity.  FAIL_INPUT names the field; no
 * sentence repeats an ID number (DP-6).  Whether a required field is there
 * and a reference exists is record_check's matter.
 */
int field_read(struct arena *arena, const struct field *field, const char *text, struct value *ret_value);

/*
 * Checks a whole record before it is written: required fields, bounds,
 * codes, references that exist on the record's first day.
 * FAIL_INPUT names the field.
 */
int record_check(struct db *db, const struct record *record);

/*
 * A value as it is shown in one language: labels of choices, dates, the
 * region's name with its code; "" for NULL.  A reference gives its number
 * (see ref_title), a sealed ID its mask (110105********002X needs the key; without
 * it "已登记").  From the arena; null without memory.
 */
const char *field_text(struct arena *arena, const struct field *field, const struct value *value,
                       enum lang lang, const struct secret *secret);

/*
 * A value as it is typed, which field_read takes back: the word of a
 * choice, a day, a number; "" for NULL and for a sealed ID.  Null without memory.
 */
const char *field_typed(struct arena *arena, const struct field *field, const struct value *value);

/* The value as JSON: word of a choice, number, text, date or null; sealed IDs are never given. */
void field_json(struct json *json, const struct field *field, const struct value *value);

/* The name of a record as of a day, falling back to its nearest version; "" if there is none,
 * "#7" where the kind has no names. */
int ref_title(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on,
              const char **ret_title);

/* The same for a reader: what has no name of its own is called by the body it is of, 届次（甲党支部）, or by its number. */
int ref_words(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no on, enum lang lang,
              const char **ret_words);

#endif
