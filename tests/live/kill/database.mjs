/*
 * The two engines as the kill test meets them: a database for dangjian, a way
 * to read it without dangjian, and what else can be killed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function output(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options });
}

/* In a folder of its own; `kills` names what the test may kill, the program itself first. */
export function sqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'dangjian-kill-'));
  const file = join(folder, 'kill.db');

  return {
    folder,
    url: `sqlite:${file}`,
    kills: ['server'],
    rows: (sql) => JSON.parse(output('sqlite3', ['-readonly', '-json', '-cmd', '.timeout 10000', file, sql]) || '[]'),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/* A schema of its own in the cluster that tools/with_postgresql lends. */
export function postgresql(cluster, control) {
  const folder = mkdtempSync(join(tmpdir(), 'dangjian-kill-'));
  const schema = `kill_${process.pid}`;
  const url = `${cluster}&options=-csearch_path%3D${schema}`;
  const psql = (address, sql) => output('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', address, '-c', sql],
    { env: { ...process.env, PGOPTIONS: '' } });
  const pg_ctl = (...args) => {
    const [command, ...first] = control.split(' ');
    const done = spawnSync(command, [...first, ...args], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });

    if (done.status !== 0) throw new Error(`pg_ctl ${args.join(' ')}: ${done.stderr}`);
  };

  psql(cluster, `create schema ${schema}`);
  return {
    folder,
    url,
    /* What a connection, or the whole database server, dies of while dangjian lives on. */
    kills: ['server', 'postmaster', 'connections'],
    rows: (sql) => psql(url, `select row_to_json(t) from (${sql}) t`).split('\n').filter(Boolean).map((line) => JSON.parse(line)),
    endConnections: () => psql(cluster, 'select pg_terminate_backend(pid) from pg_stat_activity' +
      " where backend_type = 'client backend' and pid <> pg_backend_pid()"),
    stop: () => pg_ctl('-m', 'immediate', '-w', 'stop'),
    start: () => pg_ctl('-w', 'start'),
    drop: () => {
      psql(cluster, `drop schema ${schema} cascade`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
