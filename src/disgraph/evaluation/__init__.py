"""Evaluation: proposals compared with reviewed claims."""
