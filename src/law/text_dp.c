/*
 * Data protection and members' rights: DP-1 to 8 say what is never collected
 * or computed, DP-9 to 18 what must be done, DP-19 to 26 the rights to build in.
 */
#include "law/texts.h"

#define NO_TEXT {"", ""}

const struct clause dp_clauses[] = {
	{"DP-1", DP, KIND_PROH, {"不对思想信仰画像", "No profiling of beliefs"},
	 {"不对任何人（包括党员）的思想、宗教信仰、观点、网络言论、私人生活和交往打分、排名、贴标签、"
	  "作情感分析或者预测，也不设自由填写的个人记述。只记载会议开过、本人提出的服务请求和有案号的行为"
	  "反映。",
	  "No score, rank, label, sentiment, prediction or free-text file on any person's thoughts, "
	  "religion, opinions, online speech, private life or contacts, members included. Stored are "
	  "only that a meeting took place, service requests people raise themselves, and reported "
	  "conduct with a case number."},
	 {"任何字段、页面、日志或者导出含有此类内容。",
	  "Any field, page, log or export with such content."},
	 {"依据个人信息保护法第五条、第六条、第二十八条；第二十八条已核对，其他条号未经核实。"
	  "DP各条是工程要求，不是法律意见。",
	  "Personal Information Protection Law (PIPL) Arts. 5, 6, 28; Art. 28 was seen, other article "
	  "numbers need checking. The DP list is an engineering list, not legal advice."}},
	{"DP-2", DP, KIND_PROH, {"不为非党员建档", "No files on non-members"},
	 {"不为非党员建立档案，不为没有申请的人列名单，不作家庭和社会关系图，不对非党员的出席施加压力。"
	  "允许保存的只有：单位职工总数；负责人、联系人等岗位所需的姓名；书面申请入党的人，自申请之日起；"
	  "请求服务的人，以及本人提出意见、申诉、协商席位或者调解的人，只限该事项。",
	  "No files on non-members as such: no prospect lists, no family or social-relation graphs, no "
	  "attendance pressure. Allowed are only a unit's staff head-count; names needed for a role "
	  "(head, contact); persons who applied in writing, from the date of application; and service "
	  "clients or persons who themselves file a view, complaint, consultation seat or mediation, for "
	  "that case only."},
	 {"为没有申请的人建立名单，或者记录非党员的出席情况用于评价。",
	  "A list of people who did not apply, or non-members' attendance used in any grade."},
	 {"与OPIN-12.4、OPIN-15.7一并执行。", "Read with OPIN-12.4 and OPIN-15.7."}},
	{"DP-3", DP, KIND_PROH, {"选票不可追溯", "Ballots never linkable"},
	 {"领票名册与票箱分开保存，不设共同的键，不保存单张选票的时间、次序、设备、网络地址和笔迹图像。"
	  "每项选举只保存收回、有效、无效选票数和每人合计票数，另选的人记姓名和合计数，"
	  "投票期间不出累计数。代写只记张数（ELEC-24.2a）；接收预备党员的表决（A-12）"
	  "和民主评议的测评票（A-8）同样办理。",
	  "The roll of who received a ballot and the box are kept apart with no shared key and no "
	  "per-ballot time, sequence, device, address or handwriting image. Per contest only ballots "
	  "returned, valid and invalid and per-person totals are stored, write-ins as name and total, "
	  "with no running tallies. Help with writing is a count only (ELEC-24.2a); admission votes "
	  "(A-12) and evaluation ballots (A-8) are treated alike."},
	 {"能够由任何记录查出某人投了什么票。", "Any record from which a person's vote can be found."},
	 {"以电子方式收票的，投票结束后打乱次序一次写入。投票人数很少（如不足5名）或者全票一致时，"
	  "合计数会显出个人选择，应当提醒主持人。",
	  "If votes are collected electronically they are shuffled and written in one batch after "
	  "closing. A small group (say fewer than 5 voters) or a unanimous vote reveals choices by "
	  "arithmetic: the chair is warned."}},
	{"DP-4", DP, KIND_PROH, {"不自动决定个人事项", "No automated decision on persons"},
	 {"候选资格、入党、评定等次、处分、除名、困难认定和单位标签，不由系统决定。系统只显示事实、"
	  "规则和计算，由具名的组织决定并签署。",
	  "Candidacy, admission, grade, sanction, removal, hardship and unit labels are never decided by "
	  "software. It shows facts, rule and arithmetic; a named organ decides and signs."},
	 {"系统直接得出对个人的结论。", "The system itself reaches a conclusion about a person."},
	 {"依据个人信息保护法第二十四条，条号未经核实。",
	  "PIPL Art. 24; the article number needs checking."}},
	{"DP-5", DP, KIND_PROH, {"不用生物识别和定位", "No biometrics or location trails"},
	 {"考勤不采集生物识别信息和行踪轨迹，不要求连续打卡。点名或者签到表已经足够。",
	  "Attendance uses no biometrics, location trails or continuous check-in; a roll call or sign-in "
	  "sheet is enough."},
	 {"用人脸、指纹或者定位签到。", "Face, fingerprint or location is used to check in."},
	 NO_TEXT},
	{"DP-6", DP, KIND_PROH, {"不与外部数据交换比对", "No cross-matching of data"},
	 {"不从公安、征信和社交媒体导入数据，也不向其导出，不作超出本模块目的的比对。统计、日志、网址、"
	  "文件名和测试数据不含个人信息：查人用表单提交，不放在网址里；访问日志只记路径，不记查询部分；"
	  "出错提示只指明工作表和单元格，不重复证件号码。",
	  "No import from, or export to, policing, credit or social-media data, and no cross-matching "
	  "beyond the module's purpose. No personal data in analytics, logs, URLs, file names or test "
	  "fixtures: persons are searched by form, never through the address; access logs carry the path "
	  "without its query; a fault sentence names sheet and cell and never repeats an ID number."},
	 {"与此类数据比对，或者日志、网址中出现个人信息。",
	  "Data are so matched, or personal data stand in a log or URL."},
	 NO_TEXT},
	{"DP-7", DP, KIND_PROH, {"不公开个人排名", "No public ranking of persons"},
	 {"公开页面不对个人排名。单位排名只在条款要求考核的地方出现（OPIN-23.3、BJ-10），"
	  "同时列出事实和答复渠道。",
	  "Public views never rank individuals. Units are ranked only where a clause asks for assessment "
	  "(OPIN-23.3, BJ-10), with facts and a reply channel."},
	 {"出现个人名次，或者单位名次没有依据的条款。",
	  "A person's rank is shown, or a unit's without a clause that asks for it."},
	 NO_TEXT},
	{"DP-8", DP, KIND_PROH, {"不采集的信息", "What is not collected"},
	 {"不采集宗教信仰、健康详情、完整银行账号、工资明细、家庭成员和心理咨询内容。"
	  "不计入应到会人数的只存情形代码和批准文号；党费只存档次和数额，不存工资单。",
	  "Not collected: religion, health detail, full bank account, wage history, family members, "
	  "counselling content. For exclusions the code and the approval number are stored; for dues the "
	  "tier and the amount, not the payslip."},
	 {"字段或者附件收存上列内容。", "A field or attachment holds any of these."},
	 NO_TEXT},
	{"DP-9", DP, KIND_STEP, {"敏感个人信息", "Sensitive personal information"},
	 {"党员身份、处分、证件号码、党费和困难情况，按敏感个人信息处理：目的特定，确有必要，严格保护，"
	  "告知必要性和对本人的影响。以同意为依据的，须单独同意；涉及不满14周岁的人，另加保护。",
	  "Membership, sanctions, ID numbers, dues and hardship are treated as sensitive: specific "
	  "purpose, sufficient necessity, strict protection, notice of necessity and effect. Where "
	  "consent is the basis it is separate consent; persons under 14 get extra care."},
	 {"没有特定目的或者没有告知而处理。",
	  "They are handled without a specific purpose or without notice."},
	 {"依据个人信息保护法第二十八条至第三十一条；第二十八条已核对，其他条号未经核实。",
	  "PIPL Arts. 28 to 31; Art. 28 was seen, the other numbers need checking."}},
	{"DP-10", DP, KIND_STEP, {"逐字段告知", "Basis and notice per field"},
	 {"每个字段在界面上标明目的、依据、保管者、保存期限和接收者。改变目的的，须另有依据。",
	  "Each field shows its purpose, basis, keeper, retention and recipients in the interface. A "
	  "change of purpose is a new basis."},
	 {"字段没有上述告知。", "A field has no such notice."},
	 {"依据个人信息保护法第十三条、第十四条、第十七条，条号未经核实。",
	  "PIPL Arts. 13, 14, 17; article numbers need checking."}},
	{"DP-11", DP, KIND_STEP, {"最少采集", "Minimization by rule"},
	 {"有条款需要，才设字段；字段定义中写明条款编号。",
	  "A field exists only if a clause needs it, and its definition carries the clause's ID."},
	 {"字段没有条款编号。", "A field has no clause ID."},
	 {"依据个人信息保护法第六条，条号未经核实。", "PIPL Art. 6; the article number needs checking."}},
	{"DP-12", DP, KIND_STEP, {"最小权限", "Least privilege"},
	 {"各人只见职责所需：党员见本人；支部书记、组织委员见本支部；上级党组织工作人员默认见汇总数，"
	  "按事项并写明理由才见个人；监票人、计票人限一次选举、一日；登记人员见单位，不见党员；"
	  "纪检人员限案件；审计人员见日志，不见内容；系统管理员不见业务数据。"
	  "任何人不得既办理选举又管理其数据库。",
	  "Everyone sees what the role needs: a member, self; branch secretary and member for "
	  "organization, their branch; a higher clerk, aggregates, and persons only by case and reason; "
	  "supervisor and teller, one contest on one day; registry clerk, units and no members; "
	  "discipline role, the case; auditor, the log without content; administrator, no business data. "
	  "No one may both run an election and administer its database."},
	 {"超出职责查看，或者一人兼办选举和数据库管理。",
	  "Someone sees beyond the role, or one person both runs an election and administers its "
	  "database."},
	 NO_TEXT},
	{"DP-13", DP, KIND_STEP, {"查阅留痕", "Audit trail of access"},
	 {"个人记录的读取和改动都要留痕，只增不改。党员可以看到谁在何时因何打开过自己的记录。",
	  "Reads and writes of person records leave an append-only trail. A member can see who opened "
	  "his or her record and why."},
	 {"读取没有留痕，或者留痕被改动。", "A read leaves no trace, or the trail is changed."},
	 NO_TEXT},
	{"DP-14", DP, KIND_STEP, {"保存期限", "Retention"},
	 {"各类记录都有保存的截止日期，到期删除或者匿名化。默认：选举案卷，本届任期加一届；候选人介绍，"
	  "至结果备案；任前审查意见，至任期结束；未成功的申请，办结后2年；党费收据、介绍信存根，10年；"
	  "服务事项，2年；影响评估和处理记录，至少3年；纸质选票按选举办法，电子选票不留；"
	  "党员档案按党内规定须长期保存的除外。",
	  "Every kind of record has an end date, then deletion or anonymization. Defaults: election "
	  "evidence file, the term and one more; candidate sheets, until the result is filed; "
	  "prior-check opinions, the term of the office; unsuccessful application, 2 years after "
	  "closing; dues receipts and letter stubs, 10 years; service cases, 2 years; impact assessments "
	  "and processing records, at least 3 years; ballot papers as the election method states, "
	  "digital ballots none; a member's own file is permanent where Party rules require it."},
	 {"到期没有删除或者匿名化。", "Data outlive their end date."},
	 {"各期限系推定默认值。依据个人信息保护法第十九条、第四十七条、第五十六条，条号未经核实；"
	  "介绍信存根10年见于一地的指南。",
	  "The periods are inferred defaults. PIPL Arts. 19, 47, 56, numbers to be checked; the 10 years "
	  "for letter stubs come from one local guide."}},
	{"DP-15", DP, KIND_STEP, {"影响评估", "Impact assessment"},
	 {"处理敏感信息、自动化决策、委托、共享或者公开以前，先作个人信息保护影响评估。定期审计；"
	  "达到规定数量的，指定负责人。",
	  "An impact assessment comes before handling sensitive data, automated decisions, entrusting, "
	  "sharing or publishing. There are audits, and a named officer at volume."},
	 {"未经评估就处理或者公开。", "Data are so handled or published without an assessment."},
	 {"依据个人信息保护法第五十二条、第五十四条至第五十六条，条号未经核实。",
	  "PIPL Arts. 52, 54 to 56; article numbers need checking."}},
	{"DP-16", DP, KIND_STEP, {"分级安全措施", "Security by tier"},
	 {"存储和传输都加密，证件号码按字段加密，默认遮盖显示。导出个人记录须写明理由并留痕；"
	  "备份要经过恢复检验；发生泄露的，按规定通知。国家秘密不得进入本系统。",
	  "Encryption at rest and in transit, at field level for ID numbers; display is masked by "
	  "default. Exporting person records takes a reason and is journalled; backups are tested; "
	  "breaches are notified. State-secret material is kept out of the system altogether."},
	 {"证件号码明文保存，或者导出没有理由。",
	  "ID numbers are stored in the clear, or an export has no reason."},
	 {"依据个人信息保护法第五十一条、第五十七条，条号未经核实。",
	  "PIPL Arts. 51, 57; article numbers need checking."}},
	{"DP-17", DP, KIND_STEP, {"公示内容从简", "Public notices show the least"},
	 {"公示只写姓名、单位和拟任职务或者事项。期满撤下，不供搜索引擎收录。",
	  "A public notice shows name, unit and the role sought. It is taken down after the period and "
	  "not indexed."},
	 {"公示其他个人信息，或者期满没有撤下。",
	  "It shows other personal data, or stays after the period."},
	 NO_TEXT},
	{"DP-18", DP, KIND_STEP, {"委托处理和境内存储", "Entrusting and data location"},
	 {"委托处理和共用服务，须订立合同。数据存储在境内；国家机关处理个人信息，另按专章规定。",
	  "Entrusted processors and shared services need a contract. Data stay in China; state organs "
	  "follow their own chapter."},
	 {"没有合同就委托，或者数据出境。",
	  "Processing is entrusted without a contract, or data leave China."},
	 {"依据个人信息保护法第二十一条、第三十三条至第三十七条，条号未经核实。",
	  "PIPL Arts. 21, 33 to 37; article numbers need checking."}},
	{"DP-19", DP, KIND_RIGHT, {"知情", "Right to know"},
	 {"党员可以看到本人的记录、本支部的通知、规定和条款文本，投票以前的应到会名册及更正期，"
	  "候选人介绍（ELEC-21.1a）和含四项票数的结果（ELEC-30.2）。名册只列姓名；"
	  "未列入的原因只有本人和选举办理人员可见。",
	  "A member sees the own record, the own branch's notices, rules with clause text, before a vote "
	  "the roll of those who should attend with a correction window, the election introductions "
	  "(ELEC-21.1a), and results with all four counts (ELEC-30.2). The roll shows names only; why "
	  "someone is not on it is visible to that person and to those who run the election."},
	 {"上列内容不向党员本人显示。", "A member cannot see one of these."},
	 {"更正期默认3个工作日，由本系统自定。",
	  "The correction window of 3 working days is the product's choice."}},
	{"DP-20", DP, KIND_RIGHT, {"参与", "Right to participate"},
	 {"党员可以提出议题和动议、询问候选人、署名或者不署名提出意见（OPIN-16.4）。"
	  "缺席不得使任何人被自动标记。",
	  "Members can propose agenda items and motions, question candidates, and give views with or "
	  "without name (OPIN-16.4). Absence never marks a person automatically."},
	 {"因缺席自动标记某人。", "A person is marked automatically for absence."},
	 NO_TEXT},
	{"DP-21", DP, KIND_RIGHT, {"选举和被选举", "To vote and stand"},
	 {"误被漏列的，在投票开始以前当日复核。丧失或者暂停权利的，须写明依据ELEC-5.2至5.4中的哪一条和文"
	  "号。",
	  "Who is wrongly left off the roll gets a same-day review before voting opens. A loss of rights "
	  "cites ELEC-5.2 to 5.4 and a document."},
	 {"漏列没有复核就投票，或者停权没有依据。",
	  "Voting opens without the review, or a loss of rights cites nothing."},
	 NO_TEXT},
	{"DP-22", DP, KIND_RIGHT, {"监督", "Right to supervise"},
	 {"意见和举报可以直接送达上级党组织和纪律检查委员会，不经本单位。举报人受保护；"
	  "书记另有OPIN-20.7规定的渠道。",
	  "Complaints and reports reach the higher organization and discipline inspection, bypassing the "
	  "unit. The reporter is protected; secretaries have the channel of OPIN-20.7."},
	 {"本单位管理人员能够看到举报。", "The unit's own managers can read a report."},
	 NO_TEXT},
	{"DP-23", DP, KIND_RIGHT, {"申辩和申诉", "Defence and appeal"},
	 {"处分、除名、停止党籍、不予接收和贴标签等不利处理，须记录告知、到场、申辩、决定和申诉途径。"
	  "执行情况和复查结果向本人显示。",
	  "Every adverse act (sanction, removal, stop, refusal, label) records notice, attendance, "
	  "defence, decision and route of appeal. Execution status and review result are visible to the "
	  "person."},
	 {"不利处理缺少其中一项记录。", "An adverse act lacks one of these records."},
	 NO_TEXT},
	{"DP-24", DP, KIND_RIGHT, {"个人信息权利", "Personal information rights"},
	 {"本人可以查阅、复制、更正、删除自己的信息，要求说明，撤回同意，提出投诉。党内规定不许删除的，"
	  "显示该规定，不得不作答复。",
	  "A person can access, copy, correct and delete the own data, ask for an explanation, withdraw "
	  "consent, and complain. Where Party rules forbid deletion the rule is shown instead of failing "
	  "silently."},
	 {"请求没有答复。", "A request gets no answer."},
	 {"依据个人信息保护法第十五条、第四十五条至第四十八条、第五十条，条号未经核实。",
	  "PIPL Arts. 15, 45 to 48, 50; article numbers need checking."}},
	{"DP-25", DP, KIND_RIGHT, {"单位自主", "Autonomy of units"},
	 {"单位可以看到所存的本单位全部数据、向上报送的内容和接收者，可以对标签和等次提出异议（OPIN-2.1、"
	  "MASS-5.2）。",
	  "A unit sees all data held on it, what was sent upward and to whom, and can object to a label "
	  "or grade (OPIN-2.1, MASS-5.2)."},
	 {"本单位的数据或者报送情况不向单位显示。", "A unit cannot see its data or what was sent."},
	 NO_TEXT},
	{"DP-26", DP, KIND_RIGHT, {"防止滥用", "Guards against misuse"},
	 {"不得按信仰、宗教、民族、健康成批检索。查人只在本人权限范围内完全匹配，部分匹配只限本支部。"
	  "不足5人的小组不列入统计；向选举人宣布的选举结果和党组织向本组织党员显示的合计数不在此限，"
	  "其他党员的个人数额一律不显示。",
	  "No bulk search by belief, faith, ethnicity or health. Person search is an exact match inside "
	  "one's scope, a partial match only within one's own branch. Groups of fewer than 5 are "
	  "suppressed in statistics, never in election results announced to electors nor in a body's own "
	  "totals shown to its members; other members' individual amounts are never shown."},
	 {"按上列特征成批检索，或者统计中显示不足5人的小组。",
	  "A bulk search by such traits, or a group of fewer than 5 in statistics."},
	 NO_TEXT},
};
const size_t dp_clause_count = sizeof dp_clauses / sizeof dp_clauses[0];
