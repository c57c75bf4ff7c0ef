"""What is acknowledged is soon under a signed checkpoint (TRUST A8), and the health tells when it is not (A9).

usage: signing.py [SAMPLES]
"""
import concurrent.futures, datetime, sys, threading, time
from centre import centre, percentile

SAMPLES = int(sys.argv[1]) if len(sys.argv) > 1 else 300
SENDERS, LINES, PAUSE = 4, 50, 0.1  # 2,000 observations a second
RED_LIMIT = 5.0


def now(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Load(threading.Thread):
    """One device with its share of the load."""

    def __init__(self, one, device, token):
        super().__init__(daemon=True)
        self.one, self.device, self.token, self.stopped, self.sent = one, device, token, False, 0

    def run(self):
        begun = time.monotonic()
        while not self.stopped:
            at = now()
            lines = [{"kind": "position", "tag": f"T{101 + n}", "at": at, "x": 5.0, "y": 5.0, "accuracy": 0.5, "seq": self.sent}
                     for n in range(LINES)]
            frame = {"device": self.device, "boot": "b", "frame": self.sent, "sent": at, "lines": lines}
            status, answer = self.one.call("POST", "/api/v1/observations", frame, self.token)
            assert status == 200 and answer["accepted"] == LINES, answer
            self.sent += 1
            time.sleep(max(0, begun + self.sent * PAUSE - time.monotonic()))


def signed_size(one, token):
    _, text = one.call("GET", "/journal/checkpoint", token=token)
    return int(text.decode().split("\n")[1])


def until_signed(one, custodian, number):
    body = {"personKind": "criminalSuspect", "caseCode": f"SIGN-{number}", "officers": ["P2001"], "paper": "unknown",
            "arrival": {"mode": "summoned", "ground": "summons", "at": now(5)}}
    status, answer = one.call("POST", "/api/v1/stays", body, custodian)
    assert status == 201, answer
    acknowledged = time.monotonic()
    while signed_size(one, custodian) <= answer["record"]:
        time.sleep(0.02)
    return time.monotonic() - acknowledged


def until_health(one, expected, limit):
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        status, answer = one.call("GET", "/api/v1/health")
        if status == expected:
            return time.monotonic() - begun, answer
        time.sleep(0.05)
    raise AssertionError(f"the health was not {expected} within {limit} s")


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(SENDERS)], locator=True)
        custodian = one.account("desk", "custodian", officer="P1001")
        one.start()
        until_health(one, 200, RED_LIMIT)
        loads = [Load(one, device, token) for device, token in tokens.items()]
        for load in loads:
            load.start()
        begun = time.monotonic()
        # Many at once, each at its own moment between two checkpoints.
        with concurrent.futures.ThreadPoolExecutor(max_workers=8) as pool:
            waits = list(pool.map(lambda number: until_signed(one, custodian, number), range(SAMPLES)))
        rate = sum(load.sent for load in loads) * LINES / (time.monotonic() - begun)
        print(f"signing: {SAMPLES} acts at {rate:.0f} observations/s under a checkpoint after p50 {percentile(waits, .5):.2f} s,"
              f" p99 {percentile(waits, .99):.2f} s, max {max(waits):.2f} s")
        for load in loads:
            load.stopped = True
        for load in loads:
            load.join(20)
        assert percentile(waits, .99) <= 1.0 and max(waits) <= 1.8

        # Nothing can be written where the next guard is to be: the signer stops, the rest of the server goes on.
        obstacle = one.folder / "keys/.guard.new"
        obstacle.mkdir()
        status, answer = one.call("POST", "/api/v1/stays", {
            "personKind": "criminalSuspect", "caseCode": "SIGN-RED", "officers": ["P2001"], "paper": "unknown",
            "arrival": {"mode": "summoned", "ground": "summons", "at": now(5)}}, custodian)
        assert status == 201, answer
        red, answer = until_health(one, 503, RED_LIMIT)
        assert answer["status"] == "journal-unsigned", answer
        obstacle.rmdir()
        green, _ = until_health(one, 200, RED_LIMIT)
        assert one.stop() == 0
        assert one.verify("--known", one.folder / "keys/guard").returncode == 0
        print(f"signing: the health was red {red:.1f} s after the signer stopped and green {green:.1f} s after it could go on")


main()
