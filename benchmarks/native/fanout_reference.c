/* What fan-out costs at least: an epoll loop that sends the same bytes to every stream.
 *
 *     fanout_reference PORT INTERVAL_MILLISECONDS MESSAGE_BYTES
 *
 * Answers any request with an endless text/event-stream (HTTP/1.1, chunked) and sends every stream the same message,
 * encoded once, in each interval. A stream whose socket does not take a whole message is closed, as ours are.
 */
#include "common.h"
#include <sys/timerfd.h>

enum { MOST = 65536 };

static int streams[MOST];
static int count;

/* One server-sent event of exactly `size` bytes, as one chunk of HTTP. */
static size_t message(char *out, size_t size, unsigned long long revision) {
    char event[65536];
    int length = snprintf(event, sizeof event,
                          "id: %llu\ndata: {\"rows\":[{\"kind\":\"tally\",\"id\":\"b\",\"rev\":%llu,\"sent\":%llu,\"pad\":\"",
                          revision, revision, (unsigned long long)nanoseconds());
    const char *end = "\"}]}\n\n";
    size_t pad = size - (size_t)length - strlen(end);
    memset(event + length, 'x', pad);
    memcpy(event + length + pad, end, strlen(end));
    int head = sprintf(out, "%zx\r\n", size);
    memcpy(out + head, event, size);
    memcpy(out + head + size, "\r\n", 2);
    return (size_t)head + size + 2;
}

static void broadcast(size_t size) {
    static unsigned long long revision;
    static char bytes[65536 + 16];
    size_t length = message(bytes, size, ++revision);
    for (int i = 0; i < count; i++) {
        if (send(streams[i], bytes, length, MSG_NOSIGNAL) != (ssize_t)length) {
            close(streams[i]);
            streams[i--] = streams[--count];
        }
    }
}

static void forget(int fd) {
    for (int i = 0; i < count; i++) {
        if (streams[i] == fd) {
            streams[i] = streams[--count];
            break;
        }
    }
    close(fd);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    raise_file_limit();
    int interval = atoi(argv[2]);
    size_t size = (size_t)atoi(argv[3]);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listening, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    must(bind(listening, (struct sockaddr *)&address, sizeof address), "bind");
    must(listen(listening, 4096), "listen");

    int clock = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct timespec period = {interval / 1000, (long)(interval % 1000) * 1000000};
    struct itimerspec timer = {period, period};
    timerfd_settime(clock, 0, &timer, NULL);

    int poll = epoll_create1(0);
    watch(poll, listening, EPOLLIN, (void *)(intptr_t)listening);
    watch(poll, clock, EPOLLIN, (void *)(intptr_t)clock);
    const char *head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
                       "cache-control: no-store\r\ntransfer-encoding: chunked\r\n\r\n";
    struct epoll_event events[512];
    char request[8192];
    for (;;) {
        int ready = epoll_wait(poll, events, 512, -1);
        for (int i = 0; i < ready; i++) {
            int fd = (int)(intptr_t)events[i].data.ptr;
            if (fd == listening) {
                for (int came; (came = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0;)
                    watch(poll, came, EPOLLIN, (void *)(intptr_t)came);
            } else if (fd == clock) {
                uint64_t ticks;
                if (read(clock, &ticks, sizeof ticks) > 0) broadcast(size);
            } else if (recv(fd, request, sizeof request, 0) <= 0) {
                forget(fd);
            } else if (count < MOST && send(fd, head, strlen(head), MSG_NOSIGNAL) > 0) {
                streams[count++] = fd;
            }
        }
    }
}
