"""Debian's Chromium as the tests use it: signed in, without a wish for motion, every broken request noted."""
import contextlib, pathlib

from playwright.sync_api import sync_playwright

from shift import ROOT
from centre import PASSWORD

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
PICTURES = ROOT / "var/screenshots"


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
        self.faults = []
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self.asked)
        self.look(language, theme)
        if name:
            self.sign_in(name)

    def heard(self, message):
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
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def picture(self, name, full=True):
        self.page.wait_for_timeout(120)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=full)

    def close(self):
        self.context.close()
