"""Tools for language models: the reading verbs through the Model Context Protocol."""
