// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages with forms: GOV.UK's error summary, character count and conditional radios, and a guard
// against sending twice.
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { watchSession } from "./session.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start(Component) {
	for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
		try { new Component(element); } catch (error) { console.error(error); }
	}
}
[ErrorSummary, CharacterCount, Radios].forEach(start);

// The second press is ignored; the label says so if it takes long. Coming back by the browser's own
// button must find the form alive.
document.addEventListener("submit", (event) => {
	const form = event.target;
	// The room sends its own forms.
	if (form.method !== "post" || event.defaultPrevented || form.dataset.live !== undefined) return;
	if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
	form.setAttribute("aria-busy", "true");
	const button = event.submitter;
	if (!button || button.tagName !== "BUTTON") return;
	button.setAttribute("aria-disabled", "true");
	const words = [...button.childNodes];
	form.words = () => button.replaceChildren(...words);
	setTimeout(() => {
		if (form.getAttribute("aria-busy") === "true" && !button.classList.contains("person")) button.replaceChildren(button.dataset.busy || "Sending…");
	}, 400);
});
addEventListener("pageshow", () => {
	for (const form of document.querySelectorAll('form[aria-busy="true"]')) {
		form.removeAttribute("aria-busy");
		form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
		form.words?.();
	}
});

const session = document.querySelector("[data-session]");
if (session) watchSession(session);
