// SPDX-License-Identifier: AGPL-3.0-or-later
// The live room in real browsers: a facilitator, two members and the big screen through part of a half
// day, with axe at each stage, a draft that nothing touches, one member without scripts, and labels that
// follow the stage.  Starts a demo of its own on a free port.
//
//     SETWISE=build/setwise node tests/browser/room.mjs
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
const WAIT = 30000; // a busy machine; nothing here measures time

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
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-room-'));
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

// A window of its own; whatever its console complains of fails the test.
async function open(browser, name, options) {
	const context = await browser.newContext({ reducedMotion: 'reduce', bypassCSP: true, ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(WAIT);
	page.on('console', (m) => m.type() === 'error' && check(false, `${name}: ${m.text()}`));
	page.on('pageerror', (e) => check(false, `${name}: ${e}`));
	return page;
}

async function become(page, base, name) {
	await page.goto(`${base}/demo`);
	const button = page.locator('button.person', { hasText: name }).first();
	// Some sets are folded away: without scripts a summary unfolds them too.
	if (!(await button.isVisible())) await button.locator('xpath=ancestor::details').locator('summary').first().click();
	await button.click();
}

async function accessible(page, what) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	check(wide <= 0, `${what} scrolls sideways by ${wide} px`);
	check((await page.locator('h1').count()) === 1, `${what} has one h1`);
	await page.evaluate(axeSource);
	const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), axeTags);
	for (const v of violations) check(false, `${what}: axe ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
}

const sees = (page, text, what) => page.getByText(text).first().waitFor({ timeout: WAIT }).catch(() => check(false, what));
const next = async (helen) => {
	await helen.waitForTimeout(1600); // a second press sooner is taken for a slip
	const before = await helen.title();
	await helen.locator('.dock [data-key="n"], .dock #do-next button').last().click();
	// A new stage is a new title; a next turn is not, and nobody waits long for it.
	await helen.waitForFunction((title) => document.title !== title, before, { timeout: 2000 }).catch(() => {});
};
const labelled = (page, words) =>
	page.locator('.dock').getByRole('button', { name: words }).waitFor({ timeout: WAIT })
		.catch(() => check(false, `the facilitator's button says “${words}”`));

const told = (what) => console.log(`told: ${what}`);

async function story(browser, base) {
	const helen = await open(browser, 'Helen', { viewport: { width: 1366, height: 620 } });
	const amara = await open(browser, 'Amara', { viewport: { width: 390, height: 844 } });
	const ben = await open(browser, 'Ben', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
	const plain = await open(browser, 'Priya, without scripts', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
	await become(helen, base, 'Helen Marsh');
	await become(amara, base, 'Amara Okafor');
	await become(ben, base, 'Ben Hartley');
	await become(plain, base, 'Priya Raman');

	await amara.getByRole('link', { name: 'My set' }).first().click();
	const meeting = await amara.locator('li.now a[href^="/meetings/"]').first().getAttribute('href');
	const room = base + /\/meetings\/\w{13}/.exec(meeting)[0] + '/room';
	for (const page of [helen, amara, ben, plain]) await page.goto(room);
	told('four windows');
	await helen.getByRole('button', { name: 'Open the room' }).click();
	await sees(amara, 'Waiting to start', 'the opening reaches a member');
	await accessible(helen, 'facilitator, waiting');
	await accessible(amara, 'member, waiting');

	const code = /code ([A-Z]{6})/.exec(await helen.locator('#tools').innerText())[1];
	const screen = await open(browser, 'big screen', { viewport: { width: 1920, height: 1080 } });
	await screen.goto(`${base}/screen`);
	await accessible(screen, 'the code of the big screen');
	await screen.fill('#code', code.toLowerCase());
	await screen.getByRole('button', { name: 'Show the room' }).click();
	await sees(screen, 'Waiting to start', 'six letters open the big screen');

	told('a room that opens, and its big screen');
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	await labelled(helen, 'Start check-in');
	await next(helen);
	await labelled(helen, 'Ben is next');
	await sees(amara, 'It’s your turn, Amara.', 'whose turn it is');
	await amara.getByRole('button', { name: 'I’ve finished' }).click();
	await sees(ben, 'It’s your turn, Ben.', 'the turn goes on');
	await plain.reload();
	check((await plain.title()).startsWith('Check-in'), 'without scripts the page is fetched again');
	for (const [who, page] of [['facilitator', helen], ['member', amara], ['dark member', ben]]) await accessible(page, `${who}, check-in`);

	told('a check-in');
	for (let i = 0; i < 8 && !(await helen.title()).startsWith('Airtime'); i++) await next(helen);
	await amara.getByRole('button', { name: 'Now', exact: true }).click();
	await sees(helen, 'Use this order', 'a bid is seen');
	await accessible(helen, 'facilitator, airtime');
	await next(helen);
	await sees(amara, 'This is your time, Amara.', 'pressing on takes whoever asked');
	check((await amara.locator('#bids').count()) === 0, 'airtime is over, and its list is gone');
	await labelled(helen, 'Start clarify');
	await next(helen);
	await next(helen);
	await labelled(helen, 'Start sum up');
	told('airtime by bids');
	await questions({ helen, amara, ben, plain, screen });
}

async function questions({ helen, amara, ben, plain, screen }) {
	await ben.fill('#q', 'A draft that nothing touches');
	await ben.locator('h1').evaluate(() => document.activeElement.blur());
	await plain.reload();
	await plain.fill('#q', 'Who gains if nothing changes?');
	await plain.getByRole('button', { name: 'Put my hand up' }).click();
	check((await plain.locator('.raised').count()) === 1, 'a hand goes up without scripts');
	await sees(helen, 'Invite Priya', 'the hand reaches the facilitator');
	await sees(amara, 'Who gains if nothing changes?', 'the question reaches the presenter');
	await helen.locator('#questions li', { hasText: 'Who gains' }).getByRole('button').click();
	await sees(screen, 'Priya asked Amara', 'it is on the big screen');
	await helen.getByRole('button', { name: 'Take down' }).waitFor({ timeout: WAIT }).catch(() => check(false, 'its button is now “Take down”'));
	await amara.getByRole('button', { name: 'Keep this one' }).click();
	await sees(amara, 'Kept, for you only', 'a private mark');
	check((await ben.inputValue('#q')) === 'A draft that nothing touches', 'a draft survives');
	await ben.fill('#q', 'What would you do first if all three said yes?');
	await sees(ben, 'Reads as an open question.', 'the quiet hint');
	await ben.getByRole('button', { name: 'Put my hand up' }).click();
	await ben.getByRole('button', { name: 'Put it down' }).waitFor({ timeout: WAIT });
	check((await ben.getByRole('button', { name: 'Put my hand up' }).count()) === 0, 'with a hand up there is one thing to do with it');
	check((await ben.inputValue('#q')) === '', 'what was sent leaves its field');
	for (const [who, page] of [['facilitator', helen], ['presenter', amara], ['dark member', ben], ['big screen', screen]])
		await accessible(page, `${who}, questions`);
	for (const [width, height] of [[1680, 1000], [680, 800], [390, 844], [320, 640]]) {
		await helen.setViewportSize({ width, height });
		await accessible(helen, `facilitator, ${width} px`);
	}
}

const demo = await startDemo();
const browser = await chromium.launch({
	executablePath: browserPath,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
	await story(browser, demo.base);
} catch (error) {
	check(false, error.message);
} finally {
	await browser.close();
	demo.server.kill();
	fs.rmSync(demo.folder, { recursive: true, force: true });
}
console.log(failures ? `${failures} things are not so` : 'the room is as promised');
process.exit(failures ? 1 : 0);
