// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking again where no event says what has changed, such as a note of mine from another device. One at a time;
// what is said meanwhile causes one more. `again` resolves to false if what it got was too old.
export function looker(again) {
	let wanted = 0;
	return async () => {
		if (wanted++) return;
		while (wanted) {
			const before = wanted;
			if (await again()) wanted -= before;
		}
	};
}
