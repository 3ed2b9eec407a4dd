/* Who presides over each assembly, and a congress's presidium, on the page of an election (ELEC-20). */
#include "base/fail.h"
#include "web/catalogue.h"
#include "web/election_page.h"
#include "web/table.h"

static const char *
proposer_label(const struct presidium_member *member, enum lang lang)
{
	for (const struct choice *choice = presidium_proposers; choice->word; choice++)
		if (choice->number == member->proposer)
			return in_lang(choice->label, lang);
	return NULL;
}

static void
add_presidium(const struct shown_election *shown, struct table_maker *table)
{
	const struct election *election = shown->election;

	for (size_t i = 0; i < election->presidium_count; i++) {
		const struct presidium_member *member = &election->presidium[i];
		struct cell_view *cells = table_row(table);

		cells[0] = cell_link(member->name, shown->runs && !member->assembly->opened
		                     ? election_do(shown, "withdraw-presidium", "member", member->id) : NULL);
		cells[1] = cell_text(tr(shown->lang, "member of the presidium"));
		cells[2] = cell_text(election_assembly_title(shown->lang, member->assembly));
		cells[3] = cell_text(proposer_label(member, shown->lang));
	}
}

/* A chair is named while the assembly has not been opened; of a plenary that is once its members are elected. */
static size_t
add_buttons(const struct shown_election *shown, struct button_view *buttons)
{
	const struct election *election = shown->election;
	size_t count = 0;

	for (size_t i = 0; i < election->assembly_count && shown->runs; i++) {
		const struct assembly *assembly = &election->assemblies[i];

		if (assembly->opened || assembly->kind == ASSEMBLY_UNIT)
			continue;
		if (assembly->kind == ASSEMBLY_CONGRESS)
			buttons[count++] = (struct button_view){.label = tr(shown->lang, "Propose a delegate for the presidium"),
			                                        .href = {election_do(shown, "propose-presidium", "assembly", assembly->id)}};
		buttons[count++] = (struct button_view){
			.label = arena_printf(shown->request->arena, tr(shown->lang, "Name the chair: %s"), election_assembly_title(shown->lang, assembly)),
			.href = {election_do(shown, "name-chair", "assembly", assembly->id)},
		};
	}
	return count;
}

int
election_fill_chairs(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct election *election = shown->election;
	const struct column_view columns[] = {
		{.label = in_lang(person_kind.fields[field_index(&person_kind, "name")].label, shown->lang)},
		{.label = tr(shown->lang, "Office held"), .clause = "ELEC-20.1a"}, {.label = tr(shown->lang, "Assembly")},
		{.label = tr(shown->lang, "Proposed by"), .clause = "ELEC-20.2b"},
	};
	bool congress = election->form == FORM_COMMITTEE_CONGRESS;
	const char *title = congress ? tr(shown->lang, "Chairs and presidium") : tr(shown->lang, "Chairs");
	struct button_view *buttons = ARENA_ARRAY(shown->request->arena, 2 * election->assembly_count + 1, struct button_view);
	struct table_maker table;
	int status = buttons ? table_begin(shown->request->arena, title, columns, congress ? 4 : 3,
	                                   election->assembly_count + election->presidium_count, &table) : FAIL_MEMORY;

	for (size_t i = 0; i < election->assembly_count && status == 0; i++) {
		const struct assembly *assembly = &election->assemblies[i];
		struct cell_view *cells;

		if (!assembly->chair || assembly->kind == ASSEMBLY_UNIT)
			continue;
		cells = table_row(&table);
		cells[0] = cell_text(assembly->chair_name);
		cells[1] = cell_text(tr(shown->lang, "chair"));
		cells[2] = cell_text(election_assembly_title(shown->lang, assembly));
	}
	if (status < 0)
		return status;
	if (congress)
		add_presidium(shown, &table);
	*ret_view = (struct related_view){.title = title, .table = table.view, .buttons = buttons,
	                                  .button_count = add_buttons(shown, buttons)};
	return 0;
}
