// SPDX-License-Identifier: AGPL-3.0-or-later
// What the programs about the live room share: devices with a wrong clock, what a stream said, whether clocks
// agree, going on to the next stage, and axe at each stage for each role.
import fs from 'node:fs';
import path from 'node:path';
import { COUNCIL, PHONE, WAIT, axe, check, fits, until } from './kit.mjs';
import { timeWords } from '../../ui/js/time.js';

// The device's wall clock is wrong by `ms`; `wrongBy` can be changed later, as somebody does who sets it.
export async function wrongDevice(page, ms) {
	await page.context().addInitScript((wrong) => {
		if ('wrongBy' in globalThis) return;
		const Right = Date;
		globalThis.wrongBy = wrong;
		globalThis.trueNow = () => Right.now();
		globalThis.Date = class extends Right {
			constructor(...parts) {
				if (parts.length) super(...parts);
				else super(Right.now() + globalThis.wrongBy);
			}
			static now() {
				return Right.now() + globalThis.wrongBy;
			}
		};
		const origin = performance.timeOrigin;
		Object.defineProperty(performance, 'timeOrigin', { get: () => origin + globalThis.wrongBy });
	}, ms);
}

// Everything that the server sends down the stream of a page: page.stream its words, page.numbers its events.
export async function recordStream(page) {
	const cdp = await page.context().newCDPSession(page);
	page.stream = [];
	page.numbers = [];
	await cdp.send('Network.enable');
	cdp.on('Network.eventSourceMessageReceived', ({ eventName, eventId, data }) => {
		page.stream.push(data);
		if (eventName === 'room') page.numbers.push(Number(eventId));
	});
}

// By how much the clock that a page draws is wrong, in milliseconds, at the moment it draws it: from the length
// of an arc; and what stands beside it in words.  Null if no time is running there.
function clockOf() {
	return new Promise((resolve) => {
		const arcs = [...document.querySelectorAll('.arc[data-from][data-to]:not([data-paused])')];
		const arc = arcs.find((a) => a.getBoundingClientRect().width > 0) ?? arcs[0];
		if (!arc) return resolve(null);
		const read = () => {
			const [used, whole] = arc.getAttribute('stroke-dasharray').split(' ').map(Number);
			const from = Number(arc.dataset.from), to = Number(arc.dataset.to);
			const words = document.querySelector('.stage [data-clock], .head [data-clock], .body [data-clock]');
			const { exact, number, ends } = words?.dataset ?? {};
			resolve({
				wrong: from + (used / whole) * (to - from) - globalThis.trueNow(),
				grain: (0.1 / whole) * (to - from), left: Number(ends) - globalThis.trueNow(),
				how: exact !== undefined ? 'exact' : number !== undefined ? 'number' : 'words', text: words?.textContent,
			});
		};
		const seen = new MutationObserver(() => {
			seen.disconnect();
			read();
		});
		seen.observe(arc, { attributes: true, attributeFilter: ['stroke-dasharray'] });
		setTimeout(() => resolve({ wrong: NaN }), 10000);
	});
}

const SECOND = 1000;

// Every page within one second of the server, and so of each other; and what it says in words is what is left.
export async function clocksAgree(all, when) {
	const names = Object.keys(all);
	const clocks = await Promise.all(names.map((name) => all[name].evaluate(clockOf)));
	let least = Infinity, most = -Infinity;
	for (const [i, clock] of clocks.entries()) {
		if (!clock || Number.isNaN(clock.wrong)) {
			check(false, `${when}, ${names[i]} has a clock that runs`);
			continue;
		}
		least = Math.min(least, clock.wrong);
		most = Math.max(most, clock.wrong);
		check(Math.abs(clock.wrong) < SECOND, `${when}, the clock of ${names[i]} is ${clock.wrong.toFixed(0)} ms wrong`);
		const may = [-SECOND, 0, SECOND].map((ms) => timeWords(clock.left + ms, clock.how, 0, false).text);
		check(may.includes(clock.text), `${when}, ${names[i]} says “${clock.text}”, and “${may[1]}” is right`);
	}
	check(most - least < SECOND, `${when}, clocks are ${(most - least).toFixed(0)} ms apart`);
	console.log(`  clocks, ${when}: from ${least.toFixed(0)} to ${most.toFixed(0)} ms`);
}

// Posts forms one after another from inside a page, as its own script would: [address, fields].
export async function forms(page, list) {
	const bad = await page.evaluate(async (all) => {
		const letters = '0123456789abcdefghjkmnpqrstvwxyz';
		const failed = [];
		for (const [url, fields] of all) {
			const key = Array.from(crypto.getRandomValues(new Uint8Array(13)), (b, i) => letters[i ? b & 31 : b & 7]).join('');
			const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ key, ...fields }), headers: { 'X-Live': '1' }, redirect: 'manual' });
			if (answer.status >= 400) failed.push(`${answer.status} ${await answer.text()}`);
		}
		return failed;
	}, list);
	check(bad.length === 0, `forms are taken: ${bad.length} were not, the first: ${bad[0]?.slice(0, 200)}`);
}

// Presses on until the title says `stage` (a pattern), or once if it is null.  Turns are stepped through by the
// quiet link to the next stage.
export async function goOn(helen, stage) {
	await helen.waitForTimeout(1600); // a second press sooner is taken for a slip
	const before = await helen.title();
	await helen.locator('.dock #do-next button').first().click();
	// A round that follows a round has stages of the same names, so that only the title can be waited for.
	const moved = await helen.waitForFunction((title) => document.title !== title, before, { timeout: stage ? WAIT : 5000 }).catch(() => null);
	check(moved || !stage, `there is something after ${before}`);
	if (stage) await until(async () => new RegExp(`^(${stage})`).test(await helen.title()), `after ${before} comes ${stage}`);
}

async function lookFour(page, what) {
	const before = page.viewportSize();
	for (const [size, colorScheme, part] of [[COUNCIL, 'light', 'all'], [COUNCIL, 'dark', 'colours'], [PHONE, 'dark', 'colours'], [PHONE, 'light', 'shape']]) {
		await page.setViewportSize(size);
		await page.emulateMedia({ colorScheme });
		await fits(page, `${what}, ${size.width} ${colorScheme}`);
		await axe(page, `${what}, ${size.width} ${colorScheme}`, part);
	}
	await page.setViewportSize(before);
	await page.emulateMedia({ colorScheme: null });
}

// Facilitator, presenter, member and big screen; 1366x620 and 390, light and dark.  Members have a window of each.
// Only at the stages whose names match AXE: without it the story is told alone.
export async function lookAt(all, stage, presenter) {
	if (!process.env.AXE || !new RegExp(process.env.AXE).test(stage)) return;
	const member = async () => {
		for (const [name, part] of [['Ben', 'colours'], ['Priya', 'all'], ['Tom', 'colours'], ['Sioned', 'shape']]) {
			await fits(all[name], `${name}, ${stage}`);
			await axe(all[name], `${name}, ${stage}`, part);
		}
	};
	const screen = async () => {
		await axe(all.screen, `big screen, ${stage}`);
		await all.screen.locator('[data-dim]').evaluate((button) => button.click());
		await axe(all.screen, `dimmed big screen, ${stage}`, 'colours');
		await all.screen.locator('[data-dim]').evaluate((button) => button.click());
	};
	const roles = [lookFour(all.Helen, `facilitator, ${stage}`), member(), screen()];
	if (presenter) roles.push(lookFour(all['Amara’s laptop'], `presenter, ${stage}`));
	await Promise.all(roles);
}

// One round, and whose it is.
export async function presents(helen, called, room) {
	await helen.goto(`${room}/order`);
	for (const select of await helen.locator('select[name^=round-]').all()) {
		const is = (await select.getAttribute('name')) === 'round-1';
		const value = is ? await select.locator('option', { hasText: called }).getAttribute('value') : '';
		await select.selectOption(value);
	}
	await helen.getByRole('button', { name: 'Use this order' }).first().click();
	await helen.goto(room);
}

// With PICTURES=FOLDER: what every window shows now, numbered in the order of the story.
let pictures = 0;
export async function picture(all, story, stage) {
	if (!process.env.PICTURES) return;
	fs.mkdirSync(process.env.PICTURES, { recursive: true });
	const name = `${story}-${String(++pictures).padStart(2, '0')}-${stage.replace(/\W+/g, '-')}`;
	for (const [called, page] of Object.entries(all)) await page.screenshot({ path: path.join(process.env.PICTURES, `${name}-${called}.png`) });
}
