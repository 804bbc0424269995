// SPDX-License-Identifier: AGPL-3.0-or-later
// How fast pages are to a person: each figure beside what we promise (bytes and requests are counted by
// tests/browser/budget.mjs).  Medians, of `ROUNDS` visits each with an empty cache, on a slow line (1.6 Mb/s, 150 ms) and a
// slow machine (four times): first and largest paint, shift, elements, and the slowest answer of the page to keys and
// presses (INP).  Then, without the slow line: from a press to another screen, by the stream and by polling; and how
// long the server takes for a page.
//
//     SETWISE=build/setwise node tests/bench/budget.mjs          ROUNDS=3 PRESSES=20 ASKED=200
//     PARTS=1 says what was slowest to answer
import { COUNCIL, PHONE, WAIT, enter, open, roomOf, run, startDemo, until } from '../browser/kit.mjs';
import { become, demoPeople } from '../faults/client.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3), PRESSES = Number(process.env.PRESSES ?? 20), ASKED = Number(process.env.ASKED ?? 200);
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8, connectionType: 'cellular4g' };
const SLOWER = 4;
const most = { paint: 1500, shift: 0.02, answer: 100, stream: 300, poll: 4000, page: 20 };

const sorted = (list) => list.toSorted((a, b) => a - b);
const middle = (list) => sorted(list)[list.length >> 1];
const p95 = (list) => sorted(list)[Math.ceil(list.length * 0.95) - 1];
const beside = (value, limit, unit = ' ms', digits = 0) => `${value.toFixed(digits)}${unit}${value <= limit ? '' : ` (missed: ${limit}${unit})`}`;

// ---- what a person sees of one page ----

// Kept by the page from its first moment.
function keepFigures() {
	globalThis.figures = { paint: 0, first: 0, shift: 0, answers: [] };
	const watch = (type, hear, more) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true, ...more });
	watch('largest-contentful-paint', (entry) => { figures.paint = entry.startTime; });
	watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') figures.first = entry.startTime; });
	watch('layout-shift', (entry) => { if (!entry.hadRecentInput) figures.shift += entry.value; });
	// The event-timing API waits for a frame to be shown, and Chromium without a screen shows some of them a second
	// later than it made them: here a press is answered when the next frame has been made.
	for (const kind of ['keydown', 'pointerdown', 'click', 'input'])
		addEventListener(kind, (event) => requestAnimationFrame(() => {
			const made = new MessageChannel();
			made.port1.onmessage = () => figures.answers.push([performance.now() - event.timeStamp, `${kind} ${event.target.outerHTML?.slice(0, 60)}`]);
			made.port2.postMessage('');
		}), true);
}

async function slow(page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', LINE);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
	return cdp;
}

// What anybody does who looks round: keys from stop to stop, unfold what folds, write into what takes words.
async function lookRound(page, press) {
	const click = (what) => press(() => what.click({ force: true, timeout: 5000 }).catch(() => {}));
	for (let i = 0; i < 6; i++) await press(() => page.keyboard.press('Tab'));
	for (const what of ['summary:visible', '[data-tab]:visible'])
		for (const one of (await page.locator(what).all()).slice(0, 3)) await click(one);
	const field = page.locator('textarea:visible, input[type=text]:visible, input[type=email]:visible').first();
	if (await field.count()) {
		await click(field);
		for (const letter of 'What?') await press(() => page.keyboard.press(letter));
	}
	await click(page.locator('h1').first());
}

// The most that a press costs the page's main thread, in milliseconds of CPU: where other programs want the cores too, a
// press waits for one, which says nothing of the page.
async function costOfPresses(page, cdp) {
	const spent = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
	let worst = 0;
	await lookRound(page, async (act) => {
		const before = await spent();
		await act();
		await page.waitForTimeout(150);
		worst = Math.max(worst, await spent() - before);
	});
	return worst;
}

async function visit(browser, { name, url, viewport }, base) {
	const page = await open(browser, name ?? 'a stranger', { viewport });
	if (name) await enter(page, base, name);
	await page.addInitScript(keepFigures);
	const cdp = await slow(page);
	await page.goto(url, { waitUntil: 'load' });
	await page.evaluate(() => document.fonts.ready);
	await page.waitForTimeout(1000);
	const { paint, first } = await page.evaluate(() => figures); // a press ends the search for the largest
	await lookRound(page, (act) => act());
	await page.waitForTimeout(500);
	const after = await page.evaluate(() => ({ ...figures, elements: document.querySelectorAll('*').length }));
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	await page.reload({ waitUntil: 'load' });
	await page.waitForTimeout(1000);
	const cost = await costOfPresses(page, cdp);
	await cdp.detach();
	await page.context().close();
	return { cost: cost * SLOWER, paint, first, shift: after.shift, elements: after.elements, answer: Math.max(0, ...after.answers.map(([ms]) => ms)), slowest: after.answers.toSorted((a, b) => b[0] - a[0])[0]?.[1] };
}

async function paints(browser, base, room) {
	const pages = [
		{ what: 'public', url: `${base}/`, viewport: COUNCIL },
		{ what: 'member home', name: 'Amara Okafor', url: `${base}/home`, viewport: COUNCIL },
		{ what: 'dashboard', name: 'Joan Fairley', url: `${base}/overview`, viewport: COUNCIL },
		{ what: 'room, facilitator, a ŷ', name: 'Helen Marsh', url: room, viewport: COUNCIL },
		{ what: 'room, phone', name: 'Amara Okafor', url: room, viewport: PHONE },
	];
	for (const page of pages) {
		const visits = [];
		for (let i = 0; i < ROUNDS; i++) visits.push(await visit(browser, page, base));
		const of = (part) => middle(visits.map((one) => one[part]));
		console.log(`budget: ${page.what}: first paint ${of('first').toFixed(0)} ms, largest ${beside(of('paint'), most.paint)}, shift ${beside(of('shift'), most.shift, '', 3)}, ` +
			`slowest answer to a press ${beside(of('answer'), most.answer)}, CPU of a press at most ${of('cost').toFixed(0)} ms at that speed, ${of('elements')} elements`);
		if (process.env.PARTS) for (const one of visits) console.log(`    ${one.answer} ms: ${one.slowest}`);
	}
}

// ---- from a press to another screen ----

// Keeps when the clock of this page began to stand or to run.
const keepTurns = () => {
	globalThis.turns = [];
	let stood = !!document.querySelector('[data-paused]');
	new MutationObserver(() => {
		const stands = !!document.querySelector('[data-paused]');
		if (stands !== stood) turns.push(performance.timeOrigin + performance.now());
		stood = stands;
	}).observe(document.documentElement, { subtree: true, childList: true, attributes: true });
};
const keepPresses = () => {
	addEventListener('click', (event) => { if (event.target.closest('#do-pause')) presses.push(performance.timeOrigin + performance.now()); }, true);
};

async function pressAndSee(helen, other, n, wait) {
	await helen.evaluate(() => { globalThis.presses = []; });
	await other.evaluate(keepTurns);
	for (let i = 0; i < n; i++) {
		await helen.locator('#do-pause button').first().click();
		await other.waitForFunction((count) => turns.length > count, i, { timeout: WAIT });
		await helen.waitForTimeout(wait + Math.random() * 200);
	}
	const began = await helen.evaluate(() => presses), seen = await other.evaluate(() => turns);
	return seen.map((at, i) => at - began[i]);
}

async function events(browser, base, room) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL }), amara = await open(browser, 'Amara', { viewport: PHONE });
	const ben = await open(browser, 'Ben, whose proxy swallows streams', { viewport: PHONE });
	for (const [page, name] of [[helen, 'Helen Marsh'], [amara, 'Amara Okafor'], [ben, 'Ben Hartley']]) await enter(page, base, name);
	await ben.route(/\/events\?/, () => {}); // never answered
	const asks = [];
	ben.on('request', (request) => { if (/\/since\//.test(request.url())) asks.push(Date.now()); });
	await helen.goto(room);
	await helen.getByRole('button', { name: 'Open the room' }).click();
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	await amara.goto(room);
	await ben.goto(room);
	await helen.evaluate(keepPresses);
	await helen.locator('#do-pause button').first().waitFor({ timeout: WAIT });
	const streamed = await pressAndSee(helen, amara, PRESSES, 1500);
	console.log(`budget: a press to another screen, by the stream: median ${middle(streamed).toFixed(0)} ms, p95 ${p95(streamed).toFixed(0)} ms, most ${beside(Math.max(...streamed), most.stream)} (${PRESSES} presses)`);
	// Two streams have to be mute for 25 seconds each before a page takes to asking.
	await until(() => asks.length > 1 && asks.at(-1) - asks.at(-2) < 4000, 'a page without a stream asks', 4 * WAIT);
	const polled = await pressAndSee(helen, ben, Math.ceil(PRESSES / 2), 4000);
	console.log(`budget: the same by polling: median ${middle(polled).toFixed(0)} ms, most ${beside(Math.max(...polled), most.poll)} (${polled.length} presses)`);
	for (const page of [helen, amara, ben]) await page.context().close();
}

// ---- how long the server takes ----

async function served(base, room) {
	const people = await demoPeople(base);
	const path = new URL(room).pathname;
	const pages = [['Amara Okafor', '/home'], ['Amara Okafor', path], ['Helen Marsh', path], ['Helen Marsh', '/processes'], ['Joan Fairley', '/overview']];
	for (const [name, target] of pages) {
		const client = await become(base, people.find((one) => one.name === name), { 'Sec-Fetch-Site': 'same-origin', 'Accept-Encoding': 'br' });
		const took = [];
		for (let i = 0; i < ASKED; i++) {
			const began = performance.now();
			const { status } = await client.get(target);
			if (status !== 200) throw new Error(`${target}: ${status}`);
			took.push(performance.now() - began);
		}
		client.close();
		console.log(`budget: the server's answer, ${name}, ${target}: median ${middle(took).toFixed(1)} ms, p95 ${beside(p95(took), most.page, ' ms', 1)} (${ASKED} asked, compressed)`);
	}
}

await run(async (browser) => {
	const { base } = await startDemo();
	const finder = await open(browser, 'a finder', {});
	await enter(finder, base, 'Amara Okafor');
	const room = await roomOf(finder, base);
	await finder.context().close();
	await paints(browser, base, room);
	await served(base, room);
	await events(browser, base, room);
}, 'each figure stands beside what was promised');
