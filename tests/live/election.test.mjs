// Elections from the request to the approved result in a real browser, by a secretary, the clerk above, two
// tellers and vote supervisors, each in a browser of their own: the worked case of the rulebook (1.2, scenes 2,
// 3 and 9) and the tie (scene 4).
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enter, openCityOn } from './city.mjs';

let city, origin, clerk;

before(async () => {
  city = await openCityOn('2026-10-08', '--units', '30', '--members', '300');
  origin = city.origin;
  clerk = await enter(city, 'joint_clerk');
});

after(() => city.close());

// --- what the desks have in common ---------------------------------------------------------------------

const ownWords = 'spring rain on nine hills';
const sheet = { cv: '简历', work: '实绩', strengths: '优点', weaknesses: '不足' };
const family = '丁王文林欧洪张李陈赵钱孙周吴郑冯褚卫蒋沈韩杨朱秦尤许何吕施孔曹';
const given = '一二三四五六七八九十';
const name = (i) => (family[i] === '欧' ? '欧阳' : family[i]) + given[i % 10] + (i < 10 ? '' : given[Math.floor(i / 10) - 1]);

async function api(account, action, data) {
  const token = (api.tokens ??= {})[account] ??= city.run('token', account).stdout.trim();
  const answer = await clerk.request.post(`${origin}/api/v1/actions/${action}`,
    { data, headers: { Authorization: `Bearer ${token}`, Cookie: '' } });

  assert.equal(answer.status(), 200, `${action}: ${await answer.text()}`);
  return answer.json();
}

// A branch under the clerk's joint committee, and its secretary, who enters its members and its term.
async function branch(title, members, full) {
  const found = await (await clerk.request.get(`${origin}/api/v1/bodies?type=joint_committee`)).json();
  const above = found.rows.find((row) => row.name === city.accounts.joint_clerk.node);
  const body = (await api(city.accounts.joint_clerk.name, 'add-body', { name: title, type: 'branch', since: '2020-01-01', superior: above.id })).ids[0];
  const own = `secretary-of-${members}`, people = [];
  const secretary = await newcomer({ body }, own, undefined, 'branch_secretary');

  for (let i = 0; i < members; i++)
    people.push((await api(own, 'add-person', { name: name(i), since: '2021-01-01', body,
      category: i < full ? 'full' : 'probationary', joined: '2010-07-01' })).ids[0]);
  await api(city.accounts.joint_clerk.name, 'add-term', { body, years: 3, since: '2023-11-30' });
  await api(city.accounts.joint_clerk.name, 'add-post', { body, person: people[0], position: 'secretary', origin: 'elected', since: '2023-11-30' });
  return { body, people, secretary };
}

// An account with one role at a branch, and a browser signed in with a password of its own.
async function newcomer(at, who, person, role) {
  const made = await api('administrator', 'add-account', { name: who, person });

  await api('administrator', 'grant-role', { account: who, role, node: at.body });
  const page = await enter(city, { name: who, password: made.secret });
  await page.goto(`${origin}/me/password`);
  await page.fill('[name=current]', made.secret);
  await page.fill('[name=password]', ownWords);
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  assert.ok(answer.status() < 400, await page.locator('main').innerText());
  if (!(await page.goto(`${origin}/me`)).ok() || new URL(page.url()).pathname === '/login') {
    await page.goto(`${origin}/login`);
    await page.fill('#account', who);
    await page.fill('#password', ownWords);
    await Promise.all([page.waitForNavigation(), page.click('main button[type=submit]')]);
  }
  return page;
}

// Fills the form behind an address and sends it; gives the page's own words where it is refused.
async function fill(page, address, values) {
  const response = await page.goto(origin + address);
  assert.equal(response.status(), 200, address);
  for (const [field, value] of Object.entries(values)) {
    const input = page.locator(`main [name="${field}"]`);
    const tag = await input.first().evaluate((node) => node.type === 'radio' ? 'RADIO' : node.tagName);
    if (tag === 'SELECT') await input.selectOption(String(value));
    else if (tag !== 'RADIO') await input.fill(String(value));
  }
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('main .form-buttons button[type=submit]')]);
  return answer.status() < 400 ? null : page.locator('main').innerText();
}

async function done(page, address, values) {
  const refusal = await fill(page, address, values);
  assert.equal(refusal, null, `${address}: ${refusal}`);
}

const link = (page, pattern) => page.locator('main a').evaluateAll((links, text) =>
  links.map((one) => one.getAttribute('href')).find((href) => new RegExp(text).test(href ?? '')), pattern);

// What is done at one election: by its secretary, and by the clerk above where something goes up.
function desk(secretary, election, day) {
  const at = (action, query = '') => `/elections/${election}/do/${action}${query}`;
  const self = {
    id: election,
    open: () => secretary.goto(`${origin}/elections/${election}`),
    text: async () => { await self.open(); return secretary.locator('main').innerText(); },
    act: (action, query, values) => done(secretary, at(action, query), values),
    refused: async (action, query, values, words) => assert.match(await fill(secretary, at(action, query), values) ?? '', words),
    record: (step, values, assembly) => self.act('record-election-step',
      `?step=${step}${assembly ? `&assembly=${assembly}` : ''}`, { day: day(), ...values }),
    ids: async (pattern) => {
      await self.open();
      return secretary.locator('main a').evaluateAll((links, text) => links.map((one) =>
        new RegExp(text).exec(one.getAttribute('href') ?? '')).filter(Boolean).map((m) => m[1]), pattern);
    },
    // A request or report goes up from its line of the timeline.
    draft: async (kind, facts, grounds) => {
      await self.open();
      await secretary.goto(origin + await link(secretary, `/matters/new\\?kind=${kind}&`));
      for (const [field, value] of Object.entries(facts)) await secretary.fill(`main [name=${field}]`, value);
      await Promise.all([secretary.waitForNavigation(), secretary.click('main .form-buttons button[type=submit]')]);
      const path = new URL(secretary.url()).pathname;
      if (grounds) await done(secretary, `${path}/submit`, { grounds });
      else await Promise.all([secretary.waitForNavigation(), secretary.click(`main form[action="${path}/submit"] button`)]);
      return path;
    },
    answer: async (path, document) => {
      await clerk.goto(origin + path);
      const approve = await clerk.locator(`main a[href="${path}/approve"]`).count();
      await done(clerk, `${path}/${approve ? 'approve' : 'file'}`, approve ? { document, document_on: day() } : { document });
    },
    sendUp: async (kind, facts, document, grounds) => self.answer(await self.draft(kind, facts, grounds), document),
    // Ballots are issued and found to agree; gives the number of the round.
    issue: async (contest, present, voters = present) => {
      await self.act('begin-ballot', `?contest=${contest}`, { present });
      const round = /reconcile-ballot\?round=(\d+)/.exec(await link(secretary, 'reconcile-ballot'))[1];
      await self.act('reconcile-ballot', `?round=${round}`, { voters, issued: voters, returned: voters });
      return round;
    },
    enter: async (teller, round, papers) => {
      for (let bundle = 0; bundle * 25 < papers.length; bundle++)
        await done(teller, at('enter-ballots', `?round=${round}`),
          { bundle: bundle + 1, ballots: papers.slice(bundle * 25, bundle * 25 + 25).join('\n') });
    },
    sign: (supervisor, round) => done(supervisor, at('sign-ballot', `?round=${round}`), {}),
  };
  return self;
}

// --- the worked case -----------------------------------------------------------------------------------

let election, worked;

// 22, 21, 19, 16, 13 and 11 yes on 23 papers in the order of the ballot; the last chooses all six.
const chosen = [(p) => p < 22, (p) => p < 21, (p) => p < 19, (p) => p < 11 || (p >= 13 && p < 18), (p) => p < 13,
  (p) => p >= 11 && p < 22];
const papers = Array.from({ length: 23 }, (_, p) =>
  chosen.map((yes) => p === 22 || yes(p) ? '1' : p % 2 ? '0' : '-').join(''));

test('the worked case: from the request to the approved result, by secretary, clerk, two tellers and supervisors', async () => {
  let today = '2026-10-08';

  worked = await branch('海木区文泽社会组织党支部', 31, 27);
  await api('secretary-of-31', 'add-restriction', { person: worked.people[25], body: worked.body, measure: 'probation_within',
    organ: '第一联合党委', document: '某党〔2026〕1号', since: '2026-01-10', last: '2027-01-09' });
  const { secretary } = worked;

  // scene 2: he is told when the term ends, and chooses the day
  await secretary.goto(`${origin}/`);
  assert.match(await secretary.locator('main').innerText(), /2026-11-30/);
  await done(secretary, `/elections/new?body=${worked.body}`, { cause: 'term_end', meeting: '2026-11-28', seats: 5,
    secretaries: 1, deputies: 1 });
  election = Number(new URL(secretary.url()).pathname.split('/')[2]);
  const run = desk(secretary, election, () => today);
  const shown = await run.text();
  assert.match(shown, /最迟 2026-10-28/);
  assert.match(shown, /ELEC-32\.1/);
  assert.match(shown, /已齐 0 项，共 7 项/);
  const [committee, secretaries, deputies] = await run.ids('nominate-candidate\\?contest=(\\d+)');
  const [meeting, plenary] = await run.ids('appoint-official\\?assembly=(\\d+)');

  await run.record('opinions', { yes: 20, of: 27 });
  for (let i = 0; i < 6; i++) await run.act('nominate-candidate', `?contest=${committee}`, { person: worked.people[i], ...sheet });
  await run.act('nominate-candidate', `?contest=${secretaries}`, { person: worked.people[0], ...sheet });
  await run.act('nominate-candidate', `?contest=${deputies}`, { person: worked.people[1], ...sheet });
  await run.act('exclude-elector', '', { person: worked.people[26], circumstance: 'unable' });
  const requests = [['election-meeting', { agenda: '听取工作报告；选举支部委员会' }], ['election-candidates', {}], ['election-exclusions', {}]];
  const sent = [];
  for (const [kind, facts] of requests) sent.push(await run.draft(kind, facts));

  // the clerk above answers on another day
  today = '2026-11-02';
  await city.goTo(today);
  for (const [i, path] of sent.entries()) await run.answer(path, `联党〔2026〕${30 + i}号`);
  today = '2026-11-20';
  await city.goTo(today);
  await run.record('roll_published', {});
  await secretary.goto(`${origin}/elections/${election}/roll`);
  const roll = await secretary.locator('main').innerText();
  assert.match(roll, /党员 31 名/);
  assert.match(roll, /应到会有选举权 25 名/);
  assert.match(roll, /不得少于 20 名/);

  // scene 3: the meeting
  today = '2026-11-28';
  await city.goTo(today);
  await run.record('candidates_fixed', {}, meeting);
  await run.record('exclusions_passed', { yes: 24 }, meeting);
  await run.record('method_adopted', { yes: 23 }, meeting);
  // ELEC-22.2: a candidate does not supervise; the page says so
  await run.refused('appoint-official', `?assembly=${meeting}`, { person: worked.people[0], role: 'supervisor' }, /ELEC-22\.2/);
  const offices = [[10, 'supervisor'], [11, 'teller'], [12, 'teller']];
  for (const [person, role] of offices) await run.act('appoint-official', `?assembly=${meeting}`, { person: worked.people[person], role });
  await run.record('supervisors_passed', { yes: 23 }, meeting);
  // papers for a room without a network, before anything is opened
  const before = await (await secretary.request.get(`${origin}/elections/${election}/papers/all`)).body();
  assert.equal(before.subarray(0, 5).toString(), '%PDF-');
  await run.act('open-assembly', `?assembly=${meeting}`, { present: 23, chair: worked.people[0] });
  const supervisor = await newcomer(worked, 'supervisor-a', worked.people[10], 'supervisor');
  const tellers = [await newcomer(worked, 'teller-a', worked.people[11], 'teller'),
    await newcomer(worked, 'teller-b', worked.people[12], 'teller')];
  // ELEC-19.1: nineteen of twenty-five are too few
  await run.refused('begin-ballot', `?contest=${committee}`, { present: 19 }, /ELEC-19\.1/);
  const round = await run.issue(committee, 23);
  await run.enter(tellers[0], round, papers);
  await run.enter(tellers[1], round, papers.map((paper, i) => i === 5 ? `${paper.slice(0, 5)}1` : paper));
  // a teller sees nothing of the other's sheets
  assert.equal((await tellers[0].goto(`${origin}/elections/${election}/ballots/${round}`)).status(), 403);
  await run.refused('count-ballot', `?round=${round}`, {}, /监票人认定/);
  await supervisor.goto(`${origin}/elections/${election}/ballots/${round}`);
  await Promise.all([supervisor.waitForNavigation(), supervisor.click('main table a')]);
  await supervisor.fill('main [name=reading]', papers[5]);
  await Promise.all([supervisor.waitForNavigation(), supervisor.click('main form button[type=submit]')]);
  await run.act('count-ballot', `?round=${round}`, {});
  await run.sign(supervisor, round);
  await run.act('announce-result', `?contest=${committee}`, {});
  const result = await run.text();
  assert.match(result, /过半数以应到会有选举权人数 25 计算/);
  assert.match(result, /1 张/);
  if (process.env.DANGJIAN_SCREENSHOTS) {
    mkdirSync(process.env.DANGJIAN_SCREENSHOTS, { recursive: true });
    await secretary.screenshot({ path: join(process.env.DANGJIAN_SCREENSHOTS, 'election.png') });
  }
  const elected = await secretary.locator('main section', { hasText: '委员会委员 · 正式选举' })
    .locator('tr', { has: secretary.locator('.tag', { hasText: /^当选$/ }) }).locator('th').allInnerTexts();
  assert.deepEqual(elected.map((text) => text.trim()), [0, 1, 2, 3, 4].map(name), 'by surname strokes');

  // the first plenary: five, one secretary and one deputy, pending until the reply
  for (const [person, role] of [[2, 'supervisor'], [3, 'teller'], [4, 'teller']])
    await run.act('appoint-official', `?assembly=${plenary}`, { person: worked.people[person], role });
  await run.record('supervisors_passed', { yes: 5 }, plenary);
  await run.act('open-assembly', `?assembly=${plenary}`, { present: 5, chair: worked.people[2] });
  const watcher = await newcomer(worked, 'supervisor-b', worked.people[2], 'supervisor');
  const readers = [await newcomer(worked, 'teller-c', worked.people[3], 'teller'),
    await newcomer(worked, 'teller-d', worked.people[4], 'teller')];
  for (const [contest, marks] of [[secretaries, '11111'], [deputies, '11110']]) {
    const vote = await run.issue(contest, 5);
    for (const reader of readers) await run.enter(reader, vote, [...marks]);
    await run.act('count-ballot', `?round=${vote}`, {});
    await run.sign(watcher, vote);
    await run.act('announce-result', `?contest=${contest}`, {});
  }
  assert.match(await run.text(), /当选，待上级审批/);
  await run.refused('close-election', '', {}, /备案|审批/);
  await run.sendUp('elected-members', {}, '联党备〔2026〕3号');
  await run.sendUp('elected-officers', {}, '联党〔2026〕40号');
  assert.match(await run.text(), /已齐 7 项，共 7 项/);

  // the bundle says the same figures, and can be searched
  const bundle = join(city.folder, 'bundle.pdf');
  writeFileSync(bundle, await (await secretary.request.get(`${origin}/elections/${election}/papers/all`)).body());
  const words = execFileSync('pdftotext', ['-raw', bundle, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  for (const text of ['选举办法', '监票人', '应到会', '欧阳五', '计票结果']) assert.ok(words.includes(text), text);
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [bundle], { encoding: 'utf8' }))[1]);
  assert.ok(pages >= 20, `${pages} pages`);
  await run.act('close-election', '', {});
  await run.refused('record-election-step', '?step=opinions', { day: today }, /已经办结/);
  await secretary.context().close();
});

// Scene 9.
test('an inspector finds the file complete and the chain of the journal whole', async () => {
  const inspector = await enter(city, 'inspector');
  const answer = await inspector.goto(`${origin}/elections/${election}`);

  assert.equal(answer.status(), 200);
  assert.match(await inspector.locator('main').innerText(), /已齐 7 项，共 7 项/);
  assert.equal(await inspector.locator('main a[href*="/do/"]').count(), 0);
  const copy = `${city.folder}/copy.db`;
  assert.equal(city.run('backup', copy).status, 0);
  const verdict = city.run('verify', '--db', `sqlite:${copy}`);
  assert.equal(verdict.status, 0, verdict.stdout + verdict.stderr);
});

// --- the tie ---------------------------------------------------------------------------------------------

// 24, 22, 20, 15, 13 and 13 yes on 25 papers, never more than five on one.
const least = [24, 22, 20, 15];
const tied = Array.from({ length: 25 }, (_, p) => [0, 1, 2, 3, 4, 5].map((who) => {
  const yes = who < 4 ? p < least[who] : who === 4 ? p < 12 || p === 20 : p >= 12;
  return yes ? '1' : '0';
}).join(''));

test('scene 4: a tie across the cut is voted on again among the tied, 12 to 10 with one abstention', async () => {
  const today = '2026-11-29';
  await city.goTo(today);
  const at = await branch('海木区文泽联合会党支部', 25, 25);
  const { secretary } = at;
  await done(secretary, `/elections/new?body=${at.body}`, { cause: 'term_end', meeting: today, seats: 5, secretaries: 1 });
  const run = desk(secretary, Number(new URL(secretary.url()).pathname.split('/')[2]), () => today);
  const [committee] = await run.ids('nominate-candidate\\?contest=(\\d+)');
  const [meeting] = await run.ids('appoint-official\\?assembly=(\\d+)');

  for (let i = 0; i < 6; i++) await run.act('nominate-candidate', `?contest=${committee}`, { person: at.people[i], ...sheet });
  await run.act('nominate-candidate', `?contest=${(await run.ids('nominate-candidate\\?contest=(\\d+)'))[1]}`, { person: at.people[0], ...sheet });
  await run.record('opinions', { yes: 25, of: 25 });
  // the meeting is today, so its requests are late and take grounds (ELEC-32.2, 33.1)
  await run.sendUp('election-meeting', { agenda: '选举支部委员会' }, '联党〔2026〕50号', '社会组织年内合并');
  await run.sendUp('election-candidates', {}, '联党〔2026〕51号', '社会组织年内合并');
  await run.record('roll_published', { day: '2026-11-20' });
  await run.record('candidates_fixed', {}, meeting);
  await run.record('method_adopted', { yes: 25 }, meeting);
  for (const [person, role] of [[10, 'supervisor'], [11, 'teller'], [12, 'teller']])
    await run.act('appoint-official', `?assembly=${meeting}`, { person: at.people[person], role });
  await run.record('supervisors_passed', { yes: 25 }, meeting);
  await run.act('open-assembly', `?assembly=${meeting}`, { present: 25, chair: at.people[0] });
  const supervisor = await newcomer(at, 'supervisor-e', at.people[10], 'supervisor');
  const tellers = [await newcomer(at, 'teller-e', at.people[11], 'teller'), await newcomer(at, 'teller-f', at.people[12], 'teller')];
  const vote = async (papers, present) => {
    const round = await run.issue(committee, present);
    for (const teller of tellers) await run.enter(teller, round, papers);
    await run.act('count-ballot', `?round=${round}`, {});
    await run.sign(supervisor, round);
    return round;
  };

  await vote(tied, 25);
  assert.match(await run.text(), /并列，再次投票/);
  // not announced before it is decided (ELEC-31.1); decided by a vote, not by strokes or age (29.2b)
  await run.refused('announce-result', `?contest=${committee}`, {}, /ELEC-31\.1/);
  const round = await run.issue(committee, 23);
  const slip = await (await secretary.request.get(`${origin}/elections/${run.id}/papers/all`)).body();
  const file = join(city.folder, 'runoff.pdf');
  writeFileSync(file, slip);
  assert.match(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ''), /再次投票|再次选举/);
  // the fifth and sixth by strokes: twelve for one, ten for the other, one for nobody
  const runoff = [...Array(12).fill('10'), ...Array(10).fill('01'), '--'];
  for (const teller of tellers) await run.enter(teller, round, runoff);
  await run.act('count-ballot', `?round=${round}`, {});
  await run.sign(supervisor, round);
  assert.match(await run.text(), /得票多的当选/);
  await run.act('announce-result', `?contest=${committee}`, {});
  await run.open();
  const elected = await secretary.locator('main section', { hasText: '委员会委员' })
    .locator('tr', { has: secretary.locator('.tag', { hasText: /^当选$/ }) }).locator('th').allInnerTexts();
  assert.ok(elected.map((text) => text.trim()).includes(name(4)), elected.join());
  assert.ok(!elected.map((text) => text.trim()).includes(name(5)), elected.join());
});
