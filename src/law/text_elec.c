/*
 * The Regulations on election work of primary-level organizations (2020),
 * clause by clause in our own words.  A note says what the article leaves
 * open, how it is read, and where the rules of 1990 differ.
 */
#include "law/texts.h"

#define NO_TEXT {"", ""}
/* No Chinese wording of the article was at hand. */
#define SOURCE_ONLY {"据资料转述，未核对中文原文。", "Rests on the source alone; Chinese wording not seen."}
/* Handbooks and sample election methods confirm the reading. */
#define SECONDARY {"有旁证资料印证，未见条文原文。", "Secondary texts agree; the article itself was not seen."}

const struct clause elec_clauses[] = {
	{"ELEC-1.1", ELEC, KIND_GUID, {"宗旨", "Purpose of the rules"},
	 {"以党章和民主集中制原则为依据，健全基层党组织的选举制度。",
	  "The rules build the election system of primary-level Party organizations on the Party "
	  "Constitution and democratic centralism."},
	 NO_TEXT,
	 NO_TEXT},
	{"ELEC-2.1", ELEC, KIND_DEF, {"适用范围", "Scope of application"},
	 {"企业、农村、机关、学校、科研院所、街道社区、社会组织等基层单位中，党的委员会、总支部委员会、"
	  "支部委员会、不设委员会的党支部和基层纪律检查委员会，其选举都按本条例办理。",
	  "The rules govern elections of Party committees, general-branch committees, branch committees, "
	  "branches without a committee and primary-level discipline inspection commissions, in "
	  "enterprises, villages, organs, schools, research bodies, sub-districts and communities, "
	  "social organizations and other primary units."},
	 {"把党组或者地方党委的选举按本条例办理。",
	  "A leading Party members' group or a local-level committee is put through this procedure."},
	 NO_TEXT},
	{"ELEC-3.1", ELEC, KIND_DLN, {"任期届满换届", "Re-election at term end"},
	 {"委员会任期届满，应当换届选举。届满日为任期起始日加任期年数（A-5），经批准另定日期的，"
	  "以批准的日期为准。晚于届满日为逾期，届满日当天为到期，届满日前6个月（含）至届满前一日为临近，"
	  "更早的为任期内。",
	  "When a committee's term ends, a re-election is due: on the day the term began plus the years "
	  "of the term (A-5), or on the new date that was approved. After that day it is overdue, on "
	  "that day due, and from 6 months before it (inclusive) to the day before it due soon; earlier "
	  "it is current."},
	 {"逾期未换届。", "The re-election is overdue."},
	 {"新任期自选举当日起算，系推定读法；临近期6个月由本系统自定。算得的日期当月没有的，"
	  "取当月最后一日，如2024年2月29日起任期3年，2027年2月28日届满。",
	  "That a new term starts on the day of election is an inferred reading; the 6 months are the "
	  "product's choice. A date that a month does not have falls on its last day: 3 years from "
	  "2024-02-29 end on 2027-02-28."}},
	{"ELEC-3.2a", ELEC, KIND_STEP, {"提前延期审批", "Approval to move an election"},
	 {"提前或者延期换届，须经上级党组织批准：延期的，批准日期不晚于届满日；提前的，在开会以前批准。"
	  "届满日前规定时段（默认3个月）内开会，召开会议的请示已获批准的，即为按期，不另报批；"
	  "早于这一时段的，属提前换届。",
	  "Postponing or advancing a re-election needs the higher organization's approval: to postpone, "
	  "dated on or before the due day; to advance, before the meeting. For a meeting within the set "
	  "window before the due day (3 months by default) the approval to hold the meeting is enough; "
	  "an earlier one is an advance and needs its own approval."},
	 {"改期而没有批准记录，不予办理。", "The date was moved without an approval on record: refused."},
	 {"批准的先后和按期时段条文未写明，系推定读法；时段可以设置。",
	  "The order of dates and the window are inferred readings; the window is a setting."}},
	{"ELEC-3.2b", ELEC, KIND_THR, {"提前延期限度", "Limit on moving an election"},
	 {"提前或者延期一般不超过1年：新日期与届满日相差不超过12个月（含）。超过12个月的须说明，"
	  "并有明确的例外依据。",
	  "The shift is generally not more than 1 year either way: the new date is within 12 months of "
	  "the due day, inclusive. Beyond 12 months it is flagged and needs an explicit exception."},
	 {"新日期与届满日相差超过12个月。", "The new date is more than 12 months from the due day."},
	 {"1990年规定只限制延期，2020年提前、延期都有限制。",
	  "The 1990 text limited only postponement; that of 2020 limits both."}},
	{"ELEC-4.1", ELEC, KIND_STEP, {"党员大会选举", "Election by general meeting"},
	 {"委员会由党员大会选举产生，符合规定条件的才可以由党员代表大会选举。",
	  "A committee is elected by a general meeting of members, unless the conditions for a congress "
	  "are met."},
	 {"不具备召开党员代表大会的条件（ELEC-4.2）而由其选举。",
	  "A congress elects although the conditions of ELEC-4.2 are not met."},
	 NO_TEXT},
	{"ELEC-4.2", ELEC, KIND_THR, {"代表大会条件", "Conditions for a congress"},
	 {"党员人数不少于500名（含），或者所属党组织驻地分散的，经上级党组织批准，"
	  "可以由党员代表大会选举。前两项具备一项即可，批准不可缺少。",
	  "A congress of delegates may be used if there are at least 500 members (inclusive) or the "
	  "body's sites are dispersed, and the higher organization approves. Either condition suffices; "
	  "the approval is always needed."},
	 {"党员不足500名且驻地不分散，或者没有批准的，不予办理。",
	  "Fewer than 500 members and not dispersed, or no approval: refused."},
	 {"所据英文资料作“超过500名”，中文为“500名以上”，含500名。是否计入预备党员条文未定，"
	  "按全体党员计，系推定读法。",
	  "The source's English says “more than 500”; the Chinese includes 500. Whether probationary "
	  "members count is not settled; counting all members is an inferred reading."}},
	{"ELEC-5.1", ELEC, KIND_RIGHT, {"党员三项权利", "Members' three rights"},
	 {"正式党员享有表决权、选举权和被选举权。三项权利各自独立，分别记载。",
	  "Full members hold three separate rights: to vote on motions, to elect and to be elected."},
	 {"正式党员被漏列于选举人名册。", "A full member is left off the roll."},
	 {"所据英文资料重复使用“投票”一词，所指即此三项权利。",
	  "The source's “right to vote, vote and stand” is these three."}},
	{"ELEC-5.2", ELEC, KIND_PROH, {"留党察看期间无权", "No rights during the sanction"},
	 {"受留党察看处分的党员，处分期间没有表决权、选举权和被选举权。处分期满后，"
	  "自恢复权利决定所定之日起恢复，最早为期满次日；没有决定的仍无三项权利，须说明，"
	  "由有管理权限的党组织作出决定。",
	  "A member under probation within the Party (a sanction) has none of the three rights while it "
	  "lasts. They return on the day a restoration decision names, at the earliest the day after the "
	  "sanction's last day; without a decision there are still none, which is flagged as a duty of "
	  "the organization with authority."},
	 {"列为选举人或者候选人。", "The member is listed as an elector or a candidate."},
	 {"留党察看是处分，不是预备党员的预备期。处分期为1年或者2年，1年的可以再延长1年，合计不超过2年，"
	  "此说未经核实。",
	  "This sanction is not probationary membership. It lasts 1 or 2 years; 1 year may be extended "
	  "once, at most 2 in all (general knowledge, not confirmed)."}},
	{"ELEC-5.3", ELEC, KIND_PROH, {"预备党员无权", "Probationary members have none"},
	 {"预备党员没有表决权、选举权和被选举权。可以参加会议、发表意见，不计入正式党员数和应到会有选举权"
	  "人数。",
	  "Probationary members have none of the three rights. They may attend and speak; they are "
	  "counted neither among full members nor among those who should attend with the right to elect."},
	 {"向预备党员发放选票。", "A ballot is issued to a probationary member."},
	 NO_TEXT},
	{"ELEC-5.4", ELEC, KIND_STEP, {"留置逮捕停权", "Suspension on custody or arrest"},
	 {"党员被依法留置或者逮捕的，由有管理权限的党组织决定暂停其三项权利。停权须有决定、日期和文号，"
	  "不自动发生。",
	  "When a member is lawfully held in supervisory custody or arrested, the Party organization "
	  "with authority suspends the three rights. Suspension is an act with a date and a document, "
	  "never automatic."},
	 {"没有决定就把党员从名册中去掉。", "A clerk drops a member with no decision."},
	 {"所据英文资料称“拘留”，按留置理解。1990年规定没有停权条款。",
	  "The source's “detained” is read as supervisory custody. The 1990 text had no suspension."}},
	{"ELEC-6.1", ELEC, KIND_RIGHT, {"体现选举人意志", "Electors' free will"},
	 {"选举要充分发扬民主，体现选举人意志，保障党员的民主权利。选举人自由选择，秘密投票，"
	  "对每名候选人得到同样的介绍。",
	  "Elections give full play to democracy and reflect the electors' will; members' democratic "
	  "rights are protected. Choice is free, voting is secret, and information on all candidates is "
	  "equal."},
	 {"有的候选人介绍材料更长或者更醒目。", "One candidate's sheet is longer or highlighted."},
	 NO_TEXT},
	{"ELEC-6.2", ELEC, KIND_PROH, {"不得强迫选举人", "No coercion of electors"},
	 {"任何组织和个人不得以任何方式强迫选举人选举或者不选举某人。有反映的作情况记录，"
	  "依ELEC-37.1处理。",
	  "No organization or person may force anyone, in any way, to elect or not to elect somebody. A "
	  "complaint is put on record and handled under ELEC-37.1."},
	 {"预先填好选票，记名投票，发消息点名要求投某人，投票期间公布部分票数。",
	  "Pre-filled ballots, named voting, reminders naming a candidate, partial tallies shown during "
	  "voting."},
	 NO_TEXT},
	{"ELEC-7.1", ELEC, KIND_GUID, {"代表条件", "Qualities of delegates"},
	 {"代表应当政治忠诚、遵守纪律、有履职能力，能够反映选举单位的意见。是否符合由党组织判断，"
	  "系统不打分。",
	  "Delegates are politically loyal, disciplined and able, and can voice the views of their "
	  "electing unit. People judge this; the software does not score it."},
	 NO_TEXT,
	 SOURCE_ONLY},
	{"ELEC-8.1a", ELEC, KIND_THR, {"代表名额幅度", "Usual number of delegates"},
	 {"代表名额一般不少于100名、不超过200名（均含本数）。在此范围以外而不超过300名的，须说明理由。",
	  "The number of delegates is generally from 100 to 200, both inclusive. Outside that, up to "
	  "300, it is flagged and needs a reason."},
	 {"不在100名至200名之间而没有说明理由。", "A number outside 100 to 200 with no reason given."},
	 SECONDARY},
	{"ELEC-8.1b", ELEC, KIND_THR, {"代表名额上限", "Cap on delegates"},
	 {"代表名额最多不超过300名（含300名）。", "There may be at most 300 delegates, inclusive."},
	 {"名额超过300名（自301名起），不予办理。", "301 delegates or more: refused."},
	 SECONDARY},
	{"ELEC-8.1c", ELEC, KIND_STEP, {"代表名额审批", "Approval of the number"},
	 {"代表名额由召集党员代表大会的党组织按照便于党员了解和参与、便于讨论决定问题的要求确定，"
	  "报上级党组织批准。",
	  "The convening organization fixes the number of delegates so that members can know and take "
	  "part and business can be discussed, and submits it to the higher organization for approval."},
	 {"名额未经批准就选举代表。", "Delegates are elected before the number is approved."},
	 SECONDARY},
	{"ELEC-8.2a", ELEC, KIND_STEP, {"代表名额分配", "Allotment of delegate seats"},
	 {"召集党员代表大会的党组织把名额分到各选举单位，依据所属党组织数、党员人数和代表的广泛性。"
	  "各单位名额之和等于代表名额。",
	  "The convening organization shares the seats among the electing units by number of "
	  "organizations, number of members and breadth of representation. The shares add up to the "
	  "number of delegates."},
	 {"各单位名额之和不等于代表名额。", "The shares do not add up to the number of delegates."},
	 {"所据资料没有给出公式。系统按党员人数以最大余数法提出建议数，余数相同的，党员多者在先，"
	  "再按所列次序；可以改动。未核对中文原文。",
	  "The source gives no formula. The product suggests largest remainders on members (equal "
	  "remainders: more members first, then as given); the clerk can override it. Chinese wording "
	  "not seen."}},
	{"ELEC-8.2b", ELEC, KIND_GUID, {"一线代表比例", "Share of front-line delegates"},
	 {"代表中生产和工作一线的党员要有适当比例，没有规定百分比。系统只显示汇总数。",
	  "A proper share of delegates comes from the front line of production and work; no percentage "
	  "is stated. Only the aggregate is shown."},
	 NO_TEXT,
	 SOURCE_ONLY},
	{"ELEC-8.3", ELEC, KIND_GUID, {"二级单位名额", "Seats for second-level units"},
	 {"国有大型企业和高等学校，对党组织关系不在本单位但党员较多的二级单位，可以分配一定的代表名额。",
	  "Large state enterprises and universities may give some seats to second-level units whose "
	  "Party relation lies elsewhere but which have many members."},
	 NO_TEXT,
	 NO_TEXT},
	{"ELEC-9.1", ELEC, KIND_THR, {"代表候选人差额", "Differential for delegates"},
	 {"代表候选人多于应选名额，所多人数不少于应选名额的20%（含）。最少候选人数为应选名额加应选名额的"
	  "五分之一，五分之一有小数的进为整数。",
	  "Candidates exceed seats by at least 20 % of the seats, inclusive. The least number of "
	  "candidates is the seats plus one fifth of them, the fifth rounded up."},
	 {"应当差额的一轮（ELEC-28.3）候选人少于最少人数，不予办理；补选和另行选举的须说明。",
	  "Too few candidates in the round that owes the differential (ELEC-28.3): refused; in "
	  "by-elections and separate elections: flagged."},
	 {"比例以应选名额为基数，不以候选人数为基数。补选和另行选举是否差额，条文未定，可以设置。"
	  "1990年规定措辞不同，最少人数相同。",
	  "The base is seats, not candidates. Whether by-elections and separate elections owe it is not "
	  "settled (a setting). The 1990 wording differs; the least number is the same."}},
	{"ELEC-10.1", ELEC, KIND_STEP, {"支部推荐提名", "Nomination starts in branches"},
	 {"代表候选人的提名从党支部开始，根据多数党组织和党员的意见提出人选。",
	  "Nomination starts in the branches; proposals follow the majority opinion of organizations and "
	  "members."},
	 {"人选没有党支部的推荐来源。", "A nominee has no branch source."},
	 NO_TEXT},
	{"ELEC-10.2a", ELEC, KIND_STEP, {"初步人选沟通", "Forming the preliminary list"},
	 {"选举单位就推荐的人选与上级党组织沟通，形成候选人初步人选名单。",
	  "The electing unit communicates with the higher organization on the nominees and forms the "
	  "preliminary list."},
	 {"名单没有沟通日期。", "The list has no date of contact."},
	 NO_TEXT},
	{"ELEC-10.2b", ELEC, KIND_STEP, {"人选把关与公示", "Vetting and public notice"},
	 {"以适当方式加强对初步人选的审核，也可以在一定范围内公示。公示的时间和范围由选举单位设定。",
	  "Vetting is strengthened in a suitable way, and the preliminary list may be published within a "
	  "set scope. Days and scope are set by the electing unit."},
	 {"公示内容超出DP-17许可的范围。", "The notice shows more than DP-17 allows."},
	 {"公示不是必经步骤，天数条文未定。", "Publication is optional; no number of days is stated."}},
	{"ELEC-10.3", ELEC, KIND_STEP, {"预备人选审查", "Examination of prospective candidates"},
	 {"选举单位确定候选人预备人选，报召集党员代表大会的基层委员会审查。",
	  "The unit settles the prospective candidates and reports them for examination to the primary "
	  "committee that convenes the congress."},
	 {"审查结果作出以前投票。", "The vote is held before the result of the examination."},
	 NO_TEXT},
	{"ELEC-10.4", ELEC, KIND_STEP, {"选举代表", "Electing the delegates"},
	 {"选举单位召开党员大会或者党员代表大会，根据多数选举人的意见确定候选人，进行选举。",
	  "The unit holds a general meeting or congress, fixes the candidates by the majority opinion of "
	  "the electors, and votes."},
	 {"前述步骤次序颠倒或者有缺漏。", "A step is out of order or missing."},
	 NO_TEXT},
	{"ELEC-11.1", ELEC, KIND_STEP, {"代表资格审查", "Check of credentials"},
	 {"上届委员会成立代表资格审查小组，审查每名代表的产生程序和资格。",
	  "The outgoing committee sets up a credentials group that checks the procedure and the "
	  "qualification of every delegate."},
	 {"有代表未经审查就开会。", "The congress opens with unchecked delegates."},
	 NO_TEXT},
	{"ELEC-11.2a", ELEC, KIND_STEP, {"程序不合重新选举", "Wrong procedure: elect again"},
	 {"代表产生程序不合规定的，责成原选举单位重新选举。",
	  "If the procedure was wrong, the original unit is told to elect again."},
	 {"程序不合规定的代表仍然出席。", "The delegate is seated anyway."},
	 NO_TEXT},
	{"ELEC-11.2b", ELEC, KIND_STEP, {"资格不合更换", "Unqualified: replace the person"},
	 {"代表资格不合的，责成原选举单位更换人选。",
	  "If the person is unqualified, the original unit is told to replace the person."},
	 {"名额仍由资格不合的人占用。", "The seat is left to the unqualified person."},
	 NO_TEXT},
	{"ELEC-11.3a", ELEC, KIND_REP, {"资格审查报告", "Report on credentials"},
	 {"代表资格审查小组向党员代表大会预备会议报告审查情况，列明审查、合格和退回的人数。",
	  "The credentials group reports to the congress's preparatory meeting how many were checked, "
	  "passed and returned."},
	 {"审查人数少于选出的代表人数。", "Fewer were checked than were elected."},
	 NO_TEXT},
	{"ELEC-11.3b", ELEC, KIND_DEF, {"代表正式资格", "Formal standing of delegates"},
	 {"经审查合格的代表才具有正式资格，党员代表大会的应到会有选举权人数只计已确认的代表。",
	  "Only a delegate who passed the check has formal standing; those who should attend a congress "
	  "with the right to elect are the confirmed delegates only."},
	 {"向未经确认的代表发放选票。", "A ballot is issued to an unconfirmed delegate."},
	 {"应到会人数只计已确认的代表，系推定读法：选出152名，退回1名，更换并确认以前应到151名。",
	  "That the base counts confirmed delegates only is an inferred reading: 152 elected, 1 sent "
	  "back, so 151 until the replacement is confirmed."}},
	{"ELEC-12.1", ELEC, KIND_GUID, {"委员条件", "Qualities of committee members"},
	 {"委员候选人要德才兼备、以德为先，班子结构合理。",
	  "Candidates have integrity and ability, integrity first; the team's structure is sensible."},
	 NO_TEXT,
	 NO_TEXT},
	{"ELEC-12.2", ELEC, KIND_GUID, {"条件细化", "Refining the conditions"},
	 {"在符合中央和上级要求的前提下，可以按领域、类型、层级细化委员条件。"
	  "细化的条件以文本形式随党组织保存。",
	  "The conditions may be refined by field, type and level within central and higher "
	  "requirements. They are kept as a text of each body."},
	 NO_TEXT,
	 NO_TEXT},
	{"ELEC-13.1", ELEC, KIND_THR, {"委员候选人差额", "Differential for committee members"},
	 {"委员候选人多于应选名额，所多人数不少于应选名额的20%（含）；最少候选人数的算法与ELEC-9.1相同。"
	  "适用于党的委员会、总支部委员会、支部委员会和纪律检查委员会委员的选举。",
	  "Candidates for committee member exceed seats by at least 20 % of the seats, inclusive; the "
	  "least number is found as in ELEC-9.1. This applies to Party committees, general-branch and "
	  "branch committees and discipline inspection commissions."},
	 {"应当差额的一轮（ELEC-28.3）候选人少于最少人数，不予办理；补选和另行选举的须说明。",
	  "Too few candidates in the round that owes the differential (ELEC-28.3): refused; in "
	  "by-elections and separate elections: flagged."},
	 {"所据英文资料作“候选人数的20%”，实为应选名额的20%。有范本称4选3为25%，基数用错，但仍合规定。"
	  "补选和另行选举是否差额，条文未定，可以设置。1990年规定措辞不同，最少人数相同。",
	  "The source's “number of candidates” is the number of seats. A sample calling 4 for 3 “25 %” "
	  "takes the wrong base but is lawful. By-elections and separate elections are not settled (a "
	  "setting). 1990: other wording, same least number."}},
	{"ELEC-14.1", ELEC, KIND_STEP, {"支部委员候选人", "Candidates for branch committees"},
	 {"总支部委员会、支部委员会委员候选人，由上届委员会根据多数党员的意见提出，"
	  "报上级党组织审查同意后，组织党员酝酿确定，提交党员大会选举。",
	  "For general-branch and branch committees the outgoing committee proposes persons from the "
	  "majority opinion of members; after the higher organization has examined and agreed, members "
	  "deliberate and fix the candidates, and a general meeting elects."},
	 {"上级答复以前印制候选人名单，或者由党员代表大会选举。",
	  "Candidates are printed before the reply, or a congress elects."},
	 NO_TEXT},
	{"ELEC-15.1", ELEC, KIND_STEP, {"党委委员大会产生", "Committee candidates, general meeting"},
	 {"党的委员会和经批准设立的纪律检查委员会，由党员大会选举的，上届委员会根据所属多数党组织的意见提"
	  "出人选，报上级党组织审查，组织党员酝酿确定候选人，提交党员大会选举。多数指过半数。",
	  "For a Party committee or an approved discipline inspection commission elected by a general "
	  "meeting: the outgoing committee proposes persons from the opinions of a majority (more than "
	  "half) of its subordinate organizations, the higher organization examines them, members "
	  "deliberate and fix the candidates, and the general meeting elects."},
	 {"支持的党组织未过半数而称多数，如9个中有4个（至少要5个）。",
	  "No majority is called one: 4 of 9 organizations (5 are needed)."},
	 SOURCE_ONLY},
	{"ELEC-15.2", ELEC, KIND_STEP, {"党委委员代表大会产生", "Committee candidates, congress"},
	 {"党的委员会和经批准设立的纪律检查委员会，由党员代表大会选举的，人选由上届委员会提出，"
	  "报上级党组织审查，经大会主席团讨论通过，由各代表团（组）酝酿，根据多数代表的意见确定候选人，"
	  "提交大会选举。",
	  "The same bodies elected by a congress: the outgoing committee proposes, the higher "
	  "organization examines, the presidium of the congress discusses and passes, delegations or "
	  "groups deliberate, candidates are fixed by the majority opinion of delegates, and the "
	  "congress elects."},
	 {"没有经过主席团通过，或者没有经过代表团酝酿。",
	  "There was no passage by the presidium, or no deliberation by delegations."},
	 {"所据英文资料称“大会局”，按大会主席团理解，系推定读法。未核对中文原文。",
	  "The source's “Bureau of the General Conference” is read as the presidium (inferred). Chinese "
	  "wording not seen."}},
	{"ELEC-16.1", ELEC, KIND_STEP, {"书记副书记选举", "Election of secretary and deputies"},
	 {"委员会书记、副书记人选由上届委员会提出，报上级党组织审查，由新一届委员会全体会议选举。"
	  "不要求差额，可以等额选举，候选人数不少于应选名额。",
	  "The outgoing committee proposes the secretary and deputies, the higher organization examines "
	  "them, and the new committee's plenary elects them. No differential is demanded; an "
	  "equal-number election is lawful, with at least as many candidates as seats."},
	 {"选票上有批复以外的人选。", "A name on the ballot is not in the reply."},
	 SECONDARY},
	{"ELEC-16.2", ELEC, KIND_STEP, {"不设委员会的支部", "Branch without a committee"},
	 {"不设委员会的党支部，由全体党员酝酿提出书记、副书记候选人，报上级党组织审查后，由党员选举。",
	  "In a branch without a committee all members deliberate on candidates for secretary (and "
	  "deputy), the higher organization examines them, and the members elect."},
	 {"正式党员达到7名（A-3）仍按此办理。",
	  "There are 7 or more full members (A-3) and this route is used."},
	 SOURCE_ONLY},
	{"ELEC-17.1", ELEC, KIND_THR, {"常务委员会差额", "Differential for standing committees"},
	 {"经批准设立常务委员会的，常务委员会委员候选人比应选名额多1名或者2名，不适用20%的规定。"
	  "人选由上届委员会提出，报上级党组织审查，由委员会全体会议选举。",
	  "Where a standing committee is approved, its candidates exceed its seats by exactly 1 or 2; "
	  "the 20 % rule does not apply. The outgoing committee proposes, the higher organization "
	  "examines, the plenary elects."},
	 {"候选人不多于应选名额，或者多出3名以上（含），不予办理。",
	  "No candidate more than seats, or 3 or more too many: refused."},
	 {"所据资料此处文句残缺，数字清楚；多1名或者2名系推定读法。未核对中文原文。",
	  "The source's sentence is broken here; seats plus 1 or 2 is an inferred reading. Chinese "
	  "wording not seen."}},
	{"ELEC-18.1", ELEC, KIND_STEP, {"委员补选", "By-election"},
	 {"任期内委员出缺，一般由党员大会或者党员代表大会补选。差额、到会人数和过半数的规定同样适用。",
	  "A vacancy during the term is generally filled by a by-election at a general meeting or "
	  "congress. The rules on differential, quorum and majority apply."},
	 {"不经选举直接增补；空缺搁置的须说明。",
	  "Someone is co-opted without election; a vacancy left open is flagged."},
	 {"适用上述规定系推定读法，补选不足差额的只须说明（ELEC-13.1）。补选委员的任期随本届委员会届满，"
	  "此说未经核实。未核对中文原文。",
	  "That those rules apply is inferred; a missing differential is only flagged (ELEC-13.1). The "
	  "successor's term ends with the committee's (not confirmed). Chinese wording not seen."}},
	{"ELEC-18.2", ELEC, KIND_STEP, {"上级调动指派", "Assignment from above"},
	 {"上级党组织认为有必要时，可以调动或者指派下级党组织的负责人。职务记为任命，不记为当选。",
	  "Where it sees need, the higher organization may transfer or assign the head of a lower "
	  "organization. The office is marked as appointed, not as elected."},
	 {"把任命的负责人显示为选举产生。", "An appointed head is shown as elected."},
	 SOURCE_ONLY},
	{"ELEC-19.1", ELEC, KIND_THR, {"法定人数", "Quorum"},
	 {"实到会有选举权人数不少于应到会有选举权人数的五分之四（含），会议有效，可以进行选举。"
	  "最低实到人数为应到会人数的五分之四，有小数的进为整数。",
	  "The meeting is valid if those present with the right to elect are not fewer than four fifths "
	  "(inclusive) of those who should attend. The least number present is four fifths of those who "
	  "should attend, rounded up."},
	 {"实到会人数低于最低人数就开始投票，不予办理。",
	  "Voting starts with fewer than the least number present: refused."},
	 {"所据资料末句以到会人数为基数，系误译，应为应到会人数。1990年规定为“超过五分之四”，"
	  "恰好五分之四依其后的答复予以认可，须说明；2020年为“不少于五分之四”，恰好五分之四有效。",
	  "The source's closing words “of the number present” are a slip for those who should attend. "
	  "The 1990 text said “exceeds”; exactly four fifths, later tolerated by a Q&A, is flagged under "
	  "it. From 2020 exactly four fifths passes."}},
	{"ELEC-19.2", ELEC, KIND_STEP, {"不计入应到会人数", "Leaving members out of the base"},
	 {"有所列情形的党员，经上级党组织同意并由党员大会通过，才可以不计入应到会有选举权人数；"
	  "其他缺席的党员一律计入。所列情形（A-9）为：不能表达意志，自费出国（境）6个月以上（含），"
	  "正在服刑，卧床不起或者长期不能自理，外出6个月以上（含）应转未转组织关系，"
	  "离退休后长期回原籍居住。",
	  "Members are left out of those who should attend only in a listed circumstance, with the "
	  "higher organization's agreement and a vote of the general meeting; anyone else absent stays "
	  "in. The list (A-9): unable to express their will; abroad at own expense for at least 6 "
	  "months; serving a sentence; bedridden or chronically unable; away 6 months or more without "
	  "the transfer that was due; retired and long since returned to the native place."},
	 {"工作人员自行改小应到会人数。", "A clerk lowers the number by hand."},
	 {"表决按A-6办理，以减除以前的应到会人数为基数，在选举点名以前进行，系推定读法。"
	  "党员代表大会的代表不适用本款。",
	  "The vote is taken under A-6 on the number before exclusions and before the election's roll "
	  "call (inferred). It does not apply to delegates of a congress."}},
	{"ELEC-19.3", ELEC, KIND_STEP, {"逐次核对人数", "Quorum before every ballot"},
	 {"同一次会议上每次投票以前，都要重新核对到会人数，再次投票、其他选举项目和选举书记、"
	  "副书记的全体会议也不例外。全体会议以委员会人数为应到会人数，如委员5名的至少到会4名，"
	  "7名的至少到会6名。",
	  "The quorum is checked again before every ballot of the same meeting: revotes, a second "
	  "contest, and the plenary that elects officers. At a plenary the base is the size of the "
	  "committee: of 5 at least 4 are present, of 7 at least 6."},
	 {"再次投票时应到25名而实到19名，仍然投票。", "A revote is held with 19 present of 25."},
	 {"条文未写明，系推定读法。", "Not stated by the article; an inferred reading."}},
	{"ELEC-20.1a", ELEC, KIND_STEP, {"党员大会主持", "Chair of a general meeting"},
	 {"党员大会的选举由上届委员会主持。",
	  "The election at a general meeting is chaired by the outgoing committee."},
	 {"上届委员会以外的人主持党员大会。",
	  "Someone outside the outgoing committee chairs a general meeting."},
	 SOURCE_ONLY},
	{"ELEC-20.1b", ELEC, KIND_STEP, {"支部选举主持", "Chair without a committee"},
	 {"不设委员会的党支部，选举由上届党支部书记主持。",
	  "In a branch without a committee the election is chaired by the outgoing branch secretary."},
	 {"由他人主持而没有说明。", "Another person chairs with no note."},
	 SOURCE_ONLY},
	{"ELEC-20.2a", ELEC, KIND_STEP, {"代表大会主持", "Chair of a congress"},
	 {"党员代表大会的选举由大会主席团主持。",
	  "The election at a congress is chaired by its presidium."},
	 {"由上届委员会主持党员代表大会的选举。", "The outgoing committee chairs the congress's ballot."},
	 NO_TEXT},
	{"ELEC-20.2b", ELEC, KIND_STEP, {"主席团产生", "Forming the presidium"},
	 {"主席团成员由上届委员会或者各代表团从代表中提名，经全体代表酝酿，由预备会议表决通过。",
	  "The presidium is nominated from the delegates by the outgoing committee or the delegations, "
	  "deliberated by all delegates, and passed by vote at the preparatory meeting."},
	 {"主席团成员不是代表。", "A member of the presidium is not a delegate."},
	 NO_TEXT},
	{"ELEC-20.3", ELEC, KIND_STEP, {"第一次全体会议主持", "Chair of the first plenary"},
	 {"新一届委员会第一次全体会议由1名新当选的委员主持：由党员代表大会选出的，由大会主席团指定；"
	  "由党员大会选出的，由上届委员会推荐。",
	  "The new committee's first plenary is chaired by one newly elected member, designated by the "
	  "presidium (congress) or recommended by the outgoing committee (general meeting)."},
	 {"主持人不是新当选的委员，或者有2名主持人。",
	  "The chair is not newly elected, or there are two chairs."},
	 NO_TEXT},
	{"ELEC-21.1a", ELEC, KIND_RIGHT, {"介绍候选人", "Introduction of candidates"},
	 {"投票以前，党组织或者大会主席团向选举人如实介绍每名候选人的简历、工作情况、主要优点和主要不足。"
	  "各候选人介绍材料的项目和版式一致。",
	  "Before voting, the Party organization or the presidium gives electors a factual introduction "
	  "of each candidate: CV, work record, main strengths and main weaknesses. The sheet has the "
	  "same fields and layout for all."},
	 {"有候选人的介绍缺项。", "A candidate's sheet has a missing field."},
	 NO_TEXT},
	{"ELEC-21.1b", ELEC, KIND_RIGHT, {"答复选举人询问", "Answers to electors"},
	 {"党组织或者大会主席团对选举人的询问负责地答复。询问和答复都要记录，可以不记询问人。",
	  "The Party organization or the presidium gives electors' questions a responsible answer. "
	  "Question and answer are recorded; the asker's name is not needed."},
	 {"投票开始时还有询问没有答复。", "A question is open when voting starts."},
	 NO_TEXT},
	{"ELEC-21.2", ELEC, KIND_RIGHT, {"候选人见面", "Meeting the candidates"},
	 {"选举人要求的，可以安排候选人与选举人见面，由候选人回答问题。不安排的，记录理由。",
	  "If electors ask, a meeting with the candidates may be arranged, at which they answer "
	  "questions. If there is none, the reason is recorded."},
	 {"对选举人的要求没有回应。", "The request goes unanswered."},
	 NO_TEXT},
	{"ELEC-22.1", ELEC, KIND_STEP, {"设监票人", "Vote supervisors"},
	 {"选举设监票人，至少1名，监督选举全过程。",
	  "Vote supervisors, at least 1, oversee the whole process."},
	 {"没有监票人就开始投票。", "A ballot is opened with none."},
	 {"条文没有规定人数，至少1名为默认下限。", "The number is not stated; at least 1 is the default."}},
	{"ELEC-22.2", ELEC, KIND_PROH, {"监票人产生", "Choosing vote supervisors"},
	 {"党员大会、党员代表大会的监票人，由全体党员或者各代表团（组）从不是候选人的党员或者代表中推选，"
	  "经党员大会、党员代表大会或者大会主席团表决通过。候选人不得担任监票人。",
	  "At a general meeting or congress the supervisors are chosen by all members or by delegations "
	  "from members or delegates who are not candidates, and passed by vote of the meeting, the "
	  "congress or the presidium. No candidate may be a supervisor."},
	 {"监票人中有候选人，不予办理。", "A supervisor is a candidate: refused."},
	 {"再次投票的名单确定后要重新核对，系推定读法。",
	  "The check is made again once the list of a revote is known (inferred)."}},
	{"ELEC-22.3", ELEC, KIND_PROH, {"全体会议监票人", "Supervisors at a plenary"},
	 {"委员会全体会议的监票人，从不是书记、副书记、常务委员会委员候选人的委员中推选，"
	  "经全体委员表决通过。如委员3名选举书记、副书记各1名，可以监票的只有1名。",
	  "At a plenary the supervisors come from committee members who are not candidates for "
	  "secretary, deputy or standing committee, and are passed by all members. In a committee of 3 "
	  "electing 1 secretary and 1 deputy only 1 person can supervise."},
	 {"监票人是候选人，或者没有可以监票的委员，不予办理；投票以前解决。",
	  "A supervisor is a candidate, or nobody is eligible: refused until resolved, before voting."},
	 NO_TEXT},
	{"ELEC-23.1", ELEC, KIND_STEP, {"计票人", "Tellers at the count"},
	 {"计票人在监票人监督下计票。候选人不担任计票人。",
	  "Tellers count under the supervisors' oversight. Candidates are not tellers."},
	 {"监票人不在场时计票；候选人担任计票人，不予办理。",
	  "A teller works with no supervisor present; a candidate is a teller: refused."},
	 {"候选人不担任计票人见于选举办法范本，本系统默认执行。",
	  "That candidates do not count is found in sample election methods; it is enforced by default."}},
	{"ELEC-24.1a", ELEC, KIND_RIGHT, {"无记名投票", "Secret ballot"},
	 {"选举采用无记名投票。选票上没有姓名、编号和记号，任何地方都不得有把选票与投票人联系起来的记录"
	  "（DP-3）。",
	  "Ballots are secret. A ballot bears no name, number or mark, and no record anywhere links a "
	  "ballot to a person (DP-3)."},
	 {"选票有编号，因人印成不同颜色，写票处有摄像头。",
	  "Serial numbers, coloured variants per person, a camera at the desk."},
	 NO_TEXT},
	{"ELEC-24.1b", ELEC, KIND_STEP, {"选票上的排列", "Order on the ballot"},
	 {"选票上的代表、委员和常务委员会委员候选人，以姓氏笔画为序（A-20）。",
	  "On the ballot, candidates for delegate, committee member and standing-committee member stand "
	  "in the order of surname strokes (A-20)."},
	 {"按拼音排列。", "They are in pinyin order."},
	 NO_TEXT},
	{"ELEC-24.1c", ELEC, KIND_STEP, {"书记副书记的排列", "Officers on the ballot"},
	 {"选票上的书记、副书记候选人，按上级党组织批准的顺序排列。",
	  "On the ballot, candidates for secretary and deputy stand in the order the higher organization "
	  "approved."},
	 {"按姓氏笔画、拼音或者提名先后排列。", "Stroke, pinyin or nomination order is used."},
	 NO_TEXT},
	{"ELEC-24.2a", ELEC, KIND_RIGHT, {"委托代写选票", "Help with writing"},
	 {"不能填写选票的选举人，可以本人委托1名不是候选人的人按照自己的意志代写。"
	  "监票人当场确认代写人不是候选人、确由选举人本人委托；只记录代写的选票数，不记录代写人、"
	  "委托人和所作的选择。",
	  "An elector who cannot fill in the ballot may personally ask a non-candidate to write it as "
	  "told. A supervisor confirms on the spot that the helper is no candidate and was asked by the "
	  "elector; only the number of ballots so written is stored, not the helper, the elector or the "
	  "choice."},
	 {"代写人是候选人或者由主持人指派的，作情况记录，不涉及选票内容。",
	  "The helper is a candidate or was picked by the chair: a line in the incident record, without "
	  "the ballot."},
	 NO_TEXT},
	{"ELEC-24.2b", ELEC, KIND_PROH, {"不得委托投票", "No voting by proxy"},
	 {"没有到会的党员或者代表，不得委托他人代为投票。发出的选票不得多于实到会有选举权人数。",
	  "An absent member or delegate may not have anyone vote for them. No more ballots are issued "
	  "than persons with the right to elect are present."},
	 {"发出的选票多于实到会人数，不予办理。", "More ballots are issued than persons present: refused."},
	 {"据此也不得通信投票或者会后补投，系推定读法。",
	  "Hence no postal or late ballot either (inferred)."}},
	{"ELEC-25.1", ELEC, KIND_RIGHT, {"赞成不赞成弃权", "Yes, no or abstain"},
	 {"对每名候选人，选举人可以投赞成票，可以投不赞成票，也可以弃权。",
	  "For each candidate an elector may vote yes, vote no, or abstain."},
	 {"空着不画的计作赞成票。", "An empty mark is counted as yes."},
	 {"画○为赞成、画×为不赞成、不画为弃权，系通行做法。",
	  "○ for yes, × for no and empty for abstention are customary."}},
	{"ELEC-25.2", ELEC, KIND_RIGHT, {"另选他人", "Writing in someone else"},
	 {"投不赞成票的，可以另选他人；弃权的，不得另选他人。一张选票上另选的人数不得多于投不赞成票的人"
	  "数，另选的人须在本次选举中有当选资格。另选多出的，这张选票的另选全部不计，其余照计。",
	  "Who votes no may write in someone else; abstaining does not open a write-in. On each ballot "
	  "the write-ins are not more than the no marks, and a write-in must be eligible in this "
	  "contest. If there are more, none of that ballot's write-ins counts and the rest of it stands."},
	 {"没有投不赞成票而计算另选。", "A write-in is counted on a ballot with no no mark."},
	 {"弃权不得另选见于旁证资料。多出时全部不计系推定读法，须说明，监票人可以另作决定并记录。"
	  "另选候选人、重名另选或者另选无资格的人，不计票，但计入所选人数（ELEC-27.2），亦系推定。",
	  "That abstaining opens no write-in rests on secondary texts. Counting none is inferred and "
	  "flagged; supervisors may decide otherwise and record it. A write-in of a printed candidate, a "
	  "repeated or an ineligible name is not counted but is selected for ELEC-27.2 (inferred)."}},
	{"ELEC-26.1a", ELEC, KIND_REC, {"核对票数", "Reconciling the numbers"},
	 {"投票结束后，监票人、计票人核对投票人数、发出选票数和收回选票数。发出数减收回数为未收回数。",
	  "After voting, supervisors and tellers reconcile three numbers: voters, ballots issued and "
	  "ballots returned. Missing are those issued less those returned."},
	 {"缺少其中任何一个数。", "One of the numbers is missing."},
	 {"所据英文资料第一项称“投出的票”，按投票人数理解。未核对中文原文。",
	  "The source's first item, “votes cast”, is the number of persons who voted. Chinese wording "
	  "not seen."}},
	{"ELEC-26.1b", ELEC, KIND_REC, {"监票人签字", "Supervisors' signatures"},
	 {"票数核对和计票结果作成记录，由全体监票人签字。",
	  "A record is made and signed by all supervisors."},
	 {"监票人2名，只有1名签字。", "There are 2 supervisors and 1 signature."},
	 SOURCE_ONLY},
	{"ELEC-26.1c", ELEC, KIND_REP, {"报告得票情况", "Report of votes received"},
	 {"报告每名被选举人的得票情况。完整的记录包括：应到会、实到会和投票的人数，发出、收回、有效、"
	  "无效选票数和销毁的剩余选票数，每人的赞成、不赞成、弃权和另选票数，签字和时间。",
	  "The votes received by each person voted on are reported. The full record has those who should "
	  "attend, those present and voters; ballots issued, returned, valid, invalid, and unused ones "
	  "destroyed; per person yes, no, abstain and write-in votes; signatures and time."},
	 {"只报告当选人的票数。", "Only winners are reported."},
	 {"所据英文资料称“选举人所得票数”，按被选举人理解。未核对中文原文。",
	  "The source's “electors” are the persons voted on. Chinese wording not seen."}},
	{"ELEC-27.1", ELEC, KIND_THR, {"选举有效", "Validity of the contest"},
	 {"收回的选票等于或者少于投票人数，选举有效；多于投票人数，选举无效，重新投票。",
	  "If the ballots returned are equal to or fewer than the persons who voted, the contest is "
	  "valid; if they are more, it is void and voted again."},
	 {"收回的选票多于投票人数，或者未经核对就计票，不予办理。",
	  "More ballots came back than persons voted, or counting starts before this check: refused."},
	 {"以投票人数为准，见于2020年以后的选举办法范本；1990年规定和部分表格与发出选票数比较。"
	  "投票人数不多于发出选票数，所以收回多于发出的也无效。",
	  "The base, persons who voted, is that of sample methods after 2020; the 1990 text and some "
	  "forms compare with ballots issued. Voters are never more than ballots issued, so more "
	  "returned than issued is void too."}},
	{"ELEC-27.2", ELEC, KIND_THR, {"选票有效", "Validity of a ballot"},
	 {"一张选票所选人数（赞成的人数加另选的人数）等于或者少于应选名额的，为有效票；多于应选名额的，"
	  "为无效票。少选的和空白的都是有效票；无效票仍计入收回选票数。",
	  "A ballot is valid if the persons selected (yes marks plus write-ins) are equal to or fewer "
	  "than the seats; with more it is invalid. Under-votes and blanks are valid; an invalid ballot "
	  "still counts as returned."},
	 {"把空白票作为无效票，或者把多选的选票删减后计算。",
	  "A blank is treated as invalid, or an over-vote is trimmed."},
	 {"先判选票是否有效，再判另选（ELEC-25.2）。差额预选以正式候选人名额、"
	  "再次投票以剩余名额代替应选名额。所据英文资料说的是票数，按所选人数理解。",
	  "This is judged first, then ELEC-25.2. In a preliminary vote read the places on the formal "
	  "list for seats, in a revote the seats left. The source's “votes cast” means persons selected."}},
	{"ELEC-28.1", ELEC, KIND_THR, {"预选过半数", "Majority in the preliminary vote"},
	 {"差额预选中，得赞成票超过应到会有选举权人数半数（不含半数）的，才可以列为正式候选人。",
	  "In a differential preliminary vote a person may become a formal candidate only with yes votes "
	  "from more than half (exclusive) of those who should attend with the right to elect."},
	 {"以实到会人数为基数。", "Those present are used as the base."},
	 {"以应到会人数为基数有旁证，未见条文原文。1990年规定以实到会人数为基数。",
	  "The base is supported by secondary texts; the article was not seen. The 1990 base was those "
	  "present."}},
	{"ELEC-28.2", ELEC, KIND_STEP, {"预选人数取舍", "Cutting the formal list"},
	 {"得票过半数的人多于正式候选人名额的，按得票多少取足名额。票数相等和人数不足的，"
	  "照ELEC-29.2b至29.3b办理。",
	  "If more persons pass than there are places, they are taken by votes. Ties and shortfalls "
	  "follow ELEC-29.2b to 29.3b."},
	 {"名单上保留名额以外的人。", "Extra names are kept on the list."},
	 {"见于工作手册，条文本身没有规定。", "From a handbook; the article itself is silent."}},
	{"ELEC-28.3", ELEC, KIND_STEP, {"差额只行一次", "One differential only"},
	 {"差额只要求一次：进行预选的，在预选中按应选名额实行差额；不进行预选的，在正式选举中实行差额。"
	  "预选后正式候选人不少于应选名额即可，正式候选人名额在选举办法中事先定明，不少于应选名额；"
	  "预选选票所选人数不超过这一名额的有效。",
	  "The differential is owed once: in the preliminary vote if one is held, reckoned from the "
	  "seats, else in the formal election. After a preliminary vote the formal ballot needs only as "
	  "many candidates as seats; the places on the formal list are fixed beforehand in the election "
	  "method and not fewer than the seats, and a preliminary ballot is valid if it selects no more "
	  "than the places."},
	 {"预选和正式选举都没有差额。", "There is a differential in neither round."},
	 {"据对党章第十一条的一般理解，未经核实。",
	  "A general understanding of Art. 11 of the Party Constitution, not confirmed."}},
	{"ELEC-29.1", ELEC, KIND_THR, {"当选过半数", "Majority to be elected"},
	 {"正式选举中，得赞成票超过应到会有选举权人数半数的，方可当选；恰好半数的不当选。"
	  "最低票数为应到会人数的一半取整后加1。",
	  "In the formal election a person is elected only with yes votes from more than half of those "
	  "who should attend with the right to elect; exactly half fails. The least number is half of "
	  "them, rounded down, plus 1."},
	 {"以实到会人数或者有效票数为基数。", "Those present or the valid ballots are used as the base."},
	 {"1990年规定和较早的资料以实到会人数为基数。2020年以应到会人数为基数，有工作手册佐证，也较严格，"
	  "未见条文原文。",
	  "The 1990 text and older guides take those present. For 2020 those who should attend is the "
	  "base: a handbook supports it and it is stricter; the article was not seen."}},
	{"ELEC-29.2a", ELEC, KIND_STEP, {"超额按票取足", "More majorities than seats"},
	 {"得票过半数的人多于应选名额的，按得票由多到少取足应选名额。",
	  "If more persons have a majority than there are seats, they are ordered by votes and the first "
	  "are taken until the seats are filled."},
	 {"不按得票多少取舍。", "An order other than votes is used."},
	 SECONDARY},
	{"ELEC-29.2b", ELEC, KIND_STEP, {"票数相等再次投票", "Ties at the cut"},
	 {"票数相等、剩余名额不足而不能确定当选人的，只就票数相等的人再次投票，得票多的当选，"
	  "不再要求过半数；每张选票所选人数不超过剩余名额。票数相等的人全在取舍线以上或者以下的，"
	  "不再投票。",
	  "If a tie sits across the cut, with fewer seats left than persons tied, a revote is held among "
	  "the tied only; most votes win, and a ballot may select at most the seats left. A tie wholly "
	  "above or below the cut needs no revote."},
	 {"以抽签、年龄或者姓氏笔画决定。", "Lot, age or strokes break the tie."},
	 {"已得过半数，故再次投票比较多数即可。仍然相等的再投，系推定读法。再次投票不设另选；到会人数、"
	  "收回选票和监票人重新核对。",
	  "They already hold a majority, so a plurality is enough. A further tie is voted again "
	  "(inferred). A revote has no write-ins; quorum, ballots returned and supervisors are checked "
	  "anew."}},
	{"ELEC-29.3a", ELEC, KIND_STEP, {"不足额另行选举", "Separate election for open seats"},
	 {"得票过半数的人少于应选名额的，不足的名额另行选举。没有过半数的人不得递补。",
	  "If fewer persons have a majority than there are seats, a separate election is held for the "
	  "seats left. Nobody without a majority fills them."},
	 {"未过半数的人被宣布当选。", "A runner-up below the majority is declared elected."},
	 {"另行选举按不足的名额重新计算差额，选举办法另有规定的从其规定，系推定读法。",
	  "The differential is reckoned anew from the seats left, unless the adopted election method "
	  "says otherwise (inferred)."}},
	{"ELEC-29.3b", ELEC, KIND_STEP, {"减少名额", "Reducing the seats"},
	 {"得票过半数的人数接近应选名额的，可以把名额减至这一人数，不再选举：党员大会须经选举人同意，"
	  "同意的人超过应到会有选举权人数的半数；党员代表大会由大会主席团决定。相差1名不须说明；"
	  "相差更多的须说明，由有关人员把认为接近的理由记入会议记录。",
	  "If the persons with a majority are close to the seats, the number may be cut to theirs with "
	  "no further vote: at a general meeting with the consent of electors, more than half of those "
	  "who should attend; at a congress by decision of the presidium. One seat short needs no "
	  "remark; more is flagged, and a person records in the minutes why it counts as close."},
	 {"主持人一人决定；无人过半数，或者减后少于该组织的最低人数，不予办理。",
	  "The chair decides alone; nobody has a majority, or the number would fall below the body's "
	  "minimum size: refused."},
	 {"“接近”没有定数。手册作“半数以上选举人”，含半数；默认须超过半数，恰好半数须说明。"
	  "不得少于最低人数和以应到会人数为基数，系推定读法；1990年规定以实到会人数为基数。",
	  "“Close” has no number. A handbook says half or more; the default is more than half, exactly "
	  "half is flagged. The minimum size and the base are inferred; the 1990 base was those present."}},
	{"ELEC-30.1", ELEC, KIND_REP, {"预选结果报告", "Report of the preliminary vote"},
	 {"预选结束后，监票人把候选人的赞成票、不赞成票、弃权票和另选他人的票数报告上届委员会或者大会主席"
	  "团，不向选举人公布。",
	  "After a preliminary vote the supervisors report yes, no, abstain and write-in counts to the "
	  "outgoing committee or the presidium, not to the electors."},
	 {"在会场公布预选票数。", "Preliminary counts are put on screen."},
	 SECONDARY},
	{"ELEC-30.2", ELEC, KIND_REP, {"正式选举结果报告", "Report of the formal vote"},
	 {"正式选举结束后，监票人向选举人报告上述四项票数。每名候选人的赞成票、不赞成票、"
	  "弃权票之和等于有效票数；另选的人只有赞成票。",
	  "After the formal vote the supervisors report the same four counts to the electors. For each "
	  "printed candidate yes, no and abstain add up to the valid ballots; a write-in has only a yes "
	  "count."},
	 {"只报告赞成票，或者三项之和不等于有效票数。",
	  "Only yes votes are read out, or the three do not add up to the valid ballots."},
	 SECONDARY},
	{"ELEC-31.1", ELEC, KIND_REP, {"宣布当选人名单", "Announcing those elected"},
	 {"会议主持人宣布当选人名单。", "The chair announces the list of those elected."},
	 {"宣布赞成票未超过应到会人数半数的人当选。",
	  "A person is announced whose yes votes are not more than half of those who should attend."},
	 {"所据英文资料称“候选人名单”，按当选人名单理解。",
	  "The source's “list of candidates” is the list of those elected."}},
	{"ELEC-31.2", ELEC, KIND_STEP, {"当选人的排列", "Order of those elected"},
	 {"当选的代表、委员以姓氏笔画为序排列，不按得票多少排列。",
	  "Elected delegates and committee members are listed by surname strokes, not by votes."},
	 {"按得票多少排列。", "They are sorted by votes."},
	 SECONDARY},
	{"ELEC-31.3", ELEC, KIND_STEP, {"当选常委书记的排列", "Order of elected officers"},
	 {"当选的常务委员会委员、书记、副书记，按上级党组织批准的顺序排列。",
	  "Elected standing-committee members, secretary and deputies are listed in the order approved "
	  "by the higher organization."},
	 {"当选的常务委员会委员以姓氏笔画为序。",
	  "Stroke order is used for the elected standing committee."},
	 {"常务委员会委员在选票上以姓氏笔画为序（ELEC-24.1b），当选名单按批准的顺序，两者不同。",
	  "On the ballot the standing committee stands in stroke order (ELEC-24.1b), in the result in "
	  "the approved order. Secondary texts agree."}},
	{"ELEC-32.1", ELEC, KIND_STEP, {"召开会议的请示", "Request to hold the meeting"},
	 {"召开党员大会或者党员代表大会，由上届委员会按隶属关系向有审批权限的上级党组织请示，写明议程、"
	  "日期、名额、差额和选举办法。获得批复后才能召开。",
	  "The outgoing committee sends the request to hold a general meeting or congress up the "
	  "affiliation line to the organization with approval power, with agenda, date, seats, "
	  "differential and method of election. The meeting waits for the reply."},
	 {"没有批复就开会。", "The meeting is held without a reply."},
	 SOURCE_ONLY},
	{"ELEC-32.2", ELEC, KIND_DLN, {"党员大会请示时限", "Request: general meeting"},
	 {"召开党员大会的请示，最迟在会议日期1个月以前（含满1个月的当日）报送。",
	  "The request to hold a general meeting is submitted at least 1 month before the meeting; the "
	  "same day of the month before is still in time."},
	 {"晚于最迟日期报送。", "It is submitted after the latest date."},
	 {"上月没有对应日期的，取上月最后一日，如2026年12月31日开会，最迟2026年11月30日报送。"
	  "未核对中文原文。",
	  "Where the month before lacks that day, its last day counts: for 2026-12-31 by 2026-11-30. "
	  "Chinese wording not seen."}},
	{"ELEC-32.3", ELEC, KIND_DLN, {"代表大会请示时限", "Request: congress"},
	 {"召开党员代表大会的请示，一般在会议日期4个月以前（含满4个月的当日）报送。晚报的，须说明理由。",
	  "The request to hold a congress is generally submitted at least 4 months before it, that day "
	  "included. A later one is flagged and needs a reason."},
	 {"晚于最迟日期报送而没有说明理由。", "It is submitted late with no reason."},
	 SOURCE_ONLY},
	{"ELEC-33.1", ELEC, KIND_DLN, {"预备人选报批时限", "Prospective candidates: time limit"},
	 {"委员会、纪律检查委员会、常务委员会委员和书记、副书记的候选人预备人选，"
	  "一般在会议日期1个月以前（含满1个月的当日）报上级党组织审批。晚报的，须说明理由。",
	  "Prospective candidates for the committee, the discipline inspection commission, the standing "
	  "committee, secretary and deputy are reported for approval generally at least 1 month before "
	  "the meeting, that day included. A later report is flagged."},
	 {"晚于最迟日期报送。", "They are submitted after the latest date."},
	 {"所据资料文句不清，按1个月以前上报预备人选理解，系推定读法。未核对中文原文。",
	  "The source is unclear; prospective candidates 1 month before is an inferred reading. Chinese "
	  "wording not seen."}},
	{"ELEC-34.1a", ELEC, KIND_REP, {"委员报备案", "Members: for the record"},
	 {"选出的委员，报上级党组织备案，不需要批复。",
	  "Elected committee members are reported up for the record; no reply is needed."},
	 {"没有报备案。", "They were not filed."},
	 {"委员自当选起任职，系推定读法。未核对中文原文。",
	  "That members hold office on election is inferred. Chinese wording not seen."}},
	{"ELEC-34.1b", ELEC, KIND_STEP, {"书记常委报审批", "Officers: for approval"},
	 {"选出的常务委员会委员、书记、副书记，报上级党组织审批。批复以前记为当选待批。",
	  "Elected standing-committee members, secretary and deputies are reported up for approval. "
	  "Until the reply they are elected, pending approval."},
	 {"批复以前就显示为正式书记。", "Someone is shown as confirmed secretary before the reply."},
	 SOURCE_ONLY},
	{"ELEC-34.2", ELEC, KIND_STEP, {"纪委负责人报审批", "Discipline commission: two steps"},
	 {"纪律检查委员会选出的常务委员会委员、书记、副书记，先由同级党的委员会通过，再报上级党组织审批。"
	  "两步分别记录，先后有序。",
	  "The discipline commission's standing members, secretary and deputies are first passed by the "
	  "Party committee at the same level, then reported up for approval. These are two records in "
	  "order."},
	 {"报批的日期早于同级党的委员会通过的日期，不予办理。",
	  "The report up is dated before the committee's decision: refused."},
	 SOURCE_ONLY},
	{"ELEC-35.1", ELEC, KIND_GUID, {"领导和教育", "Leadership and education"},
	 {"加强对选举工作的领导，教育在前，严守纪律，引导党员行使好权利。",
	  "Lead the work, educate first, keep discipline, and guide members in using their rights."},
	 NO_TEXT,
	 SOURCE_ONLY},
	{"ELEC-35.2a", ELEC, KIND_PROH, {"禁止非组织活动", "No cliques, no vote-buying"},
	 {"不得结帮拉派或者进行其他非组织活动，不得贿选，不得舞弊。",
	  "Cliques and other non-organizational activity, vote-buying and cheating are forbidden."},
	 {"以好处换取选票。", "A ballot is given for a favour."},
	 SOURCE_ONLY},
	{"ELEC-35.2b", ELEC, KIND_PROH, {"防止势力干扰", "No outside interference"},
	 {"防止黑恶、宗族、宗教等势力干扰选举。只处理有人反映的行为，不对人画像、建档（DP-1）。",
	  "Criminal, clan and religious forces are kept from interfering. Action is taken on reported "
	  "conduct, never by profiling people (DP-1)."},
	 {"建立宗族或者信仰的名册。", "A register of clans or faiths is kept."},
	 SOURCE_ONLY},
	{"ELEC-36.1", ELEC, KIND_STEP, {"监督主体", "Who oversees"},
	 {"上级党的委员会、它的组织部门和上级纪律检查委员会监督规定的执行。三方都可以查阅选举案卷。",
	  "The higher Party committee, its organization department and the higher discipline inspection "
	  "commission oversee the rules. Each can read the evidence file."},
	 {"没有确定监督方。", "No oversight role is assigned."},
	 SOURCE_ONLY},
	{"ELEC-36.2", ELEC, KIND_REC, {"巡视巡察案卷", "Evidence file for inspection"},
	 {"遵守选举规定的情况列为巡视巡察内容，每次选举都要有可以导出的案卷。案卷含7项材料，"
	  "对应第三十二条、第三十三条、第十九条、第二十四条、第二十六条、第三十条、第三十四条。",
	  "Compliance is an item of inspection work; every election has an exportable evidence file with "
	  "7 items, those of Arts. 32, 33, 19, 24, 26, 30 and 34."},
	 {"缺少任何一项。", "An item is missing."},
	 SOURCE_ONLY},
	{"ELEC-37.1", ELEC, KIND_STEP, {"违规处理", "Handling of breaches"},
	 {"违反规定的，要调查清楚。对党员给予批评教育，直至纪律处分；对失职的党组织和负责人追究责任。"
	  "系统只登记案件和决定，不提出处理意见。",
	  "Breaches are investigated: members face criticism and education, up to discipline; negligent "
	  "organizations and leaders are held to account. The software logs the case and the decision; "
	  "it proposes no sanction."},
	 {"有处分而没有决定文件。", "There is a sanction with no decision document."},
	 SOURCE_ONLY},
	{"ELEC-38.1", ELEC, KIND_STEP, {"选举办法", "Election method"},
	 {"选举单位依照本条例起草选举办法，经党员大会或者党员代表大会讨论通过后施行；通过以前不得选举。"
	  "赞成的人超过应到会有选举权人数的半数为通过。",
	  "Each electing unit drafts an election method under these rules; it takes effect once the "
	  "meeting or congress has discussed and adopted it, and no contest is held before. It is "
	  "adopted by more than half of those who should attend with the right to elect."},
	 {"通过选举办法以前发放选票，不予办理。", "The first ballot is issued before adoption: refused."},
	 {"表决规则条文未写明，超过半数为默认，系推定读法。未核对中文原文。",
	  "The voting rule is not stated; more than half is the default (inferred). Chinese wording not "
	  "seen."}},
	{"ELEC-39.1", ELEC, KIND_DEF, {"军队武警除外", "Armed forces excluded"},
	 {"军队和武警部队的党组织不适用本条例。",
	  "The armed forces and the armed police are out of scope."},
	 {"此类单位登记在册。", "Such a unit is in the register."},
	 SOURCE_ONLY},
	{"ELEC-40.1", ELEC, KIND_DEF, {"解释权", "Who interprets the rules"},
	 {"本条例由中央组织部负责解释。系统只指明解释机关，不作解释。",
	  "Interpretation lies with the Central Organization Department. The software only points there."},
	 {"系统自行作出解释。", "The product offers its own ruling."},
	 SOURCE_ONLY},
	{"ELEC-41.1", ELEC, KIND_DEF, {"施行日期", "Entry into force"},
	 {"本条例2020年6月29日批准，2020年7月13日发布并施行，1990年6月27日的暂行规定同时废止。"
	  "投票日早于2020年7月13日的选举适用1990年规定，早于1990年6月27日的不适用。",
	  "In force from promulgation on 2020-07-13 (approved 2020-06-29); the provisional rules of "
	  "1990-06-27 end. An election voted before 2020-07-13 is judged by the rules of 1990; before "
	  "1990-06-27 neither applies."},
	 {"用新规定重新判断以前的选举。", "An old election is judged again under the new rules."},
	 {"1990年规定有四处不同：只限制延期（ELEC-3.2b）；没有停权（ELEC-5.4）；"
	  "到会人数须超过五分之四（ELEC-19.1）；预选、当选和减少名额以实到会人数为基数（ELEC-28.1、"
	  "29.1至29.3b）。未核对中文原文。",
	  "The 1990 rules differ in four places: only postponement is limited (ELEC-3.2b); no suspension "
	  "(ELEC-5.4); attendance must exceed four fifths (ELEC-19.1); those present are the base "
	  "(ELEC-28.1, 29.1 to 29.3b). Chinese wording not seen."}},
};
const size_t elec_clause_count = sizeof elec_clauses / sizeof elec_clauses[0];
