/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_parts - names shared by the parts of process; nobody else includes it. */
#ifndef DOMAIN_PROCESS_PARTS_H
#define DOMAIN_PROCESS_PARTS_H

#include "domain/process.h"

enum { OUTPUT_COUNT = 11, OVERRUN_COUNT = OVERRUN_FACILITATOR + 1 };

extern const char *const floor_names[FLOOR_COUNT];
extern const char *const stage_kind_names[STAGE_KIND_COUNT];
extern const char *const role_names[SAY_COUNT];
extern const char *const output_names[OUTPUT_COUNT];
extern const char *const overrun_names[OVERRUN_COUNT];

/* ---- reading files: process_parse.c holds the lines, process_stage.c the words of a stage ---- */

enum {
	SEEN_TITLE = 1,
	SEEN_KIND = 2,
	SEEN_FLOOR = 4,
	SEEN_MINUTES = 8,
	SEEN_RANGE = 16,
	SEEN_MAY = 32,
	SEEN_OPTIONAL = 64,
	SEEN_ABOUT = 128,
	SEEN_PEOPLE = 256,
	SEEN_ROUND_MINUTES = 512,
	SEEN_WRITES = 1024,
	SEEN_OVERRUN = 2048,
	SEEN_AGREE = 4096,
	SEEN_PASSES = 8192,
	SEEN_GROUPS = 16384,
	SEEN_UNKNOWN = 32768,
	SEEN_SOURCE = 65536,
	SEEN_MEMBERS = 131072,
	SEEN_ROLES = 262144,
	SEEN_USUAL = 524288,
	SEEN_OWN_RANGE = 1048576 /* of a module */
};

struct reader {
	struct arena *arena;
	struct process *process;
	struct process_fault *fault;
	struct stage *stage;  /* being described, or a module of it; NULL in the head */
	struct stage *parent; /* the stage whose module is being described; else NULL */
	unsigned seen;        /* words of this stage or module, or of the head (bits) */
	int stage_line;       /* where it began */
	int line;
	struct str whole;      /* the line as written */
	struct str word, rest; /* its first word; what follows, trimmed */
};

enum err wrong_at(struct reader *reader, struct str where, struct str words);
#define WRONG(reader, where, ...)                                                                  \
	wrong_at((reader), (where), str_printf((reader)->arena, __VA_ARGS__))

/* Takes the first word, up to white space, off the front of *rest. */
struct str take_word(struct str *rest);
/* The place of `word` among `names`; -1 if it is none of them.  A NULL among them is passed over. */
int find_name(struct str word, const char *const *names, int count);
/* "turn, presenter, ask, ..." for a sentence. */
struct str list_of(struct arena *arena, const char *const *names, int count);
enum err read_name(struct reader *reader, struct str *out);
enum err read_text(struct reader *reader, size_t most, struct str *out);
enum err read_number(struct reader *reader, struct str text, int least, int most, int *out);

/* Is everything said that a stage needs?  Called before the next begins, and at the end. */
enum err end_stage(struct reader *reader);
enum err read_stage(struct reader *reader);
enum err read_rounds(struct reader *reader);
enum err read_module(struct reader *reader);
enum err read_stage_title(struct reader *reader);
enum err read_kind(struct reader *reader);
enum err read_floor(struct reader *reader);
enum err read_minutes(struct reader *reader);
enum err read_range(struct reader *reader);
enum err read_may(struct reader *reader);
enum err read_writes(struct reader *reader);
enum err read_optional(struct reader *reader);
enum err read_overrun(struct reader *reader);
enum err read_agree(struct reader *reader);
enum err read_passes(struct reader *reader);
enum err read_groups(struct reader *reader);
enum err read_say(struct reader *reader);
enum err read_watch(struct reader *reader);
enum err read_stage_unknown(struct reader *reader);

#endif
