// SPDX-License-Identifier: AGPL-3.0-or-later
// What was promised against what is there.
//
// A mark is a text that is written once.  `promised`: marks whose writing was acknowledged.  `found`: marks as
// they were read back, as often as they are there.  `sent`: every mark that was ever sent.
export function settle(promised, found, sent) {
	const times = new Map();
	for (const mark of found) times.set(mark, (times.get(mark) ?? 0) + 1);
	const known = new Set(sent);
	return {
		lost: promised.filter((mark) => !times.has(mark)),
		doubled: [...times].filter(([, n]) => n > 1).map(([mark]) => mark),
		strange: [...times.keys()].filter((mark) => !known.has(mark)),
	};
}

export function isGood({ lost, doubled, strange }) {
	return lost.length + doubled.length + strange.length === 0;
}

export function words({ lost, doubled, strange }) {
	return `${lost.length} lost, ${doubled.length} doubled, ${strange.length} that nobody sent`;
}
