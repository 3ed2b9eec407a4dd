/* The register of elections; what happens in one is the procedure's (party/election.h), not the form's. */
#include "registry/kind.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct choice forms[] = {
	{FORM_MEMBERS_OFFICERS, "members_officers", {"不设委员会的支部直接选举书记", "branch without a committee"}},
	{FORM_BRANCH_COMMITTEE, "branch_committee", {"党员大会选举支部、总支部委员会", "branch or general-branch committee"}},
	{FORM_COMMITTEE_MEETING, "committee_meeting", {"党员大会选举党的委员会", "primary committee by general meeting"}},
	{FORM_COMMITTEE_CONGRESS, "committee_congress", {"党员代表大会选举党的委员会", "primary committee by congress"}},
	{0},
};

const struct choice election_causes[] = {
	{CAUSE_TERM_END, "term_end", {"换届选举", "re-election at term end"}},
	{CAUSE_FIRST, "first", {"成立后首次选举", "first election"}},
	{CAUSE_VACANCY, "vacancy", {"补选", "by-election"}},
	{0},
};

static const struct choice states[] = {
	{ELECTION_PREPARING, "preparing", {"筹备", "in preparation"}},
	{ELECTION_MEETING, "meeting", {"大会进行", "meeting opened"}},
	{ELECTION_VOTED, "voted", {"已有选举结果", "result announced"}},
	{ELECTION_CLOSED, "closed", {"已办结", "closed"}},
	{ELECTION_CANCELLED, "cancelled", {"已终止", "cancelled"}},
	{0},
};

static const struct field election_fields[] = {
	{"body", {"党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-2.1",
	 .refers = "body"},
	{"form", {"选举形式", "Form"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-4.1", .choices = forms},
	{"cause", {"事由", "Cause"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-3.1", .choices = election_causes},
	{"meeting", {"大会日期", "Day of the meeting"}, FIELD_DAY, SHOW_LIST | SHOW_SORT | REQUIRED, "ELEC-32.1"},
	{"state", {"状态", "State"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-36.2", .choices = states},
	{"term", {"届满的届次", "Term that ends"}, FIELD_REF, 0, "ELEC-3.1", .refers = "term"},
	{"years", {"新一届任期年数", "Years of the new term"}, FIELD_INT, 0, "A-5", .max = 10},
	{"dispersed", {"所辖范围分散", "Members are dispersed"}, FIELD_BOOL, 0, "ELEC-4.2"},
	{"corrects", {"更正的选举", "Corrects"}, FIELD_REF, 0, "ELEC-36.2", .refers = "election"},
};

_Static_assert(ELECTION_VOTED == 3 && ELECTION_CANCELLED == 5, "the conditions' numbers are these");

static const struct facet_word stage_words[] = {
	{"running", {"正在办理", "under way"}, "r.state in (1, 2, 3)"},
	{"ended", {"已办结、已终止", "closed or cancelled"}, "r.state in (4, 5)"},
	{0},
};

static const struct facet election_facets[] = {
	{"stage", {"办理阶段", "Stage"}, "ELEC-36.2", stage_words},
	{0},
};

const struct kind election_kind = {
	.name = "election", .path = "elections", .label = {"选举", "Election"}, .plural = {"选举", "Elections"},
	.fields = election_fields, .field_count = COUNT(election_fields), .order = "-meeting",
	.since_label = {"启动日期", "Begun on"}, .until_label = {"办结日期", "Closed on"},
	.anchor = ANCHOR_BODY, .facets = election_facets, .procedure = true,
	.read = ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER | ROLE_INSPECTOR,
	.write = ROLE_BRANCH | ROLE_CLERKS,
	.clause = "ELEC-36.2",
	.purpose = {"依规组织选举，留存可供检查的资料", "to hold elections by the Regulations and keep the evidence"},
	.basis = {"基层组织选举工作条例", "Regulations on election work of primary-level organizations"},
	.keeper = {"进行选举的党组织", "the body that elects"},
	.retention = {"本届任期届满后再保留一届；到期删除名册和未当选人姓名，选举结果长期保存",
	              "its term and one more; then roll and names of those not elected are erased, the result stays"},
	.recipients = {"本组织及其上级党组织、巡察人员", "the body itself, its higher organizations and inspectors"},
};
