"""The verbs and the first help page: plain text that needs no import."""

from __future__ import annotations

#: Every verb with its line in the help; a verb is the function of its name in `disgraph.cli.<verb>`.
VERBS = {
    "build": "Build the graph from documents and claims.",
    "validate": "Check documents, claims and graph against the shapes.",
    "ask": "Answer a question in plain language, with quotes.",
    "query": "Query the graph in SPARQL, or run a named query.",
    "queries": "List the named queries.",
    "path": "Explain how entities are connected.",
    "neighbors": "List the relations of an entity.",
    "common": "List what is related to both of two entities.",
    "compare": "Compare two entities.",
    "show": "Show everything about one entity.",
    "explain": "Explain why a fact holds, down to the quotes that state it.",
    "search": "Find entities, facts and passages, best first.",
    "evidence": "Show the quotes that state something.",
    "audit": "Recompute the figures of the documents; find contradictions.",
    "stats": "Count what the graph contains.",
    "serve": "Show the graph in a browser, and answer programs.",
    "mcp": "Serve the graph to language models (Model Context Protocol).",
    "export": "Write the graph to a file for another program.",
    "ontology": "Check the ontology.",
    "init": "Create a project.",
    "add": "Add documents to your project.",
    "extract": "Propose claims from documents.",
    "review": "Accept, edit or reject proposed claims.",
    "evaluate": "Compare proposed with accepted claims.",
    "retract": "Remove a document, with everything that only it supports.",
}

INTRODUCTION = """\
Query what documents state about disability, work and support, with the exact quotes.

Inside a directory with disgraph.toml the verbs work on that project, elsewhere on the graph of the five seed documents."""

#: Set by the function with which a shell completes the command line.
COMPLETION = "_DISGRAPH_COMPLETE"

_OPTIONS = {
    "--version": "Show the version and exit.",
    "--debug": "Show the traceback of an error.",
    "-h, --help": "Show this message and exit.",
}

EXAMPLE = 'Example: disgraph path "Liu Weiping" "Tang Xiaopeng"'


def help_page() -> str:
    """Return what `disgraph --help` prints."""
    verbs = "".join(f"  {verb:<10} {line}\n" for verb, line in VERBS.items())
    options = "".join(f"  {option:<10} {line}\n" for option, line in _OPTIONS.items())
    usage = "Usage: disgraph [OPTIONS] VERB [ARGUMENTS]..."
    return f"{usage}\n\n{INTRODUCTION}\n\nVerbs (each with --help):\n{verbs}\nOptions:\n{options}\n{EXAMPLE}\n"
