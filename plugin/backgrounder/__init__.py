"""Background-reference sites with MkDocs: seed articles, a glossary, and where each statement comes from."""
