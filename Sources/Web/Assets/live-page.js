// Keeps the regions of a page fresh: fetches the page again and puts in what changed, without moving the focus.
import { tick } from "./site-clock.js";

let timer, running = false, again = false, due = Infinity;

export function refreshSoon(delay) {
  if (!document.querySelector("[data-live]")) return;
  const at = performance.now() + delay;
  if (timer && at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(refresh, delay);
}

export async function refresh() {
  timer = undefined;
  due = Infinity;
  if (running) { again = true; return; }
  running = true;
  const address = location.href;
  try {
    const answer = await fetch(address, { headers: { "Accept": "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload(); // signed out: the sign-in says so
    if (answer.status === 422 && location.search) {
      // The minute is out of reach by now: the alarms must not stand still with it.
      history.replaceState(null, "", location.pathname);
    } else if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      take(fresh);
      // Whoever slid on meanwhile keeps the slider, and gets the plan of that minute next.
      if (address === location.href) slide(fresh.querySelector("time-slider"));
    }
    again ||= address !== location.href;
  } catch { /* the feed's banner tells that the server is away */ } finally {
    running = false;
    if (again) { again = false; refreshSoon(address === location.href ? 300 : 0); }
  }
}

function take(fresh) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const other = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
    if (!other || other.innerHTML === region.innerHTML) continue;
    const focused = document.activeElement?.closest("[data-alarm]")?.dataset.alarm;
    region.innerHTML = other.innerHTML;
    if (focused) region.querySelector(`[data-alarm="${focused}"]`)?.focus({ preventScroll: true });
  }
  const plan = fresh.querySelector("live-plan");
  if (plan) document.querySelector("live-plan")?.take(JSON.parse(plan.dataset.marks));
  document.dispatchEvent(new CustomEvent("page:fresh"));
  tick();
}

function slide(fresh) {
  if (fresh) document.querySelector("time-slider")?.take(fresh);
}
