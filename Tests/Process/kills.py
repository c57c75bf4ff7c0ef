"""Kills -9 under load (TRUST B1): nothing acknowledged is lost, nothing is doubled, the journal verifies each time."""
import collections, datetime, http.client, json, random, signal, sys, threading, time
from centre import centre, percentile

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 25
SENDERS = 8
TAGS = [f"T{n}" for n in range(101, 131)]
SEED = 20260302


class Sender(threading.Thread):
    """One device: keeps a frame until it is answered, as a base station does."""

    def __init__(self, one, device, token, until):
        super().__init__(daemon=True)
        self.one, self.device, self.token, self.until = one, device, token, until
        self.boot, self.acked, self.presses = f"b{random.randrange(1 << 60)}", [], []

    def run(self):
        number = 0
        while time.monotonic() < self.until:
            number += 1
            now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            tag = random.choice(TAGS)
            lines = [{"kind": "position", "tag": tag, "at": now, "x": 5.0, "y": 5.0, "accuracy": 0.5, "seq": number}]
            lines *= 20
            if number % 5 == 0:
                lines.append({"kind": "button", "tag": tag, "at": now})
            frame = {"device": self.device, "boot": self.boot, "frame": number, "sent": now, "lines": lines}
            try:
                status, answer = self.one.call("POST", "/api/v1/observations", frame, self.token)
            except (OSError, http.client.HTTPException):
                return  # the server is gone: unanswered, so nothing is promised
            if status == 200 and answer.get("accepted") == len(lines):
                self.acked.append(number)
                if number % 5 == 0:
                    self.presses.append((tag, now))


def main():
    random.seed(SEED)
    acked, lines, starts = collections.Counter(), 0, []
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(SENDERS)], locator=True)
        one.start()
        promised, presses = set(), set()
        for round in range(ROUNDS):
            senders = [Sender(one, device, token, time.monotonic() + 5) for device, token in tokens.items()]
            for sender in senders:
                sender.start()
            time.sleep(random.uniform(0.05, 3))
            one.stop(signal.SIGKILL)
            for sender in senders:
                sender.join(20)
                promised |= {(sender.device, sender.boot, number) for number in sender.acked}
                presses |= set(sender.presses)
            # The killed server may have written tiles that no checkpoint covers yet.
            verified = one.verify("--live")
            assert verified.returncode == 0, f"round {round}: {verified.stderr}"
            starts.append(one.start())
            assert one.call("GET", "/api/v1/health")[0] == 200, "the health of a sound start was red"
        assert one.stop() == 0
        verified = one.verify("--known", one.folder / "keys/guard")
        assert verified.returncode == 0, f"at the end: {verified.stderr}"
        stored = collections.Counter()
        for _, body in one.stored_frames():
            frame = json.loads(body)
            stored[(frame["device"], frame["boot"], frame["frame"])] += 1
        lost = promised - set(stored)
        doubled = {key for key, count in stored.items() if count > 1}
        events = collections.Counter()
        for _, kind, leaf in one.records():
            if kind == "tag.button":
                events[(leaf["event"]["tag"], leaf["occurred"])] += 1
        missing = [press for press in presses if not events[(press[0], micros(press[1]))]]
        check = one.run("check", check=False)
        rebuild = one.run("rebuild", one.folder / "again.sqlite", check=False)
        print(f"kills {ROUNDS}: {len(promised)} frames acknowledged ({len(promised) * 20} lines), {len(presses)} presses;"
              f" lost {len(lost)}, doubled {len(doubled)}, presses missing {len(missing)};"
              f" ready p95 {percentile(starts, .95):.2f} s, max {max(starts):.2f} s")
        assert len(promised) > ROUNDS, "there was no load"
        assert not lost and not doubled and not missing
        assert percentile(starts, .95) <= 2 and max(starts) <= 5, "it took too long to be ready again"
        assert check.returncode == 0, check.stdout + check.stderr
        assert rebuild.returncode == 0, rebuild.stdout + rebuild.stderr


def micros(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round(moment.timestamp() * 1_000) * 1_000


main()
