// SPDX-License-Identifier: AGPL-3.0-or-later
// What the room and the big screen share: clock, stream, connection, refetching.
import { all, byId } from "./dom.js";
import { startClock } from "./clock.js";
import { applyFragments, refetchMain } from "./fragments.js";
import { looker } from "./look.js";
import { sayer, statusElement } from "./say.js";
import { shareStream } from "./share.js";
import { newsStream, waitFor } from "./stream.js";

const QUIET = 5000, LONG = 15000, OWN = 3000;

export function startLive(main, { shared = true, home = "/home", changed = () => {}, back = () => {} } = {}) {
	const say = sayer({
		put: statusElement(byId("say")),
		now: () => performance.now(),
		later: (act, ms) => setTimeout(act, ms),
		level: () => main.dataset.speak || "all",
	});
	const clock = startClock({ say: say.tell });
	let lostAt = null, asks = false, out = false, ownUntil = 0, tab = null;

	// Nothing for five seconds, then a dot, after fifteen a note. The page is never covered. Where news are asked for
	// every few seconds, the dot says so.
	function drawLink() {
		const gone = lostAt === null ? 0 : performance.now() - lostAt;
		for (const link of all("[data-link]")) {
			const state = gone > QUIET ? "waiting" : asks ? "slow" : "ok", words = link.lastElementChild;
			if (link.dataset.state === state) continue;
			if (link.dataset.state === "ok") link.dataset.words = words.textContent;
			words.textContent = { waiting: "Waiting", slow: "3 seconds behind" }[state] || link.dataset.words;
			link.dataset.state = state;
		}
		for (const note of all("[data-lost]")) {
			if (!out && note.hidden === gone > LONG) {
				note.hidden = gone <= LONG;
				if (!note.hidden) say.tell(note.textContent.trim());
			}
		}
	}

	async function lost(is, asking = asks) {
		asks = asking;
		drawLink();
		if (is === (lostAt !== null)) return;
		const long = !is && performance.now() - lostAt > LONG;
		lostAt = is ? performance.now() : null;
		if (!is) signedIn();
		drawLink();
		if (!is) {
			look(); // it may have been said while nobody listened
			const sentence = await back();
			if (sentence && (long || sentence !== "You’re back.")) say.tell(sentence);
		}
	}
	setInterval(drawLink, 1000);

	function drawn() {
		clock.draw();
		drawLink();
		changed();
	}

	async function hear(kind, data) {
		if (kind === "room") {
			applyFragments(data, performance.now() < ownUntil);
			drawn();
		} else if (kind === "look") look();
		else if (kind === "say") say.say(data);
		else if (kind === "tell") say.tell(data);
		else if (kind === "gone") location.replace(home);
		else if (kind === "reset") {
			await look();
			say.say("The room has been refreshed.");
		}
	}

	// The stream may not have noticed yet: what comes after it is refused shows when we are back.
	function signedOut() {
		if (out) return;
		out = true;
		stream.nudge();
		for (const note of all("[data-lost]")) {
			const words = note.querySelector("p");
			note.hidden = false;
			note.setAttribute("role", "alert");
			note.dataset.words = words.innerHTML;
			words.innerHTML = '<b>You have been signed out.</b> <a href="/sign-in" target="_blank" rel="noopener">Sign in in another tab</a>, then carry on here.';
		}
	}

	// Until a page has come that is no older than what the stream has said.
	function signedIn() {
		if (!out) return;
		out = false;
		for (const note of all("[data-lost]")) {
			note.querySelector("p").innerHTML = note.dataset.words;
			note.removeAttribute("role");
		}
		drawLink();
	}

	const look = looker(async () => {
		for (let tries = 0; ; tries++) {
			try {
				const number = await refetchMain(main, stream.number);
				stream.jump(number);
				if (number >= 0) drawn();
				return number >= 0;
			} catch { await new Promise((again) => setTimeout(again, waitFor(tries))); }
		}
	});

	const stream = newsStream({
		room: main.dataset.room,
		number: Number(main.dataset.number) || 0,
		polls: main.dataset.polls !== undefined,
		mark: (text = main.dataset.looked || "") => (main.dataset.looked = text),
		lost: (is, asking) => {
			lost(is, asking);
			tab?.tell({ lost: is, asking });
		},
		hear: (kind, data, number) => {
			tab?.tell({ kind, data, number });
			hear(kind, data);
		},
		signedOut,
		env: {
			EventSource: window.EventSource,
			fetch: (...args) => fetch(...args),
			setTimeout: (act, ms) => setTimeout(act, ms),
			clearTimeout: (timer) => clearTimeout(timer),
			now: () => performance.now(),
			random: Math.random,
			hidden: () => document.hidden,
		},
	});

	if (shared) {
		const pass = stream.line();
		tab = shareStream(`setwise ${main.dataset.room}`, {
			lead: () => stream.start(),
			follow: ({ kind, data, number, lost: is = false, asking }) => {
				lost(is, asking);
				if (kind) pass(kind, data, number);
			},
		});
		// News from between the page and the first word of the other tab.
		stream.catchUp().catch(() => {});
	} else stream.start();

	addEventListener("online", () => stream.nudge());
	addEventListener("setwise:wake", () => stream.nudge());
	addEventListener("pagehide", () => stream.stop());
	addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
	// Parts that came with an answer; if news overtook it, it knows less than the page.
	function show(html, number) {
		if (number < stream.number()) look();
		else applyFragments(html, true);
	}
	return { say, clock, look, show, signedOut, signedIn, acted: () => { ownUntil = performance.now() + OWN; }, isLost: () => lostAt !== null && !navigator.onLine };
}
