"""Every page, full and empty, in both languages and both themes, on a desk and on a phone: axe finds nothing, nothing
runs over the edge of a phone, nothing is asked of other servers, and a picture of each is kept."""
import collections, datetime, sys

from browser import LOOKS, Console, chromium, until
from shift import Shift

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
READERS = ("desk", "jiandu", "chen", "admin")


class Gallery:
    def __init__(self, shift, browser, name):
        self.shift, self.browser, self.name = shift, browser, name
        self.faults, self.looked = [], 0

    def pages(self, who):
        """Paths by name: each page once, with a reader who may open it; what a role sees otherwise is its own picture."""
        stay = next(iter(self.shift.stays.values()), None)
        alarms = self.shift.api("GET", "alarms?open=1")
        if who == "desk":
            past = (self.shift.now() - datetime.timedelta(minutes=1)).astimezone(BEIJING).strftime("%H:%M")
            paths = {"board": "/", "board-past": f"/?at={past}", "alarms": "/alarms", "entry": "/entry", "devices": "/devices"}
            if alarms:
                paths["alarm"] = f"/alarms/{alarms[0]['id']}"
            return paths | ({"person": f"/stays/{stay}"} if stay else {})
        if who == "jiandu":
            paths = {"record": "/journal/records/0", "missing": "/stays/00000000000000000000000000000000"}
            own = {"person": f"/stays/{stay}", "sheet": f"/stays/{stay}/sheet", "receipt": f"/stays/{stay}/receipt"}
            return paths | (own if stay else {})
        return {"board": "/"} if who == "chen" else {"accounts": "/accounts", "forbidden": "/"}

    def look(self, console, name, size):
        console.page.wait_for_load_state("load")
        self.looked += 1
        if size == "desk":
            self.faults += [f"{name}: {violation}" for violation in console.violations()]
        if (over := console.overflow()) > 0:
            self.faults.append(f"{name}: {over} px run over the edge")
        console.picture(name)

    def stranger(self):
        for size, looks in LOOKS.items():
            for language, theme in looks:
                console = Console(self.browser, self.shift.one.port, size=size, language=language, theme=theme)
                console.go("/sign-in")
                self.look(console, f"{self.name}-sign-in-{language}-{theme}-{size}", size)
                self.close(console, "sign-in")

    def all(self):
        for who in READERS:
            for size, looks in LOOKS.items():
                # One sign-in for all looks: language and theme are cookies of their own.
                console = Console(self.browser, self.shift.one.port, who, size=size)
                for language, theme in looks:
                    console.look(language, theme)
                    for page, path in self.pages(who).items():
                        console.go(path)
                        self.look(console, f"{self.name}-{who}-{page}-{language}-{theme}-{size}", size)
                self.close(console, who)

    def take_over(self):
        self.shift.press("T105")
        for size, looks in LOOKS.items():
            for language, theme in looks:
                console = Console(self.browser, self.shift.one.port, "desk", size, language, theme)
                console.page.locator("dialog.sos[open]:not(.early)").wait_for()
                self.look(console, f"{self.name}-take-over-{language}-{theme}-{size}", size)
                self.close(console, "take-over")

    def close(self, console, who):
        self.faults += [f"{self.name} {who}: {fault}" for fault in console.faults]
        console.close()


def main():
    faults, looked = [], 0
    with chromium() as browser:
        for name, people in (("full", 43), ("empty", 0)):
            shift = Shift(people=people)
            try:
                if people:
                    shift.fill()
                    shift.dead = {"B17"}
                    shift.linger("T109", "holding-men", "corridor-south")
                    shift.lose("T110")
                    shift.walk("C-P2004", "corridor-north")
                # Base stations, clocks and rules have their first minutes.
                begun = shift.now()
                until("the first minutes are over", lambda: (shift.now() - begun).total_seconds() >= 150, seconds=150)
                gallery = Gallery(shift, browser, name)
                gallery.all()
                if people:
                    gallery.stranger()
                    gallery.take_over()
                faults += gallery.faults
                looked += gallery.looked
            finally:
                shift.end()
    kinds = collections.Counter(fault.split(": ")[1] if ": " in fault else fault for fault in faults)
    for fault in faults[:40]:
        print(fault, file=sys.stderr)
    print(f"browser: {looked} pages looked at, {len(faults)} faults {dict(kinds)}")
    assert looked > 120 and not faults


if __name__ == "__main__":
    main()
