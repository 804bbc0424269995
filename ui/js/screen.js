// SPDX-License-Identifier: AGPL-3.0-or-later
// The big screen: shows, keeps the lamp awake, dims, fills the screen. It has a stream of its own.
import { on, one } from "./dom.js";
import { startLive } from "./live.js";

const main = one("main[data-room]");
const root = document.documentElement;

let lamp = null;
async function awake() {
	if (document.hidden || !navigator.wakeLock) return;
	try { lamp = await navigator.wakeLock.request("screen"); } catch { lamp = null; }
}

function dim() {
	const dark = root.dataset.theme !== "dark";
	root.dataset.theme = dark ? "dark" : "light";
	one("[data-dim]")?.setAttribute("aria-pressed", String(dark));
}

function fill() {
	if (document.fullscreenElement) document.exitFullscreen();
	else root.requestFullscreen?.().catch(() => {});
}

let still = 0;
function stir() {
	document.body.classList.add("is-stirring");
	clearTimeout(still);
	still = setTimeout(() => document.body.classList.remove("is-stirring"), 4000);
}

if (main) {
	startLive(main, { shared: false, home: "/screen" });
	awake();
	on("visibilitychange", () => { if (!lamp || lamp.released) awake(); });
	on("mousemove", stir, { passive: true });
	on("click", (event) => {
		if (event.target.closest("[data-dim]")) dim();
		else if (event.target.closest("[data-full]")) fill();
	});
	on("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "d") dim();
		else if (event.key === "f") fill();
	});
	on("fullscreenchange", () => {
		one("[data-full]")?.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
	});
}
