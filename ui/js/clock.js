// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps every clock, arc and bar of the page right by the server's clock. The device's own clock may
// be wrong or be changed: only performance.now() is used, and the offset is never learnt from the stream.
import { all, on, one } from "./dom.js";
import { bestOffset, dueSentence, share, timeWords } from "./time.js";

const EVERY = 300000; // learn the offset again

export function startClock({ say = () => {}, url = "/clock" } = {}) {
	let offset = Date.now() - performance.now(); // until the server has answered
	let wall = Date.now() - performance.now();
	const seen = new Map(); // what was left at the last look, by the end it counts to

	const now = () => performance.now() + offset;

	async function learn() {
		const samples = [];
		for (let i = 0; i < 5; i++) {
			const sent = performance.now();
			try {
				const answer = await fetch(url, { cache: "no-store", redirect: "error" });
				const server = Number(await answer.text());
				if (answer.ok) samples.push({ sent, got: performance.now(), server });
			} catch { break; }
		}
		const best = bestOffset(samples);
		if (best !== null) offset = best;
		draw();
	}

	function drawTime(element) {
		const { clock, exact, number, words, total, ends, paused } = element.dataset;
		if (clock === undefined || !ends) return;
		const left = Number(ends) - (paused ? Number(paused) : now());
		const how = exact !== undefined ? "exact" : number !== undefined ? "number" : words || "words";
		const is = timeWords(left, how, total, Boolean(paused));
		put(element, is.text);
		const around = element.closest(".mid") || element.parentNode;
		const unit = around.querySelector("[data-unit]");
		if (unit) put(unit, is.unit);
		around.classList.toggle("is-over", is.over);
		element.classList.toggle("time-left", true);
		if (element.dataset.speaks === undefined) return;
		atTime(is.over);
		if (!paused && seen.has(ends)) {
			const sentence = dueSentence(seen.get(ends), left);
			if (sentence) say(sentence);
		}
		seen.clear();
		seen.set(ends, left);
	}

	function atTime(over) {
		for (const element of all("[data-at-time]")) {
			if (over && element.dataset.before === undefined) element.dataset.before = element.textContent;
			if (over) put(element, element.dataset.atTime);
			else if (element.dataset.before !== undefined) {
				put(element, element.dataset.before);
				delete element.dataset.before;
			}
		}
	}

	function drawShape(element) {
		const { from, to, paused, width } = element.dataset;
		const used = share(Number(from), Number(to), paused ? Number(paused) : now());
		if (width) {
			element.setAttribute("width", `${(parseFloat(width) * used).toFixed(2)}%`);
			return;
		}
		const round = 2 * Math.PI * Number(element.getAttribute("r"));
		element.setAttribute("stroke-dasharray", `${(round * used).toFixed(1)} ${round.toFixed(1)}`);
		element.classList.toggle("none", used === 0);
	}

	function draw() {
		all("[data-clock]").forEach(drawTime);
		all("[data-from][data-to]").forEach(drawShape);
		for (const element of all("[data-until]")) element.hidden = now() > Number(element.dataset.until);
		for (const element of all("[data-after]")) element.hidden = now() <= Number(element.dataset.after);
	}

	function tick() {
		draw();
		// The two clocks of the device drift apart when it has slept or its time was changed.
		const apart = Date.now() - performance.now();
		if (Math.abs(apart - wall) > 3000) {
			wall = apart;
			learn();
			dispatchEvent(new Event("setwise:wake"));
		}
		setTimeout(tick, 1005 - (now() % 1000));
	}

	function sayTime() {
		const element = one("[data-clock][data-speaks]");
		if (!element || !element.dataset.ends) return "No time is running.";
		const { ends, paused } = element.dataset;
		return `${timeWords(Number(ends) - (paused ? Number(paused) : now()), "words", 0, Boolean(paused)).text}.`;
	}

	learn();
	setInterval(learn, EVERY);
	on("visibilitychange", () => { if (!document.hidden) learn(); });
	tick();
	return { now, draw, sayTime };
}

function put(element, text) {
	if (element.textContent !== text) element.textContent = text;
}
