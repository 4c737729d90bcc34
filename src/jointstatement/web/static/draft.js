// What is being typed is kept on this device, so that a lost connection loses nothing. Signing out takes it away.
const PREFIX = "draft:";

export function keepDrafts(root) {
  for (const box of root.querySelectorAll("textarea[data-draft]")) {
    const name = PREFIX + box.dataset.draft, kept = localStorage.getItem(name);
    if (kept === box.value) localStorage.removeItem(name);
    else if (kept !== null) offer(root, box, kept, name);
    box.addEventListener("input", () => localStorage.setItem(name, box.value));
    box.form?.addEventListener("reset", () => localStorage.removeItem(name));
  }
  root.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== "/sign-out") return;
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  });
}

function offer(root, box, kept, name) {
  const template = root.querySelector("template#draft-offer");
  if (!template) return;
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-take]").addEventListener("click", () => { box.value = kept; line.remove(); box.focus(); });
  line.querySelector("[data-drop]").addEventListener("click", () => { localStorage.removeItem(name); line.remove(); });
  box.before(line);
}
