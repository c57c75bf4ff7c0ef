// <feed-status>: the one connection to the live feed. Silent for 10 s: banner, tone, and what is stale turns grey.
import { tone } from "./sound.js";
const patience = 10000;
class FeedStatus extends HTMLElement {
  connectedCallback() {
    this.heard = Date.now(); const source = new EventSource(this.dataset.src);
    source.onopen = () => this.alive();
    for (const name of ["position", "presence", "stay", "alarm", "device", "clock", "resync"]) source.addEventListener(name, e => {
      this.alive();
      if (name === "resync") return location.reload();
      document.dispatchEvent(new CustomEvent("feed:" + name, { detail: JSON.parse(e.data) }));
    });
    this.watch = setInterval(() => { if (Date.now() - this.heard > patience) this.lost(); }, 1000);
  }
  alive() { this.heard = Date.now(); this.hidden = true; document.body.classList.remove("stale"); }
  lost() { if (!this.hidden) return; this.hidden = false; document.body.classList.add("stale"); tone([440, 330], .4); }
  disconnectedCallback() { clearInterval(this.watch); }
}
customElements.define("feed-status", FeedStatus);
