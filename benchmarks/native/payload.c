#include "load.h"

// The event of docs/wire format, with a value that is different for every request.
static const char EVENT[] =
        "{\"namespace\":\"default\",\"sender\":\"device{device}\",\"origin\":\"device{device}\","
        "\"payload\":{\"type\":\"temperature\",\"value\":{seq}},\"timestamp\":{time}}";

enum { CON = 0, NON = 1, POST = 2, TOKEN = 4, FIXED = 4 + TOKEN };
enum { URI_PATH = 11, CONTENT_FORMAT = 12, MARKER = 0xff };
enum field { TEXT, SEQ, DEVICE, TIME };
static const char *const FIELDS[] = {"", "{seq}", "{device}", "{time}"};

struct piece {
    enum field field;
    int length;
    const char *text;
};
static struct piece pieces[32];
static int piece_count;
static uint8_t head[300];
static int head_length = FIXED;

static void add_piece(enum field field, const char *text, int length) {
    if (field == TEXT && length == 0) return;
    if (piece_count == 32) fail("the payload has too many {fields}");
    pieces[piece_count++] = (struct piece){field, length, text};
}

static enum field field_at(const char *text) {
    for (enum field f = SEQ; f <= TIME; f++) {
        if (strncmp(text, FIELDS[f], strlen(FIELDS[f])) == 0) return f;
    }
    return TEXT;
}

static void read_template(const char *text, int length) {
    const char *start = text, *end = text + length;
    while (text < end) {
        enum field field = field_at(text);
        if (field == TEXT) {
            text++;
            continue;
        }
        add_piece(TEXT, start, text - start);
        add_piece(field, NULL, 0);
        start = text += strlen(FIELDS[field]);
    }
    add_piece(TEXT, start, end - start);
}

static void read_file(const char *name) {
    static char text[PACKET];
    FILE *file = fopen(name, "r");
    if (!file) fail(name);
    int length = fread(text, 1, sizeof text - 1, file);
    if (!feof(file)) fail("the payload is too long for one datagram");
    fclose(file);
    if (length > 0 && text[length - 1] == '\n') length--;
    read_template(text, length);
}

// Only numbers below 13 + 256 are needed (RFC 7252 §3.1).
static void add_option(int delta, const void *value, int length) {
    if (length > 255 || head_length + length + 2 > (int)sizeof head - 1) fail("--path is too long");
    head[head_length++] = delta << 4 | (length < 13 ? length : 13);
    if (length >= 13) head[head_length++] = length - 13;
    memcpy(head + head_length, value, length);
    head_length += length;
}

static void add_path(void) {
    int delta = URI_PATH;
    for (const char *at = options.path; *at; delta = 0) {
        int slash = strspn(at, "/"), length = strcspn(at + slash, "/");
        if (length > 0) add_option(delta, at + slash, length);
        at += slash + length;
    }
}

void payload_prepare(void) {
    if (options.payload) read_file(options.payload);
    else read_template(EVENT, sizeof EVENT - 1);
    head[0] = 0x40 | (options.non ? NON : CON) << 4 | TOKEN;
    head[1] = POST;
    add_path();
    uint8_t format[] = {options.format >> 8, options.format};
    int bytes = options.format > 255 ? 2 : options.format > 0;
    if (options.format >= 0) {
        add_option(head_length == FIXED ? CONTENT_FORMAT : 1, format + 2 - bytes, bytes);
    }
    if (piece_count > 0) head[head_length++] = MARKER;
    int longest = head_length;
    for (int i = 0; i < piece_count; i++) {
        longest += pieces[i].field == TEXT ? pieces[i].length : 20;
    }
    if (longest > PACKET) fail("the payload is too long for one datagram");
}

static uint8_t *write_number(uint8_t *out, uint64_t value) {
    uint8_t digits[20];
    int from = sizeof digits;
    do {
        digits[--from] = '0' + value % 10;
        value /= 10;
    } while (value > 0);
    memcpy(out, digits + from, sizeof digits - from);
    return out + sizeof digits - from;
}

int payload_write(uint8_t *out, uint16_t mid, uint32_t token, uint64_t seq, uint32_t device,
                  uint64_t time_ms) {
    memcpy(out, head, head_length);
    out[2] = mid >> 8;
    out[3] = mid;
    memcpy(out + 4, &token, TOKEN);
    uint8_t *at = out + head_length;
    for (const struct piece *p = pieces; p < pieces + piece_count; p++) {
        switch (p->field) {
            case TEXT:
                memcpy(at, p->text, p->length);
                at += p->length;
                break;
            case SEQ: at = write_number(at, seq); break;
            case DEVICE: at = write_number(at, device); break;
            case TIME: at = write_number(at, time_ms); break;
        }
    }
    return at - out;
}
