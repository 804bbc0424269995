// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened, kept until it is known whether anybody asks: what each window's stream said and its console, what
// it was answered, what waits in it at the end, what the proxy did and the server logged.
import fs from 'node:fs';
import path from 'node:path';

const began = performance.now();
const stamp = () => ((performance.now() - began) / 1000).toFixed(2).padStart(8);

export function newTrace() {
	const books = new Map(); // name: lines
	const pages = new Map();
	const note = (name, words) => {
		if (!books.has(name)) books.set(name, []);
		books.get(name).push(`${stamp()} ${words}`);
	};
	return {
		note,
		async watch(name, page) {
			pages.set(name, page);
			page.on('console', (m) => note(name, `console ${m.type()}: ${m.text()}`));
			page.on('framenavigated', (frame) => frame === page.mainFrame() && note(name, `page ${frame.url()}`));
			page.on('request', (request) => note(name, `asks ${request.method()} ${new URL(request.url()).pathname} ${(request.postData() ?? '').slice(0, 160)}`));
			page.on('response', (answer) => note(name, `had ${answer.status()} for ${answer.request().method()} ${new URL(answer.url()).pathname}`));
			page.on('requestfailed', (request) => note(name, `failed ${request.method()} ${new URL(request.url()).pathname}: ${request.failure()?.errorText}`));
			const cdp = await page.context().newCDPSession(page);
			await cdp.send('Network.enable');
			cdp.on('Network.eventSourceMessageReceived', ({ eventName, eventId, data }) =>
				note(name, `frame ${eventName} ${eventId} ${eventName === 'room' ? `${data.length} characters` : data}`));
		},
		// Writes all of it into the folder, with what each window holds and shows now.
		async keep(folder, server) {
			fs.mkdirSync(folder, { recursive: true });
			for (const [name, page] of pages) {
				const now = await page.evaluate(() => JSON.stringify({ session: { ...sessionStorage }, local: { ...localStorage } }, null, 1)).catch(String);
				note(name, `holds ${now}`);
				fs.writeFileSync(path.join(folder, `${name}.html`), await page.content().catch(String));
			}
			for (const [name, lines] of books) fs.writeFileSync(path.join(folder, `${name}.txt`), lines.join('\n') + '\n');
			fs.writeFileSync(path.join(folder, 'server.txt'), server.log);
			console.log(`  what happened is in ${folder}`);
		},
	};
}
