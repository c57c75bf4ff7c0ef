// <feed-status>: the one connection to the live feed. Lost or silent: banner and tone, and what is stale turns grey.
// A console answers what it hears, so that the server misses it when it does not (a frozen page answers nothing).
import { tone } from "./sound.js";
const silence = 10000, patience = 2500, retry = 1500, answering = 4000;
const names = ["position", "presence", "stay", "alarm", "device", "console", "clock", "resync"];

class FeedStatus extends HTMLElement {
  connectedCallback() {
    this.heard = Date.now();
    this.last = this.dataset.after;
    this.connect();
    this.watch = setInterval(() => this.look(), 500);
    addEventListener("pagehide", () => this.answer({ leaving: 1 }));
  }

  connect() {
    // The server sends what came after the page was made, or after the last item that was heard.
    const source = this.source = new EventSource(this.dataset.src + (this.last ? "?after=" + this.last : ""));
    source.onopen = () => this.alive();
    source.onerror = () => {
      this.broken ??= Date.now();
      // A refusal closes the stream for good: ask again ourselves.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.isConnected && this.connect(), retry);
    };
    for (const name of names) source.addEventListener(name, event => {
      this.alive();
      this.last = event.lastEventId || this.last;
      if (name === "resync") return document.dispatchEvent(new CustomEvent("feed:back"));
      document.dispatchEvent(new CustomEvent("feed:" + name, { detail: JSON.parse(event.data) }));
    });
  }

  // Asked for by what is heard, not by a timer: those of a page in the background rest for minutes.
  answer(more = {}) {
    const { answer, token } = this.dataset;
    if (!answer) return;
    this.answered = performance.now();
    fetch(answer, { method: "POST", body: new URLSearchParams({ token, ...more }), keepalive: true }).catch(() => { /* the banner tells */ });
  }

  alive() {
    this.heard = Date.now();
    if (performance.now() - (this.answered ?? -answering) >= answering) this.answer();
    this.broken = undefined;
    if (this.hidden) return;
    this.hidden = true;
    document.body.classList.remove("stale");
    document.dispatchEvent(new CustomEvent("feed:back"));
  }

  look() {
    const now = Date.now();
    const isLost = now - this.heard > silence || (this.broken && now - this.broken > patience);
    const seconds = Math.round((now - this.heard) / 1000);
    this.querySelector("[data-lost]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (!isLost || !this.hidden) return;
    this.hidden = false;
    document.body.classList.add("stale");
    document.dispatchEvent(new CustomEvent("feed:lost"));
    tone([440, 330], .4, 1);
  }

  disconnectedCallback() { clearInterval(this.watch); this.source.close(); }
}
customElements.define("feed-status", FeedStatus);
