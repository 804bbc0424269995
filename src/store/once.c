/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* once - keys of forms that have done their work. */
#include "store/once.h"

#include "sql/once.h"

enum err store_once_find(struct tx *tx, struct str key, struct str *location)
{
	struct sql_once_find_row row;
	enum err err = sql_once_find(tx, key, &row);
	if (!err) *location = row.location;
	return err;
}

enum err store_once_keep(struct tx *tx, struct str key, struct str location, struct instant now)
{
	return sql_once_keep(tx, key, location, now);
}

enum err store_once_sweep(struct tx *tx, struct instant before)
{
	return sql_once_sweep(tx, before);
}
