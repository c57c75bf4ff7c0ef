"""Real recordings through a real broker into a running server: the tag moves through the rooms of the flat.

usage: replay.py [SECONDS]
"""
import bisect, csv, datetime, sys, time
from centre import ROOT
from broker_site import Site, copied

FLAT = ROOT / "Examples" / "ionis-flat"
# The kitchen occurs in run 2 only; the map of the others must have seen the rooms that are asked for.
RUN, OTHERS = 3, (1, 2, 4)
SPEED = 4  # a demonstration clock, so that the test is short; all of it is in site time
LEAST_RIGHT = 0.80  # of the seconds in which the board names a room
LEAST_NAMED = 0.75  # of all seconds
SETTLE = 15  # seconds at the beginning that do not count: the tag has only just been heard


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def truth(delay):
    with open(FLAT / f"calib{RUN}.truth.csv", encoding="utf-8") as rows:
        return [(instant(row["at"]) + delay, row["room"]) for row in csv.DictReader(rows)]


def main(seconds):
    site = Site("ionis-flat", clock=f"2026-03-02T09:00:00+08:00@{SPEED}", speed=SPEED)
    try:
        site.example = copied(FLAT, site.folder / "centre")
        site.name = "ionis"
        walks = [word for run in OTHERS for word in ("--observations", FLAT / f"calib{run}.observations.ndjson.gz",
                                                     "--truth", FLAT / f"calib{run}.truth.csv")]
        site.run("calibrate", "--plan", FLAT / "plan.geojson", *walks, "--output", site.example / "map.json",
                 folders=False)
        token = site.prepare()
        site.start_broker()
        site.start("--mqtt", site.mqtt)
        now = site.call("GET", "/api/v1/clock", token=token)[1]["now"]
        arrival = {"personKind": "criminalSuspect", "name": "录制者", "arrival": {"mode": "summoned", "ground": "summons", "at": now},
                   "caseCode": "A1", "officers": ["P1"], "paper": "unknown"}
        status, answer = site.call("POST", "/api/v1/stays", arrival, token)
        assert status == 201, answer
        stay = answer["path"].rsplit("/", 1)[1]
        status, answer = site.call("POST", f"/api/v1/stays/{stay}/tag", {"tag": "T1"}, token)
        assert status == 200, answer

        player = site.client("replay", "--name", site.name, "--observations",
                             FLAT / f"calib{RUN}.observations.ndjson.gz", "--seconds", seconds)
        first = player.stdout.readline()
        assert first.startswith("replay delay-ms="), first
        delay = int(first.split("delay-ms=")[1].split()[0]) / 1000
        rows = truth(delay)
        times = [at for at, _ in rows]
        end, seen = time.monotonic() + seconds / SPEED, []
        while time.monotonic() < end:
            status, people = site.call("GET", "/api/v1/persons-in-area", token=token)
            assert status == 200, people
            now = instant(site.call("GET", "/api/v1/clock", token=token)[1]["now"])
            index = bisect.bisect_left(times, now)
            # Truth begins half a minute after the observations; a moment without a row within a second does not count.
            if 0 < index < len(times) and times[index] - times[index - 1] < 2 and now > times[0] + SETTLE:
                seen.append((rows[index][1], people[0].get("room") if people else None))
            time.sleep(0.5 / SPEED)
        summary = site.summary(player, 60)
        named = [(true, room) for true, room in seen if room]
        right = sum(true == room for true, room in named)
        share = right / max(1, len(named))
        print(f"replay: {seconds} s of recording {RUN} at ×{SPEED}: {summary['frames']['answered']} frames answered, "
              f"{len(seen)} looks at the board, a room named in {len(named)}, right in {right} ({100 * share:.1f} %), "
              f"rooms seen {sorted({room for _, room in named})}")
        assert summary["waiting"] == 0, summary
        assert summary["frames"]["answered"] == summary["frames"]["kept"] > seconds, summary
        assert not summary["frames"]["refusedLines"] and not summary["frames"]["refusedFrames"], summary
        assert len(seen) > seconds / 4, "too few looks at the board"
        assert len({room for _, room in named}) >= 2, "the tag did not move"
        assert len(named) >= LEAST_NAMED * len(seen), "the board mostly did not know"
        assert share >= LEAST_RIGHT, "the board shows the wrong rooms"
        site.stop()
        verified = site.verify()
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        site.remove()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 195)
