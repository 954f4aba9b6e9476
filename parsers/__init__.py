"""Bytes to Document: one module per format, one verb: parse."""
