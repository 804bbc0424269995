// SPDX-License-Identifier: AGPL-3.0-or-later
// A small browser without a screen, and a server to talk to: what the programs of this folder share.
//
// A Client has cookies of its own and one request under way at a time; redirects are not followed.  start()
// gives a server on a free port of 127.0.0.1, a demo or a bare `serve`, that can be killed and started again.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

export const program = process.env.SETWISE ?? 'build/setwise';
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

// 13 characters of the alphabet of identifiers: a form's key.
export function newKey() {
	const letters = '0123456789abcdefghjkmnpqrstvwxyz';
	let key = letters[Math.floor(Math.random() * 8)];
	while (key.length < 13) key += letters[Math.floor(Math.random() * 32)];
	return key;
}

export class Client {
	// `from`: the address on this machine that it comes from, since a server limits what one address may have.
	constructor(base, fields = {}, from = undefined) {
		this.base = new URL(base);
		this.from = from;
		this.fields = fields; // sent with every request
		this.cookies = new Map();
		this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	}

	// { status, headers, body }; rejects when the connection fails.
	request(method, target, form, fields = {}) {
		const body = form === undefined ? undefined : new URLSearchParams(form).toString();
		const headers = { ...this.fields, ...fields };
		if (this.cookies.size) headers.Cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
		if (method === 'POST') {
			headers.Origin = this.base.origin;
			headers['Content-Type'] = 'application/x-www-form-urlencoded';
			headers['Content-Length'] = Buffer.byteLength(body ?? '');
		}
		return new Promise((resolve, reject) => {
			const request = http.request(new URL(target, this.base), { method, headers, agent: this.agent, timeout: 30000, localAddress: this.from });
			request.on('error', reject);
			request.on('timeout', () => request.destroy(new Error('no answer within 30 s')));
			request.on('response', (response) => {
				const chunks = [];
				for (const cookie of response.headers['set-cookie'] ?? []) this.#keep(cookie);
				response.on('data', (chunk) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () => response.complete ? resolve({
					status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString(),
				}) : reject(new Error('the answer was cut off')));
			});
			request.end(body);
		});
	}
	get(target, fields) {
		return this.request('GET', target, undefined, fields);
	}
	post(target, form, fields) {
		return this.request('POST', target, form, fields);
	}

	#keep(cookie) {
		const [pair] = cookie.split(';');
		const at = pair.indexOf('=');
		if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
		else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
	}

	close() {
		this.agent.destroy();
	}
}

// The people whom a demo offers: [{ id, name }].
export async function demoPeople(base) {
	const client = new Client(base);
	const { body } = await client.get('/demo');
	client.close();
	const buttons = body.matchAll(/<button[^>]*name="person"[^>]*value="([^"]+)"[^>]*>([\s\S]*?)<\/button>/g);
	const people = [];
	for (const [, id, inside] of buttons) {
		const words = inside.replace(/<svg[\s\S]*?<\/svg>/g, '').split(/<[^>]+>/).map((w) => w.trim()).filter(Boolean);
		const name = words.find((word) => word.includes(' ') && word.length < 40);
		if (!people.some((p) => p.id === id)) people.push({ id, name });
	}
	return people;
}

export async function become(base, person, fields, from) {
	const client = new Client(base, fields, from);
	const answer = await client.post('/demo', { person: person.id });
	if (answer.status !== 303) throw new Error(`${person.name} cannot be had: ${answer.status}`);
	return client;
}

// A server of its own in a folder of its own.  `command` is demo or serve; more settings as flags.
export async function start(command = 'demo', flags = [], folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-faults-'))) {
	const base = `http://127.0.0.1:${await freePort()}`;
	const words = [command, `--listen=${base.slice(7)}`, ...flags];
	words.push(command === 'demo' ? `--keep=${folder}` : `--data=${folder}`);
	const server = { base, folder, child: null, log: '' };

	// Resolves with the milliseconds until /health answered.
	server.begin = async () => {
		const began = performance.now();
		const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
		let ended = false;
		server.child = child;
		child.stderr.on('data', (text) => (server.log += text));
		child.on('exit', () => (ended = true));
		for (;;) {
			if (ended) throw new Error(`the server ended: ${server.log.slice(-600)}`);
			const client = new Client(base);
			const answer = await client.get('/health').catch(() => null);
			client.close();
			if (answer?.status === 200) return performance.now() - began;
			await pause(5);
		}
	};
	server.end = async (signal = 'SIGTERM') => {
		const { child } = server;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await gone;
	};
	server.remove = async () => {
		await server.end();
		fs.rmSync(folder, { recursive: true, force: true });
	};
	await server.begin();
	return server;
}
