"""What is said of doubts: names, sentences, gravity. Rules hand over facts, and every word comes from here."""
