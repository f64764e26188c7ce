"""The graph in a program or a notebook: `from disgraph import open_graph`."""
