"""Workbooks of every format: their sheets as text and grids, numbers as the sheet shows them."""
