/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_table - see question_table.h; the contents are made by tools/phrasegen. */
#include "domain/question_table.h"

#include <question/table.inc>
