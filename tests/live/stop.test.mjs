/*
 * Commands that write, and a server that brings an older database up to date,
 * are stopped in the middle: by a signal that they answer, and by kill -9.
 * Nothing half done stands, no draft stays behind where they could answer, and
 * the same command afterwards finishes.
 *
 * A process is held still (SIGSTOP) where it is seen to be in the middle, so
 * that it is neither early nor late that it is stopped.
 *
 * DANGJIAN_TEST_PG  the PostgreSQL cluster to use
 */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.DANGJIAN;
const cluster = process.env.DANGJIAN_TEST_PG;
const folder = mkdtempSync(join(tmpdir(), 'dangjian-stop-'));
const older = readFileSync(new URL('upgrade/version4.sql', import.meta.url), 'utf8');
const schema = `stop_${process.pid}`;
const PATIENCE = 60000; /* milliseconds for what comes by itself */
const TRIES = 20;       /* to find a process in the middle */
const SENTENCES = { en: 'Stopped by a signal; what was not finished is taken back whole. Run it again.\n',
  zh: '已按信号停止；没有做完的全部退回，再运行一次即可。\n' };

const inFolder = (name) => join(folder, name);
const address = (name) => `sqlite:${inFolder(name)}`;
const pg = `${cluster}&options=-csearch_path%3D${schema}`;
const key = inFolder('key');
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const sqlite = (name, sql) => execFileSync('sqlite3', ['-bail', inFolder(name)], { encoding: 'utf8', input: `.timeout 10000\n${sql}` }).trim();
const psql = (sql) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', cluster, '-c', `set client_min_messages = warning; ${sql}`],
  { encoding: 'utf8' }).trim();
const environment = { ...process.env, DANGJIAN_TODAY: '2026-11-21', DANGJIAN_KEY: key };

function run(...args) {
  return spawnSync(program, [...args, '--key', key, '--lang', 'en'], { env: environment, encoding: 'utf8', cwd: folder });
}

function runWell(...args) {
  const done = run(...args);

  assert.equal(done.status, 0, `dangjian ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

function begin(args, lang = 'en') {
  const child = spawn(program, [...args, '--key', key, '--lang', lang], { env: environment, stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });

  child.said = child.printed = '';
  child.stderr.on('data', (text) => { child.said += text; });
  child.stdout.on('data', (text) => { child.printed += text; });
  child.ended = new Promise((done) => child.once('close', done));
  return child;
}

const gone = (child) => child.exitCode !== null || child.signalCode !== null;

/* Runs a command until it `isAmid()`, and holds it still there; `prepare` makes the ground for each try. */
async function amid(args, isAmid, prepare = () => {}, lang = 'en') {
  for (let i = 0; i < TRIES; i++) {
    prepare();
    const child = begin(args, lang);

    while (!gone(child) && !isAmid(child)) await pause(1);
    if (!gone(child)) child.kill('SIGSTOP');
    await pause(20);
    if (!gone(child) && isAmid(child)) return child;
    child.kill('SIGKILL');
    await child.ended;
  }
  throw new Error(`${args.join(' ')} was never found in the middle`);
}

async function end(child, signal) {
  child.kill(signal);
  child.kill('SIGCONT');
  await child.ended;
}

/* It answers, and so it ends with a sentence. */
async function stop(child, lang = 'en') {
  await end(child, 'SIGTERM');
  assert.deepEqual([child.exitCode, child.said, child.printed], [2, SENTENCES[lang], '']);
}

async function kill(child) {
  await end(child, 'SIGKILL');
  assert.equal(child.signalCode, 'SIGKILL');
}

/* SQLite's writers lock this byte of the file they share. */
const writes = ({ pid }) => readFileSync('/proc/locks', 'utf8').split('\n').some((line) => new RegExp(` WRITE ${pid} .* 120 120$`).test(line));
const version = (name) => sqlite(name, "select value from meta where name = 'schema'");
const drafts = () => readdirSync(folder).filter((name) => name.includes('.partial'));
const isLarge = (name, bytes) => existsSync(inFolder(name)) && statSync(inFolder(name)).size > bytes;

before(() => {
  runWell('demo', '--units', '3000', '--members', '6000', '--db', address('city'));
  runWell('export', 'city.xlsx', '--reason', '测试', '--db', address('city'));
});

after(() => {
  psql(`drop schema if exists ${schema} cascade`);
  rmSync(folder, { recursive: true, force: true });
});

/* --- an older database ----------------------------------------------------------------------- */

const made = (name) => sqlite(name, "select name || ' ' || sql from sqlite_master order by 1; select count(*) from unit_gram; pragma integrity_check");

function makeOld(name) {
  for (const tail of ['', '-wal', '-shm']) rmSync(inFolder(name) + tail, { force: true });
  copyFileSync(inFolder('city'), inFolder(name));
  sqlite(name, older.replaceAll('INTEGER', 'integer').replaceAll('TEXT', 'text').replaceAll('CLUSTERED', 'strict, without rowid'));
}

async function startsAndStops(db) {
  const server = begin(['serve', '--listen', '127.0.0.1:0', '--no-access-log', '--db', db]);

  while (!gone(server) && !server.printed) await pause(10);
  server.kill('SIGTERM');
  await server.ended;
  assert.equal(server.exitCode, 0, server.said);
}

for (const [way, stopIt, lang] of [['by a signal', stop, 'zh'], ['by kill -9', kill, 'en']])
  test(`an upgrade that is stopped ${way} has not been, and the next start makes it`, async () => {
    const name = `old-${lang}`;
    let before;
    const server = await amid(['serve', '--listen', '127.0.0.1:0', '--no-access-log', '--db', address(name)],
      (child) => writes(child) && !child.printed, () => { makeOld(name); before = made(name); }, lang);

    await stopIt(server, lang);
    assert.equal(version(name), '4');
    assert.equal(made(name), before);
    assert.equal(existsSync(inFolder(`${name}.lock`)), way === 'by kill -9');
    await startsAndStops(address(name));
    assert.notEqual(version(name), '4');
    assert.equal(run('verify', '--db', address(name)).stdout, '');
  });

/* Somebody holds the last of the tables that are made anew, so that all before are made and nothing is committed. */
async function holdTable(table) {
  const holding = spawn('psql', ['-X', '-q', '-t', '-A', '-d', cluster], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((done) => holding.once('exit', done));

  holding.stdin.write(`begin; lock table ${schema}.${table} in access exclusive mode; select 'held';\n`);
  await new Promise((done) => holding.stdout.once('data', done));
  return () => { holding.stdin.end('commit;\n'); return ended; };
}

const waiting = () => psql("select count(*) from pg_stat_activity where application_name = 'dangjian' and wait_event_type = 'Lock'") !== '0';
const connected = () => psql("select count(*) from pg_stat_activity where application_name = 'dangjian'") !== '0';

async function until(what, holds) {
  const latest = Date.now() + PATIENCE;

  while (!holds()) {
    assert.ok(Date.now() < latest, what);
    await pause(50);
  }
}

test('an upgrade on PostgreSQL that is stopped leaves nothing behind on the server, and the next start makes it', async () => {
  const describe = () => psql(`select indexdef from pg_indexes where schemaname = '${schema}' order by 1; select count(*) from ${schema}.unit_gram;
    select value from ${schema}.meta where name = 'schema'`);

  psql(`create schema ${schema}`);
  runWell('copy', '--from', address('city'), '--to', pg);
  psql(`begin; set search_path to ${schema}; ${older.replaceAll('INTEGER', 'bigint').replaceAll('TEXT', 'text collate "C"').replaceAll('CLUSTERED', '')} commit`);
  const before = describe();

  for (const stopIt of [stop, kill]) {
    const release = await holdTable('matter_gram');
    const server = begin(['serve', '--listen', '127.0.0.1:0', '--no-access-log', '--db', pg]);

    await until('the upgrade waits for the table', waiting);
    await stopIt(server);
    await until('the server notices that nobody asks any more', () => !connected());
    await release();
    assert.equal(describe(), before);
  }
  await startsAndStops(pg);
  assert.equal(run('verify', '--db', pg).stdout, '');
});

/* --- commands -------------------------------------------------------------------------------- */

for (const [way, stopIt] of [['by a signal', stop], ['by kill -9', kill]]) {
  const tail = way.replaceAll(/[^a-z0-9]/g, '');

  test(`an import that is stopped ${way} has written nothing, and is done again`, async () => {
    const name = `import-${tail}`;
    let held = 0;

    runWell('init', '--admin', 'keeper', '--db', address(name));
    const before = sqlite(name, 'select max(number) from journal');
    /* what it does at its start takes the writer's lock for a moment, the import itself for long */
    const child = await amid(['import', 'city.xlsx', '--db', address(name)], (it) => { held = writes(it) ? held + 1 : 0; return held > 50; });

    await stopIt(child);
    assert.equal(sqlite(name, 'select count(*) from unit'), '0');
    assert.equal(sqlite(name, 'select max(number) from journal'), before);
    assert.match(runWell('import', 'city.xlsx', '--db', address(name)), /^\d+$/);
    assert.equal(run('verify', '--db', address(name)).stdout, '');
  });

  test(`a copy to a file that is stopped ${way} is no copy, and is made again`, async () => {
    const name = `copy-${tail}`;
    const child = await amid(['copy', '--from', address('city'), '--to', address(name)], () => isLarge(`${name}.partial`, 1 << 20));

    await stopIt(child);
    assert.ok(!existsSync(inFolder(name)));
    assert.deepEqual(drafts(), way === 'by kill -9' ? [`${name}.partial`] : []);
    runWell('copy', '--from', address('city'), '--to', address(name));
    assert.deepEqual(drafts(), []);
  });

  test(`a copy to PostgreSQL that is stopped ${way} leaves it empty, and is made again`, async () => {
    const count = () => psql(`select count(*) from pg_class where relnamespace = '${schema}'::regnamespace`);
    const loads = () => psql("select count(*) from pg_stat_activity where application_name = 'dangjian' and query like 'copy %'") !== '0';

    psql(`drop schema ${schema} cascade; create schema ${schema}`);
    await stopIt(await amid(['copy', '--from', address('city'), '--to', pg], loads));
    await until('the server notices that nobody asks any more', () => !connected());
    assert.equal(count(), '0');
    runWell('copy', '--from', address('city'), '--to', pg);
    assert.notEqual(count(), '0');
  });

  test(`a demonstration city that is stopped ${way} is none, and is made again`, async () => {
    const name = `demo-${tail}`, args = ['demo', '--units', '1000', '--members', '3000', '--db', address(name)];
    const child = await amid(args, () => isLarge(`${name}.partial`, 1 << 16)); /* the tables are made */

    await stopIt(child);
    assert.ok(!existsSync(inFolder(name)));
    runWell(...args);
    assert.deepEqual(drafts(), []);
    assert.equal(run('verify', '--db', address(name)).stdout, '');
  });
}

// The moment it stands it is killed: with a city that others see come its elections, or there is no city.
const elections = "select count(*) from election where ended is null";

test('a demonstration city stands with its elections, whenever it is killed', async () => {
  const name = 'demo-whole', child = begin(['demo', '--units', '300', '--db', address(name)]);

  while (!gone(child) && !existsSync(inFolder(name))) await pause(1);
  child.kill('SIGKILL');
  await child.ended;
  assert.notEqual(sqlite(name, elections), '0');
});

test('a demonstration city on PostgreSQL stands with its elections, whenever it is killed', async () => {
  const args = ['demo', '--units', '300', '--db', pg];

  psql(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  const child = begin(args), exists = () => psql(`select to_regclass('${schema}.journal') is not null`) === 't';
  while (!gone(child) && !exists()) await pause(1);
  while (!gone(child) && psql(`select count(*) from ${schema}.body`) === '0') await pause(1);
  child.kill('SIGKILL');
  await child.ended;
  assert.notEqual(psql(elections.replace('election', `${schema}.election`)), '0');
  assert.equal(run(...args).status, 1);
  // Killed before, it has left nothing that is in the way.
  psql(`drop schema ${schema} cascade; create schema ${schema}`);
  const early = begin(args);
  while (!gone(early) && !exists()) await pause(1);
  early.kill('SIGKILL');
  await early.ended;
  assert.equal(psql(`select count(*) from ${schema}.body`), '0');
  runWell(...args);
  assert.notEqual(psql(elections.replace('election', `${schema}.election`)), '0');
});

test('an export that is stopped leaves no file, and is made again', async () => {
  const args = ['export', 'stopped.xlsx', '--reason', '测试', '--db', address('city')];

  await stop(await amid(args, () => drafts().length > 0));
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('stopped')), []);
  runWell(...args);
  assert.deepEqual(drafts(), []);
});

test('a signal that whoever started the command has ignored does not stop it', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM HUP; exec "$@"', 'sh', program, 'copy', '--from', address('city'), '--to', address('kept'), '--key', key],
    { env: environment, stdio: 'ignore', cwd: folder });
  const ended = new Promise((done) => child.once('exit', done));

  while (!gone(child) && !isLarge('kept.partial', 1 << 20)) await pause(1);
  child.kill('SIGTERM');
  child.kill('SIGHUP');
  assert.equal(await ended, 0);
  assert.ok(existsSync(inFolder('kept')));
});
