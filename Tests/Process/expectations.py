"""What the contract's tests expect, and the people and devices that they ask as."""
import json

from visitor import Visitor, now

CASE, OTHER_CASE = "LH-2026-0001", "LH-2026-0002"
checked, failures = [], []


def expect(what, found, wanted=True):
    checked.append(what)
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
