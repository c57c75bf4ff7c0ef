// <time-slider>: slides the plan to any minute of the last day. The page's address names the minute, so that whatever
// fetches the page again fetches that minute; alarms, people and limits on it are always those of now.
import { refresh } from "./live-page.js";
import { minuteOf } from "./site-clock.js";

const minute = 60000;

/// Whether the plan shows a past minute: then no position of now may move its marks.
export const isPast = () => !!document.querySelector("time-slider") && new URLSearchParams(location.search).has("at");

class TimeSlider extends HTMLElement {
  connectedCallback() {
    this.range = this.querySelector("[type=range]");
    this.time = this.querySelector("[name=at]");
    this.range.hidden = false;
    this.range.addEventListener("input", () => this.slide());
    this.querySelector("form").addEventListener("submit", event => { event.preventDefault(); this.go(this.time.value); });
    this.key = event => this.press(event);
    this.back = event => { if (event.target.closest("[data-live-again]")) { event.preventDefault(); this.go(""); } };
    document.addEventListener("keydown", this.key);
    document.addEventListener("click", this.back);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.key);
    document.removeEventListener("click", this.back);
  }

  /// The right end is now.
  slide() {
    const chosen = Number(this.range.value);
    this.show(minuteOf(chosen * minute));
    this.go(chosen >= Number(this.range.max) ? "" : new Date(chosen * minute).toISOString());
  }

  show(text) {
    this.time.value = text;
    this.range.setAttribute("aria-valuetext", text);
  }

  go(at) {
    history.replaceState(null, "", location.pathname + (at ? "?at=" + encodeURIComponent(at) : ""));
    refresh();
  }

  /// One key back to now; an SOS keeps its own keys.
  press(event) {
    if (event.key !== "Escape" || event.isComposing || !isPast() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.go("");
  }

  /// The bounds go on with the clock.
  take(fresh) {
    const other = fresh.querySelector("[type=range]");
    for (const name of ["min", "max"]) this.range[name] = other[name];
    this.range.value = other.value;
    if (document.activeElement !== this.time) this.show(fresh.querySelector("[name=at]").value);
  }
}
customElements.define("time-slider", TimeSlider);
