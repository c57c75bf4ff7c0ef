// The raw limit of this disk: appends BYTES to a new file in SYNCS pieces, each followed by fdatasync.
//
// usage: syncs FILE BYTES SYNCS [direct]      Prints the seconds it took.
// direct: in whole blocks past the system's cache, as the server writes.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 4096 };

int main(int argc, char **argv) {
    if (argc < 4) return 64;
    long long bytes = atoll(argv[2]), syncs = atoll(argv[3]);
    int direct = argc > 4 ? O_DIRECT : 0;
    size_t piece = bytes / syncs;
    if (direct) piece = (piece + BLOCK - 1) / BLOCK * BLOCK;
    void *buffer;
    if ((errno = posix_memalign(&buffer, BLOCK, piece + 1))) { perror("memory"); return 1; }
    memset(buffer, 'r', piece);
    int file = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | direct, 0600);
    if (file < 0) { perror(argv[1]); return 1; }
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (long long i = 0; i < syncs; i++) {
        if (write(file, buffer, piece) != (ssize_t)piece || fdatasync(file)) { perror("sync"); return 1; }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    unlink(argv[1]);
    printf("%.4f\n", (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9);
    return 0;
}
