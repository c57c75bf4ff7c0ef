"""Steps of wall time while the server runs (TRUST B7): recorded, alarmed, never back in the journal, no session extended.

libfaketime moves what the server takes for wall time; the monotonic clock is left alone.
"""
import ctypes, datetime, glob, os, time
from centre import centre
from visitor import Visitor

ALARM_LIMIT = 10.0
HOUR, DAY = 3_600, 86_400


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    assert found, "libfaketime is missing: run Scripts/install"
    return found[0]


class Wall:
    """Wall time of one server: so many seconds beside the machine's."""

    def __init__(self, one):
        self.file = one.folder / "wall"
        self.set(0)
        # The library keeps its start in memory of this name; where it has to make it, it moves the environment, beside
        # which Swift looks for the arguments.
        self.name = f"/ringfence-clock-{os.getpid()}"
        libc = ctypes.CDLL(None)
        libc.sem_open.restype = ctypes.c_void_p
        assert libc.sem_open(self.name.encode(), os.O_CREAT, 0o600, 1), "no semaphore"
        memory = libc.shm_open(self.name.encode(), os.O_CREAT | os.O_RDWR, 0o600)
        os.ftruncate(memory, 4_096)
        os.close(memory)
        self.environment = {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_SHARED": f"{self.name} {self.name}"}

    def forget(self):
        libc = ctypes.CDLL(None)
        libc.sem_unlink(self.name.encode())
        libc.shm_unlink(self.name.encode())

    def set(self, seconds):
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.rename(self.file)


def until(what, seconds, found):
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if (answer := found()) is not None:
            return answer, time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds} s")


def site_seconds(boss):
    now = boss.get("/api/v1/clock").json["now"]
    return datetime.datetime.fromisoformat(now.replace("Z", "+00:00")).timestamp()


def main():
    with centre() as one:
        one.account("boss", "supervisor", officer="P2010")
        boss, short = (Visitor(one, one.run("account", "token", "boss", "--hours", hours).stdout.strip()) for hours in ("168", "2"))
        wall = Wall(one)
        os.environ.update(wall.environment)
        one.start()
        for name in wall.environment:
            del os.environ[name]
        wall.forget()
        assert abs(site_seconds(boss) - time.time()) < 5, "the site clock did not begin at wall time"

        def jumps():
            return [alarm for alarm in boss.get("/api/v1/alarms").json if alarm["rule"] == "clock-jumped"]

        def ahead():
            return site_seconds(boss) - time.time()

        wall.set(1)
        time.sleep(5)
        assert not jumps() and abs(ahead()) < 1, "a second is no step"

        # (wall beside the machine, alarms so far, how far the site clock then is ahead of the machine)
        story = [(HOUR, 1, HOUR), (0, 2, HOUR), (HOUR, 2, HOUR), (HOUR + DAY, 3, HOUR + DAY), (401 * DAY, 4, HOUR + DAY),
                 (HOUR + DAY, 4, HOUR + DAY)]
        slowest, last = 0, site_seconds(boss)
        for offset, alarms, expected in story:
            wall.set(offset)
            if len(jumps()) < alarms:
                slowest = max(slowest, until(f"the alarm of {offset}", ALARM_LIMIT, lambda: len(jumps()) == alarms or None)[1])
            time.sleep(3)
            assert len(jumps()) == alarms, (offset, jumps())
            assert abs(ahead() - expected) < 1, f"wall {offset}: the site clock is {ahead():.1f} s ahead, not {expected}"
            now = site_seconds(boss)
            assert now >= last, "the site clock went back"
            last = now
        assert {jump["state"] for jump in jumps()} == {"gone"}, jumps()
        assert short.get("/api/v1/clock").status == 401, "a token of two hours lives on after a day"
        assert one.stop() == 0
        recorded = [leaf["recorded"] for _, _, leaf in one.records()]
        assert recorded == sorted(recorded), "the journal's times went back"
        told = [round(leaf["event"]["by"] / 1e6) for _, kind, leaf in one.records() if kind == "centre.clock-jumped"]
        assert one.verify().returncode == 0 and one.run("check", check=False).returncode == 0
        print(f"clock: steps of {told} s were told, each alarm within {slowest:.1f} s; recorded times only grew")


main()
