// Sends a form where the eyes are, without leaving the page and what is half typed in it.

/// Whether the server took it; where it did not, the ordinary way is taken, which shows what is wrong.
export async function sendQuietly(form) {
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || answer.ok) return true;
  } catch { /* as below */ }
  form.submit();
  return false;
}
