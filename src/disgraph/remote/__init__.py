"""A graph behind a SPARQL 1.1 endpoint, read as if it were on disk: see `disgraph.remote.graph.open_endpoint`."""
