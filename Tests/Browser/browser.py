"""Debian's Chromium as the tests use it: signed in, without a wish for motion, every broken request noted."""
import contextlib, time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from shift import ROOT
from centre import PASSWORD

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
PICTURES = ROOT / "var/screenshots"
# Every look of a page: size, language, theme.
LOOKS = {
    "desk": [(language, theme) for language in ("zh", "en") for theme in ("light", "dark")],
    "phone": [("zh", "light"), ("en", "dark")],
}


def until(what, condition, seconds=20, shown=lambda: None):
    """Waits for something that no page announces; says what was to be seen instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}; instead: {shown()}")


@contextlib.contextmanager
def chromium():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Console:
    """One signed-in browser window."""

    def __init__(self, browser, port, name=None, size="desk", language="zh", theme="light"):
        width, height = SIZES[size]
        self.base = f"http://127.0.0.1:{port}"
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults, self.holds_axe = [], False
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self.asked)
        self.look(language, theme)
        if name:
            self.sign_in(name)

    def heard(self, message):
        # axe puts copies of sheets and styles into the page, which our policy refuses it: not the page's fault.
        if self.holds_axe and "Content Security Policy" in message.text:
            return
        # A server that is down on purpose is not a fault of the page.
        if message.type == "error" and "ERR_CONNECTION" not in message.text and "Failed to load" not in message.text:
            self.faults.append(message.text)

    def asked(self, request):
        if not request.url.startswith(self.base) and not request.url.startswith("about:"):
            self.faults.append(f"external request: {request.url}")

    def look(self, language, theme):
        self.context.add_cookies([{"name": "language", "value": language, "url": self.base},
                                  {"name": "theme", "value": theme, "url": self.base}])

    def sign_in(self, name):
        self.go("/sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.click("form[action='/sign-in'] button")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def go(self, path):
        self.holds_axe = False
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def violations(self):
        """What axe finds on the page as it is; it stays in the page until the next one is opened."""
        self.holds_axe = True
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]

    def overflow(self):
        """Pixels by which the page runs over its edge."""
        return self.page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")

    def picture(self, name, full=True):
        self.page.wait_for_timeout(120)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=full)

    def close(self):
        self.context.close()
