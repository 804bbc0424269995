// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { newsStream } from "../js/stream.js";
import { world } from "./world.mjs";

// A server in a few lines: `sources` are the streams opened, `asked` the questions by polling.
function scene({ answer = () => ({ status: 204 }), polls = false } = {}) {
	const w = world();
	const sources = [], heard = [], states = [], asked = [];
	let out = 0, marked = "s.1";
	class EventSource {
		constructor(url) {
			Object.assign(this, { url, on: {}, at: w.now(), closed: false });
			sources.push(this);
		}
		addEventListener(kind, act) { this.on[kind] = act; }
		close() { this.closed = true; }
		frame(kind, data = "", id = "") { if (!this.closed) this.on[kind]({ data, lastEventId: String(id) }); }
	}
	const stream = newsStream({
		room: "/meetings/m/room",
		number: 7,
		polls,
		hear: (kind, data, number) => heard.push([kind, data, number]),
		lost: (is) => states.push(is),
		signedOut: () => { out++; },
		mark: (text = marked) => (marked = text),
		env: {
			EventSource,
			fetch: async (url) => {
				asked.push([w.now(), url]);
				const is = answer(url);
				if (is instanceof Error) throw is;
				if (is.then) await is;
				return { type: "basic", ...is, text: async () => is.text ?? "", headers: { get: () => `s.${w.now()}` } };
			},
			setTimeout: w.setTimeout, clearTimeout: w.clearTimeout, now: w.now, random: () => 0.5, hidden: () => false,
		},
	});
	return { w, stream, sources, heard, states, asked, outs: () => out };
}

test("frames are passed on once, in order, and the next stream starts after the last", async () => {
	const { w, stream, sources, heard } = scene();
	stream.start();
	assert.equal(sources[0].url, "/meetings/m/room/events?after=7");
	sources[0].frame("room", "<p id=a>", 8);
	sources[0].frame("say", "Paused.", 8);
	sources[0].frame("room", "<p id=a>", 8);
	sources[0].frame("say", "Paused.", 8);
	sources[0].onerror();
	await w.live(1000);
	assert.equal(sources[1].url, "/meetings/m/room/events?after=8");
	assert.deepEqual(heard, [["room", "<p id=a>", 8], ["say", "Paused.", 8]]);
});

test("retries wait 1, 2, 4 seconds, and a frame starts the count again", async () => {
	const { w, stream, sources } = scene({ answer: () => new Error("no line") });
	stream.start();
	for (let i = 0; i < 3; i++) {
		sources.at(-1).onerror();
		await w.live([1000, 2000, 4000][i]);
	}
	assert.deepEqual(sources.map((source) => source.at), [0, 1000, 3000, 7000]);
	sources.at(-1).frame("beat", "1");
	sources.at(-1).onerror();
	await w.live(1000);
	assert.equal(sources.at(-1).at, 8000);
});

test("25 seconds of silence are death, even if the stream looks open", async () => {
	const { w, stream, sources, states } = scene();
	stream.start();
	sources[0].frame("beat");
	await w.live(24000);
	assert.equal(sources.length, 1);
	await w.live(3000);
	assert.ok(sources[0].closed);
	assert.equal(sources.length, 2);
	assert.deepEqual(states, [false, true]);
});

test("beats keep it alive for hours", async () => {
	const { w, stream, sources } = scene();
	stream.start();
	for (let i = 0; i < 360; i++) {
		sources[0].frame("beat", String(i));
		await w.live(10000);
	}
	assert.equal(sources.length, 1);
});

test("two mute streams: polling, and a stream again after five minutes", async () => {
	let n = 7;
	const { w, stream, sources, heard, states, asked } = scene({ answer: () => ({ status: 200, text: `id: ${++n}\nevent: room\ndata: <p id="a">${n}</p>\n\n` }) });
	stream.start();
	await w.live(25000 + 1000 + 25000);
	assert.equal(sources.length, 2);
	await w.live(9000);
	assert.ok(asked.length >= 3, "every three seconds");
	assert.deepEqual(heard[0], ["room", '<p id="a">8</p>', 8]);
	assert.equal(asked[0][1], "/meetings/m/room/since/7?looked=s.1");
	assert.equal(asked[1][1], "/meetings/m/room/since/8?looked=s.51000", "with the mark that came last");
	assert.equal(states.at(-1), false, "polling is a connection");
	await w.live(300000);
	assert.equal(sources.length, 3);
	sources[2].frame("beat");
	const before = asked.length;
	await w.live(20000);
	assert.equal(asked.length, before, "the stream is well again: no polling");
});

test("a poll brings all that a stream does, each once, and in its lines", async () => {
	const frames = "id: 8\nevent: room\ndata: \n\nevent: say\ndata: Paused.\n\nid: 9\nevent: room\ndata: <p id=a>\ndata: two</p>\n\nevent: tell\ndata: It’s your turn.\n\nevent: reset\ndata: -\n\nevent: look\ndata: -\n\n";
	const { w, stream, heard } = scene({ polls: true, answer: () => ({ status: 200, text: frames }) });
	stream.start();
	await w.live(0);
	assert.deepEqual(heard, [
		["room", "", 8], ["say", "Paused.", 0], ["room", "<p id=a>\ntwo</p>", 9], ["tell", "It’s your turn.", 0], ["reset", "-", 0], ["look", "-", 0],
	]);
	await w.live(2000);
	assert.deepEqual(heard.slice(6), [["reset", "-", 0], ["look", "-", 0]], "what is told of events is told once");
	stream.stop();
});

test("a poll that is swallowed is asked anew", async () => {
	let swallows = true;
	const { w, stream, asked, states } = scene({ polls: true, answer: () => (swallows ? { then() {} } : { status: 204 }) });
	stream.start();
	await w.live(26000);
	assert.equal(asked.length, 2);
	assert.equal(states.at(-1), true);
	swallows = false;
	await w.live(26000);
	assert.equal(states.at(-1), false);
	assert.ok(asked.length > 2);
	stream.stop();
});

test("once a stream has begun it is asked whether anything was said before", async () => {
	const { w, stream, sources, heard, asked } = scene({ answer: () => ({ status: 200, text: "event: look\ndata: -\n\n" }) });
	stream.start();
	sources[0].frame("beat");
	sources[0].frame("beat");
	await w.live(0);
	assert.equal(asked.length, 1);
	assert.deepEqual(heard.map(([kind]) => kind), ["beat", "beat", "look"]);
	stream.stop();
});

test("a restart is taken gently; a reset is passed on", async () => {
	const { w, stream, sources, heard, states } = scene();
	stream.start();
	sources[0].frame("reset");
	assert.deepEqual(heard, [["reset", "", 0]]);
	sources[0].frame("bye");
	assert.ok(sources[0].closed);
	await w.live(2000);
	assert.equal(sources.length, 2);
	assert.ok(!states.includes(true), "nobody is told");
});

test("signed out is found out by asking", async () => {
	const { w, stream, sources, outs } = scene({ answer: () => ({ status: 0, type: "opaqueredirect" }) });
	stream.start();
	for (let i = 0; i < 4; i++) {
		sources.at(-1).onerror();
		await w.live(20000);
	}
	assert.ok(outs() >= 1);
});

test("after stop nothing moves", async () => {
	const { w, stream, sources } = scene();
	stream.start();
	stream.stop();
	await w.live(600000);
	assert.equal(sources.length, 1);
});

test("where there is no stream it asks every two seconds, for hours, and takes what is new", async () => {
	let n = 7;
	const { w, stream, sources, heard, asked } = scene({ polls: true, answer: (url) => (url.includes("/7?") && n > 7 ? { status: 200, text: `id: ${n}\nevent: room\ndata: <p id=a>\n\n` } : { status: 204 }) });
	stream.start();
	await w.live(10000);
	n = 9;
	await w.live(10000);
	assert.deepEqual(heard, [["room", "<p id=a>", 9]]);
	await w.live(3600000);
	assert.equal(sources.length, 0);
	assert.match(asked.at(-1)[1], /^\/meetings\/m\/room\/since\/9\?/);
	assert.ok(asked.length > 1800 && asked.length < 1820, String(asked.length));
	stream.stop();
});

test("told that it may see less, it asks at once: it goes, or comes back", async () => {
	let status = 404;
	const { w, stream, sources, heard, asked } = scene({ answer: () => ({ status }) });
	stream.start();
	sources[0].frame("gone");
	await w.live(0);
	assert.equal(asked.length, 1);
	assert.ok(sources[0].closed);
	assert.deepEqual(heard.at(-1), ["gone", "", 0]);

	status = 204; // somebody else of this name has signed out elsewhere
	const other = scene({ answer: () => ({ status }) });
	other.stream.start();
	other.sources[0].frame("gone");
	await other.w.live(10);
	assert.equal(other.sources.length, 2);
	assert.equal(other.heard.length, 0);
});
