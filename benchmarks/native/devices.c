// Sockets of devices, one each, with a source address and port of its own.
//
// A message ID must not come back from one address within 247 s (EXCHANGE_LIFETIME, RFC 7252 §4.4
// and §4.8.2): a server that remembers would answer it from memory without doing the work. So on
// loopback every run has a part of 127/8 for itself, and a device whose 65,536 IDs are used up goes
// on from a fresh port.
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "load.h"

enum { PER_ADDRESS = 100, ADDRESSES = 254, FIRST_PORT = 10000, PORTS = 50000 };

struct device *devices;
int poll_fd;
struct sockaddr_storage target;
socklen_t target_size;

static uint32_t next_place;
static uint16_t run;

static bool on_loopback(void) {
    const struct sockaddr_in *v4 = (const void *)&target;
    return v4->sin_family == AF_INET && ntohl(v4->sin_addr.s_addr) >> 24 == 127;
}

// The n-th source address and port of this run: 100 ports of an address, then the next address.
static socklen_t place(uint32_t n, struct sockaddr_storage *from) {
    *from = (struct sockaddr_storage){.ss_family = target.ss_family};
    int port = FIRST_PORT + (n % PER_ADDRESS + n / (PER_ADDRESS * ADDRESSES) * PER_ADDRESS) % PORTS;
    if (!on_loopback()) port = FIRST_PORT + n % PORTS;
    if (target.ss_family == AF_INET6) {
        ((struct sockaddr_in6 *)from)->sin6_port = htons(port);
        return sizeof(struct sockaddr_in6);
    }
    struct sockaddr_in *v4 = (struct sockaddr_in *)from;
    v4->sin_port = htons(port);
    uint32_t host = 1 + n / PER_ADDRESS % ADDRESSES;
    if (on_loopback()) v4->sin_addr.s_addr = htonl(127u << 24 | (uint32_t)run << 8 | host);
    return sizeof *v4;
}

static void device_open(struct device *device) {
    int size = 1 << 20;
    for (int attempt = 0; attempt < PORTS; attempt++) {
        struct sockaddr_storage from;
        socklen_t from_size = place(next_place++, &from);
        device->fd = socket(target.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (device->fd < 0) fail("socket");
        setsockopt(device->fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        if (bind(device->fd, (struct sockaddr *)&from, from_size) == 0) {
            if (connect(device->fd, (struct sockaddr *)&target, target_size) != 0) fail("connect");
            struct epoll_event event = {EPOLLIN, {.u32 = device - devices}};
            if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, device->fd, &event) != 0) fail("epoll");
            device->mid = random();
            device->sent = 0;
            total.addresses++;
            return;
        }
        close(device->fd);
    }
    fail("no free source port");
}

void devices_open(void) {
    uint64_t seed = clock_ns(CLOCK_REALTIME) ^ (uint64_t)getpid() << 40;
    srandom(seed ^ seed >> 32);
    run = 1 + random() % 65535;
    if (!on_loopback()) next_place = random() % PORTS;
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    devices = calloc(options.devices, sizeof *devices);
    if (poll_fd < 0 || !devices) fail("devices");
    for (int i = 0; i < options.devices; i++) device_open(&devices[i]);
}

struct device *device_in_turn(int burst) {
    static int turn;
    for (int i = 0; i < options.devices; i++) {
        struct device *device = &devices[turn];
        turn = turn + 1 < options.devices ? turn + 1 : 0;
        bool used_up = device->sent + burst > (uint32_t)options.per_port;
        if (used_up && device->open == 0) {
            close(device->fd);
            device_open(device);
            used_up = false;
        }
        if (!used_up) return device;
    }
    return NULL;
}
