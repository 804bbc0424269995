/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as a question: read twice alike, every span inside the text, no hint where none may be. */
#include <string.h>

#include "domain/question_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str text = { (const char *)data, size };
	struct question_kind one, two;

	if (question_read(text, &one) != OK) {
		ASSERT(size > QUESTION_BYTES_MAX);
		return 0;
	}
	ASSERT(question_read(text, &two) == OK);
	ASSERT(one.form == two.form && one.hint == two.hint && one.whys == two.whys);
	ASSERT(one.form < QUESTION_FORMS && one.functions <= QUESTION_FUNCTIONS_MAX);
	ASSERT(one.form != QUESTION_STATEMENT || one.hint == 0);
	for (int i = 0; i < one.whys; i++) {
		ASSERT((size_t)one.why[i].off + one.why[i].len <= size);
		ASSERT(question_phrase_id(one.why[i].phrase)[0]);
	}
	return 0;
}
