// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole meeting of three and a half hours with its clocks SPEED times as fast: the server's (preload_fast.c, before
// the very program that people are served by) and the pages'.  So stages end and run over, beats are missed or not, streams
// are closed after their ten minutes, a session that would end is kept, jobs have their hours.  Prints
// the memory of each page and of the server, after the garbage is collected, every few minutes of the meeting, and
// fails if it grows, after the first quarter, by more than the bounds below.
//
//     make build-bench && SETWISE=build/setwise node tests/bench/halfday.mjs          SPEED=60
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BIG, COUNCIL, PHONE, check, enter, open, roomOf, run, sees, startDemo, told } from '../browser/kit.mjs';
import { become, demoPeople, pause } from '../faults/client.mjs';
import { Stream, idText, press } from '../faults/rooms.mjs';

const SPEED = Number(process.env.SPEED ?? 60), MINUTES = 210, SAMPLE = 3; // minutes of the meeting
const EACH = 20; // seconds from one press to the next
const PAGE_MAY = 0.5, SERVER_MAY = 4; // MiB by which a page, and the server, may grow in what follows the first quarter
const SESSION_ENDS = 100; // minutes: when somebody's session would
const MIB = 1024 * 1024, MINUTE = 60000;
const preload = path.resolve(process.env.PRELOAD ?? 'build/release-gcc/tests/bench/preload_fast.so');

// ---- the clocks ----

const from = Date.now();
const now = () => from + (Date.now() - from) * SPEED; // what all clocks of the meeting show
const wait = (ms) => pause(ms / SPEED);

// In the page, before any script of its own.
function fast([begun, times]) {
	const Real = Date, real = Date.now.bind(Date), steady = performance.now.bind(performance), { setTimeout: later, setInterval: every } = globalThis;
	const is = () => begun + (real() - begun) * times;
	globalThis.Date = class extends Real {
		constructor(...words) {
			super(...(words.length ? words : [is()]));
		}
		static now() {
			return Math.floor(is());
		}
	};
	performance.now = () => steady() * times;
	globalThis.setTimeout = (act, ms = 0, ...words) => later(act, ms / times, ...words);
	globalThis.setInterval = (act, ms = 0, ...words) => every(act, ms / times, ...words);
}

async function window(browser, called, options) {
	// Whoever presses too soon is told so; a kept connection is closed after a second, not a minute, maybe as it is used.
	const page = await open(browser, called, { expects: [422], forgives: /net::ERR_(SOCKET_NOT_CONNECTED|CONNECTION_RESET|EMPTY_RESPONSE)/, ...options });
	await page.context().addInitScript(fast, [from, SPEED]);
	return page;
}

// ---- what is measured ----

async function heapOf(page) {
	page.cdp ??= await page.context().newCDPSession(page);
	await page.cdp.send('Performance.enable');
	await page.cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await page.cdp.send('Performance.getMetrics');
	const is = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
	return { heap: is.JSHeapUsedSize / MIB, nodes: is.Nodes, listeners: is.JSEventListeners };
}

function serverNow(demo, heapFile) {
	const rss = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${demo.server.pid}/status`, 'utf8'))[1];
	return { heap: Number(fs.readFileSync(heapFile, 'utf8')) / MIB, rss: Number(rss) / 1024 };
}

async function sample(meeting) {
	const { all, demo, heapFile, samples, began } = meeting;
	const is = { minute: (now() - began) / MINUTE, server: serverNow(demo, heapFile), pages: {} };
	for (const [who, page] of Object.entries(all)) is.pages[who] = await heapOf(page);
	const pages = Object.entries(is.pages).map(([who, { heap, nodes, listeners }]) => `${who} ${heap.toFixed(2)} ${nodes} ${listeners}`);
	console.log(`minute ${is.minute.toFixed(0).padStart(3)}: server ${is.server.rss.toFixed(1)} MiB, heap ${is.server.heap.toFixed(2)}; ${pages.join('; ')}; ${meeting.stage}`);
	samples.push(is);
}

// By how much it grows in what follows the first quarter: the slope of the line that fits best, times the time.
function growth(samples, of) {
	const late = samples.filter(({ minute }) => minute >= MINUTES / 4).map((is) => [is.minute, of(is)]);
	const mean = (at) => late.reduce((sum, point) => sum + point[at], 0) / late.length;
	const [x, y] = [mean(0), mean(1)];
	const slope = late.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / late.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
	return slope * (late.at(-1)[0] - late[0][0]);
}

// ---- what people do ----

// One of the things; what the stage does not allow is refused, and made and thrown away, too.
async function doSomething({ people, room, tally }, i) {
	const person = people[i % people.length];
	const post = (verb, form) => press(room, person, verb, form); // seven things, six people: each does all of them
	const does = {
		0: () => post('question', { text: `What else could it be, number ${i}?`, do: 'send' }),
		1: () => post('hand'),
		2: () => post('hand', { do: 'down' }),
		3: () => post('note', { text: `A thought, number ${i}` }),
		4: () => post('done'),
		5: () => post('action', { text: `I will try it, number ${i}` }),
		6: () => post('bid', { urgency: 1 + i % 3 }),
	}[i % 7];
	const { status } = await does();
	tally.done++;
	tally.kept += status === 303 || status === 204 || status === 200;
}

// The facilitator goes on when the time is over, or some minutes later; what is asked first is answered.
async function lead(meeting) {
	const { Helen } = meeting.all;
	const state = await Helen.evaluate(() => {
		const time = document.querySelector('[data-clock][data-speaks]');
		return { title: document.title, ends: Number(time?.dataset.ends ?? 0), over: Boolean(document.querySelector('.is-over')) };
	});
	const is = state.title.split(/[,·–|]/)[0].trim();
	if (is !== meeting.stage) {
		meeting.stage = is;
		meeting.dawdle = [0, 1, 3][meeting.tally.stages++ % 3] * MINUTE;
	}
	if (state.over && !meeting.overs.has(state.ends)) meeting.overs.add(state.ends);
	if (state.ends && now() < state.ends + meeting.dawdle) return;
	const go = Helen.locator('.dock #do-next button').first();
	if (/End the meeting/.test(await go.innerText({ timeout: 500 }).catch(() => ''))) return void (meeting.isOver = true);
	await go.click({ timeout: 500 }).catch(() => {});
	await Helen.locator('#choose button').first().click({ timeout: 300 }).catch(() => {}); // who presents, where nobody has asked
}

// Whose session would have ended in the middle of it is still signed in.
async function isKept(page) {
	await page.reload();
	return new URL(page.url()).pathname === '/log' && !(await page.locator('[data-session]').isVisible());
}

// ---- the meeting ----

// Whoever it is, their session ends so many minutes from now.
function endSession(folder, person, minutes) {
	const file = path.join(folder, 'setwise.db');
	const ask = (statement) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', file, statement], { encoding: 'utf8' }).split('\n').filter(Boolean);
	const is = ask('SELECT DISTINCT person_id FROM session').find((id) => idText(id) === person);
	if (!is) throw new Error('nobody of that name is signed in');
	ask(`UPDATE session SET ends_at = ${Math.floor(now() + minutes * MINUTE)} WHERE person_id = ${is}`);
}

async function gather(browser, demo) {
	const all = {}, known = await demoPeople(demo.base);
	const named = (name) => known.find((person) => person.name === name);
	for (const [called, name, options] of [['Helen', 'Helen Marsh', { viewport: COUNCIL }], ['Amara', 'Amara Okafor', { viewport: PHONE, hasTouch: true, isMobile: true }]]) {
		all[called] = await window(browser, called, options);
		await enter(all[called], demo.base, name);
	}
	endSession(demo.data, named('Amara Okafor').id, SESSION_ENDS);
	const address = await roomOf(all.Amara, demo.base), room = { id: address.split('/').at(-2) };
	for (const page of Object.values(all)) await page.goto(address);
	all.log = await all.Amara.context().newPage(); // beside the room: a page that tells when a session ends
	await all.log.goto(`${demo.base}/log`);
	await all.Helen.getByRole('button', { name: 'Open the room' }).click();
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await window(browser, 'big screen', { viewport: BIG });
	await all.screen.goto(`${demo.base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	await sees(all.screen, 'Waiting to start', 'the big screen shows the room');
	const people = [];
	for (const name of ['Amara Okafor', 'Ben Hartley', 'Priya Raman', 'Tom Whitcombe', 'Sioned Prŷs', 'Kofi Mensah']) people.push(await become(demo.base, named(name)));
	const streams = people.slice(1).map((person) => new Stream(person, `/meetings/${room.id}/room/events`));
	return { all, people, room, streams };
}

async function hold(meeting) {
	let sampled = 0, done = 0;
	await meeting.all.Helen.getByRole('button', { name: 'Start the meeting' }).click();
	for (const person of meeting.people) await press(meeting.room, person, 'bid', { urgency: 2 });
	for (;;) {
		const minute = (now() - meeting.began) / MINUTE;
		if (minute >= MINUTES) return;
		for (; done < (minute * 60) / EACH; done++) await doSomething(meeting, done);
		if (minute >= sampled) {
			await sample(meeting);
			sampled = (Math.floor(minute / SAMPLE) + 1) * SAMPLE;
		}
		if (!meeting.isOver) await lead(meeting);
		await wait(EACH * 1000);
	}
}

await run(async (browser) => {
	const heapFile = path.join(os.tmpdir(), `setwise-heap-${process.pid}`);
	const demo = await startDemo({ LD_PRELOAD: preload, FAST_TIMES: String(SPEED), FAST_FROM_MS: String(from), FAST_HEAP: heapFile });
	const meeting = { demo, heapFile, samples: [], overs: new Set(), stage: '', dawdle: 0, tally: { done: 0, kept: 0, stages: 0 }, ...await gather(browser, demo) };
	meeting.began = now();
	await hold(meeting);
	await sample(meeting);
	const { tally, samples, overs, streams } = meeting;
	told(`${tally.done} things done, ${tally.kept} of them kept, ${tally.stages} stages, ${overs.size} of them over their time, ${Math.min(...streams.map((s) => s.opened))} to ${Math.max(...streams.map((s) => s.opened))} times that a stream was opened`);
	const ahead = Number(await (await fetch(`${demo.base}/clock`)).text()) - now();
	check(Math.abs(ahead) < 30000, `the server's clock is ${(ahead / 1000).toFixed(1)} s from ours`);
	check(tally.kept > tally.done / 6 && tally.stages > 15 && overs.size > 5, 'there was a meeting to remember');
	check(await isKept(meeting.all.log), 'nobody is signed out during a meeting');
	check(streams.every((stream) => stream.opened > MINUTES / 10 / 2), 'streams were closed after their ten minutes');
	const server = growth(samples, (is) => is.server.heap), resident = growth(samples, (is) => is.server.rss);
	told(`the server grew by ${resident.toFixed(2)} MiB after the first quarter, its heap by ${server.toFixed(2)}`);
	check(server < SERVER_MAY && resident < SERVER_MAY, 'the server grew too much');
	for (const who of Object.keys(meeting.all)) {
		const more = growth(samples, (is) => is.pages[who].heap), listeners = growth(samples, (is) => is.pages[who].listeners), nodes = growth(samples, (is) => is.pages[who].nodes);
		told(`the page of ${who} grew by ${more.toFixed(2)} MiB, ${nodes.toFixed(0)} nodes, ${listeners.toFixed(0)} listeners`);
		check(more < PAGE_MAY && listeners < 40, `the page of ${who} grew too much`);
	}
	for (const stream of streams) stream.end();
	for (const person of meeting.people) person.close();
	for (const page of Object.values(meeting.all)) await page.close();
	await demo.end(); // it writes there
	fs.rmSync(heapFile, { force: true });
}, 'memory is flat over a whole meeting');
