#include "web/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/input.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/visit.h"

#define LABELS_KEPT 512 /* a page shows fewer; a longer export looks up again */

struct labels {
	const struct request *request;
	struct arena *arena;
	bool links;
	struct {
		const struct kind *kind;
		int64_t id;
		struct label label;
	} kept[LABELS_KEPT];
};

struct labels *
labels_new(const struct request *request, struct arena *arena, bool links)
{
	struct labels *labels = ARENA_NEW(request->arena, struct labels);

	if (!labels)
		return NULL;
	labels->request = request;
	labels->arena = arena;
	labels->links = links;
	return labels;
}

const struct request *
labels_request(const struct labels *labels)
{
	return labels->request;
}

void
labels_forget(struct labels *labels)
{
	memset(labels->kept, 0, sizeof labels->kept);
	arena_reset(labels->arena);
}

/* Whether the reader may open a record's page, judged as the page itself will do. */
static int
may_open(const struct labels *labels, const struct kind *kind, int64_t id, bool *ret_may)
{
	const struct request *request = labels->request;
	const struct visit *visit = visit_of(request);
	struct record place = {.kind = kind, .id = id, .since = visit->as_of, .until = DAY_OPEN};
	struct record *record = &place;
	int status = 0;

	*ret_may = false;
	if (!labels->links || !(visit->roles & kind->read))
		return 0;
	/* Where it hangs stands in its fields, unless it is a node or a person itself. */
	if (kind->anchor != ANCHOR_SELF && kind->anchor != ANCHOR_PERSON)
		status = record_get(visit->db, labels->arena, kind, id, visit->as_of, &record);
	if (status == 0)
		status = access_read(visit->db, labels->arena, &visit->actor, record, request->today);
	*ret_may = status == 0;
	return status == FAIL_FORBIDDEN || status == FAIL_NOT_FOUND ? 0 : status;
}

static int
look_up(const struct labels *labels, const struct kind *kind, int64_t id, struct label *label)
{
	const struct request *request = labels->request;
	const struct visit *visit = visit_of(request);
	const char *path;
	bool may = false;
	int status = ref_words(visit->db, labels->arena, kind, id, visit->as_of, request->lang, &label->text);
	if (status == 0 && !label->text)
		status = FAIL_MEMORY;
	if (status == 0)
		status = may_open(labels, kind, id, &may);
	if (status < 0 || !may)
		return status;
	path = record_address(labels->arena, kind, id);
	label->href = path ? link_to(request, path, NULL, 0) : NULL;
	return label->href ? 0 : FAIL_MEMORY;
}

int
label_of(struct labels *labels, const struct kind *kind, int64_t id, struct label *ret_label)
{
	size_t at = (size_t)id % LABELS_KEPT;
	struct label label = {0};
	int status;

	if (labels->kept[at].id != id || labels->kept[at].kind != kind) {
		status = look_up(labels, kind, id, &label);
		if (status < 0)
			return status;
		labels->kept[at].kind = kind;
		labels->kept[at].id = id;
		labels->kept[at].label = label;
	}
	*ret_label = labels->kept[at].label;
	return 0;
}

int
value_label(struct labels *labels, const struct field *field, const struct value *value,
            struct label *ret_label)
{
	const struct request *request = labels->request;
	struct label label = {0};

	if (value->type == VALUE_NULL) {
		*ret_label = label;
		return 0;
	}
	if (field->type == FIELD_REF)
		return label_of(labels, kind_find(field->refers), value->number, ret_label);
	label.text = field_text(labels->arena, field, value, request->lang,
	                        &visit_of(request)->installation->secret);
	if (!label.text)
		return FAIL_MEMORY;
	*ret_label = label;
	return 0;
}

const char *
who_text(const struct request *request, const char *name)
{
	static const char operator[] = "cli:";
	size_t len = sizeof operator - 1;

	if (strncmp(name, operator, len) != 0)
		return name;
	return arena_printf(request->arena, tr(request->lang, "%s at the command line"), name + len);
}
