// What is being typed is kept on this device for the person who types it, so that a lost connection loses nothing. It goes
// when its form has arrived, and signing out takes everything away.
const KEPT = "draft:", PREFIX = `${KEPT}${document.body.dataset.person ?? ""}:`, SENT = "sent-drafts";

export function keepDrafts(root) {
  const cameBack = forgetWhatArrived();
  for (const box of root.querySelectorAll("textarea[data-draft]")) {
    const name = PREFIX + box.dataset.draft, kept = localStorage.getItem(name);
    if (kept === box.value) { if (!cameBack.includes(name)) localStorage.removeItem(name); }
    else if (kept !== null) offer(root, box, kept, name);
    box.addEventListener("input", () => localStorage.setItem(name, box.value));
    box.form?.addEventListener("reset", () => localStorage.removeItem(name));
  }
  root.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === "/sign-out") {
      for (const name of Object.keys(localStorage)) if (name.startsWith(KEPT)) localStorage.removeItem(name);
      return;
    }
    const names = [...event.target.querySelectorAll("textarea[data-draft]")].map((box) => PREFIX + box.dataset.draft);
    const key = event.target.querySelector("input[name=_key]")?.value;
    sessionStorage.setItem(SENT, JSON.stringify({ key, names }));
  });
}

// Whoever keeps what was sent says so in a cookie with the key of its form. A preview, a refusal or a lost connection
// says nothing: then nothing has arrived. Gives the names of what was sent and has not.
function forgetWhatArrived() {
  const { key, names } = JSON.parse(sessionStorage.getItem(SENT) ?? '{"names": []}');
  sessionStorage.removeItem(SENT);
  const hasArrived = key && document.cookie.split("; ").includes(`arrived=${key}`);
  if (!hasArrived) return names;
  for (const name of names) localStorage.removeItem(name);
  return [];
}

function offer(root, box, kept, name) {
  const template = root.querySelector("template#draft-offer");
  if (!template) return;
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-take]").addEventListener("click", () => { box.value = kept; line.remove(); box.focus(); });
  line.querySelector("[data-drop]").addEventListener("click", () => { localStorage.removeItem(name); line.remove(); });
  box.before(line);
}
