/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* banned - functions that cannot be used safely, or that read the world behind our back.  Included
 * before every file by the Makefile; using one is a compile error. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* With clang and fortification some of these are macros, which may not be poisoned. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok
#pragma GCC poison atoi atol atoll atof rand srand gmtime localtime ctime asctime mktime

#endif
