#include "party/workbook_columns.h"

#include <string.h>

#include "base/text.h"
#include "sheet/write.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HEADER_MAX 128 /* bytes of a header as it is compared */

#define DATE_NOTE {"日期，如 2026-11-21、2026/11/21 或 2026年11月21日", "a date, such as 2026-11-21"}
#define LAST_NOTE {"最后一天；没有结束的留空", "the last day in force; empty where it has not ended"}
#define BODY_NOTE {"党组织名称；重名时写作“上级/本级”", "the name; where it is not unique, superior/name"}
#define ID_NOTE   {"18 位，单元格设为文本格式；只用于辨认本人，加密保存（DP-16）", \
                   "18 characters, the cell formatted as text; kept encrypted (DP-16)"}
#define ID_ALSO "身份证号|身份证号码|居民身份证号|居民身份证号码|ID number"

#define BODY_REF(clause_) {"body", {"党组织", "Party organization"}, FIELD_TEXT, 0, clause_, .max = 400}
#define PERSON_NAME {"name", {"姓名", "Name"}, FIELD_TEXT, PERSONAL, "ELEC-5.1", .max = 60}
#define PERSON_ID {"resident_id", {"公民身份号码", "Resident ID"}, FIELD_RESIDENT, PERSONAL | SENSITIVE, "A-22"}
#define SINCE(clause_) {"since", {"开始日期", "From"}, FIELD_DAY, 0, clause_}
#define LAST(zh, en, clause_) {"last", {zh, en}, FIELD_DAY, 0, clause_}

static const struct choice_word category_words[] = {
	{"社会服务机构", PRIVATE_NON_ENTERPRISE}, {"民非", PRIVATE_NON_ENTERPRISE},
	{"社团", SOCIAL_GROUP}, {"中介组织", SOCIAL_INTERMEDIARY},
	{"社区社会组织", COMMUNITY_ORGANIZATION}, {0},
};

/* A municipality directly under the centre counts as 市. */
static const struct choice_word level_words[] = {
	{"部", LEVEL_CENTRAL}, {"部/全国", LEVEL_CENTRAL}, {"全国性", LEVEL_CENTRAL}, {"国家", LEVEL_CENTRAL},
	{"部级", LEVEL_CENTRAL}, {"省级", LEVEL_PROVINCE}, {"自治区", LEVEL_PROVINCE}, {"市级", LEVEL_CITY},
	{"直辖市", LEVEL_CITY}, {"县级", LEVEL_COUNTY}, {"区", LEVEL_COUNTY}, {"区级", LEVEL_COUNTY},
	{"区县", LEVEL_COUNTY}, {"区县级", LEVEL_COUNTY}, {"乡镇", LEVEL_TOWNSHIP}, {"街道乡镇", LEVEL_TOWNSHIP},
	{"社区", LEVEL_TOWNSHIP}, {0},
};

static const struct book_column unit_columns[] = {
	[UNIT_NAME] = {{"名称", "Name"}, "社会组织名称|单位名称", &unit_kind, "name", .required = true,
	               .note = {"登记证书上的全称", "the full registered name"}, .example = "示例市家具行业协会"},
	[UNIT_CODE] = {{"统一社会信用代码", "Unified social credit code"}, "信用代码|code|Credit code", &unit_kind, "code",
	               .note = {"18 位；在街道、社区备案的第五类组织可以没有",
	                        "18 characters; category 5, filed with a community, may have none"},
	               .example = "51110105500000007E"},
	[UNIT_CATEGORY] = {{"类别", "Category"}, NULL, &unit_kind, "category", .required = true,
	                   .words = category_words,
	                   .note = {"五类之一，也可以写 1–5", "one of the five, or 1 to 5"}, .example = "社会团体"},
	[UNIT_LEVEL] = {{"登记级别", "Registration level"}, NULL, &unit_kind, "registration_level",
	                .required = true, .words = level_words,
	                .note = {"全国、省、市、县或街道；直辖市算市",
	                         "nation, province, city, county or street; a municipality directly under the centre is a city"},
	                .example = "市"},
	[UNIT_REGION] = {{"行政区划代码", "Region code"}, "region", &unit_kind, "region", .required = true,
	                 .note = {"6 位数字（GB/T 2260）", "six digits (GB/T 2260)"}, .example = "110105"},
	[UNIT_INDUSTRY] = {{"行业", "Industry"}, NULL, &unit_kind, "industry", .example = "家具"},
	[UNIT_SUPERVISORY] = {{"业务主管单位", "Supervisory unit"}, NULL, &unit_kind, "supervisory_unit",
	                      .note = {"没有的留空", "leave empty where there is none"}},
	[UNIT_FOUNDED] = {{"成立日期", "Founded"}, "成立登记日期", &unit_kind, "founded", .note = DATE_NOTE,
	                  .example = "2015-06-18"},
	[UNIT_STAFF] = {{"从业人员数", "Staff"}, "从业人员", &unit_kind, "staff", .example = "46"},
	[UNIT_FULL] = {{"正式党员数", "Full members"}, "full_members|Full members at work here", &unit_kind, "full_members",
	               .note = {"在本单位工作、组织关系在或可以转入本单位的正式党员",
	                        "full members who work here and whose relation is or could be here"},
	               .example = "3"},
	[UNIT_PROBATIONARY] = {{"预备党员数", "Probationary members"}, "probationary_members|Probationary members at work here",
	                       &unit_kind, "probationary_members", .example = "1"},
	[UNIT_HEAD] = {{"负责人", "Head"}, NULL, &unit_kind, "head"},
	[UNIT_ADDRESS] = {{"地址", "Address"}, NULL, &unit_kind, "address", .example = "示例路 8 号"},
	[UNIT_COMMITTEE] = {{"联合党委", "Joint committee"}, "所属联合党委|上级党组织",
	                    .own = {"superior", {"联合党委", "Joint committee"}, FIELD_TEXT, 0, "OPIN-6.7", .max = 400},
	                    .note = BODY_NOTE, .example = "第一联合党委"},
	[UNIT_PLEDGE] = {{"承诺书日期", "Pledge date"}, "Pledge signed on|pledge",
	                 .own = {"pledge", {"承诺书日期", "Pledge date"}, FIELD_DAY, 0, "BJ-9"}, .note = DATE_NOTE,
	                 .example = "2024-03-01"},
	[UNIT_CHARTER] = {{"章程写入党建日期", "Charter date"}, "charter|Party-building article since|Charter has the article since",
	                  .own = {"charter", {"章程写入党建日期", "Charter date"}, FIELD_DAY, 0, "OPIN-22.9"},
	                  .note = {"写入党建工作的章程的核准日期", "the day on which the charter with the Party-building article was adopted"},
	                  .example = "2024-03-01"},
	[UNIT_LED_SINCE] = {{"领导关系开始日期", "Affiliation since"}, "Affiliation start|Affiliation from",
	                    .own = {"led_since", {"领导关系开始日期", "Affiliation since"}, FIELD_DAY, 0, "OPIN-21.3"},
	                    .note = DATE_NOTE, .example = "2024-03-01"},
	[UNIT_LED_DOCUMENT] = {{"领导关系文号", "Affiliation document"}, NULL,
	                       .own = {"document", {"领导关系文号", "Affiliation document"}, FIELD_TEXT, 0, "OPIN-6.7", .max = 60}},
	[UNIT_CLOSED] = {{"注销日期", "Closed on"}, "closed", .own = LAST("注销日期", "Closed on", "OPIN-2.3"),
	                 .note = LAST_NOTE},
};

static const struct choice_word body_type_words[] = {
	{"支部", BRANCH}, {"党支部委员会", BRANCH}, {"总支", GENERAL_BRANCH}, {"总支部", GENERAL_BRANCH},
	{"党总支部", GENERAL_BRANCH}, {"联合支部", JOINT_BRANCH}, {"临时支部", TEMPORARY_BRANCH},
	{"党的委员会", COMMITTEE}, {"基层党委", COMMITTEE}, {"党建工作机构", AGENCY}, {"工委", WORK_COMMITTEE},
	{"党工委", WORK_COMMITTEE}, {"纪委", DISCIPLINE_COMMISSION}, {0},
};

static const struct book_column body_columns[] = {
	[BODY_NAME] = {{"名称", "Name"}, "党组织名称", &body_kind, "name", .required = true,
	               .example = "示例市家具行业协会党支部"},
	[BODY_TYPE] = {{"类型", "Type"}, "党组织类型", &body_kind, "type", .required = true, .words = body_type_words,
	               .example = "党支部"},
	[BODY_SUPERIOR] = {{"上级党组织", "Higher organization"}, "superior",
	                   .own = {"superior", {"上级党组织", "Higher organization"}, FIELD_TEXT, 0, "OPIN-6.7", .max = 400},
	                   .note = BODY_NOTE, .example = "第一联合党委"},
	[BODY_FOUNDED] = {{"成立日期", "Set up on"}, "Founded|Established|since", .required = true,
	                  .own = {"since", {"成立日期", "Set up on"}, FIELD_DAY, 0, "OPIN-8.1"}, .note = DATE_NOTE,
	                  .example = "2023-06-18"},
	[BODY_DOCUMENT] = {{"批准文号", "Approval document"}, "document", &body_kind, "document"},
	[BODY_UNIT] = {{"所属社会组织", "Social organization"}, "Of the social organization|unit",
	               .own = {"unit", {"所属社会组织", "Social organization"}, FIELD_TEXT, 0, "OPIN-8.1", .max = 240},
	               .note = {"名称或统一社会信用代码；只用于单位自己的党组织",
	                        "name or credit code; only for a body of the organization itself"},
	               .example = "示例市家具行业协会"},
	[BODY_NUMBER] = {{"编号", "Number"}, "党组织编号", &body_kind, "number"},
	[BODY_ABOLISHED] = {{"撤销日期", "Abolished on"}, "abolished", .own = LAST("撤销日期", "Abolished on", "OPIN-8.5b"),
	                    .note = LAST_NOTE},
};

static const struct choice coverage_modes[] = {
	{COVER_OWN, "own", {"单独", "own body"}},
	{COVER_JOINT, "joint", {"联合", "joint body"}},
	{COVER_REGIONAL, "regional", {"区域", "regional body"}},
	{COVER_INDUSTRY, "industry", {"行业", "industry body"}},
	{MODE_INSTRUCTOR, "instructor", {"指导员", "instructor"}},
	{MODE_LIAISON, "liaison", {"联络员", "liaison"}},
	{COVER_MASS, "mass", {"群团", "mass organization"}},
	{0},
};

static const struct choice_word mode_words[] = {
	{"单独组建", COVER_OWN}, {"联合组建", COVER_JOINT}, {"区域组建", COVER_REGIONAL}, {"行业组建", COVER_INDUSTRY},
	{"党建指导员", MODE_INSTRUCTOR}, {"党建工作指导员", MODE_INSTRUCTOR}, {"党建联络员", MODE_LIAISON},
	{"党建工作联络员", MODE_LIAISON}, {"群团组织", COVER_MASS}, {0},
};

static const struct book_column coverage_columns[] = {
	[COVERAGE_UNIT] = {{"社会组织", "Social organization"}, "社会组织名称|unit", .required = true,
	                   .own = {"unit", {"社会组织", "Social organization"}, FIELD_TEXT, 0, "OPIN-11.6", .max = 240},
	                   .note = {"名称或统一社会信用代码", "name or credit code"}, .example = "示例市家具行业协会"},
	[COVERAGE_MODE] = {{"方式", "Mode"}, "覆盖方式", .required = true, .words = mode_words,
	                   .own = {"mode", {"方式", "Mode"}, FIELD_CHOICE, 0, "OPIN-11.6", .choices = coverage_modes},
	                   .example = "单独"},
	[COVERAGE_BY] = {{"党组织或人员", "Party organization or person"}, "党组织|人员|党组织、人员|Body or person", .required = true,
	                 .own = {"by", {"党组织或人员", "Party organization or person"}, FIELD_TEXT, PERSONAL, "OPIN-11.2", .max = 400},
	                 .note = {"党组织名称（重名时写作“上级/本级”）；指导员、联络员写姓名；群团写群团组织名称",
	                          "the body (superior/name where not unique), the person's name, or the mass organization"},
	                 .example = "示例市家具行业协会党支部"},
	[COVERAGE_RESIDENT_ID] = {{"公民身份号码", "Resident ID"}, ID_ALSO, .own = PERSON_ID,
	                          .note = {"只用于指导员、联络员", "for instructors and liaisons only"}},
	[COVERAGE_SINCE] = {{"开始日期", "From"}, "since|Start date", .required = true, .own = SINCE("OPIN-11.6"), .note = DATE_NOTE,
	                    .example = "2023-06-18"},
	[COVERAGE_LAST] = {{"结束日期", "Last day"}, "End date|last", .own = LAST("结束日期", "Last day", "OPIN-11.6"), .note = LAST_NOTE},
};

static const struct choice_word member_category_words[] = {
	{"正式党员", FULL_MEMBER}, {"中共党员", FULL_MEMBER}, {"预备党员", PROBATIONARY_MEMBER},
	{"中共预备党员", PROBATIONARY_MEMBER}, {0},
};

static const struct book_column member_columns[] = {
	[MEMBER_NAME] = {{"姓名", "Name"}, NULL, .own = PERSON_NAME, .required = true, .example = "某某"},
	[MEMBER_RESIDENT_ID] = {{"公民身份号码", "Resident ID"}, ID_ALSO, .own = PERSON_ID, .note = ID_NOTE},
	[MEMBER_BIRTH] = {{"出生日期", "Date of birth"}, "出生年月日", &person_kind, "birth",
	                  .note = {"用于核对入党申请人的年龄（A-11）", "for the applicant's age (A-11)"}},
	[MEMBER_CATEGORY] = {{"类别", "Category"}, "人员类别|党员类别", &membership_kind, "category", .required = true,
	                     .words = member_category_words, .note = {"正式或预备", "full or probationary"},
	                     .example = "正式"},
	[MEMBER_JOINED] = {{"入党日期", "Joined on"}, "入党时间", &membership_kind, "joined", .required = true,
	                   .note = DATE_NOTE, .example = "2010-07-01"},
	[MEMBER_CONVERTED] = {{"转正日期", "Full member since"}, "转正时间", &membership_kind, "converted", .note = DATE_NOTE,
	                      .example = "2011-07-01"},
	[MEMBER_BODY] = {{"所在党组织", "Party organization"}, "所在党支部|body", .own = BODY_REF("OPIN-15.8"), .required = true,
	                 .note = BODY_NOTE, .example = "示例市家具行业协会党支部"},
	[MEMBER_SINCE] = {{"组织关系开始日期", "Relation from"}, "Relation since", .own = {"since", {"组织关系开始日期", "Relation from"}, FIELD_DAY, 0, "OPIN-15.8"},
	                  .note = DATE_NOTE, .example = "2018-03-01"},
	[MEMBER_LAST] = {{"组织关系结束日期", "Relation until"}, NULL, .own = LAST("组织关系结束日期", "Relation until", "OPIN-15.8"),
	                 .note = LAST_NOTE},
};

static const struct choice_word position_words[] = {
	{"支部书记", SECRETARY}, {"党支部书记", SECRETARY}, {"党总支书记", SECRETARY}, {"党委书记", SECRETARY},
	{"支部副书记", DEPUTY_SECRETARY}, {"党支部副书记", DEPUTY_SECRETARY}, {"党委副书记", DEPUTY_SECRETARY},
	{"常务委员", STANDING_MEMBER}, {"支部委员", COMMITTEE_MEMBER}, {"支委", COMMITTEE_MEMBER},
	{"党委委员", COMMITTEE_MEMBER}, {"纪律检查委员", DISCIPLINE_MEMBER}, {0},
};

static const struct book_column post_columns[] = {
	[POST_BODY] = {{"党组织", "Party organization"}, "所在党组织|body", .own = BODY_REF("OPIN-17.2"), .required = true,
	               .note = BODY_NOTE, .example = "示例市家具行业协会党支部"},
	[POST_NAME] = {{"姓名", "Name"}, NULL, .own = PERSON_NAME, .required = true, .example = "某某"},
	[POST_RESIDENT_ID] = {{"公民身份号码", "Resident ID"}, ID_ALSO, .own = PERSON_ID, .note = ID_NOTE},
	[POST_POSITION] = {{"职务", "Position"}, "党内职务", &post_kind, "position", .required = true, .words = position_words,
	                   .example = "书记"},
	[POST_SINCE] = {{"开始日期", "From"}, "任职日期|since|Start date", .own = SINCE("OPIN-17.2"), .required = true, .note = DATE_NOTE,
	                .example = "2023-06-18"},
	[POST_LAST] = {{"结束日期", "Last day"}, "End date|last", .own = LAST("结束日期", "Last day", "OPIN-17.2"), .note = LAST_NOTE},
	[POST_ORIGIN] = {{"产生方式", "How it arose"}, "origin|Origin", &post_kind, "origin", .required = true,
	                 .note = {"选举或任命", "elected or appointed"}, .example = "选举"},
	[POST_BIRTH] = {{"出生日期", "Date of birth"}, "出生年月日",
	                .own = {"birth", {"出生日期", "Date of birth"}, FIELD_DAY, PERSONAL | SENSITIVE, "DP-11"},
	                .note = {"只在同一党组织有同名人员又没有公民身份号码时填写，用于区分，不保存",
	                         "only where two of one name without resident ID are in one organization: tells them apart, is not kept"}},
};

static const struct book_column term_columns[] = {
	[TERM_BODY] = {{"党组织", "Party organization"}, "body", .own = BODY_REF("ELEC-3.1"), .required = true, .note = BODY_NOTE,
	               .example = "示例市家具行业协会党支部"},
	[TERM_SINCE] = {{"开始日期", "From"}, "since|Start date", .own = SINCE("ELEC-3.1"), .required = true, .note = DATE_NOTE,
	                .example = "2023-06-18"},
	[TERM_YEARS] = {{"任期年数", "Years"}, "任期", &term_kind, "years", .required = true,
	                .note = {"党支部、党总支一般 3，党委一般 5", "generally 3 for branches and general branches, 5 for committees"},
	                .example = "3"},
	[TERM_EXTENDED_TO] = {{"延期至", "Postponed to"}, NULL, &term_kind, "extended_to", .note = DATE_NOTE},
	[TERM_EXTENSION_DOCUMENT] = {{"延期批准文号", "Approval of the postponement"}, NULL, &term_kind, "extension_document",
	                             .note = {"同意延期的批复", "the reply that approves the postponement"}},
	[TERM_LAST] = {{"实际结束日期", "Ended on"}, "last", .own = LAST("实际结束日期", "Ended on", "ELEC-3.1"), .note = LAST_NOTE},
};

#define SHEET(zh, en, columns) {{zh, en}, columns, COUNT(columns)}

const struct book_sheet workbook_sheets[SHEETS] = {
	[SHEET_UNIT] = SHEET("社会组织", "Social organizations", unit_columns),
	[SHEET_BODY] = SHEET("党组织", "Party organizations", body_columns),
	[SHEET_COVERAGE] = SHEET("覆盖", "Coverage", coverage_columns),
	[SHEET_MEMBER] = SHEET("党员", "Members", member_columns),
	[SHEET_POST] = SHEET("任职", "Posts", post_columns),
	[SHEET_TERM] = SHEET("届次", "Terms", term_columns),
};

const struct field *
column_field(const struct book_column *column)
{
	return column->kind ? &column->kind->fields[field_index(column->kind, column->field)] : &column->own;
}

enum sheet
sheet_find(const char *name)
{
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++)
		if (strcmp(workbook_sheets[sheet].name.zh, name) == 0 ||
		    text_same_ascii(workbook_sheets[sheet].name.en, name))
			return sheet;
	return SHEETS;
}

/* --- headers -------------------------------------------------------------------- */

/* Letters in lower case, without blanks, underscores, marks, and what stands in brackets at the end. */
static void
plain_header(const char *header, size_t len, char out[HEADER_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < len && count + 1 < HEADER_MAX; i++) {
		char c = header[i];

		if (c == '(' && count > 0)
			break;
		if (strchr(" \t\n_*-.:?'", c))
			continue;
		out[count++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	out[count] = '\0';
}

static bool
same_header(const char *text, size_t len, const char *plain)
{
	char other[HEADER_MAX];

	plain_header(text, len, other);
	return strcmp(other, plain) == 0;
}

/* Whether one of the texts separated by | is the header. */
static bool
among(const char *texts, const char *plain)
{
	while (texts) {
		size_t len = strcspn(texts, "|");

		if (same_header(texts, len, plain))
			return true;
		texts = texts[len] ? texts + len + 1 : NULL;
	}
	return false;
}

int
column_find(const struct book_sheet *sheet, const char *header)
{
	char plain[HEADER_MAX];

	plain_header(header, strlen(header), plain);
	if (!*plain)
		return -1;
	for (size_t i = 0; i < sheet->count; i++) {
		const struct book_column *column = &sheet->columns[i];

		if (among(column->header.zh, plain) || among(column->header.en, plain))
			return (int)i;
	}
	for (size_t i = 0; i < sheet->count; i++)
		if (among(sheet->columns[i].also, plain) || among(column_field(&sheet->columns[i])->name, plain))
			return (int)i;
	return -1;
}

bool
header_is_personal(const char *header)
{
	static const char personal[] =
		"性别|民族|政治面貌|籍贯|出生地|学历|学位|毕业院校|专业|职称|婚姻状况|宗教信仰|健康状况|手机|手机号|手机号码|"
		"电话|联系电话|联系方式|家庭住址|住址|户籍|户籍地址|邮箱|电子邮箱|微信|照片|工作单位|家庭成员|收入|工资|"
		"sex|gender|ethnicity|nationality|political status|native place|education|degree|marital status|religion|"
		"health|mobile|phone|telephone|home address|email|photo|income";
	char plain[HEADER_MAX];

	plain_header(header, strlen(header), plain);
	return among(personal, plain);
}

bool
sheet_is_ours(const char *name)
{
	return strcmp(name, TABLE_CHOICES_SHEET) == 0 || strcmp(name, NOTES_SHEET_ZH) == 0 ||
	       text_same_ascii(name, NOTES_SHEET_EN);
}
