"""What every other room reads text with: positions, folding, slugs, encodings."""
