// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { looker } from "../js/look.js";

function scene() {
	const waiting = [];
	let asked = 0;
	const look = looker(() => new Promise((resolve) => {
		asked++;
		waiting.push(resolve);
	}));
	const answer = async (is) => {
		waiting.shift()(is);
		await new Promise((done) => setTimeout(done));
	};
	return { look, answer, asked: () => asked };
}

test("ten words in a row are one look, and one more", async () => {
	const { look, answer, asked } = scene();
	for (let i = 0; i < 10; i++) look();
	await answer(true);
	assert.equal(asked(), 2);
	await answer(true);
	assert.equal(asked(), 2);
	look();
	assert.equal(asked(), 3);
});

test("what was older than the news that came meanwhile is looked for again", async () => {
	const { look, answer, asked } = scene();
	look();
	await answer(false);
	assert.equal(asked(), 2);
	await answer(true);
	assert.equal(asked(), 2);
});
