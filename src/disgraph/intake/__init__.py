"""Documents in: from a file as it came to a plain text with a way back, and to its entry in the catalogue; and out again."""
