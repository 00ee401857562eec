#include <getopt.h>
#include <netdb.h>
#include <sys/resource.h>

#include "load.h"

struct options options = {.host = "127.0.0.1",
                          .port = "5683",
                          .path = "event",
                          .label = "",
                          .devices = 64,
                          .window = 256,
                          .format = 50,
                          .per_port = MESSAGE_IDS,
                          .duration = 5,
                          .warmup = 2,
                          .timeout = 0.5};

static const struct option names[] = {
        {"host", required_argument, NULL, 'h'},     {"port", required_argument, NULL, 'p'},
        {"path", required_argument, NULL, 'u'},     {"format", required_argument, NULL, 'f'},
        {"payload", required_argument, NULL, 'b'},  {"devices", required_argument, NULL, 'd'},
        {"window", required_argument, NULL, 'w'},   {"rate", required_argument, NULL, 'r'},
        {"duration", required_argument, NULL, 't'}, {"warmup", required_argument, NULL, 'u' + 256},
        {"count", required_argument, NULL, 'c'},    {"first", required_argument, NULL, 's'},
        {"timeout", required_argument, NULL, 'o'},  {"retransmit", required_argument, NULL, 'R'},
        {"non", no_argument, NULL, 'n'},            {"per-port", required_argument, NULL, 'x'},
        {"acked", required_argument, NULL, 'a'},    {"wait", required_argument, NULL, 'W'},
        {"settle", required_argument, NULL, 'S'},   {"pid", required_argument, NULL, 'P'},
        {"label", required_argument, NULL, 'l'},    {"json", no_argument, NULL, 'j'},
        {"sleep", no_argument, NULL, 'z'},
        {NULL, 0, NULL, 0}};

void fail(const char *what) {
    if (errno) fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    else fprintf(stderr, "load: %s\n", what);
    exit(2);
}

static double number(const char *name, double least, double most) {
    char *end;
    double value = strtod(optarg, &end);
    if (end == optarg || *end || !(value >= least && value <= most)) {
        fprintf(stderr, "load: --%s is %s; use %g to %g\n", name, optarg, least, most);
        exit(2);
    }
    return value;
}

static void read_option(int option, const char *name) {
    switch (option) {
        case 'h': options.host = optarg; break;
        case 'p': options.port = optarg; break;
        case 'u': options.path = optarg; break;
        case 'b': options.payload = optarg; break;
        case 'a': options.acked = optarg; break;
        case 'l': options.label = optarg; break;
        case 'n': options.non = true; break;
        case 'j': options.json = true; break;
        case 'z': options.sleep = true; break;
        case 'f': options.format = number(name, -1, 65535); break;
        case 'd': options.devices = number(name, 1, 1000000); break;
        case 'w': options.window = number(name, 1, (1 << SLOT_BITS) - 1); break;
        case 'r': options.rate = number(name, 0, 1e9); break;
        case 't': options.duration = number(name, 0, 1e6); break;
        case 'u' + 256: options.warmup = number(name, 0, 1e6); break;
        case 'c': options.count = number(name, 0, 1e15); options.counted = true; break;
        case 's': options.first = number(name, 0, 1e15); break;
        case 'o': options.timeout = number(name, 0.001, 1000); break;
        case 'R': options.retransmit = number(name, 0, 20); break;
        case 'x': options.per_port = number(name, 1, MESSAGE_IDS); break;
        case 'W': options.wait = number(name, 0, 1e6); break;
        case 'S': options.settle = number(name, 0, 1e6); break;
        case 'P': options.pid = number(name, 1, 1e9); break;
        default: fprintf(stderr, "load: the options are explained in README.md\n"); exit(2);
    }
}

static void find_target(void) {
    struct addrinfo *found, hint = {.ai_socktype = SOCK_DGRAM};
    int error = getaddrinfo(options.host, options.port, &hint, &found);
    if (error != 0) {
        fprintf(stderr, "load: %s port %s: %s\n", options.host, options.port, gai_strerror(error));
        exit(2);
    }
    memcpy(&target, found->ai_addr, found->ai_addrlen);
    target_size = found->ai_addrlen;
    freeaddrinfo(found);
}

static void allow_files(void) {
    struct rlimit files;
    rlim_t needed = options.devices + 64;
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur >= needed) return;
    files.rlim_cur = needed;
    if (files.rlim_max < needed) files.rlim_max = needed;  // only root may
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) {
        fprintf(stderr, "load: --devices %d needs %lu open files; raise the limit with ulimit -n\n",
                options.devices, needed);
        exit(2);
    }
}

void options_read(int count, char **arguments) {
    int index = 0;
    for (int c; (c = getopt_long(count, arguments, "", names, &index)) != -1;) {
        read_option(c, c == '?' ? "" : names[index].name);
    }
    if (optind < count) {
        fprintf(stderr, "load: what is %s?\n", arguments[optind]);
        exit(2);
    }
    find_target();
    allow_files();
}
