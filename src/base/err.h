/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* err - how a function says that it could not.
 *
 * Three kinds of wrong: a bug stops the program (ASSERT, BUG), an error is returned (enum err), and
 * a verdict is a sentence shown to a person (each module of rules has its own enum for those).
 * Results come last and are untouched on failure. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
	OK = 0,
	ERR_ABSENT,  /* there is no such thing, or the viewer may not know of it */
	ERR_REFUSED, /* a rule says no; a sentence says why */
	ERR_INPUT,   /* what was typed or sent does not fit; the form says where */
	ERR_STALE,   /* somebody else changed it first */
	ERR_BUSY,    /* a serialisation conflict: run the unit again */
	ERR_LIMIT,   /* a stated maximum was reached */
	ERR_SIGN_IN, /* nobody is signed in, and somebody must be */
	ERR_FULL,    /* there is no room left to keep it: the disk is full */
	ERR_CORRUPT, /* stored bytes are not what we wrote */
	ERR_SYSTEM   /* the operating system, a database or a peer failed */
};

/* "absent", "refused", ... for logs. */
const char *err_name(enum err err);

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

/* Checked in release builds too.  A failed one is a bug: prints where, and aborts. */
#define ASSERT(condition)                                                                          \
	((condition) ? (void)0 : err_bug(__FILE__, __LINE__, "assertion failed: " #condition))
#define BUG(what) err_bug(__FILE__, __LINE__, (what))

_Noreturn void err_bug(const char *file, int line, const char *what);

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
