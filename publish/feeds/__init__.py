"""What machines read: feeds, sitemap, robots.txt, llms.txt. One module per kind, one verb: feed."""
