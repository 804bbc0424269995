/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* static - see static.h. */
#include "web/static.h"

#include "embed/files.h"
#include "net/coding.h"

/* ---- which files pages need ---- */

static const struct embedded *hashed(struct str manifest, const char *plain)
{
	struct str line;

	while (str_cut(&manifest, '\n', &line)) {
		struct str name = line, first;
		if (!str_cut(&name, ' ', &first) || !name.at || !str_eq(first, str_of(plain)))
			continue;
		char path[128];
		const int n = snprintf(path, sizeof path, "static/%.*s", STR_ARG(name));
		if (n <= 0 || n >= (int)sizeof path) return NULL;
		return embedded_find(str_of(path));
	}
	return NULL;
}

static bool find(struct arena *arena, struct str manifest, const char *plain, struct url *out)
{
	const struct embedded *file = hashed(manifest, plain);
	if (!file) return false;
	*out = url_printf(arena, "/%.*s", STR_ARG(file->path));
	return true;
}

enum err static_assets(struct arena *arena, struct site_assets *out)
{
	const struct embedded *file = embedded_find(STR("static/manifest.txt"));
	if (!file) return ERR_ABSENT;

	const struct str manifest = { file->bytes, file->n };
	struct site_assets got = { 0 };
	if (!find(arena, manifest, "app.css", &got.css) ||
	    !find(arena, manifest, "atkinson.woff2", &got.font) ||
	    !find(arena, manifest, "favicon.svg", &got.icon) ||
	    !find(arena, manifest, "forms.js", &got.forms_js) ||
	    !find(arena, manifest, "room.js", &got.room_js) ||
	    !find(arena, manifest, "screen.js", &got.screen_js))
		return ERR_ABSENT;
	*out = got;
	return OK;
}

/* ---- answering ---- */

static void field(struct static_answer *answer, struct str name, struct str value)
{
	answer->fields[answer->n_fields++] = (struct http_field){ name, value };
}

static void choose(const struct http_request *http, const struct embedded *file,
                   struct static_answer *out)
{
	const struct str accepted = http_field_of(http, STR("accept-encoding"));
	const char *coding = "";

	out->body = (struct str){ file->bytes, file->n };
	if (file->br && coding_accepts(accepted, STR("br"))) {
		out->body = (struct str){ file->br, file->br_n };
		coding = "br";
	} else if (file->gz && coding_accepts(accepted, STR("gzip"))) {
		out->body = (struct str){ file->gz, file->gz_n };
		coding = "gzip";
	}
	if (*coding) field(out, STR("Content-Encoding"), str_of(coding));
	if (file->br || file->gz) field(out, STR("Vary"), STR("Accept-Encoding"));
	(void)snprintf(out->etag, sizeof out->etag, "\"%.*s%s%s\"", STR_ARG(file->etag),
	               *coding ? "-" : "", coding);
	field(out, STR("ETag"), str_of(out->etag));
}

void static_answer(const struct http_request *http, struct static_answer *out)
{
	*out = (struct static_answer){ .status = 404 };
	const struct embedded *file = embedded_find(str_from(http->path, 1));
	if (!file) return;

	out->status = 200;
	field(out, STR("Content-Type"), file->type);
	field(out, STR("Cache-Control"), STR("public, max-age=31536000, immutable"));
	field(out, STR("X-Content-Type-Options"), STR("nosniff"));
	field(out, STR("Content-Security-Policy"),
	      STR("default-src 'none'; style-src 'self'; frame-ancestors 'none'"));
	choose(http, file, out);
	const struct str seen = http_field_of(http, STR("if-none-match"));
	if (seen.at && str_has(seen, str_of(out->etag))) {
		out->status = 304;
		out->body = STR("");
	}
}
