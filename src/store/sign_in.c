/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - rows of links and codes. */
#include "store/sign_in.h"

#include <sodium.h>

#include "base/random.h"
#include "sql/sign_in.h"

/* The code's hash is bound to its row, so that equal codes do not look alike. */
static struct str code_of(struct tx *tx, sign_in_id id, struct str code)
{
	return str_printf(tx_arena(tx), "%lld %.*s", (long long)id.n, STR_ARG(code));
}

enum err store_sign_in_add(struct tx *tx, const struct sign_in_new *sign_in, struct instant now,
                           sign_in_id *out)
{
	const sign_in_id id = { random_id() };
	const struct sql_sign_in_add_in in = {
		.id = id,
		.person = sign_in->person,
		.token = sign_in->token,
		.code = code_of(tx, id, sign_in->code),
		.browser = sign_in->browser,
		.now = now,
		.ends_at = sign_in->ends_at,
	};
	enum err err = sql_sign_in_add(tx, &in);
	if (!err) *out = id;
	return err;
}

enum err store_sign_in_by_token(struct tx *tx, struct str token, struct instant now,
                                struct sign_in_row *out)
{
	return sql_sign_in_by_token(tx, token, now, SIGN_IN_TRIES, out);
}

enum err store_sign_in_by_code(struct tx *tx, struct str browser, struct str code,
                               struct instant now, struct sign_in_row *out)
{
	struct sql_sign_in_of_browser_row *rows = NULL;
	size_t count = 0;
	enum err err = sql_sign_in_of_browser(tx, browser, now, SIGN_IN_TRIES, &rows, &count);
	if (err) return err;
	for (size_t i = 0; i < count; i++) {
		uint8_t hash[SEAL_HASH_BYTES];
		seal_hash(tx_seal(tx), "code", code_of(tx, rows[i].id, code), hash);
		if (sodium_memcmp(hash, rows[i].code_hash, sizeof(hash)) != 0) continue;
		*out = (struct sign_in_row){ rows[i].id, rows[i].person, rows[i].ends_at };
		return OK;
	}
	return ERR_ABSENT;
}

enum err store_sign_in_wrong(struct tx *tx, struct str browser, struct instant now)
{
	return sql_sign_in_wrong(tx, browser, now);
}

enum err store_sign_in_use(struct tx *tx, sign_in_id id, struct instant now)
{
	return sql_sign_in_use(tx, id, now);
}

enum err store_sign_in_sweep(struct tx *tx, struct instant before)
{
	return sql_sign_in_sweep(tx, before);
}
