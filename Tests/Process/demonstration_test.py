"""`make run` as a stranger uses it: first start with history, a breach on the board, a deed at the Stage, a killed server,
Ctrl-C, and the second start."""
import json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time, urllib.parse, urllib.request
from centre import BINARY, ROOT

ROLES = {"custodian", "caseOfficer", "supervisor", "systemAdministrator"}
# Seconds, far more than a start may take: how long it took is printed, the goals (history in 90, second start in 5) are
# judged on a quiet machine only.
FIRST_START, SECOND_START = 900, 60
BREACH_WITHIN = 120


class Demonstration:
    def __init__(self, folder):
        self.folder, self.lines = folder, []

    def start(self, limit):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "Scripts/demonstration.py"), "run", "--var", str(self.folder)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "RINGFENCE": BINARY}, start_new_session=True)
        for line in self.process.stdout:
            self.lines.append(line)
            if "started in" in line:
                break
        took = time.monotonic() - begun
        text = "".join(self.lines)
        assert "started in" in text, f"it did not start: {text}"
        assert took <= limit, f"the start took {took:.1f} s"
        self.board, self.stage, self.sign_in = re.findall(r"http://127\.0\.0\.1:\d+(?=/)", text)[-3:]
        self.sign_ins = json.loads((self.folder / "sign-ins.json").read_text())
        self.token = next(one["token"] for one in self.sign_ins if one["role"] == "custodian")
        return took

    def api(self, path):
        request = urllib.request.Request(f"{self.board}/api/v1/{path}", headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())

    def alarms(self, rule):
        return [one for one in self.api("alarms?open=1") if one["rule"] == rule]

    def deed(self, **words):
        request = urllib.request.Request(self.stage + "/deeds", urllib.parse.urlencode(words).encode(),
                                         {"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())["told"]

    def children(self):
        """Processes that this demonstration started: number and command."""
        found = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
                words = stat.with_name("cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            except OSError:
                continue
            if parent == self.process.pid:
                found[int(stat.parent.name)] = words
        return found

    def interrupt(self):
        children = self.children()
        assert len(children) == 3, f"not three processes: {children}"
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        left = [pid for pid in children if pathlib.Path(f"/proc/{pid}").exists()]
        assert not left, f"still there after Ctrl-C: {left}"

    def remove(self):
        if self.process.poll() is None:
            for pid in self.children():
                os.kill(pid, signal.SIGKILL)
            self.process.kill()


def until(what, seconds, found):
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        try:
            if value := found():
                return value, time.monotonic() - begun
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ringfence-run-"))
    one = Demonstration(folder)
    try:
        first = one.start(FIRST_START)
        begun = time.monotonic()
        assert {sign_in["role"] for sign_in in one.sign_ins} == ROLES
        assert oct((folder / "sign-ins.json").stat().st_mode)[-3:] == "600"
        people, _ = until("the area is full", 20, lambda: len(one.api("persons-in-area")) >= 15 and one.api("persons-in-area"))
        with urllib.request.urlopen(one.stage, timeout=20) as answer:
            page, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]
        assert "stage-plan" in page and "script-src 'self'" in policy and "unsafe" not in policy, policy

        breaches = lambda: [json.loads(line) for line in (folder / "truth/truth.ndjson").read_text().splitlines()]
        planted, _ = until("a planted breach", BREACH_WITHIN, breaches)
        rule = planted[0]["must"][0]
        _, waited = until(f"the alarm {rule} on the board", 30, lambda: one.alarms(rule))
        shown = time.monotonic() - begun
        assert shown <= BREACH_WITHIN, f"the planted breach showed after {shown:.0f} s"

        before = len(one.alarms("tag-cut"))
        tag = next(mark for mark in re.findall(r'<option value="(T\d+)"', page))
        assert one.deed(deed="cut-strap", tag=tag) == "done"
        assert one.deed(deed="cut-strap", tag="nobody") == "refused"
        _, cut = until("a cut strap at the Stage rings", 20, lambda: len(one.alarms("tag-cut")) > before)

        server = next(pid for pid, words in one.children().items() if " serve " in words)
        os.kill(server, signal.SIGKILL)
        _, back = until("the server is back", 30, lambda: one.api("health"))
        frames = lambda: sum(device["accepted"] for device in one.api("devices"))
        had = frames()
        until("base stations are heard again", 30, lambda: frames() > had)
        one.interrupt()

        second = one.start(SECOND_START)
        until("the simulation goes on", 30, lambda: len(one.api("persons-in-area")) >= 10)
        had = frames()
        until("base stations are heard after the second start", 30, lambda: frames() > had)
        one.interrupt()
        key = (folder / "journal-key.txt").read_text().strip()
        verified = subprocess.run([BINARY, "verify", folder / "data/journal", "--key", key], capture_output=True, text=True)
        assert verified.returncode == 0, verified.stdout + verified.stderr
        print(f"demonstration: first start {first:.1f} s, {len(people)} people, planted {rule} on the board after "
              f"{shown:.0f} s ({waited:.1f} s after the deed), cut strap → alarm {cut:.1f} s, killed server back in {back:.1f} s, "
              f"second start {second:.1f} s")
    finally:
        one.remove()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
