"""The verbs and the first help page: plain text, so that it needs no library."""

from __future__ import annotations

#: Every verb with the line that the help says of it; a verb is the function of its name in `disgraph.cli.<verb>`.
VERBS = {
    "build": "Build the graph from documents and claims.",
    "validate": "Check documents, claims and graph against the shapes.",
    "query": "Ask the graph in SPARQL, or by a named query.",
    "queries": "List the named queries.",
    "path": "Explain how entities are connected.",
    "neighbors": "Tell what an entity is related to.",
    "common": "Tell what is related to both of two entities.",
    "compare": "Put two entities side by side.",
    "show": "Tell everything about one entity.",
    "explain": "Explain why a fact holds, down to the words that state it.",
    "search": "Find names and passages.",
    "evidence": "Show the words that state something.",
    "audit": "Recompute what the documents compute; find contradictions.",
    "stats": "Show the graph in numbers.",
    "export": "Write the graph to a file for another program.",
    "ontology": "Check the ontology.",
    "init": "Begin a project of your own.",
    "add": "Take documents into your project.",
    "extract": "Propose claims from documents.",
    "review": "Accept, edit or reject what was proposed.",
    "evaluate": "Compare what is proposed with what was accepted.",
    "retract": "Take a document out, with all that only it supports.",
}

INTRODUCTION = """\
Ask what documents say of disability, work and support, and see the exact words that say it.

Inside a directory with disgraph.toml the verbs work on that project, elsewhere on the graph of the five seed documents."""

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
