// Starts a server and says how many milliseconds pass from exec to its first answer.
// Usage: first-answer PORT CPU COMMAND [ARGUMENT...]
// The server runs on that CPU alone and is ended by SIGTERM. Exit code 3: no answer in 30 s.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "probe.h"

static uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void become(int cpu, char **command) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
    dup2(2, 1);  // our own output is the number alone
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: first-answer PORT CPU COMMAND [ARGUMENT...]\n");
        return 2;
    }
    struct sockaddr_in server = {.sin_family = AF_INET,
                                 .sin_port = htons(atoi(arguments[1])),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    uint64_t start = now_ns();
    pid_t child = fork();
    if (child == 0) become(atoi(arguments[2]), arguments + 3);
    int code = probe((struct sockaddr *)&server, sizeof server, start + 30000000000ull);
    double ms = (now_ns() - start) / 1e6;
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    if (code >> 5 != 2) {
        fprintf(stderr, "first-answer: %d.%02d instead of 2.05\n", code >> 5, code & 31);
        return 3;
    }
    printf("%.1f\n", ms);
    return 0;
}
