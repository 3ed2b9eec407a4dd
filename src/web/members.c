#include "web/members.h"

#include <string.h>

#include "base/fail.h"
#include "party/tally.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/page.h"
#include "web/reach.h"

/* ---- a list's columns ---- */

static const char *const fields[MEMBER_COLUMNS - 1] = {"category", "joined", "converted"};

void
member_columns(enum lang lang, struct column_view columns[MEMBER_COLUMNS])
{
	for (size_t i = 0; i < MEMBER_COLUMNS - 1; i++) {
		const struct field *field = &membership_kind.fields[field_index(&membership_kind, fields[i])];

		columns[i] = (struct column_view){.label = in_lang(field->label, lang), .kind = field_cell(field)};
	}
	columns[MEMBER_COLUMNS - 1] = (struct column_view){.label = in_lang(membership_kind.since_label, lang),
	                                                   .kind = CELL_DAY};
}

STATEMENT(membership_of, "select id from membership where person = $1 and ended is null and since <= $2"
                         " and until > $2 limit 1");

int
member_cells(struct labels *labels, int64_t person, struct cell_view cells[MEMBER_COLUMNS])
{
	const struct request *request = labels_request(labels);
	const struct visit *visit = visit_of(request);
	struct record *membership;
	int64_t id = 0;
	int status = db_number(visit->db, membership_of, ARGS(INT(person), INT(visit->as_of)), &id);

	if (status < 0 || id == 0)
		return status;
	status = record_get(visit->db, request->arena, &membership_kind, id, visit->as_of, &membership);
	for (size_t i = 0; i < MEMBER_COLUMNS - 1 && status == 0; i++)
		status = value_cell(labels, &membership_kind.fields[field_index(&membership_kind, fields[i])],
		                    record_value(membership, fields[i]), &cells[i]);
	if (status == 0)
		cells[MEMBER_COLUMNS - 1] = cell_day(membership->since);
	return status;
}

/* ---- numbers alone ---- */

struct figure_view
member_figure(const struct request *request, const char *label, int64_t number, const char *path)
{
	bool own = actor_may(&visit_of(request)->actor, ROLE_MEMBER | ROLE_BRANCH, path);
	bool small = !own && number > 0 && number < SMALL_GROUP;

	return (struct figure_view){.label = label, .number = number,
	                            .text = small ? tr(request->lang, "fewer than 5") : NULL};
}

int
show_member_numbers(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, in_lang(person_kind.plural, lang));
	const char *why = tr(lang, "Above the branch members are a number; a record opens by case, with a reason.");
	const struct fact_view rule = {.label = tr(lang, "Why names do not stand here"), .clause = "DP-12",
	                               .value = cell_text(why)};
	const struct section_view section = {.title = tr(lang, "Access"), .facts = &rule, .fact_count = 1};
	const struct button_view find = {.label = tr(lang, "Find a person"), .href = {"/members/find"}};
	struct reach reach;
	struct figures counted;
	int status = page && page_takes_day(page) == 0
	                     ? reach_of(request, ROLE_CLERKS | ROLE_INSPECTOR, &reach) : FAIL_MEMORY;

	if (status == 0)
		status = figures_of(visit->db, request->arena, reach.node, visit->as_of, &counted);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name;
	response->status = 403;
	view_record(&html, &(struct record_view){
		.page = &page->view, .sections = &section, .section_count = 1,
		.buttons = &find, .button_count = visit_may_open(request, find.href.path),
		.figures_title = tr(lang, "Figures"), .figure_count = 2,
		.figures = (struct figure_view[]){
			member_figure(request, tr(lang, "Full members"), counted.full, reach.today),
			member_figure(request, tr(lang, "Probationary members"), counted.probationary, reach.today),
		},
	});
	return 0;
}
