// Word puts more on the clipboard than a box of plain text takes: the marks of lists, footnotes, looks. It goes with the
// form for as long as the box holds this paste and nothing else.
const OF_WORD = /mso-[a-z]|class="?mso[a-z]/i;

for (const box of document.querySelectorAll("textarea[data-source]")) {
  const source = box.form.elements[box.dataset.source], said = document.getElementById(`${box.id}-said`);
  let pasted = { text: box.value, html: source.value }, coming = "";
  const tell = () => {
    source.value = box.value === pasted.text ? pasted.html : "";
    const isOfWord = OF_WORD.test(pasted.html) && box.value !== "";
    said.textContent = !isOfWord ? "" : source.value ? said.dataset.whole : said.dataset.changed;
  };
  box.addEventListener("paste", (event) => {
    const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    coming = isWhole ? event.clipboardData.getData("text/html") : "";
  });
  box.addEventListener("input", (event) => {
    if (event.inputType === "insertFromPaste") pasted = { text: box.value, html: coming };
    tell();
  });
  tell();
}
