"""SPARQL text: checking it, binding its variables, and evaluating it in this process or in one that can be killed."""
