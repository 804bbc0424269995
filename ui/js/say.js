// SPDX-License-Identifier: AGPL-3.0-or-later
// What the one status element says, and when: a sentence in ten seconds, later ones merged; digests of
// questions every half minute at most, and not while somebody is writing; one's own acts at once.
const GAP = 10000, DIGEST_GAP = 30000, TYPING = 10000;
const digest = /^(\d+) new (question|action)s?\.$/;

// "1 new question." and "2 new questions." are "3 new questions."; the rest stand one after another.
export function merge(sentences) {
	const counts = new Map(), said = [];
	for (const sentence of sentences) {
		const is = digest.exec(sentence);
		if (is) counts.set(is[2], (counts.get(is[2]) || 0) + Number(is[1]));
		else if (!said.includes(sentence)) said.push(sentence);
	}
	for (const [thing, n] of counts) said.push(`${n} new ${thing}${n === 1 ? "" : "s"}.`);
	return said.join(" ");
}

// `put(text)` shows it; `now` and `later` are the clock and setTimeout; `level()` is all, mine or none.
export function sayer({ put, now, later, level }) {
	let waiting = [], last = -Infinity, lastDigest = -Infinity, typed = -Infinity, timer = false;

	function speak(text) {
		last = now();
		put(text);
	}

	function dueAt() {
		const plain = waiting.some((sentence) => !digest.test(sentence));
		return Math.max(last + GAP, plain ? 0 : lastDigest + DIGEST_GAP, plain ? 0 : typed + TYPING);
	}

	function flush() {
		timer = false;
		if (!waiting.length) return;
		if (now() < dueAt()) return arm();
		const hold = now() < Math.max(lastDigest + DIGEST_GAP, typed + TYPING);
		const ready = hold ? waiting.filter((sentence) => !digest.test(sentence)) : waiting;
		waiting = hold ? waiting.filter((sentence) => digest.test(sentence)) : [];
		if (ready.some((sentence) => digest.test(sentence))) lastDigest = now();
		if (ready.length) speak(merge(ready));
		if (waiting.length) arm();
	}

	function arm() {
		if (timer) return;
		timer = true;
		later(flush, Math.max(0, dueAt() - now()));
	}

	return {
		// News for everybody.
		say(text) {
			if (level() !== "all" || !text) return;
			waiting.push(text);
			if (now() >= dueAt()) flush();
			else arm();
		},
		// For this person: at once.
		tell(text) {
			if (level() !== "none" && text) speak(text);
		},
		typing() { typed = now(); },
	};
}

export function statusElement(element) {
	let before = "";
	return (text) => {
		if (!element) return;
		// The same words twice are news twice: a space that nobody hears makes them differ.
		before = text === before ? `${text}\u00a0` : text;
		element.textContent = before;
	};
}
