"""The style of the page, and the script that filters and sorts; the page is complete without the script.

The page is HTML and XML at once, so the script has neither `<` nor `&`.
"""

import re

#: Contrast of each text and line with its background is tested for the light and for the dark scheme.
STYLE = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground);
  --ink: #1a1a1a; --ground: #ffffff; --head: #eeeeee; --mark: #fff3bf; --link: #0b4f9c; --line: #767676;
  --stated: #595959; --weak: #767676; --derived: #8c8c8c; --name: #4a4a4a; }
@media (prefers-color-scheme: dark) { :root { --ink: #eaeaea; --ground: #161616; --head: #2b2b2b; --mark: #4a3d00; --link: #8ec1ff;
  --line: #8f8f8f; --stated: #c4c4c4; --weak: #a3a3a3; --derived: #858585; --name: #cfcfcf; } }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
figure { margin: 0; border: 1px solid var(--line); }
figcaption { padding: .5rem; border-top: 1px solid var(--line); }
.canvas { overflow: auto; max-height: 80vh; }
figure:target .canvas { max-height: none; }
.canvas svg { display: block; margin: auto; }
.canvas.whole svg { width: 100%; height: auto; max-height: 78vh; }
.canvas.whole svg text { display: none; }
svg text { text-anchor: middle; fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 3px;
  font-family: system-ui, sans-serif; }
svg .relation { fill: var(--name); font-style: italic; }
svg circle, svg rect, svg polygon { stroke: var(--ink); stroke-width: .7; }
svg .stated { stroke: var(--stated); }
svg .weak { stroke: var(--weak); stroke-dasharray: 6 4; }
svg .derived { stroke: var(--derived); stroke-dasharray: 2 3; }
.stated-head { fill: var(--stated); }
.weak-head { fill: var(--weak); }
.derived-head { fill: var(--derived); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }
.key { display: inline-block; width: 2em; height: 1.2em; vertical-align: middle; }
summary { padding: .3rem; cursor: pointer; }
summary h3 { display: inline; font-size: 1.1rem; }
.entity { margin-left: 1rem; }
.brief { font-size: .9rem; }
.incoming { columns: 20rem; }
.wide { overflow-x: auto; }
.tall { max-height: 60vh; overflow: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
caption { text-align: left; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
thead button { font: inherit; font-weight: bold; color: inherit; background: none; border: 0; padding: .2rem; text-align: left;
  cursor: pointer; }
tbody th { font-weight: normal; min-width: 8rem; }
tbody td { min-width: 5rem; }
td:nth-child(n + 3):nth-child(-n + 5) { min-width: 14rem; }
td q { quotes: none; white-space: pre-line; }
td ul { margin: 0; padding-left: 1.2rem; }
:target > summary, tr:target { background: var(--mark); }
input, select, .controls button { font: inherit; color: inherit; background: var(--ground); padding: .2rem .4rem;
  border: 1px solid var(--line); max-width: 100%; box-sizing: border-box; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { .wide, .tall, .canvas { overflow: visible; max-height: none; } .skip, nav, .find, .controls { display: none; } }
"""

_RULE = re.compile(r"^(?:svg |\.\w+-head )[^{]*\{[^}]*\}", re.MULTILINE)
_LIGHT = re.compile(r"--[\w-]+: #\w+;")


def picture_style(scope: str) -> str:
    """Return the rules of `STYLE` for a picture inside elements of one class, on a white ground, for a page with its own style.

    Args:
        scope: name of the class.
    """
    rules = "\n".join(f".{scope} {rule}" for rule in _RULE.findall(STYLE))
    light = " ".join(_LIGHT.findall(STYLE.partition("@media")[0]))
    return f".{scope} {{ {light} color: var(--ink); background: var(--ground); overflow: auto; }}\n{rules}\n"


SCRIPT = """
"use strict";
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
const compare = new Intl.Collator("en", { numeric: true }).compare;

const addSort = table => {
  if (table.dataset.sorted) return;
  table.dataset.sorted = "yes";
  const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", "");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
      const text = row => row.cells[column].textContent;
      rows.sort((one, other) => turn * compare(text(one), text(other)));
      body.append(...rows);
    });
  });
};
for (const table of document.querySelectorAll("table")) {
  const entity = table.closest("details");
  if (entity?.open === false) entity.addEventListener("toggle", () => addSort(table), { once: true });
  else if (table.tBodies[0].rows.length > 1) addSort(table);
}

const list = document.getElementById("list");
const entities = [...list.querySelectorAll("details.entity")].map(element => ({
  element, name: element.firstElementChild.textContent.toLowerCase(), rows: [...element.querySelectorAll("tbody tr")] }));
const types = [...list.querySelectorAll("details.type")];
const wereOpen = Boolean(types[0]?.open);
const find = make("p", ""), input = make("input", ""), select = make("select", ""), status = make("span", "");
find.className = "find";
status.setAttribute("role", "status");
input.type = "search";
const ways = [["", "however known"], ["stated", "stated by a document"], ["weak", "only from a speaker or the annotator"],
  ["derived", "derived or background"], ["doubt", "with a doubt"]];
for (const [value, text] of ways) select.append(Object.assign(make("option", text), { value }));
const inputLabel = make("label", "Show only relations with "), selectLabel = make("label", "How they are known ");
inputLabel.append(input);
selectLabel.append(select);
find.append(inputLabel, " ", selectLabel, " ", status);
list.before(find);

const FEW = 30;
const filter = () => {
  const words = input.value.trim().toLowerCase(), known = select.value;
  const fits = row => !known || (known === "doubt" ? "doubt" in row.dataset : row.dataset.known === known);
  let count = 0;
  for (const entity of entities) {
    const named = entity.name.includes(words);
    let shown = 0;
    for (const row of entity.rows) {
      row.hidden = fits(row) ? !(named || row.textContent.toLowerCase().includes(words)) : true;
      shown += !row.hidden;
    }
    const wide = entity.element.querySelector(".wide");
    if (wide) wide.hidden = shown === 0;
    entity.element.hidden = shown === 0 ? Boolean(!named || known) : false;
    count += shown;
  }
  const filtered = Boolean(words || known);
  for (const type of types) {
    type.hidden = !type.querySelector("details.entity:not([hidden])");
    type.open = filtered ? !(count > FEW) : wereOpen;
  }
  for (const entity of entities) entity.element.open = filtered ? !(count > FEW) : wereOpen;
  status.textContent = filtered ? `${count.toLocaleString("en")} of ${Number(list.dataset.count).toLocaleString("en")} relations` : "";
};
input.addEventListener("input", filter);
select.addEventListener("input", filter);

const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let above = target; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
  if (target?.closest("details")) target.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();

const canvas = document.querySelector(".canvas"), controls = document.querySelector(".controls");
if (canvas) {
  const drawing = canvas.querySelector("svg"), [width, height] = ["width", "height"].map(name => Number(drawing.getAttribute(name)));
  let factor = 1;
  const resize = () => {
    canvas.classList.remove("whole");
    drawing.setAttribute("width", factor * width);
    drawing.setAttribute("height", factor * height);
  };
  const add = (text, act) => {
    const button = make("button", text);
    button.type = "button";
    button.addEventListener("click", act);
    controls.append(" ", button);
  };
  add("Larger", () => { factor = Math.min(4, factor * 1.25); resize(); });
  add("Smaller", () => { factor = Math.max(1, factor / 1.25); resize(); });
  add("Whole picture without names", () => canvas.classList.add("whole"));
}
"""
