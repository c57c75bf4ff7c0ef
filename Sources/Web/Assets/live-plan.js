// <live-plan>: marks of people on a canvas above the SVG plan. A mark glides to its new room in 300 ms.
const glide = 300;
class LivePlan extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas"); this.svg = this.querySelector("svg"); this.marks = new Map();
    this.centres = new Map([...this.querySelectorAll("[data-room]")].map(g => [g.dataset.room, [+g.dataset.x, +g.dataset.y]]));
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.take(JSON.parse(this.dataset.marks || "[]"));
    new ResizeObserver(() => this.draw()).observe(this);
    this.canvas.addEventListener("click", e => { const hit = this.at(e.offsetX, e.offsetY); if (hit?.path) location.href = hit.path; });
  }
  take(list) {
    const rows = new Map();
    for (const mark of list) {
      const points = mark.rooms.map(r => this.centres.get(r)).filter(Boolean);
      if (!points.length) continue;
      const key = mark.rooms.join("|"), n = rows.get(key) || 0; rows.set(key, n + 1);
      const x = points.reduce((a, p) => a + p[0], 0) / points.length + (n % 4 - 1.5) * 1.05 * (points.length < 2 ? 1 : .5);
      const y = points.reduce((a, p) => a + p[1], 0) / points.length + .55 + Math.floor(n / 4) * 1.05;
      const old = this.marks.get(mark.code);
      this.marks.set(mark.code, { ...mark, fromX: old?.x ?? x, fromY: old?.y ?? y, x, y, since: performance.now() });
    }
    const codes = new Set(list.map(m => m.code));
    for (const code of this.marks.keys()) if (!codes.has(code)) this.marks.delete(code);
    this.draw();
  }
  colour(name) { return getComputedStyle(this).getPropertyValue("--" + name).trim(); }
  draw() {
    const box = this.getBoundingClientRect(), ratio = devicePixelRatio || 1, view = this.svg.viewBox.baseVal;
    this.canvas.width = box.width * ratio; this.canvas.height = box.height * ratio;
    const scale = Math.min(box.width / view.width, box.height / view.height);
    const left = (box.width - view.width * scale) / 2 - view.x * scale, top = (box.height - view.height * scale) / 2;
    const pen = this.canvas.getContext("2d"); pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const now = performance.now(); let moving = false;
    for (const m of this.marks.values()) {
      const t = this.still ? 1 : Math.min(1, (now - m.since) / glide); moving ||= t < 1;
      m.px = left + (m.fromX + (m.x - m.fromX) * t) * scale; m.py = top + (m.fromY + (m.y - m.fromY) * t) * scale;
      this.mark(pen, m, Math.max(8, scale * .5));
    }
    if (moving) requestAnimationFrame(() => this.draw());
  }
  mark(pen, m, r) {
    const edge = m.shape === "officer" ? this.colour("blue") : this.colour(m.state);
    pen.beginPath();
    if (m.shape === "officer") pen.roundRect(m.px - r * .8, m.py - r * .8, r * 1.6, r * 1.6, 3);
    else if (m.shape === "visitor") { pen.moveTo(m.px, m.py - r); pen.lineTo(m.px + r, m.py); pen.lineTo(m.px, m.py + r); pen.lineTo(m.px - r, m.py); pen.closePath(); }
    else pen.arc(m.px, m.py, r, 0, 7);
    pen.fillStyle = m.state === "alarm" || m.state === "special" || m.shape === "officer" ? edge : this.colour(m.state + "-bg"); pen.fill();
    pen.lineWidth = 2; pen.strokeStyle = edge; pen.setLineDash(m.rooms.length > 1 ? [4, 3] : []); pen.stroke(); pen.setLineDash([]);
    pen.fillStyle = m.state === "alarm" || m.state === "special" || m.shape === "officer" ? this.colour("paper") : this.colour("ink");
    pen.font = `600 ${Math.max(8, r * .82)}px sans-serif`; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText(m.code, m.px, m.py);
  }
  at(x, y) { return [...this.marks.values()].find(m => Math.hypot(m.px - x, m.py - y) < 14); }
}
customElements.define("live-plan", LivePlan);
