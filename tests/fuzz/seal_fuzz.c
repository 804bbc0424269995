/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes where sealed ones are expected: ERR_CORRUPT, never a crash, never words.  The first byte
 * says where they are put: as a value, as a change to a true value, as a wrapped key, as a key ring. */
#include <fcntl.h>
#include <unistd.h>

#include "db/db.h"
#include "db/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { AS_VALUE, AS_CHANGE, AS_WRAPPED, AS_RING, PLACES };

static const char words[] = "I will ring her before Friday";

/* clang-format off */
static const struct statement put_wrapped = { .name = "t_wrapped", .inputs = 1, .index = 0, .writes = true,
	.sqlite = "INSERT INTO data_key (scope, owner_id, version, wrapped, made_at)"
		  " VALUES (1, 7, 1, ?1, 0)" };
/* clang-format on */

struct fuzz {
	char folder[32];
	struct seal *seal;
	struct db *db;
	struct db_reader *reader;
	struct str given;
};

static enum err as_value(struct tx *tx, void *with)
{
	const struct fuzz *fuzz = with;
	struct str plain;

	/* To come upon a true one is to guess a tag of 128 bits. */
	ASSERT(seal_open(tx, "action.text", SEAL_HOUSE, 0, 1, fuzz->given, &plain) == ERR_CORRUPT);
	return OK;
}

static enum err as_change(struct tx *tx, void *with)
{
	const struct fuzz *fuzz = with;
	struct str sealed, plain;
	bool changed = false;

	enum err err = seal_close(tx, "action.text", SEAL_HOUSE, 0, 1, str_of(words), &sealed);
	if (err) return err;
	char *bytes = NEW(tx_arena(tx), char, sealed.n);
	for (size_t i = 0; i < sealed.n; i++) {
		const char by = fuzz->given.n ? fuzz->given.at[i % fuzz->given.n] : '\0';
		bytes[i] = (char)(sealed.at[i] ^ by);
		changed = changed || by;
	}
	err = seal_open(tx, "action.text", SEAL_HOUSE, 0, 1, (struct str){ bytes, sealed.n },
	                &plain);
	ASSERT(err == (changed ? ERR_CORRUPT : OK));
	ASSERT(changed || str_eq(plain, str_of(words)));
	return OK;
}

static enum err as_wrapped(struct tx *tx, void *with)
{
	const struct fuzz *fuzz = with;
	struct cursor *cursor;
	struct str out;

	enum err err = cursor_open(tx, &put_wrapped, &cursor);
	if (err) return err;
	cursor_bind_blob(cursor, 0, fuzz->given);
	err = cursor_next(cursor);
	cursor_close(cursor);
	ASSERT(err == ERR_ABSENT);
	/* Nothing at all is the grave of a key; anything else is damage. */
	const enum err wanted = fuzz->given.n ? ERR_CORRUPT : ERR_ABSENT;
	ASSERT(seal_close(tx, "action.text", SEAL_SET, 7, 1, STR("x"), &out) == wanted);
	ASSERT(seal_open(tx, "action.text", SEAL_SET, 7, 1, STR("x"), &out) == wanted);
	return ERR_REFUSED; /* undone, for the next input */
}

static void as_ring(struct fuzz *fuzz)
{
	struct arena *arena = arena_new(1 << 20);
	const struct str path = str_printf(arena, "%s/given", fuzz->folder);
	const char *name = str_z(arena, path);
	struct seal *seal = NULL;

	const int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ASSERT(fd >= 0 && write(fd, fuzz->given.at, fuzz->given.n) == (ssize_t)fuzz->given.n);
	(void)close(fd);
	const enum err err = seal_new(path, SEAL_MUST_EXIST, &seal);
	/* A whole ring has a checksum without a key, so a patient search may make one. */
	ASSERT(err == ERR_CORRUPT || (err == OK && seal));
	seal_free(seal);
	(void)unlink(name);
	arena_free(arena);
}

static struct fuzz *begin(void)
{
	struct fuzz *fuzz = calloc(1, sizeof *fuzz);
	struct arena *arena = arena_new(1 << 20);

	ASSERT(fuzz);
	(void)snprintf(fuzz->folder, sizeof fuzz->folder, "/tmp/setwise-fuzz-XXXXXX");
	ASSERT(mkdtemp(fuzz->folder));
	ASSERT(seal_new(str_printf(arena, "%s/keys", fuzz->folder), SEAL_MAY_CREATE, &fuzz->seal) ==
	       OK);
	const struct db_options options = {
		.url = str_printf(arena, "sqlite:%s/a.db", fuzz->folder), .seal = fuzz->seal
	};
	ASSERT(db_open(&options, &fuzz->db) == OK);
	ASSERT(db_migrate(fuzz->db, NULL) == OK);
	ASSERT(db_reader_open(fuzz->db, &fuzz->reader) == OK);
	arena_free(arena);
	return fuzz;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fuzz *fuzz; /* one database for all inputs */

	if (size < 1 || size > 4096) return 0;
	if (!fuzz) fuzz = begin();
	fuzz->given = (struct str){ (const char *)data + 1, size - 1 };
	const struct db_unit value = { .run = as_value, .with = fuzz };
	const struct db_unit change = { .run = as_change, .with = fuzz };
	const struct db_unit wrapped = { .run = as_wrapped, .with = fuzz };
	switch (data[0] % PLACES) {
	case AS_VALUE:
		ASSERT(db_read(fuzz->reader, &value) == OK);
		break;
	case AS_CHANGE:
		ASSERT(db_read(fuzz->reader, &change) == OK);
		break;
	case AS_WRAPPED:
		ASSERT(db_write_wait(fuzz->db, fuzz->reader, &wrapped) == ERR_REFUSED);
		break;
	default:
		as_ring(fuzz);
	}
	return 0;
}
