// Sends a form where the eyes are, without leaving the page and what is half typed in it.

/// Whether the server took it. The button waits: a key that is held down is one answer.
export async function sendQuietly(form) {
  const button = form.querySelector("button");
  if (button.disabled) return false;
  const body = new URLSearchParams(new FormData(form));
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect" || answer.ok;
  } catch {
    return false;
  } finally {
    button.disabled = false;
  }
}
