// SPDX-License-Identifier: AGPL-3.0-or-later
// What people do in a whole half day of three and a half hours, done in about five minutes: every stage of
// three rounds, questions, hands, turns, notes, actions and lines at sixty times the pace of a busy set.  Prints
// the memory of the pages and of the server at the start, in the middle and at the end, after the garbage is
// collected, and fails if it grows by more than the bounds below.  The clocks themselves run as they do: what is
// made, drawn and thrown away is what could leak.
//
//     SETWISE=build/setwise node tests/bench/halfday.mjs          SPEED=60
import fs from 'node:fs';
import { BIG, COUNCIL, PHONE, check, enter, open, roomOf, run, sees, startDemo, told } from '../browser/kit.mjs';
import { become, demoPeople, newKey, pause } from '../faults/client.mjs';

const SPEED = Number(process.env.SPEED ?? 60);
const MINUTES = 210, EVENTS = 600; // a busy set: about three a minute
const PAGE_MAY = 2, SERVER_MAY = 16; // MiB by which a page, and the server, may grow from the first stage to the last
const MIB = 1024 * 1024;

const sizes = [];

async function heapOf(page) {
	page.cdp ??= await page.context().newCDPSession(page);
	await page.cdp.send('Performance.enable');
	await page.cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await page.cdp.send('Performance.getMetrics');
	const is = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
	return { heap: is.JSHeapUsedSize / MIB, nodes: is.Nodes, listeners: is.JSEventListeners };
}

const serverMib = (pid) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function measure(all, demo, when) {
	const is = { when, server: serverMib(demo.server.pid), pages: {} };
	for (const [who, page] of Object.entries(all)) is.pages[who] = await heapOf(page);
	const pages = Object.entries(is.pages).map(([who, { heap, nodes, listeners }]) => `${who} ${heap.toFixed(2)} MiB, ${nodes} nodes, ${listeners} listeners`);
	console.log(`halfday: ${when}: server ${is.server.toFixed(1)} MiB; ${pages.join('; ')}`);
	sizes.push(is);
}

// One of the things that people do; what the stage does not allow is refused, and made and thrown away, too.
async function doSomething(people, room, i) {
	const person = people[i % people.length];
	const post = (verb, form) => person.post(`${room}/${verb}`, { key: newKey(), ...form }, { 'X-Live': '1' }).then(({ status }) => status, () => 0);
	switch (i % 7) {
	case 0: case 4: return post('question', { text: `What else could it be, number ${i}?`, do: 'send' });
	case 1: return post('hand', {});
	case 2: return post('hand', { do: 'down' });
	case 3: return post('note', { text: `A thought, number ${i}` });
	case 5: return post('done', {});
	default: return post('action', { text: `I will try it, number ${i}` });
	}
}

await run(async (browser) => {
	const demo = await startDemo();
	const all = {};
	for (const [called, name, options] of [['Helen', 'Helen Marsh', { viewport: COUNCIL }], ['Amara', 'Amara Okafor', { viewport: PHONE, hasTouch: true, isMobile: true }]]) {
		all[called] = await open(browser, called, { expects: [422], ...options }); // whoever presses too soon is told so
		await enter(all[called], demo.base, name);
	}
	const room = await roomOf(all.Amara, demo.base), path = new URL(room).pathname;
	for (const page of Object.values(all)) await page.goto(room);
	await all.Helen.getByRole('button', { name: 'Open the room' }).click();
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await open(browser, 'big screen', { viewport: BIG });
	await all.screen.goto(`${demo.base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	await sees(all.screen, 'Waiting to start', 'the big screen shows the room');
	const names = ['Amara Okafor', 'Ben Hartley', 'Priya Raman', 'Tom Whitcombe', 'Sioned Prŷs', 'Kofi Mensah'];
	const known = await demoPeople(demo.base);
	const people = [];
	for (const name of names) people.push(await become(demo.base, known.find((person) => person.name === name)));
	await all.Helen.getByRole('button', { name: 'Start the meeting' }).click();
	for (const person of people) await person.post(`${path}/bid`, { key: newKey(), urgency: 2 });

	const stages = 28, whole = (MINUTES * 60000) / SPEED, each = EVENTS / stages;
	let done = 0, kept = 0, at = 0;
	for (; at < 40; at++) {
		for (let i = 0; i < each; i++, done++) {
			const status = await doSomething(people, path, done);
			kept += status === 200 || status === 204;
			await pause(whole / EVENTS);
		}
		if (at === 1) await measure(all, demo, 'at the start');
		if (at === stages / 2) await measure(all, demo, 'in the middle');
		if ((await all.Helen.locator('.dock').innerText()).includes('End the meeting\n') || (await all.Helen.title()).startsWith('Close')) break;
		await pause(1600);
		await all.Helen.locator('.dock #do-next button').first().click().catch(() => {});
		const choose = all.Helen.locator('#choose button').first();
		await choose.click({ timeout: 1000 }).catch(() => {}); // who presents, where nobody has asked
	}
	await measure(all, demo, 'at the end');
	told(`${done} things done, ${kept} of them kept, ${at + 1} stages`);
	check(kept > EVENTS / 6 && at > 15, 'there was a meeting to remember');
	const first = sizes[0], last = sizes.at(-1);
	check(last.server - first.server < SERVER_MAY, `the server grew by ${(last.server - first.server).toFixed(1)} MiB`);
	for (const who of Object.keys(all)) {
		const more = last.pages[who].heap - first.pages[who].heap;
		check(more < PAGE_MAY, `the page of ${who} grew by ${more.toFixed(2)} MiB`);
		check(last.pages[who].listeners <= first.pages[who].listeners + 40, `the page of ${who} has ${last.pages[who].listeners} listeners, had ${first.pages[who].listeners}`);
	}
	for (const person of people) person.close();
}, 'memory is flat over a whole meeting');
