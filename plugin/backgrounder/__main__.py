"""`python -m backgrounder` is the command `backgrounder`."""

from backgrounder.cli import main

main(prog_name="backgrounder")
