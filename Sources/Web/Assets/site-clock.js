// The site's clock as the page was told it, carried on by the browser's monotonic one; everything that ticks.
const clock = document.querySelector("[data-clock]");
const start = performance.now();
let base = Date.parse(clock?.dataset.clock ?? new Date().toISOString());
let since = start;
const offset = Number(clock?.dataset.offset ?? 0) * 1000;
const two = number => String(number).padStart(2, "0");

const speed = Number(clock?.dataset.speed ?? 1);

export const siteNow = () => base + (performance.now() - since) * speed;

document.addEventListener("feed:clock", event => {
  const told = Date.parse(event.detail.now);
  if (Math.abs(told - siteNow()) > 1500 * speed) { base = told; since = performance.now(); }
});

function full(moment) {
  const d = new Date(moment + offset);
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} `
    + `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/// Hour and minute on the site's clock.
export const minuteOf = moment => full(moment).slice(11, 16);

/// Hours, minutes, seconds: a length of time has its units, so that none is taken for another or for a time of day.
const [h, m, s] = (clock?.dataset.units ?? "h min s").split(" ");
const hours = minutes =>
  minutes < 60 ? `${minutes} ${m}` : `${Math.floor(minutes / 60)} ${h} ${two(minutes % 60)} ${m}`;

function length(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} ${s}`;
  return whole < 3600 ? `${Math.floor(whole / 60)} ${m} ${two(whole % 60)} ${s}` : hours(Math.floor(whole / 60));
}

export function tick() {
  if (!clock) return;
  clock.textContent = full(siteNow());
  for (const e of document.querySelectorAll("[data-since]")) {
    e.textContent = length((siteNow() - Date.parse(e.dataset.since)) / 1000);
  }
  for (const e of document.querySelectorAll("[data-until]")) {
    e.textContent = length((Date.parse(e.dataset.until) - siteNow()) / 1000);
  }
  for (const bar of document.querySelectorAll("clock-bar:not([data-still])")) run(bar);
  for (const strip of document.querySelectorAll(".strip[data-warning]")) warn(strip);
}

function run(bar) {
  const left = Math.trunc((Date.parse(bar.dataset.end) - siteNow()) / 60000);
  const minutes = Math.abs(left);
  bar.querySelector(".big").textContent = `${left < 0 ? "−" : ""}${hours(minutes)}`;
}

/// Too few officers: the strip turns amber and red by itself, at the seconds that the policy names.
function warn(strip) {
  const alone = (siteNow() - Date.parse(strip.querySelector("time").dataset.since)) / 1000;
  const state = alone >= strip.dataset.alarmAfter ? "alarm" : alone >= strip.dataset.warning ? "warning" : "few";
  strip.classList.remove("few", "warning", "alarm");
  strip.classList.add(state);
}
