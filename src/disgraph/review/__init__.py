"""Review: what waits for a person's word, and what becomes of it."""
