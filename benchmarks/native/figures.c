#include <sys/resource.h>
#include <unistd.h>

#include "load.h"

struct counters total;
uint64_t idle_ns;

// ---- latency: 128 steps for each power of two, so 0.8 % wide ------------------------------------
enum { STEPS = 128, BUCKETS = 58 * STEPS };
static uint64_t histogram[BUCKETS], latency_max, latency_count;

void latency_record(uint64_t ns) {
    int shift = ns < STEPS ? 0 : 63 - __builtin_clzll(ns) - 7;
    histogram[shift * STEPS + (ns >> shift)]++;
    latency_count++;
    if (ns > latency_max) latency_max = ns;
}

static double percentile_us(double share) {
    uint64_t wanted = share * latency_count + 0.999999, seen = 0;
    for (int i = 0; latency_count > 0 && i < BUCKETS; i++) {
        seen += histogram[i];
        if (seen < wanted || seen == 0) continue;
        if (i < 2 * STEPS) return i / 1e3;
        int shift = i / STEPS - 1;
        double value = ((uint64_t)(i % STEPS + STEPS) << shift) / 1e3;
        return value < latency_max / 1e3 ? value : latency_max / 1e3;
    }
    return 0;
}

// ---- the server's process and the kernel ------------------------------------------------------
// CPU time of all threads, in seconds.
static double server_cpu(void) {
    if (!options.pid) return 0;
    char name[64], line[1024] = "";
    snprintf(name, sizeof name, "/proc/%d/stat", options.pid);
    FILE *file = fopen(name, "r");
    if (!file) return 0;
    char *read = fgets(line, sizeof line, file);
    fclose(file);
    unsigned long user = 0, system = 0;
    char *after_name = read ? strrchr(line, ')') : NULL;
    if (after_name) {
        sscanf(after_name + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    }
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static double server_memory_mb(const char *format) {
    char name[64], line[256];
    long kb = 0;
    snprintf(name, sizeof name, "/proc/%d/status", options.pid);
    FILE *file = options.pid ? fopen(name, "r") : NULL;
    if (!file) return 0;
    while (fgets(line, sizeof line, file)) sscanf(line, format, &kb);
    fclose(file);
    return kb / 1024.0;
}

// Datagrams that the kernel dropped in this network namespace because a socket buffer was full.
static uint64_t kernel_drops(void) {
    char line[512];
    unsigned long errors, drops = 0;
    FILE *file = fopen("/proc/net/snmp", "r");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "Udp: %*u %*u %*u %*u %lu", &errors) == 1) drops += errors;
    }
    if (file) fclose(file);
    file = fopen("/proc/net/snmp6", "r");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "Udp6RcvbufErrors %lu", &errors) == 1) drops += errors;
    }
    if (file) fclose(file);
    return drops;
}

struct mark mark_now(void) {
    double own_cpu = clock_ns(CLOCK_PROCESS_CPUTIME_ID) / 1e9;
    return (struct mark){now_ns(), idle_ns, kernel_drops(), server_cpu(), own_cpu, total};
}

struct mark settle(void) {
    enum { STEP_MS = 100, QUIET_STEPS = 10 };
    struct mark last_busy = mark_now();
    double before = last_busy.server_cpu;
    uint64_t deadline = last_busy.at + options.settle * SECOND;
    for (int quiet = 0; quiet < QUIET_STEPS && options.pid && now_ns() < deadline;) {
        nanosleep(&(struct timespec){0, STEP_MS * 1000000}, NULL);
        struct mark here = mark_now();
        // Clock ticks are 10 ms: one of them in 100 ms may be housekeeping.
        bool busy = here.server_cpu - before > 0.015;
        before = here.server_cpu;
        quiet = busy ? 0 : quiet + 1;
        if (busy) last_busy = here;
    }
    return last_busy;
}

// ---- the report -------------------------------------------------------------------------------
static void print_codes(const struct counters *now, const struct counters *before) {
    const char *comma = "";
    printf("{");
    for (int code = 0; code < 256; code++) {
        uint64_t n = now->codes[code] - (before ? before->codes[code] : 0);
        if (n == 0) continue;
        printf("%s\"%d.%02d\":%lu", comma, code >> 5, code & 31, n);
        comma = ",";
    }
    printf("}");
}

struct window {
    double seconds, replies, per_s, busy, core, cpu, cpu_us;
};

static struct window between(const struct mark *begin, const struct mark *end) {
    struct window w = {.seconds = (end->at - begin->at) / 1e9};
    w.replies = end->counters.replies - begin->counters.replies;
    w.cpu = end->server_cpu - begin->server_cpu;
    if (w.seconds > 0) {
        w.per_s = w.replies / w.seconds;
        // Unless it sleeps, what it lacks of its core went to somebody else.
        w.core = 100 * (end->own_cpu - begin->own_cpu) / w.seconds;
        w.busy = options.sleep ? w.core : 100 - 100 * (end->idle - begin->idle) / 1e9 / w.seconds;
    }
    if (w.replies > 0) w.cpu_us = w.cpu * 1e6 / w.replies;
    return w;
}

static void print_json(const struct mark *begin, const struct mark *end,
                       const struct mark *settled, double first_answer_ms) {
    struct window w = between(begin, end), all = between(begin, settled);
    printf("{\"label\":\"%s\",\"devices\":%d,\"window\":%d,\"rate\":%.0f,\"confirmable\":%s",
           options.label, options.devices, options.window, options.rate,
           options.non ? "false" : "true");
    printf(",\"seconds\":%.3f,\"replies\":%.0f,\"replies_per_s\":%.0f", w.seconds, w.replies, w.per_s);
    printf(",\"lost\":%lu,\"dropped\":%lu", end->counters.lost - begin->counters.lost,
           settled->drops - begin->drops);
    printf(",\"latency_us\":{\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f}",
           percentile_us(.5), percentile_us(.9), percentile_us(.99), percentile_us(.999),
           latency_max / 1e3);
    printf(",\"codes\":");
    print_codes(&end->counters, &begin->counters);
    printf(",\"generator\":{\"busy_percent\":%.0f,\"core_percent\":%.0f}", w.busy, w.core);
    if (options.pid) {
        printf(",\"server\":{\"cpu_us_per_request\":%.3f,\"cpu_percent\":%.0f,\"rss_mb\":%.0f,"
               "\"peak_mb\":%.0f}",
               w.cpu_us, 100 * w.cpu / w.seconds, server_memory_mb("VmRSS: %ld"),
               server_memory_mb("VmHWM: %ld"));
        printf(",\"settled\":{\"seconds\":%.3f,\"replies_per_s\":%.0f,\"cpu_us_per_request\":%.3f}",
               all.seconds, all.per_s, all.cpu_us);
    }
    if (options.wait) printf(",\"first_answer_ms\":%.1f", first_answer_ms);
    printf(",\"total\":{\"sent\":%lu,\"replies\":%lu,\"lost\":%lu,\"retransmitted\":%lu,"
           "\"reset\":%lu,\"late\":%lu,\"refused\":%lu,\"addresses\":%lu,\"codes\":",
           total.sent, total.replies, total.lost, total.retransmitted, total.reset, total.late,
           total.refused, total.addresses);
    print_codes(&total, NULL);
    printf("}}\n");
}

static void print_text(const struct mark *begin, const struct mark *end,
                       const struct mark *settled, double first_answer_ms) {
    struct window w = between(begin, end), all = between(begin, settled);
    if (options.wait) printf("first answer after %.1f ms\n", first_answer_ms);
    printf("%-20s %.0f replies/s, generator %.0f %% busy, had %.0f %% of its core\n", options.label,
           w.per_s, w.busy, w.core);
    printf("  latency  p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, max %.0f us\n", percentile_us(.5),
           percentile_us(.9), percentile_us(.99), percentile_us(.999), latency_max / 1e3);
    if (options.pid) {
        printf("  server   %.2f us CPU per request, %.0f %% of a core, %.0f MB\n", w.cpu_us,
               100 * w.cpu / w.seconds, server_memory_mb("VmRSS: %ld"));
        printf("  settled  %.0f replies/s and %.2f us CPU until it was idle again\n", all.per_s,
               all.cpu_us);
    }
    printf("  answers  ");
    print_codes(&end->counters, &begin->counters);
    printf(", lost %lu, dropped by the kernel %lu\n", end->counters.lost - begin->counters.lost,
           settled->drops - begin->drops);
    printf("  in all   sent %lu, answered %lu, lost %lu, sent again %lu, reset %lu, late %lu, "
           "refused %lu, from %lu addresses\n",
           total.sent, total.replies, total.lost, total.retransmitted, total.reset, total.late,
           total.refused, total.addresses);
}

void report(const struct mark *begin, const struct mark *end, const struct mark *settled,
            double first_answer_ms) {
    (options.json ? print_json : print_text)(begin, end, settled, first_answer_ms);
}
