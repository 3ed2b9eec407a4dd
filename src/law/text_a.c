/*
 * Facts that the instruments leave out, from other rules and from practice.
 * Each note gives the confidence they are held with.
 */
#include "law/texts.h"

#define NO_TEXT {"", ""}

const struct clause a_clauses[] = {
	{"A-1", A, KIND_DEF, {"党组织设置规模", "Sizes of Party bodies"},
	 {"在岗正式党员不少于3名（含）的，设立党支部（OPIN-8.1）；党支部的党员一般不超过50名（含）。"
	  "党员50名左右至不足100名的设总支部，100名以上（含）的设基层委员会；规模不足而工作需要的，"
	  "经上级党组织批准也可以设立。一律由上级党组织批准。",
	  "At least 3 full members at work (inclusive) make a branch (OPIN-8.1); a branch generally has "
	  "at most 50 members. From about 50 to under 100 a general branch, from 100 (inclusive) a "
	  "committee; below the size it is still possible for work needs. The higher organization "
	  "approves in every case."},
	 NO_TEXT,
	 {"较早的指南作“超过50名、100名”，较新的作“以上”，默认含本数，恰好50名、100名须说明（OPIN-8.2）。"
	  "可信度：3名和50名上限高，50名、100名分界中。",
	  "Older guides exclude 50 and 100, newer ones include them; the default includes, exactly 50 or "
	  "100 is flagged (OPIN-8.2). Confidence: high (3, the cap of 50); medium (the 50 and 100 "
	  "boundary)."}},
	{"A-2", A, KIND_DEF, {"联合支部和临时支部", "Joint and temporary branches"},
	 {"在岗正式党员不足3名的，按地域相邻、行业相近、规模适当的要求组建联合党支部，"
	  "覆盖单位一般不超过5个（含）。为期6个月以上（含）的项目设立党支部（临时党支部）。",
	  "With fewer than 3 full members at work, a joint branch is formed by nearness, like trade and "
	  "fit size; it generally covers at most 5 units (inclusive). Projects of 6 months or more set "
	  "up a (temporary) branch."},
	 NO_TEXT,
	 {"可信度：高。", "Confidence: high."}},
	{"A-3", A, KIND_DEF, {"委员会的设置和人数", "Size of committees"},
	 {"正式党员7名以上（含）的党支部设支部委员会，3至5名，一般不超过7名（含），超过的须说明；"
	  "由书记和组织、宣传、纪检委员组成，需要时设副书记。总支部委员会5至7名，最多9名；"
	  "基层委员会5至9名，最多11名；设常务委员会的15至21名，其中常务委员会委员5至7名，最多9名。",
	  "A branch with 7 or more full members has a branch committee of 3 to 5, generally at most 7 "
	  "(more is flagged): secretary and members for organization, publicity and discipline, a deputy "
	  "if needed. General branch committee 5 to 7, at most 9; committee 5 to 9, at most 11; with a "
	  "standing committee 15 to 21, of them 5 to 7 standing, at most 9."},
	 NO_TEXT,
	 {"可信度：党支部高，其他中；常务委员会人数见于较早的指南。",
	  "Confidence: high (branch), medium (others); the standing committee's size is from an older "
	  "guide."}},
	{"A-4", A, KIND_DEF, {"不设支部委员会", "Branches without a committee"},
	 {"正式党员不足7名的党支部不设支部委员会，设书记1名，需要时设副书记1名。选举按ELEC-16.2、"
	  "ELEC-20.1b办理。",
	  "With fewer than 7 full members there is no committee but 1 secretary, and 1 deputy if needed. "
	  "Elections follow ELEC-16.2 and ELEC-20.1b."},
	 NO_TEXT,
	 {"可信度：高。", "Confidence: high."}},
	{"A-5", A, KIND_DEF, {"任期", "Terms of office"},
	 {"基层委员会任期一般5年，总支部委员会、支部委员会一般3年；村和社区三级都是5年。"
	  "纪律检查委员会任期与同级党的委员会相同。自2018年7月以后各党组织的下一次换届起执行，"
	  "提前或者延期不超过1年。",
	  "The term is generally 5 years for a committee and 3 for a general branch and a branch; in "
	  "villages and communities 5 at all three levels. The discipline inspection commission has the "
	  "term of its Party committee. This holds from each body's next election after 2018-07; a shift "
	  "is at most 1 year."},
	 NO_TEXT,
	 {"可信度：高。", "Confidence: high."}},
	{"A-6", A, KIND_DEF, {"党员大会表决", "Voting at ordinary meetings"},
	 {"党支部党员大会表决一般事项，到会有表决权的党员不少于应到会有表决权党员的半数（含）才能进行，"
	  "赞成的人超过应到会有表决权党员的半数（不含）为通过。支部委员会会议须有不少于半数的委员到会。",
	  "An ordinary branch general meeting votes only if those present with vote are at least half "
	  "(inclusive) of those who should attend with vote; a motion passes if yes votes are more than "
	  "half (exclusive) of those who should attend with vote. A branch committee meets with at least "
	  "half of its members."},
	 {"到会不足半数就表决，或者赞成没有超过应到会的半数而算作通过。",
	  "A vote is taken with fewer than half present, or passes without more than half of those who "
	  "should attend."},
	 {"可信度：高。选举的到会人数另按ELEC-19.1，接收预备党员另按A-12。",
	  "Confidence: high. Elections follow ELEC-19.1 and admissions A-12 instead."}},
	{"A-7", A, KIND_DEF, {"组织生活次数", "How often meetings are held"},
	 {"党员大会一般每季度1次，支部委员会会议一般每月1次，党小组会一般每月1次，党课定期，"
	  "主题党日每月相对固定1天；组织生活会每年至少1次，一般在第四季度；谈心谈话相互之间每年至少1次。"
	  "没有支部委员会、党小组的，相应会议不计。",
	  "General meeting about once a quarter, branch committee about monthly, group meeting about "
	  "monthly, Party lessons regular, theme Party day one fairly fixed day each month; "
	  "organizational life meeting at least once a year, usually in the fourth quarter; talks at "
	  "least once a year between each. Without a committee or groups, their meetings are not due."},
	 NO_TEXT,
	 {"例：支部设委员会、有2个党小组，全年应为党员大会4次、支部委员会会议12次、党小组会24次、"
	  "主题党日12次、组织生活会1次、民主评议1次（A-8）；党课和谈心谈话不计入。"
	  "党课由党委负责人每年至少讲1次，地方常有每季度的规定。可信度：高，党课中。",
	  "Ex: with a committee and 2 groups a year owes 4 + 12 + 24 + 12 theme days + 1 life meeting + "
	  "1 evaluation (A-8); lessons and talks are not in the sum. Heads of committees give at least 1 "
	  "lesson a year; local rules often say quarterly. Confidence: high (lessons medium)."}},
	{"A-8", A, KIND_DEF, {"民主评议党员", "Democratic evaluation of members"},
	 {"民主评议党员每年进行1次，可以与组织生活会一并进行，步骤为个人自评、党员互评、民主测评、"
	  "组织评定。等次为优秀、合格、基本合格、不合格；预备党员参加，一般不评定等次。",
	  "Yearly; it may be held with the organizational life meeting. Steps: self, mutual, ballot, the "
	  "organization's rating. Grades: excellent, qualified, basically qualified, unqualified; "
	  "probationary members take part but are usually not graded."},
	 NO_TEXT,
	 {"可信度：中。", "Confidence: medium."}},
	{"A-9", A, KIND_DEF, {"不计入应到会的情形", "Exclusions from the base"},
	 {"不计入应到会有选举权人数的情形，每人都须上级党组织同意并经党员大会通过：不能表达意志；"
	  "自费出国（境）6个月以上（含）；正在服刑而没有受留党察看或者开除党籍处分；"
	  "卧床不起或者生活不能自理；外出6个月以上（含）应转未转组织关系；离退休后长期回原籍居住。"
	  "受留党察看处分的，依ELEC-5.2本不计入，不需批准。",
	  "Left out of those who should attend, each with higher consent and a vote of the general "
	  "meeting: unable to express their will; abroad at own expense for at least 6 months; serving a "
	  "sentence without having received probation within the Party or expulsion; bedridden or unable "
	  "to care for oneself; away 6 months or more without the transfer that was due; long-returned "
	  "retirees. Those under probation within the Party are out by ELEC-5.2 and need no approval."},
	 NO_TEXT,
	 {"可信度：高。", "Confidence: high."}},
	{"A-10", A, KIND_DEF, {"学习培训学时", "Training hours"},
	 {"党员每年集中学习培训不少于32学时（含）；党组织书记和班子成员不少于56学时（含），"
	  "至少参加1次集中培训。新任书记一般在半年内培训。",
	  "Members have at least 32 class-hours a year; secretaries and team members at least 56, with "
	  "at least 1 intensive course. New secretaries are trained within about half a year."},
	 NO_TEXT,
	 {"可信度：中。", "Confidence: medium."}},
	{"A-11", A, KIND_DEF, {"入党条件和预备期", "Admission and probation"},
	 {"申请人年满18周岁（出生日期字段由此需要）；有2名介绍人，均为正式党员；面向党旗宣誓。预备期1年，"
	  "自接收为预备党员的党员大会之日算起满12个月为止，可以延长1次，6至12个月，"
	  "期满不合格的取消预备党员资格；党龄从转正之日算起。",
	  "The applicant is at least 18 (hence the field date of birth), has two introducers, both full "
	  "members, and takes the oath before the flag. Probation is 1 year, from the admitting general "
	  "meeting to the same day 12 months later, with one extension of 6 to 12 months, otherwise "
	  "cancelled; Party standing counts from conversion."},
	 NO_TEXT,
	 {"可信度：高。", "Confidence: high."}},
	{"A-12", A, KIND_DEF, {"发展党员程序", "Steps of admitting members"},
	 {"发展党员分五个阶段25步。一、申请：书面申请，收到后1个月内谈话。二、积极分子："
	  "推荐并由支部委员会决定，报上级备案，指定培养联系人，教育培养，每半年考察1次。三、发展对象："
	  "积极分子满1年（含）、公示不少于5个工作日（2026年规定）后确定，报上级备案或者同意，"
	  "确定2名介绍人，政治审查，培训不少于3天或者24学时。四、接收：支部委员会审查，上级预审，"
	  "填写志愿书；预审后1个月内召开党员大会，到会有表决权的党员超过应到会有表决权党员的半数，"
	  "逐人讨论并无记名表决，赞成的超过应到会有表决权党员的半数为通过；上级谈话，3个月内审批，"
	  "特殊情况不超过6个月，报上一级组织部门备案。五、预备期：编入支部和小组，"
	  "审批后一般1个月内宣誓（2026年规定），继续考察，期满书面申请转正，党员大会讨论，3个月内审批，"
	  "归档。",
	  "Five phases, 25 steps. 1 Apply: written application; talk within 1 month of receipt. 2 "
	  "Activist: recommended, decided by the branch committee, recorded above; mentor contacts, "
	  "education, review every half year. 3 Development object: decided after at least 1 year as "
	  "activist and public notice of at least 5 working days (2026 rules); record or consent of the "
	  "higher committee; two introducers; political review; training of at least 3 days or 24 hours. "
	  "4 Admission: branch committee check, higher pre-review, application form; general meeting "
	  "within 1 month of pre-review with more than half of those who should attend with vote "
	  "present, persons discussed and voted one by one by secret ballot, yes votes more than half of "
	  "those who should attend with vote; higher committee's talk; approval within 3 months, at most "
	  "6 in special cases; record with the organization department above. 5 Probation: join branch "
	  "and group, oath usually within 1 month of approval (2026 rules), continued review, written "
	  "request, general meeting, approval within 3 months, file."},
	 {"早于最早日期或者晚于最迟日期，步骤缺漏。",
	  "A step before its earliest day or after its latest, or missing."},
	 {"不设支部委员会的，由党员大会办理相应步骤。因故不能到会的正式党员会前书面提出的意见计入票数，"
	  "不计入到会人数。政治审查只存日期、机关、文号和结论。离开单位3个月内一般不办理接收。"
	  "发展对象报上级是备案还是同意，说法不一，可以设置；工作日须有国务院节假日安排，否则结果为暂定。"
	  "2026年5月修订的规定代替2014年规定，是否保留原文未经核实。可信度：2014年高，2026年中。",
	  "Without a branch committee the general meeting acts. Written opinions sent before the meeting "
	  "by full members absent with good cause count in the votes, not in the attendance. Of the "
	  "political review only date, organ, document number and conclusion are stored. Within 3 months "
	  "of leaving the unit admission is generally not handled. Whether the higher committee records "
	  "or consents to development objects is a switch; working days need the State Council's "
	  "calendar, else the result is provisional. The rules revised in May 2026 replace those of "
	  "2014; whether they keep the wording is unverified. Confidence: high (2014), medium (2026)."}},
	{"A-13", A, KIND_DEF, {"组织关系转接", "Transfer of relation"},
	 {"党员变更单位、住所，或者外出6个月以上（含）且地点相对固定的，应当转接组织关系。"
	  "纸质介绍信有效期一般10至30天，最长3个月，回执退回原党组织；接收以前由原党组织负责，"
	  "接收方没有正当理由不得拒绝。有权审批预备党员的党委可以在全国直接转接。",
	  "The relation is transferred on a change of unit or residence, or when away 6 months or more "
	  "in a fairly fixed place. A paper letter is usually valid 10 to 30 days, at most 3 months; its "
	  "receipt returns to the old body, which stays responsible until acceptance; refusal without "
	  "cause is barred. Committees able to approve probationary members may transfer nationwide "
	  "directly."},
	 {"没有正当理由拒绝接收。", "Acceptance is refused without cause."},
	 {"有的地方跨省转接有效期为6个月，默认不采用。可信度：高，有效期中。",
	  "Some local guides give 6 months across provinces; not used by default. Confidence: high "
	  "(validity medium)."}},
	{"A-14", A, KIND_DEF, {"自行脱党和停止党籍", "Removal and suspension of membership"},
	 {"没有正当理由连续6个月不参加组织生活，或者不交纳党费，或者不做分配的工作的，"
	  "由党员大会决定除名，报上级党组织批准。失去联系6个月以上（含）经多方查找仍无结果的，"
	  "决定停止党籍，再满2年仍无联系的除名；出国（境）定居或者留学超过5年未归的，一般停止党籍；"
	  "停止党籍的可以恢复。不合格党员按2024年规定限期改正、劝其退党或者除名，本人有被告知、"
	  "到场和申辩的权利。",
	  "Six months in a row without good reason of no organizational life, no dues or no assigned "
	  "work: the general meeting decides removal, with higher approval. Out of contact for at least "
	  "6 months after all means: membership suspended by decision, and after 2 more years without "
	  "contact removal; settled abroad, or study for more than 5 years without return: generally "
	  "suspended; suspended members may be restored. Unqualified members under the 2024 measures: "
	  "time-limited correction, advice to withdraw or removal, with the right to be told, to attend "
	  "and to state a defence."},
	 {"没有党员大会决定就除名，或者由系统立案、认定。",
	  "Removal without a decision of the general meeting, or a case opened by the software."},
	 {"系统只计天数、作提醒：由支部指定人员录入没有正当理由之日起算，本人可以看到并答复，"
	  "提醒只送支部。请假没有次数限制，只记代码，不减少应到会人数。可信度：高。",
	  "Software only counts days and reminds: counting starts from a named officer's entry that "
	  "there is no good reason, the member sees it and can answer, the reminder goes to the branch. "
	  "Leave has no numeric limit, is noted by code and never lowers those who should attend. "
	  "Confidence: high."}},
	{"A-15", A, KIND_DEF, {"党费标准", "Rates of Party dues"},
	 {"党费按月交纳，以税后经常性工资收入为基数，全部基数适用一个比例：3000元以下（含）0.5%，"
	  "超过3000元至5000元（含）1%，超过5000元至10000元（含）1.5%，超过10000元2%。"
	  "离退休人员5000元以下（含）0.5%，超过5000元1%；农民每月0.2至1元，由党组织定额；学生、"
	  "失业和领取救济金的党员每月0.2元。困难的经支部讨论、上一级委员会批准，可以少交或者免交；"
	  "自接收为预备党员的党员大会之日起交纳，经支部同意可以按季交纳，补交一般不超过6个月。",
	  "Monthly, on after-tax regular wage, one rate on the whole base: up to 3,000 yuan (inclusive) "
	  "0.5 %, up to 5,000 1 %, up to 10,000 1.5 %, above 2 %. Pensioners up to 5,000 (inclusive) 0.5 "
	  "%, above 1 %; farmers 0.2 to 1 yuan, the amount fixed by the body; students, unemployed and "
	  "those on relief 0.2 yuan. In hardship the branch discusses and the next committee approves "
	  "less or none. Due from the day of the admitting general meeting, quarterly with the branch's "
	  "consent; arrears generally not over 6 months."},
	 NO_TEXT,
	 {"尾数处理没有规定，默认四舍五入到0.01元。例：3000元交15.00元，3000.01元交30.00元，"
	  "8600元交129.00元，10000.01元交200.00元。可信度：高。",
	  "Rounding is not stated: 0.01 yuan, half up, by default. Ex: 3,000 gives 15.00; 3,000.01 gives "
	  "30.00; 8,600 gives 129.00; 10,000.01 gives 200.00. Confidence: high."}},
	{"A-16", A, KIND_DEF, {"党组议事", "Decisions of leading groups"},
	 {"党组（2015年试行规定）每年提交1次全面报告，集体讨论，按多数决定。2019年修订后："
	  "半数以上成员到会方可开会，讨论干部事项须有三分之二以上成员到会，赞成的超过全体成员的半数为通"
	  "过。领导成员中有3名以上（含）党员的，可以设立党组。",
	  "A leading Party members' group (2015 trial) makes a comprehensive report every year and "
	  "decides collectively by majority. Since the 2019 revision half of the members must be "
	  "present, two thirds for cadre matters, and a decision takes more than half of all members. A "
	  "group is possible where at least 3 leading members are Party members."},
	 NO_TEXT,
	 {"2019年的到会和表决规定未经核实。可信度：2015年中，2019年低。",
	  "The 2019 rules on attendance and voting are not confirmed. Confidence: medium (2015), low "
	  "(2019)."}},
	{"A-17", A, KIND_DEF, {"社会组织评估", "Grading by civil affairs"},
	 {"民政部门评估等级分为5A、4A、3A、2A、1A，有效期5年，满2年可以申请升级。"
	  "上一年度年检缺检或者不合格、连续2年基本合格、受过处罚、列入异常或者失信名单的，不予评估。",
	  "Civil-affairs grades are 5A, 4A, 3A, 2A and 1A, valid 5 years, with an upgrade possible after "
	  "2. Not graded: last inspection missing or failed, two years “basically passed”, penalties, on "
	  "the abnormal or dishonesty list."},
	 NO_TEXT,
	 {"总分1000分，各地分数线不同，如5A有的不低于900分，有的高于950分，可以设置。可信度：高。",
	  "1,000 points; cut-offs differ by place (5A from 900, or above 950): a setting. Confidence: "
	  "high."}},
	{"A-18", A, KIND_DEF, {"社区协商步骤", "Steps of community consultation"},
	 {"社区协商依次为：提出议题，确定参加方，通知并提供情况，召开协商，记录意见，落实，反馈。",
	  "Propose the topic, fix the parties, give notice and information, hold the consultation, "
	  "record the opinion, carry it out, feed back."},
	 NO_TEXT,
	 {"未经核实。可信度：低。", "General knowledge, not confirmed. Confidence: low."}},
	{"A-19", A, KIND_DEF, {"脱钩其他要求", "Further points of decoupling"},
	 {"脱钩后账户独立，办公场所原则上独立；机关干部退休后3年内一般不在行业协会商会任职。",
	  "After decoupling: independent accounts, own premises in principle; officials generally hold "
	  "no association post within 3 years after retirement."},
	 NO_TEXT,
	 {"见于一省的方案。可信度：中。", "From a provincial plan. Confidence: medium."}},
	{"A-20", A, KIND_DEF, {"姓氏笔画排序", "Order by surname strokes"},
	 {"先比姓氏首字（复姓取第一字）的笔画数，少者在先；相同的，按书写次序逐笔比较，横、竖、撇、点、"
	  "折依次在先；仍相同的，左右结构先于上下结构，再先于独体结构；同一字的，"
	  "依同样方法比较名字的下一字。姓氏笔画排序中，两字姓名的中间字按零画计，田富在田大利之前；"
	  "姓名笔画排序（人民代表大会用）则相反。",
	  "Compare the strokes of the surname's first character (of a compound surname too), fewer "
	  "first; if equal, the stroke shapes in writing order, horizontal, vertical, left-falling, dot, "
	  "turning, first difference decides; still equal, left-right before top-bottom before whole; "
	  "the same character, the next character of the name in the same way. In surname-stroke order "
	  "(Party congresses, CPPCC) the missing middle character of a two-character name counts 0, so 田"
	  "富 precedes 田大利; in name-stroke order (people's congresses) it is the reverse."},
	 NO_TEXT,
	 {"提归横，竖钩归竖，捺和左向点归点，其他带转折、带钩的归折。以GF 0023-2020所定笔顺为准，"
	  "表外的字由工作人员确定；没有结构数据的显示为相同，工作人员所排次序保存沿用；"
	  "同名同姓的亦由工作人员确定。复姓按姓氏表识别，间隔号略去。例：丁、王、文、林、欧阳、洪。"
	  "可信度：高。",
	  "A rising stroke is horizontal, a vertical hook vertical, right-falling and left dot are dots, "
	  "every other turn or hook is turning. Norm: GF 0023-2020; characters outside it, and identical "
	  "names, are ordered by the clerk; without structure data names show as equal and the clerk's "
	  "order is stored and reused. Compound surnames come from a list; a middle dot is skipped. Ex: "
	  "丁, 王, 文, 林, 欧阳, 洪. Confidence: high."}},
	{"A-21", A, KIND_DEF, {"统一社会信用代码", "Unified social credit code"},
	 {"代码18位（GB 32100-2015）：第1位登记管理部门，第2位机构类别，第3至8位行政区划，"
	  "第9至17位组织机构代码（8位加1位校验码，GB 11714），第18位校验码。前两位51为社会团体、"
	  "52为民办非企业单位、53为基金会、31为律师事务所等社会中介组织，分别归OPIN-1.1的第一至四类；"
	  "1开头、54和8开头的不是社会组织。",
	  "18 places (GB 32100-2015): 1 registrar, 2 class, 3 to 8 region, 9 to 17 organization code (8 "
	  "and a check character, GB 11714), 18 check character. The first two give the category of "
	  "OPIN-1.1: 51 social group, 52 private non-enterprise unit, 53 foundation, 31 intermediary (a "
	  "law firm); those beginning with 1, 54 or 8 are no social organizations."},
	 {"长度、字符或者校验码不符。", "Length, characters or a check character are wrong."},
	 {"第18位：字母表0123456789ABCDEFGHJKLMNPQRTUWXY，序号0至30，第i位的权为3的i减1次方除以31的余数，"
	  "校验值为31减加权和除以31的余数，得31取0。第17位：权3、7、9、10、5、8、4、2，A至Z为10至35，"
	  "11减加权和除以11的余数，10记X，11记0。33、34归第四类系推定；3开头的其他代码和9开头的由工作人员"
	  "判断；社区社会组织可以没有代码。可信度：高。",
	  "Place 18: alphabet 0123456789ABCDEFGHJKLMNPQRTUWXY valued 0 to 30, weights 3^(i-1) mod 31, "
	  "check value (31 - sum mod 31) mod 31. Place 17: weights 3 7 9 10 5 8 4 2, A to Z valued 10 to "
	  "35, 11 - sum mod 11, 10 as X and 11 as 0. 33 and 34 as intermediaries are inferred; other "
	  "codes with 3 and those with 9 are for the clerk; community organizations may have no code. "
	  "Confidence: high."}},
	{"A-22", A, KIND_DEF, {"行政区划和身份证号", "Region codes and resident IDs"},
	 {"行政区划代码6位（GB/T 2260-2007），依次为省、地、县各2位，如110105为北京市朝阳区；"
	  "县以下为9位或者12位（GB/T 10114-2003）。公民身份号码18位（GB 11643-1999），"
	  "前17位加权求和除以11，余数0至10依次对应校验码1、0、X、9、8、7、6、5、4、3、2；"
	  "出生日期须真实存在。",
	  "Region codes have 6 digits (GB/T 2260-2007), 2 each for province, prefecture and county "
	  "(110105 is Chaoyang, Beijing); below the county 9 or 12 (GB/T 10114-2003). A resident ID has "
	  "18 places (GB 11643-1999): the weighted sum of the first 17 mod 11, from 0 to 10, gives the "
	  "check character 1 0 X 9 8 7 6 5 4 3 2; its birth date must be a real one."},
	 {"校验码不符，或者出生日期不存在。",
	  "The check character is wrong, or the birth date is not real."},
	 {"权依次为7、9、10、5、8、4、2、1、6、3、7、9、10、5、8、4、2。查不到的（已撤销的）"
	  "行政区划须说明，不算错误。可信度：高。",
	  "Weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2. An unknown (abolished) region is a flag, not a "
	  "fault. Confidence: high."}},
	{"A-23", A, KIND_DEF, {"公文格式和界面惯例", "Documents and interface"},
	 {"公文依GB/T 9704-2012：A4纸，上边37毫米、订口28毫米（各允许正负1毫米），版心156毫米乘225毫米，"
	  "每面22行、每行28字；正文3号仿宋，标题2号小标宋居中，层次依次为“一、”黑体、“（一）”楷体、“1.”"
	  "和“（1）”仿宋；页码4号，两侧加一字线，单页居右，双页居左；发文字号用六角括号，如〔2026〕，"
	  "不加“第”，不编虚位；成文日期用阿拉伯数字，月、日不编虚位，右空四字。"
	  "界面用全角标点（GB/T 15834-2011）和阿拉伯数字（GB/T 15835-2011），名单下注明以姓氏笔画为序。",
	  "Documents follow GB/T 9704-2012: A4, top 37 and binding side 28 mm (each ±1), type area 156 × "
	  "225 mm, 22 lines of 28 characters; body in size-3 FangSong, title in size-2 XiaoBiaoSong, "
	  "centred, levels 一、 HeiTi, （一） KaiTi, 1. and （1） FangSong; page number in size 4 "
	  "between dashes, odd right, even left; document number in six-corner brackets 〔2026〕"
	  " without 第 or leading zero; date in unpadded Arabic numerals four characters from the right. "
	  "The interface uses full-width punctuation (GB/T 15834-2011), numerals by GB/T 15835-2011, and "
	  "a note of surname-stroke order under name lists."},
	 {"把备案和审批合在一个按钮里；不是正式印发的文件使用红头。",
	  "“For the record” and “approval” are merged in one button; a red header on what is not issued."},
	 {"字符集依GB 18030-2022。周一为一周之始、24小时制、姓在前、金额两位小数、"
	  "证件号码遮盖等惯例未经核对。可信度：公文格式和字符集高，其他中。",
	  "Character set GB 18030-2022. Monday week start, 24-hour clock, family name first, amounts "
	  "with 2 decimals and masked ID numbers were not checked. Confidence: high or, for the "
	  "unchecked, medium."}},
	{"A-24", A, KIND_DEF, {"机构和文本变迁", "Later changes of bodies and texts"},
	 {"中央直属机关工作委员会和中央国家机关工作委员会2018年合并；中央社会工作部2023年成立，"
	  "现涉及此类党建工作；党组的规定2019年修订，事业单位领导人员的规定2022年修订，"
	  "巡视的规定2024年修订。领导机关和规定文本都按日期保存。",
	  "The Central Organs and Central State Organs Work Committees merged in 2018; the Central "
	  "Social Work Department (2023) is now concerned with such Party work; rules were revised on "
	  "leading groups in 2019, on public-institution leaders in 2022, on inspection in 2024. Leaders "
	  "and rule texts are kept as dated reference data."},
	 NO_TEXT,
	 {"未经核实。可信度：中。", "General knowledge, not confirmed. Confidence: medium."}},
};
const size_t a_clause_count = sizeof a_clauses / sizeof a_clauses[0];
