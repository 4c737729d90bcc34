// What every page does when scripts run. All of it is convenience: without it, every form and link works the same.
import { keepCountdowns } from "./countdown.js";
import { keepDrafts } from "./draft.js";
import { listenToKeys } from "./keys.js";
import { sendOnce } from "./once.js";

sendOnce(document);
keepCountdowns(document);
keepDrafts(document);
listenToKeys(document);
// Where tabs do not fit beside each other, the present one is brought into sight.
for (const here of document.querySelectorAll(".tabs a[aria-current], .rail-own a[aria-current]")) {
  const row = here.parentElement;
  row.scrollLeft = Math.max(0, here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2);
}
document.querySelector("[data-focus]")?.focus();
