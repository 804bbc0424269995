// SPDX-License-Identifier: AGPL-3.0-or-later
// The room's script in Chromium, against a server of a few lines that can be told to be mute or gone:
// drafts and focus live through news, forms go by fetch, words wait when the line is gone, tabs share one
// stream, clocks are right whatever the device believes. node ui/test/room.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { page as sample } from "../gallery/serve.mjs";

const state = { streams: new Set(), opened: 0, posts: [], answer: { status: 204, body: "" }, number: 41, gone: false };

const server = createServer((request, reply) => {
	const url = new URL(request.url, "http://room");
	if (state.gone && !url.pathname.startsWith("/static/")) return request.destroy();
	if (url.pathname === "/clock") return reply.end(String(Date.now()));
	if (url.pathname.endsWith("/events")) {
		state.opened++;
		reply.writeHead(200, { "content-type": "text/event-stream" });
		reply.write("event: beat\ndata: 1\n\n");
		state.streams.add(reply);
		request.on("close", () => state.streams.delete(reply));
		return undefined;
	}
	if (url.pathname.includes("/since/")) return reply.writeHead(204).end();
	if (request.method === "POST") {
		let body = "";
		request.on("data", (bytes) => { body += bytes; });
		request.on("end", () => {
			state.posts.push({ path: url.pathname, live: request.headers["x-live"], body: Object.fromEntries(new URLSearchParams(body)) });
			setTimeout(() => reply.writeHead(state.answer.status, { "content-type": "text/html" }).end(state.answer.body), 30);
		});
		return undefined;
	}
	if (url.pathname.startsWith("/static/")) {
		const type = url.pathname.endsWith(".css") ? "text/css" : url.pathname.endsWith(".js") ? "text/javascript" : "font/woff2";
		return reply.writeHead(200, { "content-type": type }).end(readFileSync(fileURLToPath(new URL(`../../static/${url.pathname.slice(8)}`, import.meta.url))));
	}
	return reply.writeHead(200, { "content-type": "text/html" }).end(sample(url.pathname.slice(1), "", Date.now()).replace("</form>", '<input type="hidden" name="key" value="0000000000001"></form>'));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${server.address().port}`;

function frame(kind, data, id = "") {
	const lines = data.split("\n").map((line) => `data: ${line}\n`).join("");
	for (const stream of state.streams) stream.write(`${id && `id: ${id}\n`}event: ${kind}\n${lines}\n`);
}
const news = (html) => frame("room", html, String(++state.number));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const stories = [];
const story = (name, tell) => stories.push([name, tell]);
const until = async (what, why, ms = 4000) => {
	for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 20))) if (await what()) return;
	assert.fail(why);
};
const open = async (context, name) => {
	const page = await context.newPage();
	page.on("pageerror", (error) => { throw error; });
	await page.goto(`${base}/${name}`);
	await until(() => state.streams.size > 0, "a stream is open");
	return page;
};

story("two hundred pieces of news leave a draft, its caret and its focus alone", async (context) => {
	const page = await open(context, "room-member");
	await page.fill("#q", "What would you ");
	for (let i = 0; i < 200; i++) news(`<section id="asked" data-panel="now questions" aria-labelledby="h-e"><h2 id="h-e">Asked so far</h2><ul class="qs"><li id="q-${i}"><p class="voice">Question ${i}?</p></li></ul></section>`);
	await page.type("#q", "do first?");
	await until(async () => (await page.textContent("#asked")).includes("Question 199"), "the last news is there");
	assert.equal(await page.inputValue("#q"), "What would you do first?");
	assert.equal(await page.evaluate(() => document.activeElement.id), "q");
	await page.locator("#note").fill("only mine");
	news('<section class="private" id="notes" data-panel="notes"><h2>My notes</h2><textarea id="note" name="text"></textarea></section>');
	await page.waitForTimeout(100);
	assert.equal(await page.inputValue("#note"), "only mine", "an unfocused draft too");
});

story("a form goes by fetch, once, with its key, and is emptied", async (context) => {
	const page = await open(context, "room-member");
	await page.fill("#q", "Who gains?");
	await page.evaluate(() => {
		const button = document.querySelector("#ask button");
		button.click();
		button.click();
	});
	await until(() => state.posts.length > 0, "it was sent");
	await page.waitForTimeout(150);
	assert.equal(state.posts.length, 1, "the second press is ignored");
	assert.equal(state.posts[0].live, "1");
	// The forms of a page come with one key for all; these words go with one of their own.
	const { key, ...said } = state.posts[0].body;
	assert.deepEqual(said, { text: "Who gains?", do: "hand" });
	assert.match(key, /^[0-7][0-9a-hjkmnp-tv-z]{12}$/);
	assert.notEqual(key, "0000000000001");
	assert.equal(await page.inputValue("#q"), "");
	assert.equal(await page.textContent("#say"), "Your hand is up.");
});

story("a fault is shown beside the text, which stays", async (context) => {
	const page = await open(context, "room-member");
	state.answer = { status: 422, body: '<p class="govuk-error-message" id="q-error">Write a question first</p>' };
	await page.fill("#q", "x");
	await page.click("#ask button >> nth=0");
	await page.waitForSelector("#q-error");
	assert.equal(await page.inputValue("#q"), "x");
	assert.equal(await page.getAttribute("#q", "aria-invalid"), "true");
	assert.match(await page.getAttribute("#q", "aria-describedby"), /q-error/);
	assert.equal(await page.evaluate(() => document.activeElement.id), "q");
});

story("words wait when the line is gone, can be changed, and are sent when it is back", async (context) => {
	const page = await open(context, "room-member");
	state.gone = true;
	await context.setOffline(true);
	for (const stream of state.streams) stream.destroy();
	await page.fill("#q", "What next?");
	await page.click("#ask button >> nth=0");
	await page.waitForSelector("#waiting li");
	assert.equal(await page.inputValue("#q"), "");
	await page.click("#waiting button");
	assert.equal(await page.inputValue("#q"), "What next?", "it can be written again");
	await page.click("#ask button >> nth=0");
	await page.waitForSelector("#waiting li");
	await until(async () => await page.getAttribute("[data-link]", "data-state") === "waiting", "after five seconds the dot says so", 9000);
	state.gone = false;
	await context.setOffline(false);
	await until(() => state.posts.length > 0, "it is sent when the line is back", 9000);
	assert.equal(state.posts[0].body.text, "What next?");
	await until(async () => await page.locator("#waiting li").count() === 0, "nothing waits");
	await until(async () => await page.getAttribute("[data-link]", "data-state") === "ok", "the dot is well");
	await until(async () => (await page.textContent("#say")).includes("Your question has been sent"), "it is said");
});

story("two tabs share one stream", async (context) => {
	const first = await open(context, "room-member");
	state.opened = 1;
	const second = await context.newPage();
	await second.goto(`${base}/room-member`);
	await second.waitForTimeout(300);
	assert.equal(state.opened, 1);
	news('<section id="shown" data-panel="now"><h2>On the big screen</h2><p>Together</p></section>');
	for (const page of [first, second]) await until(async () => (await page.textContent("#shown")).includes("Together"), "both have it");
	await first.close();
	await until(() => state.opened === 2, "the other takes over");
	news('<section id="shown" data-panel="now"><h2>On the big screen</h2><p>Alone</p></section>');
	await until(async () => (await second.textContent("#shown")).includes("Alone"), "and has the news");
});

story("focus stays on what somebody else took away, and goes to the heading after one's own act", async (context) => {
	const page = await open(context, "room-facilitator");
	const empty = '<section id="questions" aria-labelledby="h-q"><h2 id="h-q">Questions so far</h2><ul class="qs"><li id="q-2"><p class="voice">Other?</p></li></ul></section>';
	await page.focus("#q-1 button");
	news(empty);
	await until(async () => (await page.textContent("#questions")).includes("Other?"), "news is there");
	assert.ok((await page.textContent("#q-1")).includes("No longer on the screen"));
	await page.focus(".brand");
	await until(async () => await page.locator("#q-1").count() === 0, "it goes when focus leaves");
	news(empty.replace("<ul", '<form method="post" action="/x" data-live id="f"><button id="b">Invite</button></form><ul'));
	await page.waitForSelector("#b");
	await page.click("#b");
	await until(() => state.posts.length > 0, "own act");
	await page.waitForTimeout(100);
	news(empty);
	await until(async () => await page.evaluate(() => document.activeElement.id) === "h-q", "focus is at the heading of its part");
});

story("a device seven minutes wrong shows the right time", async (context) => {
	await context.addInitScript(() => {
		const real = Date.now;
		Date.now = () => real() + 420000;
	});
	const page = await open(context, "room-facilitator");
	await until(async () => /^11:3\d$/.test(await page.textContent("[data-exact]")), "the server's clock counts");
	assert.equal(await page.textContent("[data-unit]"), "left");
});

story("keys are off until turned on, and never act in a field", async (context) => {
	const page = await open(context, "room-facilitator");
	await page.keyboard.press("n");
	await page.waitForTimeout(100);
	assert.equal(state.posts.length, 0);
	await page.evaluate(() => { document.querySelector("main").dataset.shortcuts = ""; });
	await page.keyboard.press("n");
	await until(() => state.posts.length === 1, "N is next");
	assert.equal(state.posts[0].body.do, "next");
});

let failed = 0;
for (const [name, tell] of stories) {
	Object.assign(state, { opened: 0, posts: [], answer: { status: 204, body: "" }, number: 41, gone: false });
	const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
	try {
		await tell(context);
		console.log(`ok      ${name}`);
	} catch (error) {
		failed++;
		console.log(`FAILED  ${name}\n${error.stack}`);
	}
	await context.close();
	state.streams.clear();
}
await browser.close();
server.closeAllConnections();
server.close();
process.exitCode = failed ? 1 : 0;
