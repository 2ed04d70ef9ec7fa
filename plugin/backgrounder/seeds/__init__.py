"""From the bytes of a seed to an article."""
