"""SHACL validation: each result has the place, the reason and a remedy."""
