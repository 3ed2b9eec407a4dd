// What comes out of the printer: the content alone, whole, on A4.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { enter, openCity } from './city.mjs';

let city, page;

before(async () => {
  city = await openCity('--units', '120', '--members', '600');
  page = await enter(city, 'comprehensive_clerk');
});

after(() => city.close());

const paperWidth = 680; // of A4 between its margins, in CSS pixels
const squeeze = (text) => text.replace(/\s+/g, '');

async function print(path) {
  const file = join(city.folder, 'page.pdf');

  await page.goto(city.origin + path);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: paperWidth, height: 960 });
  const words = await page.evaluate(() => {
    const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    const texts = (selector) => [...document.querySelectorAll(selector)].filter(shown).map((element) => element.innerText);

    return { title: document.querySelector('h1').innerText, heads: texts('main h2'), columns: texts('main thead th'),
      cells: texts('main tbody tr > *'), facts: texts('main dd'), titles: texts('main .due-title'),
      beyond: Math.max(0, ...[document.documentElement, ...document.querySelectorAll('main .card')]
        .map((card) => card.scrollWidth - card.clientWidth)) };
  });
  await page.pdf({ path: file, preferCSSPageSize: true });
  await page.emulateMedia({ media: 'screen' });
  const paper = squeeze(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
  const pages = execFileSync('pdfinfo', [file], { encoding: 'utf8' });

  assert.match(pages, /A4/);
  return { words, paper, path };
}

function assertOn(paper, text, what) {
  assert.ok(paper.includes(squeeze(text)), `${what}: ${text} is not on paper`);
}

function assertWhole({ words, paper, path }) {
  for (const [what, texts] of Object.entries(words).filter(([, texts]) => Array.isArray(texts)))
    for (const text of texts) assertOn(paper, text, `${path}, ${what}`);
  assertOn(paper, words.title, path);
  assert.equal(words.beyond, 0, `${path} is cut off at the right`);
}

// The navigation, tools, filters, exports and buttons belong to the screen.
function assertNothingElse({ paper, path }) {
  for (const word of ['大字', 'English', '退出', '筛选', '导出', 'CSV', '打印', '下一页', '跳到', '新增'])
    assert.ok(!paper.includes(word), `${path} prints ${word}`);
}

for (const [name, path] of [['the overview', () => '/'], ['a list', () => '/units'], ['what is due', () => '/duties'],
  ['a social organization', async () => {
    await page.goto(`${city.origin}/units?covered=own`);
    return page.locator('main table th[scope=row] a').first().getAttribute('href');
  }]])
  test(name, async () => {
    const printed = await print(await path());

    assertWhole(printed);
    assertNothingElse(printed);
  });
