// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting of a set, from its opening to its questions: a facilitator, eight windows of its seven members and
// the big screen, on devices whose clocks are up to seven minutes wrong.  All clocks agree, also after somebody
// sets theirs; every question is on every screen that should have it, once; what is private is nowhere else,
// not even in the streams; two hundred events leave a draft alone.  AXE=PATTERN looks at the stages whose names match with axe too, for each role.
//
//     SETWISE=build/setwise node tests/browser/meeting.mjs
import { BIG, COUNCIL, PHONE, check, enter, open, roomOf, run, sees, startDemo, told, until } from './kit.mjs';
import { clocksAgree, forms, goOn, lookAt, recordStream, wrongDevice } from './roomkit.mjs';

const MINUTE = 60000;
const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const laptop = { viewport: COUNCIL };
const dark = { colorScheme: 'dark' };

// Who sits where: [name, window, minutes by which the device is wrong].  Amara has a phone and a laptop.
const seats = [
	['Amara Okafor', 'Amara', phone, -7], ['Ben Hartley', 'Ben', { ...laptop, ...dark }, 7],
	['Priya Raman', 'Priya', laptop, 3], ['Tom Whitcombe', 'Tom', { ...phone, ...dark }, -3],
	['Sioned Prŷs', 'Sioned', phone, 0], ['Kofi Mensah', 'Kofi', laptop, 5.5],
	['Ruth Adeyemi', 'Ruth', phone, -6], ['Amara Okafor', 'Amara’s laptop', laptop, 6.5],
];
const QUESTIONS = 20, EVENTS = 200;
const secret = { // words that only one person may ever see
	note: 'Nobody else reads this line, said Kofi to himself',
	draft: 'What would you lose if ',
};

async function windows(browser, base) {
	const all = {};
	let room = '';
	for (const [name, key, options, wrong] of [...seats, ['Helen Marsh', 'Helen', laptop, -5]]) {
		const page = all[key] = await open(browser, key, options);
		await wrongDevice(page, wrong * MINUTE);
		await recordStream(page);
		await enter(page, base, name);
		room ||= await roomOf(page, base);
		await page.goto(room);
	}
	await all.Helen.getByRole('button', { name: 'Open the room' }).click();
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await open(browser, 'big screen', { viewport: BIG });
	await wrongDevice(all.screen, 4 * MINUTE);
	await recordStream(all.screen);
	await all.screen.goto(`${base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	await Promise.all(members(all).map((page, i) => sees(page, 'Waiting to start', `the opening reaches window ${i}`)));
	return { all, room };
}

const members = (all) => seats.map(([, key]) => all[key]);

async function beginning(all) {
	await lookAt(all, 'waiting');
	await all.Helen.getByRole('button', { name: 'Start the meeting' }).click();
	await goOn(all.Helen, 'Check-in');
	await clocksAgree(all, 'check-in');
	await lookAt(all, 'check-in');
	await goOn(all.Helen, 'Progress');
	await lookAt(all, 'progress');
	const told = all.Amara.locator('#progress form').first();
	await told.locator('textarea').fill('I asked two of them. Both were relieved.');
	await told.getByRole('button', { name: 'Partly' }).click();
	await sees(all.Helen, 'Both were relieved', 'what was learnt is seen by the one who facilitates');
	await goOn(all.Helen, 'Airtime');
	await all.Kofi.getByRole('button', { name: 'Soon' }).click();
	await all.Amara.getByRole('button', { name: 'Now', exact: true }).click();
	await sees(all.Helen, 'Use this order', 'bids reach the facilitator');
	await lookAt(all, 'airtime');
	await goOn(all.Helen, 'Present');
	await sees(all.Amara, 'This is your time, Amara.', 'the first bid has the time');
	await sees(all['Amara’s laptop'], 'This is your time, Amara.', 'and so has their other device');
	await lookAt(all, 'present', 'Amara');
	await goOn(all.Helen, 'Clarify');
	await lookAt(all, 'clarify', 'Amara');
	await goOn(all.Helen, 'Questions');
}

// How often each page shows each of these texts.
async function counts(page, texts) {
	return page.evaluate((wanted) => {
		const shown = [...document.querySelectorAll('#questions .qs .voice, #asked .qs .voice')].map((p) => p.textContent);
		return wanted.map((text) => shown.filter((t) => t === text).length);
	}, texts);
}

async function onEveryScreenOnce(all, texts, when) {
	for (const page of [all.Helen, ...members(all)]) {
		const name = Object.keys(all).find((key) => all[key] === page);
		await until(async () => (await counts(page, texts)).every((n) => n === 1), `${when}, each question is once on the screen of ${name}`);
	}
	for (const text of texts) check(!(await all.screen.content()).includes(text), `${when}, the big screen does not show “${text}” unasked`);
}

// Ruth is writing; the room has two hundred events.
async function draftLives(all, room) {
	const { Ruth } = all;
	await Ruth.locator('#q').pressSequentially(`${secret.draft}it stayed?`);
	for (let i = 0; i < 'it stayed?'.length; i++) await Ruth.keyboard.press('ArrowLeft');
	await all.Tom.getByRole('link', { name: 'My notes' }).click();
	await all.Tom.fill('#note', 'a draft without the focus');
	await all.Tom.locator('#note').blur();
	const before = await Ruth.evaluate(() => scrollY);
	const texts = [];
	for (let i = 0; i < QUESTIONS; i++) texts.push(`What else could it be, number ${i + 1}?`);
	const hands = EVENTS - QUESTIONS;
	await Promise.all([
		forms(all.Ben, texts.slice(0, QUESTIONS / 2).map((text) => [`${room}/question`, { text, do: 'send' }])),
		forms(all.Priya, texts.slice(QUESTIONS / 2).map((text) => [`${room}/question`, { text, do: 'send' }])),
		...[all.Sioned, all.Kofi].map((page) => forms(page, Array.from({ length: hands / 2 }, (_, i) =>
			[`${room}/hand`, i % 2 ? { do: 'down' } : {}]))),
	]);
	await onEveryScreenOnce(all, texts, 'after two hundred events');
	const is = await Ruth.evaluate(() => ({
		id: document.activeElement.id, at: document.activeElement.selectionStart, value: document.activeElement.value, y: scrollY,
	}));
	check(is.id === 'q', `the focus is still in the draft, not in “${is.id}”`);
	check(is.value === `${secret.draft}it stayed?`, `the draft is untouched: “${is.value}”`);
	check(is.at === secret.draft.length, `the caret stands where it stood, not at ${is.at}`);
	check(Math.abs(is.y - before) <= 1, 'and nothing has scrolled');
	check((await all.Tom.inputValue('#note')) === 'a draft without the focus', 'so is one without the focus');
	await all.Ruth.keyboard.insertText('never ');
	check((await all.Ruth.inputValue('#q')).includes('if never it'), 'and one can write on in the middle');
	return texts;
}

async function privateStays(all, when) {
	const owners = { note: ['Kofi'], draft: ['Ruth'] };
	for (const [key, page] of Object.entries(all)) {
		const page_is = await page.content(), stream = page.stream.join('\n');
		for (const [what, names] of Object.entries(owners)) {
			if (names.includes(key)) continue;
			check(!page_is.includes(secret[what]), `${when}, the ${what} of ${names[0]} is not on the page of ${key}`);
			check(!stream.includes(secret[what]), `${when}, the ${what} of ${names[0]} is not in the stream of ${key}`);
		}
		if (key !== 'Helen') check(!/Not asked yet|Only you can see this/.test(`${page_is}${stream}`), `${when}, ${key} is not sent what is for the facilitator`);
		if (!key.startsWith('Amara')) check(!`${page_is}${stream}`.includes('Kept, for you only'), `${when}, ${key} is not sent a private mark`);
	}
	check(!/Hand up|hand is up/.test(await all.screen.content()), `${when}, no queue is on the big screen`);
}

async function questions(all, room) {
	const texts = await draftLives(all, room);
	told('two hundred events past a draft');
	await lookAt(all, 'questions', 'Amara');
	await all.Kofi.fill('#note', secret.note);
	await all.Kofi.getByRole('button', { name: 'Save my note' }).click();
	await sees(all.Kofi, secret.note, 'a note is there');
	await all.Amara.locator('#asked li', { hasText: 'number 3?' }).getByRole('button', { name: 'Keep this one' }).click();
	await sees(all.Amara, 'Kept, for you only', 'a private mark');
	await privateStays(all, 'while questions are asked');
	await clocksAgree(all, 'questions');
	await all.Ben.evaluate(() => { globalThis.wrongBy -= 600000; }); // somebody sets the clock of their device
	await all.Ben.waitForTimeout(2500);
	await clocksAgree(all, 'after a device was set');
	return texts;
}

await run(async (browser) => {
	const demo = await startDemo();
	const { all, room } = await windows(browser, demo.base);
	told('ten windows in one room');
	await beginning(all);
	told('from check-in to questions');
	await questions(all, room);
	told('questions');
}, 'the meeting is as promised');
