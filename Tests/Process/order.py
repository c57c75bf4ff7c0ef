"""No answer before its data is synced (TRUST B2), and one connection that writes (B9), read from the system calls.

A frame must be written to a chunk, that chunk synced after the write, and only then answered; an arrival must be
written to the write-ahead log of SQLite, that log synced, and only then answered.

usage: order.py [FRAMES] [ARRIVALS]
"""
import collections, datetime, re, sys, threading, time
from centre import centre
from traced import stop_traced

FRAMES = int(sys.argv[1]) if len(sys.argv) > 1 else 480
ARRIVALS = int(sys.argv[2]) if len(sys.argv) > 2 else 40
SENDERS = 8
CALL = re.compile(r"^(\d+)\s+([\d.]+) (write|writev|pwrite64|sendto|sendmsg|fdatasync|fsync)\((\d+)(?:<([^>]*)>)?(.*)$")
LOG, WAL, DATABASE = "chunk", "wal", "database"


def send(one, device, token, count):
    for number in range(count):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"kind": "position", "tag": "T101", "at": now, "x": 5.0, "y": 5.0, "accuracy": 0.5}
        frame = {"device": device, "boot": f"mark-{device}", "frame": number, "sent": now, "lines": [line]}
        status, answer = one.call("POST", "/api/v1/observations", frame, token)
        assert status == 200, answer


def arrive(one, token, count):
    for number in range(count):
        at = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=5)).isoformat(timespec="seconds")
        body = {"personKind": "criminalSuspect", "caseCode": f"ORDER-{number}", "officers": ["P2001"], "paper": "unknown",
                "arrival": {"mode": "summoned", "ground": "summons", "at": at.replace("+00:00", "Z")}}
        status, answer = one.call("POST", "/api/v1/stays", body, token)
        assert status == 201, (status, answer)


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(SENDERS)], locator=True)
        custodian = one.account("desk", "custodian", officer="P1001")
        trace = one.folder / "trace.txt"
        calls = "trace=write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync"
        one.start(prefix=["strace", "-f", "-qq", "-y", "-ttt", "-s", "16384", "-e", calls, "-o", trace])
        threads = [threading.Thread(target=send, args=(one, d, t, FRAMES // SENDERS)) for d, t in tokens.items()]
        threads.append(threading.Thread(target=arrive, args=(one, custodian, ARRIVALS)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(300)
        stop_traced(one)
        started = (one.folder / "errors.txt").read_text()
        assert re.search(r"SQLite \d.*synchronous 2 read back; one connection writes", started), started[-2000:]
        lines = trace.read_text(errors="replace").splitlines()
        check_order(lines, FRAMES // SENDERS * SENDERS, ARRIVALS)
        check_writers(lines)


class Order:
    """What is written where, what of it is synced, and which answers came too early."""

    def __init__(self):
        self.written, self.synced, self.answered, self.early, self.begun = {}, set(), collections.Counter(), [], {}

    def write(self, marks, path):
        for mark in marks:
            # A page of the write-ahead log is written again with each change: the first time is what counts.
            self.written.setdefault(mark, path)

    def begin_sync(self, thread, path):
        # Only what was written before the sync began is covered when it has ended.
        self.begun[thread] = [mark for mark, where in self.written.items() if where == path and mark not in self.synced]

    def end_sync(self, thread):
        self.synced.update(self.begun.pop(thread, []))

    def answer(self, marks):
        for mark in marks:
            self.answered[mark[0]] += 1
            if mark not in self.synced:
                self.early.append(mark)


def place(path):
    if path.endswith(".log"):
        return LOG
    return WAL if path.endswith("centre.sqlite-wal") else DATABASE if path.endswith("centre.sqlite") else None


def check_order(lines, frames, arrivals):
    order = Order()
    for line in lines:
        resumed = re.match(r"^(\d+)\s+[\d.]+ <\.\.\. (\w+) resumed>", line)
        if resumed:
            if resumed[2] in ("fdatasync", "fsync") and line.rstrip().endswith("= 0"):
                order.end_sync(resumed[1])
            continue
        found = CALL.match(line)
        if not found:
            continue
        thread, _, call, _, path, rest = found.groups()
        where = place(path or "")
        if call in ("fdatasync", "fsync"):
            order.begin_sync(thread, path)
            if rest.rstrip().endswith("= 0"):
                order.end_sync(thread)
        elif where == LOG:
            marks = re.findall(r'mark-(locator-\d+)\\", \\"frame\\": (\d+)', rest)
            order.write([("frame", device, int(number)) for device, number in marks], path)
        elif where == WAL:
            order.write([("stay", stay) for stay in re.findall(r'\\"stay\\":\\"([0-9a-f]{32})', rest)], path)
        elif where is None and "HTTP/1.1 20" in rest:
            marks = re.findall(r'mark-(locator-\d+)\\",\\"frame\\":(\d+),\\"accepted\\":1', rest)
            order.answer([("frame", device, int(number)) for device, number in marks])
            order.answer([("stay", stay) for stay in re.findall(r'stays\\?/([0-9a-f]{32})\\"', rest)])
    print(f"order: {dict(order.answered)} answers, {len(order.written)} things written, {len(order.synced)} synced,"
          f" {len(order.early)} answered early")
    assert order.answered["frame"] == frames, f"only {order.answered['frame']} of {frames} answers were seen"
    assert order.answered["stay"] == arrivals, f"only {order.answered['stay']} of {arrivals} receipts were seen"
    assert not order.early, order.early[:5]


def check_writers(lines):
    """Every connection has its own descriptors: those through which the database and its log were written are one."""
    writers = collections.defaultdict(collections.Counter)
    for line in lines:
        found = CALL.match(line)
        if found and found[3] in ("write", "writev", "pwrite64") and place(found[5] or "") in (WAL, DATABASE):
            writers[place(found[5])][found[4]] += 1
    print(f"writers: {({where: dict(count) for where, count in writers.items()})} (descriptor: writes)")
    assert len(writers[WAL]) == 1, "the write-ahead log was written through several connections"
    assert len(writers[DATABASE]) <= 1, "the database was written through several connections"


main()
