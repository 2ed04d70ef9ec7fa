"""Glossary entries: what editors write about actors, places, treaties, instruments and concepts."""
