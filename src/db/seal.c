/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* seal - see seal.h.
 *
 * A sealed value: version (1 byte), nonce (24), ciphertext of the padded text, tag (16).  What it is
 * bound to - column, scope, owner, row - is associated data: it is not stored, and must be the same
 * when the value is opened.  A wrapped data key has the same form, bound to its scope and owner. */
#include "db/seal.h"

#include <sodium.h>

#include "db/engine.h"
#include "db/keyring.h"
#include "db/opened.h"

enum {
	VERSION = 1,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	OVERHEAD = 1 + NONCE + TAG,
	PAD = 32,        /* texts of one to 31 bytes look alike, and so on in steps */
	COLUMN_MAX = 64, /* "review.shared_text" */
	BOUND_MAX = COLUMN_MAX + 1 + 1 + 8 + 8
};

struct seal {
	struct keyring keys;
};

enum err seal_new(struct str path, enum seal_how how, struct seal **out)
{
	if (sodium_init() < 0) return ERR_SYSTEM;
	struct seal *seal = sodium_malloc(sizeof *seal); /* guarded, locked, wiped when freed */
	char *name = str_z_new(path);
	if (!seal || !name) BUG("out of memory");

	enum err err = keyring_read(name, &seal->keys);
	if (err == ERR_ABSENT && how == SEAL_MAY_CREATE) {
		err = keyring_make(name, &seal->keys);
		if (err == ERR_STALE) err = keyring_read(name, &seal->keys);
	}
	free(name);
	if (err) {
		sodium_free(seal);
		return err;
	}
	*out = seal;
	return OK;
}

void seal_free(struct seal *seal)
{
	sodium_free(seal);
}

void seal_hash(const struct seal *seal, const char *purpose, struct str value,
               uint8_t out[SEAL_HASH_BYTES])
{
	crypto_generichash_state state;
	const size_t n = strlen(purpose) + 1; /* its end too, so that no purpose begins another */

	(void)crypto_generichash_init(&state, seal->keys.hash, KEY_BYTES, SEAL_HASH_BYTES);
	(void)crypto_generichash_update(&state, (const uint8_t *)purpose, n);
	(void)crypto_generichash_update(&state, (const uint8_t *)value.at, value.n);
	(void)crypto_generichash_final(&state, out, SEAL_HASH_BYTES);
}

/* ---- one value under one key ---- */

struct bound {
	uint8_t bytes[BOUND_MAX];
	size_t n;
};

static void put_i64(struct bound *bound, int64_t value)
{
	for (int i = 7; i >= 0; i--)
		bound->bytes[bound->n++] = (uint8_t)((uint64_t)value >> (8 * i) & 255);
}

static struct bound bind_to(const char *column, enum seal_scope scope, int64_t owner, int64_t row)
{
	struct bound bound = { .n = strlen(column) + 1 };

	ASSERT(bound.n <= COLUMN_MAX);
	memcpy(bound.bytes, column, bound.n);
	bound.bytes[bound.n++] = (uint8_t)scope;
	put_i64(&bound, owner);
	put_i64(&bound, row);
	return bound;
}

static struct str encrypt(struct arena *arena, const uint8_t key[KEY_BYTES],
                          const struct bound *bound, struct str plain)
{
	const size_t room = plain.n + PAD;
	uint8_t *padded = NEW(arena, uint8_t, room);
	uint8_t *out = NEW(arena, uint8_t, OVERHEAD + room);
	size_t n;
	unsigned long long sealed_n;

	if (plain.n) memcpy(padded, plain.at, plain.n);
	if (sodium_pad(&n, padded, plain.n, PAD, room) != 0) BUG("padding does not fit");
	out[0] = VERSION;
	randombytes_buf(out + 1, NONCE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(
		out + 1 + NONCE, &sealed_n, padded, n, bound->bytes, bound->n, NULL, out + 1, key);
	sodium_memzero(padded, room);
	return (struct str){ (const char *)out, 1 + NONCE + (size_t)sealed_n };
}

/* The length before padding, which is 0x80 and zeros.  Not in constant time: who gets here had the key,
 * so that there is no oracle, and what follows takes its time by the length anyway.  False: no padding. */
static bool unpadded(const uint8_t *at, size_t n, size_t *out)
{
	const size_t least = n - PAD;

	while (n > least && at[n - 1] == 0) n--;
	if (n == least || at[n - 1] != 0x80) return false;
	*out = n - 1;
	return true;
}

/* The plain bytes are the caller's to wipe, if they are a key. */
static enum err decrypt(struct arena *arena, const uint8_t key[KEY_BYTES],
                        const struct bound *bound, struct str sealed, uint8_t **out, size_t *out_n)
{
	const uint8_t *at = (const uint8_t *)sealed.at;
	unsigned long long n;
	size_t plain_n;

	if (sealed.n < OVERHEAD + PAD || (sealed.n - OVERHEAD) % PAD != 0 || at[0] != VERSION)
		return ERR_CORRUPT;
	uint8_t *plain = (uint8_t *)arena_bytes(arena, sealed.n - OVERHEAD);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &n, NULL, at + 1 + NONCE,
	                                               sealed.n - 1 - NONCE, bound->bytes, bound->n,
	                                               at + 1, key) != 0)
		return ERR_CORRUPT;
	if (!unpadded(plain, (size_t)n, &plain_n)) return ERR_CORRUPT;
	*out = plain;
	*out_n = plain_n;
	return OK;
}

/* ---- data keys ---- */

static const struct statement key_get = {
	.name = "own_key_get",
	.sqlite = "SELECT version, wrapped FROM data_key WHERE scope = ?1 AND owner_id = ?2",
	.postgres = "SELECT version, wrapped FROM data_key"
		    " WHERE scope = $1::integer AND owner_id = $2::bigint",
	.inputs = 2,
	.outputs = 2,
	.index = -2,
};
static const struct statement key_put = {
	.name = "own_key_put",
	.sqlite = "INSERT INTO data_key (scope, owner_id, version, wrapped, made_at)"
		  " VALUES (?1, ?2, ?3, ?4, ?5)",
	.postgres = "INSERT INTO data_key (scope, owner_id, version, wrapped, made_at)"
		    " VALUES ($1::integer, $2::bigint, $3::integer, $4::bytea, $5::bigint)",
	.inputs = 5,
	.index = -3,
	.writes = true,
};
/* The row stays, with nothing in it: a grave, so that no key is made for that owner again. */
static const struct statement key_drop = {
	.name = "own_key_drop",
	.sqlite = "INSERT INTO data_key (scope, owner_id, version, wrapped, made_at)"
		  " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (scope, owner_id)"
		  " DO UPDATE SET version = excluded.version, wrapped = excluded.wrapped,"
		  " made_at = excluded.made_at",
	.postgres = "INSERT INTO data_key (scope, owner_id, version, wrapped, made_at)"
		    " VALUES ($1::integer, $2::bigint, $3::integer, $4::bytea, $5::bigint)"
		    " ON CONFLICT (scope, owner_id)"
		    " DO UPDATE SET version = excluded.version, wrapped = excluded.wrapped,"
		    " made_at = excluded.made_at",
	.inputs = 5,
	.index = -4,
	.writes = true,
};

static struct bound bind_key(enum seal_scope scope, int64_t owner)
{
	return bind_to("data_key.wrapped", scope, owner, KEYRING_VERSION);
}

static struct open_key *remember(struct tx *tx, enum seal_scope scope, int64_t owner,
                                 const uint8_t key[KEY_BYTES])
{
	struct open_key *open = NEW(tx->arena, struct open_key, 1);

	*open = (struct open_key){ .next = tx->keys, .scope = scope, .owner = owner };
	memcpy(open->key, key, KEY_BYTES);
	tx->keys = open;
	return open;
}

static struct open_key *remembered(const struct tx *tx, enum seal_scope scope, int64_t owner)
{
	for (struct open_key *key = tx->keys; key; key = key->next)
		if (key->scope == scope && key->owner == owner) return key;
	return NULL;
}

static enum err unwrap(struct tx *tx, enum seal_scope scope, int64_t owner, struct str wrapped,
                       const uint8_t **out)
{
	const struct bound bound = bind_key(scope, owner);
	uint8_t *key;
	size_t n;

	enum err err = decrypt(tx->arena, tx_seal(tx)->keys.wrap, &bound, wrapped, &key, &n);
	if (err) return err;
	if (n == KEY_BYTES)
		*out = remember(tx, scope, owner, key)->key;
	else
		err = ERR_CORRUPT;
	sodium_memzero(key, wrapped.n - OVERHEAD); /* only the remembered one is wiped by tx_end */
	return err;
}

/* ERR_ABSENT: never made, or *destroyed. */
static enum err fetch_key(struct tx *tx, enum seal_scope scope, int64_t owner, const uint8_t **out,
                          bool *destroyed)
{
	struct cursor *cursor;
	struct str wrapped = { 0 };
	int64_t version = 0;

	enum err err = cursor_open(tx, &key_get, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, scope);
	cursor_bind_i64(cursor, 1, owner);
	err = cursor_next(cursor);
	if (!err) {
		version = cursor_i64(cursor, 0);
		wrapped = cursor_blob(cursor, 1);
	}
	cursor_close(cursor);
	if (err) return err;
	if (version != KEYRING_VERSION) return ERR_CORRUPT; /* wrapped by a ring that we have not */
	if (wrapped.n == 0) {
		*destroyed = true;
		return ERR_ABSENT;
	}
	return unwrap(tx, scope, owner, wrapped, out);
}

/* Runs key_put or key_drop. */
static enum err put_row(struct tx *tx, const struct statement *statement, enum seal_scope scope,
                        int64_t owner, struct str wrapped)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, statement, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, scope);
	cursor_bind_i64(cursor, 1, owner);
	cursor_bind_i64(cursor, 2, KEYRING_VERSION);
	cursor_bind_blob(cursor, 3, wrapped);
	cursor_bind_i64(cursor, 4, time_now().ms);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static enum err make_key(struct tx *tx, enum seal_scope scope, int64_t owner, const uint8_t **out)
{
	const struct bound bound = bind_key(scope, owner);
	uint8_t key[KEY_BYTES];

	randombytes_buf(key, sizeof key);
	const struct str plain = { (const char *)key, sizeof key };
	const enum err err = put_row(tx, &key_put, scope, owner,
	                             encrypt(tx->arena, tx_seal(tx)->keys.wrap, &bound, plain));
	/* On PostgreSQL another node may have made it a moment ago: run the unit again, and find it. */
	if (err == ERR_STALE) tx->conflict = true;
	if (!err) *out = remember(tx, scope, owner, key)->key;
	sodium_memzero(key, sizeof key);
	return err;
}

static enum err key_of(struct tx *tx, enum seal_scope scope, int64_t owner, const uint8_t **out,
                       bool *destroyed)
{
	*destroyed = false;
	if (scope == SEAL_HOUSE) {
		ASSERT(owner == 0);
		*out = tx_seal(tx)->keys.house;
		return OK;
	}
	ASSERT(owner > 0);
	const struct open_key *open = remembered(tx, scope, owner);
	if (open) {
		*out = open->key;
		return OK;
	}
	return fetch_key(tx, scope, owner, out, destroyed);
}

void seal_ahead(struct tx *tx, enum seal_scope scope, int64_t owner)
{
	ASSERT(scope != SEAL_HOUSE && owner > 0);
	if (!remembered(tx, scope, owner)) tx_ahead(tx, &key_get, scope, owner);
}

enum err seal_close(struct tx *tx, const char *column, enum seal_scope scope, int64_t owner,
                    int64_t row, struct str plain, struct str *out)
{
	const struct bound bound = bind_to(column, scope, owner, row);
	const uint8_t *key;
	bool destroyed;

	enum err err = key_of(tx, scope, owner, &key, &destroyed);
	if (err == ERR_ABSENT && !destroyed) err = make_key(tx, scope, owner, &key);
	if (!err) *out = encrypt(tx->arena, key, &bound, plain);
	return err;
}

/* ---- opening ---- */

static enum err open_under_key(struct tx *tx, const char *column, enum seal_scope scope,
                               int64_t owner, int64_t row, struct str sealed, struct str *out)
{
	const struct bound bound = bind_to(column, scope, owner, row);
	const uint8_t *key;
	uint8_t *plain;
	size_t n;
	bool destroyed;

	enum err err = key_of(tx, scope, owner, &key, &destroyed);
	if (!err) err = decrypt(tx->arena, key, &bound, sealed, &plain, &n);
	if (!err) *out = (struct str){ (const char *)plain, n };
	return err;
}

enum err seal_open(struct tx *tx, const char *column, enum seal_scope scope, int64_t owner,
                   int64_t row, struct str sealed, struct str *out)
{
	struct opened **opened = &tx->connection->opened;

	if (scope != SEAL_HOUSE) return open_under_key(tx, column, scope, owner, row, sealed, out);
	if (!*opened) *opened = opened_new();
	const struct str before = opened_find(*opened, column, row, sealed);
	if (before.at) {
		*out = str_copy(tx->arena, before);
		return OK;
	}
	const enum err err = open_under_key(tx, column, scope, owner, row, sealed, out);
	if (!err) opened_keep(*opened, column, row, sealed, *out);
	return err;
}

enum err seal_destroy(struct tx *tx, enum seal_scope scope, int64_t owner)
{
	ASSERT(scope != SEAL_HOUSE && owner > 0);
	const enum err err = put_row(tx, &key_drop, scope, owner, (struct str){ 0 });
	if (err) return err;
	tx->destroyed = true;
	struct open_key *open = remembered(tx, scope, owner);
	if (open) {
		sodium_memzero(open->key, KEY_BYTES);
		open->owner = 0; /* matches nobody */
	}
	return OK;
}
