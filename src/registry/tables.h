/* The tables that follow from the dictionary, and the names of their columns. */
#ifndef DANGJIAN_REGISTRY_TABLES_H
#define DANGJIAN_REGISTRY_TABLES_H

#include "base/arena.h"
#include "registry/kind.h"

/*
 * The tables of every kind, with the indexes the lists need, those of the
 * pairs of characters (gram.h), then the placement table; from the arena.
 * Null without memory.
 */
const struct table *const *registry_tables(struct arena *arena, size_t *ret_count);

/*
 * The whole schema: the store's tables, the registry's, and `more` from the
 * floors above.  0 or FAIL_MEMORY.
 */
int registry_schema(struct arena *arena, const struct table *const *more, size_t more_count,
                    struct schema *ret_schema);

/* Appends ", a.name, a.code …": the fields of a kind under an alias ("r"). */
void fields_sql(const struct kind *kind, const char *alias, struct buf *out);

/*
 * What a field is sorted by: the column itself, or the column with a value
 * in place of NULL, so that both engines sort alike and an index serves.
 */
void sort_sql(const struct field *field, const char *alias, struct buf *out);

/* Whether a field is stored as text. */
bool field_is_text(const struct field *field);

/* Whether a list is indexed and kept quick by this field. */
bool field_is_indexed(const struct field *field);

#endif
