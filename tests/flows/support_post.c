/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_post - see support_post.h. */
#include "flows/support_post.h"

#include "store/mail.h"

struct taking {
	struct flow *flow;
	struct flow_letters *out;
	size_t taken;
};

static enum err run_take(struct tx *tx, void *with)
{
	struct taking *taking = with;
	struct arena *arena = taking->flow->arena;
	struct mail_rows rows = { 0 };

	tx_use_arena(tx, arena);
	enum err err = store_mail_take(tx, taking->flow->now, 1, &rows);
	taking->taken = rows.n;
	for (size_t i = 0; !err && i < rows.n; i++) {
		struct str secret = str_copy(arena, rows.at[i].secret), token = { 0 };
		(void)str_cut(&secret, ' ', &token);
		CHECK(taking->out->n < FLOW_LETTERS, "not too many letters");
		taking->out->at[taking->out->n++] = (struct flow_letter){
			.to = rows.at[i].person,
			.kind = str_copy(arena, rows.at[i].kind),
			.token = token,
			.subject = rows.at[i].subject,
		};
		err = store_mail_sent(tx, rows.at[i].id, taking->flow->now);
	}
	return err;
}

void flow_letters(struct flow *flow, struct flow_letters *out)
{
	struct taking taking = { .flow = flow, .out = out };

	*out = (struct flow_letters){ .n = 0 };
	do CHECK_OK(database_write(flow->database, run_take, &taking));
	while (taking.taken > 0);
}

size_t flow_letters_of(const struct flow_letters *letters, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < letters->n; i++) n += str_eq(letters->at[i].kind, str_of(kind));
	return n;
}
