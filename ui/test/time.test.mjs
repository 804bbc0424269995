// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { bestOffset, dueSentence, share, timeWords } from "../js/time.js";

test("the offset comes from the shortest round trip", () => {
	assert.equal(bestOffset([
		{ sent: 0, got: 400, server: 9000 },
		{ sent: 1000, got: 1020, server: 6010 },
		{ sent: 2000, got: 2100, server: 1 },
	]), 5000);
	assert.equal(bestOffset([{ sent: 0, got: 2500, server: 9000 }]), null, "over two seconds says nothing");
	assert.equal(bestOffset([{ sent: 0, got: 10, server: NaN }]), null);
	assert.equal(bestOffset([]), null);
});

test("whole minutes are rounded up while there is time and down once it is over", () => {
	const cases = [
		[698000, "words", "About 12 minutes left"], [660001, "words", "About 12 minutes left"], [660000, "words", "About 11 minutes left"],
		[60001, "words", "About 2 minutes left"], [60000, "words", "Less than a minute left"], [1, "words", "Less than a minute left"],
		[0, "words", "That’s the time"], [-59999, "words", "That’s the time"], [-60000, "words", "1 minute over"], [-120001, "words", "2 minutes over"],
		[698000, "exact", "11:38"], [697001, "exact", "11:38"], [59000, "exact", "0:59"], [0, "exact", "0:00"], [-61000, "exact", "1:01"],
		[698000, "number", "12"], [1, "number", "1"], [-30000, "number", "0"], [-180000, "number", "3"],
	];
	for (const [left, how, text] of cases) assert.equal(timeWords(left, how).text, text, `${left} ${how}`);
	assert.equal(timeWords(1318000, "of", "45").text, "22 of 45 minutes left");
	assert.equal(timeWords(-70000, "of", "45").text, "1 minute over");
});

test("the unit says which way and whether it runs", () => {
	assert.equal(timeWords(1000, "exact").unit, "left");
	assert.equal(timeWords(-1000, "exact").unit, "over");
	assert.equal(timeWords(1000, "exact", 0, true).unit, "paused");
	assert.equal(timeWords(60000, "number").unit, "minute left");
	assert.equal(timeWords(-180000, "number").unit, "minutes over");
	assert.equal(timeWords(698000, "words", 0, true).text, "Paused, about 12 minutes left");
});

test("a stretch fills and never drains", () => {
	assert.equal(share(100, 200, 50), 0);
	assert.equal(share(100, 200, 150), 0.5);
	assert.equal(share(100, 200, 900), 1);
	assert.equal(share(0, 0, 5), 0);
});

test("the moments are spoken once, and only when seen to pass", () => {
	assert.equal(dueSentence(300500, 299500), "5 minutes left.");
	assert.equal(dueSentence(299500, 298500), "");
	assert.equal(dueSentence(900000, 100000), "", "after a sleep nothing old is said");
	assert.equal(dueSentence(60400, 59400), "1 minute left.");
	assert.equal(dueSentence(400, -600), "That’s the time.");
	assert.equal(dueSentence(-600, -1600), "");
});
