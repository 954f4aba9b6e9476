"""Judging breaks: which figure is at fault, and whether the document or the reading of it erred.

It stands apart from the checks because a check only says that figures disagree, and judging weighs all checks at once.
"""
