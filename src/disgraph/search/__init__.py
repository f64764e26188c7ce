"""Ranked search: entities, facts and passages by their words."""
