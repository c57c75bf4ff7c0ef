"""The operations contract (ARCHITECTURE: how a stranger may test it), against the real server as a process."""
import base64, datetime, hashlib, json, os, shutil, signal, subprocess, tempfile, time
import pathlib
import jsonschema_rs
from centre import BINARY, PASSWORD, centre
from visitor import Feed, Visitor, now

CASE, OTHER_CASE = "LH-2026-0001", "LH-2026-0002"
NOTHING = "0" * 32
STEPS = ["rights-notice", "safety-check", "belongings", "information-collection"]
failures, checks = [], 0


def expect(what, found, wanted=True):
    global checks
    checks += 1
    if found != wanted:
        failures.append(f"{what}: {found!r}, not {wanted!r}")
        print(f"contract: WRONG {failures[-1]}", flush=True)


def refused(what, answer, status, error=None, rule=None, missing=None):
    """The status, and the shape that every refusal has."""
    expect(f"{what}: status", answer.status, status)
    try:
        body = answer.json
    except ValueError:
        return expect(f"{what}: the refusal is JSON", False)
    expect(f"{what}: members", {"error", "missing", "message"} <= set(body) <= {"error", "rule", "missing", "message"})
    expect(f"{what}: both languages", set(body.get("message", {})), {"zh", "en"})
    if error:
        expect(f"{what}: error", body.get("error"), error)
    if rule:
        expect(f"{what}: rule", body.get("rule"), rule)
    if missing is not None:
        expect(f"{what}: missing", body.get("missing"), missing)


def arrival(**changes):
    body = {"personKind": "criminalSuspect", "name": "示例甲", "caseCode": CASE, "officers": ["P2002", "P2003"],
            "arrival": {"mode": "brought", "ground": "summons", "at": now(-3600)}, "paper": "unknown"}
    return {**body, **changes}


class People:
    def __init__(self, one):
        def account(name, role, officer, *cases):
            return Visitor(one, one.account(name, role, *cases, officer=officer))

        self.desk = account("desk", "custodian", "P2001")
        self.own = account("own", "caseOfficer", "P2002", CASE)
        self.other = account("other", "caseOfficer", "P2005", OTHER_CASE)
        self.boss = account("boss", "supervisor", "P2010")
        self.admin = account("theAdmin", "systemAdministrator", "P2012")
        self.stranger = Visitor(one)
        tokens = one.device("hub", "spare", "flood", locator=True) | one.device("B01", "B02")
        plan = json.loads((one.example / "plan.geojson").read_text())["features"]
        self.stations = [part["id"] for part in plan if part["properties"]["feature"] == "station"]
        words = [word for station in self.stations for word in ("--station", station)]
        tokens["gateway"] = one.run("device", "add", "gateway", *words).stdout.split()[1]
        self.devices = {name: Visitor(one, token) for name, token in tokens.items()}
        self.hub = self.devices["hub"]

    @property
    def readers(self):
        return {"desk": self.desk, "own": self.own, "other": self.other, "boss": self.boss, "admin": self.admin}


def press(people, tag, kind="button"):
    answer = people.hub.post("/api/v1/observations", {"kind": kind, "tag": tag, "at": now()})
    expect(f"{kind} of {tag}", (answer.status, answer.json.get("accepted")), (200, 1))


def stays(people):
    """Arrival, the order of steps, the tag with its test press, the exit."""
    desk = people.desk
    answer = desk.post("/api/v1/stays", arrival())
    expect("arrival", answer.status, 201)
    stay = answer.json["id"]
    expect("the receipt names the record", isinstance(answer.json["record"], int))
    path = f"/api/v1/stays/{stay}"
    for step in ("waiting", "interrogation"):
        refused(f"{step} ahead", desk.post(f"{path}/steps/{step}"), 409, "stay.step-missing", "step-skipped", STEPS)
    for done, step in enumerate(STEPS[:2]):
        expect(step, desk.post(f"{path}/steps/{step}").status, 200)
        refused("still ahead", desk.post(f"{path}/steps/waiting"), 409, missing=STEPS[done + 1:])
    for step in STEPS[2:] + ["waiting"]:
        expect(step, desk.post(f"{path}/steps/{step}", {}).status, 200)
    expect("tag", desk.post(f"{path}/tag", {"tag": "T101"}).status, 200)
    press(people, "T101")
    found = desk.get(path).json
    expect("the stay", (found["caseCode"], found["tag"]), (CASE, "T101"))
    expect("steps done", [s["step"] for s in found["steps"] if s["state"] == "done"], STEPS + ["waiting"])
    refused("the same tag again", desk.post(f"{path}/tag", {"tag": "T101"}), 409, "stay.tag-already-worn")
    refused("a tag that is none", desk.post(f"{path}/tag", {"tag": "T999"}), 422, "field.tag")
    second = desk.post("/api/v1/stays", arrival()).json["id"]
    refused("a tag of somebody else", desk.post(f"/api/v1/stays/{second}/tag", {"tag": "T101"}), 409, "stay.tag-in-use")
    witness = desk.post("/api/v1/stays", arrival(personKind="witness", arrival={"mode": "voluntary", "at": now(-60)})).json["id"]
    refused("a tag for a witness", desk.post(f"/api/v1/stays/{witness}/tag", {"tag": "T103"}), 409, "stay.tag-not-for-kind")
    refused("an end that is none", desk.post(f"/api/v1/stays/{witness}/exit", {"end": "vanished"}), 422, "field.end")
    expect("exit", desk.post(f"/api/v1/stays/{witness}/exit", {"end": "left"}).status, 200)
    refused("a step after the exit", desk.post(f"/api/v1/stays/{witness}/steps/interview"), 409, "stay.already-left")
    return stay


def bodies(people):
    """What cannot be read, or cannot be so."""
    desk = people.desk
    for text in (b"{", b"[]", b'"x"', b"nul", b'{"personKind":1}', b"\xff\xfe", b'{"a":' * 2000, b'{"personKind":"witness"} x'):
        refused(f"body {text[:20]}", desk.post("/api/v1/stays", text), 400)
    refused("too large", desk.post("/api/v1/stays", b'{"name":"' + b"a" * 70_000 + b'"}'), 413, "too-large")
    refused("nothing said", desk.post("/api/v1/stays", {}), 422,
            missing=["arrival.at", "arrival.mode", "caseCode", "officers", "paper", "personKind"])
    for wrong in ({"personKind": ["witness"]}, {"officers": "P2001"}, {"arrival": "now"}, {"name": {}}, {"paper": ["x"]}):
        refused(f"{wrong}", desk.post("/api/v1/stays", arrival(**wrong)), 400, "bad-request")
    refused("a filter that is none", desk.get("/api/v1/alarms?open=maybe"), 422, "field.open")
    for field, body in {
        "personKind": arrival(personKind="ghost"), "caseCode": arrival(caseCode="a b"),
        "arrival.at": arrival(arrival={"mode": "brought", "at": now(3600)}), "officers": arrival(officers=[]),
        "arrival.mode": arrival(arrival={"mode": "flown", "at": now(-5)}), "paper": arrival(paper={"kind": "napkin", "number": "1"}),
        "paper.number": arrival(paper={"kind": "residentIdentityCard", "number": "11010119900307123X"}),
        "sex": arrival(sex="other"), "birthDate": arrival(birthDate="1990-02-30"), "age": arrival(age="old"),
        "condition": arrival(condition="well"),
    }.items():
        refused(f"{field} cannot be so", desk.post("/api/v1/stays", body), 422, f"field.{field}")
    for path in (f"/api/v1/stays/{NOTHING}", "/api/v1/stays/x", "/api/v1/nowhere"):
        refused(f"GET {path}", desk.get(path), 404, "unknown")
    refused("an alarm that is none", desk.post(f"/api/v1/alarms/{NOTHING}/acknowledgement"), 404, "unknown")
    wrong = desk.ask("DELETE", "/api/v1/alarms")
    refused("another method", wrong, 405)
    expect("what is allowed", wrong.headers["Allow"], "GET")
    refused("long headers", desk.get("/api/v1/clock", headers={"X-Long": "a" * 20_000}), 431, "headers-too-large")
    many = desk.get("/api/v1/clock", headers={f"X-{n}": "a" for n in range(150)})
    refused("many headers", many, 431, "headers-too-large")
    expect("even that is hardened", many.headers["X-Content-Type-Options"], "nosniff")


def rights(people, stay):
    """Who may not: by role, by case, and before anybody has signed in."""
    for path in ("/api/v1/alarms", f"/api/v1/stays/{stay}", "/api/v1/clock", "/api/v1/feed", "/api/v1/openapi.json",
                 "/journal/checkpoint", "/journal/tile/0/000.p/1"):
        refused(f"a stranger at {path}", people.stranger.get(path), 401)
    refused("a made-up token", Visitor(people.desk.one, "0" * 64).get("/api/v1/clock"), 401)
    clock = people.own.get("/api/v1/clock").json
    ahead = datetime.datetime.fromisoformat(clock["now"].replace("Z", "+00:00")) - datetime.datetime.now(datetime.timezone.utc)
    expect("the site clock of a real centre", (abs(ahead.total_seconds()) < 2, clock["zone"]), (True, "Asia/Shanghai"))
    expect("health is anybody's", people.stranger.get("/api/v1/health").json, {"status": "ok"})
    for who in (people.own, people.admin, people.boss):
        refused("arrivals are the desk's", who.post("/api/v1/stays", arrival()), 403, "forbidden")
    for path in (f"/api/v1/stays/{stay}", "/api/v1/persons-in-area", "/api/v1/alarms"):
        refused(f"no case data: {path}", people.admin.get(path), 403, "forbidden")
    expect("devices are the administrator's", people.admin.get("/api/v1/devices").status, 200)
    refused("but not the case officer's", people.own.get("/api/v1/devices"), 403)
    expect("the own case", people.own.get(f"/api/v1/stays/{stay}").status, 200)
    refused("another's case", people.other.get(f"/api/v1/stays/{stay}"), 404, "unknown")
    refused("and none of its steps", people.other.post(f"/api/v1/stays/{stay}/steps/medical"), 404, "unknown")
    for who, sees in ((people.desk, True), (people.own, True), (people.boss, True), (people.other, False)):
        listed = [person["stay"] for person in who.get("/api/v1/persons-in-area").json]
        expect("on the list", stay in listed, sees)


def sos(people, stay):
    """A call for help never reaches the case team: not by list, page, act or feed."""
    feeds = {name: Feed(who) for name, who in people.readers.items()}
    for name, feed in feeds.items():
        expect(f"{name} hears the clock first", feed.wait(lambda item: True)[0], "clock")
    place = {"kind": "position", "tag": "T101", "x": 5.0, "y": 5.0, "accuracy": 0.3}
    for _ in range(5):
        beats = [{"kind": "heartbeat", "station": station, "at": now()} for station in people.stations]
        people.devices["gateway"].post("/api/v1/observations", beats)
        people.hub.post("/api/v1/observations", {**place, "at": now()})
        time.sleep(1)
    press(people, "T101")
    heard = feeds["boss"].wait(lambda item: item[0] == "alarm" and item[2]["rule"] == "sos")
    expect("the supervisor hears it", heard is not None)
    alarm = heard[2]["alarm"]
    expect("the desk hears it", feeds["desk"].wait(lambda item: item[2].get("alarm") == alarm) is not None)
    time.sleep(1)
    for name in ("own", "other", "admin"):
        told = [item for item in feeds[name].seen if alarm in json.dumps(item[2]) or "sos" in json.dumps(item[2])]
        expect(f"{name} hears nothing", told, [])
    def marks(name):
        shown = [item[2]["marks"] for item in feeds[name].seen if item[0] == "position"][-1:] or [[]]
        return {mark["state"] for mark in shown[0] if mark.get("path") == f"/stays/{stay}"}

    expect("the desk sees the mark in its colour", marks("desk"), {"special"})
    expect("the case officer the mark alone", len(marks("own")) == 1 and "special" not in marks("own"))
    expect("and others none", [marks("other"), marks("admin")], [set(), set()])
    for who in (people.desk, people.boss):
        expect("on the list", alarm in [a["id"] for a in who.get("/api/v1/alarms?open=1").json])
    expect("not on theirs", alarm in people.own.get("/api/v1/alarms?open=1").text, False)
    refused("nor theirs to acknowledge", people.own.post(f"/api/v1/alarms/{alarm}/acknowledgement"), 403)
    browser = Visitor(people.desk.one)
    browser.sign_in("own", PASSWORD)
    expect("no page of it", browser.get(f"/alarms/{alarm}").status, 404)
    for path in (f"/stays/{stay}", "/", "/alarms", f"/stays/{stay}/sheet"):
        page = browser.get(path)
        expect(f"{path} for the case officer", page.status, 200)
        expect(f"{path} does not tell", [w for w in (alarm, "求助") if w in page.text.split("<main", 1)[-1]], [])
    refused("closing before acknowledging", people.desk.post(f"/api/v1/alarms/{alarm}/closing", {"reason": "illness"}), 409, "alarm.refused")
    refused("a reason that is none", people.desk.post(f"/api/v1/alarms/{alarm}/closing", {"reason": "boredom"}), 422, "field.reason")
    expect("acknowledged", people.desk.post(f"/api/v1/alarms/{alarm}/acknowledgement").status, 200)
    states = {a["id"]: a["state"] for a in people.boss.get("/api/v1/alarms?open=1").json}
    expect("and so it says", states.get(alarm) in ("acknowledged", "goneAcknowledged"))
    for feed in feeds.values():
        feed.close()
    return alarm


def feed(people, stay):
    """Every item keeps its schema; what was missed comes again, and what is unknown begins anew."""
    document = people.desk.get("/api/v1/openapi.json").json
    listening = Feed(people.boss)
    people.desk.post(f"/api/v1/stays/{stay}/steps/medical")
    first = listening.wait(lambda item: item[0] == "stay")
    expect("an event has an id", first and len(first[1]), 32)
    listening.wait(lambda item: item[0] == "position")
    listening.close()
    people.desk.post(f"/api/v1/stays/{stay}/steps/urine-test")
    resumed = Feed(people.boss, after=first[1])
    missed = resumed.wait(lambda item: item[0] == "stay")
    expect("what was missed comes again", missed and missed[1] != first[1])
    expect("and no resync", "resync" in [item[0] for item in resumed.seen], False)
    resumed.close()
    anew = Feed(people.boss, after=NOTHING)
    expect("an unknown id begins anew", anew.wait(lambda item: item[0] == "resync") is not None)
    anew.close()
    for name, id, data, _ in listening.seen + resumed.seen + anew.seen:
        schema = {"$ref": f"#/components/schemas/Feed{name.capitalize()}", "components": document["components"]}
        try:
            jsonschema_rs.validator_for(schema).validate(data)
            expect(f"{name} has an id", id is not None, name in ("presence", "stay", "alarm", "device"))
        except jsonschema_rs.ValidationError as error:
            expect(f"{name} {data}: {error.message}", False)


def observations(people):
    """Line by line with a reason, counted per device; a message seen before is answered as the first time."""
    hub, good = people.hub, {"kind": "position", "tag": "T105", "at": now(), "x": 5.0, "y": 5.0, "accuracy": 0.5}
    frame = {"device": "hub", "boot": "b1", "frame": 1, "sent": now(), "lines": [
        good, {**good, "tag": "T999"}, {**good, "x": "five"}, {**good, "at": now(-120)}, {**good, "at": now(60)}, 17,
        {**good, "kind": "dance"}, {"kind": "rssi", "tag": "T105", "station": "nowhere", "at": now(), "rssi": -60},
        {"kind": "rssi", "tag": "T105", "station": "B01", "at": now(), "rssi": -60}, {**good, "unheardOf": 1}]}
    wanted = {1: "line.unknown-tag", 2: "line.bad-field(x)", 3: "line.too-old", 4: "line.in-the-future", 5: "line.not-an-object",
              6: "line.unknown-kind", 7: "line.unknown-base-station", 8: "line.not-for-this-device"}
    first = hub.post("/api/v1/observations", frame)
    expect("a mixed frame", (first.status, first.json["accepted"]), (200, 2))
    expect("refused by index", {line["index"]: line["reason"] for line in first.json["refused"]}, wanted)
    expect("the same again", hub.post("/api/v1/observations", frame).json, first.json)
    keyed = {"Idempotency-Key": "k-1"}
    bare = hub.post("/api/v1/observations", [good], headers=keyed).json
    expect("bare lines under a key", hub.post("/api/v1/observations", [good, good], headers=keyed).json, bare)
    lines = b"\n".join(json.dumps(line).encode() for line in (good, good)) + b"\nnot json\n"
    expect("NDJSON", hub.post("/api/v1/observations", lines).json["accepted"], 2)
    refused("a key that is none", hub.post("/api/v1/observations", [good], headers={"Idempotency-Key": "a b"}), 422)
    expect("a new start", hub.post("/api/v1/observations", {**frame, "boot": "b2", "lines": [good]}).status, 200)
    refused("of an old start", hub.post("/api/v1/observations", {**frame, "frame": 2, "lines": [good]}), 409, "body.old-boot")
    refused("of another device", hub.post("/api/v1/observations", {**frame, "device": "B01"}), 403, "body.wrong-device")
    refused("bad JSON", hub.post("/api/v1/observations", b'{"device":'), 400, "body.bad-json")
    refused("nothing", hub.post("/api/v1/observations", b""), 400, "body.empty")
    refused("a frame without its number", hub.post("/api/v1/observations", {"device": "hub", "boot": "b2", "lines": []}), 400)
    refused("oversized", hub.post("/api/v1/observations", b"[" + b" " * 300_000 + b"]"), 413, "body.too-large")
    refused("too many lines", hub.post("/api/v1/observations", [1] * 2_001), 413, "body.too-many-lines")
    refused("a stranger", people.stranger.post("/api/v1/observations", [good]), 401)
    refused("a reader's token", people.desk.post("/api/v1/observations", [good]), 401)
    late = {**frame, "boot": "b2", "frame": 3, "late": True, "lines": [{**good, "at": now(-7200)}, {**good, "at": now(-90_000)}]}
    answer = hub.post("/api/v1/observations", late).json
    expect("late lines", (answer["accepted"], answer["refused"]), (1, [{"index": 1, "reason": "line.too-old"}]))
    flood = [people.devices["flood"].post("/api/v1/observations", b"[" + b" " * 200_000 + b"]") for _ in range(4)]
    refused("faster than a device may", flood[-1], 429, "body.too-fast")
    expect("and when again", int(flood[-1].headers["Retry-After"]) >= 1)
    counted = {d["id"]: d for d in people.desk.get("/api/v1/devices").json}["hub"]
    expect("the device is working", counted["health"], "working")
    for reason in [*wanted.values(), "body.old-boot", "body.wrong-device", "body.bad-json", "body.too-large", "body.empty"]:
        expect(f"{reason} is counted", counted["reasons"].get(reason, 0) >= 1)
    expect("in all", counted["refused"], sum(counted["reasons"].values()))
    browser = Visitor(people.desk.one)
    browser.sign_in("desk", PASSWORD)
    page = browser.get("/devices")
    expect("and shown on the page", page.status == 200 and "hub" in page.text and str(counted["refused"]) in page.text)


def omlox(people):
    place = {"provider_id": "T1:06".replace(":", ""), "provider_type": "uwb", "source": "zone-1", "crs": "local",
             "position": {"type": "Point", "coordinates": [5.0, 5.0]}, "accuracy": 0.4}
    items = [place, {**place, "provider_id": "T999"}, {**place, "crs": "EPSG:4326"}, {**place, "position": {"type": "Point"}},
             {**place, "timestamp_generated": now(-3)}, {**place, "timestamp_generated": now(-300)}, None]
    path = "/v2/providers/locations"
    answer = people.hub.ask("PUT", path, items)
    expect("omlox", (answer.status, answer.json["accepted"]), (200, 2))
    expect("omlox refused", [r["index"] for r in answer.json["refused"]], [1, 2, 3, 5, 6])
    expect("one alone", people.hub.ask("PUT", path, place).json, {"accepted": 1, "refused": []})
    expect("a base station may not say so", people.devices["B01"].ask("PUT", path, place).json["refused"],
           [{"index": 0, "reason": "line.not-for-this-device"}])
    refused("omlox bad JSON", people.hub.ask("PUT", path, b"{"), 400, "body.bad-json")
    refused("omlox of a stranger", people.stranger.ask("PUT", path, [place]), 401)
    refused("omlox by POST", people.hub.post(path, [place]), 405)


def leaf_hash(leaf):
    return hashlib.sha256(b"\0" + leaf).digest()


def root_of(hash, index, size, path):
    """RFC 6962 2.1.1, from the specification."""
    last, path = size - 1, list(path)
    while last:
        if index % 2 or index == last:
            sibling = path.pop(0)
            hash = hashlib.sha256(b"\1" + sibling + hash).digest()
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            hash = hashlib.sha256(b"\1" + hash + path.pop(0)).digest()
        index, last = index // 2, last // 2
    return hash if not path else None


def journal(people, record):
    one, boss = people.desk.one, people.boss
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and int(boss.get("/journal/checkpoint").text.split("\n")[1]) <= record:
        time.sleep(0.1)
    found = boss.get(f"/api/v1/journal/records/{record}").json
    expect("the leaf is the record's", json.loads(found["leaf"])["kind"], "stay.arrived")
    expect("no name in the leaf", "示例" in found["leaf"], False)
    proof = [base64.b64decode(hash) for hash in found["proof"]]
    root = root_of(leaf_hash(found["leaf"].encode()), record, found["size"], proof)
    expect("the proof leads to the root", base64.b64encode(root or b"").decode(), found["root"])
    checkpoint = boss.get("/journal/checkpoint")
    expect("a checkpoint of three lines and a signature", checkpoint.text.split("\n")[0], f"ringfence/{one.name}")
    size = int(checkpoint.text.split("\n")[1])
    width = min(size, 256)
    tile = "000" if size >= 256 else f"000.p/{width}"
    hashes = people.own.get(f"/journal/tile/0/{tile}")
    expect("a tile of hashes", (hashes.status, len(hashes.body)), (200, 32 * width))
    expect("with our leaf in it", hashes.body[32 * record:][:32], leaf_hash(found["leaf"].encode()))
    bundle = f"/journal/tile/entries/{tile}"
    expect("bundles need the right", [w.get(bundle).status for w in (boss, people.own, people.admin)], [200, 404, 404])
    refused("records too", people.desk.get(f"/api/v1/journal/records/{record}"), 403)
    refused("beyond the log", boss.get("/api/v1/journal/records/99999999"), 404)
    for path in ("/journal/tile/../checkpoint", "/journal/tile/0/%2e%2e/x", "/journal/tile/9/999", "/journal/tile/"):
        expect(f"nothing at {path}", boss.get(path).status in (400, 404))


def reading_is_recorded_first(people, stay):
    """Whoever has the bytes is in the journal, whatever happens next."""
    one = people.desk.one
    answer = people.boss.get(f"/api/v1/stays/{stay}")
    one.stop(signal.SIGKILL)
    expect("the page came", answer.status, 200)
    one.start()
    deadline, read = time.monotonic() + 10, []
    while not read and time.monotonic() < deadline:
        read = [leaf for _, kind, leaf in one.records() if kind == "access.read" and stay in json.dumps(leaf) and "P2010" in json.dumps(leaf)]
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


def main():
    begun = time.monotonic()
    with centre() as one:
        people = People(one)
        one.start()
        stay = stays(people)
        record = people.desk.post("/api/v1/stays", arrival(caseCode=OTHER_CASE)).json["record"]
        bodies(people)
        rights(people, stay)
        observations(people)
        omlox(people)
        sos(people, stay)
        feed(people, stay)
        journal(people, record)
        browsers(people, stay)
        revoking(people)
        reading_is_recorded_first(people, stay)
        exits(people)
        expect("stopped", one.stop(), 0)
        verified = one.verify()
        expect("the journal holds", verified.returncode, 0)
        found = one.run("check", check=False)
        expect("everything agrees", found.returncode, 0)
    print(f"contract: {checks - len(failures)} of {checks} hold, {time.monotonic() - begun:.0f} s")
    assert not failures, f"{len(failures)} do not"


main()
