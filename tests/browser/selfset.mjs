// SPDX-License-Identifier: AGPL-3.0-or-later
// Half a day that a set runs by itself, in real browsers, without anybody having prepared: the office says that
// nobody facilitates, three members open the room, roles stand as the rotation offers them and change by a tap, a
// co-holder takes over when a device drops, and opening, ground rules, bids, a round, review and close need no
// facilitator.  Afterwards the facilitator, who was not there, finds a date and nothing that was said.
// PICTURES=FOLDER keeps a picture of every window in every stage.
//
//     SETWISE=build/setwise node tests/browser/selfset.mjs
import { COUNCIL, PHONE, check, enter, fits, open, roomOf, run, sees, startDemo, told, until } from './kit.mjs';
import { picture, presents } from './roomkit.mjs';

const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const press = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();

// ---- the office: nobody facilitates this one ----

async function alone(browser, demo, room) {
	const joan = await open(browser, 'Joan', { viewport: COUNCIL, expects: [422] }); // less than the notice promised
	await enter(joan, demo.base, 'Joan Fairley', room.replace(/room$/, 'settings'));
	await joan.locator('input[name=who][value=self]').check();
	await press(joan, 'Save the facilitator');
	const agreed = joan.locator('input[name=is_agreed]');
	if (await agreed.count()) {
		await joan.locator('input[name=who][value=self]').check();
		await agreed.check();
		await press(joan, 'Save the facilitator');
	}
	await joan.context().close();
}

// ---- a meeting ----

// Whoever leads has all the controls; the others have none.
const leads = async (page) => (await page.locator('.dock #do-next').count()) > 0;
async function leader(all) {
	for (const [who, page] of Object.entries(all)) if (await leads(page)) return who;
	return '';
}

async function goOn(all, stage) {
	const who = await leader(all), page = all[who];
	check(who, `somebody leads before ${stage}`);
	await page.waitForTimeout(1600); // a second press sooner is taken for a slip
	await page.locator('.dock #do-next button').first().click();
	for (const [called, other] of Object.entries(all)) {
		await until(async () => new RegExp(`^${stage}`).test(await other.title()), `${called} is in “${stage}”`);
		await fits(other, `${called}, ${stage}`);
	}
	await picture(all, 'selfset', stage);
}

async function arrive(all) {
	await sees(all.Ben, 'Any of you can open the room.', 'a member is told that anyone may open it');
	await press(all.Amara, 'Open the room');
	await sees(all.Priya, 'Waiting to start', 'the opening reaches the others');
	await picture(all, 'selfset', 'waiting');
	await press(all.Amara, 'Start the meeting');
	for (const page of Object.values(all)) await until(async () => /^Arrive/.test(await page.title()), 'the meeting has begun');
	await sees(all.Ben, 'What is said here stays here.', 'the ground rules are there to be read');
	await sees(all.Amara, 'Only you can see this', 'whoever leads has the words to say');
	await picture(all, 'selfset', 'Arrive');
}

// The roles: offered, and changed by a tap.
async function roles(all) {
	await goOn(all, 'Who does what');
	await sees(all.Ben, 'Timekeeper', 'roles are there to be taken');
	const take = all.Ben.locator('#take-5 button'); // timekeeper
	if (await take.count()) await take.click();
	await sees(all.Amara, /Timekeeper: Ben/, 'a role is taken by a tap, and all see whose it is');
	await sees(all.Ben, 'Your part: Timekeeper', 'and its words are on that screen');
	await all.Priya.locator('#take-1 button').click(); // leads from now on
	await until(() => leads(all.Priya), 'the lead goes over by a tap');
	check(!(await leads(all.Amara)), 'and is one person’s');
	await picture(all, 'selfset', 'roles-taken');
}

// Priya leads, and names who takes over.
async function takesOver(all, room) {
	await all.Priya.goto(`${room}/roles`);
	await picture({ Priya: all.Priya }, 'selfset', 'roles page');
	await press(all.Priya, /^Amara\s*: Takes over if a device drops/);
	await picture({ Priya: all.Priya }, 'selfset', 'roles page after');
	await all.Priya.goto(room);
}

// ---- a device drops, and the one who was named takes over ----

async function drops(all) {
	await all.Priya.context().close(); // without a word
	delete all.Priya;
	// Nobody waits for it: bids are made meanwhile.
	await press(all.Ben, 'Now');
	await sees(all.Amara, /Ben: Now/, 'bids are seen by the others');
	const hold = all.Amara.getByRole('button', { name: 'Hold the room' });
	await hold.waitFor({ timeout: 120000 }).catch(() => check(false, 'the one who was named may take over'));
	await picture(all, 'selfset', 'dropped');
	await hold.click();
	await until(() => leads(all.Amara), 'and holds the room');
}

// ---- a round, review, close ----

async function round(all, room) {
	await presents(all.Amara, 'Ben', room);
	await goOn(all, 'Present');
	await sees(all.Ben, 'This is your time, Ben.', 'whoever asked has the time');
	await goOn(all, 'Clarify');
	await goOn(all, 'Questions');
	const question = 'What would the quietest road say?';
	await all.Ben.locator('#asked').waitFor();
	check((await all.Amara.locator('#q').count()) === 0 || !(await all.Amara.locator('#q').isVisible()) || await asks(all, question), 'whoever leads may ask');
	for (const stage of ['Sum up', 'Reflection', 'Actions']) await goOn(all, stage);
	await all.Ben.fill('#will', 'Ring the quietest road');
	await press(all.Ben, 'Add my action');
	await sees(all.Amara, 'Ring the quietest road', 'an action is written down');
	for (const stage of ['Round review', 'Break', 'How did we work\\?']) await goOn(all, stage);
	await all.Ben.fill('#helped', 'We took our time');
	await press(all.Ben, 'Save for me');
	await press(all.Ben, 'Share this line');
	await sees(all.Amara, '1 line shared.', 'a line waits to be shown');
	await press(all.Amara, 'Show the lines together');
	await sees(all.Amara, 'We took our time', 'and is');
	await goOn(all, 'Close');
	await all.Amara.waitForTimeout(1600);
	await press(all.Amara, /End the meeting/);
	await sees(all.Ben, 'The meeting has ended', 'the end reaches the others');
	await picture(all, 'selfset', 'ended');
}

async function asks(all, words) {
	await all.Amara.fill('#q', words);
	await press(all.Amara, /Put my hand up|Send my question/);
	await sees(all.Ben, words, 'the presenter reads it');
	return true;
}

// ---- afterwards ----

const SAID = ['Ring the quietest road', 'We took our time', 'quietest road say'];

async function helenSeesNothing(browser, demo, room) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL, expects: [404] });
	await enter(helen, demo.base, 'Helen Marsh');
	const answer = await helen.goto(room);
	check(answer.status() === 404, 'a facilitator who was not there has no room');
	for (const page of [room.replace(/\/room$/, ''), `${demo.base}/facilitate`]) {
		await helen.goto(page);
		const words = await helen.locator('body').innerText();
		for (const said of SAID) check(!words.includes(said), `${page} tells a facilitator who was not there “${said}”`);
	}
	await helen.goto(room.replace(/\/room$/, ''));
	await sees(helen, 'You were not at this meeting', 'and the page says why');
	await picture({ Helen: helen }, 'selfset', 'afterwards');
}

await run(async (browser) => {
	const demo = await startDemo();
	const all = {};
	for (const [called, name, options] of [['Amara', 'Amara Okafor', { viewport: COUNCIL }], ['Ben', 'Ben Hartley', phone], ['Priya', 'Priya Raman', { viewport: COUNCIL, colorScheme: 'dark' }]]) {
		all[called] = await open(browser, called, options);
		await enter(all[called], demo.base, name);
	}
	const room = await roomOf(all.Amara, demo.base);
	await alone(browser, demo, room);
	for (const page of Object.values(all)) await page.goto(room);
	await arrive(all);
	told('opened by a member');
	await roles(all);
	told('roles');
	await takesOver(all, room);
	for (const stage of ['Check-in', 'Progress', 'Airtime']) await goOn(all, stage);
	told('to airtime');
	await drops(all);
	told('a device dropped, and another leads');
	await round(all, room);
	told('a round, review and close');
	await helenSeesNothing(browser, demo, room);
}, 'a set runs its own half day');
