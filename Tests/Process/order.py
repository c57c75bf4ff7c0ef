"""No answer before its data is synced (TRUST B2), read from the system calls of the running server.

The frame's bytes must be written to a chunk, that chunk synced after the write, and only then the answer sent.
"""
import collections, datetime, json, re, subprocess, sys, threading
from centre import centre

FRAMES = int(sys.argv[1]) if len(sys.argv) > 1 else 400
SENDERS = 8
CALL = re.compile(r"^(\d+)\s+([\d.]+) (write|writev|pwrite64|sendto|sendmsg|fdatasync|fsync)\((\d+)(?:<([^>]*)>)?(.*)$")


def send(one, device, token, count):
    for number in range(count):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"kind": "position", "tag": "T101", "at": now, "x": 5.0, "y": 5.0, "accuracy": 0.5}
        frame = {"device": device, "boot": f"mark-{device}", "frame": number, "sent": now, "lines": [line]}
        status, answer = one.call("POST", "/api/v1/observations", frame, token)
        assert status == 200, answer


def main():
    with centre() as one:
        tokens = one.device(*[f"locator-{n}" for n in range(SENDERS)], locator=True)
        trace = one.folder / "trace.txt"
        calls = "trace=write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync"
        one.start(prefix=["strace", "-f", "-qq", "-y", "-ttt", "-s", "4096", "-e", calls, "-o", trace])
        threads = [threading.Thread(target=send, args=(one, d, t, FRAMES // SENDERS)) for d, t in tokens.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(300)
        subprocess.run(["pkill", "-TERM", "-P", str(one.process.pid)])
        one.process.wait(timeout=60)
        check(trace.read_text(errors="replace").splitlines(), FRAMES // SENDERS * SENDERS)


def check(lines, expected):
    """Walks over the calls in the order in which they ended."""
    written, synced, answered, broken, begun = {}, set(), 0, [], {}
    for line in lines:
        unfinished = line.endswith("<unfinished ...>")
        resumed = re.match(r"^(\d+)\s+[\d.]+ <\.\.\. (\w+) resumed>", line)
        if unfinished:
            found = CALL.match(line)
            if found and found[3] in ("fdatasync", "fsync"):
                # What was written before the sync began is covered once it has ended.
                begun[found[1]] = (found[5], dict(written))
                continue
            if not found:
                continue
        elif resumed:
            if resumed[1] in begun and " = 0" in line:
                path, before = begun.pop(resumed[1])
                synced |= {frame for frame, where in before.items() if where == path}
            continue
        else:
            found = CALL.match(line)
        if not found:
            continue
        _, _, call, _, path, rest = found.groups()
        path = path or ""
        if call in ("fdatasync", "fsync"):
            if " = 0" in rest:
                synced |= {frame for frame, where in written.items() if where == path}
        elif path.endswith(".log"):
            for device, number in re.findall(r'mark-(locator-\d+)\\", \\"frame\\": (\d+)', rest):
                written[(device, int(number))] = path
        elif "accepted" in rest:
            for device, number in re.findall(r'mark-(locator-\d+)\\",\\"frame\\":(\d+),\\"accepted\\":1', rest):
                answered += 1
                if (device, int(number)) not in synced:
                    broken.append((device, int(number)))
    print(f"order: {answered} answers, {len(written)} frames written, {len(synced)} synced, {len(broken)} answered early")
    assert answered == expected, f"only {answered} of {expected} answers were seen"
    assert not broken, broken[:5]


main()
