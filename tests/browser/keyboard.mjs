// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole half day by keys alone: who facilitates, who presents and a member on a phone's width sign in by mail,
// find the room and go through it from opening to close with Tab, Enter, Space and the arrows; see keys.mjs for
// what holds at every stop.  Nothing that comes from the others takes anybody's focus away.
//
//     SETWISE=build/setwise node tests/browser/keyboard.mjs
import { COUNCIL, PHONE, check, mailWith, newestMail, run, sees, startDemo, told, until } from './kit.mjs';
import { keyWindow } from './keys.mjs';

async function signIn(keys, demo, address, home) {
	const { page } = keys;
	const before = newestMail(demo.data);
	await page.goto(`${demo.base}/sign-in`);
	await keys.press('Tab');
	const skip = await keys.stop();
	check(skip.region === 'skip', `${keys.name}: the first stop is the way past the header`);
	await keys.press('Enter');
	check(await page.evaluate(() => document.activeElement.id === 'main' || location.hash === '#main'), `${keys.name}: and it leads to the page itself`);
	await keys.write('email', address);
	await Promise.all([page.waitForURL('**/sign-in/sent'), keys.press('Enter')]);
	const link = await mailWith(demo.data, /http:\S+\/sign-in\/link\/\S+/, before);
	await page.goto(link);
	await keys.to(/^Sign in$/);
	await Promise.all([page.waitForURL(`**${home}`), keys.press('Enter')]);
	await keys.round(['skip', 'header', 'main', 'after']);
}

// The next press of who facilitates, and that it holds everybody's focus.
async function goOn(all, wanted, stage) {
	await all.helen.page.waitForTimeout(1600); // a second press sooner is taken for a slip
	await all.helen.act(wanted);
	for (const keys of Object.values(all)) {
		await until(async () => stage.test(await keys.page.title()), `${stage} reaches ${keys.name}`);
		await keys.held(`when ${stage} began`);
	}
}

async function opening(all) {
	const { helen, amara, priya } = all;
	for (const keys of [amara, priya]) await keys.follow(/^Go to the room$/);
	await amara.to('note'); // somebody stands in their notes while the room opens
	await priya.to(/^Now$/);
	await helen.follow(/^Go to the room$/);
	await helen.follow(/^Open the room$/);
	for (const keys of [amara, priya]) {
		await sees(keys.page, 'Waiting to start', `the opening reaches ${keys.name}`);
		await keys.held('when the room opened');
	}
	await helen.round(['skip', 'header', 'stage', 'main', 'order', 'after']);
	await amara.round(['skip', 'header', 'main', 'after']);
	await priya.round(['skip', 'header', 'main', 'after']);
	told('a room opened by keys');
}

async function untilAirtime(all) {
	const { helen, amara, priya } = all;
	await goOn(all, /^Start the meeting$/, /^Arrive/);
	await goOn(all, /^Start check-in$/, /^Check-in/);
	await amara.act(/^I’ve finished$/);
	await helen.act(/^\+? ?2 minutes$/);
	await helen.act(/^Pause$/, 'Space');
	await helen.page.waitForTimeout(1600);
	await helen.act(/^Carry on$/, 'Space');
	await goOn(all, /^Start progress$/, /^Progress/);
	await amara.to(/^What happened, and what did you learn/);
	await amara.page.keyboard.type('I asked two of them.');
	await amara.act(/^Partly$/, 'Space');
	await goOn(all, /^Start airtime$/, /^Airtime/);
	await priya.act(/^Soon$/);
	await amara.act(/^Now$/);
	await helen.act(/^Use this order$/);
	await goOn(all, /^Start (the first round|Amara)/, /^Present/);
	told('from the opening to the first round by keys');
}

async function firstRound(all) {
	const { helen, amara, priya } = all;
	await goOn(all, /^Start clarify$/, /^Clarify/);
	await goOn(all, /^Start questions$/, /^Questions/);
	await priya.write('q', 'What have you already ruled out?');
	await priya.act(/^Put my hand up$/);
	await helen.act(/^Invite Priya$/);
	await helen.act(/^Put on screen ?: What have you/);
	await amara.act(/^Keep this one$/);
	await amara.act(/^Park it$/, 'Space');
	await amara.act(/^Take it up again$/);
	await priya.write('q', 'Who else knows?');
	await priya.act(/^Put my hand up$/);
	await priya.act(/^Put it down$/, 'Space');
	await helen.act(/^Take down$/);
	await priya.to(/^My notes$/);
	await priya.press('Enter'); // one part at a time on a phone
	await priya.write('note', 'Ask about the letter.');
	await priya.act(/^Save my note$/);
	await priya.to(/^Now$/);
	await priya.press('Enter');
	await goOn(all, /^Start sum up$/, /^Sum up/);
	await goOn(all, /^Start reflection$/, /^Reflection/);
	await goOn(all, /^Start actions$/, /^Actions/);
	await amara.write('will', 'Ask each director what they are afraid of');
	await amara.write('by', 'before Christmas');
	await amara.write('know', 'They will have told me');
	await amara.act(/^Add my action$/);
	await goOn(all, /^Start round review$/, /^Round review/);
	told('a round by keys');
}

// Two more rounds in the same stages, to the review, the two questions and the close.
async function toTheEnd(all) {
	const { helen, amara, priya } = all;
	for (let i = 0; i < 30 && !(await helen.page.title()).startsWith('How did we work'); i++) {
		await helen.page.waitForTimeout(1600);
		const before = await helen.page.title();
		await helen.to('do-next');
		await helen.press('Enter');
		await until(async () => (await helen.page.title()) !== before, `there is something after ${before}`);
		for (const keys of Object.values(all)) await keys.held(`after ${before}`);
	}
	await priya.write('helped', 'The silences.');
	await priya.act(/^Save for me$/);
	await goOn(all, /^Start close$/, /^Close/);
	await priya.wait(/^Send my answers$/);
	await priya.to('pulse-form'); // the first of a row of radios
	await priya.press('Space');
	await priya.press('ArrowRight');
	await priya.press('Tab');
	await priya.press('Space');
	await priya.act(/^Send my answers$/);
	await goOn(all, /^End the meeting$/, /ended/);
	await amara.follow(/^Go home$/);
	told('the end by keys');
}

await run(async (browser) => {
	const demo = await startDemo();
	const all = {
		helen: await keyWindow(browser, 'Helen', { viewport: COUNCIL }),
		amara: await keyWindow(browser, 'Amara', { viewport: COUNCIL, colorScheme: 'dark' }),
		priya: await keyWindow(browser, 'Priya', { viewport: PHONE }),
	};
	await signIn(all.helen, demo, 'helen3@region.example', '/facilitate');
	await signIn(all.amara, demo, 'amara7@region.example', '/home');
	await signIn(all.priya, demo, 'priya9@region.example', '/home');
	told('three people in by mail and keys');
	await opening(all);
	await untilAirtime(all);
	await firstRound(all);
	await toTheEnd(all);
	const stops = Object.values(all).reduce((sum, keys) => sum + keys.stops, 0);
	console.log(`  ${stops} stops of Tab were looked at`);
}, 'a whole meeting goes by keys');
