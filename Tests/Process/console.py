"""Consoles are supervised (SPEC R5, TRUST C5): which browser answers the feed no more, and whether any is left."""
import threading, time
from centre import PASSWORD, centre
from visitor import Feed, Visitor, now

SHOWN_LIMIT, BACK_LIMIT, EVERY = 15.0, 3.0, 4.0


class Console:
    """A browser with a page open: it holds the feed and answers it, until told to freeze."""

    def __init__(self, one, name, address):
        self.browser = Visitor(one, address=address)
        assert self.browser.sign_in(name, PASSWORD).status == 303
        self.lock = threading.Lock()
        self.open()
        self.answers = True
        threading.Thread(target=self.run, daemon=True).start()

    def open(self):
        self.feed = Feed(self.browser)
        self.answer()

    def answer(self, **more):
        with self.lock:
            answer = self.browser.post("/feed/answer", dict(more))
            assert answer.status == 204, answer.text
            self.answered = time.monotonic()

    def run(self):
        while True:
            time.sleep(0.2)
            if self.answers and time.monotonic() - self.answered >= EVERY:
                self.answer()

    def freeze(self):
        self.answers = False
        with self.lock:
            return self.answered

    def wake(self):
        self.answer()
        self.answers = True


def until(what, seconds, found, since=None):
    begun = since or time.monotonic()
    while time.monotonic() - begun < seconds:
        if (answer := found()) is not None:
            return answer, time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds} s")


def main():
    with centre() as one:
        token = one.account("wachtmeister", "custodian", officer="P2001")
        boss = Visitor(one, one.account("boss", "supervisor", officer="P2010"))
        one.start()
        desk = Visitor(one, token)
        arrival = {"personKind": "criminalSuspect", "caseCode": "LH-2026-0001", "officers": ["P2002"], "paper": "unknown",
                   "arrival": {"mode": "brought", "ground": "summons", "at": now(-60)}}
        assert desk.post("/api/v1/stays", arrival).status == 201
        state = lambda: boss.get("/api/v1/consoles").json
        lost = lambda: sum(found["health"] == "silent" for found in state()["consoles"])

        # Six consoles: one stands, one freezes, one is cut, one changes pages, one closes, one signs out.
        names = ["boss"] + ["wachtmeister"] * 5
        stands, frozen, cut, walks, closes, leaves = [Console(one, name, f"127.0.0.{10 + n}") for n, name in enumerate(names)]
        assert len(state()["consoles"]) == 6 and not lost(), state()
        last = frozen.freeze()
        cut.freeze()
        cut.feed.close()
        closes.freeze()
        closes.answer(leaving="1")
        closes.feed.close()
        leaves.freeze()
        assert leaves.browser.post("/sign-out", {}).status == 303
        walks.freeze()
        walks.answer(leaving="1")
        walks.feed.close()
        time.sleep(2)
        walks.open()
        walks.answers = True
        told = lambda kind: [item for item in stands.feed.seen if item[0] == "console" and item[2]["kind"] == kind]
        until("both in the list", SHOWN_LIMIT, lambda: lost() == 2 or None, last)
        until("both on the screens", SHOWN_LIMIT, lambda: len(told("centre.console-lost")) == 2 or None, last)
        slowest = max(item[3] for item in told("centre.console-lost")) - last
        assert any(item[3] > last + 10 for item in frozen.feed.seen), "the frozen page's socket was not open"
        for path in ("/devices", "/"):
            assert "失联" in stands.browser.get(path).text, path
        time.sleep(6)
        assert lost() == 2 and len(state()["consoles"]) == 4, f"who moved, closed or signed out is missed: {state()}"

        frozen.wake()
        cut.open()
        cut.answers = True
        _, back = until("both back", BACK_LIMIT, lambda: len(told("centre.console-back")) == 2 or None)
        assert not lost() and not state()["unattended"], state()

        # Nobody is left: told in the list and in the journal, and over with the first answer.
        everybody = [stands, frozen, cut, walks]
        last = max(console.freeze() for console in everybody)
        _, alone = until("nobody is left", SHOWN_LIMIT, lambda: state()["unattended"] or None, last)
        assert lost() == 4 and state()["inArea"] == 1, state()
        assert "无值守台在线" in stands.browser.get("/devices").text
        stands.wake()
        until("somebody is back", BACK_LIMIT, lambda: None if state()["unattended"] else True)
        stands.freeze()
        assert one.stop() == 0 and one.verify().returncode == 0
        kinds = [kind for _, kind, _ in one.records()]
        count = {kind: kinds.count(f"centre.{kind}") for kind in ("console-lost", "console-back", "unattended", "attended")}
        assert count == {"console-lost": 6, "console-back": 3, "unattended": 1, "attended": 1}, count
        about = [str(leaf) for _, kind, leaf in one.records() if kind.startswith("centre.console")]
        assert not [leaf for leaf in about if "wachtmeister" in leaf], "a sign-in name stands in the journal"
    print(f"console: frozen and cut ones told after {slowest:.1f} s, back after {back:.1f} s; nobody left told after"
          f" {alone:.1f} s; from page to page, closed and signed out none was missed")


main()
