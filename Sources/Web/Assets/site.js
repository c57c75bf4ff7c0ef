// What every page needs: ticking times, the feed's effect on the page, the SOS take-over, the id number's check.
import "./live-plan.js"; import "./alarm-rail.js"; import "./feed-status.js"; import { tone } from "./sound.js";
const clock = document.querySelector("[data-clock]"), start = performance.now(), base = Date.parse(clock?.dataset.clock);
const two = n => String(n).padStart(2, "0"), siteNow = () => base + performance.now() - start;
setInterval(() => {
  if (!clock) return;
  const d = new Date(siteNow() + clock.dataset.offset * 1000);
  clock.textContent = `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  for (const e of document.querySelectorAll("[data-since]")) {
    const s = Math.max(0, Math.floor((siteNow() - Date.parse(e.dataset.since)) / 1000));
    e.textContent = s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  }
  for (const e of document.querySelectorAll("clock-bar")) {
    const left = Math.trunc((Date.parse(e.dataset.end) - siteNow()) / 60000), a = Math.abs(left);
    e.querySelector(".big").textContent = `${left < 0 ? "−" : ""}${Math.floor(a / 60)}:${two(a % 60)}`;
  }
}, 1000);
document.addEventListener("feed:position", e => document.querySelector("live-plan")?.take(e.detail.marks));
for (const name of ["alarm", "stay", "device", "presence"]) document.addEventListener("feed:" + name, () => {
  clearTimeout(window.refresh); if (document.querySelector("live-plan")) window.refresh = setTimeout(() => location.reload(), 250);
});
const sos = document.getElementById("sos");
if (sos) { sos.showModal(); tone([880, 660, 880, 660], .25); setInterval(() => tone([880, 660], .25), 3000); }
const number = document.getElementById("number"), paper = document.getElementById("paper");
number?.addEventListener("input", event => {
  if (event.isComposing || paper?.value !== "residentIdentityCard") return;
  const text = number.value.toUpperCase(), hint = document.getElementById("number-hint"); if (text.length < 18) return;
  let p = 0; for (const c of text.slice(0, 17)) p = (p + +c) * 2 % 11;
  const good = /^\d{17}[\dX]$/.test(text) && "0123456789X"[(12 - p) % 11] === text[17];
  hint.textContent = good ? hint.dataset.good : hint.dataset.bad; number.classList.toggle("is-invalid", !good);
});
