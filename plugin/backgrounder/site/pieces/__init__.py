"""HTML that is written in Python."""
