#include "sheet/relations.h"

#include <string.h>

#include "base/fail.h"
#include "sheet/read.h"
#include "sheet/xml.h"

/*
 * The part a target names, seen from the folder of the part that refers to
 * it: "worksheets/sheet1.xml", "../xl/styles.xml" or "/xl/styles.xml".
 */
static char *
resolve(struct arena *arena, const char *folder, size_t folder_len, const char *target)
{
	size_t len = 0;
	char *out = arena_alloc(arena, folder_len + strlen(target) + 2);

	if (!out)
		return NULL;
	if (*target != '/') {
		memcpy(out, folder, folder_len);
		len = folder_len;
	}
	while (*target) {
		size_t step = strcspn(target, "/\\");

		if (step == 2 && memcmp(target, "..", 2) == 0) {
			while (len > 0 && out[--len] != '/')
				;
		} else if (step > 0 && !(step == 1 && *target == '.')) {
			if (len > 0)
				out[len++] = '/';
			memcpy(out + len, target, step);
			len += step;
		}
		target += step;
		target += *target != '\0';
	}
	out[len] = '\0';
	return out;
}

struct collector {
	struct arena *arena;
	const char *folder;
	size_t folder_len;
	struct relations *relations;
	size_t room;
};

static int
make_room(struct collector *into)
{
	struct relations *relations = into->relations;

	if (relations->count < into->room)
		return 0;
	if (relations->count >= WORKBOOK_ENTRIES_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "工作簿内部的引用超过 %d 个的上限。",
		            "The workbook holds more than the limit of %d inner references.",
		            WORKBOOK_ENTRIES_MAX);
	return ARENA_GROW(into->arena, relations->list, relations->count, into->room);
}

static int
on_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct collector *into = arg;
	const char *id = xml_attribute(attributes, "Id");
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *mode = xml_attribute(attributes, "TargetMode");
	struct relation *relation;
	int error;

	if (parent != XML_RELATIONSHIPS || name != XML_RELATIONSHIP || !id || !type || !target)
		return 0;
	if (mode && strcmp(mode, "External") == 0)
		return 0;
	error = make_room(into);
	if (error)
		return error;
	relation = &into->relations->list[into->relations->count];
	relation->id = arena_strdup(into->arena, id);
	relation->kind = arena_strdup(into->arena, strrchr(type, '/') ? strrchr(type, '/') + 1 : type);
	relation->target = resolve(into->arena, into->folder, into->folder_len, target);
	if (!relation->id || !relation->kind || !relation->target)
		return FAIL_MEMORY;
	into->relations->count++;
	return 0;
}

int
relations_of(struct arena *arena, struct package *package, const char *part,
             struct relations *ret_relations)
{
	static const struct xml_reader reader = {.root = XML_RELATIONSHIPS, .start = on_start};
	const char *slash = strrchr(part, '/');
	size_t folder_len = slash ? (size_t)(slash - part) : 0;
	const char *base = slash ? slash + 1 : part;
	struct relations relations = {0};
	struct collector into = {arena, part, folder_len, &relations, 0};
	struct part file;
	char *name;
	int error;

	name = arena_printf(arena, "%.*s%s_rels/%s.rels", (int)folder_len, part, folder_len ? "/" : "",
	                    base);
	if (!name)
		return FAIL_MEMORY;
	if (package_has(package, name)) {
		error = part_open(package, name, &file);
		if (error)
			return error;
		error = xml_read(arena, &file, &reader, &into);
		part_close(&file);
		if (error)
			return error;
	}
	*ret_relations = relations;
	return 0;
}

const struct relation *
relation_of_kind(const struct relations *relations, const char *kind)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->list[i].kind, kind) == 0)
			return &relations->list[i];
	return NULL;
}

const struct relation *
relation_with_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->list[i].id, id) == 0)
			return &relations->list[i];
	return NULL;
}
