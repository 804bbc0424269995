/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A part of tools/tmplgen, for its test. */
#include "tools/tmplgen_words.c"
