"""The formats in which datasets and tables are handed out. One module per format, one verb: export."""
