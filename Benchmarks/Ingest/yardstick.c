// The yardstick of `make bench-ingest`: the least that an ingest in C does.
//
// yardstick count  PORT CLIENT N          counts messages
// yardstick commit PORT CLIENT N DATABASE parses them and inserts them, 1,000 to a commit, acknowledging after the commit
// yardstick open   PORT CLIENT            makes the persistent session and leaves
//
// libmosquitto with an external loop as in Sources/MQTT; the table and its settings are those of a bare (time, bin) table. Prints one
// JSON object: messages, seconds from the first message to the last commit, and the CPU seconds between them.
#include <mosquitto.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const char *filter = "fuellort/v1/+/+/reading";
static long received, wanted;
static bool subscribed;
static double startedWall, startedCPU;
static sqlite3 *db;
static sqlite3_stmt *insert;
static int batch;
static int commits;

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void fail(const char *what, const char *why) {
    fprintf(stderr, "yardstick: %s: %s\n", what, why);
    exit(1);
}

static void run(const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(db));
}

// Days since 1970-01-01 of a Gregorian date (Hinnant, "chrono-compatible low-level date algorithms").
static long days(int y, int m, int d) {
    y -= m <= 2;
    long era = (y >= 0 ? y : y - 399) / 400;
    long yoe = y - era * 400;
    long doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int two(const char *s) { return (s[0] - '0') * 10 + s[1] - '0'; }

static double member(const char *text, const char *name, double otherwise) {
    const char *at = strstr(text, name);
    return at ? strtod(at + strlen(name), NULL) : otherwise;
}

static void store(const struct mosquitto_message *message) {
    char text[512];
    int length = message->payloadlen < 511 ? message->payloadlen : 511;
    memcpy(text, message->payload, length);
    text[length] = 0;
    const char *t = strstr(text, "\"time\":\"");
    if (!t) return;
    t += 8;
    long seconds = days(two(t) * 100 + two(t + 2), two(t + 5), two(t + 8)) * 86400 + two(t + 11) * 3600 + two(t + 14) * 60 + two(t + 17);
    const char *bin = strstr(message->topic, "bin-");
    if (!bin) return;
    sqlite3_bind_int64(insert, 1, seconds);
    sqlite3_bind_int64(insert, 2, atol(bin + 4));
    sqlite3_bind_int64(insert, 3, (long)(member(text, "\"level\":", 0) * 10000));
    sqlite3_bind_int64(insert, 4, (long)member(text, "\"battery_pct\":", 0));
    sqlite3_bind_int64(insert, 5, (long)(member(text, "\"temperature_c\":", 0) * 10));
    sqlite3_bind_int64(insert, 6, (long)member(text, "\"seq\":", 0));
    if (batch == 0) run("BEGIN IMMEDIATE");
    if (sqlite3_step(insert) != SQLITE_DONE) fail("insert", sqlite3_errmsg(db));
    sqlite3_reset(insert);
}

static void onMessage(struct mosquitto *m, void *context, const struct mosquitto_message *message) {
    if (received == 0) {
        startedWall = wall();
        startedCPU = cpu();
    }
    received++;
    if (db) store(message);
    batch++;
}

static void onConnect(struct mosquitto *m, void *context, int code) {
    if (code) fail("connect", mosquitto_connack_string(code));
    mosquitto_subscribe(m, NULL, filter, 1);
}

static void onSubscribe(struct mosquitto *m, void *context, int id, int count, const int *granted) { subscribed = true; }

static void openDatabase(const char *path) {
    if (sqlite3_open(path, &db) != SQLITE_OK) fail(path, sqlite3_errmsg(db));
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE reading (time INTEGER, bin INTEGER, level INTEGER, battery INTEGER, temperature INTEGER, seq INTEGER,"
        " PRIMARY KEY (time, bin)) WITHOUT ROWID");
    if (sqlite3_prepare_v2(db, "INSERT OR IGNORE INTO reading VALUES (?,?,?,?,?,?)", -1, &insert, NULL) != SQLITE_OK)
        fail("prepare", sqlite3_errmsg(db));
}

int main(int argc, char **argv) {
    if (argc < 4) fail("usage", "yardstick count|commit|open PORT CLIENT [N] [DATABASE]");
    bool opening = !strcmp(argv[1], "open");
    wanted = argc > 4 ? atol(argv[4]) : 0;
    if (!strcmp(argv[1], "commit")) openDatabase(argv[5]);
    mosquitto_lib_init();
    struct mosquitto *m = mosquitto_new(argv[3], false, NULL);
    mosquitto_threaded_set(m, true);
    mosquitto_connect_callback_set(m, onConnect);
    mosquitto_message_callback_set(m, onMessage);
    mosquitto_subscribe_callback_set(m, onSubscribe);
    if (mosquitto_connect(m, "127.0.0.1", atoi(argv[2]), 60)) fail("connect", "no broker");
    while (opening ? !subscribed : received < wanted) {
        struct pollfd p = {mosquitto_socket(m), POLLIN | (mosquitto_want_write(m) ? POLLOUT : 0), 0};
        poll(&p, 1, 1000);
        if (p.revents & POLLOUT) mosquitto_loop_write(m, 1);
        if (p.revents & POLLIN) {
            long before;
            batch = 0;
            do {
                before = received;
                if (mosquitto_loop_read(m, 1)) fail("read", "connection lost");
            } while (received > before && batch < 1000);
            if (db && batch > 0) {
                run("COMMIT");
                commits++;
            }
            mosquitto_loop_write(m, 1);
        }
        mosquitto_loop_misc(m);
    }
    double seconds = wall() - startedWall, used = cpu() - startedCPU;
    while (mosquitto_want_write(m)) mosquitto_loop_write(m, 1);
    mosquitto_disconnect(m);
    mosquitto_loop_write(m, 1);
    mosquitto_destroy(m);
    if (!opening) printf("{\"messages\":%ld,\"seconds\":%.6f,\"cpu_seconds\":%.6f,\"commits\":%d}\n", received, seconds, used, commits);
    return 0;
}
