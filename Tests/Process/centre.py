"""A real centre in a folder of its own, started, killed and looked into by the tests beside this file."""
import contextlib, glob, gzip, json, os, pathlib, re, shutil, signal, socket, sqlite3, struct, subprocess, tempfile, time, zlib
import http.client, urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("RINGFENCE", str(ROOT / ".build/release/ringfence"))
START_LIMIT = 30  # seconds; far more than any start may take
PASSWORD = "Example-2026"


class Centre:
    def __init__(self, example="linhai", clock=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ringfence-"))
        self.example = ROOT / "Examples" / example
        self.name, self.clock, self.process, self.port, self.key = example, clock, None, None, None

    def folders(self, first=False):
        options = ["--data", self.folder / "data", "--keys", self.folder / "keys", "--name", self.name]
        return options + (["--clock", self.clock] if first and self.clock else [])

    def run(self, *words, text="", check=True, first=False, folders=True):
        command = [BINARY, *words, *(self.folders(first) if folders else [])]
        done = subprocess.run([str(w) for w in command], input=text, capture_output=True, text=True, timeout=300)
        if check and done.returncode:
            raise AssertionError(f"{words} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done

    def account(self, name, role, *cases, officer=None):
        words = ["account", "add", name, "--role", role, "--password-stdin"]
        words += [w for case in cases for w in ("--case", case)] + (["--officer", officer] if officer else [])
        self.run(*words, text=PASSWORD + "\n", first=True)
        return self.run("account", "token", name, "--hours", "24").stdout.strip()

    def device(self, *ids, locator=False):
        words = ["device", "add", *ids] + (["--locator"] if locator else [])
        lines = self.run(*words, first=True).stdout.split()
        return dict(zip(lines[::2], lines[1::2]))

    def start(self, *more, prefix=(), tls=False):
        begun = time.monotonic()
        command = [*prefix, BINARY, "serve", "--centre", self.example, "--data", self.folder / "data", "--keys",
                   self.folder / "keys", "--http", f"127.0.0.1:{self.port or 0}", *([] if tls else ["--insecure-loopback"]), *more]
        if self.clock:
            command += ["--clock", self.clock]
        self.errors = open(self.folder / "errors.txt", "ab")
        self.process = subprocess.Popen([str(w) for w in command], stdout=subprocess.PIPE, stderr=self.errors, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"ready http=https?://127\.0\.0\.1:(\d+) journal-key=(\S+)", line)
        if not found:
            raise AssertionError(f"no ready line but {line!r}; {(self.folder / 'errors.txt').read_text()[-2000:]}")
        self.port, self.key = int(found[1]), found[2]
        return time.monotonic() - begun

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=START_LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the server did not stop in time")
        return self.process.returncode if self.process else None

    def call(self, method, path, body=None, token=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
            fields = {"Content-Type": "application/json", **(headers or {})}
            if token:
                fields["Authorization"] = "Bearer " + token
            connection.request(method, path, data, fields)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text[:1] in b"[{" else text
        finally:
            connection.close()

    def verify(self, *more):
        return self.run("verify", self.folder / "data/journal", "--key", self.key, *more, check=False, folders=False)

    def stored_frames(self):
        """(device, received, body) of every frame on disk, read without Ringfence: raw chunks and closed ones."""
        for path in sorted(glob.glob(str(self.folder / "data/observations/*"))):
            data = pathlib.Path(path).read_bytes()
            if path.endswith(".log"):
                at = 0
                while at + 8 <= len(data):
                    length, checksum = struct.unpack(">II", data[at : at + 8])
                    if length == 0 and at % 4096:  # a batch fills its last block
                        at += 4096 - at % 4096
                        continue
                    if length == 0 or at + 8 + length > len(data) or zlib.crc32(data[at + 8 : at + 8 + length]) != checksum:
                        break
                    yield data[at + 8 : at + 8 + length].split(b"\n", 1)
                    at += (8 + length + 7) // 8 * 8
            elif path.endswith(".gz"):
                text, at = gzip.decompress(data), 0
                while at < len(text):
                    end = text.index(b"\n", at)
                    length = int(text[at:end].split()[2])
                    yield [text[at:end], text[end + 1 : end + 1 + length]]
                    at = end + 1 + length + 1

    def records(self):
        """(number, kind, leaf) of the journal, from the bundles of the signed log alone; read anew where it grew meanwhile."""
        journal = self.folder / "data/journal"
        while True:
            checkpoint = (journal / "checkpoint").read_text()
            try:
                found = list(leaves(journal, int(checkpoint.split("\n")[1])))
                break
            except FileNotFoundError:
                if checkpoint == (journal / "checkpoint").read_text():
                    raise
        for number, _, _, bytes_ in found:
            leaf = json.loads(bytes_)
            yield number, leaf["kind"], leaf

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def tile_name(number):
    """`x001/x234/067`, as tlog-tiles writes an index."""
    name = f"{number % 1000:03d}"
    while number >= 1000:
        number //= 1000
        name = f"x{number % 1000:03d}/{name}"
    return name


def leaves(journal, size):
    """(number, bundle, place in it, bytes) of each record of a log of that size."""
    number = 0
    while number < size:
        width = min(256, size - number)
        path = journal / "tile/entries" / tile_name(number // 256)
        if width < 256:
            path = path.with_name(path.name + ".p") / str(width)
        data, at = path.read_bytes(), 0
        for _ in range(width):
            length = struct.unpack(">H", data[at : at + 2])[0]
            yield number, path, at + 2, data[at + 2 : at + 2 + length]
            at, number = at + 2 + length, number + 1


@contextlib.contextmanager
def centre(example="linhai", clock=None):
    one = Centre(example, clock)
    try:
        yield one
    finally:
        one.remove()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
