"""What is published: datasets, charts, pages, embeds, feeds. Values in, files out; nothing here touches the disk."""
