"""A kill at every arrow of the commit protocol (docs/design/0001): strace ends the loaded server with SIGKILL as it
enters one chosen system call on one chosen file. After each, nothing acknowledged is lost, the journal verifies, the
server starts again and seals, and check agrees.

usage: arrows.py
"""
import datetime, http.client, json, signal, subprocess, threading, time
from centre import START_LIMIT, centre

RENAME, UNLINK = "rename,renameat,renameat2", "unlink,unlinkat"
# strace finds a renaming by the old name.
# The arrow, the system call, the file it is made on (below the centre's folder), and whether the server is stopped
# politely to come there.
ARROWS = [
    ("a frame is written, its chunk is not synced", "fdatasync", "data/observations/{chunk}.log", False),
    ("a commit is in the log, the log is not synced", "fdatasync", "data/centre.sqlite-wal", False),
    ("a bundle is written, has no name", RENAME, "data/journal/tile/entries/{unnamed}", False),
    ("a hash tile is written, has no name", RENAME, "data/journal/tile/0/{unnamed}", False),
    ("tiles stand, the guard has no name", RENAME, "keys/.guard.new", False),
    ("the guard stands, its folder is not synced", "fsync", "keys", False),
    ("the guard is safe, the checkpoint is not synced", "fsync", "data/journal/.checkpoint.new", False),
    ("the checkpoint is synced, has no name", RENAME, "data/journal/.checkpoint.new", False),
    ("the checkpoint stands, its folder is not synced", "fsync", "data/journal", False),
    ("the checkpoint is served, old partials remain", UNLINK, "data/journal/tile/entries/{partial}", False),
    ("a chunk is compressed, has no name", RENAME, "data/observations/.{chunk}.gz.new", True),
    ("a chunk's closing is journaled, its raw file remains", UNLINK, "data/observations/{chunk}.log", True),
]


def now(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Load(threading.Thread):
    """Frames with a press and arrivals, until the server is gone or the load is stopped."""

    def __init__(self, one, device, token, custodian, number):
        super().__init__(daemon=True)
        self.one, self.device, self.token, self.custodian, self.number = one, device, token, custodian, number
        self.acked, self.stopped, self.count = set(), False, 0

    def run(self):
        while not self.stopped:
            try:
                self.step()
            except (OSError, http.client.HTTPException):
                return  # the server is gone: unanswered, so nothing is promised
            self.count += 1
            time.sleep(0.03)

    def step(self):
        boot = f"b{self.number}"
        frame = {"device": self.device, "boot": boot, "frame": self.count, "sent": now(),
                 "lines": [{"kind": "button", "tag": f"T{101 + self.count % 99}", "at": now()}]}
        status, answer = self.one.call("POST", "/api/v1/observations", frame, self.token)
        if status == 200 and answer.get("accepted") == 1:
            self.acked.add(("frame", boot, self.count))
            self.acked.add(("press", frame["lines"][0]["tag"], frame["lines"][0]["at"]))
        body = {"personKind": "criminalSuspect", "caseCode": f"ARROW-{self.number}-{self.count}", "officers": ["P2001"],
                "paper": "unknown", "arrival": {"mode": "summoned", "ground": "summons", "at": now(5)}}
        status, answer = self.one.call("POST", "/api/v1/stays", body, self.custodian)
        if status == 201:
            self.acked.add(("stay", answer["path"].rsplit("/", 1)[1]))


def paths(one, template):
    """The file of an arrow. How wide the next partial will be nobody knows, so all that are near are named."""
    logs = sorted(f.stem for f in (one.folder / "data/observations").glob("0*.log"))
    size = int((one.folder / "data/journal/checkpoint").read_text().split("\n")[1])
    if "partial" not in template and "unnamed" not in template:
        return [one.folder / template.format(chunk=logs[-1] if logs else "none")]
    near = [n for n in range(max(1, size - 20), size + 1_500) if n % 256]
    return [one.folder / template.format(partial=f"{n // 256:03d}.p/{n % 256}", unnamed=f"{n // 256:03d}.p/.{n % 256}.new")
            for n in near]


def kill_at(one, arrow, load):
    name, call, template, isPolite = arrow
    one.start()
    load.start()
    time.sleep(0.9)
    if isPolite:
        load.stopped = True
        load.join(START_LIMIT)
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(one.process.pid), "-e", f"trace={call}",
               "-e", f"inject={call}:signal=KILL:when=1"]
    for path in paths(one, template):
        command += ["-P", str(path)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    if isPolite:
        time.sleep(0.5)
        one.process.send_signal(signal.SIGTERM)
    try:
        one.process.wait(timeout=START_LIMIT)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"the server lived on: nobody came where {name}") from None
    finally:
        tracer.kill()
        tracer.wait()
    assert one.process.returncode == -signal.SIGKILL, f"{name}: ended with {one.process.returncode}"
    load.join(START_LIMIT)


def micros(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1_000) * 1_000


def main():
    with centre() as one:
        tokens = one.device("locator-1", locator=True)
        custodian = one.account("desk", "custodian", officer="P1001")
        acked, starts = set(), []
        for number, arrow in enumerate(ARROWS):
            load = Load(one, "locator-1", tokens["locator-1"], custodian, number)
            kill_at(one, arrow, load)
            assert load.acked, f"{arrow[0]}: there was no load"
            acked |= load.acked
            verified = one.verify("--live")
            assert verified.returncode == 0, (arrow[0], verified.stderr)
            starts.append(one.start())
            assert one.stop() == 0
            verified = one.verify("--known", one.folder / "keys/guard")
            assert verified.returncode == 0, (arrow[0], verified.stderr)
            check = one.run("check", check=False)
            assert check.returncode == 0, (arrow[0], check.stdout)
            print(f"arrows: {arrow[0]}: {len(load.acked)} acknowledged before, sound after", flush=True)
        lost = acked - kept(one)
        assert not lost, sorted(lost)[:5]
        rebuild = one.run("rebuild", one.folder / "again.sqlite", check=False)
        assert rebuild.returncode == 0, rebuild.stdout
        print(f"arrows: {len(ARROWS)} kills, {len(acked)} acknowledged, none lost; started again in at most"
              f" {max(starts):.2f} s")


def kept(one):
    """What the journal and the chunks hold, each press counted: one told twice is as wrong as one that is lost."""
    found, presses = set(), {}
    for _, kind, leaf in one.records():
        if kind == "stay.arrived":
            found.add(("stay", leaf["event"]["stay"]))
        if kind == "tag.button":
            key = (leaf["event"]["tag"], leaf["occurred"])
            presses[key] = presses.get(key, 0) + 1
    doubled = [key for key, count in presses.items() if count > 1]
    assert not doubled, doubled[:5]
    for _, body in one.stored_frames():
        frame = json.loads(body)
        found.add(("frame", frame["boot"], frame["frame"]))
        line = frame["lines"][0]
        if (line["tag"], micros(line["at"])) in presses:
            found.add(("press", line["tag"], line["at"]))
    return found


main()
