/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* head - the head of a request, read strictly.  Pure: bytes in, parts or a status out.
 *
 * Two programs that read the same bytes differently are how requests are smuggled, so whatever the
 * grammar of RFC 9112 leaves doubtful is refused: bare CR or LF, NUL and control bytes, a folded
 * field, a space before the colon, two Content-Lengths, Content-Length with Transfer-Encoding, none or
 * two Hosts, lengths that are not plain digits, targets that do not agree with Host. */
#ifndef NET_HEAD_H
#define NET_HEAD_H

#include "net/http.h"

enum { HEAD_FIELDS = 100 }; /* most fields of a head */

struct head {
	enum http_method method;
	int minor;              /* of HTTP/1.x: 0 or 1 */
	struct str target;      /* origin form, as sent */
	struct str path, query; /* the parts of target; path is not decoded yet */
	struct str host;
	struct http_field fields[HEAD_FIELDS];
	size_t n_fields;
	int64_t length; /* of the body; 0 if there is none */
	bool close;     /* the client wants no further request on this connection */
	bool expects_continue;
};

enum head_seen { HEAD_MORE, HEAD_WHOLE, HEAD_BAD };

/* Looks for the end of a head at the front of bytes, going on from *seen (0 at first): HEAD_WHOLE
 * sets *seen to its length, the empty line included; HEAD_BAD as soon as it cannot become one. */
enum head_seen head_end(struct str bytes, size_t *seen);

/* Reads a whole head: exactly what head_end() measured.  0, or the status to refuse it with (400,
 * 405, 411, 417, 431, 501, 505); what is in *out then has no meaning.  Parts point into bytes. */
int head_parse(struct str bytes, struct head *out);

/* Undoes percent-encoding in the path of a target, into at most path.n bytes.  False for anything
 * that could be read as another path: bad or needless encodings of '/', '\', '.', control bytes,
 * "." and ".." segments, empty segments inside, bytes that are not UTF-8. */
MUST_USE bool path_decode(struct str path, char *out, size_t *out_n);

#endif
