/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen_parts - the parts of the compiler of SQL statements: reading the schema, reading query
 * files, writing C.  A fault is kept in `struct sqlgen` as "file:line:col: sentence"; the first one
 * ends the work.  All memory is the arena's. */
#ifndef TOOLS_SQLGEN_PARTS_H
#define TOOLS_SQLGEN_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_PARAM, TOKEN_MARK, TOKEN_COMMENT };

struct token {
	enum token_kind kind;
	struct str
		text; /* of the source, so its address tells the place; a parameter with its ':' */
	int depth;    /* of round brackets; those of a pair have the depth outside them */
	bool checked; /* a lawful use of a sealed column or input */
};

struct tokens {
	struct token *at;
	size_t n;
};

enum scope { SCOPE_NONE, SCOPE_HOUSE, SCOPE_SET, SCOPE_PERSON };

struct column {
	struct str table, name;
	enum scope scope; /* of a sealed column, else SCOPE_NONE */
};

enum type {
	TYPE_ID,
	TYPE_STR,
	TYPE_BYTES,
	TYPE_INT,
	TYPE_I64,
	TYPE_BOOL,
	TYPE_INSTANT,
	TYPE_DAY,
	TYPE_HASH,
	TYPE_HASHED,
	TYPE_SEALED
};

enum { FIELD_MAX = 40 };

struct field {
	struct str name;
	enum type type;
	bool nullable;
	struct str type_name;     /* of an id: "person_id" */
	struct str purpose;       /* of hashed() */
	struct str table, column; /* of sealed() */
	enum scope scope;
	struct str owner, row, row_too; /* fields of the same statement; row_too may be empty */
	int bound; /* its number among the bound inputs, from 0; -1: only seals */
};

enum answer { ANSWER_ONE, ANSWER_MANY, ANSWER_EXEC, ANSWER_EXEC_ONE };

struct query {
	struct str noun, name, doc; /* doc: the comment above, lines joined */
	struct str row;             /* tag of the struct that a row fills */
	bool own_row;               /* it is the statement's own, not one of store/<noun>.h */
	enum answer answer;
	struct field in[FIELD_MAX], out[FIELD_MAX];
	size_t in_n, out_n;
	int bound_n;
	struct tokens body; /* without the semicolon and comments */
	bool writes;
	struct query *next;
};

struct sqlgen {
	struct arena *arena;
	struct column *columns;
	size_t column_n;
	struct query *first, **last; /* in the order read */
	const char *file;            /* being read, for faults */
	struct str source;
	struct str fault; /* empty: none so far */
};

void sqlgen_begin(struct sqlgen *gen, struct arena *arena);

/* Reads sql/schema.sql.  False on a fault. */
bool sqlgen_schema(struct sqlgen *gen, const char *file, struct str source);

/* Reads one sql/queries/<noun>.sql.  False on a fault. */
bool sqlgen_queries(struct sqlgen *gen, const char *file, struct str noun, struct str source);

/* What the parser calls. */
bool sqlgen_lex(struct sqlgen *gen, struct tokens *out);
bool sqlgen_check(struct sqlgen *gen, struct query *query);
bool sqlgen_fault(struct sqlgen *gen, const char *at, const char *format, ...) PRINTF(3, 4);
const struct column *sqlgen_column(const struct sqlgen *gen, struct str table, struct str name);
/* The word at the front of *rest, after spaces; taken off. */
struct str sqlgen_word(struct str *rest);
bool sqlgen_has_table(const struct sqlgen *gen, struct str table);
struct field *sqlgen_field(struct field *fields, size_t n, struct str name);
bool token_is(const struct token *token, const char *word);

/* Writes the header, the source, and what all nouns share, into empty buffers. */
void sqlgen_write_header(const struct sqlgen *gen, struct str noun, struct buf *out);
void sqlgen_write_source(const struct sqlgen *gen, struct str noun, struct buf *out);
void sqlgen_write_all(const struct sqlgen *gen, struct buf *header, struct buf *source);
void sqlgen_write_bind(struct buf *out);

#endif
