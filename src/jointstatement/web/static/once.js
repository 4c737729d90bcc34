// A form is sent once: its button says that it is busy, and a second press does nothing until the page is back.
export function sendOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
  const free = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };
  // Back from the browser's own store, and after an answer that htmx put in place.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
  root.addEventListener("htmx:finally:request", () => root.querySelectorAll("form[data-sent]").forEach(free));
}
