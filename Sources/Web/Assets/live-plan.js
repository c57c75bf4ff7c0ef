// <live-plan>: marks of people on a canvas above the SVG plan. A mark glides to its new place in 300 ms. Circle: held
// person, rounded square: staff, diamond: visitor; a dashed ring where the place is uncertain.
const glide = 300;

class LivePlan extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas");
    this.svg = this.querySelector("svg");
    this.marks = new Map();
    this.boxes = new Map([...this.querySelectorAll("[data-box]")].map(
      g => [g.dataset.room, g.dataset.box.split(" ").map(Number)]));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.list = [];
    this.take(JSON.parse(this.dataset.marks || "[]"));
    new ResizeObserver(() => this.take(this.list)).observe(this);
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.canvas.addEventListener("click", e => { const hit = this.at(e.offsetX, e.offsetY); if (hit?.path) location.href = hit.path; });
    this.canvas.addEventListener("mousemove", e => { this.canvas.classList.toggle("over", !!this.at(e.offsetX, e.offsetY)?.path); });
  }

  /// Metres of the plan on the screen: scale and the corner.
  view() {
    const box = this.svg.getBoundingClientRect(), view = this.svg.viewBox.baseVal;
    const scale = Math.min(box.width / view.width, box.height / view.height) || 1;
    return { box, scale, left: (box.width - view.width * scale) / 2 - view.x * scale,
      top: (box.height - view.height * scale) / 2 - view.y * scale };
  }

  take(list) {
    this.list = list;
    const { scale } = this.view();
    const r = this.radius = Math.max(.3, Math.min(.62, 10.5 / scale));
    const rooms = new Map();
    for (const mark of list) if (!mark.at) rooms.set(mark.room, [...(rooms.get(mark.room) ?? []), mark]);
    const places = new Map(list.filter(m => m.at).map(m => [m.code, m.at]));
    for (const [room, marks] of rooms) this.place(room, marks, r, places);
    const old = this.marks;
    this.marks = new Map();
    for (const mark of list) {
      const place = places.get(mark.code);
      if (!place) continue;
      const was = old.get(mark.code), at = was && this.where(was);
      const moved = was && (was.x !== place[0] || was.y !== place[1]);
      this.marks.set(mark.code, { ...mark, x: place[0], y: place[1], r: place[2] ?? r, fromX: moved ? at[0] : place[0],
        fromY: moved ? at[1] : place[1], since: moved ? performance.now() : (was?.since ?? 0) });
    }
    this.draw();
  }

  /// In rows below the room's name; a full room draws closer together.
  place(room, marks, r, places) {
    const box = this.boxes.get(room);
    if (!box) return;
    const [left, top, right, bottom] = box, width = right - left, height = bottom - top;
    let step = r * 2.25, columns = Math.max(1, Math.floor(width / step));
    while (Math.ceil(marks.length / columns) * step > height && step > r) {
      step *= .92;
      columns = Math.max(1, Math.floor(width / step));
    }
    const rows = Math.ceil(marks.length / columns);
    marks.forEach((mark, n) => {
      const row = Math.floor(n / columns), inRow = Math.min(columns, marks.length - row * columns);
      const x = (left + right) / 2 + (n % columns - (inRow - 1) / 2) * step;
      const y = Math.min(bottom - r, top + Math.max(r, (height - rows * step) / 2 + step / 2) + row * step);
      places.set(mark.code, [x, y, Math.min(r, step / 1.9)]);
    });
  }

  where(m) {
    const t = this.still.matches ? 1 : Math.min(1, (performance.now() - m.since) / glide);
    return [m.fromX + (m.x - m.fromX) * t, m.fromY + (m.y - m.fromY) * t, t];
  }

  draw() {
    const { box, scale, left, top } = this.view(), ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    const pen = this.canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.palette = getComputedStyle(this);
    let moving = false;
    for (const m of this.marks.values()) {
      const [x, y, t] = this.where(m);
      moving ||= t < 1;
      m.px = left + x * scale;
      m.py = top + y * scale;
      this.mark(pen, m, m.r * scale);
    }
    if (moving) requestAnimationFrame(() => this.draw());
  }

  colour(name) { return this.palette.getPropertyValue("--" + name).trim(); }

  mark(pen, m, r) {
    const officer = m.shape === "officer", loud = m.state === "alarm" || m.state === "special";
    const edge = this.colour(officer ? "blue" : m.state);
    if (m.at) this.ring(pen, m, r);
    pen.beginPath();
    if (officer) pen.roundRect(m.px - r * .85, m.py - r * .78, r * 1.7, r * 1.56, r * .35);
    else if (m.shape === "visitor") { pen.moveTo(m.px, m.py - r * 1.15); pen.lineTo(m.px + r * 1.15, m.py); pen.lineTo(m.px, m.py + r * 1.15); pen.lineTo(m.px - r * 1.15, m.py); pen.closePath(); }
    else pen.arc(m.px, m.py, r, 0, 7);
    pen.fillStyle = loud || officer ? edge : this.colour(m.state + "-bg");
    pen.fill();
    pen.lineWidth = loud ? 3 : m.state === "warning" ? 2.5 : 1.75;
    pen.strokeStyle = loud ? this.colour("ink") : edge;
    pen.setLineDash(m.at ? [4, 3] : []);
    pen.stroke();
    pen.setLineDash([]);
    pen.fillStyle = loud || officer ? this.colour("sheet") : this.colour("ink");
    pen.font = `600 ${Math.max(7, r * .86)}px "Noto Sans CJK SC", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(m.code, m.px, m.py + .5);
  }

  ring(pen, m, r) {
    pen.beginPath();
    pen.arc(m.px, m.py, r * 2.4, 0, 7);
    pen.lineWidth = 1.75;
    pen.strokeStyle = this.colour("unknown");
    pen.setLineDash([5, 4]);
    pen.stroke();
    pen.setLineDash([]);
  }

  at(x, y) { return [...this.marks.values()].find(m => Math.hypot(m.px - x, m.py - y) < 13); }
}
customElements.define("live-plan", LivePlan);
