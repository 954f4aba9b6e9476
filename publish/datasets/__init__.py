"""What every published dataset holds: its columns and its rows."""
