"""From each format of a seed to blocks."""
