// SPDX-License-Identifier: AGPL-3.0-or-later
// Shows the sample pages: node ui/gallery/serve.mjs [port]. A page is HTML with the words of our templates:
// {% include icon/hand %} is the server's own icon, {{ svg ring-questions }} a drawing the server's tests make.
// {% head Title %}, {% member Home %}, {% coordinator Sets %}, {% public %} and {% foot %} are the frame.
// ?theme=dark asks for a theme. A room answers as a small server would: beats, and a clock.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const csp = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2", txt: "text/plain" };

const read = (...path) => readFileSync(join(...path), "utf8").trim();
const manifest = () => Object.fromEntries(read(root, "static/manifest.txt").split("\n").map((line) => line.split(" ")));

const navs = {
	member: ["Home", "My set", "My issue", "My actions", "Learning log", "Account"],
	coordinator: ["Overview", "Sets", "People", "Planner", "Evaluation", "Enquiries (2)", "Account"],
	public: ["How it works", "For organisations", "For facilitators", "Sign in"],
};

function top(kind, current) {
	const links = navs[kind].map((name) => `<a href="#"${name === current ? ' aria-current="page"' : ""}>${name}</a>`).join("");
	return `<header class="top"><div class="wrap"><a class="brand" href="/">{% include icon/mark %}Setwise</a><nav class="nav" aria-label="Main">${links}</nav></div></header>`;
}

const foot = '<footer class="foot"><div class="wrap"><ul><li><a href="#">Accessibility statement</a></li><li><a href="#">Privacy</a></li><li><a href="#">Cookies: only the one that signs you in</a></li><li><a href="#">Help</a></li></ul></div></footer>';

function head(title, theme, files) {
	return `<!doctype html>
<html lang="en-GB"${theme ? ` data-theme="${theme}"` : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title id="title">${title} – Setwise</title>
<link rel="preload" href="/static/${files["atkinson.woff2"]}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/static/${files["app.css"]}">
<link rel="icon" href="/static/${files["favicon.svg"]}" type="image/svg+xml">
</head>`;
}

// `now` stands for moments in the samples: {{ at -502 }} is 502 seconds ago in the server's ms.
export function page(name, theme, now) {
	const files = manifest();
	return read(here, `${name}.html`)
		.replace(/\{% head (.+?) %\}/, (_, title) => head(title, theme, files))
		.replace(/\{% (member|coordinator|public)(?: (.+?))? %\}/, (_, kind, current) => top(kind, current))
		.replace("{% foot %}", foot)
		.replace(/\{% include (icon\/[a-z]+) %\}/g, (_, path) => read(root, "templates", `${path}.html`))
		.replace(/\{\{ svg ([a-z0-9-]+) \}\}/g, (_, svg) => read(here, "svg", `${svg}.svg`).replace(/data-from="0" data-to="(\d+)"/g, (_, to) => `data-from="${now - 502000}" data-to="${now - 502000 + Number(to)}"`))
		.replace(/\{\{ at (-?\d+) \}\}/g, (_, seconds) => String(now + Number(seconds) * 1000))
		.replace(/\{\{ script (\w+) \}\}/g, (_, script) => `<script type="module" src="/static/${files[`${script}.js`]}"></script>`);
}

export const pages = readdirSync(here).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5)).sort();

export function serve(port) {
	const server = createServer((request, reply) => {
		const url = new URL(request.url, "http://gallery");
		const send = (status, type, body) => {
			reply.writeHead(status, { "content-type": type, "content-security-policy": csp, "cache-control": "no-store" });
			reply.end(body);
		};
		if (url.pathname === "/clock") return send(200, "text/plain", String(Date.now()));
		if (url.pathname.endsWith("/events")) {
			reply.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
			const beat = () => reply.write(`event: beat\ndata: ${Date.now()}\n\n`);
			beat();
			const timer = setInterval(beat, 10000);
			request.on("close", () => clearInterval(timer));
			return undefined;
		}
		if (/\/since\/\d+$/.test(url.pathname)) return send(204, "text/html");
		if (request.method === "POST") return send(204, "text/html");
		if (url.pathname.startsWith("/static/")) {
			try { return send(200, types[url.pathname.split(".").pop()], readFileSync(join(root, "static", url.pathname.slice(8).replace(/\//g, "")))); } catch { return send(404, "text/plain", "absent"); }
		}
		const name = url.pathname.slice(1) || "index";
		if (!pages.includes(name)) return send(404, "text/plain", "absent");
		return send(200, "text/html; charset=utf-8", page(name, url.searchParams.get("theme"), Date.now()));
	});
	return new Promise((done) => server.listen(port, "127.0.0.1", () => done(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const port = Number(process.argv[2] || 8091);
	await serve(port);
	console.log(`Sample pages at http://127.0.0.1:${port}`);
}
