"""A printed table as a page shows it: its header, its hierarchy by indentation, its marks."""
