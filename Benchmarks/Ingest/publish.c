// The publisher of `make bench-ingest`: publish PORT N BINS START
//
// N readings of BINS devices at QoS 1, ten minutes apart from START (seconds since 1970) on; ends when all are acknowledged.
#include <mosquitto.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long acknowledged;
static int connected;

static void onPublish(struct mosquitto *m, void *context, int id) { acknowledged++; }
static void onConnect(struct mosquitto *m, void *context, int code) { connected = code == 0; }

int main(int argc, char **argv) {
    if (argc < 5) return 64;
    long n = atol(argv[2]), bins = atol(argv[3]), sent = 0;
    time_t start = atol(argv[4]);
    mosquitto_lib_init();
    struct mosquitto *m = mosquitto_new("bench-publisher", true, NULL);
    mosquitto_threaded_set(m, true);
    mosquitto_int_option(m, MOSQ_OPT_SEND_MAXIMUM, 2000);
    mosquitto_publish_callback_set(m, onPublish);
    mosquitto_connect_callback_set(m, onConnect);
    if (mosquitto_connect(m, "127.0.0.1", atoi(argv[1]), 60)) return 1;
    while (acknowledged < n) {
        while (connected && sent < n && sent - acknowledged < 1500) {
            char topic[80], payload[200], when[32];
            long bin = sent % bins;
            time_t t = start + sent / bins * 600 + bin * 600 / bins;
            struct tm utc;
            gmtime_r(&t, &utc);
            strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
            snprintf(topic, sizeof topic, "fuellort/v1/dortmund/bin-%ld/reading", bin + 1);
            int length = snprintf(payload, sizeof payload, "{\"time\":\"%s\",\"level\":%.4f,\"battery_pct\":%ld,\"temperature_c\":%.1f,\"seq\":%ld}",
                when, 0.05 + 0.01 * (double)(sent / bins % 90) + (bin % 50) / 100.0, 90 - bin % 30, 8 + bin % 100 / 10.0, sent / bins);
            if (mosquitto_publish(m, NULL, topic, length, payload, 1, false)) return 1;
            sent++;
        }
        struct pollfd p = {mosquitto_socket(m), POLLIN | (mosquitto_want_write(m) ? POLLOUT : 0), 0};
        poll(&p, 1, 100);
        if (p.revents & POLLOUT) mosquitto_loop_write(m, 1);
        if (p.revents & POLLIN && mosquitto_loop_read(m, 1)) return 1;
        mosquitto_loop_misc(m);
    }
    mosquitto_disconnect(m);
    mosquitto_loop_write(m, 1);
    mosquitto_destroy(m);
    return 0;
}
