/*
 * Reading from a streaming replica, and going on when the primary is killed.
 *
 * DANGJIAN_FAILOVERS  how often the primary is killed (1)
 * DANGJIAN_SEED       of the random moments (the clock's)
 */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account } from './kill/account.mjs';
import { actOnce, ask, dice, line, runClient } from './kill/clients.mjs';
import { pair } from './replica/pair.mjs';

const program = process.env.DANGJIAN;
const failovers = Number(process.env.DANGJIAN_FAILOVERS ?? 1);
const seed = Number(process.env.DANGJIAN_SEED ?? Date.now() % 1000000);
const CLIENTS = 4;
const PATIENCE = 45000; /* milliseconds for what comes by itself */

const roll = dice(seed);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const totals = { failovers: 0, acts: 0, acknowledged: 0, silent: 0, imports: 0 };
const folder = mkdtempSync(join(tmpdir(), 'dangjian-replica-'));
const databases = pair();
let primary = 'a', replica = 'b';

const world = {
  database: { rows: (sql) => databases.rows(primary, sql) }, seed: String(seed), numbers: 0, acts: [], imports: [], troubles: new Set(), loading: false,
  environment: { ...process.env, DANGJIAN_TODAY: '2026-11-21', DANGJIAN_DB: databases.either },
};

async function until(what, holds) {
  const end = Date.now() + PATIENCE;

  while (!(await holds())) {
    assert.ok(Date.now() < end, `${what}\n${world.server?.said ?? ''}`);
    await pause(100);
  }
}

/* --- the program ------------------------------------------------------------------------ */

function run(...args) {
  return runIn(world.environment, ...args);
}

function runIn(env, ...args) {
  return spawnSync(program, [...args, '--lang', 'en'], { env, encoding: 'utf8', cwd: folder, timeout: 120000 });
}

function runWell(...args) {
  const done = run(...args);

  assert.equal(done.status, 0, `dangjian ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

async function serve() {
  const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--replica', databases.url(replica)],
    { env: world.environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });

  server.said = '';
  server.stderr.on('data', (text) => { server.said += text; });
  world.server = server;
  world.origin = await new Promise((done, failed) => {
    server.stdout.once('data', (text) => done(String(text).trim().replace(/\/$/, '')));
    server.once('exit', () => failed(new Error(server.said)));
  });
}

async function endServer() {
  if (!world.server || world.server.exitCode !== null) return;
  world.server.kill('SIGTERM');
  await new Promise((done) => world.server.once('exit', done));
  assert.equal(world.server.exitCode, 0, world.server.said);
}

const agent = line();
const get = (path) => ask(agent, world.origin, 'GET', path, { authorization: `Bearer ${world.clients[0].token}` });

async function figures() {
  const { text } = await get('/metrics');
  const figure = (name) => Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\d+)$`, 'm').exec(text)?.[1]);

  return { current: figure('dangjian_replica_current'), here: figure('dangjian_reads_total{from="replica"}'),
    primary: figure('dangjian_reads_total{from="primary"}') };
}

const isCurrent = async () => (await figures()).current === 1;

/* An act, and what a reader finds right after its acknowledgement. */
async function seesOwnAct() {
  let act;

  do {
    assert.ok(await actOnce(world.clients[0], world));
    act = world.acts.at(-1);
  } while (act.action !== 'add-unit');
  const { status, text } = await get(`/api/v1/units/${act.ids[0]}`);

  assert.equal(status, 200, text);
  assert.ok(text.includes(act.name), text);
}

/* ------------------------------------------------------------------------------------------- */

before(async () => {
  databases.primary('a');
  const accounts = runWell('demo', '--units', '40', '--members', '200').split('\n').map((one) => one.split('\t'));
  const [name] = accounts.find(([, , role]) => role === 'comprehensive_clerk');

  world.superior = world.database.rows("select id from body where name = '第一联合党委'")[0].id;
  world.clients = Array.from({ length: CLIENTS }, () => ({ token: runWell('token', name), agent: line(), roll, mine: [] }));
  databases.replica('b', 'a');
  await serve();
  world.since = world.database.rows('select max(number) as number from journal')[0].number;
});

after(async () => {
  await endServer();
  databases.drop();
  rmSync(folder, { recursive: true, force: true });
  console.log(`# seed ${seed} ${JSON.stringify(totals)}`);
});

test('pages are read from the replica, and everybody sees their own act', async () => {
  await until('the replica is current', isCurrent);
  const reads = () => Number(databases.psql(replica, "select xact_commit + xact_rollback from pg_stat_database where datname = 'postgres'"));
  const then = await figures(), before_ = reads();

  for (let i = 0; i < 40; i++) assert.equal((await get('/api/v1/units')).status, 200);
  assert.ok((await figures()).here >= then.here + 40);
  await until('the replica itself counts them', () => reads() >= before_ + 40);
  for (let i = 0; i < 20; i++) await seesOwnAct();
});

test('a replica that lags is not read, and one that has caught up is', async () => {
  databases.psql(replica, 'select pg_wal_replay_pause()');
  await seesOwnAct();
  const then = await figures();

  await seesOwnAct();
  assert.ok((await figures()).primary > then.primary);
  await until('it is told that the replica lags', () => /The replica lags/.test(world.server.said));
  databases.psql(replica, 'select pg_wal_replay_resume()');
  await until('the replica is current', isCurrent);
  const now = await figures();

  assert.equal((await get('/api/v1/units')).status, 200);
  assert.ok((await figures()).here > now.here);
});

test('a replica that is lost costs nothing, and is read again when it is back', async () => {
  databases.stop(replica);
  for (let i = 0; i < 10; i++) assert.equal((await get('/api/v1/units')).status, 200);
  await seesOwnAct();
  await until('it is told that the replica is away', () => /The replica is away/.test(world.server.said));
  databases.start(replica);
  await until('the replica is current', isCurrent);
  const now = await figures();

  assert.equal((await get('/api/v1/units')).status, 200);
  assert.ok((await figures()).here > now.here);
});

test('a page that is being read from the replica when that dies is read from the primary', async () => {
  const waiting = () => databases.psql(replica, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and backend_type = 'client backend'");
  const release = await databases.hold(primary, 'unit');

  await until('the replica holds the table, too',
    () => databases.psql(replica, "select count(*) from pg_locks where relation = 'unit'::regclass and mode = 'AccessExclusiveLock' and granted") === '1');
  const reading = get('/api/v1/units');

  await until('the page waits on the replica', () => waiting() === '1');
  databases.stop(replica);
  await release();
  assert.equal((await reading).status, 200);
  assert.ok(!/ 503 /.test(world.server.said), world.server.said);
  databases.start(replica);
  await until('the replica is current', isCurrent);
});

test('another database is no replica', async () => {
  const other = databases.url(primary).replace('/postgres?', '/template1?');
  const serving = ['serve', '--listen', '127.0.0.1:0', '--replica'];

  for (const wrong of [run(...serving, other), runIn({ ...world.environment, DANGJIAN_REPLICA: other }, ...serving.slice(0, -1))]) {
    assert.equal(wrong.status, 2, wrong.stderr);
    assert.match(wrong.stderr, /no streaming replica of this database/);
  }
  assert.equal(run(...serving, 'sqlite:other.db').status, 2);
});

/* Clients act while the primary is killed and the replica is put in its place; the server goes on by itself. */
async function failOver(commit) {
  databases.synchronous(primary, commit);
  await until('the replica is in step', () => databases.inStep(primary));
  world.loading = true;
  const all = world.clients.map((client) => runClient(client, world));

  await pause(300 + roll(1200));
  databases.kill(primary);
  await pause(roll(1000));
  databases.promote(replica);
  [primary, replica] = [replica, primary];
  totals.failovers++;
  const acted = world.acts.length;

  await until('writing goes on', () => world.acts.slice(acted).some((act) => act.outcome === 'acknowledged'));
  world.loading = false;
  await Promise.all(all);
  await seesOwnAct();
  Object.assign(totals, account(world, world.since));
}

test(`no acknowledged act is lost when the primary is killed ${failovers} times`, async () => {
  for (let i = 0; i < failovers; i++) {
    await failOver(i % 2 ? 'on' : 'remote_apply');
    assert.equal(run('verify').status, 0);
    if (i + 1 < failovers) databases.replica(replica, primary);
  }
  assert.ok(totals.acknowledged > 0);
  for (const trouble of world.troubles) assert.match(trouble, /^503 /, trouble);
});

/* The control: what is acknowledged before the replica has it must be found missing, or the test above says nothing. */
test('acts that the primary alone had are found to be lost when it is killed', async () => {
  const mine = [];

  if (databases.psql(primary, 'select count(*) from pg_stat_replication') === '0') databases.replica(replica, primary);
  databases.partFrom(primary, replica);
  await until('the replica has parted', () => databases.psql(primary, 'select count(*) from pg_stat_replication') === '0');
  account(world, world.since);
  while (mine.length < 5) if (await actOnce(world.clients[0], world)) mine.push(world.acts.at(-1).journal);
  account(world, world.since);
  databases.kill(primary);
  databases.promote(replica);
  [primary, replica] = [replica, primary];
  assert.throws(() => account(world, world.since), (error) => mine.some((journal) => error.message.startsWith(`lost: ${journal} `)));
});
