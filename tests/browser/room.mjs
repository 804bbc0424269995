// SPDX-License-Identifier: AGPL-3.0-or-later
// The live room in real browsers: a facilitator, two members and the big screen through part of a half
// day, with axe at each stage, a draft that nothing touches, one member without scripts, and labels that
// follow the stage.  Starts a demo of its own on a free port.
//
//     SETWISE=build/setwise node tests/browser/room.mjs
import { WAIT, accessible, become, check, enter, open, roomOf, run, sees, startDemo, told } from './kit.mjs';

const next = async (helen) => {
	await helen.waitForTimeout(1600); // a second press sooner is taken for a slip
	const before = await helen.title();
	await helen.locator('.dock [data-key="n"], .dock #do-next button').last().click();
	// A new stage is a new title; a next turn is not, and nobody waits long for it.
	await helen.waitForFunction((title) => document.title !== title, before, { timeout: 2000 }).catch(() => {});
};
const labelled = (page, words) =>
	page.locator('.dock').getByRole('button', { name: words }).waitFor({ timeout: WAIT })
		.catch(() => check(false, `the facilitator's button says “${words}”`));

async function story(browser, base) {
	const helen = await open(browser, 'Helen', { viewport: { width: 1366, height: 620 } });
	const amara = await open(browser, 'Amara', { viewport: { width: 390, height: 844 } });
	const ben = await open(browser, 'Ben', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
	const plain = await open(browser, 'Priya, without scripts', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
	await become(helen, base, 'Helen Marsh');
	await become(amara, base, 'Amara Okafor');
	await become(ben, base, 'Ben Hartley');
	await become(plain, base, 'Priya Raman');

	const room = await roomOf(amara, base);
	for (const page of [helen, amara, ben, plain]) await page.goto(room);
	told('four windows');
	await helen.getByRole('button', { name: 'Open the room' }).click();
	await sees(amara, 'Waiting to start', 'the opening reaches a member');
	await accessible(helen, 'facilitator, waiting');
	await accessible(amara, 'member, waiting');

	const code = /code ([A-Z]{6})/.exec(await helen.locator('#tools').innerText())[1];
	const screen = await open(browser, 'big screen', { viewport: { width: 1920, height: 1080 } });
	await screen.goto(`${base}/screen`);
	await accessible(screen, 'the code of the big screen');
	await screen.fill('#code', code.toLowerCase());
	await screen.getByRole('button', { name: 'Show the room' }).click();
	await sees(screen, 'Waiting to start', 'six letters open the big screen');

	told('a room that opens, and its big screen');
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	await labelled(helen, 'Start check-in');
	await next(helen);
	await labelled(helen, 'Ben is next');
	await sees(amara, 'It’s your turn, Amara.', 'whose turn it is');
	await amara.getByRole('button', { name: 'I’ve finished' }).click();
	await sees(ben, 'It’s your turn, Ben.', 'the turn goes on');
	await plain.reload();
	check((await plain.title()).startsWith('Check-in'), 'without scripts the page is fetched again');
	for (const [who, page] of [['facilitator', helen], ['member', amara], ['dark member', ben]]) await accessible(page, `${who}, check-in`);

	told('a check-in');
	for (let i = 0; i < 8 && !(await helen.title()).startsWith('Airtime'); i++) await next(helen);
	await amara.getByRole('button', { name: 'Now', exact: true }).click();
	await sees(helen, 'Use this order', 'a bid is seen');
	await accessible(helen, 'facilitator, airtime');
	await next(helen);
	await sees(amara, 'This is your time, Amara.', 'pressing on takes whoever asked');
	check((await amara.locator('#bids').count()) === 0, 'airtime is over, and its list is gone');
	await labelled(helen, 'Start clarify');
	await next(helen);
	await next(helen);
	await labelled(helen, 'Start sum up');
	told('airtime by bids');
	await questions({ helen, amara, ben, plain, screen });
	return room;
}

async function questions({ helen, amara, ben, plain, screen }) {
	await ben.fill('#q', 'A draft that nothing touches');
	await ben.locator('h1').evaluate(() => document.activeElement.blur());
	await plain.reload();
	await plain.fill('#q', 'Who gains if nothing changes?');
	await plain.getByRole('button', { name: 'Put my hand up' }).click();
	check((await plain.locator('.raised').count()) === 1, 'a hand goes up without scripts');
	await sees(helen, 'Invite Priya', 'the hand reaches the facilitator');
	await sees(amara, 'Who gains if nothing changes?', 'the question reaches the presenter');
	await helen.locator('#questions li', { hasText: 'Who gains' }).getByRole('button').click();
	await sees(screen, 'Priya asked Amara', 'it is on the big screen');
	await helen.getByRole('button', { name: 'Take down' }).waitFor({ timeout: WAIT }).catch(() => check(false, 'its button is now “Take down”'));
	await amara.getByRole('button', { name: 'Keep this one' }).click();
	await sees(amara, 'Kept, for you only', 'a private mark');
	check((await ben.inputValue('#q')) === 'A draft that nothing touches', 'a draft survives');
	await ben.fill('#q', 'What would you do first if all three said yes?');
	await sees(ben, 'Reads as an open question.', 'the quiet hint');
	await ben.getByRole('button', { name: 'Put my hand up' }).click();
	await ben.getByRole('button', { name: 'Put it down' }).waitFor({ timeout: WAIT });
	check((await ben.getByRole('button', { name: 'Put my hand up' }).count()) === 0, 'with a hand up there is one thing to do with it');
	check((await ben.inputValue('#q')) === '', 'what was sent leaves its field');
	for (const [who, page] of [['facilitator', helen], ['presenter', amara], ['dark member', ben], ['big screen', screen]])
		await accessible(page, `${who}, questions`);
	for (const [width, height] of [[1680, 1000], [680, 800], [390, 844], [320, 640]]) {
		await helen.setViewportSize({ width, height });
		await accessible(helen, `facilitator, ${width} px`);
	}
}

// Whoever is taken out of the set while they are in its room, and whoever signs out everywhere, is out at once.
async function out(browser, base, room) {
	const joan = await open(browser, 'the office'), tom = await open(browser, 'somebody taken out', { expects: [404] });
	const ruth = await open(browser, 'signed out elsewhere', { expects: [401] }), phone = await open(browser, 'elsewhere');
	await enter(tom, base, 'Tom Whitcombe', room);
	await enter(ruth, base, 'Ruth Adeyemi', room);
	await enter(phone, base, 'Ruth Adeyemi', `${base}/account`);
	await enter(joan, base, 'Joan Fairley', `${base}/sets`);
	await joan.getByRole('link', { name: /^Riverside/ }).first().click();
	await joan.goto(`${joan.url()}/members`);
	await joan.getByRole('link', { name: 'Tom Whitcombe' }).first().click();
	const pressed = Date.now();
	await joan.getByRole('button', { name: 'Take Tom out of the set' }).click();
	await tom.waitForURL(`${base}/home`).catch(() => check(false, `who was taken out is out, not at ${tom.url()}`));
	told(`taken out, and out ${((Date.now() - pressed) / 1000).toFixed(1)} s later`);
	await phone.getByRole('button', { name: /everywhere/i }).click();
	await sees(ruth, 'You have been signed out.', 'who signed out elsewhere is told here');
}

await run(async (browser) => {
	const { base } = await startDemo();
	await out(browser, base, await story(browser, base));
}, 'the room is as promised');
