"""Asking in SPARQL: named queries, bound parameters, read-only, with a deadline."""
