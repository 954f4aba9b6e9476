"""What is published: datasets, charts, pages, embeds, feeds."""
