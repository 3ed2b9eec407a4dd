/* The register of matters: what went up for approval or for the record, or down as a notice, and how it stands. */
#include "registry/kind.h"
#include "registry/matters.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct choice kinds_of_matter[] = {
	{POSTPONE_TERM, "postpone-term", {"延期换届", "postponing a re-election"}},
	{SET_UP_BODY, "set-up-body", {"设立党组织", "setting up a Party organization"}},
	{SET_UP_LARGE_COMMITTEE, "set-up-large-committee", {"设立党委（大型社会组织）", "setting up the committee of a large organization"}},
	{SET_UP_SUB_BRANCH, "set-up-sub-branch", {"设立下属党组织", "setting up an organization under a committee or general branch"}},
	{SET_UP_JOINT_BRANCH, "set-up-joint-branch", {"联合设立党支部", "setting up a joint branch"}},
	{SET_UP_REGIONAL_BODY, "set-up-regional-body", {"设立区域党组织", "setting up a regional body"}},
	{SET_UP_INDUSTRY_BODY, "set-up-industry-body", {"设立行业党组织", "setting up an industry body"}},
	{SET_UP_TEMPORARY_BRANCH, "set-up-temporary-branch", {"设立临时党支部", "setting up a temporary branch"}},
	{CHANGE_BODY_FORM, "change-body-form", {"改设党组织形式", "changing the form of a Party organization"}},
	{MERGE_BODIES, "merge-bodies", {"合并党组织", "merging Party organizations"}},
	{SPLIT_BODY, "split-body", {"分设党组织", "splitting a Party organization"}},
	{ABOLISH_BODY, "abolish-body", {"撤销党组织", "abolishing a Party organization"}},
	{UNIT_CHANGED, "unit-changed", {"变更及调整党组织", "change of a social organization"}},
	{UNITS_MERGED, "units-merged", {"合并及调整党组织", "merger of a social organization into another"}},
	{UNIT_SPLIT, "unit-split", {"分立及调整党组织", "split of a social organization"}},
	{UNIT_CLOSED, "unit-closed", {"注销及撤销党组织", "closing of a social organization"}},
	{POSTS_CHANGED, "posts-changed", {"党务干部变动", "change of Party posts"}},
	{HEAD_CHECK, "head-check", {"负责人人选审核", "prior check of a proposed head"}},
	{JOINT_PROPOSAL, "joint-proposal", {"联合组建党支部的建议", "proposal of a joint branch"}},
	{REELECTION_REMINDER, "reelection-reminder", {"换届提醒", "reminder of a re-election"}},
	{ELECTION_CONGRESS, "election-congress", {"召开党员代表大会", "holding a congress"}},
	{ELECTION_DELEGATES, "election-delegates", {"代表名额", "number of delegates"}},
	{HOLD_ELECTION, "election-meeting", {"召开换届选举大会", "holding the election meeting"}},
	{ELECTION_CANDIDATES, "election-candidates", {"候选人预备人选", "prospective candidates"}},
	{ELECTION_EXCLUSIONS, "election-exclusions", {"不计算在应到会人数内的党员", "exclusions from those who should attend"}},
	{ELECTED_MEMBERS, "elected-members", {"当选委员名单", "elected members"}},
	{ELECTED_OFFICERS, "elected-officers", {"当选书记、副书记、常委", "elected officers"}},
	{ADVANCE_TERM, "advance-term", {"提前换届", "advancing a re-election"}},
	{0},
};

static const struct choice natures[] = {
	{FOR_APPROVAL, "approval", {"请示", "for approval"}},
	{FOR_THE_RECORD, "record", {"备案报告", "for the record"}},
	{NOTICE, "notice", {"通知", "notice"}},
	{0},
};

static const struct choice states[] = {
	{MATTER_DRAFT, "draft", {"草稿", "draft"}},
	{MATTER_SUBMITTED, "submitted", {"已报送", "submitted"}},
	{MATTER_RETURNED, "returned", {"退回补正", "returned to amend"}},
	{MATTER_APPROVED, "approved", {"已批准", "approved"}},
	{MATTER_REFUSED, "refused", {"不予批准", "refused"}},
	{MATTER_FILED, "filed", {"已存档", "filed"}},
	{MATTER_WITHDRAWN, "withdrawn", {"已撤回", "withdrawn"}},
	{MATTER_CLEARED, "no_objection", {"无异议", "no objection"}},
	{MATTER_OBJECTED, "objection", {"有异议", "objection"}},
	{0},
};

static const struct field matter_fields[] = {
	{"title", {"标题", "Title"}, FIELD_TEXT, SHOW_LIST | SHOW_SEARCH | SHOW_SORT | REQUIRED, "A-23"},
	{"kind", {"事项", "Matter"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-6.3f",
	 .choices = kinds_of_matter},
	{"nature", {"性质", "Nature"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "A-23", .choices = natures},
	{"state", {"状态", "State"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-6.3f", .choices = states},
	{"body", {"报送单位", "From"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-6.7",
	 .refers = "body"},
	{"unit", {"有关社会组织", "Social organization concerned"}, FIELD_REF, SHOW_FILTER, "OPIN-8.1",
	 .refers = "unit"},
	{"addressee", {"受理党组织", "To the Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-6.7",
	 .refers = "body"},
	{"submitted", {"报送日期", "Submitted on"}, FIELD_DAY, SHOW_LIST | SHOW_SORT, "OPIN-6.3f"},
	{"latest", {"最晚报送日期", "Latest day to submit"}, FIELD_DAY, SHOW_SORT, "ELEC-32.2"},
	{"document", {"批复文号", "Document of the reply"}, FIELD_TEXT, SHOW_LIST | SHOW_SEARCH, "A-23", .max = 60},
	{"document_on", {"批复日期", "Date of the reply"}, FIELD_DAY, SHOW_SORT, "A-23"},
	{"effective", {"生效日期", "Effective from"}, FIELD_DAY, 0, "OPIN-8.6"},
	{"grounds", {"特殊情况说明", "Grounds for going on"}, FIELD_TEXT, PROSE, "ELEC-3.2b", .max = 500},
	{"remark", {"办理意见", "Remarks on it"}, FIELD_TEXT, PROSE, "OPIN-8.6", .max = 500},
	{"submitter", {"报送账号", "Account that submitted it"}, FIELD_TEXT, 0, "DP-12", .max = 200},
	{"previous", {"所更正的事项", "Matter it corrects"}, FIELD_REF, 0, "DP-13", .refers = "matter"},
	{"step", {"办理步骤", "Steps so far"}, FIELD_INT, REQUIRED, "DP-13"},
};

static const struct facet_word stage_words[] = {
	{"pending", {"未办结", "not answered yet"}, "r.state in (1, 2, 3)"},
	{"sent", {"已报送的", "submitted at some time"}, "r.state <> 1"},
	{"answered", {"已办结", "answered"}, "r.state in (4, 5, 6, 8, 9)"},
	{0},
};

static const struct facet matter_facets[] = {
	{"stage", {"办理阶段", "Stage"}, "OPIN-6.3f", stage_words},
	{0},
};

const struct kind matter_kind = {
	.name = "matter", .path = "matters", .label = {"请示、报告", "Request or report"},
	.plural = {"请示批复", "Requests and replies"},
	.fields = matter_fields, .field_count = COUNT(matter_fields), .title = "title", .order = "-submitted",
	.since_label = {"自", "From"}, .until_label = {"止", "Last day"},
	.anchor = ANCHOR_MATTER, .facets = matter_facets, .procedure = true,
	.read = ROLE_MEMBER | ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS | ROLE_INSPECTOR, .write = 0,
	.clause = "OPIN-6.3f",
	.purpose = {"请示有批复、报告有存档，办理过程可查", "that each request is answered, each report filed, and it can be seen how"},
	.basis = {"党内法规规定的职责", "duty laid down by Party rules"},
	.keeper = {"受理的党组织", "the organization it is addressed to"},
	.retention = {"长期；未获批准、已撤回和涉及人选的，文字满期删除",
	              "permanent; words of those refused, withdrawn or about candidates and posts go when their time is over"},
	.recipients = {"报送和受理的党组织及其上级，有关社会组织",
	               "the organizations it passes between and those above, and the organization concerned"},
};
