// One key for each decision, as on the command line. The buttons do the same; keys count only outside of fields.
const keys = { a: "accept", r: "reject", u: "unsure", z: "undo" };
document.addEventListener("keydown", event => {
  const isTyping = event.target.closest("input, textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "s") document.getElementById("skip")?.click();
  else if (event.key in keys) document.querySelector(`form.decision button[value="${keys[event.key]}"]`)?.click();
});
