// SPDX-License-Identifier: AGPL-3.0-or-later
// News from the server: an event stream, and polling where a proxy swallows streams. One timer and one
// budget for errors and for silence. What it needs of the browser comes in `env`, so that it can be tested.
const SILENCE = 25000, DELAYS = [1000, 2000, 4000, 8000, 15000], POLL = 3000, POLL_HIDDEN = 10000, AGAIN = 300000, ASKS = 2000;

// Before the next try after so many in vain.
export function waitFor(tries, random = Math.random) {
	return DELAYS[Math.min(tries, DELAYS.length - 1)] * (0.75 + random() * 0.5);
}

// hear(kind, data, number): kind is room, look, say, tell, reset, beat, or gone: we may not see this any more.
// lost(is, asking): whether there is no line; whether it asks now and then where others listen. signedOut().
// mark(text): gives the mark with which to ask for looks, and takes a new one. `polls`: there is no stream ever.
export function newsStream({ room, number, hear, lost, signedOut, mark, env, polls = false }) {
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

	// One line of news. What another has brought before is left out, with all that is said of it.
	function line() {
		let stale = false;
		return (kind, data, id) => {
			if (kind === "room" && id) {
				stale = id <= number;
				if (!stale) number = id;
			}
			if (!stale || !["room", "say", "tell"].includes(kind)) hear(kind, data, id);
		};
	}

	function heard(pass, kind, event) {
		tries = mute = 0;
		pollSince = null;
		lost(false, false);
		after(SILENCE, silent);
		if (kind === "bye") {
			close();
			after(200 + env.random() * 1800, open);
		} else if (kind === "gone") {
			close();
			ask();
		} else {
			pass(kind, event.data, Number(event.lastEventId));
			// We may have been told to look just before the stream began.
			if (!alive) fetchSince().catch(() => {});
			alive = true;
		}
	}

	function open() {
		close();
		alive = false;
		source = new env.EventSource(`${room}/events?after=${number}`);
		const mine = ++turn, pass = line();
		for (const kind of ["room", "look", "say", "tell", "reset", "beat", "bye", "gone"]) {
			source.addEventListener(kind, (event) => { if (mine === turn) heard(pass, kind, event); });
		}
		source.onerror = () => { if (mine === turn) failed(); };
		after(SILENCE, silent);
	}

	// Nothing for 25 seconds. Open and mute twice running: something on the way keeps it all.
	function silent() {
		close();
		lost(true, false);
		if (!alive && ++mute >= 2) {
			pollSince = env.now();
			poll();
			return;
		}
		after(delay(), open);
	}

	function failed() {
		close();
		lost(true, false);
		// A stream cannot say why it failed; a plain question can.
		const wait = delay();
		after(wait, tries > 3 ? ask : open);
	}

	const delay = () => waitFor(tries++, env.random);

	// True if the server answered, with the frames of a stream. A redirect means: sign in first.
	async function fetchSince() {
		const mine = turn;
		const answer = await env.fetch(`${room}/since/${number}?looked=${mark()}`, { cache: "no-store", redirect: "manual", headers: { "X-Live": "1" } });
		if (mine !== turn) return true;
		if (answer.type === "opaqueredirect" || answer.status === 401) {
			signedOut();
			return false;
		}
		if (answer.status === 404) {
			hear("gone", "", 0);
			return false;
		}
		if (answer.status !== 200 && answer.status !== 204) return false;
		const text = await answer.text(), pass = line();
		if (mine !== turn) return true;
		mark(answer.headers.get("X-Looked") || "");
		for (const frame of text.split("\n\n")) {
			const of = (name) => frame.split("\n").filter((each) => each.startsWith(name)).map((each) => each.slice(name.length)).join("\n");
			if (frame) pass(of("event: "), of("data: "), Number(of("id: ")));
		}
		return true;
	}

	// A question that is swallowed too is asked anew.
	async function ask() {
		const mine = ++turn;
		after(SILENCE, open);
		let answered = false;
		try { answered = await fetchSince(); } catch { /* no line */ }
		if (stopped || mine !== turn) return;
		if (answered) lost(false, false);
		after(answered ? 0 : delay(), open);
	}

	async function poll() {
		const mine = ++turn;
		after(SILENCE, () => {
			lost(true, !polls);
			poll();
		});
		let answered = false;
		try { answered = await fetchSince(); } catch { /* no line */ }
		if (stopped || mine !== turn) return;
		lost(!answered, !polls);
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
		line,
		number: () => number,
		jump(n) { if (n > number) number = n; },
	};
}
