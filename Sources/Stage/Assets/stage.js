// The Stage: marks move with the shift, forms act without leaving the page, a click on a mark or a room chooses it.
const svgSpace = "http://www.w3.org/2000/svg";
const element = (name, attributes) => { const e = document.createElementNS(svgSpace, name); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); return e; };
const shapes = {
  suspect: () => element("circle", { r: .52, class: "shape" }),
  police: () => element("rect", { x: -.5, y: -.5, width: 1, height: 1, rx: .18, class: "shape" }),
  auxiliary: () => element("rect", { x: -.5, y: -.5, width: 1, height: 1, rx: .18, class: "shape" }),
  visitor: () => element("path", { d: "M0 -.66 .66 0 0 .66 -.66 0z", class: "shape" }),
};

class StagePlan extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg"); this.top = +this.dataset.top; this.marks = new Map();
    this.layer = this.svg.appendChild(element("g", { class: "marks" }));
    for (const room of this.querySelectorAll("[data-room]")) room.addEventListener("click", () => choose("room", room.dataset.room));
  }
  take(people) {
    const seen = new Set();
    for (const one of people) {
      seen.add(one.tag);
      const mark = this.marks.get(one.tag) ?? this.add(one);
      mark.setAttribute("class", [one.kind, one.on ? "" : "off", one.tag === who.value ? "chosen" : "", mark.isNew ? "still" : ""].join(" "));
      mark.style.transform = `translate(${one.x}px, ${this.top - one.y}px)`; mark.isNew = false;
    }
    for (const [tag, mark] of this.marks) if (!seen.has(tag)) { mark.remove(); this.marks.delete(tag); }
  }
  add(one) {
    const mark = this.layer.appendChild(element("g", {})); mark.isNew = true;
    mark.append(shapes[one.kind]());
    const text = mark.appendChild(element("text", {})); text.textContent = one.tag.replace(/^C-/, "").slice(-4);
    mark.addEventListener("click", event => { event.stopPropagation(); choose("tag", one.tag); });
    this.marks.set(one.tag, mark); return mark;
  }
}
const who = document.getElementById("tag"), told = document.getElementById("told"), lost = document.getElementById("lost");
function choose(id, value) {
  const select = document.getElementById(id); select.value = value; select.dispatchEvent(new Event("change"));
}
document.getElementById("room").addEventListener("change", event => {
  for (const room of document.querySelectorAll("[data-room]")) room.classList.toggle("chosen", room.dataset.room === event.target.value);
});
customElements.define("stage-plan", StagePlan);
const plan = document.querySelector("stage-plan");

// Choices follow the people; a list that somebody has open is left alone.
function label(people) {
  for (const select of [who, document.getElementById("other")]) {
    if (select === document.activeElement) continue;
    const byTag = new Map(people.map(p => [p.tag, p])), chosen = select.value;
    for (const option of [...select.options]) {
      const one = byTag.get(option.value);
      if (!one) { option.remove(); continue; }
      if (option.textContent !== one.label) option.textContent = one.label;
      byTag.delete(option.value);
    }
    for (const one of byTag.values()) {
      const like = people.find(p => p.kind === one.kind && p.tag !== one.tag && [...select.options].some(o => o.value === p.tag));
      const place = like ? [...select.options].find(o => o.value === like.tag).parentElement : select;
      place.append(new Option(one.label, one.tag));
    }
    if ([...select.options].some(o => o.value === chosen)) select.value = chosen;
  }
}
function list(planted) {
  const body = document.getElementById("planted");
  body.replaceChildren(...planted.map(p => {
    const row = document.createElement("tr");
    for (const text of [p.at, p.rule, p.subject]) row.appendChild(document.createElement("td")).textContent = text;
    return row;
  }));
}

let last = performance.now(), shown = "";
const source = new EventSource("/scenes");
source.onmessage = event => {
  const scene = JSON.parse(event.data); last = performance.now();
  document.getElementById("clock").textContent = scene.clock;
  document.getElementById("unplugged").textContent = scene.unplugged.join(" ") || "—";
  plan.take(scene.people); label(scene.people);
  const key = JSON.stringify(scene.planted);
  if (key !== shown) { shown = key; list(scene.planted); }
};
setInterval(() => {
  const isLost = performance.now() - last > 8000;
  lost.hidden = !isLost; document.body.classList.toggle("stale", isLost);
}, 1000);

for (const form of document.querySelectorAll("form.deed")) form.addEventListener("submit", async event => {
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
  try {
    const answer = await (await fetch("/deeds", { method: "POST", body: fields, headers: { Accept: "application/json" } })).json();
    told.textContent = `${event.submitter?.textContent.trim() ?? ""}: ${answer.sentence}`; told.classList.toggle("refused", answer.told !== "done");
  } catch { lost.hidden = false; }
});
