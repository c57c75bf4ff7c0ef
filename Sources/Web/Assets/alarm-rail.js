// <alarm-rail>: J and K choose, A acknowledges; sounds for what nobody has answered, louder the higher it has climbed.
// Keys never act while an input method composes or a field has the focus.
import { tone } from "./sound.js";
import { refresh } from "./live-page.js";
import { sendQuietly } from "./quiet-form.js";

const patterns = { special: [880, 660, 880, 660], first: [740, 740, 740], second: [620, 620], third: [520], warning: [440] };
const repeat = 8000;

class AlarmRail extends HTMLElement {
  connectedCallback() {
    this.known = new Set(this.unanswered().map(card => card.dataset.alarm));
    this.key = event => this.press(event);
    this.fresh = () => this.news();
    document.addEventListener("keydown", this.key);
    document.addEventListener("page:fresh", this.fresh);
    this.addEventListener("submit", event => this.acknowledge(event));
    this.timer = setInterval(() => this.ring(this.unanswered().filter(c => c.dataset.level === "first")), repeat);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.key);
    document.removeEventListener("page:fresh", this.fresh);
    clearInterval(this.timer);
  }

  cards() { return [...this.querySelectorAll("article")]; }
  unanswered() { return this.cards().filter(card => card.dataset.state === "open"); }

  press(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const cards = this.cards();
    if (!cards.length) return;
    const here = cards.indexOf(document.activeElement?.closest("article"));
    const key = event.key.toLowerCase();
    if (key === "j") cards[Math.min(cards.length - 1, here + 1)].focus();
    else if (key === "k") cards[Math.max(0, here - 1)].focus();
    else if (key === "a" && here >= 0) cards[here].querySelector("form[data-quiet]")?.requestSubmit();
  }

  /// Answers where the eyes are, without leaving the page.
  async acknowledge(event) {
    const form = event.target.closest("form[data-quiet]");
    if (!form) return;
    event.preventDefault();
    if (await sendQuietly(form)) return refresh();
    // The ordinary way shows what is wrong.
    if (form.isConnected) form.submit();
  }

  news() {
    const now = this.unanswered();
    const fresh = now.filter(card => !this.known.has(card.dataset.alarm));
    this.known = new Set(now.map(card => card.dataset.alarm));
    if (!fresh.length) return;
    document.getElementById("announce").textContent = fresh.map(card => card.getAttribute("aria-label")).join(" · ");
    this.ring(fresh);
  }

  ring(cards) {
    const order = Object.keys(patterns);
    const worst = cards.sort((a, b) => order.indexOf(a.dataset.level) - order.indexOf(b.dataset.level))[0];
    if (worst) tone(patterns[worst.dataset.level] ?? [520], .22, Number(worst.dataset.escalation));
  }
}
customElements.define("alarm-rail", AlarmRail);
