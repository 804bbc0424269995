// SPDX-License-Identifier: AGPL-3.0-or-later
// The rehearsal room in a browser: chosen, led, answered by one press, looked back at, deleted; at the
// widths people have, in light and dark, with axe; and without scripts.
//
//     SETWISE=build/setwise node tests/browser/rehearsal.mjs
import { accessible, axe, check, COUNCIL, enter, fits, NARROW, open, PHONE, run, sees, startDemo, told, until } from './kit.mjs';

const GUARD = 1700; // a second "next" sooner is taken for a slip

async function look(page, what) {
	for (const [size, name] of [[NARROW, '320'], [PHONE, 'phone'], [COUNCIL, 'laptop']]) {
		await page.setViewportSize(size);
		await fits(page, `${what}, ${name}`);
		await axe(page, `${what}, ${name}`, 'shape');
	}
	for (const colorScheme of ['dark', 'light']) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await axe(page, `${what}, ${colorScheme}`, 'colours');
	}
}

async function begin(page, base, scenario, number) {
	await page.goto(`${base}/rehearsal`);
	await page.getByLabel(scenario).check();
	await page.locator('details summary').click();
	await page.fill('#seed', number);
	await page.getByRole('button', { name: 'Open the practice room' }).click();
	check(/\/rehearsal\/\w{13}$/.test(page.url()), `led to ${page.url()}`);
}

const next = async (page) => {
	await page.waitForTimeout(GUARD);
	await page.locator('#do-next button').click();
};

async function led(browser, base) {
	const page = await open(browser, 'Helen', { viewport: COUNCIL, expects: [422] });
	await enter(page, base, 'Helen Marsh', `${base}/facilitate`);
	await page.locator('main').getByRole('link', { name: 'Practise facilitating' }).click();
	await page.getByRole('button', { name: 'Open the practice room' }).click();
	await sees(page, 'Choose a scenario', 'nothing chosen is said');
	await accessible(page, 'the choice, with a fault');
	await page.goto(`${base}/rehearsal`);
	await look(page, 'the choice');

	await begin(page, base, 'The bill that nobody owns', '4711');
	await sees(page, 'Practice: nobody here is real', 'it says what it is');
	await until(async () => !/^[01] of/.test(await page.locator('#link').innerText()), 'somebody arrives by themselves');
	await look(page, 'waiting');
	await page.getByRole('button', { name: 'Start the meeting' }).click();
	await page.locator('#interventions:not([hidden])').waitFor();
	await next(page);
	await sees(page, 'Amara says', 'the presenter is heard');
	await next(page);
	const asks = page.locator('#heard .by', { hasText: ' asks' }).first();
	await asks.waitFor({ timeout: 90000 }).catch(() => check(false, 'somebody asks'));
	await look(page, 'questions');
	check(await page.getByRole('button', { name: 'Turn it into a question' }).isVisible() &&
		await page.locator('#do-pause button').evaluate((b) => b.getBoundingClientRect().bottom <= innerHeight),
	'on a council laptop one speaks and goes on without scrolling');
	await page.getByRole('button', { name: 'One question' }).focus();
	await page.keyboard.press('Enter');
	await until(async () => (await page.locator('#heard .newest').innerText()).includes('Which one question?'), 'what I say is heard');
	await page.fill('#own', 'And what is that like for you?');
	await page.getByRole('button', { name: 'Say it' }).click();
	await until(async () => (await page.locator('#heard').innerText()).includes('And what is that like for you?'), 'my own words are heard');
	await until(async () => (await page.inputValue('#own')) === '', 'and the field is free for the next');
	told('led by one press');

	await page.getByRole('button', { name: /End the practice/ }).click();
	await page.waitForURL(/\/mirror$/);
	await sees(page, 'There are no marks, and no right answers.', 'the mirror');
	await sees(page, 'Which one question?', 'it shows what I said');
	await look(page, 'the mirror');
	await page.getByRole('link', { name: 'Repeat this one' }).click();
	check(await page.inputValue('#seed') === '4711' && await page.getByLabel('The bill that nobody owns').isChecked(), 'the same again is filled in');
	await page.getByRole('button', { name: /^Delete The bill/ }).click();
	await sees(page, 'The practice meeting is deleted.', 'deleted at once');
	await page.context().close();
	told('looked back at, and deleted');
}

// A member in the demo, by refreshing.
async function withoutScripts(browser, base) {
	const page = await open(browser, 'without scripts', { viewport: PHONE, javaScriptEnabled: false });
	await enter(page, base, 'Amara Okafor', `${base}/home`);
	await page.getByRole('link', { name: /^Practise facilitating/ }).click();
	await begin(page, base, 'My best person', '3');
	await page.getByRole('button', { name: 'Start the meeting' }).click();
	await page.getByRole('button', { name: 'Name the time' }).click();
	await sees(page, 'We have a few minutes left.', 'said and heard after the answer');
	await page.getByRole('button', { name: /End the practice/ }).click();
	check(page.url().endsWith('/mirror'), 'to the mirror');
	await page.context().close();
	told('without scripts');
}

await run(async (browser) => {
	const { base } = await startDemo();
	await led(browser, base);
	await withoutScripts(browser, base);
}, 'the rehearsal room is as it should be');
