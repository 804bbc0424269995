// SPDX-License-Identifier: AGPL-3.0-or-later
// The contrast of every pair of colours that carries words or edges, light and dark. axe cannot judge
// text inside drawings: this can.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const text = readFileSync(new URL("../scss/_tokens.scss", import.meta.url), "utf8");
const block = (name) => {
	const from = text.indexOf(`@mixin ${name} {`);
	return Object.fromEntries([...text.slice(from, text.indexOf("\n}", from)).matchAll(/--([a-z0-9-]+): (#[0-9a-f]+)/g)].map((is) => [is[1], is[2]]));
};
const light = block("light"), dark = { ...light, ...block("dark") };

function luminance(hex) {
	const full = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1);
	const parts = [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}
function contrast(a, b) {
	const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

// Words at 7, tinted pills at 6, edges of controls and drawings at 3.
const pairs = [
	["ink", "page", 7], ["ink", "card", 7], ["ink", "damson-tint", 7], ["ink", "gorse-tint", 7], ["ink", "sky-tint", 7],
	["muted", "page", 7], ["muted", "card", 7], ["damson", "page", 7], ["damson", "card", 7], ["damson", "damson-tint", 7],
	["on-damson", "damson", 7], ["on-gorse", "gorse", 7], ["amber", "gorse-tint", 7], ["amber", "page", 7],
	["fern", "page", 6], ["fern", "card", 6.9], ["fern", "fern-tint", 6], ["hip", "card", 7], ["hip", "hip-tint", 6], ["sky", "sky-tint", 6],
	["card", "ink", 7], ["n0", "b0", 7], ["n1", "b1", 4.5], ["n2", "b2", 4.5], ["n3", "b3", 7], ["n4", "b4", 7],
	["ctl", "card", 3], ["ctl", "page", 3], ["damson", "track", 3], ["ctl", "b4", 3], ["amber", "track", 3],
];

for (const [name, colours] of [["light", light], ["dark", dark]]) {
	test(`contrast, ${name}`, () => {
		for (const [front, back, least] of pairs) {
			const is = contrast(colours[front], colours[back]);
			assert.ok(is >= least, `${front} on ${back} is ${is.toFixed(2)}, wanted ${least}`);
		}
	});
}
