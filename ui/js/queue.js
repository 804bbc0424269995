// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that could not be sent yet. Kept for this tab only (shared laptops), sent in order, each with
// the random key it was born with, so that sending twice does nothing.
export const KINDS = ["hand", "question", "note", "action"];

// send(item) resolves to { done, refused, say }: what is not done is kept, and ends the round unless it alone was refused.
export function sendQueue({ storage, name, send, changed }) {
	let sending = false, here = []; // here: as long as the page, where the store is full or forbidden
	const stored = () => {
		try { return JSON.parse(storage.getItem(name)) || []; } catch { return []; }
	};
	const read = () => [...stored(), ...here];
	const write = (items) => {
		here = [];
		try {
			if (items.length) storage.setItem(name, JSON.stringify(items));
			else storage.removeItem(name);
		} catch {
			const kept = stored();
			here = items.filter((item) => !kept.some((other) => other.key === item.key));
		}
		changed(items);
	};
	return {
		items: read,
		add(item) {
			if (!KINDS.includes(item.kind)) return false;
			write([...read().filter((other) => other.key !== item.key), item]);
			return true;
		},
		// Takes one out, to be written again.
		take(key) {
			const items = read();
			write(items.filter((item) => item.key !== key));
			return items.find((item) => item.key === key);
		},
		// Resolves to what was sent: [{ kind, say }].
		async flush() {
			if (sending) return [];
			sending = true;
			const sent = [];
			try {
				for (const item of read()) {
					if (!read().some((other) => other.key === item.key)) continue; // taken back
					const result = await send(item);
					if (!result.done && result.refused) continue;
					if (!result.done) break;
					sent.push({ kind: item.kind, say: result.say });
					write(read().filter((other) => other.key !== item.key));
				}
			} finally { sending = false; }
			return sent;
		},
	};
}

const NAMES = { hand: "Your hand", question: "Your question", note: "Your note", action: "Your action" };

// "You're back. Your question has been sent."
export function backSentence(sent) {
	const said = sent.map((one) => one.say).filter(Boolean);
	if (said.length) return `You’re back. ${said.join(" ")}`;
	if (sent.length === 1) return `You’re back. ${NAMES[sent[0].kind]} has been sent.`;
	return sent.length ? `You’re back. ${sent.length} things have been sent.` : "You’re back.";
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
// 63 random bits as 13 characters of the server's base32.
export function newKey(random = (bytes) => crypto.getRandomValues(bytes)) {
	const bytes = random(new Uint8Array(13));
	return Array.from(bytes, (byte, i) => ALPHABET[i ? byte & 31 : byte & 7]).join("");
}
