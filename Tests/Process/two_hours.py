"""A simulated shift through three real processes at ten times real time, held against its truth file.

usage: two_hours.py [HOURS] [SPEED] [SEED]

Every planted breach must raise all its *must* alarms in time and nothing outside *may*; alarms that belong to no breach
are counted by the hour.
"""
import datetime, json, sys, time
from broker_site import Site, copied
from centre import ROOT

PEOPLE = 40
UNPLANTED_AN_HOUR = 1.0


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def judge(breaches, raised):
    """Holds alarms against truth: what is missing, what about the same subject may not be, and what nobody planted."""
    missing, outside, claimed = [], [], set()
    for breach in breaches:
        at, until = instant(breach["at"]), instant(breach["until"])
        near = [n for n, alarm in enumerate(raised) if breach["subject"] in alarm["subjects"]
                and at <= alarm["raised"] <= until]
        rules = {raised[n]["rule"] for n in near}
        missing += [(rule, breach["subject"], breach["at"]) for rule in breach["must"] if rule not in rules]
        allowed = {*breach["must"], *breach["may"]}
        outside += [raised[n] for n in near if raised[n]["rule"] not in allowed]
        claimed.update(near)
    return missing, outside, [alarm for n, alarm in enumerate(raised) if n not in claimed]


def stays(site):
    """Tag by stay: the simulation hands its tags out in order of its people."""
    guests = json.loads((site.folder / "shift.json").read_text())["guests"]
    return {guest["stay"]: {f"T{101 + int(person)}", f"V{101 + int(person)}"} for person, guest in guests.items()}


def main(hours, speed, seed):
    site = Site(clock=f"2026-03-02T08:00:00+08:00@{speed}", speed=speed)
    try:
        site.example = copied(ROOT / "Examples" / "linhai", site.folder / "centre")
        token = site.prepare()
        site.start_broker()
        site.start("--mqtt", site.mqtt)
        begun = time.monotonic()
        shift = site.client("simulate", "--centre", site.example, "--seed", seed, "--hours", hours, "--people", PEOPLE,
                            "--record", site.folder / "shift.json", "--truth", site.folder / "truth",
                            "--until", int(hours * 3600))
        summary = site.summary(shift, hours * 3600 / speed + 120)
        took = time.monotonic() - begun
        status, answer = site.call("GET", "/api/v1/alarms", token=token)
        assert status == 200, answer
        tags = stays(site)
        raised = [{"rule": one["rule"], "raised": instant(one["raised"]), "began": one["began"],
                   "subjects": {one["subject"], *tags.get(one.get("stay"), ())}} for one in answer]
        breaches = [json.loads(line) for line in (site.folder / "truth/truth.ndjson").read_text().splitlines()]
        missing, outside, unplanted = judge(breaches, raised)
        frames = summary["frames"]
        print(f"shift: {hours} h at ×{speed} in {took:.0f} s: {frames['answered']} of {frames['kept']} frames answered, "
              f"{summary['commands']} commands, refused {summary['refusedCommands']}, lines refused {frames['refusedLines']}; "
              f"{len(breaches)} breaches planted, {len(raised)} alarms, missing {missing}, "
              f"unplanted {len(unplanted) / hours:.2f} an hour")
        for word, found in (("outside", outside), ("unplanted", unplanted)):
            for alarm in found:
                print(f"  {word}:", alarm["rule"], sorted(alarm["subjects"]), alarm["began"])
        assert not missing, "a planted breach raised no alarm"
        assert not outside, "a planted breach raised an alarm that may not follow from it"
        assert len(breaches) >= hours, "too few breaches to say anything"
        assert len(unplanted) <= UNPLANTED_AN_HOUR * hours
        assert frames["answered"] + summary["waiting"] == frames["kept"] and summary["waiting"] <= 3 * 64, summary
        assert not frames["refusedLines"] and not frames["refusedFrames"], summary
        assert not summary["refusedCommands"], summary
        site.stop()
        verified = site.verify()
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        site.remove()


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 2, int(words[1]) if len(words) > 1 else 10, int(words[2]) if len(words) > 2 else 1)
