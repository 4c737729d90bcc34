// What is being typed is kept on this device for the person who types it, so that a lost connection loses nothing. It goes
// when its form has arrived, and signing out takes everything away.
const KEPT = "draft:", PREFIX = `${KEPT}${document.body.dataset.person ?? ""}:`, SENT = "sent-drafts";

export function keepDrafts(root) {
  const cameBack = forgetWhatArrived(root);
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
    const sent = [...event.target.querySelectorAll("textarea[data-draft]")].map((box) => PREFIX + box.dataset.draft);
    sessionStorage.setItem(SENT, JSON.stringify(sent));
  });
}

// What was kept is answered with the way to another page. A page without such a way is a preview or a refusal, or comes
// after a lost connection: then nothing has arrived. Gives the names of what was sent and has not.
function forgetWhatArrived(root) {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const arrival = performance.getEntriesByType("navigation")[0];
  const isAnswer = arrival?.type === "navigate" && arrival.redirectCount > 0;
  if (!isAnswer || root.querySelector("[aria-invalid=true], .notice--error")) return sent;
  for (const name of sent) localStorage.removeItem(name);
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
