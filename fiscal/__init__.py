"""What a disclosure says: amounts, statutory tables, facts, indicators, statements, checks, codes."""
