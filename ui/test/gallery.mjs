// SPDX-License-Identifier: AGPL-3.0-or-later
// Walks the sample pages in Chromium: axe, sideways scrolling, console and policy errors, the size of
// targets; with a folder as argument takes pictures into it. node ui/test/gallery.mjs [folder] [page ...]
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { pages, serve } from "../gallery/serve.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const sizes = [[1366, 620], [1366, 900], [680, 800], [390, 844], [320, 640]];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [folder, ...only] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });

const server = await serve(0);
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let faults = 0, runs = 0;
function fault(where, what) {
	faults++;
	console.error(`${where}: ${what}`);
}

for (const theme of ["light", "dark"]) {
	for (const [width, height] of sizes) {
		const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: "reduce", bypassCSP: true });
		for (const name of only.length ? only : pages) {
			const where = `${name} ${theme} ${width}x${height}`;
			const page = await context.newPage();
			page.on("console", (message) => { if (message.type() === "error") fault(where, message.text()); });
			page.on("pageerror", (error) => fault(where, error.message));
			await page.goto(`${base}/${name}`);
			await page.evaluate(() => document.fonts.ready);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			if (wide > 0) fault(where, `scrolls sideways by ${wide}px`);
			const small = await page.evaluate(() => [...document.querySelectorAll("button,.btn,input,select,textarea")].filter((element) => {
				const box = element.getBoundingClientRect();
				return box.width && box.height < 24 && !element.matches(".linklike");
			}).map((element) => element.outerHTML.slice(0, 80)));
			for (const element of small) fault(where, `target under 24px: ${element}`);
			await page.addScriptTag({ path: axe });
			const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
			runs++;
			for (const violation of violations) fault(where, `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
			if (folder) await page.screenshot({ path: `${folder}/${name}-${theme}-${width}x${height}.png`, fullPage: !/room|screen/.test(name) || width < 700 });
			await page.close();
		}
		await context.close();
	}
}

// The policy itself, without axe's help.
const context = await browser.newContext();
for (const name of pages) {
	const page = await context.newPage();
	page.on("console", (message) => { if (/Content.Security.Policy/i.test(message.text())) fault(name, message.text()); });
	await page.goto(`${base}/${name}`);
	await page.waitForTimeout(50);
	await page.close();
}
await browser.close();
server.closeAllConnections();
server.close();
console.log(`${runs} runs of axe, ${faults} faults`);
process.exitCode = faults ? 1 : 0;
