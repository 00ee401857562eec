// The limit with batched system calls: up to 64 datagrams per recvmmsg and sendmmsg.
// Usage: echo-batch [PORT]
#define _GNU_SOURCE
#include "answer.h"

enum { BATCH = 64 };

static uint8_t in[BATCH][DATAGRAM], out[BATCH][ANSWER];
static struct sockaddr_in peers[BATCH];
static struct iovec in_parts[BATCH], out_parts[BATCH];
static struct mmsghdr requests[BATCH], answers[BATCH];

static void prepare(void) {
    for (int i = 0; i < BATCH; i++) {
        in_parts[i] = (struct iovec){in[i], DATAGRAM};
        out_parts[i] = (struct iovec){out[i], 0};
        requests[i].msg_hdr =
                (struct msghdr){.msg_name = &peers[i], .msg_iov = &in_parts[i], .msg_iovlen = 1};
        answers[i].msg_hdr = (struct msghdr){.msg_namelen = sizeof peers[0],
                                             .msg_iov = &out_parts[i],
                                             .msg_iovlen = 1};
    }
}

int main(int count, char **arguments) {
    int fd = server_socket(count, arguments);
    prepare();
    for (;;) {
        // The kernel overwrites the length of every address that it fills in.
        for (int i = 0; i < BATCH; i++) requests[i].msg_hdr.msg_namelen = sizeof peers[i];
        int received = recvmmsg(fd, requests, BATCH, MSG_WAITFORONE, NULL), ready = 0;
        for (int i = 0; i < received; i++) {
            int length = answer(in[i], (int)requests[i].msg_len, out[ready]);
            if (length == 0) continue;
            out_parts[ready].iov_len = length;
            answers[ready++].msg_hdr.msg_name = &peers[i];
        }
        for (int sent = 0; sent < ready;) {
            int taken = sendmmsg(fd, answers + sent, ready - sent, 0);
            sent += taken > 0 ? taken : 1;  // an answer that cannot be sent is skipped
        }
    }
}
