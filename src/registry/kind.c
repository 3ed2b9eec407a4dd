#include "registry/kind.h"

#include <string.h>

const struct kind *const kinds[] = {
	&unit_kind, &body_kind, &affiliation_kind, &coverage_kind, &person_kind, &membership_kind, &restriction_kind,
	&post_kind, &term_kind, &charter_kind, &pledge_kind, &dispatch_kind, &mass_org_kind,
	&election_kind, &matter_kind, NULL,
};

const struct kind *
kind_find(const char *name)
{
	for (const struct kind *const *kind = kinds; *kind; kind++)
		if (strcmp((*kind)->name, name) == 0)
			return *kind;
	return NULL;
}

const struct kind *
kind_by_path(const char *path)
{
	for (const struct kind *const *kind = kinds; *kind; kind++)
		if ((*kind)->path && strcmp((*kind)->path, path) == 0)
			return *kind;
	return NULL;
}

int
field_index(const struct kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

const struct choice *
choice_by_number(const struct field *field, int64_t number)
{
	for (const struct choice *choice = field->choices; choice && choice->word; choice++)
		if (choice->number == number)
			return choice;
	return NULL;
}

const struct choice *
choice_by_word(const struct field *field, const char *word)
{
	for (const struct choice *choice = field->choices; choice && choice->word; choice++)
		if (strcmp(choice->word, word) == 0)
			return choice;
	return NULL;
}
