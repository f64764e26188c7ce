"""A document as blocks, sentences, numbers and dates, without losing an offset; the word lists that all extractors read."""
