"""Private copies of a graph: a graph of the same form in which persons are not named, or from which they are left out."""
