// SPDX-License-Identifier: AGPL-3.0-or-later
// A signed-in page (a set's space) over HTTP, on SQLite and on PostgreSQL, against two peers in one run, taking turns:
//   nginx, serving the same bytes with the same fields from a file: requests a second, as a ratio (we aim for 0.35);
//   the page's own statements and template without net (page_bench "pure"): CPU a request, as a ratio (at most 1.6).
// nginx and wrk: script/install script/packages-bench.  What PostgreSQL itself spends is counted in neither.
//
//     make && make build-bench && SETWISE=build/setwise node tests/bench/page.mjs     ROUNDS=3 SECONDS=3 ENGINES=sqlite
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, freePort, pause, start } from '../faults/client.mjs';

const rounds = Number(process.env.ROUNDS ?? 3), seconds = Number(process.env.SECONDS ?? 3);
const engines = (process.env.ENGINES ?? 'sqlite,postgres').split(',');
const bench = process.env.PAGE_BENCH ?? 'build/release-gcc/tests/bench/page_bench';
const CONNECTIONS = 32, THREADS = os.availableParallelism();
const tools = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }; // where nginx is

for (const tool of ['nginx', 'wrk'])
	if (spawnSync(tool, ['-v'], { env: tools }).error) {
		console.log(`note: ${tool} is not installed (script/install script/packages-bench); the page is not measured`);
		process.exit(0);
	}

// Seconds of CPU that a process and its children have used so far.
function cpuOf(pid) {
	const ticks = (id) => {
		const fields = fs.readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ');
		return Number(fields[11]) + Number(fields[12]);
	};
	const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
	return [pid, ...children].reduce((sum, id) => sum + ticks(id), 0) / 100;
}

// A failure of either rejects: no error page is counted as a page.
function load(url, cookie) {
	const words = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-H', `Cookie: ${cookie}`, url];
	return new Promise((resolve, reject) => execFile('wrk', words, (err, out) => {
		if (err) return reject(err);
		if (/Non-2xx|Socket errors: connect [1-9]/.test(out)) return reject(new Error(out));
		resolve({ requests: Number(out.match(/(\d+) requests in/)[1]), perSecond: Number(out.match(/Requests\/sec:\s+([\d.]+)/)[1]) });
	}));
}

// CPU a page, in microseconds, of as many threads at once as there are cores.
const pure = (database, keys, target, cookie) => new Promise((resolve, reject) =>
	execFile(bench, [database, keys, target, cookie, String(seconds), String(THREADS)], (err, out) => {
		const found = out?.match(/pure ([\d.]+) whole ([\d.]+)/);
		if (err || !found) reject(err ?? new Error(out));
		else resolve({ pure: Number(found[1]), whole: Number(found[2]) });
	}));

// In a folder that its workers, who are somebody else, can read.
async function startNginx({ body, headers }) {
	const port = await freePort(), folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-bench-'));
	const ours = Object.entries(headers).filter(([name]) => !/^(date|content-length|content-type|connection|keep-alive)$/.test(name));
	fs.mkdirSync(path.join(folder, 'www'));
	fs.chmodSync(folder, 0o755);
	fs.writeFileSync(path.join(folder, 'www', 'page.html'), body);
	fs.writeFileSync(path.join(folder, 'nginx.conf'), `daemon off; master_process on; worker_processes auto; pid ${folder}/nginx.pid; error_log stderr crit;
events { worker_connections 1024; }
http { access_log off; default_type "text/html; charset=utf-8"; sendfile on; tcp_nopush on; etag off; open_file_cache max=100; keepalive_requests 100000000;
  ${ours.map(([name, value]) => `add_header ${name} "${value}";`).join(' ')}
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; root ${folder}/www; } }`);
	const child = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'], env: tools });
	const url = `http://127.0.0.1:${port}/page.html`;
	for (let i = 0; i < 200; i++) {
		const answer = await fetch(url).catch(() => null);
		if (answer?.ok) return { child, url, folder };
		await pause(20);
	}
	child.kill('SIGTERM');
	throw new Error('nginx does not answer');
}

async function stopNginx({ child, folder }) {
	child.kill('SIGTERM');
	await new Promise((resolve) => child.once('exit', resolve));
	fs.rmSync(folder, { recursive: true, force: true });
}

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function report(engine, bytes, ours, theirs, alone) {
	const cpu = middle(ours.cpu), made = middle(alone.map((one) => one.pure));
	console.log(`${engine}: a set's page, ${bytes} bytes, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, ${THREADS} cores`);
	for (const [name, one] of [['setwise', ours], ['nginx', theirs]])
		console.log(`  ${name.padEnd(8)} ${middle(one.rates).toFixed(0).padStart(7)} requests/s  ${middle(one.cpu).toFixed(1).padStart(7)} us of CPU a request`);
	console.log(`  pure     ${made.toFixed(1).padStart(27)} us of CPU a page (whole without net ${middle(alone.map((one) => one.whole)).toFixed(1)})`);
	console.log(`  ratio    ${(middle(ours.rates) / middle(theirs.rates)).toFixed(3)} of nginx's requests/s; ${(cpu / made).toFixed(2)} times the CPU of query and render`);
}

async function measure(engine, database, folder) {
	const keys = path.join(folder, 'keys');
	const [cookie, target] = execFileSync(bench, [database, keys, 'make'], { encoding: 'utf8' }).trim().split(' ');
	const server = await start('serve', ['--log-level=error', `--database=${database}`], folder);
	let nginx;
	try {
		const client = new Client(server.base, { Cookie: cookie });
		const answer = await client.get(target);
		client.close();
		if (answer.status !== 200) throw new Error(`${target}: ${answer.status}`);
		nginx = await startNginx(answer);
		const ours = { url: server.base + target, pid: server.child.pid, rates: [], cpu: [] };
		const theirs = { url: nginx.url, pid: nginx.child.pid, rates: [], cpu: [] };
		const alone = [];

		for (const one of [ours, theirs]) await load(one.url, cookie); // warm
		for (let i = 0; i < rounds; i++) {
			for (const one of i % 2 ? [theirs, ours] : [ours, theirs]) {
				const before = cpuOf(one.pid);
				const { requests, perSecond } = await load(one.url, cookie);
				one.rates.push(perSecond);
				one.cpu.push(((cpuOf(one.pid) - before) / requests) * 1e6);
			}
			alone.push(await pure(database, keys, target, cookie));
		}
		report(engine, Buffer.byteLength(answer.body), ours, theirs, alone);
	} finally {
		if (nginx) await stopNginx(nginx);
		await server.end();
	}
}

for (const engine of engines) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-page-'));
	const cluster = path.join(folder, 'postgres');
	try {
		const database = engine === 'sqlite' ? `sqlite:${folder}/setwise.db`
			: execFileSync('tools/postgres.sh', ['start', cluster], { encoding: 'utf8' }).trim();
		await measure(engine, database, folder);
	} finally {
		if (engine !== 'sqlite') spawnSync('tools/postgres.sh', ['stop', cluster]);
		fs.rmSync(folder, { recursive: true, force: true });
	}
}
