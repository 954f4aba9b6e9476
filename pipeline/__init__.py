"""Discover, parse, read, check, publish, write; alone imports all three rooms."""
