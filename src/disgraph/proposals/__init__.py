"""Proposals: what extraction adds to the files of a project, and what a reviewer decides about it."""
