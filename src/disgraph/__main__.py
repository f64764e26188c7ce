"""`python -m disgraph`."""

from disgraph.cli.start import main

main()
