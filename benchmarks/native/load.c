// A CoAP load generator over UDP: one thread, busy on a core of its own, so that the server never
// pays for waking it up; with --sleep it leaves the core to others while nothing happens.
#include "load.h"

#include <netinet/udp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "probe.h"

#define SEPARATE_WAIT (10 * SECOND)  // longest between an empty ACK and the response
#define EXPIRY_EVERY (SECOND / 50)

enum type { CON = 0, NON = 1, ACK = 2, RST = 3 };
enum state { FREE, SENT, PROMISED };  // promised: an empty ACK came, the response will follow

// A request in flight. Its datagram can be written again from this, so it is not kept.
struct slot {
    uint64_t due, deadline, seq, time_ms;
    uint32_t device, token;
    uint16_t mid;
    uint8_t tries, state;
};

static struct slot *slots;
static uint32_t *free_slots;
static int free_count;
static uint64_t sequence, wall_offset;
static bool measuring;
static volatile sig_atomic_t signals;
static FILE *ledger;

static struct mmsghdr out[BATCH], in[BATCH];
static struct iovec out_parts[BATCH], in_parts[BATCH];
static uint8_t out_bytes[BATCH][PACKET], in_bytes[BATCH][PACKET];

static void on_signal(int number) {
    (void)number;
    signals++;
}

static void prepare(void) {
    slots = calloc(options.window, sizeof *slots);
    free_slots = calloc(options.window, sizeof *free_slots);
    if (!slots || !free_slots) fail("memory");
    for (int i = options.window; i-- > 0;) free_slots[free_count++] = i;
    for (int i = 0; i < BATCH; i++) {
        out_parts[i].iov_base = out_bytes[i];
        in_parts[i] = (struct iovec){in_bytes[i], PACKET};
        out[i].msg_hdr = (struct msghdr){.msg_iov = &out_parts[i], .msg_iovlen = 1};
        in[i].msg_hdr = (struct msghdr){.msg_iov = &in_parts[i], .msg_iovlen = 1};
    }
    sequence = options.first;
    wall_offset = clock_ns(CLOCK_REALTIME) - now_ns();
    if (options.acked && !(ledger = fopen(options.acked, "w"))) fail(options.acked);
}

// ---- sending ----------------------------------------------------------------------------------
// RFC 7252 §4.2: the first time-out is a random time from ACK_TIMEOUT to 1.5 times that.
static uint64_t first_timeout(void) {
    double spread = options.retransmit ? 1 + random() / 2.0 / RAND_MAX : 1;
    return options.timeout * spread * SECOND;
}

static int write_slot(const struct slot *slot, uint8_t *bytes) {
    return payload_write(bytes, slot->mid, slot->token, slot->seq, slot->device, slot->time_ms);
}

// Sends datagrams of one size by one message, which the kernel cuts where it hands them over
// (UDP_SEGMENT): devices on the same machine then take less of it from who is measured.
static int send_segments(int fd, int count) {
    static union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(uint16_t))];
    } control;
    struct msghdr message = {.msg_iov = out_parts, .msg_iovlen = count, .msg_control = &control,
                             .msg_controllen = sizeof control};
    control.header = (struct cmsghdr){CMSG_LEN(sizeof(uint16_t)), SOL_UDP, UDP_SEGMENT};
    uint16_t size = out_parts[0].iov_len;
    memcpy(CMSG_DATA(&control.header), &size, sizeof size);
    return sendmsg(fd, &message, 0) < 0 ? -1 : count;
}

static int send_datagrams(int fd, int count) {
    if (count == 1) return send(fd, out_bytes[0], out_parts[0].iov_len, 0) < 0 ? -1 : 1;
    bool alike = options.sleep;
    for (int i = 1; i < count; i++) alike &= out_parts[i].iov_len == out_parts[0].iov_len;
    return alike ? send_segments(fd, count) : sendmmsg(fd, out, count, 0);
}

// Sends a burst from one device and returns how many the kernel took. `due` is when it should have
// been sent: latency counts from there.
static int send_burst(struct device *device, int burst, uint64_t due) {
    for (int i = 0; i < burst; i++) {
        uint32_t index = free_slots[free_count - 1 - i];
        struct slot *slot = &slots[index];
        // The generation in the upper bits tells a late answer from one to this request.
        uint32_t generation = (slot->token >> SLOT_BITS) + 1;
        *slot = (struct slot){.due = due,
                              .deadline = due + first_timeout(),
                              .seq = sequence + i,
                              .time_ms = (due + wall_offset) / 1000000,
                              .device = device - devices,
                              .token = generation << SLOT_BITS | index,
                              .mid = device->mid + i};
        out_parts[i].iov_len = write_slot(slot, out_bytes[i]);
    }
    int taken = send_datagrams(device->fd, burst);
    if (taken < 0) {
        if (errno == ECONNREFUSED) total.refused++;
        return 0;
    }
    for (int i = 0; i < taken; i++) slots[free_slots[--free_count]].state = SENT;
    device->mid += taken;
    device->sent += taken;
    device->open += taken;
    sequence += taken;
    total.sent += taken;
    return taken;
}

static uint64_t remaining(void) {
    return options.counted ? options.first + options.count - sequence : UINT64_MAX;
}

// Keeps the window full. Bursts share a system call when devices are fewer than requests.
static bool send_closed_loop(void) {
    int most = options.window / options.devices, sent = 0;
    most = most < 1 ? 1 : most > BATCH ? BATCH : most;
    if (most > options.per_port) most = options.per_port;
    while (free_count > 0 && remaining() > 0) {
        int burst = most < free_count ? most : free_count;
        if ((uint64_t)burst > remaining()) burst = remaining();
        struct device *device = device_in_turn(burst);
        int taken = device ? send_burst(device, burst, now_ns()) : 0;
        sent += taken;
        if (taken < burst) break;
    }
    return sent > 0;
}

// Sends what is due by `now`, whatever the server does.
static bool send_open_loop(double *due, uint64_t now) {
    bool sent = false;
    while (free_count > 0 && *due <= now && remaining() > 0) {
        struct device *device = device_in_turn(1);
        if (!device || send_burst(device, 1, *due) == 0) break;
        *due += SECOND / options.rate;
        sent = true;
    }
    return sent;
}

static void release(struct slot *slot) {
    slot->state = FREE;
    devices[slot->device].open--;
    free_slots[free_count++] = slot - slots;
}

static void expire(uint64_t now) {
    for (struct slot *slot = slots; slot < slots + options.window; slot++) {
        if (slot->state == FREE || now < slot->deadline) continue;
        if (slot->state == PROMISED || options.non || slot->tries == options.retransmit) {
            total.lost++;
            release(slot);
            continue;
        }
        slot->tries++;  // the time-out doubles (RFC 7252 §4.2)
        slot->deadline = now + (uint64_t)(options.timeout * SECOND) * (1ull << slot->tries);
        send(devices[slot->device].fd, out_bytes[0], write_slot(slot, out_bytes[0]), 0);
        total.retransmitted++;
    }
}

// ---- receiving --------------------------------------------------------------------------------
static void on_empty(uint32_t device, int type, uint16_t mid, uint64_t now) {
    for (struct slot *slot = slots; slot < slots + options.window; slot++) {
        if (slot->state == FREE || slot->device != device || slot->mid != mid) continue;
        if (type == ACK) {
            slot->state = PROMISED;
            slot->deadline = now + SEPARATE_WAIT;
        } else {
            total.reset++;
            release(slot);
        }
        return;
    }
    total.late++;
}

static struct slot *slot_of(uint32_t device, int type, uint16_t mid, uint32_t token) {
    uint32_t index = token & ((1u << SLOT_BITS) - 1);
    if (index >= (uint32_t)options.window) return NULL;
    struct slot *slot = &slots[index];
    bool ours = slot->state != FREE && slot->token == token && slot->device == device;
    return ours && (type != ACK || slot->mid == mid) ? slot : NULL;
}

static void on_datagram(uint32_t device, const uint8_t *bytes, int length, uint64_t now) {
    int type = bytes[0] >> 4 & 3, code = bytes[1];
    uint16_t mid = bytes[2] << 8 | bytes[3];
    if (length < 4 || bytes[0] >> 6 != 1) {
        total.late++;
        return;
    }
    if (type == CON) {  // a separate response wants its own ACK (RFC 7252 §5.2.2)
        uint8_t ack[] = {0x60, 0, bytes[2], bytes[3]};
        send(devices[device].fd, ack, sizeof ack, 0);
    }
    if (code == 0) {
        on_empty(device, type, mid, now);
        return;
    }
    uint32_t token = ~0u;
    if ((bytes[0] & 15) == 4 && length >= 8) memcpy(&token, bytes + 4, 4);
    struct slot *slot = slot_of(device, type, mid, token);
    if (!slot) {
        total.late++;
        return;
    }
    total.replies++;
    total.codes[code]++;
    if (ledger && code >> 5 == 2) fprintf(ledger, "%lu\n", slot->seq);
    if (measuring) latency_record(now > slot->due ? now - slot->due : 0);
    release(slot);
}

// Takes what has come, after at most `patience` ns. In the closed loop it sleeps for as long: an
// answer then wakes nobody, as none would if devices were elsewhere.
static bool receive(uint64_t patience) {
    static struct epoll_event events[256];
    struct timespec most = {.tv_nsec = patience};
    if (patience > 0 && options.rate == 0) {
        nanosleep(&most, NULL);
        most.tv_nsec = 0;
    }
    int ready = epoll_pwait2(poll_fd, events, 256, &most, NULL);
    for (int e = 0; e < ready; e++) {
        uint32_t device = events[e].data.u32;
        int received = recvmmsg(devices[device].fd, in, BATCH, MSG_DONTWAIT, NULL);
        if (received < 0 && errno == ECONNREFUSED) total.refused++;
        uint64_t now = now_ns();
        for (int i = 0; i < received; i++) on_datagram(device, in_bytes[i], in[i].msg_len, now);
    }
    return ready > 0;
}

// ---- the run ----------------------------------------------------------------------------------
#define LONGEST_SLEEP (SECOND / 1000)

// How long there is nothing to send, in ns; 0 unless --sleep is said.
static uint64_t patience(bool sending, double due, uint64_t now) {
    if (!options.sleep) return 0;
    if (!sending || options.rate == 0 || due >= now + LONGEST_SLEEP) return LONGEST_SLEEP;
    return due > now ? due - now : 0;
}

static void run(struct mark *begin, struct mark *end) {
    uint64_t start = now_ns(), from = start + (options.counted ? 0 : options.warmup * SECOND);
    uint64_t until = options.counted ? UINT64_MAX : from + options.duration * SECOND;
    uint64_t checked = start;
    double due = start;
    bool sending = true;
    *begin = mark_now();
    while (sending || (free_count < options.window && signals < 2)) {
        uint64_t now = now_ns();
        if (sending && !measuring && now >= from) {
            measuring = true;
            *begin = mark_now();
        }
        bool all_answered = remaining() == 0 && free_count == options.window;
        if (sending && (signals || now >= until || all_answered)) {
            sending = measuring = false;
            *end = mark_now();
        }
        bool sent = false;
        if (sending) sent = options.rate > 0 ? send_open_loop(&due, now) : send_closed_loop();
        uint64_t slept = sent ? 0 : patience(sending, due, now);
        bool received = receive(slept);
        if (now - checked > EXPIRY_EVERY) {
            checked = now;
            expire(now);
        }
        if (!sent && !received) idle_ns += now_ns() - now;
    }
}

static double wait_for_server(void) {
    uint64_t start = now_ns();
    if (probe((struct sockaddr *)&target, target_size, start + options.wait * SECOND) == 0) {
        fprintf(stderr, "load: no answer from %s port %s within %g s\n", options.host, options.port,
                options.wait);
        exit(3);
    }
    return (now_ns() - start) / 1e6;
}

int main(int count, char **arguments) {
    options_read(count, arguments);
    payload_prepare();
    double first_answer_ms = options.wait > 0 ? wait_for_server() : 0;
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    prepare();
    devices_open();
    struct mark begin, end;
    run(&begin, &end);
    struct mark settled = settle();
    if (ledger && fclose(ledger) != 0) fail(options.acked);
    report(&begin, &end, &settled, first_answer_ms);
    return 0;
}
