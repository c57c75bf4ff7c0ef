"""Somebody who asks a centre over HTTP: with a token, or with a session as a browser has it; and who listens to its feed."""
import datetime, http.client, json, queue, re, socket, ssl, threading, time, urllib.parse


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


class Visitor:
    """One client address of its own: the loopback has many."""

    def __init__(self, one, token=None, address="127.0.0.1", tls=None):
        self.one, self.token, self.address, self.tls = one, token, address, tls
        self.cookie = self.form_token = self.browser = None

    def connect(self, timeout=20):
        source = (self.address, 0)
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.one.port, timeout=timeout, context=self.tls,
                                               source_address=source)
        return http.client.HTTPConnection("127.0.0.1", self.one.port, timeout=timeout, source_address=source)

    def ask(self, method, path, body=None, headers=None, stranger=False):
        fields = dict(headers or {})
        if self.cookie and not path.startswith(("/api/", "/v2/")):
            fields.setdefault("Cookie", self.cookie)
            if method == "POST" and isinstance(body, (dict, type(None))):
                body = urllib.parse.urlencode({**(body or {}), "token": self.form_token}).encode()
                fields.setdefault("Content-Type", "application/x-www-form-urlencoded")
        elif self.token and not stranger:
            fields.setdefault("Authorization", "Bearer " + self.token)
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
        connection = self.connect()
        try:
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.ask("POST", path, body, **more)

    def sign_in(self, name, password):
        """As a browser does: what it was given at an earlier sign-in goes along."""
        form = urllib.parse.urlencode({"name": name, "password": password}).encode()
        fields = {"Content-Type": "application/x-www-form-urlencoded", **({"Cookie": self.browser} if self.browser else {})}
        answer = self.ask("POST", "/sign-in", form, fields, stranger=True)
        if answer.status == 303:
            self.cookie, self.browser = [one.split(";")[0] for one in answer.headers.get_all("Set-Cookie")]
            page = self.get("/devices" if "Admin" in name else "/alarms")
            self.form_token = re.search(r'name="token" value="([0-9a-f]+)"', page.text)[1]
        return answer


class Feed:
    """The items of a live feed as they come, on a thread of its own."""

    def __init__(self, visitor, after=None):
        self.items, self.ended = queue.Queue(), threading.Event()
        self.connection = visitor.connect(timeout=60)
        headers = {"Authorization": "Bearer " + visitor.token} if visitor.token else {"Cookie": visitor.cookie}
        if after:
            headers["Last-Event-ID"] = after
        self.connection.request("GET", "/api/v1/feed", headers=headers)
        self.answer = self.connection.getresponse()
        self.seen = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        fields = {}
        try:
            while line := self.answer.readline():
                line = line.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "event" in fields:
                    item = (fields["event"], fields.get("id"), json.loads(fields["data"]), time.monotonic())
                    self.seen.append(item)
                    self.items.put(item)
                    fields = {}
        except (OSError, ValueError, AttributeError, http.client.HTTPException):  # closed under the reader
            pass
        self.ended.set()

    def wait(self, wanted, seconds=10):
        """The first item from now on that is wanted; nothing when time is up."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                item = self.items.get(timeout=left)
            except queue.Empty:
                return None
            if wanted(item):
                return item
        return None

    def close(self):
        if self.connection.sock:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.ended.wait(5)
        self.connection.close()


def now(seconds=0):
    """RFC 3339 in UTC, so many seconds from now."""
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def trusting(ca):
    """A client that trusts this authority alone."""
    return ssl.create_default_context(cafile=ca)
