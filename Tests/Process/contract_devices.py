"""The contract with devices: what is taken, what is refused line by line, and what is counted."""
import json

from centre import PASSWORD
from expectations import expect, refused
from visitor import Visitor, now


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
