"""What a centre bears at its busiest (TRUST, load L2k): 2,000 positions a second from 40 base stations, of all the tags that the
reference centre has."""
import datetime, threading, time

STATIONS, LINES = 40, 50
TAGS = [f"{kind}{number}" for kind in "TV" for number in range(101, 200)]


def now(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def arrival(case):
    return {"personKind": "criminalSuspect", "caseCode": case, "officers": ["P2001"], "paper": "unknown",
            "arrival": {"mode": "summoned", "ground": "summons", "at": now(5)}}


class Station(threading.Thread):
    """One base station with its share of the load: a frame each second. What it may not send is an error of the test."""

    def __init__(self, one, device, token, number):
        super().__init__(daemon=True)
        self.one, self.device, self.token, self.number = one, device, token, number
        self.sent, self.late, self.stopped, self.failed = 0, 0.0, False, None

    def run(self):
        begun = time.monotonic() + self.number / STATIONS
        while not self.stopped:
            wait = begun + self.sent - time.monotonic()
            self.late = max(self.late, -wait)
            time.sleep(max(0, wait))
            try:
                self.send()
            except Exception as error:  # whatever it is, the test must not go on with less load
                self.failed = error
                return

    def send(self):
        at = now()
        lines = [{"kind": "position", "tag": TAGS[(self.number * LINES + n + self.sent) % len(TAGS)], "at": at,
                  "x": 5.0 + n % 20, "y": 6.0, "accuracy": 0.5, "seq": self.sent} for n in range(LINES)]
        frame = {"device": self.device, "boot": "b", "frame": self.sent, "sent": at, "lines": lines}
        status, answer = self.one.call("POST", "/api/v1/observations", frame, self.token)
        assert status == 200 and answer["accepted"] == LINES, answer
        self.sent += 1


class Load:
    """All base stations, until the block ends; `rate` is what was acknowledged a second."""

    def __init__(self, one, tokens):
        self.stations = [Station(one, device, token, number) for number, (device, token) in enumerate(tokens.items())]

    def __enter__(self):
        self.begun = time.monotonic()
        for station in self.stations:
            station.start()
        return self

    @property
    def rate(self):
        return sum(station.sent for station in self.stations) * LINES / (time.monotonic() - self.begun)

    def check(self):
        failed = [f"{station.device}: {station.failed!r}" for station in self.stations if station.failed]
        assert not failed, failed[:3]

    def __exit__(self, *_):
        for station in self.stations:
            station.stopped = True
        for station in self.stations:
            station.join(30)


def call_for_help(hub, desk, number):
    """A press of a tag that nobody wears, seen, acknowledged and closed: three commits, and nothing stays open."""
    line = {"kind": "button", "tag": TAGS[number % len(TAGS)], "at": now()}
    answer = hub.post("/api/v1/observations", {"device": "hub", "boot": "b", "frame": number, "lines": [line]})
    assert answer.status == 200 and answer.json["accepted"] == 1, answer.text
    alarm = next(each["id"] for each in desk.get("/api/v1/alarms?open=1").json if each["rule"] == "sos")
    for path, body in (("acknowledgement", {}), ("closing", {"reason": "test", "words": "load"})):
        answer = desk.post(f"/api/v1/alarms/{alarm}/{path}", body)
        assert answer.status == 200, answer.text
