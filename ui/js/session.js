// SPDX-License-Identifier: AGPL-3.0-or-later
// Two minutes before a session ends its owner is told, and may stay. What is being written elsewhere on the page
// is left alone: the answer comes without a new page. The time left is counted from when the page was made, so a
// device with a wrong clock is warned in time too.
const WARN_MS = 2 * 60 * 1000;
const LOOK_MS = 10 * 1000;

export function isDue(endsAt, now) {
	return endsAt - now <= WARN_MS;
}

export function watchSession(note, { now = () => Date.now(), every = setInterval, fetcher = fetch } = {}) {
	let endsAt = now() + Number(note.dataset.left);
	let shown = !note.hidden; // the page itself told, less than a quarter of an hour before
	const form = note.querySelector("form");
	const look = () => {
		note.hidden = !(shown || isDue(endsAt, now())) || now() > endsAt;
	};
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const answer = await fetcher(form.action, {
			method: "POST", headers: { "X-Live": "1" }, body: new URLSearchParams(new FormData(form)), credentials: "same-origin",
		}).catch(() => null);
		if (!answer || !answer.ok) return form.submit();
		endsAt = now() + Number(note.dataset.more);
		shown = false;
		look();
	});
	if (note.hidden) look();
	return every(look, LOOK_MS);
}
