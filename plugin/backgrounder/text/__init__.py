"""What every other room reads text with: positions, folding, sentences, speech, slugs."""
