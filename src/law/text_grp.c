#include "law/texts.h"

/* Leading Party members' groups (trial Regulation of 2015). */
const struct clause grp_clauses[] = {
	{"GRP-1", GRP, KIND_DEF, {"党组的含义", "Meaning of leading group"},
	 {"党组是党组织向非党组织的领导机关派出的代表机构。",
	  "A leading Party members' group is a representative organ that a Party organization dispatches "
	  "into the leadership of a body outside the Party."},
	 {"把党组登记为党的委员会。", "A group is stored as a committee."},
	 {"GRP各条的来源是新闻稿，不是条例原文；其后另有2019年修订的条例。",
	  "The source of the GRP clauses is a press release, not the Regulation; a revised Regulation "
	  "followed in 2019."}},
	{"GRP-2", GRP, KIND_DEF, {"可以设立党组的单位", "Where groups may be placed"},
	 {"中央和地方国家机关、人民团体、经济组织、文化组织、社会组织和其他非党组织的领导机关中，可以设立党"
	  "组。是“可以”而不是“应当”，系统不自动设立，也不自动要求设立。",
	  "A group may be placed in the leadership of a central or local state organ, people's "
	  "organization, economic or cultural institution, social organization or other unit outside the "
	  "Party. It may, not must: the program never creates or requires one by itself."},
	 {"有党组记录，却没有批准设立的党组织。",
	  "A group is recorded with no approving Party organization."},
	 {"", ""}},
	{"GRP-3", GRP, KIND_DEF, {"党组的作用", "Role of the group"},
	 {"党组在本单位发挥领导核心作用。", "The group is the core of leadership in its unit."},
	 {"", ""}, {"", ""}},
	{"GRP-4a", GRP, KIND_GUID, {"贯彻路线方针政策", "Line and policies"},
	 {"党组负责贯彻执行党的路线、方针、政策。",
	  "The group sees that the Party's line and policies are carried out."},
	 {"", ""}, {"", ""}},
	{"GRP-4b", GRP, KIND_REC, {"讨论决定重大问题", "Deciding major matters"},
	 {"党组讨论和决定本单位的重大问题。单位列出事项清单，每项决定记录事项、备选方案、决定、日期和到会成"
	  "员。",
	  "The group discusses and decides the major matters of the unit. The unit keeps a list of such "
	  "matters; each decision is recorded with matter, options, decision, date and members present."},
	 {"清单所列事项由管理层单独决定。", "A listed matter is decided by management alone."},
	 {"", ""}},
	{"GRP-4c", GRP, KIND_GUID, {"干部管理", "Cadre management"},
	 {"党组做好干部管理工作。", "The group manages cadres."},
	 {"", ""}, {"", ""}},
	{"GRP-4d", GRP, KIND_GUID, {"团结非党干部群众", "Rally people outside the Party"},
	 {"党组团结非党员干部和群众，完成各项任务。",
	  "The group rallies cadres outside the Party and the public to finish the tasks."},
	 {"", ""}, {"", ""}},
	{"GRP-4e", GRP, KIND_DEF, {"指导所属党组织", "Guiding Party organizations below"},
	 {"党组指导本单位及其直属单位党组织的工作。",
	  "The group guides the work of the Party organizations of its own unit and of the units directly "
	  "under it."},
	 {"指导不是直属的单位。", "It guides a unit that is not directly under it."},
	 {"", ""}},
	{"GRP-5", GRP, KIND_STEP, {"党组成员的确定", "Who belongs to the group"},
	 {"党组成员由批准设立党组的党组织决定，每名成员都有任职文件。",
	  "The approving Party organization fixes who belongs to the group; every member has an "
	  "appointment document."},
	 {"成员没有任职文件。", "A member has no appointment document."},
	 {"", ""}},
	{"GRP-6", GRP, KIND_THR, {"党组书记和副书记", "Secretary and deputies"},
	 {"党组设书记1人，不多也不少；必要时可以设副书记，人数不限。书记空缺的，须作说明。",
	  "A group has exactly 1 secretary and, if necessary, any number of deputies. A vacancy is flagged."},
	 {"同时有2名以上（含2名）书记。", "There are 2 or more secretaries."},
	 {"", ""}},
	{"GRP-7", GRP, KIND_PROH, {"党组不由选举产生", "A group is not elected"},
	 {"党组成员不由选举产生，不得为党组设置选票、任期、五分之四到会要求或者差额要求。",
	  "Members of a group are not elected; no ballot, term, four-fifths attendance or differential may "
	  "be attached to a group."},
	 {"为党组组织投票；选举模块不予办理。",
	  "A ballot is held for a group; the election module refuses it."},
	 {"", ""}},
	{"GRP-8", GRP, KIND_DEF, {"党组服从批准机关", "Under the approving organization"},
	 {"党组服从批准其设立的党组织领导。批准的党组织有且只有1个，变更的须重新批准。",
	  "The group accepts the leadership of the organization that approved it. There is exactly one; a "
	  "change of parent is a new approval."},
	 {"党组有2个上级。", "A group has two parents."},
	 {"", ""}},
	{"GRP-9", GRP, KIND_DEF, {"党组与党组织的区别", "Groups and Party organizations"},
	 {"党的中央、地方和基层组织由选举产生；党组不属于其中任何一种，单独作为一类登记。",
	  "Central, local and primary-level Party organizations are elected; a group is none of the three "
	  "and is a type of its own."},
	 {"把党组作为基层党组织计入覆盖。",
	  "A group is counted as a primary-level organization in coverage."},
	 {"", ""}},
	{"GRP-10", GRP, KIND_DEF, {"党组工作条例的内容", "What the Regulation covers"},
	 {"条例规定6个方面：设立、职责、组织原则、议事决策、监督检查、责任追究。党组档案按这6个方面分列，未"
	  "全部填写的，须作说明。",
	  "The Regulation covers six matters: setting up, duties, organizing principles, decision "
	  "procedure, supervision and inspection, accountability. A group's file has a tab for each; fewer "
	  "than six filled is flagged."},
	 {"某一方面空白，又没有说明理由。", "A tab is empty with no reason."},
	 {"", ""}},
	{"GRP-11", GRP, KIND_DEF, {"试行条例的通过", "Adoption of the trial Regulation"},
	 {"条例（试行）于2015年5月29日经中央政治局会议审议通过，版本记为2015年试行版。",
	  "The Regulation was adopted by the Political Bureau on May 29, 2015, for trial; the version is "
	  "kept as the 2015 trial text."},
	 {"混入其后的文本而不注明版本。", "Later texts are mixed in with no version."},
	 {"", ""}},
	{"GRP-12", GRP, KIND_GUID, {"学习宣传和培训", "Explain, study, train"},
	 {"各级党委做好条例的宣传解读、学习和培训。",
	  "Committees at all levels explain the Regulation, study it and train on it."},
	 {"", ""}, {"", ""}},
	{"GRP-13", GRP, KIND_GUID, {"监督条例落实", "Supervising implementation"},
	 {"各级党委监督条例的贯彻落实。", "Committees supervise its implementation."},
	 {"", ""}, {"", ""}},
	{"GRP-14", GRP, KIND_GUID, {"作者的个人看法", "The author's opinion"},
	 {"来源作者认为社会组织现在必须设立党组，而其引用的条文写的是“可以”。这只是作者的看法，不作为规"
	  "则。",
	  "The author concludes that social organizations are now required to have groups, while the texts "
	  "she quotes say “may”. It is her opinion and not applied as a rule."},
	 {"", ""},
	 {"以所引条文的“可以”为准（GRP-2）。", "The quoted “may” is followed (GRP-2)."}},
	{"GRP-15", GRP, KIND_REP, {"党组年度报告", "Yearly report of the group"},
	 {"党组每年至少向批准其设立的党组织作1次全面工作报告，执行重要指示的情况作专题报告；决定由集体讨论、"
	  "按多数意见作出，重大事项予以通报。全面报告应在当年12月31日以前（含当日）作出。",
	  "The group reports comprehensively to the approving organization at least once a year, by "
	  "December 31, that day included, and specially on major instructions; decisions are collective, "
	  "by majority; major matters are made known."},
	 {"12月31日以后仍没有全面报告。", "There is still no comprehensive report after December 31."},
	 {"本条不在来源之内，取自试行条例第19条至第21条。",
	  "Outside the source; from Articles 19 to 21 of the trial Regulation."}},
};

const size_t grp_clause_count = sizeof(grp_clauses) / sizeof(grp_clauses[0]);

/* Consultation in urban and rural communities (2015). */
const struct clause consult_clauses[] = {
	{"CONSULT-1", CONSULT, KIND_GUID, {"协商的目的", "Aim of consultation"},
	 {"城乡社区协商旨在发展基层民主，畅通渠道，开展形式多样的协商。",
	  "Consultation in urban and rural communities serves grassroots democracy: open channels, many "
	  "forms of consultation."},
	 {"", ""},
	 {"来源英文的“negotiation”按“协商”理解。",
	  "“Negotiation” in the source is read as 协商, consultation."}},
	{"CONSULT-2", CONSULT, KIND_GUID, {"协商制度化", "Consultation by a procedure"},
	 {"协商要制度化、规范化、经常化，每个协商事项按照同一套有记录的程序进行（A-18）。",
	  "Consultation becomes institutional, standard and routine: each case follows one recorded "
	  "procedure (A-18)."},
	 {"", ""}, {"", ""}},
	{"CONSULT-3", CONSULT, KIND_DEF, {"协商主体", "Who may take part"},
	 {"协商主体包括：基层政府及其派出机关，村、社区党组织，村民委员会、居民委员会，村务、居务监督委员"
	  "会，村民、居民小组，驻村、驻社区单位，社会组织，农民合作社，物业服务企业，户籍居民，非户籍居民代"
	  "表，以及其他利益相关方。",
	  "Parties are: primary-level government and its local offices; village or community Party "
	  "organization; villagers' or residents' committee; service oversight committee; small groups; "
	  "units located there; social organizations; farmers' cooperatives; property companies; residents "
	  "with local registration; delegates of residents without it; any other stakeholder."},
	 {"事项涉及的一方没有席位，也没有说明理由。",
	  "A type of party affected by the case has no seat and no reason is given."},
	 {"业主委员会和农村集体经济组织不在来源之内，按一般了解也可列入。",
	  "Owners' committees and rural collective economic organizations are not in the source; by "
	  "general knowledge they may be listed too."}},
	{"CONSULT-4", CONSULT, KIND_STEP, {"党组织领导协商", "The Party organization leads"},
	 {"村、社区党组织加强对协商制度和过程的领导，每个协商事项都以其为牵头方；其同时作为一方参加的，两种"
	  "身份都要写明。",
	  "The village or community Party organization strengthens leadership over system and process: "
	  "each case names it as lead. It may also sit as a party; then both roles are shown."},
	 {"协商事项没有牵头方。", "A case has no lead."},
	 {"", ""}},
	{"CONSULT-5", CONSULT, KIND_RIGHT, {"非户籍居民参与", "Residents without local registration"},
	 {"非户籍居民通过代表参加协商，利益相关方以利益相关方身份参加协商。",
	  "Residents without local registration take part through representatives; stakeholders take part "
	  "as such."},
	 {"有非户籍居民而没有代表席位。", "There are such residents and no seat for their representatives."},
	 {"由CONSULT-3推定。", "Inferred from CONSULT-3."}},
};

const size_t consult_clause_count = sizeof(consult_clauses) / sizeof(consult_clauses[0]);

/* Separation of industry associations and chambers from administrative organs (2015). */
const struct clause decouple_clauses[] = {
	{"DECOUPLE-1", DECOUPLE, KIND_DEF, {"脱钩的范围", "Which associations are in scope"},
	 {"同时具备下列条件的属于脱钩范围：会员主要是从事同一经济活动的单位或者从业者，或者是同一地域的经济"
	  "组织；名称以行业协会、协会、商会、同业公会、联合会、促进会等为后缀；在民政部门登记为社会团体法"
	  "人。",
	  "In scope when all hold: members are mainly units or practitioners of the same economic "
	  "activity, or economic organizations of one area; the name ends in 行业协会, 协会, 商会, "
	  "同业公会, 联合会, 促进会 or the like; it is registered with civil affairs as a social-group "
	  "legal person."},
	 {"把工会或者基金会列入脱钩范围。", "A trade union or a foundation is included."},
	 {"来源英文的“union”指联合会、同业公会，不是工会。",
	  "“Union” in the source means 联合会 or 同业公会, never a trade union (工会)."}},
	{"DECOUPLE-2", DECOUPLE, KIND_DEF, {"脱钩的行政机关一方", "The administrative side"},
	 {"脱钩的另一方是主办、主管、联系、挂靠行业协会商会的行政机关及其下属单位。",
	  "The other side is the administrative organs, and their units, that host, supervise or liaise "
	  "with the association or to which it is attached."},
	 {"脱钩完成后上述关系仍未终止。", "Such a relation is still open after decoupling is done."},
	 {"", ""}},
	{"DECOUPLE-3.1", DECOUPLE, KIND_STEP, {"机构分离", "Separate institutions"},
	 {"机构分离，规范综合监管关系。5项分离逐项登记责任人、证明材料和日期，全部完成才算脱钩完成；未全部完"
	  "成的，须作说明。",
	  "Institutions are separated and comprehensive supervision is standardized. Each of the five "
	  "separations is recorded with the person responsible, evidence and date; decoupling is done only "
	  "when all five are, and until then is flagged."},
	 {"有任务缺少证明材料，却标为完成。", "It is marked done while a task lacks evidence."},
	 {"", ""}},
	{"DECOUPLE-3.2", DECOUPLE, KIND_STEP, {"职能分离", "Separate functions"},
	 {"职能分离，规范行政委托和职责分工关系。登记和完成的要求同DECOUPLE-3.1。",
	  "Functions are separated; entrustment and the division of duties are standardized. Recorded and "
	  "completed as in DECOUPLE-3.1."},
	 {"有任务缺少证明材料，却标为完成。", "It is marked done while a task lacks evidence."},
	 {"", ""}},
	{"DECOUPLE-3.3", DECOUPLE, KIND_STEP, {"资产财务分离", "Separate assets and finance"},
	 {"资产财务分离，规范财产关系。登记和完成的要求同DECOUPLE-3.1。",
	  "Assets and finance are separated; property relations are standardized. Recorded and completed "
	  "as in DECOUPLE-3.1."},
	 {"有任务缺少证明材料，却标为完成。", "It is marked done while a task lacks evidence."},
	 {"", ""}},
	{"DECOUPLE-3.4", DECOUPLE, KIND_STEP, {"人员管理分离", "Separate personnel"},
	 {"人员管理分离，规范用人关系。登记和完成的要求同DECOUPLE-3.1。",
	  "Personnel is separated; employment is standardized. Recorded and completed as in DECOUPLE-3.1."},
	 {"有任务缺少证明材料，却标为完成。", "It is marked done while a task lacks evidence."},
	 {"", ""}},
	{"DECOUPLE-3.5", DECOUPLE, KIND_STEP, {"党建外事分离", "Separate Party building and foreign affairs"},
	 {"党建、外事等事项分离，规范管理关系。登记和完成的要求同DECOUPLE-3.1，党的工作的领导衔接见"
	  "OPIN-21.3。",
	  "Party-building and foreign-affairs matters are separated; management relations are "
	  "standardized. Recorded and completed as in DECOUPLE-3.1; for the hand-over of leadership see "
	  "OPIN-21.3."},
	 {"有任务缺少证明材料，却标为完成。", "It is marked done while a task lacks evidence."},
	 {"", ""}},
	{"DECOUPLE-4", DECOUPLE, KIND_GUID, {"脱钩的依据", "Basis of decoupling"},
	 {"依据是2013年关于全面深化改革的决定和国务院机构改革方案。",
	  "The basis is the 2013 decision on deepening reform and the State Council's restructuring plan."},
	 {"", ""}, {"", ""}},
	{"DECOUPLE-5", DECOUPLE, KIND_STEP, {"脱钩期间党建衔接", "Party work does not lapse"},
	 {"脱钩期间党的工作不得中断，新旧领导关系首尾相接，间隔天数为0（OPIN-21.3、BJ-2）。",
	  "Party work does not lapse in decoupling: the new leading relation follows the old one with a "
	  "gap of 0 days (OPIN-21.3, BJ-2)."},
	 {"间隔天数不为0。", "The gap is not 0."},
	 {"", ""}},
};

const size_t decouple_clause_count = sizeof(decouple_clauses) / sizeof(decouple_clauses[0]);

/* Consultative democracy in the CPPCC (2015). */
const struct clause cppcc_clauses[] = {
	{"CPPCC-1", CPPCC, KIND_DEF, {"人民政协的定位", "What the CPPCC is"},
	 {"人民政协是协商民主的重要渠道和专门协商机构。",
	  "The CPPCC is an important channel and a specialized body of consultation."},
	 {"把人民政协登记为群团组织或者社会组织。",
	  "It is filed as a mass organization or social organization."},
	 {"", ""}},
	{"CPPCC-2", CPPCC, KIND_GUID, {"协商内容和形式", "Contents and forms"},
	 {"明确协商的内容和形式。", "The contents and forms of consultation are made clear."},
	 {"", ""}, {"", ""}},
	{"CPPCC-3", CPPCC, KIND_GUID, {"制度和能力建设", "Institutions and capability"},
	 {"加强人民政协的制度建设和能力建设。", "Institutions and capability are strengthened."},
	 {"", ""}, {"", ""}},
	{"CPPCC-4", CPPCC, KIND_REC, {"与党委政府衔接", "Link with committees and governments"},
	 {"人民政协与党委、政府的工作有效衔接，登记协商议题、送交单位、答复和日期。",
	  "The CPPCC is linked effectively with Party committees and governments: topic, addressee, reply "
	  "and date are logged."},
	 {"议题没有送交单位。", "An item has no addressee."},
	 {"", ""}},
	{"CPPCC-5", CPPCC, KIND_DEF, {"政协中的党组", "Leading groups in the CPPCC"},
	 {"党组在人民政协中发挥领导核心作用；政协中的党组按GRP各条办理，不是选举产生的机构。",
	  "Leading Party members' groups play the leading role inside the CPPCC; they fall under the GRP "
	  "clauses and are not elected bodies."},
	 {"没有关联任何党组。", "No group is linked."},
	 {"", ""}},
};

const size_t cppcc_clause_count = sizeof(cppcc_clauses) / sizeof(cppcc_clauses[0]);

/* Leading personnel in public institutions (interim, 2015). */
const struct clause pubinst_clauses[] = {
	{"PUBINST-1", PUBINST, KIND_DEF, {"事业单位的含义", "Meaning of public institution"},
	 {"事业单位是由国家机关举办或者由其他组织利用国有资产举办，从事教育、科技、文化、卫生等活动，以公益"
	  "为目的的组织。上述条件须同时具备；事业单位不是社会组织。",
	  "A public institution is organized by a state organ, or by another organization using state "
	  "assets, and works in education, science, culture, health or the like, and serves the public "
	  "benefit. All three must hold; it is not a social organization."},
	 {"把事业单位计入社会组织覆盖率（OPIN-11.6）。", "It is counted in the coverage of OPIN-11.6."},
	 {"", ""}},
	{"PUBINST-2", PUBINST, KIND_GUID, {"领导人员管理的特点", "Nature of managing its leaders"},
	 {"事业单位领导人员的管理体现公益性、服务性、专业性、技术性。",
	  "Managing the leaders of public institutions reflects their public-spirited, service, "
	  "professional and technical nature."},
	 {"", ""}, {"", ""}},
	{"PUBINST-3", PUBINST, KIND_GUID, {"领导人员管理的目标", "Aims of managing its leaders"},
	 {"目标是推进事业单位体制改革和人事制度改革，建设好领导班子。",
	  "The aims are institutional reform, personnel reform and a good leadership team."},
	 {"", ""}, {"", ""}},
};

const size_t pubinst_clause_count = sizeof(pubinst_clauses) / sizeof(pubinst_clauses[0]);

/* Rural community pilot (2015). */
const struct clause rural_clauses[] = {
	{"RURAL-1", RURAL, KIND_GUID, {"农村社区试点目标", "Aim of the pilot"},
	 {"目标是加强基层治理，改善公共服务，促进城乡一体化，提高生活质量。",
	  "The aims are grassroots governance, public service, urban-rural integration and quality of life."},
	 {"", ""}, {"", ""}},
	{"RURAL-2", RURAL, KIND_DEF, {"多方共同参与机制", "The shared mechanism"},
	 {"在村党组织领导下，村民自治与多方参与相结合；参与各方列成名单，以村党组织为牵头方。",
	  "Self-governance and several actors work together under the village Party organization; the "
	  "actors are listed with it as lead."},
	 {"没有牵头方。", "There is no lead."},
	 {"", ""}},
	{"RURAL-3", RURAL, KIND_STEP, {"三类服务衔接", "Connecting three services"},
	 {"自治服务、政府服务和社会公共服务相衔接，每个农村服务项目标明且只标明1种提供方。",
	  "Self-governance, government service and social or public service are connected; each rural "
	  "service item is tagged with exactly one kind of provider."},
	 {"服务项目没有标明提供方。", "An item is untagged."},
	 {"", ""}},
	{"RURAL-4", RURAL, KIND_GUID, {"社区法治", "Rule of law in communities"},
	 {"推进农村社区法治建设。", "The rule of law is advanced in the community."},
	 {"", ""}, {"", ""}},
	{"RURAL-5", RURAL, KIND_GUID, {"促进多方参与", "Promote participation"},
	 {"促进多方主体参与。", "The participation of several actors is promoted."},
	 {"", ""}, {"", ""}},
	{"RURAL-6", RURAL, KIND_REC, {"试点社区登记", "Pilot communities"},
	 {"本项为试点工作，社区登记是否试点和试点起止日期。",
	  "This is pilot work: a community carries whether it is a pilot, from when and to when."},
	 {"在试点之外适用本规则。", "The rule is shown outside the pilot."},
	 {"", ""}},
};

const size_t rural_clause_count = sizeof(rural_clauses) / sizeof(rural_clauses[0]);

/* Inspection (2015). */
const struct clause insp_clauses[] = {
	{"INSP-1", INSP, KIND_DEF, {"巡视的目的", "Purpose of inspection"},
	 {"巡视依据党章开展，目的是从严管党治党、加强党内监督、规范巡视工作。巡视档案只用于这一目的。",
	  "Inspection rests on the Party Constitution and serves strict self-governance, inner-Party "
	  "supervision and orderly inspection. Its file has no other use."},
	 {"将档案用于其他目的。", "The file is put to another use."},
	 {"来源的中文标题“党组巡视条例”有误，应为《中国共产党巡视工作条例》；该条例已于2017年、2024年修"
	  "订。",
	  "The source's Chinese heading 党组巡视条例 is wrong: it is 中国共产党巡视工作条例, the CPC's "
	  "regulation on inspection, since revised in 2017 and 2024."}},
	{"INSP-2", INSP, KIND_DEF, {"巡视对象", "Objects of inspection"},
	 {"巡视对象是政府部门、企业和事业单位的党组织。对象只能是组织，不能是普通党员或者群众。",
	  "The objects are the Party organizations of government departments, of enterprises and of public "
	  "institutions. Objects are organizations, never ordinary members or the public."},
	 {"把个人列为巡视对象。", "A person is entered as object."},
	 {"", ""}},
	{"INSP-3", INSP, KIND_REC, {"巡视整改档案", "Evidence and rectification file"},
	 {"每个被巡视组织建立档案，记录轮次、期间、发现的问题和整改事项；整改事项写明责任人、期限和完成情"
	  "况。",
	  "Each inspected organization has a file: round, period, findings and rectification items, each "
	  "with owner, due date and whether done."},
	 {"整改事项没有责任人或者期限。", "An item has no owner or no due date."},
	 {"档案的内容是推定的，来源也没有规定巡视频次。",
	  "The content of the file is inferred; the source gives no frequency."}},
	{"INSP-4", INSP, KIND_STEP, {"选举纳入巡视", "Elections as inspection item"},
	 {"遵守选举条例的情况是巡视内容之一（ELEC-36.2），由巡视人员查阅选举档案后作出结论。",
	  "Compliance with the election rules is one inspection item (ELEC-36.2); the inspector reads the "
	  "election file and gives the result."},
	 {"结论由系统计算得出。", "The result is computed by software."},
	 {"", ""}},
};

const size_t insp_clause_count = sizeof(insp_clauses) / sizeof(insp_clauses[0]);

/* Beijing's three-level system (2016). */
const struct clause bj_clauses[] = {
	{"BJ-1", BJ, KIND_GUID, {"脱钩不脱管", "Decoupled, not deregulated"},
	 {"兼顾自主和监管，做到脱钩不脱管。",
	  "Autonomy and oversight are balanced: decoupled from the administration, but oversight is kept."},
	 {"", ""},
	 {"BJ各条的来源是英文二手材料，未见北京市文件原文；来源所说“与党的工作脱钩”按“与行政机关脱钩、监"
	  "管不减”理解。",
	  "The BJ clauses rest on a secondary English account; no document of Beijing's own was found. "
	  "“Decoupled from Party work” is read as decoupled from administration, oversight kept."}},
	{"BJ-2", BJ, KIND_DEF, {"综合党委", "Comprehensive Party committee"},
	 {"2016年12月，北京市委批准成立综合党委，作为三级体系的最上一级，有且只有1个。",
	  "In December 2016 the municipal Party committee approved a comprehensive Party committee, the "
	  "one top of the three-level system."},
	 {"出现第2个最上级。", "There is a second top."},
	 {"来源英文名称有误，推定为中共北京市行业协会商会综合委员会，简称“行业协会商会综合党委”。",
	  "The English name in the source is garbled; it is inferred to be "
	  "中共北京市行业协会商会综合委员会, the comprehensive Party committee of industry associations "
	  "and chambers."}},
	{"BJ-3", BJ, KIND_DEF, {"综合党委领导范围", "Whom it leads"},
	 {"综合党委领导近3000家社会组织的党建工作。",
	  "The comprehensive committee leads Party work of nearly 3,000 organizations."},
	 {"把已经注销的组织计算在内。", "Closed organizations are counted."},
	 {"", ""}},
	{"BJ-4", BJ, KIND_DEF, {"三级组织体系", "Three levels"},
	 {"体系分为3级：综合党委、联合党委、社会组织党组织，每家社会组织归且只归1个联合党委。适用于按"
	  "OPIN-6.7由市级党建工作机构领导的单位，其领导关系改由联合党委承担。",
	  "Three levels: comprehensive committee, joint Party committees, Party organizations of the "
	  "units; each unit stands under exactly one joint committee. It applies to units that OPIN-6.7 "
	  "assigns to the municipal agency; their leading relation then comes from the joint committee."},
	 {"单位直接归综合党委，或者同时归2个联合党委。",
	  "A unit stands directly under the top, or under two joint committees."},
	 {"", ""}},
	{"BJ-5", BJ, KIND_DEF, {"联合党委的枢纽作用", "Joint committees as the link"},
	 {"联合党委是体系的中心环节，承上启下：上报的报告和下发的通知都经联合党委办理。",
	  "Joint committees are the centre and the link up and down: reports upward and notices downward "
	  "pass through them."},
	 {"通知越过联合党委。", "A notice skips the joint committee."},
	 {"", ""}},
	{"BJ-6", BJ, KIND_THR, {"联合党委的规模", "Size of joint committees"},
	 {"设52个联合党委，每个联系约50家社会组织。设定范围默认为35家至65家（均含本数），超出范围的，须作说"
	  "明。",
	  "There are 52 joint committees of about 50 organizations each. One outside the set range, by "
	  "default 35 to 65 inclusive, is flagged."},
	 {"", ""},
	 {"“约50家”不是硬性规定，35家至65家的范围是推定的；近3000家除以52约为57.7家。",
	  "“About 50” is no hard rule, and the range of 35 to 65 is inferred; 3,000 divided by 52 is "
	  "57.7."}},
	{"BJ-7", BJ, KIND_STEP, {"联合党委的划分", "How units are grouped"},
	 {"按行业、类别、领域划分归属的联合党委；系统提出建议，由党建工作机构决定。",
	  "Units are grouped under joint committees by industry, category and field; the program suggests, "
	  "the agency decides."},
	 {"单位没有登记划分依据。", "A unit has no grouping key."},
	 {"", ""}},
	{"BJ-8", BJ, KIND_STEP, {"登记与党建衔接", "Registration and Party building"},
	 {"民政部门的登记工作纳入共同的党建工作流程，登记时列出双方的任务清单。",
	  "The registration function of civil affairs is part of a shared Party-building procedure with "
	  "one task list."},
	 {"还有未完成的任务且没有说明理由，即予登记。",
	  "A unit is registered with open tasks and no reason."},
	 {"", ""}},
	{"BJ-9", BJ, KIND_THR, {"登记前作出党建承诺", "Pledge before registration"},
	 {"社会组织申请登记，应当承诺开展党的建设；承诺书归档后才能登记。本条只适用于北京规则包，其他地区不"
	  "适用。",
	  "To register, an organization must pledge commitment to Party building; the pledge is on file "
	  "before it counts as registered. Beijing rule pack only; elsewhere the rule does not apply."},
	 {"没有承诺书即予登记；系统不予办理。", "It is registered with no pledge on file; this is refused."},
	 {"", ""}},
	{"BJ-10", BJ, KIND_STEP, {"党建活动与年度评价", "Activity and the yearly evaluation"},
	 {"没有经常、扎实开展党建活动的，年度评价不能得到高等次。系统只列出活动次数与计划次数的对照，由评价"
	  "人员决定。",
	  "Without regular and solid activity there is no high grade in the yearly evaluation. The program "
	  "shows meetings held against planned; the evaluator decides."},
	 {"没有事实清单，或者未让单位答复，即降低等次。",
	  "A grade is lowered with no fact sheet or no reply."},
	 {"“高等次”“经常”没有定义，系统不打分。",
	  "“High” and “regular” are undefined; nothing is scored."}},
	{"BJ-11", BJ, KIND_STEP, {"认定为管理不善", "Labelled badly run"},
	 {"情况更严重的，可以认定为管理不善。认定由人作出，写明理由，通知单位，并留有异议渠道和截止日期。",
	  "Worse cases may be labelled badly run. People decide, with a reason, a notice to the unit, and "
	  "a channel and end date for objection."},
	 {"没有通知即作认定。", "A label is given with no notice."},
	 {"", ""}},
	{"BJ-12", BJ, KIND_GUID, {"党建融入运行", "Party building within operations"},
	 {"党建工作融入社会组织的日常运行，党组织由此立足和发展。",
	  "Party building is worked into operations; that is how the Party organization survives and grows."},
	 {"", ""}, {"", ""}},
	{"BJ-13", BJ, KIND_STEP, {"共同决策", "Joint decision-making"},
	 {"社会组织与党组织共同决策：列出事项清单，决定之前双方意见均已记录。",
	  "The organization and its Party organization decide jointly: there is a list of matters, and "
	  "both opinions are recorded before the decision."},
	 {"缺少一方意见。", "One opinion is missing."},
	 {"", ""}},
	{"BJ-14", BJ, KIND_STEP, {"共同管理措施", "Joint management measures"},
	 {"共同采取管理措施，记录措施内容、责任人和开始日期。",
	  "Joint management measures are recorded with measure, owner and start."},
	 {"", ""}, {"", ""}},
};

const size_t bj_clause_count = sizeof(bj_clauses) / sizeof(bj_clauses[0]);
