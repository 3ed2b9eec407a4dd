// Workbooks that another program wrote: LibreOffice turns ours and hand-made
// ones into .xlsx, and the registry takes them in, names every fault, and
// gives back what it had when the import is undone.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dangjian = process.env.DANGJIAN;
const dump = process.env.DANGJIAN_DUMP;
const folder = mkdtempSync(join(tmpdir(), 'dangjian-office-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, DANGJIAN_TODAY: '2026-11-21', LANG: 'en_US.UTF-8', HOME: folder };

function run(...args) {
  const result = spawnSync(dangjian, args, { env, encoding: 'utf8' });
  return { status: result.status, out: result.stdout, err: result.stderr };
}

function ok(...args) {
  const result = run(...args);
  assert.equal(result.status, 0, `${args[0]}: ${result.err}`);
  return result.out;
}

// A new database; the name doubles as the file's.
function installation(name) {
  const db = `sqlite:${join(folder, name)}.db`;
  ok('init', '--db', db, '--admin', 'root');
  return db;
}

// LibreOffice writes beside its input, under the same name with its own ending.
function office(input, ending, output) {
  execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`,
    '--convert-to', ending, '--outdir', join(folder, 'office'), input], { env, stdio: 'pipe' });
  const made = join(folder, 'office', input.split('/').pop().replace(/\.[^.]+$/, '.xlsx'));
  renameSync(made, output);
}

// Every cell of a workbook as text, by the program's own reader.
function cells(file) {
  return execFileSync(dump, [file], { encoding: 'utf8' });
}

// All tables that an undone import must leave as they were.
function tables(db) {
  const file = db.slice('sqlite:'.length);
  const names = execFileSync('sqlite3', [file, "select name from sqlite_master where type='table' order by name"],
    { encoding: 'utf8' }).split('\n').filter((name) => name &&
      !/^(sqlite_|journal|access|person_access|login_attempt|session|batch|upload)/.test(name));
  return names.map((name) => name + '\n' + execFileSync('sqlite3', [file, `select * from ${name}`],
    { encoding: 'utf8' }).split('\n').sort().join('\n')).join('\n');
}

function escapeXml(text) {
  return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

// A flat OpenDocument spreadsheet: sheets of rows of cells; a number stays a number, {date} is a date.
function flat(sheets) {
  const cell = (value) => {
    if (value === '' || value === undefined) return '<table:table-cell/>';
    if (typeof value === 'number')
      return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
    if (value.date)
      return `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${value.date}"><text:p>${value.date}</text:p></table:table-cell>`;
    return `<table:table-cell office:value-type="string"><text:p>${escapeXml(value)}</text:p></table:table-cell>`;
  };
  const body = Object.entries(sheets).map(([name, rows]) => `<table:table table:name="${escapeXml(name)}">` +
    rows.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`).join('') + '</table:table>').join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="ymd"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="ymd"/></office:automatic-styles>
<office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document>`;
}

function workbook(name, sheets) {
  const source = join(folder, `${name}.fods`);
  const target = join(folder, `${name}.xlsx`);
  writeFileSync(source, flat(sheets));
  office(source, 'xlsx:Calc MS Excel 2007 XML', target);
  return target;
}

const unitHeader = ['名称', '统一社会信用代码', '类别', '登记级别', '行政区划代码', '行业', '成立日期', '从业人员数', '正式党员数', '联合党委'];

test('a city that went through LibreOffice comes back the same', () => {
  const source = `sqlite:${join(folder, 'city')}.db`;
  const ours = join(folder, 'ours.xlsx'), theirs = join(folder, 'theirs.xlsx'), again = join(folder, 'again.xlsx');

  ok('demo', '--db', source, '--units', '60', '--members', '900');
  ok('export', '--db', source, '--reason', 'round trip', ours);
  office(ours, 'xlsx:Calc MS Excel 2007 XML', theirs);
  const target = installation('target');
  ok('import', '--db', target, theirs);
  ok('export', '--db', target, '--reason', 'round trip', again);
  assert.equal(cells(again), cells(ours));
  assert.equal(run('verify', '--db', target).status, 0);
});

test('faults of a workbook made elsewhere are all named, nothing is written, and undo restores every table', () => {
  const db = installation('faults');
  const bodies = [['名称', '类型', '上级党组织', '成立日期', '批准文号'],
    ['综合党委', '综合党委', '', { date: '2016-12-20' }, '市委〔2016〕88号'],
    ['第一联合党委', '联合党委', '综合党委', '2017年1月5日', '综党〔2017〕1号']];
  const good = [['社会组织登记表'], unitHeader,
    ['甲协会', '51110105000000019W', '社会团体', '市', 110105, '家具', { date: '2015-03-01' }, 46, '２', '第一联合党委'],
    ['乙中心', '52110105000000019R', '民办非企业单位', '市', '110105', '养老服务', '2016.5.6', '12', 0, '第一联合党委 ']];
  const bad = [['社会组织登记表'], unitHeader,
    ['甲协会', '51110105000000019X', '社会团体', '市', 110105, '家具', '2015-02-30', 46, 2, '第一联合党委'],
    ['', '52110105000000019R', '民办非企业单位', '市', '110105', '', '2016-05-06', -3, 0, '第一联合党委'],
    ['丙会', '5311O105000000019N', '基金', '村', '11010', '', '', '十', 0, '第九联合党委']];
  const before = tables(db);
  const faults = run('import', '--db', db, workbook('bad', { '社会组织': bad, '党组织': bodies }));

  assert.equal(faults.status, 1);
  assert.equal(faults.out, '');
  for (const cell of ['B3', 'G3', 'A4', 'H4', 'B5', 'C5', 'D5', 'E5', 'H5', 'J5'])
    assert.match(faults.err, new RegExp(`^社会组织!${cell}: `, 'm'), `${cell} in\n${faults.err}`);
  assert.equal(tables(db), before);

  const file = workbook('good', { '社会组织': good, '党组织': bodies });
  const batch = ok('import', '--db', db, file).trim();
  assert.match(batch, /^\d+$/);
  assert.notEqual(tables(db), before);
  assert.equal(run('verify', '--db', db).status, 0);
  ok('import', '--db', db, '--undo', batch);
  assert.equal(tables(db), before);
  assert.equal(run('import', '--db', db, '--undo', batch).status, 1);
  assert.equal(run('import', '--db', db, '--undo', '99999').status, 2);
  assert.equal(run('verify', '--db', db).status, 0);
});

test('what is no .xlsx workbook is said to be none', () => {
  const db = installation('none');
  const text = join(folder, 'text.xlsx'), old = join(folder, 'old.xls');

  writeFileSync(text, 'no workbook');
  assert.equal(run('import', '--db', db, text).status, 2);
  writeFileSync(join(folder, 'old.fods'), flat({ '社会组织': [unitHeader] }));
  execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`,
    '--convert-to', 'xls', '--outdir', folder, join(folder, 'old.fods')], { env, stdio: 'pipe' });
  const renamed = join(folder, 'renamed.xlsx');
  writeFileSync(renamed, readFileSync(old));
  const result = run('import', '--db', db, renamed);
  assert.equal(result.status, 2);
  assert.match(result.err, /\.xls/);
});
