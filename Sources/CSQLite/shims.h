// SQLite as the system ships it.
#ifndef SMS_CAMPAIGN_CSQLITE_SHIMS_H
#define SMS_CAMPAIGN_CSQLITE_SHIMS_H

#include <sqlite3.h>

#ifdef __linux__
#include <sys/statfs.h>
#endif

/// SQLITE_TRANSIENT, a cast that Swift cannot import: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type csqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

/// Turns off the statistics of memory (SQLITE_CONFIG_MEMSTATUS), by a call with variable arguments that Swift cannot make.
static inline int csqlite_forget_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// The number of the file system that holds the file (statfs(2), a header that Swift's C library module leaves out); 0 where it cannot be told.
static inline long csqlite_file_system_type(const char *path) {
#ifdef __linux__
    struct statfs status;
    return statfs(path, &status) == 0 ? (long)status.f_type : 0;
#else
    (void)path;
    return 0;
#endif
}

#endif
