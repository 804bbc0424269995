// SPDX-License-Identifier: AGPL-3.0-or-later
// A signed-in page against nginx serving the same bytes from a file, in one run, taking turns: requests a second and
// CPU a request of each, and their ratios.  Needs nginx and wrk (apt: nginx-light, wrk); says so if they are missing.
//
//     SETWISE=build/setwise node tests/bench/page.mjs     ROUNDS=3 SECONDS=3 PAGE=/home
import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { become, demoPeople, freePort, pause, start } from '../faults/client.mjs';

const rounds = Number(process.env.ROUNDS ?? 3), seconds = Number(process.env.SECONDS ?? 3);
const CONNECTIONS = 32;

for (const tool of ['nginx', 'wrk'])
	if (spawnSync(tool, ['-v'], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } }).error) {
		console.log(`note: ${tool} is not installed; the page is not measured`);
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

function load(url, cookie) {
	const words = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-H', `Cookie: ${cookie}`, url];
	return new Promise((resolve, reject) => execFile('wrk', words, (err, out) => {
		if (err) return reject(err);
		if (/Non-2xx|Socket errors: connect [1-9]/.test(out)) return reject(new Error(out));
		resolve({ requests: Number(out.match(/(\d+) requests in/)[1]), perSecond: Number(out.match(/Requests\/sec:\s+([\d.]+)/)[1]) });
	}));
}

// In a folder that its workers, who are somebody else, can read.
async function startNginx(body) {
	const port = await freePort(), folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-bench-'));
	fs.mkdirSync(path.join(folder, 'www'));
	fs.chmodSync(folder, 0o755);
	fs.writeFileSync(path.join(folder, 'www', 'page.html'), body);
	fs.writeFileSync(path.join(folder, 'nginx.conf'), `daemon off; master_process on; worker_processes auto; pid ${folder}/nginx.pid; error_log stderr crit;
events { worker_connections 1024; }
http { access_log off; default_type text/html; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; root ${folder}/www; } }`);
	const child = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
	const url = `http://127.0.0.1:${port}/page.html`;
	for (let i = 0; i < 200; i++) {
		const answer = await fetch(url).catch(() => null);
		if (answer?.ok) return { child, url, folder };
		await pause(20);
	}
	child.kill('SIGTERM');
	throw new Error('nginx does not answer');
}

const server = await start('demo', ['--log-level=error']);
let nginx;
try {
	const amara = (await demoPeople(server.base)).find((p) => p.name === 'Amara Okafor');
	const client = await become(server.base, amara);
	const home = (await client.get('/home')).body;
	const target = process.env.PAGE ?? home.match(/href="(\/sets\/\w{13})"/)?.[1] ?? '/home';
	const { status, body } = await client.get(target);
	if (status !== 200) throw new Error(`${target}: ${status}`);
	nginx = await startNginx(body);
	const cookie = [...client.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
	const ours = { url: server.base + target, pid: server.child.pid, rates: [], cpu: [] };
	const theirs = { url: nginx.url, pid: nginx.child.pid, rates: [], cpu: [] };

	for (const one of [ours, theirs]) await load(one.url, cookie); // warm
	for (let i = 0; i < rounds; i++)
		for (const one of i % 2 ? [theirs, ours] : [ours, theirs]) {
			const before = cpuOf(one.pid);
			const { requests, perSecond } = await load(one.url, cookie);
			one.rates.push(perSecond);
			one.cpu.push(((cpuOf(one.pid) - before) / requests) * 1e6);
		}
	const middle = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
	console.log(`${target.replace(/\w{13}/, ':set')}, ${Buffer.byteLength(body)} bytes, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s`);
	for (const [name, one] of [['setwise', ours], ['nginx', theirs]])
		console.log(`${name.padEnd(8)} ${middle(one.rates).toFixed(0).padStart(7)} requests/s  ${middle(one.cpu).toFixed(1).padStart(7)} us of CPU a request`);
	console.log(`ratio    ${(middle(ours.rates) / middle(theirs.rates)).toFixed(3)} of nginx's requests/s, ${(middle(ours.cpu) / middle(theirs.cpu)).toFixed(2)} times its CPU`);
} finally {
	if (nginx) {
		nginx.child.kill('SIGTERM');
		await new Promise((resolve) => nginx.child.once('exit', resolve));
		fs.rmSync(nginx.folder, { recursive: true, force: true });
	}
	await server.remove();
}
