// SPDX-License-Identifier: AGPL-3.0-or-later
// For who reads otherwise: text spaced as WCAG 1.4.12 says, text at 200 %, forced colours light and dark, no motion;
// and paper.  On the main pages and in a room, nothing is cut off, nothing lies over a seat's edge, nothing scrolls
// sideways, every shape has a colour of the system, nothing moves; and each page for paper has its sheets and words.
// PICTURES=FOLDER keeps what was looked at.
//
//     SETWISE=build/setwise node tests/browser/reading.mjs
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BIG, COUNCIL, PHONE, check, enter, fits, keep, launch, open, roomOf, run, sees, startDemo, told } from './kit.mjs';
import { goOn } from './roomkit.mjs';

const HALF = { width: 680, height: 700 }; // beside a call

// ---- what is looked for, in a page ----

// What is cut off: words wider or higher than a box that does not let them out, and names wider than their seats.
function cutOff() {
	const bad = [];
	const say = (element, why) => bad.push(`${why}: ${element.outerHTML.slice(0, 120)}`);
	for (const element of document.querySelectorAll('body *')) {
		if (!(element instanceof HTMLElement) || !element.innerText?.trim() || element.closest('.govuk-skip-link, .scroll, pre') || isUnseen(element)) continue;
		const style = getComputedStyle(element);
		if (style.visibility === 'hidden' || /^(TEXTAREA|INPUT|SELECT|OPTION)$/.test(element.tagName)) continue;
		const shuts = (way) => /hidden|clip/.test(way);
		if (shuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) say(element, 'cut off at the side');
		if (shuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1) say(element, 'cut off below');
		const box = element.getBoundingClientRect();
		if (box.width && (box.right > innerWidth + 1 || box.left < -1)) say(element, 'beyond the edge');
	}
	for (const seat of document.querySelectorAll('.ring .seat')) {
		const name = seat.querySelector('.nm')?.getBoundingClientRect(), pill = seat.querySelector('.pill')?.getBoundingClientRect();
		if (name?.width && (name.left < pill.left - 1 || name.right > pill.right + 1)) say(seat, 'a name over the edge of its seat');
	}
	// What stands in the middle of the ring stays inside it; spaced, it may lie on the arc.
	for (const ring of document.querySelectorAll('.ring')) {
		const arc = ring.querySelector('.trk')?.getBoundingClientRect();
		for (const words of arc?.width && !document.adoptedStyleSheets.length ? ring.querySelectorAll('.mid > *') : []) {
			const range = document.createRange();
			range.selectNodeContents(words);
			const box = range.getBoundingClientRect();
			if (box.width && (box.left < arc.left || box.right > arc.right)) say(words, 'words across the ring');
		}
	}
	return bad;
}

// Words that lie on other words: neither is read.
function onEachOther() {
	const bad = [], boxes = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { currentNode: node } = texts, parent = node.parentElement;
		if (!node.data.trim() || parent.closest('textarea, select, .tabs, .bar, .top, .govuk-skip-link, noscript') || isUnseen(parent)) continue;
		const style = getComputedStyle(parent);
		if (style.visibility === 'hidden') continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) boxes.push({ box, node });
	}
	for (const [i, a] of boxes.entries())
		for (const b of boxes.slice(i + 1)) {
			if (a.node === b.node) continue;
			const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
			const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
			// Lines of text stand closer than their boxes are high.
			if (wide > 3 && high > Math.min(a.box.height, b.box.height) * 0.5) bad.push(`“${a.node.data.trim().slice(0, 40)}” on “${b.node.data.trim().slice(0, 40)}”`);
		}
	return bad;
}

// In forced colours no browser remaps what is drawn: each shape must have been given a colour of the system.  Icons
// have that of the words beside them.
function ownColours() {
	const names = ['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ButtonFace', 'ButtonText', 'ButtonBorder', 'Field', 'FieldText', 'Highlight', 'HighlightText', 'GrayText'];
	const probe = document.body.appendChild(document.createElement('i'));
	const system = new Set(names.map((name) => {
		probe.style.color = name;
		return getComputedStyle(probe).color;
	}));
	probe.remove();
	const bad = new Set();
	for (const shape of document.querySelectorAll('svg *')) {
		if (!(shape instanceof SVGGeometryElement || shape instanceof SVGTextElement) || !shape.getBoundingClientRect().width || shape.closest('.ico')) continue;
		const style = getComputedStyle(shape);
		if (style.visibility === 'hidden') continue;
		for (const part of ['fill', 'stroke']) {
			const colour = style[part];
			if (colour === 'none' || /, 0\)$|transparent/.test(colour) || system.has(colour)) continue;
			bad.add(`${part} ${colour} of ${shape.outerHTML.slice(0, 80)}`);
		}
	}
	return [...bad];
}

// What would move: animations and transitions that take time.
function moving() {
	const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
	return [...document.querySelectorAll('*')].filter((element) => {
		const style = getComputedStyle(element);
		return (style.animationName !== 'none' && lasts(style.animationDuration)) || lasts(style.transitionDuration);
	}).map((element) => element.outerHTML.slice(0, 80));
}

// For words that are only for who listens: they are cut off on purpose.
function hideUnheard() {
	globalThis.isUnseen = (element) => {
		for (let e = element; e; e = e.parentElement) if (/rect\(0px/.test(getComputedStyle(e).clip)) return true;
		return !element.checkVisibility();
	};
}

// A stylesheet of the reader's own; the page's policy forbids none that scripts of the browser make.
async function wear(page, css) {
	await page.evaluate((rules) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(rules);
		document.adoptedStyleSheets = rules ? [sheet] : [];
	}, css);
}

const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';

async function whole(page, as) {
	await page.evaluate(hideUnheard);
	await page.evaluate(() => scrollTo(0, 0));
	await fits(page, as);
	for (const fault of [...await page.evaluate(cutOff), ...await page.evaluate(onEachOther)]) check(false, `${as}: ${fault}`);
	await keep(page, as);
}

async function readable(page, what, sizes) {
	await page.evaluate(() => document.fonts.ready);
	if (page.isLarge) {
		for (const size of sizes) {
			await page.setViewportSize(size);
			await whole(page, `${what}, large, ${size.width}`);
		}
		return;
	}
	await wear(page, spacing);
	for (const size of sizes) {
		await page.setViewportSize(size);
		await whole(page, `${what}, spaced, ${size.width}`);
	}
	await wear(page, '');
	await page.setViewportSize(sizes[0]);
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ forcedColors: 'active', colorScheme });
		for (const fault of await page.evaluate(ownColours)) check(false, `${what}, forced colours, ${colorScheme}: ${fault}`);
		await keep(page, `${what}, forced ${colorScheme}`);
	}
	await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light', reducedMotion: 'reduce' });
	for (const fault of await page.evaluate(moving)) check(false, `${what}: ${fault} moves for who wants no motion`);
}

// ---- pages ----

const people = {
	'': ['/', '/sign-in', '/first-meeting', '/demo'],
	'Amara Okafor': ['/home', '/account', '/issues', '/actions', '/log', 'My set', 'Get ready'],
	'Helen Marsh': ['/facilitate'],
	'Joan Fairley': ['/overview', '/sets', '/people', '/sets/new', '/programmes/new', '/processes/uk-classic'],
};

async function goTo(page, base, where) {
	if (where.startsWith('/')) return page.goto(base + where);
	await page.goto(`${base}/home`);
	await page.getByRole('link', { name: where }).first().click();
}

// Text is large for whoever has set their browser so: then its own size is what all else is measured by.
const LARGE = ['--blink-settings=defaultFontSize=32'];

async function everyPage(browser, base, isLarge = false) {
	for (const [name, list] of Object.entries(people)) {
		const page = await open(browser, name || 'a stranger', { viewport: COUNCIL });
		page.isLarge = isLarge;
		if (name) await enter(page, base, name, `${base}/account`);
		for (const where of list) {
			await goTo(page, base, where);
			await readable(page, where, page.isLarge ? [COUNCIL, HALF] : [COUNCIL, PHONE]);
		}
		await page.context().close();
		told(`read as ${name || 'a stranger'}${isLarge ? ', large' : ''}`);
	}
}

// ---- the room ----

async function theRoom(browser, base) {
	const helen = await open(browser, 'Helen', { viewport: COUNCIL }), amara = await open(browser, 'Amara', { viewport: PHONE });
	await enter(amara, base, 'Amara Okafor', `${base}/account`);
	const room = await roomOf(amara, base);
	await enter(helen, base, 'Helen Marsh', room);
	await helen.getByRole('button', { name: 'Open the room' }).click();
	await amara.goto(room);
	const screen = await open(browser, 'the big screen', { viewport: BIG });
	await enter(screen, base, 'Helen Marsh', room.replace(/room$/, 'screen'));
	await helen.getByRole('button', { name: 'Start the meeting' }).click();
	for (const stage of ['Check-in', 'Progress', 'Airtime', 'Present', 'Clarify', 'Questions']) await goOn(helen, stage);
	await sees(amara, 'This is your time, Amara.', 'the questions are Amara’s');
	await readable(helen, 'the room, facilitator', [COUNCIL, { width: 1366, height: 768 }, HALF, PHONE]);
	await readable(amara, 'the room, presenter', [PHONE, COUNCIL]);
	await readable(screen, 'the big screen', [BIG, { width: 1280, height: 720 }]);
	await helen.emulateMedia({ reducedMotion: 'no-preference' });
	check((await helen.evaluate(moving)).length > 0, 'the arc moves for everybody else, so that this would be seen');
	await controlsInSight(helen);
	for (const page of [helen, amara, screen]) await page.context().close();
	told('a room read');
	return room;
}

async function roomInLargeText(browser, base, room) {
	const page = await open(browser, 'large text', { viewport: COUNCIL });
	page.isLarge = true;
	for (const [name, where] of [['Helen Marsh', room], ['Amara Okafor', room], ['Helen Marsh', room.replace(/room$/, 'screen')]]) {
		await enter(page, base, name, where);
		check((await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)) === '32px', 'text is large');
		await readable(page, `the room of ${name}, ${where.replace(/.*\//, '')}`, [COUNCIL, HALF]);
	}
	await page.context().close();
}

// Whoever leads sees the stage, the time and every control without scrolling, also on a short laptop.
async function controlsInSight(page) {
	for (const height of [620, 700, 701, 768, 900, 1080]) {
		await page.setViewportSize({ width: 1366, height });
		await page.evaluate(() => scrollTo(0, 0));
		const under = await page.evaluate(() => [...document.querySelectorAll('.stage .name, .stage .big, .stage .hold, .dock button')]
			.filter((element) => !element.closest('[hidden]') && element.getBoundingClientRect().bottom > innerHeight).map((element) => element.innerText));
		check(under.length === 0, `at 1366x${height} these are below the edge: ${under.join(', ')}`);
		for (const fault of await page.evaluate(cutOff)) check(false, `the room, 1366x${height}: ${fault}`);
		for (const fault of await page.evaluate(onEachOther)) check(false, `the room, 1366x${height}: ${fault}`);
	}
}

// ---- paper ----

// What is printed: whose, where, the sheets it takes at most, and words that are on them.
const sheets = [
	['Amara Okafor', '/actions', 1, /Confidential to the set|Only/, /Ask each director for ten minutes alone/],
	['Amara Okafor', ['/issues', 'main a[href^="/issues/"]', ''], 1, /Our temporary housing bill has doubled/],
	['Amara Okafor', ['/home', 'nav a[href^="/sets/"]', '/rules'], 1, /Confidential to the set/, /What is said here stays here/],
	['Amara Okafor', ['/home', 'nav a[href^="/sets/"]', '/mine'], 4, /Our temporary housing bill/],
	['Amara Okafor', ['/home', 'nav a[href^="/sets/"]', '/record'], 4, /Confidential to the set/, /Riverside/],
	['Amara Okafor', ['/home', 'nav a[href^="/sets/"]', '/actions'], 2, /Ask my chair to send complaints/],
	['Amara Okafor', ['/home', '.next h2 a', '/pack'], 16, /The meeting on paper/, /Words to say/, /What we agreed/],
	['Joan Fairley', '/planner/print', 2, /Riverside/, /Hawthorn/],
];

// The words of each sheet of a PDF.
function sheetsOf(pdf) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-pdf-'));
	const file = path.join(folder, 'page.pdf');
	fs.writeFileSync(file, pdf);
	const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
	fs.rmSync(folder, { recursive: true });
	return text.split('\f').slice(0, -1);
}

async function paper(browser, base) {
	for (const [name, where, most, ...words] of sheets) {
		const page = await open(browser, name, { viewport: COUNCIL });
		await enter(page, base, name, `${base}/account`);
		if (typeof where === 'string') await page.goto(base + where);
		else {
			await page.goto(base + where[0]);
			await page.goto(base + (await page.locator(where[1]).first().getAttribute('href')) + where[2]);
		}
		const what = new URL(page.url()).pathname.replace(/\w{13}/, '…');
		const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' }), found = sheetsOf(pdf);
		if (process.env.PICTURES) fs.writeFileSync(path.join(process.env.PICTURES, `${what.replace(/\W+/g, '-')}.pdf`), pdf);
		const all = found.join('\n').replace(/\s+/g, ' ');
		console.log(`  ${what}: ${found.length} sheets`);
		check(found.length >= 1 && found.length <= most, `${what} takes ${found.length} sheets, of ${most} at most`);
		for (const pattern of words) check(pattern.test(all), `${what} on paper says ${pattern}`);
		for (const text of found) check(text.trim(), `no sheet of ${what} is empty`);
		check(!/Skip to main|Sign out|Be somebody else|Accessibility statement/.test(all), `${what} on paper has nothing of the screen’s`);
		await page.context().close();
	}
	told('what is printed');
}

await run(async (browser) => {
	const { base } = await startDemo();
	const large = await launch(LARGE);
	await everyPage(browser, base);
	await everyPage(large, base, true);
	await paper(browser, base);
	await roomInLargeText(large, base, await theRoom(browser, base));
	await large.close();
}, 'every page can be read as its reader needs it');
