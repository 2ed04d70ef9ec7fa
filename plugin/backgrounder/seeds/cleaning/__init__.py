"""The steps of cleaning."""
