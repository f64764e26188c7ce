"""The graph on disk: written beside, then swapped in whole; opened for reading."""
