"""`python -m disgraph`."""

from disgraph.cli.start import command

command()
