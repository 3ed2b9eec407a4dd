// Monday at a joint committee, and a joint branch proposed: requests, replies and notices in a real browser,
// within the clicks of docs: what users ask for.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { enter, openCity } from './city.mjs';

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

async function fits(page) {
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${page.url()} at ${width}`);
  }
}

test('scene 1: an overdue branch is reminded in two clicks, and the branch and the journal keep it', async () => {
  const page = await enter(city, 'joint_clerk');
  const body = await makeOverdue(page);

  await page.goto(`${origin}/`);
  page.clicks = 0;
  const first = page.locator('.dues li').first();
  assert.match(await first.innerText(), /逾期 156 天/);
  assert.match(await first.innerText(), new RegExp(body.name));
  assert.match(await first.innerText(), /ELEC-3\.1/);
  await page.press(first.getByRole('link', { name: new RegExp(body.name) }).first());
  assert.match(await page.locator('main').innerText(), /应于 2026-06-18 换届/);
  await page.press(page.getByRole('button', { name: '发出换届提醒' }));
  assert.equal(page.clicks, 2);
  const reminder = (await rowsOf(page, '/matters?kind=reelection-reminder')).find((row) => row.addressee === body.id);
  assert.equal(reminder.state, 'submitted');
  assert.match(await page.locator('main').innerText(), new RegExp(`关于${body.name}按期换届的提醒`));
  // The same day it is not sent twice.
  await page.getByRole('button', { name: '发出换届提醒' }).click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /今天已经提醒过/);
  await page.goto(`${origin}/matters/${reminder.id}`);
  await fits(page);
  await page.context().close();
});

test('scene 1: a request is read, approved with its document and the reply printed in six clicks', async () => {
  const page = await enter(city, 'joint_clerk');

  await page.goto(`${origin}/`);
  page.clicks = 0;
  const line = page.locator('.inbox li', { hasText: '设立党组织' }).first();
  const title = await line.getByRole('link').innerText();
  await page.press(line.getByRole('link'));
  assert.match(await page.locator('main').innerText(), /待第一联合党委批复，已等待 \d+ 天/);
  assert.match(await page.locator('main').innerText(), /OPIN-8\.2/);
  await fits(page);
  await page.press(page.getByRole('link', { name: '批准', exact: true }));
  await page.fill('input[name=document]', '一党〔2026〕12号');
  await page.press(page.locator('main form button[type=submit]').last());
  assert.match(await page.locator('main').innerText(), /一党〔2026〕12号/);
  const reply = page.getByRole('link', { name: '批复 · PDF' });
  const [file] = await Promise.all([page.waitForEvent('download'), page.press(reply, false)]);
  assert.ok(page.clicks <= 6, `${page.clicks} clicks`);
  assert.match(file.suggestedFilename(), /批复\.pdf$/);
  // The branch is on record with the reply's number, and its line is gone from the overview at once.
  const unit = (await rowsOf(page, '/matters?kind=set-up-body&state=approved'))[0];
  const bodies = await rowsOf(page, `/bodies?unit=${unit.unit}`);
  assert.equal(bodies.length, 1);
  assert.equal(bodies[0].document, '一党〔2026〕12号');
  await page.goto(`${origin}/`);
  assert.ok(!(await page.locator('main').innerText()).includes(title));
  await page.context().close();
});

test('scene 7: a joint branch proposed goes to its organizations with one click, and leads to the request filled in', async () => {
  const page = await enter(city, 'joint_clerk');
  const duty = (await rowsOf(page, '/duties')).find((one) => one.clause === 'OPIN-10.2' && one.subject.kind === 'unit');

  await page.goto(`${origin}/units/${duty.subject.id}/proposal`);
  page.clicks = 0;
  const names = await page.locator('main table tbody tr:not(.total) td:first-child').allInnerTexts();
  await page.press(page.getByRole('button', { name: '发给各单位' }));
  assert.equal(page.clicks, 1);
  assert.match(await page.locator('main table').innerText(), /未答复/);
  await fits(page);
  const notices = await rowsOf(page, '/matters?kind=joint-proposal');
  assert.ok(notices.length >= 2);
  await page.goto(`${origin}/matters/${notices[0].id}`);
  await page.press(page.getByRole('link', { name: '起草请示' }));
  // Nothing is typed that the program knows.
  await page.press(page.locator('main form button[type=submit]').last());
  const text = await page.locator('main').innerText();
  for (const name of names.filter((one) => one && one !== '合计'))
    assert.ok(text.includes(name.trim()), name);
  await page.press(page.getByRole('button', { name: '报送' }));
  // Who sent it does not answer it (DP-12).
  assert.match(await page.locator('main').innerText(), /报送的人不能批复|报送人/);
  await fits(page);
  await page.context().close();
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
        assert.ok(!/[\u4e00-\u9fff]/.test(words) || /第一联合党委|市/.test(words), `${path} ${label}: ${words}`);
    await fits(page);
  }
  await page.context().close();
});
