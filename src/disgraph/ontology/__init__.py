"""The ontology as values: classes, properties, relations and facets, read from `ontology/*.ttl`."""
