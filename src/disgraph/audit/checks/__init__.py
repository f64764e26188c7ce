"""The checks, one module for each kind of question; each takes what is told and yields findings."""
