/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - the live tests use the server and the client of the net tests. */
#include "net/support.c"
