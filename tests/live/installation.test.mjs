/*
 * Scene 10, but for packages and TLS: an installation from an empty folder to
 * a backup under load, a restore elsewhere, an upgrade and the move to
 * PostgreSQL; and an administrator who never sees a member's record.
 *
 * DANGJIAN_TEST_PG  the PostgreSQL cluster to move to
 *
 * What an older version's database was is in upgrade/version4.sql.
 */
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.DANGJIAN;
const folder = mkdtempSync(join(tmpdir(), 'dangjian-scene-'));
const MEMBER = '不给管理员看的人';
const tokens = {};
let site;

/* An installation: its address, its key, and the server while one runs. */
function at(name, db = `sqlite:${join(folder, name, 'dangjian.db')}`) {
  const home = join(folder, name), key = join(home, 'dangjian.db.key');

  mkdirSync(home, { recursive: true });
  return { home, db, key, environment: { ...process.env, DANGJIAN_TODAY: '2026-11-21', DANGJIAN_DB: db, DANGJIAN_KEY: key } };
}

function run(where, ...args) {
  return spawnSync(program, [...args, '--lang', 'en'], { env: where.environment, encoding: 'utf8', cwd: where.home });
}

function runWell(where, ...args) {
  const done = run(where, ...args);

  assert.equal(done.status, 0, `dangjian ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

async function serve(where) {
  const server = where.server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--no-access-log', '--key', where.key],
    { env: where.environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: where.home });

  where.said = '';
  server.stderr.on('data', (text) => { where.said += text; });
  where.origin = await new Promise((done, failed) => {
    server.stdout.once('data', (line) => done(String(line).trim().replace(/\/$/, '')));
    server.once('exit', () => failed(new Error(where.said)));
  });
}

async function stop(where) {
  if (!where?.server || where.server.exitCode !== null) return;
  where.server.kill('SIGTERM');
  await new Promise((done) => where.server.once('exit', done));
  assert.equal(where.server.exitCode, 0, where.said);
}

const as = (who) => ({ Authorization: `Bearer ${tokens[who]}`, 'Content-Type': 'application/json' });

async function act(where, who, action, data) {
  const answer = await fetch(`${where.origin}/api/v1/actions/${action}`, { method: 'POST', headers: as(who), body: JSON.stringify(data) });
  const text = await answer.text();

  assert.equal(answer.status, 200, `${action}: ${text}`);
  return JSON.parse(text);
}

async function see(where, who, path) {
  const answer = await fetch(where.origin + path, { headers: as(who), redirect: 'manual' });

  return { status: answer.status, text: await answer.text() };
}

const cluster = process.env.DANGJIAN_TEST_PG, schema = `scene_${process.pid}`;
const psql = (sql) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', cluster, '-c', sql], { encoding: 'utf8' }).trim();
const sqlite = (where, sql) => execFileSync('sqlite3', ['-bail', join(where.home, 'dangjian.db')], { encoding: 'utf8', input: sql }).trim();

async function chooseOwnPassword(where, { name, password }) {
  tokens[name] = runWell(where, 'token', name);
  await act(where, name, 'change-own-password', { current: password, password: 'long enough for everybody' });
  tokens[name] = runWell(where, 'token', name);
}

after(async () => {
  await stop(site);
  for (const made of [schema, `${schema}_fresh`]) psql(`set client_min_messages = warning; drop schema if exists ${made} cascade`);
  rmSync(folder, { recursive: true, force: true });
});

test('an empty folder becomes an installation with an administrator and a clerk', async () => {
  site = at('first');
  const accounts = runWell(site, 'init', '--key', site.key, '--admin', 'keeper', '--body', '某市综合党委').split('\n')
    .map((line) => line.split('\t')).map(([name, password, role]) => ({ name, password, role }));

  assert.deepEqual(accounts.map(({ role }) => role).sort(), ['administrator', 'comprehensive_clerk']);
  assert.notEqual(run(site, 'init', '--key', site.key, '--admin', 'keeper').status, 0); /* not a second time */
  site.clerk = accounts.find(({ role }) => role === 'comprehensive_clerk').name;
  await serve(site);
  for (const account of accounts) await chooseOwnPassword(site, account);
  const top = Number(sqlite(site, 'select id from body'));
  site.joint = (await act(site, site.clerk, 'add-body', { name: '第一联合党委', type: 'joint_committee', since: '2026-11-21', superior: top })).ids[0];
  assert.equal(run(site, 'verify').status, 0);
});

test('an administrator sees no record of a member, a unit or a body by any address', async () => {
  const branch = (await act(site, site.clerk, 'add-body', { name: '甲党支部', type: 'branch', since: '2026-11-21', superior: site.joint })).ids[0];

  await act(site, 'keeper', 'add-account', { name: 'secretary' }).then(({ secret }) => chooseOwnPassword(site, { name: 'secretary', password: secret }));
  await act(site, 'keeper', 'grant-role', { account: 'secretary', role: 'branch_secretary', node: branch });
  const person = (await act(site, 'secretary', 'add-person', { name: MEMBER, since: '2026-11-21', body: branch, category: 'full', joined: '2010-07-01' })).ids[0];
  const { paths } = JSON.parse((await see(site, 'keeper', '/api/v1/openapi.json')).text);
  const addresses = Object.entries(paths).filter(([, path]) => path.get).map(([path]) => path.replace(/\{[^}]+\}/g, String(person)));

  assert.match((await see(site, 'secretary', `/api/v1/members/${person}`)).text, new RegExp(MEMBER));
  assert.ok(addresses.length > 20, `${addresses.length}`);
  for (const path of addresses) {
    const { text } = await see(site, 'keeper', path.startsWith('/api') ? path : `/api/v1${path}`);

    assert.ok(!text.includes(MEMBER), path);
  }
  for (const path of ['/members', `/members/${person}`, '/units', '/bodies', '/matters', '/registers/membership'])
    assert.equal((await see(site, 'keeper', `/api/v1${path}`)).status, 403, path);
});

test('a backup made under load holds what was acknowledged before it, and is restored elsewhere', async () => {
  const file = join(folder, 'backup.db'), added = [];
  let loading = true;
  const load = Promise.all([0, 1, 2, 3].map(async (client) => {
    for (let i = 0; loading; i++)
      added.push((await act(site, site.clerk, 'add-unit', { name: `第${client}之${i}号协会`, category: '5', registration_level: '街道', region: '110105',
        since: '2026-11-21', superior: site.joint })).journal);
  }));

  while (added.length < 40) await new Promise((done) => setTimeout(done, 20));
  const known = Math.max(...added);
  const backup = spawn(program, ['backup', file], { env: site.environment, stdio: 'inherit' });
  const status = await new Promise((done) => backup.once('exit', done));

  loading = false;
  await load;
  assert.equal(status, 0);
  const restored = at('second');
  copyFileSync(file, join(restored.home, 'dangjian.db'));
  copyFileSync(site.key, restored.key);
  assert.equal(run(restored, 'verify').status, 0);
  assert.ok(Number(sqlite(restored, 'select max(number) from journal')) >= known);
  await stop(site);
  site = Object.assign(restored, { clerk: site.clerk, joint: site.joint });
  await serve(site);
  assert.equal((await see(site, site.clerk, '/api/v1/units')).status, 200);
  await act(site, site.clerk, 'add-unit', { name: '恢复之后的协会', category: '5', registration_level: '街道', region: '110105', since: '2026-11-21', superior: site.joint });
});

/* --- an older version ------------------------------------------------------------------------ */

const older = readFileSync(new URL('upgrade/version4.sql', import.meta.url), 'utf8');

/* What a database is made of, whatever the order in which its columns came. */
const make = {
  sqlite: `select m.type || ' ' || m.name || ' ' || coalesce(case when m.type = 'table' then
      (select group_concat(c, ', ') from (select name || ' ' || type || ' ' || "notnull" || ' ' || coalesce(dflt_value, '') || ' ' || pk as c
        from pragma_table_info(m.name) order by name)) || (select ' strict ' || strict || ' clustered ' || wr from pragma_table_list(m.name))
      else m.sql end, 'by itself') from sqlite_master m order by 1`,
  postgresql: (schema) => `select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '')
      || ' ' || coalesce(column_default, '') from information_schema.columns where table_schema = '${schema}'
    union select replace(indexdef, '${schema}.', '') from pg_indexes where schemaname = '${schema}'
    union select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = '${schema}'::regnamespace
    union select replace(pg_get_triggerdef(t.oid), '${schema}.', '') from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = '${schema}'::regnamespace
    union select proname || ' ' || prosrc from pg_proc where pronamespace = '${schema}'::regnamespace order by 1`,
};

async function found(where, word) {
  const ids = [];

  for (let next = ''; next !== null;) {
    const { status, text } = await see(where, site.clerk, `/api/v1/units?q=${encodeURIComponent(word)}${next && `&page=${encodeURIComponent(next)}`}`);
    assert.equal(status, 200, text);
    const page = JSON.parse(text);

    ids.push(...page.rows.map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

/* One of version 4 is made of the site's database; the server's start makes it a new one again, which loses nothing. */
async function comesUpToDate(sql, [integer, text, clustered], fresh, describe) {
  const words = ['协', '号协', '协会', '之1号'], ids = [];

  for (const word of words) ids.push(await found(site, word));
  assert.ok(ids.every(({ length }) => length > 0), `${ids}`);
  await stop(site);
  sql(older.replaceAll('INTEGER', integer).replaceAll('TEXT', text).replaceAll('CLUSTERED', clustered));
  const before = run(site, 'verify');

  assert.equal(before.status, 1);
  assert.match(before.stdout, /unit_gram lacks the column start/);
  assert.notDeepEqual(describe(site), describe(fresh));
  await serve(site);
  assert.deepEqual(describe(site), describe(fresh));
  assert.equal(sql("select value from meta where name = 'schema'"), /schema (\d+)/.exec(run(site, '--version').stdout)[1]);
  for (const [at, word] of words.entries()) assert.deepEqual(await found(site, word), ids[at], word);
  await act(site, site.clerk, 'add-unit', { name: '升级之后的协会', category: '5', registration_level: '街道', region: '110105', since: '2026-11-21', superior: site.joint });
  assert.equal((await found(site, '协会')).length, ids[2].length + 1);
  assert.equal(run(site, 'verify').status, 0, run(site, 'verify').stdout);
}

function anew(name, db) {
  const fresh = at(name, db);

  runWell(fresh, 'init', '--key', fresh.key, '--admin', 'keeper');
  return fresh;
}

test('a database of version 4 comes up to date when the server starts on it', () => {
  const describe = (where) => sqlite(where, make.sqlite).split('\n');

  return comesUpToDate((text) => sqlite(site, text), ['integer', 'text', 'strict, without rowid'], anew('fresh'), describe);
});

test('the installation moves to PostgreSQL and goes on there', async () => {
  await stop(site);
  psql(`create schema ${schema}`);
  const moved = Object.assign(at('third', `${cluster}&options=-csearch_path%3D${schema}`), { clerk: site.clerk, joint: site.joint });
  const units = sqlite(site, 'select count(*) from unit');

  runWell(site, 'copy', '--from', site.db, '--to', moved.db);
  copyFileSync(site.key, moved.key);
  site = moved;
  assert.equal(run(site, 'verify').status, 0);
  assert.equal(psql(`select count(*) from ${schema}.unit`), units);
  await serve(site);
  assert.match((await see(site, 'secretary', '/api/v1/members')).text, new RegExp(MEMBER));
  await act(site, site.clerk, 'add-unit', { name: '搬家之后的协会', category: '5', registration_level: '街道', region: '110105', since: '2026-11-21', superior: site.joint });
  assert.equal(run(site, 'verify').status, 0);
  assert.deepEqual(readdirSync(join(folder, 'third')), ['dangjian.db.key']);
});

test('a database of version 4 on PostgreSQL comes up to date, too', () => {
  psql(`create schema ${schema}_fresh`);
  const fresh = anew('fourth', `${cluster}&options=-csearch_path%3D${schema}_fresh`);
  const describe = (where) => psql(make.postgresql(where === fresh ? `${schema}_fresh` : schema)).split('\n');

  return comesUpToDate((text) => psql(text.startsWith('select') ? text.replace('from meta', `from ${schema}.meta`) : `begin; set search_path to ${schema}; ${text} commit`),
    ['bigint', 'text collate "C"', ''], fresh, describe);
});
