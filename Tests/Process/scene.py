"""A stopped centre with something of everything in it, and copies of its folders that may be spoilt."""
import contextlib, datetime, pathlib, shutil, sqlite3, subprocess
from centre import BINARY, leaves

DEVICES, ARRIVALS = 270, 6  # so many records that the first tile of leaf hashes is full and there is a second one
SKIPPED = shutil.ignore_patterns("reserve", "door", "lock")


def now(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def arrive(one, desk, case, number):
    body = {"personKind": "criminalSuspect", "caseCode": f"{case}-{number}", "officers": ["P2001"],
            "name": f"示例人员{number}号", "paper": {"kind": "passport", "number": f"E{number}"},
            "arrival": {"mode": "summoned", "ground": "summons", "at": now(5)}}
    status, answer = one.call("POST", "/api/v1/stays", body, desk)
    assert status == 201, answer
    return answer["record"]


def press(one, token, frame, tag):
    body = {"device": "locator-1", "boot": "b", "frame": frame, "sent": now(), "lines": [
        {"kind": "position", "tag": tag, "at": now(), "x": 5.0, "y": 5.0, "accuracy": 0.5},
        {"kind": "button", "tag": tag, "at": now()}]}
    status, answer = one.call("POST", "/api/v1/observations", body, token)
    assert status == 200 and answer["accepted"] == 2, answer


class Scene:
    """Two days of a centre: `arrived` are the records of people of the first day, `kept` the checkpoint that somebody
    took away in its evening, `yesterday` the whole data folder as it then was."""

    def __init__(self, one):
        self.one = one
        desk = one.account("desk", "custodian", officer="P1001")
        token = one.device("locator-1", locator=True)["locator-1"]
        one.start()
        self.arrived = [arrive(one, desk, "FIRST", number) for number in range(ARRIVALS)]
        press(one, token, 1, "T101")
        assert one.stop() == 0
        self.kept, self.yesterday = one.folder / "kept-checkpoint", one.folder / "yesterday"
        shutil.copy(self.journal / "checkpoint", self.kept)
        shutil.copytree(self.data, self.yesterday, ignore=SKIPPED)
        self.kept_size = size_of(self.kept)
        for first in range(0, DEVICES, 90):
            one.device(*[f"d{number}" for number in range(first, first + 90)])
        one.start()
        for number in range(ARRIVALS):
            arrive(one, desk, "SECOND", number)
        press(one, token, 2, "T102")
        assert one.stop() == 0
        self.size = size_of(self.journal / "checkpoint")
        self.key, self.signer = one.key, one.folder / "keys/journal.key"

    @property
    def data(self):
        return self.one.folder / "data"

    @property
    def journal(self):
        return self.data / "journal"

    @contextlib.contextmanager
    def copy(self):
        """Data folder of a copy; the keys lie elsewhere and are the real ones."""
        folder = self.one.folder / "copy"
        shutil.copytree(self.data, folder, ignore=SKIPPED)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def entries(self):
        return [entry for _, _, _, entry in leaves(self.journal, self.size)]

    def verify(self, journal, *more):
        return ask("verify", journal, "--key", self.key, *more)

    def check(self, data):
        return ask("check", "--data", data, "--keys", self.one.folder / "keys")

    def rebuild(self, data):
        fresh = self.one.folder / "again.sqlite"
        fresh.unlink(missing_ok=True)
        return ask("rebuild", fresh, "--data", data, "--keys", self.one.folder / "keys")


def size_of(checkpoint):
    return int(pathlib.Path(checkpoint).read_text().split("\n")[1])


def ask(*words):
    """Whether the command found nothing, and what it said."""
    done = subprocess.run([str(word) for word in (BINARY, *words)], capture_output=True, text=True, timeout=60)
    return done.returncode == 0, done.stdout + done.stderr


@contextlib.contextmanager
def database(data):
    """The database as an administrator's shell has it: nothing is enforced."""
    shell = sqlite3.connect(data / "centre.sqlite", isolation_level=None)
    try:
        yield shell
    finally:
        shell.execute("pragma wal_checkpoint(truncate)")
        shell.close()
