// <feed-status>: the one connection to the live feed. Lost or silent: banner and tone, and what is stale turns grey.
import { tone } from "./sound.js";
const silence = 10000, patience = 2500, retry = 1500;
const names = ["position", "presence", "stay", "alarm", "device", "clock", "resync"];

class FeedStatus extends HTMLElement {
  connectedCallback() {
    this.heard = Date.now();
    this.last = this.dataset.after;
    this.connect();
    this.watch = setInterval(() => this.look(), 500);
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

  alive() {
    this.heard = Date.now();
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
