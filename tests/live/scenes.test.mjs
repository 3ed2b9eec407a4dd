// Scenes of use in a real browser, within their clicks (docs: what users ask for).
// Ten pages are photographed into the folder DANGJIAN_SCREENSHOTS.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { enter, openCity } from './city.mjs';

const pictures = process.env.DANGJIAN_SCREENSHOTS;
let city, folder, origin, run;

before(async () => {
  city = await openCity('--units', '300', '--members', '3000');
  ({ folder, origin, run } = city);
});

after(() => city.close());

// The rows a figure's list has, over all its pages.
async function rowsBehind(page, href) {
  const response = await page.request.get(origin + href.replace(/^([^?]*)/, '$1.csv'));

  assert.equal(response.status(), 200, href);
  return (await response.text()).trim().split('\r\n').length - 1;
}

test('scene 6: coverage by district on 31 December and today, every figure opening its list', async () => {
  const page = await enter(city, 'comprehensive_clerk');
  const seen = [];

  for (const day of ['2025-12-31', '2026-11-21']) {
    await page.goto(`${origin}/`);
    page.clicks = 0;
    await page.fill('input[name=as_of]', day);
    await page.press(page.getByRole('button', { name: '查看' }));
    await page.press(page.getByRole('link', { name: '按地区' }));
    const [file] = await Promise.all([page.waitForEvent('download'),
      page.press(page.getByRole('link', { name: 'CSV' }).first(), false)]);
    assert.ok(page.clicks <= 3, `${page.clicks} clicks`);
    const text = readFileSync(await file.path(), 'utf8');
    assert.ok(text.startsWith('\ufeff'));
    assert.match(text, /朝阳区/);
    seen.push(text);
    const cells = await page.locator('main table td a').evaluateAll((links) =>
      links.map((link) => [link.textContent.trim().replace(/,/g, ''), link.getAttribute('href')]));
    const figures = cells.filter(([shown, href]) => /^\d+$/.test(shown) && href.startsWith('/units'));
    assert.ok(figures.length > 20, `${figures.length} figures`);
    for (let i = 0; i < figures.length; i += Math.ceil(figures.length / 25))
      assert.equal(await rowsBehind(page, figures[i][1]), Number(figures[i][0]), figures[i][1]);
  }
  assert.notEqual(seen[0], seen[1]);
  await page.context().close();
});

test('what presses today in a part with very many, and its numbers on another day, lead to all that is due', async (context) => {
  const wide = await openCity('--units', '330', '--members', '2000');

  context.after(() => wide.close());
  const page = await enter(wide, 'comprehensive_clerk');
  const due = page.locator('section[aria-labelledby=due-title]');
  const listed = async (query) => (await (await page.request.get(`${wide.origin}/duties.csv?${query}`)).text()).trim().split('\r\n').length - 1;

  await page.goto(`${wide.origin}/`);
  assert.equal(await due.getByText(/^(逾期|剩|已) ?\d+ (天|年)$/).count(), 8);
  for (const [state, word] of [['overdue', '逾期'], ['open', '待办']])
    assert.equal(await due.locator('.totals').getByText(`${word} ${await listed(`state=${state}`)}`, { exact: true }).count(), 1, word);
  await page.goto(`${wide.origin}/?as_of=2025-12-31`);
  assert.equal(await due.getByText(/(剩|已) ?\d+ (天|年)$/).count(), 0);
  for (const link of await due.locator('a[href^="/units"]').evaluateAll((links) => links.map((one) => [one.textContent, one.getAttribute('href')])))
    assert.ok(link[1].includes('as_of=2025-12-31'), link[1]);
  await Promise.all([page.waitForNavigation(), due.getByRole('link', { name: '全部待办' }).click()]);
  assert.match(page.url(), /as_of=2025-12-31/);
  assert.ok(await page.locator('main table tr, main ol li, main ul li').count() > 8);
});

test('scene 5: a workbook with eleven faults, mended, imported and taken back', async () => {
  const page = await enter(city, 'comprehensive_clerk');
  const good = join(folder, 'good', '社会组织.xlsx'), bad = join(folder, 'bad', '社会组织.xlsx');

  makeWorkbook(good, bad);
  await page.goto(`${origin}/import`);
  page.clicks = 0;
  await page.setInputFiles('input[type=file]', bad);
  await page.press(page.getByRole('button', { name: '检查工作簿' }));
  assert.ok(page.clicks <= 2);
  const faults = page.locator('table.faults tbody tr');
  assert.equal(await faults.count(), 11);
  assert.equal(await page.getByRole('button', { name: '导入', exact: true }).count(), 0);
  await page.goto(`${origin}/import`);
  await page.setInputFiles('input[type=file]', good);
  await page.press(page.getByRole('button', { name: '检查工作簿' }));
  await page.press(page.getByRole('button', { name: '导入', exact: true }));
  for (let i = 0; i < 40 && !/第十九号试验协会/.test(await (await page.request.get(`${origin}/units?q=第十九号试验协会`)).text()); i++)
    await page.waitForTimeout(250);
  assert.match(await (await page.request.get(`${origin}/units?q=第十九号试验协会`)).text(), /第十九号试验协会/);
  await page.goto(`${origin}/import`);
  page.clicks = 0;
  await page.press(page.getByRole('link', { name: /撤回/ }).first());
  await page.press(page.locator('main form button[type=submit]').last());
  assert.ok(page.clicks <= 2);
  assert.doesNotMatch(await (await page.request.get(`${origin}/api/v1/units?q=第十九号试验协会`)).text(), /第十九号试验协会/);
  assert.equal(run('verify').status, 0);
  await page.context().close();
});

// A sheet of one new organization, and one with eleven faults, written by LibreOffice, which names a sheet after its file.
function makeWorkbook(good, bad) {
  const header = ['名称', '统一社会信用代码', '类别', '登记级别', '行政区划代码', '行业', '成立日期', '从业人员数', '正式党员数', '联合党委', '承诺书日期'];
  const right = ['第十九号试验协会', '51110105000000019W', '社会团体', '市', '110105', '家具', '2025-03-01', '46', '2', '第一联合党委', '2025-02-20'];
  const wrong = [
    ['甲会', '51110105000000019X', '社会团体', '市', '110105', '', '2015-02-30', '4x', '2', '第一联合党委', ''],
    ['', '52110105000000019R', '民办', '市', '110105', '', '', '', '-1', '第一联合党委', ''],
    ['丙会', '5311O105000000019N', '基金会', '村', '1101', '', '', '', '', '第一百联合党委', '去年'],
  ];
  const write = (target, rows) => {
    const source = target.replace(/\.xlsx$/, '.csv');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(source, [header, ...rows].map((row) => row.join(',')).join('\n'));
    execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`,
      '--infilter=CSV:44,34,76,1,' + header.map((_, i) => `${i + 1}/2`).join('/'), '--convert-to', 'xlsx:Calc MS Excel 2007 XML',
      '--outdir', dirname(target), source], { env: { ...city.environment, HOME: folder }, stdio: 'pipe' });
  };

  write(good, [right]);
  write(bad, wrong);
}

// What the demonstration's accounts are allowed through the API, as the pages allow it.
async function act(page, role, action, data) {
  const token = run('token', city.accounts[role].name).stdout.trim();
  const answer = await page.request.post(`${origin}/api/v1/actions/${action}`, { data, headers: { Authorization: `Bearer ${token}`, Cookie: '' } });

  assert.equal(answer.status(), 200, `${action}: ${await answer.text()}`);
  return answer.json();
}

test('scene 8: a member on the phone: which rights today and why not the third, who opened my record, large print', async () => {
  const page = await enter(city, 'member', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const fits = async (what) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), what);
  const file = city.environment.DANGJIAN_DB.replace('sqlite:', '');
  const [person, body] = execFileSync('sqlite3', [file, `select person, body from membership where ended is null and person =
    (select person from account where name = '${city.accounts.member.name}')`], { encoding: 'utf8' }).trim().split('|').map(Number);

  await act(page, 'joint_clerk', 'open-person', { person, purpose: 'relation', reason: '核对组织关系介绍信' });
  await act(page, 'branch_secretary', 'add-restriction', { person, body, measure: 'suspended', organ: '某市纪委', document: '某纪〔2026〕8号',
    since: '2026-11-01', notified: '2026-11-01', appeal_to: '某省纪委' });
  await page.goto(`${origin}/`);
  page.clicks = 0;
  if (!/\/me$/.test(page.url())) {
    const own = page.locator('a[href="/me"]:visible').first();

    if (!await own.count()) await page.locator('summary:visible').first().tap();
    await Promise.all([page.waitForNavigation(), page.locator('a[href="/me"]:visible').first().tap()]);
  }
  const rights = await page.locator('ul.rights li').allInnerTexts();
  assert.match(rights[2], /被选举权[^]*没有[^]*某市纪委（某纪〔2026〕8号）[^]*ELEC-5\.4/);
  assert.ok(rights.slice(3).every((one) => !/没有/.test(one)), rights.join());
  const text = await page.locator('main').innerText();
  assert.match(text, /核对组织关系介绍信/);
  assert.match(text, /申诉受理党组织[^]*某省纪委/);
  await fits('one\'s own page');
  await Promise.all([page.waitForNavigation(), page.locator('a[href^="/large-print"]:visible').first().tap()]);
  assert.ok(await page.locator('html.large').count());
  assert.match(page.url(), /\/me$/);
  await fits('in large print');
  await page.context().close();
});

test('ten pages are photographed at three widths', async () => {
  const page = await enter(city, 'comprehensive_clerk');
  const first = async (list) => (await (await page.request.get(`${origin}${list}.csv`)).text()) &&
    (await page.goto(origin + list), page.locator('main table a[href^="/"]').first().getAttribute('href'));
  const unit = await first('/units?covered=own'), body = await first('/bodies?type=branch');
  const shots = { overview: '/', due: '/duties', units: '/units', unit, bodies: '/bodies', body,
    law: '/law', clause: '/law/ELEC-19.1?entitled=25&present=19', import: '/import', me: '/me' };

  mkdirSync(pictures, { recursive: true });
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [name, path] of Object.entries(shots)) {
      const response = await page.goto(origin + path);
      assert.equal(response.status(), 200, path);
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
      assert.ok(existsSync(join(pictures, `${name}-${width}.png`)));
    }
  }
  await page.context().close();
});
