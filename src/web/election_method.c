/* The election method of each meeting, on the page of an election (ELEC-38.1). */
#include "base/fail.h"
#include "web/catalogue.h"
#include "web/election_page.h"
#include "web/table.h"

static void
fill_row(const struct shown_election *shown, const struct assembly *assembly, struct cell_view *cells)
{
	const struct election_method method = election_method(shown->election, assembly);
	bool adopted = election_step(shown->election, "method_adopted", assembly->id, 0) != NULL;

	cells[0] = cell_text(election_assembly_title(shown->lang, assembly));
	cells[1] = cell_text(in_lang(counting_ways[method.counting - COUNT_BALLOTS].label, shown->lang));
	cells[2] = cell_number(method.supervisors);
	cells[3] = cell_number(method.tellers);
	cells[4] = cell_badge(adopted ? tr(shown->lang, "adopted") : tr(shown->lang, "draft"), adopted ? TONE_GOOD : TONE_PLAIN);
	if (shown->runs && !assembly->opened)
		cells[0] = cell_link(cells[0].text, election_do(shown, "set-election-method", "assembly", assembly->id));
}

int
election_fill_method(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct election *election = shown->election;
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Assembly"), .clause = "ELEC-38.1"}, {.label = tr(shown->lang, "How ballots are counted")},
		{.label = tr(shown->lang, "Supervisors, at least"), .kind = CELL_NUMBER, .clause = "ELEC-22.1"},
		{.label = tr(shown->lang, "Tellers, at least"), .kind = CELL_NUMBER, .clause = "ELEC-23.1"}, {.label = tr(shown->lang, "State")},
	};
	struct table_maker table;
	int status = table_begin(shown->request->arena, tr(shown->lang, "Election method"), columns, 5, election->assembly_count, &table);

	for (size_t i = 0; i < election->assembly_count && status == 0; i++) {
		const struct assembly *assembly = &election->assemblies[i];

		if (assembly->kind == ASSEMBLY_MEMBERS || assembly->kind == ASSEMBLY_CONGRESS || assembly->kind == ASSEMBLY_UNIT)
			fill_row(shown, assembly, table_row(&table));
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Election method"), .table = table.view};
	return status;
}
