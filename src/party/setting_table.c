/* The settings there are: one entry each, with its default and where that comes from. */
#include "party/setting.h"

#include <string.h>

#include "law/elections.h"
#include "law/instruments.h"
#include "law/opinions.h"
#include "party/accounts.h"
#include "party/election.h"
#include "party/factor.h"

#define PLACE (ROLE_CLERKS | ROLE_ADMINISTRATOR)
#define HIGHER (ROLE_COMPREHENSIVE_CLERK | ROLE_REGION_CLERK | ROLE_ADMINISTRATOR)

/* A face of official papers; which families are installed is a matter of the machine. */
#define FACE(name_, zh, en, families) { \
	name_, {zh, en}, SETTING_FAMILIES, {"", ""}, 0, 0, 0, families, "A-23", \
	{"公文格式规定字体，所用字库由本单位安装；从左到右取第一个已安装的。", \
	 "The format names the type; the files are the operator's to install. The first installed family is used."}, \
	ROLE_ADMINISTRATOR, true}

/* How long something is kept; shorter than the default only where the law leaves it (DP-14). */
#define KEEP(name_, zh, en, unit_, initial_, least_, most_, source_zh, source_en) { \
	name_, {zh, en}, SETTING_WHOLE, unit_, initial_, least_, most_, NULL, "DP-14", {source_zh, source_en}, ROLE_ADMINISTRATOR, true}

#define TERMS {"届", "terms"}
#define UNITS {"家", "organizations"}
#define MONTHS {"个月", "months"}
#define PERSONS {"人", "persons"}
#define YEARS {"年", "years"}

static const struct choice second_factor_choices[] = {
	{1, "none", {"不要求", "not demanded"}},
	{2, FACTOR_ADMINISTRATORS, {"系统管理员必须启用", "of administrators"}},
	{3, FACTOR_STAFF, {"系统管理员和各级工作人员必须启用", "of administrators and clerks"}},
	{0},
};

const struct setting_info setting_table[SETTINGS] = {
	[SETTING_JOINT_COMMITTEE_MIN] = {
		"joint_committee_min", {"联合党委联系社会组织数下限", "Organizations of a joint committee, at least"},
		SETTING_WHOLE, UNITS, JOINT_COMMITTEE_LEAST, 1, 10000, NULL, "BJ-6",
		{"来源只说约 50 家，没有硬性规定；默认范围 35 至 65 家为产品取值。",
		 "The source says about 50 and sets no hard rule; 35 to 65 is the product's default."}, HIGHER, false},
	[SETTING_JOINT_COMMITTEE_MAX] = {
		"joint_committee_max", {"联合党委联系社会组织数上限", "Organizations of a joint committee, at most"},
		SETTING_WHOLE, UNITS, JOINT_COMMITTEE_MOST, 1, 10000, NULL, "BJ-6",
		{"来源只说约 50 家，没有硬性规定；默认范围 35 至 65 家为产品取值。",
		 "The source says about 50 and sets no hard rule; 35 to 65 is the product's default."}, HIGHER, false},
	[SETTING_BEIJING_REGIONS] = {
		"beijing_regions", {"适用北京规则的行政区划", "Regions under the Beijing rules"},
		SETTING_REGIONS, {"", ""}, 0, 0, 0, "11", "BJ-9",
		{"登记先承诺只见于北京的做法，默认适用于行政区划代码以 11 开头的社会组织；其他地方采用的，在本级设置。",
		 "That registration needs a pledge is Beijing's practice: region codes that begin with 11; a place that adopts it sets "
		 "its own."}, HIGHER, false},
	[SETTING_REMINDER_FIRST] = {
		"reminder_first", {"换届第一次提醒", "First reminder of a re-election"},
		SETTING_WHOLE, MONTHS, TERM_SOON_MONTHS, 1, 24, NULL, "ELEC-3.1",
		{"来源没有规定提前多久提醒；默认届满前 6、3、1 个月为产品取值。",
		 "The sources do not say how early to remind; 6, 3 and 1 months are the product's default."}, PLACE, false},
	[SETTING_REMINDER_SECOND] = {
		"reminder_second", {"换届第二次提醒", "Second reminder of a re-election"},
		SETTING_WHOLE, MONTHS, 3, 1, 24, NULL, "ELEC-3.1",
		{"来源没有规定提前多久提醒；默认届满前 6、3、1 个月为产品取值。",
		 "The sources do not say how early to remind; 6, 3 and 1 months are the product's default."}, PLACE, false},
	[SETTING_REMINDER_THIRD] = {
		"reminder_third", {"换届第三次提醒", "Third reminder of a re-election"},
		SETTING_WHOLE, MONTHS, 1, 1, 24, NULL, "ELEC-3.1",
		{"来源没有规定提前多久提醒；默认届满前 6、3、1 个月为产品取值。",
		 "The sources do not say how early to remind; 6, 3 and 1 months are the product's default."}, PLACE, false},
	[SETTING_JOINT_BRANCH_UNITS] = {
		"joint_branch_units", {"联合党支部覆盖单位数上限", "Units of a joint branch, at most"},
		SETTING_WHOLE, UNITS, JOINT_BODY_UNITS, 2, 20, NULL, "A-2",
		{"支部工作的规定为“一般不超过 5 个”，“一般”留有余地。",
		 "The rules on branches say generally at most 5, and generally leaves room."}, PLACE, false},
	[SETTING_BRANCH_MEMBERS_MAX] = {
		"branch_members_max", {"党支部党员人数上限", "Members of a branch, at most"},
		SETTING_WHOLE, PERSONS, 50, 3, 500, NULL, "A-1",
		{"支部工作的规定为“一般不超过 50 人”，“一般”留有余地。",
		 "The rules on branches say generally at most 50, and generally leaves room."}, PLACE, false},
	[SETTING_BRANCH_COMMITTEE_MIN] = {
		"branch_committee_min", {"支部委员会人数下限", "Members of a branch committee, at least"},
		SETTING_WHOLE, PERSONS, 3, 3, 11, NULL, "A-3",
		{"支部委员会一般由 3 至 5 人组成。", "A branch committee generally has 3 to 5 members."}, PLACE, false},
	[SETTING_BRANCH_COMMITTEE_MAX] = {
		"branch_committee_max", {"支部委员会人数上限", "Members of a branch committee, at most"},
		SETTING_WHOLE, PERSONS, 7, 3, 11, NULL, "A-3",
		{"支部委员会一般不超过 7 人，“一般”留有余地。", "A branch committee generally has at most 7, and generally leaves room."},
		PLACE, false},
	[SETTING_COMMITTEE_YEARS] = {
		"committee_years", {"党委任期", "Term of a Party committee"},
		SETTING_WHOLE, YEARS, 5, 1, 5, NULL, "A-5",
		{"基层党委任期一般为 5 年。", "A committee generally has a term of 5 years."}, HIGHER, false},
	[SETTING_BRANCH_YEARS] = {
		"branch_years", {"党总支、党支部任期", "Term of a branch or general branch"},
		SETTING_WHOLE, YEARS, 3, 1, 5, NULL, "A-5",
		{"党总支、党支部任期一般为 3 年；村和社区为 5 年，另行计算。",
		 "Branches and general branches generally have 3 years; villages and communities 5, which is counted apart."},
		HIGHER, false},
	[SETTING_DEPUTY_MEMBERS_MIN] = {
		"deputy_members_min", {"配备专职副书记的党员人数", "Members from which a deputy secretary is advised"},
		SETTING_WHOLE, PERSONS, 0, 0, 10000, NULL, "OPIN-18.2",
		{"来源只说规模大、党员多的社会组织配备专职副书记，没有数字；默认 0，即不提示。建议值 100。",
		 "The source says large organizations with many members have one and gives no number; by default 0: not advised. "
		 "Suggested: 100."}, HIGHER, false, {"不提示", "not advised"}},
	[SETTING_ON_SCHEDULE] = {
		"on_schedule_window", {"任期届满前视为按期换届的期限", "An election is on schedule so long before the term ends"},
		SETTING_WHOLE, {"个月", "months"}, 3, 0, 12, NULL, "ELEC-3.2a",
		{"条例没有规定月数；在此期限内召开大会，不另作提前换届报批。默认 3 个月。",
		 "The Regulations name no number; a meeting within it needs no separate approval as advanced. 3 months by default."},
		HIGHER, false, {"", ""}},
	[SETTING_ROLL_DAYS] = {
		"roll_correction_days", {"选举人名册公布更正期限", "The roll is open to correction"},
		SETTING_WHOLE, {"个工作日", "working days"}, 3, 1, 30, NULL, "DP-19",
		{"来源没有规定天数；默认 3 个工作日为产品取值。", "The sources name no number of days; 3 working days are the product's default."},
		HIGHER, false, {"", ""}},
	[SETTING_TIGHT_DAYS] = {
		"election_tight_days", {"选举步骤临近提示", "A step of an election is marked as tight with fewer left than"},
		SETTING_WHOLE, {"天", "days"}, 7, 1, 60, NULL, "ELEC-32.1",
		{"来源没有规定；默认 7 天为产品取值，只影响提示。", "The sources name none; 7 days are the product's default and only mark the step."},
		HIGHER, false, {"", ""}},
	[SETTING_SUPERVISORS_LEAST] = {
		"vote_supervisors_min", {"监票人人数下限", "Vote supervisors of a meeting, at least"},
		SETTING_WHOLE, PERSONS, SUPERVISORS_LEAST, SUPERVISORS_LEAST, 50, NULL, "ELEC-22.1",
		{"条例要求设监票人，没有规定人数；默认 1 名，选举办法可以规定更多。",
		 "The Regulations demand vote supervisors and name no number; 1 by default, and an election method may name more."},
		HIGHER, false, {"", ""}},
	[SETTING_TELLERS_LEAST] = {
		"tellers_min", {"计票人人数下限", "Tellers of a meeting, at least"},
		SETTING_WHOLE, PERSONS, TELLERS_LEAST, TELLERS_LEAST, 50, NULL, "ELEC-23.1",
		{"条例没有规定人数；计票结果由两名计票人分别录入，故至少 2 名，选举办法可以规定更多。",
		 "The Regulations name no number; two tellers enter the count apart, so 2 at least, and an election method may name more."},
		HIGHER, false, {"", ""}},
	[SETTING_PUBLICITY_DAYS] = {
		"delegate_publicity_days", {"代表候选人初步人选公示天数", "The preliminary list of delegates is published for"},
		SETTING_WHOLE, {"天", "days"}, 0, 0, 30, NULL, "ELEC-10.2b",
		{"条例规定可以在一定范围公示，没有规定天数；默认 0，即不公示。",
		 "The Regulations allow a list to be published within a scope and name no days; by default 0: it is not."},
		HIGHER, false, {"不公示", "not published"}},
	[SETTING_CALENDAR] = {
		"calendar", {"节假日和调休上班日", "Holidays and make-up working days"},
		SETTING_YEAR, {"", ""}, 0, 0, 0, "", "A-12",
		{"按国务院办公厅每年的节假日通知录入；没有录入的年份只按周末推算，结果为暂定。",
		 "As the State Council's yearly notice says; a year without one is counted by weekends and the result is provisional."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_SESSION_IDLE] = {
		"session_idle", {"无操作自动退出", "A session ends without a request after"},
		SETTING_WHOLE, {"分钟", "minutes"}, SESSION_IDLE / 60, 5, 720, NULL, "DP-16",
		{"来源没有规定；默认值为产品取值，对此后登录的会话生效。",
		 "The sources do not say; the default is the product's. It holds for sessions begun from then on."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_SESSION_LIFE] = {
		"session_life", {"登录最长时间", "A session ends in any case after"},
		SETTING_WHOLE, {"小时", "hours"}, SESSION_LIFE / 3600, 1, 72, NULL, "DP-16",
		{"来源没有规定；默认值为产品取值，对此后登录的会话生效。",
		 "The sources do not say; the default is the product's. It holds for sessions begun from then on."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_TOKEN_DAYS] = {
		"token_days", {"接口令牌有效期（未填最后一天时）", "Life of an API token where no last day is named"},
		SETTING_WHOLE, {"天", "days"}, TOKEN_DAYS, 1, TOKEN_DAYS_MAX, NULL, "DP-16",
		{"来源没有规定；默认值为产品取值，对此后生成的令牌生效。",
		 "The sources do not say; the default is the product's. It holds for tokens made from then on."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_SECOND_FACTOR] = {
		FACTOR_SETTING, {"两步验证的要求", "A second factor is demanded"},
		SETTING_CHOICE, {"", ""}, 0, 0, 0, "none", "DP-16",
		{"来源没有规定；默认不要求，正式使用建议要求。要求之后，没有启用的账号登录后只能先启用。",
		 "The sources do not say; by default none, in real use all staff are advised. An account without one can then only set "
		 "one up."}, ROLE_ADMINISTRATOR, true, .choices = second_factor_choices},
	[SETTING_PRIVACY_OFFICER] = {
		"privacy_officer", {"个人信息保护负责人及联系方式", "Officer for personal data, and how to reach that person"},
		SETTING_WORDS, {"", ""}, 0, 0, 200, "", "DP-15",
		{"个人信息保护法第五十二条要求公开负责人的联系方式；由本单位填写，显示在“个人信息”页面。",
		 "PIPL 52 has the officer's contact made public; the operator's to fill in, shown on the page on personal data."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_REQUEST_DAYS] = {
		"request_days", {"个人信息请求的答复期限", "Days to answer a request about personal data"},
		SETTING_WHOLE, {"天", "days"}, 15, 1, 60, NULL, "DP-24",
		{"来源没有规定天数；默认 15 天为产品取值。", "The sources name no number of days; 15 is the product's default."},
		ROLE_ADMINISTRATOR, true},
	[SETTING_KEEP_IDENTIFIERS] = KEEP("keep_identifiers", "身份号码、出生日期保存期限",
		"Resident ID and date of birth are kept", YEARS, 2, 0, 30,
		"来源没有规定年限；默认在最后一项关系结束后保存 2 年，为产品取值。",
		"The sources name no period; by default 2 years after the last relation ends, the product's choice."),
	[SETTING_KEEP_NAMES] = KEEP("keep_names", "离开人员姓名保存期限", "Names of those who have left are kept", YEARS, 10, 0, 60,
		"来源没有规定年限；默认 10 年，比照介绍信存根，为产品取值。",
		"The sources name no period; by default 10 years, as stubs of letters of introduction, the product's choice."),
	[SETTING_KEEP_RESTRICTIONS] = KEEP("keep_restrictions", "对党员的处理决定保存期限", "Decisions on members are kept", YEARS,
		3, 0, 30, "来源没有规定年限；默认在权利恢复后保存 3 年，为产品取值。",
		"The sources name no period; by default 3 years after the rights were restored, the product's choice."),
	[SETTING_KEEP_ELECTIONS] = KEEP("keep_elections", "选举资料保存届数", "Election files are kept", TERMS, 2, 1, 5,
		"来源建议保存本届任期届满后再加一届；默认 2 届。", "The rulebook suggests the term and one more; by default 2 terms."),
	[SETTING_KEEP_REQUESTS] = KEEP("keep_requests", "个人信息请求保存期限", "Requests about data are kept", YEARS, 3, 3, 30,
		"个人信息处理记录至少保存三年；默认 3 年。", "Records of processing are kept three years at least; by default 3."),
	[SETTING_KEEP_VOICES] = KEEP("keep_voices", "党员意见建议保存期限", "Members' proposals and views are kept", YEARS, 2, 0, 30,
		"来源没有规定年限；默认答复后保存 2 年，为产品取值。",
		"The sources name no period; by default 2 years after the answer, the product's choice."),
	[SETTING_KEEP_APPLICATIONS] = KEEP("keep_applications", "未获批准、已撤回事项的文字保存期限",
		"Words of matters refused or withdrawn are kept", YEARS, 2, 0, 30,
		"来源建议未获批准的申请办结后保存 2 年；默认 2 年。",
		"The rulebook suggests 2 years after the closing of an application without success; by default 2."),
	[SETTING_KEEP_OPINIONS] = KEEP("keep_opinions", "涉及人选的请示报告的文字保存期限",
		"Words of matters about candidates and posts are kept", YEARS, 5, 1, 30,
		"来源建议人选审查意见保存一届任期；默认 5 年，即任期的上限。",
		"The rulebook suggests the term of the office; by default 5 years, the longest term."),
	[SETTING_PRINT_BODY] = FACE("print_body", "公文正文字体（仿宋）", "Type of official papers: body (FangSong)",
		"FangSong_GB2312; FangSong; 仿宋; STFangsong; Noto Serif CJK SC"),
	[SETTING_PRINT_HEADING] = FACE("print_heading", "公文一级标题字体（黑体）", "Type of official papers: first headings (SimHei)",
		"SimHei; 黑体; STHeiti; Noto Sans CJK SC"),
	[SETTING_PRINT_KAI] = FACE("print_kai", "公文二级标题字体（楷体）", "Type of official papers: second headings (KaiTi)",
		"KaiTi_GB2312; KaiTi; 楷体; STKaiti; AR PL UKai CN; Noto Serif CJK SC"),
	[SETTING_PRINT_TITLE] = FACE("print_title", "公文标题和版头字体（小标宋）", "Type of official papers: titles (XiaoBiaoSong)",
		"FZXiaoBiaoSong-B05S; 方正小标宋简体; Noto Serif CJK SC Bold"),
	[SETTING_PRINT_LATIN] = FACE("print_latin", "英文文书字体", "Type of papers in English",
		"Times New Roman; Liberation Serif; Noto Serif CJK SC"),
};

const struct setting_order setting_orders[] = {
	{SETTING_JOINT_COMMITTEE_MIN, SETTING_JOINT_COMMITTEE_MAX},
	{SETTING_REMINDER_SECOND, SETTING_REMINDER_FIRST},
	{SETTING_REMINDER_THIRD, SETTING_REMINDER_SECOND},
	{SETTING_BRANCH_COMMITTEE_MIN, SETTING_BRANCH_COMMITTEE_MAX},
	{SETTING_KEEP_IDENTIFIERS, SETTING_KEEP_NAMES},
};
const size_t setting_order_count = sizeof setting_orders / sizeof *setting_orders;

int
setting_find(const char *name)
{
	for (int i = 0; i < SETTINGS; i++)
		if (strcmp(setting_table[i].name, name) == 0)
			return i;
	return -1;
}

const struct setting_group setting_groups[] = {
	{SETTING_JOINT_COMMITTEE_MIN, {"联合党委和地方规则", "Joint committees and local rules"}},
	{SETTING_REMINDER_FIRST, {"换届提醒", "Reminders of re-elections"}},
	{SETTING_JOINT_BRANCH_UNITS, {"党组织规模和任期", "Sizes and terms"}},
	{SETTING_ON_SCHEDULE, {"选举和工作日", "Elections and working days"}},
	{SETTING_SESSION_IDLE, {"登录和访问令牌", "Signing in and tokens"}},
	{SETTING_PRIVACY_OFFICER, {"个人信息", "Personal data"}},
	{SETTING_PRINT_BODY, {"公文字体", "Type of official papers"}},
};
const size_t setting_group_count = sizeof setting_groups / sizeof *setting_groups;
