/* Kinds about persons.  Each field names the clause that needs it (DP-11); nothing else is kept. */
#include "registry/kind.h"

#include "law/elections.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NOTICE_PERSON_KEPT(why_zh, why_en, kept_zh, kept_en)                                        \
	.purpose = {why_zh, why_en},                                                              \
	.basis = {"党内法规规定的职责；个人信息保护法第十三条", "duty laid down by Party rules; PIPL art. 13"}, \
	.keeper = {"党员组织关系所在的党支部", "the branch in which the member's relation is"},    \
	.retention = {kept_zh, kept_en},                                                          \
	.recipients = {"本人、本支部书记和组织委员；上级只见人数，逐案说明理由方可查看",          \
	               "the person, the branch secretary and member for organization; above the branch a number only, a record by case and reason"}

/* How long is what party/retention.h carries out. */
#define NOTICE_PERSON(why_zh, why_en)                                                                       \
	NOTICE_PERSON_KEPT(why_zh, why_en,                                                                  \
	                   "组织关系存续期间；结束后，身份号码、出生日期和姓名按设置的年限先后删除，任过职的姓名随届次保存", \
	                   "while the relation lasts; then resident ID, date of birth and name are erased after the years " \
	                   "that are set; of those who held a post the name stays")

static const struct field person_fields[] = {
	{"name", {"姓名", "Name"}, FIELD_TEXT, SHOW_LIST | REQUIRED | PERSONAL, "ELEC-5.1", .max = 60},
	{"resident_id", {"公民身份号码", "Resident ID"}, FIELD_RESIDENT, PERSONAL | SENSITIVE, "A-22"},
	{"birth", {"出生日期", "Date of birth"}, FIELD_DAY, PERSONAL | SENSITIVE, "A-11"},
};

const struct kind person_kind = {
	.name = "person", .path = "members", .label = {"人员", "Person"}, .plural = {"党员", "Members"},
	.fields = person_fields, .field_count = COUNT(person_fields), .title = "name",
	.since_label = {"自", "From"}, .until_label = {"止", "Last day"},
	.anchor = ANCHOR_PERSON, .persons = true,
	.read = ROLE_MEMBER | ROLE_BRANCH, .write = ROLE_BRANCH,
	.clause = "ELEC-5.1",
	NOTICE_PERSON("辨认党员，保障党员权利", "to identify members and safeguard their rights"),
};

static const struct choice member_categories[] = {
	{FULL_MEMBER, "full", {"正式", "full"}},
	{PROBATIONARY_MEMBER, "probationary", {"预备", "probationary"}},
	{0},
};

static const struct field membership_fields[] = {
	{"person", {"姓名", "Name"}, FIELD_REF, SHOW_LIST | REQUIRED | PERSONAL, "OPIN-15.8", .refers = "person"},
	{"body", {"所在党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-15.8",
	 .refers = "body", .with = "category"},
	{"category", {"类别", "Category"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-5.3",
	 .choices = member_categories},
	{"joined", {"入党日期", "Joined on"}, FIELD_DAY, SHOW_LIST | REQUIRED | PERSONAL, "A-11"},
	{"converted", {"转正日期", "Full member since"}, FIELD_DAY, SHOW_LIST | PERSONAL, "A-11"},
};

const struct kind membership_kind = {
	.name = "membership", .label = {"组织关系", "Organizational relation"},
	.plural = {"组织关系", "Organizational relations"},
	.fields = membership_fields, .field_count = COUNT(membership_fields),
	.since_label = {"组织关系开始日期", "Relation from"}, .until_label = {"组织关系结束日期", "Relation until"},
	.anchor = ANCHOR_BODY, .persons = true,
	.read = ROLE_MEMBER | ROLE_BRANCH, .write = ROLE_BRANCH,
	.clause = "OPIN-15.8",
	NOTICE_PERSON("严格组织关系管理，确定应到会人数", "to manage relations and derive who should attend"),
};

static const struct choice measures[] = {
	{PROBATION_WITHIN, "probation_within", {"留党察看", "probation within the Party"}},
	{SUSPENDED, "suspended", {"中止权利（留置或逮捕）", "rights suspended (custody or arrest)"}},
	{REMOVED_FROM_POST, "removed_from_post", {"免去、撤销职务", "removed from a post"}},
	{REMOVED_FROM_ROLL, "removed_from_roll", {"除名、开除党籍", "removed from the roll of members"}},
	{0},
};

static const struct choice attendances[] = {
	{1, "attended", {"到会", "attended"}},
	{2, "declined", {"通知后未到会", "was told and did not come"}},
	{3, "prevented", {"不能到会", "could not come"}},
	{0},
};

static const struct choice defences[] = {
	{1, "made", {"作了说明和申辩", "made"}},
	{2, "waived", {"放弃申辩", "waived"}},
	{0},
};

static const struct choice executions[] = {
	{1, "pending", {"尚未执行", "not begun"}},
	{2, "running", {"执行中", "under way"}},
	{3, "completed", {"执行完毕", "completed"}},
	{0},
};

static const struct choice reviews[] = {
	{REVIEW_PENDING, "pending", {"正在复查", "under review"}},
	{REVIEW_UPHELD, "upheld", {"维持", "upheld"}},
	{REVIEW_CHANGED, "changed", {"变更", "changed"}},
	{REVIEW_REVOKED, "revoked", {"撤销", "revoked"}},
	{0},
};

/* DP-23: what was said stays with the case's file on paper (DP-1); here stands that it was heard. */
static const struct field restriction_fields[] = {
	{"person", {"姓名", "Name"}, FIELD_REF, SHOW_LIST | REQUIRED | PERSONAL, "ELEC-5.2", .refers = "person"},
	{"body", {"所在党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-5.2",
	 .refers = "body"},
	{"measure", {"决定内容", "Decision"}, FIELD_CHOICE, SHOW_LIST | REQUIRED | PERSONAL, "ELEC-5.4", .choices = measures,
	 .hint = {"免职的，任职随登记结束；除名的，组织关系和任职一并结束", "a removal ends the post with it; from the roll, relation and posts"}},
	{"organ", {"作出决定的党组织", "Decided by"}, FIELD_TEXT, SHOW_LIST | REQUIRED | PERSONAL, "ELEC-5.4", .max = 100},
	{"document", {"决定文号", "Document"}, FIELD_TEXT, SHOW_LIST | REQUIRED | PERSONAL, "ELEC-5.4", .max = 60},
	{"restored", {"恢复权利之日", "Rights restored on"}, FIELD_DAY, SHOW_LIST | PERSONAL, "ELEC-5.2",
	 .hint = {"恢复党员权利的决定载明的日期；没有决定不填", "the day the decision names; empty while there is none"}},
	{"restoration_document", {"恢复决定文号", "Document of the restoration"}, FIELD_TEXT, PERSONAL, "ELEC-5.2", .max = 60},
	{"notified", {"告知本人日期", "Person told on"}, FIELD_DAY, PERSONAL, "DP-23",
	 .hint = {"处理所依据的事实和决定与本人见面的日期", "the day the person was told the facts and the decision"}},
	{"attendance", {"本人到会", "Person's attendance"}, FIELD_CHOICE, PERSONAL, "DP-23", .choices = attendances},
	{"defence", {"本人申辩", "Person's defence"}, FIELD_CHOICE, PERSONAL, "DP-23", .choices = defences,
	 .hint = {"只记是否申辩，内容存入案卷", "only whether it was made; its words stay with the case's file"}},
	{"appeal_to", {"申诉受理党组织", "Appeal goes to"}, FIELD_TEXT, PERSONAL, "DP-23", .max = 100},
	{"execution", {"执行情况", "Execution"}, FIELD_CHOICE, PERSONAL, "DP-23", .choices = executions},
	{"review", {"复查结果", "Review"}, FIELD_CHOICE, PERSONAL, "DP-23", .choices = reviews},
	{"review_document", {"复查决定文号", "Document of the review"}, FIELD_TEXT, PERSONAL, "DP-23", .max = 60},
};

const struct kind restriction_kind = {
	.name = "restriction", .label = {"对党员的处理决定", "Decision on a member"},
	.plural = {"对党员的处理决定", "Decisions on members"},
	.fields = restriction_fields, .field_count = COUNT(restriction_fields),
	.since_label = {"开始日期", "From"}, .until_label = {"最后一天", "Last day"},
	.anchor = ANCHOR_BODY, .persons = true,
	.read = ROLE_MEMBER | ROLE_BRANCH, .write = ROLE_BRANCH,
	.clause = "ELEC-5.2",
	NOTICE_PERSON_KEPT("按有权党组织的决定确定选举人名册，保障本人申辩和申诉",
	                   "to derive the roll from decisions of the organizations with authority; hearing and appeal",
	                   "权利恢复后（免职、除名自决定之日起）按设置的年限保存，到期整条删除",
	                   "for the years that are set after the rights were restored, or a removal was decided; then erased whole"),
};

const struct choice post_positions[] = {
	{SECRETARY, "secretary", {"书记", "secretary"}},
	{DEPUTY_SECRETARY, "deputy_secretary", {"副书记", "deputy secretary"}},
	{STANDING_MEMBER, "standing_member", {"常委", "standing-committee member"}},
	{COMMITTEE_MEMBER, "committee_member", {"委员", "committee member"}},
	{ORGANIZATION_MEMBER, "organization_member", {"组织委员", "member for organization"}},
	{PUBLICITY_MEMBER, "publicity_member", {"宣传委员", "member for publicity"}},
	{DISCIPLINE_MEMBER, "discipline_member", {"纪检委员", "member for discipline"}},
	{0},
};

static const struct choice origins[] = {
	{ELECTED, "elected", {"选举", "elected"}},
	{APPOINTED, "appointed", {"任命", "appointed"}},
	{0},
};

static const struct field post_fields[] = {
	{"body", {"党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-17.2",
	 .refers = "body", .with = "position"},
	{"person", {"姓名", "Name"}, FIELD_REF, SHOW_LIST | REQUIRED | PERSONAL, "OPIN-17.2", .refers = "person"},
	{"position", {"职务", "Position"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "A-3", .choices = post_positions},
	{"origin", {"产生方式", "How it arose"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-18.2",
	 .choices = origins},
	{"document", {"文号", "Document"}, FIELD_TEXT, SHOW_LIST, "OPIN-17.3", .max = 60},
};

const struct kind post_kind = {
	.name = "post", .label = {"任职", "Post"}, .plural = {"任职", "Posts"},
	.fields = post_fields, .field_count = COUNT(post_fields),
	.since_label = {"开始日期", "From"}, .until_label = {"结束日期", "Last day"},
	.anchor = ANCHOR_BODY, .persons = true,
	.read = ROLE_MEMBER | ROLE_BRANCH | ROLE_CLERKS | ROLE_INSPECTOR, .write = ROLE_BRANCH | ROLE_CLERKS,
	.clause = "OPIN-17.2",
	NOTICE_PERSON("掌握领导班子配备情况", "to know the leading team"),
};

static const struct field term_fields[] = {
	{"body", {"党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "ELEC-3.1",
	 .refers = "body", .with = "years, extended_to, due"},
	{"years", {"任期年数", "Years"}, FIELD_INT, SHOW_LIST | SHOW_FILTER | REQUIRED, "A-5", .max = 10},
	{"extended_to", {"延期至", "Postponed to"}, FIELD_DAY, SHOW_LIST, "ELEC-3.2b"},
	{"extension_document", {"延期批准文号", "Approval of the postponement"}, FIELD_TEXT, SHOW_LIST, "ELEC-3.2a",
	 .max = 60},
	{"due", {"应换届日期", "Re-election due"}, FIELD_DAY, SHOW_LIST | SHOW_SORT | COMPUTED, "ELEC-3.1",
	 .hint = {"由开始日期、任期和延期批复算出", "computed from start, years and approved postponement"}},
};

enum { AT_YEARS = 1, AT_EXTENDED_TO = 2, AT_DUE = 4 }; /* places in term_fields */

/* ELEC-3.1: start plus years, or the day named by the approved postponement. */
static void
derive_due(struct value *values, day_no first)
{
	const struct value *extended = &values[AT_EXTENDED_TO];

	values[AT_DUE] = extended->type == VALUE_INT
	        ? *extended : DAY(term_due(first, (int)values[AT_YEARS].number));
}

const struct kind term_kind = {
	.name = "term", .label = {"届次", "Term"}, .plural = {"届次", "Terms"},
	.fields = term_fields, .field_count = COUNT(term_fields),
	.since_label = {"开始日期", "From"}, .until_label = {"实际结束日期", "Ended on"},
	.anchor = ANCHOR_BODY, .derive = derive_due,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS,
	.clause = "ELEC-3.1",
	.purpose = {"按期换届提醒和督促", "to see that re-elections are on time"},
	.basis = {"党内法规规定的职责", "duty laid down by Party rules"},
	.keeper = {"所属联合党委", "the joint committee it belongs to"},
	.retention = {"长期", "permanent"},
	.recipients = {"本组织及其上级党组织", "the body itself and its higher organizations"},
};

static const struct choice dispatch_roles[] = {
	{INSTRUCTOR, "instructor", {"指导员", "instructor"}},
	{LIAISON, "liaison", {"联络员", "liaison"}},
	{0},
};

static const struct field dispatch_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-18.3",
	 .refers = "unit"},
	{"person", {"姓名", "Name"}, FIELD_REF, SHOW_LIST | REQUIRED | PERSONAL, "OPIN-18.3", .refers = "person"},
	{"role", {"身份", "Role"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-11.2", .choices = dispatch_roles},
	{"document", {"文号", "Document"}, FIELD_TEXT, SHOW_LIST, "OPIN-18.3", .max = 60},
};

const struct kind dispatch_kind = {
	.name = "dispatch", .label = {"指导员、联络员选派", "Dispatch"},
	.plural = {"指导员、联络员选派", "Instructors and liaisons"},
	.fields = dispatch_fields, .field_count = COUNT(dispatch_fields),
	.since_label = {"开始日期", "From"}, .until_label = {"结束日期", "Last day"},
	.anchor = ANCHOR_UNIT, .persons = true,
	.read = ROLE_BUSINESS & ~(unsigned)(ROLE_SUPERVISOR | ROLE_TELLER), .write = ROLE_CLERKS,
	.clause = "OPIN-18.3",
	NOTICE_PERSON("掌握指导员、联络员选派情况", "to know who is sent where"),
};
