"""The Stage beside a real centre: by keyboard and by mouse, in every look with axe; what is done there rings at the board."""
from browser import LOOKS, Console, chromium, until
from shift import START
from broker_site import Site

SPEED = 5
# Real seconds until what is done at the Stage has gone through broker, centre and rules.
PATIENCE = 40


class Visit:
    def __init__(self, site, browser):
        self.site, self.browser, self.faults = site, browser, []
        self.token = site.prepare()
        site.start_broker()
        site.start("--mqtt", site.mqtt)
        simulator = site.client("simulate", "--centre", site.example, "--record", site.folder / "shift.json", "--stage", 0,
                                "--people", 8, "--hours", 1, "--quiet")
        self.port = int(simulator.stdout.readline().rsplit(":", 1)[1])

    def alarms(self, rule):
        status, found = self.site.call("GET", "/api/v1/alarms?open=1", token=self.token)
        assert status == 200, found
        return [alarm for alarm in found if alarm["rule"] == rule]

    def told(self, page, word):
        page.wait_for_function("word => document.getElementById('told').textContent.includes(word)", arg=word)

    def play(self):
        console = Console(self.browser, self.port)
        page = console.go("/")
        page.wait_for_selector(".marks .police")
        # Somebody is brought in and gets a tag; the page finds them without being loaded again.
        page.wait_for_selector("#tag option[value='T101']", state="attached", timeout=90_000)
        until("the tag is bound", lambda: page.locator(".marks .suspect:not(.off)").count(), PATIENCE)

        # By keyboard alone: choose, go on to the button, press.
        page.focus("#tag")
        page.select_option("#tag", "T101")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.value") == "press-sos"
        page.keyboard.press("Enter")
        self.told(page, "已发生")
        until("the SOS rings at the board", lambda: self.alarms("sos"), PATIENCE)

        # By mouse: a click on a room of the plan chooses it, a click on a mark the person.
        page.locator("[data-room='dossiers']").click(position={"x": 6, "y": 60})
        assert page.input_value("#room") == "dossiers", page.input_value("#room")
        page.locator(".marks .suspect").first.click()
        assert page.input_value("#tag").startswith("T")
        page.click("button[value='cut-strap']")
        until("the cut strap rings at the board", lambda: self.alarms("tag-cut"), PATIENCE)

        page.select_option("#station", "B05")
        page.click("button[value='unplug']")
        page.wait_for_function("() => document.getElementById('unplugged').textContent.includes('B05')")
        until("the board knows that the base station is silent", lambda: [
            alarm for alarm in self.alarms("station-silent") if alarm["subject"] == "B05"], PATIENCE)
        page.click("button[value='plug-in']")
        page.wait_for_function("() => !document.getElementById('unplugged').textContent.includes('B05')")

        # What cannot be done says so: the tag is nobody's any more than twice the same.
        page.select_option("#other", page.input_value("#tag"))
        page.click("button[value='swap-tags']")
        self.told(page, "做不到")
        self.close(console)

    def looks(self):
        for size, looks in LOOKS.items():
            for language, theme in looks:
                console = Console(self.browser, self.port, size=size, language=language, theme=theme)
                page = console.go("/")
                page.wait_for_selector(".marks .police")
                name = f"stage-{language}-{theme}-{size}"
                self.faults += [f"{name}: {violation}" for violation in console.violations()]
                if (over := console.overflow()) > 0:
                    self.faults.append(f"{name}: {over} px run over the edge")
                console.picture(name)
                self.close(console)

    def close(self, console):
        self.faults += console.faults
        console.close()


def main():
    site = Site(clock=f"{START}@{SPEED}", speed=SPEED)
    try:
        with chromium() as browser:
            visit = Visit(site, browser)
            visit.play()
            visit.looks()
        assert not visit.faults, visit.faults
        print("browser: the Stage by keyboard and mouse, and in six looks with axe")
    finally:
        site.remove()


if __name__ == "__main__":
    main()
