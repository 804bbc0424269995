// SPDX-License-Identifier: AGPL-3.0-or-later
// The site in a real browser: every page that the map has, at the widths people have, in light and dark,
// with axe; the way in by mail; and without scripts.  Starts a demo of its own on a free port.
//
//     SETWISE=build/setwise node tests/browser/run.mjs
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const program = process.env.SETWISE ?? 'build/setwise';
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sizes = [[1366, 620], [1366, 768], [390, 844], [320, 640]];
const stranger = ['/', '/demo', '/sign-in', '/privacy', '/cookies', '/help', '/accessibility', '/first-meeting'];
// A page is an address, or three things: a page, a link on it that begins so, and what is put behind its address.
const people = [
	{ // a member whose set meets now; pages whose addresses hold an id are found from others: @0 is what the first row found
		name: 'Amara Okafor', pages: ['/home', '/account', '/account/data', '/issues', '/actions', '/log'], finds: [
			['/home', 'nav a[href^="/sets/"]', ['', '/rules', '/meetings', '/actions', '/actions/new', '/issue']],
			['/home', '.next h2 a', ['', '/prepare', '/apologies']],
			['@0/meetings', '.meetings .done a', ['', '/review']],
			['/issues', 'main a[href^="/issues/"]', ['', '/share']],
			['/actions', 'main a[href^="/actions/"]', ['', '/gone']],
		],
	},
	{ name: 'Helen Marsh', home: '/facilitate', pages: ['/facilitate'], finds: [ // a facilitator of two sets
		['/facilitate', 'main a[href^="/sets/"]', ['', '/rules', '/actions']],
		['@0/meetings', '.meetings .done a', ['']],
	] },
	{ name: 'Joan Fairley', home: '/overview', pages: [ // the office
		'/overview', '/planner/print',
		'/sets', '/sets/new', '/people', '/people/new', '/organisations', '/facilitators', '/programmes', '/programmes/new',
		['/sets', 'Heron', ''], ['/sets', 'Hawthorn', '/members'], ['/sets', 'Heron', '/settings'], ['/sets', 'Heron', '/dates'],
		['/people', 'Helen Marsh', ''], ['/organisations', 'Penfold County Council', ''], ['/programmes', 'Action learning sets', ''],
		['/overview', 'Add a place', ''],
		'/processes', '/processes/wial-90', '/processes/new?from=uk-halfday',
	] },
];

let failures = 0;
function check(good, what) {
	if (good) return;
	failures++;
	console.log(`  not so: ${what}`);
}

function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

async function startDemo() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-browser-'));
	const base = `http://127.0.0.1:${await freePort()}`;
	const server = spawn(program, ['demo', `--keep=${folder}`, `--listen=${base.slice(7)}`], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise((resolve, reject) => {
		server.stdout.on('data', (text) => String(text).includes(base) && resolve());
		server.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
	});
	return { base, folder, server };
}

// Opens a page and holds it to what every page promises.
async function look(page, url, what, errors) {
	await page.goto(url);
	await page.evaluate(() => document.fonts.ready);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	check(wide <= 0, `${what} scrolls sideways by ${wide} px`);
	check((await page.locator('h1').count()) === 1, `${what} has one h1`);
	await page.evaluate(axeSource);
	const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), axeTags);
	for (const v of violations) check(false, `${what}: axe ${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
	for (const error of errors.splice(0)) check(false, `${what}: ${error}`);
}

async function become(page, base, name) {
	const home = people.find((p) => p.name === name)?.home ?? '/home';
	await page.goto(`${base}/demo`);
	await page.locator('button.person', { hasText: name }).first().evaluate((button) => {
		const folded = button.closest('details');
		if (folded) folded.open = true;
	});
	await page.locator('button.person', { hasText: name }).first().click();
	check(page.url() === base + home, `${name} is at ${home}, not at ${page.url()}`);
}

// The addresses of a person's pages that hold an id.
async function find(page, base, finds) {
	const found = [];
	const urls = [];
	for (const [from, link, more] of finds) {
		await page.goto(base + from.replace(/^@(\d+)/, (_, n) => found[n]));
		const href = await page.locator(link).first().getAttribute('href').catch(() => null);
		check(href, `${from} leads to ${link}`);
		found.push(href ?? '/home');
		if (href) urls.push(...more.map((m) => href + m));
	}
	return urls;
}

async function addressOf(page, base, wanted) {
	if (typeof wanted === 'string') return wanted;
	const [from, name, behind] = wanted;
	await page.goto(base + from);
	const link = page.locator('main').getByRole('link', { name: new RegExp(`^${name}`) }).first();
	return (await link.getAttribute('href')).split('#')[0] + behind;
}

async function everyPage(browser, base) {
	for (const [width, height] of sizes)
		for (const colorScheme of ['light', 'dark']) {
			// axe is put into the page by evaluate, which the page's own policy would refuse.
			const context = await browser.newContext({
				viewport: { width, height }, colorScheme, reducedMotion: 'reduce', bypassCSP: true,
			});
			const page = await context.newPage();
			const errors = [];
			page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
			page.on('pageerror', (e) => errors.push(String(e)));
			const as = `${width}x${height} ${colorScheme}`;
			for (const url of stranger) await look(page, base + url, `${url} ${as}`, errors);
			for (const person of people) {
				await become(page, base, person.name);
				for (const wanted of [...person.pages, ...await find(page, base, person.finds ?? [])]) {
					const url = await addressOf(page, base, wanted);
					await look(page, base + url, `${person.name} ${url} ${as}`, errors);
				}
			}
			await context.close();
			console.log(`looked at ${as}`);
		}
}

// The page's own policy holds: nothing is reported while somebody looks round.
async function policyHolds(browser, base) {
	const page = await (await browser.newContext()).newPage();
	const errors = [];
	page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
	for (const url of stranger) await page.goto(base + url);
	await become(page, base, 'Amara Okafor');
	check(errors.length === 0, `the content security policy: ${errors[0]}`);
}

function newestMail(folder) {
	const mails = path.join(folder, 'mail');
	const names = fs.existsSync(mails) ? fs.readdirSync(mails).filter((n) => n.endsWith('.eml')).sort() : [];
	return names.length ? fs.readFileSync(path.join(mails, names.at(-1)), 'utf8').replace(/=\r?\n/g, '') : '';
}

// In by mail, once with scripts and once without: the address, the link, the press.
async function inByMail(browser, base, folder, javaScriptEnabled) {
	const before = newestMail(folder);
	const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
	await page.goto(`${base}/sign-in`);
	await page.fill('input[name=email]', 'kofi12@region.example');
	await page.locator('main button[type=submit]').first().click();
	check(page.url() === `${base}/sign-in/sent`, 'the answer does not say whether the address is known');
	let mail = before;
	for (let i = 0; i < 100 && mail === before; i++) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		mail = newestMail(folder);
	}
	const link = mail.match(/http:\S+\/sign-in\/link\/\S+/)?.[0];
	check(link, 'a mail with a link came');
	if (!link) return;
	await page.goto(link);
	await page.goto(link); // opening it does not use it up: mail filters open links before people do
	await page.locator('main button[type=submit]').first().click();
	check((await page.textContent('h1')) === 'Hello Kofi', `in by mail, scripts ${javaScriptEnabled}`);
	await page.goto(link);
	check((await page.locator('h1').textContent()) !== 'Hello Kofi', 'the link works once');
}

// Wrong input: a sentence at the field, the summary has the focus, and what was typed is still there.
async function keepsWhatWasTyped(browser, base) {
	const page = await (await browser.newContext()).newPage();
	await become(page, base, 'Amara Okafor');
	await page.goto(`${base}/account`);
	await page.fill('input[name=name]', '');
	await page.fill('input[name=job]', '<script>alert(1)</script> & "housing"');
	await page.getByRole('button', { name: 'Save your name' }).click();
	check((await page.title()).startsWith('Error:'), 'the title says that there is an error');
	check((await page.inputValue('input[name=job]')) === '<script>alert(1)</script> & "housing"', 'text is kept');
	const focused = await page.evaluate(() => document.activeElement?.className ?? '');
	check(focused.includes('error-summary'), 'the summary has the focus');
}

// A member's month without scripts: an issue written and shared by the step that names its readers, an action told,
// a line in the log, looked for and deleted.
async function memberWithoutScripts(browser, base) {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto(`${base}/demo`);
	await page.locator('button.person', { hasText: 'Sioned Prŷs' }).first().click();
	await page.locator('main a', { hasText: 'Change my issue' }).first().click();
	await page.fill('#text', 'What would I say if I were not afraid?');
	await page.getByRole('button', { name: 'Save, and choose who reads it' }).click();
	check((await page.textContent('main')).includes('Nobody else, ever.'), 'the share step names who can read it');
	await page.getByRole('button', { name: /^Share it with/ }).click();
	check((await page.textContent('main')).includes('Your issue is shared with your set.'), 'shared without scripts');
	await page.goto(`${base}/actions`);
	await page.locator('.page-head a', { hasText: 'Add an action' }).first().click();
	await page.fill('#text', 'Say it to the chair');
	await page.check('#who-2');
	await page.getByRole('button', { name: 'Add my action' }).click();
	await page.getByRole('button', { name: /^Mark as done/ }).first().click();
	check((await page.textContent('main')).includes('What did you learn?'), 'told without scripts');
	await page.goto(`${base}/log`);
	await page.fill('#text', 'It was shorter than I feared.');
	await page.getByRole('button', { name: 'Save to my log' }).click();
	await page.fill('#q', 'SHORTER');
	await page.getByRole('button', { name: 'Look' }).click();
	check((await page.textContent('main')).includes('1 entry with'), 'found without scripts');
	await page.locator('.entry a').first().click();
	await page.getByRole('link', { name: 'Delete this entry' }).click();
	await page.getByRole('button', { name: 'Delete it' }).click();
	check((await page.textContent('main')).includes('The entry is deleted.'), 'deleted without scripts');
}

// Two minutes before a session ends its owner is told, whatever the device's clock says, and what is being written
// stays on the page when they choose to stay.
async function sessionIsTold(browser, base) {
	const page = await (await browser.newContext()).newPage();
	await page.clock.install({ time: new Date('2031-01-01T03:00:00Z') });
	await become(page, base, 'Amara Okafor');
	await page.goto(`${base}/log`);
	await page.fill('#text', 'half a thought');
	const left = Number(await page.locator('[data-session]').getAttribute('data-left'));
	check(left > 3600e3, 'a session lasts for days');
	await page.clock.fastForward(left - 150e3);
	check(await page.locator('[data-session]').isHidden(), 'not told too soon');
	await page.clock.fastForward(40e3);
	await page.locator('[data-session]').waitFor({ state: 'visible', timeout: 5000 });
	await page.getByRole('button', { name: 'Stay signed in' }).click();
	await page.locator('[data-session]').waitFor({ state: 'hidden', timeout: 5000 });
	check((await page.inputValue('#text')) === 'half a thought', 'what was being written stays');
}

const demo = await startDemo();
const browser = await chromium.launch({
	executablePath: browserPath,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});
try {
	await everyPage(browser, demo.base);
	await policyHolds(browser, demo.base);
	await inByMail(browser, demo.base, demo.folder, true);
	await inByMail(browser, demo.base, demo.folder, false);
	await keepsWhatWasTyped(browser, demo.base);
	await memberWithoutScripts(browser, demo.base);
	await sessionIsTold(browser, demo.base);
} finally {
	await browser.close();
	demo.server.removeAllListeners('exit');
	demo.server.kill('SIGTERM');
	fs.rmSync(demo.folder, { recursive: true, force: true });
}
console.log(failures ? `${failures} things were not so` : 'all was so');
process.exit(failures ? 1 : 0);
