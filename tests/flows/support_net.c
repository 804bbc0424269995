/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_net - flows over sockets use the server and the client of the net tests. */
#include "net/support.c"
