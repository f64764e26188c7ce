"""Tables of names and words, made by data/sources/make_names.py."""
