// <sos-take-over>: a call for help takes the whole screen until somebody answers it with one key. On every page of
// those who may know of it; the page of a case officer does not have this element.
//
// One that is not yet on disk is drawn from the feed alone, for the server may be waiting for its disk. It has the id of
// the durable one, which takes its place without ringing anew; until then it cannot be answered, only put aside.
import { tone } from "./sound.js";
import { tick } from "./site-clock.js";
import { refresh } from "./live-page.js";
import { sendQuietly } from "./quiet-form.js";
const every = 3000;
/// A key that comes so soon was meant for what was on the screen before.
const unread = 1000;

class SOSTakeOver extends HTMLElement {
  connectedCallback() {
    this.early = new Map();
    this.look();
    document.addEventListener("feed:alarm", event => { if (event.detail.rule === "sos") this.hear(event.detail); });
    document.addEventListener("feed:back", () => this.look());
    this.addEventListener("cancel", event => event.preventDefault(), true);
    this.addEventListener("submit", event => this.answer(event));
    this.addEventListener("keydown", event => { if (this.querySelector("[data-unread]")) event.preventDefault(); }, true);
    this.timer = setInterval(() => this.ring(), every);
  }

  hear(told) {
    const isEarly = told.onDisk === false && told.kind !== "alarm.withdrawn";
    if (isEarly) this.early.set(told.alarm, told); else this.early.delete(told.alarm);
    if (told.onDisk !== false) return this.look();
    if (!this.querySelector("dialog:not(.early)")) this.show(null);
  }

  /// Acknowledges a durable call on this page, and puts an early one aside.
  async answer(event) {
    event.preventDefault();
    const dialog = event.target.closest("dialog");
    if (!dialog.matches(".early")) {
      // Refused or out of reach: it stays here until it is answered, by whomever; the banner tells that the server is away.
      if (await sendQuietly(event.target)) refresh();
      return this.look();
    }
    this.early.delete(dialog.dataset.alarm);
    this.show(null);
  }

  async look() {
    if (this.looking) { this.again = true; return; }
    this.looking = true;
    try {
      const answer = await fetch(this.dataset.src, { redirect: "manual" });
      if (answer.ok) this.take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the feed's banner tells that the server is away */ } finally {
      this.looking = false;
      if (this.again) { this.again = false; this.look(); }
    }
  }

  take(page) {
    this.blank ??= page.querySelector("template");
    this.show(page.querySelector("dialog"));
  }

  /// The durable call, or else the first of those that are not yet on disk.
  show(durable) {
    if (durable) this.early.delete(durable.dataset.alarm);
    const dialog = durable ?? this.drawn();
    if (dialog?.outerHTML === this.shown) return;
    this.shown = dialog?.outerHTML;
    const old = this.querySelector("dialog");
    const isNew = dialog?.dataset.alarm !== old?.dataset.alarm;
    if (!old) this.before = document.activeElement;
    this.replaceChildren(...(dialog ? [document.adoptNode(dialog)] : []));
    if (!dialog) return this.before?.focus();
    if (isNew) this.since = performance.now();
    const rest = this.since + unread - performance.now();
    if (rest > 0) {
      dialog.dataset.unread = "";
      setTimeout(() => delete dialog.dataset.unread, rest);
    }
    dialog.showModal();
    dialog.querySelector("button").focus();
    tick();
    if (isNew) this.ring();
  }

  drawn() {
    const [told] = this.early.values();
    if (!told || !this.blank) return null;
    const dialog = this.blank.content.cloneNode(true).querySelector("dialog");
    const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    dialog.dataset.alarm = told.alarm;
    dialog.querySelector("[data-who]").textContent = told.subject[language];
    if (told.room) dialog.querySelector("[data-where]").textContent = told.room[language];
    dialog.querySelector("[data-since]").dataset.since = told.at;
    return dialog;
  }

  ring() {
    const dialog = this.querySelector("dialog");
    if (dialog) tone([880, 660, 880, 660], .22, 1 + Number(dialog.dataset.escalation));
  }

  disconnectedCallback() { clearInterval(this.timer); }
}
customElements.define("sos-take-over", SOSTakeOver);
