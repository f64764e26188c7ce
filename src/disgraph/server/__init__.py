"""The graph in a browser and as a service: pages, SPARQL protocol, linked data, JSON API and reconciliation."""
