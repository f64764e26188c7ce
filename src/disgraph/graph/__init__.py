"""A graph opened for reading: on disk, in memory, or behind a SPARQL endpoint."""
