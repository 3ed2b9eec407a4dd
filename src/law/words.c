/* The words that facts and outputs are given in, as a person reads them; leaders and forms name themselves. */
#include <string.h>

#include "law/opinions.h"

static const struct {
	const char *word;
	struct bilingual label;
} words[] = {
	/* rounds of an election */
	{"formal", {"正式选举", "formal round"}},
	{"preliminary", {"预选", "preliminary round"}},
	{"by_election", {"补选", "by-election"}},
	{"separate", {"分别选举", "separate round"}},
	/* members */
	{"full", {"正式党员", "full member"}},
	{"probationary", {"预备党员", "probationary member"}},
	/* levels */
	{"township", {"乡镇", "township"}},
	{"county", {"县级", "county"}},
	{"city", {"市级", "city"}},
	{"province", {"省级", "province"}},
	{"central", {"中央", "central"}},
	/* terms and reports */
	{"current", {"任期内", "within its term"}},
	{"due_soon", {"即将届满", "due soon"}},
	{"due", {"已届满", "due"}},
	{"overdue", {"逾期", "overdue"}},
	{"open", {"尚未完成，仍在期内", "open, in time"}},
	{"complete", {"已完成", "complete"}},
	{"incomplete", {"未完成", "incomplete"}},
	/* who pays dues */
	{"wage", {"工资收入", "wage"}},
	{"pension", {"离退休费或养老金", "pension"}},
	{"farmer", {"农民", "farmer"}},
	{"student", {"学生", "student"}},
	{"unemployed", {"下岗失业人员", "unemployed"}},
	{"relief", {"依靠抚恤或救济生活", "living on relief"}},
};

struct bilingual
fact_word_label(const char *word)
{
	for (int leader = LEADER_NONE + 1; leader <= LEADER_AGENCY_PROVINCE; leader++)
		if (strcmp(leader_name((enum leader)leader), word) == 0)
			return leader_label((enum leader)leader);
	for (int form = FORM_NONE; form <= FORM_COMMITTEE; form++)
		if (strcmp(body_form_name((enum body_form)form), word) == 0)
			return body_form_label((enum body_form)form);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].label;
	return (struct bilingual){word, word};
}
