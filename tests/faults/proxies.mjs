// SPDX-License-Identifier: AGPL-3.0-or-later
// The proxies of docs/operations.md, taken from that page as they stand there: what it says is what is tried.
// Through each, over https, somebody signs in, and an event reaches the stream of an open room at once, not
// when a buffer is full.  A proxy that is not installed is named and passed over.
//
//     SETWISE=build/setwise node tests/faults/proxies.mjs
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { demoPeople, freePort, newKey, pause, start } from './client.mjs';
import { meetingNow } from './rooms.mjs';

const name = 'learning.example.org';
const page = fs.readFileSync('docs/operations.md', 'utf8');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-proxies-'));
const faults = [];

const have = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
function check(holds, what) {
	if (!holds) faults.push(what);
}

// The indented block that follows a line of its own, "Caddy:" or "nginx:".
function blockOf(title) {
	const lines = page.split('\n');
	const at = lines.indexOf(title);
	if (at < 0) throw new Error(`docs/operations.md has no "${title}"`);
	let end = at + 2;
	while (/^( {4}|$)/.test(lines[end])) end++;
	return lines.slice(at + 2, end).map((line) => line.slice(4)).join('\n').trim();
}

// In place of what a real certificate gives: one that only this test believes.
function certificate() {
	const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
		'-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`], { encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
	return fs.readFileSync(`${folder}/cert.pem`);
}

// What runs each proxy: its own files in the folder, the block from the page with the ports of this test.
const proxies = {
	nginx(port, behind) {
		const site = blockOf('nginx:')
			.replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
			.replace(/# ssl_certificate.*/, `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;`)
			.replace('127.0.0.1:8080', behind);
		fs.writeFileSync(`${folder}/nginx.conf`, `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
http { access_log off; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
${site}
}\n`);
		return ['nginx', '-p', folder, '-c', `${folder}/nginx.conf`];
	},
	caddy(port, behind) {
		const site = blockOf('Caddy:')
			.replace(`${name} {`, `${name}:${port} {\n    tls ${folder}/cert.pem ${folder}/key.pem`)
			.replace('127.0.0.1:8080', behind);
		fs.writeFileSync(`${folder}/Caddyfile`, `{\n    admin off\n    auto_https disable_redirects\n}\n${site}\n`);
		return ['caddy', 'run', '--adapter', 'caddyfile', '--config', `${folder}/Caddyfile`];
	},
};

// ---- a visitor of the https address ----

function ask(visitor, method, target, form) {
	const body = form ? new URLSearchParams(form).toString() : '';
	const headers = { Host: visitor.host };
	if (visitor.cookie) headers.Cookie = visitor.cookie;
	if (method === 'POST') Object.assign(headers, { Origin: `https://${visitor.host}`, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) });
	return new Promise((resolve, reject) => {
		const request = https.request({ host: '127.0.0.1', port: visitor.port, servername: name, ca: visitor.ca, path: target, method, headers, agent: false }, resolve);
		request.on('error', reject);
		request.end(body);
	});
}
async function read(answer) {
	let text = '';
	for await (const chunk of answer) text += chunk;
	return text;
}
async function become(visitor, person) {
	const answer = await ask(visitor, 'POST', '/demo', { person: person.id });
	await read(answer);
	const cookie = answer.headers['set-cookie']?.[0] ?? '';
	check(answer.statusCode === 303, `signing in: ${answer.statusCode}`);
	check(/^__Host-/.test(cookie) && /;\s*Secure/i.test(cookie), `the cookie: ${cookie}`);
	return { ...visitor, cookie: cookie.split(';')[0] };
}

// Milliseconds from a question asked to its arrival on another's stream.
async function delivery(helen, amara, room) {
	const stream = await ask(amara, 'GET', `${room}/events`);
	let text = '';
	stream.on('data', (chunk) => (text += chunk));
	stream.on('error', () => {});
	check(stream.statusCode === 200 && /event-stream/.test(stream.headers['content-type']), `the stream: ${stream.statusCode}`);
	await pause(500);
	const before = text.length, began = performance.now();
	await read(await ask(helen, 'POST', `${room}/pause`, { key: newKey() }));
	while (text.length === before && performance.now() - began < 5000) await pause(5);
	const took = text.length === before ? NaN : performance.now() - began;
	check(took < 1500, `an event took ${took} ms`);
	stream.destroy();
	return took;
}

async function tryProxy(which, ca) {
	const port = await freePort(), host = `${name}:${port}`;
	const server = await start('demo', ['--log-level=error', '--proxies=127.0.0.1', `--base-url=https://${host}`]);
	const [command, ...words] = proxies[which](port, server.base.slice(7));
	const proxy = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
	let log = '';
	proxy.stderr.on('data', (part) => (log += part));
	const visitor = { host, port, ca };
	try {
		for (let i = 0; ; i++) {
			const answer = await ask(visitor, 'GET', '/health').catch(() => null);
			if (answer?.statusCode === 200) break;
			if (i === 100) throw new Error(`${which} did not answer: ${log.slice(-800)}`);
			await pause(50);
		}
		const people = await demoPeople(server.base);
		const called = (who) => people.find((person) => person.name === who);
		const helen = await become(visitor, called('Helen Marsh'));
		const amara = await become(visitor, called('Amara Okafor'));
		const home = await read(await ask(amara, 'GET', '/home'));
		check(home.includes('Amara'), 'the home page is another');
		const room = `/meetings/${meetingNow(server.folder)}/room`;
		for (const verb of ['open', 'start']) await read(await ask(helen, 'POST', `${room}/${verb}`, { key: newKey() }));
		const took = await delivery(helen, amara, room);
		console.log(`${which}: signed in over https; an event reached the stream after ${took.toFixed(0)} ms`);
	} finally {
		proxy.kill('SIGTERM');
		await server.remove();
	}
}

try {
	const ca = certificate();
	for (const which of Object.keys(proxies)) {
		const before = faults.length;
		if (have(which)) await tryProxy(which, ca);
		else console.log(`note: ${which} is not installed here and not tried`);
		for (const what of faults.slice(before)) console.log(`  not so, behind ${which}: ${what}`);
	}
} finally {
	fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(faults.length ? 1 : 0);
