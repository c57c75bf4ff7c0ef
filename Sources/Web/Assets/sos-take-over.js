// <sos-take-over>: a call for help takes the whole screen until somebody answers it with one key. On every page of
// those who may know of it; the page of a case officer does not have this element.
import { tone } from "./sound.js";
import { tick } from "./site-clock.js";
const every = 3000;

class SOSTakeOver extends HTMLElement {
  connectedCallback() {
    this.look();
    document.addEventListener("feed:alarm", event => { if (event.detail.rule === "sos") this.look(); });
    document.addEventListener("feed:back", () => this.look());
    this.addEventListener("cancel", event => event.preventDefault(), true);
    this.timer = setInterval(() => this.ring(), every);
  }

  async look() {
    if (this.looking) { this.again = true; return; }
    this.looking = true;
    try {
      const answer = await fetch(this.dataset.src, { redirect: "manual" });
      if (answer.ok) this.show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog"));
    } catch { /* the feed's banner tells that the server is away */ } finally {
      this.looking = false;
      if (this.again) { this.again = false; this.look(); }
    }
  }

  show(dialog) {
    if (dialog?.outerHTML === this.shown) return;
    this.shown = dialog?.outerHTML;
    const isNew = dialog?.dataset.alarm !== this.querySelector("dialog")?.dataset.alarm;
    this.replaceChildren(...(dialog ? [document.adoptNode(dialog)] : []));
    if (!dialog) return;
    dialog.showModal();
    dialog.querySelector("button").focus();
    tick();
    if (isNew) this.ring();
  }

  ring() {
    const dialog = this.querySelector("dialog");
    if (dialog) tone([880, 660, 880, 660], .22, 1 + Number(dialog.dataset.escalation));
  }

  disconnectedCallback() { clearInterval(this.timer); }
}
customElements.define("sos-take-over", SOSTakeOver);
