// SQLite as the system ships it.
#ifndef SMS_CAMPAIGN_CSQLITE_SHIMS_H
#define SMS_CAMPAIGN_CSQLITE_SHIMS_H

#include <sqlite3.h>

#endif
