"""Why an occurrence of a name is no mention: one rule, one function. `order` has them all, in order."""
