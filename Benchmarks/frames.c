// Sixty-four devices at once: each sends a frame over a connection of its own, waits for the answer, sends the next.
//
// usage: frames PORT CONNECTIONS LINES SECONDS SITE_MS SPEED < tokens      (a line for each: DEVICE TOKEN)
// Site time is SITE_MS at the start and runs SPEED times as fast. Prints one line of JSON.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { BODY = 262144, HEAD = 1024, ANSWER = 65536, TAGS = 40, MOST = 2000, AT = 24, DIGITS = 10 };

struct device {
    int socket, filled;
    long frame;
    double sent;
    char name[64], token[80], answer[ANSWER];
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double began, speed;
static long long site;

// A moment of the site clock, a second ago: inside the window whatever the two clocks differ by.
static void moment(char *text) {
    long long ms = site + (long long)((now() - began) * speed * 1000) - 1000;
    time_t seconds = ms / 1000;
    struct tm utc;
    char day[32];
    gmtime_r(&seconds, &utc);
    strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text, 32, "%.19s.%03uZ", day, (unsigned)(ms % 1000) % 1000);
}

// The lines of a frame, written once for each tag that may come first; only their times and numbers change, so that the
// load takes little of the processor that the server is measured on.
static struct lines {
    int bytes, at[MOST], number[MOST];
    char text[BODY];
} shapes[TAGS];

static void shape_lines(int lines) {
    for (int first = 0; first < TAGS; first++) {
        struct lines *s = &shapes[first];
        for (int i = 0; i < lines; i++) {
            s->bytes += sprintf(s->text + s->bytes, "%s{\"kind\":\"position\",\"tag\":\"T1%02d\",\"at\":\"", i ? "," : "",
                                1 + (first + i) % TAGS);
            s->at[i] = s->bytes;
            s->number[i] = s->bytes + AT + 8;
            s->bytes += sprintf(s->text + s->bytes, "%*s\",\"seq\":%*s,\"x\":%d.25,\"y\":%d.5,\"accuracy\":0.3}", AT, "", DIGITS, "",
                                5 + i % 20, 5 + i % 10);
        }
    }
}

// Ten digits, the first of them a one.
static void digits(char *text, long number) {
    for (int i = DIGITS - 1; i > 0; i--, number /= 10) text[i] = '0' + number % 10;
    text[0] = '1';
}

static void send_frame(struct device *d, int lines, long long *bytes) {
    static char request[BODY + HEAD];
    char at[32], head[HEAD];
    moment(at);
    struct lines *s = &shapes[++d->frame % TAGS];
    int n = snprintf(head, sizeof head, "{\"device\":\"%s\",\"boot\":\"bench-%d\",\"frame\":%ld,\"sent\":\"%s\",\"late\":false,\"lines\":[",
                     d->name, (int)getpid(), d->frame, at);
    int body = n + s->bytes + 2;
    int h = snprintf(request, sizeof request,
                     "POST /api/v1/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                     "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", d->token, body, head);
    char *text = request + h;
    memcpy(text, s->text, s->bytes);
    for (int i = 0; i < lines; i++) {
        memcpy(text + s->at[i], at, AT);
        digits(text + s->number[i], d->frame * lines + i);
    }
    memcpy(text + s->bytes, "]}", 2);
    *bytes += body;
    d->filled = 0;
    d->sent = now();
    for (int at = 0, all = h + s->bytes + 2; at < all;) {
        ssize_t written = write(d->socket, request + at, all - at);
        if (written < 0) { perror("write"); exit(1); }
        at += written;
    }
}

// Whether the whole answer is there.
static int is_complete(struct device *d) {
    d->answer[d->filled] = 0;
    char *end = strstr(d->answer, "\r\n\r\n"), *length = strcasestr(d->answer, "content-length:");
    return end && length && d->filled >= end + 4 - d->answer + atoi(length + 15);
}

static int by_size(const void *a, const void *b) {
    double x = *(double *)a, y = *(double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
    if (argc < 7) return 64;
    int port = atoi(argv[1]), count = atoi(argv[2]), lines = atoi(argv[3]);
    double seconds = atof(argv[4]);
    if (lines < 1 || lines > MOST) return 64;
    site = atoll(argv[5]);
    speed = atof(argv[6]);
    struct device *all = calloc(count, sizeof *all);
    int epoll = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    began = now();
    for (int i = 0; i < count; i++) {
        if (scanf("%63s %79s", all[i].name, all[i].token) != 2) return 65;
        all[i].socket = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(all[i].socket, (struct sockaddr *)&address, sizeof address)) { perror("connect"); return 1; }
        int one = 1;
        setsockopt(all[i].socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
        epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].socket, &event);
    }
    long long bytes = 0, answered = 0, refused = 0, limit = 4000000;
    double *waits = malloc(limit * sizeof *waits), start = now();
    shape_lines(lines);
    for (int i = 0; i < count; i++) send_frame(&all[i], lines, &bytes);
    int open = count;
    while (open) {
        struct epoll_event events[64];
        int n = epoll_wait(epoll, events, 64, 5000);
        if (n <= 0) { fprintf(stderr, "no answer within five seconds\n"); return 1; }
        for (int i = 0; i < n; i++) {
            struct device *d = events[i].data.ptr;
            ssize_t got = read(d->socket, d->answer + d->filled, ANSWER - 1 - d->filled);
            if (got <= 0) { fprintf(stderr, "connection closed\n"); return 1; }
            d->filled += got;
            if (!is_complete(d)) continue;
            char expected[32];
            snprintf(expected, sizeof expected, "\"accepted\":%d,", lines);
            if (!strstr(d->answer, expected)) {
                if (!refused++) fprintf(stderr, "refused: %s\n", d->answer);
            }
            if (answered < limit) waits[answered] = now() - d->sent;
            answered++;
            if (now() - start < seconds) send_frame(d, lines, &bytes);
            else open--;
        }
    }
    double took = now() - start;
    qsort(waits, answered < limit ? answered : limit, sizeof *waits, by_size);
    printf("{\"seconds\":%.3f,\"frames\":%lld,\"lines\":%lld,\"bytes\":%lld,\"refused\":%lld,\"p50\":%.5f,\"p99\":%.5f}\n", took,
           answered, answered * lines, bytes, refused, waits[answered / 2], waits[answered * 99 / 100]);
    return refused ? 1 : 0;
}
