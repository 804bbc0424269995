// SPDX-License-Identifier: AGPL-3.0-or-later
// What a screen reader hears over a meeting: every sentence that the status element is given, in its order, for a
// member, the presenter and the facilitator, held against tests/golden/status.txt.  The pages' own timers are
// moved on after each act, so that what waits for its ten seconds is said; the server's clock runs as it does.
// SETWISE_GOLDEN=1 writes the file anew.
//
//     SETWISE=build/setwise node tests/browser/status.mjs
import fs from 'node:fs';
import { COUNCIL, PHONE, check, enter, open, roomOf, run, startDemo, told, until } from './kit.mjs';
import { recordStream } from './roomkit.mjs';

const golden = 'tests/golden/status.txt';
const LATER = 20000; // past the ten seconds between two sentences, and before 25 s are taken for silence

const lines = ['# What a screen reader hears: the sentences of the status element, in order.', ''];

// Every change of #say, without the space that only makes the same words new.
async function listen(page) {
	await page.clock.install();
	page.lead = 0; // by how much its time is ahead of the server's: what it asks for is told so, until learn()
	await page.route('**/clock', (route) => route.fulfill({ body: String(Date.now() + page.lead), contentType: 'text/plain' }));
	await page.addInitScript(() => {
		globalThis.heard = [];
		document.addEventListener('DOMContentLoaded', () => {
			const say = document.getElementById('say');
			if (say) new MutationObserver(() => globalThis.heard.push(say.textContent.replace(/\u00a0$/, ''))).observe(say, { childList: true, characterData: true, subtree: true });
		});
	});
	await recordStream(page);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const press = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();

// Does it, waits until each page has had what came of it, lets their timers run, and writes down what each said.
async function act(all, words, does) {
	const pages = Object.values(all), last = (page) => page.numbers.at(-1) ?? 0;
	const before = Math.max(...pages.map(last));
	await does();
	await until(() => pages.every((page) => last(page) > before && last(page) === Math.max(...pages.map(last))), `${words} reaches all`);
	await pause(400);
	await passes(all, 1);
	await learn(all);
	write(all, words);
}

// So many times twenty seconds, for the pages alone.
async function passes(all, times) {
	for (let i = 0; i < times; i++) {
		if (i) await curtain(all); // news, or they would take the silence for a broken line
		for (const page of Object.values(all)) {
			await page.clock.runFor(LATER);
			page.lead += LATER;
		}
		for (const [who, page] of Object.entries(all)) (said[who] ??= []).push(...await page.evaluate(() => globalThis.heard.splice(0)));
	}
}

// An event of which nobody hears.
async function curtain(all) {
	const pages = Object.values(all), before = pages.map((page) => page.numbers.at(-1) ?? 0);
	await all.facilitator.locator('form[action$="/curtain"] button').first().click();
	await until(() => pages.every((page, i) => page.numbers.at(-1) > before[i]), 'the curtain reaches all');
	await pause(200);
}

// The time, from the server: as after a pause of the device.
async function learn(all) {
	for (const page of Object.values(all)) {
		page.lead = 0;
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	}
	await pause(300);
}

let said = {};
function write(all, words) {
	lines.push(words);
	for (const who of Object.keys(all)) {
		const heard = said[who] ?? [];
		for (const sentence of heard) lines.push(`  ${who}: ${sentence}`);
	}
	lines.push('');
	said = {};
}

async function time(all, words, times) {
	await curtain(all);
	await passes(all, times);
	write(all, words);
	await learn(all);
}

await run(async (browser) => {
	const demo = await startDemo();
	const all = {};
	for (const [role, name, options] of [['member', 'Ben Hartley', { viewport: COUNCIL }], ['presenter', 'Amara Okafor', { viewport: PHONE }], ['facilitator', 'Helen Marsh', { viewport: COUNCIL }]]) {
		all[role] = await open(browser, role, options);
		await listen(all[role]);
		await enter(all[role], demo.base, name);
	}
	const { member, presenter, facilitator } = all;
	const room = await roomOf(presenter, demo.base);
	const next = async () => {
		await facilitator.clock.runFor(2000); // a second press sooner is taken for a slip
		await pause(1600);
		await facilitator.locator('.dock #do-next button').first().click();
	};
	for (const page of Object.values(all)) await page.goto(room);
	await press(facilitator, 'Open the room'); // comes with pages of another kind, so that nothing is said
	for (const page of Object.values(all)) await until(async () => /Waiting|3 of 6/.test(await page.locator('body').innerText()), 'the opening reaches all');
	await pause(1000);
	await passes(all, 1);
	await learn(all);
	write(all, 'The facilitator opens the room.');
	await act(all, 'And starts the meeting.', () => press(facilitator, 'Start the meeting'));
	await act(all, 'The next stage is a round of turns; the one who presents later has the first.', next);
	await act(all, 'She has finished.', () => press(presenter, 'I’ve finished'));
	await act(all, 'The next stage is for last time’s actions.', next);
	await act(all, 'The next is for airtime.', next);
	await act(all, 'She asks for airtime.', () => press(presenter, 'Now'));
	await act(all, 'It is hers.', next);
	await act(all, 'The facilitator pauses.', () => press(facilitator, 'Pause'));
	await act(all, 'And goes on.', () => facilitator.locator('form[action$="/resume"] button').first().click());
	await act(all, 'Two minutes more.', () => press(facilitator, /2 minutes/));
	await time(all, 'Time passes.', 8);
	await act(all, 'Questions to clarify.', next);
	await act(all, 'Open questions.', next);
	await act(all, 'A member’s hand goes up.', () => press(member, 'Put my hand up'));
	await act(all, 'The facilitator invites them.', () => press(facilitator, /^Invite Ben/));
	await act(all, 'They ask, and write it down.', async () => {
		await member.fill('#q', 'Who gains if nothing changes?');
		await member.locator('h1').evaluate(() => document.activeElement.blur());
		await press(member, /^(Put my hand up|Send my question)$/);
	});
	await act(all, 'The facilitator puts it on the big screen.', () => press(facilitator, /^Put on screen/));
	await act(all, 'The presenter parks it.', () => press(presenter, 'Park it'));
	await act(all, 'The presenter sums up.', next);
	await time(all, 'Time passes.', 7);
	await act(all, 'Reflection.', next);
	await act(all, 'Actions.', next);
	await act(all, 'The presenter writes one.', async () => {
		await presenter.fill('#will', 'Ask each for ten minutes alone');
		await press(presenter, 'Add my action');
	});
	await act(all, 'The facilitator ends the meeting.', () => press(facilitator, 'End the meeting now'));
	told('a meeting, as it is heard');
	const heard = `${lines.join('\n').trimEnd()}\n`;
	if (process.env.SETWISE_GOLDEN) fs.writeFileSync(golden, heard);
	const wanted = fs.existsSync(golden) ? fs.readFileSync(golden, 'utf8') : '';
	const got = heard.split('\n'), want = wanted.split('\n');
	const at = got.findIndex((line, i) => line !== want[i]);
	check(heard === wanted, `line ${at + 1} of what is heard is “${got[at]}”, and “${want[at]}” in ${golden}`);
}, 'what is heard is as written');
