// Two clerks of different joint committees, a branch secretary and an administrator at work at once, each in a browser
// of their own: what each sees is exactly what hangs where the role is held, and nothing of their work is lost.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { enter, newPage, openCity, signIn } from './city.mjs';

let city, top, facts;
const desks = {};

const get = async (page, path) => page.request.get(city.origin + path, { maxRedirects: 0 });
const rowsOf = async (page, path) => {
  const rows = [];

  for (let next = ''; next !== null;) {
    const answer = await get(page, `/api/v1${path}${path.includes('?') ? '&' : '?'}limit=500${next && `&page=${next}`}`);

    if (!answer.ok()) return null;
    const list = await answer.json();
    rows.push(...list.rows);
    next = list.next ? encodeURIComponent(list.next) : null;
  }
  return rows;
};
const ids = (rows) => rows.map(({ id }) => id).sort((a, b) => a - b);
const press = (page, target) => Promise.all([page.waitForNavigation(), target.click()]);
const submit = (page) => press(page, page.locator('main form button[type=submit]').last());

before(async () => {
  city = await openCity('--units', '120', '--members', '600');
  top = await enter(city, 'comprehensive_clerk');
  facts = await readCity();
});

after(() => city.close());

// Who hangs where, as the comprehensive committee's clerk has it on record.
async function readCity() {
  const units = await rowsOf(top, '/units'), bodies = await rowsOf(top, '/bodies');
  const edges = (await rowsOf(top, '/registers/affiliation')).filter(({ relation }) => relation === 'leads');
  const coverage = await rowsOf(top, '/registers/coverage');
  const under = (node) => [node, ...edges.filter(({ superior, body }) => superior === node && body).flatMap(({ body }) => under(body))];
  const unitsUnder = (node) => {
    const hubs = new Set(under(node));

    return edges.filter(({ superior, unit }) => unit && hubs.has(superior)).map(({ unit }) => unit).sort((a, b) => a - b);
  };
  const named = (name) => bodies.find((body) => body.name === name);

  return { units, bodies, coverage, under: (node) => under(node).sort((a, b) => a - b), unitsUnder, named };
}

test('an administrator makes the second clerk an account, who sets a password at the first sign-in', async () => {
  const administrator = desks.administrator = await enter(city, 'administrator');
  const second = facts.named('第二联合党委');

  await administrator.goto(`${city.origin}/admin/accounts/new`);
  await administrator.fill('input[name=name]', 'second_clerk');
  await submit(administrator);
  const password = (await administrator.locator('output.secret').textContent()).trim();
  await administrator.goto(`${city.origin}/admin/roles/new`);
  await administrator.fill('input[name=account]', 'second_clerk');
  await administrator.selectOption('select[name=role]', 'joint_clerk');
  await administrator.fill('input[name="node.search"]', second.name);
  await press(administrator, administrator.getByRole('button', { name: '查询' }));
  await administrator.locator('.matches label', { hasText: second.name }).locator('input').first().check();
  await submit(administrator);

  const clerk = desks.second = await newPage(city);
  await signIn(city, clerk, { name: 'second_clerk', password });
  assert.match(clerk.url(), /\/me\/password$/);
  assert.equal((await get(clerk, '/units')).status(), 303);
  await clerk.fill('input[name=current]', password);
  await clerk.fill('input[name=password]', 'a password of the second clerk');
  await submit(clerk);
  await signIn(city, clerk, { name: 'second_clerk', password: 'a password of the second clerk' });
  assert.match(await clerk.locator('h1').textContent(), /第二联合党委/);
  desks.first = await enter(city, 'joint_clerk');
  desks.secretary = await enter(city, 'branch_secretary');
});

test('DP-12: each list holds exactly what hangs where the role is held', async () => {
  const first = facts.named('第一联合党委').id, second = facts.named('第二联合党委').id;
  const branch = facts.named(city.accounts.branch_secretary.node);
  const own = [branch.unit, ...facts.coverage.filter(({ body }) => body === branch.id).map(({ unit }) => unit)];
  const [ofFirst, ofSecond] = [facts.unitsUnder(first), facts.unitsUnder(second)];

  assert.ok(ofFirst.length > 20 && ofSecond.length > 20 && !ofFirst.some((id) => ofSecond.includes(id)));
  await Promise.all([
    rowsOf(desks.first, '/units').then((rows) => assert.deepEqual(ids(rows), ofFirst)),
    rowsOf(desks.second, '/units').then((rows) => assert.deepEqual(ids(rows), ofSecond)),
    rowsOf(desks.secretary, '/units').then((rows) => assert.deepEqual(ids(rows), [...new Set(own)].sort((a, b) => a - b))),
    rowsOf(desks.administrator, '/units').then((rows) => assert.equal(rows, null)),
    rowsOf(desks.first, '/bodies').then((rows) => assert.deepEqual(ids(rows), facts.under(first))),
    rowsOf(desks.second, '/bodies').then((rows) => assert.deepEqual(ids(rows), facts.under(second))),
    rowsOf(desks.secretary, '/bodies').then((rows) => assert.deepEqual(ids(rows), facts.under(branch.id))),
    rowsOf(desks.administrator, '/bodies').then((rows) => assert.equal(rows, null)),
  ]);
});

// Every record of the city, asked for by each at once.
async function opened(page, kind, records) {
  const found = [];

  for (const { id } of records) {
    const status = (await get(page, `/${kind}/${id}`)).status();

    assert.ok(status === 200 || status === 403, `/${kind}/${id}: ${status}`);
    if (status === 200) found.push(id);
  }
  return found.sort((a, b) => a - b);
}

test('DP-12: a record opens to whom its list shows it, and to nobody else', async () => {
  await Promise.all(Object.entries(desks).flatMap(([who, page]) => ['units', 'bodies'].map(async (kind) =>
    assert.deepEqual(await opened(page, kind, facts[kind]), ids(await rowsOf(page, `/${kind}`) ?? []), `${who} and ${kind}`))));
});

test('DP-12: members stand by name in their own branch alone', async () => {
  const { secretary, first, second, administrator } = desks;
  const members = await rowsOf(secretary, '/members');

  assert.ok(members.length > 0);
  await secretary.goto(`${city.origin}/members`);
  const name = (await secretary.locator('main table th[scope=row]').first().textContent()).trim();
  for (const page of [first, second, administrator])
    for (const path of ['/members', `/members/${members[0].id}`]) {
      const answer = await get(page, path);

      assert.equal(answer.status(), 403);
      assert.ok(!(await answer.text()).includes(name), path);
    }
  assert.equal((await get(secretary, `/members/${members[0].id}`)).status(), 200);
});

test('rooms and menus are those of the role', async () => {
  const rooms = {
    first: { 200: ['/', '/duties', '/import', '/registers/coverage'], 403: ['/admin/accounts', '/admin/roles', '/admin/journal'] },
    secretary: { 200: ['/', '/duties', '/members'], 403: ['/admin/accounts', '/coverage', '/admin/journal'] },
    administrator: { 200: ['/admin', '/admin/accounts', '/admin/roles'],
      403: ['/duties', '/units', '/bodies', '/members', '/registers', '/tree', '/import', '/export', '/admin/journal'] },
  };

  rooms.second = rooms.first;
  for (const [who, expected] of Object.entries(rooms))
    for (const [status, paths] of Object.entries(expected))
      for (const path of paths) assert.equal((await get(desks[who], path)).status(), Number(status), `${who} at ${path}`);
  for (const page of Object.values(desks)) {
    await page.goto(`${city.origin}/`);
    for (const href of await page.locator('header a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
      if (href !== '/members') assert.ok((await get(page, href)).status() < 400, href);
  }
});

// Changes one figure of a unit through its form, from opening to saving.
async function changeStaff(page, unit, staff) {
  await page.goto(`${city.origin}/units/${unit}/change`);
  await page.fill('input[name=staff]', String(staff));
  await submit(page);
  return page.locator('main').textContent();
}

test('all four work at once, and everything is there afterwards', async () => {
  const { first, second, secretary, administrator } = desks;
  const [ofFirst, ofSecond] = [facts.unitsUnder(facts.named('第一联合党委').id), facts.unitsUnder(facts.named('第二联合党委').id)];
  const member = '试验甲某';

  await Promise.all([
    (async () => { for (let i = 0; i < 5; i++) await changeStaff(first, ofFirst[i], 1001 + i); })(),
    (async () => { for (let i = 0; i < 5; i++) await changeStaff(second, ofSecond[i], 2001 + i); })(),
    (async () => {
      await secretary.goto(`${city.origin}/members/new`);
      await secretary.fill('input[name=name]', member);
      await secretary.selectOption('select[name=category]', 'full');
      await secretary.fill('input[name=joined]', '2012-07-01');
      await submit(secretary);
    })(),
    (async () => {
      for (const name of ['third_clerk', 'fourth_clerk']) {
        await administrator.goto(`${city.origin}/admin/accounts/new`);
        await administrator.fill('input[name=name]', name);
        await submit(administrator);
        await administrator.locator('output.secret').waitFor();
      }
    })(),
  ]);
  const staff = Object.fromEntries((await rowsOf(top, '/units')).map((unit) => [unit.id, unit.staff]));
  for (let i = 0; i < 5; i++) assert.deepEqual([staff[ofFirst[i]], staff[ofSecond[i]]], [1001 + i, 2001 + i]);
  assert.match(await (await get(secretary, '/members')).text(), new RegExp(member));
  assert.match(await (await get(administrator, '/admin/accounts')).text(), /fourth_clerk/);
  assert.equal(city.run('verify').status, 0);
});

test('of two who change one record the later is told, and what the earlier wrote stands', async () => {
  const unit = facts.unitsUnder(facts.named('第一联合党委').id)[7];

  await Promise.all([desks.first, top].map((page) => page.goto(`${city.origin}/units/${unit}/change`)));
  await top.fill('input[name=staff]', '3001');
  await submit(top);
  await desks.first.fill('input[name=staff]', '3002');
  const [answer] = await submit(desks.first);
  assert.equal(answer.status(), 409);
  assert.equal(await desks.first.inputValue('input[name=staff]'), '3002');
  assert.equal((await rowsOf(top, '/units')).find(({ id }) => id === unit).staff, 3001);
});

test('a role that ends closes the door at once', async () => {
  const { administrator, second } = desks;

  assert.equal((await get(second, '/units')).status(), 200);
  await administrator.goto(`${city.origin}/admin/accounts`);
  await press(administrator, administrator.getByRole('link', { name: 'second_clerk' }));
  await press(administrator, administrator.locator('main form[action$="/disable"] button'));
  assert.equal((await get(second, '/units')).status(), 303);
});
