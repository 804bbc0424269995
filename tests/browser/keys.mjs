// SPDX-License-Identifier: AGPL-3.0-or-later
// A window that is worked by keys alone.  At every stop of Tab: something shows the focus (its look differs from
// the look without), it is not under anything, and it is not lost.
import { WAIT, check, open, until } from './kit.mjs';

const MOST = 120; // stops on a page; no page here has half as many

// In the page: what has the focus, in words; whether it can be seen; and whether the one before it looked different
// while it had the focus.
function stop() {
	const look = (element) => {
		const near = [element, element.nextElementSibling, element.closest('label'), ...(element.labels ?? [])].filter(Boolean);
		return JSON.stringify(near.flatMap((one) => [null, '::before', '::after'].map((part) => {
			const { outline, boxShadow, backgroundColor, borderColor, fill, textDecorationLine } = getComputedStyle(one, part);
			return [outline, boxShadow, backgroundColor, borderColor, fill, textDecorationLine];
		})));
	};
	const name = (element) => (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? element.value ?? '').replace(/\s+/g, ' ').trim();
	const before = globalThis.stoppedAt;
	const blind = before?.element.isConnected && before.element !== document.activeElement && look(before.element) === before.look ? before.name : null;
	const element = document.activeElement;
	if (!element || element === document.body || element === document.documentElement) {
		globalThis.stoppedAt = null;
		return { lost: true, blind };
	}
	globalThis.stoppedAt = { element, look: look(element), name: name(element) };
	const box = (element.labels?.[0] && getComputedStyle(element).opacity === '0' ? element.labels[0] : element).getBoundingClientRect();
	const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 0), innerWidth - 1);
	const y = box.top + Math.min(box.height / 2, 12);
	const top = y >= 0 && y < innerHeight ? document.elementFromPoint(x, y) : null;
	const own = (at) => at && (at === element || element.contains(at) || at.contains(element) || [...(element.labels ?? [])].some((l) => l.contains(at)));
	return {
		tag: element.localName, id: element.id, name: name(element), blind, form: element.closest('form')?.id, hidden: !own(top) && `${top?.outerHTML.slice(0, 80)} at ${Math.round(box.top)} of ${innerHeight}`, tabIndex: element.tabIndex,
		region: element.closest('.govuk-skip-link') ? 'skip' : element.closest('header')  ? 'header' : element.closest('.stage') ? 'stage'
			: element.closest('.order') ? 'order' : element.closest('main') ? 'main' : 'after',
	};
}

export async function keyWindow(browser, name, options) {
	const page = await open(browser, name, options);
	const keys = { page, name, stops: 0 };

	keys.stop = async (stayed) => { // `stayed`: what came meanwhile may have moved it
		const at = await page.evaluate(stop);
		keys.stops++;
		if (at.blind) check(false, `${name}, ${await page.title()}: nothing shows the focus on “${at.blind}”`);
		if (at.hidden && !stayed) check(false, `${name}, ${await page.title()}: “${at.name}” has the focus under ${at.hidden}`);
		if (at.tabIndex > 0) check(false, `${name}: “${at.name}” has a place of its own in the order`);
		return at;
	};
	keys.press = async (key) => page.keyboard.press(key);

	// Presses Tab until what has the focus is so called.  The page may end once: then it begins again.
	keys.to = async (wanted, key = 'Tab') => {
		const is = (at) => (wanted instanceof RegExp ? wanted.test(at.name) : at.id === wanted || at.form === wanted) && !at.lost;
		let at = await keys.stop(true), ends = 0;
		for (let i = 0; i < MOST && !is(at); i++) {
			await keys.press(key);
			at = await keys.stop();
			if (at.lost && ++ends > 2) break;
		}
		if (!is(at)) throw new Error(`${name}, ${await page.title()}: no Tab leads to ${wanted}`);
		return at;
	};
	// Once it is there; what is live may be on its way.
	keys.wait = (wanted) => until(() => page.evaluate(([source, id]) => [...document.querySelectorAll('a[href],button,input,textarea,select,summary')]
		.some((e) => e.getClientRects().length && (id ? e.id === id : new RegExp(source).test((e.innerText || e.value || '').replace(/\s+/g, ' ').trim()))),
		wanted instanceof RegExp ? [wanted.source, null] : [null, wanted]), `${name}: ${wanted} is there`, WAIT);

	keys.follow = async (wanted) => {
		await keys.wait(wanted);
		await keys.to(wanted);
		await Promise.all([page.waitForNavigation(), keys.press('Enter')]);
		await page.waitForLoadState();
	};
	// A press in the room: nothing is fetched anew, and the focus stays, or goes to a heading near by.
	keys.act = async (wanted, key = 'Enter') => {
		await keys.wait(wanted);
		await keys.to(wanted);
		const answer = page.waitForResponse((r) => r.request().method() === 'POST' && !r.url().endsWith('/hint'));
		await keys.press(key);
		await answer.catch(() => check(false, `${name}, ${key} on “${wanted}” does something`));
		await keys.held(`after “${wanted}”`);
	};
	keys.write = async (field, text) => {
		await keys.wait(field);
		await keys.to(field);
		await page.keyboard.type(text);
	};
	// Whatever came meanwhile has not taken the focus away.
	keys.held = async (when) => {
		await page.waitForTimeout(300); // what came has been put in place
		const lost = await page.evaluate(() => document.activeElement === document.body);
		check(!lost, `${name}, ${await page.title()}, ${when}: the focus is not lost`);
	};
	// Once round the page: the first stop leads past the header, and regions come in their order.
	keys.round = async (regions) => {
		const seen = [];
		for (let i = 0, ends = 0; i < 2 * MOST && ends < 2; i++) {
			await keys.press('Tab');
			const at = await keys.stop();
			if (at.lost) ends++;
			else if (ends === 1) seen.push(at);
		}
		await keys.press('Tab'); // on from the end of the page to its beginning
		const places = seen.map((at) => regions.indexOf(at.region)).filter((at) => at >= 0);
		check(places.every((at, i) => i === 0 || at >= places[i - 1]), `${name}, ${await page.title()}: Tab goes through ${seen.map((at) => at.region).join(' ')}`);
		check(seen.every((at) => regions.includes(at.region)), `${name}, ${await page.title()}: every stop is in a part of the page that is known`);
		check(seen[0]?.region === 'skip', `${name}, ${await page.title()}: there is a way past the header`);
		return seen.length;
	};
	return keys;
}
