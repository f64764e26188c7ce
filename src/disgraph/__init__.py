"""disgraph: what documents say of disability, work and support, as a graph in which every fact leads to its words."""

__version__ = "0.1.0"
