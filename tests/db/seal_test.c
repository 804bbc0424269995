/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sealing: what was sealed comes back only where it was put, and is gone with its key. */
#include "db/seal.h"

#include <sys/stat.h>
#include <unistd.h>

#include "db/engine.h" /* where a unit keeps its keys */
#include "db/opened.h"
#include "support/check.h"
#include "support/database.h"

struct place {
	const char *column;
	enum seal_scope scope;
	int64_t owner, row;
};

struct closing {
	struct place place;
	struct str plain, sealed;
	struct arena *keep;
};

static enum err close_it(struct tx *tx, void *with)
{
	struct closing *c = with;
	struct str sealed;

	const enum err err = seal_close(tx, c->place.column, c->place.scope, c->place.owner,
	                                c->place.row, c->plain, &sealed);
	if (!err) c->sealed = str_copy(c->keep, sealed);
	return err;
}

static enum err open_it(struct tx *tx, void *with)
{
	struct closing *c = with;
	struct str plain;

	const enum err err = seal_open(tx, c->place.column, c->place.scope, c->place.owner,
	                               c->place.row, c->sealed, &plain);
	if (!err) c->plain = str_copy(c->keep, plain);
	return err;
}

static enum err destroy_it(struct tx *tx, void *with)
{
	const struct place *place = with;
	return seal_destroy(tx, place->scope, place->owner);
}

TEST(words_open_where_they_were_put_and_nowhere_else)
{
	static const struct place home = { "action.text", SEAL_SET, 7, 11 };
	static const struct {
		const char *why;
		struct place place;
	} elsewhere[] = {
		{ "another column", { "action.sign", SEAL_SET, 7, 11 } },
		{ "another row", { "action.text", SEAL_SET, 7, 12 } },
		{ "another set", { "action.text", SEAL_SET, 8, 11 } },
		{ "a person of that number", { "action.text", SEAL_PERSON, 7, 11 } },
		{ "the house", { "action.text", SEAL_HOUSE, 0, 11 } },
	};
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct closing c = { home, STR("I will ring her"), { 0 }, database->arena };

		CHECK_OK(database_write(database, close_it, &c));
		CHECK(!str_has(c.sealed, STR("ring")), "not to be read");
		CHECK_OK(database_read(database, open_it, &c));
		CHECK_STR(c.plain, "I will ring her", "the same words");
		for (size_t i = 0; i < LEN(elsewhere); i++) {
			struct closing moved = c, made = c;
			moved.place = made.place = elsewhere[i].place;
			CHECK_OK(database_write(database, close_it,
			                        &made)); /* so that a key is there */
			CHECK(database_read(database, open_it, &moved) == ERR_CORRUPT,
			      elsewhere[i].why);
		}
		database_free(database);
	}
}

TEST(every_changed_bit_is_noticed)
{
	struct database *database = database_open(DB_SQLITE);
	struct closing c = {
		{ "issue.text", SEAL_PERSON, 3, 5 }, STR("x"), { 0 }, database->arena
	};

	CHECK_OK(database_write(database, close_it, &c));
	char *bytes = NEW(database->arena, char, c.sealed.n);
	memcpy(bytes, c.sealed.at, c.sealed.n);
	for (size_t bit = 0; bit < 8 * c.sealed.n; bit++) {
		struct closing damaged = c;
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		damaged.sealed = (struct str){ bytes, c.sealed.n };
		CHECK(database_read(database, open_it, &damaged) == ERR_CORRUPT, "one bit");
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
	}
	for (size_t n = 0; n < c.sealed.n; n++) {
		struct closing cut = c;
		cut.sealed = str_part(c.sealed, 0, n);
		CHECK(database_read(database, open_it, &cut) == ERR_CORRUPT, "cut short");
	}
	database_free(database);
}

TEST(texts_of_every_length_come_back_and_short_ones_look_alike)
{
	struct database *database = database_open(DB_SQLITE);
	char text[200];

	memset(text, 'y', sizeof text);
	for (size_t n = 0; n <= sizeof text; n++) {
		struct closing c = {
			{ "note.text", SEAL_PERSON, 1, 1 }, { text, n }, { 0 }, database->arena
		};
		CHECK_OK(database_write(database, close_it, &c));
		CHECK_INT(c.sealed.n, 41 + 32 * (n / 32 + 1), "steps of 32");
		c.plain = (struct str){ 0 };
		CHECK_OK(database_read(database, open_it, &c));
		CHECK(c.plain.n == n && (n == 0 || memcmp(c.plain.at, text, n) == 0), "the same");
	}
	database_free(database);
}

TEST(with_the_key_the_words_are_gone)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct closing mine = {
			{ "issue.text", SEAL_SET, 7, 1 }, STR("secret"), { 0 }, database->arena
		};
		struct closing other = mine;
		other.place.owner = 8;

		CHECK_OK(database_write(database, close_it, &mine));
		CHECK_OK(database_write(database, close_it, &other));
		CHECK_OK(database_write(database, destroy_it, &mine.place));
		CHECK(database_read(database, open_it, &mine) == ERR_ABSENT, "gone");
		CHECK_OK(database_read(database, open_it, &other));
		struct closing again = mine;
		CHECK(database_write(database, close_it, &again) == ERR_ABSENT, "no new key");
		CHECK(database_read(database, open_it, &mine) == ERR_ABSENT, "for good");
		CHECK_OK(
			database_write(database, destroy_it, &mine.place)); /* once more: no harm */
		CHECK_OK(database_read(database, open_it, &other));
		database_free(database);
	}
}

TEST(an_owner_without_words_gets_no_key_once_destroyed)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct closing late = {
			{ "log.text", SEAL_PERSON, 9, 1 }, STR("late"), { 0 }, database->arena
		};

		CHECK_OK(database_write(database, destroy_it, &late.place));
		CHECK(database_write(database, close_it, &late) == ERR_ABSENT, "too late");
		database_free(database);
	}
}

struct destroying {
	struct closing c;
	enum err destroyed, opened, closed; /* looked at on the test's own thread */
};

static enum err close_and_destroy(struct tx *tx, void *with)
{
	struct destroying *d = with;

	const enum err err = close_it(tx, &d->c);
	if (err) return err;
	d->destroyed = destroy_it(tx, &d->c.place);
	d->opened = open_it(tx, &d->c);
	d->closed = close_it(tx, &d->c);
	return OK;
}

TEST(a_key_is_gone_at_once_for_the_unit_that_destroys_it)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct destroying d = {
			.c = { { "issue.text", SEAL_SET, 7, 1 }, STR("x"), { 0 }, database->arena }
		};
		CHECK_OK(database_write(database, close_and_destroy, &d));
		CHECK_OK(d.destroyed);
		CHECK(d.opened == ERR_ABSENT, "gone for the same unit too");
		CHECK(d.closed == ERR_ABSENT, "and not made again");
		database_free(database);
	}
}

TEST(a_key_of_another_version_is_not_guessed_at)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct closing c = {
			{ "issue.text", SEAL_SET, 7, 1 }, STR("x"), { 0 }, database->arena
		};
		CHECK_OK(database_write(database, close_it, &c));
		CHECK(database_script(database, "UPDATE data_key SET version = 2"), "another");
		CHECK(database_read(database, open_it, &c) == ERR_CORRUPT, "not opened");
		CHECK(database_write(database, close_it, &c) == ERR_CORRUPT, "nor used");
		database_free(database);
	}
}

/* Bytes of an arena between its pieces may be poisoned: this looks all the same. */
__attribute__((no_sanitize("address", "thread"), noinline)) static int
copies_between(const volatile char *from, const volatile char *to, const uint8_t key[32])
{
	int copies = 0;

	for (; from + 32 <= to; from++) {
		int same = 0;
		while (same < 32 && (uint8_t)from[same] == key[same]) same++;
		copies += same == 32;
	}
	return copies;
}

static enum err look_for_key(struct tx *tx, void *with)
{
	const char *from = NEW(tx->arena, char, 1);

	CHECK_OK(open_it(tx, with));
	const char *to = NEW(tx->arena, char, 1);
	CHECK(from < to && to - from < 16 * 1024, "one block of the arena");
	CHECK_INT(copies_between(from, to, tx->keys->key), 1, "only the one that is wiped");
	return OK;
}

TEST(an_open_key_is_in_memory_once)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct closing c = {
			{ "issue.text", SEAL_SET, 7, 1 }, STR("x"), { 0 }, database->arena
		};
		CHECK_OK(database_write(database, close_it, &c));
		CHECK_OK(database_read(database, look_for_key, &c));
		database_free(database);
	}
}

struct naming {
	struct str first, again, changed;
	enum err moved, in_another;
};

static enum err seal_name(struct tx *tx, struct str name, int64_t row, struct str *out)
{
	return seal_close(tx, "person.name", SEAL_HOUSE, 0, row, name, out);
}

static enum err open_name(struct tx *tx, int64_t row, struct str sealed, struct str *out)
{
	return seal_open(tx, "person.name", SEAL_HOUSE, 0, row, sealed, out);
}

static enum err name_again_and_again(struct tx *tx, void *with)
{
	struct naming *n = with;
	struct str old = { 0 }, new = { 0 };

	enum err err = seal_name(tx, STR("Amara"), 7, &old);
	if (!err) err = seal_name(tx, STR("Amara B"), 7, &new);
	if (!err) err = open_name(tx, 7, old, &n->first);
	if (!err) err = open_name(tx, 7, old, &n->again);
	if (!err) err = open_name(tx, 7, new, &n->changed);
	n->moved = open_name(tx, 8, old, &old);
	n->in_another = seal_open(tx, "person.called", SEAL_HOUSE, 0, 7, new, &new);
	CHECK_STR(n->first, "Amara", "opened");
	CHECK_STR(n->again, "Amara", "remembered");
	CHECK_STR(n->changed, "Amara B", "a name changed in the same unit is the new one");
	return err;
}

TEST(a_name_opened_again_is_bound_as_before)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		struct naming n = { 0 };
		CHECK_OK(database_write(database, name_again_and_again, &n));
		CHECK(n.moved == ERR_CORRUPT, "in another row it is nobody's name");
		CHECK(n.in_another == ERR_CORRUPT, "nor in another column");
		database_free(database);
	}
}

/* More names than are remembered are opened all the same. */
static enum err open_many(struct tx *tx, void *with)
{
	enum { MANY = OPENED_SLOTS + 100 };
	struct str sealed[MANY], name;
	(void)with;

	for (int i = 0; i < MANY; i++)
		CHECK_OK(seal_name(tx, str_printf(tx->arena, "Person %d", i), i + 1, &sealed[i]));
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < MANY; i++) {
			char wanted[32];
			(void)snprintf(wanted, sizeof wanted, "Person %d", i);
			CHECK_OK(open_name(tx, i + 1, sealed[i], &name));
			CHECK_STR(name, wanted, "each their own");
		}
	return OK;
}

TEST(of_many_names_each_is_right)
{
	struct database *database = database_open(DB_SQLITE);
	CHECK_OK(database_write(database, open_many, NULL));
	database_free(database);
}

TEST(hashes_are_told_apart_by_purpose_and_installation)
{
	struct database *a = database_open_empty(DB_SQLITE), *b = database_open_empty(DB_SQLITE);
	uint8_t one[SEAL_HASH_BYTES], two[SEAL_HASH_BYTES];

	seal_hash(a->seal, "email", STR("x@y"), one);
	seal_hash(a->seal, "email", STR("x@y"), two);
	CHECK(memcmp(one, two, sizeof one) == 0, "the same again");
	seal_hash(a->seal, "session", STR("x@y"), two);
	CHECK(memcmp(one, two, sizeof one) != 0, "another purpose");
	seal_hash(a->seal, "emai", STR("lx@y"), two);
	CHECK(memcmp(one, two, sizeof one) != 0, "the border counts");
	seal_hash(b->seal, "email", STR("x@y"), two);
	CHECK(memcmp(one, two, sizeof one) != 0, "another installation");
	database_free(a);
	database_free(b);
}

TEST(a_key_ring_is_ours_alone_and_whole_or_it_is_refused)
{
	struct database *database = database_open_empty(DB_SQLITE);
	const struct str path = str_printf(database->arena, "%s/ring", database->folder.path);
	const char *name = str_z(database->arena, path);
	struct seal *seal = NULL;
	struct stat found;

	CHECK(seal_new(path, SEAL_MUST_EXIST, &seal) == ERR_ABSENT, "not there");
	CHECK_OK(seal_new(path, SEAL_MAY_CREATE, &seal));
	seal_free(seal);
	seal = NULL;
	CHECK(stat(name, &found) == 0 && (found.st_mode & 0777) == 0400, "mode 0400");
	CHECK(chmod(name, 0440) == 0, "opened to the group");
	CHECK(seal_new(path, SEAL_MUST_EXIST, &seal) == ERR_REFUSED, "refused");
	CHECK(chmod(name, 0600) == 0, "ours again");
	FILE *file = fopen(name, "r+b");
	CHECK(file && fseek(file, 40, SEEK_SET) == 0 && fputc('!', file) == '!', "damaged");
	(void)fclose(file);
	CHECK(seal_new(path, SEAL_MAY_CREATE, &seal) == ERR_CORRUPT, "never replaced");
	CHECK(!seal, "left alone");
	database_free(database);
}

TESTS(words_open_where_they_were_put_and_nowhere_else, every_changed_bit_is_noticed,
      texts_of_every_length_come_back_and_short_ones_look_alike, with_the_key_the_words_are_gone,
      an_owner_without_words_gets_no_key_once_destroyed,
      a_key_is_gone_at_once_for_the_unit_that_destroys_it,
      a_key_of_another_version_is_not_guessed_at, an_open_key_is_in_memory_once,
      a_name_opened_again_is_bound_as_before, of_many_names_each_is_right,
      hashes_are_told_apart_by_purpose_and_installation,
      a_key_ring_is_ours_alone_and_whole_or_it_is_refused)
