// Checks a resident identity card's number (GB 11643) as it is typed, never while an input method composes.
const number = document.getElementById("number"), paper = document.getElementById("paper");
const hint = document.getElementById("number-hint"), first = hint?.textContent;

function isRight(text) {
  let sum = 0;
  for (const digit of text.slice(0, 17)) sum = (sum + Number(digit)) * 2 % 11;
  return /^\d{17}[\dX]$/.test(text) && "0123456789X"[(12 - sum) % 11] === text[17];
}

function check(event) {
  if (event?.isComposing || !number) return;
  const text = number.value.trim().toUpperCase();
  const applies = paper.value === "residentIdentityCard" && text.length >= 18;
  const good = applies && isRight(text);
  hint.textContent = applies ? (good ? hint.dataset.good : hint.dataset.bad) : first;
  hint.classList.toggle("good", good);
  hint.classList.toggle("invalid", applies && !good);
  number.classList.toggle("is-invalid", applies && !good);
}
number?.addEventListener("input", check);
paper?.addEventListener("change", check);
