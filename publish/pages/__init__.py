"""Kinds of page. One module per kind, one verb: page."""
