"""From claims to the one graph: entities, statements, records, claims, evidence and documents as RDF."""
