/*
 * Two PostgreSQL servers in a temporary folder, one a streaming replica of the
 * other, made and led with PostgreSQL's own tools.  Either may be killed, made
 * the primary, or made anew as the replica of the one that is.
 */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const versions = '/usr/lib/postgresql';
const bin = join(versions, readdirSync(versions).sort((a, b) => a - b).at(-1), 'bin');
const asRoot = process.getuid() === 0; /* PostgreSQL refuses to run so */

function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 30, ...options });
}

const postgres = (tool, ...args) => (asRoot ? run('runuser', ['-u', 'postgres', '--', join(bin, tool), ...args], { cwd: '/' })
  : run(join(bin, tool), args));

export function pair() {
  const home = mkdtempSync(join(tmpdir(), 'dangjian-pair-'));
  const folder = (name) => join(home, name);
  const control = (name, ...args) => postgres('pg_ctl', '-D', join(folder(name), 'data'), '-l', join(folder(name), 'log'), '-w', ...args);
  const url = (...names) => `postgresql:///postgres?host=${names.map(folder).join(',')}&user=dangjian`;
  const psql = (name, sql) => run('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', url(name), '-c', sql]).trim();

  function makeFolder(name) {
    mkdirSync(folder(name));
    if (asRoot) chownSync(folder(name), ...['-u', '-g'].map((which) => Number(run('id', [which, 'postgres']))));
  }

  /* Its socket lies in its own folder, so that both may have the same port. */
  function configure(name, more = '') {
    appendFileSync(join(folder(name), 'data', 'postgresql.conf'), `
unix_socket_directories = '${folder(name)}'
listen_addresses = ''
fsync = off
max_connections = 60
hot_standby_feedback = on
${more}
`);
  }

  const self = {
    home, url, psql,
    /* One address for whichever of the two takes writes. */
    either: `${url('a', 'b')}&target_session_attrs=read-write&connect_timeout=2`,
    rows: (name, sql) => psql(name, `select row_to_json(t) from (${sql}) t`).split('\n').filter(Boolean).map((line) => JSON.parse(line)),

    primary(name) {
      makeFolder(name);
      postgres('initdb', '-D', join(folder(name), 'data'), '-U', 'dangjian', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
      configure(name);
      control(name, 'start');
    },
    /* What a base backup brings along includes the settings of the one it is taken of. */
    replica(name, of) {
      rmSync(folder(name), { recursive: true, force: true });
      makeFolder(name);
      postgres('pg_basebackup', '-d', url(of), '-D', join(folder(name), 'data'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync');
      configure(name);
      control(name, 'start');
    },
    /* A commit on `name` is acknowledged once the other has it on disk (`on`) or can show it (`remote_apply`). */
    synchronous(name, commit) {
      psql(name, `alter system set synchronous_commit = ${commit}`);
      psql(name, "alter system set synchronous_standby_names = '*'");
      psql(name, 'select pg_reload_conf()');
    },
    /* A commit on `name` is acknowledged by itself, and `other` hears no more of it. */
    partFrom(name, other) {
      psql(name, "alter system set synchronous_standby_names = ''");
      psql(name, 'select pg_reload_conf()');
      psql(other, "alter system set primary_conninfo = ''");
      psql(other, 'select pg_reload_conf()');
    },
    inStep: (name) => psql(name, "select count(*) from pg_stat_replication where state = 'streaming' and sync_state = 'sync'") === '1',
    /* Nobody reads the table, there or on the replica, until what this gives is called. */
    async hold(name, table) {
      const holding = spawn('psql', ['-X', '-q', '-t', '-A', '-d', url(name)], { stdio: ['pipe', 'pipe', 'inherit'] });
      const ended = new Promise((done) => holding.once('exit', done));

      holding.stdin.write(`begin; lock table ${table} in access exclusive mode; select 'held';\n`);
      await new Promise((done) => holding.stdout.once('data', done));
      psql(name, "select pg_logical_emit_message(true, '', '')"); /* a commit sends the replica what lies before it, too */
      return () => { holding.stdin.end('commit;\n'); return ended; };
    },
    start: (name) => control(name, 'start'),
    stop: (name) => control(name, 'stop', '-m', 'immediate'),
    promote: (name) => control(name, 'promote'),
    /* kill -9, of the server and of all that work for it. */
    kill(name) {
      const [server] = readFileSync(join(folder(name), 'data', 'postmaster.pid'), 'utf8').split('\n');
      const workers = run('ps', ['--ppid', server, '-o', 'pid=']).split(/\s+/).filter(Boolean);

      for (const pid of [server, ...workers]) try { process.kill(Number(pid), 'SIGKILL'); } catch { /* gone already */ }
    },
    drop() {
      for (const name of ['a', 'b']) try { self.stop(name); } catch { /* was not running */ }
      rmSync(home, { recursive: true, force: true });
    },
  };

  if (asRoot) chownSync(home, ...['-u', '-g'].map((which) => Number(run('id', [which, 'postgres']))));
  return self;
}
