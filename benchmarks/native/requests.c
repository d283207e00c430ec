/* Sends prepared requests over a few kept connections, as fast as answers come or at a given rate.
 *
 *     requests PORT CONNECTIONS RATE REQUESTS_FILE ANSWERS_FILE
 *
 * REQUESTS_FILE: for each request its length, a line feed and its bytes. RATE: requests a second, evenly spaced, their
 * times counted from the moment at which each was due; 0 sends the next one as soon as a connection is free.
 * ANSWERS_FILE gets a line for each: number, status, when it was sent (CLOCK_MONOTONIC, nanoseconds), microseconds
 * until it was whole, body. Prints the seconds that all of it took.
 */
#include "common.h"

enum { MOST_ANSWER = 1 << 22 };

struct request {
    char *bytes;
    size_t length;
    uint64_t started;
};

struct connection {
    int fd, request; /* -1: free */
    size_t held, room;
    char *answer;
};

static struct request *requests;
static int count, answered;
static FILE *answers;

static void read_requests(const char *name) {
    FILE *file = fopen(name, "rb");
    if (!file) fail(name);
    size_t length;
    while (fscanf(file, "%zu", &length) == 1) {
        fgetc(file);
        requests = realloc(requests, (size_t)(count + 1) * sizeof *requests);
        requests[count] = (struct request){.bytes = malloc(length), .length = length};
        if (fread(requests[count++].bytes, 1, length, file) != length) fail("short request");
    }
    fclose(file);
}

static void give(struct connection *connection, int number, uint64_t started) {
    struct request *request = &requests[number];
    connection->request = number;
    connection->held = 0;
    request->started = started;
    if (send(connection->fd, request->bytes, request->length, MSG_NOSIGNAL) != (ssize_t)request->length) fail("send");
}

/* Whether the answer is whole. Every answer of an API says its length. */
static int hear(struct connection *connection) {
    if (connection->room - connection->held < 65536)
        connection->answer = realloc(connection->answer, connection->room = connection->room * 2 + 131072);
    ssize_t got = recv(connection->fd, connection->answer + connection->held, connection->room - connection->held - 1, 0);
    if (got < 0 && errno == EAGAIN) return 0;
    if (got <= 0) fail("the server closed a connection");
    connection->held += (size_t)got;
    connection->answer[connection->held] = 0;
    char *body = strstr(connection->answer, "\r\n\r\n");
    if (!body) return 0;
    body += 4;
    char *length = strcasestr(connection->answer, "\r\ncontent-length:");
    size_t wanted = length && length < body ? strtoul(length + 17, NULL, 10) : 0;
    if ((size_t)(connection->answer + connection->held - body) < wanted) return 0;
    struct request *request = &requests[connection->request];
    fprintf(answers, "%d %d %llu %llu %s\n", connection->request, atoi(connection->answer + 9),
            (unsigned long long)request->started, (unsigned long long)((nanoseconds() - request->started) / 1000), body);
    connection->request = -1;
    answered++;
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    raise_file_limit();
    int port = atoi(argv[1]), width = atoi(argv[2]), next = 0;
    double rate = atof(argv[3]);
    read_requests(argv[4]);
    if (!(answers = fopen(argv[5], "w"))) fail(argv[5]);
    int poll = epoll_create1(0);
    struct connection *connections = calloc((size_t)width, sizeof *connections);
    for (int i = 0; i < width; i++) {
        connections[i] = (struct connection){.fd = start_connecting(port, i, 0), .request = -1};
        watch(poll, connections[i].fd, EPOLLIN, &connections[i]);
    }
    usleep(300000); /* connected and accepted, before the clock starts */
    uint64_t started = nanoseconds();
    struct epoll_event events[256];
    while (answered < count) {
        for (int i = 0; i < width && next < count; i++) {
            uint64_t due = rate > 0 ? started + (uint64_t)(next * 1e9 / rate) : nanoseconds();
            if (due > nanoseconds()) break;
            if (connections[i].request < 0) give(&connections[i], next++, due);
        }
        struct timespec wait = {0, rate > 0 ? 200000 : 100000000};
        int ready = epoll_pwait2(poll, events, 256, &wait, NULL);
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection->request < 0) fail("the server closed a free connection");
            if (hear(connection) && rate <= 0 && next < count) give(connection, next++, nanoseconds());
        }
    }
    printf("%.6f\n", (double)(nanoseconds() - started) / 1e9);
    fclose(answers);
    return 0;
}
