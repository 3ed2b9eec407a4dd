#include "law/texts.h"

/* Opinions on strengthening Party building in social organizations (trial, 2015-09-28). */
const struct clause opin_clauses[] = {
	{"OPIN-1.1", OPIN, KIND_DEF, {"社会组织的范围", "Meaning of social organization"},
	 {"社会组织分为5类：社会团体、民办非企业单位（现称社会服务机构）、基金会、社会中介组织、城乡社区社会"
	  "组织。登记时按登记类型归入其中1类。",
	  "Social organizations are of five categories: social group, private non-enterprise unit (now "
	  "social service institution), foundation, social intermediary, urban or rural community "
	  "organization. Each is filed under one of them by its registration type."},
	 {"把企业或者群团组织登记为社会组织。",
	  "An enterprise or a mass organization is filed as a social organization."},
	 {"这里的“社会团体”只指第1类，不是群团组织（MASS-1.1）。类别按统一社会信用代码前缀推定（A-21），推"
	  "定不了的由登记人员确定；在社区备案的队伍归入第5类。",
	  "“Social group” means category 1 here, never a mass organization (MASS-1.1). The category "
	  "follows from the prefix of the unified social credit code (A-21); where that does not settle "
	  "it, the clerk decides. A team filed with a community is category 5."}},
	{"OPIN-1.2", OPIN, KIND_GUID, {"工作意义", "Why the work matters"},
	 {"说明加强社会组织党的建设工作的意义，供学习理解，不作计算。",
	  "Explains why Party building in social organizations matters. Text to read; nothing is computed."},
	 {"", ""}, {"", ""}},
	{"OPIN-2.1", OPIN, KIND_GUID, {"党的领导与依法自治", "Party leadership and lawful autonomy"},
	 {"坚持党的领导与社会组织依法自治相统一，党的工作结合社会组织的运行来做，不搞形式主义。系统的任何功"
	  "能都不得代替社会组织自主决定。",
	  "Party leadership and the lawful autonomy of social organizations go together; the work is built "
	  "into how the organization runs, without formalism. No feature of this program may take over the "
	  "organization's own decisions."},
	 {"", ""}, {"", ""}},
	{"OPIN-2.2", OPIN, KIND_DEF, {"三类突出问题", "Three types of problem"},
	 {"着重关注3类问题：组织不健全、覆盖不到位、作用未发挥。各单位的待办事项按这3类分别列出。",
	  "Three types of problem are watched: structure incomplete, coverage insufficient, role not "
	  "played. Each unit's open items are listed under these three."},
	 {"把3类问题合并成一个总数。", "The three are merged into one total."},
	 {"", ""}},
	{"OPIN-2.3", OPIN, KIND_REC, {"分类开展工作", "Work by category and size"},
	 {"根据社会组织的类别、类型和规模分类开展工作。登记簿记载类别、行业领域、从业人员数、在岗正式党员"
	  "数、正式党员数和党员人数。",
	  "Work differs by the category, type and size of the organization. The register holds category, "
	  "field, number of staff, full members working in the unit, full members, and all members."},
	 {"单位没有类别。", "A unit has no category."},
	 {"", ""}},
	{"OPIN-3.1", OPIN, KIND_DEF, {"战斗堡垒和政治核心", "Fortress with a central political role"},
	 {"社会组织党组织是党在社会组织中的战斗堡垒，发挥政治核心作用。",
	  "The Party organization of a social organization is its fighting fortress and plays a central "
	  "political role."},
	 {"把党组织显示为社会组织的内设部门。",
	  "The Party organization is shown as a department of the social organization."},
	 {"", ""}},
	{"OPIN-3.2", OPIN, KIND_GUID, {"服务型党组织", "A service-oriented Party organization"},
	 {"建设服务型党组织，改进服务方式，增强服务能力，提高服务质量。",
	  "The Party organization is to be service-oriented: better ways of serving, greater ability, "
	  "higher quality."},
	 {"", ""}, {"", ""}},
	{"OPIN-3.3", OPIN, KIND_GUID, {"组织生活和纪律", "Organizational life and discipline"},
	 {"从严落实组织生活和纪律要求，完成党章赋予基层党组织的基本任务。",
	  "Organizational life and discipline are kept strictly; the Party organization does the basic "
	  "tasks the Party Constitution gives to primary-level organizations."},
	 {"", ""}, {"", ""}},
	{"OPIN-4.1", OPIN, KIND_REC, {"保证政治方向", "Duty 1: keep the direction"},
	 {"党组织第1项职责：宣传和执行党的决定，组织学习，引导和监督社会组织依法运行；引导和监督以提出建议并"
	  "记录在案的方式进行。每次学习记录日期、主题、时长和出席情况。",
	  "Publicize and carry out the Party's decisions, organize study, guide and supervise the "
	  "organization to operate lawfully, by advice that is put on record. Each study session is logged "
	  "with date, topic, hours and attendance."},
	 {"计划安排了学习的期间没有任何学习记录。",
	  "No session is recorded in a period for which the plan set one."},
	 {"", ""}},
	{"OPIN-4.2", OPIN, KIND_GUID, {"团结凝聚群众", "Duty 2: unite people"},
	 {"党组织第2项职责：团结凝聚群众，关心从业人员，维护从业人员合法权益；与群团组织的服务个案"
	  "（MASS-10.6）相衔接。",
	  "Unite people, care for staff and safeguard their lawful rights; linked to the service cases of "
	  "mass organizations (MASS-10.6)."},
	 {"", ""}, {"", ""}},
	{"OPIN-4.3", OPIN, KIND_GUID, {"推动社会组织发展", "Duty 3: help the organization develop"},
	 {"党组织第3项职责：推动社会组织完善章程和内部制度，参与社会治理，提供公共服务。",
	  "Help the organization refine its charter and internal rules, join in social governance and give "
	  "public service."},
	 {"", ""}, {"", ""}},
	{"OPIN-4.4", OPIN, KIND_GUID, {"建设先进文化", "Duty 4: advanced culture"},
	 {"党组织第4项职责：建设先进文化，抵制违法行为。",
	  "Foster advanced culture and resist unlawful conduct."},
	 {"", ""}, {"", ""}},
	{"OPIN-4.5", OPIN, KIND_GUID, {"支持人才成长", "Duty 5: support talent"},
	 {"党组织第5项职责：支持人才成长。", "Support talented people."},
	 {"", ""}, {"", ""}},
	{"OPIN-4.6a", OPIN, KIND_REC, {"加强自身建设", "Duty 6: self-building"},
	 {"党组织第6项职责：做好党员的发展、教育、管理和服务，严格执行纪律，监督党员履行义务，保持清正廉洁。"
	  "支部每年根据各项工作记录形成自身建设情况说明。",
	  "Recruit, educate, manage and serve members, keep discipline, watch that duties are performed "
	  "and conduct stays clean. Each year the branch draws up a statement from its records."},
	 {"当年没有情况说明。", "There is no statement for the year."},
	 {"", ""}},
	{"OPIN-4.6b", OPIN, KIND_DEF, {"领导本单位群团组织", "Leading the unit's mass organizations"},
	 {"党组织领导本单位的工会、共青团和妇女组织；这一领导关系限于同一单位之内。",
	  "The Party organization leads the trade union, Youth League and women's organization of its own "
	  "unit; the relation stays inside one unit."},
	 {"单位已有党组织，而其群团组织没有登记由谁领导。",
	  "A unit has a Party organization, but its mass organization is shown with nobody leading it."},
	 {"", ""}},
	{"OPIN-5.1", OPIN, KIND_THR, {"设立党建工作机构", "Agency at county level and above"},
	 {"县级以上（含县级）地方党委依托组织部门和民政部门，设立社会组织党建工作机构。",
	  "Local Party committees at county level and above (county included) set up a social-organization "
	  "Party-building agency, relying on their organization department and civil affairs authority."},
	 {"县级以上（含县级）地方没有设立机构。", "A county, or a region above it, has no agency."},
	 {"“以上”含县级，街道、乡镇不适用。",
	  "“And above” includes the county; the rule does not apply to sub-districts and townships."}},
	{"OPIN-5.2", OPIN, KIND_STEP, {"机构合一设置", "One agency with two remits"},
	 {"已有非公有制企业党建工作机构的，可以与社会组织党建工作机构合为1个机构，承担两项职责。",
	  "Where an agency for Party building in non-public enterprises exists already, the two may be one "
	  "agency with two remits."},
	 {"同一职责有2个并存的机构。", "Two active agencies have the same remit."},
	 {"", ""}},
	{"OPIN-5.3", OPIN, KIND_DEF, {"上级组织部门的指导", "Guidance by higher departments"},
	 {"上级组织部门指导下级组织部门的社会组织党建工作，属于指导关系，不是领导关系。",
	  "The higher organization department guides its lower counterparts in this work; the relation is "
	  "one of guidance, not of leadership."},
	 {"以领导关系向下级组织部门下达命令。",
	  "An order is issued as if the relation were one of leadership."},
	 {"", ""}},
	{"OPIN-6.1", OPIN, KIND_DEF, {"全国性组织的领导机关", "Leaders of national organizations"},
	 {"全国性社会组织的党建工作，由中央直属机关工作委员会、中央国家机关工作委员会、国务院国有资产监督管"
	  "理委员会党委三者之一领导。",
	  "Party work in a national-level organization is led by one of three: the Central Organs Work "
	  "Committee, the Central State Organs Work Committee, the Party committee of the central SASAC."},
	 {"某一天没有领导机关，或者有2个领导机关。", "On some day it has no leader, or two."},
	 {"前两个工作委员会已于2018年合并，领导机关按带起止日期的参考数据确定（A-24）。",
	  "The first two merged in 2018; the leaders are kept as dated reference data (A-24)."}},
	{"OPIN-6.2", OPIN, KIND_DEF, {"地方组织的领导机构", "Leaders of local organizations"},
	 {"地方社会组织的党建工作，由登记机关所在层级的省、市、县级社会组织党建工作机构领导。",
	  "Party work in a local organization is led by the provincial, municipal or county agency at the "
	  "level where the organization is registered."},
	 {"县级登记的社会组织归省级机构领导，又没有转隶文件。",
	  "An organization registered at county level stands under the province with no transfer on record."},
	 {"", ""}},
	{"OPIN-6.3a", OPIN, KIND_STEP, {"指导组建和党员工作", "Guide setting-up and member work"},
	 {"党建工作机构指导社会组织建立党组织、做好党员工作；有应建未建单位的，每年至少留有1次指导记录。",
	  "The agency guides the setting-up of Party organizations and work with members; while units that "
	  "owe a Party organization have none, its guidance is on record at least once in the year."},
	 {"有应建未建单位，而全年没有指导记录。",
	  "Units owe a Party organization and have none, and no guidance was recorded in the year."},
	 {"", ""}},
	{"OPIN-6.3b", OPIN, KIND_GUID, {"思想政治和群众工作", "Ideological and mass work"},
	 {"党建工作机构指导做好思想政治工作和群众工作。",
	  "The agency guides ideological work and mass work."},
	 {"", ""}, {"", ""}},
	{"OPIN-6.3c", OPIN, KIND_GUID, {"党风廉政工作", "Integrity work"},
	 {"党建工作机构指导做好党风廉政工作。", "The agency guides integrity work."},
	 {"", ""}, {"", ""}},
	{"OPIN-6.3d", OPIN, KIND_STEP, {"负责人人选审核", "Prior check of proposed heads"},
	 {"党建工作机构在社会组织负责人到任前对人选进行审核，作出“无异议”或者“有异议”的意见，有异议的写"
	  "明理由。理由只能援引法律或者章程规定的条件，不得涉及思想信仰；意见告知本人，本人可以作出说明。",
	  "Before a head of a social organization takes post, the agency examines the person and answers "
	  "“no objection” or “objection” with the reason. The reason cites a condition of law or "
	  "charter, never beliefs; the person is told and may answer."},
	 {"意见作出之前负责人已经到任。", "The head takes post before the opinion is given."},
	 {"", ""}},
	{"OPIN-6.3e", OPIN, KIND_DLN, {"督促按期换届", "Chase re-elections on schedule"},
	 {"党建工作机构督促所属党组织按期换届；届满日期按ELEC-3.1计算，据此列出名单并提醒。",
	  "The agency sees that subordinate Party organizations re-elect on schedule; due dates follow "
	  "ELEC-3.1 and drive the list and the reminders."},
	 {"党组织届满未换届，而没有督促。", "An overdue Party organization is not chased."},
	 {"单个党组织是否按期，按ELEC-3.1判定。",
	  "Whether a Party organization is on schedule is judged by ELEC-3.1."}},
	{"OPIN-6.3f", OPIN, KIND_STEP, {"审批书记副书记", "Approve secretaries and deputies"},
	 {"党建工作机构审批选举产生的书记、副书记。此项与ELEC-34.1b为同一事项，只办理1次。",
	  "The agency approves elected secretaries and deputy secretaries. This is the same act as in "
	  "ELEC-34.1b and is done once."},
	 {"已经报批而没有批复。", "A result was submitted and has no reply."},
	 {"来源没有规定批复期限，只显示等待天数。",
	  "The source sets no time for the reply; only the days waiting are shown."}},
	{"OPIN-6.3g", OPIN, KIND_GUID, {"指导其他党建工作", "Other Party-building matters"},
	 {"党建工作机构指导所管理社会组织的其他党建工作。",
	  "The agency guides the remaining Party-building matters of its organizations."},
	 {"", ""}, {"", ""}},
	{"OPIN-6.4", OPIN, KIND_DEF,
	 {"社区社会组织兜底管理", "Final responsibility for community organizations"},
	 {"城乡社区社会组织的党建工作，由街道、社区党组织和乡镇、村党组织兜底负责。",
	  "For urban and rural community organizations the Party organizations of sub-district and "
	  "community, or of township and village, carry the final responsibility."},
	 {"第5类社会组织没有街道、乡镇一级的上级党组织。",
	  "An organization of category 5 has no sub-district or township parent."},
	 {"", ""}},
	{"OPIN-6.5", OPIN, KIND_DEF, {"有业务主管单位的组织", "Organizations with a supervisory unit"},
	 {"有业务主管单位的社会组织，由业务主管单位党组织领导，同时接受党建工作机构指导。",
	  "An organization with a supervisory unit is led by that unit's Party organization and guided by "
	  "the agency."},
	 {"两方都登记为领导关系。", "Both relations are marked as leadership."},
	 {"", ""}},
	{"OPIN-6.6", OPIN, KIND_DEF, {"党组的指导范围", "What a leading group guides"},
	 {"社会组织的党组指导本组织及其直属单位党组织的工作。",
	  "A leading Party members' group in a social organization guides the Party organizations of that "
	  "organization and of the units directly under it."},
	 {"指导关系越出本组织及其直属单位。",
	  "The guidance reaches beyond the organization and its direct units."},
	 {"来源英文中的“Party groups”按党组理解。",
	  "“Party groups” in the source is read as 党组, leading Party members' groups."}},
	{"OPIN-6.7", OPIN, KIND_STEP, {"理顺隶属关系", "Sort out affiliation"},
	 {"隶属关系要便于开展活动、便于管理党员：第5类归街道、乡镇；其余有业务主管单位的归业务主管单位，并由"
	  "党建工作机构指导；没有业务主管单位的全国性组织归中央3个领导机关之一；其他归登记层级的党建工作机"
	  "构。任何一天有且只有1个领导关系；调整时记明日期和双方文件。",
	  "Affiliation should make activity and member management convenient: category 5 goes to "
	  "sub-district or township; otherwise to the supervisory unit if there is one, the agency "
	  "guiding; otherwise, if national, to one of the three central leaders; otherwise to the agency "
	  "of the registration level. On any day there is exactly one leading relation; a change is dated "
	  "and carries both sides' documents."},
	 {"某一天没有领导关系，或者有2个领导关系；出现2个的，系统不予办理。",
	  "On some day there is no leading relation, or two; two are refused."},
	 {"先后顺序由OPIN-6.1至6.5归纳得出，来源没有写明。全国性组织有业务主管单位的，由中央领导机关指导。",
	  "The order of precedence is inferred from OPIN-6.1 to 6.5; the source does not state it. A "
	  "national organization with a supervisory unit is guided by its central leader."}},
	{"OPIN-7.1", OPIN, KIND_REC, {"联席会议", "Joint meetings"},
	 {"有关部门定期召开联席会议，会议记录写明决定事项、责任人和完成日期。",
	  "The departments hold joint meetings regularly; the minutes name each decision, its owner and "
	  "its due date."},
	 {"任务没有责任人。", "A task has no owner."},
	 {"来源没有规定召开次数。", "The source states no frequency."}},
	{"OPIN-7.2", OPIN, KIND_REP, {"上下级通报情况", "Levels inform each other"},
	 {"上级和下级互相通报情况，接收一方留有阅读回执。",
	  "Upper and lower levels keep each other informed; the reader's receipt is kept."},
	 {"超过设定天数仍未阅读。", "A report is unread after the set number of days."},
	 {"来源没有规定天数，由系统设置。", "The source gives no number of days; it is a setting."}},
	{"OPIN-7.3", OPIN, KIND_REC, {"直接联系重点组织", "Direct contact with chosen organizations"},
	 {"县级以上（含县级）有关部门和党建工作机构，选定一批规模大、从业人员多、影响力强的社会组织直接联"
	  "系，并记录联系情况。选定由人决定，系统只列出规模数据。",
	  "Departments and agencies at county level and above (county included) keep direct contact with a "
	  "chosen set of large, well-staffed, influential organizations and log it. People choose; the "
	  "program shows size facts only."},
	 {"选定的单位全年没有联系记录。", "A chosen unit has no contact in the year."},
	 {"", ""}},
	{"OPIN-7.4", OPIN, KIND_GUID, {"重点任务和经验推广", "Priority tasks and good practice"},
	 {"研究部署重点任务，推广基层好经验，在联席会议上及时解决突出问题。",
	  "Priority tasks are studied and assigned, good grassroots experience is spread, and key problems "
	  "are settled promptly in the joint meeting."},
	 {"", ""}, {"", ""}},
	{"OPIN-8.1", OPIN, KIND_THR, {"应当建立党组织", "Three members require an organization"},
	 {"在岗正式党员3人以上（含3人）的社会组织，应当经上级党组织批准建立党组织。预备党员和入党申请人不计"
	  "入；参加联合党组织或者区域性党组织，不能代替本单位单独建立。",
	  "A unit with 3 or more full members working in it must set up a Party organization, on approval "
	  "by the higher Party organization. Probationary members and applicants do not count; a joint or "
	  "regional organization does not discharge the duty."},
	 {"在岗正式党员已达3人，本单位没有党组织，也没有正在办理的申请。",
	  "There are 3 or more, the unit has no Party organization of its own and no application is "
	  "pending."},
	 {"来源未写明计算口径，按在岗正式党员数计算，即在本单位工作、组织关系在本单位或者可以转入的正式党"
	  "员。",
	  "The source names no base; counted are full members who work in the unit and whose "
	  "organizational relation is there or could be moved there."}},
	{"OPIN-8.2", OPIN, KIND_STEP, {"党组织的设置形式", "Form of the Party organization"},
	 {"根据实际设立党支部、总支部委员会或者基层委员会。在岗正式党员不足3人的不设；党员49人以下（含49人）"
	  "的建议设党支部，50人至99人的建议设总支部委员会，100人以上（含100人）的建议设基层委员会。",
	  "A Party branch, general branch committee or primary-level Party committee, as fits. With fewer "
	  "than 3 full members working in the unit, none; with up to 49 members a branch is suggested, "
	  "with 50 to 99 a general branch committee, with 100 or more a primary-level Party committee."},
	 {"设置形式高于人数对应的形式，又没有批准说明。",
	  "The form is above the size and no approval is noted."},
	 {"来源没有给出人数，标准取自A-1。对50人和100人是否含本数，各指南说法不一：恰为50人或者100人时，采用"
	  "小一级的形式也可以，但须作说明。",
	  "The source gives no sizes; these are from A-1. Guides differ on whether 50 and 100 are "
	  "included: at exactly 50 or 100 the smaller form is lawful too and the finding is a flag."}},
	{"OPIN-8.3", OPIN, KIND_STEP, {"大型组织设立党委", "Committee in a large organization"},
	 {"规模大、会员单位多而党员人数不够的社会组织，经县级以上（含县级）党委批准，可以设立党的基层委员"
	  "会。",
	  "A large organization with many member units but too few Party members may set up a "
	  "primary-level Party committee with the approval of a Party committee at county level or above "
	  "(county included)."},
	 {"批准机关低于县级，例如街道工作委员会。",
	  "The approval comes from below county level, for example from a sub-district work committee."},
	 {"“规模大”“会员单位多”没有数量标准，由申请单位说明、批准机关判断。",
	  "“Large” and “many” have no numbers; the applicant explains and the approving committee "
	  "judges."}},
	{"OPIN-8.4", OPIN, KIND_DLN, {"按期换届", "Re-elect on schedule"},
	 {"党组织任期届满应当按期换届，届满日期按ELEC-3.1计算。",
	  "A Party organization re-elects when its term ends; the due date follows ELEC-3.1."},
	 {"届满日期（经批准延期的为新日期）已过，仍未换届。",
	  "The due date, or the approved new date, has passed without an election."},
	 {"与ELEC-3.1作同样判定。", "Judged exactly as ELEC-3.1."}},
	{"OPIN-8.5a", OPIN, KIND_REP, {"变动及时报告", "Report changes promptly"},
	 {"社会组织变更、合并、分立、解散的，党组织应当及时向上级党组织报告。",
	  "When the unit changes, merges, splits or dissolves, its Party organization reports promptly to "
	  "the higher Party organization."},
	 {"单位已经注销而没有报告。", "A unit was closed with no report."},
	 {"“及时”没有规定天数，只显示已过天数，不自动判为违反。",
	  "“Promptly” has no number; the days elapsed are shown and are no breach by themselves."}},
	{"OPIN-8.5b", OPIN, KIND_STEP, {"转接党员组织关系", "Move members' relations"},
	 {"社会组织变动时应当妥善转接党员组织关系。只要还有1名党员的组织关系没有转出，就不得办理单位注销。",
	  "Members' organizational relations are moved properly. A unit cannot be closed while even one "
	  "relation is unmoved."},
	 {"注销时仍有未转出的组织关系；系统不予办理。",
	  "A relation is unmoved when the unit closes; the closing is refused."},
	 {"", ""}},
	{"OPIN-8.6", OPIN, KIND_STEP, {"调整或撤销党组织", "Adjust or abolish"},
	 {"上级党组织接到报告后，应当及时作出调整或者撤销该党组织的决定。",
	  "On the report the higher Party organization promptly decides to adjust or to abolish the Party "
	  "organization."},
	 {"已有报告而没有决定。", "There is a report and no decision."},
	 {"“及时”没有规定天数，只显示已过天数。", "“Promptly” has no number; the days are shown."}},
	{"OPIN-9.1", OPIN, KIND_STEP, {"行业党组织", "Industry Party organization"},
	 {"行业特征明显、管理健全的行业，经上级党组织批准，可以依托行业协会商会建立行业党组织。",
	  "In an industry with clear features and sound management, an industry Party organization may "
	  "rest on its association or chamber, with the approval of the higher Party organization."},
	 {"没有上级党组织批准。", "There is no approval."},
	 {"", ""}},
	{"OPIN-9.2", OPIN, KIND_DEF, {"对会员单位的指导", "Guidance of member units"},
	 {"行业党组织指导会员单位党的工作，属于指导关系，不是领导关系。",
	  "The industry Party organization guides Party work in member units; it does not lead it."},
	 {"会员单位因此有了2个领导关系。", "A member unit ends up with two leading relations."},
	 {"", ""}},
	{"OPIN-10.1", OPIN, KIND_STEP, {"区域性党组织", "Regional Party organization"},
	 {"社会组织集中的街区、园区、楼宇，经批准可以打破单位界限建立区域性党组织。",
	  "Where organizations cluster in a neighbourhood, park or building, a regional Party organization "
	  "may be set up across unit lines, with approval."},
	 {"同一单位计入2个联合或者区域性党组织。",
	  "One unit is counted in two joint or regional organizations."},
	 {"", ""}},
	{"OPIN-10.2", OPIN, KIND_STEP, {"联合党组织", "Joint Party organization"},
	 {"规模小的社会组织，可以按照就近就便的原则建立联合党组织，各单位在岗正式党员合计应达3人以上（含3"
	  "人）。参加单位自身已达3人，或者参加单位超过5个的，须作说明。",
	  "Small organizations may form a joint Party organization where they are near each other and it "
	  "is convenient; their full members working in the units must total 3 or more. A unit that has 3 "
	  "or more by itself, or more than 5 units, is flagged."},
	 {"各单位在岗正式党员合计不足3人。", "The total is below 3."},
	 {"自身已达3人的单位仍属应建未建；“超过5个”取自A-2。",
	  "A unit with 3 or more still owes its own organization; the limit of 5 units is from A-2."}},
	{"OPIN-11.1", OPIN, KIND_GUID, {"应建尽建", "Establish wherever possible"},
	 {"凡能够建立党组织的社会组织，都尽可能建立党组织。",
	  "Party organizations are established wherever that is possible."},
	 {"", ""}, {"", ""}},
	{"OPIN-11.2", OPIN, KIND_STEP, {"先行开展党的工作", "Start the work by other routes"},
	 {"暂不具备建立条件的，先通过党建指导员、联络员，或者通过工会、共青团组织开展党的工作。",
	  "Where conditions are lacking, the work starts through a Party-building instructor, a liaison, "
	  "or a trade union or Youth League organization."},
	 {"在岗正式党员不足3人的单位，没有参加联合党组织，也没有登记上述任何一种方式。",
	  "A unit with fewer than 3 full members working in it is in no joint organization and has none of "
	  "these routes on record."},
	 {"", ""}},
	{"OPIN-11.3", OPIN, KIND_DLN, {"条件成熟及时建立", "Establish when conditions ripen"},
	 {"条件成熟的，应当及时建立党组织。自在岗正式党员达到3人之日起列为待办，并计算已过天数，至建立之日为"
	  "止。",
	  "When conditions ripen, a Party organization is established promptly. The task opens on the day "
	  "the full members working in the unit reach 3; days are counted until it is established."},
	 {"", ""},
	 {"来源没有规定天数，只显示天数。", "The source fixes no number of days; the days are shown only."}},
	{"OPIN-11.4", OPIN, KIND_STEP, {"登记时同步建立", "Establish at registration"},
	 {"新设社会组织已具备条件的，登记管理机关推动同步建立党组织：登记时在岗正式党员3人以上（含3人）的，"
	  "附建立党组织的申请，或者记明理由。",
	  "For a new organization that already qualifies, the registration authority pushes simultaneous "
	  "establishment: with 3 or more full members working in the unit at registration, the application "
	  "is attached or a reason is recorded."},
	 {"登记时已达3人，既没有申请，也没有理由。",
	  "There were 3 or more at registration, and neither application nor reason."},
	 {"", ""}},
	{"OPIN-11.5", OPIN, KIND_GUID, {"加强街道乡镇领导", "Sub-district and township leadership"},
	 {"街道、乡镇党组织加强对城乡社区社会组织的领导。",
	  "Sub-district and township Party organizations strengthen leadership over community "
	  "organizations."},
	 {"", ""}, {"", ""}},
	{"OPIN-11.6", OPIN, KIND_THR, {"组织覆盖和工作覆盖", "Organization coverage and work coverage"},
	 {"组织覆盖率为已单独建立或者参加联合、区域性党组织的单位数除以全部登记单位数；工作覆盖率为有党组织"
	  "或者有党建指导员、联络员、群团组织等工作渠道的单位数除以全部登记单位数；应建已建率为已单独建立的"
	  "应建单位数除以应建单位数。以统计当日存续的单位为基数，分母为0的该项为空。",
	  "Organization coverage is the units with their own, a joint or a regional Party organization "
	  "divided by all registered units; work coverage the units with any of these, an instructor or "
	  "liaison, or a mass-organization route, divided by all; due establishment the units that owe one "
	  "and have their own divided by the units that owe one. The base is the units active on the day; "
	  "a rate with denominator 0 is null."},
	 {"同一单位重复计算。", "A unit is counted twice."},
	 {"来源没有目标数值。行业党组织只作指导，不计入覆盖；单位党员的组织关系在行业党组织的，按联合党组织"
	  "计。",
	  "The source sets no target. An industry organization only guides and covers nobody, unless the "
	  "unit's members have their relation in it: then it counts as joint."}},
	{"OPIN-12.1", OPIN, KIND_GUID, {"服务健康发展", "Serve healthy development"},
	 {"党组织活动围绕服务社会组织健康发展来开展。",
	  "Activities serve the healthy development of the organization."},
	 {"", ""}, {"", ""}},
	{"OPIN-12.2", OPIN, KIND_REC, {"双向进入交叉任职", "Cross-service of two teams"},
	 {"提倡党组织班子与管理层双向进入、交叉任职，统计同时在两个班子任职的人数。",
	  "Members of the Party team and of the management team are encouraged to serve in both; the "
	  "persons who do are counted."},
	 {"", ""},
	 {"属于提倡事项，只显示人数，不作判定。",
	  "Encouraged, not required: the figure is shown and not judged."}},
	{"OPIN-12.3", OPIN, KIND_REC, {"书记参加管理层会议", "Secretary attends management meetings"},
	 {"党组织书记参加或者列席管理层有关会议，记录会议次数和书记到会次数。",
	  "The secretary attends or observes relevant management meetings; meetings held and attended are "
	  "logged."},
	 {"登记书记到会，却没有会议记录。", "Attendance is claimed with no minute."},
	 {"哪些属于“有关会议”，由人判断。", "Which meetings are “relevant” is judged by people."}},
	{"OPIN-12.4", OPIN, KIND_STEP, {"邀请非党员负责人", "Inviting heads outside the Party"},
	 {"党组织活动可以邀请不是党员的负责人参加。参加与否完全自愿，不列入考核。",
	  "Heads who are not Party members may be invited to branch activities. Attendance is voluntary "
	  "and is not assessed."},
	 {"把参加情况用于任何评价。", "Attendance is used in any grade."},
	 {"", ""}},
	{"OPIN-13.1", OPIN, KIND_GUID, {"了解情况和需求", "Understand needs"},
	 {"了解从业人员和群众的情况和需求，限于本人提出的服务需求和匿名调查结果。",
	  "Understand the situation and needs of staff and people, only as service needs they raise "
	  "themselves or by anonymous surveys."},
	 {"", ""}, {"", ""}},
	{"OPIN-13.2", OPIN, KIND_GUID, {"服务和人文关怀", "Service and humane care"},
	 {"做好服务、人文关怀和心理疏导；疏导内容一律不保存。",
	  "Give service, humane care and psychological counselling; the content of counselling is never "
	  "stored."},
	 {"", ""}, {"", ""}},
	{"OPIN-13.3", OPIN, KIND_GUID, {"党建带群建", "Party building leads mass building"},
	 {"以党建带动群团组织建设，以群团组织建设促进党建。",
	  "Party building leads the building of mass organizations, which in turn supports Party building."},
	 {"", ""}, {"", ""}},
	{"OPIN-14.1", OPIN, KIND_REC, {"专业志愿服务", "Professional volunteer service"},
	 {"发挥专业特长开展志愿服务，记录活动、时长和受益人数。",
	  "Volunteer service draws on professional skill; activity, hours and the number of beneficiaries "
	  "are recorded."},
	 {"记录受益人姓名。", "Beneficiaries are named."},
	 {"", ""}},
	{"OPIN-14.2", OPIN, KIND_REC, {"结对共建", "Joint-building partnerships"},
	 {"与社区和行业单位开展共建，记录共建单位、共享资源和起止日期。",
	  "Joint-building partnerships with community and sector bodies are recorded with partners, "
	  "resources and dates."},
	 {"已经终止的协议仍计为有效。", "An ended agreement is still counted."},
	 {"", ""}},
	{"OPIN-14.3", OPIN, KIND_GUID, {"宣传政策", "Publicize policies"},
	 {"党员结合本职工作宣传政策。", "Members publicize policies in the course of their work."},
	 {"", ""}, {"", ""}},
	{"OPIN-14.4", OPIN, KIND_GUID, {"运用信息技术", "Use information technology"},
	 {"运用信息技术，开展开放、灵活的活动。",
	  "Information technology is used for open, flexible activity."},
	 {"", ""}, {"", ""}},
	{"OPIN-15.1", OPIN, KIND_RIGHT, {"党员四项权利", "Members' four rights"},
	 {"保障党员的知情权、参与权、选举权、监督权。党员可见的每个页面至少落实其中1项，限制其中任何1项必须"
	  "写明条款编号。",
	  "Members have the right to know, to participate, to elect and to supervise. Every page a member "
	  "sees serves at least one of them; restricting one needs a clause ID."},
	 {"党员看不到本支部的党费账目。", "A member cannot see the own branch's accounts of dues."},
	 {"", ""}},
	{"OPIN-15.2", OPIN, KIND_REP, {"党务公开", "Party-affairs transparency"},
	 {"实行党务公开，公开时写明事项、期间、范围和发布者。",
	  "Party affairs are made public: each notice states matter, period, scope and publisher."},
	 {"属于应公开类型的决定没有公开，例如全年党费使用情况。",
	  "A decision of a publishable type has no notice, for example the use of dues for the year."},
	 {"", ""}},
	{"OPIN-15.3", OPIN, KIND_REC, {"党性教育和培训", "Party-spirit education and training"},
	 {"开展党性教育和培训，按场次登记学时；学时标准见A-10。",
	  "Members are educated in Party spirit and trained; hours are entered by session and measured "
	  "against A-10."},
	 {"登记了学时，却没有对应的场次。", "Hours are entered with no session."},
	 {"", ""}},
	{"OPIN-15.4", OPIN, KIND_REC, {"先锋岗和公开承诺", "Pioneer posts and pledges"},
	 {"设立党员先锋岗、责任区、服务窗口，作出公开承诺，记录承诺内容、期限和完成情况。",
	  "Pioneer posts, responsibility areas, service windows and public pledges; a pledge is recorded "
	  "with its term and whether it was kept."},
	 {"由他人代党员写承诺。", "A pledge is written for the member by others."},
	 {"", ""}},
	{"OPIN-15.5", OPIN, KIND_RIGHT, {"一方隶属多重参与", "One affiliation, several participations"},
	 {"组织关系在别处的党员可以参加本党组织的活动。其不计入本党组织的党员人数、正式党员数和应到会有选举"
	  "权人数，在此不参加表决和选举，但可以计入所在单位的在岗正式党员数。",
	  "A member whose organizational relation is elsewhere may join activities here. The member does "
	  "not enter this organization's members, full members or electors and has no vote here, but may "
	  "count among the full members working in the unit."},
	 {"向其发放选票。", "Such a participant gets a ballot."},
	 {"", ""}},
	{"OPIN-15.6", OPIN, KIND_GUID, {"发展党员", "Recruiting members"},
	 {"发展党员把政治标准放在首位，步骤见A-12。",
	  "Members are recruited with political criteria first; the steps are in A-12."},
	 {"", ""}, {"", ""}},
	{"OPIN-15.7", OPIN, KIND_GUID, {"关注骨干和薄弱单位", "Key staff and weak units"},
	 {"重视在负责人和业务骨干中，以及在党员少或者没有党员的单位做好发展工作。计划数只列到单位，不建立未"
	  "申请人员名单。",
	  "Attention goes to heads and key staff, and to units with few or no members. Plan numbers exist "
	  "at unit level only; there are no lists of persons who have not applied."},
	 {"", ""}, {"", ""}},
	{"OPIN-15.8", OPIN, KIND_REC, {"组织关系管理", "Managing organizational relations"},
	 {"从严管理党员组织关系，每名党员的组织关系在且只在1个党组织。",
	  "Organizational relations are managed strictly: every member belongs to exactly one Party "
	  "organization."},
	 {"党员没有所在党组织，或者同时在2个党组织。", "A member has no home organization, or two."},
	 {"", ""}},
	{"OPIN-15.9", OPIN, KIND_STEP, {"处置不合格党员", "Dealing with unqualified members"},
	 {"对不合格党员按规定程序及时处置（A-14），由有权的党组织作出决定。",
	  "Unqualified members are dealt with in time, under the proper procedure (A-14), by decision of "
	  "the organization with authority."},
	 {"没有召开会议即予除名。", "A member is removed with no meeting."},
	 {"", ""}},
	{"OPIN-16.1", OPIN, KIND_REC, {"三会一课", "Three meetings and one lesson"},
	 {"落实三会一课，记录类型、日期、主持人、记录人、应到人数、实到人数、议题和决定；频次见A-7。",
	  "The three meetings and one lesson are held and minuted: type, date, chair, recorder, number who "
	  "should attend and who were present, topics, decisions. Frequencies are in A-7."},
	 {"一个季度没有召开党员大会。", "A quarter passes with no general meeting."},
	 {"来源没有规定频次，按A-7执行。", "The source gives no frequencies; those of A-7 are used."}},
	{"OPIN-16.2", OPIN, KIND_REC, {"民主评议党员", "Democratic evaluation of members"},
	 {"每年开展民主评议党员（A-8），只记录是否开展和各等次人数。",
	  "Members are evaluated democratically every year (A-8); only whether it was held and the totals "
	  "by grade are recorded."},
	 {"全年没有开展；保存个人测评票。", "A year passes without one; individual ballots are kept."},
	 {"", ""}},
	{"OPIN-16.3", OPIN, KIND_REC, {"党性分析", "Party-spirit analysis"},
	 {"定期开展党性分析，只记录日期和形式，内容留在支部。",
	  "Party-spirit analysis is held regularly; date and form are recorded, the content stays with the "
	  "branch."},
	 {"上传个人分析内容。", "Personal content is uploaded."},
	 {"", ""}},
	{"OPIN-16.4", OPIN, KIND_STEP, {"听取和办理意见", "Seek and settle views"},
	 {"定期听取从业人员和群众对党组织、党员的意见，及时解决问题；每条意见记明责任人、期限和结果。意见可"
	  "以匿名提出。",
	  "The views of staff and people on the Party organization and its members are sought regularly "
	  "and problems fixed in time; each view has an owner, a due date and a result. Views may be "
	  "anonymous."},
	 {"意见没有责任人，或者没有答复。", "A view has no owner or no reply."},
	 {"", ""}},
	{"OPIN-16.5", OPIN, KIND_REC, {"民主生活会", "Democratic life meeting"},
	 {"领导干部按规定召开民主生活会，登记日期和应参加的领导干部。",
	  "Leading cadres hold democratic life meetings as prescribed; the date and the leaders due are "
	  "entered."},
	 {"登记为组织生活会（OPIN-16.6）。", "It is filed as an organizational life meeting (OPIN-16.6)."},
	 {"", ""}},
	{"OPIN-16.6", OPIN, KIND_REC, {"组织生活会", "Organizational life meeting"},
	 {"全体党员定期召开组织生活会，登记日期、应到人数和实到人数。组织生活会与民主生活会（OPIN-16.5）不是"
	  "同一会议。",
	  "All members regularly hold an organizational life meeting, entered with date, number who should "
	  "attend and number present. It is not the democratic life meeting of OPIN-16.5."},
	 {"全年没有召开。", "A year passes with none."},
	 {"", ""}},
	{"OPIN-16.7", OPIN, KIND_GUID, {"批评和自我批评", "Criticism and self-criticism"},
	 {"开展批评和自我批评。", "Members practise criticism and self-criticism."},
	 {"", ""}, {"", ""}},
	{"OPIN-16.8", OPIN, KIND_PROH, {"严肃组织生活", "Organizational life is serious"},
	 {"组织生活不得随意化、平淡化、娱乐化；单纯游览不得登记为三会一课。",
	  "Organizational life must not turn casual, ordinary or into entertainment; a pure outing cannot "
	  "be filed as one of the three meetings or the lesson."},
	 {"把观光游览登记为党课。", "Sightseeing is filed as a Party lesson."},
	 {"", ""}},
	{"OPIN-17.1", OPIN, KIND_GUID, {"书记的条件", "What a secretary needs"},
	 {"书记应当信念坚定、热心服务、能力较强、品行端正。",
	  "A secretary has conviction, a sense of service, ability and integrity."},
	 {"", ""}, {"", ""}},
	{"OPIN-17.2", OPIN, KIND_STEP, {"书记人选来源", "Where a secretary comes from"},
	 {"书记人选按下列次序产生：（1）一般从单位内部产生；（2）提倡由担任单位负责人的党员兼任；（3）负责人"
	  "不是党员的，从管理层中产生；（4）没有合适人选的，请上级党组织选派。登记实际采用的次序。",
	  "In this order: (1) in general from inside the unit; (2) a member who heads the unit is "
	  "encouraged; (3) if the head is not a member, someone from management; (4) if nobody is "
	  "suitable, the higher Party organization is asked to assign one. The level used is recorded."},
	 {"采用第（4）项，而没有对前3项作出说明。", "Level 4 is used with no note on levels 1 to 3."},
	 {"", ""}},
	{"OPIN-17.3", OPIN, KIND_STEP, {"选派书记任职", "Assigned secretary takes office"},
	 {"上级选派的书记按照党内有关规定任职（ELEC-18.2），产生方式记为“任命”。",
	  "An assigned secretary takes office under inner-Party rules (ELEC-18.2) and is recorded as "
	  "appointed, not elected."},
	 {"没有任职文件。", "There is no document."},
	 {"", ""}},
	{"OPIN-18.1", OPIN, KIND_GUID, {"专兼职工作队伍", "Full-time and part-time team"},
	 {"建设专职和兼职相结合的党务工作者队伍。",
	  "A team of full-time and part-time Party workers is built."},
	 {"", ""}, {"", ""}},
	{"OPIN-18.2", OPIN, KIND_STEP, {"专职副书记", "Dedicated deputy secretary"},
	 {"规模大、党员多的社会组织配备专职副书记。",
	  "A large organization with many members has a dedicated deputy secretary."},
	 {"", ""},
	 {"来源没有人数标准；系统可按党员100人以上（含100人）给出建议，默认不启用。",
	  "The source gives no number; advice at 100 members or more is possible and off by default."}},
	{"OPIN-18.3", OPIN, KIND_REC, {"党建指导员", "Party-building instructors"},
	 {"党建指导员承担组织、宣传、联系群众、服务、协调5项职责；选派记录写明人员、单位和起止日期。",
	  "Instructors have five roles: organize, publicize, link with people, serve, coordinate. A "
	  "dispatch is recorded with person, units and dates."},
	 {"选派已经结束，单位仍计入覆盖。", "A unit whose dispatch has ended is still counted as covered."},
	 {"", ""}},
	{"OPIN-18.4", OPIN, KIND_REC, {"党建工作站", "Party-building workstations"},
	 {"社会组织集中的地方设立党建工作站，配备专兼职人员。",
	  "Where organizations cluster, workstations are set up, staffed full- and part-time."},
	 {"工作站没有工作人员。", "A workstation has no staff."},
	 {"", ""}},
	{"OPIN-19.1", OPIN, KIND_REC, {"党务工作者培训", "Training of Party workers"},
	 {"党务工作者列入基层培训计划，由有关学校、院校承担教学，登记参训情况。",
	  "Party workers join the grassroots training plan; schools and colleges deliver it; attendance is "
	  "recorded."},
	 {"培训计划没有列入党务工作者。", "Party workers are left out of the plan."},
	 {"", ""}},
	{"OPIN-19.2", OPIN, KIND_GUID, {"培训组织部门", "Who organizes training"},
	 {"培训由组织部门、党建工作机构和民政、司法、财政、税务、教育、卫生、市场监管部门组织。",
	  "Training is organized by the organization department, the agency, and the authorities for civil "
	  "affairs, justice, finance, tax, education, health and market regulation."},
	 {"", ""}, {"", ""}},
	{"OPIN-19.3", OPIN, KIND_GUID, {"培训内容", "Content of training"},
	 {"培训内容包括理论、政策、党规、法律、党务和社会组织管理。",
	  "Training covers theory, policy, Party rules, law, Party work and the management of "
	  "organizations."},
	 {"", ""}, {"", ""}},
	{"OPIN-20.1", OPIN, KIND_GUID, {"管理考核激励", "Management, assessment, incentives"},
	 {"建立符合领域特点的管理、考核和激励办法。",
	  "Management, assessment and incentives suit the field."},
	 {"", ""}, {"", ""}},
	{"OPIN-20.2", OPIN, KIND_REP, {"书记述职评议", "Secretary's work report and evaluation"},
	 {"书记每年既向上级党组织报告工作，又向本单位党员报告工作，并接受评议。两次报告都在当年12月31日以前"
	  "（含当日）作出的为完成；当年未满而缺1次的为进行中；12月31日以后仍缺的为未完成。",
	  "Every year the secretary reports both to the higher Party organization and to the unit's "
	  "members, and is evaluated. Complete: both reports exist by December 31, that day included; "
	  "open: the year is not over and one is missing; incomplete: one is missing after December 31."},
	 {"12月31日以后仍缺1次或者2次报告。", "One or both reports are missing after December 31."},
	 {"来源只说“每年”，以12月31日为界是推定。",
	  "The source says “every year”; December 31 is inferred."}},
	{"OPIN-20.3", OPIN, KIND_REC, {"工作津贴", "Allowance for Party workers"},
	 {"给予书记和专职党务工作者适当津贴，记录金额、来源和期间。",
	  "Secretaries and full-time Party workers receive a suitable allowance, recorded with amount, "
	  "source and period."},
	 {"没有写明来源。", "The source is not named."},
	 {"", ""}},
	{"OPIN-20.4", OPIN, KIND_GUID, {"推荐优秀书记", "Recommending outstanding secretaries"},
	 {"推荐优秀书记作为党代表大会代表、人大代表、政协委员和先进模范人选。",
	  "Outstanding secretaries are recommended as congress delegates, people's deputies, CPPCC members "
	  "and models."},
	 {"", ""}, {"", ""}},
	{"OPIN-20.5", OPIN, KIND_STEP, {"推荐前征求意见", "Ask before nominating a head"},
	 {"推荐社会组织负责人作为党代表大会代表、人大代表、政协委员或者先进模范人选的，先征求其所在组织党组"
	  "织的意见。意见日期不得晚于推荐日期，同日有效。",
	  "Before a head of the organization is nominated as congress delegate, people's deputy, CPPCC "
	  "member or model, the opinion of its Party organization is asked. The opinion is dated on or "
	  "before the day of nomination."},
	 {"没有意见，或者意见日期晚于推荐日期。",
	  "There is no opinion, or it is dated after the nomination."},
	 {"", ""}},
	{"OPIN-20.6", OPIN, KIND_REP, {"变动报告", "Reporting changes of post"},
	 {"实行党务工作者变动报告制度，每次任职、离任、调动都要报告。",
	  "Changes of Party-worker posts are reported: every start, end and transfer."},
	 {"有变动而没有报告。", "A change has no report."},
	 {"", ""}},
	{"OPIN-20.7", OPIN, KIND_RIGHT, {"保护坚持原则的书记", "Protecting principled secretaries"},
	 {"书记因坚持原则受到不公正对待的，上级党组织及时调查并给予帮助。反映渠道不经过本单位管理层，内容保"
	  "密。",
	  "When a secretary is treated unjustly for holding to principle, the higher Party organization "
	  "promptly investigates and helps. The channel bypasses the unit's own management and is "
	  "confidential."},
	 {"本单位管理人员能够看到反映内容。", "The unit's own managers can read it."},
	 {"“及时”没有规定天数，只显示首次答复所用天数。",
	  "“Promptly” has no number; the days to the first answer are shown."}},
	{"OPIN-21.1", OPIN, KIND_GUID, {"纳入总体安排", "Part of the overall plan"},
	 {"各级党委把社会组织党建工作纳入党建工作总体安排。",
	  "Party committees fold the work into the overall plan."},
	 {"", ""}, {"", ""}},
	{"OPIN-21.2", OPIN, KIND_REC, {"结果纳入考核", "Results count in assessment"},
	 {"工作结果计入基层党建考核，作为评价领导班子和领导干部的内容；只反映单位情况，不涉及普通党员。",
	  "Results count in grassroots assessment and in the appraisal of leading teams and officials: "
	  "results of units, not of ordinary members."},
	 {"考核摘录列出普通党员姓名。", "The extract names ordinary members."},
	 {"", ""}},
	{"OPIN-21.3", OPIN, KIND_STEP, {"脱钩后领导不断档", "No lapse at decoupling"},
	 {"社会组织脱钩的，党的工作的领导不得中断。新领导关系从原领导关系最后有效日的次日起；间隔天数为新起"
	  "始日减原最后有效日再减1，必须为0，大于0为断档，小于0为重叠。",
	  "When an organization is decoupled, leadership of its Party work must not lapse. The new leading "
	  "relation starts on the day after the old one's last day in force; gap days = new start − old "
	  "last day − 1 and must be 0; above 0 is a gap, below 0 an overlap."},
	 {"间隔天数不为0；系统不予办理。", "The gap is not 0; the change is refused."},
	 {"", ""}},
	{"OPIN-21.4", OPIN, KIND_DEF, {"部门职责分工", "Roles of departments"},
	 {"组织部门牵头负责，党建工作机构具体指导，民政、司法、财政、税务、教育、卫生、市场监管等部门协助支"
	  "持。",
	  "Organization departments lead; agencies guide; the authorities for civil affairs, justice, "
	  "finance, tax, education, health and market regulation support."},
	 {"把任务交给职责以外的部门。", "A task goes to a department outside its role."},
	 {"", ""}},
	{"OPIN-21.5", OPIN, KIND_STEP, {"失职问责", "Accountability for failure of duty"},
	 {"履行职责不力的予以问责，由上级党委作出决定。",
	  "Failure of duty leads to accountability, decided by the higher committee."},
	 {"由系统自动给予处罚。", "A penalty is given automatically."},
	 {"", ""}},
	{"OPIN-22.1", OPIN, KIND_GUID, {"多渠道筹措经费", "Several funding channels"},
	 {"通过多种渠道筹措党建工作经费。", "Party-building work is funded through several channels."},
	 {"", ""}, {"", ""}},
	{"OPIN-22.2", OPIN, KIND_REC, {"党建工作经费", "Party-building money"},
	 {"党建工作经费列入管理费用，符合规定的支出可以按规定在所得税前扣除。每年列出预算，使用率为全年支出"
	  "除以全年预算。",
	  "Party-building money is part of management expenses; eligible spending is deductible before "
	  "income tax under the rules. There is a budget line per year; the use rate is money used divided "
	  "by money planned."},
	 {"当年没有预算。", "There is no budget line for the year."},
	 {"企业有不超过工资总额1%的限额，是否适用于社会组织未经证实，不采用。",
	  "A cap of 1 % of payroll exists for enterprises; its use here is not confirmed, so it is not "
	  "applied."}},
	{"OPIN-22.3", OPIN, KIND_THR, {"党费全额下拨", "Dues returned in full"},
	 {"社会组织党员交纳的党费全额下拨，同一期间下拨额应等于收缴额。下拨额大于收缴额的，须作说明；收缴额"
	  "为0的不适用。",
	  "Members' dues are returned in full: for one period, the amount returned equals the amount "
	  "collected. More returned than collected is flagged; with nothing collected the rule does not "
	  "apply."},
	 {"下拨额小于收缴额。", "Less is returned than was collected."},
	 {"", ""}},
	{"OPIN-22.4", OPIN, KIND_REC, {"留存党费支持", "Support from retained dues"},
	 {"组织部门可以从留存党费中给予支持，单独记账。",
	  "Organization departments may add support from retained dues; it is booked by itself."},
	 {"把补助记作下拨党费。", "A grant is booked as returned dues."},
	 {"", ""}},
	{"OPIN-22.5", OPIN, KIND_GUID, {"其他支持", "Other aid"},
	 {"有条件的，给予其他支持。", "Other aid is given where possible."},
	 {"", ""}, {"", ""}},
	{"OPIN-22.6", OPIN, KIND_REC, {"活动场所", "Activity places"},
	 {"落实党组织活动场所，社会组织集中的地方建设服务中心，记录地点、面积和开放时间。",
	  "Places for activities are provided, and service centres where organizations cluster; place, "
	  "area and open hours are listed."},
	 {"", ""}, {"", ""}},
	{"OPIN-22.7", OPIN, KIND_REC, {"场所资源共享", "Shared places and resources"},
	 {"企业、事业单位、机关、街道、乡镇之间共享场所和资源，记录共享协议和预约使用情况。",
	  "Places and resources are shared across enterprises, public institutions, organs, sub-districts "
	  "and townships; agreements and bookings are recorded."},
	 {"同一时段重复预约。", "A place is booked twice for one time."},
	 {"", ""}},
	{"OPIN-22.8", OPIN, KIND_GUID, {"负责人支持党建", "Heads support the work"},
	 {"引导社会组织负责人支持党建工作，为党组织活动提供条件。",
	  "Heads are guided to support the work and to provide the conditions for the Party organization's "
	  "activities."},
	 {"", ""}, {"", ""}},
	{"OPIN-22.9", OPIN, KIND_STEP, {"党建写入章程", "Written into the charter"},
	 {"上述事项写入社会组织章程；现行章程应有党建条款，登记条款序号和通过日期。",
	  "These matters are written into the organization's charter: the current version has a "
	  "Party-building article, entered with its number and the date of adoption."},
	 {"现行章程没有党建条款。", "The current charter has no such article."},
	 {"", ""}},
	{"OPIN-23.1", OPIN, KIND_REC, {"规划和年度计划", "Plan and yearly plan"},
	 {"各地区、各部门制定规划和年度计划。", "Each region and department has a plan and a yearly plan."},
	 {"年初没有计划。", "There is none by the start of the year."},
	 {"来源没有规定日期，由系统设置。", "The source gives no day; it is a setting."}},
	{"OPIN-23.2", OPIN, KIND_STEP, {"目标管理和监督检查", "Targets, supervision, inspection"},
	 {"实行目标管理，加强监督检查，记录目标总数和完成数。",
	  "There is target management, supervision and inspection; targets set and met are recorded."},
	 {"", ""}, {"", ""}},
	{"OPIN-23.3", OPIN, KIND_STEP, {"考核办法", "Assessment method"},
	 {"制定考核办法，奖惩分明，并运用考核结果。每项指标注明依据的条款编号，只考核单位。",
	  "An assessment method sets clear rewards and penalties, and its results are used. Every "
	  "indicator cites a clause ID; only units are assessed."},
	 {"指标没有条款编号。", "An indicator has no clause ID."},
	 {"", ""}},
	{"OPIN-23.4", OPIN, KIND_GUID, {"尊重基层首创", "Respect for grassroots innovation"},
	 {"尊重基层的创新做法。", "Grassroots innovation is respected."},
	 {"", ""}, {"", ""}},
	{"OPIN-23.5", OPIN, KIND_REC, {"表彰先进", "Commending good work"},
	 {"表彰先进的党组织、党员和社会组织负责人，记录表彰情况。",
	  "Outstanding Party organizations, members and heads are commended; commendations are recorded."},
	 {"没有告知被推荐人。", "The nominee was not told."},
	 {"", ""}},
	{"OPIN-23.6", OPIN, KIND_STEP, {"地方实施细则", "Local detailed measures"},
	 {"各地可以制定实施细则；对选举条例的要求只能从严，不能放宽。",
	  "Local detailed measures are allowed; they may tighten the rules on elections (ELEC) but not "
	  "loosen them."},
	 {"细则降低20%的差额比例或者五分之四的到会比例。",
	  "A local pack lowers the 20 % differential or the four-fifths attendance."},
	 {"", ""}},
	{"OPIN-23.7", OPIN, KIND_GUID, {"交流推广经验", "Share good practice"},
	 {"交流和推广好的做法。", "Good practice is shared and repeated."},
	 {"", ""}, {"", ""}},
};

const size_t opin_clause_count = sizeof(opin_clauses) / sizeof(opin_clauses[0]);
