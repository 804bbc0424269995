// SPDX-License-Identifier: AGPL-3.0-or-later
// Time by the server's clock: the offset, and what a time left is called. No DOM here.

// A sample is { sent, got, server }: performance.now() before and after, and what the server said.
// The one with the shortest round trip is nearest the truth; slow ones say nothing.
export function bestOffset(samples, slowest = 2000) {
	let best = null;
	for (const sample of samples) {
		const trip = sample.got - sample.sent;
		if (trip < 0 || trip > slowest || !Number.isFinite(sample.server)) continue;
		if (!best || trip < best.trip) best = { trip, offset: sample.server - (sample.sent + sample.got) / 2 };
	}
	return best ? best.offset : null;
}

const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

// What is shown for `left` milliseconds (below nought: over). `how` is exact, number, of or words.
// Whole minutes are rounded up while there is time, and down once it is over.
export function timeWords(left, how, total, paused) {
	const over = left <= 0;
	const minutes = over ? Math.floor(-left / 60000) : Math.ceil(left / 60000);
	if (how === "exact") {
		const seconds = over ? Math.floor(-left / 1000) : Math.ceil(left / 1000);
		const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
		return { text, unit: paused ? "paused" : over ? "over" : "left", over };
	}
	if (how === "number") {
		const unit = minutes === 1 ? "minute" : "minutes";
		return { text: String(minutes), unit: paused ? `${unit}, paused` : over && minutes ? `${unit} over` : `${unit} left`, over };
	}
	const late = minutes ? `${count(minutes, "minute")} over` : "That’s the time";
	if (how === "of") return { text: over ? late : `${minutes} of ${count(Number(total), "minute")} left`, unit: "", over };
	let text = over ? late : left <= 60000 ? "Less than a minute left" : `About ${minutes} minutes left`;
	if (paused) text = over ? "Paused" : `Paused, ${text[0].toLowerCase()}${text.slice(1)}`;
	return { text, unit: "", over };
}

// The share of a stretch that is used, nought to one.
export function share(from, to, at) {
	if (!(to > from)) return 0;
	return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

// The sentences of a running time, each said once, and only when we saw the moment pass.
export function dueSentence(before, left) {
	if (before > 300000 && left <= 300000 && left > 240000) return "5 minutes left.";
	if (before > 60000 && left <= 60000 && left > 0) return "1 minute left.";
	if (before > 0 && left <= 0 && left > -60000) return "That’s the time.";
	return "";
}
