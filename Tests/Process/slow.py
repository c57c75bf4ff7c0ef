"""Slow and greedy clients (TRUST E1, E2): they are gone in time, and nobody else notices. TLS and HTTP/2 (D24)."""
import http.client, socket, ssl, subprocess, threading, time
from centre import PASSWORD, centre, percentile
from visitor import Feed, Visitor, now, trusting

SLOW = 300  # more than one address may have at once
HEADER_LIMIT, BODY_LIMIT = 10, 20


def opened(port, address, first):
    connection = socket.create_connection(("127.0.0.1", port), timeout=5, source_address=(address, 0))
    connection.setblocking(False)
    connection.send(first)
    return connection


def is_gone(connection, more):
    """Whether the server has closed it; else a few more bytes are sent."""
    try:
        if connection.recv(65_536) == b"":
            return True
    except BlockingIOError:
        pass
    except OSError:
        return True
    try:
        connection.send(more)
    except BlockingIOError:
        pass
    except OSError:
        return True
    return False


def lifetime(connections, more, limit):
    """Seconds after which the last of them was gone; a byte a second keeps each of them busy."""
    begun, left = time.monotonic(), list(connections)
    while left and time.monotonic() - begun < limit + 5:
        time.sleep(1)
        left = [connection for connection in left if not is_gone(connection, more)]
    return time.monotonic() - begun, len(left)


def operator(visitor, stop, times, refused):
    while not stop.is_set():
        begun = time.monotonic()
        try:
            status = visitor.get("/api/v1/persons-in-area").status
            (times if status == 200 else refused).append(time.monotonic() - begun)
        except OSError as error:
            refused.append(error)
        time.sleep(0.02)


def work(hub, boss, stop, rung):
    """The centre's ordinary load, 2,000 lines a second, and a call for help each second that the feed must tell."""
    listening, number = Feed(boss), 0
    while not stop.is_set():
        begun, at = time.monotonic(), now()
        for _ in range(4):
            lines = [{"kind": "position", "tag": f"T{101 + n % 90}", "at": at, "x": 5.0, "y": 5.0, "accuracy": 0.5} for n in range(100)]
            number += 1
            hub.post("/api/v1/observations", {"device": "hub", "boot": "b", "frame": number, "lines": lines})
        if number % 20 == 0:
            pressed = time.monotonic()
            hub.post("/api/v1/observations", [{"kind": "button", "tag": f"T{191 + number // 20 % 9}", "at": now()}])
            heard = listening.wait(lambda item: item[0] == "alarm" and item[2]["rule"] == "sos", 5)
            rung.append(heard[3] - pressed if heard else 5)
        time.sleep(max(0, 0.2 - (time.monotonic() - begun)))
    listening.close()


def undisturbed(desk):
    """The operator's p99 with nobody else there: a busy machine is no fault of the slow clients."""
    stop, times = threading.Event(), []
    thread = threading.Thread(target=operator, args=(desk, stop, times, []))
    thread.start()
    time.sleep(4)
    stop.set()
    thread.join()
    return percentile(times, .99)


def slow(one, desk, hub, boss):
    quiet = undisturbed(desk)
    stop, times, refused, rung = threading.Event(), [], [], []
    thread = threading.Thread(target=operator, args=(desk, stop, times, refused))
    load = threading.Thread(target=work, args=(hub, boss, stop, rung))
    thread.start()
    load.start()
    head = b"POST /api/v1/observations HTTP/1.1\r\nHost: localhost\r\n"
    headers = [opened(one.port, "127.0.0.9", head + b"X-Slow: ") for _ in range(SLOW)]
    whole = head + f"Authorization: Bearer {hub.token}\r\nContent-Length: 100000\r\n\r\n[".encode()
    bodies = [opened(one.port, "127.0.0.10", whole) for _ in range(SLOW // 3)]
    silent = [opened(one.port, "127.0.0.11", b"") for _ in range(SLOW // 3)]
    found = {}

    def measure(name, connections, more, limit):
        found[name] = (*lifetime(connections, more, limit), limit)

    threads = [threading.Thread(target=measure, args=each) for each in (
        ("headers", headers, b"a", HEADER_LIMIT), ("bodies", bodies, b" ", BODY_LIMIT), ("silence", silent, b"", HEADER_LIMIT))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    stop.set()
    thread.join()
    load.join()
    told = ", ".join(f"{name} gone after {seconds:.1f} s" for name, (seconds, _, _) in found.items())
    p99 = percentile(times, .99)
    print(f"slow: {told}; operator p99 {p99 * 1000:.0f} ms of {len(times)}, without them {quiet * 1000:.0f} ms,"
          f" refused {len(refused)}; SOS on the feed after {max(rung):.2f} s at most of {len(rung)}")
    for name, (seconds, left, limit) in found.items():
        assert left == 0 and seconds <= limit + 1, f"{name}: {left} left after {seconds:.1f} s"
    assert not refused, refused[:3]
    assert p99 <= max(0.3, 3 * quiet), p99
    assert len(rung) >= 5 and max(rung) <= 1, rung


def memory(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def greedy(one, hub):
    """Bodies without end are refused at once, before they are read, and take no memory."""
    before = memory(one.process)
    for size in (b"Content-Length: 10000000000", b"Transfer-Encoding: chunked"):
        begun = time.monotonic()
        connection = socket.create_connection(("127.0.0.1", one.port), timeout=5)
        connection.sendall(b"POST /api/v1/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                           + hub.token.encode() + b"\r\n" + size + b"\r\n\r\n")
        connection.settimeout(0.01)
        answer, chunk = b"", b"10000\r\n" + b" " * 65_536 + b"\r\n"
        while b"\r\n\r\n" not in answer and time.monotonic() - begun < 5:
            try:
                connection.sendall(chunk)
            except OSError:
                pass
            try:
                answer += connection.recv(65_536)
            except OSError:
                pass
        took = time.monotonic() - begun
        assert answer.startswith(b"HTTP/1.1 413"), answer[:100]
        assert took <= 1, took
        time.sleep(1.2)
        try:
            connection.settimeout(2)
            while connection.recv(65_536):
                pass
        except (ConnectionError, BrokenPipeError):
            pass
        connection.close()
    grown = memory(one.process) - before
    print(f"slow: endless bodies refused in under a second, {grown:.0f} MB more")
    assert grown < 20


def encrypted():
    with centre() as one:
        one.account("desk", "custodian", officer="P2001")
        one.start(tls=True)
        ca = one.folder / "keys/tls/ca.pem"
        desk = Visitor(one, tls=trusting(ca))
        assert desk.get("/api/v1/health").json == {"status": "ok"}
        cookie = desk.sign_in("desk", PASSWORD).headers["Set-Cookie"]
        assert cookie.startswith("__Host-session=") and "Secure" in cookie, cookie
        page = desk.get("/alarms")
        assert page.status == 200
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        try:
            Visitor(one, tls=ssl.create_default_context()).get("/api/v1/health")
            raise AssertionError("a stranger's machine trusts us")
        except ssl.SSLCertVerificationError:
            pass
        versions = {}
        for version in (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = trusting(ca)
            context.set_alpn_protocols(["h2", "http/1.1"])
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = version
            try:
                with socket.create_connection(("127.0.0.1", one.port), timeout=5) as plain:
                    with context.wrap_socket(plain, server_hostname="localhost") as secure:
                        versions[version.name] = (secure.selected_alpn_protocol(), secure.cipher()[0])
            except (ssl.SSLError, ConnectionError):
                versions[version.name] = None
        assert versions["TLSv1_1"] is None and versions["TLSv1_2"][0] == versions["TLSv1_3"][0] == "h2", versions
        assert "ECDHE" in versions["TLSv1_2"][1], versions
        done = subprocess.run(["curl", "--silent", "--show-error", "--http2", "--cacert", str(ca), "--write-out", "\n%{http_version} %{http_code}",
                               f"https://localhost:{one.port}/sign-in"], capture_output=True, text=True, timeout=20)
        assert done.stdout.endswith("\n2 200"), done.stdout[-100:] + done.stderr
        silent = [socket.create_connection(("127.0.0.1", one.port), timeout=5) for _ in range(20)]
        for connection in silent:
            connection.setblocking(False)
        seconds, left = lifetime(silent, b"", HEADER_LIMIT)
        assert left == 0, f"{left} handshakes never came and are still waited for"
        first = ca.read_text()
        assert one.stop() == 0
        one.start(tls=True)
        assert ca.read_text() == first, "a restart made another authority"
        assert desk.get("/api/v1/health").json == {"status": "ok"}
        assert one.stop() == 0
        print(f"slow: TLS {versions}, HTTP/2 spoken, silent handshakes gone after {seconds:.1f} s")


def main():
    with centre() as one:
        desk = Visitor(one, one.account("desk", "custodian", officer="P2001"), address="127.0.0.2")
        boss = Visitor(one, one.account("boss", "supervisor", officer="P2010"), address="127.0.0.3")
        hub = Visitor(one, one.device("hub", locator=True)["hub"], address="127.0.0.4")
        one.start()
        greedy(one, hub)
        slow(one, desk, hub, boss)
        assert one.stop() == 0
    encrypted()


main()
