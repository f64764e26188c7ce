// Reads an export with a program that others wrote, and writes what it found as JSON: node read.mjs FORMAT one < FILE
// With "many", standard input is a JSON list of the texts of files, and the output a list too.
import { readFileSync } from "node:fs";

const input = readFileSync(0, "utf8");
const files = process.argv[3] === "many" ? JSON.parse(input) : [input];
let text;

// RDF 1.2, N3.js: every statement as texts; a triple term as a list.
async function rdf() {
  const { Parser } = (await import("n3")).default;
  const told = (term) =>
    term.termType === "Quad" ? [told(term.subject), told(term.predicate), told(term.object)] : `${term.termType} ${term.value}`;
  const quads = new Parser().parse(text);
  return quads.map((quad) => [told(quad.subject), told(quad.predicate), told(quad.object), quad.graph.value]);
}

// The reader inside Gephi Lite, graphology-gexf: every node and edge with its attributes.
async function gexf() {
  const { MultiDirectedGraph } = (await import("graphology")).default;
  const { parse } = (await import("graphology-gexf")).default;
  const graph = parse(MultiDirectedGraph, text, { allowUndeclaredAttributes: false });
  return {
    nodes: graph.mapNodes((key, attributes) => ({ key, ...attributes })),
    edges: graph.mapEdges((key, attributes, source, target) => ({ key, source, target, ...attributes })),
  };
}

// Cytoscape.js: data and positions of its elements, as it holds them.
async function cyjs() {
  const cytoscape = (await import("cytoscape")).default;
  const { elements, style } = JSON.parse(text);
  const graph = cytoscape({ headless: true, styleEnabled: true, elements, style, layout: { name: "preset" } });
  return {
    nodes: graph.nodes().map((node) => ({ ...node.data(), position: node.position(), shown: node.style("label") })),
    edges: graph.edges().map((edge) => ({ ...edge.data(), line: edge.style("line-style") })),
  };
}

// Mermaid's own parser: the words of each entity and relation, as the picture shows them.
async function mermaid() {
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("");
  Object.assign(globalThis, { window, document: window.document });
  const program = (await import("mermaid")).default;
  program.initialize({ startOnLoad: false, securityLevel: "strict" });
  const { db } = await program.mermaidAPI.getDiagramFromText(text);
  const shown = (label) => {
    const box = window.document.createElement("div");
    box.innerHTML = label.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";").replaceAll("<br>", " ");
    return { text: box.textContent, elements: box.children.length };
  };
  return {
    nodes: [...db.getVertices().values()].map((node) => ({ id: node.id, ...shown(node.text ?? "") })),
    edges: db.getEdges().map((edge) => ({ source: edge.start, target: edge.end, stroke: edge.stroke, ...shown(edge.text) })),
  };
}

// Graphviz: the words that it draws.
async function dot() {
  const { instance } = await import("@viz-js/viz");
  const { JSDOM } = await import("jsdom");
  const drawn = new JSDOM((await instance()).renderString(text, { format: "svg" }), { contentType: "image/svg+xml" }).window.document;
  const told = (group) => ({
    id: group.id,
    name: group.querySelector("title").textContent,
    tooltip: group.querySelector("a").getAttribute("xlink:title"),
    words: [...group.querySelectorAll("text")].map((line) => line.textContent),
    dash: group.querySelector("path")?.getAttribute("stroke-dasharray") ?? "",
  });
  return { nodes: [...drawn.querySelectorAll(".node")].map(told), edges: [...drawn.querySelectorAll(".edge")].map(told) };
}

// The page in a browser without a screen: what axe-core objects to, and the longest table before and after a click on a column.
async function html() {
  const { JSDOM, VirtualConsole } = await import("jsdom");
  const axe = await import("axe-core");
  const { window } = new JSDOM(text, { runScripts: "outside-only", pretendToBeVisual: true, virtualConsole: new VirtualConsole() });
  const { document } = window;
  const longest = [...document.querySelectorAll("table")].sort((one, other) => other.rows.length - one.rows.length)[0];
  const rows = () => [...longest.tBodies[0].rows].map((row) => row.cells[0].textContent);
  const before = rows();
  const buttonsBefore = document.querySelectorAll("button").length;
  for (const script of document.querySelectorAll("script")) window.eval(script.textContent);
  const head = longest.querySelector("thead th");
  head.querySelector("button").click();
  const up = [rows(), head.getAttribute("aria-sort")];
  head.querySelector("button").click();
  const down = [rows(), head.getAttribute("aria-sort")];
  const [input, select, status] = ["input", "select", "[role=status]"].map((name) => document.querySelector(name));
  const choose = (element, value) => {
    element.value = value;
    element.dispatchEvent(new window.Event("input"));
    return status.textContent;
  };
  const none = choose(input, "no row has these words");
  choose(input, "");
  const weak = [choose(select, "weak"), document.querySelectorAll("tr[data-known]:not([hidden])").length];
  choose(select, "");
  window.eval(axe.default.source);
  const found = await window.axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  return {
    before, up, down, none, weak, buttonsBefore,
    violations: found.violations.map((each) => `${each.id}: ${each.nodes.length}`),
    passed: found.passes.map((each) => each.id),
  };
}

const readers = { rdf, gexf, cyjs, mermaid, dot, html };
const found = [];
for (text of files) found.push(await readers[process.argv[2]]());
process.stdout.write(JSON.stringify(process.argv[3] === "many" ? found : found[0]), () => process.exit(0)); // some leave timers behind
