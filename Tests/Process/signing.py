"""What is acknowledged is soon under a signed checkpoint (TRUST A8), and the health tells the truth about it (A9).

Acts of 8 desks at 2,000 positions a second, each waited for until a checkpoint covers it; the health is asked all the
while and must never be red. Then the signer cannot write, stands still in a system call (the one thread of it: SIGSTOP
would stop the server that is to tell), and has another key or a damaged one: each time the health is red and an alarm
rings in time, the rest of the server goes on, and all is well when the signer can go on. A full disk: disk.py.

usage: signing.py [SAMPLES] [MINUTES]     spread over so many minutes, and held against the seconds promised; without
                                          them as fast as they go, and the seconds are only printed
"""
import concurrent.futures, shutil, signal, subprocess, sys, threading, time
from centre import centre, percentile
from load import STATIONS, Load, arrival

SAMPLES = int(sys.argv[1]) if len(sys.argv) > 1 else 300
PACE = float(sys.argv[2]) * 60 / SAMPLES if len(sys.argv) > 2 else 0
DESKS, RED_LIMIT, ALARM_LIMIT, STANDS_STILL, LOST = 8, 5.0, 10.0, 9.0, 20.0


def signed_size(one, token):
    _, text = one.call("GET", "/journal/checkpoint", token=token)
    return int(text.decode().split("\n")[1])


def act(one, custodian, name):
    status, answer = one.call("POST", "/api/v1/stays", arrival(f"SIGN-{name}"), custodian)
    assert status == 201, answer
    return answer["record"]


def until_signed(one, custodian, number, begun):
    time.sleep(max(0, begun + number * PACE - time.monotonic()))
    record, acknowledged = act(one, custodian, number), time.monotonic()
    while signed_size(one, custodian) <= record:
        time.sleep(0.02)
    return time.monotonic() - acknowledged


class Watch(threading.Thread):
    """Asks for the health all the while and keeps each answer that is not 200."""

    def __init__(self, one):
        super().__init__(daemon=True)
        self.one, self.asked, self.red, self.stopped = one, 0, [], False

    def run(self):
        while not self.stopped:
            status, answer = self.one.call("GET", "/api/v1/health")
            self.asked += 1
            if status != 200:
                self.red.append(answer)
            time.sleep(0.05)


def until_health(one, expected, limit):
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        status, answer = one.call("GET", "/api/v1/health")
        if status == expected:
            return time.monotonic() - begun, answer
        time.sleep(0.05)
    raise AssertionError(f"the health was not {expected} within {limit} s")


def until_alarm(one, custodian, begun):
    """Seconds from `begun` until the alarm of a journal that is not signed stands on the list."""
    while time.monotonic() - begun < ALARM_LIMIT:
        _, alarms = one.call("GET", "/api/v1/alarms?open=1", token=custodian)
        if any(alarm["rule"] == "journal-unsigned" and alarm["state"] == "open" for alarm in alarms):
            return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError(f"no alarm within {ALARM_LIMIT} s")


def until_answered(one, custodian):
    """Waits until the rules have heard that all is signed again: the next fault is to ring anew."""
    until = time.monotonic() + 2 * ALARM_LIMIT
    while time.monotonic() < until:
        _, alarms = one.call("GET", "/api/v1/alarms?open=1", token=custodian)
        if all(alarm["state"] != "open" for alarm in alarms if alarm["rule"] == "journal-unsigned"):
            return
        time.sleep(0.2)
    raise AssertionError("the alarm went on though all was signed")


def under_load(one, tokens, custodian):
    watch = Watch(one)
    watch.start()
    with Load(one, tokens) as load, concurrent.futures.ThreadPoolExecutor(max_workers=DESKS) as pool:
        begun = time.monotonic()
        # Many at once, each at its own moment between two checkpoints.
        waits = list(pool.map(lambda number: until_signed(one, custodian, number, begun), range(SAMPLES)))
        load.check()
        rate = load.rate
    watch.stopped = True
    watch.join(20)
    print(f"signing: {SAMPLES} acts at {rate:.0f} positions/s under a checkpoint after p50 {percentile(waits, .5):.2f} s,"
          f" p99 {percentile(waits, .99):.2f} s, max {max(waits):.2f} s; {len(watch.red)} of {watch.asked} looks at the"
          f" health were red")
    assert not watch.red, watch.red[:3]
    assert max(waits) <= LOST, "an act came under no checkpoint"
    if PACE:
        assert percentile(waits, .99) <= 1.0 and max(waits) <= 1.8 and rate >= 1_900, "slower than promised (TRUST A8)"


def cannot_write(one, custodian):
    """Nothing can be written where the next guard is to be: the signer fails, the rest of the server goes on."""
    obstacle = one.folder / "keys/.guard.new"
    obstacle.mkdir()
    record, begun = act(one, custodian, "OBSTACLE"), time.monotonic()
    red, answer = until_health(one, 503, RED_LIMIT)
    assert answer["status"] == "journal-unsigned", answer
    rung = until_alarm(one, custodian, begun)
    obstacle.rmdir()
    green, _ = until_health(one, 200, RED_LIMIT)
    assert signed_size(one, custodian) > record
    return red, rung, green


def stands_still(one, custodian):
    """strace holds the signer's thread as it syncs the guard, and no other."""
    command = ["strace", "-f", "-o", "/dev/null", "-P", str(one.folder / "keys/.guard.new"), "-e", "trace=fsync", "-e",
               f"inject=fsync:delay_enter={round(STANDS_STILL * 1e6)}:when=1", "-p", str(one.process.pid)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert "attached" in tracer.stderr.readline(), "strace did not attach"
    record, begun = act(one, custodian, "STILL-1"), time.monotonic()
    red, answer = until_health(one, 503, RED_LIMIT)
    assert answer["status"] == "journal-unsigned", answer
    rung = until_alarm(one, custodian, begun)
    act(one, custodian, "STILL-2")
    assert signed_size(one, custodian) <= record, "the signer did not stand still"
    green, _ = until_health(one, 200, STANDS_STILL + RED_LIMIT)
    tracer.send_signal(signal.SIGINT)
    tracer.wait(20)
    # What stood still may have been the signature of what came before.
    until = time.monotonic() + RED_LIMIT
    while signed_size(one, custodian) <= record:
        assert time.monotonic() < until, "what was written meanwhile is not signed"
        time.sleep(0.05)
    return red, rung, green


def other_key(one):
    """A key of the same name that is not the log's: nothing is signed with it, and the health never says ok."""
    key, kept = one.folder / "keys/journal.key", one.folder / "kept.key"
    checkpoint = (one.folder / "data/journal/checkpoint").read_bytes()
    shutil.copy(key, kept)
    with centre() as other:
        other.device("d")
        shutil.copy(other.folder / "keys/journal.key", key)
    one.start()
    begun = time.monotonic()
    while time.monotonic() - begun < RED_LIMIT:
        status, answer = one.call("GET", "/api/v1/health")
        assert (status, answer["status"]) == (503, "journal-unsigned"), answer
        time.sleep(0.1)
    one.stop()
    assert (one.folder / "data/journal/checkpoint").read_bytes() == checkpoint, "something was signed with the other key"
    key.write_text("PRIVATE+KEY+damaged\n")
    refused = one.run("check", check=False)
    assert refused.returncode == 78 and "journal.key in the key folder is damaged" in refused.stderr, refused.stderr
    shutil.copy(kept, key)
    one.start()
    until_health(one, 200, RED_LIMIT)


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(STATIONS)], locator=True)
        custodian = one.account("desk", "custodian", officer="P1001")
        one.start()
        until_health(one, 200, RED_LIMIT)
        under_load(one, tokens, custodian)
        for name, fault in (("could not write", cannot_write), ("stood still", stands_still)):
            red, rung, green = fault(one, custodian)
            until_answered(one, custodian)
            print(f"signing: the health was red {red:.1f} s after the signer {name}, the alarm rang {rung:.1f} s after it, and"
                  f" the health was green {green:.1f} s after it was seen or ended")
        assert one.stop() == 0
        assert one.verify("--known", one.folder / "keys/guard").returncode == 0
        other_key(one)
        assert one.stop() == 0
        assert one.verify("--known", one.folder / "keys/guard").returncode == 0
        print("signing: with another key the health stayed red and nothing was signed, with a damaged one nothing started")


main()
