/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of tools/sqlgen, without its main, for its test. */
#include "tools/sqlgen_bind.c"
#include "tools/sqlgen_check.c"
#include "tools/sqlgen_lex.c"
#include "tools/sqlgen_read.c"
#include "tools/sqlgen_write.c"
