#!/usr/bin/env python3
"""Starts broker, server and simulator (or the replay of real recordings) on the loopback and stops them together.

usage: demonstration.py run|replay [--var FOLDER] [--speed X]

The first start makes a folder with accounts, devices and history; the next ones go on where the last one stopped.
"""
import argparse, json, os, pathlib, re, secrets, shutil, signal, socket, subprocess, sys, threading, time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("RINGFENCE", str(ROOT / ".build/release/ringfence"))
# The middle of the night shift that the demonstration shows; the eight hours before are history.
SHIFT_NOW = "2026-03-02T03:06:00+08:00"
# Name, role, and the officer of staff.yaml who acts under the account.
ROLES = [("desk", "custodian", "P2009"), ("officer", "caseOfficer", "P2001"), ("supervisor", "supervisor", "P2016"),
         ("admin", "systemAdministrator", "P2015")]
# What a first start makes; the folder may hold other things.
OWN = ["centre", "data", "data.unfinished", "keys", "broker", "truth", "shift.json", "handover.json", "devices.tsv",
       "desk.token"]
READY_WITHIN = 60  # seconds; far more than any start takes
MOST_RESTARTS = 5  # of one process in a minute; beyond it something is broken


def say(text):
    print(text, flush=True)


def free_port(wanted):
    """The wanted port, or another one where somebody has it."""
    for port in (wanted, 0):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
                return one.getsockname()[1]
            except OSError:
                continue
    raise SystemExit("demonstration: no free port on the loopback")


class Child:
    """A process of the demonstration; one that dies is started again, as a service manager would."""

    def __init__(self, name, command, log, ready=None):
        self.name, self.command, self.ready = name, [str(word) for word in command], ready
        self.log, self.lines, self.deaths, self.process = log, [], [], None
        self.found = threading.Event()

    def start(self):
        self.found.clear()
        errors = open(self.log, "ab")
        # A session of its own: Ctrl-C reaches only us, and we stop the children in order.
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=errors, text=True,
                                        start_new_session=True, stdin=subprocess.DEVNULL)
        errors.close()
        threading.Thread(target=self.read, args=(self.process,), daemon=True).start()
        return self

    def read(self, process):
        for line in process.stdout:
            with open(self.log, "a", encoding="utf-8") as log:
                log.write(line)
            self.lines = (self.lines + [line.rstrip("\n")])[-200:]
            if self.ready and re.match(self.ready, line):
                self.found.set()

    def wait_ready(self):
        """The first line that says so; a process that ends instead is told with the end of its log."""
        until = time.monotonic() + READY_WITHIN
        while not self.found.wait(0.05):
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"demonstration: {self.name} did not start; the end of {self.log}:\n"
                                 + self.log.read_text(errors="replace")[-1500:])
        return next(match for match in (re.match(self.ready, line) for line in reversed(self.lines)) if match)

    def revive(self):
        """Starts it again when it died; False when it dies too often."""
        if self.process is None or self.process.poll() is None:
            return True
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) > MOST_RESTARTS:
            return False
        say(f"demonstration: {self.name} ended with {self.process.returncode} and is started again")
        self.start()
        return True

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Site:
    def __init__(self, folder, example, speed):
        self.folder, self.example, self.speed, self.children = folder, example, speed, []
        self.centre, self.log = folder / "centre", folder / "log"
        self.is_new = not (folder / "sign-ins.json").exists()
        if self.is_new:  # nothing, or a first start that was broken off
            for name in OWN:
                path = folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        for path in (self.log, folder / "broker"):
            path.mkdir(parents=True, exist_ok=True)

    def ringfence(self, *words, text="", folders=True):
        more = ["--data", self.folder / "data", "--keys", self.folder / "keys", "--name", self.code] if folders else []
        command = [str(word) for word in (BINARY, *words, *more)]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"demonstration: {' '.join(command[1:3])} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout

    @property
    def code(self):
        return re.search(r"^code:\s*(\S+)", (self.example / "centre.yaml").read_text(), re.M)[1]

    def stations(self):
        plan = json.loads((self.example / "plan.geojson").read_text())
        return [f.get("id") or f["properties"]["id"] for f in plan["features"]
                if f["properties"]["feature"] == "station"]

    def clock(self, origin):
        return ["--clock", f"{origin}@{self.speed:g}"]

    def accounts(self, cases, clock=()):
        """One of each role; passwords are random, they protect nothing but this demonstration."""
        sign_ins = []
        for name, role, officer in ROLES:
            password = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}"
            own = [word for case in cases for word in ("--case", case)] if role == "caseOfficer" else []
            self.ringfence("account", "add", name, "--role", role, "--officer", officer, "--password-stdin", *own, *clock, text=password + "\n")
            token = self.ringfence("account", "token", name, "--hours", "2160").strip()
            sign_ins.append({"name": name, "role": role, "password": password, "token": token})
        self.secret("desk.token", sign_ins[0]["token"])
        return sign_ins

    def secret(self, name, text):
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)

    def begin(self, name, command, ready):
        child = Child(name, command, self.log / f"{name}.txt", ready).start()
        self.children.append(child)
        return child

    def start_broker(self):
        port = free_port(18830)
        self.ringfence("device", "broker", self.folder / "broker", "--port", port)
        program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        broker = self.begin("broker", [program, "-c", self.folder / "broker/mosquitto.conf"], None)
        until = time.monotonic() + READY_WITHIN
        while True:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    return f"mqtt://127.0.0.1:{port}"
            if broker.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"demonstration: the broker did not start, see {broker.log}")
            time.sleep(0.02)

    def start_server(self, mqtt, clock):
        port = free_port(8080)
        server = self.begin("server", [BINARY, "serve", "--centre", self.centre, "--data", self.folder / "data", "--keys",
                            self.folder / "keys", "--http", f"127.0.0.1:{port}", "--mqtt", mqtt, "--insecure-loopback",
                            *clock], r"ready http=(\S+) journal-key=(\S+)")
        found = server.wait_ready()
        (self.folder / "journal-key.txt").write_text(found[2] + "\n")
        return found[1]

    def client(self, command, address, mqtt):
        return [BINARY, command, "--server", address, "--token", self.folder / "desk.token", "--mqtt", mqtt, "--devices",
                self.folder / "devices.tsv", "--speed", f"{self.speed:g}"]

    def watch(self):
        """Until somebody stops it, or a process dies too often."""
        while all(child.revive() for child in self.children):
            time.sleep(0.25)
        raise SystemExit("demonstration: a process dies again and again; see the log folder")

    def stop(self):
        for child in reversed(self.children):
            child.stop()


def call(address, path, token, body=None):
    request = urllib.request.Request(address + path, json.dumps(body).encode() if body is not None else None,
                                     {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())


def show(site, addresses, sign_ins):
    say("")
    for name, address in addresses:
        say(f"  {name:<24} {address}")
    say("")
    for one in sign_ins:
        say(f"  {one['name']:<12} {one['role']:<22} {one['password']}")
    say(f"\n  data, logs and the sign-ins again: {site.folder}   ·   Ctrl-C 停止 stops all of it\n")


def run(site):
    """The reference centre with a simulated night shift."""
    clock = site.clock(SHIFT_NOW)
    if site.is_new:
        prepare(site)
    sign_ins = json.loads((site.folder / "sign-ins.json").read_text())
    mqtt = site.start_broker()
    address = site.start_server(mqtt, clock)
    stage = site.begin("simulator", [*site.client("simulate", address, mqtt), "--centre", site.centre, "--handover",
                       site.folder / "handover.json", "--record", site.folder / "shift.json", "--truth",
                       site.folder / "truth", "--stage", free_port(8090)], r"stage (\S+)").wait_ready()[1]
    show(site, [("值班台 Board", address + "/"), ("模拟台 Stage", stage + "/"), ("登录 Sign in", address + "/sign-in")],
         sign_ins)


def prepare(site):
    """Eight hours of history through the real rules and the real journal, then somebody for each role."""
    shutil.copytree(site.example, site.centre)
    handover = site.folder / "handover.json"
    say("demonstration: building eight hours of history")
    command = [BINARY, "history", "--centre", site.centre, "--data", site.folder / "data", "--keys", site.folder / "keys",
               "--handover", handover, "--until", SHIFT_NOW]
    if subprocess.run([str(word) for word in command]).returncode:
        raise SystemExit("demonstration: the history could not be built")
    history = json.loads(handover.read_text())
    # The case officer's own cases: of those who came last, some are in the area.
    last = [one["person"] for one in history["stays"]][-12:]
    sign_ins = site.accounts(cases=[f"A{20260001 + person}" for person in last])
    site.secret("devices.tsv", "".join(f"{name}\t{token}\n" for name, token in sorted(history["tokens"].items())))
    site.secret("sign-ins.json", json.dumps(sign_ins, indent=1, ensure_ascii=False))


def replay(site):
    """The flat of the ionis recordings with one recorded walk, again and again."""
    clock = site.clock("2026-03-02T09:00:00+08:00")
    if site.is_new:
        shutil.copytree(site.example, site.centre)
        walks = [word for run in (1, 3, 4) for word in (
            "--observations", site.example / f"calib{run}.observations.ndjson.gz", "--truth", site.example / f"calib{run}.truth.csv")]
        say("demonstration: learning the radio of the flat from the other three walks")
        site.ringfence("calibrate", "--plan", site.example / "plan.geojson", *walks, "--output", site.centre / "map.json",
                       folders=False)
        sign_ins = site.accounts(["A20260001"], clock)
        site.secret("devices.tsv", site.ringfence("device", "add", *site.stations()))
        site.secret("sign-ins.json", json.dumps(sign_ins, indent=1, ensure_ascii=False))
    sign_ins = json.loads((site.folder / "sign-ins.json").read_text())
    mqtt = site.start_broker()
    address = site.start_server(mqtt, clock)
    if site.is_new:
        register(address, sign_ins[0]["token"])
    site.begin("replay", [*site.client("replay", address, mqtt), "--name", site.code, "--observations",
               site.example / "calib2.observations.ndjson.gz", "--again"], r"replay (.*)").wait_ready()
    show(site, [("值班台 Board", address + "/"), ("登录 Sign in", address + "/sign-in")], sign_ins)


def register(address, token):
    """Somebody who wears the tag of the recordings."""
    now = call(address, "/api/v1/clock", token)["now"]
    stay = call(address, "/api/v1/stays", token, {
        "personKind": "criminalSuspect", "name": "录制者", "arrival": {"mode": "summoned", "ground": "summons", "at": now}, "caseCode": "A20260001",
        "officers": ["P2001"], "paper": "unknown"})["path"].rsplit("/", 1)[1]
    call(address, f"/api/v1/stays/{stay}/tag", token, {"tag": "T1"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["run", "replay"])
    parser.add_argument("--var", type=pathlib.Path)
    parser.add_argument("--speed", type=float, default=float(os.environ.get("SPEED", "1")))
    options = parser.parse_args()
    folder = (options.var or ROOT / "var" / ("" if options.what == "run" else "ionis")).resolve()
    site = Site(folder, ROOT / "Examples" / ("linhai" if options.what == "run" else "ionis-flat"), options.speed)

    def told_to_stop(*_):
        raise KeyboardInterrupt

    # Also where the shell that started it in the background had the key combination ignored.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told_to_stop)
    begun = time.monotonic()
    try:
        {"run": run, "replay": replay}[options.what](site)
        say(f"demonstration: started in {time.monotonic() - begun:.1f} s")
        site.watch()
    except KeyboardInterrupt:
        say("demonstration: stopping")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        site.stop()


if __name__ == "__main__":
    sys.exit(main())
