"""The contract with browsers and operators: sessions, revoking, exit codes, and what a kill leaves behind."""
import json, os, pathlib, shutil, signal, subprocess, tempfile, time

from centre import BINARY, PASSWORD
from expectations import arrival, expect, refused
from visitor import Feed, Visitor, now


def reading_is_recorded_first(people, stay):
    """Whoever has the bytes is in the journal, whatever happens next."""
    one = people.desk.one
    answer = people.boss.get(f"/api/v1/stays/{stay}")
    one.stop(signal.SIGKILL)
    expect("the page came", answer.status, 200)
    one.start()
    deadline, read = time.monotonic() + 10, []
    while not read and time.monotonic() < deadline:
        try:
            found = [json.dumps(leaf) for _, kind, leaf in one.records() if kind == "access.read"]
        except FileNotFoundError:  # a partial bundle that was replaced by a longer one meanwhile
            continue
        read = [leaf for leaf in found if stay in leaf and "P2010" in leaf]
    expect("and who looked is recorded", len(read) >= 1)


def browsers(people, stay):
    """Sessions, forms, and tries that fail."""
    one = people.desk.one
    browser = Visitor(one, address="127.0.0.5")
    expect("a wrong password", browser.sign_in("desk", "wrong-wrong").status, 401)
    answer = browser.sign_in("desk", PASSWORD)
    expect("signed in", answer.status, 303)
    cookie = answer.headers["Set-Cookie"]
    expect("the cookie", all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/")))
    path, form = f"/stays/{stay}/steps/medical", {"Content-Type": "application/x-www-form-urlencoded"}
    expect("a form without its token", browser.ask("POST", path, b"x=1", form).status, 403)
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        expect(f"from {headers}", browser.post(path, {}, headers=headers).status, 403)
    expect("from our own page", browser.post(path, {}, headers={"Origin": f"http://127.0.0.1:{one.port}"}).status, 303)
    expect("a stranger is sent to sign in", people.stranger.get(f"/stays/{stay}").headers["Location"], "/sign-in")
    kept = dict(Cookie=browser.cookie)
    expect("signed out", browser.post("/sign-out", {}).status, 303)
    expect("is signed out", people.stranger.get("/alarms", headers=kept).status, 303)
    guesser = Visitor(one, address="127.0.0.6")
    tries = [guesser.sign_in("other", f"guess-{n}-guess").status for n in range(6)]
    expect("five tries of an address, then none", tries, [401] * 5 + [429])
    answer = Visitor(one, address="127.0.0.7").sign_in("other", PASSWORD)
    expect("the account is locked elsewhere too", answer.status, 401)
    expect("others are not", Visitor(one, address="127.0.0.7").sign_in("boss", PASSWORD).status, 303)
    strangers = [Visitor(one, address="127.0.0.8").sign_in("desk", f"guess-{n}-guess").status for n in range(5)]
    expect("a stranger guesses at the duty desk", strangers, [401] * 5)
    expect("and locks strangers out", Visitor(one, address="127.0.0.7").sign_in("desk", PASSWORD).status, 401)
    expect("but not the browser that the desk uses", browser.sign_in("desk", PASSWORD).status, 303)
    expect("nor is its token", people.other.get("/api/v1/clock").status, 200)


def revoking(people):
    """While the server runs: what is revoked is gone within a second."""
    one, spare = people.desk.one, people.devices["spare"]
    line = {"kind": "position", "tag": "T105", "at": now(), "x": 5.0, "y": 5.0, "accuracy": 0.5}
    expect("the device speaks", spare.post("/api/v1/observations", [line]).status, 200)
    one.run("device", "revoke", "spare")
    refused("and does not any more", spare.post("/api/v1/observations", [line]), 401, "body.unknown-device")
    expect("the list says so", "spare" in one.run("device", "list").stdout, False)
    again = Visitor(one, one.device("spare", locator=True)["spare"])
    expect("it may be added again", again.post("/api/v1/observations", [line]).json["accepted"], 1)
    late = Visitor(one, one.account("late", "supervisor", officer="P2011"))
    listening = Feed(late)
    expect("an account made now", listening.wait(lambda item: True) is not None)
    begun = time.monotonic()
    one.run("account", "revoke", "late")
    expect("its feed ends", listening.ended.wait(5))
    expect("within two seconds", time.monotonic() - begun < 2)
    refused("its token too", late.get("/api/v1/clock"), 401)
    expect("twice is no account", one.run("account", "revoke", "late", check=False).returncode, 1)
    expect("a taken name", one.run("account", "add", "desk", "--role", "custodian", "--password-stdin", text="long-enough\n", check=False).returncode, 1)
    expect("a role that is none", one.run("account", "add", "x", "--role", "king", "--password-stdin", check=False).returncode, 64)


def exits(people):
    """Exit codes; each by the way an operator would meet it."""
    one = people.desk.one

    def serve(*words, centre=one.example, data=None, keys=None):
        folder = pathlib.Path(tempfile.mkdtemp(dir=one.folder))
        command = [BINARY, "serve", "--centre", centre, "--data", data or folder / "data", "--keys", keys or folder / "keys", *words]
        return subprocess.run([str(w) for w in command], capture_output=True, text=True, timeout=60).returncode

    def serve_by_environment(centre):
        said = {"CENTRE": centre, "DATA": one.folder / "e", "KEYS": one.folder / "ek", "HTTP": "0.0.0.0:0", "INSECURE_LOOPBACK": "1"}
        env = {**os.environ, **{f"RINGFENCE_{name}": str(value) for name, value in said.items()}}
        return subprocess.run([BINARY, "serve"], capture_output=True, env=env, timeout=60).returncode

    broken = one.folder / "broken"
    shutil.copytree(one.example, broken)
    (broken / "plan.geojson").write_text((broken / "plan.geojson").read_text().replace('"kind": "holding"', '"kind": "cellar"'))
    (broken / "centre.yaml").write_text((broken / "centre.yaml").read_text() + "\nunheardOf: 1\n")
    free = ["--http", "127.0.0.1:0", "--insecure-loopback"]
    expect("all said by the environment", serve_by_environment(one.example), 78)
    expect("nothing said", subprocess.run([BINARY, "serve"], capture_output=True, timeout=60).returncode, 64)
    expect("usage", [serve("--http", "nowhere"), serve("--clock", "soon"), serve("--sing")], [64, 64, 64])
    expect("bad centre files", serve(*free, centre=broken), 65)
    expect("locked", serve(*free, data=one.folder / "data", keys=one.folder / "keys"), 75)
    expect("plain HTTP beyond the loopback", serve("--http", "0.0.0.0:0", "--insecure-loopback"), 78)
    expect("keys inside the data", serve(*free, data=one.folder / "x", keys=one.folder / "x/keys"), 78)
    expect("a real folder under a demonstration clock", one.stop(), 0)
    expect("refused", serve(*free, "--clock", "2026-03-02T08:00:00+08:00@2", data=one.folder / "data", keys=one.folder / "keys"), 78)
    shutil.copytree(one.folder / "data", one.folder / "yesterday")
    one.start()
    people.desk.post("/api/v1/stays", arrival())
    time.sleep(1)
    one.stop()
    expect("yesterday's data behind today's guard", serve(*free, data=one.folder / "yesterday", keys=one.folder / "keys"), 79)
    one.start()
