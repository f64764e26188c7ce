"""The entities that a document names, and the words that refer to them."""
