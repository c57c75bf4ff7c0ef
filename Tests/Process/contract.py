"""The operations contract (ARCHITECTURE: how a stranger may test it), against the real server as a process."""
import base64, datetime, hashlib, json, time
import jsonschema_rs
from centre import PASSWORD, centre
from contract_devices import observations, omlox
from contract_operators import browsers, exits, reading_is_recorded_first, revoking
from expectations import CASE, OTHER_CASE, People, arrival, checked, expect, failures, press, refused
from visitor import Feed, Visitor, now

NOTHING = "0" * 32
STEPS = ["rights-notice", "safety-check", "belongings", "information-collection"]


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
    for name in ("own", "other", "admin"):
        # Items come in order: what belongs before this tick of the clock would have come before it.
        tick = feeds[name].wait(lambda item: item[0] == "clock" and item[3] > heard[3])
        expect(f"{name} still hears the clock", tick is not None)
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
        expect(f"{path} does not tell", [w for w in (alarm, "求助", "的按钮") if w in page.text.split("<main", 1)[-1]], [])
    refused("closing before somebody went there", people.desk.post(f"/api/v1/alarms/{alarm}/closing", {"reason": "illness"}), 409, "alarm.nobody-attended")
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
    print(f"contract: {len(checked) - len(failures)} of {len(checked)} hold, {time.monotonic() - begun:.0f} s")
    assert not failures, f"{len(failures)} do not"


if __name__ == "__main__":
    main()
