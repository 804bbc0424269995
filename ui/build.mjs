// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes static/ from ui/: stylesheet, scripts, fonts and mark under names that carry a hash of their
// bytes, each text file also as .br and .gz, and manifest.txt with a line "name hashed-name" for each.
// The same sources and packages give the same bytes; those of a compressed file may differ between Nodes, so one that
// is there and holds the same text stays.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const ui = dirname(fileURLToPath(import.meta.url));
const root = dirname(ui);
const out = join(root, "static");
const packages = join(root, "node_modules");
const target = ["chrome88", "firefox85", "safari14"];

const fonts = {
	"atkinson.woff2": "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
	"atkinson-ext.woff2": "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
	"literata.woff2": "@fontsource/literata/files/literata-latin-500-normal.woff2",
	"literata-ext.woff2": "@fontsource/literata/files/literata-latin-ext-500-normal.woff2",
};
// Brotli bytes: the budget of a page on a slow line.
const budget = { "app.css": 16384, "room.js": 10240, "screen.js": 10240, "forms.js": 6144 };

const manifest = new Map();

function put(name, bytes) {
	const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
	const dot = name.lastIndexOf(".");
	const hashed = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
	writeFileSync(join(out, hashed), bytes);
	manifest.set(name, hashed);
	return hashed;
}

const brotli = (bytes) => brotliCompressSync(bytes, {
	params: {
		[constants.BROTLI_PARAM_QUALITY]: 11,
		[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	},
});

function putSmall(name, bytes, compress, decompress) {
	const there = before.get(name);
	const small = there && holds(there, bytes, decompress) ? there : compress(bytes);
	writeFileSync(join(out, name), small);
	return small;
}

function holds(small, bytes, decompress) {
	try {
		return decompress(small).equals(bytes);
	} catch {
		return false; // a spoilt file is made again
	}
}

function putText(name, text) {
	const bytes = Buffer.from(text);
	const hashed = put(name, bytes);
	const small = putSmall(`${hashed}.br`, bytes, brotli, brotliDecompressSync);
	putSmall(`${hashed}.gz`, bytes, (text) => gzipSync(text, { level: 9 }), gunzipSync);
	console.log(`${hashed}: ${bytes.length} bytes, brotli ${small.length}`);
	if (small.length > (budget[name] ?? Infinity)) {
		console.error(`${name} is over its budget of ${budget[name]} bytes`);
		process.exitCode = 1;
	}
}

mkdirSync(out, { recursive: true });
const before = new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
for (const name of before.keys()) rmSync(join(out, name));

for (const [name, path] of Object.entries(fonts)) put(name, readFileSync(join(packages, path)));
for (const name of readdirSync(join(ui, "static")).sort()) {
	if (/\.(svg|txt)$/.test(name)) putText(name, readFileSync(join(ui, "static", name), "utf8"));
	else put(name, readFileSync(join(ui, "static", name)));
}

// What travels with the files we ship; govuk-frontend's package carries no licence file of its own.
const licence = (name, path) => `${name}\n\n${readFileSync(path, "utf8").trim()}\n`;
const licences = ["@fontsource-variable/atkinson-hyperlegible-next", "@fontsource/literata", "idiomorph"].map((name) => licence(name, join(packages, name, "LICENSE")));
licences.push(licence("govuk-frontend", join(ui, "govuk-frontend-licence.txt")));
putText("licences.txt", licences.join("\n\n"));

const { css } = sass.compile(join(ui, "scss/app.scss"), { loadPaths: [packages], quietDeps: true, charset: false });
const smaller = await esbuild.transform(css, { loader: "css", minify: true, target, legalComments: "none" });
for (const warning of smaller.warnings) console.warn(warning.text);
putText("app.css", smaller.code.replace(/font:([a-z-]+\.woff2)/g, (_, name) => manifest.get(name)));

// Of idiomorph, what we never use stays out (1.1 kB of 3.4): merging of heads, since fragments have none; content
// given as text, since ours are elements; what is typed or chosen, since nobody's field is ever changed.  [from, up to, what stands there instead].
const unused = [
	["function withHeadBlocking(", "return callback(ctx);", "function withHeadBlocking(ctx, oldNode, newNode, callback) {"],
	["function handleHeadElement(", "return promises;", "function handleHeadElement() { const promises = [];"],
	["function parseContent(", "return { normalizeElement", "function parseContent() {}"],
	["function syncInputValue(", "function ignoreAttribute(", "function syncInputValue() {}"],
	["if (is.headElement(oldNode) && ctx.head.style === \"none\")", "morphAttributes(oldNode, newContent, ctx);", "{"],
	["if (![\"innerHTML\"", "const doc = oldNode.ownerDocument;", ""],
	["head: {", "restoreFocus: true,", ""],
	["// copy head config", "return finalConfig;", ""],
];
const slimIdiomorph = {
	name: "slim-idiomorph",
	setup(build) {
		build.onLoad({ filter: /idiomorph\.esm\.js$/ }, ({ path }) => {
			let text = readFileSync(path, "utf8");
			for (const [first, end, instead] of unused) {
				const from = text.indexOf(first, text.indexOf("const noOp"));
				const to = text.indexOf(end, from);
				if (from < 0 || to < 0) throw new Error(`idiomorph has changed: look at ${first} in ui/build.mjs`);
				text = `${text.slice(0, from)}${instead}\n${text.slice(to)}`;
			}
			return { contents: text, loader: "js" };
		});
	},
};

for (const name of ["forms.js", "room.js", "screen.js"]) {
	const made = await esbuild.build({
		entryPoints: [join(ui, "js", name)],
		bundle: true,
		minify: true,
		format: "esm",
		target,
		supported: { destructuring: true },
		legalComments: "none",
		plugins: [slimIdiomorph],
		write: false,
		absWorkingDir: root,
	});
	putText(name, made.outputFiles[0].text);
}

const lines = [...manifest].map(([name, hashed]) => `${name} ${hashed}\n`).sort();
writeFileSync(join(out, "manifest.txt"), lines.join(""));
