/*
 * node gallery.mjs GALLERY FOLDER [PICTURES]: has the program GALLERY write its
 * pages to FOLDER and looks at each in Chromium, on a phone, a tablet and a
 * desk, served with the product's content security policy.  A page fails on any axe finding, any message on the console (a
 * violated policy, a missing file) and any sideways scrolling.  With a third
 * argument, pictures and PDFs are left there.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [gallery, folder, pictures] = process.argv.slice(2);
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const widths = [360, 768, 1440];

execFileSync(gallery, [folder], { stdio: 'inherit' });
const server = createServer((request, response) => {
	const file = join(folder, new URL(request.url, 'http://localhost').pathname);

	if (!existsSync(file)) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, { 'Content-Type': types[extname(file)], 'Content-Security-Policy': policy });
	response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});
let faults = 0;
const fault = (page, sentence) => {
	faults++;
	console.error(`${page}: ${sentence}`);
};

const context = await browser.newContext({ locale: 'zh-CN' });
const page = await context.newPage();
let where = '';

page.on('console', (message) => fault(where, message.text()));
page.on('pageerror', (error) => fault(where, error.message));

/* Twins among ids, and what sticks out sideways. */
async function measure() {
	const { beyond, twins } = await page.evaluate(() => {
		const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);

		return {
			beyond: Math.max(...[document.documentElement, ...document.querySelectorAll(innerWidth < 768 ? '.card' : 'none')]
				.map((box) => box.scrollWidth - box.clientWidth)),
			twins: ids.filter((id, i) => ids.indexOf(id) !== i),
		};
	});

	if (beyond > 0)
		fault(where, `${beyond} pixels wider than its box`);
	for (const id of twins)
		fault(where, `two elements have the id ${id}`);
}

async function audit() {
	const { violations } = await new AxeBuilder({ page }).analyze();

	for (const violation of violations)
		for (const node of violation.nodes)
			fault(where, `${violation.id}: ${node.failureSummary.replace(/\s+/g, ' ')} ${node.html.slice(0, 160)}`);
}

/* The audit takes long: it is made where the arrangement differs most, not for every language and size. */
async function look(name) {
	for (const width of widths) {
		where = `${name} at ${width}`;
		await page.setViewportSize({ width, height: 900 });
		if (width === widths[0])
			await page.goto(`${origin}/${name}.html`);
		await measure();
		if (name.endsWith('.zh') ? width !== 768 : name.endsWith('.en') && width === 1440)
			await audit();
		if (pictures)
			await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
	}
	if (pictures && name.endsWith('.zh'))
		await page.pdf({ path: join(pictures, `${name}.pdf`), preferCSSPageSize: true })
			.catch((error) => fault(where, error.message));
}

/* Without JavaScript the menu opens and nothing is missing. */
async function lookWithoutScript(name) {
	const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
	const phone = await plain.newPage();

	where = `${name} without JavaScript`;
	phone.on('console', (message) => fault(where, message.text()));
	await phone.goto(`${origin}/${name}.html`);
	const menu = phone.locator('.menu-main > summary');
	if (await menu.count()) {
		await menu.click();
		if (!await phone.locator('.menu-main nav a').first().isVisible())
			fault(where, 'the menu does not open');
	}
	await plain.close();
}

if (pictures)
	mkdirSync(pictures, { recursive: true });
const only = process.env.ONLY;
const names = readdirSync(folder).filter((file) => file.endsWith('.html')).map((file) => file.slice(0, -5))
	.filter((name) => !only || new RegExp(only).test(name));
for (const name of names)
	await look(name);
await lookWithoutScript('overview.zh');
await browser.close();
server.close();
console.log(`${names.length} pages, ${faults} faults`);
process.exit(faults > 0 || names.length === 0 ? 1 : 0);
