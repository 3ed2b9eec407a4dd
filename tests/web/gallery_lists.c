#include "gallery.h"

#include "web/chart.h"

/* Overview, lists, a record, duties. */

static struct cell_view
words(const char *text)
{
	return (struct cell_view){.kind = CELL_TEXT, .text = text};
}

static struct cell_view
linked(const char *text, const char *path)
{
	return (struct cell_view){.kind = CELL_TEXT, .text = text, .href = {path}};
}

static struct cell_view
number(int64_t n)
{
	return (struct cell_view){.kind = CELL_NUMBER, .number = n};
}

static struct cell_view
number_link(int64_t n, const char *path)
{
	return (struct cell_view){.kind = CELL_NUMBER, .number = n, .href = {path}};
}

static struct cell_view
day(int y, int m, int d)
{
	return (struct cell_view){.kind = CELL_DAY, .day = day_of(y, m, d)};
}

static struct cell_view
badge(const char *text, enum tone tone)
{
	return (struct cell_view){.kind = CELL_BADGE, .text = text, .tone = tone};
}

static const struct due_view dues[] = {
	{TONE_LATE, "逾期 156 天", "物流行业协会党支部：任期届满，尚未换届", {"/bodies/32"},
	 "任期 2023-06-18 起三年；没有延期批复。", "ELEC-3.1", "督办", {"/actions/remind?body=32"}},
	{TONE_LATE, "已 81 天", "软件业促进会：正式党员已有 3 名，应当设立党支部", {"/units/118"},
	 "2026-09-01 起满足；可与同楼的 2 家组织建立联合党支部。", "OPIN-8.1", "建议方案", {"/units/118/joint"}},
	{TONE_SOON, "剩 7 天", "家具行业协会党支部：换届大会请示待批复", {"/matters/71"},
	 "大会 2026-11-28；请示 10-27 收到，已等待 25 天。", "ELEC-32.2", "批复", {"/matters/71/reply"}},
	{TONE_SOON, "剩 18 天", "设计师协会：章程尚未写入党建工作内容", {"/units/204"},
	 "章程核准 2024-12-09，下次修订请一并办理。", "OPIN-22.9", "查看", {"/units/204"}},
	{TONE_GOOD, "12-31 前", "34 名书记的年度双述职，已完成 29 名", {"/registers/report"},
	 "向上级报告 31 名，向党员报告 29 名。", "OPIN-20.2", "名单", {"/registers/report?year=2026"}},
};

static const struct due_view inbox[] = {
	{TONE_SOON, "等待 25 天", "关于召开换届党员大会的请示", {"/matters/71"}, "家具行业协会党支部 · 10-27", NULL, NULL, {NULL}},
	{TONE_PLAIN, "等待 5 天", "关于设立联合党支部的请示", {"/matters/74"}, "新材料促进会等三家 · 11-16", NULL, NULL, {NULL}},
	{TONE_INFO, "备案", "委员选举结果的报告", {"/matters/75"}, "翻译协会党支部 · 11-19", NULL, NULL, {NULL}},
};

static const struct share_view shares[] = {
	{"组织覆盖率", 755, "53 家中 40 家", "OPIN-11.6", {"/units?covered=organization"}},
	{"工作覆盖率", 925, "53 家中 49 家", "OPIN-11.6", {"/units?covered=work"}},
	{"应建已建率", 944, "应建 36，已建 34", "OPIN-8.1", {"/units?due=yes"}},
};

static const struct column_view category_columns[] = {
	{.label = "类别"}, {.label = "登记", .kind = CELL_NUMBER}, {.label = "应建", .kind = CELL_NUMBER},
	{.label = "已建", .kind = CELL_NUMBER}, {.label = "联合", .kind = CELL_NUMBER},
	{.label = "指导员", .kind = CELL_NUMBER}, {.label = "未覆盖", .kind = CELL_NUMBER},
};

/* A row of a category with its six figures. */
static const struct cell_view *
category(struct gallery *g, const char *name, const char *path, const int64_t figures[6])
{
	struct cell_view *cells = ARENA_ARRAY(g->arena, 7, struct cell_view);

	cells[0] = path ? linked(name, path) : words(name);
	for (size_t i = 0; i < 6; i++)
		cells[i + 1] = path ? number_link(figures[i], path) : number(figures[i]);
	return cells;
}

static void
overview(struct gallery *g)
{
	static const char *const months[] = {"12月", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月"};
	static const int64_t ending[] = {2, 0, 1, 4, 3, 0, 7, 2, 1, 5, 0, 3};
	static const struct chart_point course[] = {
		{"2021", 512}, {"2022", 587}, {"2023", 641}, {"2024", 700}, {"2025", 728}, {"2026", 755},
	};
	static const struct link_view totals[] = {
		{"逾期 3", {"/duties?state=overdue"}, false, 0}, {"一个月内 5", {"/duties?within=1"}, false, 0},
		{"半年内 11", {"/duties?within=6"}, false, 0},
	};
	static const struct link_view crumbs[] = {{"综合党委", {"/?under=1"}, false, 0}};
	struct chart_column columns[COUNT(months)];
	const struct row_view rows[] = {
		{category(g, "社会团体", "/units?category=1", (const int64_t[]){31, 22, 21, 4, 5, 1}), false},
		{category(g, "民办非企业单位", "/units?category=2", (const int64_t[]){17, 11, 10, 2, 3, 2}), false},
		{category(g, "基金会", "/units?category=3", (const int64_t[]){5, 3, 3, 0, 1, 1}), false},
		{category(g, "合计", NULL, (const int64_t[]){53, 36, 34, 6, 9, 4}), true},
	};
	const struct table_view table = {"各类社会组织", category_columns, COUNT(category_columns), rows, COUNT(rows), NULL};
	struct overview_view d = {
		.page = &g->page, .tree = gallery_tree(), .due = dues, .due_count = COUNT(dues), .due_totals = totals,
		.due_total_count = COUNT(totals), .due_all = {"/duties"}, .shares = shares, .share_count = COUNT(shares),
		.table_title = "各类社会组织", .table = &table, .inbox_title = "收到的请示", .inbox = inbox,
		.inbox_count = COUNT(inbox), .inbox_all = {"/matters"},
	};

	for (size_t i = 0; i < COUNT(months); i++)
		columns[i] = (struct chart_column){months[i], arena_printf(g->arena, "%s：%d 个任期届满", months[i], (int)ending[i]),
		                                   ending[i], TONE_PLAIN, {"/bodies?term=ending"}};
	d.charts = (const struct chart_view[]){
		{"今后一年任期届满", chart_columns(g->arena, "今后一年任期届满", columns, COUNT(columns)), "共 28 个党组织。", {"/bodies?term=ending"}},
		{"组织覆盖率历年变化", chart_line(g->arena, "组织覆盖率历年变化：2021 年 51.2%，2026 年 75.5%", course, COUNT(course)), "每年 12 月 31 日；2026 年为今天。", {NULL}},
	};
	d.chart_count = 2;
	gallery_title(g, "第十七联合党委", 0, crumbs, 1);
	view_overview(&g->html, &d);
}

static void
overview_empty(struct gallery *g)
{
	struct overview_view d = {.page = &g->page, .tree = gallery_tree(), .inbox_title = "收到的请示"};

	gallery_title(g, "第五十二联合党委", 0, NULL, 0);
	g->as_of.today = false;
	g->as_of.day = day_of(2025, 12, 31);
	view_overview(&g->html, &d);
}

static const struct choice_view categories[] = {
	{"1", "社会团体", NULL, true}, {"2", "民办非企业单位", NULL, false}, {"3", "基金会", NULL, false},
};

static const struct field_view unit_filters[] = {
	{.name = "category", .label = "类别", .kind = INPUT_CHOICE, .choices = categories, .choice_count = COUNT(categories)},
	{.name = "region", .label = "行政区划", .kind = INPUT_TEXT, .value = "110105"},
	{.name = "from", .label = "成立日期（从）", .kind = INPUT_DAY},
	{.name = "covered", .label = "覆盖", .kind = INPUT_CHOICE, .choices = categories, .choice_count = COUNT(categories)},
};

static void
units(struct gallery *g)
{
	static const struct column_view columns[] = {
		{.label = "名称", .sort = {"/units?sort=-name"}, .sorted = SORTED_UP},
		{.label = "统一社会信用代码"}, {.label = "类别"},
		{.label = "正式党员", .kind = CELL_NUMBER, .sort = {"/units?sort=full_members"}},
		{.label = "成立日期", .kind = CELL_DAY, .sort = {"/units?sort=founded"}},
		{.label = "覆盖", .kind = CELL_BADGE},
	};
	static const char *const names[] = {"某市家具行业协会", "某市物流行业协会", "某市软件业促进会", "某市设计师协会", "某市翻译协会", "某市新材料产业技术创新战略联盟促进会"};
	static const struct button_view buttons[] = {{.label = "登记社会组织", .href = {"/actions/add-unit"}, .primary = true}};
	static const struct hidden_view keep[] = {{"sort", "name"}};
	struct row_view rows[COUNT(names)];

	for (size_t i = 0; i < COUNT(names); i++) {
		struct cell_view *cells = ARENA_ARRAY(g->arena, COUNT(columns), struct cell_view);

		cells[0] = linked(names[i], "/units/19");
		cells[1] = words(i == 2 ? NULL : "51110105000000019W");
		cells[2] = words("社会团体");
		cells[3] = number(i == 5 ? 1203 : (int64_t)i * 7);
		cells[4] = day(2015, 3, (int)i + 1);
		cells[5] = i % 3 == 2 ? badge("未覆盖", TONE_LATE) : i % 3 == 1 ? badge("联合", TONE_INFO) : badge("单独", TONE_GOOD);
		rows[i] = (struct row_view){cells, false};
	}
	gallery_title(g, say(g, "社会组织", "Social organizations"), 2, NULL, 0);
	view_list(&g->html, &(struct list_view){
		.page = &g->page, .tree = gallery_tree(), .action = {"/units"}, .search_label = say(g, "名称或信用代码", "Name or credit code"), .query = "协会",
		.filters = unit_filters, .filter_count = COUNT(unit_filters), .filters_set = 2, .clear = {"/units"},
		.keep = keep, .keep_count = 1, .buttons = buttons, .button_count = 1, .summary = say(g, "2,986 家，第 1–6 家", "2,986 organizations, 1–6"),
		.table = {"社会组织", columns, COUNT(columns), rows, COUNT(rows), NULL},
		.first = {"/units"}, .next = {"/units?page=b3BhcXVl"}, .csv = {"/units.csv"}, .xlsx = {"/units.xlsx"},
	});
}

static void
list_empty(struct gallery *g)
{
	static const struct column_view columns[] = {{.label = "姓名"}, {.label = "所在党组织"}};

	gallery_title(g, say(g, "党员", "Members"), 4, NULL, 0);
	view_list(&g->html, &(struct list_view){
		.page = &g->page, .action = {"/members"}, .filters = unit_filters, .filter_count = COUNT(unit_filters),
		.summary = "0 名", .lead = "个人信息不在网址中查询；请用“查找党员”表单，须填写事由。",
		.table = {"党员", columns, COUNT(columns), NULL, 0, "没有符合条件的党员。"},
		.export_note = "党员记录只能通过“导出”办理，须填写事由，并记入日志。",
	});
}

static const struct fact_view registration[] = {
	{.label = "统一社会信用代码", .value = {.kind = CELL_TEXT, .text = "51110105000000019W"}},
	{.label = "类别", .value = {.kind = CELL_TEXT, .text = "社会团体"}, .clause = "OPIN-1.1"},
	{.label = "登记机关", .value = {.kind = CELL_TEXT, .text = "市民政局", .note = "2015-03-01 登记"}},
	{.label = "行政区划", .value = {.kind = CELL_TEXT, .text = "110105 朝阳区", .href = {"/units?region=110105"}}},
	{.label = "业务主管单位", .value = {.kind = CELL_TEXT, .text = "无（2020-06-30 脱钩完成）"}, .clause = "OPIN-6.7"},
	{.label = "从业人员", .value = {.kind = CELL_NUMBER, .number = 46}},
	{.label = "章程写入党建日期", .value = {.kind = CELL_DAY, .day = DAY_NONE, .note = "请补充：下次修订章程时办理。"}, .missing = true, .clause = "OPIN-22.9"},
};

static const struct difference_view staff_change[] = {{"从业人员", "41", "46"}};
static const struct difference_view pledge_change[] = {{"承诺书日期", NULL, "2015-02-20"}, {"业务主管单位", "市轻工业联社", NULL}};

static const struct change_view changes[] = {
	{"2026-11-16 10:02", "周某", "更改登记事项", "年报核对", 20418, staff_change, 1},
	{"2026-10-27 16:40", "家具行业协会党支部", "报送换届请示", NULL, 20177, NULL, 0},
	{"2020-07-01 09:00", "周某", "更正", "导入时漏填", 118, pledge_change, 2},
};

static void
unit(struct gallery *g)
{
	static const struct column_view columns[] = {
		{.label = "关系"}, {.label = "党组织"}, {.label = "起", .kind = CELL_DAY}, {.label = "止", .kind = CELL_DAY}, {.label = "文号"},
	};
	static const struct link_view crumbs[] = {{"社会组织", {"/units"}, false, 0}, {"第十七联合党委", {"/?under=17"}, false, 0}};
	static const struct section_view sections[] = {{"登记", registration, COUNT(registration)}};
	static const struct paper_view papers[] = {
		{"党建工作承诺书", {"/papers/3"}, 16486, false}, {"章程（第 3 版，第八条）", {"/papers/9"}, 20066, false}, {"脱钩批复", {NULL}, DAY_NONE, true},
	};
	static const struct figure_view figures[] = {
		{"正式", 27, NULL, {"/bodies/31/members"}}, {"预备", 4, NULL, {"/bodies/31/members"}}, {"从业人员", 46, NULL, {NULL}},
	};
	static const struct button_view buttons[] = {
		{.label = "更改", .href = {"/units/19/change"}, .primary = true}, {.label = "更正", .href = {"/units/19/correct"}},
		{.label = "打印台账", .post = {"/actions/print"}}, {.label = "注销", .why_not = "尚有党员 31 名，请先转接组织关系。"},
	};
	const struct row_view rows[] = {
		{(const struct cell_view[]){words("领导"), linked("第十七联合党委", "/bodies/17"), day(2020, 7, 1), {.kind = CELL_DAY, .day = DAY_OPEN}, words("综党〔2020〕17号")}, false},
		{(const struct cell_view[]){words("领导"), words("市轻工业联社党委"), day(2015, 3, 1), day(2020, 6, 30), words("轻党〔2015〕8号")}, false},
		{(const struct cell_view[]){words("单独组建"), linked("家具行业协会党支部", "/bodies/31"), day(2016, 5, 6), {.kind = CELL_DAY, .day = DAY_OPEN}, words("轻党〔2016〕3号")}, false},
	};
	const struct related_view related[] = {
		{.title = "党组织与领导关系", .table = {"党组织与领导关系", columns, COUNT(columns), rows, COUNT(rows), NULL}, .all = {"/units/19/relations"},
		 .buttons = (const struct button_view[]){{.label = "移交", .href = {"/actions/hand-over?unit=19"}}}, .button_count = 1},
		{.title = "评估等级", .note = "自愿申请；本程序不计分。", .table = {"评估等级", columns, COUNT(columns), NULL, 0, NULL}},
	};

	gallery_title(g, "某市家具行业协会", 2, crumbs, COUNT(crumbs));
	g->page.subtitle = say(g, "登记中", "registered");
	g->page.flash = say(g, "已保存，日志第 20,418 号。", "Saved, journal 20,418.");
	g->page.flash_tone = TONE_GOOD;
	view_record(&g->html, &(struct record_view){
		.page = &g->page, .tree = gallery_tree(), .notice = "本组织的领导关系将于 2026-12-01 移交，移交前由第十七联合党委负责。", .notice_tone = TONE_INFO,
		.buttons = buttons, .button_count = COUNT(buttons), .sections = sections, .section_count = 1,
		.related = related, .related_count = COUNT(related), .changes = changes, .change_count = COUNT(changes),
		.changes_all = {"/units/19/changes"}, .due = dues + 2, .due_count = 1, .figures_title = "党员", .figures = figures,
		.figure_count = COUNT(figures), .papers_title = "材料", .papers = papers, .paper_count = COUNT(papers),
	});
}

static void
duties(struct gallery *g)
{
	const struct due_group_view groups[] = {
		{say(g, "逾期", "Overdue"), TONE_LATE, 2, dues, 2, {NULL}},
		{say(g, "一个月内到期", "Within a month"), TONE_SOON, 1205, dues + 2, 2, {"/duties?within=1"}},
		{say(g, "长期", "Open"), TONE_PLAIN, 1, dues + 4, 1, {NULL}},
	};

	gallery_title(g, say(g, "待办", "What is due"), 1, NULL, 0);
	view_duties(&g->html, &(struct duties_view){
		.page = &g->page, .tree = gallery_tree(), .action = {"/duties"}, .filters = unit_filters, .filter_count = 2,
		.groups = groups, .group_count = COUNT(groups), .summary = say(g, "共 1,208 项。", "1,208 in all."),
		.next = {"/duties?page=x"}, .csv = {"/duties.csv"}, .xlsx = {"/duties.xlsx"},
	});
}

static const struct step_view steps[] = {
	{STEP_DONE, "提出换届请示", "ELEC-32.2", "10-27 报出，最迟 10-28", {"/matters/71"}},
	{STEP_DONE, "候选人预备人选请示", "ELEC-33.1", "10-27 报出，最迟 10-28", {NULL}},
	{STEP_DONE, "上级批复", "ELEC-14.1", "11-05 · 联党〔2026〕31号", {NULL}},
	{STEP_LATE, "公布选举人名册", "DP-19", "最迟 11-23", {NULL}},
	{STEP_DONE, "到会与法定人数", "ELEC-19.1", "应到 25，实到 23，至少 20", {NULL}},
	{STEP_NOW, "计票与宣布结果", "ELEC-29.1", "两名计票人已各自录入，一致", {NULL}},
	{STEP_AHEAD, "委员会第一次全体会议", "ELEC-16.1", "选举书记、副书记", {NULL}},
};

static void
election(struct gallery *g)
{
	static const struct figure_view figures[] = {
		{"党员", 31, NULL, {NULL}}, {"正式党员", 27, NULL, {NULL}}, {"应到会有选举权", 25, NULL, {"/elections/7/roll"}}, {"实到", 23, NULL, {NULL}},
		{"发出", 23, NULL, {NULL}}, {"收回", 23, NULL, {NULL}}, {"有效票", 22, NULL, {NULL}}, {"过半数", 13, NULL, {NULL}},
	};
	static const struct { const char *name; int64_t yes, no, abstain; } votes[] = {
		{"丁某", 22, 0, 0}, {"王某", 21, 1, 0}, {"文某", 13, 7, 2}, {"陈某", 19, 2, 1}, {"郑某", 16, 5, 1}, {"魏某", 11, 9, 2},
	};
	static const char *const sentences[] = {"应选 5 名，过半数 5 名，全部当选。过半数以应到会有选举权人数 25 计算，不以实到人数计算。", "1 张选票所选 6 人多于应选 5 人，为无效票。"};
	static const char *const clauses[] = {"ELEC-29.1", "ELEC-27.2"};
	static const struct button_view buttons[] = {{.label = "重新核对", .href = {"/elections/7/check"}}, {.label = "监票人签字并宣布", .post = {"/actions/sign-result"}, .primary = true}};
	static const struct column_view columns[] = {{.label = "姓名"}, {.label = "原因"}, {.label = "依据", .kind = CELL_CLAUSE}};
	static const struct link_view crumbs[] = {{"家具行业协会党支部", {"/bodies/31"}, false, 0}, {"选举", {"/elections"}, false, 0}};
	const struct row_view rows[] = {
		{(const struct cell_view[]){words("孙某"), words("受留党察看处分，2026-01-10 至 2027-01-09"), {.kind = CELL_CLAUSE, .text = "ELEC-5.2"}}, false},
		{(const struct cell_view[]){words("预备党员 4 名"), words(NULL), {.kind = CELL_CLAUSE, .text = "ELEC-5.3"}}, false},
	};
	const struct related_view related[] = {{.title = "不列入应到会人数的党员", .table = {"不列入应到会人数的党员", columns, COUNT(columns), rows, COUNT(rows), NULL}}};
	struct candidate_view candidates[COUNT(votes)];
	struct contest_view contest = {
		.title = "支部委员会委员选举 · 正式选举", .figures = figures, .figure_count = COUNT(figures), .order = "按姓氏笔画为序",
		.candidates = candidates, .candidate_count = COUNT(votes), .sentences = sentences, .clauses = clauses, .sentence_count = COUNT(sentences),
		.buttons = buttons, .button_count = COUNT(buttons),
	};

	for (size_t i = 0; i < COUNT(votes); i++)
		candidates[i] = (struct candidate_view){
			.name = votes[i].name, .yes = votes[i].yes, .no = votes[i].no, .abstain = votes[i].abstain,
			.bar = chart_majority(g->arena, arena_printf(g->arena, "赞成 %d，过半数 13", (int)votes[i].yes), votes[i].yes, 13, 25),
			.result = votes[i].yes >= 13 ? "当选" : "未过半数", .tone = votes[i].yes >= 13 ? TONE_GOOD : TONE_PLAIN,
		};
	gallery_title(g, "2026 年换届选举", 5, crumbs, COUNT(crumbs));
	view_election(&g->html, &(struct election_view){
		.page = &g->page, .steps = steps, .step_count = COUNT(steps), .contests = &contest, .contest_count = 1, .related = related, .related_count = 1,
		.buttons = (const struct button_view[]){{.label = "打印全套文书", .href = {"/elections/7/papers"}}}, .button_count = 1,
	});
}

const struct gallery_page gallery_lists[] = {
	{"overview", overview}, {"overview-empty", overview_empty}, {"units", units}, {"list-empty", list_empty},
	{"unit", unit}, {"duties", duties}, {"election", election}, {NULL, NULL},
};
