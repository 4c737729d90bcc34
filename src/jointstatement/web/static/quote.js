// A comment on words: those that are selected in the text go into the comment's field. Whole words alone, as they stand in
// the text before the delegations: what is only proposed, footnote marks and the names of comments are none of them.
const box = document.querySelector("[data-quoting]"), bar = document.getElementById("quote");
const WORD = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’][\p{L}\p{N}\p{M}]+)*\*?|\S/gu;
const NO_WORDS = "ins, .by, .fn";

if (box && bar) {
  const button = bar.querySelector("button"), said = document.getElementById("quote-said");
  const comment = document.getElementById("f-comment"), field = document.getElementById("f-quoted");
  let pressed = "";
  bar.hidden = false;
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", box.dataset.quoting);
  box.setAttribute("aria-describedby", said.id);

  // A finger on the button takes the selection away before the press arrives.
  button.addEventListener("pointerdown", () => { pressed = selectedWords(); });
  button.addEventListener("click", () => {
    const words = selectedWords() || pressed;
    pressed = "";
    said.textContent = !words ? button.dataset.none : howOften(words) > 1 ? button.dataset.many : "";
    if (said.textContent) return;
    field.value = words;
    field.closest("details")?.setAttribute("open", "");
    comment.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.target !== box || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") { event.preventDefault(); button.click(); return; }
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    step(event.key, event.shiftKey);
    said.textContent = selectedWords();
  });
}

// The text as it is read, and the text nodes of which it is made.
function read() {
  const quotable = box.querySelector("[data-quotable]"), pieces = [];
  let text = "";
  const walker = document.createTreeWalker(quotable, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === "BR") text += "\n";
    if (node.nodeType !== Node.TEXT_NODE || node.parentElement.closest(NO_WORDS)) continue;
    pieces.push({ node, start: text.length, end: text.length + node.length });
    text += node.data;
  }
  const words = [...text.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
  return { text, pieces, words };
}

// From which to which word the selection goes; null where it holds none.
function span({ pieces, words }) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let from = Infinity, upto = -1;
  for (const { node, start } of pieces) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.length;
    if (first < last) { from = Math.min(from, start + first); upto = Math.max(upto, start + last); }
  }
  const first = words.findIndex(([, end]) => end > from), last = words.findLastIndex(([start]) => start < upto);
  return first >= 0 && first <= last ? { first, last } : null;
}

function wordsBetween({ text, words }, first, last) {
  return text.slice(words[first][0], words[last][1]).replace(/\s+/g, " ");
}

function selectedWords() {
  const here = read(), found = span(here);
  return found ? wordsBetween(here, found.first, found.last) : "";
}

// The same words are as many words wherever they stand: one stretch for each word at which they may begin.
function howOften(wanted) {
  const here = read(), further = [...wanted.matchAll(WORD)].length - 1;
  const mayBegin = here.words.slice(0, here.words.length - further);
  return mayBegin.filter((_, first) => wordsBetween(here, first, first + further) === wanted).length;
}

// The keyboard goes from word to word; with Shift the selection grows and shrinks at the end that was moved last.
function step(key, isLonger) {
  const here = read(), last = here.words.length - 1, found = span(here), selection = getSelection();
  if (last < 0) return;
  const isBackward = found && isAtStart(selection);
  const moving = !found ? (key === "ArrowLeft" ? last + 1 : -1) : isBackward ? found.first : found.last;
  const aim = { ArrowLeft: moving - 1, ArrowRight: moving + 1, Home: 0, End: last }[key];
  const next = Math.min(last, Math.max(0, aim));
  const kept = !isLonger || !found ? next : isBackward ? found.last : found.first;
  const begin = place(here, here.words[Math.min(kept, next)][0], false);
  const end = place(here, here.words[Math.max(kept, next)][1], true);
  selection.setBaseAndExtent(...(next < kept ? [...end, ...begin] : [...begin, ...end]));
}

function isAtStart(selection) {
  const { startContainer, startOffset } = selection.getRangeAt(0);
  return selection.focusNode === startContainer && selection.focusOffset === startOffset;
}

function place({ pieces }, at, isEnd) {
  const piece = pieces.find(({ start, end }) => (isEnd ? start < at && at <= end : start <= at && at < end));
  return [piece.node, at - piece.start];
}
