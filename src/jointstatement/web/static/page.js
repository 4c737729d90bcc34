// What every page does when scripts run. All of it is convenience: without it, every form and link works the same.
import { keepCountdowns } from "./countdown.js";
import { keepDrafts } from "./draft.js";
import { listenToKeys } from "./keys.js";
import { sendOnce } from "./once.js";

sendOnce(document);
keepCountdowns(document);
keepDrafts(document);
listenToKeys(document);
document.querySelector("[data-focus]")?.focus();
