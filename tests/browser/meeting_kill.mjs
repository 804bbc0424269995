// SPDX-License-Identifier: AGPL-3.0-or-later
// The server of a meeting is killed (-9) while everybody asks, and again while an action is sent: every window goes on
// by itself, without a new page; what was sent is there once, drafts stand, clocks agree, streams have no gap.
//
//     SETWISE=build/setwise node tests/browser/meeting_kill.mjs
import { check, run, sees, startDemo, told, until } from './kit.mjs';
import { gather, privateStays, seats, secret } from './company.mjs';
import { clocksAgree, goOn } from './roomkit.mjs';

const here = seats.filter(([, key]) => ['Amara', 'Ben', 'Priya', 'Amara’s laptop'].includes(key));
const press = (page, name) => page.getByRole('button', { name }).first().click();

// Sends by the page's own form; done when the words have left their field, to the server or to what waits.
async function ask(page, text) {
	await page.fill('#q', text);
	await press(page, 'Send my question');
	await until(async () => (await page.inputValue('#q')) === '', `“${text}” leaves its field`);
}

const timesOn = (page, text) => page.evaluate((wanted) =>
	[...document.querySelectorAll('#questions .qs .voice, #shown .qs .voice, #asked .qs .voice, #actions .voice')].filter((p) => p.textContent === wanted).length, text);

async function onceEverywhere(all, texts, where, when) {
	for (const name of where) {
		for (const text of texts) await until(async () => (await timesOn(all[name], text)) === 1, `${when}, “${text}” is once on the screen of ${name}`);
	}
}

async function mark(all) {
	for (const page of Object.values(all)) {
		await page.evaluate(() => { globalThis.sameAsBefore = true; });
		page.isCut = true;
		page.numbers.splice(0, page.numbers.length - 1); // from here on: opening the room was another page
	}
}

// Killed as soon as `during` is under way, and started again on what there is.
async function kill(demo, all, during) {
	await mark(all);
	const work = during();
	await demo.end('SIGKILL');
	await all.Helen.waitForTimeout(1500);
	await demo.begin();
	await work;
}

async function asBefore(all, when) {
	for (const [name, page] of Object.entries(all)) {
		check(await page.evaluate(() => globalThis.sameAsBefore === true), `${when}, the page of ${name} is still the same`);
		await until(() => page.evaluate(() => [...document.querySelectorAll('[data-link]')].every((link) => link.dataset.state === 'ok')), `${when}, ${name} is connected`);
		page.isCut = false;
		const { numbers } = page;
		check(numbers.every((n, i) => i === 0 || n === numbers[i - 1] + 1), `${when}, the stream of ${name} has no gap and nothing twice: ${numbers}`);
	}
	await clocksAgree(all, when);
	await privateStays(all, when);
}

async function whileAsking(demo, all) {
	const half = secret('A question that is half ', 'Amara’s laptop');
	const note = secret('What I would never say aloud', 'Priya');
	await all['Amara’s laptop'].fill('#note', half);
	await all.Priya.fill('#note', note);
	await press(all.Priya, 'Save my note');
	await sees(all.Priya.locator('#my-notes'), note, 'a note');
	for (const name of ['Ben', 'Priya']) {
		await press(all[name], 'Put my hand up');
		await sees(all.Helen, `Invite ${name}`, 'a hand');
	}
	await ask(all.Ben, 'Asked before it fell?');
	await press(all.Helen.locator('#questions li', { hasText: 'Asked before' }), /Put on screen/);
	await sees(all.screen, 'Asked before it fell?', 'a question on the big screen');

	const texts = Array.from({ length: 8 }, (_, i) => `What else, number ${i + 1}?`);
	await kill(demo, all, () => Promise.all([all.Ben, all.Priya].map(async (page, at) => {
		for (const [i, text] of texts.entries()) if (i % 2 === at) await ask(page, text);
	})));
	await onceEverywhere(all, [...texts, 'Asked before it fell?'], ['Helen', 'Amara', 'Amara’s laptop', 'Ben', 'Priya'], 'after the first kill');
	check((await all['Amara’s laptop'].inputValue('#note')) === half, 'a draft stands');
	check((await all.Priya.locator('#my-notes li').count()) === 1, 'a note is there once');
	for (const name of ['Ben', 'Priya']) check((await all.Helen.getByRole('button', { name: `Invite ${name}` }).count()) === 1, 'a hand is up, once');
	await sees(all.screen, 'Asked before it fell?', 'the big screen shows what it showed');
	await asBefore(all, 'after the first kill');
}

async function whileActing(demo, all) {
	await goOn(all.Helen, 'Sum up');
	await goOn(all.Helen, 'Reflection');
	await goOn(all.Helen, 'Actions');
	const first = 'Tell the three of them together', second = 'Sleep on it first';
	const add = async (text) => {
		await all.Amara.fill('#will', text);
		await all.Amara.fill('#by', 'on Friday');
		await press(all.Amara, 'Add my action');
		await until(async () => (await all.Amara.inputValue('#will')) === '', `“${text}” leaves its field`);
	};
	await add(first);
	await sees(all.Ben, first, 'an action');
	await kill(demo, all, () => add(second));
	await onceEverywhere(all, [first, second], ['Amara', 'Amara’s laptop'], 'after the second kill');
	for (const name of ['Helen', 'Ben', 'Priya']) await sees(all[name].locator('#chosen'), second, `${name} sees it too`);
	await asBefore(all, 'after the second kill');
	await goOn(all.Helen, 'Round review');
	await sees(all.Amara.locator('#yours'), 'It’s your turn, Amara.', 'and the meeting goes on');
}

await run(async (browser) => {
	const demo = await startDemo();
	const { all } = await gather(browser, demo.base, here);
	await press(all.Helen, 'Start the meeting');
	await goOn(all.Helen, 'Check-in');
	await goOn(all.Helen, 'Progress');
	await goOn(all.Helen, 'Airtime');
	await all.Amara.getByRole('button', { name: 'Now', exact: true }).click();
	await sees(all.Helen, 'Use this order', 'a bid');
	for (const stage of ['Present', 'Clarify', 'Questions']) await goOn(all.Helen, stage);
	told('six windows at questions');
	await whileAsking(demo, all);
	told('killed while they asked');
	await whileActing(demo, all);
	told('killed while an action was sent');
}, 'a meeting outlives its server');
