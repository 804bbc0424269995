// SPDX-License-Identifier: AGPL-3.0-or-later
// A small world of its own time for the tests: timers run only when told to.
export function world() {
	let clock = 0, next = 1;
	let timers = [];
	return {
		now: () => clock,
		setTimeout(act, ms) {
			timers.push({ id: next, at: clock + Math.max(0, ms), act });
			return next++;
		},
		clearTimeout(id) { timers = timers.filter((timer) => timer.id !== id); },
		run(ms) {
			const end = clock + ms;
			for (;;) {
				timers.sort((a, b) => a.at - b.at || a.id - b.id);
				if (!timers.length || timers[0].at > end) break;
				const timer = timers.shift();
				clock = timer.at;
				timer.act();
			}
			clock = end;
		},
		// The same, letting promises settle between timers.
		async live(ms) {
			const end = clock + ms;
			for (;;) {
				for (let i = 0; i < 20; i++) await Promise.resolve();
				timers.sort((a, b) => a.at - b.at || a.id - b.id);
				if (!timers.length || timers[0].at > end) break;
				const timer = timers.shift();
				clock = timer.at;
				timer.act();
			}
			clock = end;
		},
	};
}
