"""Bibliographic records, and how a page refers to them."""
