// SQLite as the system ships it.
#ifndef SMS_CAMPAIGN_CSQLITE_SHIMS_H
#define SMS_CAMPAIGN_CSQLITE_SHIMS_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT, a cast that Swift cannot import: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type csqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

#endif
