// SPDX-License-Identifier: AGPL-3.0-or-later
// Every stage of a first meeting and of half a day, for each role: who facilitates, who presents, a member and the
// big screen, light and dark, on a council laptop, a phone and the narrowest phone; with axe, and nothing that
// scrolls sideways.  SHARE=N looks at each stage in one way of N, and at all ways over the stages; without it in
// every way.  PICTURES=FOLDER keeps what was looked at.
//
//     SETWISE=build/setwise node tests/browser/stages.mjs [half|first]
import { BIG, COUNCIL, NARROW, PHONE, axe, check, enter, fits, keep, open, roomOf, run, sees, startDemo, told, until } from './kit.mjs';
import { firstMeetingNow } from './corners.mjs';
import { goOn } from './roomkit.mjs';

const ways = [COUNCIL, PHONE, NARROW].flatMap((size) => ['light', 'dark'].map((colorScheme) => ({ size, colorScheme })));
const dim = [false, true].map((dimmed) => ({ size: BIG, dimmed }));
const share = Number(process.env.SHARE ?? 1);
let looks = 0, turn = 0;

// A page, in those of the ways whose turn it is.  The shape of a page does not depend on its colours.
async function look(page, what, among) {
	for (const [i, { size, colorScheme = null, dimmed = false }] of among.entries()) {
		if ((i + turn) % share) continue;
		const as = `${what}, ${size.width} ${dimmed ? 'dimmed' : colorScheme ?? ''}`;
		await page.setViewportSize(size);
		await page.emulateMedia({ colorScheme });
		if (dimmed) await page.locator('[data-dim]').evaluate((button) => button.click());
		await page.evaluate(() => scrollTo(0, 0)); // what is half under a sticky bar is taken for small
		await fits(page, as);
		await axe(page, as, colorScheme === 'dark' || dimmed ? 'colours' : 'all');
		await keep(page, as);
		if (dimmed) await page.locator('[data-dim]').evaluate((button) => button.click());
		looks++;
	}
	await page.setViewportSize(among[0].size);
}

async function everyRole(all, stage) {
	for (const role of ['facilitator', 'presenter', 'member']) {
		await look(all[role], `${role}, ${stage}`, ways);
		turn++;
	}
	await look(all.screen, `big screen, ${stage}`, dim);
	turn += 2; // five a stage: over six stages each role is looked at in every way
}

// ---- a room with its four windows ----

async function windows(browser, base, names, room) {
	const all = {};
	for (const [role, name] of Object.entries(names)) {
		all[role] = await open(browser, role, { viewport: COUNCIL });
		await enter(all[role], base, name);
	}
	room ??= await roomOf(all.member, base);
	for (const role of Object.keys(names)) await all[role].goto(room);
	await look(all.facilitator, 'facilitator, closed', ways);
	await look(all.member, 'member, closed', ways);
	await all.facilitator.getByRole('button', { name: 'Open the room' }).click();
	const code = /code ([A-Z]{6})/.exec(await all.facilitator.locator('#tools').innerText())[1];
	all.screen = await open(browser, 'big screen', { viewport: BIG });
	await all.screen.goto(`${base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	for (const page of [all.presenter, all.member, all.screen]) await sees(page, 'Waiting to start', 'the opening reaches every window');
	return all;
}

const stageOf = async (page) => (await page.title()).split(/[:–,·|]/)[0].trim();
const press = (page, name) => page.getByRole('button', { name }).first().click();

// What is done at a stage, so that its lists and private parts are there to be looked at.
const acts = {
	'Progress': async ({ presenter }) => {
		const told = presenter.locator('#progress form').first();
		await told.locator('textarea').fill('I asked two of them. Both were relieved.');
		await told.getByRole('button', { name: 'Partly' }).click();
	},
	'Airtime': async ({ facilitator, presenter, member }) => {
		await press(member, 'Soon');
		await press(presenter, /^Now$/);
		await sees(facilitator, 'Use this order', 'bids reach the facilitator');
	},
	'Questions': async ({ facilitator, presenter, member, screen }) => {
		await member.fill('#q', 'Who gains if nothing changes?');
		await press(member, 'Put my hand up');
		await sees(presenter, 'Who gains if nothing changes?', 'a question reaches the presenter');
		await press(presenter, 'Keep this one');
		await facilitator.locator('#questions li', { hasText: 'Who gains' }).getByRole('button').first().click();
		await sees(screen, 'Who gains if nothing changes?', 'a question is put on the big screen');
		await member.fill('#q', 'What would you do if you were not afraid? ');
	},
	'Actions': async ({ presenter, facilitator }) => {
		await presenter.fill('#will', 'Ask each director what they are afraid of');
		await presenter.fill('#by', 'before Christmas');
		await press(presenter, 'Add my action');
		await sees(facilitator, 'afraid of', 'an action reaches the facilitator');
	},
	'How did we work': async ({ member }) => {
		await member.fill('#helped', 'The silences.');
		await press(member, 'Save for me');
		await sees(member, 'The silences.', 'a line is kept');
	},
	'Hopes and fears': async ({ member }) => {
		await member.fill('#hopes', 'That somebody will ask what I really do.');
		await press(member, 'Save for me');
	},
	'Ground rules': async ({ member, facilitator }) => {
		await member.fill('#rule', 'We begin on time, and end on time.');
		await press(member, 'Propose it');
		await sees(facilitator, 'We begin on time', 'a rule reaches the facilitator');
	},
	'Name your issue': async ({ member }) => {
		await member.fill('#issue-text', 'Nobody reads what my team writes.');
		await press(member, 'Share with the set');
	},
};

// From the start to the end.  A round after the first has the same stages and is passed through.
async function meeting(all, least) {
	const seen = new Set();
	await everyRole(all, 'Waiting');
	await press(all.facilitator, 'Start the meeting');
	await all.facilitator.waitForFunction(() => !document.title.startsWith('Waiting'));
	for (let steps = 0; steps < 60; steps++) {
		const stage = await stageOf(all.facilitator);
		if (!seen.has(stage)) {
			seen.add(stage);
			for (const page of [all.presenter, all.member])
				await until(async () => (await stageOf(page)) === stage, `${stage} reaches every window`);
			const choice = all.facilitator.locator('#choose button').first();
			if (await choice.count()) await choice.click();
			for (const [when, act] of Object.entries(acts)) if (stage.startsWith(when)) await act(all);
			await everyRole(all, stage);
		}
		if (!(await all.facilitator.locator('.dock #do-next button').count())) break;
		await goOn(all.facilitator);
	}
	console.log(`  ${[...seen].join(', ')}`);
	check(seen.size >= least, `${seen.size} stages were looked at, of at least ${least}`);
	check((await all.facilitator.locator('#after').count()) === 1, 'the meeting is over');
}

async function half(browser, base) {
	const names = { facilitator: 'Helen Marsh', presenter: 'Amara Okafor', member: 'Priya Raman' };
	await meeting(await windows(browser, base, names), 15);
	told(`half a day, looked at ${looks} times`);
}

async function first(browser, base) {
	const room = await firstMeetingNow(browser, base);
	const names = { facilitator: 'Nadia Karim', presenter: 'Grace Oyelaran', member: 'Dewi Morgan' };
	await meeting(await windows(browser, base, names, room), 15);
	told(`a first meeting, looked at ${looks} times`);
}

const which = process.argv[2];
await run(async (browser) => {
	const { base } = await startDemo();
	if (which !== 'first') await half(browser, base);
	if (which !== 'half') await first(browser, base);
}, 'every stage is as promised');
