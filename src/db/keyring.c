/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* keyring - see keyring.h.  The file: a line that names it, three keys, a checksum of all before. */
#include "db/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark[16] = "setwise keys 1\n";

enum {
	CHECK_BYTES = 32,
	KEYS_BYTES = 3 * KEY_BYTES,
	BODY_BYTES = (int)sizeof mark + KEYS_BYTES,
	FILE_BYTES = BODY_BYTES + CHECK_BYTES
};

static void pack(const struct keyring *keys, uint8_t file[FILE_BYTES])
{
	memcpy(file, mark, sizeof mark);
	memcpy(file + sizeof mark, keys->wrap, KEY_BYTES);
	memcpy(file + sizeof mark + KEY_BYTES, keys->house, KEY_BYTES);
	memcpy(file + sizeof mark + 2 * KEY_BYTES, keys->hash, KEY_BYTES);
	(void)crypto_generichash(file + BODY_BYTES, CHECK_BYTES, file, BODY_BYTES, NULL, 0);
}

static bool unpack(const uint8_t file[FILE_BYTES], struct keyring *out)
{
	uint8_t check[CHECK_BYTES];

	(void)crypto_generichash(check, CHECK_BYTES, file, BODY_BYTES, NULL, 0);
	if (memcmp(file, mark, sizeof mark) != 0) return false;
	if (sodium_memcmp(check, file + BODY_BYTES, CHECK_BYTES) != 0) return false;
	memcpy(out->wrap, file + sizeof mark, KEY_BYTES);
	memcpy(out->house, file + sizeof mark + KEY_BYTES, KEY_BYTES);
	memcpy(out->hash, file + sizeof mark + 2 * KEY_BYTES, KEY_BYTES);
	return true;
}

enum err keyring_read(const char *path, struct keyring *out)
{
	uint8_t file[FILE_BYTES + 1]; /* one more byte tells a file that is too long */
	struct stat found;

	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0) return errno == ENOENT ? ERR_ABSENT : ERR_SYSTEM;
	enum err err = fstat(fd, &found) == 0 && S_ISREG(found.st_mode) ? OK : ERR_SYSTEM;
	if (!err && (found.st_mode & 077)) err = ERR_REFUSED;
	if (!err) {
		const ssize_t n = read(fd, file, sizeof file);
		if (n < 0)
			err = ERR_SYSTEM;
		else if (n != FILE_BYTES || !unpack(file, out))
			err = ERR_CORRUPT;
	}
	(void)close(fd);
	sodium_memzero(file, sizeof file);
	return err;
}

/* The folder's entry is made durable too, or a crash could leave a database without its keys. */
static bool sync_folder_of(const char *path)
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	const size_t n = slash ? (size_t)(slash - path) : 0;

	if (n >= sizeof folder) return false;
	memcpy(folder, path, n);
	folder[n] = '\0';
	const int fd = open(!slash ? "." : n ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const bool good = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0) (void)close(fd);
	return good;
}

static enum err write_new(const char *path, const uint8_t file[FILE_BYTES])
{
	char draft[4096];
	uint32_t suffix = randombytes_random();

	const int n = snprintf(draft, sizeof draft, "%s.%08x", path, suffix);
	if (n < 0 || n >= (int)sizeof draft) return ERR_INPUT;
	const int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0) return ERR_SYSTEM;
	bool good = write(fd, file, FILE_BYTES) == FILE_BYTES && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	enum err err = good ? OK : ERR_SYSTEM;
	/* link() refuses to replace: of two first starts at once, one makes the keys and both use them. */
	if (!err && link(draft, path) != 0) err = errno == EEXIST ? ERR_STALE : ERR_SYSTEM;
	(void)unlink(draft);
	if (!err && !sync_folder_of(path)) err = ERR_SYSTEM;
	return err;
}

enum err keyring_make(const char *path, struct keyring *out)
{
	uint8_t file[FILE_BYTES];
	struct keyring keys;

	randombytes_buf(&keys, sizeof keys);
	pack(&keys, file);
	const enum err err = write_new(path, file);
	if (!err) *out = keys;
	sodium_memzero(file, sizeof file);
	sodium_memzero(&keys, sizeof keys);
	return err;
}
