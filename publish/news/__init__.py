"""What is news in a disclosure: each module makes one kind of sentence from its facts, or none."""
