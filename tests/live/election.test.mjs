// An election from its beginning to the closed evidence file, in a real browser, by a secretary, the clerk
// above, two tellers and a vote supervisor, each in a browser of their own.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { enter, openCity, signIn } from './city.mjs';

const today = '2026-11-21';
let city, origin, people, secretary, clerk, election;

before(async () => {
  city = await openCity('--units', '60', '--members', '1200');
  origin = city.origin;
  secretary = await enter(city, 'branch_secretary');
  clerk = await enter(city, 'joint_clerk');
  const answer = await secretary.request.get(`${origin}/api/v1/registers/membership`);
  people = (await answer.json()).rows.filter((row) => row.category === 'full');
});

after(() => city.close());

// Fills the form behind an address and sends it; gives the page's own sentence where it is refused.
async function fill(page, address, values) {
  const response = await page.goto(origin + address);
  assert.equal(response.status(), 200, address);
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name=${name}]`);
    const tag = await field.evaluate((node) => node.tagName);
    if (tag === 'SELECT') await field.selectOption(String(value));
    else await field.fill(String(value));
  }
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  return answer.status() < 400 ? null : (await page.locator('main').innerText());
}

async function done(page, address, values) {
  const refusal = await fill(page, address, values);
  assert.equal(refusal, null, `${address}: ${refusal}`);
}

const link = (page, pattern) => page.locator('main a').evaluateAll((links, text) =>
  links.map((one) => one.getAttribute('href')).find((href) => new RegExp(text).test(href ?? '')), pattern);

async function open() {
  await secretary.goto(`${origin}/elections/${election}`);
}

// An account for a member of the branch with one role there; a browser signed in with a password of its own.
async function official(name, person, role) {
  const token = city.run('token', 'administrator').stdout.trim();
  const call = async (action, data) => {
    const answer = await secretary.request.post(`${origin}/api/v1/actions/${action}`,
      { data, headers: { Authorization: `Bearer ${token}`, Cookie: '' } });

    assert.equal(answer.status(), 200, `${action}: ${await answer.text()}`);
    return answer.json();
  };
  const made = await call('add-account', { name, person });
  await call('grant-role', { account: name, role, node: people[0].body });
  const page = await enter(city, { name, password: made.secret });
  const password = `own words of ${person} in 2026`;
  await page.goto(`${origin}/me/password`);
  await page.fill('[name=current]', made.secret);
  await page.fill('[name=password]', password);
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  assert.ok(answer.status() < 400, await page.locator('main').innerText());
  await page.goto(`${origin}/elections/${election}`);
  if (new URL(page.url()).pathname === '/login') await signIn(city, page, { name, password });
  return page;
}

const record = (step, values, assembly) => done(secretary,
  `/elections/${election}/do/record-election-step?step=${step}${assembly ? `&assembly=${assembly}` : ''}`,
  { day: today, ...values });

// A request or report goes up from its line in the timeline, and the clerk above answers it.
async function sendUp(kind, facts, grounds, document) {
  await open();
  await secretary.goto(origin + await link(secretary, `/matters/new\\?kind=${kind}&`));
  for (const [name, value] of Object.entries(facts)) await secretary.fill(`main [name=${name}]`, value);
  await Promise.all([secretary.waitForNavigation(), secretary.click('main .form-buttons button[type=submit]')]);
  const path = new URL(secretary.url()).pathname;
  const submit = secretary.locator(`main a[href="${path}/submit"]`);

  assert.equal(await submit.count() > 0, grounds !== null, `${kind}: grounds wanted`);
  if (grounds) await done(secretary, `${path}/submit`, { grounds });
  else await Promise.all([secretary.waitForNavigation(), secretary.click(`main form[action="${path}/submit"] button`)]);
  await clerk.goto(origin + path);
  if (await clerk.locator(`main a[href="${path}/approve"]`).count())
    await done(clerk, `${path}/approve`, { document, document_on: today });
  else
    await done(clerk, `${path}/file`, { document });
}

test('a secretary, two tellers and a supervisor hold an election to the closed file', async () => {
  const person = (i) => people[i].person;

  assert.ok(people.length >= 12, `${people.length} full members`);
  await done(secretary, `/elections/new?body=${people[0].body}`,
    { cause: 'first', meeting: today, seats: 3, secretaries: 1, reason: '', reason_document: '' });
  election = Number(new URL(secretary.url()).pathname.split('/')[2]);
  assert.match(await secretary.locator('main').innerText(), /已齐 0 项，共 7 项/);

  const [committee, office] = await secretary.locator('main a').evaluateAll((links) => links
    .map((one) => /nominate-candidate\?contest=(\d+)/.exec(one.getAttribute('href') ?? '')).filter(Boolean).map((m) => m[1]));
  const [meeting, plenary] = await secretary.locator('main a').evaluateAll((links) => links
    .map((one) => /appoint-official\?assembly=(\d+)/.exec(one.getAttribute('href') ?? '')).filter(Boolean).map((m) => m[1]));
  const sheet = { cv: '简历', work: '实绩', strengths: '优点', weaknesses: '不足' };
  for (let i = 0; i < 4; i++)
    await done(secretary, `/elections/${election}/do/nominate-candidate?contest=${committee}`, { person: person(i), ...sheet });
  // ELEC-22.2: a candidate does not supervise; the page says so and keeps what was typed
  assert.match(await fill(secretary, `/elections/${election}/do/appoint-official?assembly=${meeting}`,
    { person: person(0), role: 'supervisor' }), /ELEC-22\.2/);

  await record('opinions', { yes: people.length, of: people.length });
  // what needs a reply is not put on record by the one that asks
  assert.match(await fill(secretary, `/elections/${election}/do/record-election-step?step=request_meeting`,
    { day: today, submitted: '2026-10-20', document: '联党〔2026〕30号' }), /请示/);
  // ELEC-32.2, 33.1: the meeting is today, so both are late and take grounds
  await sendUp('election-meeting', { agenda: '选举支部委员会' }, '社会组织年内合并', '联党〔2026〕30号');
  await sendUp('election-candidates', {}, '社会组织年内合并', '联党〔2026〕31号');
  await record('roll_published', { day: '2026-11-16' });
  await record('candidates_fixed', {}, meeting);
  const electors = (await (await secretary.request.get(`${origin}/elections/${election}/roll`)).text())
    .match(/应到会有选举权 (\d+) 名/)[1];
  await record('method_adopted', { yes: electors }, meeting);
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${meeting}`, { person: person(6), role: 'supervisor' });
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${meeting}`, { person: person(7), role: 'teller' });
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${meeting}`, { person: person(8), role: 'teller' });
  await record('supervisors_passed', { yes: electors }, meeting);
  await done(secretary, `/elections/${election}/do/open-assembly?assembly=${meeting}`, { present: electors, chair: person(0) });

  const supervisor = await official('watcher', person(6), 'supervisor');
  const tellers = [await official('teller-a', person(7), 'teller'), await official('teller-b', person(8), 'teller')];

  // one ballot: everybody comes, three of four are chosen on each paper, one paper is read in two ways
  await done(secretary, `/elections/${election}/do/begin-ballot?contest=${committee}`, { present: electors });
  const round = /reconcile-ballot\?round=(\d+)/.exec(await link(secretary, 'reconcile-ballot'))[1];
  await done(secretary, `/elections/${election}/do/reconcile-ballot?round=${round}`,
    { voters: electors, issued: electors, returned: electors });
  const papers = Array.from({ length: Number(electors) }, () => '1110');
  for (let teller = 0; teller < 2; teller++)
    for (let bundle = 0; bundle * 25 < papers.length; bundle++) {
      const own = papers.slice(bundle * 25, bundle * 25 + 25);

      if (teller === 1 && bundle === 0) own[0] = '111-';
      await done(tellers[teller], `/elections/${election}/do/enter-ballots?round=${round}`,
        { bundle: bundle + 1, ballots: own.join('\n') });
    }
  // a teller sees nothing of the other's sheets
  assert.equal((await tellers[0].goto(`${origin}/elections/${election}/ballots/${round}`)).status(), 403);
  assert.match(await fill(secretary, `/elections/${election}/do/count-ballot?round=${round}`, {}), /监票人认定/);
  await supervisor.goto(`${origin}/elections/${election}/ballots/${round}`);
  await Promise.all([supervisor.waitForNavigation(), supervisor.click('main table a')]);
  await supervisor.fill('main [name=reading]', '1110');
  await Promise.all([supervisor.waitForNavigation(), supervisor.click('main form button[type=submit]')]);
  await done(secretary, `/elections/${election}/do/count-ballot?round=${round}`, {});
  await done(supervisor, `/elections/${election}/do/sign-ballot?round=${round}`, {});
  await done(secretary, `/elections/${election}/do/announce-result?contest=${committee}`, {});
  await open();
  const shown = await secretary.locator('main').innerText();
  assert.match(shown, new RegExp(`过半数以应到会有选举权人数 ${electors} 计算`));
  if (process.env.DANGJIAN_SCREENSHOTS) {
    mkdirSync(process.env.DANGJIAN_SCREENSHOTS, { recursive: true });
    await secretary.screenshot({ path: join(process.env.DANGJIAN_SCREENSHOTS, 'election.png') });
  }
  const elected = await secretary.locator('main section', { hasText: '委员会委员 · 正式选举' })
    .locator('tr', { has: secretary.locator('.tag', { hasText: /^当选$/ }) }).locator('th').allInnerTexts();
  assert.equal(elected.length, 3, shown);

  // the first plenary of those three elects its secretary, who is pending until the reply
  const chosen = async (name) => {
    await secretary.goto(`${origin}/elections/${election}/do/open-assembly?assembly=${plenary}`);
    return secretary.locator('main [name=chair] option', { hasText: name }).getAttribute('value');
  };
  const [first, second, third] = await elected.reduce(async (list, name) => [...await list, await chosen(name.trim())], []);
  await done(secretary, `/elections/${election}/do/nominate-candidate?contest=${office}`,
    { person: first, ...sheet, reason: '按批复人选', reason_document: '联党〔2026〕31号' });
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${plenary}`, { person: second, role: 'supervisor' });
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${plenary}`, { person: third, role: 'teller' });
  await done(secretary, `/elections/${election}/do/appoint-official?assembly=${plenary}`, { person: person(8), role: 'teller' });
  await record('supervisors_passed', { yes: 3 }, plenary);
  await done(secretary, `/elections/${election}/do/open-assembly?assembly=${plenary}`, { present: 3, chair: second });
  await done(secretary, `/elections/${election}/do/begin-ballot?contest=${office}`, { present: 3 });
  const vote = /reconcile-ballot\?round=(\d+)/.exec(await link(secretary, 'reconcile-ballot'))[1];
  await done(secretary, `/elections/${election}/do/reconcile-ballot?round=${vote}`, { voters: 3, issued: 3, returned: 3 });
  const watcher = await official('watcher-2', Number(second), 'supervisor');
  for (const teller of [await official('teller-c', Number(third), 'teller'), tellers[1]])
    await done(teller, `/elections/${election}/do/enter-ballots?round=${vote}`, { bundle: 1, ballots: '1\n1\n1' });
  await done(secretary, `/elections/${election}/do/count-ballot?round=${vote}`, {});
  await done(watcher, `/elections/${election}/do/sign-ballot?round=${vote}`, {});
  await done(secretary, `/elections/${election}/do/announce-result?contest=${office}`, {});
  assert.match(await secretary.locator('main').innerText(), /当选，待上级审批/);
  assert.match(await fill(secretary, `/elections/${election}/do/close-election`, {}), /备案|审批/);
  await sendUp('elected-members', {}, null, '联党备〔2026〕3号');
  await sendUp('elected-officers', {}, null, '联党〔2026〕40号');
  await open();
  assert.match(await secretary.locator('main').innerText(), /已齐 7 项，共 7 项/);
  await done(secretary, `/elections/${election}/do/close-election`, {});
  assert.match(await fill(secretary, `/elections/${election}/do/record-election-step?step=opinions`, { day: today }), /已经办结/);
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
