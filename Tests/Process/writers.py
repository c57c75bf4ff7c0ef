"""One connection writes and checkpoints, and nothing is ever corrupt (TRUST B9): SQLite before 3.51.3 may spoil a file
when two connections write or checkpoint at the same time.

The server runs under strace, with the full load, acts, and eight readers. Each connection has descriptors of its own, so
those through which the write-ahead log and the database were written, and the exclusive locks of writing and of
checkpoints in the -shm file, tell how many there are. Every half minute the server is stopped for a moment and its
database copied as it lies on the disk, as after a kill; the copy must pass integrity_check and hold what was acknowledged.

usage: writers.py [MINUTES]
"""
import collections, os, re, shutil, signal, sqlite3, sys, threading, time
from centre import START_LIMIT, centre
from load import STATIONS, Load, call_for_help
from traced import children, stop_traced
from visitor import Visitor

MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else 10
LOOK_EVERY, READERS = min(30, MINUTES * 20), 8
LOCKS = {120: "write", 121: "checkpoint", 122: "recover"}
CALL = re.compile(r"^\d+ +(fcntl|pwrite64|write)\((\d+)<([^>]*)>,? ?(.*)$")
LOCK = re.compile(r"F_SETLKW?, \{l_type=F_WRLCK, l_whence=SEEK_SET, l_start=(\d+), l_len=(\d+)\}\) += 0")


class Worker(threading.Thread):
    """Does the same over and over; what goes wrong is kept."""

    def __init__(self, work, pause):
        super().__init__(daemon=True)
        self.work, self.pause, self.count, self.stopped, self.failed = work, pause, 0, False, None

    def run(self):
        while not self.stopped:
            try:
                self.work(self.count)
            except Exception as error:
                self.failed = error
                return
            self.count += 1
            time.sleep(self.pause)


def read(one, token):
    def work(count):
        path = ("/api/v1/persons-in-area", "/api/v1/alarms?open=1", "/api/v1/devices", "/journal/checkpoint")[count % 4]
        status, answer = one.call("GET", path, token=token)
        assert status == 200, (path, status, answer)
    return work


def stopped_copy(pid, data, folder):
    """The database as a kill would leave it at this moment."""
    os.kill(pid, signal.SIGSTOP)
    try:
        until = time.monotonic() + START_LIMIT
        while not all(is_stopped(pid, task) for task in os.listdir(f"/proc/{pid}/task")):
            assert time.monotonic() < until, "the server does not stop"
            time.sleep(0.005)
        folder.mkdir()
        for name in ("centre.sqlite", "centre.sqlite-wal"):
            shutil.copy(data / name, folder)
    finally:
        os.kill(pid, signal.SIGCONT)


def is_stopped(pid, task):
    try:
        with open(f"/proc/{pid}/task/{task}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] in "tT"
    except FileNotFoundError:
        return True


def look(pid, one, calls):
    """How many records a copy has; every call for help that was answered is among them."""
    promised, folder = calls.count, one.folder / "copy"
    stopped_copy(pid, one.folder / "data", folder)
    shell = sqlite3.connect(folder / "centre.sqlite")
    try:
        assert shell.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert shell.execute("pragma foreign_key_check").fetchall() == []
        count, size = shell.execute("select count(*), max(number) + 1 from record").fetchone()
        kept, = shell.execute("select count(*) from record where kind = 'tag.button'").fetchone()
        assert count == size and kept >= promised, (count, size, kept, promised)
        return count
    finally:
        shell.close()
        shutil.rmtree(folder)


def check_trace(lines):
    """How many descriptors wrote each file and took each lock."""
    found = collections.defaultdict(collections.Counter)
    for line in lines:
        call = CALL.match(line)
        if not call:
            continue
        name = call[3].rpartition("/")[2]
        if call[1] != "fcntl":
            found[f"writes of {name}"][call[2]] += 1
        elif name == "centre.sqlite-shm" and (lock := LOCK.search(call[4])):
            first, count = int(lock[1]), int(lock[2])
            for byte in range(first, first + count):
                if byte in LOCKS:
                    found[f"{LOCKS[byte]} locks"][call[2]] += 1
    for what in ("writes of centre.sqlite-wal", "writes of centre.sqlite", "write locks", "checkpoint locks"):
        assert len(found[what]) == 1, f"{what} through {dict(found[what])}, not through one descriptor"
    counts = {what: sum(count.values()) for what, count in found.items()}
    assert counts["checkpoint locks"] > 1, f"no checkpoint but that of the end: {counts}"
    return counts


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(STATIONS)], locator=True)
        desk = one.account("desk", "custodian", officer="P1001")
        hub = Visitor(one, one.device("hub", locator=True)["hub"])
        data, trace = one.folder / "data", one.folder / "trace.txt"
        files = [word for suffix in ("", "-wal", "-shm") for word in ("-P", data / f"centre.sqlite{suffix}")]
        one.start(prefix=["strace", "-f", "-qq", "-y", "--seccomp-bpf", "-e", "trace=fcntl,pwrite64,write", *files, "-o", trace])
        pid, = children(one.process.pid)
        started = (one.folder / "errors.txt").read_text()
        rule = re.search(r"SQLite (\d+\.\d+\.\d+): synchronous 2 read back; one connection writes and checkpoints", started)
        assert rule, started[-2000:]
        readers = [Worker(read(one, desk), 0.05) for _ in range(READERS)]
        calls, looks = Worker(lambda count: call_for_help(hub, Visitor(one, desk), count), 0), 0
        workers = [*readers, calls]
        with Load(one, tokens) as load:
            for worker in workers:
                worker.start()
            until = time.monotonic() + MINUTES * 60
            while time.monotonic() < until:
                time.sleep(LOOK_EVERY)
                records, looks = look(pid, one, calls), looks + 1
            rate = load.rate
        for worker in workers:
            worker.stopped = True
        for worker in workers:
            worker.join(30)
        load.check()
        assert not [worker.failed for worker in workers if worker.failed], [worker.failed for worker in workers]
        stop_traced(one)
        with open(trace, encoding="utf-8", errors="replace") as lines:
            counts = check_trace(lines)
        assert one.verify().returncode == 0
        check = one.run("check", check=False)
        assert check.returncode == 0, check.stdout
    print(f"writers: SQLite {rule[1]}, {rate:.0f} positions/s, {sum(each.count for each in readers)} reads by {READERS} readers,"
          f" {calls.count} calls for help, {records} records; {looks} copies, none corrupt; one descriptor each: {counts}")


main()
