// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole half day without scripts: who facilitates and two members, each with plain forms and a page fetched again.
// Everything that the room is for can be done, and no page asks for scripts.
//
//     SETWISE=build/setwise node tests/browser/plain.mjs
import { COUNCIL, PHONE, check, enter, fits, open, roomOf, run, startDemo, told } from './kit.mjs';

const press = (page, name) => page.getByRole('button', { name }).first().click();
const has = async (page, words, what) => check((await page.locator('body').innerText()).includes(words), `${what}: “${words}”`);

async function lookAll(all) {
	for (const [name, page] of Object.entries(all)) {
		await page.reload();
		const words = await page.locator('body').innerText();
		check(!/javascript|enable scripts|needs? scripts/i.test(words), `${name}, ${await page.title()}: nothing asks for scripts`);
		await fits(page, `${name}, ${await page.title()}`);
	}
}

async function goOn(all, stage) {
	await all.helen.waitForTimeout(1600); // a second press sooner is taken for a slip
	await all.helen.locator('#do-next button').first().click();
	check(stage.test(await all.helen.title()), `${stage} begins, not ${await all.helen.title()}`);
	await lookAll(all);
	for (const [name, page] of Object.entries(all)) check(stage.test(await page.title()), `${stage} is there for ${name} once the page is fetched again`);
}

async function toQuestions(all) {
	const { helen, amara, priya } = all;
	await press(helen, 'Open the room');
	await lookAll(all);
	await press(helen, 'Start the meeting');
	await goOn(all, /^Check-in/);
	await press(amara, 'I’ve finished');
	await press(helen, '2 minutes');
	await press(helen, 'Pause');
	await press(helen, 'Carry on');
	await goOn(all, /^Progress/);
	await amara.locator('#progress textarea').first().fill('I asked two of them.');
	await press(amara, 'Partly');
	await goOn(all, /^Airtime/);
	await press(priya, 'Soon');
	await press(amara, /^Now$/);
	await helen.reload();
	await press(helen, 'Use this order');
	await goOn(all, /^Present/);
	await has(amara, 'This is your time, Amara.', 'the first bid has the time');
	await goOn(all, /^Clarify/);
	await goOn(all, /^Questions/);
	told('from the opening to the questions without scripts');
}

async function round(all) {
	const { helen, amara, priya } = all;
	await priya.fill('#q', 'Who gains if nothing changes?');
	await press(priya, 'See how it reads');
	check((await priya.inputValue('#q')) === 'Who gains if nothing changes?', 'the hint keeps what was written');
	await press(priya, 'Put my hand up');
	await has(priya, 'Your hand is up.', 'a hand is up');
	await helen.reload();
	await press(helen, 'Invite Priya');
	await helen.locator('#questions li', { hasText: 'Who gains' }).getByRole('button').first().click();
	await amara.reload();
	await press(amara, 'Keep this one');
	await has(amara, 'Kept, for you only', 'a question is kept');
	await press(amara, 'Park it');
	await has(amara, 'parked', 'a question is parked');
	await priya.fill('#note', 'Ask about the letter.');
	await press(priya, 'Save my note');
	await has(priya, 'Ask about the letter.', 'a note is kept');
	await goOn(all, /^Sum up/);
	await goOn(all, /^Reflection/);
	await goOn(all, /^Actions/);
	await amara.fill('#will', 'Ask each director what they are afraid of');
	await amara.fill('#by', 'before Christmas');
	await press(amara, 'Add my action');
	await has(amara, 'Ask each director', 'an action is there');
	await goOn(all, /^Round review/);
	told('a round without scripts');
}

async function toTheEnd(all, room) {
	const { helen, amara, priya } = all;
	for (let i = 0; i < 30 && !(await helen.title()).startsWith('How did we work'); i++) await goOn(all, /./);
	await priya.fill('#helped', 'The silences.');
	await press(priya, 'Save for me');
	await has(priya, 'The silences.', 'a line is kept');
	await goOn(all, /^Close/);
	await priya.locator('[name="helped"][type="radio"]').last().check({ force: true });
	await priya.locator('[name="safe"]').last().check({ force: true });
	await press(priya, 'Send my answers');
	for (const when of ['at once', 'and when the page is fetched again']) {
		await has(priya, 'Your two answers have been sent. Thank you.', `the two answers are taken, ${when}`);
		check(await priya.locator('#pulse-form').isHidden(), `what was answered is not asked again, ${when}`);
		await priya.reload();
	}
	await amara.reload();
	check(await amara.locator('#pulse-form').isVisible(), 'who has not answered is still asked');
	await press(amara, 'Send my answers');
	await has(amara, 'Choose an answer to both questions', 'no answer is not taken for one');
	await amara.goto(room);
	await goOn(all, /ended/);
	await amara.getByRole('link', { name: 'Go home' }).click();
	await has(amara, 'Ask each director', 'the action is at home');
	told('the end without scripts');
}

await run(async (browser) => {
	const { base } = await startDemo();
	const all = {};
	for (const [key, name, viewport] of [['helen', 'Helen Marsh', COUNCIL], ['amara', 'Amara Okafor', COUNCIL], ['priya', 'Priya Raman', PHONE]]) {
		all[key] = await open(browser, name, { viewport, javaScriptEnabled: false, expects: [422] });
		await enter(all[key], base, name);
	}
	const room = await roomOf(all.amara, base);
	for (const page of Object.values(all)) await page.goto(room);
	await toQuestions(all);
	await round(all);
	await toTheEnd(all, room);
}, 'a whole meeting goes without scripts');
