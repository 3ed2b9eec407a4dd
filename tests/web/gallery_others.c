#include "gallery.h"

/* Signing in, failures, forms, the rules, import, persons' own pages, administration. */

static void
login(struct gallery *g)
{
	gallery_title(g, say(g, "登录", "Sign in"), 0, NULL, 0);
	g->page.nav_count = 0;
	g->page.account = NULL;
	g->page.as_of = NULL;
	view_login(&g->html, &(struct login_view){
		.page = &g->page, .action = {"/login"}, .account = "zhou", .code_wanted = true,
		.problem = say(g, "账号或密码不对；启用了两步验证的，还要填对动态口令。", "Account or password is wrong; with a second factor its code is needed, too."),
		.hidden = (const struct hidden_view[]){{"back", "/units"}}, .hidden_count = 1,
	});
}

static void
error(struct gallery *g)
{
	gallery_title(g, say(g, "不能办理", "Not possible"), 5, NULL, 0);
	g->page.as_of = NULL;
	view_error(&g->html, &(struct error_view){
		.page = &g->page, .status = 422, .clause = "ELEC-19.1", .back = {"/elections/7"},
		.sentence = say(g, "应到 25 人，至少要到 20 人，现到 19 人，会议无效。", "25 should attend, at least 20 must, 19 came: the meeting is not valid."),
	});
}

static const struct choice_view types[] = {
	{"branch", "党支部", NULL, true}, {"general_branch", "党总支", NULL, false}, {"committee", "基层党委", NULL, false},
};

static const struct choice_view found[] = {
	{"17", "第十七联合党委", "综合党委 · 53 家", true}, {"18", "第十八联合党委", "综合党委 · 50 家", false},
};

static const struct field_view body_fields[] = {
	{.name = "name", .label = "名称", .kind = INPUT_TEXT, .required = true, .value = "家具行业协会党支部", .hint = "用批复上的全称。", .clause = "OPIN-8.1"},
	{.name = "type", .label = "类型", .kind = INPUT_RADIO, .required = true, .choices = types, .choice_count = COUNT(types), .clause = "OPIN-8.2"},
	{.name = "founded", .label = "成立日期", .kind = INPUT_DAY, .required = true, .value = "2026-13-01", .problem = "日期不存在，请写成 2026-11-21 的样子。"},
	{.name = "members", .label = "正式党员", .kind = INPUT_NUMBER, .value = "27", .unit = "人"},
	{.name = "budget", .label = "党建经费", .kind = INPUT_MONEY, .value = "129.00", .unit = "元", .clause = "OPIN-22.2"},
};

static const struct field_view more_fields[] = {
	{.name = "superior", .label = "上级党组织", .kind = INPUT_REFERENCE, .required = true, .value = "联合党委", .searched = true, .choices = found, .choice_count = COUNT(found)},
	{.name = "unit", .label = "所属社会组织", .kind = INPUT_REFERENCE, .value = "没有的协会", .searched = true},
	{.name = "region", .label = "登记级别", .kind = INPUT_CHOICE, .choices = types, .choice_count = COUNT(types), .problem = "请选择登记级别。"},
	{.name = "joint", .label = "由几家组织联合建立", .kind = INPUT_CHECK, .hint = "三个月内补报名单。", .clause = "OPIN-10.2"},
	{.name = "tabs", .label = "已完成的事项", .kind = INPUT_SEVERAL, .choices = types, .choice_count = COUNT(types)},
	{.name = "note", .label = "备注", .kind = INPUT_LONG_TEXT, .value = "第一行\n第二行 <b>"},
	{.name = "file", .label = "批复扫描件", .kind = INPUT_FILE},
};

static void
form(struct gallery *g)
{
	const struct field_group_view groups[] = {
		{NULL, NULL, body_fields, COUNT(body_fields)},
		{"隶属与材料", "领导关系自批复之日起算。", more_fields, COUNT(more_fields)},
	};
	static const struct link_view crumbs[] = {{"党组织", {"/bodies"}, false, 0}};

	gallery_title(g, say(g, "登记党组织", "Record a Party organization"), 3, crumbs, 1);
	g->page.as_of = NULL;
	view_form(&g->html, &(struct form_view){
		.page = &g->page, .action = {"/actions/add-body"}, .seen = 20418, .groups = groups, .group_count = COUNT(groups),
		.problem = "同一上级下已有同名党组织。", .problem_clause = "GRP-6", .cancel = {"/bodies"}, .files = true,
		.lead = "只填写批复上有的内容，其余由程序计算。",
	});
}

static void
confirm(struct gallery *g)
{
	static const struct fact_view facts[] = {
		{.label = "批次", .value = {.kind = CELL_TEXT, .text = "第 12 号", .href = {"/import/12"}}},
		{.label = "文件", .value = {.kind = CELL_TEXT, .text = "2025年底汇总.xlsx"}},
		{.label = "新增", .value = {.kind = CELL_NUMBER, .number = 2986}},
	};
	static const struct field_view fields[] = {{.name = "reason", .label = "撤销理由", .kind = INPUT_LONG_TEXT, .required = true}};

	gallery_title(g, say(g, "撤销导入", "Undo an import"), 0, NULL, 0);
	g->page.as_of = NULL;
	view_confirm(&g->html, &(struct confirm_view){
		.page = &g->page, .question = "整批撤销第 12 号导入？撤销后数据恢复到导入之前。", .facts = facts, .fact_count = COUNT(facts),
		.action = {"/import"}, .seen = NO_COUNT, .fields = fields, .field_count = 1, .submit = "撤销这一批", .cancel = {"/import"}, .danger = true,
	});
}

static void
confirm_prevented(struct gallery *g)
{
	static const char *const prevented[] = {"日志第 20,177 号：家具行业协会党支部报送换届请示，依据这一批写入的记录。"};

	gallery_title(g, say(g, "撤销导入", "Undo an import"), 0, NULL, 0);
	view_confirm(&g->html, &(struct confirm_view){
		.page = &g->page, .question = "整批撤销第 11 号导入？", .action = {"/import"}, .seen = NO_COUNT, .prevented = prevented,
		.prevented_count = 1, .cancel = {"/import"},
	});
}

static void
secret(struct gallery *g)
{
	gallery_title(g, say(g, "账号已建立", "Account made"), 0, NULL, 0);
	g->page.as_of = NULL;
	view_secret(&g->html, &(struct secret_view){
		.page = &g->page, .sentence = say(g, "请当面交给本人，首次登录后修改。", "Hand it over in person; it is changed at the first sign-in."),
		.label = say(g, "一次性密码", "One-time password"), .secret = "k7fq-29xw-hm4t", .next = {"/admin/accounts"},
	});
}

static void
law(struct gallery *g)
{
	const struct clause_line_view lines[] = {
		{"ELEC-3.1", say(g, "任期届满", "End of term"), say(g, "期限", "deadline"), true},
		{"ELEC-8.1a", say(g, "代表名额", "Number of delegates"), say(g, "门槛", "threshold"), true},
		{"ELEC-24.1a", say(g, "无记名投票", "Secret ballot"), say(g, "权利", "right"), false},
	};
	const struct instrument_view instruments[] = {
		{"ELEC", say(g, "基层组织选举工作条例", "Regulations on election work of primary-level organizations"), 122, lines, COUNT(lines)},
		{"OPIN", say(g, "关于加强社会组织党的建设工作的意见", "Opinions on Party building in social organizations"), 118, lines, 1},
		{"DP", say(g, "个人信息保护与党员权利", "Data protection and members' rights"), 26, lines + 2, 1},
	};

	gallery_title(g, say(g, "法规", "Rules"), 9, NULL, 0);
	g->page.as_of = NULL;
	view_law(&g->html, &(struct law_view){
		.page = &g->page, .action = {"/law"}, .search_label = say(g, "条款编号或字词", "Clause or words"), .filters = body_fields + 1, .filter_count = 1,
		.summary = say(g, "372 条，其中 96 条可试算。", "372 clauses, 96 of them with a calculator."), .instruments = instruments, .instrument_count = COUNT(instruments),
		.lead = say(g, "每一条都有编号；待办、拒绝和表格都注明所依据的条款。", "Every clause has its address; every demand and refusal names it."),
	});
}

static const struct field_view quorum_facts[] = {
	{.name = "entitled", .label = "应到会有选举权人数", .kind = INPUT_NUMBER, .required = true, .value = "25", .unit = "人"},
	{.name = "present", .label = "实到会有选举权人数", .kind = INPUT_NUMBER, .required = true, .value = "19", .unit = "人"},
};

static void
clause(struct gallery *g)
{
	static const struct link_view enforced[] = {{"到会与法定人数", {"/elections"}, false, 0}, {"再次投票", {NULL}, false, 0}};
	static const struct fact_view outputs[] = {{.label = "至少到会", .value = {.kind = CELL_NUMBER, .number = 20}}};
	static const struct link_view crumbs[] = {{"法规", {"/law"}, false, 0}, {"基层组织选举工作条例", {"/law#ELEC"}, false, 0}};
	const struct verdict_view result = {TONE_LATE, say(g, "不符合", "breach"), "应到 25 人，至少要到 20 人，现到 19 人。", "ELEC-19.1", outputs, 1};

	gallery_title(g, "ELEC-19.1　法定人数", 9, crumbs, COUNT(crumbs));
	g->page.as_of = NULL;
	view_clause(&g->html, &(struct clause_view){
		.page = &g->page, .line = "基层组织选举工作条例 · 第十九条 · 门槛 · 2020 年 7 月 13 日起",
		.summary = "到会的有选举权人数不少于应到会人数的五分之四，会议有效。每一次投票前都要重新核对。", .breach = "不足五分之四而开始投票。",
		.note = "1990 年的规定写作“超过”，2020 年写作“不少于”，恰好五分之四有效。", .enforced = enforced, .enforced_count = COUNT(enforced),
		.facts = quorum_facts, .fact_count = COUNT(quorum_facts), .action = {"/law/ELEC-19.1"}, .result = &result,
		.previous = {"ELEC-18.1", {"/law/ELEC-18.1"}, false, 0}, .next = {"ELEC-19.2", {"/law/ELEC-19.2"}, false, 0},
	});
}

static void
import(struct gallery *g)
{
	static const struct field_view fields[] = {
		{.name = "file", .label = "工作簿（.xlsx）", .kind = INPUT_FILE, .required = true},
		{.name = "effective", .label = "变更生效日期", .kind = INPUT_DAY, .value = "2026-11-21", .hint = "更改的内容和人数自这一天起算。"},
	};
	static const struct batch_view batches[] = {
		{"第 12 号", "2026-11-19 15:20", "周某", "2025-12-31", "新增 2,986，更改 41", "已写入", TONE_GOOD, {"/import/12"}, {"/import/12/undo"}, NULL},
		{"第 11 号", "2026-10-08 09:12", "周某", "2026-09-30", "更改 17", "已写入", TONE_GOOD, {"/import/11"}, {NULL}, "之后有变更（日志第 20,177 号）"},
		{"第 10 号", "2026-10-07 17:48", "周某", "2026-09-30", "更改 19", "已撤销", TONE_PLAIN, {"/import/10"}, {NULL}, NULL},
	};

	gallery_title(g, say(g, "导入", "Import"), 8, NULL, 0);
	g->page.as_of = NULL;
	view_import(&g->html, &(struct import_view){
		.page = &g->page, .action = {"/import"}, .fields = fields, .field_count = COUNT(fields), .template_href = {"/import/template.xlsx"},
		.batches = batches, .batch_count = COUNT(batches), .problem = say(g, "这不是 Excel 工作簿。", "This is no Excel workbook."),
	});
}

static const struct sheet_view sheets[] = {
	{"社会组织", 3000, 2986, 3, 11, 0}, {"党组织", 2480, 2480, 0, 0, 0}, {"党员", 61204, 61190, 0, 12, 2},
};

static void
preview_faults(struct gallery *g)
{
	static const struct fault_view faults[] = {
		{"党员", "C17", "公民身份号码的校验码不对。"}, {"党员", "F4082", "没有名为“家具行业协会支部”的党组织；上级下有“家具行业协会党支部”。"},
	};
	static const struct fault_view warnings[] = {{"党员", "H1", "“民族”一列未保存：没有条款需要它。"}};

	gallery_title(g, say(g, "导入预览", "Preview"), 8, NULL, 0);
	view_preview(&g->html, &(struct preview_view){
		.page = &g->page, .file = "2026年汇总.xlsx", .batch = "13", .effective = day_of(2026, 11, 21), .action = {"/import"}, .sheets = sheets, .sheet_count = COUNT(sheets),
		.faults = faults, .fault_count = COUNT(faults), .fault_total = 11, .warnings = warnings, .warning_count = 1, .warning_total = 1,
	});
}

static void
preview(struct gallery *g)
{
	gallery_title(g, say(g, "导入预览", "Preview"), 8, NULL, 0);
	view_preview(&g->html, &(struct preview_view){
		.page = &g->page, .file = "2026年汇总.xlsx", .batch = "13", .effective = day_of(2026, 11, 21), .action = {"/import"},
		.sheets = sheets, .sheet_count = 2,
	});
}

static void
preview_running(struct gallery *g)
{
	gallery_title(g, say(g, "正在导入", "Importing"), 8, NULL, 0);
	view_preview(&g->html, &(struct preview_view){
		.page = &g->page, .file = "2026年汇总.xlsx", .batch = "13", .effective = day_of(2026, 11, 21), .action = {"/import"},
		.sheets = sheets, .sheet_count = 2, .phase = say(g, "正在写入", "Being written"), .written = 31000, .to_write = 80000,
	});
}

static void
privacy(struct gallery *g)
{
	static const struct privacy_field_view fields[] = {
		{"姓名", "组织关系管理、选举人名册", "ELEC-5.1", "履行党内法规规定的职责", "所在党支部", "党籍存续期间", "上级党组织", false},
		{"公民身份号码", "核对身份，防止重复登记", "A-22", "履行党内法规规定的职责", "所在党支部（加密保存）", "组织关系转出后 2 年", "无", true},
	};
	static const struct link_view kinds[] = {{"党员", {"/privacy/member"}, true, 0}, {"任职", {"/privacy/post"}, false, 0}, {"社会组织负责人", {"/privacy/unit"}, false, 0}};

	gallery_title(g, say(g, "个人信息告知：党员", "Notice on personal data: members"), 0, NULL, 0);
	g->page.as_of = NULL;
	view_privacy(&g->html, &(struct privacy_view){
		.page = &g->page, .lead = "逐项说明保存什么、为什么、由谁保存、保存多久、提供给谁。", .kinds = kinds, .kind_count = COUNT(kinds), .fields = fields, .field_count = COUNT(fields),
		.rights = "可以向所在党支部书记提出查阅、复制、更正；按党内法规须永久保存的，说明依据。",
	});
}

static void
me(struct gallery *g)
{
	static const struct right_view rights[] = {
		{"表决权", true, "正式党员，未受限制。", "ELEC-5.1"}, {"选举权", true, "正式党员，未受限制。", "ELEC-5.1"},
		{"被选举权", false, "留党察看期间没有，2027-01-09 届满后由党组织决定恢复。", "ELEC-5.2"},
	};
	static const struct fact_view account[] = {
		{.label = "账号", .value = {.kind = CELL_TEXT, .text = "zhou"}}, {.label = "第二验证", .value = {.kind = CELL_BADGE, .text = "已启用", .tone = TONE_GOOD}},
	};
	static const struct fact_view membership[] = {
		{.label = "所在党组织", .value = {.kind = CELL_TEXT, .text = "家具行业协会党支部", .href = {"/bodies/31"}}}, {.label = "入党日期", .value = {.kind = CELL_DAY, .day = 9000}},
	};
	static const struct section_view sections[] = {{"账号", account, COUNT(account)}, {"组织关系", membership, COUNT(membership)}};
	static const struct column_view columns[] = {{.label = "时间"}, {.label = "谁"}, {.label = "事由"}};
	static const struct cell_view opened[] = {
		{.kind = CELL_TEXT, .text = "2026-11-03 10:12"}, {.kind = CELL_TEXT, .text = "陈某，第十七联合党委"}, {.kind = CELL_TEXT, .text = "核对选举人名册"},
	};
	static const struct row_view rows[] = {{opened, false}};
	static const struct field_view token_fields[] = {{.name = "name", .label = "用途", .kind = INPUT_TEXT, .required = true}};
	static const struct token_view tokens[] = {
		{"统计脚本", 20700, 20790, "2026-11-20", {.label = "撤销", .post = {"/me/tokens/1/revoke"}}},
	};
	static const struct session_view sessions[] = {
		{"2026-11-21 08:30", "2026-11-21 10:02", "2026-11-21 20:30", true, {0}},
		{"2026-11-21 07:55", "2026-11-21 08:10", "2026-11-21 19:55", false, {.label = "结束", .post = {"/me/sessions/end"}}},
	};
	static const char *const notes[] = {"2026-11-20 16:02，陈某重设了本账号的密码。理由：忘记密码"};
	static const struct button_view buttons[] = {{.label = "修改密码", .href = {"/me/password"}}, {.label = "下载我的记录", .post = {"/actions/copy-own"}}};

	gallery_title(g, say(g, "我的", "My record"), 99, NULL, 0);
	view_me(&g->html, &(struct me_view){
		.page = &g->page, .sections = sections, .section_count = 2, .rights_on = day_of(2026, 11, 21), .rights = rights, .right_count = COUNT(rights),
		.opened = {"谁查看过我的记录", columns, COUNT(columns), rows, 1, NULL}, .tokens = tokens, .token_count = 1, .token_action = {"/me/tokens"},
		.token_fields = token_fields, .token_field_count = 1, .sessions = sessions, .session_count = COUNT(sessions),
		.notes = notes, .note_count = COUNT(notes), .buttons = buttons, .button_count = COUNT(buttons),
	});
}

static void
admin(struct gallery *g)
{
	const struct admin_link_view links[] = {
		{say(g, "账号", "Accounts"), say(g, "建立、停用账号，重置密码。", "Make and close accounts, reset passwords."), {"/admin/accounts"}, 214},
		{say(g, "角色", "Roles"), say(g, "谁在哪一级有什么角色，自何日起。", "Who has which role where, since when."), {"/admin/roles"}, 260},
		{say(g, "权限查询", "Who may"), say(g, "谁有这项权限。", "Who holds a right."), {"/admin/holders"}, NO_COUNT},
		{say(g, "设置", "Settings"), say(g, "法规留给地方规定的数值，均有日期和依据。", "What the rules leave to a place, dated and with its source."), {"/admin/settings"}, 31},
	};
	static const struct fact_view facts[] = {{.label = "版本", .value = {.kind = CELL_TEXT, .text = "0.1.0"}}, {.label = "最近备份", .value = {.kind = CELL_DAY, .day = DAY_NONE}}};

	gallery_title(g, say(g, "管理", "Administration"), 99, NULL, 0);
	g->page.as_of = NULL;
	view_admin(&g->html, &(struct admin_view){.page = &g->page, .links = links, .link_count = COUNT(links), .facts = facts, .fact_count = COUNT(facts)});
}

const struct gallery_page gallery_others[] = {
	{"login", login}, {"error", error}, {"form", form}, {"confirm", confirm}, {"confirm-prevented", confirm_prevented},
	{"secret", secret}, {"law", law}, {"clause", clause}, {"import", import}, {"preview-faults", preview_faults},
	{"preview", preview}, {"preview-running", preview_running}, {"privacy", privacy}, {"me", me}, {"admin", admin}, {NULL, NULL},
};
