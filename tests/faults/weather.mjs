// SPDX-License-Identifier: AGPL-3.0-or-later
// A proxy of our own for bad weather: it drops a part of all requests (half of them after the server has
// answered, so that nobody knows), keeps each for a while, cuts every line, or keeps streams open and lets nothing
// through, silently, as some proxies do.
import http from 'node:http';
import { pause } from './client.mjs';

// The same weather each time for the same seed (mulberry32).
export function dice(seed) {
	let a = seed >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), a | 1);
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

// Listens on `port`, and asks `behind` ("127.0.0.1:8080"); `proxy.is` is the weather now.  `log` is told of each request
// what became of it.
export async function badProxy(port, behind, seed, log = () => {}) {
	const [host, to] = behind.split(':');
	const random = dice(seed);
	const proxy = {
		is: { drop: 0, delay: 0, down: false, mute: false },
		had: { requests: 0, unasked: 0, unanswered: 0, refused: 0, streams: 0, swallowed: 0, cut: 0 },
	};
	const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
	const sockets = new Set();
	const streams = new Set(); // open now: { request, response }

	// Every line is cut now, and none comes about before calm() or another weather.
	proxy.cut = () => {
		proxy.is.down = true;
		proxy.had.cut += sockets.size;
		for (const socket of sockets) socket.destroy();
	};
	proxy.weather = (is) => { proxy.is = { drop: 0, delay: 0, down: false, mute: false, ...is }; };
	proxy.streams = () => streams.size;
	// One browser alone is cut off, told by its cookie; '' lets all through.
	proxy.cutOff = (cookie) => {
		proxy.cutOne = cookie;
		for (const { request } of streams) if (isCutOff(request)) request.socket.destroy();
	};
	const isCutOff = (request) => proxy.cutOne && (request.headers.cookie ?? '').includes(proxy.cutOne);
	proxy.calm = () => proxy.weather({});

	function stream(request, answer, response) {
		const open = { request };
		streams.add(open);
		response.on('close', () => streams.delete(open));
		let late = Promise.resolve();
		proxy.had.streams++;
		response.writeHead(answer.statusCode, answer.headers);
		response.flushHeaders();
		let muted = false; // a stream that is swallowed once stays so: only its reader can give it up
		if (proxy.is.drop && random() < proxy.is.drop) setTimeout(() => response.destroy(), 1000 + random() * 4000);
		answer.on('data', (part) => {
			if (proxy.is.mute && !muted) {
				muted = true;
				proxy.had.swallowed++;
			}
			if (muted) return;
			const due = performance.now() + proxy.is.delay;
			late = late.then(() => pause(due - performance.now())).then(() => response.write(part));
		});
		answer.on('end', () => { if (!muted) late.then(() => response.end()); });
		answer.on('error', () => response.destroy());
		response.on('close', () => answer.destroy());
	}

	async function pass(request, response) {
		const parts = [];
		for await (const part of request) parts.push(part);
		const { drop, delay } = proxy.is;
		const luck = random();
		const whose = /setwise[^=]*=(\w{6})/.exec(request.headers.cookie ?? '')?.[1] ?? '-';
		const note = (what) => log(`${whose} ${request.method} ${request.url} ${Buffer.concat(parts).toString().slice(0, 120)} ${what}`);
		await pause(delay / 2);
		if (luck < drop / 2) {
			proxy.had.unasked++;
			note('unasked');
			return request.socket.destroy();
		}
		const asked = http.request({ host, port: to, method: request.method, path: request.url, headers: request.headers, agent });
		asked.on('error', (error) => {
			note(`failed: ${error.message}`);
			response.destroy();
		});
		asked.on('response', async (answer) => {
			note(`is ${answer.statusCode}`);
			if (/event-stream/.test(answer.headers['content-type'] ?? '')) return stream(request, answer, response);
			const body = [];
			for await (const part of answer) body.push(part);
			await pause(delay / 2);
			if (luck < drop) {
				proxy.had.unanswered++;
				note('unanswered');
				return request.socket.destroy();
			}
			response.writeHead(answer.statusCode, answer.headers);
			response.end(Buffer.concat(body));
		});
		asked.end(Buffer.concat(parts));
	}

	const server = http.createServer((request, response) => {
		proxy.had.requests++;
		response.on('error', () => {});
		if (proxy.is.down || isCutOff(request)) {
			proxy.had.refused++;
			return request.socket.destroy();
		}
		pass(request, response).catch(() => response.destroy());
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
	proxy.end = () => {
		for (const socket of sockets) socket.destroy();
		agent.destroy();
		return new Promise((resolve) => server.close(resolve));
	};
	return proxy;
}
