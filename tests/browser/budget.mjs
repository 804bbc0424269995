// SPDX-License-Identifier: AGPL-3.0-or-later
// What pages weigh, as a browser fetches them: bytes over the line and requests, counted and never timed; nothing
// from elsewhere, nothing that shifts once it is there.
//
//     SETWISE=build/setwise node tests/browser/budget.mjs
import { COUNCIL, PHONE, check, enter, open, roomOf, run, startDemo } from './kit.mjs';

const KB = 1024;
const most = { first: 110 * KB, requests: 8, later: 15 * KB, css: 16 * KB, forms: 6 * KB, room: 10 * KB, fonts: 60 * KB, shift: 0.02 };

// Everything a page fetches until it is at rest: [{ url, type, bytes }], bytes as they came over the line.
async function fetched(page, url) {
	const cdp = await page.context().newCDPSession(page);
	const all = new Map();
	await cdp.send('Network.enable');
	cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => all.set(requestId, { url: request.url, type, bytes: 0 }));
	cdp.on('Network.responseReceived', ({ requestId, response }) => {
		if (all.has(requestId)) all.get(requestId).cached = response.fromDiskCache || response.fromPrefetchCache;
	});
	cdp.on('Network.requestServedFromCache', ({ requestId }) => { if (all.has(requestId)) all.get(requestId).cached = true; });
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (all.has(requestId)) all.get(requestId).bytes = encodedDataLength;
	});
	await page.goto(url, { waitUntil: 'load' });
	await page.evaluate(() => document.fonts.ready);
	await page.waitForTimeout(400);
	await cdp.detach();
	// A stream, the clock and the news have no weight of a page's own.
	return [...all.values()].filter((one) => !one.cached && one.bytes && !/^data:|\/events$|\/clock|\/since\//.test(one.url));
}

const sum = (list, what = /./) => list.filter((one) => what.test(one.url)).reduce((bytes, one) => bytes + one.bytes, 0);

const shifts = () => new Promise((done) => {
	let all = 0;
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) if (!entry.hadRecentInput) all += entry.value;
	}).observe({ type: 'layout-shift', buffered: true });
	setTimeout(() => done(all), 200);
});

async function weigh(page, base, url, name, isFirst) {
	const all = await fetched(page, url);
	// A typeface comes once a year, so it is no weight of a later page.
	const counted = all.filter((one) => isFirst || !one.url.endsWith('.woff2'));
	const bytes = sum(counted);
	const limit = isFirst ? most.first : most.later;
	check(bytes <= limit, `${name}: ${bytes} bytes, of at most ${limit}`);
	check(all.length <= most.requests, `${name}: ${all.length} requests: ${all.map((one) => one.url).join(' ')}`);
	for (const one of all) check(one.url.startsWith(base), `${name}: nothing comes from elsewhere: ${one.url}`);
	for (const [part, what] of [['css', /\.css$/], ['forms', /forms-\w+\.js$/], ['room', /(room|screen)-\w+\.js$/]])
		check(sum(all, what) <= most[part] + 400, `${name}: ${sum(all, what)} bytes of ${part}, of at most ${most[part]}`); // 400: its head
	check(sum(all, /(atkinson|literata)-(?!ext)\w+\.woff2$/) <= most.fonts, `${name}: ${sum(all, /woff2$/)} bytes of fonts`);
	const moved = await page.evaluate(shifts);
	check(moved <= most.shift, `${name}: what is there shifts by ${moved.toFixed(3)}`);
	if (process.env.PARTS) for (const one of all) console.log(`    ${one.bytes} ${one.url.slice(base.length)}`);
	console.log(`  ${name}: ${all.length} requests, ${(bytes / KB).toFixed(1)} kB${bytes < sum(all) ? ` and ${((sum(all) - bytes) / KB).toFixed(1)} kB of letters` : ''}, shift ${moved.toFixed(3)}`);
}

// First visits have an empty cache; later ones have what the first page brought.
await run(async (browser) => {
	const { base } = await startDemo();
	const people = [[null, '/', '/sign-in'], ['Amara Okafor', '/home', '/actions'], ['Joan Fairley', '/overview', '/sets'], ['Helen Marsh', '/facilitate', '/processes']];
	for (const viewport of [COUNCIL, PHONE])
		for (const [name, first, later] of people) {
			const page = await open(browser, name ?? 'a stranger', { viewport });
			if (name) await enter(page, base, name);
			await weigh(page, base, base + first, `${first}, first visit, ${viewport.width}`, true);
			await weigh(page, base, base + later, `${later}, later, ${viewport.width}`, false);
			await page.context().close();
		}
	const finder = await open(browser, 'a finder', {});
	await enter(finder, base, 'Amara Okafor');
	const room = await roomOf(finder, base);
	for (const [name, viewport] of [['Helen Marsh', COUNCIL], ['Amara Okafor', PHONE]]) {
		const page = await open(browser, name, { viewport });
		await enter(page, base, name);
		await weigh(page, base, room, `the room of ${name}`, true);
		if (name === 'Helen Marsh') {
			await page.getByRole('button', { name: 'Open the room' }).click();
			await weigh(page, base, room, 'the open room, again', false);
		}
	}
}, 'pages weigh what was promised');
