"""Builds of made disclosures beside what others would do the same work with, in the same run, as ratios."""
