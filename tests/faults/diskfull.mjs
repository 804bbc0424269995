// SPDX-License-Identifier: AGPL-3.0-or-later
// A full disk: changes are refused by a page that says so and gives the text back, pages can still be read,
// nothing that was acknowledged is lost, and all goes on once there is room again.  Needs a small file system of
// its own: diskfull.sh makes one and says where it is.
//
//     tests/faults/diskfull.sh
import fs from 'node:fs';
import path from 'node:path';
import { become, demoPeople, newKey, pause, start } from './client.mjs';
import { isGood, settle, words } from './ledger.mjs';
import { Writer, settleAll } from './writers.mjs';

const disk = process.argv[2];
const filler = path.join(disk, 'filler');
let failed = false, written = 0;

function must(good, what) {
	console.log(`${good ? 'so    ' : 'NOT SO'}  ${what}`);
	failed ||= !good;
}

// Takes all the room that is left, to the last byte.
function fill() {
	const file = fs.openSync(filler, 'a');
	for (let n = 1 << 20; n >= 1; n >>= 1)
		for (;;) {
			try {
				if (fs.writeSync(file, Buffer.alloc(n)) < n) break;
			} catch {
				break;
			}
		}
	fs.closeSync(file);
}

// Writes long texts until one is refused: the log of the database may still have room inside.
async function untilRefused(client) {
	for (let i = 0; i < 450; i++) {
		const form = { key: newKey(), text: `${'Something that I noticed this morning. '.repeat(80)} The last words.` };
		const answer = await client.post('/log', form);
		if (answer.status !== 303) return { form, answer };
		written++;
	}
	return null;
}

const server = await start('demo', ['--log-level=error'], path.join(disk, 'demo'));
try {
	const people = await demoPeople(server.base);
	const [first, second] = people;
	const writer = new Writer(server.base, first, 'log');
	await writer.signIn();
	const client = await become(server.base, second);
	for (let i = 0; i < 20; i++) await writer.write();

	const crowd = people.slice(2, 22).map((person) => new Writer(server.base, person, 'log'));
	for (const one of crowd) await one.signIn();
	const work = crowd.map((one) => one.run(20));
	await pause(200);
	fill();
	const refused = await untilRefused(client);
	must(refused, 'a change is refused when the disk is full');
	must(refused.answer.status === 507, `the status says so (${refused.answer.status})`);
	must(/disk is full/.test(refused.answer.body), 'the page says what is wrong');
	must(refused.answer.body.includes('The last words.'), 'and gives the text back');
	must((await client.get('/log')).status === 200, 'pages can be read');
	must((await client.get('/home')).status === 200, 'home too');
	const again = await client.post('/log', refused.form);
	must(again.status !== 303, 'the same form is refused again while there is no room');

	fs.rmSync(filler);
	must((await client.post('/log', refused.form)).status === 303, 'it is done once there is room');
	must((await client.post('/log', refused.form)).status === 303, 'sent once more it is answered alike');
	const { body } = await client.get('/log');
	must(body.split('The last words.').length - 1 === written + 1, 'all that was acknowledged is there, once');
	for (let i = 0; i < 20; i++) await writer.write();
	await pause(200);
	for (const one of crowd) one.stopped = true;
	await Promise.all(work);
	let got = await settleAll([writer, ...crowd], settle);
	const resent = crowd.reduce((n, one) => n + one.again, 0);
	must(isGood(got), `${words(got)}; twenty others were refused ${resent} times and sent again`);
	const statuses = new Set(crowd.flatMap((one) => [...one.refused.keys()]));
	must([...statuses].every((status) => status === 507), `with ${[...statuses]}`);

	fill();
	must(await untilRefused(client), 'full once more');
	await server.end('SIGKILL');
	fs.rmSync(filler);
	const took = await server.begin();
	got = await settleAll([writer], settle);
	must(isGood(got), `killed while it was full, started again in ${took.toFixed(0)} ms: ${words(got)}`);
	await writer.write();
	must(writer.promised.length === 41, 'and it goes on');
} finally {
	await server.end('SIGKILL');
}
process.exit(failed ? 1 : 0);
