"""Memory and handles stay flat (TRUST B15) under the full load: 2,000 positions a second from 40 base stations, 20 consoles
that listen and look at the board, calls for help that are answered.

Memory (RSS) is at most 600 MB at any time. After a time of warming up (ten minutes, or a third of a shorter run) it may
grow by 1 % an hour from the first quarter to the last; a run of less than an hour is too short to tell so little and
may grow by 3 % in all. The fewest open files of the last quarter must be as many as those of the first, and the fewest
connections: what comes and goes is not counted, what is never closed is.

usage: endurance.py [MINUTES]     the promise asks for 60
"""
import collections, os, statistics, sys, threading, time
from centre import centre
from load import STATIONS, Load, call_for_help
from visitor import Feed, Visitor

MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else 60
CONSOLES, LIMIT, SAMPLE_EVERY, CALL_EVERY = 20, 600, 5, 10
WARM_UP = min(10.0, MINUTES / 3) * 60
# The middles of the first and the last quarter lie three quarters apart.
GROWTH = 0.01 * 0.75 * (MINUTES * 60 - WARM_UP) / 3_600 if MINUTES >= 60 else 0.03
MORE_FILES, MORE_CONNECTIONS = 2, 3


class Console(threading.Thread):
    """Listens to the feed and asks for who is there, as an open board does."""

    def __init__(self, one, token):
        super().__init__(daemon=True)
        self.visitor, self.stopped, self.failed = Visitor(one, token), False, None
        self.feed = Feed(self.visitor)

    def run(self):
        while not self.stopped:
            answer = self.visitor.get("/api/v1/persons-in-area")
            if answer.status != 200 or self.feed.ended.is_set():
                self.failed = answer.text if answer.status != 200 else "the feed ended"
                return
            self.feed.seen.clear()
            self.feed.items.queue.clear()
            time.sleep(5)


def sample(pid):
    """Resident memory in MiB, open files, open connections."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        memory = next(int(line.split()[1]) / 1_024 for line in file if line.startswith("VmRSS:"))
    kinds = collections.Counter()
    for handle in os.listdir(f"/proc/{pid}/fd"):
        try:
            kinds["socket" if os.readlink(f"/proc/{pid}/fd/{handle}").startswith("socket:") else "file"] += 1
        except FileNotFoundError:  # closed meanwhile
            pass
    return memory, kinds["file"], kinds["socket"]


def quarters(samples, place, measure):
    """The measure of the first quarter and that of the last."""
    part = max(1, len(samples) // 4)
    return tuple(measure([each[place] for each in some]) for some in (samples[:part], samples[-part:]))


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(STATIONS)], locator=True)
        hub = Visitor(one, one.device("hub", locator=True)["hub"])
        desk = Visitor(one, one.account("desk", "custodian", officer="P1001"))
        one.start()
        consoles = [Console(one, desk.token) for _ in range(CONSOLES)]
        for console in consoles:
            console.start()
        samples, highest, calls = [], 0.0, 0
        with Load(one, tokens) as load:
            begun = time.monotonic()
            for count in range(round(MINUTES * 60 / SAMPLE_EVERY)):
                time.sleep(max(0, begun + count * SAMPLE_EVERY - time.monotonic()))
                if count % (CALL_EVERY // SAMPLE_EVERY) == 0:
                    call_for_help(hub, desk, calls)
                    calls += 1
                found = sample(one.process.pid)
                highest = max(highest, found[0])
                if time.monotonic() - begun >= WARM_UP:
                    samples.append(found)
                load.check()
            rate = load.rate
        for console in consoles:
            console.stopped = True
        failed = [console.failed for console in consoles if console.failed]
        assert not failed, failed[:3]
        assert one.stop() == 0
    first, last = quarters(samples, 0, statistics.median)
    files, connections = (quarters(samples, place, min) for place in (1, 2))
    print(f"endurance: {MINUTES:g} min at {rate:.0f} positions/s, {CONSOLES} consoles, {calls} calls for help: memory at most"
          f" {highest:.0f} MiB, {first:.1f} then {last:.1f} MiB ({(last / first - 1) * 100:+.2f} %), files {files[0]} then {files[1]},"
          f" connections {connections[0]} then {connections[1]}")
    assert rate >= 1_900, "the load was not there"
    assert highest <= LIMIT and last / first - 1 <= GROWTH
    assert files[1] - files[0] <= MORE_FILES and connections[1] - connections[0] <= MORE_CONNECTIONS


main()
