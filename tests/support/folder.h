/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* folder - a folder of a test's, bench's or fuzzer's own, which goes with all that is in it. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

struct folder {
	char path[64];
};

/* A new one under /tmp that only we can read.  The program ends if there can be none. */
void folder_make(struct folder *folder);
/* With whatever is in it, folders too; those that are gone already are no fault. */
void folder_remove(const struct folder *folder);

#endif
