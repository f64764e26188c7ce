// One key for each decision, as on the command line. The buttons do the same; keys count only outside of fields.
const keys = { a: "accept", r: "reject", u: "unsure", z: "undo" };
document.addEventListener("keydown", event => {
  const isTyping = event.target.closest("input, textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "s") document.getElementById("skip")?.click();
  else if (event.key in keys) document.querySelector(`form.decision button[value="${keys[event.key]}"]`)?.click();
});

// Words that are selected in a text go into the field that the text names; note numbers between them are left out.
document.querySelectorAll("[data-selection]").forEach(text => {
  text.addEventListener("mouseup", () => take(text));
  text.addEventListener("keyup", () => take(text));
});

function take(text) {
  const chosen = document.getSelection();
  if (chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
  const words = chosen.getRangeAt(0).cloneContents();
  words.querySelectorAll("sup").forEach(note => note.remove());
  document.getElementById(text.dataset.selection).value = words.textContent.trim();
}
