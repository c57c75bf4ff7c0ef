"""The first five minutes of a visitor, played in a browser against a real centre; the pictures are kept."""
import datetime, re, signal, time

import zxingcpp
from PIL import Image

from browser import Console, PICTURES, chromium, until
from shift import CASE, Shift, identity

PATIENCE = 20_000
BEIJING, HOUR = datetime.timezone(datetime.timedelta(hours=8)), datetime.timedelta(hours=1)


def check(condition, sentence):
    if not condition:
        raise AssertionError(sentence)


class Visit:
    def __init__(self, shift, browser):
        self.shift = shift
        port = shift.one.port
        self.desk, self.supervisor, self.officer = [Console(browser, port, name) for name in ("desk", "jiandu", "chen")]

    def play(self):
        for scene in (self.board, self.first_clock, self.lone_officer, self.keys, self.call_for_help, self.new_person,
                      self.walked_in, self.proof, self.papers, self.kill, self.slide, self.language):
            begun = time.monotonic()
            scene()
            print(f"browser: {scene.__name__.replace('_', ' ')}: {time.monotonic() - begun:.1f} s")
        for console in (self.desk, self.supervisor, self.officer):
            check(not console.faults, f"the console told: {console.faults[:5]}")

    def alarms(self, rule):
        return [a for a in self.shift.api("GET", "alarms?open=1") if a["rule"] == rule]

    def board(self):
        """A night shift: a building, people, one dashed ring, one not determined, one base station grey."""
        self.shift.dead = {"B17"}
        self.shift.linger("T109", "holding-men", "corridor-south")
        self.shift.lose("T110")
        page = self.desk.go("/")
        people = self.shift.api("GET", "persons-in-area")
        check(page.locator("li.person").count() == len(people), "the board does not list everybody")
        page.locator(".plan-live .lost").first.wait_for(state="attached", timeout=PATIENCE)
        mark = "[...document.querySelector('live-plan').marks.values()].find(mark => mark.code === 'A09')"
        until("a place is uncertain", lambda: (page.evaluate(mark) or {}).get("at"), shown=lambda: (
            page.evaluate(mark) or page.inner_text(".tray"), page.inner_text("li.person:has-text('A09')")))
        page.locator(".tray .chip", has_text="A10").wait_for(timeout=PATIENCE)
        marks = page.evaluate("[...document.querySelector('live-plan').marks.keys()]")
        check("A10" not in marks, "a place that is not determined is drawn")
        self.desk.picture("1-board", full=False)

    def first_clock(self):
        """Who runs out first stands on top; the bar begins before the entry; article, who may extend, until when."""
        page = self.desk.page
        first = page.locator("li.person").first
        expiries = sorted(p["expires"] for p in self.shift.api("GET", "persons-in-area") if p.get("expires"))
        check(first.locator("clock-bar").get_attribute("data-end") == expiries[0], "another one runs out first")
        check(int(first.locator("rect.dark").get_attribute("width")) > 900, "the bar does not begin at the arrival")
        check("刑事诉讼法" in first.locator(".law").inner_text(), "the article is not beside the clock")
        needs = first.locator(".needs").inner_text()
        check("办案部门负责人" in needs and "前" in needs, f"who must do what until when: {needs}")
        before = first.locator(".big").inner_text()
        until("the clock runs", lambda: first.locator(".big").inner_text() != before)

    def lone_officer(self):
        """The second officer leaves: the strip drops to 1, amber, red, and the alarm says why."""
        page = self.desk.page
        strip = page.locator(".strip", has_text="A02")
        check("2 / 2" in strip.inner_text(), "two officers are not shown")
        self.shift.walk("C-P2004", "corridor-staff")
        page.locator(".strip", has_text="A02").get_by_text("1 / 2").wait_for(timeout=PATIENCE)
        for state in ("warning", "alarm"):
            page.locator(f".strip.{state}", has_text="A02").wait_for(timeout=PATIENCE * 2)
        card = page.locator("article.alarm.first.open", has_text="单人讯问")
        card.wait_for(timeout=PATIENCE * 2)
        self.desk.picture("2-lone-officer", full=False)
        card.locator(".title a").click()
        page.wait_for_url("**/alarms/*")
        text = page.inner_text("main")
        for words in ("刑事诉讼法第118条", "lone-officer", "怎样就不会报警", "2 名民警", "录像区间", "讯问室二", "一名民警离开"):
            check(words in text, f"the alarm does not say {words}")
        self.desk.picture("2-why")

    def keys(self):
        """J and A acknowledge; never while a Chinese input method composes."""
        page = self.desk.go("/")
        card = page.locator("article.alarm.open", has_text="单人讯问")
        number = page.locator("article.alarm").evaluate_all("cards => cards.findIndex(c => c.innerText.includes('单人讯问'))")
        for _ in range(number + 1):
            page.keyboard.press("j")
        page.evaluate("""document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'a', bubbles: true, isComposing: true}))""")
        page.wait_for_timeout(600)
        check(card.count() == 1, "a key of the input method acknowledged an alarm")
        page.keyboard.press("a")
        page.locator("article.alarm.acknowledged", has_text="单人讯问").wait_for(timeout=PATIENCE)
        self.shift.walk("C-P2004", "interrogation-2")

    def call_for_help(self):
        """SOS: takes over at desk and supervisor wherever they are; nothing for the case officer; it climbs."""
        self.supervisor.go("/devices")
        self.officer.go("/")
        check("A01" in self.officer.page.inner_text("main"), "the officer does not see the own case")
        self.desk.go("/entry")
        self.desk.page.fill("#name", "半途示例")
        begun = time.monotonic()
        self.shift.press("T101")
        for console in (self.desk, self.supervisor):
            console.page.locator("dialog.sos[open]").wait_for(timeout=PATIENCE)
        print(f"browser: SOS on both screens after {time.monotonic() - begun:.2f} s (from the press in the script)")
        self.desk.page.locator("dialog.sos[open]:not(.early)").wait_for(timeout=PATIENCE)
        text = self.desk.page.inner_text("dialog.sos")
        for words in ("A01", "讯问室一", "本案以外的民警"):
            check(words in text, f"the take-over does not say {words}")
        named = set(re.findall(r"P20\d\d", text))
        check(named and not named & {"P2001", "P2002"}, f"who may go is not said, or of the case: {named}")
        self.desk.page.locator("dialog.sos", has_text="已上报").wait_for(timeout=PATIENCE)
        self.desk.picture("3-sos-desk", full=False)
        self.officer.go("/")
        html = self.officer.page.content()
        check("sos-take-over" not in html and "求助" not in html and "的按钮" not in html, "the case officer learns of the SOS")
        check("SOS" not in str(self.shift.api("GET", "alarms", who="chen")), "the case officer's API tells of the SOS")
        sos = self.alarms("sos")[0]["id"]
        status, _ = self.shift.one.call("POST", f"/api/v1/alarms/{sos}/closing", {"reason": "mistake", "words": "x"},
                                        self.shift.tokens["chen"])
        check(status in (403, 404), f"the case officer may close it: {status}")
        self.officer.picture("3-sos-case-officer", full=False)
        self.supervisor.page.keyboard.press("Escape")
        check(self.supervisor.page.locator("dialog.sos[open]").count() == 1, "Esc makes an unanswered SOS vanish")
        address = self.supervisor.page.url
        self.supervisor.page.keyboard.press("Enter")
        for console in (self.supervisor, self.desk):
            console.page.locator("dialog.sos").wait_for(state="detached", timeout=PATIENCE)
        check(self.supervisor.page.url == address, "the answer led away from the page")
        check(self.desk.page.input_value("#name") == "半途示例", "what was half typed is lost")
        check(self.desk.page.evaluate("document.activeElement.id") == "name", "the focus is not where it was")

    def new_person(self):
        """The id card is checked as typed; a tag counts after its test press; what is not offered says why."""
        page = self.desk.go("/entry")
        number = identity(71)
        page.fill("#name", "新来示例")
        page.locator("#number").press_sequentially(number[:-1] + ("0" if number[-1] != "0" else "1"))
        page.locator("#number.is-invalid").wait_for()
        page.click("form.entry button")
        check(page.locator(".notice.alarm a").count() >= 3, "the faults are not listed")
        check(page.input_value("#name") == "新来示例", "what was typed is lost")
        self.desk.picture("4-entry-faults")
        for field, value in (("kind", "criminalSuspect"), ("mode", "summoned"), ("ground", "summons")):
            page.select_option(f"#{field}", value)
        page.fill("#number", "")
        page.locator("#number").press_sequentially(number)
        page.locator("#number-hint.good").wait_for()
        page.fill("#at", (self.shift.now().astimezone(BEIJING) - HOUR).strftime("%Y-%m-%d %H:%M:%S"))
        page.fill("#case", CASE)
        page.fill("#officers", "P2001 P2002")
        page.keyboard.press("Enter")
        page.wait_for_url("**/stays/*")
        self.stay = page.url.split("/")[-1]
        page.fill("#tag", "T999")
        page.click("form[action$='/tag'] button")
        page.locator("form[action$='/tag'] + .refusal", has_text="T999").wait_for()
        check(page.input_value("#tag") == "T999", "what was typed is lost on the person's page")
        page.fill("#tag", "T150")
        page.click("form[action$='/tag'] button")
        page.get_by_text("待按键测试").first.wait_for()
        self.shift.put("T150", "entry-desk")
        self.shift.press("T150")
        page.locator("#news").wait_for(timeout=PATIENCE)
        until("the tag is bound", lambda: "已绑定" in self.desk.go(f"/stays/{self.stay}").inner_text("main"))
        refused = page.locator(".steps li.refused", has_text="讯问")
        check("请先完成：权利义务告知、人身安全检查" in refused.inner_text(), "it is not said why it is not offered")
        check(refused.locator("button").count() == 0, "the interrogation is offered")
        check(page.locator("#room option[value='interrogation-4']").is_disabled(), "the room is offered")
        self.desk.picture("4-person")

    def walked_in(self):
        """Walked in anyway: an alarm, and the ledger records the fact."""
        self.shift.walk("T150", "interrogation-4")
        page = self.desk.go("/")
        page.locator("article.alarm", has_text="程序缺步").wait_for(timeout=PATIENCE * 2)
        page = self.desk.go(f"/stays/{self.stay}")
        row = page.locator("tr.breach", has_text="讯问室四")
        check("违规：程序缺步" in row.inner_text(), "the ledger does not record the breach")
        check("讯问室四" in page.inner_text(".person-head"), "the page does not say where the person is")
        self.desk.picture("5-breach")

    def proof(self):
        """One time line, and from a row to its record, its proof and the verdict."""
        page = self.supervisor.go(f"/stays/{self.stay}")
        check(page.locator(".timeline .dark rect").count() >= 1, "dark time is not on the time line")
        check(page.locator(".timeline .room rect").count() >= 2, "the rooms are not on the time line")
        clock, entry = page.locator(".timeline .clock rect").first, page.locator(".timeline line.entry")
        check(float(clock.get_attribute("x")) < float(entry.get_attribute("x1")), "the clock begins after the entry")
        self.supervisor.picture("6-time-line")
        until("the breach is sealed", lambda: self.supervisor.go(f"/stays/{self.stay}").locator(
            "tr.breach .badge-proof.sealed").count())
        page.locator("tr.breach a").first.click()
        page.wait_for_url("**/journal/records/*")
        check("证明成立" in page.inner_text("main"), "the proof does not hold")
        check("stay.breach" in page.inner_text("main"), "it is another record")
        self.supervisor.picture("6-record")

    def papers(self):
        """The sheet on A4 with what weakens it, the receipt with size and root."""
        page = self.supervisor.go(f"/stays/{self.stay}/sheet")
        text = page.inner_text("main")
        for words in ("办案区使用情况登记表", "本表的局限", "B17", "到案后未入区", "捺指印", "RF-" + self.stay.upper()):
            check(words in text, f"the sheet does not say {words}")
        self.supervisor.picture("7-sheet")
        picture = Image.open(PICTURES / "7-sheet.png")
        codes = [found.text for found in zxingcpp.read_barcodes(picture)]
        check(codes and codes[0] in text, f"a scanner reads {codes} on the sheet")
        page.pdf(path=PICTURES / "7-sheet.pdf", prefer_css_page_size=True)
        page = self.supervisor.go(f"/stays/{self.stay}/receipt")
        size = int(page.locator(".two-columns code").first.inner_text())
        root = page.locator("code.root").inner_text().replace(" ", "").replace("\n", "")
        status, note = self.shift.one.call("GET", "/journal/checkpoint", token=self.shift.tokens["jiandu"])
        lines = note.decode().split("\n")
        check(status == 200 and int(lines[1]) >= size > 0, "the receipt is ahead of the log")
        check(len(root) == 44 and (int(lines[1]) > size or lines[2] == root), "the root is not the log's")
        self.supervisor.picture("7-receipt")

    def kill(self):
        """The server is killed: banner, and grey; back within seconds, nothing lost, and what climbed climbs on."""
        page = self.desk.go("/")
        people = page.locator("li.person").count()
        self.shift.press("T102")
        page.locator("dialog.sos[open]:not(.early)").wait_for(timeout=PATIENCE)
        call = self.alarms("sos")
        self.officer.go("/").mouse.click(720, 60)  # a browser lets no page sound before the first click
        self.officer.page.evaluate("tones = 0; document.addEventListener('tone', () => tones++)")
        self.shift.one.stop(signal.SIGKILL)
        begun = time.monotonic()
        page.locator("feed-status:visible").wait_for(timeout=10_000)
        print(f"browser: banner {time.monotonic() - begun:.1f} s after the kill")
        check("stale" in page.get_attribute("body", "class"), "what is stale is not grey")
        page.locator("dialog.sos .lost-note:visible").wait_for()
        self.desk.picture("8-lost-under-sos", full=False)
        self.officer.page.locator("feed-status:visible").wait_for(timeout=10_000)
        check(self.officer.page.evaluate("tones") >= 1, "no tone tells that the console is lost")
        self.officer.picture("8-lost", full=False)
        took = self.shift.start()
        begun = time.monotonic()
        page.locator("feed-status").wait_for(state="hidden", timeout=10_000)
        print(f"browser: server back in {took:.1f} s, board {time.monotonic() - begun:.1f} s later")
        check({a["id"] for a in call} <= {a["id"] for a in self.alarms("sos")}, "the SOS is lost")
        page.locator("dialog.sos[open]", has_text="已上报").wait_for(timeout=PATIENCE)
        page.keyboard.press("Enter")
        page.locator("dialog.sos").wait_for(state="detached", timeout=PATIENCE)
        page = self.desk.go("/")
        check(page.locator("li.person").count() == people, "somebody is lost")
        page.locator("article.alarm.acknowledged", has_text="A01").first.wait_for(timeout=PATIENCE)
        check(self.shift.one.verify().returncode == 0, "the journal does not verify")

    def slide(self):
        """The day slid back by keys: who was where then, while the alarms of now ring; one key back."""
        page = self.desk.go("/")
        before = self.shift.now().astimezone(BEIJING).replace(second=0)
        self.shift.walk("T150", "corridor-north")
        until("the person has gone on", lambda: self.room(self.stay) == "corridor-north")
        until("a minute later", lambda: self.shift.now() > before + HOUR / 60)
        page = self.desk.go("/")
        slider = page.locator("#replay-minute")
        slider.focus()
        while page.input_value("#replay-at") != before.strftime("%H:%M"):
            page.keyboard.press("ArrowLeft")
        page.get_by_text(f"回放 {before:%Y-%m-%d %H:%M:%S}").wait_for()
        mark = "[...document.querySelector('live-plan').marks.values()].find(mark => mark.code === 'A50').room"
        until("the mark stands where the person was", lambda: page.evaluate(mark) == "interrogation-4",
              shown=lambda: page.evaluate(mark))
        for _ in range(2):
            page.evaluate("new Promise(done => document.addEventListener('feed:position', done, {once: true}))")
        check(page.evaluate(mark) == "interrogation-4", "a position of now moved a mark of then")
        check(self.room(self.stay, before) == "interrogation-4", "the API tells another past")
        self.desk.picture("9-slide", full=False)
        self.shift.press("T103")
        page.locator("dialog.sos[open]:not(.early)", has_text="A03").wait_for(timeout=PATIENCE)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        check("?at=" in page.url, "Esc under an SOS changes the plan behind it")
        page.locator("dialog.sos[open]:not([data-unread])").wait_for(timeout=PATIENCE)
        check(any(call["state"] == "open" for call in self.alarms("sos")), "a key that was meant for the page answered the SOS")
        page.keyboard.press("Enter")
        page.locator("dialog.sos").wait_for(state="detached", timeout=PATIENCE)
        page = self.desk.go(f"/?at={before:%H:%M}")
        check(page.evaluate(mark) == "interrogation-4", "the address alone shows another minute")
        page.keyboard.press("Escape")
        page.locator(".past-banner").wait_for(state="detached")
        until("the plan is live again", lambda: page.evaluate(mark) == "corridor-north")
        check("?" not in page.url, "the address still names a minute")

    def room(self, stay, moment=None):
        at = "?at=" + self.shift.stamp(moment.astimezone(datetime.timezone.utc)) if moment else ""
        people = self.shift.api("GET", "persons-in-area" + at)
        return next((one.get("room") for one in people if one["stay"] == stay), None)

    def language(self):
        """One key to the other language, and back to the same page."""
        page = self.supervisor.go(f"/stays/{self.stay}")
        page.click("form[action='/look'] button[lang=en]")
        page.get_by_role("heading", name="Time line").wait_for()
        check(page.url.endswith(self.stay), "the switch leads elsewhere")
        check("Breach: Step skipped" in page.inner_text("main"), "the ledger did not change its language")
        self.supervisor.picture("10-english")
        page.click("form[action='/look'] button[lang=zh-Hans]")
        page.get_by_role("heading", name="时间轴").wait_for()


if __name__ == "__main__":
    night = Shift(people=43)
    try:
        night.fill()
        with chromium() as browser:
            Visit(night, browser).play()
    finally:
        night.end()
