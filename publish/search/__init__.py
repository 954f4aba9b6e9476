"""Full-text search on a static host: what can be found, its terms, and the files that a browser asks them of."""
