"""What stands behind a finding: its figures, the rows and the print that show them, the way to the original."""
