// Parts of the load generator; what it does and its options: README.md.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 64, PACKET = 1400, MESSAGE_IDS = 65536, SLOT_BITS = 20 };
#define SECOND 1000000000ull

static inline uint64_t clock_ns(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

static inline uint64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

// ---- options.c -------------------------------------------------------------------------------
struct options {
    const char *host, *port, *path, *payload, *label, *acked;
    int devices, window, format, retransmit, per_port, pid;
    double rate, duration, warmup, timeout, wait, settle;
    uint64_t count, first;
    bool counted, non, json, sleep;
};
extern struct options options;

void options_read(int count, char **arguments);
// Ends the program with code 2; says the system's error when there is one.
__attribute__((noreturn)) void fail(const char *what);

// ---- payload.c -------------------------------------------------------------------------------
// Everything of a datagram but message ID and token is made once; a request fills in the rest.
void payload_prepare(void);
// Writes the datagram of a request and returns its length, at most PACKET.
int payload_write(uint8_t *out, uint16_t mid, uint32_t token, uint64_t seq, uint32_t device,
                  uint64_t time_ms);

// ---- devices.c -------------------------------------------------------------------------------
struct device {
    int fd;
    uint16_t mid;         // of the next request
    uint32_t sent, open;  // since it has this address; and how many of them wait for an answer
};
extern struct device *devices;
extern int poll_fd;
extern struct sockaddr_storage target;
extern socklen_t target_size;

void devices_open(void);
// Returns a device that may send `burst` requests, in turn; NULL: none may now.
struct device *device_in_turn(int burst);

// ---- figures.c -------------------------------------------------------------------------------
struct counters {
    uint64_t sent, replies, lost, retransmitted, reset, late, refused, addresses, codes[256];
};
// The state of everything that is counted at one moment.
struct mark {
    uint64_t at, idle, drops;  // ns, ns, datagrams that found a full socket buffer
    double server_cpu, own_cpu;  // seconds
    struct counters counters;
};
extern struct counters total;
extern uint64_t idle_ns;  // time in which there was nothing to do

struct mark mark_now(void);
void latency_record(uint64_t ns);
// Waits until the server has nothing left to do. Returns the moment it had not any more.
struct mark settle(void);
// From `begin` to `end` the figures were taken, at `settled` the server was idle again.
void report(const struct mark *begin, const struct mark *end, const struct mark *settled,
            double first_answer_ms);
