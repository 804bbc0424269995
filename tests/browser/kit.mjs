// SPDX-License-Identifier: AGPL-3.0-or-later
// What the programs of this folder share: a demo of its own, windows that listen for
// anything they should not hear, axe under the page's own policy, and the count of what was not so.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const program = process.env.SETWISE ?? 'build/setwise';
export const WAIT = 30000; // a busy machine; nothing here measures time
export const COUNCIL = { width: 1366, height: 620 }; // what a council laptop really shows
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 640 };
export const BIG = { width: 1920, height: 1080 };

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// ---- what was not so ----

let failures = 0;
export const isFailing = () => failures > 0;
export function check(good, what) {
	if (good) return;
	failures++;
	console.log(`  not so: ${what}`);
}

const began = performance.now();
export const told = (what) => console.log(`told: ${what} (${((performance.now() - began) / 1000).toFixed(0)} s)`);

// Runs a story, ends the browser and the demos whatever happened, and leaves with the right code.
export async function run(story, good) {
	const browser = await launch();
	try {
		await story(browser);
	} catch (error) {
		check(false, error.stack ?? String(error));
		await keepPictures(browser);
	} finally {
		await browser.close();
		for (const demo of demos) await demo.remove();
	}
	console.log(failures ? `${failures} things are not so` : good);
	process.exit(failures ? 1 : 0);
}

// What every window showed when a story broke off.
async function keepPictures(browser) {
	const folder = path.join('build', 'browser', path.basename(process.argv[1], '.mjs'));
	fs.mkdirSync(folder, { recursive: true });
	for (const [i, context] of browser.contexts().entries())
		for (const page of context.pages()) await page.screenshot({ path: path.join(folder, `${i}.png`), timeout: 5000 }).catch(() => {});
	console.log(`  what the windows showed is in ${folder}`);
}

// ---- the demo ----

const demos = [];

export function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

// A demo in a folder of its own, which goes when the story is over.  `around`: variables that it finds around itself.
export async function startDemo(around = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-browser-'));
	const base = `http://127.0.0.1:${await freePort()}`;
	const demo = { base, folder, data: path.join(folder, 'data'), server: null };

	demo.begin = () => new Promise((resolve, reject) => {
		const env = { ...process.env, ...around, SETWISE_CONFIG: '/dev/null' }; // not the machine's own settings
		demo.server = spawn(program, ['demo', `--keep=${demo.data}`, `--listen=${base.slice(7)}`, `--base-url=${base}`], {
			stdio: ['ignore', 'pipe', 'inherit'], env,
		});
		demo.server.stdout.on('data', (text) => String(text).includes(base) && resolve());
		demo.server.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
	});
	demo.end = (signal = 'SIGTERM') => new Promise((resolve) => {
		if (!demo.server || demo.server.exitCode !== null || demo.server.signalCode !== null) return resolve();
		demo.server.removeAllListeners('exit');
		demo.server.on('exit', resolve);
		demo.server.kill(signal);
	});
	demo.remove = async () => {
		await demo.end();
		fs.rmSync(folder, { recursive: true, force: true });
	};
	demos.push(demo);
	await demo.begin();
	return demo;
}

// ---- windows ----

export const launch = (more = []) => chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync', ...more],
});

// A window of its own, under the page's own policy; whatever it complains of fails the test, but for the answers that
// the story `expects` (Chromium reports a page that comes with 422 too), and for words that it
// `forgives`.  While `page.isCut` there may be no server.
export async function open(browser, name, { expects = [], forgives, ...options } = {}) {
	const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
	const page = await context.newPage();
	const complain = (words) => check(false, `${name}, ${page.url()}: ${words}`);
	page.setDefaultTimeout(WAIT);
	if (options.javaScriptEnabled !== false)
		await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
			console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
	const isExpected = (text) => forgives?.test(text) || expects.some((status) => text.includes(`status of ${status} `));
	page.on('console', (m) => m.type() === 'error' && !isExpected(m.text()) && !(page.isCut && /net::ERR_/.test(m.text())) && complain(m.text()));
	page.on('pageerror', (e) => complain(String(e)));
	return page;
}

export async function become(page, base, name) {
	await page.goto(`${base}/demo`);
	const button = page.locator('button.person', { hasText: name }).first();
	// Some sets are folded away: without scripts a summary unfolds them too.
	if (!(await button.isVisible())) await button.locator('xpath=ancestor::details').locator('summary').first().click();
	await button.click();
}

// The same without the pages: one request, then `where`.
export async function enter(page, base, name, where) {
	const list = await page.context().request.get(`${base}/demo`);
	const buttons = (await list.text()).matchAll(/name="person" value="([^"]+)"[\s\S]*?<b>([^<]+)<\/b>/g);
	const person = [...buttons].find(([, , called]) => called === name)?.[1];
	await page.context().request.post(`${base}/demo`, { form: { person }, headers: { Origin: base }, maxRedirects: 0 });
	if (where) await page.goto(where);
}

// The room of the meeting that the set of this member has now.
export async function roomOf(page, base) {
	await page.goto(`${base}/home`);
	await page.getByRole('link', { name: 'My set' }).first().click();
	const meeting = await page.locator('li.now a[href^="/meetings/"]').first().getAttribute('href');
	return base + /\/meetings\/\w{13}/.exec(meeting)[0] + '/room';
}

// ---- mail, as the demo writes it ----

export function newestMail(data) {
	const mails = path.join(data, 'mail');
	const names = fs.existsSync(mails) ? fs.readdirSync(mails).filter((n) => n.endsWith('.eml')).sort() : [];
	return names.length ? fs.readFileSync(path.join(mails, names.at(-1)), 'utf8').replace(/=\r?\n/g, '') : '';
}

// What matches in the first mail after `before`.
export async function mailWith(data, pattern, before) {
	let found = null;
	await until(() => newestMail(data) !== before && (found = newestMail(data).match(pattern)?.[0]), `a mail with ${pattern} came`);
	return found;
}

// ---- what every page promises ----

export async function fits(page, what) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	check(wide <= 0, `${what} scrolls sideways by ${wide} px`);
	check((await page.locator('h1').count()) === 1, `${what} has one h1`);
}

// axe comes by the debugger, which no policy forbids; the page's own stays in force.  `part`: "colours" alone, or
// "shape", all but colours: a page looked at in several ways needs each only once.
export async function axe(page, what, part = 'all') {
	if (!(await page.evaluate(() => 'axe' in globalThis))) {
		const cdp = await page.context().newCDPSession(page);
		await cdp.send('Runtime.evaluate', { expression: axeSource });
		await cdp.detach();
	}
	const options = { runOnly: axeTags, resultTypes: ['violations'] };
	if (part === 'colours') options.runOnly = { type: 'rule', values: ['color-contrast'] };
	if (part === 'shape') options.rules = { 'color-contrast': { enabled: false } };
	const found = await page.evaluate(async (how) => {
		// What lies under the bar of a phone can be scrolled free of it; axe takes it for small.
		const bar = document.querySelector('.tabs');
		if (bar) bar.style.position = 'static';
		const { violations } = await globalThis.axe.run(document, how);
		if (bar) bar.style.position = '';
		return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
	}, options);
	for (const fault of found) check(false, `${what}: axe ${fault}`);
}

// With PICTURES=FOLDER: the whole of a page that was looked at.
export async function keep(page, name) {
	const folder = process.env.PICTURES;
	if (!folder) return;
	fs.mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: path.join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.png`), fullPage: true, animations: 'disabled' });
}

export async function accessible(page, what) {
	await fits(page, what);
	await axe(page, what);
}

export const sees = (page, text, what) =>
	page.getByText(text).first().waitFor({ timeout: WAIT }).catch(() => check(false, what));

export async function until(what, why, ms = WAIT) {
	for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
		if (await Promise.resolve().then(what).catch(() => false)) return true;
	check(false, why);
	return false;
}
