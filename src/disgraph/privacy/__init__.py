"""Private copies of a graph, in the same form: without the names of persons, or without private persons."""
