"""The graph as one object: a method for each reading verb, with one set of defaults for command line, programs and notebooks."""
