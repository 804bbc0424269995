// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting on a bad network: eight browsers and the big screen through a proxy that cuts every line, keeps each
// request for two seconds, swallows streams silently and drops a fifth.  Meanwhile people ask, note, put hands up
// and down, and one writes what they will do.  When the weather is calm again nobody has lost a word, no word is
// there twice, and all screens say the same.
//
//     SETWISE=build/setwise node tests/faults/network.mjs          # about a minute
//     SETWISE=build/setwise node tests/faults/network.mjs --long   # eight minutes: also streams swallowed for so
//                                                                  # long that the pages go over to asking.  SEED=1
import { BIG, COUNCIL, check, enter, isFailing, open, roomOf, run, sees, told, until } from '../browser/kit.mjs';
import { goOn } from '../browser/roomkit.mjs';
import { freePort, pause, start } from './client.mjs';
import { newTrace } from './trace.mjs';
import { badProxy, dice } from './weather.mjs';

const long = process.argv.includes('--long');
const seed = Number(process.env.SEED ?? 1);
const DAYS = 8;
const SETTLE = 60000; // silence is noticed after 25 s, and the longest wait to try again is 19 s

const trace = newTrace(); // written where TRACE says, or build/faults, if anything is not so

const names = {
	Helen: 'Helen Marsh', Amara: 'Amara Okafor', Ben: 'Ben Hartley', Priya: 'Priya Raman', Tom: 'Tom Whitcombe',
	Sioned: 'Sioned Prŷs', Kofi: 'Kofi Mensah', Ruth: 'Ruth Adeyemi',
};

// ---- the weather of the day: [seconds, what] ----

const short_day = [
	[2, { drop: 0.2 }], [4, { drop: 0.2, mute: true }], [5, { drop: 0.2, delay: 2000 }], [4, 'cut'], [4, { drop: 0.2 }],
];
const long_day = [
	[30, { drop: 0.2 }], [60, { drop: 0.2, delay: 2000 }], [120, { mute: true }], [20, 'cut'], [60, { drop: 0.2 }],
	[10, 'cut'], [90, { drop: 0.2, delay: 2000, mute: true }], [20, { drop: 0.2 }],
];

async function dayOf(proxy, day, part) {
	for (const [seconds, what] of day) {
		if (what === 'cut') {
			proxy.weather({});
			proxy.cut();
		} else proxy.weather(what);
		part.weather = what === 'cut' ? 'cut' : JSON.stringify(what);
		trace.note('weather', part.weather);
		await pause(seconds * 1000);
	}
}

// ---- people: each does one thing after another, as long as the day lasts ----

const ledger = { question: [], note: [], action: [] }; // [who, words]

// Presses, and again if the page says that it did not get through; the page itself sends what it keeps.
async function press(page, name) {
	const button = page.getByRole('button', { name, exact: typeof name === 'string' }).and(page.locator('main button')).first();
	await button.click({ timeout: 5000 }).catch(() => {});
}

// Writes and sends; returns once the field is empty: sent, or kept to be sent.
async function write(page, field, words, button, kind, who) {
	if (!(await page.locator(field).isVisible())) return;
	await page.fill(field, words);
	ledger[kind].push([who, words]);
	trace.note(who, `WRITES ${kind} “${words}”`);
	for (let i = 0; i < 30; i++) {
		await press(page, button);
		for (let j = 0; j < 12; j++) {
			if ((await page.inputValue(field)) === '') return;
			await pause(250);
		}
	}
	check(false, `${who}: “${words}” is still in its field`);
}

async function memberOf(all, who, random, day) {
	const page = all[who];
	for (let i = 1; day.lasts; i++) {
		const luck = random();
		if (who !== 'Amara' && luck < 0.45 && day.stage === 'questions')
			await write(page, '#q', `What would ${who} ask, number ${i}?`, /^(Put my hand up|Send my question)$/, 'question', who);
		else if (luck < 0.75) await write(page, '#note', `A thought of ${who}, number ${i}`, 'Save my note', 'note', who);
		else await press(page, /^(Put my hand up|Put it down)$/);
		await pause(400 + random() * 1600);
	}
}

async function facilitatorOf(all, random, day) {
	while (day.lasts) {
		await press(all.Helen, /^(Pause|Go on|Resume)/);
		await pause(1500 + random() * 2000);
	}
}

// ---- do all agree? ----

// What a page shows of what all share.
function sharedOf() {
	const texts = (selector) => [...document.querySelectorAll(selector)].map((p) => p.textContent);
	return {
		questions: texts('#questions .qs .voice, #shown .qs .voice, #asked .qs .voice').sort(),
		hand: Boolean(document.querySelector('.raised')),
		hands: texts('#questions .handup b').sort(),
		title: document.title.replace(/ –.*/, ''),
		waiting: texts('#waiting li'),
		notes: texts('#my-notes .voice'),
		link: document.querySelector('[data-link]')?.dataset.state,
		paused: Boolean(document.querySelector('.arc[data-paused]')),
	};
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

async function agree(all, stage) {
	const members = Object.keys(names).filter((who) => who !== 'Helen');
	const shown = {};
	const read = async () => {
		for (const who of Object.keys(names)) shown[who] = await all[who].evaluate(sharedOf);
		return shown;
	};
	const isSame = (who) => same(shown[who].questions, shown.Helen.questions) && shown[who].paused === shown.Helen.paused &&
		shown[who].waiting.length === 0 && shown[who].title.startsWith(stage);
	await until(async () => {
		await read();
		return members.every(isSame) && shown.Helen.title.startsWith(stage) &&
			same(members.filter((who) => shown[who].hand).sort(), shown.Helen.hands);
	}, `all agree in “${stage}”`, SETTLE);
	for (const who of members) {
		check(isSame(who), `${who} agrees with the facilitator: ${JSON.stringify({ ...shown[who], questions: shown[who].questions.length, notes: shown[who].notes.length })}`);
		check(shown[who].hand === shown.Helen.hands.includes(who), `${who}: a hand that is ${shown[who].hand ? 'up' : 'down'} is so for the facilitator (${shown.Helen.hands})`);
	}
	await until(async () => (await all.screen.locator('h1').textContent()).includes(stage), `the big screen is in “${stage}”`, SETTLE);
	return shown;
}

const times = (list, words) => list.filter((text) => text === words).length;

// What is not so, in sentences: a question is asked or, too late, a note of its writer, and a note is theirs, once.
function faultsOf(wrote, questions, notes) {
	const faults = [];
	for (const [who, words] of wrote.question) {
		const asked = times(questions, words), noted = times(notes[who], words);
		if (asked + noted !== 1) faults.push(`“${words}” was asked ${asked} times and noted ${noted} times`);
	}
	for (const [who, words] of wrote.note) if (times(notes[who], words) !== 1) faults.push(`“${words}” is noted ${times(notes[who], words)} times`);
	for (const who of Object.keys(names))
		for (const note of notes[who])
			if (![...wrote.note, ...wrote.question].some(([by, words]) => by === who && words === note)) faults.push(`${who} has the note “${note}”, which is not theirs`);
	for (const words of questions) if (!wrote.question.some(([, is]) => is === words)) faults.push(`nobody wrote “${words}”`);
	return faults;
}

// By a fresh page of each, straight from the server.
async function nothingIsLost(all, direct, room) {
	const notes = {};
	let questions = [];
	for (const who of Object.keys(names)) {
		const html = await (await all[who].context().request.get(room.replace(/^http:\/\/[^/]+/, direct), { headers: { Host: new URL(room).host } })).text();
		const shown = await all[who].evaluate((text) => {
			const page = new DOMParser().parseFromString(text, 'text/html');
			const of = (selector) => [...page.querySelectorAll(selector)].map((p) => p.textContent);
			return { notes: of('#my-notes .voice'), questions: of('#questions .qs .voice') };
		}, html);
		notes[who] = shown.notes;
		if (who === 'Helen') questions = shown.questions;
	}
	for (const fault of faultsOf(ledger, questions, notes)) check(false, fault);
	// The check itself: a planted loss, a double, and words of nobody are found.
	const [[who, words]] = ledger.note;
	check(faultsOf(ledger, questions.slice(1), notes).length > 0, 'a lost question is found');
	check(faultsOf(ledger, [...questions, questions[0]], notes).length > 0, 'and one that is there twice');
	check(faultsOf(ledger, questions, { ...notes, [who]: notes[who].filter((note) => note !== words) }).length > 0, 'and a lost note');
	check(faultsOf(ledger, questions, { ...notes, Helen: ['Not hers'] }).length > 0, 'and one that is somebody else’s');
	const late = ledger.question.length - questions.length;
	console.log(`  ${ledger.question.length} questions (${late} came too late and are notes), ${ledger.note.length} notes, ${ledger.action.length} actions`);
}

// ---- the story ----

async function windows(browser, base) {
	const all = {};
	const noise = /Failed to load resource|net::|EventSource/; // what the browser says of such a network is no fault
	for (const who of Object.keys(names)) {
		all[who] = await open(browser, who, { viewport: COUNCIL, forgives: noise });
		await trace.watch(who, all[who]);
		await enter(all[who], base, names[who]);
	}
	const room = await roomOf(all.Amara, base);
	for (const who of Object.keys(names)) await all[who].goto(room);
	await press(all.Helen, 'Open the room');
	await sees(all.Helen, /code [A-Z]{6}/, 'the room is open');
	const code = /code ([A-Z]{6})/.exec(await all.Helen.locator('#tools').innerText())[1];
	all.screen = await open(browser, 'big screen', { viewport: BIG, forgives: noise });
	await trace.watch('screen', all.screen);
	await all.screen.goto(`${base}/screen`);
	await all.screen.fill('#code', code);
	await all.screen.getByRole('button', { name: 'Show the room' }).click();
	await sees(all.Ben, 'Waiting to start', 'the opening reaches a member');
	await press(all.Helen, 'Start the meeting');
	for (const stage of ['Check-in', 'Progress', 'Airtime']) await goOn(all.Helen, stage);
	await all.Amara.getByRole('button', { name: 'Now', exact: true }).click();
	await sees(all.Helen, 'Use this order', 'a bid is seen');
	for (const stage of ['Present', 'Clarify', 'Questions']) await goOn(all.Helen, stage);
	for (const who of Object.keys(names)) await until(async () => (await all[who].title()).startsWith('Questions'), `${who} is at the questions`);
	return { all, room };
}

// The facilitator goes on, however often it takes.
async function pressOn(all, stage) {
	for (let i = 0; i < 40 && !(await all.Helen.title()).startsWith(stage); i++) {
		await all.Helen.locator('.dock #do-next button').first().click({ timeout: 5000 }).catch(() => {});
		await pause(2000);
	}
}

async function story(browser, server, proxy, base) {
	const { all, room } = await windows(browser, base);
	told('eight windows and the big screen');
	const day = { lasts: true, stage: 'questions', weather: '' };
	const members = Object.keys(names).filter((who) => who !== 'Helen');
	const people = [...members.map((who, i) => memberOf(all, who, dice(seed * 100 + i), day)), facilitatorOf(all, dice(seed * 100 + 50), day)];
	// A slow machine sees less in a day, so there are days until enough has happened.
	const seenEnough = () => proxy.had.unasked > 3 && proxy.had.unanswered > 3 && proxy.had.cut > 8 && proxy.had.swallowed > 4 &&
		ledger.question.length > 8 && ledger.note.length > 8;
	let days = 0;
	do await dayOf(proxy, long ? long_day : short_day, day);
	while (++days < DAYS && !seenEnough());
	day.lasts = false;
	await Promise.all(people);
	proxy.calm();
	told('the weather is calm again');
	await agree(all, 'Questions');
	told('all agree');

	// Actions, and questions that come when their stage is over: in a shower.
	proxy.weather({ drop: 0.2, delay: 300 });
	await pressOn(all, 'Sum up');
	proxy.cut();
	await write(all.Ben, '#note', 'The last thing Ben thought', 'Save my note', 'note', 'Ben');
	await pause(1500);
	proxy.weather({ drop: 0.2 });
	for (const stage of ['Reflection', 'Actions']) await pressOn(all, stage);
	await until(() => all.Amara.locator('#will').isVisible(), 'the presenter may write actions', SETTLE);
	proxy.cut();
	await write(all.Amara, '#will', 'Ask each for ten minutes alone', 'Add my action', 'action', 'Amara');
	await sees(all.Amara, 'Waiting to send', 'an action waits to be sent');
	proxy.calm();
	await sees(all.Helen, 'Ask each for ten minutes alone', 'and is sent');
	await agree(all, 'Actions');
	await nothingIsLost(all, server.base, room);
	console.log(`  the proxy: ${Object.entries(proxy.had).map(([what, n]) => `${n} ${what}`).join(', ')}`);
	check(seenEnough(), `the weather was bad and people had much to say, in ${days} days: ${ledger.question.length} questions, ${ledger.note.length} notes`);
}

const port = await freePort(), base = `http://127.0.0.1:${port}`;
const server = await start('demo', ['--log-level=info', `--base-url=${base}`]);
const proxy = await badProxy(port, server.base.slice(7), seed, (words) => trace.note('proxy', words));
await run(async (browser) => {
	let threw = true;
	try {
		await story(browser, server, proxy, base);
		threw = false;
	} finally {
		if (threw || isFailing()) await trace.keep(process.env.TRACE ?? `build/faults/network-${seed}`, server);
		await proxy.end();
		await server.remove();
	}
}, 'nobody has lost a word');
