"""Departments beside each other: what may be compared with what, and the tables that do it."""
