// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts pieces of page in the place of their likes. What a person is writing, has opened or stands on
// is left alone: news never moves focus, never scrolls, never wipes a draft.
import { all, byId, one } from "./dom.js";
import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";

const kept = new Set(["TEXTAREA", "SELECT", "DETAILS"]);

function keeps(node) {
	return kept.has(node.tagName) || (node.tagName === "INPUT" && node.type !== "hidden");
}

// Somebody writes in, or reads, something that goes because of somebody else: it stays until focus leaves
// it. A button that goes takes nothing with it: focus goes to the heading near it.
function stays(node) {
	const focus = document.activeElement;
	if (!(node instanceof Element) || !node.contains(focus) || !(keeps(focus) || node.matches("li"))) return false;
	if (!node.dataset.gone) {
		node.dataset.gone = "1";
		if (node.matches("li.on")) node.insertAdjacentHTML("beforeend", '<p class="gone">No longer on the screen</p>');
		node.addEventListener("focusout", () => setTimeout(() => {
			if (!node.contains(document.activeElement)) node.remove();
		}), { passive: true });
	}
	return true;
}

function morph(old, piece, style, own) {
	const ids = homes();
	Idiomorph.morph(old, piece, {
		morphStyle: style,
		callbacks: {
			beforeNodeMorphed: (node) => !keeps(node),
			// A heading that has the focus keeps it, and a form whose answer is on the way stays busy: the same words
			// would go out once more, by a button that says something else by now.
			beforeAttributeUpdated: (name) => name !== "tabindex" && name !== "aria-busy",
			beforeNodeRemoved: (node) => own || !stays(node),
			afterNodeAdded: (node) => {
				if (node.tagName === "LI" && node.closest(".qs")) node.classList.add("new");
			},
		},
	});
	comeHome(ids);
}

const stageName = () => one(".stage .name, .head .st")?.textContent;

// The ids round the focused element, nearest first: where focus goes if that element is gone.
function homes() {
	const ids = [];
	for (let node = document.activeElement; node; node = node.parentElement) if (node.id) ids.push(node.id);
	return ids;
}

function comeHome(ids) {
	if (document.activeElement.offsetParent) return; // neither gone nor folded away
	for (const id of ids) {
		const heading = all(`#${id} h1,#${id} h2,#${id} h3`).find((e) => e.offsetParent);
		if (!heading) continue;
		heading.tabIndex = -1;
		return heading.focus({ preventScroll: true });
	}
}

// `own`: the person at this page has just done something that explains the change.
export function applyFragments(html, own) {
	const template = document.createElement("template");
	template.innerHTML = html;
	const stage = stageName();
	for (const piece of [...template.content.children]) {
		const old = piece.id && byId(piece.id);
		if (old) morph(old, piece, "outerHTML", own);
	}
	if (stage !== stageName()) {
		for (const part of all(".stage, .head")) {
			part.classList.add("new");
			setTimeout(() => part.classList.remove("new"), 500);
		}
	}
}

// The whole of main again. Resolves to the number of the page fetched; to 0 if there is none for us; or to -1 if it is
// older than what is known by then, and is left alone. Rejects if nothing came. `known()` is asked once the page is
// here: news that overtook it must not be undone by it.
export async function refetchMain(main, known) {
	const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
	if (answer.status >= 500) throw new Error("no page");
	if (!answer.ok) return 0;
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const fresh = page.querySelector("main[data-room]");
	if (!fresh) return 0;
	if (Number(fresh.dataset.number) < known()) return -1;
	// Another kind of page: whoever was a member holds the room now, or no longer does; or somebody else's.
	if (page.body.classList[0] !== document.body.classList[0] || fresh.dataset.me !== main.dataset.me) {
		location.reload();
		return 0;
	}
	for (const part of page.querySelectorAll("body > :not(main)[id], .bar [id]")) {
		const old = byId(part.id);
		if (old && part.id !== "say" && !main.contains(old)) morph(old, part, "outerHTML", false);
	}
	morph(main, [...fresh.childNodes], "innerHTML", false);
	document.title = page.title;
	main.dataset.number = fresh.dataset.number;
	main.dataset.looked = fresh.dataset.looked || "";
	return Number(fresh.dataset.number);
}
