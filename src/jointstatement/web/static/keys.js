// Single keys, off inside fields and where the person turned them off. A key goes somewhere or chooses; it never sends.
const OFF = "keys:off";

export function listenToKeys(root) {
  const tick = root.querySelector("input[data-keys-on]");
  if (tick) {
    tick.checked = localStorage.getItem(OFF) === null;
    tick.addEventListener("change", () => tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));
  }
  root.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Enter" && event.ctrlKey && inField?.form) { inField.form.requestSubmit(); return; }
    if (event.key === "Escape" && inField) { inField.blur(); return; }
    if (inField || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(OFF) !== null) return;
    const goal = root.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!goal) return;
    event.preventDefault();
    goal.closest("details")?.setAttribute("open", "");
    if (goal.matches("a[href]")) goal.click();
    else goal.focus();
  });
}
