#include "case.h"

#include "base/arena.h"

#define NAMES(...) {(const struct paper_name[]){__VA_ARGS__}, \
	sizeof((const struct paper_name[]){__VA_ARGS__}) / sizeof(struct paper_name)}

/* Invented: twenty-five electors in the order of strokes. */
static const struct paper_name electors[] = {
	{"丁安宁"}, {"马文博"}, {"王立新"}, {"文静宜"}, {"方致远"}, {"田富"}, {"田大利"}, {"冯晓岚"}, {"吕明哲"},
	{"朱可心"}, {"任博远"}, {"江雨桐"}, {"孙启航"}, {"李若水"}, {"杨清源"}, {"吴佳禾"}, {"何向东"}, {"张知行"},
	{"陈望舒"}, {"林修远"}, {"欧阳澄"}, {"郑怀瑾"}, {"赵明远"}, {"洪景行"}, {"唐书言"},
};

static const struct paper_candidate committee[] = {
	{"王立新", "1979年3月", "2003年6月", {"行业协会秘书长", "-"},
	 .cv = "2001年参加工作，2003年6月入党。2015年起在行业协会工作，2019年任秘书长。2023年11月当选为支部委员会委员。",
	 .work = "牵头建立会员企业党员联系制度，每月组织一次主题党日；协调解决会员企业反映的问题四十余件。",
	 .strengths = "熟悉业务，办事公道，能联系群众。", .weaknesses = "理论学习不够系统。",
	 .support = 24, .yes = 22, .no = 0, .abstain = 0},
	{"文静宜", "1985年9月", "2008年12月", {"办公室主任", "-"},
	 .cv = "2007年参加工作，2008年12月入党。2016年起任办公室主任。",
	 .work = "负责组织生活记录和党费收缴，资料齐全。", .strengths = "细致，守时。", .weaknesses = "主动谋划不够。",
	 .support = 22, .yes = 21, .no = 1, .abstain = 0},
	{"李若水", "1988年1月", "2011年7月", {"培训部主任", "-"},
	 .cv = "2010年参加工作，2011年7月入党。2018年起任培训部主任。",
	 .work = "组织党课和培训十二次。", .strengths = "表达清楚，善于组织。", .weaknesses = "对会员企业了解不够。",
	 .support = 20, .yes = 19, .no = 2, .abstain = 1},
	{"陈望舒", "1982年5月", "2005年6月", {"会员部主任", "-"},
	 .cv = "2004年参加工作，2005年6月入党。2017年起任会员部主任。",
	 .work = "走访会员企业六十余家。", .strengths = "踏实，肯吃苦。", .weaknesses = "工作方法偏简单。",
	 .support = 18, .yes = 16, .no = 4, .abstain = 2},
	{"欧阳澄", "1990年11月", "2014年12月", {"会展部副主任", "-"},
	 .cv = "2013年参加工作，2014年12月入党。2021年起任会展部副主任。",
	 .work = "负责会展期间党员服务岗。", .strengths = "思路活，有干劲。", .weaknesses = "经验不足。",
	 .support = 15, .yes = 13, .no = 6, .abstain = 3},
	{"洪景行", "1986年7月", "2010年6月", {"财务部主任", "-"},
	 .cv = "2009年参加工作，2010年6月入党。2019年起任财务部主任。",
	 .work = "管理党组织工作经费，账目清楚。", .strengths = "严谨，讲原则。", .weaknesses = "与各部门沟通不多。",
	 .support = 14, .yes = 11, .no = 8, .abstain = 3},
};

static const struct paper_candidate secretary[] = {
	{"王立新", "1979年3月", "2003年6月", {"行业协会秘书长", "-"}, .support = -1, .yes = 5, .no = 0, .abstain = 0},
};

static const struct paper_candidate deputy[] = {
	{"文静宜", "1985年9月", "2008年12月", {"办公室主任", "-"}, .support = -1, .yes = 4, .no = 0, .abstain = 1},
};

static const struct paper_exclusion exclusions[] = {
	{"周济安", {"因病卧床、生活不能自理", "bedridden, cannot care for self"}, "海木联党函〔2026〕18号"},
};

static const struct paper_motion motions[] = {
	{{"不计算在应到会人数之内的党员名单", "Members not counted among those who should attend"}, 23, 25},
	{{"选举办法", "The election method"}, 23, 25},
	{{"委员候选人名单", "The list of candidates"}, 22, 25},
	{{"监票人、计票人名单", "Supervisors and tellers"}, 23, 25},
};

static const struct paper_motion exclusion_vote[] = {{{"", ""}, 23, 26}};

#define MEETING 20785 /* 2026-11-28 */

static const struct paper_question questions[] = {
	{{"选举人的询问", "An elector's question"}, MEETING, MEETING, "候选人是否兼任其他单位的职务？",
	 "六名候选人均不在其他单位兼职。"},
	{{"要求与候选人见面", "A meeting with candidates asked for"}, MEETING, DAY_NONE, "请候选人到会回答问题。", NULL},
};

static const struct paper_incident incidents[] = {
	{{"代写选票不合规定", "Ballots written by whom the rules bar"}, 24, MEETING, MEETING, "代写人不是由选举人本人委托。",
	 "由监票人当场制止，换人代写，对当事人进行批评教育。", "中共海棠市木兰区社会组织第十七联合委员会", "海木联党函〔2026〕23号"},
};

#define COMMITTEE {"支部委员会", "branch committee"}
#define UNKNOWN .entitled = -1, .present = -1, .voters = -1, .issued = -1, .returned = -1, .valid = -1, .invalid = -1, \
	.unused = -1, .helped = -1
#define FRONT .committee = COMMITTEE
#define MEMBERS .office = OFFICE_COMMITTEE, .office_name = {"支部委员会委员", "member of the branch committee"}, \
	.title = {"委员", "member"}, \
	.seats = 5, .candidates = {committee, 6}, .by_strokes = true, FRONT
#define SECRETARY_SEAT .office = OFFICE_SECRETARY, .office_name = {"支部委员会书记", "secretary of the branch committee"}, \
	.title = {"书记", "secretary"}, .seats = 1, .candidates = {secretary, 1}, .at_plenary = true, FRONT
#define DEPUTY_SEAT .office = OFFICE_DEPUTY, .office_name = {"支部委员会副书记", "deputy secretary of the branch committee"}, \
	.title = {"副书记", "deputy secretary"}, .seats = 1, .candidates = {deputy, 1}, .at_plenary = true, FRONT

static const struct paper_contest contests_before[] = {
	{MEMBERS, UNKNOWN}, {SECRETARY_SEAT, UNKNOWN}, {DEPUTY_SEAT, UNKNOWN},
};

static const struct paper_contest contests_after[] = {
	{MEMBERS, .entitled = 25, .present = 23, .voters = 23, .issued = 23, .returned = 23, .valid = 22, .invalid = 1,
	 .unused = 2, .helped = 1,
	 .elected = NAMES({"王立新"}, {"文静宜"}, {"李若水"}, {"陈望舒"}, {"欧阳澄"})},
	{SECRETARY_SEAT, .entitled = 5, .present = 5, .voters = 5, .issued = 5, .returned = 5, .valid = 5, .invalid = 0,
	 .unused = 0, .helped = 0, .elected = NAMES({"王立新"})},
	{DEPUTY_SEAT, .entitled = 5, .present = 5, .voters = 5, .issued = 5, .returned = 5, .valid = 5, .invalid = 0,
	 .unused = 0, .helped = 0, .elected = NAMES({"文静宜"})},
};

static const struct paper_name supervisors[] = {{"张知行"}, {"吴佳禾"}};
static const struct paper_name tellers[] = {{"方致远"}, {"朱可心"}};

static struct election_paper
common(void)
{
	return (struct election_paper){
		.form = PAPER_MEMBERS_COMMITTEE,
		.body = "中共海棠市木兰家具行业协会支部委员会", .superior = "中共海棠市木兰区社会组织第十七联合委员会",
		.committee = COMMITTEE, .meeting = {"党员大会", "general meeting of members"}, .with_plenary = true,
		.term_start = day_of(2023, 11, 30), .due = day_of(2026, 11, 30), .term_years = 3,
		.meeting_day = day_of(2026, 11, 28), .meeting_time = "9时", .place = "木兰区会展路12号协会三层会议室",
		.members = 31, .full = 27, .probationary = 4, .entitled = 25, .present = -1,
		.request = {"木家党〔2026〕7号", day_of(2026, 10, 20)}, .reply = {"海木联党〔2026〕41号", day_of(2026, 10, 26)},
		.candidates_request = {"木家党〔2026〕8号", day_of(2026, 10, 20)},
		.candidates_reply = {"海木联党〔2026〕42号", day_of(2026, 11, 3)},
		.report = {NULL, DAY_NONE}, .report_reply = {NULL, DAY_NONE}, .appointment = {NULL, DAY_NONE},
		.contests = {contests_before, 3}, .roll = {electors, sizeof electors / sizeof *electors},
		.exclusions = {exclusions, 1}, .chair = "洪景行", .plenary_chair = "王立新", .recorder = "江雨桐",
		.supervisors = {supervisors, 2}, .tellers = {tellers, 2},
		.supervisors_least = 1, .tellers_least = 2, .today = day_of(2026, 11, 20),
	};
}

struct election_paper
case_before(void)
{
	return common();
}

struct election_paper
case_after(void)
{
	struct election_paper paper = common();

	paper.present = 23;
	paper.contests = (struct paper_contests){contests_after, 3};
	paper.motions = (struct paper_motions){motions, 4};
	paper.exclusion_vote = (struct paper_motions){exclusion_vote, 1};
	paper.questions = (struct paper_questions){questions, 2};
	paper.incidents = (struct paper_incidents){incidents, 1};
	paper.report = (struct paper_document){"木家党〔2026〕11号", day_of(2026, 11, 30)};
	paper.report_reply = (struct paper_document){"海木联党〔2026〕50号", day_of(2026, 12, 8)};
	paper.appointment = (struct paper_document){"海木联党〔2026〕51号", day_of(2026, 12, 9)};
	return paper;
}

static const struct paper_name latin_names[] = {{"Ann"}, {"Ben"}, {"Cai"}, {"Dan"}, {"Eve"}};
static const struct paper_candidate latin_candidates[] = {
	{"Ann", "1979", "2003", {"-", "head"}, "CV", "work", "plain", "late", .support = 3, .yes = 22, .no = 0, .abstain = 0},
	{"Ben", "1985", "2008", {"-", "clerk"}, "CV", "work", "exact", "slow", .support = 2, .yes = 21, .no = 1, .abstain = 0},
};
static const struct paper_question latin_questions[] = {{{"-", "An elector's question"}, MEETING, MEETING, "Who?", "Ann."}};
static const struct paper_incident latin_incidents[] = {{{"-", "Helper"}, 24, MEETING, MEETING, "Seen", "Told", "Above", "No. 3"}};
static const struct paper_exclusion latin_exclusions[] = {{"Zoe", {"-", "bedridden"}, "No. 18"}};

struct election_paper
case_latin(void)
{
	static struct paper_contest contests[3];
	struct election_paper paper = case_after();

	for (size_t i = 0; i < 3; i++) {
		contests[i] = contests_after[i];
		contests[i].candidates = (struct paper_candidates){latin_candidates, 2};
		contests[i].elected = (struct paper_names){latin_names, 1};
		contests[i].tied = (struct paper_names){latin_names, 2};
		contests[i].runoff_seats = 1;
	}
	paper.body = "Branch of the Furniture Association";
	paper.superior = "Joint Committee";
	paper.meeting_time = "9 a.m.";
	paper.place = "Hall";
	paper.topics = "A report";
	paper.request.number = paper.reply.number = paper.candidates_request.number = "No. 1";
	paper.candidates_reply.number = paper.report.number = paper.report_reply.number = paper.appointment.number = "No. 2";
	paper.contests.items = contests;
	paper.roll = paper.presidium = paper.supervisors = paper.tellers = (struct paper_names){latin_names, 5};
	paper.exclusions.items = latin_exclusions;
	paper.questions = (struct paper_questions){latin_questions, 1};
	paper.incidents = (struct paper_incidents){latin_incidents, 1};
	paper.chair = paper.plenary_chair = paper.recorder = "Ann";
	return paper;
}

struct paper_contest
case_contest(struct arena *arena, size_t candidates, int64_t seats, const char *const *names)
{
	struct paper_contest contest = contests_before[0];
	struct paper_candidate *people = ARENA_ARRAY(arena, candidates, struct paper_candidate);

	for (size_t i = 0; people && i < candidates; i++)
		people[i] = (struct paper_candidate){
			.name = names ? names[i]
				: arena_printf(arena, "%s%s", electors[i % 25].name, (const char *[]){"", "甲", "乙", "丙"}[i / 25 % 4]),
			.support = -1, .yes = -1, .no = -1, .abstain = -1};
	contest.candidates = (struct paper_candidates){people, people ? candidates : 0};
	contest.seats = seats;
	return contest;
}
