/*
 * What the tests in a browser have in common: a demonstration city in a folder
 * of its own, the program that serves it, Chromium, and signing in.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const switches = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/*
 * `demo` are the arguments of dangjian demo, made on 2026-11-21.  The city is
 * closed by its own close(); goTo(day) starts its server again on another day.
 */
export const openCity = (...demo) => openCityOn('2026-11-21', ...demo);

export async function openCityOn(today, ...demo) {
  const program = process.env.DANGJIAN;
  const folder = mkdtempSync(join(tmpdir(), 'dangjian-live-'));
  const environment = { ...process.env, DANGJIAN_TODAY: today, DANGJIAN_DB: `sqlite:${join(folder, 'city.db')}` };
  const run = (...args) => spawnSync(program, args, { env: environment, encoding: 'utf8' });
  const accounts = Object.fromEntries(run('demo', ...demo).stdout.trim().split('\n')
    .map((line) => line.split('\t')).map(([name, password, role, node]) => [role, { name, password, role, node }]));
  let server;
  const serve = (address) => {
    server = spawn(program, ['serve', '--listen', address, '--no-access-log'],
      { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((done, failed) => {
      server.stdout.once('data', (line) => done(String(line).trim().replace(/\/$/, '')));
      server.once('exit', () => failed(new Error('the server ended')));
    });
  };
  const stop = async () => {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
  };
  const origin = await serve('127.0.0.1:0');
  const goTo = async (day) => {
    await stop();
    environment.DANGJIAN_TODAY = day;
    await serve(new URL(origin).host);
  };
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: switches });
  const close = async () => {
    await browser.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };

  return { folder, environment, run, accounts, origin, browser, goTo, close };
}

/* A page in a browser of its own, nobody signed in yet. */
export async function newPage(city, options = {}) {
  const context = await city.browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 },
    acceptDownloads: true, ...options });

  context.setDefaultTimeout(90_000);

  return context.newPage();
}

export async function signIn(city, page, { name, password }) {
  await page.goto(`${city.origin}/login`);
  await page.fill('#account', name);
  await page.fill('#password', password);
  await Promise.all([page.waitForNavigation(), page.click('main button[type=submit]')]);
}

/* A signed-in page whose clicks are counted. */
export async function enter(city, role, options = {}) {
  const page = await newPage(city, options);

  await signIn(city, page, city.accounts[role] ?? role);
  page.clicks = 0;
  page.press = async (target, leads = true) => {
    page.clicks++;
    if (leads) await Promise.all([page.waitForNavigation(), target.click()]);
    else await target.click();
  };
  return page;
}
