// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting of a set, from its opening to its end, what each takes home, and how the next one begins: a
// facilitator, eight windows of its seven members and the big screen, on devices whose clocks are up to seven
// minutes wrong.  All clocks agree, also after somebody sets theirs; every question is on every screen that should
// have it, once; what is private is nowhere else, not even in the streams; two hundred events leave a draft alone.
// AXE=PATTERN looks at the stages whose names match with axe too, for each role.
//
//     SETWISE=build/setwise node tests/browser/meeting.mjs
import { check, run, sees, startDemo, told, until } from './kit.mjs';
import { gather, members, privateStays, secret } from './company.mjs';
import { ending } from './meeting_end.mjs';
import { nextTime, takenHome } from './meeting_home.mjs';
import { clocksAgree, forms, goOn, lookAt } from './roomkit.mjs';

const QUESTIONS = 20, EVENTS = 200;
const note = secret('Nobody else reads this line, said Kofi to himself', 'Kofi');
const draft = secret('What would you lose if ', 'Ruth');
secret('Kept, for you only', 'Amara', 'Amara’s laptop');

async function beginning(all) {
	await lookAt(all, 'waiting');
	await all.Helen.getByRole('button', { name: 'Start the meeting' }).click();
	await goOn(all.Helen, 'Check-in');
	await clocksAgree(all, 'check-in');
	await lookAt(all, 'check-in');
	await sees(all['Amara’s laptop'], 'It’s your turn, Amara.', 'a turn is on both devices of whoever has it');
	await all.Amara.getByRole('button', { name: 'I’ve finished' }).click();
	await until(async () => !(await all['Amara’s laptop'].locator('#yours').isVisible()), 'and leaves both');
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
		const shown = [...document.querySelectorAll('#questions .qs .voice, #shown .qs .voice, #asked .qs .voice')].map((p) => p.textContent);
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
	await Ruth.locator('#q').pressSequentially(`${draft}it stayed?`);
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
	check(is.value === `${draft}it stayed?`, `the draft is untouched: “${is.value}”`);
	check(is.at === draft.length, `the caret stands where it stood, not at ${is.at}`);
	check(Math.abs(is.y - before) <= 1, 'and nothing has scrolled');
	check((await all.Tom.inputValue('#note')) === 'a draft without the focus', 'so is one without the focus');
	await all.Ruth.keyboard.insertText('never ');
	check((await all.Ruth.inputValue('#q')).includes('if never it'), 'and one can write on in the middle');
	return texts;
}

// What somebody writes for themselves on one device is on their other, without a reload, and beside a draft.
async function twoDevices(all) {
	const { Amara } = all, laptop = all['Amara’s laptop'];
	const own = secret('What am I not saying to Priya', 'Amara', 'Amara’s laptop');
	const half = secret('Half a thought of my own', 'Amara’s laptop');
	await laptop.fill('#note', half);
	await Amara.getByRole('link', { name: 'My notes' }).click();
	await Amara.fill('#note', own);
	await Amara.getByRole('button', { name: 'Save my note' }).click();
	await sees(laptop.locator('#my-notes'), own, 'a note is on the other device');
	check((await laptop.inputValue('#note')) === half, 'and what was being written there stays');
	await laptop.locator('#my-notes li', { hasText: own }).getByRole('button', { name: 'Remove' }).click();
	await until(async () => !(await Amara.locator('#my-notes').innerText()).includes(own), 'taken away on one, it goes from the other');
	await Amara.getByRole('link', { name: 'Now' }).click();
}

async function questions(all, room) {
	const texts = await draftLives(all, room);
	told('two hundred events past a draft');
	await lookAt(all, 'questions', 'Amara');
	await all.Kofi.fill('#note', note);
	await all.Kofi.getByRole('button', { name: 'Save my note' }).click();
	await sees(all.Kofi, note, 'a note is there');
	await all.Amara.locator('#shown li, #asked li', { hasText: 'number 3?' }).getByRole('button', { name: 'Keep this one' }).click();
	await sees(all.Amara, 'Kept, for you only', 'a private mark');
	await sees(all['Amara’s laptop'], 'Kept, for you only', 'on both devices');
	await twoDevices(all);
	await privateStays(all, 'while questions are asked');
	await clocksAgree(all, 'questions');
	await all.Ben.evaluate(() => { globalThis.wrongBy -= 600000; }); // somebody sets the clock of their device
	await all.Ben.waitForTimeout(2500);
	await clocksAgree(all, 'after a device was set');
	return texts;
}

await run(async (browser) => {
	const demo = await startDemo();
	const { all, room } = await gather(browser, demo.base);
	told('ten windows in one room');
	await beginning(all);
	told('from check-in to questions');
	const asked = await questions(all, room);
	told('questions');
	const said = await ending(all, room, asked);
	told('from the sum-up to the end');
	await takenHome(all, demo.base, room, said);
	told('what each took home');
	await nextTime(all, demo, room, said);
	told('the next meeting');
}, 'the meeting is as promised');
