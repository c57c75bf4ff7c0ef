// The papers: their one button.
document.getElementById("print")?.addEventListener("click", () => print());
