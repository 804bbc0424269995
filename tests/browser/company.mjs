// SPDX-License-Identifier: AGPL-3.0-or-later
// The company of one meeting: seven members in eight windows, whoever facilitates, and the big screen; on devices
// whose clocks are up to seven minutes wrong.  And what is private to whom: found nowhere else, not even in streams.
import { BIG, COUNCIL, PHONE, check, enter, open, roomOf, sees } from './kit.mjs';
import { recordStream, wrongDevice } from './roomkit.mjs';

const MINUTE = 60000;
const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const laptop = { viewport: COUNCIL };
const dark = { colorScheme: 'dark' };

// Who sits where: [name, window, minutes by which the device is wrong].  Amara has a phone and a laptop.
export const seats = [
	['Amara Okafor', 'Amara', phone, -7], ['Ben Hartley', 'Ben', { ...laptop, ...dark }, 7],
	['Priya Raman', 'Priya', laptop, 3], ['Tom Whitcombe', 'Tom', { ...phone, ...dark }, -3],
	['Sioned Prŷs', 'Sioned', phone, 0], ['Kofi Mensah', 'Kofi', laptop, 5.5],
	['Ruth Adeyemi', 'Ruth', phone, -6], ['Amara Okafor', 'Amara’s laptop', laptop, 6.5],
];

// A window that is told everything, with a wrong clock, signed in.
export async function window(browser, base, name, key, options, wrong) {
	const page = await open(browser, key, options);
	await wrongDevice(page, wrong * MINUTE);
	await recordStream(page);
	if (name) await enter(page, base, name);
	return page;
}

// Everybody is in the room of the meeting that is now, and it is open.  `chosen`: the windows, all if left out.
export async function gather(browser, base, chosen = seats) {
	const all = {};
	let room = '';
	for (const [name, key, options, wrong] of [...chosen, ['Helen Marsh', 'Helen', laptop, -5]]) {
		const page = all[key] = await window(browser, base, name, key, options, wrong);
		room ||= await roomOf(page, base);
		await page.goto(room);
	}
	await all.Helen.getByRole('button', { name: 'Open the room' }).click();
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await window(browser, base, null, 'big screen', { viewport: BIG }, 4);
	await all.screen.goto(`${base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	await Promise.all(members(all).map((page, i) => sees(page, 'Waiting to start', `the opening reaches window ${i}`)));
	return { all, room };
}

export const members = (all) => seats.map(([, key]) => all[key]).filter(Boolean);

// Words that only these windows may ever see.
const secrets = [];
export function secret(words, ...windows) {
	secrets.push({ words, windows });
	return words;
}
// From now on it is nobody's secret.
export const tell = (words) => secrets.splice(secrets.findIndex((one) => one.words === words), 1);

export async function privateStays(all, when) {
	for (const [key, page] of Object.entries(all)) {
		const shown = await page.content(), stream = page.stream.join('\n'), sent = shown + stream;
		for (const { words, windows } of secrets) {
			if (windows.includes(key)) continue;
			check(!shown.includes(words), `${when}, “${words}” is not on the page of ${key}`);
			check(!stream.includes(words), `${when}, “${words}” is not in the stream of ${key}`);
		}
		if (key !== 'Helen') check(!/Not asked yet|Only you can see this/.test(sent), `${when}, ${key} is not sent what is for the facilitator`);
	}
	check(!/Hand up|hand is up/.test(await all.screen.content()), `${when}, no queue is on the big screen`);
}
