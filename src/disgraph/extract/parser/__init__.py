"""Claims by the grammar of sentences: the extractor that needs spaCy (extra `nlp`)."""
