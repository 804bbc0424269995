// SPDX-License-Identifier: AGPL-3.0-or-later
// The site in a real browser: every page that the map has, at the widths people have, in light and dark,
// with axe; the way in by mail; and without scripts.  Starts a demo of its own on a free port.
//
//     SETWISE=build/setwise node tests/browser/run.mjs
import { execFileSync } from 'node:child_process';
import { axe, become as enterAs, check, fits, mailWith, newestMail, open, program, run, startDemo } from './kit.mjs';
import { corners } from './corners.mjs';

const sizes = [[1366, 620], [1366, 768], [390, 844], [320, 640]];
const stranger = ['/', '/demo', '/sign-in', '/privacy', '/cookies', '/help', '/accessibility', '/first-meeting', '/screen'];
// A page is an address, or three things: a page, a link on it that begins so, and what is put behind its address.
const people = [
	{ // a member whose set meets now; pages whose addresses hold an id are found from others: @0 is what the first row found
		name: 'Amara Okafor', pages: ['/home', '/account', '/account/data', '/issues', '/actions', '/log'], finds: [
			['/home', 'nav a[href^="/sets/"]', ['', '/rules', '/rules/1', '/meetings', '/actions', '/actions/new', '/issue', '/mine', '/record']],
			['/home', '.next h2 a', ['', '/prepare', '/apologies', '/plan', '/pack', '/afterwards']],
			['@0/meetings', '.meetings .done a', ['', '/review']],
			['/issues', 'main a[href^="/issues/"]', ['', '/share']],
			['/actions', 'main a[href^="/actions/"]', ['', '/gone']],
		],
	},
	{ name: 'Helen Marsh', home: '/facilitate', pages: ['/facilitate', '/noticed'], finds: [ // a facilitator of two sets
		['/facilitate', 'main a[href^="/sets/"]', ['', '/rules', '/actions']],
		['@0/meetings', '.meetings .done a', ['']],
		['/facilitate', 'main a[href$="/plan"]', ['', '/../process']],
	] },
	{ name: 'Joan Fairley', home: '/overview', pages: [ // the office
		'/overview', '/planner/print',
		'/sets', '/sets/new', '/people', '/people/new', '/organisations', '/facilitators', '/programmes', '/programmes/new',
		['/sets', 'Heron', ''], ['/sets', 'Hawthorn', '/members'], ['/sets', 'Hawthorn', '/dates'], ['/sets', 'Heron', '/settings'], ['/sets', 'Heron', '/dates'],
		['/people', 'Helen Marsh', ''], ['/organisations', 'Penfold County Council', ''], ['/programmes', 'Action learning sets', ''],
		['/overview', 'Add a place', ''], ['/people', 'Helen Marsh', '/gone'],
		'/processes', '/processes/wial-90', '/processes/new?from=uk-halfday',
	] },
];

// Opens a page and holds it to what every page promises.  What is not its colours does not depend on them.
async function look(page, url, what) {
	await page.goto(url);
	looked.add(new URL(page.url()).pathname);
	await page.evaluate(() => document.fonts.ready);
	await fits(page, what);
	await axe(page, what, what.endsWith('dark') ? 'colours' : 'all');
}

async function become(page, base, name) {
	const home = people.find((p) => p.name === name)?.home ?? '/home';
	await enterAs(page, base, name);
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

// Every page that the server has is looked at here: what is left is files, and what pages fetch for themselves.
const noPages = /\.(ics|txt|json|md)$|^\/health$|^\/clock$|\/since\/|\/part\//;
const looked = new Set();
function everyRoute() {
	const routes = execFileSync(program, ['routes'], { encoding: 'utf8' }).split('\n').filter((line) => line.startsWith('GET ')).map((line) => line.split(/\s+/)[1]);
	for (const route of routes) {
		if (noPages.test(route)) continue;
		const is = new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);
		check([...looked].some((url) => is.test(url)), `${route} is among the pages looked at`);
	}
}

async function everyPage(browser, base) {
	for (const [width, height] of sizes)
		for (const colorScheme of ['light', 'dark']) {
			const as = `${width}x${height} ${colorScheme}`;
			const page = await open(browser, as, { viewport: { width, height }, colorScheme });
			for (const url of stranger) await look(page, base + url, `${url} ${as}`);
			for (const person of people) {
				await become(page, base, person.name);
				for (const wanted of [...person.pages, ...await find(page, base, person.finds ?? [])]) {
					const url = await addressOf(page, base, wanted);
					await look(page, base + url, `${person.name} ${url} ${as}`);
				}
			}
			await page.context().close();
			console.log(`looked at ${as}`);
		}
}

// In by mail, once with scripts and once without: the address, the link, the press.
async function inByMail(browser, base, data, javaScriptEnabled) {
	const before = newestMail(data);
	const page = await open(browser, 'by mail', { javaScriptEnabled, expects: [410] });
	await page.goto(`${base}/sign-in`);
	await page.fill('input[name=email]', 'kofi12@region.example');
	await page.locator('main button[type=submit]').first().click();
	check(page.url() === `${base}/sign-in/sent`, 'the answer does not say whether the address is known');
	const link = await mailWith(data, /http:\S+\/sign-in\/link\/\S+/, before);
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
	const page = await open(browser, 'wrong input', { expects: [422] });
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
	const page = await open(browser, 'a member without scripts', { javaScriptEnabled: false });
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
	const page = await open(browser, 'a session that ends');
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

await run(async (browser) => {
	const { base, data } = await startDemo();
	await everyPage(browser, base);
	await corners(browser, await startDemo(), looked);
	everyRoute();
	await inByMail(browser, base, data, true);
	await inByMail(browser, base, data, false);
	await keepsWhatWasTyped(browser, base);
	await memberWithoutScripts(browser, base);
	await sessionIsTold(browser, base);
}, 'all was so');
