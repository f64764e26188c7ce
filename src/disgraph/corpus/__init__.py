"""Documents: the catalogue, their exact text, and the finding of quotes in it."""
