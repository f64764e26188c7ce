"""The graph on disk: written to a temporary folder, then moved to its place; opened for reading."""
