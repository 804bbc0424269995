// SPDX-License-Identifier: AGPL-3.0-or-later
// News from the server: an event stream, and polling where a proxy swallows streams. One timer and one
// budget for errors and for silence. What it needs of the browser comes in `env`, so that it can be tested.
const SILENCE = 25000, DELAYS = [1000, 2000, 4000, 8000, 15000], POLL = 3000, POLL_HIDDEN = 10000, AGAIN = 300000, ASKS = 2000;

// Before the next try after so many in vain.
export function waitFor(tries, random = Math.random) {
	return DELAYS[Math.min(tries, DELAYS.length - 1)] * (0.75 + random() * 0.5);
}

// hear(kind, data, number): kind is room, look, say, tell, reset, beat, or gone: we may not see this any more.
// lost(true|false), signedOut(). `polls`: there is no stream, so it asks all the time.
export function newsStream({ room, number, hear, lost, signedOut, env, polls = false }) {
	let source = null, timer = null, tries = 0, mute = 0, pollSince = null, alive = false, stopped = true, turn = 0;

	function after(ms, act) {
		env.clearTimeout(timer);
		timer = env.setTimeout(act, ms);
	}

	function close() {
		turn++;
		if (source) source.close();
		source = null;
	}

	function heard(kind, event) {
		alive = true;
		tries = mute = 0;
		pollSince = null;
		lost(false);
		after(SILENCE, silent);
		const id = Number(event.lastEventId);
		if (kind === "bye") {
			close();
			after(200 + env.random() * 1800, open);
			return;
		}
		if (kind === "gone") {
			close();
			ask();
			return;
		}
		if (kind === "room" && id) {
			if (id <= number) return;
			number = id;
		}
		hear(kind, event.data, id);
	}

	function open() {
		close();
		alive = false;
		source = new env.EventSource(`${room}/events?after=${number}`);
		const mine = ++turn;
		for (const kind of ["room", "look", "say", "tell", "reset", "beat", "bye", "gone"]) {
			source.addEventListener(kind, (event) => { if (mine === turn) heard(kind, event); });
		}
		source.onerror = () => { if (mine === turn) failed(); };
		after(SILENCE, silent);
	}

	// Nothing for 25 seconds. Open and mute twice running: something on the way keeps it all.
	function silent() {
		close();
		lost(true);
		if (!alive && ++mute >= 2) {
			pollSince = env.now();
			poll();
			return;
		}
		after(delay(), open);
	}

	function failed() {
		close();
		lost(true);
		// A stream cannot say why it failed; a plain question can.
		const wait = delay();
		after(wait, tries > 3 ? ask : open);
	}

	const delay = () => waitFor(tries++, env.random);

	// True if the server answered. A redirect means: sign in first.
	async function fetchSince() {
		const mine = turn;
		const answer = await env.fetch(`${room}/since/${number}`, { cache: "no-store", redirect: "manual", headers: { "X-Live": "1" } });
		if (mine !== turn) return true;
		if (answer.type === "opaqueredirect" || answer.status === 401) {
			signedOut();
			return false;
		}
		if (answer.status === 404) {
			hear("gone", "", 0);
			return false;
		}
		if (answer.status === 410) hear("reset", "", 0);
		else if (answer.status === 200) {
			const html = await answer.text();
			const is = /data-n="(\d+)">([\s\S]*)<\/div>/.exec(html);
			if (is && Number(is[1]) > number) {
				number = Number(is[1]);
				hear("room", is[2], number);
			}
		} else if (answer.status !== 204) return false;
		return true;
	}

	async function ask() {
		const mine = turn;
		let answered = false;
		try { answered = await fetchSince(); } catch { /* no line */ }
		if (stopped || mine !== turn) return;
		if (answered) lost(false);
		after(answered ? 0 : delay(), open);
	}

	async function poll() {
		const mine = turn;
		let answered = false;
		try { answered = await fetchSince(); } catch { /* no line */ }
		if (stopped || mine !== turn) return;
		lost(!answered);
		if (answered) tries = 0;
		if (!polls && env.now() - pollSince > AGAIN) {
			mute = 1; // one more mute stream is enough to come back here
			after(0, open);
			return;
		}
		after(answered ? (env.hidden() ? POLL_HIDDEN : polls ? ASKS : POLL) : delay(), poll);
	}

	return {
		start() {
			if (!stopped) return;
			stopped = false;
			if (polls) {
				pollSince = env.now();
				poll();
			} else open();
		},
		stop() {
			stopped = true;
			env.clearTimeout(timer);
			close();
		},
		// The line is back, or the device woke.
		nudge() {
			if (stopped) return;
			tries = 0;
			if (pollSince !== null) {
				close();
				poll();
			} else open();
		},
		catchUp: fetchSince,
		number: () => number,
		jump(n) { if (n > number) number = n; },
	};
}
