// SPDX-License-Identifier: AGPL-3.0-or-later
// One stream a browser: the tab that holds the lock listens to the server and tells the others.
// Without locks or channels each tab listens for itself.
const FORSAKEN = 35000; // no word from the holder: listen for oneself

export function shareStream(name, { lead, follow, env = globalThis }) {
	const locks = env.navigator && env.navigator.locks;
	if (!locks || !env.BroadcastChannel) {
		lead();
		return { tell() {} };
	}
	const channel = new env.BroadcastChannel(name);
	let leading = false, timer = null;
	function take() {
		if (leading) return;
		leading = true;
		env.clearTimeout(timer);
		lead();
	}
	function wait() {
		env.clearTimeout(timer);
		if (!leading) timer = env.setTimeout(take, FORSAKEN);
	}
	channel.onmessage = ({ data }) => {
		if (leading) return;
		wait();
		follow(data);
	};
	locks.request(name, () => {
		take();
		return new Promise(() => {}); // held until the tab goes
	}).catch(take);
	wait();
	return { tell(message) { if (leading) channel.postMessage(message); } };
}
