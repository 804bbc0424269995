// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting without devices is typed in without scripts, and its owner finds theirs on a phone; roles are given, a
// question asked aloud is written down, something noticed is noted. Each page is looked at in every size, light and dark.
import { COUNCIL, NARROW, PHONE, accessible, check, enter, open, roomOf, run, sees, startDemo, until } from './kit.mjs';
import { goOn } from './roomkit.mjs';

// One window looks as a council laptop, a phone and a narrow one; axe judges each.
async function inEverySize(page, what) {
	for (const [name, size] of Object.entries({ council: COUNCIL, phone: PHONE, small: NARROW }))
		for (const colorScheme of ['light', 'dark']) {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme });
			await accessible(page, `${what}, ${name}, ${colorScheme}`);
		}
	await page.setViewportSize(COUNCIL);
}

async function typedIn(browser, base) {
	// axe needs scripts, so that what is typed without them is looked at in another window.
	const amara = await open(browser, 'Amara', { viewport: COUNCIL, javaScriptEnabled: false, expects: [422] });
	const looking = await open(browser, 'Amara looking', { viewport: COUNCIL });
	await enter(looking, base, 'Amara Okafor');
	const room = await roomOf(looking, base);
	const sheet = room.replace(/room$/, 'afterwards');
	await looking.goto(sheet);
	await inEverySize(looking, 'what matters of the meeting');

	await enter(amara, base, 'Amara Okafor', sheet);
	await amara.selectOption('#who-1', { label: 'Kofi Mensah' });
	await amara.fill('#minutes-1', 'forty');
	await amara.fill('#focus-1', 'What am I avoiding?');
	await amara.fill('#questions-1', 'What does he think?\nWho pays for it?');
	await amara.fill('#act-1-1', 'Ask him for a walk');
	await amara.locator('summary', { hasText: 'More people' }).click(); // unfolds without scripts
	await amara.getByRole('button', { name: 'Save it all' }).click();
	await sees(amara, 'First: minutes must be a whole number', 'a slip is said');
	check((await amara.inputValue('#focus-1')) === 'What am I avoiding?', 'and nothing is lost');
	await amara.fill('#minutes-1', '40');
	await amara.getByRole('button', { name: 'Save it all' }).click();
	await sees(amara, 'Each of them finds what is theirs at home', 'it is saved');
	check(!(await amara.content()).includes('What am I avoiding?'), 'who typed it does not read it');
	await amara.context().close();

	const kofi = await open(browser, 'Kofi', { viewport: PHONE });
	await enter(kofi, base, 'Kofi Mensah', `${base}/home`);
	await kofi.getByRole('link', { name: 'Look whether it is right' }).click();
	await sees(kofi, 'You presented for 40 minutes.', 'his minutes');
	await inEverySize(kofi, 'yours, from paper');
	await kofi.getByRole('button', { name: /That.s right/ }).click();
	await kofi.goto(`${base}/home`);
	check(!(await kofi.content()).includes('Look whether it is right'), 'and home is quiet again');
	await kofi.context().close();
	await looking.context().close();
}

async function besideTheRoom(browser, base) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL, expects: [422] });
	const ben = await open(browser, 'Ben', { viewport: PHONE });
	const amara = await open(browser, 'Amara', { viewport: PHONE });
	await enter(amara, base, 'Amara Okafor');
	const room = await roomOf(amara, base);
	await enter(helen, base, 'Helen Marsh', room);
	await helen.getByRole('button', { name: 'Open the room' }).click();
	await amara.goto(room);
	await enter(ben, base, 'Ben Hartley', room);
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	await helen.goto(`${room}/order`);
	await helen.selectOption('select >> nth=0', { label: 'Amara' });
	await helen.getByRole('button', { name: 'Use this order' }).click();
	for (const stage of ['Check-in', 'Progress', 'Airtime', 'Present', 'Clarify', 'Questions']) await goOn(helen, stage);

	await helen.goto(`${room}/roles`);
	await inEverySize(helen, 'who does what');
	await helen.getByRole('button', { name: /^Ben\s*: Secretary/ }).click();
	await sees(helen, 'Ben has it.', 'two taps, and it is his');
	await ben.getByRole('link', { name: 'Write down what somebody asked aloud' }).click();
	await inEverySize(ben, 'asked aloud');
	await ben.getByLabel('Ben', { exact: true }).check();
	await ben.getByLabel('The question, as they said it').fill('What would you miss?');
	await ben.getByRole('button', { name: 'Put it with the questions' }).click();
	await sees(amara, 'What would you miss?', 'Amara has it, live');
	await amara.getByRole('button', { name: 'Hot' }).first().click();
	await amara.locator('button[aria-pressed="true"]', { hasText: 'Hot' }).waitFor();
	await inEverySize(amara, 'the presenter’s questions');

	await helen.goto(room);
	await helen.locator('#signals > details > summary').click();
	await helen.locator('#signal-advice > summary').click();
	await helen.getByRole('button', { name: /^Turn it into a question\s*, at: Advice/ }).click();
	await sees(helen, 'Advice. Turn it into a question', 'one tap, and it is noted');
	await helen.getByRole('button', { name: /^Turn it into a question\s*, at: Advice/ }).click();
	await until(async () => (await helen.locator('#my-noticed li').count()) === 2, 'the same again is noted again');
	await inEverySize(helen, 'what Helen notices');
	check(!(await ben.content()).includes('What do you notice?'), 'for who leads alone');
}

await run(async (browser) => {
	const paper = await startDemo();
	await typedIn(browser, paper.base);
	await paper.end();
	await besideTheRoom(browser, (await startDemo()).base);
}, 'the pages of paper, and those beside the room, are as they should be');
