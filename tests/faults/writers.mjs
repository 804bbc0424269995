// SPDX-License-Identifier: AGPL-3.0-or-later
// People who write all the time, and send again what was not answered, with the same key, until it is.
//
// Members write into their learning logs; a coordinator adds organisations, which is noted in the audit in the
// same transaction.  Every text is a mark of its own (ledger.mjs), read back from the pages themselves.
import { become, newKey, pause } from './client.mjs';

const PAGE_MAX = 470; // the log's page shows 500

export class Writer {
	constructor(base, person, kind) {
		this.base = base;
		this.person = person;
		this.kind = kind;
		this.promised = [];
		this.sent = [];
		this.again = 0; // how often something was sent again
		this.refused = new Map(); // status: how often
	}
	async signIn() {
		this.client = await become(this.base, this.person);
	}

	// One text, until it is acknowledged.  `gives up` is for a server that will not recover by itself.
	async write(key = newKey(), mark = `mark-${key}-end`) {
		const form = this.kind === 'log' ? { key, text: mark } : { key, name: mark };
		this.sent.push(mark);
		while (!this.stopped) {
			const answer = await this.client.post(this.kind === 'log' ? '/log' : '/organisations', form).catch(() => null);
			if (answer?.status === 303) {
				this.promised.push(mark);
				return;
			}
			if (answer) this.refused.set(answer.status, (this.refused.get(answer.status) ?? 0) + 1);
			this.again++;
			await pause(20);
		}
	}

	async run(rest) {
		while (!this.stopped && this.sent.length < PAGE_MAX) {
			await this.write();
			await pause(Math.random() * 2 * rest);
		}
	}

	// Every mark that the page shows, as often as it is there.
	async found() {
		const { status, body } = await this.client.get(this.kind === 'log' ? '/log' : '/organisations');
		if (status !== 200) throw new Error(`${this.person.name} cannot read their page: ${status}`);
		return [...body.matchAll(/>(mark-\w+-end)</g)].map((match) => match[1]);
	}
}

export async function settleAll(writers, settle) {
	const promised = [], found = [], sent = [];
	for (const writer of writers) {
		promised.push(...writer.promised);
		sent.push(...writer.sent);
		found.push(...(await writer.found()));
	}
	return settle(promised, found, sent);
}
