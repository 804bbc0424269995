// SPDX-License-Identifier: AGPL-3.0-or-later
// A PNG of at most 256 colours, so that reference pictures are a third of what the browser makes of them.  The
// colours of a page are few; what lies between them, at the edges of letters, goes to one that is near.
import { deflateSync } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});

function crc(bytes) {
	let c = 0xffffffff;
	for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
	const bytes = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(bytes.length + 8);
	out.writeUInt32BE(data.length, 0);
	bytes.copy(out, 4);
	out.writeUInt32BE(crc(bytes), bytes.length + 4);
	return out;
}

// In a page: the pixels of a picture given as data, as red, green and blue, and its size.
export async function pixelsOf(data) {
	const image = new Image();
	image.src = data;
	await image.decode();
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [image.width, image.height];
	const context = canvas.getContext('2d');
	context.drawImage(image, 0, 0);
	const { data: all } = context.getImageData(0, 0, image.width, image.height);
	let text = '';
	for (let i = 0; i < all.length; i += 4) text += String.fromCharCode(all[i], all[i + 1], all[i + 2]);
	return { width: image.width, height: image.height, rgb: btoa(text) };
}

const apart = (a, b) => [16, 8, 0].reduce((sum, s) => sum + (((a >> s) & 255) - ((b >> s) & 255)) ** 2, 0);

// At most 256 colours, none nearer to another than `least`; the one used most stands for those near it.  Null if
// that takes more.
function thinned(colours, least) {
	const kept = [], places = new Map();
	for (const colour of colours) {
		let best = 0;
		for (let i = 1; i < kept.length; i++) if (apart(colour, kept[i]) < apart(colour, kept[best])) best = i;
		if (!kept.length || apart(colour, kept[best]) >= least ** 2) {
			if (kept.length === 256) return null;
			best = kept.push(colour) - 1;
		}
		places.set(colour, best);
	}
	return { kept, places };
}

// A colour that is rare, such as that of one tag, is as much a colour of the page as another.
function paletteOf(rgb) {
	const counts = new Map();
	for (let i = 0; i < rgb.length; i += 3) {
		const colour = rgb.readUIntBE(i, 3);
		counts.set(colour, (counts.get(colour) ?? 0) + 1);
	}
	const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
	for (let least = 1; ; least += 3) {
		const palette = thinned(colours, least);
		if (palette) return palette;
	}
}

export function png({ width, height, rgb: text }) {
	const rgb = Buffer.from(text, 'base64');
	const { kept, places } = paletteOf(rgb);
	const rows = Buffer.alloc(height * (width + 1)); // each row begins with 0: no filter
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(rgb.readUIntBE((y * width + x) * 3, 3));
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3, 0, 0, 0], 8); // eight bits, a palette
	const palette = Buffer.alloc(kept.length * 3);
	kept.forEach((colour, i) => palette.writeUIntBE(colour, i * 3, 3));
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', palette),
		chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
