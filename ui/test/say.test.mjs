// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { merge, sayer } from "../js/say.js";
import { world } from "./world.mjs";

function room(level = "all") {
	const w = world();
	const said = [];
	const say = sayer({ put: (text) => said.push([w.now(), text]), now: w.now, later: w.setTimeout, level: () => level });
	return { w, said, say };
}

test("like news is counted together", () => {
	assert.equal(merge(["1 new question.", "2 new questions."]), "3 new questions.");
	assert.equal(merge(["Paused.", "1 new question.", "Paused."]), "Paused. 1 new question.");
	assert.equal(merge(["1 new action."]), "1 new action.");
});

test("one sentence in ten seconds, later ones merged", () => {
	const { w, said, say } = room();
	say.say("Reflection round. 6 minutes.");
	w.run(1000);
	say.say("Paused.");
	say.say("2 minutes added.");
	w.run(60000);
	assert.deepEqual(said, [[0, "Reflection round. 6 minutes."], [10000, "Paused. 2 minutes added."]]);
});

test("digests come half a minute apart, and wait while somebody writes", () => {
	const { w, said, say } = room();
	say.say("1 new question.");
	w.run(5000);
	say.say("1 new question.");
	w.run(3000);
	say.say("1 new question.");
	w.run(20000);
	say.typing();
	w.run(60000);
	assert.deepEqual(said, [[0, "1 new question."], [38000, "2 new questions."]]);
});

test("a stage is not held by writing", () => {
	const { w, said, say } = room();
	say.typing();
	say.say("1 new question.");
	say.say("Questions. 20 minutes.");
	w.run(30000);
	assert.equal(said[0][1], "Questions. 20 minutes.");
	assert.equal(said[1][1], "1 new question.");
});

test("own acts come at once; the setting is kept", () => {
	const own = room();
	own.say.say("Questions. 20 minutes.");
	own.say.tell("Your hand is up.");
	assert.deepEqual(own.said, [[0, "Questions. 20 minutes."], [0, "Your hand is up."]]);
	const mine = room("mine");
	mine.say.say("Questions. 20 minutes.");
	mine.say.tell("Go ahead, Kofi.");
	mine.w.run(60000);
	assert.deepEqual(mine.said, [[0, "Go ahead, Kofi."]]);
	const none = room("none");
	none.say.tell("Go ahead, Kofi.");
	assert.deepEqual(none.said, []);
});
