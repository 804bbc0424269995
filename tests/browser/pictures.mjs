// SPDX-License-Identifier: AGPL-3.0-or-later
// Reference pictures: pages that do not change with the day, as tests/browser/pictures keeps them.  A page that looks
// otherwise fails, and a picture of what differs is left in build/browser/pictures.  After a wanted change:
//
//     SETWISE=build/setwise node tests/browser/pictures.mjs --make
//
// and look at every changed file before it is committed.
import fs from 'node:fs';
import path from 'node:path';
import { COUNCIL, PHONE, check, enter, open, run, startDemo } from './kit.mjs';

const kept = path.join('tests', 'browser', 'pictures'), left = path.join('build', 'browser', 'pictures');
const making = process.argv.includes('--make');
const COLOUR = 40; // of 255: less is a rounding of the renderer
const SHARE = 0.001; // of all pixels

// What changes with the day is left out of a picture, but keeps its place.
const hidden = '.next .when, .next h2, .year li, label[for="text"], .todo .small';
const dark = { colorScheme: 'dark' }, forced = { forcedColors: 'active' };
const member = 'Amara Okafor', office = 'Joan Fairley';
const pictures = [
	['front', null, '/', COUNCIL], ['front-phone-dark', null, '/', PHONE, dark], ['front-forced', null, '/', COUNCIL, forced],
	['sign-in', null, '/sign-in', COUNCIL], ['first-meeting-phone', null, '/first-meeting', PHONE],
	['home', member, '/home', COUNCIL], ['log-phone', member, '/log', PHONE], ['home-dark', member, '/home', COUNCIL, dark],
	['account-errors', member, '/account', COUNCIL, {}, wrongName], ['account-phone-dark', member, '/account', PHONE, dark],
	['process', office, '/processes/uk-classic', COUNCIL], ['programme-new', office, '/programmes/new', COUNCIL],
];

async function wrongName(page) {
	await page.fill('input[name=name]', '');
	await page.getByRole('button', { name: 'Save your name' }).click();
	await page.evaluate(() => document.activeElement.blur());
}

// In a page: how many pixels differ, and a picture of them; the two are given as data.
async function differences([one, two, colour]) {
	const pixels = async (data) => {
		const image = new Image();
		image.src = data;
		await image.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [image.width, image.height];
		const context = canvas.getContext('2d');
		context.drawImage(image, 0, 0);
		return { canvas, context, all: context.getImageData(0, 0, image.width, image.height) };
	};
	const a = await pixels(one), b = await pixels(two);
	const size = (p) => `${p.canvas.width}x${p.canvas.height}`;
	if (size(a) !== size(b)) return { why: `is ${size(b)}, and was ${size(a)}`, share: 1, picture: two };
	let n = 0;
	for (let i = 0; i < a.all.data.length; i += 4) {
		const is = [0, 1, 2].some((c) => Math.abs(a.all.data[i + c] - b.all.data[i + c]) > colour);
		if (is) n++;
		for (const c of [0, 1, 2]) b.all.data[i + c] = is ? [200, 0, 0][c] : 255 - (255 - b.all.data[i + c]) / 4;
	}
	b.context.putImageData(b.all, 0, 0);
	return { share: n / (a.all.data.length / 4), picture: b.canvas.toDataURL() };
}

const asData = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`;

async function compare(judge, name, now) {
	const file = path.join(kept, `${name}.png`);
	if (making) return fs.writeFileSync(file, now);
	if (!fs.existsSync(file)) return check(false, `there is a picture ${file}`);
	const { why, share, picture } = await judge.evaluate(differences, [asData(fs.readFileSync(file)), asData(now), COLOUR]);
	if (share <= SHARE) return;
	fs.mkdirSync(left, { recursive: true });
	const shown = path.join(left, `${name}.png`);
	fs.writeFileSync(shown, Buffer.from(picture.split(',')[1], 'base64'));
	check(false, `${name} looks as it did: ${why ?? `${(share * 100).toFixed(2)} % differs`}; see ${shown}`);
}

await run(async (browser) => {
	const { base } = await startDemo();
	if (making) fs.mkdirSync(kept, { recursive: true });
	const judge = await (await browser.newContext()).newPage();
	for (const [name, person, url, viewport, how = {}, act] of pictures) {
		const page = await open(browser, name, { viewport, ...how, expects: [422] });
		if (person) await enter(page, base, person);
		await page.goto(base + url);
		if (act) await act(page);
		await page.evaluate(() => document.fonts.ready);
		await page.evaluate((what) => {
			for (const element of document.querySelectorAll(what)) element.style.visibility = 'hidden';
		}, hidden);
		await compare(judge, name, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
		await page.context().close();
	}
}, making ? 'the pictures are made: look at them' : 'every page looks as it did');
