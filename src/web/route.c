/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* route - finding the row of the map that serves a path. */
#include "web/route.h"

static bool fits(enum method asked, enum method row)
{
	return asked == row || (asked == GET && row == STREAM);
}

const struct route *route_find(enum method method, struct str path, struct path *out)
{
	for (size_t i = 0; i < route_count; i++)
		if (fits(method, routes[i].method) && path_match(routes[i].path, path, out))
			return &routes[i];
	return NULL;
}

const char *method_name(enum method method)
{
	switch (method) {
	case GET:
		return "GET";
	case POST:
		return "POST";
	case STREAM:
		return "STREAM";
	}
	BUG("a method without a name");
}
