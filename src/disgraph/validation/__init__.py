"""SHACL: does the graph keep to its shapes, and if not, where, why and what to do."""
