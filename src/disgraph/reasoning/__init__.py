"""What follows from the graph and the ontology: OWL 2 RL by rules that are made from the ontology's own axioms."""
