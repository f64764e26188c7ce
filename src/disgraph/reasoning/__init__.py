"""Inference in OWL 2 RL, by rules made from the axioms of the ontology."""
