// Monday at a joint committee, and a joint branch proposed: requests, replies and notices in a real browser,
// within the clicks of docs: what users ask for.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { enter, openCity, signIn } from './city.mjs';

let city, origin;

before(async () => {
  city = await openCity('--units', '300', '--members', '3000');
  ({ origin } = city);
});

after(() => city.close());

const rowsOf = async (page, path) => (await (await page.request.get(`${origin}/api/v1${path}`)).json()).rows;

// A page of the demonstration's committee has nothing overdue: a branch without a term on record gets an old one.
async function makeOverdue(page) {
  const duties = await rowsOf(page, '/duties');
  const body = duties.find((duty) => duty.clause === 'ELEC-3.1' && duty.by === null).subject;

  await page.goto(`${origin}/registers/term/new?body=${body.id}`);
  await page.fill('input[name=since]', '2023-06-18');
  await page.fill('input[name=years]', '3');
  await Promise.all([page.waitForNavigation(), page.locator('main form button[type=submit]').last().click()]);
  return body;
}

const ownWords = 'nine hills in the spring rain';
const today = '2026-11-21', yesterday = '2026-11-20';

async function api(page, account, action, data) {
  const token = (api.tokens ??= {})[account] ??= city.run('token', account).stdout.trim();
  const answer = await page.request.post(`${origin}/api/v1/actions/${action}`, { data, headers: { Authorization: `Bearer ${token}`, Cookie: '' } });

  assert.equal(answer.status(), 200, `${action}: ${await answer.text()}`);
  return answer.json();
}

// An account with one role, made by the administrator, and its browser, signed in with a password of its own.
async function newcomer(page, name, role, node) {
  const { secret } = await api(page, 'administrator', 'add-account', { name });

  await api(page, 'administrator', 'grant-role', { account: name, role, node });
  const own = await enter(city, { name, password: secret });
  await own.fill('[name=current]', secret);
  await own.fill('[name=password]', ownWords);
  await Promise.all([own.waitForNavigation(), own.click('main form button[type=submit]')]);
  await signIn(city, own, { name, password: ownWords });
  return own;
}

const words = (page) => page.locator('main').innerText();
const submitForm = (page) => page.press(page.locator('main form button[type=submit]').last());

async function fits(page) {
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${page.url()} at ${width}`);
  }
}

const dueLines = (page) => page.locator('.dues li').count();
const inboxLines = (page) => page.locator('.inbox li').count();

test('scene 1: an overdue branch is reminded in two clicks, and the branch and the journal keep it', async () => {
  const page = await enter(city, 'joint_clerk');
  const body = await makeOverdue(page);
  const secretary = await newcomer(page, 'overdue-secretary', 'branch_secretary', body.id);

  await page.goto(`${origin}/`);
  page.clicks = 0;
  const first = page.locator('.dues li').first();
  assert.match(await first.innerText(), /逾期 156 天/);
  assert.match(await first.innerText(), new RegExp(body.name));
  assert.match(await first.innerText(), /ELEC-3\.1/);
  await page.press(first.getByRole('link', { name: new RegExp(body.name) }).first());
  assert.match(await words(page), /应于 2026-06-18 换届/);
  await page.press(page.getByRole('button', { name: '发出换届提醒' }));
  assert.equal(page.clicks, 2);
  const reminder = (await rowsOf(page, '/matters?kind=reelection-reminder')).find((row) => row.addressee === body.id);
  assert.equal(reminder.state, 'submitted');
  const title = `关于${body.name}按期换届的提醒`;
  assert.match(await words(page), new RegExp(title));
  // The same day it is not sent twice.
  await page.getByRole('button', { name: '发出换届提醒' }).click();
  await page.waitForLoadState();
  assert.match(await words(page), /今天已经提醒过/);
  await page.goto(`${origin}/matters/${reminder.id}`);
  await fits(page);
  // The branch keeps it: on its overview, marked read with one more click, and afterwards among what it got.
  await secretary.goto(`${origin}/`);
  secretary.clicks = 0;
  await secretary.press(secretary.locator('.inbox li', { hasText: title }).getByRole('link').first());
  await secretary.press(secretary.getByRole('button', { name: '已阅', exact: true }));
  assert.equal(secretary.clicks, 2);
  assert.deepEqual((await rowsOf(secretary, '/matters?kind=reelection-reminder')).map(({ id, state }) => [id, state]), [[reminder.id, 'filed']]);
  // The journal keeps it.
  const auditor = await enter(city, 'auditor');
  await auditor.goto(`${origin}/admin/journal`);
  assert.match(await words(auditor), /换届提醒[^]*joint_clerk|joint_clerk[^]*换届提醒/);
  await auditor.context().close();
  await secretary.context().close();
  await page.context().close();
});

// A branch with members, a term that ends, an election begun and its meeting asked for on the demonstration's day.
async function requestMeeting(page, title, meeting) {
  const committee = (await rowsOf(page, '/bodies?type=joint_committee')).find((row) => row.name === city.accounts.joint_clerk.node);
  const as = city.accounts.joint_clerk.name, own = 'asking-secretary';
  const body = (await api(page, as, 'add-body', { name: title, type: 'branch', since: '2020-01-01', superior: committee.id })).ids[0];
  const secretary = await newcomer(page, own, 'branch_secretary', body), people = [];

  for (const letter of '甲乙丙丁戊己庚')
    people.push((await api(page, own, 'add-person', { name: `试${letter}`, since: '2021-01-01', body, category: 'full', joined: '2010-07-01' })).ids[0]);
  await api(page, as, 'add-term', { body, years: 3, since: '2023-12-25' });
  await api(page, as, 'add-post', { body, person: people[0], position: 'secretary', origin: 'elected', since: '2023-12-25' });
  await api(page, own, 'begin-election', { body, cause: 'term_end', meeting, seats: 3, secretaries: 1, deputies: 0 });
  const draft = await api(page, own, 'draft-election-meeting', { body, agenda: '听取工作报告；选举支部委员会' });
  await secretary.goto(`${origin}/matters/${draft.ids[0]}`);
  await secretary.press(secretary.getByRole('button', { name: '报送' }));
  await secretary.context().close();
  return draft.ids[0];
}

test('scene 1: a request for the meeting, a day before the latest day, is read, approved and the reply printed in six clicks', async () => {
  const page = await enter(city, 'joint_clerk');
  const request = await requestMeeting(page, '试验换届党支部', '2026-12-22');

  await page.goto(`${origin}/`);
  const [due, waiting] = [await dueLines(page), await inboxLines(page)];
  page.clicks = 0;
  const line = page.locator('.inbox li', { hasText: '试验换届党支部' });
  await page.press(line.getByRole('link').first());
  const text = await words(page);
  assert.match(text, /待第一联合党委批复/);
  assert.match(text, /2026-11-22[^]*ELEC-32\.2|ELEC-32\.2[^]*2026-11-22/);
  assert.match(text, /2026-11-21，比最晚报送日期早 1 天/);
  await fits(page);
  await page.press(page.getByRole('link', { name: '批准', exact: true }));
  await page.fill('input[name=document]', '一党〔2026〕31号');
  await submitForm(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.press(page.getByRole('link', { name: '批复 · PDF' }), false)]);
  assert.match(file.suggestedFilename(), /批复\.pdf$/);
  await page.press(page.getByRole('link', { name: '总览' }).first());
  assert.ok(page.clicks <= 6, `${page.clicks} clicks`);
  assert.deepEqual([await dueLines(page), await inboxLines(page)], [due, waiting - 1]);
  assert.ok(!(await words(page)).includes('试验换届党支部召开'));
  const matter = await (await page.request.get(`${origin}/api/v1/matters/${request}`)).json();
  assert.deepEqual([matter.state, matter.document], ['approved', '一党〔2026〕31号']);
  await page.context().close();
});

test('scene 1: a branch asked for is on record with the number of the reply', async () => {
  const page = await enter(city, 'joint_clerk');

  await page.goto(`${origin}/`);
  const line = page.locator('.inbox li', { hasText: '设立党组织' }).first();
  const title = await line.getByRole('link').innerText();
  await page.press(line.getByRole('link'));
  assert.match(await words(page), /待第一联合党委批复，已等待 \d+ 天/);
  assert.match(await words(page), /OPIN-8\.2/);
  await fits(page);
  await page.press(page.getByRole('link', { name: '批准', exact: true }));
  await page.fill('input[name=document]', '一党〔2026〕12号');
  await submitForm(page);
  assert.match(await words(page), /一党〔2026〕12号/);
  // The branch is on record with the reply's number, and its line is gone from the overview at once.
  const unit = (await rowsOf(page, '/matters?kind=set-up-body&state=approved'))[0];
  const bodies = await rowsOf(page, `/bodies?unit=${unit.unit}`);
  assert.equal(bodies.length, 1);
  assert.equal(bodies[0].document, '一党〔2026〕12号');
  await page.goto(`${origin}/`);
  assert.ok(!(await words(page)).includes(title));
  await page.context().close();
});

// Organizations covered by organization, of how many, by the overview of a day.
async function coverage(page, day) {
  await page.goto(`${origin}/?as_of=${day}`);
  const [, units, covered] = /组织覆盖率[^]*?([\d,]+) 家中 ([\d,]+) 家/.exec(await words(page)) ?? assert.fail('no coverage');
  return { covered: Number(covered.replace(/,/g, '')), units: Number(units.replace(/,/g, '')) };
}

const known = { category: '5', registration_level: '街道', region: '110105', industry: '文化艺术', since: '2024-03-01' };
const three = [['试验文艺社', '试验路8号1层', 1], ['试验读书社', '试验路8号302室', 1], ['试验书画社', '试验路8号7层', 2]];

test('scene 7: three small organizations of one building: a joint branch proposed, sent, asked for, approved, and covering them from that day', async () => {
  const clerk = await enter(city, 'joint_clerk');
  const committee = (await rowsOf(clerk, '/bodies?type=joint_committee')).find((row) => row.name === city.accounts.joint_clerk.node);
  const units = [], offices = [];

  for (const [name, address, full_members] of three)
    units.push((await api(clerk, city.accounts.joint_clerk.name, 'add-unit',
      { ...known, name, address, full_members: String(full_members), superior: committee.id })).ids[0]);
  for (const [i, unit] of units.entries()) offices.push(await newcomer(clerk, `office-${i}`, 'unit_office', unit));
  const [before, eve] = [await coverage(clerk, today), await coverage(clerk, yesterday)];

  // The program proposes: by nearness and trade, with the clause and the count.
  await clerk.goto(`${origin}/duties?clause=OPIN-10.2`);
  clerk.clicks = 0;
  const line = clerk.locator('main tr, main li').filter({ hasText: three[0][0] }).first();
  assert.match(await line.innerText(), /同一地址[^]*试验文艺社、试验读书社、试验书画社[^]*正式党员共 4 名/);
  await clerk.press(line.getByRole('link', { name: /建议方案/ }));
  const proposal = await words(clerk);
  for (const pattern of [/同一地址/, /OPIN-10\.2/, /文化艺术/, /正式党员合计[^]*4/, ...three.map(([name]) => new RegExp(name))])
    assert.match(proposal, pattern);
  await fits(clerk);
  await clerk.press(clerk.getByRole('button', { name: '发给各单位' }));
  assert.equal(clerk.clicks, 2);
  assert.match(await words(clerk), /未答复/);

  // Each finds it on its overview, and answers.
  for (const office of offices) {
    await office.goto(`${origin}/`);
    office.clicks = 0;
    await office.press(office.locator('.inbox li', { hasText: '联合组建党支部的建议' }).getByRole('link').first());
    await fits(office);
    await office.press(office.getByRole('link', { name: '答复', exact: true }));
    await office.selectOption('select[name=answer]', 'agree');
    await submitForm(office);
    assert.equal(office.clicks, 3);
  }
  await clerk.goto(`${origin}/units/${units[0]}/proposal`);
  assert.equal((await words(clerk)).match(/同意/g).length, 3);

  // Their request: nothing is typed that the program knows.
  const [asking] = offices;
  asking.clicks = 0;
  await asking.press(asking.getByRole('link', { name: '起草请示' }));
  await submitForm(asking);
  for (const [name] of three) assert.ok((await words(asking)).includes(name), name);
  await asking.press(asking.getByRole('button', { name: '报送' }));
  assert.equal(asking.clicks, 3);
  await fits(asking);

  // It comes, and is approved.
  await clerk.goto(`${origin}/`);
  clerk.clicks = 0;
  await clerk.press(clerk.locator('.inbox li', { hasText: `关于${three[0][0]}` }).getByRole('link').first());
  assert.match(await words(clerk), /OPIN-10\.2/);
  await clerk.press(clerk.getByRole('link', { name: '批准', exact: true }));
  await clerk.fill('input[name=document]', '一党〔2026〕27号');
  await submitForm(clerk);
  assert.equal(clerk.clicks, 3);
  assert.match(await words(clerk), /一党〔2026〕27号/);

  // All three count as covered from that day, not the day before.
  assert.deepEqual(await coverage(clerk, today), { covered: before.covered + 3, units: before.units });
  assert.deepEqual(await coverage(clerk, yesterday), eve);
  const [branch] = await rowsOf(clerk, `/bodies?q=${encodeURIComponent('试验文艺社')}`);
  assert.deepEqual([branch.name, branch.since, branch.document], ['试验文艺社等联合党支部', today, '一党〔2026〕27号']);
  for (const [i, office] of offices.entries()) {
    await office.goto(`${origin}/units/${units[i]}?as_of=${today}`);
    assert.match(await words(office), new RegExp(`联合\\s+${branch.name}\\s+${today}`));
    assert.doesNotMatch(await words(office), /OPIN-11\.2|OPIN-10\.2[^]*建议联合组建/);
    await office.goto(`${origin}/units/${units[i]}?as_of=${yesterday}`);
    assert.match(await words(office), /OPIN-11\.2/);
    const covered = async (day) => (await rowsOf(office, `/registers/coverage?as_of=${day}`)).filter((row) => row.unit === units[i]);
    assert.deepEqual((await covered(today)).map((row) => [row.mode, row.body, row.since]), [['joint', branch.id, today]]);
    assert.deepEqual(await covered(yesterday), []);
    await office.context().close();
  }
  await clerk.goto(`${origin}/units/${units[0]}/proposal`);
  assert.match(await words(clerk), /目前没有建议/);
  await clerk.context().close();
});

test('in English no page of a matter says a word of Chinese that is not a name', async () => {
  const page = await enter(city, 'joint_clerk', { locale: 'en-GB' });
  const labels = ['.card-title', 'dt', 'th', '.btn', 'label'];

  await page.request.get(`${origin}/language?lang=en&back=%2Flaw`);
  const rows = await rowsOf(page, '/matters');
  for (const path of ['/', '/matters', '/matters/new', `/matters/${rows[0].id}`, '/matters/new?kind=set-up-joint-branch']) {
    await page.goto(origin + path);
    for (const label of labels)
      for (const words of await page.locator(`main ${label}`).allInnerTexts())
        assert.ok(!/[\u4e00-\u9fff]/.test(words) || /第一联合党委|市|试验/.test(words), `${path} ${label}: ${words}`);
    await fits(page);
  }
  await page.context().close();
});
