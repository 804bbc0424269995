// SPDX-License-Identifier: AGPL-3.0-or-later
// Does the time of the answer tell whether an address is known?  Asks for links by turns with addresses that
// somebody has and that nobody has, and prints both medians and the difference.
//
//     SETWISE=build/setwise node tests/bench/sign-in.mjs
import { become, demoPeople, start, Client } from '../faults/client.mjs';

const ROUNDS = 4; // of five, so that no address meets its limit
const server = await start('demo', ['--proxies=127.0.0.1', '--log-level=error']);
let visitors = 0;

async function addresses() {
	const found = [];
	for (const person of await demoPeople(server.base)) {
		const client = await become(server.base, person);
		found.push((await client.get('/account')).body.match(/[a-z0-9.-]+@region\.example/)[0]);
		client.close();
	}
	return [...new Set(found)];
}

// Each asks from a network of its own, since a network has a limit too.
async function ask(email) {
	const n = visitors++;
	const client = new Client(server.base, { 'X-Forwarded-For': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` });
	await client.get('/sign-in');
	const began = performance.now();
	const { status } = await client.post('/sign-in', { email });
	const took = performance.now() - began;
	client.close();
	if (status !== 303) throw new Error(`${status} for ${email}`);
	return took;
}

const middle = (times, share = 0.5) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];

try {
	const known = [], unknown = [], people = await addresses();
	for (const email of people.slice(0, 10)) await ask(`warm-${email}`);
	for (let round = 0; round < ROUNDS; round++)
		for (const [i, email] of people.entries()) {
			const other = email.replace(/[0-9]*@/, `x${round}${i}@`);
			const order = (round + i) % 2 ? [[email, known], [other, unknown]] : [[other, unknown], [email, known]];
			for (const [who, times] of order) times.push(await ask(who));
		}
	console.log(`${known.length} of each: known ${middle(known).toFixed(3)} ms, unknown ${middle(unknown).toFixed(3)} ms, ` +
		`apart ${(middle(known) - middle(unknown)).toFixed(3)} ms`);
	console.log(`quarters: known ${middle(known, 0.25).toFixed(3)}..${middle(known, 0.75).toFixed(3)}, ` +
		`unknown ${middle(unknown, 0.25).toFixed(3)}..${middle(unknown, 0.75).toFixed(3)}`);
} finally {
	await server.remove();
}
