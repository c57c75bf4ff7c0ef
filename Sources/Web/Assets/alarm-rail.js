// <alarm-rail>: J and K choose, A acknowledges. Never while an input method composes or a field has the focus.
class AlarmRail extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", event => {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      const cards = [...this.querySelectorAll("article")]; if (!cards.length) return;
      const here = cards.indexOf(document.activeElement);
      if (event.key === "j") cards[Math.min(cards.length - 1, here + 1)].focus();
      else if (event.key === "k") cards[Math.max(0, here - 1)].focus();
      else if (event.key === "a" && here >= 0) cards[here].querySelector("form")?.requestSubmit();
    });
  }
}
customElements.define("alarm-rail", AlarmRail);
