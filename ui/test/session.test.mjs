// SPDX-License-Identifier: AGPL-3.0-or-later
// A session is told two minutes before it ends, and its owner may stay without losing what they write.
import { test } from "node:test";
import assert from "node:assert/strict";
import { isDue, watchSession } from "../js/session.js";

globalThis.FormData = class {
	*[Symbol.iterator]() { yield ["key", "x"]; }
};

function page(left) {
	const listeners = {};
	const form = {
		action: "/account/session", submitted: 0,
		addEventListener: (name, act) => { listeners[name] = act; },
		submit() { this.submitted++; },
	};
	return { hidden: true, dataset: { left: String(left), more: "600000" }, querySelector: () => form, form, listeners };
}

test("two minutes are told, three are not", () => {
	assert.equal(isDue(180000, 0), false);
	assert.equal(isDue(120000, 0), true);
});

test("the note shows itself in time and goes when one stays", async () => {
	let clock = 1000, look;
	const note = page(300000);
	watchSession(note, { now: () => clock, every: (act) => { look = act; }, fetcher: async () => ({ ok: true }) });
	look();
	assert.equal(note.hidden, true);
	clock += 185000;
	look();
	assert.equal(note.hidden, false);
	await note.listeners.submit({ preventDefault() {} });
	assert.equal(note.hidden, true);
	assert.equal(note.form.submitted, 0);
});

test("without an answer the form is sent as any form", async () => {
	const note = page(60000);
	watchSession(note, { now: () => 0, every: () => {}, fetcher: async () => { throw new Error("no line"); } });
	assert.equal(note.hidden, false);
	await note.listeners.submit({ preventDefault() {} });
	assert.equal(note.form.submitted, 1);
});
