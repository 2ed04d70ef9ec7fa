"""What is one language’s: the only room with words in it."""
