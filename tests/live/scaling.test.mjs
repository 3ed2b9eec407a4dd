/*
 * What docs/scaling.md tells one to type is typed: every statement in it, in
 * its order, against an installation that its own command makes.  Citus, which
 * Debian does not have, is stood in for by functions of its names that hold
 * the tables to its rules (scaling/citus.sql).
 *
 * DANGJIAN_TEST_PG  the PostgreSQL cluster to use
 * DANGJIAN_SCALING  docs/scaling.md
 */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.DANGJIAN;
const cluster = new URL(process.env.DANGJIAN_TEST_PG);
const rules = new URL('scaling/citus.sql', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'dangjian-scaling-'));
/* No commit waits for a replica that is not there, whatever is being set. */
const environment = { ...process.env, PGHOST: cluster.searchParams.get('host'), PGUSER: cluster.searchParams.get('user'),
  PGDATABASE: 'dangjian', PGOPTIONS: '-c synchronous_commit=local' };

/* The document's blocks, each a list of what is typed at once. */
const blocks = readFileSync(process.env.DANGJIAN_SCALING, 'utf8').replaceAll('\\\n', ' ').split(/\n(?! {4})/)
  .map((part) => part.split('\n').filter((line) => line.startsWith('    ')).map((line) => line.trim())).filter((lines) => lines.length);
const isStatement = (line) => /^(select|create|alter|set) .*;$/.test(line);
const statements = blocks.filter((lines) => lines.some(isStatement));
const commands = blocks.filter((lines) => !lines.some(isStatement)).flat();
const blockWith = (part) => statements.filter((lines) => lines.some((line) => line.includes(part)));

function psql(...args) {
  return spawnSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', ...args], { env: environment, encoding: 'utf8' });
}

/* One session, as whoever follows the document has it; what it prints. */
function type(lines, ...args) {
  const done = psql(...args, ...lines.flatMap((line) => ['-c', line]));

  assert.equal(done.status, 0, `${done.stderr}`);
  return done.stdout.split('\n').filter(Boolean);
}

function refuses(lines, why) {
  const done = psql('-1', ...lines.flatMap((line) => ['-c', line]));

  assert.notEqual(done.status, 0, lines.join('\n'));
  assert.match(done.stderr, why);
}

/* The tables of a schema that are not distributed. */
const leftOut = "select relname from pg_class where relnamespace = 'r11'::regnamespace and relkind = 'r'"
  + ' and oid not in (select relation from citus_rules.noted) order by relname';
const groups = "select count(*), count(distinct colocation), count(divided_by), count(*) filter (where everywhere) from citus_rules.noted";

before(() => type(['create database dangjian'], '-d', 'postgres'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('every line that is set as code is a statement or a command that is known here', () => {
  for (const lines of statements) for (const line of lines) assert.ok(isStatement(line), line);
  for (const command of commands) assert.match(command, /^(dangjian serve .*--replica |pg_ctl -D DATA promote$|dangjian init )/);
});

test('the settings of synchronous replication are taken', () => {
  const [lines, ...others] = blockWith('alter system');
  const shown = (name) => type([`show ${name}`])[0];
  const settings = new Map(lines.map((line) => /^alter system set (\w+) = (.*);$/.exec(line)).filter(Boolean)
    .map(([, name, value]) => [name, value.replace(/^'(.*)'$/, '$1')]));

  assert.equal(others.length, 0);
  assert.equal(settings.size, 2);
  type(lines);
  environment.PGOPTIONS = '';
  for (const [name, value] of settings) assert.equal(shown(name), value);
  for (const line of [...[...settings.keys()].map((name) => `alter system reset ${name}`),
    "alter system set synchronous_standby_names = 'any 1 (*)'", 'alter system reset synchronous_standby_names',
    'alter system set hot_standby_feedback = on', 'alter system reset hot_standby_feedback', 'select pg_reload_conf()']) type([line]);
  assert.equal(psql('-c', 'select pg_promote()').stderr.trim().split('\n')[0], 'ERROR:  recovery is not in progress');
});

test('the database, the schema and the installation in it are made as written', () => {
  const [lines] = blockWith('create extension');
  const [command] = commands.filter((line) => line.startsWith('dangjian init '));

  assert.equal(lines[0], 'create extension citus;');
  type([], '-f', rules);
  type(lines.slice(1));
  const done = spawnSync('sh', ['-c', command.replace(/^dangjian/, program).replace('/var/lib/dangjian', folder).replace('NAME', 'keeper')],
    { env: environment, encoding: 'utf8', cwd: folder });

  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /^keeper\t/);
  assert.ok(type([leftOut]).length > 50);
});

test('the schema is distributed whole', () => {
  const [lines] = blockWith('citus_schema_distribute');
  const [all] = type([leftOut, 'begin', ...lines, leftOut, groups, 'rollback']).slice(-1);

  assert.equal(type(['begin', ...lines, leftOut, 'rollback']).filter(Boolean).length, 0);
  assert.equal(all, `${type([leftOut]).length}|1|0|0`);
});

test('each table is named once, in one piece and with the others', () => {
  const lists = blockWith('create_distributed_table'), tables = type([leftOut]);

  assert.equal(lists.length, 1);
  type(lists[0]);
  assert.deepEqual(type([leftOut]), []);
  assert.deepEqual(type([groups]), [`${tables.length}|1|0|0`]);
  refuses([lists[0].at(-1)], /already distributed/);
  assert.equal(spawnSync(program, ['verify', '--db', 'postgresql:///dangjian?options=-csearch_path%3Dr11', '--key', join(folder, 'r11.key')],
    { env: environment }).status, 0);
});

test('what stands in for Citus refuses what Citus refuses', () => {
  const made = 'create table a (id bigint primary key, region bigint, word text, unique (region, word))';
  const divided = 'create table d (region bigint, id bigint, primary key (region, id))';
  const by = (table, column, how = '') => `select create_distributed_table('${table}', ${column}${how})`;

  refuses([by('nowhere', 'null')], /does not exist/);
  refuses([made, by('a', "'nothing'")], /column nothing .* does not exist/);
  refuses([made, by('a', "'region'")], /a_pkey does not have the distribution column/);
  refuses([made, by('a', "'id'")], /a_region_word_key does not have the distribution column/);
  refuses([divided, 'create table t (region text)', by('d', "'region'"), by('t', "'region'", ", colocate_with => 'd'")], /types do not match/);
  refuses([divided, 'create table t (region bigint)', by('t', 'null', ", colocate_with => 'd'")], /not distributed/);
  refuses([made, 'create table r (a bigint references a)', by('a', 'null')], /local table/);
  refuses([made, 'create table r (a bigint)', by('a', 'null'), "select create_reference_table('r')",
    'alter table r add foreign key (a) references a', "select citus_rules.check_foreign_keys('r')"], /from a reference table/);
  refuses([divided, 'create table c (region bigint, d_region bigint, d bigint, foreign key (d_region, d) references d)',
    by('c', "'region'")], /local table/);
  refuses([divided, by('d', "'region'"), 'create table c (region bigint, d_region bigint, d bigint)', by('c', "'region'"),
    'alter table c add foreign key (d_region, d) references d', "select citus_rules.check_foreign_keys('c')"], /over the distribution columns/);
  refuses([divided, by('d', "'region'"), 'create table c (region bigint, d bigint)', by('c', "'region'", ", colocate_with => 'none'"),
    'alter table c add foreign key (region, d) references d', "select citus_rules.check_foreign_keys('c')"], /not colocated/);
  refuses(['set citus.enable_unsafe_triggers = off', 'delete from citus_rules.noted', "select create_distributed_table('r11.journal', null)"], /has triggers/);
  refuses(["select citus_schema_distribute('public')"], /cannot be distributed/);
  /* and takes what it takes: a reference table, and a neighbour over what divides both */
  type(['begin', divided, 'create table r (id bigint primary key)', "select create_reference_table('r')", by('d', "'region'"),
    'create table c (region bigint, d bigint, r bigint)', by('c', "'region'", ", colocate_with => 'd'"), 'alter table c add foreign key (r) references r',
    'alter table c add foreign key (region, d) references d', "select citus_rules.check_foreign_keys('c')", 'rollback']);
});
