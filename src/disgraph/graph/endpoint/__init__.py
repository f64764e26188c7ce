"""A graph behind a SPARQL 1.1 endpoint, read as if it were on disk: see `disgraph.graph.endpoint.endpoint_graph.open_endpoint`."""
