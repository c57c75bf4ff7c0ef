// The papers: their one button, and on every page of the sheet whose it is, so that no page is taken for another's.
document.getElementById("print")?.addEventListener("click", () => print());

const owner = document.querySelector(".serial")?.firstElementChild?.textContent.trim();
if (owner) {
  const box = `{ @bottom-left { content: ${JSON.stringify(owner)}; font: 9pt "Noto Serif CJK SC", SimSun, serif; } }`;
  const rules = [...document.styleSheets].find(sheet => sheet.href?.endsWith("/assets/print.css"));
  for (const page of ["@page", "@page english"]) rules?.insertRule(`${page} ${box}`, rules.cssRules.length);
}
