// A working day without JavaScript and without a mouse: everything is reached and done by links, forms and the Enter key.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { enter, openCity } from './city.mjs';

let city;

before(async () => {
  city = await openCity('--units', '120', '--members', '600');
});

after(() => city.close());

const press = (page, target) => Promise.all([page.waitForNavigation(), target.press('Enter')]);

for (const width of [360, 1440])
  test(`from the overview to a changed record and a calculator, ${width} pixels wide`, async () => {
    const page = await enter(city, 'joint_clerk', { javaScriptEnabled: false, viewport: { width, height: 900 } });
    const name = `第${width}号甲社区读书会`;

    assert.match(await page.locator('h1').textContent(), new RegExp(city.accounts.joint_clerk.node));
    if (width === 360) await page.locator('.menu-main > summary').press('Enter');
    await press(page, page.getByRole('link', { name: '社会组织', exact: true }).first());

    await page.locator('.filters > summary').press('Enter');
    await page.selectOption('select[name=category]', '1');
    await press(page, page.getByRole('button', { name: '筛选', exact: true }));
    assert.match(page.url(), /category=1/);
    assert.match(await page.locator('.filters-set').textContent(), /社会团体/);
    await press(page, page.locator('main table th[scope=row] a').first());
    assert.match(page.url(), /\/units\/\d+/);

    await press(page, page.getByRole('link', { name: '变更' }));
    const staff = page.locator('input[name=staff]');
    await staff.fill('四十');
    await press(page, page.locator('main form button[type=submit]').last());
    assert.equal(await staff.inputValue(), '四十');
    assert.equal(await staff.getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator('.field-refused .problem').textContent(), /整数|数字/);
    await staff.fill('41');
    await page.fill('input[name=name]', name);
    await press(page, page.locator('main form button[type=submit]').last());
    assert.match(await page.locator('[role=status]').textContent(), /日志/);
    assert.match(await page.locator('h1').textContent(), new RegExp(name));
    assert.match(await page.locator('main').textContent(), /41/);

    await page.goto(`${city.origin}/law/ELEC-19.1`);
    await page.fill('input[name=entitled]', '25');
    await page.fill('input[name=present]', '19');
    await press(page, page.locator('main form button[type=submit]'));
    assert.match(await page.locator('#result').textContent(), /20/);
    await page.context().close();
  });

test('the settings are folded on a phone, unfold by the Enter key, and stand whole on paper and on wide screens', async () => {
  const page = await enter(city, 'region_clerk', { javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  const tables = page.locator('.settings table'), folds = page.locator('.fold > summary');
  const seen = async () => (await Promise.all((await tables.all()).map((table) => table.isVisible()))).filter(Boolean).length;

  await page.goto(`${city.origin}/admin/settings`);
  const parts = await tables.count();
  assert.ok(parts > 4);
  assert.equal(await seen(), 0);
  await folds.nth(1).press('Enter');
  assert.equal(await seen(), 1);
  assert.ok(await page.getByRole('link', { name: '换届第一次提醒' }).isVisible());
  await page.emulateMedia({ media: 'print' });
  assert.equal(await seen(), parts);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 768, height: 900 });
  assert.equal(await seen(), parts);
  assert.equal(await folds.first().isVisible(), false);
  await page.context().close();
});
