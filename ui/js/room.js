// SPDX-License-Identifier: AGPL-3.0-or-later
// The live room of members, presenters and facilitators. The page is whole without it.
import { all, byId, on, one } from "./dom.js";
import { startLive } from "./live.js";
import { startForms } from "./send.js";

const main = one("main[data-room]");
const folded = new Set();
let forms = null;

function fold() {
	for (const button of all("[data-hide]")) {
		const part = button.dataset.hide === "private" ? button.closest(".private") : byId(button.dataset.hide);
		if (!part) continue;
		const is = folded.has(part.id);
		part.classList.toggle("is-folded", is);
		button.setAttribute("aria-expanded", String(!is));
		button.textContent = is ? "Show" : "Hide";
	}
}

function press(event) {
	const button = event.target.closest?.("button,[data-tab]");
	if (!button) return;
	const { hide, sharing, sayTime, tab } = button.dataset;
	if (hide !== undefined) {
		const part = hide === "private" ? button.closest(".private") : byId(hide);
		if (!folded.delete(part.id)) folded.add(part.id);
		fold();
	} else if (sharing !== undefined) {
		const on = document.body.classList.toggle("is-sharing");
		button.setAttribute("aria-pressed", String(on));
	} else if (sayTime !== undefined) live.say.tell(live.clock.sayTime());
	else if (tab !== undefined && button.closest(".tabs")) {
		event.preventDefault();
		main.dataset.tab = tab;
		for (const other of all(".tabs [data-tab]")) {
			if (other === button) other.setAttribute("aria-current", "page");
			else other.removeAttribute("aria-current");
		}
		scrollTo(0, 0);
	}
}

// Keys are off unless the person turned them on, and never act inside a field.
function key(event) {
	if (main.dataset.shortcuts === undefined || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
	if (event.target.closest("input,textarea,select,[contenteditable]")) return;
	const name = event.key === "=" ? "+" : event.key.toLowerCase();
	for (const button of all("[data-key]")) {
		if (button.dataset.key === name) {
			event.preventDefault();
			button.click();
			return;
		}
	}
}

let hintTimer = 0;
function write(event) {
	live.say.typing();
	const note = event.target.id && one(`[data-hint="${CSS.escape(event.target.id)}"]`);
	if (!note) return;
	clearTimeout(hintTimer);
	const text = event.target.value;
	hintTimer = setTimeout(async () => {
		const words = text.trim() ? await hintFor(note.dataset.hintAt, text) : "";
		if (event.target.value === text) note.textContent = words;
	}, text ? 700 : 0);
}

// Nothing of it is kept. Without a line there is no hint.
async function hintFor(url, text) {
	const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ text }), headers: { "X-Live": "1" }, redirect: "manual" }).catch(() => 0);
	return answer.status === 200 ? answer.text() : "";
}

function changed() {
	fold();
	forms?.draw();
}

const live = main && startLive(main, { changed, back: () => forms?.back() });
if (live) {
	forms = startForms({ main, say: live.say, acted: live.acted, isLost: live.isLost, look: live.look, show: live.show, signedOut: live.signedOut, signedIn: live.signedIn });
	on("click", press);
	on("keydown", key);
	on("input", write);
	if (one(".tabs")) document.body.classList.add("tabbed");
	fold();
}
