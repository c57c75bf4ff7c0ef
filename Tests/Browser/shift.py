"""A night shift in a real centre: people, staff, base stations that live, and everybody's place each second.

Frames are posted as a device posts them; who walks goes through doors at human speed, as the plan allows.
"""
import collections, datetime, json, math, pathlib, random, sys, threading, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Process"))
from centre import ROOT, Centre  # noqa: E402

START = "2026-03-02T03:06:00+08:00"
SPEED = 4
CASE, OTHER = "A3300002026030001", "A3300002026030002"
STEPS = ["rights-notice", "safety-check", "belongings", "information-collection"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"


def identity(n, female=False):
    """A number that no card can have: its division is not in use."""
    body = f"999901{1960 + n % 40}{1 + n % 12:02d}{1 + n % 28:02d}{2 * n % 998 + (0 if female else 1):03d}"
    weight = sum(int(d) * w for d, w in zip(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]))
    return body + "10X98765432"[weight % 11]


class Plan:
    def __init__(self, path):
        features = json.loads(path.read_text())["features"]
        self.rooms, self.doors = {}, collections.defaultdict(list)
        self.stations = [f["id"] for f in features if f["properties"]["feature"] == "station"]
        for f in features:
            if f["properties"]["feature"] == "room":
                xs, ys = zip(*f["geometry"]["coordinates"][0])
                self.rooms[f["id"]] = (min(xs), min(ys), max(xs), max(ys))
            if f["properties"]["feature"] == "door":
                a, b = f["properties"]["joins"]
                self.doors[a].append((b, f["geometry"]["coordinates"]))
                if not f["properties"].get("oneWay"):
                    self.doors[b].append((a, f["geometry"]["coordinates"]))

    def spot(self, room, n=0):
        left, bottom, right, top = self.rooms[room]
        rng = random.Random(f"{room} {n}")
        return [left + (right - left) * rng.uniform(.3, .7), bottom + (top - bottom) * rng.uniform(.3, .7)]

    def doorway(self, room, other, inside):
        """In the door between two rooms, so many metres inside the first one."""
        x, y = next(at for to, at in self.doors[room] if to == other)
        left, bottom, right, top = self.rooms[room]
        ahead_x, ahead_y = (left + right) / 2 - x, (bottom + top) / 2 - y
        if abs(ahead_x) / (right - left) > abs(ahead_y) / (top - bottom):
            return [x + math.copysign(inside, ahead_x), y]
        return [x, y + math.copysign(inside, ahead_y)]

    def way(self, start, goal):
        """The doors to pass, fewest first."""
        came, queue = {start: None}, [start]
        for room in queue:
            for other, at in self.doors[room]:
                if other not in came and other != "outside":
                    came[other] = (room, at)
                    queue.append(other)
        doors, room = [], goal
        while came[room]:
            room, at = came[room]
            doors.append(at)
        return doors[::-1]


class Shift:
    """A centre with its devices; `tick` sends one second of everybody's place."""

    def __init__(self, people=40, speed=SPEED, clock=START):
        self.one = Centre(clock=f"{clock}@{speed}")
        self.speed, self.plan = speed, Plan(ROOT / "Examples/linhai/plan.geojson")
        self.lock, self.lines, self.frame, self.dead = threading.Lock(), [], 0, set()
        self.at, self.room, self.route, self.accuracy = {}, {}, {}, {}
        self.tokens = {
            "desk": self.one.account("desk", "custodian", officer="P2009"),
            "jiandu": self.one.account("jiandu", "supervisor", officer="P2016"),
            "chen": self.one.account("chen", "caseOfficer", CASE, officer="P2001"),
            "admin": self.one.account("admin", "systemAdministrator", officer="P2015"),
        }
        stations = [word for id in self.plan.stations for word in ("--station", id)]
        self.gateway = self.one.run("device", "add", "gateway", *stations).stdout.split()[1]
        self.locator = self.one.device("locator", locator=True)["locator"]
        self.start()
        self.stays, self.wanted = {}, people
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.running = True
        self.thread.start()

    def start(self):
        took = self.one.start()
        now = self.api("GET", "clock")["now"]
        self.base = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
        self.since, self.boot = time.monotonic(), f"boot-{random.random()}"
        return took

    def now(self):
        return self.base + datetime.timedelta(seconds=(time.monotonic() - self.since) * self.speed)

    def stamp(self, moment=None):
        return (moment or self.now()).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def api(self, method, path, body=None, who="desk"):
        status, answer = self.one.call(method, "/api/v1/" + path, body, self.tokens[who])
        if status >= 400:
            raise AssertionError(f"{method} {path}: {status} {answer}")
        return answer

    # What the devices say.

    def post(self, device, token, lines):
        self.frame += 1
        frame = {"device": device, "boot": self.boot, "frame": self.frame, "sent": self.stamp(), "lines": lines}
        return self.one.call("POST", "/api/v1/observations", frame, token)

    def press(self, tag):
        """A little ahead: our guess of the site's time may lie behind, and a press before the binding is an SOS."""
        ahead = self.now() + datetime.timedelta(seconds=1)
        with self.lock:
            self.lines.append({"kind": "button", "tag": tag, "at": self.stamp(ahead)})

    def put(self, tag, room, n=0):
        with self.lock:
            self.at[tag], self.room[tag], self.accuracy[tag] = self.plan.spot(room, n), room, .4
            self.route.pop(tag, None)

    def linger(self, tag, room, other):
        """Stands in the doorway, located to a metre: of a place so near to both rooms no reading makes sure, however
        many come, whereas in the middle of a room the belief would soon be certain."""
        with self.lock:
            self.at[tag], self.room[tag], self.accuracy[tag] = self.plan.doorway(room, other, inside=.2), room, 1
            self.route.pop(tag, None)

    def walk(self, tag, room):
        with self.lock:
            self.route[tag] = self.plan.way(self.room[tag], room) + [self.plan.spot(room, tag)]
            self.room[tag] = room

    def lose(self, tag):
        with self.lock:
            self.at.pop(tag, None)

    def step(self, tag, metres):
        while self.route.get(tag) and metres > 0:
            x, y = self.at[tag]
            gx, gy = self.route[tag][0]
            length = math.hypot(gx - x, gy - y)
            if length <= metres:
                self.at[tag], metres = list(self.route[tag].pop(0)), metres - length
            else:
                self.at[tag] = [x + (gx - x) * metres / length, y + (gy - y) * metres / length]
                metres = 0

    def tick(self, second):
        with self.lock:
            for tag in list(self.at):
                self.step(tag, 1.3)
            now = self.stamp()
            pressed, self.lines = self.lines, []
            lines = pressed + [
                {"kind": "position", "tag": tag, "at": now, "x": round(x, 2), "y": round(y, 2),
                 "accuracy": self.accuracy[tag]}
                for tag, (x, y) in self.at.items()
            ]
        try:
            if second % 4 == 0:
                alive = [s for s in self.plan.stations if s not in self.dead]
                self.post("gateway", self.gateway, [{"kind": "heartbeat", "station": s, "at": now} for s in alive])
            status, answer = self.post("locator", self.locator, lines)
            if status != 200 or answer["refused"]:
                self.refusals = (status, answer)
        except (OSError, ValueError) as error:
            with self.lock:
                self.lines = pressed + self.lines
            self.refusals = error

    def run(self):
        second = 0
        while self.running:
            begun = time.monotonic()
            self.tick(second)
            second += 1
            time.sleep(max(0, 1 / self.speed - (time.monotonic() - begun)))

    # What the desk does.

    def arrive(self, kind, ground, hours, case, n, name=None, female=False):
        at = self.now() - datetime.timedelta(hours=hours)
        body = {
            "personKind": kind, "name": name or SURNAMES[n % len(SURNAMES)] + "示例",
            "arrival": {"mode": "summoned", "ground": ground, "at": self.stamp(at)} if ground else
                       {"mode": "voluntary", "at": self.stamp(at)},
            "caseCode": case, "officers": ["P2001", "P2002"] if case == CASE else ["P2003", "P2004"],
            "paper": {"kind": "residentIdentityCard", "number": identity(n, female)},
        }
        return self.api("POST", "stays", body)["path"].split("/")[-1]

    def admit(self, stay, tag, room, n):
        """Tag, test press and the steps, so that waiting and sessions may be allocated."""
        self.put(tag, "entry-desk", n)
        self.api("POST", f"stays/{stay}/tag", {"tag": tag})
        self.press(tag)
        for step in STEPS:
            self.api("POST", f"stays/{stay}/steps/{step}", {})
        self.put(tag, room, n)

    def fill(self):
        """People in their rooms, staff at their posts, four sessions."""
        posts = {"control-room": ["P2008", "P2010"], "guard-post": ["F3001", "F3002"], "entry-desk": ["P2009"],
                 "interrogation-1": ["P2001", "P2002"], "interrogation-2": ["P2003", "P2004"],
                 "interrogation-3": ["P2005", "P2006"], "minors-room": ["P2007", "P2011"], "medical": ["D4001"],
                 "sobering": ["F3004"], "dining": ["F3006"], "reception": ["F3007"], "case-desk": ["P2012"]}
        for room, officers in posts.items():
            for n, officer in enumerate(officers):
                self.put(f"C-{officer}", room, n)
        rooms = (["interrogation-1", "interrogation-2", "interrogation-3"] + ["holding-men"] * 7 + ["holding-women"] * 5
                 + ["holding-single", "sobering", "dining", "dining", "information-collection"] + ["holding-men"] * 5
                 + ["holding-women"] * 4 + ["medical", "holding-men", "holding-men", "corridor-south", "holding-men",
                                            "holding-women", "holding-men"])
        for n in range(self.wanted):
            if n >= len(rooms):
                kind = ["witness", "victim", "witness"][n % 3]
                stay, card = self.arrive(kind, None, .5 + n % 3, OTHER, n), f"V{101 + n}"
                self.stays[card] = stay
                self.api("POST", f"stays/{stay}/tag", {"tag": card})
                self.put(card, "victim-one-stop" if kind == "victim" else ["interview-1", "interview-2"][n % 2], n)
                self.press(card)
                continue
            room, tag = rooms[n], f"T{101 + n}"
            criminal = n % 5 != 4 or room.startswith("interrogation")
            ground = "summons" if criminal else "administrativeSummons"
            hours = [11.2, 3.1, 5.4, 1.2, 6.3, 2.2, 4.1, .6, 7.5, 9.4][n % 10] if criminal else [1.1, 3.2, 6.2][n % 3]
            kind = "criminalSuspect" if criminal else "administrativeSuspect"
            case = CASE if n in (0, 3, 7) else OTHER
            stay = self.arrive(kind, ground, hours, case, n, female="women" in room)
            self.admit(stay, tag, room, n)
            self.stays[tag] = stay

    def end(self):
        self.running = False
        self.thread.join(10)
        self.one.remove()
