"""A centre with a real broker and clients of its own, for the tests of several processes together."""
import json, pathlib, shutil, socket, subprocess, time
from centre import BINARY, Centre, START_LIMIT

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Site(Centre):
    """A centre whose base stations speak through mosquitto; everything on the loopback, in one folder."""

    def __init__(self, example="linhai", clock=None, speed=1):
        super().__init__(example, clock)
        self.speed, self.broker, self.clients, self.broker_port = speed, None, [], free_port()

    def stations(self):
        plan = json.loads((self.example / "plan.geojson").read_text())
        return [f.get("id") or f["properties"]["id"] for f in plan["features"]
                if f["properties"]["feature"] == "station"]

    def prepare(self):
        """One account for the desk, all base stations, the broker's files; answers the desk's token."""
        token = self.account("desk", "custodian")
        (self.folder / "desk.token").write_text(token)
        self.tokens = self.device(*self.stations())
        (self.folder / "devices.tsv").write_text("".join(f"{name}\t{secret}\n" for name, secret in self.tokens.items()))
        self.run("device", "broker", self.folder / "broker", "--port", self.broker_port)
        return token

    def start_broker(self):
        log = open(self.folder / "broker.txt", "ab")
        self.broker = subprocess.Popen([MOSQUITTO, "-c", str(self.folder / "broker/mosquitto.conf")], stderr=log)
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.broker_port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("the broker did not start: " + (self.folder / "broker.txt").read_text()[-500:])

    @property
    def mqtt(self):
        return f"mqtt://127.0.0.1:{self.broker_port}"

    def client(self, command, *more):
        """Starts `simulate` or `replay` against this centre."""
        words = [BINARY, command, "--server", f"http://127.0.0.1:{self.port}", "--token", self.folder / "desk.token",
                 "--mqtt", self.mqtt, "--devices", self.folder / "devices.tsv", "--speed", self.speed, *more]
        log = open(self.folder / f"{command}.txt", "ab")
        process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=log, text=True)
        self.clients.append(process)
        return process

    def summary(self, process, timeout):
        """The last line that a client prints: what was sent, answered and refused."""
        out, _ = process.communicate(timeout=timeout)
        assert process.returncode == 0, f"the client ended with {process.returncode}: {self.client_errors()}"
        return json.loads(out.strip().split("\n")[-1])

    def client_errors(self):
        return " ".join(path.read_text()[-800:] for path in self.folder.glob("*late.txt")) or \
            " ".join(path.read_text()[-800:] for path in self.folder.glob("replay.txt"))

    def remove(self):
        for process in [*self.clients, self.broker]:
            if process and process.poll() is None:
                process.kill()
                process.wait()
        super().remove()


def copied(example, into):
    """The example's files where a test may add to them."""
    shutil.copytree(example, into)
    return pathlib.Path(into)
