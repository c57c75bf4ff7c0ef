// Sends a form where the eyes are, without leaving the page and what is half typed in it.

/// The server's answer, nothing where it gave none. The button waits: a key that is held down is one answer.
async function send(form) {
  const button = form.querySelector("button");
  if (button.disabled) return undefined;
  const body = new URLSearchParams(new FormData(form));
  button.disabled = true;
  try {
    return await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    return undefined;
  } finally {
    button.disabled = false;
  }
}

const isTaken = answer => answer?.type === "opaqueredirect" || answer?.ok === true;

/// Whether the server took it.
export async function sendQuietly(form) {
  return isTaken(await send(form));
}

/// The forms of a person's page: what is refused says why beside the form, and what was typed stays in it.
for (const form of document.querySelectorAll(".desk form, .steps form")) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const answer = await send(form);
    if (isTaken(answer)) return location.reload();
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = document.createElement("p");
    words.className = "notice alarm refusal";
    words.setAttribute("role", "alert");
    words.textContent = (page?.querySelector(".notice") ?? document.getElementById("unsent").content).textContent.trim();
    if (form.nextElementSibling?.matches(".refusal")) form.nextElementSibling.remove();
    form.after(words);
  });
}
