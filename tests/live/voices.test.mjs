// Taking part and being heard, by keyboard alone and without JavaScript: what a member hands to the branch with and without
// a name, what the branch answers, and the notice of a decision from both sides.  Each page is audited and no page is wider
// than its window, in both languages.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { enter, openCity } from './city.mjs';

let city;

before(async () => {
  city = await openCity('--units', '120', '--members', '600');
});

after(() => city.close());

const press = (page, target) => Promise.all([page.waitForNavigation(), target.press('Enter')]);
const link = (page, name) => page.locator('main').getByRole('link', { name, exact: true });
const send = (page) => press(page, page.locator('main form button[type=submit]').last());
const plain = (role, width = 1440) => enter(city, role, { javaScriptEnabled: false, viewport: { width, height: 900 } });

async function audit(role, paths) {
  const page = await enter(city, role);

  for (const lang of ['zh', 'en'])
    for (const path of paths) {
      await page.goto(`${city.origin}/language?lang=${lang}&back=${encodeURIComponent(path)}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), [], `${path} in ${lang}`);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
          `${path} in ${lang} is wider than ${width} pixels`);
      }
    }
  await page.context().close();
}

const proposal = '建议下次党员大会讨论联系服务会员单位的做法。';
const view = '希望会议通知早一点发出。';

test('a member hands in a proposal with a name and a view without one, 360 pixels wide', async () => {
  const page = await plain('member', 360);

  await page.goto(`${city.origin}/me`);
  await press(page, link(page, '意见建议'));
  await press(page, link(page, '提交意见建议'));
  await page.locator('select[name=kind]').focus();
  await page.selectOption('select[name=kind]', 'agenda');
  await page.fill('textarea[name=text]', proposal);
  await send(page);
  assert.match(await page.locator('[role=status]').textContent(), /日志/);
  assert.match(await page.locator('main').textContent(), new RegExp(proposal));

  await press(page, link(page, '不署名提交意见'));
  assert.match(await page.locator('main').textContent(), /不记是谁提出的/);
  await page.fill('textarea[name=text]', '   ');
  await send(page);
  assert.equal(await page.locator('textarea[name=text]').getAttribute('aria-invalid'), 'true');
  await page.fill('textarea[name=text]', view);
  await send(page);
  assert.match(await page.locator('[role=status]').textContent(), /已收到，日志中没有记录/);
  assert.equal(await page.locator('textarea[name=text]').inputValue(), '');
  await page.goto(`${city.origin}/me/voices`);
  assert.ok(!(await page.locator('main').textContent()).includes(view));
  await page.context().close();
});

test('the branch answers both, and each answer reaches whom it is for', async () => {
  const page = await plain('branch_secretary');

  await page.goto(city.origin);
  await press(page, link(page, '党员意见建议'));
  assert.match(await page.locator('main').textContent(), new RegExp(view));
  await press(page, page.locator('main tr', { hasText: proposal }).getByRole('link', { name: '答复' }));
  await page.selectOption('select[name=outcome]', 'taken_up');
  await page.fill('input[name=meeting]', '2026-12-05');
  await page.fill('textarea[name=answer]', '列入议程。');
  await send(page);
  await press(page, page.locator('main tr', { hasText: view }).getByRole('link', { name: '答复' }));
  assert.equal(await page.locator('input[name=meeting]').count(), 0);
  await page.selectOption('select[name=outcome]', 'explained');
  await page.fill('textarea[name=answer]', '今后提前三日通知。');
  await send(page);
  for (const text of [proposal, view])
    assert.equal(await page.locator('main tr', { hasText: text }).locator('a').count(), 0);
  await page.context().close();

  const member = await plain('member');
  await member.goto(`${city.origin}/me/voices`);
  assert.match(await member.locator('main').textContent(), /列入议程。（列入 2026-12-05 会议议程）/);
  assert.match(await member.locator('main').textContent(), new RegExp(`${view}[^]*今后提前三日通知。`));
  await member.context().close();
});

test('what is on these pages is sound in both languages and at every width', async () => {
  const page = await plain('member');

  await page.goto(`${city.origin}/me/voices/new`);
  await page.selectOption('select[name=kind]', 'motion');
  await page.fill('textarea[name=text]', '会议纪要三日内发给全体党员。');
  await send(page);
  await page.context().close();
  const secretary = await enter(city, 'branch_secretary');
  await secretary.goto(`${city.origin}/voices`);
  const answer = await secretary.locator('main table a').first().getAttribute('href');
  await secretary.context().close();
  await audit('member', ['/me', '/me/voices', '/me/voices/new', '/me/voices/unnamed']);
  await audit('branch_secretary', ['/', '/voices', answer]);
});

test('the notice of a decision is printed by the branch and by the person', async () => {
  const member = await plain('member'), secretary = await plain('branch_secretary');
  const text = async (page, href) => {
    const file = join(city.folder, 'notice.pdf');

    writeFileSync(file, await (await page.request.get(new URL(href, city.origin).href)).body());
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  };

  await member.goto(`${city.origin}/me`);
  const body = await member.locator('main a[href^="/bodies/"]').first().getAttribute('href');
  await secretary.goto(city.origin + body);
  await press(secretary, secretary.locator('main a[href*="/registers/restriction/new"]').first());
  const name = (await member.locator('main dd').nth(1).textContent()).trim();
  await secretary.fill('input[name="person.search"]', name);
  await press(secretary, secretary.locator('button[name=find][value=person]'));
  await secretary.locator('input[type=radio][name=person], select[name=person]').first().check();
  await secretary.selectOption('select[name=measure]', 'probation_within');
  for (const [field, value] of Object.entries({ organ: '某市综合党委', document: '某党〔2026〕5号', since: '2026-01-10',
    last: '2027-01-09', notified: '2026-01-08', appeal_to: '某市纪委' }))
    await secretary.fill(`input[name=${field}]`, value);
  await send(secretary);
  assert.match(secretary.url(), /\/(registers\/restriction|bodies)\/\d+/);
  await member.reload();
  const href = await member.locator('main a[href$="/notice"]').getAttribute('href');
  const own = await text(member, href);
  assert.ok(own.includes(`${name}：`) && own.includes('留党察看。自2026年1月10日起，至2027年1月9日止。') && own.includes('送达回执'), own);
  assert.equal(await text(secretary, href), own);
  assert.match(await text(secretary, `${href}?in=en`), /probationwithintheParty/);
  const clerk = await plain('joint_clerk');
  assert.equal((await clerk.request.get(city.origin + href)).status(), 403);
  for (const page of [member, secretary, clerk]) await page.context().close();
  await audit('branch_secretary', [href.replace('/notice', '')]);
});
