#include "yardstick.h"

#include <sqlite3.h>
#include <time.h>

static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int insert_all(sqlite3 *db, sqlite3_stmt *insertion, long rows, long bins) {
    for (long row = 0; row < rows; row++) {
        if (row % 1000 == 0 && sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0) != SQLITE_OK) return 0;
        long round = row / bins, bin = row % bins;
        sqlite3_bind_int64(insertion, 1, 1772409600000LL + round * 3600000LL + bin * (3600000LL / bins));
        sqlite3_bind_int64(insertion, 2, bin + 1);
        sqlite3_bind_int64(insertion, 3, (row * 37) % 10000);
        sqlite3_bind_int64(insertion, 4, (row * 11) % 2500);
        sqlite3_bind_int64(insertion, 5, 87);
        sqlite3_bind_int64(insertion, 6, 9000 + round);
        if (sqlite3_step(insertion) != SQLITE_DONE) return 0;
        sqlite3_reset(insertion);
        if ((row + 1) % 1000 == 0 || row + 1 == rows)
            if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK) return 0;
    }
    return 1;
}

double yardstick_insert(const char *path, long rows, long bins) {
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK) return -1;
    sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", 0, 0, 0);
    sqlite3_exec(
        db,
        "CREATE TABLE reading (time INTEGER, bin INTEGER, level INTEGER, temperature INTEGER, battery INTEGER, counter INTEGER, "
        "PRIMARY KEY (time, bin)) WITHOUT ROWID",
        0, 0, 0);
    sqlite3_stmt *insertion;
    int ok = sqlite3_prepare_v2(db, "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?, ?, ?)", -1, &insertion, 0) == SQLITE_OK;
    double start = cpu_seconds();
    ok = ok && insert_all(db, insertion, rows, bins);
    double seconds = cpu_seconds() - start;
    sqlite3_finalize(insertion);
    sqlite3_close(db);
    return ok ? seconds : -1;
}
