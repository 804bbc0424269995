// SPDX-License-Identifier: AGPL-3.0-or-later
// Many meetings at once: ROOMS rooms under way with eight streams each on one `serve` (SQLite), and three presses a
// second for every hundred rooms.  Prints the delay of delivery, CPU, and memory a room and a stream; says so if
// fewer descriptors are allowed here than the rooms need, and takes as many rooms as fit.
//
//     make && make build-bench && SETWISE=build/setwise node tests/bench/scale.mjs     ROOMS=3000 MINUTES=30
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
const wanted = Number(process.env.ROOMS ?? 3000), rooms = Math.min(wanted, fit);
if (rooms < wanted) console.log(`note: ${descriptors} descriptors are allowed: ${rooms} rooms instead of ${wanted}`);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-scale-'));
const list = path.join(folder, 'rooms');
const run = (...words) => spawnSync(bench, words, { stdio: 'inherit' }).status;
let server, status = 1;
try {
	status = run('make', `sqlite:${folder}/setwise.db`, path.join(folder, 'keys'), String(rooms), list);
	if (status === 0) {
		server = await start('serve', ['--log-level=error'], folder);
		status = run('run', server.base.slice(7), String(server.child.pid), list, String(Math.round(minutes * 60)));
	}
} finally {
	await server?.end();
	if (server?.log) console.log(server.log.slice(-600));
	fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
