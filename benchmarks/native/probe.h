// Asking a server again and again until it answers.
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PROBE_EVERY = 1000, PROBE_LOOK = 50 };  // microseconds

// Sends GET /health every millisecond until anything answers; returns the code of the answer, 0
// when none came by `deadline` (nanoseconds, monotonic).
static int probe(const struct sockaddr *server, socklen_t size, uint64_t deadline) {
    uint8_t request[] = {0x40, 1, 0, 0, 0xb6, 'h', 'e', 'a', 'l', 't', 'h'}, answer[1500];
    // Not connected, so that a closed port is no error.
    int fd = socket(server->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int code = 0;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    uint16_t mid = time.tv_nsec / 1000;
    for (;;) {
        clock_gettime(CLOCK_MONOTONIC, &time);
        if (code != 0 || time.tv_sec * 1000000000ull + time.tv_nsec >= deadline) break;
        mid++;
        request[2] = mid >> 8;
        request[3] = mid;
        sendto(fd, request, sizeof request, 0, server, size);
        for (int slept = 0; slept < PROBE_EVERY && code == 0; slept += PROBE_LOOK) {
            nanosleep(&(struct timespec){0, PROBE_LOOK * 1000}, NULL);
            if (recv(fd, answer, sizeof answer, MSG_DONTWAIT) >= 4) code = answer[1];
        }
    }
    close(fd);
    return code;
}
