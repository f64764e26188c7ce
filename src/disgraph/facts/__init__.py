"""Reading the graph on disk: names, passages, records and statements, as values."""
