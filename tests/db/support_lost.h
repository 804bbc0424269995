/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_lost - a connection to PostgreSQL that is lost between two units. */
#ifndef TESTS_DB_SUPPORT_LOST_H
#define TESTS_DB_SUPPORT_LOST_H

#include "support/database.h"

/* Ends the server's process that serves database_read(), from another connection, and waits until it is gone. */
void lose_connection(struct database *database);

#endif
