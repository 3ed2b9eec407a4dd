/* Kinds about organizations: units, bodies, and how they hang together. */
#include "registry/kind.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NOTICE_ORGANIZATION(why_zh, why_en)                                                             \
	.purpose = {why_zh, why_en},                                                                           \
	.basis = {"党内法规规定的职责", "duty laid down by Party rules"},                          \
	.keeper = {"所属联合党委", "the joint committee it belongs to"},                           \
	.retention = {"长期；历史版本随本级档案保存", "permanent; past versions with the archive of the level"}, \
	.recipients = {"本组织及其上级党组织", "the organization itself and its higher Party organizations"}

static const struct choice categories[] = {
	{SOCIAL_GROUP, "1", {"社会团体", "social group"}},
	{PRIVATE_NON_ENTERPRISE, "2", {"民办非企业单位", "private non-enterprise unit"}},
	{FOUNDATION, "3", {"基金会", "foundation"}},
	{SOCIAL_INTERMEDIARY, "4", {"社会中介组织", "social intermediary"}},
	{COMMUNITY_ORGANIZATION, "5", {"城乡社区社会组织", "community organization"}},
	{0},
};

static const struct choice levels[] = {
	{LEVEL_CENTRAL, "nation", {"全国", "nation"}},
	{LEVEL_PROVINCE, "province", {"省", "province"}},
	{LEVEL_CITY, "city", {"市", "city"}},
	{LEVEL_COUNTY, "county", {"县", "county"}},
	{LEVEL_TOWNSHIP, "street", {"街道", "street or township"}},
	{0},
};

static const struct field unit_fields[] = {
	{"name", {"名称", "Name"}, FIELD_TEXT, SHOW_LIST | SHOW_SORT | SHOW_SEARCH | REQUIRED, "OPIN-2.3",
	 .with = "region, industry, category"},
	{"code", {"统一社会信用代码", "Unified social credit code"}, FIELD_CREDIT,
	 SHOW_LIST | SHOW_FILTER | SHOW_SORT | SHOW_SEARCH, "A-21",
	 .hint = {"18 位；在街道、社区备案的第五类组织可以没有", "18 characters; category 5 filed with a community may have none"}},
	{"category", {"类别", "Category"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | SHOW_SORT | REQUIRED, "OPIN-1.1",
	 .choices = categories},
	{"registration_level", {"登记级别", "Registration level"}, FIELD_CHOICE, SHOW_FILTER | REQUIRED, "OPIN-6.2",
	 .choices = levels},
	{"region", {"行政区划代码", "Region code"}, FIELD_REGION, SHOW_LIST | SHOW_FILTER | SHOW_SORT | REQUIRED, "A-22"},
	{"industry", {"行业", "Industry"}, FIELD_TEXT, SHOW_LIST | SHOW_FILTER | SHOW_SORT, "BJ-7", .max = 40},
	{"supervisory_unit", {"业务主管单位", "Supervisory unit"}, FIELD_TEXT, 0, "OPIN-6.5",
	 .hint = {"没有的留空", "leave empty where there is none"}},
	{"founded", {"成立日期", "Founded"}, FIELD_DAY, SHOW_SORT, "OPIN-11.4"},
	{"staff", {"从业人员数", "Staff"}, FIELD_INT, SHOW_LIST | SHOW_SORT | FIGURE, "OPIN-2.3", .max = 1000000},
	{"full_members", {"正式党员数", "Full members at work here"}, FIELD_INT, SHOW_LIST | SHOW_SORT | FIGURE, "OPIN-8.1",
	 .max = 1000000,
	 .hint = {"在本单位工作、组织关系在或可以转入本单位的正式党员", "full members who work here and whose relation is or could be here"}},
	{"probationary_members", {"预备党员数", "Probationary members at work here"}, FIELD_INT, FIGURE, "OPIN-2.3",
	 .max = 1000000},
	{"head", {"负责人", "Head"}, FIELD_TEXT, PERSONAL, "OPIN-6.3d", .max = 60},
	{"address", {"地址", "Address"}, FIELD_TEXT, 0, "OPIN-10.2",
	 .hint = {"联合组建按地址就近建议", "joint branches are proposed by nearness"}},
};

/*
 * Conditions of OPIN-8.1, 11.2 and 11.6 at the list's day $1.  Tallies count
 * by the same definitions (party/contribution.h): a unit has its own body
 * where one of its own is in force or coverage says so; coverage counts while
 * the body or mass organization that covers is in force.  An industry body
 * only guides (OPIN-9.1); where the members' relations are in it, the unit is
 * recorded as joint.
 */
#define LIVE(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"
#define COVERED_BY(modes) "exists (select 1 from coverage c join body b on b.id = c.body where c.unit = r.id and " \
	LIVE("c") " and c.mode in (" modes ") and " LIVE("b") ")"
#define OWN "(exists (select 1 from body o where o.unit = r.id and o.type in (3, 4, 5) and " LIVE("o") ") or " \
	COVERED_BY("1") ")"
#define JOINT COVERED_BY("2, 3")
#define MASS "exists (select 1 from coverage c join mass_org g on g.id = c.mass_org where c.unit = r.id and " \
	LIVE("c") " and c.mode = 5 and " LIVE("g") ")"
#define DISPATCHED "exists (select 1 from dispatch d where d.unit = r.id and " LIVE("d") ")"

/* The same by STANDING_OF_UNIT: cover, and 4 more where the unit is due. */
#define STANDS(values) .standing = "p.standing in (" values ")"
#define IS_DUE .field = "full_members", .least = 3

_Static_assert(FULL_MEMBERS_FOR_BODY == 3, "the conditions say so, too");

static const struct facet_word due_words[] = {
	{"due", {"应建", "due"}, "r.full_members >= 3", STANDS("4, 5, 6, 7"), IS_DUE},
	{"established", {"应建已建", "due and established"}, "r.full_members >= 3 and " OWN, STANDS("7"), IS_DUE},
	{"open", {"应建未建", "due, not established"}, "r.full_members >= 3 and not " OWN, STANDS("4, 5, 6"), IS_DUE},
	{0},
};

static const struct facet_word covered_words[] = {
	{"organization", {"组织覆盖", "covered by organization"}, "(" OWN " or " JOINT ")", STANDS("2, 3, 6, 7")},
	{"own", {"单独组建", "own body"}, OWN, STANDS("3, 7")},
	{"joint", {"联合、区域组建", "joint or regional body"}, "(" JOINT " and not " OWN ")", STANDS("2, 6")},
	{"work", {"工作覆盖", "covered by work"}, "(" OWN " or " JOINT " or " MASS " or " DISPATCHED ")",
	 STANDS("1, 2, 3, 5, 6, 7")},
	{"work_only", {"仅指导员、联络员或群团", "only by instructor, liaison or mass organization"},
	 "((" MASS " or " DISPATCHED ") and not (" OWN " or " JOINT "))", STANDS("1, 5")},
	{"none", {"未覆盖", "not covered"}, "not (" OWN " or " JOINT " or " MASS " or " DISPATCHED ")", STANDS("0, 4")},
	{0},
};

static const struct facet_word instructor_words[] = {
	{"yes", {"有指导员或联络员", "with instructor or liaison"}, DISPATCHED},
	{"no", {"没有指导员或联络员", "without instructor or liaison"}, "not " DISPATCHED},
	{0},
};

#define CHARTER_IN_FORCE "exists (select 1 from charter h where h.unit = r.id and h.has_article = 1 and " LIVE("h") ")"

static const struct facet_word charter_words[] = {
	{"yes", {"章程已写入党建", "charter has the article"}, CHARTER_IN_FORCE},
	{"no", {"章程未写入党建", "charter lacks the article"}, "not " CHARTER_IN_FORCE},
	{0},
};

#define LED "exists (select 1 from affiliation a where a.unit = r.id and a.relation = 1 and " LIVE("a") ")"

static const struct facet_word led_words[] = {
	{"yes", {"已明确领导关系", "with a leading organization"}, LED},
	{"no", {"没有领导关系", "without a leading organization"}, "not " LED},
	{0},
};

static const struct facet unit_facets[] = {
	{"led", {"领导关系", "Leadership"}, "OPIN-6.7", led_words},
	{"due", {"应建", "Due to establish"}, "OPIN-8.1", due_words},
	{"covered", {"覆盖", "Coverage"}, "OPIN-11.6", covered_words},
	{"instructor", {"指导员", "Instructor"}, "OPIN-11.2", instructor_words},
	{"charter", {"章程", "Charter"}, "OPIN-22.9", charter_words},
	{0},
};

/* What begins with the digits of a province or a city, in the order of names. */
static const struct index unit_indexes[] = {
	{"unit_province", "substr(region, 1, 2), name, id, since, until, industry, category", "ended is null"},
	{"unit_city", "substr(region, 1, 4), name, id, since, until", "ended is null"},
	{0},
};

const struct kind unit_kind = {
	.name = "unit", .path = "units",
	.label = {"社会组织", "Social organization"}, .plural = {"社会组织", "Social organizations"},
	.fields = unit_fields, .field_count = COUNT(unit_fields), .title = "name",
	.since_label = {"自", "From"}, .until_label = {"注销日期", "Closed on"},
	.anchor = ANCHOR_SELF, .facets = unit_facets, .indexes = unit_indexes, .by_province = true,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS,
	.clause = "OPIN-2.3",
	NOTICE_ORGANIZATION("掌握社会组织和党组织的基本情况，推动应建尽建", "to know organizations and bodies, so that those due are set up"),
};

static const struct choice body_types[] = {
	{COMPREHENSIVE_COMMITTEE, "comprehensive_committee", {"综合党委", "comprehensive committee"}},
	{JOINT_COMMITTEE, "joint_committee", {"联合党委", "joint committee"}},
	{COMMITTEE, "committee", {"党委", "committee"}},
	{GENERAL_BRANCH, "general_branch", {"党总支", "general branch"}},
	{BRANCH, "branch", {"党支部", "branch"}},
	{JOINT_BRANCH, "joint_branch", {"联合党支部", "joint branch"}},
	{TEMPORARY_BRANCH, "temporary_branch", {"临时党支部", "temporary branch"}},
	{REGIONAL_BODY, "regional_body", {"区域党组织", "regional body"}},
	{INDUSTRY_BODY, "industry_body", {"行业党组织", "industry body"}},
	{AGENCY, "agency", {"社会组织党建工作机构", "Party-building agency"}},
	{ORGANIZATION_DEPARTMENT, "organization_department", {"组织部", "organization department"}},
	{WORK_COMMITTEE, "work_committee", {"工作委员会", "work committee"}},
	{LEADING_GROUP, "leading_group", {"党组", "leading Party members' group"}},
	{DISCIPLINE_COMMISSION, "discipline_commission", {"纪律检查委员会", "discipline inspection commission"}},
	{0},
};

static const struct field body_fields[] = {
	{"name", {"名称", "Name"}, FIELD_TEXT, SHOW_LIST | SHOW_SORT | SHOW_SEARCH | REQUIRED, "OPIN-8.1"},
	{"type", {"类型", "Type"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | SHOW_SORT | REQUIRED, "OPIN-8.2",
	 .choices = body_types},
	{"unit", {"所属社会组织", "Of the social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-8.1",
	 .refers = "unit", .with = "type"},
	{"region", {"行政区划代码", "Region code"}, FIELD_REGION, SHOW_FILTER, "OPIN-5.1"},
	{"number", {"编号", "Number"}, FIELD_TEXT, SHOW_LIST | SHOW_SORT, "OPIN-2.3", .max = 40},
	{"document", {"批准文号", "Approval document"}, FIELD_TEXT, SHOW_LIST, "OPIN-8.1", .max = 60},
};

/* STANDING_OF_BODY with what is missing: of the types 2 … 13 a secretary, of 3 … 6 and 12 a term, 1, or both. */
#define NO_SECRETARY "26, 27, 30, 31, 34, 35, 38, 39, 42, 43, 46, 47, 50, 51, 54, 55, 62, 63, 66, 67, 70, 71"
#define NO_TERM "29, 31, 33, 35, 37, 39, 41, 43, 65, 67"

#define TERM_AT "t.body = r.id and " LIVE("t")
#define SECRETARY_AT "exists (select 1 from post p where p.body = r.id and p.position = 1 and " LIVE("p") ")"

/* Of a comprehensive committee, an agency, a department and a work committee no secretary is asked here. */
static const struct facet_word secretary_words[] = {
	{"yes", {"有书记", "with a secretary"}, SECRETARY_AT},
	{"no", {"缺书记", "without a secretary"}, "(r.type not in (1, 9, 10, 14) and not " SECRETARY_AT ")",
	 STANDS(NO_SECRETARY)},
	{0},
};

#define ENDS_WITHIN "exists (select 1 from term t where " TERM_AT " and t.due >= $1 and t.due <= $+)"
#define DUE_WITHIN "p.due >= $1 and p.due <= $+"

/* ELEC-3.1.  A term is asked of elected bodies only: not of organs, and never of a leading group (GRP-7). */
static const struct facet_word term_words[] = {
	{"overdue", {"逾期未换届", "overdue"},
	 "exists (select 1 from term t where " TERM_AT " and t.due < $1)", .standing = "p.due < $1"},
	{"in_six_months", {"半年内届满", "ends within six months"}, ENDS_WITHIN, .months = 6,
	 .standing = DUE_WITHIN},
	{"in_three_months", {"三个月内届满", "ends within three months"}, ENDS_WITHIN, .months = 3,
	 .standing = DUE_WITHIN},
	{"in_one_month", {"一个月内届满", "ends within a month"}, ENDS_WITHIN, .months = 1,
	 .standing = DUE_WITHIN},
	{"none", {"没有届次记录", "no term on record"},
	 "(r.type in (3, 4, 5, 6, 12) and not exists (select 1 from term t where " TERM_AT "))", STANDS(NO_TERM)},
	{0},
};

static const struct facet body_facets[] = {
	{"secretary", {"书记", "Secretary"}, "OPIN-17.2", secretary_words},
	{"term", {"届次", "Term"}, "ELEC-3.1", term_words},
	{0},
};

const struct kind body_kind = {
	.name = "body", .path = "bodies",
	.label = {"党组织", "Party organization"}, .plural = {"党组织", "Party organizations"},
	.fields = body_fields, .field_count = COUNT(body_fields), .title = "name",
	.since_label = {"成立日期", "Set up on"}, .until_label = {"撤销日期", "Abolished on"},
	.anchor = ANCHOR_SELF, .facets = body_facets,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS,
	.clause = "OPIN-8.1",
	NOTICE_ORGANIZATION("掌握社会组织和党组织的基本情况，推动应建尽建", "to know organizations and bodies, so that those due are set up"),
};

static const struct choice relations[] = {
	{LEADS, "leads", {"领导", "leads"}},
	{GUIDES, "guides", {"指导", "guides"}},
	{GUIDES_INTERNAL, "guides_internal", {"党组指导", "guides internally"}},
	{0},
};

static const struct field affiliation_fields[] = {
	{"superior", {"上级党组织", "Higher organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-6.7",
	 .refers = "body", .with = "relation, unit, body"},
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-6.7", .refers = "unit",
	 .with = "relation, superior"},
	{"body", {"下级党组织", "Lower organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "BJ-4", .refers = "body",
	 .with = "relation, superior"},
	{"relation", {"关系", "Relation"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-6.5",
	 .choices = relations},
	{"document", {"文号", "Document"}, FIELD_TEXT, SHOW_LIST, "OPIN-6.7", .max = 60,
	 .hint = {"接收一方的文件", "of the receiving side"}},
	{"former_document", {"原上级文号", "Former superior's document"}, FIELD_TEXT, 0, "OPIN-6.7", .max = 60,
	 .hint = {"转出一方的文件", "of the releasing side"}},
};

const struct kind affiliation_kind = {
	.name = "affiliation", .label = {"领导和指导关系", "Affiliation"},
	.plural = {"领导和指导关系", "Affiliations"},
	.fields = affiliation_fields, .field_count = COUNT(affiliation_fields),
	.since_label = {"起", "From"}, .until_label = {"止", "Last day"},
	.anchor = ANCHOR_UNIT_OR_BODY,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS,
	.clause = "OPIN-6.7",
	NOTICE_ORGANIZATION("理顺领导和指导关系，做到一日不断、一日不重", "to keep leadership without gap or overlap"),
};

static const struct choice modes[] = {
	{COVER_OWN, "own", {"单独", "own body"}},
	{COVER_JOINT, "joint", {"联合", "joint body"}},
	{COVER_REGIONAL, "regional", {"区域", "regional body"}},
	{COVER_INDUSTRY, "industry", {"行业", "industry body"}},
	{COVER_MASS, "mass", {"群团", "mass organization"}},
	{0},
};

static const struct field coverage_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-11.6",
	 .refers = "unit", .with = "mode, body, mass_org"},
	{"mode", {"方式", "Mode"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-11.6", .choices = modes},
	{"body", {"党组织", "Party organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-10.2", .refers = "body",
	 .with = "mode, unit"},
	{"mass_org", {"群团组织", "Mass organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-11.2",
	 .refers = "mass_org"},
	{"document", {"文号", "Document"}, FIELD_TEXT, 0, "OPIN-8.1", .max = 60},
};

const struct kind coverage_kind = {
	.name = "coverage", .label = {"组织和工作覆盖", "Coverage"}, .plural = {"组织和工作覆盖", "Coverage"},
	.fields = coverage_fields, .field_count = COUNT(coverage_fields),
	.since_label = {"开始日期", "From"}, .until_label = {"结束日期", "Last day"},
	.anchor = ANCHOR_UNIT,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS,
	.clause = "OPIN-11.6",
	NOTICE_ORGANIZATION("计算组织覆盖和工作覆盖", "to compute the two coverages"),
};

static const struct field charter_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-22.9",
	 .refers = "unit", .with = "has_article"},
	{"has_article", {"写入党建工作", "Has the Party-building article"}, FIELD_BOOL,
	 SHOW_LIST | SHOW_FILTER | REQUIRED, "OPIN-22.9"},
	{"article", {"条款", "Article"}, FIELD_TEXT, SHOW_LIST, "OPIN-22.9", .max = 40},
};

const struct kind charter_kind = {
	.name = "charter", .label = {"章程", "Charter"}, .plural = {"章程", "Charters"},
	.fields = charter_fields, .field_count = COUNT(charter_fields),
	.since_label = {"核准日期", "Adopted on"}, .until_label = {"止", "Last day"},
	.anchor = ANCHOR_UNIT,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS | ROLE_UNIT_OFFICE,
	.clause = "OPIN-22.9",
	NOTICE_ORGANIZATION("核对党建工作是否写入章程", "to see that the charter has the Party-building article"),
};

static const struct field pledge_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED, "BJ-9",
	 .refers = "unit"},
	{"document", {"编号", "Number"}, FIELD_TEXT, SHOW_LIST, "BJ-9", .max = 60},
};

const struct kind pledge_kind = {
	.name = "pledge", .label = {"党建工作承诺书", "Pledge"}, .plural = {"党建工作承诺书", "Pledges"},
	.fields = pledge_fields, .field_count = COUNT(pledge_fields),
	.since_label = {"签署日期", "Signed on"}, .until_label = {"止", "Last day"},
	.anchor = ANCHOR_UNIT,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS | ROLE_UNIT_OFFICE,
	.clause = "BJ-9",
	NOTICE_ORGANIZATION("登记前核对党建工作承诺", "to check the pledge before registration"),
};

static const struct choice mass_types[] = {
	{UNION, "union", {"工会", "trade union"}},
	{YOUTH_LEAGUE, "youth_league", {"共青团", "Communist Youth League"}},
	{WOMEN, "women", {"妇联", "women's federation"}},
	{OTHER_MASS, "other", {"其他群团", "other"}},
	{0},
};

static const struct field mass_org_fields[] = {
	{"name", {"名称", "Name"}, FIELD_TEXT, SHOW_LIST | SHOW_SORT | SHOW_SEARCH | REQUIRED, "MASS-1.1"},
	{"type", {"类型", "Type"}, FIELD_CHOICE, SHOW_LIST | SHOW_FILTER | REQUIRED, "MASS-1.1", .choices = mass_types},
	{"unit", {"所在社会组织", "Of the social organization"}, FIELD_REF, SHOW_LIST | SHOW_FILTER | REQUIRED,
	 "OPIN-4.6b", .refers = "unit"},
	{"body", {"领导它的党组织", "Led by"}, FIELD_REF, SHOW_LIST | SHOW_FILTER, "OPIN-4.6b", .refers = "body"},
};

const struct kind mass_org_kind = {
	.name = "mass_org", .label = {"群团组织", "Mass organization"}, .plural = {"群团组织", "Mass organizations"},
	.fields = mass_org_fields, .field_count = COUNT(mass_org_fields), .title = "name",
	.since_label = {"成立日期", "Set up on"}, .until_label = {"撤销日期", "Abolished on"},
	.anchor = ANCHOR_UNIT,
	.read = ROLE_BUSINESS, .write = ROLE_CLERKS | ROLE_UNIT_OFFICE,
	.clause = "OPIN-4.6b",
	NOTICE_ORGANIZATION("掌握单位内群团组织及其领导关系", "to know a unit's mass organizations and who leads them"),
};
