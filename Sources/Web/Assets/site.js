// Every page loads this: it brings the elements of the page to life. Without it pages can still be read.
import "./live-plan.js";
import "./alarm-rail.js";
import "./feed-status.js";
import "./sos-take-over.js";
import "./id-number.js";
import { isPast } from "./time-slider.js";
import { tick } from "./site-clock.js";
import { refreshSoon } from "./live-page.js";

tick();
setInterval(tick, 1000);
document.addEventListener("feed:position", event => {
  if (!isPast()) document.querySelector("live-plan")?.take(event.detail.marks);
});
// An alarm is drawn at once; heads in rooms may wait for those who are on their way together.
for (const [name, delay] of Object.entries({ alarm: 0, stay: 500, device: 1000, console: 0, presence: 2000 })) {
  document.addEventListener("feed:" + name, () => refreshSoon(delay));
}
document.addEventListener("feed:back", () => refreshSoon(0));

// A person's page is not loaded again by itself: each look at it is counted. It says that there is something new.
const news = document.getElementById("news");
document.addEventListener("feed:stay", event => {
  if (news && event.detail.stay === news.dataset.stay) news.hidden = false;
});
