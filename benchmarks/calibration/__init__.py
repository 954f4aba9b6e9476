"""How far the confidence of a judgement is true, and what the factors of its evidence would be if fitted."""
