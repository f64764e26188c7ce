// Prints as JSON what graphology-gexf reads from the GEXF file that is named.
const { readFileSync } = require("node:fs");
const { MultiDirectedGraph } = require("graphology");
const { parse } = require("graphology-gexf");

const graph = parse(MultiDirectedGraph, readFileSync(process.argv[2], "utf8"), { allowUndeclaredAttributes: false });
process.stdout.write(
  JSON.stringify({
    nodes: graph.mapNodes((key, attributes) => ({ key, ...attributes })),
    edges: graph.mapEdges((key, attributes, source, target) => ({ key, source, target, ...attributes })),
  }),
);
