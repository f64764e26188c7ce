"""The relationship graph: entities joined by edges, as a search sees it, and its flat file."""
