"""Relationships: the edges around an entity, the paths between two, and their explanation."""
