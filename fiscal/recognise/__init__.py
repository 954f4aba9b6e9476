"""Which statutory table a printed grid is, and what each of its columns and rows means."""
