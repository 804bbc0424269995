// SPDX-License-Identifier: AGPL-3.0-or-later
// kill -9 under load: no acknowledged write is lost, none is done twice, and the first answer comes within two
// seconds of the restart.  The checker must then find a loss and a doubling that are planted.
//
//     SETWISE=build/setwise node tests/faults/kill.mjs        KILLS=25  WRITERS=40
import { demoPeople, newKey, pause, start } from './client.mjs';
import { isGood, settle, words } from './ledger.mjs';
import { Writer, settleAll } from './writers.mjs';

const kills = Number(process.env.KILLS ?? 25);
const writers_n = Number(process.env.WRITERS ?? 40);
const FIRST_ANSWER_MS = 2000;

const server = await start('demo', ['--log-level=warn']);
let failed = false;

function must(good, what) {
	console.log(`${good ? 'so    ' : 'NOT SO'}  ${what}`);
	failed ||= !good;
}

async function hire() {
	const people = await demoPeople(server.base);
	const joan = people.find((p) => p.name === 'Joan Fairley');
	const writers = people.filter((p) => p !== joan).slice(0, writers_n - 1).map((p) => new Writer(server.base, p, 'log'));
	writers.push(new Writer(server.base, joan, 'organisation'));
	for (const writer of writers) await writer.signIn();
	return writers;
}

// Writes once more what is there, under another key; deletes what is there.
async function plant(writer) {
	const [kept, gone] = writer.promised;
	await writer.client.post('/log', { key: newKey(), text: kept });
	const { body } = await writer.client.get('/log');
	const entry = body.split('<article').find((part) => part.includes(gone)).match(/href="(\/log\/\w+)"/)[1];
	await writer.client.post(`${entry}/gone`, { key: newKey() });
	const got = await settleAll([writer], settle);
	must(got.doubled.length === 1 && got.doubled[0] === kept, `the checker finds a planted doubling (${words(got)})`);
	must(got.lost.length === 1 && got.lost[0] === gone, 'and a planted loss');
}

try {
	const writers = await hire();
	const work = writers.map((writer) => writer.run(40));
	const answers = [];

	for (let i = 0; i < kills; i++) {
		await pause(150 + Math.random() * 450);
		await server.end('SIGKILL');
		answers.push(await server.begin());
	}
	await pause(300);
	for (const writer of writers) writer.stopped = true;
	await Promise.all(work);

	const got = await settleAll(writers, settle);
	const promised = writers.reduce((n, w) => n + w.promised.length, 0);
	const again = writers.reduce((n, w) => n + w.again, 0);
	answers.sort((a, b) => a - b);
	console.log(`${kills} times kill -9, ${writers.length} writers, ${promised} writes acknowledged, ${again} sent again`);
	console.log(`first answer after ${answers[answers.length >> 1].toFixed(0)} ms at the middle, ${answers.at(-1).toFixed(0)} ms at most`);
	must(isGood(got), words(got));
	must(promised > kills * writers.length, 'there was something to lose');
	must(again >= kills, 'and it was lost on the way often enough');
	must(answers.at(-1) <= FIRST_ANSWER_MS, `each first answer within ${FIRST_ANSWER_MS} ms`);
	await plant(writers[0]);
} finally {
	await server.remove();
}
process.exit(failed ? 1 : 0);
