"""What editors ask the program: which names were found where, and what needs their attention."""
