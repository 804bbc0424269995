// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages that no menu leads to: behind a link in a mail, of one entry or one member, with a fault in the form,
// beside a room that is open, practice, notices.  run.mjs goes to them after those of the menus, so that no route
// that is a page is left out.  Each is looked at where it stands, in every width, light and dark.
import { COUNCIL, NARROW, PHONE, axe, check, enter, fits, keep, mailWith, newestMail, open, roomOf, sees } from './kit.mjs';
import { goOn } from './roomkit.mjs';

const press = (page, name) => page.getByRole('button', { name }).first().click();

// The shape of a page does not depend on its colours.
async function inEveryWay(page, what, looked) {
	looked.add(new URL(page.url()).pathname);
	await page.evaluate(() => document.fonts.ready);
	for (const size of [PHONE, NARROW, COUNCIL])
		for (const colorScheme of ['light', 'dark']) {
			const as = `${what}, ${size.width} ${colorScheme}`;
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme });
			if (colorScheme === 'light') await fits(page, as);
			await axe(page, as, colorScheme === 'light' ? 'all' : 'colours');
			await keep(page, as);
		}
	await page.emulateMedia({ colorScheme: 'light' });
}

// ---- behind a mail ----

async function signIn(page, { base, data }, look) {
	await page.goto(`${base}/sign-in`);
	await page.fill('#email', 'amara at work');
	await press(page, 'Send me a link');
	await look('sign-in, with a fault');
	const before = newestMail(data);
	await page.fill('#email', 'amara7@region.example');
	await press(page, 'Send me a link');
	await page.fill('#code', '12 34');
	await press(page, 'Sign in with the code');
	await look('the code, with a fault');
	const link = await mailWith(data, /http:\S+\/sign-in\/link\/\S+/, before);
	await page.goto(link);
	await look('a link to sign in');
	await press(page, 'Sign in');
	await sees(page, 'Hello Amara', 'the link signs in');
	await page.context().clearCookies();
	await page.goto(link);
	await look('a link that is used up');
}

async function invitation(page, { base, data }, look) {
	const before = newestMail(data);
	await enter(page, base, 'Joan Fairley', `${base}/sets`);
	await page.locator('main').getByRole('link', { name: /^Hawthorn/ }).click();
	const set = new URL(page.url()).pathname;
	await page.goto(`${base}${set}/members`);
	await press(page, 'Send the invitations');
	await look('invitations to nobody');
	await page.fill('textarea', 'somebody.new@region.example');
	await press(page, 'Send the invitations');
	await look('an invitation is sent');
	await page.locator('main a[href*="/members/"]').first().click();
	await look('one member, for the office');
	const link = await mailWith(data, /http:\S+\/invite\/\S+/, before);
	await page.context().clearCookies();
	await page.goto(link);
	await look('an invitation');
	await press(page, 'Join the set');
	await look('an invitation, with faults');
	await page.goto(`${base}/invite/nothing`);
	await look('an invitation that is none');
}

// ---- of one entry, with faults, and notices ----

async function member(page, { base }, look) {
	await page.goto(`${base}/nothing`);
	await look('nothing there, for a stranger');
	await enter(page, base, 'Amara Okafor', `${base}/nothing`);
	await look('nothing there, for a member');
	await page.goto(`${base}/log`);
	await page.locator('.entry a').first().click();
	await look('an entry in the log');
	await page.getByRole('link', { name: 'Delete this entry' }).click();
	await look('an entry before it is deleted');
	await page.goto(`${base}/log`);
	await page.fill('#q', 'zzz');
	await press(page, 'Look');
	await look('nothing found in the log');
	await page.goto(`${base}/actions`);
	await page.locator('.page-head a', { hasText: 'Add an action' }).first().click();
	await press(page, 'Add my action');
	await look('an action without words');
	await page.goto(`${base}/log`);
	await page.fill('#text', 'Half a thought that must not be lost.');
	await page.context().clearCookies();
	await press(page, 'Save to my log');
	await sees(page, 'Half a thought that must not be lost.', 'what was written is given back');
	await look('signed out while writing');
}

async function office(page, { base }, look) {
	await enter(page, base, 'Joan Fairley', `${base}/overview`);
	await look('the overview, greeted');
	for (const [what, url, button] of [['a person', '/people/new', /^(Add|Save)/], ['a set', '/sets/new', 'Make the set'],
		['a programme', '/programmes/new', 'Make the programme'], ['an organisation', '/organisations', 'Add it']]) {
		await page.goto(base + url);
		await press(page, button);
		await look(`${what} without a name`);
	}
	await page.goto(`${base}/people?q=zzz`);
	await look('nobody found');
	await page.goto(`${base}/sets`);
	await page.locator('main').getByRole('link', { name: /^Heron/ }).click();
	await page.getByRole('link', { name: /^8: / }).click();
	await page.getByRole('link', { name: 'Call it off' }).click();
	await look('calling a meeting off');
	await page.goto(`${base}/sets`);
	await page.locator('main').getByRole('link', { name: /^Copper Beech/ }).click();
	await look('a set whose year is over');
}

// ---- from paper ----

async function yours(page, { base }, look) {
	await enter(page, base, 'Amara Okafor');
	await page.goto((await roomOf(page, base)).replace(/room$/, 'afterwards'));
	await page.selectOption('#who-1', { label: 'Kofi Mensah' });
	await page.fill('#minutes-1', 'forty');
	await page.fill('#focus-1', 'What am I avoiding?');
	await press(page, 'Save it all');
	await look('paper typed in, with a fault');
	await page.fill('#minutes-1', '40');
	await press(page, 'Save it all');
	await enter(page, base, 'Kofi Mensah', `${base}/home`);
	await page.getByRole('link', { name: 'Look whether it is right' }).click();
	await look('yours, from paper');
}

// ---- practice ----

async function practice(page, { base }, look) {
	await enter(page, base, 'Helen Marsh', `${base}/rehearsal`);
	await look('practice, chosen');
	await page.getByLabel('The bill that nobody owns').check();
	await press(page, 'Open the practice room');
	await press(page, 'Start the meeting');
	await look('practice');
	await press(page, /End the practice/);
	await page.waitForURL(/\/mirror$/);
	await look('practice, looked back at');
	await page.goto(`${base}/rehearsal`);
	await look('practices that one has');
}

// ---- beside a room ----

// The office moves the first meeting of a set that has not met to this moment; gives its room.
export async function firstMeetingNow(browser, base) {
	const joan = await open(browser, 'the office', { viewport: COUNCIL });
	await enter(joan, base, 'Joan Fairley', `${base}/sets`);
	await joan.locator('main').getByRole('link', { name: /^Hawthorn/ }).click();
	await joan.getByRole('link', { name: /^1: / }).click();
	const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).format(new Date());
	const [, day, month, year, time] = /(\d+)\/(\d+)\/(\d+), (\S+)/.exec(parts);
	for (const [field, value] of Object.entries({ 'held_on-d': day, 'held_on-m': month, 'held_on-y': year, start_min: time }))
		await joan.fill(`[name="${field}"]`, value);
	const room = `${/^\S+\/meetings\/\w{13}/.exec(joan.url())[0]}/room`;
	await joan.getByRole('button', { name: 'Save the meeting' }).click();
	await joan.context().close();
	return room;
}

async function room(browser, { base }, lookAt) {
	const at = await firstMeetingNow(browser, base);
	const leads = await open(browser, 'who leads', { viewport: COUNCIL }), grace = await open(browser, 'a member', { viewport: PHONE });
	await enter(leads, base, 'Nadia Karim', at);
	await press(leads, 'Open the room');
	const code = /code ([A-Z]{6})/.exec(await leads.locator('#tools').innerText())[1];
	await enter(grace, base, 'Grace Oyelaran', at);
	await press(leads, 'Start the meeting');
	for (const part of ['order', 'people', 'roles', 'running']) {
		await leads.goto(`${at}/${part}`);
		await lookAt(leads, `the room, ${part}`);
	}
	await leads.goto(at);
	for (let steps = 0, asked = false; steps < 20 && !(await leads.title()).startsWith('Ground rules'); steps++) {
		const choice = leads.locator('#choose button').first();
		if (!asked && await choice.count()) await choice.click();
		await goOn(leads);
		if (!asked && (await leads.title()).startsWith('Questions')) {
			asked = true;
			await leads.goto(`${at}/scribe`);
			await lookAt(leads, 'the room, asked aloud');
			await leads.goto(at);
		}
	}
	await sees(grace, 'Propose a ground rule', 'the rules reach a member');
	await lookAt(grace, 'the room of a member, ground rules');
	await grace.fill('#rule', 'We begin on time, and end on time.');
	await press(grace, 'Propose it');
	await leads.getByRole('link', { name: /^Change the words/ }).click();
	await lookAt(leads, 'the room, a rule');
	const screen = await open(browser, 'the big screen', { viewport: COUNCIL, expects: [422] });
	await screen.goto(`${base}/screen`);
	await screen.fill('#code', 'ABC');
	await press(screen, 'Show the room');
	await lookAt(screen, 'the code of the big screen, with a fault');
	await screen.fill('#code', code);
	await press(screen, 'Show the room');
	await sees(screen, 'Ground rules', 'the code shows the room');
	await lookAt(screen, 'the big screen on small screens');
}

export async function corners(browser, demo, looked) {
	for (const story of [signIn, invitation, member, office, yours, practice]) {
		const page = await open(browser, story.name, { viewport: COUNCIL, expects: [403, 404, 410, 422] });
		await story(page, demo, (what) => inEveryWay(page, what, looked));
		await page.context().close();
		console.log(`looked at ${story.name}`);
	}
	await room(browser, demo, (page, what) => inEveryWay(page, what, looked));
	check([...looked].some((url) => url.endsWith('/scribe')), 'somebody writes down what was asked aloud');
}
