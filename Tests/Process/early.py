"""A call for help is told before its commit and marked so (SPEC P3): while the disk stands still, and if it is lost."""
import json, signal, threading, time
from centre import centre
from standing_disk import StandingDisk
from visitor import Feed, Visitor, now

SHOWN_LIMIT, STALL = 0.5, 3.0
CASE = "LH-2026-0001"


def is_call(item):
    return item[0] == "alarm" and item[2]["rule"] == "sos"


def press(hub, number):
    frame = {"device": "hub", "boot": "b1", "frame": number, "sent": now(), "lines": [{"kind": "button", "tag": "T101", "at": now()}]}
    return frame, threading.Thread(target=lambda: send(hub, frame))


def send(hub, frame):
    try:
        return hub.post("/api/v1/observations", frame).status
    except OSError:
        return None  # killed: the station keeps the frame


def main():
    with centre() as one:
        desk = Visitor(one, one.account("desk", "custodian", officer="P2001"))
        own = Visitor(one, one.account("own", "caseOfficer", CASE, officer="P2002"))
        hub = Visitor(one, one.device("hub", locator=True)["hub"])
        one.start()
        arrival = {"personKind": "criminalSuspect", "caseCode": CASE, "officers": ["P2002"], "paper": "unknown",
                   "arrival": {"mode": "brought", "ground": "summons", "at": now(-60)}}
        stay = desk.post("/api/v1/stays", arrival).json["id"]
        assert desk.post(f"/api/v1/stays/{stay}/tag", {"tag": "T101"}).status == 200
        assert send(hub, press(hub, 1)[0]) == 200
        feeds = [Feed(desk), Feed(own)]
        feeds[0].wait(lambda item: True)

        # The disk stands still: told at once and marked, then again, the same, when it is on disk.
        with StandingDisk(one.process, STALL):
            _, sending = press(hub, 2)
            begun = time.monotonic()
            sending.start()
            early = feeds[0].wait(is_call, STALL)
            assert early and early[2].get("onDisk") is False, f"not told before the commit: {early}"
            shown = early[3] - begun
            durable = feeds[0].wait(lambda item: is_call(item) and "onDisk" not in item[2], 6 * STALL)
            assert durable and durable[2]["alarm"] == early[2]["alarm"], f"another alarm followed: {durable}"
            lag = durable[3] - early[3]
            sending.join(60)
        assert lag >= STALL and shown <= SHOWN_LIMIT, f"shown after {shown:.2f} s, on disk {lag:.2f} s later"
        alarm = early[2]["alarm"]
        assert desk.post(f"/api/v1/alarms/{alarm}/acknowledgement").status == 200
        assert "T101" not in json.dumps(early[2]) and early[2]["subject"]["en"], early

        # The process dies before the commit: told, never durable; the station sends again, and it is the same call.
        other = desk.post("/api/v1/stays", {**arrival, "caseCode": "LH-2026-0002", "officers": ["P2005"]}).json["id"]
        assert desk.post(f"/api/v1/stays/{other}/tag", {"tag": "T102"}).status == 200
        for number in (3, 4):
            frame = {**press(hub, number)[0], "lines": [{"kind": "button", "tag": "T102", "at": now()}]}
            if number == 3:
                assert send(hub, frame) == 200
        with StandingDisk(one.process, STALL):
            threading.Thread(target=send, args=(hub, frame), daemon=True).start()
            lost = feeds[0].wait(lambda item: is_call(item) and item[2].get("onDisk") is False, STALL)
            assert lost and lost[2]["alarm"] != alarm, lost
            one.stop(signal.SIGKILL)
        one.start()
        listed = lambda: {found["id"] for found in desk.get("/api/v1/alarms?open=1").json if found["rule"] == "sos"}
        before = lost[2]["alarm"] in listed()
        assert send(hub, frame) == 200 and lost[2]["alarm"] in listed(), "the call sent again is another one"
        assert not [item for item in feeds[1].seen if is_call(item)], "the case team heard of it"
        assert one.stop() == 0 and one.verify().returncode == 0
    print(f"early: shown {shown * 1e3:.0f} ms after the press, on disk {lag:.1f} s later; killed before the commit it was"
          f" {'found again at the start' if before else 'told by the frame sent again'} as the same call")


main()
