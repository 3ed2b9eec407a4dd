/* What an election is called in its papers: at the end of a term, the first of a body, or to fill a vacancy. */
#include "base/fail.h"
#include "print/election_lists.h"

/* "书记、副书记", "secretary and deputy secretary": all titles that are voted on, each once. */
static int
join_titles(struct arena *arena, const struct election_paper *paper, struct bilingual *ret_titles)
{
	struct bilingual titles = {"", ""};

	for (size_t i = 0; i < paper->contests.count && titles.zh && titles.en; i++) {
		const struct paper_contest *contest = &paper->contests.items[i];
		bool first = i == 0, last = i + 1 == paper->contests.count;

		titles.zh = arena_printf(arena, "%s%s%s", titles.zh, first ? "" : "、", contest->title.zh);
		titles.en = arena_printf(arena, "%s%s%s", titles.en, first ? "" : last ? " and " : ", ", contest->title.en);
	}
	*ret_titles = titles;
	return titles.zh && titles.en ? 0 : FAIL_MEMORY;
}

static struct bilingual
both(struct arena *arena, const char *zh, const char *en, struct bilingual with)
{
	return (struct bilingual){arena_printf(arena, zh, with.zh), arena_printf(arena, en, with.en)};
}

int
election_words(struct arena *arena, struct election_paper *paper)
{
	const struct bilingual committee = paper->committee;
	struct bilingual titles;
	int status = join_titles(arena, paper, &titles);

	if (status < 0)
		return status;
	paper->vacancy = paper->cause == CAUSE_VACANCY;
	paper->first = paper->cause == CAUSE_FIRST;
	if (paper->vacancy) {
		paper->occasion = (struct bilingual){"补选", "a by-election"};
		paper->elects = both(arena, "%s补选", "the by-election to the %s", committee);
		paper->result_of = both(arena, "%s补选", "the by-election to the %s", committee);
		paper->officers = both(arena, "%s负责人补选", "officers elected to the %s", committee);
		paper->task = both(arena, "补选%s", "to fill by election: %s", titles);
		return paper->elects.zh && paper->result_of.en && paper->officers.zh && paper->task.en ? 0 : FAIL_MEMORY;
	}
	paper->occasion = paper->first ? (struct bilingual){"选举", "its first election"}
	                               : (struct bilingual){"换届选举", "re-election"};
	if (paper->form == PAPER_MEMBERS_OFFICERS) {
		paper->elects = both(arena, "党支部%s", "%s of the Party branch", titles);
		paper->result_of = both(arena, "党支部%s选举", "the election of the %s of the Party branch", titles);
		paper->officers = both(arena, "党支部%s选举", "%s of the Party branch elected", titles);
		paper->task = both(arena, "选举产生党支部%s", "to elect the %s of the Party branch", titles);
	} else {
		const char *zh = paper->first ? "第一届%s" : "新一届%s", *en = paper->first ? "the first %s" : "the new %s";

		paper->elects = both(arena, zh, en, committee);
		paper->result_of = both(arena, "%s选举", "the election to %s", paper->elects);
		paper->officers = both(arena, "%s负责人选举", "officers elected to %s", paper->elects);
		paper->task = both(arena, "选举产生%s", "to elect %s", paper->elects);
	}
	return paper->elects.zh && paper->result_of.en && paper->officers.zh && paper->task.en ? 0 : FAIL_MEMORY;
}
