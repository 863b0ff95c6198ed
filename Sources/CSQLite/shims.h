// SQLite as the system ships it.
#ifndef SMS_CAMPAIGN_CSQLITE_SHIMS_H
#define SMS_CAMPAIGN_CSQLITE_SHIMS_H

#ifdef __linux__
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#endif

#include <fcntl.h>
#include <sqlite3.h>

#include <sys/stat.h>

/// SQLITE_TRANSIENT, a cast that Swift cannot import: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type csqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

/// Turns off the statistics of memory (SQLITE_CONFIG_MEMSTATUS), by a call with variable arguments that Swift cannot make.
static inline int csqlite_forget_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// When the file was made, in nanoseconds since 1970 (statx(2), which Swift's C library module leaves out; st_birthtimespec on macOS);
/// 0 where the file system does not tell.
static inline long long csqlite_birth_time(const char *path) {
#if defined(__linux__)
    struct statx status;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return 0;
    return (long long)status.stx_btime.tv_sec * 1000000000LL + status.stx_btime.tv_nsec;
#elif defined(__APPLE__)
    struct stat status;
    if (lstat(path, &status) != 0) return 0;
    return (long long)status.st_birthtimespec.tv_sec * 1000000000LL + status.st_birthtimespec.tv_nsec;
#else
    (void)path;
    return 0;
#endif
}

#endif
