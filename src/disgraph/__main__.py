"""`python -m disgraph`."""

from disgraph.cli.main import main

main()
