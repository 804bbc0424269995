// SPDX-License-Identifier: AGPL-3.0-or-later
// Many meetings at once: ROOMS rooms under way with eight streams each, and three presses a second for every hundred
// rooms.  One `serve` on SQLite if it is allowed a descriptor for each stream; else two on one PostgreSQL, with half
// of the rooms each; if they are not enough either, as many rooms as fit.  It says which.  Prints the delay of
// delivery, CPU, and memory a room and a stream.
//
//     make && make build-bench && SETWISE=build/setwise node tests/bench/scale.mjs     ROOMS=3000 MINUTES=30 NODES=
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { start } from '../faults/client.mjs';

const STREAMS = 8, OTHER_FILES = 500;
const bench = process.env.SCALE_BENCH ?? 'build/release-gcc/tests/bench/scale_bench';
const minutes = Number(process.env.MINUTES ?? 30);
const descriptors = Number(execFileSync('bash', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).replace('unlimited', '1000000'));
const fit = Math.floor((descriptors - OTHER_FILES) / STREAMS);
const wanted = Number(process.env.ROOMS ?? 3000);
const nodes = Number(process.env.NODES || (wanted > fit ? 2 : 1)), rooms = Math.min(wanted, nodes * fit);
console.log(`A process is allowed ${descriptors} descriptors here, enough for ${fit} rooms: ${nodes === 1 ? 'one node on SQLite' : `${nodes} nodes on one PostgreSQL`}, ${rooms} rooms.`);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-scale-'));
const cluster = path.join(folder, 'postgres'), list = path.join(folder, 'rooms');
const run = (...words) => spawnSync(bench, words.map(String), { stdio: 'inherit' }).status;
// What a server's log says, each sentence once, with how often and from when to when.
function complaints(log) {
	const said = new Map();
	for (const line of log.split('\n').filter(Boolean)) {
		const [, when, what] = /^(\S+) (.*)$/.exec(line) ?? [null, '', line];
		const is = said.get(what) ?? { n: 0, first: when };
		said.set(what, { n: is.n + 1, first: is.first, last: when });
	}
	for (const [what, { n, first, last }] of [...said].slice(0, 20)) console.log(`${n} times, ${first} to ${last}: ${what}`);
}

const servers = [];
let status = 1;
try {
	const url = nodes === 1 ? `sqlite:${folder}/setwise.db` : execFileSync('tools/postgres.sh', ['start', cluster], { encoding: 'utf8' }).trim();
	status = run('make', url, path.join(folder, 'keys'), rooms, list);
	if (status === 0) {
		for (let i = 0; i < nodes; i++) servers.push(await start('serve', ['--log-level=error', `--database=${url}`], folder));
		const words = servers.flatMap(({ base, child }) => [base.slice(7), child.pid]);
		if (nodes > 1) words.push('beside', fs.readFileSync(path.join(fs.readFileSync(path.join(cluster, 'where'), 'utf8').trim(), 'postmaster.pid'), 'utf8').split('\n')[0]);
		console.log(`begins at ${new Date().toISOString()}`);
		status = run('run', list, Math.round(minutes * 60), ...words);
		console.log(`ends at ${new Date().toISOString()}`);
	}
} finally {
	for (const server of servers) {
		await server.end();
		if (server.log) status = 1;
		complaints(server.log);
	}
	if (nodes > 1) spawnSync('tools/postgres.sh', ['stop', cluster]);
	fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
