// SPDX-License-Identifier: AGPL-3.0-or-later
// The line between a page and us, in one member's browser: two tabs share a stream and one takes over from the other;
// news overtake a page that was asked for; what cannot be sent waits and is sent once, whoever sits there meanwhile;
// where streams are swallowed the page asks, says so quietly, misses nothing, and listens again by itself.
//
//     SETWISE=build/setwise node tests/browser/line.mjs
import { COUNCIL, PHONE, accessible, check, enter, open, roomOf, run, sees, told, until } from './kit.mjs';
import { goOn, picture, presents } from './roomkit.mjs';
import { freePort, start } from '../faults/client.mjs';
import { badProxy } from '../faults/weather.mjs';

const noise = /Failed to load resource|net::|EventSource/; // what the browser says of such a network is no fault

const button = (page, name) => page.getByRole('button', { name }).and(page.locator('main button')).first();
async function press(page, name) {
	await button(page, name).waitFor();
	await page.waitForTimeout(1600); // a second press sooner is taken for a slip
	await button(page, name).click();
}
const paused = (page) => page.locator('.arc[data-paused]').count().then((n) => n > 0);
const words = (page, selector) => page.locator(selector).allTextContents();
const once = (list, text) => list.filter((one) => one === text).length === 1;

async function note(page, text) {
	await page.fill('#note', text);
	await press(page, 'Save my note');
}

// ---- one stream for two tabs ----

async function shared({ helen, ben, room, proxy }) {
	const other = await ben.context().newPage();
	await other.goto(room);
	const streams = () => proxy.streams();
	await until(() => streams() === 2, `one stream for Helen and one for Ben’s two tabs: ${streams()}`);
	await press(helen, /^Pause/);
	await until(async () => (await paused(ben)) && (await paused(other)), 'both tabs hear of it');
	await other.evaluate(() => {
		globalThis.heard = [];
		new MutationObserver(() => globalThis.heard.push(document.getElementById('say').textContent)).observe(document.getElementById('say'), { childList: true });
	});
	await Promise.all([ben.close(), press(helen, /^Carry on/)]);
	await until(async () => !(await paused(other)), 'the tab that stays hears of it');
	await until(() => streams() === 2, `and listens itself: ${streams()}`);
	await press(helen, /^Pause/);
	await until(() => paused(other), 'and hears what comes after');
	await until(async () => (await other.evaluate(() => globalThis.heard)).some((text) => text.includes('Paused')), 'and says so');
	const heard = await other.evaluate(() => globalThis.heard.join(' ').match(/Paused|running again/g) ?? []);
	check(heard.filter((text) => text === 'Paused').length === 1, `it says so once: ${heard}`);
	await press(helen, /^Carry on/);
	return other;
}

// ---- news overtake a page ----

async function overtaken({ helen, ben, laptop, room }) {
	let release;
	const held = new Promise((resolve) => (release = resolve));
	let asked = 0;
	await ben.route(room, async (route) => {
		if (asked++) return route.continue();
		const answer = await route.fetch();
		await held;
		await route.fulfill({ response: answer });
	});
	await note(laptop, 'Written on the laptop');
	await until(() => asked > 0, 'the phone is told that the laptop has written');
	await press(helen, /^Pause/);
	await until(() => paused(ben), 'the phone hears of the pause first');
	release();
	await until(async () => (await words(ben, '#my-notes .voice')).includes('Written on the laptop'), 'the note is there');
	check(await paused(ben), 'the older page has undone no news');
	check(asked > 1, 'and was asked for again');
	await ben.unroute(room);
	await press(helen, /^Carry on/);
}

// ---- what cannot be sent ----

async function waits({ all, helen, ben, room, proxy, base }) {
	proxy.cut();
	// Two forms of a page that came with one key.
	await note(ben, 'A note without a line');
	await ben.fill('#q', 'Does a question wait as well?');
	await press(ben, /^(Put my hand up|Send my question)$/);
	await until(async () => (await ben.locator('#waiting li').count()) === 2, 'a note and a question wait to be sent');
	await picture(all, 'line', 'waiting');
	proxy.calm();
	// The page goes, which the browser asks about, and comes back.
	let asked = 0;
	ben.on('dialog', (dialog) => {
		asked++;
		dialog.accept();
	});
	await ben.goto(room);
	check(asked > 0, 'who leaves with words that wait is asked first');
	await until(async () => (await ben.locator('#waiting li').count()) === 0, 'they are sent when the page is back');
	await ben.reload();
	check(once(await words(ben, '#my-notes .voice'), 'A note without a line'), 'the note is there once');
	await until(async () => once(await words(helen, '#questions .qs .voice'), 'Does a question wait as well?'), 'the question is there once');

	// Their session ends while they write, and somebody else sits down there.
	await ben.context().request.post(`${base}/sign-out`, { headers: { Origin: base }, maxRedirects: 0 });
	await note(ben, 'Written while signed out');
	await until(async () => (await words(ben, '#waiting li')).some((text) => text.includes('Written while signed out')), 'it waits');
	await sees(ben, 'You have been signed out.', 'and the page says why');
	await picture(all, 'line', 'signed-out');
	const me = await ben.locator('main').getAttribute('data-me');
	await enter(ben, base, 'Kofi Mensah');
	await until(async () => (await ben.locator('main').getAttribute('data-me')) !== me, 'the page becomes that of whoever is there now');
	await ben.waitForTimeout(8000); // what waits is tried every seven seconds
	check(!(await ben.content()).includes('Written while signed out'), 'words of one person are neither shown to another nor sent by them');
	await enter(ben, base, 'Ben Hartley');
	await ben.goto(room);
	await until(async () => once(await words(ben, '#my-notes .voice'), 'Written while signed out'), 'signed in again, what they wrote is sent by itself');
	check((await words(ben, '#waiting li')).length === 0, 'and waits no longer');
	check(!(await ben.getByText('You have been signed out.').isVisible()), 'and nothing says that they are signed out');
}

// What a press sent has arrived, and its answer has not: the page is fetched again and shows it, its button means
// something else, and is pressed again.
async function pressedAgain({ helen, ben, room }) {
	const question = 'Is it there once?';
	let release, sent = 0, looked = 0;
	const held = new Promise((resolve) => (release = resolve));
	await ben.route(`${room}/question`, async (route) => {
		sent++;
		const answer = await route.fetch();
		await held;
		await route.fulfill({ response: answer });
	});
	const count = (request) => request.method() === 'GET' && request.url() === room && looked++;
	if (await ben.getByRole('button', { name: 'Put it down' }).isVisible()) await press(ben, 'Put it down');
	await button(ben, /^Put my hand up$/).waitFor();
	ben.on('requestfinished', count);
	await ben.fill('#q', question);
	await press(ben, /^Put my hand up$/);
	await sees(helen, question, 'it has arrived');
	await until(async () => looked > 0 && (await words(ben, '#asked .qs .voice, #shown .qs .voice')).includes(question), 'and stands on the page that sent it');
	await ben.waitForTimeout(1000); // until what was fetched is drawn, and past the guard against a second press
	await ben.locator('#ask button[value=send]').evaluate((again) => again.click());
	await ben.waitForTimeout(500);
	check(sent === 1, `what is on its way is not sent again: ${sent} times`);
	release();
	await until(async () => (await ben.inputValue('#q')) === '', 'the answer comes');
	await press(helen, /^Pause/); // what went out before this has come before it
	await until(() => paused(helen), 'the room goes on');
	await press(helen, /^Carry on/);
	check(once(await words(helen, '#questions .qs .voice'), question), 'it is asked once');
	ben.off('requestfinished', count);
	await ben.unroute(`${room}/question`);
}

// Words and a hand that come too late: the words are a note, the hand is down, and it is there to be read.
async function tooLate({ all, helen, ben, proxy }) {
	const cookie = (await ben.context().cookies()).find((one) => one.name.includes('session') || one.httpOnly);
	if (await ben.getByRole('button', { name: 'Put it down' }).isVisible()) await press(ben, 'Put it down');
	await button(ben, /^Put my hand up$/).waitFor();
	proxy.cutOff(cookie.value);
	await ben.fill('#q', 'What if it comes too late?');
	await press(ben, /^(Put my hand up|Send my question)$/);
	await until(async () => (await ben.inputValue('#q')) === '', 'the question waits');
	await press(ben, /^Put my hand up$/);
	await sees(ben, 'your hand', 'and the hand');
	await goOn(helen, null);
	proxy.cutOff('');
	await until(async () => (await ben.locator('#waiting li').count()) === 0, 'nothing waits any longer');
	await picture(all, 'line', 'too-late');
	const became = ben.locator('[data-told]');
	await until(() => became.isVisible(), 'what became of it is there to be read');
	const sentence = await became.innerText();
	check(/kept in your notes/.test(sentence) && /Your hand is down/.test(sentence), `and of both: “${sentence}”`);
	await ben.locator('.head').click();
	check(!(await became.isVisible()), 'a press closes it');
	await ben.reload();
	check(once(await words(ben, '#my-notes .voice'), 'What if it comes too late?'), 'the words are a note, once');
}

// ---- streams are swallowed ----

const state = (page) => page.locator('[data-link]').first().getAttribute('data-state');

async function asks({ all, helen, ben, laptop, proxy }) {
	proxy.weather({ mute: true });
	await ben.clock.install();
	await until(async () => {
		await ben.clock.fastForward(27000);
		await ben.waitForTimeout(300);
		return (await state(ben)) === 'slow';
	}, 'the page goes over to asking');
	check((await ben.locator('[data-link]').first().textContent()).trim() === '3 seconds behind', 'and says so');
	await accessible(ben, 'a page that asks');
	for (const size of [PHONE, { width: 320, height: 640 }]) {
		await ben.setViewportSize(size);
		await picture(all, 'line', `asking ${size.width}`);
	}
	await ben.setViewportSize(COUNCIL);
	await picture(all, 'line', 'asking');
	await press(helen, /^Pause/);
	let began = performance.now();
	await until(() => paused(ben), 'it hears of a pause');
	console.log(`  a page that asks saw a pause after ${((performance.now() - began) / 1000).toFixed(1)} s`);
	began = performance.now();
	await note(laptop, 'Written on the laptop once more');
	await until(async () => once(await words(ben, '#my-notes .voice'), 'Written on the laptop once more'), 'and is told to look');
	console.log(`  and a note of the other device after ${((performance.now() - began) / 1000).toFixed(1)} s`);
	proxy.calm();
	check((await state(ben)) === 'slow', 'it still asks');
	await ben.clock.fastForward(301000);
	await until(async () => (await state(ben)) === 'ok', 'after five minutes it listens again');
	await press(helen, /^Carry on/);
	await until(async () => !(await paused(ben)), 'and hears');
}

async function story(browser, server, proxy, base) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL, forgives: noise });
	let ben = await open(browser, 'Ben', { viewport: COUNCIL, forgives: noise });
	await enter(helen, base, 'Helen Marsh');
	await enter(ben, base, 'Ben Hartley');
	const room = await roomOf(ben, base);
	await helen.goto(room);
	await ben.goto(room);
	await press(helen, 'Open the room');
	await press(helen, 'Start the meeting');
	await presents(helen, 'Amara', room);
	for (const stage of ['Check-in', 'Progress', 'Airtime', 'Present', 'Clarify', 'Questions']) await goOn(helen, stage);
	ben = await shared({ helen, ben, room, proxy });
	told('two tabs share a stream');
	ben.on('console', (m) => m.type() === 'error' && !noise.test(m.text()) && check(false, `Ben: ${m.text()}`));

	const laptop = await open(browser, 'Ben’s laptop', { viewport: COUNCIL, forgives: noise });
	await enter(laptop, base, 'Ben Hartley', room);
	await overtaken({ helen, ben, laptop, room });
	told('news overtake a page');
	await seatHolds({ helen, ben, laptop, proxy });
	told('one seat, two devices');
	const all = { helen, ben, laptop };
	await asks({ all, helen, ben, laptop, proxy });
	told('a page asks, and listens again');
	await laptop.close();
	await waits({ all: { helen, ben }, helen, ben, room, proxy, base });
	told('what waits is sent once');
	await pressedAgain({ helen, ben, room });
	told('what is pressed again is sent once');
	await tooLate({ all: { helen, ben }, helen, ben, proxy });
	told('what came too late is told');
}

// ---- two devices, one seat ----

async function seatHolds({ helen, ben, laptop, proxy }) {
	const seats = () => helen.evaluate(() => document.querySelector('#stage ul.vh').textContent);
	const before = await seats();
	await helen.evaluate(() => {
		globalThis.flickers = 0;
		new MutationObserver(() => globalThis.flickers++).observe(document.querySelector('#stage ul.vh'), { childList: true, subtree: true, characterData: true });
	});
	const [cookie] = (await laptop.context().cookies()).filter((one) => one.name.includes('session') || one.httpOnly);
	proxy.cutOff(cookie.value);
	await until(async () => (await laptop.locator('[data-link]').first().getAttribute('data-state')) === 'waiting', 'the laptop is cut off');
	await note(ben, 'Written while the laptop was away');
	proxy.cutOff('');
	await until(async () => once(await words(laptop, '#my-notes .voice'), 'Written while the laptop was away'), 'and back, with what it missed');
	check((await seats()) === before, 'the ring is as before');
	check((await helen.evaluate(() => globalThis.flickers)) === 0, 'and did not flicker');
}

const port = await freePort(), base = `http://127.0.0.1:${port}`;
const server = await start('demo', ['--log-level=error', `--base-url=${base}`]);
const proxy = await badProxy(port, server.base.slice(7), 1);
await run(async (browser) => {
	try {
		await story(browser, server, proxy, base);
	} finally {
		await proxy.end();
		await server.remove();
	}
}, 'the line holds, and where it does not nothing is lost');
