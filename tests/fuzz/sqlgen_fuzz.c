/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as a query file: a fault or C, never a crash.  What follows a line "====" is read as the
 * schema instead of the usual one. */
#include "tools/sqlgen_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema[] = "CREATE TABLE action (\n id @id PRIMARY KEY, -- random\n"
			     " set_id @id NOT NULL, -- whose\n person_id @id NOT NULL, -- who\n"
			     " text @sealed NOT NULL, -- set: words\n due_on @day -- by when\n);\n"
			     "CREATE TABLE person (\n id @id PRIMARY KEY,\n"
			     " name @sealed NOT NULL, -- house: name\n email_hash @hash\n);\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 4096) return 0;
	struct arena *arena = arena_new(64 << 20);
	struct str text = str_copy(arena, (struct str){ (const char *)data, size });
	struct str tables = str_of(schema);
	for (size_t i = 0; i + 5 <= text.n; i++) {
		if (!str_eq(str_part(text, i, i + 5), STR("====\n"))) continue;
		tables = str_from(text, i + 5);
		text = str_part(text, 0, i);
		break;
	}
	struct sqlgen gen;
	sqlgen_begin(&gen, arena);
	bool ok = sqlgen_schema(&gen, "schema.sql", tables) &&
	          sqlgen_queries(&gen, "action.sql", STR("action"), text);
	ASSERT(ok == (gen.fault.n == 0));
	if (ok) {
		struct buf buf;
		buf_init(&buf, 1 << 20);
		sqlgen_write_header(&gen, STR("action"), &buf);
		sqlgen_write_source(&gen, STR("action"), &buf);
		buf_release(&buf);
	}
	arena_free(arena);
	return 0;
}
