// SPDX-License-Identifier: AGPL-3.0-or-later
// Reference pictures, as tests/browser/pictures keeps them: the pages that are seen most, and one room of eight people
// as each of them has it.  What changes with the day or the minute is put to fixed words first, so that it keeps its
// place.  A page that looks otherwise fails, and a picture of what differs is left in build/browser/pictures.  After a
// wanted change:
//
//     SETWISE=build/setwise node tests/browser/pictures.mjs --make
//
// and look at every changed file before it is committed.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { BIG, COUNCIL, NARROW, PHONE, check, enter, open, roomOf, run, sees, startDemo, told } from './kit.mjs';
import { pixelsOf, png } from './png.mjs';
import { goOn } from './roomkit.mjs';

const kept = path.join('tests', 'browser', 'pictures'), left = path.join('build', 'browser', 'pictures');
const making = process.argv.includes('--make');
const COLOUR = 40; // of 255: less is a rounding of the renderer, or the nearest of 256 colours
const SHARE = 0.001; // of all pixels
const LAPTOP = { width: 1366, height: 768 };
const dark = { colorScheme: 'dark' }, light = { colorScheme: 'light' };

// ---- the day and the minute, put to fixed words ----

// In a page.  Dates and times keep their shape; clocks, arcs and bars stand where the room has 12 minutes left; marks
// whose place is a date are not shown.  What is drawn by the clock loses its marks, so that no script draws it again.
function freeze() {
	const days = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
	const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
	const fixed = [
		[new RegExp(`(?:(?:${days}) \\d+ (?:${months})|(?<![A-Za-z])Today|(?<![A-Za-z])Tomorrow)(?: \\d{4})?`, 'g'), 'Thursday 3 December'],
		[/\b\d+ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, '3 Dec'],
		[new RegExp(`(since|Since) (?:${months})(?: \\d{4})?`, 'g'), '$1 October'],
		[/\b\d+(?::\d\d)?(?:am|pm)\b/g, '9:30am'], [/\b\d+:\d\d\b|\b\d+ o’clock\b/g, '9:30'],
		[/This (?:morning|afternoon|evening)/g, 'This morning'],
		[/took (?:under a minute|\d+ minutes?)/g, 'took 24 minutes'],
		[/^(?:About .*|On time.*)$/, 'About 4 minutes behind plan.'],
	];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const clocks = { exact: '11:38', number: '12', of: '22 of 40 minutes left' };
	for (const element of document.querySelectorAll('[data-clock]')) {
		const { exact, number, words } = element.dataset;
		const now = exact !== undefined ? clocks.exact : number !== undefined ? clocks.number : clocks[words] ?? 'About 12 minutes left';
		for (const name of ['data-clock', 'data-ends']) element.removeAttribute(name);
		element.textContent = now;
	}
	while (texts.nextNode()) {
		if (texts.currentNode.parentNode.closest('time, textarea, script')) continue;
		const is = fixed.reduce((text, [from, to]) => text.replace(from, to), texts.currentNode.data);
		if (is !== texts.currentNode.data) texts.currentNode.data = is;
	}
	for (const shape of document.querySelectorAll('[data-from]')) {
		shape.removeAttribute('data-from');
		if (shape.dataset.width) shape.setAttribute('width', `${parseFloat(shape.dataset.width) / 2}%`);
		else {
			const round = 2 * Math.PI * Number(shape.getAttribute('r'));
			shape.setAttribute('stroke-dasharray', `${(round * 0.42).toFixed(1)} ${round.toFixed(1)}`);
			shape.classList.remove('none');
		}
	}
	for (const element of document.querySelectorAll('[data-until]')) {
		element.removeAttribute('data-until');
		element.hidden = true;
	}
	for (const element of document.querySelectorAll('.plan td > *')) element.style.visibility = 'hidden';
	document.activeElement?.blur();
}

// ---- comparing ----

// In a page: how many pixels differ, and a picture of them; the two are given as data.
async function differences([one, two, colour]) {
	const pixels = async (data) => {
		const image = new Image();
		image.src = data;
		await image.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [image.width, image.height];
		const context = canvas.getContext('2d');
		context.drawImage(image, 0, 0);
		return { canvas, context, all: context.getImageData(0, 0, image.width, image.height) };
	};
	const a = await pixels(one), b = await pixels(two);
	const size = (p) => `${p.canvas.width}x${p.canvas.height}`;
	if (size(a) !== size(b)) return { why: `is ${size(b)}, and was ${size(a)}`, share: 1, picture: two };
	let n = 0;
	for (let i = 0; i < a.all.data.length; i += 4) {
		const is = [0, 1, 2].some((c) => Math.abs(a.all.data[i + c] - b.all.data[i + c]) > colour);
		if (is) n++;
		for (const c of [0, 1, 2]) b.all.data[i + c] = is ? [200, 0, 0][c] : 255 - (255 - b.all.data[i + c]) / 4;
	}
	b.context.putImageData(b.all, 0, 0);
	return { share: n / (a.all.data.length / 4), picture: b.canvas.toDataURL() };
}

const asData = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`;
const compared = new Set();

async function compare(judge, name, now) {
	const file = path.join(kept, `${name}.png`);
	compared.add(`${name}.png`);
	if (making) return fs.writeFileSync(file, png(await judge.evaluate(pixelsOf, asData(now))));
	if (!fs.existsSync(file)) return check(false, `there is a picture ${file}`);
	const { why, share, picture } = await judge.evaluate(differences, [asData(fs.readFileSync(file)), asData(now), COLOUR]);
	if (share <= SHARE) return;
	fs.mkdirSync(left, { recursive: true });
	const shown = path.join(left, `${name}.png`);
	fs.writeFileSync(shown, Buffer.from(picture.split(',')[1], 'base64'));
	fs.writeFileSync(path.join(left, `${name}-now.png`), now);
	check(false, `${name} looks as it did: ${why ?? `${(share * 100).toFixed(2)} % differs`}; see ${shown}`);
}

async function take(judge, page, name) {
	await page.evaluate(() => document.fonts.ready);
	await page.evaluate(freeze);
	await compare(judge, name, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
}

// ---- pages ----

const member = 'Amara Okafor', office = 'Joan Fairley', TALL = { width: 1366, height: 1180 };
const PLANNED = { width: 1366, height: 1005 }; // the answers of the demo below are not the same each time
const follows = (name) => (page) => page.getByRole('link', { name }).first().click();
const pages = [
	['front', null, '/', COUNCIL], ['front-phone-dark', null, '/', PHONE, dark], ['front-forced', null, '/', COUNCIL, { forcedColors: 'active' }],
	['sign-in', null, '/sign-in', COUNCIL], ['first-meeting-phone', null, '/first-meeting', PHONE],
	['home', member, '/home', LAPTOP], ['home-dark', member, '/home', LAPTOP, dark], ['home-phone', member, '/home', PHONE],
	['log-phone', member, '/log', PHONE], ['set', member, '/home', TALL, {}, follows('My set')], ['prepare-phone', member, '/home', PHONE, {}, follows('Get ready')],
	['account-errors', member, '/account', COUNCIL, {}, wrongName], ['account-phone-dark', member, '/account', PHONE, dark],
	['overview', office, '/overview', PLANNED], ['overview-dark', office, '/overview', PLANNED, dark], ['overview-phone', office, '/overview', PHONE],
	['process', office, '/processes/uk-classic', COUNCIL], ['programme-new', office, '/programmes/new', COUNCIL],
];

async function wrongName(page) {
	await page.fill('input[name=name]', '');
	await page.getByRole('button', { name: 'Save your name' }).click();
}


async function everyPage(browser, judge, base) {
	for (const [name, person, url, viewport, how = {}, act] of pages) {
		const page = await open(browser, name, { viewport, ...how, expects: [422] });
		if (person) await enter(page, base, person, `${base}/account`); // where it has been said who one is
		await page.goto(base + url);
		if (act) await act(page);
		await take(judge, page, name);
		await page.context().close();
	}
}

// ---- the room ----

// Who sits there without a window: a stream that is listened to, and forms.  So no more than two windows are open.
async function sit(browser, base, name, room) {
	const context = await browser.newContext();
	const page = { context: () => context }; // enter() needs no more
	await enter(page, base, name);
	const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
	const stream = http.get(`${room}/events`, { headers: { cookie, accept: 'text/event-stream' } }, (answer) => answer.resume());
	stream.on('error', () => {}); // the demo ends
	return async (verb, form) => {
		const key = Array.from({ length: 13 }, (_, i) => '01234567'[Math.floor(Math.random() * (i ? 8 : 4))]).join('');
		const answer = await context.request.post(`${room}/${verb}`, { form: { key, ...form }, headers: { Origin: base, 'X-Live': '1' }, maxRedirects: 0 });
		check(answer.status() < 400, `${name} may do ${verb}: ${answer.status()}`);
	};
}

const seats = { amara: member, ben: 'Ben Hartley', priya: 'Priya Raman', tom: 'Tom Whitcombe', sioned: 'Sioned Prŷs', kofi: 'Kofi Mensah' };

// Everything that the design's own pictures of the room have: a question on the screen, and a hand up.
async function questions(browser, base) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL }), acts = {};
	await enter(helen, base, member);
	const room = await roomOf(helen, base);
	await enter(helen, base, 'Helen Marsh', `${base}/account`);
	await helen.goto(room);
	await helen.getByRole('button', { name: 'Open the room' }).click();
	for (const [key, name] of Object.entries(seats)) acts[key] = await sit(browser, base, name, room);
	await sees(helen, /^6 here/, 'all are here');
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	for (const stage of ['Check-in', 'Progress', 'Airtime', 'Present', 'Clarify', 'Questions']) await goOn(helen, stage);
	for (const [who, text] of [['priya', 'Who gains if nothing changes?'], ['ben', 'What would each director say the problem is?'], ['sioned', 'When did the three of them last work well together?']]) {
		await acts[who]('question', { text, do: 'send' });
		await sees(helen, text, `“${text}” is asked`);
	}
	await acts.kofi('question', { text: '', do: 'hand' });
	await sees(helen, 'Invite Kofi', 'Kofi’s hand is up');
	await helen.locator('#questions li', { hasText: 'Who gains' }).getByRole('button').first().click();
	await helen.getByRole('button', { name: 'Take down' }).waitFor();
	return { helen, room };
}

// A window in several sizes and colours.
async function inWays(judge, page, ways) {
	for (const [name, size, media = light] of ways) {
		await page.setViewportSize(size);
		await page.emulateMedia({ forcedColors: 'none', ...media });
		await page.evaluate(() => scrollTo(0, 0));
		await take(judge, page, name);
	}
}

// One who sits there has a window for as long as their pictures are taken.
async function asSeenBy(browser, base, room, name, size, story) {
	const page = await open(browser, name, { viewport: size });
	await enter(page, base, name, `${base}/account`);
	await page.goto(room);
	await sees(page, 'Who gains if nothing changes?', `${name} sees what is asked`);
	await page.locator('.link[data-state="ok"]').first().waitFor();
	await story(page);
	await page.context().close();
}

async function theRoom(browser, judge, base) {
	const { helen, room } = await questions(browser, base);
	told('a room at its questions');
	await asSeenBy(browser, base, room, seats.amara, COUNCIL, (page) => inWays(judge, page, [['room-presenter', COUNCIL]]));
	await asSeenBy(browser, base, room, seats.tom, PHONE, async (page) => {
		await page.fill('#q', 'What would you do first if all three said yes tomorrow?');
		await sees(page, 'Reads as an open question.', 'the quiet hint');
		await inWays(judge, page, [['room-member-phone', PHONE], ['room-member-phone-dark', PHONE, dark], ['room-member-narrow', NARROW]]);
	});
	const screen = room.replace(/room$/, 'screen'), size = { width: 1280, height: 720 };
	await asSeenBy(browser, base, screen, 'Helen Marsh', BIG, async (page) => {
		await inWays(judge, page, [['screen', BIG]]);
		await page.locator('[data-dim]').evaluate((button) => button.click());
		await inWays(judge, page, [['screen-dim', size]]);
	});
	await helen.reload(); // nobody is missing now whom the demo could play
	await sees(helen, 'Invite Kofi', 'his hand stays up');
	await helen.locator('.link[data-state="ok"]').first().waitFor();
	const forced = { forcedColors: 'active', colorScheme: 'dark' };
	await inWays(judge, helen, [['room', COUNCIL], ['room-dark', LAPTOP, dark], ['room-forced', LAPTOP, forced], ['room-phone', PHONE]]);
	await helen.setViewportSize(COUNCIL);
	await helen.reload(); // its clocks run again
	await goOn(helen, 'Sum up');
	await goOn(helen, 'Reflection');
	await helen.goto(screen);
	await sees(helen, 'Reflection', 'the big screen is there too');
	await inWays(judge, helen, [['screen-reflection', BIG]]);
}

await run(async (browser) => {
	const { base } = await startDemo();
	if (making) fs.mkdirSync(kept, { recursive: true });
	const judge = await (await browser.newContext()).newPage();
	await everyPage(browser, judge, base);
	await theRoom(browser, judge, base);
	for (const name of fs.readdirSync(kept)) check(compared.has(name), `${name} is a picture of something`);
}, making ? 'the pictures are made: look at them' : 'every page looks as it did');
