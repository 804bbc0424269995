// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's rooms for programs that need many of them at once, and streams that count.
import { spawnSync } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { newKey, pause } from './client.mjs';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

// A 63-bit identifier as it stands in addresses.
export function idText(n) {
	let left = BigInt(n), text = '';
	for (let i = 0; i < 13; i++) {
		text = digits[Number(left & 31n)] + text;
		left >>= 5n;
	}
	return text;
}

function sql(folder, statement) {
	const done = spawnSync('sqlite3', ['-separator', '\t', path.join(folder, 'setwise.db'), statement], { encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr}`);
	return done.stdout.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

// The meeting that a fresh demo begins with: it is due now.
export function meetingNow(folder) {
	return idText(sql(folder, `SELECT id FROM meeting WHERE state = 0 ORDER BY abs(starts_at - ${Date.now()}) LIMIT 1`)[0][0]);
}

// With the server stopped: as many meetings as wanted are due now.  [{ id, host, people }], ids as in addresses.
export function makeDue(folder, count) {
	const due = sql(folder, `SELECT m.id, m.set_id, COALESCE(m.facilitator_id, 0), m.facilitated FROM meeting m
		WHERE m.id NOT IN (SELECT meeting_id FROM room_event) ORDER BY m.state, m.id LIMIT ${Number(count)}`);
	if (due.length < count) throw new Error(`the demo has ${due.length} meetings for ${count} rooms`);
	sql(folder, `UPDATE meeting SET state = 0, ended_at = NULL, starts_at = ${Date.now()}
		WHERE id IN (${due.map(([id]) => id).join(',')})`);
	return due.map(([id, set, facilitator, facilitated]) => {
		const people = sql(folder, `SELECT person_id, role FROM member WHERE set_id = ${set} AND state = 1 ORDER BY seat`);
		const host = facilitated === '1'
			? (facilitator !== '0' ? facilitator : people.find(([, role]) => role === '1')[0])
			: people.find(([, role]) => role === '0')[0];
		return {
			id: idText(id),
			host: idText(host),
			people: people.filter(([person, role]) => role === '0' || person === host).map(([person]) => idText(person)),
		};
	});
}

// With the server stopped: six weeks have passed since the set of this meeting (its id as in addresses) held it, and its
// next one is now.
export function sixWeeksLater(folder, meeting) {
	const weeks = 42 * 86400000;
	const held = sql(folder, 'SELECT id, set_id, number FROM meeting').find(([id]) => idText(id) === meeting);
	sql(folder, `UPDATE meeting SET held_on = held_on - 42, starts_at = starts_at - ${weeks}, opened_at = opened_at - ${weeks},
		ended_at = ended_at - ${weeks} WHERE set_id = ${held[1]}`);
	const next = sql(folder, `SELECT id FROM meeting WHERE set_id = ${held[1]} AND number > ${held[2]} AND state = 0 ORDER BY number LIMIT 1`)[0][0];
	sql(folder, `UPDATE meeting SET starts_at = ${Date.now()} WHERE id = ${next}`);
	return idText(next);
}

// A stream that comes back by itself with the number it saw last, and keeps every number it was given.
export class Stream {
	constructor(client, target) {
		this.client = client;
		this.target = target;
		this.numbers = [];
		this.opened = 0;
		this.run();
	}
	get last() {
		return this.numbers.at(-1) ?? 0;
	}
	async run() {
		while (!this.over) {
			await this.listen().catch(() => {});
			if (!this.over) await pause(30 + Math.random() * 100);
		}
	}
	listen() {
		return new Promise((resolve) => {
			const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(this.last) };
			headers.Cookie = [...this.client.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
			const request = http.request(new URL(this.target, this.client.base), { headers, agent: false, localAddress: this.client.from });
			this.request = request;
			let left = '';
			request.on('error', resolve);
			request.on('response', (response) => {
				if (response.statusCode === 200) this.opened++;
				response.setEncoding('utf8');
				response.on('error', resolve);
				response.on('close', resolve);
				response.on('data', (text) => {
					const frames = (left + text).split('\n\n');
					left = frames.pop();
					for (const frame of frames) {
						const id = frame.match(/^id: ?(\d+)$/m);
						if (id) this.numbers.push(Number(id[1]));
					}
				});
			});
			request.end();
		});
	}
	end() {
		this.over = true;
		this.request?.destroy();
	}
}

// What is wrong with the numbers of a stream in a room of n events; '' if nothing is.
export function faultOf(numbers, n) {
	for (const [i, number] of numbers.entries())
		if (number !== i + 1) return `${number} at place ${i + 1}`;
	return numbers.length === n ? '' : `${numbers.length} of ${n}`;
}

// Sent until it is answered, with the same key: a press is never done twice.
export async function press(room, client, verb, form = {}) {
	const sent = { ...form, key: newKey() };
	for (;;) {
		const answer = await client.post(`/meetings/${room.id}/room/${verb}`, sent).catch(() => null);
		if (answer && answer.status < 500) return answer;
		await pause(20);
	}
}

// The number of the newest event, as the room's page has it.
export async function lastNumber(room, client) {
	const { body } = await client.get(`/meetings/${room.id}/room`);
	return Number(body.match(/data-number="(\d+)"/)[1]);
}
