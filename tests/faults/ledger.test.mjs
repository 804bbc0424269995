// SPDX-License-Identifier: AGPL-3.0-or-later
// The checker itself: each fault that it is there for is planted and must be found.
import assert from 'node:assert';
import test from 'node:test';
import { isGood, settle } from './ledger.mjs';

const cases = [
	['all is there', ['a', 'b'], ['b', 'a'], ['a', 'b'], { lost: [], doubled: [], strange: [] }],
	['unacknowledged and there is fine', ['a'], ['a', 'b'], ['a', 'b'], { lost: [], doubled: [], strange: [] }],
	['unacknowledged and not there is fine', ['a'], ['a'], ['a', 'b'], { lost: [], doubled: [], strange: [] }],
	['one lost', ['a', 'b'], ['a'], ['a', 'b'], { lost: ['b'], doubled: [], strange: [] }],
	['one doubled', ['a', 'b'], ['a', 'b', 'b'], ['a', 'b'], { lost: [], doubled: ['b'], strange: [] }],
	['unacknowledged but doubled', ['a'], ['a', 'b', 'b'], ['a', 'b'], { lost: [], doubled: ['b'], strange: [] }],
	['one that nobody sent', ['a'], ['a', 'x'], ['a'], { lost: [], doubled: [], strange: ['x'] }],
	['all lost', ['a', 'b'], [], ['a', 'b'], { lost: ['a', 'b'], doubled: [], strange: [] }],
];

for (const [what, promised, found, sent, wanted] of cases)
	test(what, () => {
		const got = settle(promised, found, sent);
		assert.deepStrictEqual(got, wanted);
		assert.equal(isGood(got), Object.values(wanted).every((list) => list.length === 0));
	});
