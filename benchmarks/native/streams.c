/* Opens many streams of server-sent events and measures how late each message comes.
 *
 *     streams PORT PATH STREAMS STALLED TOKENS_FILE [MARK]
 *
 * A message holds `"sent":N` or `sent=N`, the sender's CLOCK_MONOTONIC in nanoseconds; with MARK it is whatever holds
 * that text, and is only counted. TOKENS_FILE has a bearer token a line, used in turn ("-" for none). STALLED streams
 * beside are opened and never read. Prints a line of JSON when all are open; then each line `SECONDS` on standard input
 * measures that long and prints a line of JSON.
 */
#include "common.h"
#include <poll.h>
#include <stddef.h>

enum { OPENING_AT_ONCE = 200, CARRY = 48, ROOM = 1 << 18 };
enum state { CONNECTING, ASKED, OPEN, STALLED, CLOSED };

struct stream {
    int fd, number;
    enum state state;
    uint64_t asked_at;
    unsigned carried;
    char carry[CARRY];
};

static int port, wanted, stalled, opened, opening, closed, refused, token_count;
static const char *path, *mark;
static char **tokens;
static struct stream *all;
static int poll_fd, next_number;
static int measuring;
static uint32_t *late;
static size_t messages, room_for;
static uint64_t bytes, last_at;

static void record(uint64_t sent, uint64_t now) {
    if (!measuring) return;
    if (messages == room_for) late = realloc(late, (room_for = room_for ? room_for * 2 : 1 << 20) * sizeof *late);
    late[messages++] = now > sent ? (uint32_t)((now - sent) / 1000) : 0;
    last_at = now;
}

/* Counts the marks in the text and answers where the rest begins that may hold a part of one. */
static char *count(char *at, char *end, uint64_t now) {
    size_t length = strlen(mark);
    for (char *found; (found = memmem(at, (size_t)(end - at), mark, length)); at = found + length) record(now, now);
    return end - at >= (ptrdiff_t)length ? end - length + 1 : at;
}

/* Records every whole mark in the text and answers where the rest begins that may hold half of one. */
static char *scan(char *at, char *end, uint64_t now) {
    for (;;) {
        char *mark = memmem(at, (size_t)(end - at), "sent", 4);
        if (!mark) return end - at > 4 ? end - 4 : at;
        char *digits = mark + 4;
        while (digits < end && (*digits == '"' || *digits == ':' || *digits == '=')) digits++;
        char *after = digits;
        uint64_t sent = 0;
        while (after < end && *after >= '0' && *after <= '9') sent = sent * 10 + (uint64_t)(*after++ - '0');
        if (after == end) return mark;
        if (after > digits) record(sent, now);
        at = after;
    }
}

static void start(void) {
    struct stream *stream = &all[next_number];
    stream->number = next_number++;
    stream->state = CONNECTING;
    stream->asked_at = nanoseconds();
    stream->fd = start_connecting(port, stream->number, stream->number >= wanted);
    watch(poll_fd, stream->fd, EPOLLOUT, stream);
    opening++;
}

static void shut(struct stream *stream) {
    if (stream->state == CONNECTING || stream->state == ASKED) opening--, refused++;
    else if (stream->state == OPEN) opened--, closed++;
    stream->state = CLOSED;
    close(stream->fd);
}

static void ask(struct stream *stream) {
    char request[1024], authorization[256] = "";
    if (token_count) snprintf(authorization, sizeof authorization, "Authorization: Bearer %s\r\n", tokens[stream->number % token_count]);
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n%s\r\n",
                          path, port, authorization);
    if (send(stream->fd, request, (size_t)length, MSG_NOSIGNAL) != length) return shut(stream);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = stream};
    if (stream->number >= wanted) {
        stream->state = STALLED;
        opening--;
        must(epoll_ctl(poll_fd, EPOLL_CTL_DEL, stream->fd, NULL), "epoll_ctl");
        return;
    }
    stream->state = ASKED;
    must(epoll_ctl(poll_fd, EPOLL_CTL_MOD, stream->fd, &event), "epoll_ctl");
}

static void hear(struct stream *stream) {
    static char text[CARRY + ROOM];
    memcpy(text, stream->carry, stream->carried);
    ssize_t got = recv(stream->fd, text + stream->carried, ROOM, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return shut(stream);
    if (stream->state == ASKED) {
        if (got < 12 || memcmp(text, "HTTP/1.1 200", 12)) {
            if (!refused) fprintf(stderr, "%.*s\n", (int)got, text);
            return shut(stream);
        }
        stream->state = OPEN;
        opening--, opened++;
    }
    if (measuring) bytes += (uint64_t)got;
    char *end = text + stream->carried + got;
    char *rest = mark ? count(text, end, nanoseconds()) : scan(text, end, nanoseconds());
    if (end - rest > CARRY) rest = end - CARRY;
    stream->carried = (unsigned)(end - rest);
    memcpy(stream->carry, rest, stream->carried);
}

static void turn(int timeout) {
    struct epoll_event events[1024];
    int ready = epoll_wait(poll_fd, events, 1024, timeout);
    for (int i = 0; i < ready; i++) {
        struct stream *stream = events[i].data.ptr;
        if (!stream) continue;
        if (stream->state == CONNECTING) ask(stream);
        else hear(stream);
    }
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static double milliseconds(double share) {
    return messages ? late[(size_t)(share * (double)(messages - 1))] / 1000.0 : 0;
}

static void measure(double seconds) {
    messages = 0, bytes = 0, last_at = 0, measuring = 1;
    uint64_t started = nanoseconds(), until = started + (uint64_t)(seconds * 1e9);
    while (nanoseconds() < until) turn(10);
    double took = (double)(nanoseconds() - started) / 1e9;
    measuring = 0;
    qsort(late, messages, sizeof *late, ascending);
    printf("{\"seconds\": %.3f, \"messages\": %zu, \"bytes\": %llu, \"streams\": %d, \"closed\": %d, "
           "\"p50_ms\": %.2f, \"p99_ms\": %.2f, \"max_ms\": %.2f, \"last_at\": %.6f}\n",
           took, messages, (unsigned long long)bytes, opened, closed, milliseconds(.5), milliseconds(.99), milliseconds(1),
           (double)last_at / 1e9);
    fflush(stdout);
}

static void read_tokens(const char *name) {
    if (!strcmp(name, "-")) return;
    FILE *file = fopen(name, "r");
    if (!file) fail(name);
    char line[256];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        tokens = realloc(tokens, (size_t)(token_count + 1) * sizeof *tokens);
        tokens[token_count++] = strdup(line);
    }
    fclose(file);
}

int main(int argc, char **argv) {
    if (argc != 6 && argc != 7) return 2;
    raise_file_limit();
    port = atoi(argv[1]), path = argv[2], wanted = atoi(argv[3]), stalled = atoi(argv[4]);
    read_tokens(argv[5]);
    if (argc == 7) mark = argv[6];
    all = calloc((size_t)(wanted + stalled), sizeof *all);
    poll_fd = epoll_create1(0);
    uint64_t started = nanoseconds();
    while (next_number < wanted + stalled || opening) {
        while (next_number < wanted + stalled && opening < OPENING_AT_ONCE) start();
        turn(100);
    }
    printf("{\"opened\": %d, \"refused\": %d, \"seconds\": %.3f}\n", opened, refused, (double)(nanoseconds() - started) / 1e9);
    fflush(stdout);
    watch(poll_fd, STDIN_FILENO, EPOLLIN, NULL);
    struct pollfd command = {.fd = STDIN_FILENO, .events = POLLIN};
    char line[64];
    for (;;) {
        turn(100);
        if (poll(&command, 1, 0) > 0) {
            if (!fgets(line, sizeof line, stdin)) return 0;
            measure(atof(line));
        }
    }
}
