// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import test from "node:test";
import { backSentence, newKey, sendQueue } from "../js/queue.js";

globalThis.crypto ??= webcrypto; // Debian 12's Node hides what every browser has

function store() {
	const map = new Map();
	return { getItem: (name) => map.get(name) ?? null, setItem: (name, text) => map.set(name, text), removeItem: (name) => map.delete(name), map };
}

const item = (key, kind = "question") => ({ key, kind, url: "/q", body: [["text", key]], text: key });

test("sent in order, with their own keys; the rest waits when the line goes again", async () => {
	const sent = [];
	let line = true;
	const queue = sendQueue({ storage: store(), name: "q", changed() {}, send: async (one) => {
		if (!line) return { done: false };
		sent.push(one.key);
		line = one.key !== "b";
		return { done: true };
	} });
	for (const key of ["a", "b", "c"]) queue.add(item(key));
	assert.deepEqual((await queue.flush()).map((one) => one.kind), ["question", "question"]);
	assert.deepEqual(sent, ["a", "b"]);
	assert.deepEqual(queue.items().map((one) => one.key), ["c"]);
});

test("words that are refused wait, and hold up nothing", async () => {
	const queue = sendQueue({ storage: store(), name: "q", changed() {}, send: async (one) => (one.key === "a" ? { done: false, refused: true } : { done: true }) });
	for (const key of ["a", "b"]) queue.add(item(key));
	assert.equal((await queue.flush()).length, 1);
	assert.deepEqual(queue.items().map((one) => one.key), ["a"]);
});

test("the same key waits once; other kinds do not wait", () => {
	const queue = sendQueue({ storage: store(), name: "q", changed() {}, send: async () => ({ done: true }) });
	queue.add(item("a"));
	queue.add({ ...item("a"), text: "changed" });
	assert.deepEqual(queue.items().map((one) => one.text), ["changed"]);
	assert.equal(queue.add(item("b", "stage")), false);
});

test("one can be taken back and written again", () => {
	const storage = store();
	const queue = sendQueue({ storage, name: "q", changed() {}, send: async () => ({ done: true }) });
	queue.add(item("a"));
	assert.equal(queue.take("a").text, "a");
	assert.equal(storage.map.size, 0, "nothing stays on a shared laptop");
	assert.equal(queue.take("a"), undefined);
});

test("a store that is full or spoilt stops nothing", async () => {
	const broken = { getItem: () => "{", setItem() { throw new Error("full"); }, removeItem() {} };
	const queue = sendQueue({ storage: broken, name: "q", changed() {}, send: async () => ({ done: true }) });
	assert.deepEqual(queue.items(), []);
	assert.equal(queue.add(item("a")), true);
	assert.deepEqual(queue.items().map((one) => one.key), ["a"], "it waits in the page");
	assert.equal((await queue.flush()).length, 1);
	assert.deepEqual(queue.items(), []);
});

test("what is said on coming back", () => {
	assert.equal(backSentence([]), "You’re back.");
	assert.equal(backSentence([{ kind: "question" }]), "You’re back. Your question has been sent.");
	assert.equal(backSentence([{ kind: "hand" }, { kind: "note" }]), "You’re back. 2 things have been sent.");
	assert.equal(backSentence([{ kind: "hand", say: "Questions is over. We kept it as a note." }]), "You’re back. Questions is over. We kept it as a note.");
});

test("keys are 63 bits in the server's base32", () => {
	for (let i = 0; i < 200; i++) assert.match(newKey(), /^[0-7][0-9a-hjkmnp-tv-z]{12}$/);
	assert.equal(newKey((bytes) => bytes.fill(255)), "7zzzzzzzzzzzz");
	assert.notEqual(newKey(), newKey());
});
