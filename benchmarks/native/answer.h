// What both echo servers do with a request: the least that a CoAP server can do. It reads the
// header, the token and the options (RFC 7252 §3) and answers POST /event in JSON with 2.01, GET
// /health with 2.05 and anything else with an error. No deduplication, no look at the payload.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { DATAGRAM = 2048, ANSWER = 16 };
enum { GET = 1, POST = 2 };
enum { CREATED = 0x41, CONTENT = 0x45, NOT_FOUND = 0x84, UNSUPPORTED_FORMAT = 0x8f };
enum { URI_PATH = 11, CONTENT_FORMAT = 12, JSON = 50 };

// Delta or length of an option with its one or two further bytes (RFC 7252 §3.1); -1: malformed.
static inline int option_part(int nibble, const uint8_t **at, const uint8_t *end) {
    if (nibble < 13) return nibble;
    if (nibble == 13 && end - *at >= 1) return 13 + *(*at)++;
    if (nibble == 14 && end - *at >= 2) {
        int value = 269 + ((*at)[0] << 8 | (*at)[1]);
        *at += 2;
        return value;
    }
    return -1;
}

// The code that a request deserves, 0 when its options are malformed.
static inline int code_for(int method, const uint8_t *at, const uint8_t *end) {
    int number = 0, format = -1, segments = 0;
    bool event = false, health = false;
    while (at < end && *at != 0xff) {
        int first = *at++;
        int delta = option_part(first >> 4, &at, end);
        int length = option_part(first & 15, &at, end);
        if (delta < 0 || length < 0 || length > end - at) return 0;
        number += delta;
        if (number == URI_PATH) {
            segments++;
            event = length == 5 && memcmp(at, "event", 5) == 0;
            health = length == 6 && memcmp(at, "health", 6) == 0;
        } else if (number == CONTENT_FORMAT) {
            format = length == 1 ? *at : -1;
        }
        at += length;
    }
    if (segments != 1) return NOT_FOUND;
    if (event && method == POST) return format == JSON ? CREATED : UNSUPPORTED_FORMAT;
    return health && method == GET ? CONTENT : NOT_FOUND;
}

// Writes the answer and returns its length; 0: none.
static inline int answer(const uint8_t *request, int length, uint8_t *out) {
    if (length < 4 || request[0] >> 6 != 1) return 0;
    int type = request[0] >> 4 & 3, token = request[0] & 15, method = request[1];
    if (type > 1 || token > 8 || length < 4 + token || method == 0 || method > 31) return 0;
    int code = code_for(method, request + 4 + token, request + length);
    if (code == 0) return 0;
    out[0] = 0x40 | (type == 0 ? 2 : 1) << 4 | token;  // ACK to CON, NON to NON
    out[1] = code;
    memcpy(out + 2, request + 2, 2 + token);  // message ID and token
    return 4 + token;
}

// A socket on 127.0.0.1, at the port that is the first argument or 5683, with large buffers.
static inline int server_socket(int count, char **arguments) {
    int port = count > 1 ? atoi(arguments[1]) : 5683, size = 4 << 20;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("echo: cannot listen");
        exit(2);
    }
    return fd;
}
