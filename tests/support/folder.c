/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* folder - see folder.h. */
#include "support/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/err.h"

void folder_make(struct folder *folder)
{
	(void)snprintf(folder->path, sizeof(folder->path), "/tmp/setwise-test-XXXXXX");
	if (!mkdtemp(folder->path)) BUG("no folder under /tmp");
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	(void)info, (void)kind, (void)at;
	(void)remove(path);
	return 0;
}

void folder_remove(const struct folder *folder)
{
	(void)nftw(folder->path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
