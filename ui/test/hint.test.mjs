// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { questionHint } from "../js/hint.js";

const open = "Reads as an open question.", advice = "Could this be a suggestion? Send it either way.";

test("questions, advice in disguise, and the rest", () => {
	const cases = [
		["What would each director say the problem is?", open],
		["Who gains if nothing changes?", open],
		["And how did that feel?", open],
		["In what way is it urgent?", open],
		["What would you do first if all three said yes tomorrow?", open],
		["Have you tried talking to finance?", advice],
		["Have you thought of a joint budget?", advice],
		["Why don't you ask them together?", advice],
		["Why don’t you ask them together?", advice],
		["Could you get them in one room?", advice],
		["Shouldn't the chief executive decide?", advice],
		["You should write to all three.", advice],
		["What if you moved the budget?", advice],
		["What about asking the leader?", advice],
		["So, would you just tell them?", advice],
		["Is it the money?", ""],
		["What about the children in this?", open],
		["Why is that?", open],
		["My note on hotels", ""],
		["What", ""],
		["", ""],
	];
	for (const [text, wanted] of cases) assert.equal(questionHint(text), wanted, text);
});
