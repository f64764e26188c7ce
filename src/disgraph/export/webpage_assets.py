"""The look of the page, and the script that makes its tables sortable; the page is whole without it."""

STYLE = """
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; }
h1, h2 { line-height: 1.2; }
a { color: #0b4f9c; }
:focus-visible { outline: 3px solid #0b4f9c; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
figure { margin: 0; border: 1px solid #767676; }
figcaption { padding: .5rem; border-top: 1px solid #767676; }
svg { display: block; width: 100%; max-height: 90vh; }
svg text { text-anchor: middle; fill: #1a1a1a; paint-order: stroke; stroke: #fff; stroke-width: 3px; font-family: system-ui, sans-serif; }
svg .relation { fill: #4a4a4a; font-style: italic; }
svg circle, svg rect, svg polygon { stroke: #1a1a1a; stroke-width: .7; }
svg line, .key line { stroke: #8a8a8a; }
svg .inferred, .key .inferred { stroke-dasharray: 2 3; }
.said-head, .inferred-head { fill: #8a8a8a; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }
.key { display: inline-block; width: 1.5em; height: 1.2em; vertical-align: middle; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; white-space: nowrap; overflow-wrap: normal; }
thead button { font: inherit; font-weight: bold; color: inherit; background: none; border: 0; padding: .2rem; cursor: pointer; }
tbody th { font-weight: normal; min-width: 9rem; }
tbody td:nth-child(3) { min-width: 9rem; }
td q { quotes: none; white-space: pre-line; }
:target { background: #fff3bf; }
input { font: inherit; padding: .2rem .4rem; border: 1px solid #767676; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { .wide { overflow: visible; } .skip, nav, .find { display: none; } }
"""

SCRIPT = """
"use strict";
const compare = new Intl.Collator("en", { numeric: true }).compare;
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
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
  const find = document.createElement("p"), label = document.createElement("label"), input = document.createElement("input");
  const told = document.createElement("span");
  find.className = "find";
  told.setAttribute("role", "status");
  input.type = "search";
  label.append(`Show only ${table.dataset.rows} with `, input);
  find.append(label, " ", told);
  table.parentElement.before(find);
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    rows.forEach(row => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
    told.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} ${table.dataset.rows}`;
  });
}
"""
