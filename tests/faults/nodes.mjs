// SPDX-License-Identifier: AGPL-3.0-or-later
// Two nodes on one PostgreSQL: whoever listens at one is given what is pressed at the other, each event once, in
// order, while a node is killed and while the connections by which the nodes hear each other are cut; a form that
// is sent to both is done once; who signs out at one is out at the other.
//
//     SETWISE=build/setwise node tests/faults/nodes.mjs     KILLS=4
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, become, demoPeople, newKey, pause, program, start } from './client.mjs';
import { Stream, faultOf, lastNumber, press } from './rooms.mjs';

const kills = Number(process.env.KILLS ?? 4), SETTLE_MS = 20000;
let failed = false;

function must(good, what) {
	console.log(`${good ? 'so    ' : 'NOT SO'}  ${what}`);
	failed ||= !good;
}

async function until(what, ms = SETTLE_MS) {
	for (const end = Date.now() + ms; Date.now() < end; await pause(20)) if (await what()) return true;
	return false;
}

// The same person, at the other node.
function beside(client, node) {
	const other = new Client(node.base);
	for (const [name, value] of client.cookies) other.cookies.set(name, value);
	return other;
}

// Cuts what the nodes hear each other by.
function cutListeners(url) {
	const cut = execFileSync('psql', ['-tA', url, '-c',
		`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`], { encoding: 'utf8' });
	return Number(cut);
}

async function bid(room, clients, state) {
	for (let i = 0; !state.stopped; i++) {
		await press(room, clients[i % clients.length], 'bid', { urgency: i % 4 });
		await pause(20 + Math.random() * 60);
	}
}

async function eventsArrive(url, one, two, room, people, host) {
	const streams = [];
	const state = { stopped: false }, work = [];
	for (const client of people) {
		streams.push(new Stream(client, `/meetings/${room.id}/room/events`));
		streams.push(new Stream(beside(client, two), `/meetings/${room.id}/room/events`));
		work.push(bid(room, [beside(client, one), beside(client, two)], state));
	}
	let cut = 0;
	for (let i = 0; i < kills; i++) {
		await pause(1200);
		await two.end('SIGKILL');
		await pause(300);
		await two.begin();
		await pause(600);
		cut += cutListeners(url);
	}
	await pause(1000);
	state.stopped = true;
	await Promise.all(work);
	await until(async () => {
		const n = await lastNumber(room, host);
		return streams.every((stream) => stream.last >= n);
	});
	const most = Math.max(...streams.map((stream) => stream.last));
	const faults = streams.map((stream) => faultOf(stream.numbers, most)).filter(Boolean);
	console.log(`${streams.length} streams at two nodes, ${most} events pressed at both, ${kills} times kill -9 of one, ${cut} listening connections cut`);
	for (const fault of faults.slice(0, 5)) console.log(`        ${fault}`);
	must(faults.length === 0, 'each stream was given 1..n, each once, in order');
	must(most > kills * 20 && cut >= kills, 'there was something to miss');
	for (const stream of streams) stream.end();
}

async function onceAtBoth(one, two, client) {
	const other = beside(client, two), again = beside(client, one), key = newKey();
	const form = { key, text: `once-${key}` };
	await Promise.all([again.post('/log', form), other.post('/log', form), again.post('/log', form)]);
	const { body } = await other.get('/log');
	must(body.split(`once-${key}`).length === 2, 'a form sent to both nodes is done once');
}

async function outAtBoth(one, two, room, client) {
	const stream = new Stream(client, `/meetings/${room.id}/room/events`);
	await until(() => stream.opened === 1 && stream.numbers.length > 0);
	const began = performance.now();
	const closed = new Promise((resolve) => stream.request.once('close', resolve));
	await beside(client, two).post('/sign-out/everywhere', { key: newKey() });
	const is = await Promise.race([closed.then(() => true), pause(SETTLE_MS).then(() => false)]);
	must(is, `who signs out at one node is out at the other, ${(performance.now() - began).toFixed(0)} ms later`);
	await pause(300);
	must(stream.opened === 1, 'and does not come in again');
	stream.end();
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-nodes-'));
const cluster = path.join(folder, 'postgres'), data = path.join(folder, 'data');
let one, two;
try {
	const url = execFileSync('tools/postgres.sh', ['start', cluster], { encoding: 'utf8' }).trim();
	one = await start('demo', ['--log-level=error', `--on=${url}`], data);
	two = await start('serve', ['--log-level=error', `--database=${url}`], data); // the same key ring
	const cast = await demoPeople(one.base);
	const named = (name) => become(one.base, cast.find((person) => person.name === name));
	const host = await named('Helen Marsh');
	const people = await Promise.all(['Amara Okafor', 'Ben Hartley', 'Priya Raman', 'Tom Whitcombe', 'Kofi Mensah'].map(named));
	const { body } = await host.get('/facilitate');
	const room = { id: body.match(/\/meetings\/(\w{13})\/room/)[1] };
	const opened = await press(room, beside(host, two), 'open');
	if (opened.status !== 303) throw new Error(`the room does not open: ${opened.status}`);

	await eventsArrive(url, one, two, room, people, host);
	await onceAtBoth(one, two, people[0]);
	await outAtBoth(one, two, room, people[1]);
	const third = spawnSync(program, ['demo', '--listen=127.0.0.1:0', `--on=${url}`], { encoding: 'utf8' });
	must(third.status === 1 && third.stderr.includes('There are people in that database already'), 'a demo is not let into a database with people');
} finally {
	await two?.end();
	await one?.end();
	spawnSync('tools/postgres.sh', ['stop', cluster]);
	fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
