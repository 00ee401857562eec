// The limit: one recvfrom and one sendto per request. Usage: echo [PORT]
#include "answer.h"

int main(int count, char **arguments) {
    int fd = server_socket(count, arguments);
    uint8_t in[DATAGRAM], out[ANSWER];
    for (;;) {
        struct sockaddr_in peer;
        socklen_t size = sizeof peer;
        ssize_t received = recvfrom(fd, in, sizeof in, 0, (struct sockaddr *)&peer, &size);
        int length = answer(in, (int)received, out);
        if (length > 0) sendto(fd, out, length, 0, (struct sockaddr *)&peer, size);
    }
}
