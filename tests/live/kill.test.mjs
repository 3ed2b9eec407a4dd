/*
 * Kills the server at random moments while clients change things through it,
 * starts it again, and holds the database to every answer that was given.
 *
 * DANGJIAN_KILLS    how many kills (12)
 * DANGJIAN_SEED     of the random moments (the clock's)
 * DANGJIAN_TEST_PG  the PostgreSQL cluster to do so on; else on SQLite
 */
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { account } from './kill/account.mjs';
import { workbook } from './kill/book.mjs';
import { DONE, UNKNOWN, actOnce, dice, importByPage, line, runClient, signIn } from './kill/clients.mjs';
import { postgresql, sqlite } from './kill/database.mjs';

const program = process.env.DANGJIAN;
const kills = Number(process.env.DANGJIAN_KILLS ?? 12);
const seed = Number(process.env.DANGJIAN_SEED ?? Date.now() % 1000000);
const cluster = process.env.DANGJIAN_TEST_PG;
const CLIENTS = 6;
const VERIFIED_EACH = kills <= 20 ? 1 : 10; /* rounds between two verifications */
const FRESH_EACH = 60; /* rounds on one database */

const roll = dice(seed);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const totals = { kills: 0, acts: 0, acknowledged: 0, silent: 0, imports: 0, backups: 0, verifications: 0, troubles: 0 };

/* --- the program ------------------------------------------------------------------------ */

function run(world, ...args) {
  const done = spawnSync(program, [...args, '--lang', 'en'], { env: world.environment, encoding: 'utf8', cwd: world.database.folder });

  if (done.error) throw done.error;
  return done;
}

function runWell(world, ...args) {
  const done = run(world, ...args);

  assert.equal(done.status, 0, `dangjian ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

/* Starts the server; its origin once it answers, null where it was killed before. */
function serve(world) {
  const server = spawn(program, ['serve', '--listen', `127.0.0.1:${world.port ?? 0}`, '--no-access-log'],
    { env: world.environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: world.database.folder });

  world.server = server;
  server.said = '';
  server.stderr.on('data', (text) => { server.said += text; });
  return new Promise((done) => {
    server.stdout.once('data', (line) => done(String(line).trim().replace(/\/$/, '')));
    server.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL') world.crash = `the server ended by itself: ${code} ${signal} ${server.said}`;
      done(null);
    });
  });
}

async function killed(process) {
  if (process.exitCode === null && process.signalCode === null) {
    process.kill('SIGKILL');
    await new Promise((done) => process.once('exit', done));
  }
}

/* --- a database, and who works on it -------------------------------------------------------- */

async function openWorld(number) {
  const database = cluster ? postgresql(cluster, process.env.DANGJIAN_TEST_PG_CTL) : sqlite();
  const world = {
    database, seed: `${seed}-${number}`, numbers: 0, acts: [], imports: [], backups: [], troubles: new Set(), loading: false,
    environment: { ...process.env, DANGJIAN_TODAY: '2026-11-21', DANGJIAN_DB: database.url },
  };
  const accounts = runWell(world, 'demo', '--units', '40', '--members', '200').split('\n').map((line) => line.split('\t'));
  const [name, password] = accounts.find(([, , role]) => role === 'comprehensive_clerk');

  world.superior = database.rows("select id from body where name = '第一联合党委'")[0].id;
  world.clients = Array.from({ length: CLIENTS }, () => ({ token: runWell(world, 'token', name), agent: line(), roll, mine: [] }));
  world.origin = await serve(world);
  assert.ok(world.origin, world.crash);
  world.port = Number(new URL(world.origin).port);
  world.clerk = await signIn(world, name, password);
  world.since = database.rows('select max(number) as number from journal')[0].number;
  return world;
}

async function closeWorld(world) {
  await killed(world.server);
  world.database.drop();
}

/* --- what goes on beside the clients ---------------------------------------------------------- */

function makeBook(world) {
  const number = ++world.numbers, units = 20 + roll(300);
  const rows = Array.from({ length: units }, (_, i) =>
    [`乙${world.seed}之${number}之${i}`, '5', '街道', '110105', String(i), '第一联合党委', '2025-02-01', '2025-01-05']);
  const bytes = workbook('社会组织', [['名称', '类别', '登记级别', '行政区划代码', '从业人员数', '联合党委', '领导关系开始日期', '成立日期'], ...rows]);
  const act = { action: 'import', units, hash: createHash('sha256').update(bytes).digest('hex'), outcome: UNKNOWN };

  world.imports.push(act);
  return { act, bytes };
}

async function importAtPage(world) {
  const { act, bytes } = makeBook(world);

  try {
    act.journal = await importByPage(world.clerk, bytes);
    if (act.journal) act.outcome = DONE;
  } catch { /* killed meanwhile */ }
}

/* A command of its own beside the server; resolves when it has ended or was killed. */
function beside(world, ...args) {
  const command = spawn(program, args, { env: world.environment, stdio: ['ignore', 'pipe', 'ignore'], cwd: world.database.folder });
  let said = '';

  world.commands.push(command);
  command.stdout.on('data', (text) => { said += text; });
  return new Promise((done) => command.once('close', (code) => done(code === 0 ? said : null)));
}

async function importByCommand(world) {
  const { act, bytes } = makeBook(world);
  const file = join(world.database.folder, `book-${world.numbers}.xlsx`);

  writeFileSync(file, bytes);
  const batch = await beside(world, 'import', file);
  if (batch !== null) Object.assign(act, { outcome: DONE, journal: Number(batch) });
  rmSync(file);
}

async function backup(world) {
  const file = join(world.database.folder, `backup-${++world.numbers}.db`);
  const known = Math.max(world.since, ...world.acts.map((act) => act.journal ?? 0));
  const done = await beside(world, 'backup', file);

  world.backups.push({ file, known, whole: done !== null });
}

const sidelines = [importAtPage, importByCommand, backup];

/* --- one round: load, kill, start again ------------------------------------------------------------ */

/* Ends what the round's lot names.  Where the server lives on, it must write again by itself. */
async function kill(world, what) {
  if (what === 'server') {
    world.loading = false;
    await Promise.all([world.server, ...world.commands].map(killed));
    return;
  }
  if (what === 'postmaster') {
    world.database.stop();
    await pause(roll(300));
    world.database.start();
  } else {
    world.database.endConnections();
  }
  await pause(200);
  world.loading = false;
}

async function load(world, what) {
  world.loading = true;
  world.commands = [];
  const all = world.clients.map((client) => runClient(client, world));

  if (roll(2)) all.push(sidelines[roll(sidelines.length)](world));
  await pause(roll(2) ? roll(60) : roll(700));
  await kill(world, what);
  await Promise.all(all);
}

/* Now and then it is killed while it starts, once or twice. */
async function start(world) {
  if (world.server.exitCode !== null || world.server.signalCode !== null) {
    while (roll(5) === 0) {
      const starting = serve(world);

      await pause(roll(40));
      await killed(world.server);
      await starting;
      totals.kills++;
    }
    assert.ok(await serve(world), world.crash);
  }
  assert.equal(world.crash, undefined);
}

/* Whoever signed in and whoever has a token goes on as before. */
async function worksAgain(world) {
  const { status, text } = await world.clerk.get('/import');

  assert.equal(status, 200, text.slice(0, 400));
  assert.match(text, /enctype="multipart\/form-data"/);
  world.clients[0].agent.destroy(); /* a connection that the kill has ended */
  assert.ok(await actOnce(world.clients[0], world), `${world.acts.at(-1).answer}`);
}

/* A copy is there whole, or not at all; what was known when it was begun is in it. */
function checkBackups(world) {
  for (const { file, known, whole } of world.backups) {
    assert.ok(existsSync(file) || !whole, `the backup ${file} is not there`);
    if (existsSync(file)) {
      const found = run(world, 'verify', '--db', `sqlite:${file}`);
      const [{ number }] = JSON.parse(spawnSync('sqlite3', ['-json', file, 'select max(number) as number from journal'],
        { encoding: 'utf8' }).stdout);

      assert.equal(found.status, 0, `${file}: ${found.stdout}${found.stderr}`);
      assert.ok(number >= known, `entry ${known} is not in the backup`);
      totals.backups++;
    }
  }
  for (const name of readdirSync(world.database.folder)) if (name.startsWith('backup-')) rmSync(join(world.database.folder, name));
  world.backups = [];
}

function verify(world) {
  const found = run(world, 'verify');

  assert.equal(found.status, 0, `${found.stdout}${found.stderr}`);
  totals.verifications++;
}

async function round(world, number, last) {
  await load(world, world.database.kills[roll(world.database.kills.length)]);
  totals.kills++;
  await start(world);
  await worksAgain(world);
  checkBackups(world);
  account(world, world.since);
  if (last || number % VERIFIED_EACH === 0) verify(world);
}

function add(world) {
  const counts = account(world, world.since);

  for (const [name, count] of Object.entries(counts)) totals[name] += count;
  totals.troubles += world.troubles.size;
  for (const trouble of world.troubles) assert.match(trouble, /^503 /, trouble);
  wouldTell(world);
}

/* The accounting seen through a database that hides or adds something: it must tell. */
function seenWith(world, see) {
  account({ ...world, database: { ...world.database, rows: (sql) => see(world.database.rows(sql), sql) } }, world.since);
}

const from = (table, see) => (rows, sql) => (sql.includes(` from ${table} `) ? see(rows) : rows);

/* The control: without it nobody could say that a loss would have been found. */
function wouldTell(world) {
  const kept = world.acts.filter((act) => act.outcome === DONE);
  const takenBack = new Set(world.acts.map((act) => act.batch));
  const added = kept.findLast((act) => act.action === 'add-unit' && !takenBack.has(act.journal)), last = kept.at(-1);

  account(world, world.since);
  assert.throws(() => seenWith(world, from('journal', (rows) => rows.filter((row) => row.number !== last.journal))), /^AssertionError.*lost: /s);
  assert.throws(() => seenWith(world, from('unit', (rows) => rows.filter((row) => row.made !== added.journal))));
  assert.throws(() => seenWith(world, from('unit', (rows) => rows.map((row) => (row.made === added.journal ? { ...row, staff: row.staff + 1 } : row)))));
  assert.throws(() => seenWith(world, from('journal', (rows) => [...rows, { ...rows[0], number: rows.at(-1).number + 1 }])), /nobody asked for/);
}

after(() => console.log(`# ${JSON.stringify(totals)}`));

test(`nothing acknowledged is lost to ${kills} kills on ${cluster ? 'PostgreSQL' : 'SQLite'}, seed ${seed}`, async () => {
  while (totals.kills < kills) {
    const world = await openWorld(totals.kills);

    try {
      for (let number = 1; number <= FRESH_EACH && totals.kills < kills; number++)
        await round(world, number, number === FRESH_EACH || totals.kills + 1 >= kills);
      add(world);
    } catch (error) {
      await pause(500); /* for a crash to be noticed */
      throw world.crash ? new Error(world.crash, { cause: error }) : error;
    } finally {
      await closeWorld(world);
    }
  }
});
