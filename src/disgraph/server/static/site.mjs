// Suggests names while somebody types, after the pattern of a combobox with a list (WAI-ARIA 1.2). Every form works without it.
const WAIT = 150;

function combobox(input, number) {
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `suggestions-${number}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    input.setAttribute(name, value);
  let timer, chosen = -1;

  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = at => {
    const options = [...list.children];
    chosen = (at + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const take = option => { input.value = option.dataset.value; close(); input.focus(); };
  const show = found => {
    const seen = new Map();
    for (const each of found) seen.set(each.label, (seen.get(each.label) ?? 0) + 1);
    list.replaceChildren(...found.map((each, index) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: `${each.label} (${each.type})` });
      option.dataset.value = seen.get(each.label) > 1 ? each.iri : each.label;
      option.setAttribute("role", "option");
      option.addEventListener("mousedown", event => { event.preventDefault(); take(option); });
      return option;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    chosen = -1;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2) { close(); return; }
    timer = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.suggest}?text=${encodeURIComponent(text)}`);
      if (answer.ok && input.value.trim() === text) show(await answer.json());
    }, WAIT);
  });
  input.addEventListener("keydown", event => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggest]").forEach(combobox);
