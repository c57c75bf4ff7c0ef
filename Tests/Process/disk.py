"""A full disk (TRUST B5): told at nine tenths and when full, calls for help go on, nothing acknowledged is lost.

The data lie on a small file system of their own (tmpfs, which needs root), filled from outside and emptied again.
usage: disk.py [CYCLES]
"""
import os, pathlib, subprocess, sys, time
from centre import centre
from visitor import Feed, Visitor, now

CYCLES = int(sys.argv[1]) if len(sys.argv) > 1 else 3
SIZE, RESERVE, MIB = 96 << 20, 32 << 20, 1 << 20
TOLD_LIMIT, RESUMED_LIMIT = 5.0, 10.0


class Disk:
    """A file system of its own below the data folder, with a file that takes its room."""

    def __init__(self, folder):
        self.folder, self.filler = folder, folder / "filler"
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        done = subprocess.run(mount, capture_output=True, text=True)
        if done.returncode:
            # Whoever is not root tests the rest all the same; the line tells what was not tested.
            print(f"disk: NOT RUN, a small file system cannot be mounted here: {done.stderr.strip()}")
            sys.exit(0)

    @property
    def free(self):
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def fill(self, leave):
        """Takes what is free but for so many bytes."""
        with open(self.filler, "ab") as file:
            while (more := min(MIB, self.free - leave)) > 0:
                try:
                    file.write(b"x" * more)
                    file.flush()
                except OSError:
                    break

    def empty(self):
        self.filler.unlink()

    def unmount(self):
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


class Station:
    """Sends frames and remembers which were acknowledged."""

    def __init__(self, hub):
        self.hub, self.number, self.acked = hub, 0, set()

    def send(self, *lines):
        self.number += 1
        frame = {"device": "hub", "boot": "b1", "frame": self.number, "sent": now(), "lines": [{**line, "at": now()} for line in lines]}
        answer = self.hub.post("/api/v1/observations", frame)
        if answer.status == 200:
            assert answer.json["accepted"] == len(lines), answer.text
            self.acked.add(self.number)
        else:
            assert answer.status == 503 and int(answer.headers["Retry-After"]) > 0, (answer.status, answer.text)
        return answer.status

    def place(self):
        return self.send({"kind": "position", "tag": "T105", "x": 5.0, "y": 5.0, "accuracy": 0.5})

    def press(self, tag):
        return self.send({"kind": "button", "tag": tag})

    def beat(self):
        return self.send({"kind": "battery", "tag": "T105", "battery": 90})


def until(what, limit, found):
    begun = time.monotonic()
    while not found():
        assert time.monotonic() - begun < limit, f"{what}: not within {limit} s"
        time.sleep(0.05)
    return time.monotonic() - begun


def cycle(number, one, disk, desk, station, times):
    reserve = disk.folder / "reserve"
    health = lambda: desk.get("/api/v1/health", stranger=True)
    alarms = lambda: [(a["level"], a["state"]) for a in desk.get("/api/v1/alarms").json if a["rule"] == "disk-full"]
    told = len(alarms())

    disk.fill(leave=SIZE // 10 - MIB)
    times["low"].append(until("the alarm at nine tenths", TOLD_LIMIT, lambda: len(alarms()) == told + 1))
    until("the health at nine tenths", TOLD_LIMIT, lambda: health().json["status"] == "disk-low")
    assert health().status == 200 and station.place() == 200 and reserve.stat().st_blocks * 512 >= RESERVE

    disk.fill(leave=0)
    # Before anybody looked: acts and calls find the room of the reserve themselves.
    assert station.place() == 503, "a position was taken on a full disk"
    assert station.press(f"T{110 + number}") == 200, "a call for help was refused"
    arrival = {"personKind": "criminalSuspect", "caseCode": f"DISK-{number}", "officers": ["P2002"], "paper": "unknown",
               "arrival": {"mode": "brought", "ground": "summons", "at": now(-60)}}
    assert desk.post("/api/v1/stays", arrival).status == 201, "an act was refused"
    times["full"].append(until("the alarm when full", TOLD_LIMIT, lambda: ("first", "open") in alarms()))
    assert health().status == 503 and health().json["status"] == "disk-full", health().text
    assert not reserve.exists() and station.beat() == 200 and station.place() == 503

    feed = Feed(desk)
    assert station.press(f"T{130 + number}") == 200
    assert feed.wait(lambda item: item[0] == "alarm" and item[2]["rule"] == "sos", 5), "the call for help was not shown"
    feed.close()

    disk.fill(leave=RESERVE // 2 - 2 * MIB)
    assert station.beat() == 503 and station.place() == 503 and station.press(f"T{150 + number}") == 200

    disk.empty()
    times["resumed"].append(until("positions", RESUMED_LIMIT, lambda: station.place() == 200))
    until("the health", RESUMED_LIMIT, lambda: health().json["status"] == "ok")
    until("the reserve", RESUMED_LIMIT, lambda: reserve.exists() and reserve.stat().st_blocks * 512 >= RESERVE)
    until("the end of the alarm", RESUMED_LIMIT, lambda: ("first", "gone") in alarms() and ("first", "open") not in alarms())


def main():
    begun, times = time.monotonic(), {"low": [], "full": [], "resumed": []}
    with centre() as one:
        disk = Disk(pathlib.Path(one.folder) / "data")
        try:
            desk = Visitor(one, one.account("desk", "custodian", officer="P2001"))
            station = Station(Visitor(one, one.device("hub", locator=True)["hub"]))
            one.start()
            assert (disk.folder / "reserve").exists(), "there is no reserve"
            for number in range(CYCLES):
                cycle(number, one, disk, desk, station, times)
            assert one.stop() == 0
            stored = {int(body.split(b'"frame":')[1].split(b",")[0]) for _, body in one.stored_frames()}
            presses = sum(kind == "tag.button" for _, kind, _ in one.records())
            assert station.acked <= stored, f"lost: {sorted(station.acked - stored)}"
            assert presses == 3 * CYCLES, f"{presses} presses of {3 * CYCLES}"
            assert one.verify().returncode == 0
            check = one.run("check", check=False)
            assert check.returncode == 0, check.stdout + check.stderr
        finally:
            if one.process and one.process.poll() is None:
                one.process.kill()
                one.process.wait()
            disk.unmount()
    print(f"disk: {CYCLES} times filled and emptied: told after {max(times['low']):.1f} s at nine tenths, {max(times['full']):.1f} s"
          f" when full, going on after {max(times['resumed']):.1f} s; {len(station.acked)} frames acknowledged, none lost;"
          f" {time.monotonic() - begun:.0f} s")


main()
