// SPDX-License-Identifier: AGPL-3.0-or-later
// Sends forms of the room without leaving the page. The same forms post normally without script.
import { byId, on, one } from "./dom.js";
import { backSentence, newKey, sendQueue } from "./queue.js";

const GUARD = 1500, SLOW = 20000;

export function startForms({ main, say, acted, isLost, look, show, signedOut, signedIn }) {
	let pressed = null; // the button, where the event does not say
	const told = one("[data-told]") || {}; // what became of words that waited, for who does not hear it; any press closes it
	const me = main.dataset.me || "", last = new WeakMap();
	// Of each form, for as long as what it holds has not arrived: the forms of a page come with one key for all, and
	// words that wait are told apart by theirs.
	const keys = new WeakMap();

	const queue = sendQueue({
		storage: sessionStorage,
		name: `setwise ${main.dataset.room} ${main.dataset.me}`,
		changed: drawQueue,
		send: async (item) => {
			let answer;
			try { answer = await post(item.url, item.body); } catch { return { done: false }; }
			// Older than its stage: the server has kept it as a note and says so. Words refused stay where they wait.
			const kept = answer.headers.get("X-Kept");
			if (answer.ok || kept) {
				signedIn();
				return { done: true, say: kept ? (await answer.text()).slice(0, 200) : "" };
			}
			if (answer.type === "opaqueredirect" || answer.status === 401) signedOut();
			else if (answer.status < 500) return { done: !item.text, refused: true, say: "That stage is over. Your hand is down." };
			return { done: false };
		},
	});

	// An answer that is swallowed on the way is one that did not come.
	function post(url, body) {
		const answer = fetch(url, { method: "POST", body: new URLSearchParams(body), headers: { "X-Live": "1", "X-Me": me }, redirect: "manual" });
		return Promise.race([answer, new Promise((_, late) => setTimeout(late, SLOW))]);
	}

	on("click", (event) => {
		pressed = event.target.closest?.("button,input[type=submit]") || null;
		told.hidden = true;
	}, true);

	on("submit", (event) => {
		const form = event.target;
		if (form.dataset.live === undefined) return;
		event.preventDefault();
		const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
		if (form.getAttribute("aria-busy") === "true") return;
		if (form.dataset.guard !== undefined && performance.now() - (last.get(form) ?? -GUARD) < GUARD) return;
		last.set(form, performance.now());
		send(form, button);
	});

	async function send(form, button) {
		const body = [...new FormData(form)].filter(([, value]) => typeof value === "string");
		if (button && button.name) body.push([button.name, button.value]);
		if (!keys.has(form)) keys.set(form, newKey());
		const key = body.find(([name]) => name === "key");
		if (key) key[1] = keys.get(form);
		else body.push(["key", keys.get(form)]);
		const url = (button && button.getAttribute("formaction")) || form.getAttribute("action");
		const written = fieldsOf(form).map((field) => [field, field.value]);
		const calm = busy(form, button);
		clearFault(form);
		try {
			if (isLost() && keep(form, url, body, written)) return;
			let answer;
			try { answer = await post(url, body); } catch {
				if (!keep(form, url, body, written)) fault(form, "That did not reach us. Try again.");
				return;
			}
			await answered(form, answer, url, body, written);
		} finally { calm(); }
	}

	async function answered(form, answer, url, body, written) {
		if (answer.ok) {
			signedIn();
			acted();
			// What only this person sees comes with the answer itself.
			const news = answer.status === 200 ? await answer.text() : "";
			if (news) show(news, Number(answer.headers.get("X-Number")));
			if (form.dataset.said) say.tell(form.dataset.said);
			empty(form, written);
			// A form that is done with goes, and whoever was in it is where its answer stands.
			if (form.dataset.then && form.contains(document.activeElement)) byId(form.dataset.then)?.focus();
		} else if (answer.status === 422) {
			faultHtml(form, await answer.text());
		} else if (answer.type === "opaqueredirect" || answer.status === 401) {
			signedOut();
			if (!keep(form, url, body, written)) fault(form, "You have been signed out. Sign in in another tab, then send again.");
		} else if (answer.status === 409 && answer.headers.get("X-Kept")) {
			const sentence = await answer.text();
			empty(form, written);
			fault(form, sentence);
			say.tell(sentence);
			look();
		} else if (answer.status === 409) {
			fault(form, "This has just changed. Look again before you send.");
			look();
		} else if (answer.status === 404) {
			fault(form, "The meeting has moved on. That is not possible now.");
		} else if (!(answer.status >= 500 && keep(form, url, body, written))) {
			fault(form, "Something went wrong at our end. Try again.");
		}
	}

	// Sent: the fields are emptied, unless more was written meanwhile.
	function empty(form, written) {
		if (form.dataset.keep === undefined) {
			for (const [field, value] of written) {
				if (field.value === value) {
					field.value = "";
					field.dispatchEvent(new Event("input", { bubbles: true }));
				}
			}
		}
		keys.delete(form);
	}

	function keep(form, url, body, written) {
		if (!form.dataset.queue) return false;
		const text = written.map(([, value]) => value).join(" ").trim();
		if (!queue.add({ key: keys.get(form), kind: text || form.id !== "ask" ? form.dataset.queue : "hand", url, body, text, form: form.id })) return false;
		empty(form, written);
		say.tell("Waiting to send.");
		return true;
	}

	function drawQueue(items) {
		let list = byId("waiting");
		if (!list) {
			list = document.createElement("ul");
			list.id = "waiting";
			list.className = "waiting";
			(one("[data-waiting]", main) || one("form[data-queue]", main)?.parentNode || main).append(list);
		}
		list.replaceChildren(...items.map((item) => {
			const line = document.createElement("li"), words = document.createElement("p"), button = document.createElement("button");
			words.innerHTML = '<b>Waiting to send</b> <span class="voice"></span>';
			words.lastChild.textContent = item.text || (item.kind === "hand" ? "your hand" : "");
			button.type = "button";
			button.className = "btn two mini";
			button.textContent = item.text ? "Change it" : "Leave it";
			button.onclick = () => {
				const taken = queue.take(item.key);
				const form = taken && (byId(taken.form) || one(`form[data-queue="${taken.kind}"]`, main));
				const field = form && fieldsOf(form)[0];
				if (field && taken.text) {
					field.value = field.value ? `${taken.text}\n${field.value}` : taken.text;
					field.focus();
				}
			};
			line.append(words, button);
			return line;
		}));
		list.hidden = !items.length;
	}

	async function back() {
		const sent = await queue.flush();
		if (sent.length) acted();
		const sentence = backSentence(sent);
		if (sent.some((one) => one.say)) {
			told.textContent = sentence;
			told.hidden = false;
		}
		return sentence;
	}

	// The stream may be well while sending was not: what waits is tried again by itself.
	async function again() {
		if (!queue.items().length || isLost()) return;
		const sentence = await back();
		if (sentence !== "You’re back.") say.tell(sentence);
	}
	setInterval(again, 7000);
	// A page that has come anew knows nothing of what waits.
	function draw() {
		const items = queue.items();
		if (byId("waiting")?.children.length !== items.length) drawQueue(items);
	}
	draw();
	again();
	// Whoever closes the tab loses them.
	addEventListener("beforeunload", (event) => { if (queue.items().length) event.returnValue = true; });
	return { back, draw };
}

const fieldsOf = (form) => [...form.elements].filter((field) => field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && field.type === "text"));

// Marks the form busy; the label changes only if it takes long enough to be seen.
function busy(form, button) {
	form.setAttribute("aria-busy", "true");
	button?.setAttribute("aria-disabled", "true");
	let words = null, shown = "";
	const timer = setTimeout(() => {
		if (!button || !button.isConnected || button.querySelector(".vh")) return;
		words = [...button.childNodes];
		shown = button.dataset.busy || "Sending…";
		button.replaceChildren(shown);
	}, 500);
	return () => {
		clearTimeout(timer);
		form.removeAttribute("aria-busy");
		button?.removeAttribute("aria-disabled");
		// News may have given it other words meanwhile.
		if (words && button.isConnected && button.textContent === shown) button.replaceChildren(...words);
	};
}

function clearFault(form) {
	form.querySelectorAll("[data-fault]").forEach((element) => element.remove());
	fieldsOf(form).forEach((field) => field.removeAttribute("aria-invalid"));
}

function fault(form, sentence) {
	const words = document.createElement("p");
	words.className = "govuk-error-message";
	words.textContent = sentence;
	faultHtml(form, words.outerHTML);
}

function faultHtml(form, html) {
	const template = document.createElement("template");
	template.innerHTML = html.trim();
	const element = template.content.firstElementChild;
	if (!element) return;
	element.dataset.fault = "";
	if (!element.id) element.id = `fault-${Math.random().toString(36).slice(2)}`;
	byId(element.id)?.remove();
	const field = fieldsOf(form)[0];
	if (field) {
		field.before(element);
		field.setAttribute("aria-invalid", "true");
		const described = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && !id.startsWith("fault-") && id !== element.id);
		field.setAttribute("aria-describedby", [...described, element.id].join(" "));
		field.focus();
	} else form.append(element);
	const status = byId("say");
	if (status) status.textContent = element.textContent;
}
