// SPDX-License-Identifier: AGPL-3.0-or-later
// Four ways to meet in real browsers, from opening to close, each in a demo of its own: the classic round, WIAL
// with its loop, Heilsbronn in eight steps, a case clinic.  A facilitator, a presenter's phone, members and the
// big screen: every window is in the same stage, each stage leaves what it is for, nobody sees early what is
// written alone, and afterwards what was said is with whose it is.  PICTURES=FOLDER keeps a picture of every
// window in every stage.
//
//     SETWISE=build/setwise node tests/browser/processes.mjs [WAY...]
import { BIG, COUNCIL, PHONE, check, enter, fits, open, roomOf, run, sees, startDemo, told, until } from './kit.mjs';
import { goOn, picture, presents } from './roomkit.mjs';

const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const people = {
	Helen: ['Helen Marsh', { viewport: COUNCIL }],
	Amara: ['Amara Okafor', phone],
	Ben: ['Ben Hartley', { viewport: COUNCIL, colorScheme: 'dark' }],
	Priya: ['Priya Raman', { viewport: { width: 320, height: 640 } }],
};

// ---- what people do ----

const press = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const hides = (page, text, what) => page.evaluate((words) => document.body.innerText.includes(words), text).then((is) => check(!is, what));

async function ask(all, words) {
	await all.Ben.fill('#q', words);
	await press(all.Ben, /Put my hand up|Send my question/);
	await sees(all.Amara, words, `the presenter reads “${words}”`);
	await sees(all.Helen, words, `whoever leads reads “${words}”`);
}

const ISSUE = /none of them owns it/; // that Amara has shared before
async function present(all) {
	await sees(all.Amara, 'This is your time, Amara.', 'the presenter is told so');
	await press(all.Amara, 'Put my issue on the big screen');
	await sees(all.screen, ISSUE, 'an issue is on the big screen when its owner says so');
	await press(all.Amara, 'Take my issue off the screen');
	await until(async () => !ISSUE.test(await all.screen.locator('main').innerText()), 'and off it at once');
}

// Written alone by two, shown together by whoever leads.
async function write(all, words) {
	for (const [who, page] of [['Ben', all.Ben], ['Priya', all.Priya]].filter(([, page]) => page)) {
		await page.fill('#written', `${words}, says ${who}`);
		await press(page, /^Show mine with the others/);
		await sees(page, `${words}, says ${who}`, 'whoever wrote it reads it');
	}
	await hides(all.Amara, `${words}, says Ben`, 'nobody sees early what is written alone');
	await hides(all.screen, `${words}, says Ben`, 'nor does the big screen show it');
	await press(all.Helen, 'Show the lines together');
	await sees(all.Amara, `${words}, says Ben`, 'shown together');
	await sees(all.screen, `${words}, says Ben`, 'on the big screen too');
	const small = await all.screen.evaluate(() => [...document.querySelectorAll('.said p')].filter((p) => parseFloat(getComputedStyle(p).fontSize) < 28).length);
	check(small === 0, `whoever sits at the back reads what was written: ${small} lines are smaller than 28 px`);
}

async function act(page, words) {
	await page.fill('#will', words);
	await press(page, 'Add my action');
	await sees(page, words, 'an action is written down');
}

// ---- the ways ----

const first = { shell: 'uk-halfday', before: ['Arrive', 'Check-in', 'Progress', 'Airtime'], after: ['Break', 'How did we work\\?', 'Close'] };
const ways = {
	'uk-classic': {
		...first, round: 'uk-classic', stages: [
			['Present', present], ['Clarify', (all) => ask(all, 'Who signs the bill?')], ['Questions', (all) => ask(all, 'What do they each fear?')],
			['Sum up'], ['Reflection'], ['Actions', (all) => act(all.Amara, 'Ask each for ten minutes alone')], ['Round review'],
		],
	},
	'wial-90': {
		shell: 'wial-90', round: 'wial', before: ['The two rules', 'A skill to practise'], stages: [
			['The problem', present], ['Questions', (all) => ask(all, 'Whose problem is it?')], ['How are we doing\\?'],
			['The problem in one sentence', notAgreed], ['Questions', (all) => ask(all, 'What if nobody paid?')], ['How are we doing\\?'],
			['The problem in one sentence', agreed], ['The goal'], ['Strategies'], ['How are we doing now\\?'],
			['Actions', eachActs], ['Was I helped\\?'],
		], after: ['How did I do\\?', 'What did we learn\\?'],
	},
	'heilsbronn-8': {
		...first, round: 'heilsbronn-8', stages: [
			['Who does what'], ['The case and the question', present], ['Interview', (all) => ask(all, 'When did it begin?')],
			['What may lie behind it', listens], ['The presenter answers'], ['In your place I would', (all) => write(all, 'In your place I would wait')],
			['The presenter decides', (all) => act(all.Amara, 'Wait until Monday')], ['Exchange'],
		],
	},
	'case-clinic': {
		...first, round: 'case-clinic', stages: [
			['Case giver and timekeeper'], ['Intention', present], ['Stillness'], ['Mirroring', listens], ['Thinking together'],
			['Closing words'], ['Journal'],
		],
	},
};

async function listens(all) {
	await sees(all.Amara, /You listen|listen/, 'the presenter is told to listen');
}

async function notAgreed(all) {
	await write(all, 'Nobody owns it');
	await press(all.Ben, 'Not yet');
	await sees(all.Helen, /Not yet: Ben/, 'whoever leads reads who is not agreed yet');
	await all.Helen.waitForTimeout(1600);
	await press(all.Helen, /Not yet: back to/);
	return 'moved';
}

async function agreed(all) {
	await hides(all.Amara, 'Nobody owns it', 'what was written the time before is not left over');
	await write(all, 'Three own a third each');
	for (const page of [all.Amara, all.Ben, all.Priya]) await press(page, 'Yes, agreed');
	await sees(all.Helen, 'Everyone here agrees.', 'all are agreed');
	await press(all.Helen, 'We agree: go on');
	return 'moved';
}

async function eachActs(all) {
	await act(all.Ben, 'Ring the third director');
	await hides(all.Amara, 'Ring the third director', 'actions that each writes alone are not seen yet');
}

// ---- a meeting ----

async function windows(browser, demo, way) {
	const all = {};
	for (const [called, [name, options]] of Object.entries(people)) {
		if (called === 'Priya' && way.round !== 'wial' && way.round !== 'heilsbronn-8') continue;
		all[called] = await open(browser, `${way.round}: ${called}`, options);
		await enter(all[called], demo.base, name);
	}
	const room = await roomOf(all.Amara, demo.base);
	await all.Helen.goto(room.replace(/room$/, 'process'));
	await all.Helen.selectOption('select[name=shell]', way.shell);
	await all.Helen.selectOption('select[name=round]', way.round);
	await press(all.Helen, 'Meet like this');
	for (const page of Object.values(all)) await page.goto(room);
	await press(all.Helen, 'Open the room');
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await open(browser, `${way.round}: big screen`, { viewport: BIG });
	await all.screen.goto(`${demo.base}/screen`);
	await all.screen.fill('#code', code);
	await press(all.screen, 'Show the room');
	await sees(all.Ben, 'Waiting to start', 'the opening reaches a member');
	await press(all.Helen, 'Start the meeting');
	return { all, room };
}

// Every window is in this stage, says who may speak, and nothing on it is too wide.
async function together(all, stage, way) {
	for (const [called, page] of Object.entries(all)) {
		const where = () => (called === 'screen' ? page.locator('h1').textContent() : page.title());
		await until(async () => new RegExp(`^(Big screen: )?${stage}`).test(await where()), `${way.round}: ${called} is in “${stage}”`);
		await fits(page, `${way.round}, ${stage}, ${called}`);
		const over = await page.evaluate(() => [...document.querySelectorAll('.mark.off + form')].filter((form) => form.getClientRects().length).map((form) => form.id));
		check(over.length === 0, `${way.round}, ${stage}, ${called}: ${over} belongs to another stage`);
	}
}

async function hold(browser, name) {
	const way = ways[name];
	const demo = await startDemo();
	const { all, room } = await windows(browser, demo, way);
	for (const [i, stage] of way.before.entries()) {
		if (i) await goOn(all.Helen, stage);
		await together(all, stage, way);
		if (stage === 'Airtime') await press(all.Amara, 'Now');
		await picture(all, way.round, stage);
	}
	await presents(all.Helen, 'Amara', room);
	let moved = false;
	for (const [stage, does] of way.stages) {
		if (!moved) await goOn(all.Helen, stage);
		await together(all, stage, way);
		moved = (await does?.(all)) === 'moved';
		await picture(all, way.round, stage);
	}
	for (const stage of way.after) {
		await goOn(all.Helen, stage);
		await together(all, stage, way);
		await picture(all, way.round, stage);
	}
	await all.Helen.waitForTimeout(1600);
	await press(all.Helen, /End the meeting/);
	await sees(all.Amara, 'The meeting has ended', 'the end reaches the presenter');
	await sees(all.Ben, 'The meeting has ended', 'and a member');
	await picture(all, way.round, 'ended');
	for (const page of Object.values(all)) await page.context().close();
	await demo.end();
	told(`${name}, from opening to close`);
}

const wanted = process.argv.slice(2);
await run(async (browser) => {
	const ended = await Promise.allSettled((wanted.length ? wanted : Object.keys(ways)).map((name) => hold(browser, name)));
	for (const { reason } of ended) if (reason) throw reason;
}, 'four ways to meet are as promised');
