// SPDX-License-Identifier: AGPL-3.0-or-later
// The second half of the meeting of meeting.mjs: what a presenter does with questions, actions, another's round,
// how the set worked, two questions for each, who came, the end.
import { check, sees, told, until } from './kit.mjs';
import { members, privateStays, secret, tell } from './company.mjs';
import { clocksAgree, goOn, lookAt } from './roomkit.mjs';

const press = (page, name, options = {}) => page.getByRole('button', { name, ...options }).first().click();
const shows = (page, text) => page.getByText(text).first().isVisible();

const nameOf = (all, page) => Object.keys(all).find((key) => all[key] === page);

async function everybodySees(all, text, why) {
	await Promise.all([all.Helen, ...members(all)].map((page) => sees(page, text, `${why}, that of ${nameOf(all, page)} too`)));
}

// Kept is the presenter's alone, parked is the room's, and the screen shows one question at a time.
async function chosenQuestions(all, asked) {
	const of = (page, text) => page.locator('#shown li, #asked li, #questions li').filter({ has: page.getByText(text, { exact: true }) });
	await press(of(all.Amara, asked[4]), 'Park it');
	await sees(of(all.Ben, asked[4]), ', parked', 'what is parked is parked for everybody');
	await press(of(all.Helen, asked[6]), /Put on screen/);
	await sees(all.screen, asked[6], 'the big screen shows the question that was put there');
	check(!(await all.screen.content()).includes(asked[7]), 'and no other');
	await sees(all.Amara, 'On the big screen', 'the presenter is told which');
	await press(of(all.Helen, asked[8]), /Put on screen/);
	await sees(all.screen, asked[8], 'another takes its place');
	await until(async () => !(await all.screen.content()).includes(asked[6]), 'and the first is gone');
	await press(of(all.Amara, asked[6]), 'Keep this one');
	await until(() => of(all.Amara, asked[6]).getByText('Kept, for you only').isVisible(), 'and that is kept');
	await privateStays(all, 'after keeping and parking');
}

const doing = [
	['Ask each director what they would lose', 'before we meet again', 'They answer in their own words'],
	['Write down what I have not said to my own director', 'on Friday', 'One page, and I have read it aloud once'],
	['Let somebody else chair the next board', 'in January', 'I have listened for an hour'],
];
const kofis = ['Have lunch with her, and no agenda', 'this week', 'She has said one thing I did not know'];

async function writeAction(page, [what, by, know]) {
	await page.fill('#will', what);
	await page.fill('#by', by);
	await page.fill('#know', know);
	await press(page, 'Add my action');
	await until(async () => (await page.inputValue('#will')) === '', `“${what}” is taken`);
}

async function actions(all) {
	const half = secret('Perhaps I should rather', 'Amara’s laptop');
	await goOn(all.Helen, 'Sum up');
	await press(all.Amara, 'Go without reflection');
	await sees(all.Amara, 'I’d like reflection after all', 'the presenter leaves a stage out');
	await lookAt(all, 'sum-up', 'Amara');
	await goOn(all.Helen, 'Actions');
	await all['Amara’s laptop'].fill('#will', half);
	for (const action of doing) {
		await writeAction(all.Amara, action);
		await everybodySees(all, action[0], 'an action is on every screen of the set');
	}
	check((await all['Amara’s laptop'].inputValue('#will')) === half, 'what is half written on the other device stays');
	await until(async () => !(await all.Amara.locator('#will').isVisible()), 'three actions are enough');
	await until(() => all.Amara.evaluate(() => document.activeElement.matches('h1,h2,h3')), 'and whoever was in that form reads on at a heading');
	check(!(await all.screen.content()).includes(doing[0][0]), 'the big screen shows no action unasked');
	await press(all.Amara, 'Show my actions on the big screen');
	await sees(all.screen, doing[2][0], 'and does when their owner says so');
	await clocksAgree(all, 'actions');
	await privateStays(all, 'at actions');
	await lookAt(all, 'actions', 'Amara');
	await goOn(all.Helen, 'Round review');
	await lookAt(all, 'round review', 'Amara');
	await goOn(all.Helen, 'Break');
	await sees(all.Ben, /Back at/, 'everybody knows when it goes on');
	await lookAt(all, 'break');
}

// The second round, of whoever asked next.
async function another(all, room) {
	await goOn(all.Helen, 'Present');
	await sees(all.Kofi, 'This is your time, Kofi.', 'whoever asked second has the second round');
	check((await all.Amara.locator('#shown .qs .voice, #asked .qs .voice').count()) === 0, 'the questions of the first round are put away');
	await goOn(all.Helen, 'Clarify');
	await goOn(all.Helen, 'Questions');
	const question = 'What does she think happened?';
	await all.Priya.fill('#q', question);
	await press(all.Priya, 'Put my hand up');
	await sees(all.Helen, 'Invite Priya', 'a hand');
	await press(all.Helen, 'Invite Priya');
	await sees(all.Priya, 'Go ahead, Priya.', 'and whoever is invited knows it');
	await sees(all.Kofi, question, 'the question reaches whoever presents');
	await clocksAgree(all, 'the second questions');
	await goOn(all.Helen, 'Sum up');
	await goOn(all.Helen, 'Reflection');
	await sees(all.Kofi, 'You listen now, Kofi.', 'the presenter listens');
	await goOn(all.Helen, 'Actions');
	await writeAction(all.Kofi, kofis);
	await everybodySees(all, kofis[0], 'his action is everybody’s to see');
	await privateStays(all, 'in the second round');
	await goOn(all.Helen, 'Round review');
	// The third is for whoever asked third; it is short.
	for (let i = 0; i < 10 && !/^How did we work/.test(await all.Helen.title()); i++) await goOn(all.Helen, null);
	return question;
}

async function lookBack(all) {
	const helped = secret('The silence after the third question', 'Ben');
	const hindered = secret('I read mail under the table', 'Ben');
	await all.Ben.fill('#helped', helped);
	await all.Ben.fill('#hindered', hindered);
	await press(all.Ben, 'Save for me');
	await sees(all.Ben.locator('#my-lines'), hindered, 'lines are kept for their writer');
	await privateStays(all, 'while each writes alone');
	await press(all.Ben.locator('#my-lines li').filter({ hasText: helped }), 'Share this line');
	await sees(all.Helen, '1 line shared.', 'that one was shared is known, not what');
	await privateStays(all, 'before the lines are shown');
	await lookAt(all, 'review');
	tell(helped);
	await press(all.Helen, 'Show the lines together');
	await everybodySees(all, helped, 'shared lines are shown together');
	await sees(all.screen, helped, 'also on the big screen');
	await privateStays(all, 'after the lines were shown');
	return { helped, hindered };
}

async function twoQuestions(all) {
	await goOn(all.Helen, 'Close');
	await lookAt(all, 'close');
	for (const [name, helped, safe] of [['Amara', 3, 4], ['Tom', 4, 4], ['Priya', 2, 3]]) {
		const form = all[name].locator('#pulse-form');
		await form.locator('[name="helped"]').nth(helped).check();
		await form.locator('[name="safe"]').nth(safe).check();
		await press(form, 'Send my answers');
		await until(() => shows(all[name], 'Your two answers have been sent. Thank you.'), `${name} is thanked`);
		check(!(await form.isVisible()), `and ${name} is not asked again`);
	}
	check(!(await all.Ruth.getByText('Your two answers').isVisible()), 'whoever has not answered is not thanked');
	check(await all.Ruth.locator('#pulse-form').isVisible(), 'and is still asked');
	for (const page of members(all)) await sees(page.locator('#next'), 'Next time', 'everybody sees when they meet next');
}

// Sioned's phone was open in somebody else's bag; Ruth is marked so by mistake.
async function whoCame(all, room) {
	const { Helen } = all;
	const line = (name) => Helen.locator('.todo li', { hasText: name });
	const may = (name, what) => line(name).getByRole('button', { name: what }).isVisible();
	await Helen.goto(`${room}/people`);
	for (const name of ['Sioned', 'Ruth']) {
		await press(line(name), /Did not come/);
		await until(() => may(name, /^Came/), `${name} did not come`);
	}
	await press(line('Ruth'), /^Came/);
	await until(() => may('Ruth', /Did not come/), 'a mistake is put right');
	await Helen.goto(room);
}

// All that was said, and what belongs to whom.
export async function ending(all, room, asked) {
	await all.Tom.getByRole('link', { name: 'Now' }).click(); // he was at his notes
	await chosenQuestions(all, asked);
	await actions(all);
	told('actions');
	const question = await another(all, room);
	told('the second round');
	const lines = await lookBack(all);
	await twoQuestions(all);
	await whoCame(all, room);
	await clocksAgree(all, 'close');
	await privateStays(all, 'at the close');
	await all.Helen.waitForTimeout(1600);
	await press(all.Helen, 'End the meeting', { exact: true });
	await everybodySees(all, 'The meeting has ended', 'the end reaches everybody');
	await sees(all.screen, 'The meeting has ended', 'and the big screen');
	await sees(all.Tom, 'Go home', 'members are shown the way home');
	await lookAt(all, 'ended');
	await privateStays(all, 'after the end');
	return { asked, kept: [asked[2], asked[6]], parked: asked[4], doing, kofis, question, ...lines };
}
