// SPDX-License-Identifier: AGPL-3.0-or-later
// Three hundred streams in thirty rooms while the server is killed and stopped: each is given the events 1..n of
// its room, each once, in order.  The check must then find a gap and a double that are planted.
//
//     SETWISE=build/setwise node tests/faults/streams.mjs     RESTARTS=6
import { become, pause, start } from './client.mjs';
import { Stream, faultOf, lastNumber, makeDue, press } from './rooms.mjs';

const ROOMS = 30, STREAMS = 10, SETTLE_MS = 20000;
const restarts = Number(process.env.RESTARTS ?? 6);
let failed = false;

function must(good, what) {
	console.log(`${good ? 'so    ' : 'NOT SO'}  ${what}`);
	failed ||= !good;
}

async function must303(room, client, verb, form) {
	const answer = await press(room, client, verb, form);
	if (answer.status !== 303) throw new Error(`${verb}: ${answer.status}`);
}

// Members ask for airtime and take it back: an event each.
async function bid(room, members) {
	for (let i = 0; !room.stopped; i++) {
		await press(room, members[i % members.length], 'bid', { urgency: i % 4 });
		await pause(60 + Math.random() * 180);
	}
}

const server = await start('demo', ['--log-level=error']);
const streams = [];
try {
	await server.end();
	const rooms = makeDue(server.folder, ROOMS);
	await server.begin();

	const clients = new Map();
	const clientOf = async (id) => {
		if (!clients.has(id)) clients.set(id, await become(server.base, { id, name: id }, {}, `127.0.0.${10 + (clients.size % 200)}`));
		return clients.get(id);
	};
	for (const room of rooms) {
		room.hostClient = await clientOf(room.host);
		await must303(room, room.hostClient, 'open', { reason: 'So that three hundred streams can be counted.' });
		room.streams = [];
		for (let i = 0; i < STREAMS; i++) {
			const client = await clientOf(room.people[i % room.people.length]);
			room.streams.push(new Stream(client, `/meetings/${room.id}/room/events`));
		}
		streams.push(...room.streams);
	}
	const work = [];
	for (const room of rooms) {
		// A browser of their own for presses: those of the streams have one request at a time.
		const members = [];
		for (const id of room.people.filter((person) => person !== room.host).slice(0, 3))
			members.push(await become(server.base, { id, name: id }, {}, '127.0.0.3'));
		work.push(bid(room, members));
	}
	await pause(1500);
	for (let i = 0; i < restarts; i++) {
		await server.end(i % 2 ? 'SIGTERM' : 'SIGKILL');
		await server.begin();
		await pause(1200);
	}
	for (const room of rooms) room.stopped = true;
	await Promise.all(work);

	let events = 0, whole = 0;
	const faults = [];
	for (const room of rooms) {
		const n = await lastNumber(room, room.hostClient);
		events += n;
		const until = Date.now() + SETTLE_MS;
		while (room.streams.some((stream) => stream.last < n) && Date.now() < until) await pause(50);
		// Arrivals may be noted after the page was read; whoever has more has seen those too.
		const most = Math.max(n, ...room.streams.map((stream) => stream.last));
		while (room.streams.some((stream) => stream.last < most) && Date.now() < until) await pause(50);
		for (const stream of room.streams) {
			const fault = faultOf(stream.numbers, most);
			if (fault) faults.push(`room ${room.id}: ${fault}`);
			else whole++;
		}
	}
	const opened = streams.reduce((sum, stream) => sum + stream.opened, 0);
	console.log(`${streams.length} streams in ${rooms.length} rooms, ${events} events, ${restarts} restarts, opened ${opened} times`);
	for (const fault of faults.slice(0, 5)) console.log(`        ${fault}`);
	must(whole === ROOMS * STREAMS, `${whole} streams were given 1..n, each once, in order`);
	must(events > ROOMS * 20, 'there was something to miss');
	must(opened >= streams.length * restarts, 'and every stream was cut off each time');
	const sample = streams[0].numbers;
	must(faultOf([...sample.slice(0, 2), ...sample.slice(3)], sample.length) !== '', 'a planted gap is found');
	must(faultOf([...sample.slice(0, 3), ...sample.slice(2)], sample.length) !== '', 'and a planted double');
} finally {
	for (const stream of streams) stream.end();
	await server.remove();
}
process.exit(failed ? 1 : 0);
