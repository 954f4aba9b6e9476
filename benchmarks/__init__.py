"""Measurements: what is read of a folder of documents, and how fast, as ratios against something run beside it."""
